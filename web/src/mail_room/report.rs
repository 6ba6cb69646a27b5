//! Reporting a text to the server it is from: the server of the section speaks, and nobody is named (voices.md 8).

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use preau_core::access;
use preau_core::action::outside::{Reported, SendReport};
use preau_core::error::Field;
use preau_core::id::NetworkPostId;
use preau_core::outside::ShownAs;
use preau_core::text::Note;
use serde::Deserialize;

use super::outside_id;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::{Filled, UNPROCESSABLE};
use crate::outside::FromOutside;
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::{Member, Speaker};
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MAIL_REPORT, get(ask_of_mail).post(send_of_mail))
        .at(place::NETWORK_REPORT, get(ask_of_network).post(send_of_network))
}

/// The form.
#[derive(Template)]
#[template(path = "outside/report.html")]
pub(crate) struct ReportForm {
    frame: Frame,
    it: FromOutside,
    form: Filled<Typed>,
    action: String,
    back: String,
    back_to: String,
}

impl Page for ReportForm {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    body: String,
}

async fn ask_of_mail(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let reported = Reported::Outside(outside_id(&id)?);
    show(&web, &visit, &me, reported, Filled::sent(&visit, Typed::default()), StatusCode::OK).await
}

async fn ask_of_network(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
) -> Answer {
    let reported = Reported::Network(network_id(&id)?);
    show(&web, &visit, &me, reported, Filled::sent(&visit, Typed::default()), StatusCode::OK).await
}

async fn send_of_mail(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    send(&web, &visit, &me, Reported::Outside(outside_id(&id)?), typed).await
}

async fn send_of_network(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    send(&web, &visit, &me, Reported::Network(network_id(&id)?), typed).await
}

async fn show(
    web: &Web,
    visit: &Visit,
    me: &Member,
    reported: Reported,
    form: Filled<Typed>,
    status: StatusCode,
) -> Answer {
    let frame = visit.frame(Room::None);
    let dates = feed::dates(web, visit).await?;
    let shown = shown(web, me, reported).await?;
    let (action, back, back_to) = match reported {
        Reported::Outside(id) => (frame.to.mail_report(id), frame.to.mail(), frame.t.mail_title()),
        Reported::Network(id) => (frame.to.network_report(id), frame.to.network(), frame.t.network_title()),
    };
    Ok(ReportForm { it: FromOutside::listed(&shown, dates), form, action, back, back_to, frame }
        .show_as(status))
}

async fn shown(web: &Web, me: &Member, reported: Reported) -> Result<ShownAs, Failure> {
    let mut db = web.read().await?;
    match reported {
        Reported::Outside(id) => {
            let found = access::outside(db.as_mut(), &me.viewer, id).await?.ok_or(Failure::Missing)?;
            Ok(found.into_inner().shown)
        }
        Reported::Network(id) => {
            let found = access::network_post(db.as_mut(), &me.viewer, id).await?.ok_or(Failure::Missing)?;
            Ok(found.into_inner().shown)
        }
    }
}

async fn send(web: &Web, visit: &Visit, me: &Member, reported: Reported, typed: Typed) -> Answer {
    web.limits.write(me.id())?;
    let mut form = Filled::sent(visit, typed);
    let Some(note) = form.take(Field::Body, Note::optional(&form.typed.body)) else {
        return show(web, visit, me, reported, form, UNPROCESSABLE).await;
    };
    web.perform(SendReport { by: me.id(), reported, note }).await?;
    let back = match reported {
        Reported::Outside(_) => visit.to.mail(),
        Reported::Network(_) => visit.to.network(),
    };
    Ok(see_other(&back, Some(Flash::new(Done::ReportSent))))
}

/// Reads the id of a post of the network from an address.
fn network_id(text: &str) -> Result<NetworkPostId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::dates;
    use crate::outside::tests::shown;

    impl Samples for ReportForm {
        fn samples(frame: Frame) -> Vec<Self> {
            let mut wrong = Filled::new(frame.t, Typed { body: "Des injures.".to_owned() });
            wrong.say("body", frame.t.wrong_too_long(Note::MAX));
            let page = |form: Filled<Typed>| Self {
                it: FromOutside::whole(&shown(1, "Vous mentez."), dates(frame.language)),
                form,
                action: frame.to.mail_report("1"),
                back: frame.to.mail(),
                back_to: frame.t.mail_title(),
                frame: frame.clone(),
            };
            vec![page(Filled::new(frame.t, Typed::default())), page(wrong)]
        }
    }
}
