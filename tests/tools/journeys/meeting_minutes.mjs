// From the draft to the minute book, and the mandate that passes on (P1.8, P2.9, P2.10).

import { createHash } from "node:crypto";

const assembly = ["Assemblée générale ordinaire", "Ordinary general meeting"];
const bus = ["Garder le bus du soir", "Keep the evening bus"];
const hours = ["J’ai demandé les horaires du dimanche.", "I asked for the Sunday times."];

async function p1_8_a_correction_is_asked_for_settled_and_followed(stage) {
  const { gerard, amina } = stage;
  await amina.missing(stage.minutes);
  await gerard.visit(stage.minutes);
  await gerard.press(["Ouvrir à la relecture", "Open for review"]);
  await gerard.reads(["Le procès-verbal est ouvert à la relecture.", "The minutes are open for review."]);
  await amina.visit(["/notifications", "/notices"]);
  await amina.enter([`Le procès-verbal de « ${assembly[0]} » est à relire.`, `The minutes of “${assembly[1]}” are ready to review.`]);
  await amina.select(["Sur quel point", "About which item"], bus);
  await amina.fill(["Ce qu’il faudrait écrire", "What should be written"], hours);
  await amina.press(["Demander une correction", "Ask for a correction"]);
  await amina.reads(["Votre demande de correction est transmise.", "Your request is passed on."], ["En attente", "Waiting"]);
  await gerard.visit(stage.minutes);
  await gerard.reads(hours);
  await gerard.fill(["Notes du point, telles qu’elles seront", "Notes of the item, as they will be"], ["Amina Belkadi demande les horaires du dimanche.", "Amina Belkadi asks for the Sunday times."]);
  await gerard.press(["Prendre en compte", "Accept the correction"]);
  await gerard.reads(["La correction est réglée.", "The correction is settled."]);
  await amina.visit(stage.minutes);
  await amina.reads(["Prise en compte", "Accepted"], ["Amina Belkadi demande les horaires du dimanche.", "Amina Belkadi asks for the Sunday times."]);
  await amina.misses(["En attente", "Waiting"], ["Marc Oudin a relevé les horaires.", "Marc Oudin noted the times."]);
}

async function p2_9_the_next_assembly_approves_and_the_minutes_are_sealed_and_numbered(stage) {
  const { gerard } = stage;
  const begins = stage.clock(240);
  await gerard.visit(["/reunions/nouvelle", "/meetings/new"]);
  await gerard.select(["Type de réunion", "Kind of meeting"], assembly);
  await gerard.fill(["Jour", "Day"], begins.date);
  await gerard.fill(["Début", "Start"], begins.time);
  await gerard.fill(["Lieu", "Place"], "Salle des Tanneurs");
  await gerard.press(["Créer le brouillon", "Make the draft"]);
  await gerard.reads(["Approbation du procès-verbal du", "Approval of the minutes of"], ["Suites données", "Follow-up of decisions"]);
  const next = new URL(gerard.page.url()).pathname;
  await gerard.follow(["Convoquer", "Convene"]);
  await gerard.fill(["Convoquer en urgence", "Convene in an emergency"], ["La ligne ferme lundi", "The line closes on Monday"]);
  await gerard.press(["Convoquer", "Convene"]);
  await gerard.visit(next);
  await gerard.follow(["Tenir la séance", "Run the sitting"]);
  await gerard.follow(["Ouvrir la séance", "Open the sitting"]);
  for (const [label, name] of [[["Présidence de séance", "Chair"], "Lucien Perrin"], [["Secrétariat de séance", "Minute-taker"], "Gérard Lantier"],
    [["Première personne qui compte", "First teller"], "Marc Oudin"], [["Seconde personne qui compte", "Second teller"], "Yvonne Prat"]]) await gerard.fill(label, name);
  await gerard.press(["Ouvrir la séance", "Open the sitting"]);
  await gerard.follow(["Présences", "Attendance"]);
  await gerard.press(["Pointer Amina Belkadi", "Check in Amina Belkadi"]);
  await gerard.visit(`${next}/${gerard.say(["seance", "sitting"])}`);
  await gerard.enter(["Suites données", "Follow-up of decisions"]);
  await gerard.reads(bus);
  await gerard.follow(["Point précédent", "Previous item"]);
  await gerard.follow(["Préparer un vote", "Prepare a vote"]);
  await gerard.press(["Préparer un vote", "Prepare a vote"]);
  await gerard.press(["Ouvrir le vote", "Open the vote"]);
  await gerard.fill(["Pour", "For"], "5");
  await gerard.press(["Proclamer le résultat", "Declare the result"]);
  await gerard.reads(["Adopté", "Adopted"]);
  await gerard.visit(`${next}/${gerard.say(["seance", "sitting"])}`);
  await gerard.follow(["Lever la séance", "Close the sitting"]);
  await gerard.press(["Lever la séance", "Close the sitting"]);
  await gerard.visit(stage.minutes);
  await gerard.reads(["Approuvé, à inscrire au registre", "Approved, to be entered in the minute book"]);
  await gerard.press(["Inscrire au registre", "Enter in the minute book"]);
  const [, number] = (await gerard.text()).match(/(?:Inscrit au registre|In the minute book), (\d{4}-1) /);
  await gerard.reads(["Empreinte : ", "Fingerprint: "], ["Approuvé par un vote : ", "Approved by a vote: "]);
  const first = await gerard.fetch(["Télécharger le PDF", "Download the PDF"]);
  if (first.status !== 200 || !first.body.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error(`the sealed paper answers ${first.status} as ${first.type}`);
  const { amina } = stage;
  await amina.visit(stage.minutes);
  const again = await amina.fetch(["Télécharger le PDF", "Download the PDF"]);
  if (digest(again.body) !== digest(first.body)) throw new Error("the sealed paper is another for somebody else");
  await gerard.visit(["/registre", "/minute-book"]);
  await gerard.reads(number, ["Registre vérifié : une inscription, aucune altération.", "Minute book checked: one entry, nothing altered."]);
}

function digest(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

async function p2_10_the_mandate_is_handed_over_and_its_rights_go_with_it({ gerard, amina }) {
  await amina.visit(["/reunions", "/meetings"]);
  await amina.misses(["Préparer une réunion", "Prepare a meeting"]);
  await gerard.visit(["/mandats", "/mandates"]);
  await gerard.follow(["Transmettre : Secrétariat, Gérard Lantier", "Hand over : Secretary, Gérard Lantier"]);
  await gerard.select(["Qui prend la suite ?", "Who takes over?"], "Amina Belkadi");
  await gerard.press(["Transmettre le mandat", "Hand the mandate over"]);
  await gerard.reads(["Mandat transmis.", "Mandate handed over."]);
  await gerard.visit(["/reunions", "/meetings"]);
  await gerard.misses(["Préparer une réunion", "Prepare a meeting"]);
  await gerard.missing(["/reunions/nouvelle", "/meetings/new"]);
  await amina.visit(["/reunions", "/meetings"]);
  await amina.follow(["Préparer une réunion", "Prepare a meeting"]);
  await amina.reads(["Créer le brouillon", "Make the draft"]);
}

export const minutes = {
  p1_8_a_correction_is_asked_for_settled_and_followed,
  p2_9_the_next_assembly_approves_and_the_minutes_are_sealed_and_numbered,
  p2_10_the_mandate_is_handed_over_and_its_rights_go_with_it,
};
