// Every page there is: valid, accessible, in bounds, light, still, quick, and right to left where its texts are.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { base, check, finish, open, shots } from "./lib.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const page = await open({ viewport: { width: 1440, height: 900 } });
const ask = page.context().request;
const link = async (at, selector) => {
  await page.goto(base + at);
  return page.locator(selector).first().getAttribute("href");
};
const record = async (words, family) => new URL(await link(`/search?q=${encodeURIComponent(words)}&in=${family}`, "#results a.what"), base).pathname;

const treaty = await record("copyright treaty", "instrument");
const bare = treaty.replace(/-.*/, "");
const roadmap = await record("מפת דרכים", "instrument");
const source = await link("/sources?show=waiting", ".records a");
const draft = "/draft/" + (await (await ask.get(base + source)).text()).match(/\/draft\/(\d+)\//)[1];
const paths = ["/", "/search", "/search?q=extradition", "/search?q=extradition&in=instrument", "/search?q=zzzz",
  "/instruments", "/instruments?kind=roadmap", "/engagements", "/commitments", "/positions", "/memberships", "/relations",
  await record("extradition", "instrument"), treaty + "?holds=signatory&sort=-signed", roadmap, await record("المياه", "instrument"),
  await record("الوزير", "engagement"), await record("سٹیشن", "commitment"), await record("tractor", "commitment"),
  await record("الحل", "position"), await link("/memberships", "a.what"), await link("/relations", "a.what"),
  bare + "/map", bare + "/map?on=1990-12-31", bare + "/terms", bare.replace("instrument", "record") + "/edit", await link("/state/PAK/status", "a[href*='/party/']"),
  "/due", "/due?show=late", "/scorecard", "/scorecard?by=sector", "/proposals",
  "/states", "/states?show=organisation", "/state/PAK", "/state/JOR", "/state/PAK/status",
  await link("/states?show=agency", ".columns a, .records a"), "/pair", "/pair/BLR/PAK", "/pair/EGY/JOR", "/pair/BLR/PAK/brief", "/pair/EGY/JOR/brief",
  "/matrix", "/matrix?state=PAK", "/map", "/map?state=PAK&on=2015-12-31", "/sectors", "/sectors?state=PAK", "/sector/trade",
  "/calendar", "/calendar?month=2024-11", "/sources", "/sources?show=waiting", source, await link("/sources", ".records a"),
  source + draft.replace("/draft/", "?edit="), draft, draft + "/merge", draft + "/merge?q=Pakistan", "/add", "/log", "/help",
  "/nowhere", "/instrument/999999", "/instruments?year=soon", "/instruments?colour=red"];

// The table of addresses is on /help. None may be missing above but those that are no pages.
const no_pages = ["/calendar.ics", "/feed/{token}/calendar.ics", "/feed/{token}/due.atom", "/changes.atom", "/record/{id}", "/review", "/source/{id}/original", "/record/{id}/csv", "/body/{id}/csv", "/instrument/{id}/parties.csv"];
await page.goto(base + "/help");
const routes = (await page.locator(".routes dt code").allInnerTexts()).map((x) => x.trim().split(/[ ?]/)[0])
  .filter((x) => x.startsWith("/") && !x.startsWith("/api/"));
const untested = routes.filter((x) => !no_pages.includes(x) &&
  !paths.some((p) => new RegExp("^" + x.replace(/\{\w+\}/g, "[^/]+") + "$").test(p.split("?")[0])));
check("every page of the table of addresses is tested", routes.length > 35 && untested.length === 0, `${routes.length} routes, untested: ${untested}`);
for (const path of ["/calendar.ics", "/changes.atom", source.replace(/[?#].*/, "") + "/original", bare.replace("instrument", "record") + "/csv", bare + "/parties.csv"])
  check(`${path.replace(/\d+/, "{id}")} is no page`, !/html/.test((await ask.get(base + path)).headers()["content-type"]));

const validate = new HtmlValidate(new StaticConfigLoader({
  extends: ["html-validate:standard"],
  rules: { "long-title": "off", "prefer-native-element": "off", "no-redundant-role": "off" },
}));
for (const path of paths) {
  const report = await validate.validateString(await (await ask.get(base + path)).text());
  check(`${path} is valid HTML`, report.valid, report.results.flatMap((r) => r.messages)
    .map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`).join("\n"));
}

// Forms that are refused: each is filled in on its page, and what comes back is a page like any other.
const refused = [
  ["/add", { published: "soon", text: "A story." }, "main button.accept"],
  [source + draft.replace("/draft/", "?edit="), { date: "2024-13" }, ".fix button.accept"],
  [source, {}, "button.some"],
  [await record("tractor", "commitment"), { on: "2024", sentence: "So it is." }, "#report button"],
  [await record("extradition", "instrument"), { "act-party": "Atlantis", "act-on": "2025" }, "#acts details button.accept"],
  [bare + "/terms", { terms: "{" }, "main form button.accept"],
];
const refuse = async (p, [path, fields, button]) => {
  await p.goto(base + path);
  await p.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  for (const [id, value] of Object.entries(fields)) await p.fill("#" + id, value);
  const [answer] = await Promise.all([p.waitForResponse((r) => r.request().method() === "POST"), p.waitForNavigation(), p.locator(button).first().click()]);
  return answer;
};
for (const one of refused) {
  const answer = await refuse(page, one);
  const report = await validate.validateString(await answer.text());
  check(`${one[0]} refused is valid HTML, and says so`, report.valid && answer.status() >= 400 && (await page.locator("#problem:focus").count()) === 1 &&
    /^Error: /.test(await page.title()), report.results.flatMap((r) => r.messages).map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`).join("\n"));
}

// A text from the register that runs the other way must not turn what stands beside it.
const turned = () => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());)
    if (/[\u0590-\u08ff]/.test(n.data) && !n.parentElement.closest("bdi, p[dir=auto], q[dir=auto], pre[dir=auto], figcaption[dir=auto], textarea, .document[dir=auto], svg, option, .unseen"))
      found.push(n.parentElement.outerHTML.slice(0, 160));
  for (const i of document.querySelectorAll("input:not([type=hidden], [type=checkbox]), textarea"))
    if (/[\u0590-\u08ff]/.test(i.value) && i.dir !== "auto") found.push(i.outerHTML.slice(0, 160));
  return found;
};
let with_rtl = 0;
for (const [name, width, height, colorScheme] of [["desk", 1440, 900, "light"], ["phone", 360, 740, "dark"],
  ["desk-dark", 1440, 900, "dark"], ["phone-light", 360, 740, "light"]]) {
  const p = await open({ viewport: { width, height }, colorScheme, bypassCSP: true });
  const found = [], wide = [], unturned = [], whole = name === "desk" || name === "phone";
  for (const path of paths) {
    await p.goto(base + path);
    const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wide.push(`${path}: ${over} px`);
    // A word broken into letters one below the other: a column that something squeezed.
    const thin = await p.evaluate(() => [...document.querySelectorAll("main :is(a, p, dd, td, th, .when, span)")]
      .filter((e) => !e.closest("svg, .unseen, thead, .grid") && e.innerText?.trim().length > 8 && e.clientWidth > 0 && e.clientWidth < 40 && e.clientHeight > 120)
      .map((e) => e.outerHTML.slice(0, 100)));
    for (const t of thin) wide.push(`${path}: squeezed: ${t}`);
    if (name === "desk") {
      unturned.push(...(await p.evaluate(turned)).map((x) => `${path}: ${x}`));
      with_rtl += await p.evaluate(() => /[\u0590-\u08ff]/.test(document.body.innerText));
    }
    await p.evaluate(axe);
    // In the other light only the colours can differ, so only they are looked at again.
    const { violations } = await p.evaluate((rules) => axe.run(document, { runOnly: rules }),
      whole ? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] : { type: "rule", values: ["color-contrast", "target-size"] });
    for (const v of violations) found.push(`${path}: ${v.id}: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].any[0]?.message ?? ""}`);
    if (shots) await p.screenshot({ path: `${shots}/${path.replace(/[^a-z0-9]+/gi, "_") || "front"}.${name}.png`, fullPage: !!process.env.FULL });
  }
  for (const one of refused) {
    await refuse(p, one);
    await p.evaluate(axe);
    const { violations } = await p.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const v of violations) found.push(`${one[0]} refused: ${v.id}: ${v.nodes[0].html.slice(0, 120)} ${v.nodes[0].any[0]?.message ?? ""}`);
    if (await p.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) wide.push(`${one[0]} refused`);
    if (shots) await p.screenshot({ path: `${shots}/refused_${one[0].replace(/[^a-z0-9]+/gi, "_")}.${name}.png` });
  }
  check(`no axe violation, ${name}`, found.length === 0, found.join("\n"));
  check(`nothing wider than the window, nothing squeezed, ${name}`, wide.length === 0, wide.join("\n"));
  if (name === "desk") check(`texts that run right to left stand apart (${with_rtl} pages have some)`, with_rtl >= 12 && unturned.length === 0, unturned.join("\n"));
  await p.context().close();
}

// Weight, stillness, and the first paint with the processor slowed four times. A machine that does
// other things as well delays the paint: then the page passes if four times all the time that it had
// on the processor, to the last stroke, is less than that. Both are told.
const plain = await import("./plain.mjs");
await plain.load(base + "/help", 1);
const paints = [], works = [], weights = [], heavy = [], moving = [], slow = [];
for (const path of paths) {
  let paint = Infinity, work = Infinity, weight = 0, shift = 0;
  for (let tries = 0; tries < 8 && (tries === 0 || (paint >= 200 && 4 * work >= 200)); tries++) {
    const rate = tries % 2 ? 1 : 4, seen = await plain.load(base + path, rate);
    if (rate === 4) paint = Math.min(paint, seen.paint);
    else work = Math.min(work, seen.work);
    weight = Math.max(weight, seen.weight);
    shift = Math.max(shift, seen.shift);
  }
  if (weight === 0 || weight > 20000) heavy.push(`${path}: ${weight} bytes`);
  if (shift > 0.005) moving.push(`${path}: ${shift}`);
  if (paint >= 200 && 4 * work >= 200) slow.push(`${path}: painted after ${Math.round(paint)} ms, ${Math.round(4 * work)} ms of work`);
  paints.push(paint);
  if (work < Infinity) works.push(4 * work);
  weights.push(weight);
}
await plain.close();
const middle = (a) => Math.round(a.sort((x, y) => x - y)[a.length >> 1]), most = (a) => Math.round(Math.max(0, ...a));
check(`style and script weigh less than 20 KB on every page (the most: ${most(weights)} bytes)`, heavy.length === 0, heavy.join("\n"));
check("nothing moves while any page loads", moving.length === 0, moving.join("\n"));
check(`the first paint comes before 200 ms on a processor slowed four times (painted after ${middle(paints)} ms, at most ${most(paints)}; ` +
  `of ${works.length} pages whose paint was late the work is at most ${most(works)} ms)`, slow.length === 0, slow.join("\n"));
await finish();
