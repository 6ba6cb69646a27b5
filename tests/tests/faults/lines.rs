//! Every fault that a line can have, met by the relay of a message and by the fetching of a log.

use std::time::Duration;

use preau_tests::network::cast::{KARIM, MARC};
use preau_tests::on_stage;
use preau_tests::proxy::Mode;

use crate::ledger::{Ledger, tried};

/// Each way in which a line is bad, and one answer of each kind that the retry table tells apart.
fn faults() -> Vec<Mode> {
    let mut faults = vec![
        Mode::Delay(Duration::from_millis(300)),
        Mode::Drip(97, Duration::from_millis(1)),
        Mode::Drop,
        Mode::ResetRequest(200),
        Mode::ResetAnswer(0),
        Mode::Cut,
    ];
    faults.extend([401, 403, 404, 410, 429, 503].map(Mode::Answer));
    faults
}

on_stage! {
    async fn a_relay_meets_every_fault_of_the_line_and_stands_everywhere_once(stage: Program["vallombre", "port-lazare", "montreval"]) {
        let ledger = Ledger::open(stage).await;
        for mode in faults() {
            for handle in ["port-lazare", "montreval"] {
                stage[handle].proxy.strike(r#""Announce""#, 1, mode);
            }
            let text = ledger.says("port-lazare", MARC).await;
            tried(stage, "montreval", &text).await;
            for handle in ["port-lazare", "montreval"] {
                stage[handle].proxy.set(Mode::Pass).await;
            }
            if mode == Mode::Answer(410) {
                // Nobody lives there any more, it said: what is missing is fetched when the next entry comes.
                ledger.says("port-lazare", MARC).await;
            }
            ledger.everywhere_after(&format!("{mode:?}")).await;
        }
        ledger.names_nobody().await;
    }

    async fn a_message_on_its_way_to_the_host_meets_every_fault_of_the_line_and_stands_everywhere_once(stage: Program["vallombre", "port-lazare", "montreval"]) {
        let ledger = Ledger::open(stage).await;
        for mode in faults().into_iter().filter(|mode| *mode != Mode::Answer(410)) {
            stage["vallombre"].proxy.strike(r#""Create""#, 1, mode);
            let text = ledger.says("montreval", KARIM).await;
            tried(stage, "vallombre", &text).await;
            stage["vallombre"].proxy.set(Mode::Pass).await;
            ledger.everywhere_after(&format!("{mode:?}")).await;
        }
        ledger.names_nobody().await;
    }

    async fn fetching_what_is_missing_meets_every_fault_of_the_line_and_ends(stage: Program["vallombre", "port-lazare", "montreval"]) {
        let ledger = Ledger::open(stage).await;
        for mode in faults() {
            // The first is lost for good, the second shows it, and the line on which it is fetched is bad.
            let montreval = &stage["montreval"].proxy;
            montreval.strike(r#""Announce""#, 1, Mode::Answer(410));
            let lost = ledger.says("port-lazare", MARC).await;
            tried(stage, "montreval", &lost).await;
            stage["vallombre"].proxy.strike("/log?after=", 1, mode);
            stage["vallombre"].proxy.forget();
            ledger.says("port-lazare", MARC).await;
            tried(stage, "vallombre", "/log?after=").await;
            stage["vallombre"].proxy.set(Mode::Pass).await;
            if mode == Mode::Answer(410) {
                // The log is gone, it said: it is asked for again when the next entry comes.
                ledger.says("port-lazare", MARC).await;
            }
            ledger.everywhere_after(&format!("{mode:?}")).await;
        }
        ledger.names_nobody().await;
    }
}
