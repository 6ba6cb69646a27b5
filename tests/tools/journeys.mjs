// What only a real browser can tell: whole uses of the demo in Chromium, each a function named as a sentence, run by browser.mjs.
//
// Each receives { browser, demo, preau } and throws when something is not as it should be. The rooms are in journeys/.

import { Visitors, signIn } from "./chromium.mjs";
import { comingIn } from "./journeys/coming_in.mjs";
import { houseWork } from "./journeys/house_work.mjs";
import { longNames } from "./journeys/long_names.mjs";
import { meetings } from "./journeys/meetings.mjs";
import { member } from "./journeys/member.mjs";
import { paper } from "./journeys/paper.mjs";
import { script } from "./journeys/script.mjs";

async function a_member_signs_in_and_out_in_a_browser({ browser, demo }) {
  const context = await browser.newContext({ locale: "fr-FR" });
  try {
    const page = await context.newPage();
    await signIn(page, demo.origin, demo.account("member"));
    const cookie = (await context.cookies()).find(({ name }) => name === "__Host-session");
    if (!cookie?.httpOnly || !cookie.secure || cookie.sameSite !== "Lax") throw new Error(`the session cookie is ${JSON.stringify({ ...cookie, value: "" })}`);
    const leave = page.locator("form[data-sign-out] button").first();
    await Promise.all([page.waitForEvent("load"), leave.evaluate((button) => button.click())]);
    await page.goto(`${demo.origin}/agenda`);
    if (await page.locator("form[data-sign-out]").count()) throw new Error("the frame of a member is still there after signing out");
  } finally {
    await context.close();
  }
}

async function every_control_of_the_home_page_is_reached_by_the_keyboard({ browser, demo }) {
  const visitors = new Visitors(browser, demo, "fr");
  try {
    const page = await (await visitors.context("member")).newPage();
    await page.goto(demo.origin);
    const wanted = await page.evaluate(() => {
      const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
        .filter((element) => element.checkVisibility() && !element.disabled && element.tabIndex >= 0 && element.type !== "radio");
      controls.forEach((element, index) => { element.dataset.reached = ""; element.dataset.index = String(index); });
      return controls.length;
    });
    for (let presses = 0; presses < wanted * 2 + 20; presses += 1) {
      await page.keyboard.press("Tab");
      await page.evaluate(() => { if (document.activeElement?.dataset) document.activeElement.dataset.reached = "yes"; });
    }
    const missed = await page.evaluate(() => [...document.querySelectorAll("[data-reached='']")].map((element) => element.outerHTML.slice(0, 100)));
    if (wanted === 0 || missed.length > 0) throw new Error(`of ${wanted} controls the keyboard misses: ${missed.join(" | ")}`);
  } finally {
    await visitors.close();
  }
}

const alone = { a_member_signs_in_and_out_in_a_browser, every_control_of_the_home_page_is_reached_by_the_keyboard, ...paper, ...script };

// Rounds follow each other; the lanes of a round run side by side and never touch the same thing. Paper and script come
// first: they look at the agenda and the feed as the demo left them. The meetings have houses of their own, and are the longest.
export const rounds = [[alone, comingIn], [...meetings, ...member, { ...houseWork, ...longNames }]];
