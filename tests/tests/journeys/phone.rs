//! What was found wrong when a meeting was held from a phone in a browser (tests/tools/journeys/meetings.mjs).

use chrono::Days;
use preau_core::rules::QuorumSize;
use preau_core::world::World as _;
use preau_tests::journeys;
use preau_tests::people::{JEANNE, SAMIRA};

use crate::sitting::stage::{convened, crowd, opens, prepared_vote, rules};

journeys! {
    async fn a_vote_that_was_prepared_and_not_held_is_told_in_words_in_the_minutes(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 2).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        prepared_vote(&odile, &hall, 1, &[]).await.is(200);
        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        let closed = ask.form("Lever la séance").send().await;
        let minutes = closed.link("Procès-verbal").await;
        minutes.is(200).says("Vote : Budget 2027").says("Ce vote n’a pas eu lieu.").does_not_say("not_put");
        minutes.form("English").send().await.is(200).says("This vote was not held.").does_not_say("not_put");
    }

    async fn a_printed_notice_is_headed_in_its_language_and_says_no_kind_twice(section: Founded) {
        let (odile, jeanne) = (section.odile(), section.joins(JEANNE).await);
        let samira = section.joins(SAMIRA).await;
        let day = section.world.now().utc().unwrap().date_naive().checked_add_days(Days::new(20)).unwrap();
        let form = odile.get("/reunions/nouvelle").await.form("Créer le brouillon");
        let form = form.fill("kind", "ordinary_general").fill("date", &day.to_string()).fill("starts", "19:30");
        let meeting = form.fill("place", "Salle des Tanneurs").send().await;
        let notice = odile.get(&format!("{}/convocation", meeting.url.path())).await;
        notice.form("Convoquer").send().await.is(200);
        let paper = jeanne.get(&format!("{}/convocation/papier", meeting.url.path())).await;
        assert_eq!(paper.is(200).text().matches("Questions diverses").count(), 1, "{}", paper.text());
        let address = format!("{}/notice/paper", meeting.url.path().replace("reunions", "meetings"));
        let english = samira.get(&address).await;
        english.is(200).says("Notice of meeting: Assemblée générale ordinaire").does_not_say("Notice :");
    }
}
