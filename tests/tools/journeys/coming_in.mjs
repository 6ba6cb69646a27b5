// Three ways in, on a house of its own: the link of a letter, a code on paper, a poster; then a password that was forgotten.

import { locales, signIn } from "../chromium.mjs";
import { House, administrator } from "../house.mjs";
import { languages } from "../pages.mjs";
import { countPages } from "./paper.mjs";

const password = "neuf lanternes sous la halle";
const widthOf = { fr: 390, en: 1280 };

// One house for what follows each other: who came in by a letter forgets their password.
async function three_people_come_in_by_a_letter_a_printed_code_and_a_poster({ browser, preau }) {
  await inAHouse(preau, async (house) => {
    for (const language of languages) {
      const odile = await visitor(browser, language);
      const page = await odile.newPage();
      await signIn(page, house.origin, administrator);
      await byLetter(browser, house, page, language);
      await byCode(browser, house, page, language);
      await byPoster(browser, house, page, language);
      await odile.close();
    }
  });
}

async function byLetter(browser, house, page, language) {
  const mail = `nour.${language}@journeys.example`;
  await page.goto(`${house.origin}/gestion/invitations`);
  await page.locator("form:has(#f-mail) #f-mail").fill(mail);
  await page.locator("#f-language").selectOption(language);
  await leads(page, page.locator("form:has(#f-mail) button.btn.p"));
  const link = await house.letter(mail, /http:\/\/\S+\/invitation\/[A-Za-z0-9_-]+/);
  await asNewcomer(browser, language, async (guest) => {
    await guest.goto(link);
    if (await guest.locator("#f-mail").inputValue() !== mail) throw new Error("the form does not know the address that the letter went to");
    await accept(guest, `Nour ${language.toUpperCase()}`, `nour.${language}`);
    await isInside(guest);
    const again = await guest.context().browser().newContext();
    const other = await again.newPage();
    if ((await other.goto(link)).status() !== 410) throw new Error(`the link of the letter opens a second time: ${other.url()}`);
    await again.close();
  });
}

async function byCode(browser, house, page, language) {
  await page.goto(`${house.origin}/gestion/invitations`);
  await page.locator("#f-count").fill("12");
  await leads(page, page.locator("form:has(#f-count) button.btn.p"));
  const codes = (await page.locator(".slip .addr").allInnerTexts()).map((code) => code.trim());
  if (codes.length !== 12 || new Set(codes).size !== 12) throw new Error(`twelve codes were asked for: ${codes}`);
  if (await countPages(page) > 2) throw new Error("twelve codes take more than two sheets");
  await asNewcomer(browser, language, async (guest) => {
    await types(guest, house, codes[0].toLowerCase().replaceAll("-", " "), language);
    await accept(guest, `Lucien ${language.toUpperCase()}`, `lucien.${language}`);
    await isInside(guest);
  });
  await asNewcomer(browser, language, async (guest) => {
    await types(guest, house, codes[0], language);
    if (await guest.locator("#f-handle").count()) throw new Error("a code on paper opens the door twice");
  });
}

async function byPoster(browser, house, page, language) {
  await page.goto(`${house.origin}/gestion/invitations`);
  await page.locator("#f-places").fill("3");
  await leads(page, page.locator("form:has(#f-places) button.btn.p"));
  if (!(await page.locator(".poster-code").count())) {
    await page.goto(`${house.origin}/gestion/invitations`);
    await leads(page, page.locator("a[href*='affiches'], a[href*='posters']").first());
  }
  const code = (await page.locator(".poster-code").innerText()).trim();
  if (await countPages(page) !== 1) throw new Error("the poster is not one sheet");
  await asNewcomer(browser, language, async (guest) => {
    await types(guest, house, code, language);
    await accept(guest, `Yvonne ${language.toUpperCase()}`, `yvonne.${language}`);
    await guest.goto(house.origin);
    if (await guest.locator("form.compose").count()) throw new Error("who came by a poster reads before anybody welcomed them");
    await page.goto(`${house.origin}/gestion/membres`);
    await leads(page, page.locator("button[name=accept][value=yes]").first());
    await guest.goto(house.origin);
    await isInside(guest);
  });
}

async function a_forgotten_password_is_chosen_anew_and_ends_the_other_sessions({ browser, preau }) {
  await inAHouse(preau, async (house) => {
    const [old, fresh] = [await visitor(browser, "fr"), await visitor(browser, "en")];
    const [there, page] = [await old.newPage(), await fresh.newPage()];
    await signIn(there, house.origin, administrator);
    await page.goto(`${house.origin}/password`);
    await page.locator("#f-login").fill(administrator.email);
    await leads(page, page.locator("main form button.btn.p"));
    const link = await house.letter(administrator.email, /http:\/\/\S+\/(?:mot-de-passe|password)\/[A-Za-z0-9_-]+/);
    await page.goto(link);
    await page.locator("#f-password").fill("court");
    await leads(page, page.locator("main form button.btn.p"));
    if (!(await page.locator("#e-password").count())) throw new Error("a password of five letters is not refused beside its field");
    await page.locator("#f-password").fill(password);
    await leads(page, page.locator("main form button.btn.p"));
    await isInside(page);
    await there.goto(`${house.origin}/agenda`);
    if (await there.locator("form[data-sign-out]").count()) throw new Error("a session of before the new password goes on");
    await signIn(there, house.origin, { ...administrator, password });
    await old.close();
    await fresh.close();
  });
}

// The code as one types it from paper, without its lines and in small letters, into the page of sign-in.
async function types(guest, house, code, language) {
  await guest.goto(`${house.origin}${language === "fr" ? "/connexion" : "/sign-in"}`);
  await guest.locator("#f-code").fill(code);
  await leads(guest, guest.locator("form:has(#f-code) button"));
}

async function accept(guest, name, handle) {
  await guest.locator("#f-name").fill(name);
  await guest.locator("#f-handle").fill(handle);
  await guest.locator("#f-password").fill(password);
  await leads(guest, guest.locator("main form button.btn.p.w"));
  if (await guest.locator("[role=alert]").count()) throw new Error(`refused: ${await guest.locator("[role=alert]").innerText()}`);
}

async function isInside(page) {
  if (!(await page.locator("nav.nav [aria-current=page]").count())) await page.goto(new URL("/", page.url()).href);
  if (!(await page.locator("form.compose").count())) throw new Error(`no composer at ${page.url()}`);
}

async function visitor(browser, language) {
  const width = widthOf[language];
  const context = await browser.newContext({ locale: locales[language], viewport: { width, height: width < 600 ? 844 : 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  return context;
}

async function asNewcomer(browser, language, use) {
  const context = await visitor(browser, language);
  await use(await context.newPage());
  await context.close();
}

async function inAHouse(preau, use) {
  const house = await House.start(preau);
  try {
    await use(house);
  } finally {
    await house.stop();
  }
}

async function leads(page, target) {
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

export const comingIn = { three_people_come_in_by_a_letter_a_printed_code_and_a_poster, a_forgotten_password_is_chosen_anew_and_ends_the_other_sessions };
