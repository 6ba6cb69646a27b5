//! The table of what is for a body alone: who x role x moment x thing x verb.

use super::mandates::{ASSEMBLY, AUTHOR, BOARD, ENDS, STARTS, WORKPLACE, mandate, rendezvous};
use super::{person, post};
use crate::access::{Scope, Thing, Verb, Viewer, may};
use crate::audience::Audience;
use crate::id::PersonId;
use crate::mandate::{MandateRole, Right, Seats};
use crate::person::{Person, Role, Standing};
use crate::post::{PostState, Signature};
use crate::rendezvous::RendezvousState;
use crate::world::Moment;

const AUDIENCE: Audience = Audience::Body(BOARD);

fn member(standing: Standing) -> Person {
    person("nour0", Role::Member, standing)
}

/// Checks every verb that a text or a rendezvous of the board knows: what whoever reads may do, and what needs a right there.
fn check(name: &str, viewer: &Viewer, reads: bool, rights: &[Right]) {
    let said = post(AUTHOR, AUDIENCE, Signature::Author, PostState::Published);
    let planned = rendezvous(AUDIENCE, RendezvousState::Planned);
    let (said, planned) = (Thing::Post(&said), Thing::Rendezvous(&planned));
    let keeps = [Right::AcceptRendezvous, Right::Convene].iter().any(|right| rights.contains(right));
    for (verb, thing, expected) in [
        (Verb::Read, said, reads),
        (Verb::ReadHistory, said, reads),
        (Verb::Answer, said, reads),
        (Verb::React, said, reads),
        (Verb::Edit, said, false),
        (Verb::Delete, said, false),
        (Verb::Decide, said, false),
        (Verb::Remove, said, reads && rights.contains(&Right::Moderate)),
        (Verb::Read, planned, reads),
        (Verb::Answer, planned, reads),
        (Verb::Edit, planned, reads && keeps),
        (Verb::Delete, planned, reads && keeps),
        (Verb::Decide, planned, false),
        (Verb::Join, planned, false),
        (Verb::Administer, planned, false),
    ] {
        assert_eq!(may(viewer, verb, thing), expected, "{name}: {verb:?} {thing:?}");
    }
}

#[test]
fn what_is_for_a_body_is_read_by_who_sits_there_and_only_while_the_mandate_holds() {
    for role in MandateRole::ALL {
        for body in [ASSEMBLY, BOARD, WORKPLACE] {
            for standing in Standing::ALL {
                for (now, holds) in
                    [(Moment(999), false), (STARTS, true), (Moment(1_999), true), (ENDS, false)]
                {
                    let seats = Seats::of(vec![mandate(*role, body, None)], ASSEMBLY, now);
                    let viewer = Viewer::seated(member(*standing), seats);
                    let reads = body == BOARD && holds && *standing == Standing::Active;
                    check(
                        &format!("{role} in {body:?}, {standing}, at {now:?}"),
                        &viewer,
                        reads,
                        role.rights(),
                    );
                }
            }
        }
    }
}

#[test]
fn nobody_else_reads_what_is_for_a_body_whatever_they_run_or_stand_in_for() {
    check("who runs the house", &person("odile.g", Role::Administrator, Standing::Active).into(), false, &[]);
    check("a member", &member(Standing::Active).into(), false, &[]);
    check("a stranger", &Viewer::Anyone, false, &[]);
    check("a stranger before a closed house", &Viewer::Outside, false, &[]);
    check("who waits at its door", &Viewer::AtTheDoor(Box::new(member(Standing::Awaiting))), false, &[]);
    for right in MandateRole::Secretary.rights() {
        let part = mandate(MandateRole::Secretary, BOARD, Some(vec![*right]));
        let viewer = Viewer::seated(member(Standing::Active), Seats::of(vec![part], ASSEMBLY, STARTS));
        check("who was delegated a right and no seat", &viewer, false, &[]);
    }
}

#[test]
fn who_runs_the_house_and_sits_in_a_body_does_there_what_their_rights_say() {
    let seats = Seats::of(vec![mandate(MandateRole::Participant, BOARD, None)], ASSEMBLY, STARTS);
    let viewer = Viewer::seated(person("odile.g", Role::Administrator, Standing::Active), seats);
    check("who runs the house and sits there", &viewer, true, Right::ALL);
}

#[test]
fn who_wrote_for_a_body_reads_it_no_more_once_they_have_left_it() {
    let said = post(AUTHOR, AUDIENCE, Signature::Author, PostState::Published);
    let author = Person { id: AUTHOR, ..member(Standing::Active) };
    let seats = |now| Seats::of(vec![mandate(MandateRole::BoardMember, BOARD, None)], ASSEMBLY, now);
    let (then, after) = (Viewer::seated(author.clone(), seats(STARTS)), Viewer::seated(author, seats(ENDS)));
    for verb in [Verb::Read, Verb::ReadHistory, Verb::Edit, Verb::Delete, Verb::Answer] {
        assert!(may(&then, verb, Thing::Post(&said)), "{verb:?}");
        assert!(!may(&after, verb, Thing::Post(&said)), "{verb:?}");
    }
}

#[test]
fn a_list_is_read_with_the_mandates_of_the_moment_at_which_the_viewer_was_made() {
    let seats = Seats::of(Vec::new(), ASSEMBLY, STARTS);
    let id = member(Standing::Active).id;
    assert_eq!(Viewer::seated(member(Standing::Active), seats.clone()).scope(), Scope::Member(id, STARTS));
    assert_eq!(Viewer::seated(member(Standing::Suspended), seats).scope(), Scope::Everybody);
    // Whoever was made without their mandates reads the lists of somebody who has none.
    let without: Viewer = member(Standing::Active).into();
    assert_eq!(without.scope(), Scope::Member(PersonId(id.0), Moment(i64::MIN)));
}
