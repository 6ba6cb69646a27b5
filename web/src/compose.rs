//! Writing a post or a reply: the composer, who will read, and the page to read again before everybody can.
//!
//! One form, sent to one address, goes through its steps: `more` shows every choice, an empty step sends, a text for
//! everybody comes back as it will be read, `edit` goes back from there and `publish` does it. Nothing typed is lost on
//! the way: words travel with the form, pictures wait in [`crate::uploads`].

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::post::{Publish, Reply, Sent};
use preau_core::audience::Audience;
use preau_core::error::Field;
use preau_core::id::PostId;
use preau_core::markup;
use preau_core::post::{Draft, NewPicture, PostState, PostView, Signature};
use preau_core::text::{Body, Title};
use preau_core::unit::House;
use serde::Deserialize;
use uuid::Uuid;

use crate::compose_form::{self, COMPOSE_BYTES_MAX, Received, Slot, Typed};
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::item::{Item, Look, Shown, name_of};
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::readers::{self, Choice, Offered};
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
    /// Publishes at once for everybody in the section's name; else it is a proposal.
    speaks_for: bool,
    /// Publishes at once for everybody under their own name.
    speaks: bool,
    /// Who may be chosen to read, and what the band says of who is.
    choices: Vec<Choice>,
    band: Choice,
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

    /// Whether everybody may be chosen: then one says in whose name.
    fn widens(&self) -> bool {
        self.choices.iter().any(Choice::public)
    }

    fn chosen(&self, choice: &Choice) -> bool {
        self.form.typed.audience == choice.value
    }
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

/// Who is to read, where a link to the composer says it.
#[derive(Deserialize)]
struct Wanted {
    audience: Option<String>,
}

async fn compose(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let desk = Desk::open(web, visit, member, None).await?;
    desk.first_form(wanted.audience.and_then(|word| word.parse().ok())).await
}

async fn compose_reply(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    let desk = Desk::open(web, visit, member, Some(&id)).await?;
    desk.first_form(None).await
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

    async fn first_form(&self, wanted: Option<Audience>) -> Answer {
        let typed = Typed::new(self.web.world.hidden_id(), wanted.unwrap_or(self.usual()));
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
        let offered = self.offered().await?;
        let choices: Vec<Choice> =
            offered.iter().map(|one| Choice::of(&frame, one, self.answered.is_some())).collect();
        // Where a choice was lost, as when a mandate ended meanwhile, the band says the usual one and none is ticked.
        let usual = self.usual().to_string();
        let said = |value: &str| choices.iter().find(|choice| choice.value == value).cloned();
        let band = said(&form.typed.audience).or_else(|| said(&usual)).ok_or(Failure::Missing)?;
        if choices.len() == 1 {
            form.typed.audience.clone_from(&band.value);
        }
        let speaks_for = self.may(Verb::SpeakFor);
        let look = Look { frame: &frame, viewer: &self.member.viewer, dates };
        let page = Compose {
            slots: compose_form::shown(&form.typed, slots, frame.to),
            answered: self.answered.as_ref().map(|view| Item::of(view, look)),
            action: self.action(),
            back: self.answered.as_ref().map_or(frame.to.home(), |view| frame.to.post(view.post.root)),
            draft: self.draft_name(),
            speaks_for,
            speaks: self.may(Verb::SpeakPublicly),
            choices,
            band,
            servers: servers(offered),
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
            servers: servers(self.offered().await?),
            typed: form.typed,
            frame,
        };
        Ok(page.show())
    }

    /// Who may be chosen to read, counted now.
    async fn offered(&self) -> Result<Vec<Offered>, Failure> {
        let within = self.answered.as_ref().map_or(Audience::Everybody, |view| view.post.audience);
        Ok(readers::offered(self.web.read().await?.as_mut(), &self.member.viewer, within).await?)
    }

    /// Who reads where nobody was chosen.
    fn usual(&self) -> Audience {
        readers::usual(self.answered.as_ref().map_or(Audience::Section, |view| view.post.audience))
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
    if audience.is_none() {
        form.say("audience", form.texts().wrong_choice());
    }
    let by_section = audience == Some(Audience::Everybody) && !form.typed.signed();
    let signature = if by_section { Signature::Section } else { Signature::Author };
    Some(Draft { title: title?, body: body?, audience: audience?, signature })
}

/// The servers that get a copy of what is for everybody.
fn servers(offered: Vec<Offered>) -> Vec<String> {
    offered.into_iter().flat_map(|one| one.readers.servers).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use preau_core::audience::Readers;
    use preau_core::id::BodyId;

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
            let board = Audience::Body(BodyId(Uuid::from_u128(8)));
            let choice = |audience: Audience, members: i64, body: &str, hosts: &[&str]| {
                let servers = hosts.iter().map(|host| (*host).to_owned()).collect();
                let readers = Readers { audience, members, servers };
                Choice::of(&frame, &Offered { readers, body: body.to_owned() }, false)
            };
            let choices = [
                choice(board, 7, "Bureau", &[]),
                choice(Audience::Section, 64, "", &[]),
                choice(Audience::Everybody, 64, "", &["pouet.example", "social.example"]),
            ];
            let page = |form: Filled<Typed>, answered: Option<Item>, speaks: bool, kept: bool| {
                let mut slots = compose_form::shown(&form.typed, &Slots::default(), frame.to);
                if let Some(first) = slots.first_mut().filter(|_| kept) {
                    first.kept = frame.to.draft_picture(&form.typed.kept, 0);
                }
                let offered = if answered.is_some() { &choices[..2] } else { &choices[..] };
                let band = offered.iter().find(|choice| choice.value == form.typed.audience).unwrap().clone();
                Self {
                    slots,
                    action: frame.to.compose(),
                    back: frame.to.home(),
                    draft: "post".to_owned(),
                    answered,
                    speaks_for: speaks,
                    speaks,
                    choices: offered.to_vec(),
                    band,
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
                page(Filled::new(frame.t, typed(board)), None, false, false),
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
