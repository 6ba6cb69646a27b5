//! The sitting: opening, attendance, proxies, live quorum, votes in the room, paper ballots, notes, decisions, closing.

#[path = "sitting/more.rs"]
mod more;
#[path = "sitting/stage.rs"]
pub(crate) mod stage;
#[path = "sitting/traps.rs"]
mod traps;

use preau_core::action::sitting::count::{DeclareVote, KeyPapers};
use preau_core::action::sitting::open::{Turn, TurnSitting};
use preau_core::error::{Failure, Hitch, Refusal};
use preau_core::id::BallotId;
use preau_core::meeting::{BallotChoice, BallotState, Count};
use preau_core::rules::QuorumSize;
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, THOMAS};
use preau_tests::visitor::Page;

use stage::{comes, convened, crowd, gave, keys, opened_vote, opens, prepared_vote, rules};

/// The id at the end of a page's address.
fn ballot_of(page: &Page) -> BallotId {
    page.url.path().rsplit('/').next().unwrap().parse().unwrap()
}

journeys! {
    async fn p2_4_to_7_a_secretary_opens_counts_hands_loses_the_quorum_postpones_and_closes(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 27).await;
        // 28 on the roll: half of them are the quorum, 14.
        let hall = convened(section, rules(QuorumSize::Share(500)), &people).await;
        gave(section, &hall, people[26], people[0]).await;
        odile.get(&hall.console()).await.is(200).says("Convoquée").says("Quorum non atteint : 0 voix pour 14 demandées");

        // A name that is nobody's is said beside the field, and what was typed stays.
        let form = odile.get(&format!("{}/ouverture", hall.console())).await.form("Ouvrir la séance");
        let again = form.fill("chair", "Personne").send().await;
        again.is(422).says("Aucun nom de la liste ne correspond");
        assert_eq!(again.form("Ouvrir la séance").value("chair"), Some("Personne"));

        // Odile, the chair and the two tellers are there by being named, and the chair carries one voice.
        let page = opens(&odile, &hall, "@membre000", ["@membre001", "@membre002"]).await;
        page.says("Quorum non atteint : 5 voix pour 14 demandées").says("Aucun vote ne peut s’ouvrir.");
        for number in 3..26 {
            comes(&odile, &hall, &format!("Membre {number:03}")).await;
        }
        // A second press, by a second keeper or over a bad line, counts once.
        let sheet = odile.get(&hall.sheet()).await;
        sheet.says("Quorum atteint : 28 voix pour 14 demandées");

        // Hands: 28 voices are in the room.
        let vote = opened_vote(&odile, &hall, 1, &[]).await;
        vote.is(200).says("Vote ouvert").says("Le total doit faire 28 voix");
        let figures = [("for", "21"), ("against", "3"), ("abstain", "2"), ("not_taking_part", "1")];
        let short = keys(&vote, "Proclamer le résultat", &figures).await;
        short.is(422).says("Le compte ne tombe pas juste : 27 voix pour 28 votes possibles.");
        assert_eq!(short.form("Proclamer le résultat").value("for"), Some("21"), "what was typed stays");
        let form = short.form("Proclamer le résultat").fill("not_taking_part", "2");
        let done = form.send().await;
        done.is(200).says("Adopté").says("21 pour, il en fallait 13 sur 24.");
        // The form again: it counts once. Other figures come too late (V02).
        form.send().await.is(200).says("Adopté");
        let late = form.fill("for", "20").fill("against", "4").send().await;
        late.is(422);
        let year = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap()[0].year;
        let item = odile.get(&hall.item(1)).await;
        item.says(&format!("Décision {year}-1")).says("Adopté");

        // Fifteen people leave: the quorum is lost, talking is not.
        for number in 11..26 {
            let name = format!("Membre {number:03}");
            let found = odile.get(&format!("{}?q={}", hall.sheet(), name.replace(' ', "+"))).await;
            found.form(&format!("Départ {name}")).send().await.is(200).does_not_say("Sur place, ");
        }
        odile.get(&hall.console()).await.says("Quorum non atteint : 13 voix pour 14 demandées");
        let prepared = prepared_vote(&odile, &hall, 2, &[]).await;
        prepared.says("Reporter le point");
        let refused = prepared.form("Ouvrir le vote").send().await;
        refused.is(422).says("Le quorum est de 14, et 13 comptent en ce moment.").says("article 7 des statuts");
        let item = refused.link("Reporter le point").await;
        item.form("Reporter").send().await.is(200).says("Reporté");
        odile.get(&hall.console()).await.says("Reporté");

        // Closing says what follows; three tasks are handed out after it.
        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        ask.is(200).says("Lever la séance ?");
        let closed = ask.form("Lever la séance").send().await;
        closed.is(200).says("La séance est levée.").says("Séance levée");
        for task in ["Écrire à la mairie", "Payer la salle", "Prévenir la presse"] {
            let form = odile.get(&hall.item(1)).await.form("Confier une tâche");
            let form = form.fill("title", task).fill("owner", "@membre003").fill("due", "2030-01-15");
            form.send().await.is(200).says(task).says("Membre 003");
            form.send().await.is(200);
        }
        let tasks = section.store.read().await.unwrap().tasks_of(hall.id).await.unwrap();
        assert_eq!(tasks.len(), 3, "a form sent twice counts once");
        let room = section.store.read().await.unwrap().stays(hall.id, 100).await.unwrap();
        assert!(room.iter().all(|stay| stay.until.is_some()), "everybody has gone");
    }

    async fn p1_6_who_comes_after_all_takes_her_voice_back_and_the_holder_is_told(section: Founded) {
        let odile = section.odile();
        let (jeanne, _nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let ids = [section.id_of(JEANNE).await, section.id_of(NOUR).await];
        let hall = convened(section, rules(QuorumSize::None), &ids).await;
        gave(section, &hall, ids[1], ids[0]).await;
        opens(&odile, &hall, "@jeanne.morvan", ["", ""]).await;
        let sheet = odile.get(&hall.sheet()).await;
        sheet.says("Pouvoir à Jeanne Morvan").says("un pouvoir").says("Pouvoir donné");
        let head = section.store.read().await.unwrap().headcount(hall.id, preau_core::world::Day(0)).await.unwrap();
        assert_eq!((head.present, head.represented), (2, 1));
        comes(&odile, &hall, "Nour El Amrani").await.does_not_say("Pouvoir à");
        let head = section.store.read().await.unwrap().headcount(hall.id, preau_core::world::Day(0)).await.unwrap();
        assert_eq!((head.present, head.represented), (3, 0), "her voice counts once");
        jeanne.get("/notifications").await.says("Nour El Amrani est là").says("vous ne portez plus sa voix");
        // The entry was a mistake: it goes, and the proxy counts again.
        let found = odile.get(&format!("{}?q=nour", hall.sheet())).await;
        found.link("Corriger").await.form("Effacer l’entrée").send().await.is(200);
        let head = section.store.read().await.unwrap().headcount(hall.id, preau_core::world::Day(0)).await.unwrap();
        assert_eq!((head.present, head.represented), (2, 1));
    }

    async fn two_tellers_count_paper_apart_and_nothing_is_declared_before_they_agree(section: Founded) {
        let odile = section.odile();
        let (nour, thomas, jeanne) =
            (section.joins(NOUR).await, section.joins(THOMAS).await, section.joins(JEANNE).await);
        let mut people = crowd(section, 3).await;
        for who in [NOUR, THOMAS, JEANNE] {
            people.push(section.id_of(who).await);
        }
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@jeanne.morvan", ["@nour", "@thomas.legoff"]).await;
        let fields = [("mode", "paper"), ("method", "single"), ("options", "Liste A\nListe B")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        // Odile, the chair, and the two tellers: four voices are no secret.
        vote.is(200).says("Moins de cinq voix").says("Personne n’a encore saisi son compte.");
        let address = vote.url.path().to_owned();
        // Jeanne chairs and keeps the record; a member of the roll does not, and finds nothing.
        jeanne.get(&address).await.is(200);
        section.joins(IDRISS).await.get(&address).await.is(404);

        let mine = nour.get(&address).await;
        keys(&mine, "Enregistrer mon compte", &[("option_1", "3")]).await.is(422).says("Le compte ne tombe pas juste");
        keys(&mine, "Enregistrer mon compte", &[("option_1", "3"), ("option_2", "1")]).await.is(200);
        let his = thomas.get(&address).await;
        his.says("Nour El Amrani a saisi son compte");
        assert_eq!(his.form("Enregistrer mon compte").value("option_1"), Some(""), "he does not see hers");
        let differ = keys(&his, "Enregistrer mon compte", &[("option_1", "2"), ("option_2", "2")]).await;
        differ.is(200).says("Les deux comptes diffèrent.");
        // Both are shown both, each their own figures in the fields (a reload changes nothing).
        let hers = nour.get(&address).await;
        hers.says("Les deux comptes diffèrent.");
        assert_eq!(hers.form("Enregistrer mon compte").value("option_1"), Some("3"));
        let by = section.odile_id();
        let ballot = ballot_of(&vote);
        let early = section.attempt(DeclareVote { by, ballot, counts: Vec::new() }).await;
        assert!(matches!(early, Err(Failure::Refused(Refusal::Sitting(Hitch::TellersDiffer)))), "{early:?}");
        keys(&his, "Enregistrer mon compte", &[("option_1", "3"), ("option_2", "1")]).await.says("concordent");
        let done = odile.get(&address).await.form("Proclamer le résultat").send().await;
        done.is(200).says("Élection acquise pour : Liste A.");

        // A forged teller, and one who keys after the vote, change nothing.
        let forged = KeyPapers { by: people[0], ballot, counts: Vec::new() };
        assert!(matches!(section.attempt(forged).await, Err(Failure::Refused(Refusal::NotFound))));
        let late = keys(&his, "Enregistrer mon compte", &[("option_1", "0"), ("option_2", "4")]).await;
        late.is(422).says("C’est terminé");
        let named = section.store.read().await.unwrap().roll_votes(ballot).await.unwrap();
        assert!(named.is_empty(), "nothing says who voted what");
    }

    async fn names_are_called_with_the_voices_they_carry_and_a_reload_loses_nothing(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 3).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        gave(section, &hall, people[2], people[0]).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        comes(&odile, &hall, "Membre 001").await;
        let vote = opened_vote(&odile, &hall, 1, &[("mode", "roll_call")]).await;
        vote.is(200).says("Membre 002 par Membre 000").says("4 voix");
        let form = vote.form("Enregistrer les voix").fill(&format!("v.{}", people[0]), "for");
        form.fill(&format!("v.{}", people[2]), "against").send().await.is(200);
        // Who comes now is not called; who goes stays on the list.
        let again = odile.get(vote.url.path()).await;
        let form = again.form("Enregistrer les voix");
        assert_eq!(form.value(&format!("v.{}", people[0])), Some("for"), "a reload shows what was keyed");
        let form = form.fill(&format!("v.{}", section.odile_id()), "for");
        form.send().await.is(200);
        // A voice that was not in the room is forged.
        let mut forged = vec![("do", "voices")];
        let name = format!("v.{}", uuid::Uuid::from_u128(7));
        forged.push((name.as_str(), "for"));
        odile.post(vote.url.path(), &forged).await.is(404);
        let done = odile.get(vote.url.path()).await.form("Proclamer le résultat").send().await;
        done.is(200).says("Adopté").says("Membre 001 Ne prend pas part au vote").says("2 pour, il en fallait 2 sur 3.");
        // What was declared is not keyed again.
        form.send().await.is(422).says("C’est terminé");
    }

    async fn amendments_come_first_the_text_carries_them_and_secrecy_ends_an_open_vote(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 5).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["@membre001", "@membre002"]).await;
        let text = prepared_vote(&odile, &hall, 2, &[]).await;
        let form = odile.get(&format!("{}/vote?amendment=yes", hall.item(2))).await.form("Préparer un vote");
        let form = form.fill("title", "Amendement de Membre 003").fill("body", "Le bus passe le **dimanche**.");
        let amendment = form.send().await;
        text.form("Ouvrir le vote").send().await.is(422).says("Ils se votent avant le texte.");
        let open = amendment.form("Ouvrir le vote").send().await;
        // Somebody asks for secrecy while hands are raised.
        let form = open.form("Abandonner ce vote").fill("because", "Le secret est demandé").fill("paper", "yes");
        let paper = form.send().await;
        paper.is(200).says("Secret, sur papier").says("Préparé").says("Amendement de Membre 003");
        assert_eq!(form.send().await.url.path(), paper.url.path(), "the form sent twice makes one ballot");
        odile.get(open.url.path()).await.says("Vote abandonné : Le secret est demandé");
        let paper = paper.form("Ouvrir le vote").send().await;
        let ballot = ballot_of(&paper);
        for by in [people[1], people[2]] {
            let counts = vec![Count { choice: BallotChoice::For, votes: 4 }];
            section.perform(KeyPapers { by, ballot, counts }).await;
        }
        odile.get(paper.url.path()).await.form("Proclamer le résultat").send().await.says("Adopté");
        odile.get(&hall.item(2)).await.says("Le bus passe le dimanche.");
        // A tie is the chair's, and nobody else's.
        let open = text.form("Ouvrir le vote").send().await;
        let tie = keys(&open, "Proclamer le résultat", &[("for", "2"), ("against", "2")]).await;
        tie.is(200).says("Les voix sont à égalité.").says("La présidence de séance tranche");
        odile.post(open.url.path(), &[("do", "casting"), ("says", "for")]).await.is(404);
        let ballot = ballot_of(&open);
        let says = vec![BallotChoice::For];
        let casting = preau_core::action::sitting::count::CastingVote { by: people[0], ballot, says };
        section.perform(casting).await;
        odile.get(open.url.path()).await.says("Adopté").says("la présidence de séance a tranché");
    }

    async fn notes_of_two_people_are_shown_side_by_side_and_none_is_lost(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let ids = [section.id_of(JEANNE).await];
        let hall = convened(section, rules(QuorumSize::None), &ids).await;
        opens(&odile, &hall, "@jeanne.morvan", ["", ""]).await;
        let (hers, mine) = (jeanne.get(&hall.item(1)).await, odile.get(&hall.item(1)).await);
        let form = hers.form("Enregistrer les notes").fill("notes", "Jeanne présente le budget.");
        form.send().await.is(200);
        form.send().await.is(200);
        let both = mine.form("Enregistrer les notes").fill("notes", "Odile répond.").send().await;
        both.is(422).says("Quelqu’un d’autre a modifié ces notes").says("Jeanne présente le budget.");
        let form = both.form("Enregistrer les notes");
        assert_eq!(form.value("notes"), Some("Odile répond."), "what was typed is kept");
        form.fill("notes", "Jeanne présente le budget. Odile répond.").send().await.is(200);
        jeanne.get(&hall.item(1)).await.says("Jeanne présente le budget. Odile répond.");
    }

    async fn the_door_changes_the_roll_and_a_holder_who_leaves_carries_nothing(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 5).await;
        let hall = convened(section, rules(QuorumSize::None), &people[..4]).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        let head = || async {
            let count = section.store.read().await.unwrap().headcount(hall.id, preau_core::world::Day(0)).await.unwrap();
            (count.on_roll, count.present, count.represented)
        };
        assert_eq!(head().await, (5, 2, 0));
        // Paper proxies are capped at two, and the sentence says so.
        for (giver, status) in [("@membre001", 200), ("@membre002", 200), ("@membre003", 422)] {
            let form = odile.get(&format!("{}/pouvoirs", hall.sheet())).await.form("Enregistrer");
            let page = form.fill("giver", giver).fill("holder", "@membre000").send().await;
            page.is(status);
            if status == 422 {
                page.says("porte déjà 2 pouvoirs, et c’est le maximum");
            }
        }
        assert_eq!(head().await, (5, 2, 2));
        // Somebody pays at the door: the roll grows, with a word why.
        let form = odile.get(&format!("{}/liste", hall.sheet())).await.form("Enregistrer");
        let form = form.fill("name", "@membre004").fill("because", "Cotisation payée à l’entrée");
        form.fill("dues", "2040-12-31").send().await.is(200).says("Ajout : Cotisation payée à l’entrée");
        assert_eq!(head().await, (6, 2, 2));
        // Hybrid: on line, then in the room, counts once.
        let press = |field: &'static str| {
            let person = people[4].to_string();
            let (odile, sheet) = (odile.clone(), hall.sheet());
            async move { odile.post(&sheet, &[(field, person.as_str())]).await }
        };
        press("online").await.is(303);
        press("come").await.is(303);
        press("come").await.is(303);
        assert_eq!(head().await, (6, 3, 2));
        let stays = section.store.read().await.unwrap().stays_of(hall.id, people[4]).await.unwrap();
        assert_eq!(stays.len(), 1);
        // The holder leaves before the vote: the room has fewer voices.
        let vote = prepared_vote(&odile, &hall, 1, &[]).await;
        let found = odile.get(&format!("{}?q=membre+000", hall.sheet())).await;
        found.form("Départ Membre 000").send().await.is(200);
        assert_eq!(head().await, (6, 2, 0));
        vote.form("Ouvrir le vote").send().await.says("Le total doit faire 2 voix");
    }

    async fn the_console_in_english_with_a_guest_and_an_item_added_by_a_vote(section: Founded) {
        let samira = section.joins(SAMIRA).await;
        let id = section.id_of(SAMIRA).await;
        let hall = convened(section, rules(QuorumSize::None), &[id]).await;
        opens(&section.odile(), &hall, "@samira", ["", ""]).await;
        let console = format!("/meetings/{}/sitting", hall.id);
        let page = samira.get(&console).await;
        page.is(200).says("In session").says("No quorum needed").says("Officers of the sitting");
        let guest = samira.get(&format!("/meetings/{}/attendance/guests", hall.id)).await.form("Save");
        let guest = guest.fill("name", "Zoé Martin").fill("voice", "advisory");
        guest.send().await.is(200).says("Zoé Martin").says("advisory voice");
        guest.send().await.is(200);
        assert_eq!(section.store.read().await.unwrap().guests_of(hall.id, 9).await.unwrap().len(), 1);
        let form = samira.get(&format!("{console}/addition")).await.form("Add an item");
        let item = form.fill("title", "Solidarity fund").fill("kind", "vote").send().await;
        item.is(200).says("Its addition is still to be voted");
        let vote = item.link("Add to the agenda: Solidarity fund").await.form("Open the vote").send().await;
        keys(&vote, "Declare the result", &[("for", "2")]).await.is(200).says("Adopted");
        samira.get(item.url.path()).await.says("Prepare a vote").does_not_say("still to be voted");
        // Under any other business one talks.
        let talk = format!("{console}/items/{}/vote", hall.items[4]);
        let refused = samira.get(&talk).await.form("Prepare a vote").send().await;
        refused.is(422).says("Nothing is decided under it.");
    }

    async fn v02_a_vote_races_a_close_and_one_of_them_comes_first(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 2).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        let vote = opened_vote(&odile, &hall, 1, &[]).await;
        let (by, ballot, meeting) = (section.odile_id(), ballot_of(&vote), hall.id);
        let counts = vec![Count { choice: BallotChoice::For, votes: 2 }];
        let (declared, closed, twice) = tokio::join!(
            section.attempt(DeclareVote { by, ballot, counts: counts.clone() }),
            section.attempt(TurnSitting { by, meeting, turn: Turn::Close, at: None }),
            section.attempt(DeclareVote { by, ballot, counts }),
        );
        let stored = section.store.read().await.unwrap().ballot(ballot).await.unwrap().unwrap();
        assert!(declared.is_ok() && twice.is_ok(), "an open vote blocks the close: {declared:?} {twice:?}");
        assert_eq!(stored.state, BallotState::Declared);
        let under_way = matches!(closed, Err(Failure::Refused(Refusal::Sitting(Hitch::VoteUnderWay))));
        assert!(closed.is_ok() || under_way, "{closed:?}");
        let decisions = section.store.read().await.unwrap().decisions_of(meeting).await.unwrap();
        assert_eq!(decisions.iter().map(|one| one.rank).collect::<Vec<_>>(), [1], "one number, once");
        // Before it is opened, and after the sitting, no vote is taken.
        let after = section.attempt(TurnSitting { by, meeting, turn: Turn::Close, at: None }).await;
        assert!(after.is_ok(), "{after:?}");
        let late = DeclareVote { by, ballot, counts: vec![Count { choice: BallotChoice::Against, votes: 2 }] };
        assert!(matches!(section.attempt(late).await, Err(Failure::Refused(Refusal::Over))));
    }

    async fn a01_what_belongs_to_a_sitting_is_missing_for_those_who_do_not_keep_it(section: Founded) {
        let odile = section.odile();
        let nour = section.joins(NOUR).await;
        let ids = [section.id_of(NOUR).await];
        let hall = convened(section, rules(QuorumSize::None), &ids).await;
        opens(&odile, &hall, "@odile.garrec", ["", ""]).await;
        let vote = opened_vote(&odile, &hall, 1, &[]).await.url.path().to_owned();
        let stay = section.store.read().await.unwrap().stays(hall.id, 1).await.unwrap()[0].id;
        let base = format!("/reunions/{}", hall.id);
        for path in [
            "/seance", "/seance/ouverture", "/seance/etat?turn=close", "/seance/ajout", "/presences",
            "/presences/pouvoirs", "/presences/liste", "/presences/personnes-invitees",
        ] {
            odile.get(&format!("{base}{path}")).await.is(200);
            nour.get(&format!("{base}{path}")).await.is(404);
        }
        for path in [vote.clone(), hall.item(1), format!("{}/vote", hall.item(1)), format!("{base}/presences/{stay}")] {
            odile.get(&path).await.is(200);
            nour.get(&path).await.is(404);
        }
        for (path, field) in [
            (format!("{base}/seance/etat"), ("turn", "close")),
            (format!("{base}/presences"), ("go", &*stay.to_string())),
            (vote, ("do", "declare")),
            (format!("{}/issue", hall.item(1)), ("outcome", "withdrawn")),
        ] {
            nour.post(&path, &[field]).await.is(404);
        }
        odile.get(&hall.console()).await.says("Séance ouverte").says("Vote ouvert");
    }
}
