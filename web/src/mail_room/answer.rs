//! Answering somebody outside in the section's name: to them alone, or in public after reading it again.

use std::str::FromStr as _;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use preau_core::access::{self, Verb};
use preau_core::action::outside::{AnswerOutside, Answered};
use preau_core::audience::Reach;
use preau_core::error::{Field, Refusal};
use preau_core::markup;
use preau_core::outside::{OutsideKind, OutsidePost, OutsideState};
use preau_core::text::{Body, Problem};
use preau_core::world::Moment;
use serde::Deserialize;
use uuid::Uuid;

use super::{Entry, outside_id};
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::{Member, Speaker};
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MAIL_ANSWER, get(compose).post(send))
}

/// Servers counted of those that get a copy of a public answer; a section is followed from fewer.
const SERVERS_MAX: i64 = 200;

/// The form.
#[derive(Template)]
#[template(path = "outside/answer.html")]
pub(crate) struct AnswerForm {
    frame: Frame,
    entry: Entry,
    form: Filled<Typed>,
    action: String,
    draft: String,
    /// Everybody may be chosen: a private message is answered privately.
    widens: bool,
    /// What answering does to it besides, in words; empty where it is decided already.
    also: String,
    one: Band,
    everybody: Band,
}

impl Page for AnswerForm {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The page before everybody can read the answer.
#[derive(Template)]
#[template(path = "outside/answer_again.html")]
pub(crate) struct ReadAgain {
    frame: Frame,
    typed: Typed,
    face: Face,
    html: String,
    action: String,
    draft: String,
    also: String,
    reach: String,
}

impl Page for ReadAgain {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The band over the form, for one audience.
struct Band {
    readers: String,
    reach: String,
    button: String,
}

/// What was typed and chosen.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    body: String,
    /// The word of an audience; anything but everybody is the one person.
    audience: String,
    /// Which text was read.
    seen: i64,
    once: String,
    /// What the button wants: to `edit` again, to `publish` after reading; else to send.
    step: String,
}

impl Typed {
    fn public(&self) -> bool {
        self.audience == Reach::Everybody.as_str()
    }
}

/// What is answered, by whom.
struct Desk {
    web: Web,
    visit: Visit,
    me: Member,
    outside: OutsidePost,
}

async fn compose(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let desk = Desk::open(web, visit, me, &id).await?;
    let typed = Typed {
        seen: desk.outside.shown.version().0,
        once: desk.web.world.hidden_id().to_string(),
        ..Typed::default()
    };
    desk.form(Filled::sent(&desk.visit, typed), StatusCode::OK).await
}

async fn send(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    web.limits.write(me.id())?;
    Desk::open(web, visit, me, &id).await?.receive(typed).await
}

impl Desk {
    async fn open(web: Web, visit: Visit, me: Member, id: &str) -> Result<Self, Failure> {
        let id = outside_id(id)?;
        let outside = access::outside_for(web.read().await?.as_mut(), &me.viewer, Verb::Answer, id).await?;
        Ok(Self { web, visit, me, outside })
    }

    /// One step of the form.
    async fn receive(&self, typed: Typed) -> Answer {
        let mut form = Filled::sent(&self.visit, typed);
        if form.typed.step == "edit" {
            return self.form(form, StatusCode::OK).await;
        }
        let Some(body) = form.take(Field::Body, Body::parse(&form.typed.body)) else {
            return self.form(form, UNPROCESSABLE).await;
        };
        let public = form.typed.public() && self.widens();
        if public && form.typed.step != "publish" {
            return self.read_again(form.typed, &body).await;
        }
        let once =
            Uuid::from_str(&form.typed.once).map_err(|_| Refusal::Field(Field::Body, Problem::Malformed))?;
        let seen = Moment(form.typed.seen);
        let answer = AnswerOutside { by: self.me.id(), outside: self.outside.id, seen, body, public, once };
        let answered = match self.web.perform(answer).await {
            Ok(answered) => answered,
            Err(failure) => {
                form.refuse(failure)?;
                return self.form(form, UNPROCESSABLE).await;
            }
        };
        let to = self.visit.to;
        Ok(match answered {
            Answered::Publicly(post) => {
                let place = self
                    .outside
                    .root
                    .map_or_else(|| to.post(post), |root| format!("{}#m-{post}", to.post(root)));
                see_other(&place, Some(Flash::about_thing(Done::Published, post.0)))
            }
            Answered::Privately => see_other(&to.mail_kept(), Some(Flash::new(Done::OutsideAnswered))),
        })
    }

    /// The form. It carries the text that is shown above it: one that changed meanwhile is read again first.
    async fn form(&self, mut form: Filled<Typed>, status: StatusCode) -> Answer {
        form.typed.step.clear();
        form.typed.seen = self.outside.shown.version().0;
        let frame = self.visit.frame(Room::None);
        let dates = feed::dates(&self.web, &self.visit).await?;
        let mut db = self.web.read().await?;
        let entry = Entry::read(db.as_mut(), &self.outside, &frame, &self.me.viewer, dates).await?;
        let servers = self.other_servers(&db.follower_hosts(SERVERS_MAX).await?);
        let page = AnswerForm {
            entry,
            form,
            action: frame.to.mail_answer(self.outside.id),
            draft: self.draft(),
            widens: self.widens(),
            also: self.also(&frame),
            one: Band::one(&frame, &self.outside),
            everybody: Band::everybody(&frame, &self.outside, servers),
            frame,
        };
        Ok(page.show_as(status))
    }

    async fn read_again(&self, typed: Typed, body: &Body) -> Answer {
        let frame = self.visit.frame(Room::None);
        let servers = self.other_servers(&self.web.read().await?.follower_hosts(SERVERS_MAX).await?);
        let page = ReadAgain {
            face: Face::of(&frame.site.name, Uuid::nil()),
            html: markup::render(body.as_str()).html,
            action: frame.to.mail_answer(self.outside.id),
            draft: self.draft(),
            also: self.also(&frame),
            reach: Band::everybody(&frame, &self.outside, servers).reach,
            typed,
            frame,
        };
        Ok(page.show())
    }

    fn widens(&self) -> bool {
        self.outside.kind != OutsideKind::Direct
    }

    fn draft(&self) -> String {
        format!("answer-{}", self.outside.id)
    }

    fn also(&self, frame: &Frame) -> String {
        also(frame, &self.outside)
    }

    /// How many servers get a copy besides the one of the person who is answered.
    fn other_servers(&self, hosts: &[String]) -> usize {
        hosts.iter().filter(|host| **host != self.outside.shown.author.host).count()
    }
}

fn also(frame: &Frame, outside: &OutsidePost) -> String {
    match (outside.state, outside.kind) {
        (OutsideState::Waiting, OutsideKind::Reply) => frame.t.answer_accepts(),
        (OutsideState::Waiting, _) => frame.t.answer_puts_away(),
        _ => String::new(),
    }
}

impl Band {
    fn one(frame: &Frame, outside: &OutsidePost) -> Self {
        let author = &outside.shown.author;
        Self {
            readers: frame.t.answer_to_one_readers(author.account()),
            reach: frame.t.answer_to_one_reach(&author.host),
            button: frame.t.answer_send(),
        }
    }

    fn everybody(frame: &Frame, outside: &OutsidePost, servers: usize) -> Self {
        let host = &outside.shown.author.host;
        Self {
            readers: frame.t.readers_everybody(),
            reach: frame.t.answer_to_everybody_reach(servers, host, &frame.site.name),
            button: frame.t.compose_read_again(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;
    use crate::mail_room::tests::{entry, message};

    fn typed(audience: &str) -> Typed {
        Typed {
            body: "Merci, nous corrigeons **le courrier**.".to_owned(),
            audience: audience.to_owned(),
            once: Uuid::from_u128(5).to_string(),
            ..Typed::default()
        }
    }

    impl Samples for AnswerForm {
        fn samples(frame: Frame) -> Vec<Self> {
            let page = |kind, typed: Typed, wrong: bool| {
                let outside = message(1, kind, OutsideState::Waiting);
                let mut form = Filled::new(frame.t, typed);
                if wrong {
                    form.say("body", frame.t.wrong_empty());
                }
                Self {
                    entry: entry(&outside, &frame),
                    form,
                    action: frame.to.mail_answer(outside.id),
                    draft: "answer-1".to_owned(),
                    widens: kind != OutsideKind::Direct,
                    also: also(&frame, &outside),
                    one: Band::one(&frame, &outside),
                    everybody: Band::everybody(&frame, &outside, 3),
                    frame: frame.clone(),
                }
            };
            vec![
                page(OutsideKind::Reply, typed("everybody"), false),
                page(OutsideKind::Mention, Typed::default(), true),
                page(OutsideKind::Direct, Typed::default(), false),
            ]
        }
    }

    impl Samples for ReadAgain {
        fn samples(frame: Frame) -> Vec<Self> {
            let outside = message(1, OutsideKind::Reply, OutsideState::Waiting);
            vec![Self {
                face: Face::of(&frame.site.name, Uuid::nil()),
                html: markup::render(&typed("everybody").body).html,
                action: frame.to.mail_answer(outside.id),
                draft: "answer-1".to_owned(),
                also: also(&frame, &outside),
                reach: Band::everybody(&frame, &outside, 0).reach,
                typed: typed("everybody"),
                frame,
            }]
        }
    }

    #[test]
    fn a_made_up_audience_is_the_one_person() {
        assert!(!typed("world").public() && !typed("").public() && typed("everybody").public());
    }
}
