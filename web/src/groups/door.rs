//! The door of a group: what one learns before coming in, asking, links that were received, and what our section answers.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use preau_core::access::Verb;
use preau_core::action::group::invite::{AnswerInvitation, MeetGroup};
use preau_core::action::group::member::JoinGroup;
use preau_core::action::network::host_and_port;
use preau_core::elsewhere::Absent;
use preau_core::group::{GroupState, Joining, Listing, Membership, Reach, SectionState};
use preau_core::id::GroupId;
use preau_core::world::Token;
use serde::Deserialize;
use url::Url;

use super::head::{Animator, Head, Part, Remark, animators};
use super::{Known, group_id, list, yes};
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::GROUP_LINK, post(received))
        .at(place::GROUP_INVITATION, get(invitation))
        .at(place::GROUP_JOIN, post(join))
        .at(place::GROUP_ANSWER, post(answer))
}

/// The longest link that is read; ours have a third of it.
const LINK_BYTES_MAX: usize = 500;

/// The door.
#[derive(Template)]
#[template(path = "groups/door.html")]
pub(crate) struct Door {
    frame: Frame,
    head: Head,
    /// Our section is asked to answer for the group, and the viewer administers it.
    answer: Option<String>,
    way: Option<Way>,
    /// One asked, and can take that back.
    withdraws: bool,
    animators: Vec<Animator>,
}

impl Page for Door {
    // It may hold a token.
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The way in.
struct Way {
    title: String,
    /// Which name others will see and on which servers (voices.md 9).
    lines: Vec<String>,
    button: String,
    token: String,
}

/// A link that somebody opens who is not signed in here.
#[derive(Template)]
#[template(path = "groups/stranger.html")]
pub(crate) struct Stranger {
    pub(super) frame: Frame,
}

impl Page for Stranger {
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Stranger {
    /// The sign-in, and from there back to the link.
    fn sign_in(&self) -> String {
        let back: String = url::form_urlencoded::byte_serialize(self.frame.here.as_bytes()).collect();
        format!("{}?back={back}", self.frame.to.sign_in())
    }
}

/// The door for this member, who is not in.
pub(super) fn page(visit: &Visit, member: &Member, known: &Known, token: &str) -> Door {
    Door::of(visit.frame(Room::Groups), member, known, token)
}

impl Door {
    pub(super) fn of(frame: Frame, member: &Member, known: &Known, token: &str) -> Self {
        let mut head = Head::of(&frame, known, &member.viewer, Part::Deeper);
        head.remarks.extend(standing(&frame, known));
        let way = way(&frame, member, known, &head, token);
        if way.is_none() && head.remarks.is_empty() {
            head.remarks.push(Remark::new("", "lock", frame.t.group_door_invited_only()));
        }
        let asked = known.view.mine.as_ref().is_some_and(|mine| mine.state == Membership::Asked);
        Self {
            answer: asked_of_us(&frame, member, known),
            way,
            withdraws: asked,
            animators: animators(&frame, known),
            head,
            frame,
        }
    }
}

/// Where one stands with the group, in a sentence.
fn standing(frame: &Frame, known: &Known) -> Option<Remark> {
    let (t, group, now) = (frame.t, &known.view.group, known.dates.now);
    let note = |tone, icon, text| Some(Remark::new(tone, icon, text));
    match known.view.mine.as_ref() {
        Some(mine) if mine.state == Membership::Asked => note("", "clock", t.group_door_asked()),
        Some(mine) if mine.is_out(now) => {
            let text = match mine.until {
                Some(until) => t.group_door_out_until(known.dates.day(until)),
                None => t.group_door_out(),
            };
            note("bad", "circle-x", text)
        }
        Some(mine) if mine.state == Membership::Removed => note("", "info", t.group_door_back()),
        Some(mine) if mine.state == Membership::Refused => note("", "info", t.group_door_refused()),
        Some(mine) if mine.state == Membership::Left => note("", "info", t.group_door_left()),
        _ if group.state == GroupState::Left => note("", "info", t.group_door_gone()),
        _ if group.state == GroupState::Offered && group.listing == Listing::Listed => {
            note("", "handshake", t.group_door_offered(&frame.site.name))
        }
        _ => None,
    }
}

/// What the host asks of our section, while that is open: shown to those who answer in its name.
pub(super) fn asked_of_us(frame: &Frame, member: &Member, known: &Known) -> Option<String> {
    let ours = known.view.sections.iter().find(|section| known.squares.is_ours(&section.host))?;
    let open = ours.owner && ours.state == SectionState::Invited;
    let shown = open && known.may(&member.viewer, Verb::Decide);
    shown.then(|| frame.t.group_owner_asks(known.view.group.host_name.as_str()))
}

/// The way in, where there is one for this member.
fn way(frame: &Frame, member: &Member, known: &Known, head: &Head, token: &str) -> Option<Way> {
    let (t, group) = (frame.t, &known.view.group);
    let mine = known.view.mine.as_ref();
    let waits = mine.is_some_and(|mine| mine.state == Membership::Asked || mine.is_out(known.dates.now));
    if waits || (!known.may(&member.viewer, Verb::Join) && token.is_empty()) {
        return None;
    }
    let returns = mine.is_some_and(|mine| mine.state == Membership::Removed);
    if group.joining == Joining::Invited && token.is_empty() && !returns {
        return None;
    }
    let at_once = group.joining == Joining::Free || !token.is_empty() || returns;
    let mut lines = Vec::new();
    let name = member.person.name.as_str();
    if group.reach == Reach::Section {
        lines.push(t.group_door_name_here(name));
    } else {
        lines.push(t.group_door_name_shared(name, host_and_port(&group.actor)));
        lines.push(t.group_door_copies(head.readers.hosts()));
    }
    lines.push(match (at_once, token.is_empty()) {
        (true, false) => t.group_door_token(),
        (false, _) => t.group_door_decides(),
        (true, true) => String::new(),
    });
    lines.retain(|line| !line.is_empty());
    Some(Way {
        title: if at_once { t.group_door_enter_title() } else { t.group_door_ask_title() },
        lines,
        button: if at_once { t.group_door_enter() } else { t.group_door_ask() },
        token: token.to_owned(),
    })
}

#[derive(Deserialize)]
struct Held {
    #[serde(default)]
    token: String,
}

async fn join(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(held): Form<Held>,
) -> Answer {
    let group = group_id(&id)?;
    web.limits.write(member.id())?;
    let token = Some(held.token).filter(|token| !token.is_empty());
    let state = web.perform(JoinGroup { by: member.id(), group, token }).await?;
    let done = if state == Membership::Active { Done::GroupJoined } else { Done::GroupAsked };
    Ok(see_other(&visit.to.group(group), Some(Flash::new(done))))
}

#[derive(Deserialize)]
struct Decision {
    accept: String,
}

async fn answer(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(decision): Form<Decision>,
) -> Answer {
    let group = group_id(&id)?;
    let accept = yes(&decision.accept)?;
    web.perform(AnswerInvitation { by: member.id(), group, accept }).await?;
    Ok(see_other(&visit.to.group(group), Some(Flash::new(Done::Decided))))
}

/// A link of ours, opened here: the door for a member, and for a stranger the way to their own section's site. It says
/// nothing of the group, whether the link is good or not.
async fn invitation(
    State(web): State<Web>,
    visit: Visit,
    caller: Caller,
    member: Result<Member, Response>,
    Path((id, token)): Path<(String, String)>,
) -> Answer {
    let member = match member {
        Ok(member) => member,
        // Signed in, and waiting to be welcomed.
        Err(told) if caller.session.is_some() => return Ok(told),
        Err(_) => return Ok(Stranger { frame: visit.frame(Room::None) }.show()),
    };
    let id = group_id(&id)?;
    let hash = Token::read(&token).ok_or(Failure::Missing)?.hash();
    let mut db = web.read().await?;
    let link = db.group_link(&hash, web.now()).await?.filter(|link| link.group == id);
    if link.is_none() {
        return Err(preau_core::error::Refusal::LinkExpired.into());
    }
    let view = db.group_view(id, member.id()).await?.ok_or(Failure::Missing)?;
    let known = Known::of(&web, &visit, &member, db.as_mut(), view).await?;
    if known.may(&member.viewer, Verb::Enter) {
        return Ok(see_other(&visit.to.group(id), None));
    }
    Ok(page(&visit, &member, &known, &token).show())
}

#[derive(Deserialize)]
struct Pasted {
    link: String,
}

/// A link that somebody received and pasted: the group is fetched from its host, and its door is shown.
async fn received(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Form(pasted): Form<Pasted>,
) -> Answer {
    web.limits.write(member.id())?;
    let t = visit.frame(Room::Groups).t;
    let mut form = Filled::sent(&visit, pasted.link);
    let Some(found) = Received::read(&form.typed) else {
        form.say("link", t.groups_link_wrong());
        return list::show(&web, &visit, &member, form, UNPROCESSABLE).await;
    };
    if host_and_port(&found.actor) == host_and_port(web.world.origin()) {
        return Ok(see_other(&found.here(&visit), None));
    }
    let group = match meet(&web, &member, &found, t).await {
        Ok(group) => group,
        Err(Met::Absent(sentence)) => {
            form.say("link", sentence);
            return list::show(&web, &visit, &member, form, UNPROCESSABLE).await;
        }
        Err(Met::Failed(failure)) => {
            form.refuse(failure)?;
            return list::show(&web, &visit, &member, form, UNPROCESSABLE).await;
        }
    };
    let mut db = web.read().await?;
    let view = db.group_view(group, member.id()).await?.ok_or(Failure::Missing)?;
    let known = Known::of(&web, &visit, &member, db.as_mut(), view).await?;
    if known.may(&member.viewer, Verb::Enter) {
        return Ok(see_other(&visit.to.group(group), None));
    }
    Ok(page(&visit, &member, &known, found.token.as_deref().unwrap_or_default()).show())
}

/// Why nothing came of a link.
enum Met {
    Absent(String),
    Failed(preau_core::error::Failure),
}

async fn meet(web: &Web, member: &Member, found: &Received, t: &Texts) -> Result<GroupId, Met> {
    let group = web.elsewhere().group(&found.actor, found.token.as_deref()).await.map_err(|absent| {
        Met::Absent(t.groups_link_absent(match absent {
            Absent::NoAnswer | Absent::OurFault => "no-answer",
            Absent::NotThere => "not-there",
            Absent::SomethingElse => "something-else",
            Absent::NotAsked => "not-asked",
        }))
    })?;
    let meet = MeetGroup { by: member.id(), told: group.told, sections: group.sections };
    web.perform(meet).await.map_err(Met::Failed)
}

/// A link as it was pasted: the group's actor on its host, and the token.
#[derive(PartialEq, Eq, Debug)]
struct Received {
    actor: Url,
    group: GroupId,
    token: Option<String>,
}

impl Received {
    /// Reads `https://host/groups/{id}` with or without `/invitation/{token}`, in either language.
    fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let url = Url::parse(typed).ok().filter(|url| url.has_host() && typed.len() <= LINK_BYTES_MAX)?;
        if !matches!(url.scheme(), "https" | "http") || !url.username().is_empty() {
            return None;
        }
        let segments: Vec<&str> = url.path_segments()?.collect();
        let (id, token) = match segments.as_slice() {
            ["groups" | "groupes", id] => (id, None),
            ["groups" | "groupes", id, "invitation", token] => (id, Some(Token::read(token)?.reveal())),
            _ => return None,
        };
        let group: GroupId = id.parse().ok()?;
        let mut actor = url.clone();
        actor.set_path(&format!("groups/{group}"));
        actor.set_query(None);
        actor.set_fragment(None);
        Some(Self { actor, group, token })
    }

    /// The same on this server.
    fn here(&self, visit: &Visit) -> String {
        match &self.token {
            Some(token) => visit.to.group_invitation(self.group, token),
            None => visit.to.group(self.group),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0190b1c2-0000-4000-8000-000000000001";

    #[test]
    fn a_link_into_a_group_is_read_in_both_languages() {
        let token = "A".repeat(43);
        for path in ["groups", "groupes"] {
            let link = format!(" https://port-lazare.example/{path}/{ID}/invitation/{token}?x=1#y ");
            let read = Received::read(&link).unwrap();
            assert_eq!(read.actor.as_str(), format!("https://port-lazare.example/groups/{ID}"));
            assert_eq!(read.token.as_deref(), Some(token.as_str()));
        }
        let bare = Received::read(&format!("https://port-lazare.example:8443/groups/{ID}")).unwrap();
        assert_eq!((bare.actor.port(), bare.token), (Some(8443), None));
    }

    #[test]
    fn what_is_no_link_of_a_group_is_not_followed() {
        for typed in [
            "",
            "port-lazare.example",
            "https://port-lazare.example/people/1",
            "ftp://port-lazare.example/groups/0190b1c2-0000-4000-8000-000000000001",
            "https://me@port-lazare.example/groups/0190b1c2-0000-4000-8000-000000000001",
            "https://port-lazare.example/groups/0190b1c2-0000-4000-8000-000000000001/invitation/short",
        ] {
            assert_eq!(Received::read(typed), None, "{typed}");
        }
    }
}
