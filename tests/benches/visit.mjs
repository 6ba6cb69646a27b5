// Counts what a visit brings over the wire, as Chromium itself counts it: headers and bodies as they were sent.
//
// node visit.mjs PORT TOKEN   prints a list of visits as JSON. The token is a member's session.

import { launch } from "../tools/chromium.mjs";

const [port, token] = process.argv.slice(2);
const origin = `http://bench.localhost:${port}`;
const browser = await launch();
const seen = [];

const stranger = await browser.newContext({ locale: "fr-FR" });
const member = await browser.newContext({ locale: "fr-FR" });
await member.addCookies([{ name: "__Host-session", value: token, domain: "bench.localhost", path: "/", secure: true, httpOnly: true, sameSite: "Lax" }]);
await visit(stranger, "a stranger's first visit, public page", "/", 60, true);
await visit(stranger, "the same page again", "/", 10);
await visit(stranger, "the sign-in page after it", "/connexion", 10);
const home = await visit(member, "a member's first visit, home page", "/", 60, true);
await visit(member, "the home page again", "/", 10);
await visit(member, "the calendar after it", "/agenda", 10);
await visit(member, "a post after it", home.post, 10);
await visit(member, "the second page of the feed after it", home.older, 10);
await browser.close();
console.log(JSON.stringify(seen));

async function visit(context, name, path, target, first = false) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const requests = new Map();
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ requestId, response }) => requests.set(requestId, { url: response.url, bytes: 0 }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  const answer = await page.goto(origin + path, { waitUntil: "networkidle" });
  if (![200, 304].includes(answer.status())) throw new Error(`${path} answered ${answer.status()}`);
  const signedIn = (await page.locator("[data-person]").count()) > 0;
  if (signedIn !== (context === member)) throw new Error(`${path}: signed in is ${signedIn}`);
  const carried = [...requests.values()].filter(({ bytes }) => bytes > 0);
  const row = { name, path, target, requests: carried.length, bytes: carried.reduce((sum, { bytes }) => sum + bytes, 0), carried };
  if (first) {
    row.sheets = await page.locator("link[rel=stylesheet]").count();
    row.scripts = await page.locator("script").count();
    if ((await page.locator("script[src][defer]").count()) !== row.scripts) throw new Error("a script is not deferred");
    row.script = carried.filter(({ url }) => url.endsWith(".js")).reduce((sum, { bytes }) => sum + bytes, 0);
  }
  seen.push(row);
  const links = async (shape) => page.locator(`a[href^="${shape}"]`).first().getAttribute("href", { timeout: 1000 }).catch(() => null);
  const found = { post: (await links("/messages/"))?.replace(/#.*/, ""), older: await links("/fil?before=") };
  await page.close();
  return found;
}
