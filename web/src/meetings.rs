//! *Réunions*: the list, the draft, the agenda, the notice and the answers to it.

mod agenda;
mod ballots;
mod document;
mod form;
mod lines;
mod list;
mod notice;
mod propose;
mod reply;
mod show;
#[cfg(test)]
mod tests;

use axum::Router;
use preau_core::access::{self, MeetingPlace, Thing, Verb, may};
use preau_core::id::MeetingId;
use preau_core::meeting::{Item, Meeting, MeetingView};

pub(crate) use self::lines::announced;
#[cfg(test)]
pub(crate) use self::{
    agenda::AgendaPage,
    form::MeetingForm,
    list::MeetingsPage,
    notice::{NoticePage, PaperPage},
    show::MeetingPage,
};
use crate::dates::Dates;
use crate::error::Failure;
use crate::page::Tag;
use crate::session::Member;
use crate::state::Web;
use crate::visit::Visit;

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .merge(list::routes())
        .merge(form::routes())
        .merge(show::routes())
        .merge(agenda::routes())
        .merge(ballots::routes())
        .merge(document::routes())
        .merge(notice::routes())
        .merge(propose::routes())
        .merge(reply::routes())
}

/// Reads the id from the address; what is none does not exist.
fn id(text: &str) -> Result<MeetingId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

/// A meeting and what the member is to it.
struct Known {
    view: MeetingView,
    place: Option<MeetingPlace>,
}

impl Known {
    /// The meeting, if this member may read its inside.
    async fn read(web: &Web, member: &Member, address: &str) -> Result<Self, Failure> {
        let mut db = web.read().await?;
        let found = access::meeting(db.as_mut(), &member.viewer, id(address)?, web.now()).await?;
        let (view, place) = found.ok_or(Failure::Missing)?.into_inner();
        let known = Self { view, place };
        if known.may(member, Verb::Enter) { Ok(known) } else { Err(Failure::Missing) }
    }

    /// The same for those who prepare it; for all others there is no such page.
    async fn prepared(web: &Web, member: &Member, address: &str) -> Result<Self, Failure> {
        let known = Self::read(web, member, address).await?;
        if known.may(member, Verb::Prepare) { Ok(known) } else { Err(Failure::Missing) }
    }

    fn meeting(&self) -> &Meeting {
        &self.view.meeting
    }

    fn may(&self, member: &Member, verb: Verb) -> bool {
        may(&member.viewer, verb, Thing::Meeting { meeting: self.meeting(), place: self.place.as_ref() })
    }

    fn reads(&self, member: &Member, item: &Item) -> bool {
        access::may_read_item(&member.viewer, self.meeting(), self.place.as_ref(), item)
    }
}

/// The clocks of a meeting: a meeting is where it is, whoever looks from where.
fn clocks(web: &Web, visit: &Visit, meeting: &Meeting) -> Dates {
    Dates { language: visit.language, zone: meeting.time_zone, now: web.now() }
}

/// « jeudi 26 novembre, de 19 h 30 à 21 h 30 »
fn when(dates: &Dates, meeting: &Meeting) -> String {
    match meeting.ends_at {
        Some(end) => dates.range(meeting.starts_at, end),
        None => dates.moment(meeting.starts_at),
    }
}

/// What stands for a state beside a title: tone, icon, word.
fn state_tag(t: &crate::texts::Texts, meeting: &Meeting) -> Tag {
    use preau_core::meeting::MeetingState as S;
    let (tone, icon) = match meeting.state {
        S::Draft | S::AgendaOpen => ("", "pencil"),
        S::Convened => ("ok", "check"),
        S::InSession | S::Suspended => ("info", "clock"),
        S::Closed | S::Settled => ("", "check"),
        S::Cancelled | S::Postponed => ("bad", "circle-x"),
        S::LackOfQuorum => ("warn", "triangle-alert"),
    };
    (tone, icon, t.meeting_state(meeting.state.as_str()))
}
