//! Linked sections: whom we work with, the requests that came in, and the codes that we give to others.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use preau_core::action::link::{DecideLink, EndLink, MakeLinkCode, RevokeLinkCode};
use preau_core::action::network::host_and_port;
use preau_core::error::Refusal;
use preau_core::id::LinkCodeId;
use preau_core::link::{LINK_CODE_DAYS, LINK_CODES_MAX, LinkState, LinkView, LinkedSection};
use preau_core::store::Read;
use preau_core::world::Moment;
use serde::Deserialize;
use url::Url;

use super::{Ask, Part, confirm, dates, tabs};
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::{Filled, once};
use crate::manage::link_end;
use crate::manage::linking::{self, Typed};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE_LINKS, get(list))
        .at(place::MANAGE_LINK_CODES, post(make_code))
        .at(place::MANAGE_LINK_CODE, post(revoke))
        .at(place::MANAGE_LINK_ANSWER, get(ask_refuse).post(answer))
        .merge(linking::routes())
        .merge(link_end::routes())
}

/// Links of the past that are shown: enough to find last year's.
const PAST_SHOWN: usize = 50;

// ------------------------------------------------------------------ the list

/// Requests, links, and both forms.
#[derive(Template)]
#[template(path = "manage/links.html")]
pub(crate) struct Links {
    frame: Frame,
    tabs: Vec<Tab>,
    form: Filled<Typed>,
    asked: Vec<Asked>,
    linked: Vec<Row>,
    /// Our own requests that wait for the others.
    offered: Vec<Row>,
    /// Refused and ended.
    past: Vec<Row>,
    codes: Vec<Code>,
}

impl Page for Links {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A section that asks to be linked.
struct Asked {
    name: String,
    host: String,
    when: String,
    /// What it says that it is to us.
    claims: String,
    /// Empty where they cannot be said at this moment.
    words: Vec<&'static str>,
    actor: String,
    /// What was shown beside the buttons: an answer to anything else is not taken.
    seen: String,
    refusal: String,
    page: String,
}

/// A linked section, or one that was.
struct Row {
    name: String,
    host: String,
    kind: String,
    groups: i64,
    contact: String,
    state: String,
    tone: &'static str,
    icon: &'static str,
    /// The page before it ends, or is taken back.
    end: String,
}

/// A code that can still be used; its letters are nowhere any more.
struct Code {
    made: String,
    until: String,
    end: String,
}

async fn list(State(web): State<Web>, visit: Visit, _: Administrator) -> Answer {
    let form = Filled::sent(&visit, Typed::default());
    Ok(page(&web, &visit, form).await?.show())
}

/// The page again, with what is wrong beside its field.
pub(super) async fn wrong(web: &Web, visit: &Visit, form: Filled<Typed>) -> Answer {
    Ok(page(web, visit, form).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn page(web: &Web, visit: &Visit, mut form: Filled<Typed>) -> Result<Links, Failure> {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(web, visit, &house);
    form.typed.once = web.world.hidden_id().to_string();
    let mut db = web.read().await?;
    let row = |view: &LinkView| Row::of(view, &frame, &dates);
    let linked = db.linked_sections(&[LinkState::Linked]).await?.iter().map(row).collect();
    let offered = db.linked_sections(&[LinkState::Offered]).await?.iter().map(row).collect();
    let past = db.linked_sections(&[LinkState::Refused, LinkState::Ended]).await?;
    let past = past.iter().take(PAST_SHOWN).map(row).collect();
    let waiting = db.linked_sections(&[LinkState::Asked]).await?;
    let codes = db.link_codes(dates.now).await?;
    let codes = codes.into_iter().map(|code| Code {
        made: dates.ago(code.made_at),
        until: dates.day(code.expires_at),
        end: frame.to.manage_link_code(code.id),
    });
    let codes = codes.collect();
    let tabs = tabs(db.as_mut(), &frame, Part::Links).await?;
    drop(db);
    let mut asked = Vec::new();
    // Each spent a code of ours, so there are no more than codes were made; the words follow from keys that we hold.
    for view in &waiting {
        asked.push(Asked::of(web, &view.section, &frame, &dates).await);
    }
    Ok(Links { frame, tabs, form, asked, linked, offered, past, codes })
}

impl Asked {
    async fn of(web: &Web, link: &LinkedSection, frame: &Frame, dates: &Dates) -> Self {
        let words = web.elsewhere().words(&link.actor).await.unwrap_or_default();
        let actor = link.actor.id.to_string();
        Self {
            name: named(link),
            host: host_and_port(&link.actor.id),
            when: dates.ago(link.since),
            claims: frame.t.links_claims(link.kind.as_str()),
            seen: seen(link, &words),
            refusal: format!("{}?section={}", frame.to.manage_link_answer(), encoded(&actor)),
            page: link.actor.id.origin().ascii_serialization(),
            words,
            actor,
        }
    }
}

impl Row {
    fn of(view: &LinkView, frame: &Frame, dates: &Dates) -> Self {
        let (t, link) = (frame.t, &view.section);
        let (state, tone, icon) = match link.state {
            LinkState::Linked if view.failures > 0 => (t.links_silent(), "warn", "triangle-alert"),
            LinkState::Linked => (t.links_linked(), "ok", "check"),
            LinkState::Offered | LinkState::Asked => {
                (t.links_waiting(dates.ago(link.since)), "info", "clock")
            }
            LinkState::Refused => (t.links_refused(dates.ago(link.since)), "", ""),
            LinkState::Ended => (t.links_ended(dates.ago(link.since)), "", ""),
        };
        Self {
            name: named(link),
            host: host_and_port(&link.actor.id),
            kind: t.links_kind(link.kind.as_str()),
            groups: view.groups_in_common,
            contact: match view.last_contact {
                Some(moment) => dates.ago(moment),
                None => t.links_no_contact(),
            },
            state,
            tone,
            icon,
            end: format!("{}?section={}", frame.to.manage_link_end(), encoded(link.actor.id.as_str())),
        }
    }
}

/// How a section is called: by its name, else by its host.
pub(super) fn named(link: &LinkedSection) -> String {
    let name = link.actor.name.trim();
    if name.is_empty() { host_and_port(&link.actor.id) } else { name.to_owned() }
}

/// What an administrator was shown of a request before they answered it.
fn seen(link: &LinkedSection, words: &[&str]) -> String {
    format!("{} {} {}", link.kind, link.offer, words.join(" "))
}

/// An address as the value of a query.
pub(super) fn encoded(address: &str) -> String {
    url::form_urlencoded::byte_serialize(address.as_bytes()).collect()
}

/// The link that an address names, in one of these states; anything else is no page.
pub(super) async fn read(
    db: &mut dyn Read,
    section: &str,
    states: &[LinkState],
) -> Result<LinkedSection, Failure> {
    let actor = Url::parse(section).map_err(|_| Failure::Missing)?;
    let link = db.linked_section(&actor).await?.filter(|link| states.contains(&link.state));
    link.ok_or(Failure::Missing)
}

/// Which section, in the query of a page.
#[derive(Deserialize)]
pub(super) struct Named {
    pub(super) section: String,
}

// ------------------------------------------------------------------ codes for others

/// A code, shown this once: the table holds its hash.
#[derive(Template)]
#[template(path = "manage/link_code.html")]
pub(crate) struct LinkCodePage {
    frame: Frame,
    /// The first half of what is passed on: `vallombre.example`.
    host: String,
    /// The second: `ACDE-FGHJ-KMNP`.
    letters: String,
    until: String,
}

impl Page for LinkCodePage {
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Not a 303 as elsewhere: the next page could not show the code any more, and it must stand in no address or cookie.
async fn make_code(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(fields): Form<Typed>,
) -> Answer {
    let once = once(&fields.once)?;
    let by = me.id();
    let wanted = async { Ok(vec![web.perform(MakeLinkCode { by }).await?]) };
    let made = match web.printed.once(once, by, web.now(), wanted).await {
        Err(Failure::Refused(Refusal::TooMany(_))) => {
            let mut form = Filled::sent(&visit, Typed::default());
            form.say("", visit.frame(Room::None).t.links_too_many_codes(LINK_CODES_MAX));
            return wrong(&web, &visit, form).await;
        }
        made => made?,
    };
    let letters = made.into_iter().next().ok_or(Failure::Missing)?;
    let house = web.house().await?;
    let until = dates(&web, &visit, &house).day(web.now().plus(LINK_CODE_DAYS * Moment::DAY));
    let host = host_and_port(web.world.origin());
    Ok(LinkCodePage { frame: visit.frame(Room::None), host, letters, until }.show())
}

async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(id): Path<String>,
) -> Answer {
    let code: LinkCodeId = id.parse().map_err(|_| Failure::Missing)?;
    web.perform(RevokeLinkCode { by: me.id(), code }).await?;
    Ok(see_other(&visit.to.manage_links(), Some(Flash::new(Done::Revoked))))
}

// ------------------------------------------------------------------ requests that came in

/// The page before a request is refused.
async fn ask_refuse(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Query(named_by): Query<Named>,
) -> Answer {
    let link = read(web.read().await?.as_mut(), &named_by.section, &[LinkState::Asked]).await?;
    let t = visit.frame(Room::None).t;
    Ok(confirm(
        &visit,
        Ask {
            title: t.links_refuse_title(named(&link)),
            consequence: t.links_refuse_consequence(),
            action: visit.to.manage_link_answer(),
            button: t.manage_refuse(),
            destroys: true,
            hidden: vec![("section", link.actor.id.to_string()), ("accept", "no".to_owned())],
            back: visit.to.manage_links(),
        },
    ))
}

/// How a request is answered.
#[derive(Deserialize)]
struct Answered {
    section: String,
    accept: String,
    #[serde(default)]
    seen: String,
}

/// What is accepted is what was shown: the kind, the Offer and the words. A refusal needs no comparing.
async fn answer(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(form): Form<Answered>,
) -> Answer {
    let link = read(web.read().await?.as_mut(), &form.section, &[LinkState::Asked]).await?;
    let accept = form.accept == "yes";
    if accept {
        let words = web.elsewhere().words(&link.actor).await.unwrap_or_default();
        if words.is_empty() || seen(&link, &words) != form.seen {
            return Err(Refusal::ChangedMeanwhile.into());
        }
    }
    web.perform(DecideLink { by: me.id(), actor: link.actor.id.clone(), accept }).await?;
    let done = if accept { Done::SectionLinked } else { Done::Decided };
    Ok(see_other(&visit.to.manage_links(), Some(Flash::new(done))))
}

/// Ends a link, or takes our own request back.
pub(super) async fn end(
    web: &Web,
    visit: &Visit,
    link: &LinkedSection,
    by: preau_core::id::PersonId,
) -> Answer {
    web.perform(EndLink { by, actor: link.actor.id.clone() }).await?;
    let done = if link.state == LinkState::Linked { Done::SectionUnlinked } else { Done::Revoked };
    Ok(see_other(&visit.to.manage_links(), Some(Flash::new(done))))
}

#[cfg(test)]
#[path = "links_tests.rs"]
pub(super) mod tests;
