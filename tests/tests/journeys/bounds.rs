//! What must not happen twice, too early or too late: codes of a double click, the eyes of who waits, a cookie that ends.

use preau_core::action::entry::OpenPoster;
use preau_core::action::house::ChangeHouse;
use preau_core::action::post::Publish;
use preau_core::audience::Audience;
use preau_core::language::Language;
use preau_core::post::{Draft, Signature};
use preau_core::text::Body;
use preau_core::unit::{HouseChoices, Openness};
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::PASSWORD;
use preau_tests::section::set_up;

journeys! {
    async fn a_double_click_on_the_codes_prints_one_series(section: Founded) {
        let page = section.odile().get("/gestion/invitations").await;
        let form = page.form("Préparer les codes").fill("count", "2");
        let (one, two) = tokio::join!(form.send(), form.send());
        let codes = one.is(200).all(".slip .addr");
        assert_eq!(codes.len(), 2);
        assert_eq!(two.is(200).all(".slip .addr"), codes);
        assert_eq!(section.store.read().await.unwrap().invitations(9).await.unwrap().len(), 2);
    }

    async fn who_waits_at_a_closed_house_reads_nothing_of_it(section: Founded) {
        let by = section.odile_id();
        let until = section.world.now().plus(Moment::DAY);
        let poster = OpenPoster { by, places: 3, until, language: Language::Fr };
        let (_, code) = section.perform(poster).await;
        let thomas = section.visitor();
        let fields = [("name", "Thomas Le Goff"), ("handle", "thomas"), ("way", "password"), ("password", PASSWORD)];
        thomas.post(&format!("/invitation/{}", code.replace('-', "")), &fields).await.is(303);
        let draft = Draft {
            title: None,
            body: Body::parse("Samedi, devant la halle.").unwrap(),
            audience: Audience::Everybody,
            signature: Signature::Section,
        };
        let once = section.world.hidden_id();
        let sent = section.perform(Publish { by, draft, once, pictures: Vec::new() }).await;
        let post = format!("/messages/{}", sent.id);
        thomas.get(&post).await.is(200).says("devant la halle");

        let choices = HouseChoices { openness: Openness::Closed, ..set_up().choices };
        section.perform(ChangeHouse { by, choices }).await;
        // Another process may take two seconds to see it.
        section.pass(3 * Moment::SECOND);
        thomas.get(&post).await.is(404);
        section.visitor().get(&post).await.is(404);
        section.odile().get(&post).await.is(200).says("devant la halle");
        thomas.get("/").await.is(200).does_not_say("devant la halle");
        assert!(thomas.cookie("__Host-session").is_some(), "the wait itself goes on");
    }

    async fn a_session_that_is_used_outlives_the_day_on_which_its_cookie_would_have_ended(section: Founded) {
        let odile = section.odile();
        let first = odile.get("/").await;
        assert_eq!(first.is(200).header("set-cookie"), None, "not with every page");
        for _ in 0..3 {
            section.pass(30 * Moment::DAY);
            let page = odile.get("/").await;
            let cookie = page.is(200).says("Bonjour Odile").header("set-cookie").unwrap_or_default().to_owned();
            assert!(cookie.starts_with("__Host-session=") && cookie.contains("Max-Age=5184000"), "{cookie}");
        }
        section.pass(61 * Moment::DAY);
        odile.get("/").await.is(200).does_not_say("Bonjour Odile");
    }
}
