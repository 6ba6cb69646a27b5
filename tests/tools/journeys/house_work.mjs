// What an administrator publishes to everybody, what a stranger then reads, and the agenda on a phone.

import { Visitors, asMember, fetchPlain } from "../chromium.mjs";
import { languages } from "../pages.mjs";

async function an_administrator_publishes_to_everybody_through_the_page_that_asks_again({ browser, demo }) {
  for (const language of languages) {
    const visitors = new Visitors(browser, demo, language);
    try {
      const page = await (await visitors.context("administrator")).newPage();
      const words = `Pour tout le monde ${language} ${Date.now()}`;
      await page.goto(`${demo.origin}${language === "fr" ? "/fil/nouveau" : "/feed/new"}`);
      await page.locator("input[name=audience][value=everybody]").check();
      await page.locator("input[name=signature][value=author]").check();
      await page.locator("textarea[name=body]").fill(words);
      await leads(page, page.locator("form[data-compose] button.btn.p"));
      const guest = await (await visitors.context("guest")).newPage();
      await guest.goto(demo.origin);
      if (await guest.getByText(words).count()) throw new Error("a stranger reads it before it was confirmed");
      await leads(page, page.locator("button[name=step][value=edit]"));
      if (await page.locator("textarea[name=body]").inputValue() !== words) throw new Error("going back to the form loses the text");
      await leads(page, page.locator("form[data-compose] button.btn.p"));
      await leads(page, page.locator("button[name=step][value=publish]"));
      await guest.reload();
      if (await guest.getByText(words).count() !== 1) throw new Error("a stranger does not read what was published to everybody");
      if ((await guest.context().cookies()).some(({ name }) => name !== "preferences")) throw new Error("the stranger was given a cookie");
    } finally {
      await visitors.close();
    }
  }
}

// Other software prints these ids as links: whoever follows one lands on a page.
async function the_names_that_other_servers_know_lead_a_reader_to_a_page({ browser, demo }) {
  const context = await browser.newContext({ locale: "fr-FR" });
  try {
    const page = await context.newPage();
    const section = await page.goto(`${demo.origin}/section`);
    if (section.status() !== 200 || new URL(page.url()).pathname !== "/") throw new Error(`/section leads to ${page.url()} with ${section.status()}`);
    const authors = new Set();
    for (const id of demo.section.ids.public_posts) {
      const { body } = await fetchPlain(`${demo.origin}/posts/${id}`, [], { accept: "application/activity+json" });
      authors.add(JSON.parse(body.toString()).attributedTo);
    }
    const person = [...authors].find((id) => /\/people\/[0-9a-f-]{36}$/.test(id));
    if (!person) throw new Error(`nobody signed a public post: ${[...authors]}`);
    const known = await page.goto(person);
    if (known.status() !== 200 || new URL(page.url()).pathname !== "/presentation") throw new Error(`${person} leads to ${page.url()} with ${known.status()}`);
    const unknown = await page.goto(person.replace(/[0-9a-f]{12}$/, "000000000000"));
    if (unknown.status() !== 404) throw new Error(`a person whom nobody knows answers ${unknown.status()}`);
  } finally {
    await context.close();
  }
}

async function the_agenda_is_read_on_a_phone(scene) {
  for (const language of languages) {
    await asMember(scene, "karim.dahmani", language, async (page, origin) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${origin}${language === "fr" ? "/agenda" : "/calendar"}`);
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) throw new Error("the month scrolls sideways");
      const day = page.locator("table.cal td:not(.off) a.n").last();
      const box = await day.boundingBox();
      if (box.width < 44 || box.height < 44) throw new Error(`a day is ${box.width} by ${box.height} px`);
      if (await page.locator("table.cal .ev").first().isVisible()) throw new Error("titles stand in the cells of a phone");
      await day.click();
      const row = page.locator(`[id="${(await day.getAttribute("href")).slice(1)}"]`);
      const place = await row.boundingBox();
      if (!place || place.y < 0 || place.y > 844 - 56) throw new Error(`the day does not lead to its rendezvous, which stands at ${place?.y}`);
      await leads(page, row.locator("h3 a"));
      if (!(await page.locator("header.rdv time.date").count())) throw new Error(`from the list one comes to ${page.url()}`);
    });
  }
}

async function leads(page, target) {
  await Promise.all([page.waitForEvent("load"), target.click()]);
}

export const houseWork = {
  an_administrator_publishes_to_everybody_through_the_page_that_asks_again,
  the_names_that_other_servers_know_lead_a_reader_to_a_page,
  the_agenda_is_read_on_a_phone,
};
