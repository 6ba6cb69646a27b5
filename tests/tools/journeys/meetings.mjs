// A section's assembly from its date to the sealed minutes, on phones without JavaScript: what P1 and P2 of the acceptance ask.
//
// A lane for each language, with a house of its own; every step is a check by itself and needs the ones before it. Gérard is
// the secretary, Amina the member who has little time. The steps are in the three rooms beside this file.

import { signIn } from "../chromium.mjs";
import { House, administrator } from "../house.mjs";
import { languages } from "../pages.mjs";
import { Phone } from "../phone.mjs";
import { convening } from "./meeting_convening.mjs";
import { minutes } from "./meeting_minutes.mjs";
import { sitting } from "./meeting_sitting.mjs";

// Its clocks are never changed: an hour from now is there on every day of the year.
const zone = "America/Martinique";
const password = "cinq bancs sous le marronnier";
const members = {
  gerard: "Gérard Lantier",
  amina: "Amina Belkadi",
  marc: "Marc Oudin",
  yvonne: "Yvonne Prat",
  lucien: "Lucien Perrin", // Without an email address: his notice is a printed letter.
};

class Stage {
  constructor(language) {
    Object.assign(this, { language, people: { odile: administrator.name, ...members }, reached: false });
  }

  async set(browser, preau) {
    this.house = await House.start(preau, { language: this.language, zone });
    const [odile, ...others] = await Promise.all(Object.keys(this.people).map(async (one) => {
      this[one] = await Phone.open(browser, this.house.origin, this.language, this.people[one]);
      return this[one];
    }));
    await signIn(odile.page, this.house.origin, administrator);
    await writesStatutes(odile);
    const codes = await printsCodes(odile);
    for (const phone of others) await comesIn(phone, codes.shift(), phone !== this.lucien);
    await givesMandate(odile, members.gerard);
  }

  // The date and the time on the clocks of the house, so many minutes from now.
  clock(minutes) {
    const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .formatToParts(new Date(Date.now() + minutes * 60_000));
    const part = (type) => parts.find((one) => one.type === type).value;
    return { date: `${part("year")}-${part("month")}-${part("day")}`, time: `${part("hour")}:${part("minute")}` };
  }

  async strike() {
    for (const one of Object.keys(this.people)) await this[one]?.close();
    await this.house?.stop();
  }
}

// Fifteen days, or two hours in an emergency, so that an assembly can be held within this suite; five of six make the quorum.
async function writesStatutes(phone) {
  await phone.visit(["/statuts", "/rules"]);
  await phone.follow(["Modifier", "Change"]);
  const { page } = phone;
  await page.locator("#f-emergency_least").fill("2");
  await page.locator("#f-a_notice").fill("article 7");
  await page.locator("#f-a_proxies").fill("article 9");
  await page.locator("input[name=quorum][value=number]").check();
  await page.locator("#f-quorum_size").fill("5");
  await page.locator("input[name=quorum_proxies]").check();
  await phone.press(["Enregistrer les règles", "Save the rules"]);
  await phone.reads(["En cas d’urgence, le délai est de 2 heures", "In an emergency, it takes 2 hours"]);
}

async function printsCodes({ page, origin }) {
  await page.goto(`${origin}/gestion/invitations`);
  await page.locator("#f-count").fill(String(Object.keys(members).length));
  await Promise.all([page.waitForEvent("load"), page.locator("form:has(#f-count) button.btn.p").click()]);
  return (await page.locator(".slip .addr").allInnerTexts()).map((code) => code.trim());
}

async function comesIn(phone, code, mailed) {
  await phone.visit(`/invitation/${code}`);
  const handle = phone.owner.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(" ", ".");
  for (const [field, text] of Object.entries({ name: phone.owner, handle, password, mail: mailed ? `${handle}@journeys.example` : "" })) {
    await phone.page.locator(`#f-${field}`).fill(text);
  }
  await phone.press(["Entrer", "Enter"]);
}

async function givesMandate(phone, holder) {
  await phone.visit(["/organes", "/bodies"]);
  await phone.follow(["Assemblée générale", "General meeting"]);
  await phone.follow(["Inscrire un mandat", "Record a mandate"]);
  await phone.select(["Qui ?", "Who?"], holder);
  await phone.select(["Fonction", "Position"], ["Secrétariat", "Secretary"]);
  await phone.press(["Inscrire le mandat", "Record the mandate"]);
  await phone.reads(holder);
}

// The steps of one language, in their order; the first sets the stage, and whatever happened the last strikes it.
function lane(language) {
  const stage = new Stage(language);
  const steps = Object.entries({ ...convening, ...sitting, ...minutes });
  return Object.fromEntries(steps.map(([name, step], index) => [`${name}_on_a_phone_${language}`, async ({ browser, preau }) => {
    try {
      if (index === 0) await stage.set(browser, preau);
      else if (!stage.reached) throw new Error("an earlier step failed");
      stage.reached = false;
      await step(stage);
      stage.reached = true;
    } finally {
      if (index === steps.length - 1) await stage.strike();
    }
  }]));
}

export const meetings = languages.map(lane);
