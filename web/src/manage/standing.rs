//! What an administrator may do to an account: its role, its suspension, its end. Each is asked before it is done.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::routing::get;
use preau_core::action::people::{ChangeRole, EndAccount, Suspend};
use preau_core::person::Role;
use serde::Deserialize;

use super::people::read;
use super::{Ask, confirm};
use crate::error::{Answer, Failure};
use crate::page::{Done, Flash, Room};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE_ROLE, get(ask_role).post(role))
        .at(place::MANAGE_SUSPENSION, get(ask_suspension).post(suspension))
        .at(place::MANAGE_ENDING, get(ask_ending).post(ending))
}

/// Which role is wanted.
#[derive(Deserialize)]
struct Wanted {
    role: Option<String>,
}

impl Wanted {
    fn role(&self) -> Result<Role, Failure> {
        self.role.as_deref().and_then(|word| word.parse().ok()).ok_or(Failure::Missing)
    }
}

async fn ask_role(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let (person, role) = (read(&web, &id).await?, wanted.role()?);
    let (t, name) = (visit.frame(Room::None).t, person.name.as_str());
    let (title, consequence, button) = match role {
        Role::Administrator => (t.manage_raise_title(name), t.manage_raise_consequence(), t.manage_raise()),
        Role::Member => (t.manage_lower_title(name), t.manage_lower_consequence(), t.manage_lower()),
    };
    Ok(confirm(
        &visit,
        Ask {
            title,
            consequence,
            button,
            destroys: role == Role::Member,
            action: visit.to.manage_role(person.id),
            hidden: vec![("role", role.as_str().to_owned())],
            back: visit.to.manage_person(person.id),
        },
    ))
}

async fn role(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(id): Path<String>,
    Form(wanted): Form<Wanted>,
) -> Answer {
    let (person, role) = (read(&web, &id).await?, wanted.role()?);
    web.perform(ChangeRole { by: me.id(), person: person.id, role }).await?;
    // Who has just laid down the role may no longer see this room.
    let gone = person.id == me.id() && role == Role::Member;
    let next = if gone { visit.to.home() } else { visit.to.manage_person(person.id) };
    Ok(see_other(&next, Some(Flash::new(Done::Saved))))
}

async fn ask_suspension(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Path(id): Path<String>,
) -> Answer {
    let person = read(&web, &id).await?;
    let t = visit.frame(Room::None).t;
    Ok(confirm(
        &visit,
        Ask {
            title: t.manage_suspend_title(person.name.as_str()),
            consequence: t.manage_suspend_consequence(),
            action: visit.to.manage_suspension(person.id),
            button: t.manage_suspend(),
            destroys: true,
            hidden: vec![("suspended", "yes".to_owned())],
            back: visit.to.manage_person(person.id),
        },
    ))
}

/// Out, or in again.
#[derive(Deserialize)]
struct Suspended {
    suspended: String,
}

async fn suspension(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(id): Path<String>,
    Form(form): Form<Suspended>,
) -> Answer {
    let person = read(&web, &id).await?;
    web.perform(Suspend { by: me.id(), person: person.id, suspended: form.suspended == "yes" }).await?;
    // An administrator who suspends themself is signed out with that.
    let next = if person.id == me.id() { visit.to.home() } else { visit.to.manage_person(person.id) };
    Ok(see_other(&next, Some(Flash::new(Done::Decided))))
}

/// Whether the name stays on what was written.
#[derive(Deserialize)]
struct Ending {
    name: Option<String>,
}

impl Ending {
    /// It stays unless taking it away is what was asked.
    fn keeps_name(&self) -> bool {
        self.name.as_deref() != Some("erased")
    }
}

async fn ask_ending(
    State(web): State<Web>,
    visit: Visit,
    _: Administrator,
    Path(id): Path<String>,
    Query(wanted): Query<Ending>,
) -> Answer {
    let person = read(&web, &id).await?;
    let (t, name) = (visit.frame(Room::None).t, person.name.as_str());
    let papers = crate::settings::papers(&web, t, &person).await?;
    let (title, consequence, button, hidden) = if wanted.keeps_name() {
        (t.manage_end_title(name), t.manage_end_consequence(), t.manage_end(), "kept")
    } else {
        {
            let consequence = format!("{} {papers}", t.manage_erase_consequence());
            (t.manage_erase_title(name), consequence, t.manage_erase(), "erased")
        }
    };
    Ok(confirm(
        &visit,
        Ask {
            title,
            consequence,
            button,
            destroys: true,
            action: visit.to.manage_ending(person.id),
            hidden: vec![("name", hidden.to_owned())],
            back: visit.to.manage_person(person.id),
        },
    ))
}

async fn ending(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Path(id): Path<String>,
    Form(wanted): Form<Ending>,
) -> Answer {
    let person = read(&web, &id).await?;
    web.perform(EndAccount { by: me.id(), person: person.id, keep_name: wanted.keeps_name() }).await?;
    let next = if person.id == me.id() { visit.to.home() } else { visit.to.manage_people() };
    Ok(see_other(&next, Some(Flash::new(Done::Decided))))
}
