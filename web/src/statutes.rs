//! The statutes: the rules of meetings in plain words, body by body, and the form that changes them.

mod form;
mod parse;
mod words;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use preau_core::action::rules::ChangeRules;
use preau_core::body::Body;
use preau_core::id::BodyId;
use preau_core::mandate::Right;
use preau_core::rules::{Preset, RulesProfile};
use preau_core::unit::House;
use serde::Deserialize;

use self::form::Typed;
use self::words::{Group, groups};
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// Bodies in the list: more than a house may have.
const LISTED_MAX: i64 = 200;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::STATUTES, get(common))
        .at(place::STATUTES_OF, get(of_body))
        .at(place::STATUTES_EDIT, get(edit).post(change))
        .at(place::STATUTES_RESET, get(ask_reset).post(reset))
        .at(place::STATUTES_FOLLOW, get(ask_follow).post(follow))
}

// ------------------------------------------------------------------ in plain words

/// What the statutes say.
#[derive(Template)]
#[template(path = "statutes/show.html")]
pub(crate) struct Statutes {
    frame: Frame,
    title: String,
    /// Where these are common rules: the way to each body. Empty on the page of a body.
    bodies: Vec<Row>,
    /// "This body follows the common rules"; empty on the page of the common ones.
    whose: String,
    version: u32,
    preset: String,
    groups: Vec<Group>,
    /// Where they are changed; empty for those who may not.
    edit: String,
    /// The words on that button.
    verb: String,
    /// Where the body gives its own up; empty where there is nothing to give up.
    follow: String,
    /// The way back; empty on the page of the common ones.
    back: String,
}

/// A body and whose rules hold in it.
struct Row {
    name: String,
    href: String,
    whose: String,
}

impl Page for Statutes {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn common(State(web): State<Web>, visit: Visit, me: Member) -> Answer {
    let house = web.house().await?;
    let bodies = web.read().await?.bodies(LISTED_MAX).await?;
    let now = web.now();
    let frame = visit.frame(Room::None);
    let t = frame.t;
    let rows = bodies.into_iter().filter(|body| body.id != house.id && body.stands(now));
    let bodies = rows
        .map(|body| Row {
            name: body.name.to_string(),
            href: frame.to.statutes_of(body.id),
            whose: if body.rules.is_some() { t.rules_body_owns() } else { t.rules_body_follows() },
        })
        .collect();
    let may = me.viewer.holds(Right::ManageBodies, house.id);
    Ok(Statutes {
        title: t.rules_title(),
        bodies,
        whose: String::new(),
        version: house.rules.version,
        preset: t.rules_from(t.setup_preset_of(house.rules.preset.as_str())),
        groups: groups(t, frame.language, &house.rules),
        edit: if may { frame.to.statutes_edit(house.id) } else { String::new() },
        verb: t.rules_change(),
        follow: String::new(),
        back: String::new(),
        frame,
    }
    .show())
}

async fn of_body(State(web): State<Web>, visit: Visit, me: Member, Path(id): Path<String>) -> Answer {
    let house = web.house().await?;
    let body = read(&web, &id).await?;
    if body.id == house.id {
        return Ok(see_other(&visit.to.statutes(), None));
    }
    let frame = visit.frame(Room::None);
    let t = frame.t;
    let owns = body.rules.is_some();
    let rules = in_force(&house, &body);
    let may = me.viewer.holds(Right::ManageBodies, body.id) && body.stands(web.now());
    Ok(Statutes {
        title: t.rules_title_of(body.name.as_str()),
        bodies: Vec::new(),
        whose: if owns { t.rules_owns() } else { t.rules_follows() },
        version: rules.version,
        preset: t.rules_from(t.setup_preset_of(rules.preset.as_str())),
        groups: groups(t, frame.language, rules),
        edit: if may { frame.to.statutes_edit(body.id) } else { String::new() },
        verb: if owns { t.rules_change() } else { t.rules_own() },
        follow: if may && owns { frame.to.statutes_follow(body.id) } else { String::new() },
        back: frame.to.statutes(),
        frame,
    }
    .show())
}

// ------------------------------------------------------------------ the form

/// The form with a field for each value.
#[derive(Template)]
#[template(path = "statutes/edit.html")]
pub(crate) struct Edit {
    frame: Frame,
    title: String,
    form: Filled<Typed>,
    action: String,
    back: String,
    /// Where one starts again from a preset.
    reset: String,
    /// The presets: word, name.
    presets: Vec<(&'static str, String)>,
}

impl Page for Edit {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Edit {
    fn new(visit: &Visit, house: &House, body: &Body, form: Filled<Typed>) -> Self {
        let frame = visit.frame(Room::None);
        let t = frame.t;
        Self {
            title: if body.id == house.id { t.rules_common() } else { t.rules_title_of(body.name.as_str()) },
            form,
            action: frame.to.statutes_edit(body.id),
            back: page_of(visit, house, body),
            reset: frame.to.statutes_reset(body.id),
            presets: Preset::ALL
                .iter()
                .map(|preset| (preset.as_str(), t.setup_preset_of(preset.as_str())))
                .collect(),
            frame,
        }
    }
}

async fn edit(State(web): State<Web>, visit: Visit, me: Member, Path(id): Path<String>) -> Answer {
    let house = web.house().await?;
    let body = managed(&web, &me, &id).await?;
    let form = Filled::sent(&visit, Typed::of(in_force(&house, &body), visit.language));
    Ok(Edit::new(&visit, &house, &body, form).show())
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    me: Member,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let house = web.house().await?;
    let body = managed(&web, &me, &id).await?;
    let mut form = Filled::sent(&visit, typed);
    let Some(rules) = parse::rules(&mut form, in_force(&house, &body)) else {
        return Ok(Edit::new(&visit, &house, &body, form).show_as(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let seen_version = form.typed.seen.parse().unwrap_or(0);
    let change = ChangeRules { by: me.id(), body: body.id, rules: Some(rules), seen_version };
    if let Err(failure) = web.perform(change).await {
        form.refuse(failure)?;
        return Ok(Edit::new(&visit, &house, &body, form).show_as(StatusCode::UNPROCESSABLE_ENTITY));
    }
    web.forget_house();
    Ok(see_other(&page_of(&visit, &house, &body), Some(Flash::new(Done::Saved))))
}

// ------------------------------------------------------------------ what replaces them whole

/// Which preset, and the version that was seen.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Choice {
    preset: String,
    seen: String,
}

async fn ask_reset(
    State(web): State<Web>,
    visit: Visit,
    me: Member,
    Path(id): Path<String>,
    Query(choice): Query<Choice>,
) -> Answer {
    let house = web.house().await?;
    let body = managed(&web, &me, &id).await?;
    let preset: Preset = choice.preset.parse().map_err(|_| Failure::Missing)?;
    let frame = visit.frame(Room::None);
    let t = frame.t;
    Ok(Confirm {
        title: t.rules_reset_ask(t.setup_preset_of(preset.as_str())),
        consequence: t.rules_reset_what(),
        action: frame.to.statutes_reset(body.id),
        button: t.rules_reset_do(),
        destroys: true,
        hidden: vec![
            ("preset", preset.as_str().to_owned()),
            ("seen", in_force(&house, &body).version.to_string()),
        ],
        back: frame.to.statutes_edit(body.id),
        frame,
    }
    .show())
}

async fn reset(
    State(web): State<Web>,
    visit: Visit,
    me: Member,
    Path(id): Path<String>,
    Form(choice): Form<Choice>,
) -> Answer {
    let preset: Preset = choice.preset.parse().map_err(|_| Failure::Missing)?;
    replace(&web, &visit, &me, &id, Some(RulesProfile::preset(preset)), &choice.seen).await
}

async fn ask_follow(State(web): State<Web>, visit: Visit, me: Member, Path(id): Path<String>) -> Answer {
    let house = web.house().await?;
    let body = managed(&web, &me, &id).await?;
    let Some(own) = body.rules.as_ref().filter(|_| body.id != house.id) else {
        return Err(Failure::Missing);
    };
    let frame = visit.frame(Room::None);
    let t = frame.t;
    Ok(Confirm {
        title: t.rules_follow_ask(),
        consequence: t.rules_follow_what(),
        action: frame.to.statutes_follow(body.id),
        button: t.rules_follow(),
        destroys: true,
        hidden: vec![("seen", own.version.to_string())],
        back: frame.to.statutes_of(body.id),
        frame,
    }
    .show())
}

async fn follow(
    State(web): State<Web>,
    visit: Visit,
    me: Member,
    Path(id): Path<String>,
    Form(choice): Form<Choice>,
) -> Answer {
    replace(&web, &visit, &me, &id, None, &choice.seen).await
}

async fn replace(
    web: &Web,
    visit: &Visit,
    me: &Member,
    id: &str,
    rules: Option<RulesProfile>,
    seen: &str,
) -> Answer {
    let house = web.house().await?;
    let body = managed(web, me, id).await?;
    let seen_version = seen.parse().unwrap_or(0);
    web.perform(ChangeRules { by: me.id(), body: body.id, rules, seen_version }).await?;
    web.forget_house();
    Ok(see_other(&page_of(visit, &house, &body), Some(Flash::new(Done::Saved))))
}

// ------------------------------------------------------------------ what all of them read

/// The body; members read of every one.
async fn read(web: &Web, id: &str) -> Result<Body, Failure> {
    let id: BodyId = id.parse().map_err(|_| Failure::Missing)?;
    web.read().await?.body(id).await?.ok_or(Failure::Missing)
}

/// The body, for those who may change its rules; for everybody else the page does not exist.
async fn managed(web: &Web, me: &Member, id: &str) -> Result<Body, Failure> {
    let body = read(web, id).await?;
    let may = me.viewer.holds(Right::ManageBodies, body.id) && body.stands(web.now());
    if may { Ok(body) } else { Err(Failure::Missing) }
}

/// The rules that hold in a body: its own, or those of the house.
fn in_force<'a>(house: &'a House, body: &'a Body) -> &'a RulesProfile {
    body.rules.as_ref().filter(|_| body.id != house.id).unwrap_or(&house.rules)
}

/// The page on which they are read.
fn page_of(visit: &Visit, house: &House, body: &Body) -> String {
    if body.id == house.id { visit.to.statutes() } else { visit.to.statutes_of(body.id) }
}

#[cfg(test)]
mod tests;
