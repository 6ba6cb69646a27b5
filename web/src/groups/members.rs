//! Who is in a group: everybody and every section for its animators on the host, one's own people for all others. And
//! leaving it.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::get;
use preau_core::access::Verb;
use preau_core::action::group::decide::RemoveMember;
use preau_core::action::group::member::LeaveGroup;
use preau_core::action::network::host_and_port;
use preau_core::error::{Failure as CoreFailure, Refusal};
use preau_core::group::{
    GROUP_MEMBERS_MAX, GroupLink, GroupMember, GroupSection, Membership, RECEIPTS_MAX, Reach, Receipt,
    ReceiptState, SectionState,
};
use preau_core::link::{LinkState, LinkView};
use preau_core::world::Moment;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use super::head::{Animator, Head, Part, animators, face};
use super::square::Square;
use super::{Known, group_id};
use crate::error::{Answer, Failure, sentence};
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_MEMBERS, get(show))
        .at(place::GROUP_REMOVAL, get(ask_removal).post(remove))
        .at(place::GROUP_LEAVE, get(ask_leave).post(leave))
}

/// Days of a removal for a time: long enough for tempers to cool.
const REMOVED_DAYS: i64 = 7;

/// The page.
#[derive(Template)]
#[template(path = "groups/members.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct Members {
    frame: Frame,
    head: Head,
    shared: bool,
    /// The viewer decides about people: an animator, where the group is hosted.
    manages: bool,
    asking: Vec<One>,
    people: Vec<One>,
    /// There are more than are shown.
    more: bool,
    /// Somebody animates it alone, and cannot stop before another does.
    alone: bool,
    removed: Vec<One>,
    receipts: Vec<Answered>,
    sections: Vec<Section>,
    invitable: Vec<Invitable>,
    /// Until when a link is good; empty where there is none.
    link_until: String,
    once: Uuid,
    /// The viewer agreed to be seen as an animator.
    shown: bool,
    animators: Vec<Animator>,
}

impl Page for Members {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Somebody on the list.
struct One {
    actor: String,
    face: Face,
    name: String,
    href: String,
    square: Option<Square>,
    animates: bool,
    me: bool,
    since: String,
    /// The page before they are removed.
    removal: String,
}

impl One {
    fn of(frame: &Frame, known: &Known, me: &Member, member: &GroupMember) -> Self {
        let (t, to, dates) = (frame.t, frame.to, known.dates);
        let actor: String = url::form_urlencoded::byte_serialize(member.actor.as_str().as_bytes()).collect();
        Self {
            face: face(member.name.as_str(), &member.actor),
            name: member.name.to_string(),
            href: member.person.map(|_| to.member(&member.handle)).unwrap_or_default(),
            square: known.squares.beside(t, &member.host),
            animates: member.animates(),
            me: member.person == Some(me.id()),
            since: match (member.state, member.until) {
                (Membership::Asked, _) => t.group_asked_since(dates.ago(member.since)),
                (Membership::Removed, Some(until)) => t.group_removed_until(dates.day(until)),
                (Membership::Removed, None) => t.group_removed_for_good(),
                _ => t.group_since(dates.day(member.since)),
            },
            removal: format!("{}?actor={actor}", to.group_removal(member.group)),
            actor: member.actor.to_string(),
        }
    }
}

/// What a server answered to a removal.
struct Answered {
    what: String,
    square: Square,
    when: String,
    tone: &'static str,
    icon: &'static str,
    state: String,
}

impl Answered {
    fn of(frame: &Frame, known: &Known, receipt: &Receipt) -> Self {
        let (tone, icon) = match receipt.state {
            ReceiptState::Pending => ("", "clock"),
            ReceiptState::Done => ("ok", "check"),
            ReceiptState::Refused => ("bad", "circle-x"),
        };
        Self {
            // The removal of a message is an entry of the log; that of somebody is not.
            what: if receipt.about.contains("/log/") {
                frame.t.group_receipt_message(receipt.what.as_str())
            } else {
                receipt.what.to_string()
            },
            square: known.squares.at(frame.t, &receipt.host),
            when: known.dates.ago(receipt.answered_at.unwrap_or(receipt.asked_at)),
            tone,
            icon,
            state: frame.t.group_receipt_state(receipt.state.as_str()),
        }
    }
}

/// A section that takes part or was invited.
struct Section {
    square: Square,
    note: String,
}

impl Section {
    fn of(frame: &Frame, known: &Known, section: &GroupSection) -> Self {
        let t = frame.t;
        let note = match (section.owner, section.state) {
            (true, SectionState::Invited) => t.group_section_owner_asked(),
            (true, SectionState::Taking) => t.group_section_owner(),
            (_, state) => t.group_section_state(state.as_str()),
        };
        Self { square: known.squares.at(t, &section.host), note }
    }
}

/// A linked section that is not in it yet.
struct Invitable {
    actor: String,
    square: Square,
}

/// What was read for the page.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) members: Vec<GroupMember>,
    pub(super) receipts: Vec<Receipt>,
    pub(super) linked: Vec<LinkView>,
    pub(super) links: Vec<GroupLink>,
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::inside(&web, &visit, &member, group_id(&id)?).await?;
    let group = known.view.group.id;
    let manages = known.may(&member.viewer, Verb::Administer);
    let mut db = web.read().await?;
    let states: &[Membership] = if manages {
        &[Membership::Active, Membership::Asked, Membership::Removed]
    } else {
        &[Membership::Active]
    };
    let mut read =
        Reading { members: db.group_members(group, states, GROUP_MEMBERS_MAX).await?, ..Reading::default() };
    if manages {
        read.receipts = db.receipts(group, RECEIPTS_MAX).await?;
        read.linked = db.linked_sections(&[LinkState::Linked]).await?;
        read.links = db.group_links(group, web.now()).await?;
    }
    drop(db);
    Ok(Members::of(visit.frame(Room::Groups), &member, &known, &read, web.world.hidden_id()).show())
}

impl Members {
    pub(super) fn of(frame: Frame, member: &Member, known: &Known, read: &Reading, once: Uuid) -> Self {
        let manages = known.may(&member.viewer, Verb::Administer);
        let shared = known.view.group.reach == Reach::Shared;
        let row = |found: &&GroupMember| One::of(&frame, known, member, found);
        // Whoever does not decide about people reads their own section's names alone (voices.md 8).
        let mine = |found: &&GroupMember| manages || found.person.is_some();
        let of = |state| {
            let named = read.members.iter().filter(mine).filter(|found| found.state == state);
            named.collect::<Vec<_>>()
        };
        let shown = |state| of(state).iter().map(row).collect::<Vec<_>>();
        let until = read.links.first().map(|link| frame.t.group_link_until(known.dates.day(link.expires_at)));
        Self {
            head: Head::of(&frame, known, &member.viewer, Part::Members),
            asking: shown(Membership::Asked),
            people: shown(Membership::Active),
            alone: of(Membership::Active).iter().filter(|found| found.animates()).count() <= 1,
            more: i64::try_from(read.members.len()).unwrap_or(i64::MAX) >= GROUP_MEMBERS_MAX,
            removed: shown(Membership::Removed),
            receipts: read.receipts.iter().map(|receipt| Answered::of(&frame, known, receipt)).collect(),
            sections: known.view.sections.iter().map(|one| Section::of(&frame, known, one)).collect(),
            invitable: invitable(known, &read.linked),
            link_until: until.unwrap_or_default(),
            once,
            shown: known.view.mine.as_ref().is_some_and(|mine| mine.shown),
            animators: animators(&frame, known),
            shared,
            manages,
            frame,
        }
    }
}

/// The linked sections that are neither in nor invited.
fn invitable(known: &Known, linked: &[LinkView]) -> Vec<Invitable> {
    let there = |actor: &Url| {
        let found = known.view.sections.iter().find(|section| section.actor == *actor);
        found.is_some_and(|s| matches!(s.state, SectionState::Taking | SectionState::Invited))
    };
    let open = linked.iter().filter(|link| !there(&link.section.actor.id));
    open.map(|link| {
        let actor = &link.section.actor;
        Invitable { square: Square::of(&host_and_port(&actor.id), &actor.name), actor: actor.id.to_string() }
    })
    .collect()
}

// ------------------------------------------------------------------ removing somebody

/// The page before somebody is removed.
#[derive(Template)]
#[template(path = "groups/remove.html")]
pub(crate) struct Removal {
    pub(super) frame: Frame,
    pub(super) title: String,
    pub(super) consequence: String,
    pub(super) action: String,
    pub(super) back: String,
    pub(super) actor: String,
}

impl Page for Removal {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[derive(Deserialize)]
struct Named {
    actor: String,
}

async fn ask_removal(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Query(named): Query<Named>,
) -> Answer {
    let known = Known::ruled(&web, &visit, &member, group_id(&id)?).await?;
    let group = known.view.group.id;
    let actor = Url::parse(&named.actor).map_err(|_| Failure::Missing)?;
    let found = web.read().await?.group_member(group, &actor).await?;
    let found = found.filter(GroupMember::is_in).ok_or(Failure::Missing)?;
    let frame = visit.frame(Room::Groups);
    Ok(Removal {
        title: frame.t.group_remove_title(found.name.as_str()),
        consequence: match known.view.group.reach {
            Reach::Section => frame.t.group_remove_consequence_here(),
            Reach::Shared => frame.t.group_remove_consequence_shared(),
        },
        action: frame.to.group_removal(group),
        back: frame.to.group_members(group),
        actor: actor.to_string(),
        frame,
    }
    .show())
}

#[derive(Deserialize)]
struct Removed {
    actor: String,
    #[serde(default)]
    until: String,
}

async fn remove(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Removed>,
) -> Answer {
    let group = group_id(&id)?;
    let actor = Url::parse(&sent.actor).map_err(|_| Failure::Missing)?;
    let until = (sent.until == "week").then(|| web.now().plus(REMOVED_DAYS * Moment::DAY));
    web.perform(RemoveMember { by: member.id(), group, actor, until }).await?;
    Ok(see_other(&visit.to.group_members(group), Some(Flash::new(Done::Removed))))
}

// ------------------------------------------------------------------ leaving

/// The page before one leaves.
#[derive(Template)]
#[template(path = "groups/leave.html")]
pub(crate) struct Leave {
    frame: Frame,
    title: String,
    consequence: String,
    /// What taking back one's words means here.
    take_back: String,
    action: String,
    back: String,
    /// Why it was not possible, in a sentence.
    wrong: String,
}

impl Page for Leave {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Leave {
    pub(super) fn of(frame: Frame, known: &Known, wrong: String) -> Self {
        let (t, group) = (frame.t, &known.view.group);
        Self {
            title: t.group_leave_title(group.name.as_str()),
            consequence: t.group_leave_consequence(),
            take_back: match group.reach {
                Reach::Section => t.group_leave_take_back_here(),
                Reach::Shared => t.group_leave_take_back_shared(),
            },
            action: frame.to.group_leave(group.id),
            back: frame.to.group(group.id),
            wrong,
            frame,
        }
    }
}

async fn ask_leave(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let known = Known::inside(&web, &visit, &member, group_id(&id)?).await?;
    Ok(Leave::of(visit.frame(Room::Groups), &known, String::new()).show())
}

#[derive(Deserialize)]
struct Leaves {
    #[serde(default)]
    take_back: String,
}

/// Leaves, or takes back the question of one who asked.
async fn leave(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Leaves>,
) -> Answer {
    let group = group_id(&id)?;
    let known = Known::read(&web, &visit, &member, group).await?;
    let asked = known.view.mine.as_ref().is_some_and(|mine| mine.state == Membership::Asked);
    let take_back = sent.take_back == "yes";
    match web.perform(LeaveGroup { by: member.id(), group, take_back }).await {
        Ok(()) if asked => Ok(see_other(&visit.to.groups(), Some(Flash::new(Done::Removed)))),
        Ok(()) => Ok(see_other(&visit.to.groups(), Some(Flash::new(Done::GroupLeft)))),
        Err(CoreFailure::Refused(refusal @ Refusal::LastAnimator)) => {
            let frame = visit.frame(Room::Groups);
            let wrong = sentence(frame.t, &refusal);
            Ok(Leave::of(frame, &known, wrong).show_as(axum::http::StatusCode::CONFLICT))
        }
        Err(failure) => Err(failure.into()),
    }
}
