// Starts an empty Préau and goes through its first run as a host does: the link from the console, then step by step.

import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import readline from "node:readline";
import { Visit, locales } from "./chromium.mjs";
import { freePort } from "./house.mjs";

// The wizard has five steps; more would be a loop.
const stepsMax = 8;

// What is written into a field that is empty, by its type or by a word in its name.
const answers = [
  [/password|passe/, "quatre tilleuls devant la mairie"],
  [/mail/, "odile.garrec@installation.example"],
  [/handle|identifiant/, "odile.garrec"],
  [/./, "Vallombre-Centre"],
];

// `step` is called with each page of the wizard, before it is filled in.
export async function walkWizard({ browser, preau, language, step }) {
  const server = await startEmpty(preau);
  const context = await browser.newContext({ locale: locales[language], reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    const visit = new Visit(page, server.origin);
    const response = await page.goto(server.link);
    visit.html = await response.text();
    let number = 0;
    for (; number < stepsMax && isWizard(page); number += 1) {
      await step(visit, number + 1);
      visit.html = await forward(page, number + 1);
    }
    if (number < 3 || isWizard(page)) throw new Error(`after ${number} steps the wizard stands at ${page.url()}`);
    const again = await page.goto(server.link);
    if (isWizard(page) && again.status() === 200) throw new Error("the link of the wizard works a second time");
  } finally {
    await context.close();
    await server.stop();
  }
}

function isWizard(page) {
  return /\/(installation|setup)\//.test(new URL(page.url()).pathname);
}

// Fills what is empty, sends the form, and answers the HTML of the next page.
async function forward(page, number) {
  const form = page.locator("main form:has(button)").last();
  for (const field of await form.locator("input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=file]), textarea").all()) {
    const name = `${await field.getAttribute("name")} ${await field.getAttribute("type")}`;
    const required = (await field.getAttribute("required")) !== null || /password|passe/.test(name);
    if (required && (await field.isVisible()) && !(await field.inputValue())) await field.fill(answers.find(([word]) => word.test(name))[1]);
  }
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    form.locator("button:not([formaction]):not([name=back])").last().click(),
  ]);
  await page.waitForLoadState("load");
  if (response.status() !== 200) {
    const said = await page.locator("[role=alert], .err").allInnerTexts();
    throw new Error(`step ${number} was answered with ${response.status()}: ${said.join(" / ")}`);
  }
  return response.text();
}

async function startEmpty(preau) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "preau-wizard-"));
  const port = await freePort();
  const origin = `http://installation.localhost:${port}`;
  const child = spawn(preau, ["serve"], {
    cwd: data,
    env: { PATH: process.env.PATH, PREAU_URL: origin, PREAU_LISTEN: `127.0.0.1:${port}`, PREAU_DATA: path.join(data, "preau") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = [];
  const ended = new Promise((resolve) => { child.on("exit", resolve); });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    fs.rmSync(data, { recursive: true, force: true });
  };
  const link = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      readline.createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        const found = line.match(/https?:\/\/\S+\/(?:installation|setup)\/[^\s"]+/);
        if (found) resolve(found[0]);
      });
    }
    const late = setTimeout(() => reject(new Error(`no link in 30 s, only: ${said.join("\n")}`)), 30_000);
    late.unref();
    ended.then((code) => reject(new Error(`preau serve ended with ${code}: ${said.join("\n")}`)));
  }).catch(async (error) => {
    await stop();
    throw error;
  });
  return { origin, link, stop };
}
