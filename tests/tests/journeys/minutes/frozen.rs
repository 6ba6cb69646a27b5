//! What the minutes say was so then: the quorum as it was measured, the interruptions, the decisions that came back.

use chrono::NaiveDate;
use preau_core::action::minutes::follow::MoveDecision;
use preau_core::id::{BodyId, MandateId, MeetingId, PersonId};
use preau_core::language::Language;
use preau_core::mandate::{Mandate, MandateRole};
use preau_core::meeting::{DecisionState, ItemKind};
use preau_core::rules::{QuorumBase, QuorumSize};
use preau_core::text::Note;
use preau_core::world::{Day, Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{JEANNE, Somebody};
use preau_tests::section::Section;
use preau_tests::visitor::Page;

use super::super::sitting::stage::{Hall, comes, convened, crowd, opens, rules};
use super::{closed, held, in_review, minutes_of, next_draft};

/// Writes down up to which day somebody's dues are paid.
async fn paid_until(section: &Section, person: PersonId, until: Option<Day>) {
    let mut tx = section.store.begin().await.unwrap();
    let mut belonging = tx.affiliation(person).await.unwrap().unwrap();
    belonging.dues_until = until;
    tx.keep_affiliation(&belonging).await.unwrap();
    tx.commit().await.unwrap();
}

journeys! {
    async fn the_minutes_say_the_quorum_as_it_was_measured_then_and_outlive_the_journal(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 6).await;
        // Half of the members who have paid, the treasurer aside.
        let mut statutes = rules(QuorumSize::Share(500));
        statutes.quorum.base = QuorumBase::GoodStanding;
        statutes.quorum.excluded = vec![MandateRole::Treasurer];
        let hall = convened(section, statutes, &people).await;
        let now = section.world.now();
        let body = BodyId(section.store.read().await.unwrap().house().await.unwrap().unwrap().id.0);
        let mut mandate = Mandate {
            id: MandateId(section.world.hidden_id()),
            person: people[1],
            body,
            role: MandateRole::Treasurer,
            provisional: false,
            starts_at: now.plus(-Moment::DAY),
            ends_at: None,
            delegated: None,
            recorded_at: now,
        };
        let mut tx = section.store.begin().await.unwrap();
        tx.insert_mandate(&mandate, None).await.unwrap();
        tx.commit().await.unwrap();
        let past = NaiveDate::from_ymd_opt(2020, 1, 1).map(Day::from);
        for person in [people[4], people[5]] {
            paid_until(section, person, past).await;
        }

        // Five paid, four of them count: two are the quorum. Odile and the chair are there.
        opens(&odile, &hall, "@membre000", ["", ""]).await.says("Quorum atteint : 2 voix pour 2 demandées");
        comes(&odile, &hall, "Membre 001").await.says("Quorum atteint : 2 voix pour 2 demandées");
        // Two pay at the treasurer's table: the next who comes is one of three that are needed.
        for person in [people[4], people[5]] {
            paid_until(section, person, None).await;
        }
        comes(&odile, &hall, "Membre 002").await.says("Quorum atteint : 3 voix pour 3 demandées");
        let paused = odile.get(&hall.console()).await.form("Suspendre").send().await;
        paused.is(200).says("Séance suspendue");
        section.pass(10 * Moment::MINUTE);
        paused.form("Reprendre la séance").send().await.is(200).says("Séance ouverte");
        closed(&odile, &hall).await;
        let said = |page: &Page| {
            page.says("Quorum : 2 voix. Atteint à l’ouverture, avec 2 voix.");
            page.says("arrivée : Membre 001. 3 voix présentes").does_not_say("n’est plus atteint");
            page.says("Séance suspendue de");
        };
        said(&odile.get(&minutes_of(&hall)).await);
        in_review(&odile, &hall).await;

        // A year and a half later the mandate is over, nobody has paid, and the journal has forgotten.
        mandate.ends_at = Some(section.world.now());
        let mut tx = section.store.begin().await.unwrap();
        assert!(tx.update_mandate(&mandate).await.unwrap());
        tx.commit().await.unwrap();
        for person in people {
            paid_until(section, person, past).await;
        }
        section.pass(550 * Moment::DAY);
        let mut tx = section.store.begin().await.unwrap();
        tx.purge(section.world.now()).await.unwrap();
        tx.commit().await.unwrap();
        let lines = section.store.read().await.unwrap().journal_of(hall.id.0, 99).await.unwrap();
        assert!(lines.is_empty(), "the journal forgets after a year: {lines:?}");
        let chair = Somebody { name: "Membre 000", handle: "membre000", mail: "", language: Language::Fr };
        said(&section.signs_in(chair).await.get(&minutes_of(&hall)).await);
    }

    async fn decisions_come_back_as_they_stand_and_the_minutes_keep_how_they_stood_at_the_closing(section: Founded) {
        let first = held(section).await;
        let odile = section.odile();
        let decision = section.store.read().await.unwrap().decisions_of(first.id).await.unwrap().remove(0);
        let number = decision.number();
        let moves = async |state, word: &str| {
            let seen = section.store.read().await.unwrap().decision(decision.id).await.unwrap().unwrap();
            section
                .perform(MoveDecision {
                    by: section.odile_id(),
                    number: (decision.body, decision.year, decision.rank),
                    state,
                    word: Note::parse(word).ok(),
                    seen_version: seen.version,
                })
                .await;
        };
        // The agenda says where it stands whenever it is read, not when it was drafted.
        let draft = next_draft(section, &odile).await;
        let line = |state: &str| format!("Décision {number} : Budget 2027 ({state}, avant le");
        draft.says(&line("À faire"));
        moves(DecisionState::UnderWay, "Le devis est parti.").await;
        odile.get(draft.url.path()).await.says(&line("En cours"));

        let form = odile.get(&format!("{}/convocation", draft.url.path())).await.form("Convoquer");
        form.send().await.is(200).says("La convocation part.");
        section.pass(22 * Moment::DAY);
        let odile = section.odile();
        let id: MeetingId = draft.url.path().rsplit('/').next().unwrap().parse().unwrap();
        let items = section.store.read().await.unwrap().items(id).await.unwrap();
        let next = Hall { id, items: items.iter().map(|item| item.id).collect() };
        let at = items.iter().position(|item| item.kind == ItemKind::FollowUp).unwrap();
        opens(&odile, &next, "@odile.garrec", ["", ""]).await;
        comes(&odile, &next, "Jeanne Morvan").await;
        odile.get(&next.item(at)).await.is(200).says(&line("En cours"));
        // It is done in the sitting: the assembly hears it, and the minutes say it.
        moves(DecisionState::Done, "Le devis est signé.").await;
        odile.get(&next.item(at)).await.says(&line("Fait"));
        closed(&odile, &next).await;
        // What happens afterwards belongs to the next minutes.
        moves(DecisionState::Open, "Le devis est caduc.").await;
        let page = odile.get(&minutes_of(&next)).await;
        page.says("Suites données").says(&line("Fait")).does_not_say(&line("À faire")).does_not_say("caduc");
        assert_eq!(page.text().matches(&format!("Décision {number} : Budget 2027")).count(), 1, "once");
        // Minutes that were closed before know nothing of it.
        odile.get(&minutes_of(&first)).await.does_not_say("Fait, avant le");
        section.signs_in(JEANNE).await.get(draft.url.path()).await.says(&line("Fait"));
    }
}
