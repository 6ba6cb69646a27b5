//! Writing a post or a reply: the composer, who will read, and the page to read again before everybody can.
//!
//! One form, sent to one address, goes through its steps: `more` shows every choice, an empty step sends, a text for
//! everybody comes back as it will be read, `edit` goes back from there and `publish` does it. Nothing typed is lost on
//! the way: words travel with the form, pictures wait in [`crate::uploads`].

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::post::{Publish, Reply, Sent};
use preau_core::audience::{Audience, Readers};
use preau_core::error::Field;
use preau_core::id::PostId;
use preau_core::markup;
use preau_core::post::{Draft, NewPicture, Post, PostState, PostView, Signature};
use preau_core::text::{Body, Title};
use preau_core::unit::House;
use uuid::Uuid;

use crate::compose_form::{self, COMPOSE_BYTES_MAX, Received, Slot, Typed};
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::item::{Item, Look, Shown, name_of};
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::uploads::Slots;
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    let forms = Router::new()
        .at(place::COMPOSE, get(compose).post(send))
        .at(place::REPLY, get(compose_reply).post(send_reply))
        .layer(DefaultBodyLimit::max(COMPOSE_BYTES_MAX));
    Router::new().merge(forms).at(place::DRAFT_PICTURE, get(crate::pictures::of_a_draft))
}

/// Servers named in the list of those that get a copy; a section is followed from fewer.
const SERVERS_MAX: i64 = 200;

/// The composer as it stands in the feed and under a discussion: a text, and the way to every other choice.
pub(crate) struct Short {
    /// Where it is sent.
    pub(crate) action: String,
    /// The form's own id.
    pub(crate) once: Uuid,
    /// "Pourront lire : les 64 membres…"
    pub(crate) readers: String,
    /// The question over the text.
    pub(crate) label: String,
    /// The verb on the button.
    pub(crate) button: String,
    /// Under which name the script keeps the draft.
    pub(crate) draft: String,
    /// Whether another audience may be chosen.
    pub(crate) changes: bool,
}

impl Short {
    /// A new post for the section.
    pub(crate) fn feed(frame: &Frame, members: i64, once: Uuid) -> Self {
        Self {
            action: frame.to.compose(),
            once,
            readers: frame.t.readers_section(members, &frame.site.name),
            label: frame.t.compose_label(frame.site.kind.as_str()),
            button: frame.t.compose_publish(),
            draft: "post".to_owned(),
            changes: true,
        }
    }

    /// A reply, read within the section unless another choice is made (voices.md 5).
    pub(crate) fn reply(frame: &Frame, members: i64, once: Uuid, to: &Post) -> Self {
        Self {
            action: frame.to.reply(to.id),
            once,
            readers: frame.t.readers_section(members, &frame.site.name),
            label: frame.t.compose_reply_label(),
            button: frame.t.compose_reply(),
            draft: format!("reply-{}", to.id),
            changes: to.audience == Audience::Everybody,
        }
    }
}

/// The composer with every choice.
#[derive(Template)]
#[template(path = "compose.html")]
pub(crate) struct Compose {
    frame: Frame,
    form: Filled<Typed>,
    slots: Vec<Slot>,
    /// What it answers.
    answered: Option<Item>,
    action: String,
    back: String,
    draft: String,
    /// Whether everybody may be chosen.
    widens: bool,
    /// Publishes at once for everybody in the section's name; else it is a proposal.
    speaks_for: bool,
    /// Publishes at once for everybody under their own name.
    speaks: bool,
    section: Band,
    everybody: Band,
    /// The servers that get a copy of what is for everybody.
    servers: Vec<String>,
}

impl Compose {
    /// Whether the places for pictures stand open: something is in them, or something is wrong with them.
    fn shows_pictures(&self) -> bool {
        let of_pictures = |field: &str| field.starts_with("file") || field.starts_with("alt");
        self.slots.iter().any(|slot| !slot.kept.is_empty() || !slot.alt.is_empty())
            || self.form.problems().iter().any(|wrong| of_pictures(wrong.field))
    }
}

/// The band over a composer, for one audience.
struct Band {
    readers: String,
    reach: String,
    button: String,
}

impl Page for Compose {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The page before everybody can read.
#[derive(Template)]
#[template(path = "compose_confirm.html")]
pub(crate) struct ReadAgain {
    frame: Frame,
    typed: Typed,
    /// The name under the text, as strangers will read it.
    name: String,
    face: Face,
    html: String,
    pictures: Vec<Shown>,
    action: String,
    draft: String,
    /// It will wait for those who may speak for the section.
    proposes: bool,
    servers: Vec<String>,
}

impl Page for ReadAgain {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn compose(State(web): State<Web>, visit: Visit, member: Member) -> Answer {
    let desk = Desk::open(web, visit, member, None).await?;
    desk.first_form().await
}

async fn compose_reply(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let desk = Desk::open(web, visit, member, Some(&id)).await?;
    desk.first_form().await
}

async fn send(State(web): State<Web>, visit: Visit, member: Member, form: Multipart) -> Answer {
    let desk = Desk::open(web, visit, member, None).await?;
    desk.receive(form).await
}

async fn send_reply(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    form: Multipart,
) -> Answer {
    let desk = Desk::open(web, visit, member, Some(&id)).await?;
    desk.receive(form).await
}

/// Who writes, where, and what they answer.
struct Desk {
    web: Web,
    visit: Visit,
    member: Member,
    house: std::sync::Arc<House>,
    answered: Option<PostView>,
}

impl Desk {
    async fn open(web: Web, visit: Visit, member: Member, answered: Option<&str>) -> Result<Self, Failure> {
        let house = web.house().await?;
        let answered = match answered {
            None => None,
            Some(id) => {
                let id: PostId = id.parse().map_err(|_| Failure::Missing)?;
                let found = access::post(web.read().await?.as_mut(), &member.viewer, id).await?;
                let view = found.ok_or(Failure::Missing)?.into_inner();
                if !may(&member.viewer, Verb::Answer, Thing::Post(&view.post)) {
                    return Err(Failure::Missing);
                }
                Some(view)
            }
        };
        Ok(Self { web, visit, member, house, answered })
    }

    async fn first_form(&self) -> Answer {
        let typed = Typed::new(self.web.world.hidden_id(), Audience::Section);
        let form = Filled::sent(&self.visit, typed);
        self.form(form, &Slots::default(), StatusCode::OK).await
    }

    /// One step of the form.
    async fn receive(&self, form: Multipart) -> Answer {
        self.web.limits.write(self.member.id())?;
        let Received { typed, files } = compose_form::receive(&self.web.uploads, form).await?;
        let t = self.visit.frame(Room::Home).t;
        let mut form = Filled::sent(&self.visit, typed);
        let slots = compose_form::slots(&self.web, self.member.id(), &mut form, files, t);
        if matches!(form.typed.step.as_str(), "more" | "edit") {
            return self.form(form, &slots, StatusCode::OK).await;
        }
        let draft = draft(&mut form);
        let pictures = compose_form::described(&mut form, &slots, t);
        let (Some(draft), Some(pictures), true) = (draft, pictures, form.is_sound()) else {
            return self.form(form, &slots, UNPROCESSABLE).await;
        };
        if draft.audience == Audience::Everybody && form.typed.step != "publish" {
            return self.read_again(form, &slots, &draft).await;
        }
        let once = form.typed.once()?;
        match self.publish(draft, pictures, once).await {
            Ok(sent) => Ok(self.done(sent)),
            Err(failure) => {
                form.refuse(failure)?;
                self.form(form, &slots, UNPROCESSABLE).await
            }
        }
    }

    async fn publish(
        &self,
        draft: Draft,
        pictures: Vec<NewPicture>,
        once: Uuid,
    ) -> Result<Sent, preau_core::error::Failure> {
        let by = self.member.id();
        match &self.answered {
            Some(view) => self.web.perform(Reply { by, parent: view.post.id, draft, once, pictures }).await,
            None => self.web.perform(Publish { by, draft, once, pictures }).await,
        }
    }

    fn done(&self, sent: Sent) -> Response {
        let proposed = sent.state == PostState::Proposed;
        let done = if proposed { Done::Proposed } else { Done::Published };
        let flash = Some(Flash::about_thing(done, sent.id.0));
        match &self.answered {
            Some(view) if proposed => see_other(&self.visit.to.post(view.post.root), flash),
            Some(view) => see_other(&format!("{}#m-{}", self.visit.to.post(view.post.root), sent.id), flash),
            None => see_other(&self.visit.to.home(), flash),
        }
    }

    /// The composer, with what was typed and the pictures that are there already.
    async fn form(&self, mut form: Filled<Typed>, slots: &Slots, status: StatusCode) -> Answer {
        compose_form::keep(&self.web, self.member.id(), &mut form.typed, slots);
        form.typed.step.clear();
        let frame = self.visit.frame(Room::Home);
        let dates = Dates { language: self.visit.language, zone: self.house.time_zone, now: self.web.now() };
        let readers = self.readers(Audience::Everybody).await?;
        let speaks_for = self.may(Verb::SpeakFor);
        let look = Look { frame: &frame, viewer: &self.member.viewer, dates };
        let page = Compose {
            slots: compose_form::shown(&form.typed, slots, frame.to),
            answered: self.answered.as_ref().map(|view| Item::of(view, look)),
            action: self.action(),
            back: self.answered.as_ref().map_or(frame.to.home(), |view| frame.to.post(view.post.root)),
            draft: self.draft_name(),
            widens: self.answered.as_ref().is_none_or(|view| view.post.audience == Audience::Everybody),
            speaks_for,
            speaks: self.may(Verb::SpeakPublicly),
            section: Band::section(&frame, readers.members, self.answered.is_some()),
            everybody: Band::everybody(&frame, readers.servers.len()),
            servers: readers.servers,
            form,
            frame,
        };
        Ok(page.show_as(status))
    }

    async fn read_again(&self, mut form: Filled<Typed>, slots: &Slots, draft: &Draft) -> Answer {
        compose_form::keep(&self.web, self.member.id(), &mut form.typed, slots);
        let frame = self.visit.frame(Room::Home);
        let signed = draft.signature == Signature::Author;
        let name =
            if signed { name_of(&self.member.person.byline(), frame.t) } else { frame.site.name.clone() };
        let shown = compose_form::shown(&form.typed, slots, frame.to).into_iter();
        let pictures = shown.filter(|slot| !slot.kept.is_empty()).map(|slot| Shown {
            src: slot.kept,
            alt: slot.alt,
            width: slot.size.0,
            height: slot.size.1,
        });
        let page = ReadAgain {
            face: Face::of(&name, if signed { self.member.id().0 } else { Uuid::nil() }),
            name,
            html: markup::render(draft.body.as_str()).html,
            pictures: pictures.collect(),
            action: self.action(),
            draft: self.draft_name(),
            proposes: !self.may(if signed { Verb::SpeakPublicly } else { Verb::SpeakFor }),
            servers: self.readers(Audience::Everybody).await?.servers,
            typed: form.typed,
            frame,
        };
        Ok(page.show())
    }

    /// Who will be able to read, counted now (voices.md 5).
    async fn readers(&self, audience: Audience) -> Result<Readers, Failure> {
        let mut db = self.web.read().await?;
        let members = db.members_count().await?;
        let servers = match audience {
            Audience::Section => Vec::new(),
            Audience::Everybody => db.follower_hosts(SERVERS_MAX).await?,
        };
        Ok(Readers { audience, members, servers })
    }

    fn may(&self, verb: Verb) -> bool {
        may(&self.member.viewer, verb, Thing::House(&self.house))
    }

    fn action(&self) -> String {
        self.answered.as_ref().map_or(self.visit.to.compose(), |view| self.visit.to.reply(view.post.id))
    }

    fn draft_name(&self) -> String {
        self.answered.as_ref().map_or("post".to_owned(), |view| format!("reply-{}", view.post.id))
    }
}

/// What was typed, parsed; each fault stands beside its field.
fn draft(form: &mut Filled<Typed>) -> Option<Draft> {
    let title = form.take(Field::Title, Title::optional(&form.typed.title));
    let body = form.take(Field::Body, Body::parse(&form.typed.body));
    let audience = form.typed.audience();
    let by_section = audience == Audience::Everybody && !form.typed.signed();
    let signature = if by_section { Signature::Section } else { Signature::Author };
    Some(Draft { title: title?, body: body?, audience, signature })
}

impl Band {
    fn section(frame: &Frame, members: i64, replies: bool) -> Self {
        Self {
            readers: frame.t.readers_section(members, &frame.site.name),
            reach: frame.t.readers_nothing_leaves(),
            button: if replies { frame.t.compose_reply() } else { frame.t.compose_publish() },
        }
    }

    fn everybody(frame: &Frame, servers: usize) -> Self {
        Self {
            readers: frame.t.readers_everybody(),
            reach: frame.t.readers_servers(servers, &frame.site.name),
            button: frame.t.compose_read_again(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::{items, jeanne};

    fn typed(audience: Audience) -> Typed {
        let body = "Rendez-vous **samedi** devant la halle.\n<script>alert(1)</script>".to_owned();
        Typed { title: "Réunion publique".to_owned(), body, ..Typed::new(Uuid::from_u128(5), audience) }
    }

    impl Samples for Compose {
        fn samples(frame: Frame) -> Vec<Self> {
            let mut wrong = Filled::new(frame.t, typed(Audience::Everybody));
            wrong.typed.kept = Uuid::from_u128(6).to_string();
            wrong.say("body", frame.t.wrong_empty());
            wrong.say("alt0", frame.t.picture_alt_missing());
            let new = Filled::new(frame.t, Typed::new(Uuid::from_u128(5), Audience::Section));
            let page = |form: Filled<Typed>, answered: Option<Item>, speaks: bool, kept: bool| {
                let mut slots = compose_form::shown(&form.typed, &Slots::default(), frame.to);
                if let Some(first) = slots.first_mut().filter(|_| kept) {
                    first.kept = frame.to.draft_picture(&form.typed.kept, 0);
                }
                Self {
                    slots,
                    action: frame.to.compose(),
                    back: frame.to.home(),
                    draft: "post".to_owned(),
                    widens: answered.is_none(),
                    answered,
                    speaks_for: speaks,
                    speaks,
                    section: Band::section(&frame, 64, false),
                    everybody: Band::everybody(&frame, 2),
                    servers: vec!["pouet.example".to_owned(), "social.example".to_owned()],
                    form,
                    frame: frame.clone(),
                }
            };
            let answered = items(&frame, &jeanne()).into_iter().next();
            vec![
                page(wrong, None, true, true),
                page(new.clone(), answered, false, false),
                page(new, None, false, false),
            ]
        }
    }

    impl Samples for ReadAgain {
        fn samples(frame: Frame) -> Vec<Self> {
            let page = |proposes: bool, servers: &[&str]| Self {
                face: Face::of(&frame.site.name, Uuid::nil()),
                name: frame.site.name.clone(),
                html: markup::render(&typed(Audience::Everybody).body).html,
                pictures: Vec::new(),
                action: frame.to.compose(),
                draft: "post".to_owned(),
                proposes,
                servers: servers.iter().map(|host| (*host).to_owned()).collect(),
                typed: typed(Audience::Everybody),
                frame: frame.clone(),
            };
            vec![page(false, &["pouet.example", "social.example"]), page(true, &[])]
        }
    }
}
