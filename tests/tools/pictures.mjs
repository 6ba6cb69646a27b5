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

for (const language of languages) {
  const visitors = new Visitors(browser, demo, language);
  const guide = new Guide(language);
  const [first, second] = [pages.filter((row) => row.path), pages.filter((row) => !row.path)];
  for (const rows of [first, second]) await each(rows, 2, (row) => take(visitors, guide, row).finally(() => guide.learn(row.name, [])));
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
        await visit.page.screenshot({ path: path.join(folder, file(row, visitors.language, width, scheme)), fullPage: true, animations: "disabled" });
      }
    }
    await visit.page.emulateMedia({ media: "print", colorScheme: "light" });
    await visit.page.screenshot({ path: path.join(folder, file(row, visitors.language, 1280, "print")), fullPage: true });
    await visit.close();
  } catch (error) {
    faults.push(String(error));
  }
  tally.check(`${row.name} ${visitors.language}`, faults);
}

function file(row, language, width, scheme) {
  return `${row.name}.${language}.${width}.${scheme}.png`;
}

function index() {
  const figure = (row, language, width, scheme) => {
    const name = file(row, language, width, scheme);
    return `<figure><a href="${name}"><img src="${name}" alt="" loading="lazy" width="${width < 600 ? 160 : 360}"></a><figcaption>${width} ${scheme}</figcaption></figure>`;
  };
  const rows = pages.map((row) => `<h2>${row.name} (${row.who})</h2>${languages.map((language) => `<h3>${language}</h3><div>${
    [...widths.flatMap((width) => schemes.map((scheme) => figure(row, language, width, scheme))), figure(row, language, 1280, "print")].join("")}</div>`).join("")}`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Every kind of page</title>
<style>body{font:16px sans-serif;margin:2rem}div{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}figure{margin:0}img{border:1px solid #999;height:auto}</style>
<h1>Every kind of page</h1>${rows.join("\n")}</html>\n`;
}
