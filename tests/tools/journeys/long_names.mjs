// Names and words that are longer than a phone is wide, in the largest letters, on the narrowest screen that is promised.

import { locales, signIn } from "../chromium.mjs";
import { House, administrator } from "../house.mjs";

const unit = "Anticonstitutionnellementissime-Saint-Rémy-en-Bouzemont";
const person = "Marie-Antoinette Wolfeschlegelsteinhausenbergerdorff de la Rochefoucauld";
const word = `${"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk".repeat(3)} https://example.org/${"x".repeat(150)}`;
const rooms = ["/", "/agenda", "/agenda/nouveau", "/fil/nouveau", "/notifications", "/reglages", "/presentation", "/membres/odile.garrec", "/gestion", "/gestion/membres", "/gestion/invitations", "/gestion/reglages"];

async function the_longest_names_in_the_largest_letters_fit_the_narrowest_phone({ browser, preau }) {
  const house = await House.start(preau);
  const context = await browser.newContext({ locale: locales.fr, viewport: { width: 320, height: 700 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    await signIn(page, house.origin, administrator);
    await says(page, `${house.origin}/gestion/reglages`, "#f-name", unit);
    await says(page, `${house.origin}/reglages`, "#f-name", person);
    await says(page, house.origin, "#f-body", word);
    await Promise.all([page.waitForEvent("load"), page.locator("footer button[name=size]").last().click()]);
    const faults = [];
    for (const room of rooms) {
      await page.goto(house.origin + room);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const size = await page.evaluate(() => document.documentElement.dataset.taille);
      if (wide > 0 || size !== "tresgrand") faults.push(`${room} is ${wide} px too wide in letters "${size}"`);
    }
    if (faults.length > 0) throw new Error(faults.join("; "));
  } finally {
    await context.close();
    await house.stop();
  }
}

async function says(page, address, field, words) {
  await page.goto(address);
  await page.locator(field).first().fill(words);
  await Promise.all([page.waitForEvent("load"), page.locator(`form:has(${field}) button.btn.p`).last().click()]);
  if (await page.locator("[role=alert]").count()) throw new Error(`refused: ${await page.locator("[role=alert]").innerText()}`);
}

export const longNames = { the_longest_names_in_the_largest_letters_fit_the_narrowest_phone };
