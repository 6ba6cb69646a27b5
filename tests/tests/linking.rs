//! Sections that are linked: by a code and the same words on both sides, and ended by either of them.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it sent has failed"
)]

use preau_core::action::group::member::JoinGroup;
use preau_core::action::link::{DecideLink, EndLink, OfferLink};
use preau_core::action::outside::BlockHost;
use preau_core::elsewhere::Absent;
use preau_core::error::{Failure, Refusal};
use preau_core::group::{GroupState, Membership};
use preau_core::link::{LinkKind, LinkState, WrittenCode};
use preau_core::world::Moment;
use preau_tests::network::bonds::shared;
use preau_tests::network::cast::MARC;
use preau_tests::network::{House as _, Place, Section, Stranger, until};
use preau_tests::on_stage;
use preau_tests::proxy::Mode;
use serde_json::{Value, json};

on_stage! {
    async fn two_sections_are_linked_by_a_code_and_see_the_same_words(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let code = vallombre.link_code().await;
        let found = lazare.offers(&code, LinkKind::Above).await;
        assert_eq!((found.words.len(), found.actor.id.clone()), (8, vallombre.section()));
        stage.rests().await;
        let asked = vallombre.link_with(lazare).await.unwrap();
        assert_eq!((asked.state, asked.kind, asked.ours), (LinkState::Asked, LinkKind::Below, false));
        // What Vallombre's administrator reads on the telephone is what Port-Lazare's reads.
        assert_eq!(vallombre.elsewhere.words(&asked.actor).await.unwrap(), found.words);
        let decide = DecideLink { by: vallombre.administrator(), actor: lazare.section(), accept: true };
        vallombre.perform(decide).await;
        stage.rests().await;
        for (one, other) in [(vallombre, lazare), (lazare, vallombre)] {
            assert_eq!(one.link_with(other).await.unwrap().state, LinkState::Linked);
        }
        let contact = lazare.count("SELECT count(*) FROM linked_section WHERE contact IS NOT NULL").await;
        assert_eq!(contact, 1, "it is seen when the other last wrote");
        // Both have said so: the level above stands in the document of the one below, and in no other.
        stage.pass(2 * Moment::SECOND);
        assert_eq!(document(lazare).await["pr:parentBody"], vallombre.section().as_str());
        assert!(document(vallombre).await.get("pr:parentBody").is_none());
        // The code was good once.
        let again = OfferLink {
            by: lazare.administrator(), actor: found.actor, kind: LinkKind::Sister, code: code.letters,
            offer: lazare.elsewhere.activity(),
        };
        assert!(matches!(lazare.attempt(again).await, Err(Failure::Refused(Refusal::LinkedAlready))));
    }

    async fn a_code_is_good_for_one_section_and_seven_days(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let code = vallombre.link_code().await;
        lazare.offers(&code, LinkKind::Sister).await;
        stage.rests().await;
        montreval.offers(&code, LinkKind::Sister).await;
        stage.rests().await;
        assert_eq!(montreval.link_with(vallombre).await.unwrap().state, LinkState::Refused);
        assert_eq!(vallombre.link_with(montreval).await, None, "whoever has no code leaves no row");
        let late = vallombre.link_code().await;
        stage.pass(8 * Moment::DAY);
        montreval.offers(&late, LinkKind::Sister).await;
        stage.rests().await;
        assert_eq!(montreval.link_with(vallombre).await.unwrap().state, LinkState::Refused);
        // A fresh one is.
        stage.link("vallombre", "montreval", LinkKind::Sister).await;
    }

    async fn an_offer_and_its_answer_meet_every_fault_of_the_line_and_arrive_once(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let code = vallombre.link_code().await;
        for mode in [Mode::Answer(503), Mode::ResetAnswer(0), Mode::Cut] {
            vallombre.proxy.strike("\"Offer\"", 1, mode);
        }
        lazare.offers(&code, LinkKind::Sister).await;
        let asked = until("the Offer arrives", async || {
            stage.hurry().await;
            vallombre.link_with(lazare).await
        })
        .await;
        assert_eq!(asked.state, LinkState::Asked);
        lazare.proxy.strike("\"Accept\"", 1, Mode::ResetAnswer(0));
        let decide = DecideLink { by: vallombre.administrator(), actor: lazare.section(), accept: true };
        vallombre.perform(decide).await;
        until("the answer arrives", async || {
            stage.hurry().await;
            lazare.link_with(vallombre).await.filter(|link| link.state == LinkState::Linked)
        })
        .await;
        stage.hurry().await;
        stage.rests().await;
        // Told once each, whatever was sent twice.
        let told = "SELECT count(*) FROM notice WHERE news LIKE '%link_%'";
        let ids: Vec<Value> = lazare.proxy.with("\"Accept\"").iter().map(|sent| sent.json()["id"].clone()).collect();
        assert!(ids.len() > 1 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        assert_eq!((vallombre.count(told).await, lazare.count(told).await), (1, 1));
    }

    async fn o16_o08_only_the_section_that_was_asked_answers_and_only_the_one_that_asked_takes_back(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        lazare.offers(&vallombre.link_code().await, LinkKind::Sister).await;
        stage.rests().await;
        let offer = lazare.link_with(vallombre).await.unwrap().offer;
        let said = |by: &Place<Section>, kind: &str, object: &str| {
            json!({"id": format!("{}activities/{kind}-{}", by.url, object.len()), "type": kind,
                "actor": by.section(), "object": {"id": object, "type": "Offer", "actor": lazare.section()}})
        };
        let nobody_s = format!("{}activities/01900000-0000-7000-8000-000000000001", lazare.url);
        for (by, kind, object) in [
            // Another than the one that was asked.
            (montreval, "Accept", &offer),
            (montreval, "Reject", &offer),
            // An Offer that was never made.
            (vallombre, "Accept", &nobody_s),
            // Who was asked does not take it back for the other.
            (vallombre, "Undo", &offer),
        ] {
            assert_eq!(by.voice().says(&said(by, kind, object), lazare).await, Some(202));
        }
        // Nor does the one that asked accept for the other.
        assert_eq!(lazare.voice().says(&said(lazare, "Accept", &offer), vallombre).await, Some(202));
        stage.rests().await;
        assert_eq!(lazare.link_with(vallombre).await.unwrap().state, LinkState::Offered);
        assert_eq!(vallombre.link_with(lazare).await.unwrap().state, LinkState::Asked);
        assert_eq!(lazare.count("SELECT count(*) FROM linked_section").await, 1);
        // In another's name nothing is said at all.
        let mut forged = said(vallombre, "Accept", &offer);
        forged["id"] = json!(format!("{}activities/forged", montreval.url));
        assert_eq!(montreval.voice().says(&forged, lazare).await, Some(403));
        // The right one does.
        assert_eq!(vallombre.voice().says(&said(vallombre, "Reject", &offer), lazare).await, Some(202));
        stage.rests().await;
        assert_eq!(lazare.link_with(vallombre).await.unwrap().state, LinkState::Refused);
    }

    async fn an_offer_that_binds_others_or_nobody_is_none(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let code = vallombre.link_code().await.letters;
        for (number, (subject, object, word)) in [
            (montreval.section(), vallombre.section(), "pr:sister"),
            (lazare.section(), montreval.section(), "pr:sister"),
            (lazare.section(), vallombre.section(), "pr:owner"),
        ]
        .into_iter()
        .enumerate()
        {
            let offer = json!({"id": format!("{}activities/{number}", lazare.url), "type": "Offer",
                "actor": lazare.section(), "to": [vallombre.section()], "pr:code": code,
                "object": {"type": "Relationship", "subject": subject, "object": object, "relationship": word}});
            assert_eq!(lazare.voice().says(&offer, vallombre).await, Some(202));
        }
        // A person offers nothing in their section's name, and who has no key of proofs has no words to compare.
        let elsewhere = Stranger::open("ailleurs");
        let anna = elsewhere.lives("anna", "Anna");
        let offer = json!({"id": format!("{anna}/offer"), "type": "Offer", "actor": anna, "pr:code": code,
            "object": {"type": "Relationship", "subject": anna, "object": vallombre.section(), "relationship": "pr:sister"}});
        assert_eq!(elsewhere.voice(&anna, vallombre.now()).says(&offer, vallombre).await, Some(202));
        stage.rests().await;
        assert_eq!(vallombre.count("SELECT count(*) FROM linked_section").await, 0);
        assert_eq!(vallombre.count("SELECT count(*) FROM link_code WHERE used_at IS NULL").await, 1, "the code is still good");
    }

    async fn sections_that_knew_each_other_before_they_had_keys_of_proofs_are_linked_too(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let follow = json!({"id": format!("{}section/follows/1", lazare.url), "type": "Follow",
            "actor": lazare.section(), "object": vallombre.section()});
        assert_eq!(lazare.voice().says(&follow, vallombre).await, Some(202));
        stage.rests().await;
        vallombre.tamper("UPDATE remote_actor SET proof_key = NULL").await;
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        assert_eq!(vallombre.count("SELECT count(*) FROM remote_actor WHERE proof_key IS NULL").await, 0);
    }

    async fn a_link_is_ended_by_either_side_and_its_groups_with_it(stage: Section["vallombre", "port-lazare"]) {
        for (one, other, ends) in [("vallombre", "port-lazare", "vallombre"), ("vallombre", "port-lazare", "port-lazare")] {
            stage.link(one, other, LinkKind::Sister).await;
            let (vallombre, lazare, by) = (&stage["vallombre"], &stage["port-lazare"], &stage[ends]);
            let group = vallombre.makes(shared(&format!("Santé {}", ends.len()))).await;
            let copy = stage.invites("vallombre", group.id, "port-lazare").await;
            stage.admits("vallombre", group.id, "port-lazare", MARC).await;
            let end = EndLink { by: by.administrator(), actor: if ends == one { lazare } else { vallombre }.section() };
            by.perform(end).await;
            stage.rests().await;
            for (here, there) in [(vallombre, lazare), (lazare, vallombre)] {
                assert_eq!(here.link_with(there).await.unwrap().state, LinkState::Ended);
            }
            assert_eq!(vallombre.standing(group.id, &lazare.actor(MARC)).await, None, "nobody of them is in any more");
            assert_eq!(lazare.group(copy.id).await.state, GroupState::Left);
            assert_eq!(lazare.standing(copy.id, &lazare.actor(MARC)).await, Some(Membership::Left));
            // Asking again is refused on the spot, and would be by the host.
            let join = JoinGroup { by: lazare.resident(MARC).id, group: copy.id, token: None };
            assert!(matches!(lazare.attempt(join).await, Err(Failure::Refused(_))));
            assert_eq!(vallombre.standing(group.id, &lazare.actor(MARC)).await, None::<Membership>);
        }
    }

    async fn the_end_of_a_link_reaches_a_server_that_is_blocked_right_after_it(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let by = vallombre.administrator();
        // The first try fails: the block is in force before the next.
        lazare.proxy.set(Mode::Cut).await;
        vallombre.perform(EndLink { by, actor: lazare.section() }).await;
        stage.rests().await;
        let host = lazare.url.host_str().unwrap().to_owned();
        vallombre.perform(BlockHost { by, host, reason: None }).await;
        assert_eq!(lazare.link_with(vallombre).await.unwrap().state, LinkState::Linked);
        lazare.proxy.set(Mode::Pass).await;
        stage.pass(5 * Moment::SECOND);
        stage.hurry().await;
        stage.rests().await;
        assert_eq!(lazare.link_with(vallombre).await.unwrap().state, LinkState::Ended, "it heard that nothing binds it any more");
        // Nothing else leaves for it: not even the refusal of what it asks now.
        let offer = json!({"id": format!("{}activities/again", lazare.url), "type": "Offer", "actor": lazare.section(),
            "to": [vallombre.section()], "pr:code": "ACDEFGHJKMNP",
            "object": {"type": "Relationship", "subject": lazare.section(), "object": vallombre.section(), "relationship": "pr:sister"}});
        assert_eq!(lazare.voice().says(&offer, vallombre).await, Some(403));
    }

    async fn f09_a_form_reaches_no_server_but_sections_that_answer(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let at = |host: &str| WrittenCode { host: host.to_owned(), letters: "ACDEFGHJKMNP".to_owned() };
        let ask = async |host: &str| vallombre.elsewhere.section(&at(host)).await.map(|found| found.actor.id);
        assert_eq!(ask(&lazare.authority()).await, Ok(lazare.section()));
        assert_eq!(ask(&vallombre.authority()).await, Err(Absent::NotAsked));
        assert_eq!(ask("127.0.0.9:80").await, Err(Absent::NotAsked));
        let elsewhere = Stranger::open("ailleurs");
        let host = elsewhere.url[url::Position::BeforeHost..url::Position::AfterPort].to_owned();
        assert_eq!(ask(&host).await, Err(Absent::NotThere));
        elsewhere.answers("/section", 200, "text/html", "<p>Bonjour</p>");
        assert_eq!(ask(&host).await, Err(Absent::SomethingElse));
        let anna = elsewhere.lives("section", "Anna");
        elsewhere.leads("/section", 302, anna.as_str());
        assert_eq!(ask(&host).await, Err(Absent::SomethingElse), "a person is no section, and no redirection makes one");
        for mode in [Mode::Cut, Mode::Drop, Mode::Hold] {
            lazare.proxy.set(mode).await;
            assert_eq!(ask(&lazare.authority()).await, Err(Absent::NoAnswer), "{mode:?}");
        }
    }
}

/// The section's document as anybody reads it.
async fn document(place: &Place<Section>) -> Value {
    let (status, text) = place.shows("section").await.unwrap();
    assert_eq!(status, 200);
    serde_json::from_str(&text).unwrap()
}
