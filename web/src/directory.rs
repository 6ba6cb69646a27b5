//! The directory, for members: who holds which mandate in which body, and the people of the section. No stranger and no
//! other server ever reads it, in whole or in part (voices.md 8).

use std::collections::HashMap;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use preau_core::action::body::BODIES_MAX;
use preau_core::id::PersonId;
use preau_core::person::{Person, Standing};
use preau_core::text::folded;
use serde::Deserialize;

use crate::bodies::name_of;
use crate::error::Answer;
use crate::page::{Face, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::DIRECTORY, get(show))
}

/// People that are looked through: more than that are a federation, and no page for one pair of eyes.
const PEOPLE_MAX: i64 = 2_000;
/// People on one page.
const PAGE: usize = 100;
/// Mandates of one body that are shown.
const MANDATES_MAX: i64 = 200;
/// The most characters of a search.
const QUERY_MAX: usize = 80;

/// The page.
#[derive(Template)]
#[template(path = "directory.html")]
pub(crate) struct Directory {
    frame: Frame,
    bodies: Vec<Seats>,
    people: Vec<Row>,
    /// How many are active in all.
    members: usize,
    /// How many of them were found.
    found: usize,
    query: String,
    /// The page after this one; empty at the end.
    next: String,
}

impl Page for Directory {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A body with those who hold an office or a seat in it now.
struct Seats {
    name: String,
    href: String,
    holders: Vec<Holder>,
}

/// Who holds what.
#[derive(Clone)]
struct Holder {
    face: Face,
    name: String,
    href: String,
    role: String,
}

/// Somebody in the list.
struct Row {
    face: Face,
    name: String,
    href: String,
    title: String,
    /// Their mandates: role and body, in words.
    mandates: String,
}

/// What is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    q: String,
    page: usize,
}

async fn show(State(web): State<Web>, visit: Visit, _: Member, Query(asked): Query<Asked>) -> Answer {
    let frame = visit.frame(Room::Directory);
    let now = web.now();
    let mut db = web.read().await?;
    let mut bodies = Vec::new();
    let mut held: HashMap<PersonId, Vec<String>> = HashMap::new();
    for body in db.bodies(BODIES_MAX).await?.into_iter().filter(|body| body.stands(now)) {
        let name = name_of(&body, frame.t);
        let mut mandates = db.mandates_in(body.id, now, MANDATES_MAX).await?;
        mandates
            .retain(|view| view.mandate.holds(now) && view.mandate.delegated.is_none() && !view.holder.ended);
        mandates.sort_by_key(|view| view.mandate.role);
        let mut holders = Vec::new();
        for view in mandates {
            let role = frame.t.mandate_role(view.mandate.role.as_str());
            held.entry(view.holder.id)
                .or_default()
                .push(frame.t.directory_mandate(role.as_str(), name.as_str()));
            holders.push(Holder {
                face: Face::of(view.holder.name.as_str(), view.holder.id.0),
                name: view.holder.name.to_string(),
                href: frame.to.member(&view.holder.handle),
                role,
            });
        }
        bodies.push(Seats { name, href: frame.to.body(body.id), holders });
    }
    let all = db.people(&[Standing::Active], PEOPLE_MAX).await?;
    drop(db);
    Ok(Directory::of(frame, bodies, &all, &held, &asked).show())
}

impl Directory {
    fn of(
        frame: Frame,
        bodies: Vec<Seats>,
        all: &[Person],
        held: &HashMap<PersonId, Vec<String>>,
        asked: &Asked,
    ) -> Self {
        let query: String = asked.q.trim().chars().take(QUERY_MAX).collect();
        let wanted = folded(&query);
        let found: Vec<&Person> =
            all.iter().filter(|person| folded(person.name.as_str()).contains(&wanted)).collect();
        let skipped = asked.page.saturating_mul(PAGE);
        let row = |person: &&Person| Row {
            face: Face::of(person.name.as_str(), person.id.0),
            name: person.name.to_string(),
            href: frame.to.member(&person.handle),
            title: person.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            mandates: held.get(&person.id).map(|all| all.join(" ; ")).unwrap_or_default(),
        };
        let people = found.iter().skip(skipped).take(PAGE).map(row).collect();
        let more = found.len() > skipped.saturating_add(PAGE);
        let next = if more {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("q", &query)
                .append_pair("page", &asked.page.saturating_add(1).to_string())
                .finish();
            format!("{}?{query}", frame.to.directory())
        } else {
            String::new()
        };
        Self { bodies, people, members: all.len(), found: found.len(), query, next, frame }
    }
}

#[cfg(test)]
mod tests {
    use preau_core::person::Role;
    use uuid::Uuid;

    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::person;

    impl Samples for Directory {
        fn samples(frame: Frame) -> Vec<Self> {
            let holder = Holder {
                face: Face::of("Odile Garrec", Uuid::from_u128(2)),
                name: "Odile Garrec".to_owned(),
                href: frame.to.member("odile.garrec"),
                role: frame.t.mandate_role("secretary"),
            };
            let seats = |name: &str, holders| Seats {
                name: name.to_owned(),
                href: frame.to.body("0190b1c2-0000-7000-8000-000000000001"),
                holders,
            };
            let bodies = vec![seats("Bureau", vec![holder]), seats("Commission logement", Vec::new())];
            let people =
                [person(2, "Odile Garrec", Role::Administrator), person(3, "Thomas Le Goff", Role::Member)];
            let odile = people.first().map(|person| person.id).unwrap();
            let held = HashMap::from([(odile, vec!["Secrétariat (Bureau)".to_owned()])]);
            let none = Asked { q: "zzz".to_owned(), page: 0 };
            vec![
                Self::of(frame.clone(), bodies, &people, &held, &Asked::default()),
                Self::of(frame, Vec::new(), &people, &held, &none),
            ]
        }
    }

    #[test]
    fn a_name_is_found_without_its_accents_and_the_list_goes_on_where_it_stopped() {
        let frame = crate::gallery::frame(preau_core::language::Language::Fr);
        let many: Vec<Person> =
            (0..150).map(|n| person(n + 10, &format!("Éva Numéro {n}"), Role::Member)).collect();
        let of = |q: &str, page| {
            let asked = Asked { q: q.to_owned(), page };
            Directory::of(frame.clone(), Vec::new(), &many, &HashMap::new(), &asked)
        };
        let first = of("eva", 0);
        assert_eq!((first.people.len(), first.found, first.members), (100, 150, 150));
        assert!(first.next.ends_with("?q=eva&page=1"), "{}", first.next);
        let second = of("eva", 1);
        assert_eq!((second.people.len(), second.next.as_str()), (50, ""));
        assert_eq!(of("149", 0).found, 1);
        assert!(of("", usize::MAX).people.is_empty());
    }
}
