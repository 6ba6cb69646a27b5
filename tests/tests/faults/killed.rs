//! Servers that are killed (SIGKILL) or out of reach while a group is spoken in: nothing that was told is lost or doubled.

use preau_tests::engine::Engine;
use preau_tests::network::cast::{KARIM, MARC};
use preau_tests::network::{Place, Program, until};
use preau_tests::on_stage;
use preau_tests::people::THOMAS;
use preau_tests::proxy::Mode;

use crate::ledger::{Ledger, tried};

on_stage! {
    async fn what_a_host_that_is_killed_at_each_step_of_a_relay_has_taken_stands_everywhere_once(stage: Program["vallombre", "port-lazare", "montreval"]) {
        let ledger = Ledger::open(stage).await;
        let [vallombre, lazare, montreval] = ["vallombre", "port-lazare", "montreval"].map(|handle| &stage[handle]);
        let again = async || {
            for place in stage.places() {
                place.proxy.set(Mode::Pass).await;
            }
            vallombre.start().await;
            ledger.everywhere().await;
        };

        // Before it has the message: the sender alone does.
        vallombre.proxy.set(Mode::Drop).await;
        let text = ledger.says("port-lazare", MARC).await;
        tried(stage, "vallombre", &text).await;
        vallombre.kill();
        again().await;

        // It has it and has said so, and has not written it into the log.
        let entries = vallombre.count("SELECT count(*) FROM grp_entry").await;
        vallombre.tamper(full_disk(vallombre)).await;
        let text = ledger.says("port-lazare", MARC).await;
        until("it was taken", async || vallombre.proxy.with(&text).pop()?.status().filter(|s| *s == 202)).await;
        vallombre.kill();
        assert_eq!(vallombre.count("SELECT count(*) FROM grp_entry").await, entries);
        vallombre.tamper(room(vallombre)).await;
        again().await;

        // It is in the log, and no server has it.
        for place in [lazare, montreval] {
            place.proxy.set(Mode::Drop).await;
        }
        let text = ledger.says("port-lazare", MARC).await;
        tried(stage, "montreval", &text).await;
        vallombre.kill();
        assert_eq!(ledger.stands("vallombre", &text).await, 1);
        assert_eq!(ledger.stands("montreval", &text).await + ledger.stands("port-lazare", &text).await, 0);
        again().await;

        // One of two servers has it.
        montreval.proxy.set(Mode::Drop).await;
        let text = ledger.says("port-lazare", MARC).await;
        tried(stage, "montreval", &text).await;
        until("one has it", async || (ledger.stands("port-lazare", &text).await == 1).then_some(())).await;
        vallombre.kill();
        assert_eq!(ledger.stands("montreval", &text).await, 0);
        again().await;

        // Both have it, and the host does not know that of one.
        montreval.proxy.set(Mode::ResetAnswer(0)).await;
        let text = ledger.says("port-lazare", MARC).await;
        until("both have it", async || (ledger.stands("montreval", &text).await == 1).then_some(())).await;
        vallombre.kill();
        again().await;

        // Somebody of the host itself is told "published", and it dies.
        for place in [lazare, montreval] {
            place.proxy.set(Mode::Cut).await;
        }
        let text = ledger.says("vallombre", THOMAS).await;
        vallombre.kill();
        assert_eq!(ledger.stands("montreval", &text).await, 0);
        again().await;

        // The author's server dies with what waits in it, and the host with it.
        vallombre.proxy.set(Mode::Cut).await;
        let text = ledger.says("port-lazare", MARC).await;
        ledger.read("port-lazare", MARC).await.says(&text).says("En attente du serveur de Vallombre-Centre");
        lazare.kill();
        vallombre.kill();
        lazare.start().await;
        again().await;
        ledger.read("port-lazare", MARC).await.says(&text).does_not_say("En attente du serveur");
        ledger.names_nobody().await;
    }

    async fn a_member_server_that_is_away_is_read_in_and_has_everything_when_it_is_back(stage: Program["vallombre", "port-lazare", "montreval"]) {
        let ledger = Ledger::open(stage).await;
        let [vallombre, montreval] = ["vallombre", "montreval"].map(|handle| &stage[handle]);
        // Out of reach both ways: what is there is read, and what is written says that it waits.
        stage.part("vallombre", "montreval", true);
        let unheard = ledger.says("port-lazare", MARC).await;
        tried(stage, "montreval", &unheard).await;
        let own = ledger.says("montreval", KARIM).await;
        let page = ledger.read("montreval", KARIM).await;
        page.is(200).says("mot 00").says(&own).says("En attente du serveur de Vallombre-Centre").does_not_say(&unheard);
        ledger.read("port-lazare", MARC).await.says(&unheard).does_not_say(&own);
        // Then it is down, and longer than the host tries.
        montreval.kill();
        for _ in 0..3 {
            ledger.says("vallombre", THOMAS).await;
        }
        vallombre.tamper("DELETE FROM job WHERE kind = 'group' AND lease_until IS NULL").await;
        montreval.start().await;
        stage.part("vallombre", "montreval", false);
        montreval.proxy.forget();
        vallombre.proxy.forget();
        ledger.says("port-lazare", MARC).await;
        ledger.everywhere().await;
        let pulled = vallombre.proxy.with("/log?after=");
        assert!(pulled.iter().any(|one| one.from == montreval.authority()), "it fetched what it had missed");
        ledger.read("montreval", KARIM).await.says(&unheard).does_not_say("En attente du serveur");
        ledger.names_nobody().await;
    }
}

/// From now on no entry is written.
fn full_disk(place: &Place<Program>) -> &'static str {
    if is_postgres(place) {
        "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
         CREATE TRIGGER no_room BEFORE INSERT ON grp_entry FOR EACH ROW EXECUTE FUNCTION no_room()"
    } else {
        "CREATE TRIGGER no_room BEFORE INSERT ON grp_entry BEGIN SELECT RAISE(ABORT, 'no room'); END"
    }
}

/// From now on they are written again.
fn room(place: &Place<Program>) -> &'static str {
    if is_postgres(place) {
        "DROP TRIGGER no_room ON grp_entry; DROP FUNCTION no_room"
    } else {
        "DROP TRIGGER no_room"
    }
}

fn is_postgres(place: &Place<Program>) -> bool {
    place.staged.engine == Engine::Postgres
}
