// The main journeys in a real browser: paste the story, review it by keyboard, see the pair, change the
// day, print the brief, search, download; the same without scripts.
import { readFileSync } from "node:fs";
import { base, check, complaints, finish, open, text } from "./lib.mjs";

const story = new URL("story.txt", import.meta.url);
// 1. Paste, review by keyboard, see the pair.
const page = await open({ viewport: { width: 1440, height: 900 } });
await page.goto(base + "/add");
await page.fill("#text", readFileSync(story, "utf8"));
await page.fill("#published", "2024-11-27");
await page.fill("#publisher", "The daily paper");
await page.fill("#title", "A visit and what came of it");
await page.click("main button.accept");
await page.waitForURL(/\/source\/\d+\?done=added/);
const source = new URL(page.url()).pathname;
const all = await page.locator(".draft").count();
check("the pasted story becomes drafts beside its text", all >= 3, `${all} drafts`);
check("what was found is marked in the text", (await page.locator("mark").count()) >= all - 1);
check("the first draft is chosen", (await page.locator(".draft.current.waiting").count()) === 1);

const current = () => page.locator(".draft.current").getAttribute("id");
const first = await current();
await page.keyboard.press("j");
const second = await current();
await page.keyboard.press("k");
check("j and k move between drafts", first !== second && (await current()) === first);
check("its sentence is lit in the text", (await page.locator("mark.lit").count()) >= 1);

const decided = () => page.locator(".draft:not(.waiting)").count();
const press = async (key) => {
  await Promise.all([page.waitForNavigation(), page.keyboard.press(key)]);
};
await press("a");
check("a accepts the draft and goes on to the next", (await decided()) === 1 && (await current()) !== first);
await press("r");
check("r rejects one", (await page.locator(".draft.rejected").count()) === 1);
await press("u");
check("u takes the last decision back", (await page.locator(".draft.rejected").count()) === 0);
await press("e");
check("e opens the form of the draft in its place", (await page.locator(".draft.current .fix").count()) === 1 && page.url().includes(source), page.url());
check("whose first field has the cursor", await page.evaluate(() => document.activeElement.id === "title"));
await page.fill("#date", "2024-13-45");
await page.click(".fix button.accept");
check("a date that does not exist is refused with its field", /date/.test(await text(page)));
check("the form is there, with what was typed", (await page.inputValue("#date")) === "2024-13-45" && /^Error: /.test(await page.title()), await page.title());
check("what is wrong has the cursor, and its draft is chosen", await page.evaluate(() => document.activeElement.id === "problem") &&
  (await page.locator(".draft.current .error").count()) === 1);
await page.click("#problem a");
check("and leads to the field", await page.evaluate(() => document.activeElement.id === "date"));
await page.fill("#date", "2024-11-26");
await page.click(".fix button.accept");
await page.waitForURL(/done=edited/);
check("a corrected draft says so", (await page.locator(".draft h3", { hasText: "corrected" }).count()) === 1);
let guard = 0;
while ((await page.locator(".draft.waiting").count()) > 0 && guard++ < 100) await press("a");
check("all drafts are decided without the pointer", (await decided()) === all);
check("the progress says so", (await text(page)).includes(`${all} of ${all} decided`));

await page.goto(base + "/add");
await page.fill("#text", readFileSync(story, "utf8"));
await page.click("main button.accept");
await page.waitForURL(/\/source\/\d+/);
check("the same story again adds nothing", page.url().includes("done=known") && new URL(page.url()).pathname === source, page.url());

await page.goto(base + "/pair?a=Belarus&b=Pakistan");
check("a pair is found by names", page.url() === base + "/pair/BLR/PAK", page.url());
const pair = await text(page);
check("the pair shows the extradition treaty", /extradition/i.test(pair));
check("with the sentence that says it", (await page.locator(`.sentence[href^="${source}#e"]`).count()) >= 3);
await page.locator(`.sentence[href^="${source}#e"]`).first().click();
await page.waitForURL(/#e\d+$/);
const box = await page.locator("mark:target").boundingBox();
check("which leads to its place in the source", box && box.y >= 0 && box.y < 900, JSON.stringify(box));
await page.goto(base + source);
await page.locator(".decided a").first().click();
await page.waitForURL(/\/(instrument|engagement|commitment|position|membership|relation)\/\d+-/);
check("an accepted draft leads to its record", (await page.locator("#evidence .said").count()) >= 1);
const record = page.url();

// More than one at a time, and a fact of one's own, by keys.
await page.goto(base + "/add");
await page.fill("#text", "Nepal and Peru signed an agreement on tourism in Lima on 5 May 2025. They will open embassies in 2026. " +
  "The ministers also toured the port.");
await page.click("main button.accept");
await page.waitForURL(/\/source\/\d+/);
await page.keyboard.press("x");
await press("R");
check("R rejects the chosen", (await page.locator(".draft.rejected").count()) === 1);
await press("u");
await page.evaluate(() => {
  const node = [...document.querySelectorAll(".document *, .document")].flatMap((e) => [...e.childNodes])
    .find((n) => n.nodeType === 3 && n.data.includes("toured the port"));
  getSelection().setBaseAndExtent(node, node.data.indexOf("toured"), node, node.data.indexOf("port") + 4);
});
await page.keyboard.press("f");
check("f takes the selected words", (await page.inputValue("#words")) === "toured the port");
await page.selectOption("#missed-kind", "visit");
await Promise.all([page.waitForNavigation(), page.click(".missed button.accept")]);
check("and leads to the form of the new draft", (await page.locator(".fix").count()) === 1 && /toured the port/.test(await page.locator(".draft.current").innerText()), page.url());
await page.fill(".fix input[name=states]", "PER, NPL");
await Promise.all([page.waitForNavigation(), page.locator(".fix input[name=states]").press("Enter")]);
check("where it is told who", /PER/.test(await page.locator(".draft", { hasText: "toured the port" }).innerText()), page.url());

// 2. A page of another site cannot write.
const stranger = await open({});
await stranger.goto("about:blank");
await stranger.setContent(`<form method="post" action="${base}${source}/reject"><input name="token" value="x"><button>go</button></form>`);
await stranger.click("button");
await stranger.waitForLoadState();
check("a form on another page is refused", /refused/i.test(await stranger.title()), await stranger.title());
complaints.length = 0;

// 3. With scripts off a draft can be decided all the same.
const plain = await open({ javaScriptEnabled: false });
await plain.goto(base + "/add");
await plain.fill("#text", "A story that is kept.");
await plain.fill("#published", "soon");
await plain.click("main button.accept");
check("without scripts a refused document comes back with its text", (await plain.inputValue("#text")) === "A story that is kept." &&
  (await plain.inputValue("#published")) === "soon" && (await plain.locator("#problem:focus").count()) === 1);
await plain.fill("#published", "");
await plain.fill("#text", "Kazakhstan and Pakistan signed a memorandum on tourism in Astana on 4 March 2025. " +
  "The two presidents agreed to open direct flights.");
await plain.click("main button.accept");
await plain.waitForURL(/\/source\/\d+/);
await plain.locator(".bulk button.accept").click();
await plain.waitForURL(/done=accepted-all/);
check("without scripts a document is read and accepted", (await plain.locator(".draft.waiting").count()) === 0);

const late = await plain.context().newPage();
await late.goto(base + "/map?state=PAK");
await late.locator(".years a").first().click();
check("the years of the map are links", /on=\d{4}-12-31/.test(late.url()), late.url());

await late.goto(base + "/map?state=PAK");
check("without scripts there is no slider", !(await late.locator(".slider").isVisible()));
const map = await open({ viewport: { width: 1440, height: 900 } });
await map.goto(base + "/map?state=PAK");
await map.focus("#year");
const partners = () => map.locator("#shown .columns li").count();
const now = await partners();
for (let year = Number(await map.inputValue("#year")); year > 2010; year--) await map.keyboard.press("ArrowLeft");
await map.waitForURL(/on=2010-12-31/);
check("the slider leads through the years in place", (await map.locator("output[for=year]").innerText()) === "2010" && (await partners()) < now &&
  /2010/.test(await map.locator("#years strong").innerText()), `${now} then ${await partners()}`);

// Search answers while one types, and by its form alone.
const find = await open({ viewport: { width: 1440, height: 900 } });
await find.goto(base + "/search?in=instrument");
await find.locator("#q").pressSequentially("extradi", { delay: 20 });
await find.waitForSelector("#results .records a.what");
check("results come while one types", /extradition/i.test(await find.locator("#results .records").innerText()));
check("the address follows", new URL(find.url()).searchParams.get("q") === "extradi", find.url());
check("and it is said", /shown|found/.test(await find.locator("#said").innerText()), await find.locator("#said").innerText());
await find.keyboard.press("ArrowDown");
check("the arrow goes to the first result", await find.evaluate(() => document.activeElement.matches("#results a.what")));
await find.keyboard.press("ArrowUp");
await find.fill("#q", "extradition");
await find.keyboard.press("Enter");
await find.waitForURL(/q=extradition/);
check("Enter asks in full", (await find.locator("#results .records a.what").count()) >= 1);
check("the words are marked in title and sentence", (await find.locator("#results .what b", { hasText: /extradition/i }).count()) >= 1 &&
  (await find.goto(base + "/search?q=hauliers") && /hauliers/.test(await find.locator("#results .snippet b").first().innerText())));
await plain.goto(base + "/search?in=instrument");
await plain.fill("#q", "extradition");
await plain.click("main button");
await plain.waitForURL(/in=instrument/);
check("without scripts the form does it", (await plain.locator("#results .records a.what").count()) >= 1 && /in=instrument/.test(plain.url()));

// What goes out of the house: the brief on paper, a list as a file.
const paper = await open({});
await paper.goto(base + "/pair/BLR/PAK");
await paper.click("a[href$='/brief']");
check("the brief is a page of its own", /brief/.test(await paper.title()));
const sheets = (await paper.pdf({ format: "A4" })).toString("latin1");
check("and prints on few sheets of paper", sheets.startsWith("%PDF") && sheets.split("/Type /Page\n").length - 1 <= 6, sheets.split("/Type /Page\n").length - 1);
await paper.emulateMedia({ media: "print" });
check("without the menu and the forms", !(await paper.locator(".top").isVisible()) && !(await paper.locator("footer").isVisible()) && (await paper.locator("table").first().isVisible()));
await paper.goto(base + source);
check("a source prints its text and what it says, no buttons", (await paper.locator(".document").isVisible()) && (await paper.locator(".draft").first().isVisible()) &&
  (await paper.locator("main button:visible").count()) === 0);
await paper.emulateMedia({ media: "screen" });
await paper.goto(base + "/search?q=marrakesh+blind&in=instrument");
await paper.locator("#results a.what").first().click();
await paper.waitForURL(/\/instrument\/\d+-/);
const held = () => paper.locator("#parties .status.in_force").count();
const today = await held();
await paper.fill("#on", "2016-12-31");
await paper.click("form.inline button");
await paper.waitForURL(/on=2016-12-31/);
check("another day shows who was bound then", (await held()) > 5 && (await held()) < today, `${today} now, ${await held()} then`);
const parties = await paper.context().request.get(base + await paper.getAttribute("#cite a[href*='parties.csv']", "href"));
check("and its parties of that day are downloaded", (await parties.text()).split("\r\n").slice(1).filter((l) => /,in_force,/.test(l)).length === await held() &&
  /on=2016-12-31/.test(parties.url()), `${parties.url()} ${(await parties.text()).slice(0, 300)} ${await held()}`);
const one = await paper.context().request.get(base + await paper.getAttribute("#cite a[href$='/csv']", "href"));
check("a record is downloaded as CSV and as JSON", /^id,record,/.test(await one.text()) &&
  (await (await paper.context().request.get(base + await paper.getAttribute("#cite a[href^='/api/record/']", "href"))).json()).record.id > 0);
for (const at of ["/pair/BLR/PAK", "/state/PAK", source]) {
  await paper.goto(base + at);
  check(`${at.replace(/\d+/, "{id}")} can be cited and downloaded`, /depositary.*as of/s.test(await paper.locator("#cite").innerText()) && (await paper.locator("#cite a").count()) >= 1);
}
const csv = await paper.context().request.get(base + "/instruments?state=PAK&other=BLR&format=csv");
check("a list is downloaded as CSV", /^id,record,/.test(await csv.text()) && /csv/.test(csv.headers()["content-type"]));

await finish();
