// What the browser tests share: one browser, its pages, TAP.
// usage: node SUITE.mjs BASE-ADDRESS [FOLDER-FOR-SCREENSHOTS]
import { chromium } from "playwright-core";

export const [base, shots] = process.argv.slice(2);
let number = 0, failed = 0;
export const check = (name, good, detail) => {
  number++;
  if (!good) failed++;
  console.log(`${good ? "ok" : "not ok"} ${number} - ${name}`);
  if (!good && detail !== undefined) console.log(String(detail).split("\n").slice(0, 12).map((l) => "# " + l).join("\n"));
};

export const binary = process.env.CHROMIUM || "/usr/bin/chromium";
export const switches = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-lcd-text", "--disable-component-update", "--disable-sync"];
export const browser = await chromium.launch({ executablePath: binary, args: switches });
export const complaints = [];
export async function open(options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && complaints.push(`${page.url()}: ${m.text()}`));
  page.on("pageerror", (e) => complaints.push(`${page.url()}: ${e}`));
  page.on("request", (r) => r.url().startsWith(base) || /^(data|blob):/.test(r.url()) || complaints.push(`from elsewhere: ${r.url()}`));
  return page;
}
export const text = (page) => page.locator("main").innerText();

// Pastes a document, and stands on its page.
export async function add(page, words, fields = {}) {
  await page.goto(base + "/add");
  await page.fill("#text", words);
  for (const [name, value] of Object.entries(fields)) await page.fill("#" + name, value);
  await page.click("main button.accept");
  await page.waitForURL(/\/source\/\d+/);
}

export async function finish() {
  check("no complaint of the browser, nothing from elsewhere",
    complaints.filter((c) => !/status of 4\d\d/.test(c)).length === 0, complaints.join("\n"));
  await browser.close();
  console.log(`1..${number}`);
  process.exit(failed ? 1 : 0);
}
