// What the one script adds to a page that works without it.

import { asMember } from "../chromium.mjs";

async function a_draft_is_there_after_a_reload_and_gone_after_publishing(scene) {
  await asMember(scene, "helene.charpin", "fr", async (page, origin) => {
    const body = page.locator("textarea[data-draft]").first();
    const words = `Brouillon ${Date.now()}`;
    await page.goto(`${origin}/fil/nouveau`);
    await body.pressSequentially(words);
    await page.waitForTimeout(500); // kept a moment after the last key
    await page.reload();
    await expect(await body.inputValue(), words, "the draft after a reload");
    await Promise.all([page.waitForEvent("load"), page.locator("form[data-compose] button.btn.p").click()]);
    await page.goto(`${origin}/fil/nouveau`);
    await expect(await body.inputValue(), "", "the composer after publishing");
  });
}

async function a_draft_is_gone_after_signing_out(scene) {
  await asMember(scene, "helene.charpin", "fr", async (page, origin) => {
    await page.goto(`${origin}/fil/nouveau`);
    await page.locator("textarea[data-draft]").first().pressSequentially("Pour plus tard");
    await page.waitForTimeout(500);
    const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")).length);
    await expect(await kept(), 1, "drafts kept");
    await page.locator("details.menu > summary").click();
    await Promise.all([page.waitForEvent("load"), page.locator("form[data-sign-out] button").click()]);
    await expect(await kept(), 0, "drafts left for whoever comes next");
  });
}

async function the_band_says_who_will_read_as_soon_as_it_is_chosen(scene) {
  await asMember(scene, "helene.charpin", "fr", async (page, origin) => {
    await page.goto(`${origin}/fil/nouveau`);
    const band = page.locator("[data-band]");
    const said = async () => ({ words: await band.innerText(), colour: await band.evaluate((one) => getComputedStyle(one).backgroundColor), button: await page.locator("[data-band-button]").innerText(), icon: await band.locator("use").getAttribute("href") });
    const before = await said();
    await page.locator("input[name=audience][value=everybody]").check();
    const after = await said();
    for (const part of Object.keys(before)) if (before[part] === after[part]) throw new Error(`the ${part} of the band stays "${after[part]}"`);
    if (!/tout le monde/i.test(after.words)) throw new Error(`for everybody the band says "${after.words}"`);
    await page.locator("input[name=audience][value=section]").check();
    await expect(JSON.stringify(await said()), JSON.stringify(before), "the band when the section is chosen again");
  });
}

async function a_double_click_sends_once(scene) {
  await asMember(scene, "helene.charpin", "fr", async (page, origin) => {
    const words = `Une seule fois ${Date.now()}`;
    await page.goto(origin);
    await page.locator("form.compose textarea").fill(words);
    let sent = 0;
    page.on("request", (request) => { sent += request.method() === "POST" ? 1 : 0; });
    // Held back, so that the second click meets the page that sent the first.
    await page.route("**/*", async (route) => {
      if (route.request().method() === "POST") await new Promise((resolve) => { setTimeout(resolve, 400); });
      await route.continue();
    });
    await Promise.all([page.waitForEvent("load"), page.locator("form.compose button.btn.p").dblclick()]);
    await expect(sent, 1, "forms sent");
    await expect(await page.locator(".item .body").filter({ hasText: words }).count(), 1, "posts made");
  });
}

async function what_was_seen_is_read_and_the_line_moves_up(scene) {
  // Her last visit is long past, and no other journey signs her in.
  await asMember(scene, "colette.aubry", "fr", async (page, origin) => {
    await page.goto(origin);
    const mark = page.locator("form[data-when-seen]");
    await expect(await mark.count(), 1, "lines under what is new");
    const moved = page.waitForResponse((response) => response.request().method() === "POST" && response.url() === `${origin}/fil/lu`);
    await mark.scrollIntoViewIfNeeded();
    await moved;
    await page.goto(origin);
    await expect(await mark.count(), 0, "lines after everything was seen");
  });
}

async function expect(found, wanted, what) {
  if (found !== wanted) throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
}

export const script = {
  a_draft_is_there_after_a_reload_and_gone_after_publishing,
  a_draft_is_gone_after_signing_out,
  the_band_says_who_will_read_as_soon_as_it_is_chosen,
  a_double_click_sends_once,
  what_was_seen_is_read_and_the_line_moves_up,
};
