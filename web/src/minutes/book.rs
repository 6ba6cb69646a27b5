//! The minute book of a body, and whether its chain holds.

use askama::Template;
use axum::extract::{Query, State};
use preau_core::access;
use preau_core::action::minutes::book;
use preau_core::id::BodyId;
use preau_core::meeting::EntryKind;
use preau_core::meeting::chain::Broken;
use preau_core::text::folded;
use serde::Deserialize;

use super::decisions::bodies;
use super::show::hex;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::page::{Frame, Page, Room, Tab, Tag};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// Entries on the page: a body seals a dozen a year.
const ENTRIES_MAX: i64 = 500;

/// The page.
#[derive(Template)]
#[template(path = "minutes/book.html")]
pub(crate) struct Book {
    frame: Frame,
    tabs: Vec<Tab>,
    entries: Vec<Line>,
    /// Which body, and the words that are looked for in its minutes.
    body: String,
    words: String,
    /// What the check of the chain says; tone, icon, sentence.
    check: Tag,
}

impl Page for Book {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

struct Line {
    number: String,
    kind: String,
    title: String,
    href: String,
    when: String,
    hash: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Wanted {
    #[serde(alias = "organe")]
    body: String,
    q: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let house = web.house().await?;
    let body = match wanted.body.as_str() {
        "" => house.id,
        body => body.parse::<BodyId>().map_err(|_| Failure::Missing)?,
    };
    let mut db = web.read().await?;
    if !access::reads_register(db.as_mut(), &member.viewer, body).await? {
        return Err(Failure::Missing);
    }
    let frame = visit.frame(Room::Calendar);
    let dates = feed::dates(&web, &visit).await?;
    let tabs = bodies(db.as_mut(), &member, Some(body)).await?;
    let tabs = tabs
        .into_iter()
        .map(|(id, name, here)| Tab::new(format!("{}?body={id}", frame.to.book()), name, here))
        .collect();
    let mut entries = Vec::new();
    let words = folded(&wanted.q);
    let found = if words.is_empty() {
        db.newest_entries(body, ENTRIES_MAX).await?
    } else {
        access::search_register(db.as_mut(), &member.viewer, (body, &words), web.now()).await?
    };
    for entry in found {
        let meeting = db.meeting(entry.meeting).await?.ok_or(Failure::Missing)?;
        let kind = match entry.kind {
            EntryKind::Minutes => frame.t.book_minutes(),
            EntryKind::Correction => frame.t.book_correction(),
        };
        entries.push(Line {
            number: format!("{}-{}", entry.year, entry.number),
            kind,
            title: meeting.title.to_string(),
            href: frame.to.minutes(meeting.id),
            when: dates.day(entry.sealed_at),
            hash: hex(&entry.hash),
        });
    }
    let t = frame.t;
    let check = match book::check(db.as_mut(), body).await? {
        Ok(check) => ("ok", "circle-check", t.book_holds(check.checked())),
        Err(
            Broken::Gap { year, number } | Broken::Content { year, number } | Broken::Chain { year, number },
        ) => ("bad", "circle-x", t.book_broken(format!("{year}-{number}"))),
    };
    Ok(Book { frame, tabs, entries, body: body.to_string(), words: wanted.q, check }.show())
}
