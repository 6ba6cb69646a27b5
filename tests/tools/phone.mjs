// A member's phone without JavaScript, 390 px wide: what is pressed, filled in and read is named by its words in the language of the phone.
//
// Words are pairs, French and English, or one text for both. Each page that opens has to be in the language and to fit the screen.

import { fetchPlain, locales } from "./chromium.mjs";
import { languages } from "./pages.mjs";

export class Phone {
  static async open(browser, origin, language, owner) {
    const context = await browser.newContext({ locale: locales[language], viewport: { width: 390, height: 844 }, javaScriptEnabled: false, hasTouch: true, reducedMotion: "reduce" });
    context.setDefaultTimeout(20_000);
    const phone = new Phone();
    return Object.assign(phone, { context, origin, language, owner, page: await context.newPage() });
  }

  // A pair in the language of this phone.
  say(words) {
    return Array.isArray(words) ? words[languages.indexOf(this.language)] : words;
  }

  async visit(path) {
    await this.page.goto(this.origin + this.say(path));
    await this.look();
  }

  // Follows a link that is named so, the first of them.
  async follow(words) {
    await this.#leads(this.#named("link", words));
  }

  // Follows the first link that has these words in it.
  async enter(words) {
    await this.#leads(this.page.locator("main").getByRole("link").filter({ hasText: this.say(words) }).first());
  }

  // What stands behind a link, fetched with the cookies of this phone.
  async fetch(words) {
    return fetchPlain(this.origin + await this.#named("link", words).getAttribute("href"), await this.context.cookies());
  }

  // There is no such page for this person.
  async missing(path) {
    const response = await this.page.goto(this.origin + this.say(path));
    if (response.status() !== 404) throw new Error(`${this.owner} opens ${this.page.url()}, which answers ${response.status()}`);
  }

  // Follows a tab of the bar at the foot of the screen.
  async tab(words) {
    await this.#leads(this.page.locator("nav.nav").getByRole("link", { name: this.say(words), exact: true }));
  }

  // Presses a button that is named so; sends its form.
  async press(words) {
    await this.#leads(this.#named("button", words));
  }

  async unfold(words) {
    await this.page.locator("main summary").filter({ hasText: this.say(words) }).first().tap();
  }

  async fill(label, text) {
    await this.#field(label).fill(this.say(text));
  }

  async value(label) {
    return this.#field(label).inputValue();
  }

  async select(label, option) {
    await this.#field(label).selectOption({ label: this.say(option) });
  }

  async attach(label, file) {
    await this.#field(label).setInputFiles(file);
  }

  // A radio button or a box, by the beginning of its label: a note may stand behind it.
  async choose(label) {
    await this.page.locator("main label.opt").filter({ hasText: starting(this.say(label)) }).first().locator("input").check();
  }

  // Reads these words on the page, whatever its spaces are.
  async reads(...words) {
    const text = await this.text();
    for (const one of words.map((pair) => plain(this.say(pair)))) {
      if (!text.includes(one)) throw new Error(`${this.owner} does not read “${one}” at ${this.page.url()}: ${text.slice(0, 1500)}`);
    }
  }

  async misses(...words) {
    const text = await this.text();
    const found = words.map((pair) => plain(this.say(pair))).find((one) => text.includes(one));
    if (found) throw new Error(`${this.owner} reads “${found}” at ${this.page.url()}`);
  }

  async text() {
    return plain(await this.page.locator("main").innerText());
  }

  // The page is in the language of the phone, and nothing of it stands beside the screen.
  async look() {
    const { lang, over, problem } = await this.page.evaluate(() => ({
      lang: document.documentElement.lang,
      over: document.scrollingElement.scrollWidth - innerWidth,
      problem: document.querySelector("h1") ? "" : document.body.innerText.slice(0, 200),
    }));
    if (problem || lang !== this.language || over > 0) throw new Error(`${this.owner} opens ${this.page.url()} in "${lang}", ${over} px too wide: ${problem}`);
  }

  // Nothing comes into a page later: what does not stand there now is missing.
  async #leads(target) {
    if (!(await target.count())) throw new Error(`${this.owner} does not find ${target} at ${this.page.url()}`);
    await Promise.all([this.page.waitForEvent("load"), target.tap()]).catch((error) => { throw new Error(`${this.owner} at ${this.page.url()}: ${error.message}`); });
    await this.look();
  }

  #named(role, words) {
    return this.page.locator("main").getByRole(role, { name: this.say(words), exact: true }).first();
  }

  #field(label) {
    return this.page.locator("main").getByLabel(this.say(label), { exact: true }).and(this.page.locator("input, select, textarea")).first();
  }

  async close() {
    await this.context.close();
  }
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

function starting(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
}
