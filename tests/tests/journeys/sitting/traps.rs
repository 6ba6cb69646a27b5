//! The traps of product.md 5.5 that a sitting meets: secrecy that the statutes ask for, two hands at once, a night in which the
//! clocks change.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};
use preau_core::action::sitting::count::{DeclareVote, KeyPapers};
use preau_core::error::{Failure, Hitch, Refusal};
use preau_core::meeting::{BallotChoice, Count};
use preau_core::rules::QuorumSize;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{NOUR, ODILE, THOMAS};

use super::ballot_of;
use super::stage::{comes, convened, crowd, keys, opened_vote, opens, prepared_vote, rules};

/// Half past eleven in the evening before the next night in which the clocks of Paris are put forward.
fn evening_before_the_clocks_change(now: Moment) -> Moment {
    let today = now.utc().unwrap().date_naive();
    let change = (today.year()..).find_map(|year| {
        let last = NaiveDate::from_ymd_opt(year, 3, 31).unwrap();
        let sunday = last.iter_days().rev().take(7).find(|day| day.weekday() == Weekday::Sun).unwrap();
        (sunday > today.succ_opt().unwrap()).then_some(sunday)
    });
    // In winter the clocks of Paris are an hour ahead.
    let evening = change.unwrap().pred_opt().unwrap().and_time(NaiveTime::from_hms_opt(22, 30, 0).unwrap());
    Moment(evening.and_utc().timestamp_micros())
}

journeys! {
    async fn where_the_statutes_ask_for_secrecy_hands_elect_nobody_and_the_sentence_says_why(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 5).await;
        let mut statutes = rules(QuorumSize::None);
        statutes.votes.secret_on_people = true;
        statutes.articles.insert(
            preau_core::rules::Rule::Secret,
            preau_core::text::ShortText::parse("article 12 des statuts").unwrap(),
        );
        let hall = convened(section, statutes, &people).await;
        opens(&odile, &hall, "@membre000", ["@membre001", "@membre002"]).await;
        let fields = [("method", "single"), ("options", "Membre 003\nMembre 004")];
        for mode in ["hands", "roll_call"] {
            let fields = [("mode", mode), fields[0], fields[1]];
            let prepared = prepared_vote(&odile, &hall, 3, &fields).await;
            let refused = prepared.form("Ouvrir le vote").send().await;
            refused.is(422).says("secret").says("article 12 des statuts");
            odile.get(prepared.url.path()).await.is(200).says("Préparé").does_not_say("Vote ouvert");
        }
        // On paper it opens, and a motion is still voted by hands.
        let paper = opened_vote(&odile, &hall, 3, &[("mode", "paper"), fields[0], fields[1]]).await;
        paper.is(200).says("Vote ouvert").says("Secret, sur papier");
        opened_vote(&odile, &hall, 1, &[]).await.is(200).says("Vote ouvert");
    }

    async fn two_tellers_key_at_one_moment_and_both_counts_are_kept_once(section: Founded) {
        let odile = section.odile();
        let tellers = [section.joins(NOUR).await, section.joins(THOMAS).await];
        let mut people = crowd(section, 4).await;
        people.extend([section.id_of(NOUR).await, section.id_of(THOMAS).await]);
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["@nour", "@thomas.legoff"]).await;
        for number in 1..4 {
            comes(&odile, &hall, &format!("Membre {number:03}")).await;
        }
        let fields = [("mode", "paper"), ("method", "single"), ("options", "Liste A\nListe B")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        let (by, ballot) = (section.odile_id(), ballot_of(&vote));
        let count = |a, b| {
            let option = |position, votes| Count { choice: BallotChoice::Option(position), votes };
            vec![option(1, a), option(2, b)]
        };
        let keyed = |teller: usize, counts| section.attempt(KeyPapers { by: people[4 + teller], ballot, counts });
        // Both at once, one of them twice, while somebody presses the button of the result.
        let (one, two, again, early) = tokio::join!(
            keyed(0, count(5, 2)),
            keyed(1, count(4, 3)),
            keyed(0, count(5, 2)),
            section.attempt(DeclareVote { by, ballot, counts: Vec::new() }),
        );
        assert!(one.is_ok() && two.is_ok() && again.is_ok(), "{one:?} {two:?} {again:?}");
        assert!(
            matches!(early, Err(Failure::Refused(Refusal::Sitting(Hitch::TellersMissing | Hitch::TellersDiffer)))),
            "{early:?}"
        );
        let stored = section.store.read().await.unwrap().counts_of(ballot).await.unwrap();
        assert_eq!(stored.len(), 2, "one count of each: {stored:?}");
        // A reload in the middle shows each what they had keyed, and that the counts differ.
        for (teller, own) in tellers.iter().zip(["5", "4"]) {
            let page = teller.get(vote.url.path()).await;
            page.says("Les deux comptes diffèrent.");
            assert_eq!(page.form("Enregistrer mon compte").value("option_1"), Some(own));
        }
        // They agree, and two people declare it at once: it has one number.
        let page = tellers[1].get(vote.url.path()).await;
        keys(&page, "Enregistrer mon compte", &[("option_1", "5"), ("option_2", "2")]).await.says("concordent");
        let declare = || section.attempt(DeclareVote { by, ballot, counts: Vec::new() });
        let (one, two) = tokio::join!(declare(), declare());
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        let decisions = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap();
        assert_eq!(decisions.len(), 1);
        odile.get(vote.url.path()).await.says("Élection acquise pour : Liste A.");
    }

    async fn in_the_night_of_the_change_of_clocks_a_time_is_the_one_that_the_room_saw(section: Founded) {
        let people = crowd(section, 3).await;
        section.pass(evening_before_the_clocks_change(section.world.now()).0 - section.world.now().0);
        let evening = section.world.now();
        let odile = section.signs_in(ODILE).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        // Three hours and forty minutes later the clock of the room shows ten past four.
        section.pass(220 * Moment::MINUTE);
        let key = async |name: &str, button: &str, time: &str| {
            let found = odile.get(&format!("{}?q={}", hall.sheet(), name.replace(' ', "+"))).await;
            found.form(&format!("{button} {name}")).fill("time", time).send().await
        };
        // There was no half past two; ten past three was an hour ago.
        let never = key("Membre 001", "Pointer", "02:30").await;
        never.is(422);
        assert_eq!(never.form("Pointer Membre 001").value("time"), Some("02:30"), "what was typed stays");
        key("Membre 001", "Pointer", "03:10").await.is(200).says("Sur place, 3 h 10");
        key("Membre 002", "Pointer", "01:50").await.is(200).says("Sur place, 1 h 50");
        let came = async |index: usize| {
            let stays = section.store.read().await.unwrap().stays_of(hall.id, people[index]).await.unwrap();
            (stays[0].from.0 - evening.0 + Moment::MINUTE / 2) / Moment::MINUTE
        };
        assert_eq!((came(1).await, came(2).await), (160, 140), "minutes that passed, not those that clocks show");
        key("Membre 002", "Départ", "03:20").await.is(200);
        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        ask.form("Lever la séance").send().await.is(200).says("levée à 4 h 1");
        let minutes = odile.get(&format!("/reunions/{}/proces-verbal", hall.id)).await;
        minutes.says("La séance est ouverte à 23 h 30").says("La séance est levée à 4 h 1");
        minutes.says("Membre 001 (à partir de 3 h 10)").says("Membre 002 (de 1 h 50 à 3 h 20)");
        // The arrival of ten to two comes before the one after the change.
        let told = minutes.text();
        let place = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}: {told}"));
        assert!(place("arrivée : Membre 002") < place("arrivée : Membre 001"));
    }
}
