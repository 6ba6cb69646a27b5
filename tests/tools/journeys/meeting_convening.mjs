// From the date to the notice and what is answered to it (P2.1 to P2.3, P1.2 to P1.5).

import { fetchPlain } from "../chromium.mjs";
import { until } from "../house.mjs";
import { countPages } from "./paper.mjs";

const assembly = ["Assemblée générale ordinaire", "Ordinary general meeting"];
const bus = ["Garder le bus du soir", "Keep the evening bus"];
const bench = ["Un banc devant l’école", "A bench in front of the school"];

async function p2_1_a_date_that_is_too_near_is_refused_with_the_article(stage) {
  const { gerard } = stage;
  await gerard.visit("/");
  await gerard.tab(["Agenda", "Calendar"]);
  await gerard.follow(["Réunions", "Meetings"]);
  await gerard.follow(["Préparer une réunion", "Prepare a meeting"]);
  await gerard.select(["Type de réunion", "Kind of meeting"], assembly);
  await gerard.fill(["Jour", "Day"], stage.clock(6 * 24 * 60).date);
  await gerard.fill(["Début", "Start"], "19:30");
  await gerard.fill(["Lieu", "Place"], "Salle des Tanneurs, 3 rue des Tanneurs");
  await gerard.press(["Créer le brouillon", "Make the draft"]);
  await gerard.reads(["Le brouillon est créé.", "The draft is made."], assembly, ["Brouillon", "Draft"]);
  stage.meeting = new URL(gerard.page.url()).pathname;
  await gerard.follow(["Convoquer", "Convene"]);
  await gerard.reads(["Délai de convocation : 15 jours (article 7).", "Notice: 15 days (article 7)."], ["5 par courriel, 1 par lettre à imprimer.", "5 by email, 1 by printed letter."]);
  await gerard.press(["Convoquer", "Convene"]);
  await gerard.reads(["Il faut un délai de 15 jours", "It takes 15 days"], ["C’est écrit ici : article 7.", "It is written here: article 7."]);
  await gerard.visit(stage.meeting);
  await gerard.reads(["Brouillon", "Draft"]);
  await gerard.misses(["Convocation envoyée", "Notice sent"]);
}

// Two clocks on: so that the sitting may open now, and the emergency still leaves its two hours.
async function p2_2_the_agenda_is_built_with_buttons_and_its_times_follow(stage) {
  const { gerard } = stage;
  const [begins, ends] = [stage.clock(240), stage.clock(180)];
  await gerard.follow(["Date, lieu et modalités", "Date, place and terms"]);
  await gerard.fill(["Jour", "Day"], begins.date);
  await gerard.fill(["Début", "Start"], begins.time);
  await gerard.fill(["Propositions de points jusqu’au", "Items may be proposed until"], ends.date);
  await gerard.fill(["À quelle heure", "At what time"], ends.time);
  await gerard.fill(["Soutiens qui inscrivent un point d’office", "Supporters that put an item on the agenda"], "2");
  await gerard.press(["Enregistrer les changements", "Save the changes"]);
  await gerard.follow(["Modifier l’ordre du jour", "Change the agenda"]);
  const welcome = gerard.say(["Accueil et émargement", "Welcome and attendance"]);
  const followUp = gerard.say(["Suites données", "Follow-up of decisions"]);
  await orders(gerard, welcome, followUp);
  await gerard.press([`Descendre : ${welcome}`, `Move down : ${welcome}`]);
  await orders(gerard, followUp, welcome);
  await gerard.press([`Monter : ${welcome}`, `Move up : ${welcome}`]);
  await orders(gerard, welcome, followUp);
  const over = await ending(gerard);
  await gerard.fill(["Intitulé", "Title"], bus);
  await gerard.select(["Nature du point", "Kind of item"], "Vote");
  await gerard.fill(["Durée, en minutes", "Minutes"], "35");
  await gerard.fill(["Texte", "Text"], ["La section demande le **maintien** du dernier bus.", "The section asks to **keep** the last bus."]);
  await gerard.press(["Ajouter un point", "Add an item"]);
  if ((await ending(gerard) - over + 1440) % 1440 !== 35) throw new Error("the end of the meeting does not move by the minutes of a new item");
  await gerard.follow([`Préparer le vote : ${bus[0]}`, `Prepare the vote : ${bus[1]}`]);
  await gerard.choose(["À main levée", "Show of hands"]);
  await gerard.press(["Préparer un vote", "Prepare a vote"]);
  await gerard.visit(`${stage.meeting}/${gerard.say(["ordre-du-jour", "agenda"])}`);
  await gerard.follow("Budget");
  await gerard.attach(["Ajouter un document", "Add a document"], { name: "Budget.txt", mimeType: "text/plain", buffer: Buffer.from("Recettes : 1 200 €") });
  await gerard.press(["Envoyer", "Send"]);
  await gerard.reads("Budget.txt");
}

async function orders(phone, ...wanted) {
  const titles = await phone.page.locator(".odj h3").allInnerTexts();
  if (wanted.some((title, index) => titles[index] !== title)) throw new Error(`the agenda is ${titles.join(", ")}`);
  if (titles.at(-1) !== phone.say(["Questions diverses", "Any other business"])) throw new Error(`it ends with ${titles.at(-1)}`);
}

// When the meeting should end, in minutes of its day.
async function ending(phone) {
  const text = (await phone.text()).replaceAll("midday", "12 pm").replaceAll("midnight", "12 am");
  const [, hours, minutes, half] = text.match(/(?:Fin prévue à|Should end at) (\d+)(?: h |\.)?(\d\d)? ?(am|pm)?/);
  return (Number(hours) % (half ? 12 : 24) + (half === "pm" ? 12 : 0)) * 60 + Number(minutes ?? 0);
}

async function p1_4_a_member_proposes_an_item_and_two_supporters_put_it_on_the_agenda(stage) {
  const { gerard, amina, marc, yvonne } = stage;
  await amina.visit(["/reunions", "/meetings"]);
  await amina.misses(assembly);
  await gerard.visit(stage.meeting);
  await gerard.press(["Ouvrir l’ordre du jour aux membres", "Open the agenda to members"]);
  await amina.visit(["/reunions", "/meetings"]);
  await amina.follow(assembly);
  await amina.unfold(["Proposer un point", "Propose an item"]);
  await amina.fill(["Votre point, en une phrase", "Your item, in a sentence"], bench);
  await amina.press(["Envoyer la proposition", "Send the proposal"]);
  await amina.reads(["Votre point est proposé.", "Your item is proposed."], ["Proposé", "Proposed"], ["Aucun soutien", "No supporters"]);
  await marc.visit(stage.meeting);
  await marc.press(["Soutenir", "Support"]);
  await marc.reads(["Un soutien", "One supporter"]);
  await yvonne.visit(stage.meeting);
  await yvonne.press(["Soutenir", "Support"]);
  await yvonne.misses(["Points proposés", "Proposed items"]);
  await yvonne.reads(bench);
  await amina.visit(["/notifications", "/notices"]);
  await amina.reads([`Ce point est inscrit à l’ordre du jour : ${bench[0]}`, `This item is on the agenda: ${bench[1]}`]);
}

async function p2_3_the_notice_goes_by_mail_and_on_paper_and_its_proof_is_kept(stage) {
  const { gerard, house } = stage;
  await gerard.visit(stage.meeting);
  await gerard.follow(["Convoquer", "Convene"]);
  await gerard.press(["Convoquer", "Convene"]);
  await gerard.reads(["Il faut un délai de 15 jours", "It takes 15 days"]);
  await gerard.fill(["Convoquer en urgence", "Convene in an emergency"], ["La ligne ferme lundi", "The line closes on Monday"]);
  await gerard.press(["Convoquer", "Convene"]);
  await gerard.reads(["La convocation part.", "The notice is on its way."]);
  const link = await house.letter("marc.oudin@journeys.example", /http:\/\/\S+\/(?:reunions|meetings)\/[0-9a-f-]{36}/);
  if (link.split("/").at(-1) !== stage.meeting.split("/").at(-1)) throw new Error(`the letter leads to ${link}`);
  const address = `${stage.meeting}/${gerard.say(["convocation", "notice"])}`;
  await until(10, "the proof of a letter sent", async () => {
    await gerard.visit(address);
    return /Marc Oudin.*?(Envoyée|Sent), /.test(await gerard.text());
  });
  await gerard.reads(["Une personne reçoit sa convocation sur papier.", "One person gets the notice on paper."]);
  await gerard.follow(["Imprimer les lettres", "Print the letters"]);
  await gerard.reads("Lucien Perrin", ["donne pouvoir à", "give my proxy to"], bus, bench);
  await gerard.misses("Marc Oudin");
  if (await countPages(gerard.page) !== 1) throw new Error("a letter is not one sheet");
  await gerard.press(["Les lettres sont imprimées", "The letters are printed"]);
  await gerard.visit(address);
  if (!/Lucien Perrin.*?(Imprimée|Printed), /.test(await gerard.text())) throw new Error("nothing says that the letter was printed");
}

async function p1_2_a_member_reads_the_notice_and_answers_and_only_the_secretary_knows(stage) {
  const { gerard, amina, marc } = stage;
  await amina.visit("/");
  await amina.reads(["Vous n’avez pas répondu.", "You have not answered."]);
  await amina.follow(assembly);
  await amina.reads("Salle des Tanneurs, 3 rue des Tanneurs", ["Convoquée en urgence : La ligne ferme lundi", "Convened in an emergency: The line closes on Monday"]);
  await amina.reads(bus, bench, ["Majorité : plus de la moitié des suffrages exprimés.", "Majority: more than half of the votes cast."]);
  const paper = await amina.page.getByRole("link", { name: "Budget.txt" }).getAttribute("href");
  const { status, body } = await fetchPlain(amina.origin + paper, await amina.context.cookies());
  if (status !== 200 || body.toString() !== "Recettes : 1 200 €") throw new Error(`the document answers ${status}: ${body}`);
  await amina.choose(["Je viens", "I’m coming"]);
  await amina.press(["Enregistrer ma réponse", "Save my answer"]);
  await amina.reads(["Votre réponse est enregistrée.", "Your answer has been saved."]);
  await gerard.visit(stage.meeting);
  await gerard.unfold(["Qui a répondu", "Who answered"]);
  await gerard.reads("Amina Belkadi");
  await marc.visit(stage.meeting);
  await marc.misses(["Qui a répondu", "Who answered"]);
}

async function p1_3_a_private_calendar_needs_no_cookie_and_is_gone_when_it_is_revoked({ amina }) {
  await amina.visit(["/reglages", "/settings"]);
  await amina.press(["Faire mon adresse d’agenda", "Make my calendar address"]);
  const address = await amina.page.getByLabel(amina.say(["Adresse à copier", "Address to copy"])).inputValue();
  const file = await fetchPlain(address);
  const text = file.body.toString().replaceAll("\r\n ", "");
  if (file.status !== 200 || !text.includes(`SUMMARY:${amina.say(assembly)}`) || /ATTENDEE|Marc|Amina/.test(text)) throw new Error(`the calendar answers ${file.status}: ${text.slice(0, 900)}`);
  await amina.visit(["/reglages", "/settings"]);
  await amina.press(["Révoquer l’adresse", "Revoke the address"]);
  const { status } = await fetchPlain(address);
  if (status !== 404) throw new Error(`the calendar that was revoked answers ${status}`);
}

async function p1_5_a_proxy_is_refused_by_the_article_where_its_holder_carries_the_most(stage) {
  const { amina, marc, yvonne } = stage;
  await givesProxy(yvonne, stage, "Marc Oudin");
  await yvonne.reads(["Votre réponse est enregistrée.", "Your answer has been saved."]);
  await givesProxy(amina, stage, ["Marc Oudin (1 pouvoir, complet)", "Marc Oudin (1 proxy, full)"]);
  await amina.reads(["Cette personne porte déjà un pouvoir, et c’est le maximum.", "already"], "article 9");
  await yvonne.visit(stage.meeting);
  await yvonne.choose(["Je viens", "I’m coming"]);
  await yvonne.press(["Enregistrer ma réponse", "Save my answer"]);
  await givesProxy(amina, stage, "Marc Oudin");
  await amina.reads(["Votre réponse est enregistrée.", "Your answer has been saved."]);
  await marc.visit(stage.meeting);
  await marc.reads(["Pouvoirs que vous portez : Amina Belkadi.", "You carry the proxy of Amina Belkadi."]);
}

async function givesProxy(phone, stage, to) {
  await phone.visit(stage.meeting);
  await phone.choose(["Je donne pouvoir", "I give my proxy"]);
  await phone.select(["Pouvoir donné à", "Proxy given to"], to);
  await phone.press(["Enregistrer ma réponse", "Save my answer"]);
}

export const convening = {
  p2_1_a_date_that_is_too_near_is_refused_with_the_article,
  p2_2_the_agenda_is_built_with_buttons_and_its_times_follow,
  p1_4_a_member_proposes_an_item_and_two_supporters_put_it_on_the_agenda,
  p2_3_the_notice_goes_by_mail_and_on_paper_and_its_proof_is_kept,
  p1_2_a_member_reads_the_notice_and_answers_and_only_the_secretary_knows,
  p1_3_a_private_calendar_needs_no_cookie_and_is_gone_when_it_is_revoked,
  p1_5_a_proxy_is_refused_by_the_article_where_its_holder_carries_the_most,
};
