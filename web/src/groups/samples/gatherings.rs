//! Believable rendezvous of a group: one that stands, one that waits, one that was cancelled.

use super::*;

impl Samples for Gatherings {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = said_in(inside(false, GroupRole::Member), frame.language);
        let views = [gathering(true, false), gathering(false, false), gathering(true, true)];
        let viewer = jeanne().viewer;
        vec![Self::of(frame.clone(), &viewer, &known, &views), Self::of(frame, &viewer, &known, &[])]
    }
}

impl Samples for GatheringPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = said_in(inside(false, GroupRole::Member), frame.language);
        let page = |view| Self::of(frame.clone(), &jeanne(), &known, &view);
        vec![page(gathering(true, false)), page(gathering(false, false)), page(gathering(true, true))]
    }
}

impl Samples for PlanPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let known = said_in(inside(false, GroupRole::Member), frame.language);
        let fresh = crate::plan::Fields::fresh(&known.dates, uuid(9));
        let one = gathering(true, false).gathering;
        let mut wrong = Filled::new(frame.t, crate::plan::Fields::of_gathering(&one, known.dates));
        wrong.say("starts", frame.t.plan_wrong_no_time());
        vec![
            Self::of(frame.clone(), &known, Filled::new(frame.t, fresh), None),
            Self::of(frame, &known, wrong, Some(&one)),
        ]
    }
}
