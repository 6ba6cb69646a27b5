//! Rendezvous that come again, as a whole: all their dates, and what is changed or ended of them together.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use axum_extra::extract::Form;
use preau_core::access::{self, Thing, Verb, may};
use preau_core::action::series::{ChangeSeries, EndSeries};
use preau_core::error::{Failure as CoreFailure, Refusal};
use preau_core::id::SeriesId;
use preau_core::rendezvous::{Rendezvous, RendezvousView};
use preau_core::series::Series;

use crate::calendar::{Row, capital};
use crate::confirm::Confirm;
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::plan::{Fields, dates, read, series_page};
use crate::rendezvous::id;
use crate::repeat;
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The routes of the room.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::SERIES, get(show))
        .at(place::SERIES_EDIT, get(open).post(change))
        .at(place::SERIES_END, get(ask).post(end))
}

/// The page with every date.
#[derive(Template)]
#[template(path = "series.html")]
pub(crate) struct SeriesPage {
    frame: Frame,
    title: String,
    /// « Le troisième mardi de chaque mois, jusqu’au mardi 15 juin »
    rule: String,
    /// What the rule leaves out.
    note: Option<String>,
    coming: Vec<Row>,
    past: Vec<Row>,
    file: String,
}

impl Page for SeriesPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /rendez-vous/serie/{id}`.
async fn show(State(web): State<Web>, member: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let id: SeriesId = address.parse().map_err(|_| Failure::Missing)?;
    let dates = dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let mut views = db.series_view(member.viewer.scope(), id).await?;
    views.retain(|view| may(&member.viewer, Verb::Read, Thing::Rendezvous(&view.rendezvous)));
    let series = db.series(id).await?.ok_or(Failure::Missing)?;
    drop(db);
    Ok(SeriesPage::of(visit.frame(Room::Calendar), &dates, &series, &views)?.show())
}

impl SeriesPage {
    fn of(frame: Frame, dates: &Dates, series: &Series, views: &[RendezvousView]) -> Result<Self, Failure> {
        let t = frame.t;
        // What nobody here may read of it is as if it were not.
        let named = views.iter().find(|view| view.rendezvous.over_at() > dates.now).or(views.last());
        let title = named.ok_or(Failure::Missing)?.rendezvous.title.to_string();
        let (past, coming): (Vec<_>, Vec<_>) =
            views.iter().partition(|view| view.rendezvous.over_at() < dates.now);
        let rows = |views: Vec<&RendezvousView>| {
            // On this page the rule stands once, above them.
            views.into_iter().map(|view| Row { again: None, ..Row::of(&frame, dates, view) }).collect()
        };
        let rule = repeat::rule(t, dates, series.rhythm, series.first_on);
        Ok(Self {
            title,
            rule: capital(&t.repeat_until(rule, dates.say_date(series.last_on))),
            note: repeat::left_out(t, dates, series.rhythm, series.first_on),
            coming: rows(coming),
            past: rows(past),
            file: frame.to.series_ics(series.id),
            frame,
        })
    }
}

/// A series, and one of it that still says what all say: what the form shows.
async fn editable(web: &Web, member: &Member, address: &str) -> Result<(Rendezvous, Series), Failure> {
    let mut db = web.read().await?;
    let one = access::rendezvous_for(db.as_mut(), &member.viewer, Verb::Edit, id(address)?).await?;
    let place = one.occurrence.ok_or(Failure::Missing)?;
    let series = db.series(place.series).await?.ok_or(Failure::Missing)?;
    let all = db.rendezvous_of(place.series).await?;
    let whole =
        |one: &&Rendezvous| one.occurrence.is_some_and(|place| !place.own) && one.starts_at > web.now();
    let alike = |one: &&Rendezvous| may(&member.viewer, Verb::Edit, Thing::Rendezvous(one));
    let model = all.iter().filter(whole).find(alike).cloned();
    // Nothing of it is left to change.
    Ok((model.ok_or(Refusal::Over)?, series))
}

/// `GET /rendez-vous/{id}/serie/modifier`.
async fn open(State(web): State<Web>, member: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let (model, series) = editable(&web, &member, &address).await?;
    let fields =
        Fields { sequence: series.sequence.to_string(), ..Fields::of(&model, dates(&web, &visit).await?) };
    let form = Filled::sent(&visit, fields);
    Ok(series_page(&web, &member, &visit, form, (&model, id(&address)?)).await?.show())
}

/// `POST /rendez-vous/{id}/serie/modifier`.
async fn change(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Path(address): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (model, _) = editable(&web, &member, &address).await?;
    let from = id(&address)?;
    let seen_sequence = fields.sequence.parse().map_err(|_| Failure::Missing)?;
    web.limits.write(member.id())?;
    let dates = dates(&web, &visit).await?;
    // Each keeps its day: the one of the form is not a field.
    let date = Fields::of(&model, dates).date;
    let mut form = Filled::sent(&visit, Fields { date, ..fields });
    let Some(plan) = read(&mut form, dates, Some(&model)) else {
        let page = series_page(&web, &member, &visit, form, (&model, from)).await?;
        return Ok(page.show_as(UNPROCESSABLE));
    };
    match web.perform(ChangeSeries { by: member.id(), rendezvous: from, plan, seen_sequence }).await {
        Ok(()) => Ok(see_other(&visit.to.rendezvous(from), Some(Flash::new(Done::SeriesChanged)))),
        Err(failure) => {
            if matches!(failure, CoreFailure::Refused(Refusal::ChangedMeanwhile)) {
                form.say("", form.texts().plan_changed_meanwhile());
            } else {
                form.refuse(failure)?;
            }
            let page = series_page(&web, &member, &visit, form, (&model, from)).await?;
            Ok(page.show_as(UNPROCESSABLE))
        }
    }
}

/// `GET /rendez-vous/{id}/serie/fin`: what will happen, before it does.
async fn ask(State(web): State<Web>, member: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let rendezvous = id(&address)?;
    let mut db = web.read().await?;
    let found = access::rendezvous_for(db.as_mut(), &member.viewer, Verb::Delete, rendezvous).await?;
    let place = found.occurrence.ok_or(Failure::Missing)?;
    let all = db.rendezvous_of(place.series).await?;
    drop(db);
    let ends = |one: &&Rendezvous| {
        one.starts_at >= found.starts_at
            && one.over_at() > web.now()
            && may(&member.viewer, Verb::Delete, Thing::Rendezvous(one))
    };
    let count = all.iter().filter(ends).count();
    let frame = visit.frame(Room::Calendar);
    let there = Dates { zone: found.time_zone, ..dates(&web, &visit).await? };
    Ok(Confirm {
        title: frame.t.series_end_title(there.day(found.starts_at), found.title.as_str()),
        consequence: frame.t.series_end_consequence(count),
        action: frame.to.series_end(rendezvous),
        button: frame.t.series_end(),
        destroys: true,
        hidden: Vec::new(),
        back: frame.to.rendezvous(rendezvous),
        frame,
    }
    .show())
}

/// `POST /rendez-vous/{id}/serie/fin`.
async fn end(State(web): State<Web>, member: Member, visit: Visit, Path(address): Path<String>) -> Answer {
    let rendezvous = id(&address)?;
    web.perform(EndSeries { by: member.id(), rendezvous }).await?;
    Ok(see_other(&visit.to.rendezvous(rendezvous), Some(Flash::new(Done::SeriesEnded))))
}

#[cfg(test)]
#[path = "series_tests.rs"]
mod tests;
