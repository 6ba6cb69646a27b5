// Opens every kind of page in both languages, widths and schemes, and asks axe, the Nu checker and the browser itself what is wrong.
//
// node browser.mjs DEMO.json FOLDER PREAU   the folder receives the HTML, the calendars and the feeds that were
// met, the latter for readers.py. PREAU is the binary, started once more and empty for the first-run wizard.
// Journeys (journeys.mjs) come last, because they change the demo.

import { execFile } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Demo, Guide, Tally, Visit, Visitors, each, fetchPlain, launch } from "./chromium.mjs";
import { rounds } from "./journeys.mjs";
import { languages, pages, schemes, widths } from "./pages.mjs";
import { walkWizard } from "./wizard.mjs";

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const vnu = path.join(path.dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// A page kind nobody listed would be a page nobody checked; these answer with something else than a page.
const notPages = /\.(ics|pdf|xml|json|webmanifest|css|js|svg|png|jpe?g|webp|woff2|txt)$|^\/(assets|images|actor|section|people|activities|inbox|healthz|\.well-known|nodeinfo)\b/;

// Advice of the Nu checker that is weighed and not followed; its errors have no such list.
const weighed = [
  /^The “list” role is unnecessary/, // Safari forgets that a list without bullets is one, unless told.
  /^Article lacks heading/, // A short message among others has an author and a date, and no title.
  /^This document appears to be written in/, // Members write in their language inside a frame in the reader's.
];

const [demoFile, folder, preau] = process.argv.slice(2);
const tally = new Tally("browser");
const demo = new Demo(demoFile);
const browser = await launch();
const met = new Map();
fs.mkdirSync(path.join(folder, "html"), { recursive: true });

await findsWhatIsPlanted();
for (const language of languages) {
  const visitors = new Visitors(browser, demo, language);
  const guide = new Guide(language);
  const [first, second] = [pages.filter((row) => row.path), pages.filter((row) => !row.path)];
  for (const rows of [first, second]) await each(rows, 2, (row) => look(visitors, guide, row)
    .catch((error) => tally.check(`${row.name} ${language}`, [String(error)])).finally(() => guide.learn(row.name, [])));
  await visitors.close();
}
checkTable();
for (const language of languages) {
  const step = async (visit, number) => {
    fs.writeFileSync(path.join(folder, "html", `wizard-${number}.${language}.html`), visit.html);
    await inspect(visit, `wizard ${number} ${language}`);
  };
  const faults = await walkWizard({ browser, preau, language, step }).then(() => [], (error) => [String(error?.stack ?? error)]);
  tally.check(`the wizard makes a section, in "${language}"`, faults);
}
await checkHtml();
for (const lanes of rounds) await each(lanes, 2, walk);
await browser.close();
tally.close();

async function walk(lane) {
  for (const [name, journey] of Object.entries(lane)) {
    const faults = await journey({ browser, demo, preau }).then(() => [], (error) => [String(error?.stack ?? error)]);
    tally.check(name, faults);
  }
}

// A check that finds nothing proves nothing until it has found something: one page with a fault of every kind.
async function findsWhatIsPlanted() {
  const visitors = new Visitors(browser, demo, "fr");
  const context = await visitors.context("guest");
  const body = `<!doctype html><html lang="en"><title> </title><p style="width:3000px;min-width:3000px">x</p><img src="https://elsewhere.invalid/a.png"><script>1</script>`;
  const headers = { "content-type": "text/html", "content-security-policy": "default-src 'none'; img-src *; style-src 'unsafe-inline'" };
  await context.route("**/planted", (route) => route.fulfill({ status: 200, headers, body }));
  const visit = await Visit.open(visitors, "guest", "/planted");
  await visit.page.evaluate(axe);
  const faults = [...visit.faults, ...(await accessibility(visit)), ...(await outline(visit))];
  const wanted = [/is in "en"/, /asks https:\/\/elsewhere/, /Content Security Policy/, /axe image-alt/, /scrolls sideways/, /no title/, /0 first headings/, /inline style/];
  tally.check("the checks find what is planted", wanted.filter((one) => !faults.some((fault) => one.test(fault))).map(String));
  await visitors.close();
}

async function look(visitors, guide, row) {
  const { language } = visitors;
  const name = `${row.name} ${language}`;
  const address = await guide.path(row);
  if (!address) return tally.check(name, [`no link ${row.link} on the page ${row.on}`]);
  const visit = await Visit.open(visitors, row.who, address, { status: row.status });
  try {
    const addresses = await visit.addresses();
    guide.learn(row.name, addresses);
    await collect(visit, addresses, row);
    fs.writeFileSync(path.join(folder, "html", `${row.name}.${language}.html`), visit.html);
    await inspect(visit, name);
  } finally {
    await visit.close();
  }
}

// Everything that is asked of a page once it stands there, at every width and in every scheme.
async function inspect(visit, name) {
  await visit.page.evaluate(axe);
  for (const width of widths) {
    for (const scheme of schemes) {
      await visit.resize(width, scheme);
      tally.check(`${name} ${width} ${scheme}`, await accessibility(visit));
    }
  }
  await visit.resize(320, "light");
  const narrow = (await visit.scrollsSideways()) ? ["scrolls sideways at 320 px"] : [];
  tally.check(`${name}: opens cleanly`, [...visit.faults.splice(0), ...narrow, ...(await outline(visit))]);
}

async function accessibility(visit) {
  const violations = await visit.page.evaluate(async (values) => {
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1, 2).join("").trim()}`) }));
  }, tags);
  const faults = violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `axe ${id}: ${node}`));
  if (await visit.scrollsSideways()) faults.push("scrolls sideways");
  return faults;
}

// What axe leaves to judgement: one title, one first heading, and no inline style that a policy would drop.
async function outline(visit) {
  return visit.page.evaluate(() => {
    const faults = [];
    if (!document.title.trim()) faults.push("has no title");
    const headings = document.querySelectorAll("h1").length;
    if (headings !== 1) faults.push(`has ${headings} first headings`);
    if (document.querySelector("[style], style, script:not([src])")) faults.push("has inline style or script");
    return faults;
  });
}

// Keeps calendars and feeds for the readers, and remembers which kinds of page were linked.
async function collect(visit, addresses, row) {
  const cookies = await visit.page.context().cookies();
  for (const address of addresses) {
    if (!/^(https?|webcal):/.test(address)) continue;
    const url = new URL(address.replace(/^webcal:/, "http:"));
    if (url.origin !== demo.origin) continue;
    const shape = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}");
    if (!notPages.test(url.pathname) && !met.has(shape)) met.set(shape, `${row.name}: ${url.pathname}`);
    const kind = url.pathname.match(/\.(ics|xml)$/)?.[1];
    const file = path.join(folder, `${url.pathname.replace(/[^0-9a-z.]+/gi, "-").slice(-120)}`);
    if (!kind || fs.existsSync(file)) continue;
    const { status, body } = await fetchPlain(url.href, row.who === "guest" ? [] : cookies);
    if (status === 200) fs.writeFileSync(file, body);
    else visit.faults.push(`${url.pathname} answered ${status}`);
  }
}

function checkTable() {
  const known = pages.flatMap((row) => (row.path ? row.path.map((one) => `^${one}$`) : [`^${row.link}$`])).map((one) => new RegExp(one));
  const unknown = [...met].filter(([, where]) => !known.some((shape) => shape.test(where.split(": ")[1])));
  tally.check("every kind of page that is linked stands in the table", unknown.map(([shape, where]) => `${shape} (on ${where})`));
}

async function checkHtml() {
  const html = path.join(folder, "html");
  const report = await new Promise((resolve) => {
    execFile("java", ["-jar", vnu, "--format", "json", "--skip-non-html", html], { maxBuffer: 1 << 26 }, (_error, _out, err) => resolve(err));
  });
  const start = report.indexOf("{");
  if (start < 0) return tally.check("the Nu checker runs", [report.slice(0, 500)]);
  const { messages } = JSON.parse(report.slice(start));
  for (const file of fs.readdirSync(html)) {
    const here = messages.filter((message) => message.url?.endsWith(`/${file}`))
      .filter((message) => message.type === "error" || !weighed.some((advice) => advice.test(message.message)));
    tally.check(`Nu checker: ${file}`, here.map((message) => `${message.lastLine}: ${message.message}`));
  }
}
