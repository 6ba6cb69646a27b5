//! The whole table of a group and of a message: every viewer against every state, no database.

use url::Url;
use uuid::Uuid;

use super::*;
use crate::group::{GroupRole, Joining, Reach, Tell, Vouched};
use crate::language::Language;
use crate::person::{Person, Role, Standing};
use crate::text::{Handle, Note, PersonName, ShortText, Title};
use crate::world::Moment;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn person(number: u128, role: Role, standing: Standing) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(number)),
        handle: Handle::parse(&format!("p{number}")).unwrap(),
        name: PersonName::parse("Jeanne Morvan").unwrap(),
        title: None,
        mail: None,
        password: None,
        role,
        standing,
        language: Language::Fr,
        credentials_at: Moment(0),
        feed_read_to: Moment(0),
        joined_at: Moment(0),
    }
}

fn group(listing: Listing, state: GroupState, hosted: bool) -> Group {
    Group {
        id: GroupId(Uuid::from_u128(1)),
        actor: url("https://port-lazare.example/groups/1"),
        uid: "u".into(),
        epoch: 1,
        hosted,
        reach: Reach::Shared,
        joining: Joining::Ask,
        writing: Writing::Members,
        listing,
        state,
        name: Title::parse("Santé").unwrap(),
        aim: Note::parse("L’hôpital").unwrap(),
        host: url("https://port-lazare.example/section"),
        host_name: ShortText::parse("Port-Lazare").unwrap(),
        made_at: Moment(0),
        since: Moment(0),
        version: 0,
        seq: 0,
        head: Vec::new(),
        known_seq: 0,
        heard_at: Moment(0),
        animators: Vec::new(),
    }
}

fn place(person: &Person, role: GroupRole, state: Membership) -> GroupMember {
    GroupMember {
        group: GroupId(Uuid::from_u128(1)),
        actor: url("https://vallombre.example/people/1"),
        person: Some(person.id),
        name: person.name.clone(),
        handle: "p".into(),
        host: "vallombre.example".into(),
        role,
        state,
        shown: false,
        tell: Tell::Topics,
        join: String::new(),
        until: None,
        since: Moment(0),
    }
}

/// Everybody who may look: a name, who they are, and their place in the group.
fn viewers() -> Vec<(&'static str, Viewer, Option<GroupMember>)> {
    let member = |n| person(n, Role::Member, Standing::Active);
    let with = |n, role, state| {
        let person = member(n);
        let place = place(&person, role, state);
        (Viewer::from(person), Some(place))
    };
    let (suspended, ended) =
        (person(6, Role::Member, Standing::Suspended), person(7, Role::Member, Standing::Ended));
    let (theirs, gone) = (
        place(&suspended, GroupRole::Animator, Membership::Active),
        place(&ended, GroupRole::Member, Membership::Active),
    );
    // A colleague's place, handed in for somebody who has none.
    let borrowed = place(&member(1), GroupRole::Animator, Membership::Active);
    let mut all = vec![
        ("anyone", Viewer::Anyone, None),
        ("outside", Viewer::Outside, None),
        ("suspended", Viewer::from(suspended), Some(theirs)),
        ("ended", Viewer::from(ended), Some(gone)),
        ("colleague", Viewer::from(member(8)), None),
        ("borrower", Viewer::from(member(9)), Some(borrowed)),
        ("administrator", Viewer::from(person(10, Role::Administrator, Standing::Active)), None),
    ];
    for (name, number, role, state) in [
        ("animator", 1, GroupRole::Animator, Membership::Active),
        ("inside", 2, GroupRole::Member, Membership::Active),
        ("asking", 3, GroupRole::Member, Membership::Asked),
        ("left", 4, GroupRole::Member, Membership::Left),
        ("removed", 5, GroupRole::Animator, Membership::Removed),
        ("refused", 11, GroupRole::Member, Membership::Refused),
    ] {
        let (viewer, place) = with(number, role, state);
        all.push((name, viewer, place));
    }
    all
}

fn those(allowed: impl Fn(&Viewer, Option<&GroupMember>) -> bool) -> Vec<&'static str> {
    viewers()
        .iter()
        .filter(|(_, viewer, place)| allowed(viewer, place.as_ref()))
        .map(|(name, ..)| *name)
        .collect()
}

fn on_group(verb: Verb, group: &Group) -> Vec<&'static str> {
    those(|viewer, mine| may(viewer, verb, Thing::Group { group, mine }))
}

#[test]
fn the_inside_of_a_group_is_for_those_who_are_in_and_not_for_those_who_run_the_house() {
    for listing in Listing::ALL {
        for state in GroupState::ALL {
            let group = group(*listing, *state, false);
            assert_eq!(on_group(Verb::Enter, &group), ["animator", "inside"], "{listing} {state}");
        }
    }
}

#[test]
fn a_listed_group_is_known_to_the_section_and_a_hidden_one_to_those_with_a_place() {
    let section = [
        "colleague",
        "borrower",
        "administrator",
        "animator",
        "inside",
        "asking",
        "left",
        "removed",
        "refused",
    ];
    for state in GroupState::ALL {
        let state = *state;
        assert_eq!(on_group(Verb::Read, &group(Listing::Listed, state, false)), section, "{state}");
    }
    for (listing, state) in [
        (Listing::Hidden, GroupState::Live),
        (Listing::Hidden, GroupState::Closed),
        (Listing::Hidden, GroupState::Left),
    ] {
        let known = on_group(Verb::Read, &group(listing, state, false));
        assert_eq!(known, ["animator", "inside", "asking"], "{listing} {state}");
    }
}

#[test]
fn one_writes_where_one_is_in_while_the_group_is_open() {
    let live = group(Listing::Listed, GroupState::Live, false);
    assert_eq!(on_group(Verb::Write, &live), ["animator", "inside"]);
    let announcing = Group { writing: Writing::Animators, ..live };
    assert_eq!(on_group(Verb::Write, &announcing), ["animator"]);
    assert_eq!(on_group(Verb::React, &announcing), ["animator", "inside"]);
    for state in [GroupState::Closed, GroupState::Left, GroupState::Offered] {
        let group = group(Listing::Listed, state, true);
        for verb in [Verb::Write, Verb::React, Verb::Animate] {
            assert_eq!(on_group(verb, &group), Vec::<&str>::new(), "{state} {verb:?}");
        }
    }
}

#[test]
fn people_are_admitted_and_removed_by_animators_where_the_group_is_hosted() {
    let elsewhere = group(Listing::Listed, GroupState::Live, false);
    let here = group(Listing::Listed, GroupState::Live, true);
    assert_eq!(on_group(Verb::Administer, &elsewhere), Vec::<&str>::new());
    assert_eq!(on_group(Verb::Administer, &here), ["animator"]);
    assert_eq!(on_group(Verb::Animate, &elsewhere), ["animator"]);
    // An invitation is answered in the section's name, by those who speak for it.
    assert_eq!(on_group(Verb::Decide, &elsewhere), ["administrator"]);
    assert_eq!(on_group(Verb::Decide, &here), Vec::<&str>::new());
}

fn message(author: Option<u128>, state: MessageState) -> Message {
    Message {
        id: MessageId(Uuid::from_u128(1)),
        group: GroupId(Uuid::from_u128(1)),
        uri: url("https://vallombre.example/notes/1"),
        topic: MessageId(Uuid::from_u128(1)),
        parent: None,
        author: url("https://vallombre.example/people/2"),
        person: author.map(|n| PersonId(Uuid::from_u128(n))),
        name: PersonName::parse("Jeanne").unwrap(),
        host: "vallombre.example".into(),
        title: Some(Title::parse("Urgences").unwrap()),
        source: String::new(),
        html: String::new(),
        summary: String::new(),
        state,
        reason: None,
        seq: Some(1),
        vouched: Vouched::Author,
        written_at: Moment(0),
        edited_at: None,
        edits: 0,
        pinned_at: None,
        digest: None,
    }
}

fn on_message(verb: Verb, message: &Message, group: &Group) -> Vec<&'static str> {
    those(|viewer, mine| may(viewer, verb, Thing::Message { message, group, mine }))
}

#[test]
fn a_message_is_read_inside_and_before_the_host_has_it_by_its_author_alone() {
    let group = group(Listing::Listed, GroupState::Live, false);
    let read = |state| on_message(Verb::Read, &message(Some(2), state), &group);
    assert_eq!(read(MessageState::Published), ["animator", "inside"]);
    assert_eq!(read(MessageState::Waiting), ["inside"]);
    assert_eq!(read(MessageState::Refused), ["inside"]);
    assert_eq!(read(MessageState::Deleted), Vec::<&str>::new());
    assert_eq!(read(MessageState::Removed), Vec::<&str>::new());
    assert_eq!(read(MessageState::Withheld), Vec::<&str>::new());
    // The same id in another group is not there.
    let other = Group { id: GroupId(Uuid::from_u128(2)), ..group.clone() };
    let published = message(Some(2), MessageState::Published);
    assert_eq!(on_message(Verb::Read, &published, &other), Vec::<&str>::new());
}

#[test]
fn a_message_is_changed_by_its_author_and_taken_away_by_an_animator() {
    let group = group(Listing::Listed, GroupState::Live, false);
    let theirs = message(Some(2), MessageState::Published);
    let remote = message(None, MessageState::Published);
    assert_eq!(on_message(Verb::Edit, &theirs, &group), ["inside"]);
    assert_eq!(on_message(Verb::Delete, &theirs, &group), ["inside"]);
    assert_eq!(on_message(Verb::Remove, &theirs, &group), ["animator"]);
    assert_eq!(on_message(Verb::Edit, &remote, &group), Vec::<&str>::new());
    assert_eq!(on_message(Verb::Remove, &remote, &group), ["animator"]);
    // One who was removed no longer changes what they wrote: their act would not be taken.
    assert_eq!(
        on_message(Verb::Edit, &message(Some(5), MessageState::Published), &group),
        Vec::<&str>::new()
    );
}

#[test]
fn a_discussion_is_pinned_and_summed_up_a_reply_is_not() {
    let group = group(Listing::Listed, GroupState::Live, false);
    let head = message(Some(2), MessageState::Published);
    let reply = Message { parent: Some(head.id), ..head.clone() };
    assert_eq!(on_message(Verb::Animate, &head, &group), ["animator"]);
    assert_eq!(on_message(Verb::Animate, &reply, &group), Vec::<&str>::new());
}
