//! Votes that are prepared with the agenda: announced by the notice, there in the sitting, gone with their item (P2.2, P2.5).

use preau_core::meeting::{BallotState, Method};
use preau_core::rules::{Base, Majority};
use preau_core::world::Moment;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor, folded};

use super::{convene, draft, id_of, opens, statutes, until};

/// Puts one more item on the agenda; answers the page of the agenda.
async fn item(secretary: &Visitor, meeting: &Page, title: &str, kind: &str) -> Page {
    let agenda = secretary.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
    agenda.form("Ajouter un point").fill("title", title).fill("kind", kind).send().await
}

/// The questions of the votes of a meeting that are prepared.
async fn questions(section: &Section, meeting: &Page) -> Vec<String> {
    let ballots = section.store.read().await.unwrap().ballots(id_of(meeting), 50).await.unwrap();
    let prepared = ballots.into_iter().filter(|one| one.state == BallotState::Prepared);
    prepared.map(|one| one.question.to_string()).collect()
}

journeys! {
    async fn p2_2_a_vote_is_prepared_with_the_agenda_and_nobody_types_it_again_in_the_sitting(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        let agenda = item(&odile, &meeting, "Ligne 4", "vote").await;
        let form = agenda.link("Préparer le vote : Ligne 4").await.form("Préparer un vote");
        assert_eq!(form.value("title"), Some("Ligne 4"), "the title is the question until somebody says otherwise");
        // What is wrong is said beside its field, and what was typed stays.
        let wrong = form.fill("title", "").fill("mode", "roll_call").send().await;
        wrong.is(422);
        assert_eq!(wrong.all("#e-title").len(), 1);
        let form = wrong.form("Préparer un vote").fill("majority", "statutes");
        assert_eq!(form.value("mode"), Some("roll_call"));
        let form = form.fill("title", "La section soutient-elle le tracé nord ?");
        form.send().await.is(200).says("La section soutient-elle le tracé nord ?").says("Vote par appel nominal");
        // Sent twice, it counts once.
        let shown = form.send().await;
        assert_eq!(questions(section, &meeting).await, ["La section soutient-elle le tracé nord ?"]);
        let form = shown.link("La section soutient-elle").await.form("Enregistrer");
        assert_eq!((form.value("mode"), form.value("majority")), (Some("roll_call"), Some("statutes")));
        let form = form.fill("title", "La section soutient-elle le tracé sud ?");
        form.send().await.is(200).says("le tracé sud");
        form.fill("title", "Autre chose ?").send().await.is(422).says("Cela a changé depuis que vous l’avez ouvert.");

        // The majority is the one of the notice: the statutes changed since the vote was prepared.
        let three_quarters = Majority { base: Base::Cast, permille: 750, strictly: false };
        statutes(section, |rules| rules.votes.statutes = three_quarters).await;
        convene(&odile, &meeting, "").await.is(200);
        let ballot = section.store.read().await.unwrap().ballots(id_of(&meeting), 5).await.unwrap().remove(0);
        assert_eq!(ballot.majority, three_quarters);

        // The notice says that it is put to the vote, and how: in the letter, on the page, on paper.
        let letter = section.letter(JEANNE.mail, 1).await;
        assert!(folded(&letter.text).contains("Vote par appel nominal : La section soutient-elle le tracé sud"), "{}", letter.text);
        let page = jeanne.get(meeting.url.path()).await;
        page.says("Vote par appel nominal").says("La section soutient-elle le tracé sud ?").says("Majorité : au moins 75 %");
        jeanne.get(&format!("{}/convocation/papier", meeting.url.path())).await.says("Vote par appel nominal : La section soutient-elle le tracé sud ?");
        // A member prepares none, and finds no such page.
        let path = format!("{}/points/{}/vote", meeting.url.path(), ballot.item);
        jeanne.get(&path).await.is(404);
        jeanne.get(&format!("{path}/{}", ballot.id)).await.is(404);
        jeanne.post(&format!("{path}/{}", ballot.id), &[("act", "remove")]).await.is(404);

        // In the sitting it is there.
        until(section, id_of(&meeting), Moment::HOUR).await;
        opens(section, &meeting).await.is(200).says("Séance ouverte");
        odile.get(&format!("{path}/{}", ballot.id)).await.is(404);
        let item = odile.get(&format!("{}/seance/points/{}", meeting.url.path(), ballot.item)).await;
        let vote = item.link("La section soutient-elle le tracé sud ?").await;
        let open = vote.says("Par appel nominal").says("au moins 75 %").form("Ouvrir le vote").send().await;
        open.is(200).says("Vote ouvert").says("Odile Garrec");
    }

    async fn p2_5_an_election_has_its_candidates_before_the_day_and_goes_with_its_item(section: Founded) {
        let odile = section.odile();
        let nour = section.joins(NOUR).await;
        let meeting = draft(section, &odile, 20).await;
        let agenda = item(&odile, &meeting, "Deux postes au bureau", "election").await;
        let form = agenda.link("Préparer le vote : Deux postes au bureau").await.form("Préparer un vote");
        assert_eq!((form.value("mode"), form.value("method")), (Some("paper"), Some("single")));
        let empty = form.fill("method", "several").fill("places", "2").send().await;
        empty.is(422);
        assert_eq!(empty.all("#e-options").len(), 1, "{}", empty.text());
        let form = empty.form("Préparer un vote").fill("options", "Nour El Amrani\nJeanne Morvan\nThomas Le Goff");
        let shown = form.send().await;
        shown.is(200).says("Vote secret, sur papier");
        let ballot = section.store.read().await.unwrap().ballots(id_of(&meeting), 5).await.unwrap().remove(0);
        assert_eq!((ballot.method, ballot.places, ballot.options.len()), (Method::Several, 2, 3));
        let form = shown.link("Deux postes au bureau").await.form("Enregistrer");
        assert_eq!(form.value("options"), Some("Nour El Amrani\nJeanne Morvan\nThomas Le Goff"));
        meeting.form("Ouvrir l’ordre du jour aux membres").send().await.is(200);
        nour.get(meeting.url.path()).await.says("Candidatures : Nour El Amrani, Jeanne Morvan, Thomas Le Goff.");

        // An item for talk alone has no vote: it goes first, by its button, or with the item.
        let path = format!("{}/points/{}", meeting.url.path(), ballot.item);
        let refused = odile.get(&path).await.form("Enregistrer").fill("kind", "information").send().await;
        refused.is(422).says("Un vote est préparé sous ce point.");
        let gone = odile.get(&path).await.form("Retirer : Deux postes au bureau").send().await;
        gone.is(200).does_not_say("Vote secret, sur papier");
        odile.post(&format!("{path}/vote/{}", ballot.id), &[("act", "remove")]).await.is(303);
        assert!(questions(section, &meeting).await.is_empty());
        let form = odile.get(&format!("{path}/vote")).await.form("Préparer un vote");
        form.fill("options", "Nour\nJeanne").send().await.is(200);
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        agenda.form("Retirer : Deux postes au bureau").send().await.is(200).does_not_say("Deux postes au bureau");
        assert!(questions(section, &meeting).await.is_empty());
    }

    async fn what_was_put_off_keeps_its_agenda_its_papers_and_its_votes(section: Founded) {
        let odile = section.odile();
        let meeting = draft(section, &odile, 20).await;
        let agenda = item(&odile, &meeting, "Le local", "vote").await;
        let vote = agenda.link("Préparer le vote : Le local").await.form("Préparer un vote");
        let shown = vote.fill("title", "Louer le local de la rue Haute ?").send().await;
        let form = shown.form("Envoyer").attach("file", "bail.txt", "text/plain", b"Le bail.".to_vec());
        form.send().await.is(200).says("bail.txt");
        convene(&odile, &meeting, "").await.is(200);
        let notice = odile.get(&format!("{}/convocation", meeting.url.path())).await;
        notice.form("Reporter la réunion").send().await.is(200).says("Reportée");
        let put_off = odile.get(meeting.url.path()).await;
        let form = put_off.form("Préparer la réunion suivante");
        let next = form.send().await;
        assert_eq!(form.send().await.url.path(), next.url.path(), "a form sent twice makes one draft");
        assert_eq!(questions(section, &next).await, ["Louer le local de la rue Haute ?"]);
        let base = next.url.path().trim_end_matches("/modifier").to_owned();
        let shown = odile.get(&base).await;
        shown.says("Louer le local de la rue Haute ?").says("Vote à main levée").says("bail.txt");
        shown.link("bail.txt").await.is(200);
        // The first keeps its own.
        assert_eq!(questions(section, &meeting).await, ["Louer le local de la rue Haute ?"]);
        odile.get("/reunions").await.says("Reportée");
    }
}
