//! Sections that write to each other over a line that is cut, slow or broken; and what of them never passes it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it sent has failed"
)]

use std::time::Duration;

use preau_core::world::Moment;
use preau_tests::network::cast::FATOU;
use preau_tests::network::{House, Stage, Stranger, names_of, until};
use preau_tests::on_stage;
use preau_tests::people::Somebody;
use preau_tests::proxy::Mode;
use serde_json::json;

on_stage! {
    async fn a_sender_whose_server_is_in_trouble_comes_in_once_it_is_not(stage: Section["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let follow = json!({"id": format!("{}section/follows/1", vallombre.url), "type": "Follow",
            "actor": vallombre.voice().actor, "object": lazare.voice().actor});
        // Port-Lazare asks Vallombre for its key, over Vallombre's line.
        for mode in [Mode::Answer(503), Mode::ResetRequest(20), Mode::ResetAnswer(200), Mode::Cut] {
            vallombre.proxy.set(mode).await;
            assert_eq!(vallombre.voice().says(&follow, lazare).await, Some(503), "{mode:?}");
            // A key that was not found is not asked for again at once.
            stage.pass(61 * Moment::SECOND);
        }
        vallombre.proxy.set(Mode::Delay(Duration::from_millis(100))).await;
        assert_eq!(vallombre.voice().says(&follow, lazare).await, Some(202));
        let accept = until("the follow is accepted", async || vallombre.proxy.with(r#""Accept""#).pop()).await;
        assert_eq!((accept.from, accept.target.as_str()), (lazare.authority(), "/section/inbox"));
        assert_eq!(lazare.count("SELECT count(*) FROM follower").await, 1);
    }

    async fn a_post_meets_every_fault_of_the_line_and_arrives(stage: Section["vallombre", "port-lazare"]) {
        let vallombre = &stage["vallombre"];
        followed(stage).await;
        let faults = [
            Mode::Cut,
            Mode::Answer(503),
            Mode::Answer(404),
            Mode::ResetRequest(300),
            Mode::ResetAnswer(0),
            Mode::Delay(Duration::from_millis(100)),
            Mode::Drip(100, Duration::from_millis(5)),
        ];
        for (number, mode) in faults.into_iter().enumerate() {
            let words = format!("Ligne {number}, et rien de plus.");
            vallombre.proxy.strike(&words, 1, mode);
            publishes(stage, FATOU, &words, "section").await;
            let tries = until("the post arrives", async || {
                stage.hurry().await;
                let tries = vallombre.proxy.with(&words);
                let answered = tries.last().is_some_and(|last| last.mode == Mode::Pass || is_slow(last.mode));
                (answered && tries.last()?.status().is_some()).then_some(tries)
            })
            .await;
            assert_eq!(tries.first().unwrap().mode, mode);
            assert_eq!(tries.last().unwrap().status(), Some(202), "{mode:?}");
            assert!(tries.iter().all(|passed| passed.json()["id"] == tries[0].json()["id"]), "{mode:?}");
        }
    }

    async fn two_sections_are_cut_off_from_each_other_and_the_third_hears_of_it(stage: Section["vallombre", "port-lazare", "montreval"]) {
        let (vallombre, montreval) = (&stage["vallombre"], &stage["montreval"]);
        followed(stage).await;
        stage.part("vallombre", "port-lazare", true);
        publishes(stage, FATOU, "Les quais.", "section").await;
        until("the third reads it", async || montreval.proxy.with("Les quais.").pop()?.status()).await;
        until("the other was tried", async || vallombre.proxy.with("Les quais.").pop()).await;
        stage.rests().await;
        assert!(vallombre.proxy.with("Les quais.").iter().all(|tried| !tried.reached));
        stage.part("vallombre", "port-lazare", false);
        stage.hurry().await;
        until("the other reads it too", async || vallombre.proxy.with("Les quais.").pop()?.status()).await;
        stage.rests().await;
        assert_eq!(montreval.proxy.with("Les quais.").len(), 1);
    }

    async fn somebody_on_a_server_of_another_kind_follows_reads_and_leaves(stage: Section["port-lazare"]) {
        let (lazare, elsewhere) = (&stage["port-lazare"], Stranger::open("ailleurs"));
        let anna = elsewhere.lives("anna", "Anna");
        let follow = json!({"id": format!("{anna}/follows/1"), "type": "Follow", "actor": anna,
            "object": lazare.voice().actor});
        assert_eq!(elsewhere.voice(&anna, lazare.now()).says(&follow, lazare).await, Some(202));
        stage.rests().await;
        publishes(stage, FATOU, "Je signe.", "author").await;
        stage.rests().await;
        let id = lazare.resident(FATOU).id;
        let undo = json!({"id": format!("{anna}/undo/1"), "type": "Undo", "actor": anna, "object": follow});
        let fatou = lazare.voice_of(&id.to_string(), &format!("people/{id}")).await;
        // Fatou's key is not Anna's: what it signs is taken for nobody's but Fatou's.
        assert_eq!(fatou.says(&undo, lazare).await, Some(403));
        assert_eq!(elsewhere.voice(&anna, lazare.now()).says(&undo, lazare).await, Some(202));
        stage.rests().await;
        assert_eq!(lazare.count("SELECT count(*) FROM follower").await, 0);
        let types: Vec<_> = elsewhere.received().iter().map(|said| said["type"].clone()).collect();
        assert_eq!(types, ["Accept", "Create", "Announce"]);
        assert_eq!(elsewhere.readings("/people/anna"), 1);
    }

    async fn who_signs_is_known_elsewhere_and_who_is_silent_is_not(stage: Section["vallombre", "port-lazare"]) {
        let lazare = &stage["port-lazare"];
        followed(stage).await;
        let fatou = names_of(lazare.resident(FATOU));
        publishes(stage, FATOU, "Les quais.", "section").await;
        stage.rests().await;
        assert_eq!(stage.outside("port-lazare", &fatou).await, Vec::<String>::new());
        publishes(stage, FATOU, "Je signe.", "author").await;
        stage.rests().await;
        let found = stage.outside("port-lazare", &fatou).await;
        assert!(found.iter().any(|at| at.starts_with("POST /")), "what was sent: {found:?}");
        assert!(found.iter().any(|at| at.starts_with("200 for GET /people/")), "what was fetched: {found:?}");
        assert!(found.iter().any(|at| at.starts_with("vallombre: remote_actor.")), "what was kept: {found:?}");
        for place in stage.places() {
            let silent = names_of(place.silent());
            assert!(place.database(&silent).await.contains(&"person.name".to_owned()));
            assert_eq!(stage.outside(place.handle, &silent).await, Vec::<String>::new());
        }
    }

    async fn what_waited_for_a_killed_server_arrives_when_it_is_back(stage: Program["vallombre", "port-lazare"]) {
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        followed(stage).await;
        vallombre.kill();
        publishes(stage, FATOU, "Les quais.", "section").await;
        let tried = until("it was tried", async || vallombre.proxy.with("Les quais.").pop()).await;
        assert!(!tried.reached);
        // The sender dies too: what it has to send is on its disk.
        lazare.kill();
        vallombre.start().await;
        lazare.start().await;
        until("the post arrives", async || {
            stage.hurry().await;
            vallombre.proxy.with("Les quais.").pop()?.status().filter(|status| *status == 202)
        })
        .await;
        for place in stage.places() {
            assert!(stage.logs(place.handle).contains("request"), "there is a log");
            for resident in &place.people {
                assert!(!stage.logs(place.handle).contains(&resident.name), "{} in the log", resident.name);
            }
        }
    }
}

/// Port-Lazare's section is followed by the sections of all others.
async fn followed<H: House>(stage: &Stage<H>) {
    let lazare = &stage["port-lazare"];
    for place in stage.places().iter().filter(|place| place.handle != lazare.handle) {
        let follow = json!({"id": format!("{}section/follows/1", place.url), "type": "Follow",
            "actor": place.voice().actor, "object": lazare.voice().actor});
        assert_eq!(place.voice().says(&follow, lazare).await, Some(202));
        until("the follow is accepted", async || place.proxy.with(r#""Accept""#).pop()?.status()).await;
    }
}

/// Somebody of Port-Lazare writes for everybody, through the page that asks again.
async fn publishes<H: House>(stage: &Stage<H>, who: Somebody, body: &str, signature: &str) {
    let page = stage.visitor("port-lazare", who).get("/fil/nouveau").await;
    let form =
        page.form("Publier").fill("body", body).fill("audience", "everybody").fill("signature", signature);
    let again = form.send().await;
    again.is(200).form("Publier pour tout le monde").send().await.is(200).says("Message publié.");
}

/// Whether a post arrives over such a line.
fn is_slow(mode: Mode) -> bool {
    matches!(mode, Mode::Delay(_) | Mode::Drip(..))
}
