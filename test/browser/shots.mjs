// The pictures of README, remade from the sample register: tools/screenshots runs this.
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { base, browser, open, shots } from "./lib.mjs";

const page = await open({ viewport: { width: 1120, height: 700 }, locale: "en-GB", reducedMotion: "reduce", bypassCSP: true });
const crc32 = (bytes) => {
  let c = ~0;
  for (const b of bytes) {
    c ^= b;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c >>> 0;
};
// The same picture with the 256 colours that it has most of: a third of the bytes.
async function lighter(png) {
  const { width, height, palette, index } = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const rgba = pen.getImageData(0, 0, image.width, image.height).data, often = new Map();
    const at = (i) => (rgba[i] << 16) | (rgba[i + 1] << 8) | rgba[i + 2];
    for (let i = 0; i < rgba.length; i += 4) often.set(at(i), (often.get(at(i)) ?? 0) + 1);
    const kept = [...often].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([c]) => c), place = new Map(kept.map((c, n) => [c, n]));
    const far = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2;
    for (const c of often.keys())
      if (!place.has(c)) place.set(c, kept.reduce((best, k, n) => (far(c, k) < far(c, kept[best]) ? n : best), 0));
    const index = [];
    for (let i = 0; i < rgba.length; i += 4) index.push(place.get(at(i)));
    return { width: image.width, height: image.height, palette: kept, index };
  }, "data:image/png;base64," + png.toString("base64"));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(index.slice(y * width, (y + 1) * width), y * (width + 1) + 1);
  const chunk = (kind, body) => {
    const head = Buffer.from(kind, "latin1"), all = Buffer.concat([head, body]), size = Buffer.alloc(4), sum = Buffer.alloc(4);
    size.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(all));
    return Buffer.concat([size, all, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
const take = async (name, options = {}) => {
  const path = `${shots}/${name}.png`;
  await page.evaluate(() => document.fonts.ready);
  const bytes = await lighter(await page.screenshot(options)), size = bytes.length;
  writeFileSync(path, bytes);
  console.log(`${path} ${size}`);
  if (size > 150000) throw new Error(`${path} has ${size} bytes: 150000 are the most`);
};
const record = async (words) => {
  await page.goto(`${base}/search?q=${encodeURIComponent(words)}&in=instrument`);
  return new URL(await page.locator("#results a.what").first().getAttribute("href"), base).pathname;
};

await page.goto(base + "/sources?show=waiting");
await page.locator(".records a").first().click();
await page.waitForURL(/\/source\//);
for (let i = 0; i < 4; i++) await page.keyboard.press("j");
await page.waitForTimeout(300);
await take("review");
await page.goto(base + (await record("marrakesh blind")) + "?on=2016-12-31");
await take("instrument");
await page.goto(base + "/pair/BLR/PAK");
await take("pair");
await page.goto(base + (await record("practice roadmap")) + "#roadmap");
await page.locator(".drawing").evaluate((e) => e.scrollIntoView({ block: "start" }));
await take("roadmap");
await page.goto(base + "/map?state=PAK");
await take("world", { fullPage: true });
await page.goto(base + "/due?show=late");
await take("due");
await browser.close();
