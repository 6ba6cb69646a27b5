//! The people of the house: who waits at the door, who is in, and one account with what may be done to it.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use preau_core::action::entry::{DecideRequest, Welcome};
use preau_core::action::people::ChangeTitle;
use preau_core::body::Status;
use preau_core::error::Field;
use preau_core::id::{PersonId, RequestId};
use preau_core::invitation::JoinRequest;
use preau_core::mandate::Right;
use preau_core::person::{Person, Role, Standing};
use preau_core::text::ShortText;
use serde::Deserialize;

use super::status::Fields;
use super::{Ask, LISTED_MAX, Part, confirm, dates, tabs};
use crate::dates::Dates;
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::page::{Done, Face, Flash, Frame, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::{Keeper, Member, Welcomer};
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANAGE_PEOPLE, get(list))
        .at(place::MANAGE_PERSON, get(one))
        .at(place::MANAGE_TITLE, post(title))
        .at(place::MANAGE_WELCOME, get(ask_refusal).post(welcome))
        .at(place::MANAGE_REQUEST, get(ask_request).post(request))
}

// ------------------------------------------------------------------ the lists

/// Who waits, who is in, who is kept out.
#[derive(Template)]
#[template(path = "manage/people.html")]
pub(crate) struct People {
    frame: Frame,
    tabs: Vec<Tab>,
    awaiting: Vec<Waiting>,
    /// The viewer welcomes people.
    welcomes: bool,
    active: Vec<Row>,
    suspended: Vec<Row>,
}

impl Page for People {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Somebody at the door: by a poster, or by a request from the public page.
struct Waiting {
    face: Face,
    name: String,
    /// How they came, and when.
    how: String,
    mail: String,
    note: String,
    action: String,
}

/// A line of the list.
struct Row {
    name: String,
    handle: String,
    title: String,
    mail: String,
    since: String,
    administrator: bool,
    href: String,
}

async fn list(State(web): State<Web>, visit: Visit, Keeper(me): Keeper) -> Answer {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(&web, &visit, &house);
    let mut db = web.read().await?;
    let db = db.as_mut();
    let mut awaiting: Vec<Waiting> = Vec::new();
    for person in db.people(&[Standing::Awaiting], LISTED_MAX).await? {
        awaiting.push(Waiting::by_poster(&person, &frame, &dates));
    }
    for request in db.join_requests(LISTED_MAX).await? {
        awaiting.push(Waiting::by_request(&request, &frame, &dates));
    }
    let row = |person: &Person| Row::of(person, &frame, &dates);
    let active = db.people(&[Standing::Active], LISTED_MAX).await?.iter().map(row).collect();
    let suspended = db.people(&[Standing::Suspended], LISTED_MAX).await?.iter().map(row).collect();
    let tabs = tabs(db, &frame, Part::People).await?;
    let welcomes = me.viewer.holds_in_house(Right::ManagePeople);
    Ok(People { frame, tabs, awaiting, welcomes, active, suspended }.show())
}

impl Waiting {
    fn by_poster(person: &Person, frame: &Frame, dates: &Dates) -> Self {
        Self {
            face: Face::of(person.name.as_str(), person.id.0),
            name: person.name.to_string(),
            how: frame.t.manage_by_poster(dates.ago(person.joined_at)),
            mail: person.mail.as_ref().map(|mail| mail.as_str().to_owned()).unwrap_or_default(),
            note: String::new(),
            action: frame.to.manage_welcome(person.id),
        }
    }

    fn by_request(request: &JoinRequest, frame: &Frame, dates: &Dates) -> Self {
        Self {
            face: Face::of(request.name.as_str(), request.id.0),
            name: request.name.to_string(),
            how: frame.t.manage_by_request(dates.ago(request.made_at)),
            mail: request.mail.as_str().to_owned(),
            note: request.note.as_ref().map(ToString::to_string).unwrap_or_default(),
            action: frame.to.manage_request(request.id),
        }
    }
}

impl Row {
    fn of(person: &Person, frame: &Frame, dates: &Dates) -> Self {
        Self {
            name: person.name.to_string(),
            handle: person.handle.as_str().to_owned(),
            title: person.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            mail: person.mail.as_ref().map(|mail| mail.as_str().to_owned()).unwrap_or_default(),
            since: dates.day(person.joined_at),
            administrator: person.role == Role::Administrator,
            href: frame.to.manage_person(person.id),
        }
    }
}

// ------------------------------------------------------------------ one account

/// One account, with what may be done to it.
#[derive(Template)]
#[template(path = "manage/person.html")]
#[expect(clippy::struct_excessive_bools, reason = "a template asks each for itself")]
pub(crate) struct OnePerson {
    frame: Frame,
    tabs: Vec<Tab>,
    form: Filled<TitleFields>,
    status: Filled<Fields>,
    statuses: Vec<(String, String)>,
    /// The viewer welcomes people: everything but the account's role and end is theirs to change.
    welcomes: bool,
    id: PersonId,
    face: Face,
    row: Row,
    active: bool,
    suspended: bool,
    /// It is the administrator's own account.
    own: bool,
}

impl Page for OnePerson {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// How the section calls what they do.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct TitleFields {
    title: String,
}

async fn one(State(web): State<Web>, visit: Visit, Keeper(me): Keeper, Path(id): Path<String>) -> Answer {
    let person = read(&web, &id).await?;
    Ok(page(&web, &visit, &me, &person, Forms::default()).await?.show())
}

/// The account behind an address, unless it is over or never was.
pub(super) async fn read(web: &Web, id: &str) -> Result<Person, Failure> {
    let id: PersonId = id.parse().map_err(|_| Failure::Missing)?;
    let person = web.read().await?.person(id).await?;
    person.filter(|person| person.standing != Standing::Ended).ok_or(Failure::Missing)
}

/// The forms of the page that were sent and are shown again.
#[derive(Default)]
pub(super) struct Forms {
    pub(super) title: Option<Filled<TitleFields>>,
    pub(super) status: Option<Filled<Fields>>,
}

pub(super) async fn page(
    web: &Web,
    visit: &Visit,
    me: &Member,
    person: &Person,
    forms: Forms,
) -> Result<OnePerson, Failure> {
    let house = web.house().await?;
    let frame = visit.frame(Room::None);
    let dates = dates(web, visit, &house);
    let mut db = web.read().await?;
    let affiliation = db.affiliation(person.id).await?.ok_or(Failure::Missing)?;
    let title = person.title.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(OnePerson {
        tabs: tabs(db.as_mut(), &frame, Part::People).await?,
        form: forms.title.unwrap_or_else(|| Filled::sent(visit, TitleFields { title })),
        status: forms.status.unwrap_or_else(|| Filled::sent(visit, Fields::of(&affiliation))),
        statuses: statuses(&frame),
        welcomes: me.viewer.holds_in_house(Right::ManagePeople),
        id: person.id,
        face: Face::of(person.name.as_str(), person.id.0),
        row: Row::of(person, &frame, &dates),
        active: person.standing == Standing::Active,
        suspended: person.standing == Standing::Suspended,
        own: person.id == me.id(),
        frame,
    })
}

/// Every status with its word.
fn statuses(frame: &Frame) -> Vec<(String, String)> {
    let words = |status: &Status| (status.as_str().to_owned(), frame.t.person_status(status.as_str()));
    Status::ALL.iter().map(words).collect()
}

async fn title(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Path(id): Path<String>,
    Form(fields): Form<TitleFields>,
) -> Answer {
    let person = read(&web, &id).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(title) = form.take(Field::Title, ShortText::optional(&form.typed.title)) else {
        let forms = Forms { title: Some(form), ..Forms::default() };
        return Ok(page(&web, &visit, &me, &person, forms).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY));
    };
    web.perform(ChangeTitle { by: me.id(), person: person.id, title }).await?;
    Ok(see_other(&visit.to.manage_person(person.id), Some(Flash::new(Done::Saved))))
}

// ------------------------------------------------------------------ at the door

/// Come in, or not.
#[derive(Deserialize)]
struct Accepted {
    accept: String,
}

async fn ask_refusal(State(web): State<Web>, visit: Visit, _: Welcomer, Path(id): Path<String>) -> Answer {
    let person = read(&web, &id).await?;
    if person.standing != Standing::Awaiting {
        return Err(Failure::Missing);
    }
    let t = visit.frame(Room::None).t;
    Ok(confirm(
        &visit,
        Ask {
            title: t.manage_refuse_title(person.name.as_str()),
            consequence: t.manage_refuse_account(),
            action: visit.to.manage_welcome(person.id),
            button: t.manage_refuse(),
            destroys: true,
            hidden: vec![("accept", "no".to_owned())],
            back: visit.to.manage_people(),
        },
    ))
}

async fn welcome(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Path(id): Path<String>,
    Form(form): Form<Accepted>,
) -> Answer {
    let person = read(&web, &id).await?;
    web.perform(Welcome { by: me.id(), person: person.id, accept: form.accept == "yes" }).await?;
    Ok(see_other(&visit.to.manage_people(), Some(Flash::new(Done::Decided))))
}

async fn ask_request(State(web): State<Web>, visit: Visit, _: Welcomer, Path(id): Path<String>) -> Answer {
    let id: RequestId = id.parse().map_err(|_| Failure::Missing)?;
    let request = web.read().await?.join_request(id).await?.ok_or(Failure::Missing)?;
    let t = visit.frame(Room::None).t;
    Ok(confirm(
        &visit,
        Ask {
            title: t.manage_refuse_title(request.name.as_str()),
            consequence: t.manage_refuse_request(),
            action: visit.to.manage_request(id),
            button: t.manage_refuse(),
            destroys: true,
            hidden: vec![("accept", "no".to_owned())],
            back: visit.to.manage_people(),
        },
    ))
}

async fn request(
    State(web): State<Web>,
    visit: Visit,
    Welcomer(me): Welcomer,
    Path(id): Path<String>,
    Form(form): Form<Accepted>,
) -> Answer {
    let request: RequestId = id.parse().map_err(|_| Failure::Missing)?;
    web.perform(DecideRequest { by: me.id(), request, accept: form.accept == "yes" }).await?;
    Ok(see_other(&visit.to.manage_people(), Some(Flash::new(Done::Decided))))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::tests::sample_tabs;
    use super::*;
    use crate::gallery::Samples;

    fn row(frame: &Frame, n: u128, name: &str, administrator: bool) -> Row {
        Row {
            name: name.to_owned(),
            handle: "odile.garrec".to_owned(),
            title: if administrator { "Secrétaire de section".to_owned() } else { String::new() },
            mail: if administrator { "odile@vallombre.example".to_owned() } else { String::new() },
            since: "lundi 3 novembre".to_owned(),
            administrator,
            href: frame.to.manage_person(PersonId(Uuid::from_u128(n))),
        }
    }

    impl Samples for People {
        fn samples(frame: Frame) -> Vec<Self> {
            let waiting = |n: u128, name: &str, note: &str| Waiting {
                face: Face::of(name, Uuid::from_u128(n)),
                name: name.to_owned(),
                how: frame.t.manage_by_poster("hier, 18 h 05"),
                mail: "bakary@exemple.example".to_owned(),
                note: note.to_owned(),
                action: frame.to.manage_welcome(PersonId(Uuid::from_u128(n))),
            };
            let full = Self {
                tabs: sample_tabs(&frame, Part::People),
                awaiting: vec![
                    waiting(11, "Bakary Koné", ""),
                    waiting(12, "Aline Mercadier", "J’habite à côté."),
                ],
                welcomes: true,
                active: vec![row(&frame, 2, "Odile Garrec", true), row(&frame, 3, "Lucien Perrot", false)],
                suspended: vec![row(&frame, 4, "Thomas Le Goff", false)],
                frame: frame.clone(),
            };
            let alone = Self {
                tabs: sample_tabs(&frame, Part::People),
                awaiting: Vec::new(),
                welcomes: false,
                active: vec![row(&frame, 2, "Odile Garrec", true)],
                suspended: Vec::new(),
                frame,
            };
            vec![full, alone]
        }
    }

    impl Samples for OnePerson {
        fn samples(frame: Frame) -> Vec<Self> {
            let sample = |administrator, active, own| {
                let mut form = Filled::new(frame.t, TitleFields { title: "Trésorier".to_owned() });
                if own {
                    form.take::<()>(Field::Title, Err(preau_core::text::Problem::TooLong(ShortText::MAX)));
                }
                Self {
                    tabs: sample_tabs(&frame, Part::People),
                    form,
                    status: Filled::new(
                        frame.t,
                        Fields {
                            status: "member".to_owned(),
                            since: "2024-03-12".to_owned(),
                            ..Fields::default()
                        },
                    ),
                    statuses: statuses(&frame),
                    welcomes: active,
                    id: PersonId(Uuid::from_u128(2)),
                    face: Face::of("Odile Garrec", Uuid::from_u128(2)),
                    row: row(&frame, 2, "Odile Garrec", administrator),
                    active,
                    suspended: !active,
                    own,
                    frame: frame.clone(),
                }
            };
            vec![sample(true, true, true), sample(false, true, false), sample(false, false, false)]
        }
    }
}
