// Debian's Chromium, driven the way a person uses the demo: signs in, changes the language, opens a page and keeps what went wrong on it.

import fs from "node:fs";
import http from "node:http";
import { chromium } from "playwright-core";
import { languages } from "./pages.mjs";

export const locales = { fr: "fr-FR", en: "en-GB" };
const candidates = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launch() {
  return chromium.launch({
    executablePath: candidates.find((path) => fs.existsSync(path)),
    // Chromium's sandbox cannot be had as root, and only our own pages are opened.
    chromiumSandbox: process.getuid() !== 0,
    args: ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// The demo as `preau demo --json` printed it, with what the suites ask of it.
export class Demo {
  constructor(file) {
    this.sections = JSON.parse(fs.readFileSync(file, "utf8")).sections;
    this.section = this.sections[0];
    this.origin = new URL(this.section.url).origin;
  }

  account(who) {
    const account = this.section.accounts.find((one) => one.role === who);
    if (!account) throw new Error(`the demo has no account with the role ${who}`);
    return account;
  }
}

// Contexts of one language: a browser profile for each kind of visitor, signed in once.
export class Visitors {
  #contexts = new Map();

  constructor(browser, demo, language) {
    Object.assign(this, { browser, demo, language });
  }

  // One at a time: two sign-ins of one person would only cost time.
  async context(who) {
    if (!this.#contexts.has(who)) this.#contexts.set(who, this.#make(who));
    return this.#contexts.get(who);
  }

  async #make(who) {
    const context = await this.browser.newContext({ locale: locales[this.language], reducedMotion: "reduce" });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    if (who !== "guest") await signIn(page, this.demo.origin, this.demo.account(who));
    else await page.goto(this.demo.origin);
    await speak(page, this.language);
    await page.close();
    return context;
  }

  async close() {
    for (const context of this.#contexts.values()) await (await context).close();
  }
}

export async function signIn(page, origin, { email, password }) {
  await page.goto(`${origin}/connexion`);
  const form = page.locator("form:has(input[type=password])").first();
  await form.locator("input[autocomplete~=username]").fill(email);
  await form.locator("input[type=password]").fill(password);
  await Promise.all([
    page.waitForURL((url) => !/connexion|sign-in/.test(url.pathname)),
    form.locator("button:not([formaction])").first().click(),
  ]);
}

// A member of whom no other suite signs in, in one language: an account takes ten sign-ins in ten minutes.
export async function asMember({ browser, demo }, handle, language, use) {
  const context = await browser.newContext({ locale: locales[language], reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  try {
    const page = await context.newPage();
    await signIn(page, demo.origin, demo.section.accounts.find((one) => one.handle === handle));
    await speak(page, language);
    await use(page, demo.origin);
  } finally {
    await context.close();
  }
}

// Chooses a language as a reader does, with the button that stands in the frame of every page.
export async function speak(page, language) {
  if (await spoken(page) === language) return;
  await page.locator(`button[name=language][value=${language}]:visible`).first().click();
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language);
}

async function spoken(page) {
  return page.evaluate(() => document.documentElement.lang.slice(0, 2));
}

// Opens a page and answers what a reader would have noticed, and what only the browser does.
export class Visit {
  faults = [];

  constructor(page, origin, status = 200) {
    this.page = page;
    this.#listen(origin, status);
  }

  static async open(visitors, who, path, { width = 1280, scheme = "light", status = 200 } = {}) {
    const page = await (await visitors.context(who)).newPage();
    const visit = new Visit(page, visitors.demo.origin, status);
    await visit.resize(width, scheme);
    const response = await page.goto(visitors.demo.origin + path, { waitUntil: "load" });
    visit.html = await response.text();
    if (response.status() !== status) visit.faults.push(`answered ${response.status()} instead of ${status}`);
    if (await spoken(page) !== visitors.language) visit.faults.push(`is in "${await spoken(page)}"`);
    return visit;
  }

  #listen(origin, status) {
    this.page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.protocol !== "data:") this.faults.push(`asks ${url.origin} for ${url.pathname}`);
    });
    this.page.on("requestfailed", (request) => {
      this.faults.push(`${request.url()} failed: ${request.failure()?.errorText}`);
    });
    this.page.on("response", (response) => {
      if (response.status() >= 400 && !response.request().isNavigationRequest()) this.faults.push(`${response.url()} answered ${response.status()}`);
    });
    this.page.on("pageerror", (error) => this.faults.push(`script error: ${error.message}`));
    // Violations of the content security policy are console errors too.
    this.page.on("console", (message) => {
      const expected = status >= 400 && /Failed to load resource/.test(message.text());
      if (message.type() === "error" && !expected) this.faults.push(`console: ${message.text()}`);
    });
  }

  async resize(width, scheme) {
    await this.page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    await this.page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  }

  async scrollsSideways() {
    return this.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  // Every address on this page that belongs to the section, links and forms' calendars alike.
  async addresses() {
    return this.page.evaluate(() => [
      ...[...document.querySelectorAll("a[href], link[rel=alternate][href]")].map((link) => link.href),
      ...[...document.querySelectorAll("input[readonly]")].map((input) => input.value),
    ]);
  }

  async close() {
    await this.page.close();
  }
}

// Finds where a row of the table stands: its own path, or a fitting link on the page before it, which may still be opening.
export class Guide {
  #links = new Map();

  constructor(language) {
    this.language = language;
  }

  // A page that could not be opened has no links; what was learned first stays.
  learn(name, addresses) {
    this.#entry(name).tell(addresses);
  }

  async path(row) {
    if (row.path) return row.path[languages.indexOf(this.language)];
    const shape = new RegExp(`^${row.link}$`);
    const found = (await this.#entry(row.on).told).map((address) => new URL(address, "http://localhost"));
    const fits = (address) => shape.test(address.pathname);
    const fitting = row.last ? found.findLast(fits) : found.filter(fits)[row.nth ?? 0];
    return fitting && fitting.pathname + fitting.search;
  }

  #entry(name) {
    if (!this.#links.has(name)) {
      const entry = {};
      entry.told = new Promise((resolve) => { entry.tell = resolve; });
      this.#links.set(name, entry);
    }
    return this.#links.get(name);
  }
}

// A plain request with the cookies of a visitor: names under .localhost are this machine, whatever its resolver says.
export async function fetchPlain(url, cookies = [], more = {}) {
  const lookup = (_host, options, answer) => (options.all ? answer(null, [{ address: "127.0.0.1", family: 4 }]) : answer(null, "127.0.0.1", 4));
  return new Promise((resolve, reject) => {
    const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "), ...more };
    http.get(url.replace(/^webcal:/, "http:"), { lookup, headers }, async (response) => {
      const chunks = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, type: response.headers["content-type"] ?? "", body: Buffer.concat(chunks) });
    }).on("error", reject);
  });
}

// Runs the work of each item, `wide` at a time, in order.
export async function each(items, wide, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: wide }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

// Counts as tests do, and closes with the line that tests/run reads.
export class Tally {
  passed = 0;
  failed = 0;
  skipped = 0;

  constructor(suite) {
    this.suite = suite;
  }

  check(name, faults) {
    if (faults.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    console.log(`FAILED  ${this.suite}: ${name}`);
    for (const fault of faults.slice(0, 12)) console.log(`        ${fault}`);
    if (faults.length > 12) console.log(`        and ${faults.length - 12} more`);
  }

  close() {
    console.log(`${this.suite}: ${this.passed} passed, ${this.failed} failed, ${this.skipped} skipped`);
    process.exitCode = this.failed > 0 ? 1 : 0;
  }
}
