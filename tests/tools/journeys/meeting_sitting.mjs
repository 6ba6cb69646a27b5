// The sitting, kept from one phone and counted on two: doors, votes, a quorum that is lost, the close (P2.4 to P2.7, P1.6).

const roll = ["Assemblée générale ordinaire", "Ordinary general meeting"];
const bus = ["Garder le bus du soir", "Keep the evening bus"];
const election = ["Élection du bureau", "Election of the board"];
const discharge = ["Quitus", "Discharge"];

async function p2_4_the_sitting_is_opened_and_the_door_is_kept(stage) {
  const { gerard } = stage;
  await gerard.visit(stage.meeting);
  await gerard.follow(["Tenir la séance", "Run the sitting"]);
  await gerard.follow(["Ouvrir la séance", "Open the sitting"]);
  await gerard.fill(["Présidence de séance", "Chair"], "Lucien Perrin");
  await gerard.fill(["Secrétariat de séance", "Minute-taker"], "Gérard Lantier");
  await gerard.fill(["Première personne qui compte", "First teller"], "Marc Oudin");
  await gerard.fill(["Seconde personne qui compte", "Second teller"], "Marc Oudin");
  await gerard.press(["Ouvrir la séance", "Open the sitting"]);
  await gerard.reads(["Choisissez deux personnes différentes.", "Choose two different people."]);
  await gerard.fill(["Seconde personne qui compte", "Second teller"], "Yvonne Prat");
  await gerard.press(["Ouvrir la séance", "Open the sitting"]);
  await gerard.reads(["Séance ouverte", "In session"], ["Quorum atteint : 5 voix pour 5 demandées", "Quorum met: 5 of 5"]);
  await figures(gerard, 4, 1);
  await gerard.follow(["Présences", "Attendance"]);
  await arrives(gerard, "Odile Garrec");
  await figures(gerard, 5, 1);
  await gerard.follow(["Version à imprimer", "Printed version"]);
  await gerard.page.emulateMedia({ media: "print" });
  await gerard.reads(["Signature de la présidence de séance :", "Signature of the chair:"]);
  await gerard.page.emulateMedia({ media: "screen" });
}

// Looks for somebody by a part of the name and checks them in.
async function arrives(phone, name) {
  await phone.fill(["Chercher un nom", "Look for a name"], name.split(" ")[0].toLowerCase());
  await phone.press(["Chercher", "Search"]);
  await phone.press([`Pointer ${name}`, `Check in ${name}`]);
  await phone.reads(["Sur place, ", "In the room, "]);
}

// Present and represented, as the head of the page counts them.
async function figures(phone, present, represented) {
  const [here, carried] = await phone.page.locator(".figures dd").allInnerTexts();
  if (Number(here) !== present || Number(carried) !== represented) throw new Error(`${here} are present and ${carried} represented, and not ${present} and ${represented}`);
}

async function p1_6_who_comes_after_all_votes_herself_and_her_holder_is_told(stage) {
  const { gerard, marc } = stage;
  await sheet(stage);
  await gerard.reads(["Pouvoir à Marc Oudin", "Proxy to Marc Oudin"]);
  await arrives(gerard, "Amina Belkadi");
  await figures(gerard, 6, 0);
  await gerard.reads(["Quorum atteint : 6 voix pour 5 demandées", "Quorum met: 6 of 5"]);
  await marc.visit(["/notifications", "/notices"]);
  await marc.reads([`Amina Belkadi est là, ou reprend son pouvoir : vous ne portez plus sa voix (${roll[0]}).`, `Amina Belkadi is there, or takes the proxy back: you no longer vote for them (${roll[1]}).`]);
}

async function sheet({ gerard, meeting }) {
  await gerard.visit(`${meeting}/${gerard.say(["presences", "attendance"])}`);
}

// Opens an item of the sitting from its console.
async function item({ gerard, meeting }, title) {
  await gerard.visit(`${meeting}/${gerard.say(["seance", "sitting"])}`);
  await gerard.enter(title);
}

async function p2_5_hands_are_counted_and_must_add_up_to_the_voices_of_the_room(stage) {
  const { gerard } = stage;
  await item(stage, bus);
  await gerard.follow(bus);
  await gerard.press(["Ouvrir le vote", "Open the vote"]);
  await gerard.reads(["Le total doit faire 6 voix, avec les pouvoirs.", "The total must be 6 votes, proxies included."]);
  await gerard.fill(["Pour", "For"], "3");
  await gerard.fill(["Contre", "Against"], "1");
  await gerard.press(["Proclamer le résultat", "Declare the result"]);
  await gerard.reads(["Le compte ne tombe pas juste : 4 voix pour 6 votes possibles. Recomptez.", "The count does not match: 4 votes, where 6 could be given. Count again."]);
  if (await gerard.value(["Pour", "For"]) !== "3") throw new Error("what was keyed is gone after the refusal");
  await gerard.fill(["Abstention", "Abstention"], "1");
  await gerard.fill(["Ne prend pas part au vote", "Does not take part"], "1");
  await gerard.press(["Proclamer le résultat", "Declare the result"]);
  await gerard.reads(["Adopté", "Adopted"], ["3 pour, il en fallait 3 sur 4.", "3 for, 3 of 4 were needed."]);
  await gerard.follow(["Retour au point", "Back to the item"]);
  await gerard.fill(["Notes pour le procès-verbal", "Notes for the minutes"], ["Marc Oudin a relevé les horaires.", "Marc Oudin noted the times."]);
  await gerard.press(["Enregistrer les notes", "Save the notes"]);
  await gerard.unfold(["Confier et suivre", "Entrust and follow"]);
  await gerard.fill(["Qui s’en charge", "Who sees to it"], "Marc Oudin");
  await gerard.fill(["Pour quand", "By when"], stage.clock(30 * 24 * 60).date);
  await gerard.select(["Où en est-on", "Where it stands"], ["À faire", "To do"]);
  await gerard.press(["Enregistrer", "Save"]);
  await gerard.reads(["À faire, Marc Oudin", "To do, Marc Oudin"]);
}

async function p2_5_papers_are_counted_by_two_tellers_who_must_agree(stage) {
  const { gerard, marc, yvonne } = stage;
  await item(stage, "Budget");
  await gerard.follow(["Préparer un vote", "Prepare a vote"]);
  await gerard.choose(["Secret, sur papier", "Secret, on paper"]);
  await gerard.press(["Préparer un vote", "Prepare a vote"]);
  await gerard.press(["Ouvrir le vote", "Open the vote"]);
  await gerard.reads(["Personne n’a encore saisi son compte.", "Nobody has entered a count yet."]);
  const vote = gerard.page.url();
  await counts(marc, stage, 4, 1);
  await marc.reads(["Marc Oudin a saisi son compte. Les chiffres s’afficheront quand les deux comptes seront là.", "Marc Oudin has entered a count. The figures show once both are there."]);
  await counts(yvonne, stage, 3, 2);
  await yvonne.reads(["Les deux comptes diffèrent.", "The two counts differ."]);
  await gerard.visit(vote.replace(gerard.origin, ""));
  await gerard.reads(["Les deux comptes diffèrent.", "The two counts differ."]);
  await gerard.misses(["Proclamer le résultat", "Declare the result"]);
  await counts(yvonne, stage, 4, 1);
  await yvonne.reads(["Les deux comptes concordent.", "The two counts agree."]);
  await gerard.follow(["Actualiser", "Refresh"]);
  await gerard.press(["Proclamer le résultat", "Declare the result"]);
  await gerard.reads(["Adopté", "Adopted"], ["4 pour, il en fallait 3 sur 5.", "4 for, 3 of 5 were needed."]);
}

// A teller's own count, from the page of the meeting; the sixth paper is blank.
async function counts(teller, { meeting }, yes, no) {
  await teller.visit(meeting);
  await teller.follow(["Compter : Budget", "Count: Budget"]);
  await teller.fill(["Pour", "For"], String(yes));
  await teller.fill(["Contre", "Against"], String(no));
  await teller.fill(["Blanc", "Blank"], "1");
  await teller.press(["Enregistrer mon compte", "Save my count"]);
}

async function p2_5_seats_go_to_three_lists_by_the_highest_average(stage) {
  const { gerard } = stage;
  await item(stage, election);
  await gerard.follow(["Préparer un vote", "Prepare a vote"]);
  await gerard.choose(["À main levée", "Show of hands"]);
  await gerard.choose(["Des listes, à la plus forte moyenne", "Lists, by the highest average"]);
  await gerard.fill(["Candidatures ou listes, une par ligne", "Candidates or lists, one a line"], "Halle : Marc Oudin, Yvonne Prat\nGare : Amina Belkadi\nPont : Lucien Perrin");
  await gerard.fill(["Nombre de postes", "Number of places"], "3");
  await gerard.press(["Préparer un vote", "Prepare a vote"]);
  await gerard.press(["Ouvrir le vote", "Open the vote"]);
  await gerard.fill("Halle", "4");
  await gerard.fill("Gare", "2");
  await gerard.press(["Proclamer le résultat", "Declare the result"]);
  await gerard.reads(["Halle : 2 sièges", "Halle: 2 seats"], ["Gare : un siège", "Gare: one seat"]);
}

async function p2_6_two_leave_the_quorum_falls_and_a_vote_can_only_be_postponed(stage) {
  const { gerard } = stage;
  await item(stage, discharge);
  await gerard.follow(["Préparer un vote", "Prepare a vote"]);
  await gerard.press(["Préparer un vote", "Prepare a vote"]);
  const vote = gerard.page.url().replace(gerard.origin, "");
  await sheet(stage);
  await gerard.press(["Départ Amina Belkadi", "Has left Amina Belkadi"]);
  await gerard.press(["Départ Odile Garrec", "Has left Odile Garrec"]);
  await figures(gerard, 4, 0);
  await gerard.reads(["Quorum non atteint : 4 voix pour 5 demandées", "Quorum not met: 4 of 5"]);
  await gerard.visit(vote);
  await gerard.press(["Ouvrir le vote", "Open the vote"]);
  await gerard.reads(["Le quorum est de 5", "The quorum is 5"]);
  await gerard.misses(["Proclamer le résultat", "Declare the result"]);
  await gerard.follow(["Reporter le point", "Postpone the item"]);
  await gerard.press(["Reporter", "Postpone"]);
  await gerard.reads(["Reporté", "Postponed"]);
}

async function p2_7_three_tasks_are_given_the_sitting_closes_and_its_draft_is_whole(stage) {
  const { gerard } = stage;
  await item(stage, ["Questions diverses", "Any other business"]);
  const tasks = [[["Réserver la salle", "Book the hall"], "Yvonne Prat"], [["Écrire à la mairie", "Write to the town hall"], "Amina Belkadi"], [["Coller les affiches", "Put up the posters"], "Lucien Perrin"]];
  for (const [what, who] of tasks) {
    await gerard.unfold(["Confier une tâche", "Entrust a task"]);
    await gerard.fill(["Ce qui est à faire", "What is to be done"], what);
    await gerard.page.locator("#t-owner").fill(who);
    await gerard.press(["Confier une tâche", "Entrust a task"]);
    await gerard.reads(what, who);
  }
  await gerard.visit(`${stage.meeting}/${gerard.say(["seance", "sitting"])}`);
  await gerard.follow(["Lever la séance", "Close the sitting"]);
  await gerard.reads(["Lever la séance ?", "Close the sitting?"]);
  await gerard.press(["Lever la séance", "Close the sitting"]);
  await gerard.reads(["La séance est levée. Le projet de procès-verbal est prêt.", "The sitting is closed. The draft minutes are ready."]);
  await gerard.follow(["Procès-verbal", "Minutes"]);
  stage.minutes = new URL(gerard.page.url()).pathname;
  await gerard.reads(["Présidence de séance : Lucien Perrin. Secrétariat de séance : Gérard Lantier.", "In the chair: Lucien Perrin. Taking the minutes: Gérard Lantier."]);
  await gerard.reads(["Dépouillement : Marc Oudin", "Tellers: Marc Oudin"], ["Convocation en urgence : La ligne ferme lundi", "Convened at short notice: The line closes on Monday"]);
  await gerard.reads(["La section demande le maintien du dernier bus.", "The section asks to keep the last bus."], ["Marc Oudin a relevé les horaires.", "Marc Oudin noted the times."]);
  await gerard.reads(["Bulletin secret.", "By secret ballot."], ["Halle : 2 sièges", "Halle: 2 seats"], ["Ce vote n’a pas eu lieu. Reporté à une autre réunion.", "This vote was not held. Put off to another meeting."]);
  await gerard.reads(["Le quorum n’est plus atteint.", "There is no longer a quorum."], ["Suivi : Marc Oudin", "Marc Oudin"]);
  for (const [what, who] of tasks) await gerard.reads(what, who);
  const draft = await gerard.fetch(["Télécharger le PDF", "Download the PDF"]);
  if (draft.status !== 200 || !draft.body.subarray(0, 5).equals(Buffer.from("%PDF-"))) throw new Error(`the draft on paper answers ${draft.status} as ${draft.type}`);
}

export const sitting = {
  p2_4_the_sitting_is_opened_and_the_door_is_kept,
  p1_6_who_comes_after_all_votes_herself_and_her_holder_is_told,
  p2_5_hands_are_counted_and_must_add_up_to_the_voices_of_the_room,
  p2_5_papers_are_counted_by_two_tellers_who_must_agree,
  p2_5_seats_go_to_three_lists_by_the_highest_average,
  p2_6_two_leave_the_quorum_falls_and_a_vote_can_only_be_postponed,
  p2_7_three_tasks_are_given_the_sitting_closes_and_its_draft_is_whole,
};
