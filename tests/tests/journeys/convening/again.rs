//! A notice that does not hold any more, is sent again, comes back, or is the second one after a lack of quorum (P2.1, P2.3,
//! P2.6; product.md 5.3).

use preau_core::meeting::{MeetingState, Proof};
use preau_core::rules::{QuorumSize, Rule, SecondNotice};
use preau_core::text::ShortText;
use preau_core::world::Moment;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

use super::{convene, draft, id_of, opens, statutes, stored, until};

/// The statutes of these tests quote their seventh article.
async fn article_seven(section: &Section) {
    let article = ShortText::parse("article 7 des statuts").unwrap();
    statutes(section, |rules| drop(rules.articles.insert(Rule::Notice, article))).await;
}

/// Changes date, place or another field of a meeting on its form.
async fn change(secretary: &Visitor, meeting: &Page, field: &str, value: &str) -> Page {
    let form = secretary.get(&format!("{}/modifier", meeting.url.path())).await.form("Enregistrer");
    form.fill(field, value).send().await
}

/// Sends the notice again, in an emergency where a reason is given.
async fn again(secretary: &Visitor, meeting: &Page, emergency: &str) -> Page {
    let form =
        secretary.get(&format!("{}/convocation", meeting.url.path())).await.form("Renvoyer la convocation");
    form.fill("emergency", emergency).send().await
}

journeys! {
    async fn p2_3_a_sitting_does_not_open_under_a_notice_that_is_out_of_date_and_does_after_another(section: Founded) {
        let (odile, _jeanne) = (section.odile(), section.joins(JEANNE).await);
        article_seven(section).await;
        let meeting = draft(section, &odile, 30).await;
        convene(&odile, &meeting, "").await.is(200);
        section.letter(JEANNE.mail, 1).await;
        // What is no part of the notice changes nothing.
        change(&odile, &meeting, "access", "Bus 4, arrêt Halle").await.is(200).does_not_say("plus à jour");
        change(&odile, &meeting, "place", "Maison du peuple").await.is(200).says("La convocation n’est plus à jour : le lieu a changé.");
        // In time it is sent again as it was sent first.
        again(&odile, &meeting, "").await.is(200).says("Convocation renvoyée le").says("envoi n° 2");
        let letter = section.letter(JEANNE.mail, 2).await;
        assert!(letter.text.contains("Maison du peuple") && letter.text.contains("La convocation a changé"), "{}", letter.text);
        // Too late it is refused with the article, unless it is an emergency with a reason, a day before at least.
        until(section, id_of(&meeting), 3 * Moment::DAY).await;
        change(&odile, &meeting, "place", "Salle des Tanneurs").await.is(200).says("le lieu a changé");
        again(&odile, &meeting, "").await.is(422).says("15 jours").says("article 7 des statuts");
        until(section, id_of(&meeting), Moment::HOUR).await;
        let shut = opens(section, &meeting).await;
        shut.is(422).says("La convocation n’est plus à jour : le lieu a changé.").says("article 7 des statuts");
        assert_eq!(shut.form("Ouvrir la séance").value("chair"), Some("@odile.garrec"), "what was typed stays");
        again(&odile, &meeting, "La salle a brûlé").await.is(422).says("24 heures");
        assert_eq!(stored(section, id_of(&meeting)).await.state, MeetingState::Convened);
    }

    async fn p2_3_in_an_emergency_the_second_edition_goes_out_and_the_sitting_opens(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        until(section, id_of(&meeting), 3 * Moment::DAY).await;
        change(&odile, &meeting, "place", "Maison du peuple").await.is(200);
        again(&odile, &meeting, "La salle a brûlé").await.is(200).says("envoi n° 2");
        jeanne.get(meeting.url.path()).await.says("Convoquée en urgence : La salle a brûlé").does_not_say("plus à jour");
        jeanne.get("/notifications").await.says("La convocation a changé : Assemblée générale ordinaire");
        until(section, id_of(&meeting), Moment::HOUR).await;
        opens(section, &meeting).await.is(200).says("Séance ouverte");
    }

    async fn what_everybody_accepts_makes_good_a_notice_and_no_vote_opens_while_a_voice_is_missing(section: Founded) {
        let (odile, _jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        let agenda = odile.get(&format!("{}/ordre-du-jour", meeting.url.path())).await;
        agenda.form("Ajouter un point").fill("title", "Ligne 4").fill("kind", "vote").send().await.is(200);
        odile.get(meeting.url.path()).await.says("un point soumis au vote a changé");
        until(section, id_of(&meeting), Moment::HOUR).await;
        let shut = opens(section, &meeting).await;
        shut.is(422).says("acceptent : cochez-le");
        shut.form("Ouvrir la séance").fill("accepted", "yes").send().await.is(200).says("Séance ouverte");
        assert!(stored(section, id_of(&meeting)).await.convocation.unwrap().accepted);
        // One of the two voices is missing.
        let items = section.store.read().await.unwrap().items(id_of(&meeting)).await.unwrap();
        let item = items.iter().find(|one| one.title.as_str() == "Ligne 4").unwrap();
        let path = format!("{}/seance/points/{}/vote", meeting.url.path(), item.id);
        let vote = odile.get(&path).await.form("Préparer un vote").send().await;
        vote.form("Ouvrir le vote").send().await.is(422).says("1 sur 2");
        let sheet = odile.get(&format!("{}/presences?q=jeanne", meeting.url.path())).await;
        sheet.form("Pointer Jeanne Morvan").send().await.is(200);
        let open = vote.form("Ouvrir le vote").send().await;
        open.is(200).says("Vote ouvert").form("Proclamer le résultat").fill("for", "2").send().await.is(200);
        let ask = odile.get(&format!("{}/seance/etat?turn=close", meeting.url.path())).await;
        ask.form("Lever la séance").send().await.is(200);
        let minutes = odile.get(&format!("{}/proces-verbal", meeting.url.path())).await;
        minutes.says("Depuis la convocation, un point soumis au vote a changé.").says("ont accepté de siéger.");
    }

    async fn where_the_statutes_do_not_let_everybody_accept_nobody_is_asked(section: Founded) {
        let odile = section.odile();
        statutes(section, |rules| rules.notice.whole_accepts = false).await;
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        change(&odile, &meeting, "place", "Maison du peuple").await.is(200);
        until(section, id_of(&meeting), Moment::HOUR).await;
        let shut = opens(section, &meeting).await;
        shut.is(422).says("reportez la réunion").does_not_say("cochez-le");
        // A tick that no form of ours has.
        let path = format!("{}/seance/ouverture", meeting.url.path());
        let fields = [("chair", "@odile.garrec"), ("minute_taker", "@odile.garrec"), ("accepted", "yes")];
        odile.post(&path, &fields).await.is(422).says("reportez la réunion");
    }

    async fn p2_6_the_second_meeting_is_the_same_one_a_few_days_later_with_nothing_to_choose(section: Founded) {
        let (odile, _jeanne, nour) = (section.odile(), section.joins(JEANNE).await, section.joins(NOUR).await);
        statutes(section, |rules| {
            rules.quorum.size = QuorumSize::Share(1_000);
            rules.quorum.second = Some(SecondNotice { days: 3, lifts_quorum: true });
            rules.articles.insert(Rule::SecondNotice, ShortText::parse("article 9 des statuts").unwrap());
        }).await;
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        // Jeanne's voice was given for that evening, and for no other.
        let form = nour.get(meeting.url.path()).await.form("Enregistrer ma réponse");
        let holder = section.id_of(JEANNE).await.to_string();
        form.fill("r", "proxy").fill("holder", &holder).send().await.is(200);
        until(section, id_of(&meeting), Moment::HOUR).await;
        opens(section, &meeting).await.is(200).says("Quorum non atteint");
        let ask = odile.get(&format!("{}/seance/etat?turn=lack", meeting.url.path())).await;
        let lacked = ask.form("Constater la carence de quorum").send().await;
        let next = lacked.form("Préparer la seconde réunion").send().await;
        next.is(200);
        let first = stored(section, id_of(&meeting)).await;
        let second = stored(section, id_of(&next)).await;
        assert_eq!((second.continues, second.body, second.kind), (Some(first.id), first.body, first.kind));
        assert_eq!(second.starts_at, first.starts_at.plus(3 * Moment::DAY), "as soon as the rules let it be");
        let base = next.url.path().trim_end_matches("/modifier");
        let notice = odile.get(&format!("{base}/convocation")).await;
        notice.says("3 jours plus tard, sans quorum").says("article 9 des statuts");
        let form = notice.form("Convoquer");
        assert_eq!(form.value("second"), Some(first.id.to_string().as_str()));
        // As any other meeting it would come too soon.
        notice.form("Convoquer").fill("second", "").send().await.is(422).says("15 jours");
        form.send().await.is(200).says("La convocation part.");
        assert_eq!(stored(section, second.id).await.convocation.unwrap().second_of, Some(first.id));
        let page = nour.get(base).await;
        page.is(200).does_not_say("Pouvoir donné à Jeanne");
        assert_eq!(page.form("Enregistrer ma réponse").value("r"), None, "nothing is answered yet");
        let proxies = section.store.read().await.unwrap().proxies(second.id).await.unwrap();
        assert!(proxies.is_empty(), "a proxy holds for the meeting that it was given for: {proxies:?}");
    }

    async fn p2_3_a_letter_that_is_given_up_is_known_not_to_have_arrived_and_goes_on_paper(section: Founded) {
        let (odile, _thomas) = (section.odile(), section.joins(THOMAS).await);
        let meeting = draft(section, &odile, 30).await;
        section.rests().await;
        section.mail_breaks();
        convene(&odile, &meeting, "").await.is(200);
        let path = format!("{}/convocation", meeting.url.path());
        odile.get(&path).await.says("Thomas Le Goff").says("En attente").does_not_say("Non distribuée");
        // The mail server stays away for five days; something else that is to be done wakes the workers.
        section.pass(5 * Moment::DAY);
        section.joins(NOUR).await;
        let proof = async || {
            let roll = section.store.read().await.unwrap().roll(id_of(&meeting)).await.unwrap();
            roll.into_iter().find(|one| one.who.name.as_str() == THOMAS.name).unwrap().proof
        };
        let start = std::time::Instant::now();
        while proof().await == Proof::Queued {
            assert!(start.elapsed().as_secs() < 15, "the letter is tried for ever");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let page = odile.get(&path).await;
        page.says("Non distribuée").says("reçoivent leur convocation sur papier");
        page.link("Imprimer les lettres").await.is(200).says("Thomas Le Goff").form("Les lettres sont imprimées").send().await.says("Imprimée");
        assert_eq!(proof().await, Proof::Printed);
    }

    async fn a_meeting_that_was_called_off_stands_where_it_was_to_be(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let meeting = draft(section, &odile, 20).await;
        convene(&odile, &meeting, "").await.is(200);
        let ask = odile.get(meeting.url.path()).await.link("Annuler la réunion").await;
        ask.form("Annuler la réunion").send().await.is(200);
        let list = jeanne.get("/reunions").await;
        list.says("À venir").says("Annulée").does_not_say("Passées");
        section.pass(21 * Moment::DAY);
        jeanne.get("/reunions").await.says("Passées").says("Annulée").does_not_say("À venir");
        // A draft that nobody was convened to is missing for the others still.
        let draft = draft(section, &odile, 40).await;
        let ask = odile.get(draft.url.path()).await.link("Annuler la réunion").await;
        ask.form("Annuler la réunion").send().await.is(200);
        let missing = jeanne.get_bare("/nulle-part").await;
        assert_eq!(jeanne.get_bare(draft.url.path()).await.bytes, missing.bytes);
        jeanne.get("/reunions").await.does_not_say("À venir");
    }
}
