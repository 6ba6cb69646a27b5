// Writes a picture of every kind of page, in each language, width and scheme, into a folder with an index.html.
//
// node pictures.mjs DEMO.json FOLDER

import fs from "node:fs";
import path from "node:path";
import { Demo, Guide, Tally, Visit, Visitors, each, launch } from "./chromium.mjs";
import { languages, pages, schemes, widths } from "./pages.mjs";

const [demoFile, folder] = process.argv.slice(2);
const tally = new Tally("pictures");
const demo = new Demo(demoFile);
const browser = await launch();
fs.mkdirSync(folder, { recursive: true });
// Longer pages are cut: nobody looks at the end of such a picture, and Chromium draws it badly.
const longest = 8000;

for (const language of languages) {
  const visitors = new Visitors(browser, demo, language);
  const guide = new Guide(language);
  const [first, second] = [pages.filter((row) => row.path), pages.filter((row) => !row.path)];
  for (const rows of [first, second]) await each(rows, 1, (row) => take(visitors, guide, row).finally(() => guide.learn(row.name, [])));
  await visitors.close();
}
await browser.close();
fs.writeFileSync(path.join(folder, "index.html"), index());
tally.close();

async function take(visitors, guide, row) {
  const faults = [];
  try {
    const address = await guide.path(row);
    if (!address) throw new Error(`no link ${row.link} on the page ${row.on}`);
    const visit = await Visit.open(visitors, row.who, address, { status: row.status });
    guide.learn(row.name, await visit.addresses());
    for (const width of widths) {
      for (const scheme of schemes) {
        await visit.resize(width, scheme);
        await unroll(visit.page, width);
        await visit.page.screenshot({ path: path.join(folder, file(row, visitors.language, width, scheme)), animations: "disabled" });
      }
    }
    await visit.page.emulateMedia({ media: "print", colorScheme: "light" });
    await unroll(visit.page, 794);
    await visit.page.screenshot({ path: path.join(folder, file(row, visitors.language, 794, "print")) });
    await visit.close();
  } catch (error) {
    faults.push(String(error));
  }
  tally.check(`${row.name} ${visitors.language}`, faults);
}

// The screen grows to the length of the page: so the tabs of a phone stand at its end, and pictures below are loaded.
async function unroll(page, width) {
  await page.evaluate(() => { for (const image of document.images) image.loading = "eager"; });
  const length = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(Math.max(length, width < 600 ? 844 : 900), longest) });
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  // A picture taken before the new size was drawn repeats the old one downwards.
  await page.bringToFront();
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
  await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } });
}

function file(row, language, width, scheme) {
  return `${row.name}.${language}.${width}.${scheme}.png`;
}

// One row for each kind of page: the phone and the desk, light and dark, and the paper, as thumbnails that open.
function index() {
  const words = { light: "light", dark: "dark", print: "on paper" };
  const figure = (row, language, width, scheme) => {
    const name = file(row, language, width, scheme);
    const screen = scheme === "print" ? "A4" : `${width} px`;
    return `<figure class="${width < 600 ? "phone" : "desk"}"><a href="${name}"><img src="${name}" alt="${row.name}, ${language}, ${screen}, ${words[scheme]}" loading="lazy"></a><figcaption>${screen}, ${words[scheme]}</figcaption></figure>`;
  };
  const looks = [...widths.flatMap((width) => schemes.map((scheme) => [width, scheme])), [794, "print"]];
  const row = (one) => `<section id="${one.name}"><h2>${one.name} <small>seen by a ${one.who}${one.path ? `, ${one.path.join(" = ")}` : ""}</small></h2>${
    languages.map((language) => `<div lang="${language}">${looks.map(([width, scheme]) => figure(one, language, width, scheme)).join("")}</div>`).join("")}</section>`;
  const who = [...new Set(pages.map((one) => one.who))];
  const list = who.map((one) => `<p><b>${one}</b> ${pages.filter((page) => page.who === one).map(({ name }) => `<a href="#${name}">${name}</a>`).join(" ")}</p>`);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Préau: every kind of page</title>
<style>
body{margin:0 auto;max-width:84rem;padding:1.5rem;background:#f5f3ee;color:#1c2328;font:1rem/1.5 system-ui,sans-serif}
nav p{margin:.25rem 0}nav a{margin-right:.6rem}a{color:#14566b}
section{margin-top:2rem;padding-top:1rem;border-top:1px solid #ddd7cb}h2{margin:0 0 .75rem;font-size:1.25rem}h2 small{font-weight:400;color:#515a60}
section>div{display:flex;flex-wrap:wrap;gap:1rem;margin-bottom:1rem}figure{margin:0}figcaption{font-size:.875rem;color:#515a60}
figure a{display:block;overflow:hidden;height:20rem;border:1px solid #7f776a;border-radius:.375rem;background:#fff}.phone a{width:9.25rem}.desk a{width:22rem}img{display:block;width:100%}
</style>
<h1>Every kind of page</h1><nav>${list.join("")}</nav>
${pages.map(row).join("\n")}
</html>\n`;
}
