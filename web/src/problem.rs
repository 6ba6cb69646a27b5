//! The page for what went wrong. It shows no person: what may not be seen answers alike for everybody.

use askama::Template;
use axum::response::Response;

use crate::error::{Trouble, sentence};
use crate::page::{Frame, Page};
use crate::visit::Visit;

/// The page.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage {
    frame: Frame,
    title: String,
    sentence: String,
    /// What stands in the log; empty unless it is a fault.
    number: String,
}

impl Page for ProblemPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The page about a trouble, with its status.
pub(crate) fn show(visit: &Visit, trouble: &Trouble) -> Response {
    ProblemPage::about(visit.frame_for_anyone(), trouble).show_as(trouble.status())
}

impl ProblemPage {
    fn about(frame: Frame, trouble: &Trouble) -> Self {
        let t = frame.t;
        let (title, sentence) = match trouble {
            Trouble::Missing => (t.missing_title(), t.missing_sentence()),
            Trouble::Refused(refusal) => (t.refused_title(), sentence(t, refusal)),
            Trouble::TooOften(seconds) => (t.often_title(), t.often_sentence(seconds.div_ceil(60).max(1))),
            Trouble::TooLarge => (t.large_title(), t.large_sentence()),
            Trouble::Foreign => (t.foreign_title(), t.foreign_sentence()),
            Trouble::Malformed => (t.refused_title(), t.wrong_malformed()),
            Trouble::Busy => (t.busy_title(), t.busy_sentence()),
            Trouble::Full => (t.full_title(), t.full_sentence()),
            Trouble::Fault(_) => (t.fault_title(), t.fault_sentence()),
        };
        let number = if let Trouble::Fault(number) = trouble { number.clone() } else { String::new() };
        Self { frame, title, sentence, number }
    }
}

#[cfg(test)]
mod tests {
    use preau_core::error::Refusal;

    use super::*;
    use crate::gallery::Samples;

    impl Samples for ProblemPage {
        fn samples(frame: Frame) -> Vec<Self> {
            [
                Trouble::Missing,
                Trouble::Refused(Refusal::LinkExpired),
                Trouble::TooOften(61),
                Trouble::TooLarge,
                Trouble::Foreign,
                Trouble::Malformed,
                Trouble::Busy,
                Trouble::Full,
                Trouble::Fault("17".to_owned()),
            ]
            .iter()
            .map(|trouble| Self::about(frame.clone(), trouble))
            .collect()
        }
    }
}
