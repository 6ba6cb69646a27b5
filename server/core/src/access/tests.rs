//! Tables of who may do what: posts here; what each mandate gives on each thing, and what is for a body, beside it.

mod bodies;
mod mandates;
mod meetings;

use super::*;
use crate::language::Language;
use crate::text::{Handle, PersonName};

fn person(name: &str, role: Role, standing: Standing) -> Person {
    Person {
        id: PersonId(uuid::Uuid::from_u128(name.len().try_into().unwrap())),
        handle: Handle::parse(name).unwrap(),
        name: PersonName::parse(name).unwrap(),
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

fn post(author: PersonId, audience: Audience, signature: Signature, state: PostState) -> Post {
    Post {
        id: PostId(uuid::Uuid::from_u128(1)),
        author,
        parent: None,
        root: PostId(uuid::Uuid::from_u128(1)),
        audience,
        signature,
        state,
        title: None,
        source: String::new(),
        html: String::new(),
        summary: String::new(),
        written_at: Moment(0),
        published_at: Moment(0),
        edited_at: None,
        edits: 0,
        answers: None,
    }
}

/// Everyone who may look at a post, against every state and audience of one that Jeanne wrote: the whole table.
#[test]
fn a_post_is_read_by_those_its_audience_and_state_name_and_by_nobody_else() {
    let jeanne = person("jeanne", Role::Member, Standing::Active);
    let viewers = [
        ("outside", Viewer::Outside),
        ("at the door", Viewer::AtTheDoor(Box::new(person("ba", Role::Member, Standing::Awaiting)))),
        ("anyone", Viewer::Anyone),
        ("awaiting", person("bak", Role::Member, Standing::Awaiting).into()),
        ("suspended", person("idri", Role::Administrator, Standing::Suspended).into()),
        ("member", person("nour0", Role::Member, Standing::Active).into()),
        ("author", jeanne.clone().into()),
        ("administrator", person("odile.g", Role::Administrator, Standing::Active).into()),
    ];
    let strangers: &[&str] = &["anyone", "awaiting", "suspended"];
    let members: &[&str] = &["member", "author", "administrator"];
    for (audience, state, readers) in [
        (Audience::Section, PostState::Published, members.to_vec()),
        (Audience::Everybody, PostState::Published, [strangers, members].concat()),
        (Audience::Everybody, PostState::Proposed, vec!["author", "administrator"]),
        (Audience::Everybody, PostState::Declined, vec!["author", "administrator"]),
        (Audience::Section, PostState::Deleted, vec![]),
        (Audience::Everybody, PostState::Removed, vec![]),
    ] {
        let post = post(jeanne.id, audience, Signature::Author, state);
        for (name, viewer) in &viewers {
            let may_read = may(viewer, Verb::Read, Thing::Post(&post));
            assert_eq!(may_read, readers.contains(name), "{name} reads {audience} {state}");
        }
    }
}

#[test]
fn what_is_out_for_everybody_is_edited_by_those_who_speak_for_the_section_alone() {
    let jeanne = person("jeanne", Role::Member, Standing::Active);
    let odile = person("odile.g", Role::Administrator, Standing::Active);
    let edits =
        |viewer: &Person, post: &Post| may(&Viewer::from(viewer.clone()), Verb::Edit, Thing::Post(post));
    let inside = post(jeanne.id, Audience::Section, Signature::Author, PostState::Published);
    assert!(edits(&jeanne, &inside) && !edits(&odile, &inside));
    let signed = post(jeanne.id, Audience::Everybody, Signature::Author, PostState::Published);
    assert!(!edits(&jeanne, &signed) && !edits(&odile, &signed));
    let unsigned = post(jeanne.id, Audience::Everybody, Signature::Section, PostState::Published);
    assert!(!edits(&jeanne, &unsigned) && edits(&odile, &unsigned));
    let proposed = post(jeanne.id, Audience::Everybody, Signature::Section, PostState::Proposed);
    assert!(edits(&jeanne, &proposed) && !edits(&odile, &proposed));
}

#[test]
fn a_history_is_for_members_also_where_the_post_is_for_everybody() {
    let jeanne = person("jeanne", Role::Member, Standing::Active);
    let post = post(jeanne.id, Audience::Everybody, Signature::Author, PostState::Published);
    assert!(may(&Viewer::from(jeanne), Verb::ReadHistory, Thing::Post(&post)));
    assert!(!may(&Viewer::Anyone, Verb::ReadHistory, Thing::Post(&post)));
}
