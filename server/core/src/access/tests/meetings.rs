//! The table of what a meeting treats in camera: who x voice x right x state.

use super::mandates::{ASSEMBLY, BOARD, STARTS, mandate};
use super::person;
use crate::access::{MeetingPlace, Thing, Verb, Viewer, may};
use crate::id::{BodyId, MeetingId, PersonId};
use crate::mandate::{MandateRole, Seats};
use crate::meeting::{Convocation, Meeting, MeetingKind, MeetingMode, MeetingState, Sitting, Voice};
use crate::person::{Person, Role, Standing};
use crate::text::Title;
use crate::world::Moment;

const CHAIR: PersonId = PersonId(uuid::Uuid::from_u128(71));

fn meeting(body: BodyId, state: MeetingState) -> Meeting {
    let sits = state.sits() || state.held();
    let ahead = matches!(state, MeetingState::Draft | MeetingState::AgendaOpen);
    Meeting {
        id: MeetingId(uuid::Uuid::from_u128(70)),
        body,
        kind: MeetingKind::Board,
        mode: MeetingMode::InPerson,
        state,
        title: Title::parse("Bureau de mars").unwrap(),
        starts_at: STARTS,
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: None,
        access: None,
        link: None,
        proposals_until: None,
        supporters_needed: None,
        convocation: (!ahead).then(|| Convocation {
            by: CHAIR,
            sent_at: Moment(0),
            notice_days: 5,
            emergency: None,
            petition: None,
            second_of: None,
            edition: 1,
            stale: Vec::new(),
            accepted: false,
        }),
        rules: None,
        sitting: sits.then_some(Sitting {
            chair: CHAIR,
            minute_taker: CHAIR,
            tellers: (None, None),
            opened_at: STARTS,
            closed_at: None,
        }),
        continues: None,
        made_by: CHAIR,
        made_at: Moment(0),
        changed_at: Moment(0),
        version: 1,
    }
}

/// Whether somebody with that role in the board, or none, reads what a meeting of that body treats in camera, who is of the
/// body today and has that voice on its roll, or none.
fn hears(
    body: BodyId,
    state: MeetingState,
    role: Option<MandateRole>,
    voice: Option<Voice>,
    is_member: bool,
) -> bool {
    let meeting = meeting(body, state);
    let who = person("nour0", Role::Member, Standing::Active);
    let place = MeetingPlace {
        meeting: meeting.id,
        person: who.id,
        of_body: true,
        roll: voice,
        is_member,
        attended: false,
    };
    let held = role.map(|role| mandate(role, BOARD, None)).into_iter().collect();
    let viewer = Viewer::seated(who, Seats::of(held, ASSEMBLY, STARTS));
    may(&viewer, Verb::EnterInCamera, Thing::Meeting { meeting: &meeting, place: Some(&place) })
}

#[test]
fn what_is_treated_in_camera_is_heard_by_those_who_were_convened_to_vote_and_not_by_who_came_later() {
    use MeetingState as S;
    let after =
        [S::Convened, S::InSession, S::Suspended, S::Closed, S::Settled, S::LackOfQuorum, S::Postponed];
    for state in after {
        for body in [ASSEMBLY, BOARD] {
            assert!(hears(body, state, None, Some(Voice::Voting), true), "{state}: a voter of the roll");
            // The roll of that day holds, whatever somebody is to the organisation today.
            assert!(
                hears(body, state, None, Some(Voice::Voting), false),
                "{state}: who is no member any more"
            );
            assert!(!hears(body, state, None, Some(Voice::Advisory), true), "{state}: who only spoke");
            assert!(!hears(body, state, None, None, true), "{state}: who came into the body later");
        }
    }
    // Before there is a roll, whoever would vote is among those who may propose and support.
    assert!(hears(ASSEMBLY, S::AgendaOpen, None, None, true));
    assert!(!hears(ASSEMBLY, S::AgendaOpen, None, None, false));
}

#[test]
fn who_prepares_reads_every_item_until_the_sitting_opens_and_who_keeps_the_record_for_good() {
    use MeetingState as S;
    for (role, state, expected) in [
        (MandateRole::BoardMember, S::Draft, true),
        (MandateRole::BoardMember, S::Convened, true),
        (MandateRole::BoardMember, S::InSession, false),
        (MandateRole::BoardMember, S::Closed, false),
        (MandateRole::BoardMember, S::Settled, false),
        (MandateRole::Treasurer, S::Closed, false),
        (MandateRole::Delegate, S::Closed, false),
        (MandateRole::Secretary, S::Closed, true),
        (MandateRole::Secretary, S::Settled, true),
        (MandateRole::Chair, S::Settled, true),
    ] {
        assert_eq!(hears(BOARD, state, Some(role), None, true), expected, "{role} after {state}");
    }
    // Whoever chaired that sitting, with no office today.
    let meeting = meeting(BOARD, S::Settled);
    let chair = Person { id: CHAIR, ..person("nour0", Role::Member, Standing::Active) };
    let thing = Thing::Meeting { meeting: &meeting, place: None };
    assert!(may(&chair.into(), Verb::EnterInCamera, thing));
}
