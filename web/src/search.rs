//! Looking for something: groups, discussions and rendezvous that the reader may read, members, and accounts elsewhere.
//!
//! Nothing leaves the server while one types or reads this page: an account elsewhere is looked up after a button.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use preau_core::access::Scope;
use preau_core::action::network::host_and_port;
use preau_core::error::Fault;
use preau_core::group::{GroupCard, Message};
use preau_core::id::{GroupId, PersonId};
use preau_core::language::Language;
use preau_core::person::{Person, Standing};
use preau_core::rendezvous::MONTH_MAX;
use preau_core::store::Read;
use preau_core::text::folded;
use preau_core::world::Moment;
use serde::Deserialize;
use url::Url;

use crate::calendar::Row;
use crate::dates::Dates;
use crate::error::Answer;
use crate::feed;
use crate::page::{Face, Frame, Page, Room};
use crate::place::{self, Addresses, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::SEARCH, get(show))
}

/// Characters that are looked at: titles are not longer, and what is beyond finds nothing.
const TYPED_MAX: usize = 100;
/// Fewer letters find everything.
const TYPED_MIN: usize = 2;
/// Lines of each kind: who does not find it among these types another word.
const FOUND_MAX: i64 = 20;
/// The same for lists that are filtered here.
const SHOWN_MAX: usize = 20;
/// Members that are looked through by name, which is cheaper than an index for as many as a section has.
const PEOPLE_MAX: i64 = 1_000;
/// How far ahead rendezvous are looked for.
const AHEAD: i64 = 183 * Moment::DAY;
/// Characters of a group's aim on its line.
const AIM_MAX: usize = 160;

/// What was typed.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    q: String,
}

/// The page.
#[derive(Template)]
#[template(path = "search.html")]
pub(crate) struct Search {
    frame: Frame,
    wanted: Wanted,
    groups: Vec<Hit>,
    topics: Vec<Hit>,
    people: Vec<Known>,
    rendezvous: Vec<Row>,
    /// Where an account elsewhere is looked up.
    elsewhere: String,
}

impl Page for Search {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Search {
    fn is_empty(&self) -> bool {
        self.groups.is_empty()
            && self.topics.is_empty()
            && self.people.is_empty()
            && self.rendezvous.is_empty()
            && self.elsewhere.is_empty()
    }
}

/// A group or a discussion.
struct Hit {
    href: String,
    title: String,
    more: String,
}

/// A member.
struct Known {
    href: String,
    name: String,
    title: String,
    face: Face,
}

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Wanted {
    /// As it stands in the field: what was typed, cut.
    typed: String,
    /// Whether it was cut.
    cut: bool,
    /// Folded; empty where there is too little of it.
    words: String,
    /// An account or a page of another server.
    account: Option<String>,
}

impl Wanted {
    fn read(typed: &str, own_host: &str) -> Self {
        let typed = typed.trim();
        let kept: String = typed.chars().take(TYPED_MAX).collect();
        let cut = kept.len() < typed.len();
        let words = folded(kept.trim());
        let words = if words.chars().count() < TYPED_MIN { String::new() } else { words };
        // An address that was cut is another address.
        let account = if cut { None } else { account(&kept).filter(|(_, host)| host != own_host) };
        Self { typed: kept, cut, words, account: account.map(|(account, _)| account) }
    }

    /// Something was typed, and it is too little.
    fn too_short(&self) -> bool {
        !self.typed.is_empty() && self.words.is_empty()
    }
}

/// `@name@host`, `name@host` or an https address, with its host; `None` for anything else.
fn account(typed: &str) -> Option<(String, String)> {
    if typed.contains(char::is_whitespace) {
        return None;
    }
    if typed.starts_with("https://") {
        let address = Url::parse(typed).ok().filter(|address| address.domain().is_some())?;
        return Some((typed.to_owned(), host_and_port(&address)));
    }
    let (name, host) = typed.strip_prefix('@').unwrap_or(typed).split_once('@')?;
    let of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || !name.chars().all(of_name) || host.contains(['@', '/', '?', '#']) {
        return None;
    }
    let address = Url::parse(&format!("https://{host}/")).ok()?;
    let domain = address.domain()?;
    // One label alone is nobody's server, but for a trial on one machine.
    (domain.contains('.') || domain == "localhost").then(|| (typed.to_owned(), host_and_port(&address)))
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Query(typed): Query<Typed>) -> Answer {
    let wanted = Wanted::read(&typed.q, &host_and_port(web.world.origin()));
    let frame = visit.frame(Room::None);
    let elsewhere = wanted.account.as_deref().map(|account| look_up(frame.to, account)).unwrap_or_default();
    let mut page = Search {
        frame,
        wanted,
        groups: Vec::new(),
        topics: Vec::new(),
        people: Vec::new(),
        rendezvous: Vec::new(),
        elsewhere,
    };
    if !page.wanted.words.is_empty() {
        let dates = feed::dates(&web, &visit).await?;
        let mut db = web.read().await?;
        page.find(db.as_mut(), &member, dates).await?;
    }
    Ok(page.show())
}

/// Where an account elsewhere is looked up: the parameter is named in the language of the address.
fn look_up(to: Addresses, account: &str) -> String {
    let parameter = match to.language {
        Language::Fr => "adresse",
        Language::En => "address",
    };
    let account: String = url::form_urlencoded::byte_serialize(account.as_bytes()).collect();
    format!("{}?{parameter}={account}", to.network_account())
}

impl Search {
    /// Each list holds what this member may read and nothing else (A05).
    async fn find(&mut self, db: &mut dyn Read, member: &Member, dates: Dates) -> Result<(), Fault> {
        let (me, to) = (member.id(), self.frame.to);
        let words = self.wanted.words.clone();
        let groups = db.search_groups(me, &words, FOUND_MAX).await?;
        self.groups = groups.iter().map(|card| Hit::group(card, &self.frame)).collect();
        let topics = db.search_topics(me, &words, FOUND_MAX).await?;
        self.topics = self.named(db, &topics, dates).await?;
        let people = db.people(&[Standing::Active], PEOPLE_MAX).await?;
        let found = people.iter().filter(|person| is_named(person, &words));
        self.people = found.take(SHOWN_MAX).map(|person| Known::of(person, to)).collect();
        self.rendezvous = self.coming(db, (member.viewer.scope(), me), dates).await?;
        Ok(())
    }

    /// Discussions with the names of their groups, each looked up once.
    async fn named(&self, db: &mut dyn Read, topics: &[Message], dates: Dates) -> Result<Vec<Hit>, Fault> {
        let mut names: HashMap<GroupId, String> = HashMap::new();
        let mut hits = Vec::new();
        for topic in topics {
            if !names.contains_key(&topic.group)
                && let Some(group) = db.group(topic.group).await?
            {
                names.insert(topic.group, group.name.to_string());
            }
            let group = names.get(&topic.group).map(String::as_str).unwrap_or_default();
            hits.push(Hit {
                href: self.frame.to.topic(topic.id),
                title: topic.title.as_ref().map_or_else(|| topic.summary.clone(), ToString::to_string),
                more: self.frame.t.search_topic_in(group, dates.ago(topic.written_at)),
            });
        }
        Ok(hits)
    }

    /// Rendezvous and those of groups that are still to come and have these words in their title.
    async fn coming(
        &self,
        db: &mut dyn Read,
        (scope, me): (Scope, PersonId),
        dates: Dates,
    ) -> Result<Vec<Row>, Fault> {
        let (from, to) = (dates.now, dates.now.plus(AHEAD));
        let has = |title: &str| folded(title).contains(&self.wanted.words);
        let views = db.agenda(scope, from, to, MONTH_MAX).await?;
        let of_groups = db.gatherings_for(me, from, to, MONTH_MAX).await?;
        let mut rows: Vec<(Moment, Row)> = Vec::new();
        // Of what comes again the next one is found.
        let mut seen = HashSet::new();
        for view in views.iter().filter(|view| has(view.rendezvous.title.as_str())) {
            if view.rendezvous.occurrence.is_some_and(|place| !seen.insert(place.series)) {
                continue;
            }
            rows.push((view.rendezvous.starts_at, Row::of(&self.frame, &dates, view)));
        }
        for view in of_groups.iter().filter(|view| has(view.gathering.plan.title.as_str())) {
            rows.push((view.gathering.plan.starts_at, Row::of_group(&self.frame, &dates, view)));
        }
        rows.sort_by_key(|(starts_at, _)| *starts_at);
        Ok(rows.into_iter().take(SHOWN_MAX).map(|(_, row)| row).collect())
    }
}

impl Hit {
    fn group(card: &GroupCard, frame: &Frame) -> Self {
        let aim: String = card.group.aim.as_str().chars().take(AIM_MAX).collect();
        let cut = aim.len() < card.group.aim.as_str().len();
        Self {
            href: frame.to.group(card.group.id),
            title: card.group.name.to_string(),
            more: if cut { format!("{}…", aim.trim_end()) } else { aim },
        }
    }
}

impl Known {
    fn of(person: &Person, to: Addresses) -> Self {
        Self {
            href: to.member(&person.handle),
            name: person.name.to_string(),
            title: person.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            face: Face::of(person.name.as_str(), person.id.0),
        }
    }
}

/// Whether every word is in the name or the handle, in any order and however it is accented.
fn is_named(person: &Person, words: &str) -> bool {
    let name = folded(person.name.as_str());
    let handle = words.strip_prefix('@').unwrap_or(words);
    person.handle.as_str() == handle || words.split_whitespace().all(|word| name.contains(word))
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
