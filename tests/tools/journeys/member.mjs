// A member's evening: signs in, writes with a picture, replies, finds something useful, answers a rendezvous, signs out.
//
// The same steps three times: with the script, without any, and with the keyboard alone; each in both languages and widths.

import { fileURLToPath } from "node:url";
import { locales } from "../chromium.mjs";
import { Keyboard, Pointer } from "../hands.mjs";
import { until } from "../house.mjs";
import { languages, widths } from "../pages.mjs";

const picture = fileURLToPath(new URL("../../../server/src/demo/pictures/salle.jpg", import.meta.url));
const places = { signIn: ["/connexion", "/sign-in"], calendar: ["/agenda", "/calendar"] };

// Each way has a member of its own and finds another post useful: they run side by side.
const ways = {
  with_the_script: { handle: "thomas.le.goff", useful: 0, Hands: Pointer },
  without_a_script: { handle: "nour.el.amrani", useful: 1, Hands: Pointer, context: { javaScriptEnabled: false } },
  with_the_keyboard_alone: { handle: "lucien.perrot", useful: 2, Hands: Keyboard },
};

// A lane for each way; within it one evening follows the other.
export const member = Object.entries(ways).map(([way, how]) => Object.fromEntries(languages.flatMap((language) => widths.map((width) => [
  `a_member_writes_replies_answers_and_signs_out_${way}_${language}_${width}`,
  ({ browser, demo }) => evening({ browser, demo, how, language, width }),
]))));

async function evening({ browser, demo, how, language, width }) {
  const context = await browser.newContext({ locale: locales[language], viewport: { width, height: width < 600 ? 844 : 900 }, reducedMotion: "reduce", ...how.context });
  context.setDefaultTimeout(15_000);
  try {
    const page = await context.newPage();
    const hands = new how.Hands(page);
    const at = (place) => `${demo.origin}${places[place][languages.indexOf(language)]}`;
    const account = demo.section.accounts.find((one) => one.handle === how.handle);
    const words = `Écrit à ${Date.now()}`;
    await signsIn(page, hands, at("signIn"), account, language);
    await writesWithAPicture(page, hands, words);
    await replies(page, hands, words);
    await marksUseful(page, hands, demo.section, how.useful);
    await answers(page, hands, at("calendar"));
    await signsOut(page, hands, at("calendar"));
  } finally {
    await context.close();
  }
}

async function signsIn(page, hands, address, account, language) {
  await page.goto(address);
  await hands.skip?.();
  await hands.type(page.locator("#f-login"), account.email);
  await hands.type(page.locator("#f-password"), account.password);
  await hands.go(page.locator("form:has(#f-password) button:not([formaction])"));
  await stands(page.locator("nav.nav [aria-current=page]"), "the home page of a member");
  const other = page.locator(`footer button[name=language][value=${language}]`);
  if (await other.count()) await hands.go(other);
  await stands(page.locator(`html[lang=${language}]`), `a page in "${language}"`);
}

async function writesWithAPicture(page, hands, words) {
  await hands.skip?.();
  await hands.type(page.locator("form.compose textarea"), words);
  await hands.go(page.locator("form.compose button.act[value=more]"));
  const body = page.locator("form[data-compose] textarea[name=body]");
  if (await body.inputValue() !== words) throw new Error(`on the way to the full form "${words}" became "${await body.inputValue()}"`);
  const file = page.locator("input[type=file]").first();
  if (!(await file.isVisible())) await hands.press(page.locator("details:has(input[type=file]) > summary"));
  await hands.attach(file, picture);
  await hands.type(page.locator("fieldset:has(input[type=file]) input:not([type=file])").first(), "Une salle avec des chaises");
  await hands.go(page.locator("form[data-compose] button.btn.p"));
  await stands(page.locator("[data-flash]"), "the note after publishing");
  await hands.go(page.locator("[data-flash] a"));
  const shown = page.locator(".item .body img").first();
  await stands(page.locator(".item .body").filter({ hasText: words }).first(), "the post");
  await shown.scrollIntoViewIfNeeded();
  const drawn = () => shown.evaluate((image) => image.complete && image.naturalWidth > 0);
  await until(5, "the picture is drawn", drawn);
  const alt = await shown.getAttribute("alt");
  if (alt !== "Une salle avec des chaises") throw new Error(`the picture says "${alt}"`);
}

async function replies(page, hands, words) {
  await hands.type(page.locator("form.compose textarea"), `Réponse : ${words}`);
  await hands.go(page.locator("form.compose button.btn.p"));
  await stands(page.locator(".item .body").filter({ hasText: `Réponse : ${words}` }).last(), "the reply");
}

// Somebody else's post; whatever was said of it before, it is the contrary now, and by one.
async function marksUseful(page, hands, section, which) {
  let button;
  for (const id of section.ids.posts.slice(which * 5)) {
    await page.goto(new URL(`/messages/${id}`, page.url()).href);
    button = page.locator(`#m-${id} > .acts button[name=useful]`);
    if (await button.count()) break;
  }
  const read = async () => ({ pressed: (await button.getAttribute("aria-pressed")) === "true", count: Number((await button.innerText()).match(/\d+/)?.[0] ?? 0) });
  const before = await read();
  await hands.go(button);
  const after = await read();
  if (after.pressed === before.pressed || after.count !== before.count + (after.pressed ? 1 : -1)) throw new Error(`useful was ${JSON.stringify(before)} and is ${JSON.stringify(after)}`);
}

async function answers(page, hands, address) {
  await page.goto(address);
  await hands.skip?.();
  // One of the section's own: meetings, and what a group or a linked section plans, are answered on other pages.
  await hands.go(page.locator("section[aria-labelledby=coming] h3 a").filter({ hasText: "Porte-à-porte" }).first());
  const answer = page.locator("#answer button[name=coming]").first();
  const said = await answer.getAttribute("value");
  await hands.go(answer);
  const left = await page.locator("#answer button[name=coming]").evaluateAll((buttons) => buttons.map((button) => button.value));
  if (left.includes(said) || left.length !== 1) throw new Error(`after "${said}" one may still choose ${left}`);
}

async function signsOut(page, hands, inside) {
  await hands.press(page.locator("details.menu > summary"));
  await hands.go(page.locator("form[data-sign-out] button").first());
  await page.goto(inside);
  if (await page.locator("form[data-sign-out]").count()) throw new Error("the frame of a member is still there after signing out");
}

async function stands(locator, what) {
  await locator.waitFor({ state: "attached" }).catch(() => { throw new Error(`there is no ${what} on ${locator.page().url()}`); });
}
