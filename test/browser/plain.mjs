// A browser with nothing in its pages but what they bring: no script of the tests' own, of which a
// processor slowed four times would run the more before it paints. The DevTools protocol by a pipe.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, switches } from "./lib.mjs";

const folder = mkdtempSync(join(tmpdir(), "bare-"));
const child = spawn(binary, [...switches, "--window-size=1440,900", `--user-data-dir=${folder}`, "--remote-debugging-pipe", "about:blank"],
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
let asked = 0, unread = "", hear = () => {};
const answers = new Map();
child.stdio[4].setEncoding("utf8").on("data", (piece) => {
  const messages = (unread + piece).split("\0");
  unread = messages.pop();
  for (const m of messages.map((x) => JSON.parse(x)))
    if (m.id) answers.get(m.id)(m); else hear(m);
});
const send = (method, params = {}, sessionId = undefined) => new Promise((done, failed) => {
  answers.set(++asked, ({ result, error }) => (error ? failed(new Error(`${method}: ${error.message}`)) : done(result)));
  child.stdio[3].write(JSON.stringify({ id: asked, method, params, sessionId }) + "\0");
});
const { targetInfos } = await send("Target.getTargets");
const { sessionId } = await send("Target.attachToTarget", { targetId: targetInfos.find((t) => t.type === "page").targetId, flatten: true });
const ask = (method, params) => send(method, params, sessionId);
for (const domain of ["Page", "Network"]) await ask(`${domain}.enable`);
await ask("Page.setLifecycleEventsEnabled", { enabled: true });
await ask("Network.setCacheDisabled", { cacheDisabled: true });
await ask("Performance.enable", { timeDomain: "threadTicks" });

const shifts = `new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((l) => l.getEntries().forEach((e) => (sum += e.value))).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 60);
})`;

// Loads a page that is not in the cache, with the processor slowed so many times. `paint`: ms from
// the start of the navigation to its first content; `work`: ms that its thread had the processor;
// `weight`: bytes of style and script; `shift`: what moved.
export async function load(address, rate) {
  const seen = {}, files = new Set();
  let weight = 0;
  await ask("Emulation.setCPUThrottlingRate", { rate });
  const whole = new Promise((done) => {
    setTimeout(done, 5000);
    hear = ({ method, params }) => {
      if (method === "Network.responseReceived" && /\.(css|js)$/.test(new URL(params.response.url).pathname)) files.add(params.requestId);
      if (method === "Network.loadingFinished" && files.has(params.requestId)) weight += params.encodedDataLength;
      if (method === "Page.lifecycleEvent") seen[params.loaderId] = { ...seen[params.loaderId], [params.name]: params.timestamp };
      if (Object.values(seen).some((x) => x.load && x.firstContentfulPaint)) done();
    };
  });
  const { loaderId } = await ask("Page.navigate", { url: address });
  await whole;
  const { metrics } = await ask("Performance.getMetrics");
  const of = (name) => metrics.find((m) => m.name === name).value;
  const painted = seen[loaderId]?.firstContentfulPaint ?? Infinity;
  const { result } = await ask("Runtime.evaluate", { expression: shifts, awaitPromise: true });
  return { paint: 1000 * (painted - of("NavigationStart")), work: 1000 * of("TaskDuration"), weight, shift: result.value };
}

// Its helpers may write to the folder for a while after it has gone.
export async function close() {
  const ended = new Promise((done) => child.once("exit", done));
  await send("Browser.close").catch(() => child.kill());
  await ended;
  for (let tries = 0; tries < 50; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true });
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  console.log(`# ${folder} could not be taken away`);
}
