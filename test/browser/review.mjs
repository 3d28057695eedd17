// A day's work at the desk: forty communiqués by keyboard alone; files; a draft merged, split, left as it was.
import { add, base, check, finish, open, text } from "./lib.mjs";

const page = await open({ viewport: { width: 1440, height: 900 } });
const keys = page.keyboard;
const press = async (key) => {
  const moved = page.waitForNavigation().then(() => null, (error) => error);
  await keys.press(key);
  const error = await moved;
  if (error) throw new Error(`${key} led nowhere from ${page.url()}: ${(await text(page)).slice(0, 600)}`);
};
const waiting = () => page.locator(".draft.waiting").count();

// 1. Forty documents, and not one movement of the pointer from the first draft to the last.
const states = ["Ghana", "Peru", "Nepal", "Chile", "Kenya", "Latvia", "Oman", "Jordan", "Cuba", "Fiji"];
const topics = ["tourism", "fisheries", "customs", "extradition", "culture", "railways", "water", "health"];
const communique = (i) => {
  const [a, b] = [states[i % 10], states[(i * 3 + 1 + (i / 10 | 0)) % 10]];
  const other = a === b ? "Norway" : b;
  return `${a} and ${other} signed an agreement on ${topics[i % 8]} on ${1 + (i % 28)} April 2025. ` +
    `The foreign ministers of ${a} and ${other} held talks in the afternoon. ` +
    (i % 3 ? `${other} will open a consulate in ${a} by ${2026 + (i % 3)}.` : `They agreed to hold the ${["second", "third", "fourth"][i % 2]} session of the joint commission in June 2026.`);
};
for (let i = 0; i < 40; i++) await add(page, communique(i), { published: "2025-04-30", title: `Communiqué ${i + 1} of the day` });
await page.mouse.move(0, 0);
await page.evaluate(() => (sessionStorage.pointer = "0"));
await page.addInitScript(() => {
  for (const kind of ["pointerdown", "pointermove", "wheel"])
    addEventListener(kind, () => (sessionStorage.pointer = "1"), true);
});
await page.goto(base + "/review");
let documents = 0, drafts = 0, left = 0;
const seen = new Set(), started = Date.now();
while (/\/source\/\d+/.test(page.url()) && documents < 80) {
  const here = new URL(page.url()).pathname;
  if (seen.has(here)) break;
  seen.add(here);
  drafts += await waiting();
  if (documents % 3 === 1) {
    await press("r");
    if (await waiting()) await keys.press("X");
    if (await waiting()) await press("A");
  } else if (documents % 3 === 2) {
    await keys.press("X");
    await press("A");
  }
  for (let guard = 0; (await waiting()) && guard < 60; guard++) await press("a");
  left += await waiting();
  documents++;
  await press("n");
}
check(`forty communiqués go through by keys alone (${documents} documents, ${drafts} drafts, ${Math.round((Date.now() - started) / 1000)} s)`,
  documents >= 40 && drafts >= 80 && left === 0, `${documents} documents, ${drafts} drafts, ${left} left at ${page.url()}`);
check("after the last there is nothing more, and it is said", page.url().endsWith("/sources?show=waiting") && /Nothing waits/.test(await text(page)), page.url());
check("the pointer was not touched", (await page.evaluate(() => sessionStorage.pointer)) === "0");

// 2. What a draft is merged with is proposed; split; a form left as it was.
await add(page, "The foreign ministers of Ghana and Norway held talks in Accra on 9 May 2025.");
while (await waiting()) await press("a");
await add(page, "On Friday the ministers of Norway and Ghana held talks about fish and forests.", { published: "2025-05-12" });
const source = new URL(page.url()).pathname;
await press("m");
const first = page.locator(".records > li").first();
check("m proposes records without a word typed, the likeliest first", /9 May 2025/.test(await first.innerText()), await text(page));
const proposed = await first.locator("a.what").getAttribute("href");
await page.keyboard.press("Tab");
for (let i = 0; i < 60 && !(await page.evaluate(() => document.activeElement.matches(".state button"))); i++) await keys.press("Tab");
await press("Enter");
check("and one key takes it", page.url().includes(source) && /done=joined/.test(page.url()), page.url());
await page.locator(".decided a").first().click();
await page.waitForURL(/\/engagement\//);
check("the record has the new source beside its old one", page.url().includes(proposed.match(/\/\w+\/\d+-/)[0]) && (await page.locator("#evidence figure").count()) === 2, page.url());
check("and tells its history", (await page.locator("#history li").count()) >= 1);

await add(page, "Fiji and Chile signed an agreement on whales on 3 May 2025.");
const before = await waiting();
await press("s");
check("s makes two of a draft", (await waiting()) === before + 1);
await press("u");
check("u takes the split back", (await waiting()) === before);
await press("e");
await page.fill("#title", "Something else");
await press("Escape");
check("Escape leaves a draft as it was", (await page.locator(".fix").count()) === 0 && !/Something else/.test(await text(page)));
const hovered = page.locator(".draft").first();
await hovered.hover();
check("a draft under the pointer lights its sentence", (await page.locator("mark.lit").count()) >= 1);

// 3. Files: chosen and dropped; HTML and PDF.
const story = (what) => `<!DOCTYPE html><html lang="en"><head><title>A release on ${what}</title></head><body><nav>Home</nav><article><h1>A release on ${what}</h1>` +
  `<p>Kenya and Oman signed a memorandum on ${what} in Muscat on 6 May 2025.</p></article></body></html>`;
await page.goto(base + "/add");
await page.setInputFiles("#file", { name: "release.html", mimeType: "text/html", buffer: Buffer.from(story("camels")) });
await page.fill("#published", "2025-05-07");
await page.click("main button.accept");
await page.waitForURL(/\/source\/\d+/);
check("an HTML file is read", /A release on camels/.test(await page.title()) && (await waiting()) >= 1 && /html/.test(await text(page)), await text(page));
const printer = await open({});
await printer.setContent(story("pearls"));
const pdf = await printer.pdf({ format: "A4" });
await page.goto(base + "/add");
await page.setInputFiles("#file", { name: "release.pdf", mimeType: "application/pdf", buffer: pdf });
await page.click("main button.accept");
await page.waitForURL(/\/source\/\d+/);
check("a PDF file is read", /memorandum on pearls/.test(await page.locator(".document").innerText()) && (await waiting()) >= 1);
const drop = async (at, name, words) => {
  await page.goto(base + at);
  const data = await page.evaluateHandle(([file, body]) => {
    const held = new DataTransfer();
    held.items.add(new File([body], file, { type: "text/html" }));
    return held;
  }, [name, words]);
  await page.dispatchEvent("#text", "drop", { dataTransfer: data });
  await page.click("form:has(#text) button.accept");
  await page.waitForURL(/\/source\/\d+/);
};
await drop("/add", "dates.html", story("dates"));
check("a file dropped on the box is read", /A release on dates/.test(await page.title()), page.url());
await drop("/", "figs.html", story("figs"));
check("on the front page too", /A release on figs/.test(await page.title()), page.url());
await page.goto(base + "/add");
await page.setInputFiles("#file", { name: "noise.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 and then nothing") });
await page.click("main button.accept");
await page.waitForLoadState();
check("a broken file is refused in words", /PDF/i.test(await text(page)) && /cannot|not/.test(await text(page)), await text(page));
await finish();
