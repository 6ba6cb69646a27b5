//! The forms of mandates, one screen each: recorded, ended, confirmed, handed over, delegated.

mod typed;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use axum_extra::extract::Form;
use chrono_tz::Tz;
use preau_core::access::{Thing, Verb, may};
use preau_core::action::mandate::{ConfirmMandate, Delegate, EndMandate, HandOver, RecordMandate};
use preau_core::body::{Body, BodyKind};
use preau_core::error::{Failure as CoreFailure, Field};
use preau_core::id::MandateId;
use preau_core::mandate::{Mandate, MandateRole, Right};
use preau_core::person::Standing;
use uuid::Uuid;

pub(crate) use self::typed::Fields;
use self::typed::{ends, person, starts};
use super::{mandate_id, name_of};
use crate::confirm::Confirm;
use crate::error::{Answer, Failure};
use crate::feed;
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::MANDATE_NEW, get(open_record).post(record))
        .at(place::MANDATE_END, get(open_end).post(end))
        .at(place::MANDATE_CONFIRM, get(ask_confirm).post(confirm))
        .at(place::MANDATE_HANDOVER, get(open_handover).post(hand_over))
        .at(place::MANDATE_DELEGATE, get(open_delegate).post(delegate))
}

/// People that a form offers: a section has hundreds, not thousands.
const OFFERED_MAX: i64 = 2_000;

/// Which of the forms it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Act {
    Record,
    End,
    HandOver,
    Delegate,
}

impl Act {
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::End => "end",
            Self::HandOver => "handover",
            Self::Delegate => "delegate",
        }
    }
}

/// Any of the forms.
#[derive(Template)]
#[template(path = "bodies/mandate.html")]
pub(crate) struct MandatePage {
    pub(super) frame: Frame,
    pub(super) form: Filled<Fields>,
    pub(super) act: Act,
    pub(super) action: String,
    pub(super) back: String,
    /// The body it is in.
    pub(super) body: String,
    /// The mandate it is about: its holder and role; empty where it is a new one.
    pub(super) holder: String,
    pub(super) role: String,
    pub(super) people: Vec<Choice>,
    pub(super) roles: Vec<Choice>,
    pub(super) rights: Vec<Choice>,
}

impl Page for MandatePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// Something that can be chosen.
pub(crate) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// What a form is about.
struct About {
    body: Body,
    /// The mandate, with its holder's name; nothing where it is a new one.
    mandate: Option<(Mandate, String)>,
    zone: Tz,
}

impl About {
    /// A mandate that is not over, whose act this member may do; for everybody else there is no such form.
    async fn mandate(web: &Web, member: &Member, id: &str, act: Act) -> Result<Self, Failure> {
        let now = web.now();
        let mut db = web.read().await?;
        let mandate = db.mandate(mandate_id(id)?).await?.ok_or(Failure::Missing)?;
        let body = preau_core::access::body(db.as_mut(), &member.viewer, mandate.body).await?;
        let body = body.ok_or(Failure::Missing)?.into_inner();
        let holder = db.person(mandate.person).await?.ok_or(Failure::Missing)?;
        let giver = match &mandate.delegated {
            Some(part) => db.mandate(part.of).await?.map(|of| of.person),
            None => None,
        };
        let own = mandate.person == member.id();
        let manages = may(&member.viewer, Verb::Use(Right::ManageMandates), Thing::Body(&body));
        let allowed = match act {
            Act::Record => manages,
            Act::End => own || manages || giver == Some(member.id()),
            Act::HandOver => (own || manages) && mandate.delegated.is_none(),
            Act::Delegate => own && mandate.delegated.is_none() && mandate.holds(now),
        };
        let open = body.stands(now) && mandate.ends_at.is_none_or(|end| now < end);
        if !allowed || !open {
            return Err(Failure::Missing);
        }
        let zone = web.house().await?.time_zone;
        Ok(Self { body, mandate: Some((mandate, holder.name.to_string())), zone })
    }

    /// A body whose mandates this member records.
    async fn body(web: &Web, member: &Member, id: &str) -> Result<Self, Failure> {
        let body = super::body(web, &member.viewer, id).await?;
        let manages = may(&member.viewer, Verb::Use(Right::ManageMandates), Thing::Body(&body));
        if !manages || !body.stands(web.now()) {
            return Err(Failure::Missing);
        }
        Ok(Self { body, mandate: None, zone: web.house().await?.time_zone })
    }

    fn mandate_of(&self) -> Result<&Mandate, Failure> {
        self.mandate.as_ref().map(|(mandate, _)| mandate).ok_or(Failure::Missing)
    }
}

/// The form as it is first shown: from today on.
async fn fresh(web: &Web, visit: &Visit) -> Result<Filled<Fields>, Failure> {
    let today = feed::dates(web, visit).await?.today().to_string();
    let once = web.world.hidden_id().to_string();
    Ok(Filled::sent(visit, Fields { starts: today, once, ..Fields::default() }))
}

async fn page(
    web: &Web,
    visit: &Visit,
    act: Act,
    about: &About,
    form: Filled<Fields>,
) -> Result<MandatePage, Failure> {
    let frame = visit.frame(Room::Directory);
    let (t, to) = (frame.t, frame.to);
    let id = about.mandate.as_ref().map(|(mandate, _)| mandate.id.to_string()).unwrap_or_default();
    let action = match act {
        Act::Record => to.mandate_new(about.body.id),
        Act::End => to.mandate_end(&id),
        Act::HandOver => to.mandate_handover(&id),
        Act::Delegate => to.mandate_delegate(&id),
    };
    let holder = about.mandate.as_ref().map(|(mandate, _)| mandate.person);
    let people = if act == Act::End {
        Vec::new()
    } else {
        let all = web.read().await?.people(&[Standing::Active], OFFERED_MAX).await?;
        all.into_iter()
            .filter(|person| Some(person.id) != holder)
            .map(|person| Choice {
                chosen: form.typed.person == person.id.to_string(),
                value: person.id.to_string(),
                label: person.name.to_string(),
            })
            .collect()
    };
    let role_words = |role: MandateRole| t.mandate_role(role.as_str());
    let roles = offered(about.body.kind).map(|role| Choice {
        value: role.as_str().to_owned(),
        label: role_words(role),
        chosen: form.typed.role == role.as_str(),
    });
    let rights = about.mandate.as_ref().map(|(mandate, _)| mandate.role.rights()).unwrap_or_default();
    let rights = rights.iter().map(|right| Choice {
        value: right.as_str().to_owned(),
        label: t.right_words(right.as_str()),
        chosen: form.typed.rights.iter().any(|typed| typed == right.as_str()),
    });
    Ok(MandatePage {
        act,
        action,
        back: to.body(about.body.id),
        body: name_of(&about.body, t),
        holder: about.mandate.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
        role: about.mandate.as_ref().map(|(mandate, _)| role_words(mandate.role)).unwrap_or_default(),
        people,
        roles: roles.collect(),
        rights: if act == Act::Delegate { rights.collect() } else { Vec::new() },
        form,
        frame,
    })
}

/// The roles that make sense in a body: nobody hosts the site for a commission.
fn offered(kind: BodyKind) -> impl Iterator<Item = MandateRole> {
    use MandateRole::{BoardMember, Host, Organiser, Participant};
    MandateRole::ALL.iter().copied().filter(move |role| {
        !matches!(
            (kind, role),
            (BodyKind::Assembly, BoardMember | Participant | Organiser)
                | (BodyKind::Board, Host | Participant | Organiser)
                | (BodyKind::Commission | BodyKind::Workplace, Host | BoardMember)
        )
    })
}

/// Where a form leads that was sent before: what it made may have ended what it was about.
async fn before(
    web: &Web,
    visit: &Visit,
    member: &Member,
    fields: &Fields,
) -> Result<Option<Response>, Failure> {
    let Ok(once) = Uuid::try_parse(&fields.once) else { return Ok(None) };
    let mut db = web.read().await?;
    let Some(made) = db.mandate(MandateId(once)).await? else { return Ok(None) };
    let body = preau_core::access::body(db.as_mut(), &member.viewer, made.body).await?;
    Ok(body.map(|body| see_other(&visit.to.body(body.id), Some(Flash::new(Done::Saved)))))
}

/// The form again, with what is wrong.
async fn again(
    web: &Web,
    visit: &Visit,
    act: Act,
    about: &About,
    form: Filled<Fields>,
) -> Result<Response, Failure> {
    Ok(page(web, visit, act, about, form).await?.show_as(UNPROCESSABLE))
}

/// Back to the body where it was done, else the form again with why not.
async fn settled<T>(
    web: &Web,
    visit: &Visit,
    act: Act,
    about: &About,
    mut form: Filled<Fields>,
    outcome: Result<T, CoreFailure>,
    done: Done,
) -> Answer {
    match outcome {
        Ok(_) => Ok(see_other(&visit.to.body(about.body.id), Some(Flash::new(done)))),
        Err(failure) => {
            form.refuse(failure)?;
            again(web, visit, act, about, form).await
        }
    }
}

/// The form of an act on a mandate, as it is first shown.
async fn open(web: &Web, visit: &Visit, member: &Member, id: &str, act: Act) -> Answer {
    let about = About::mandate(web, member, id, act).await?;
    let form = fresh(web, visit).await?;
    Ok(page(web, visit, act, &about, form).await?.show())
}

async fn open_record(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let about = About::body(&web, &member, &id).await?;
    let form = fresh(&web, &visit).await?;
    Ok(page(&web, &visit, Act::Record, &about, form).await?.show())
}

async fn record(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    if let Some(done) = before(&web, &visit, &member, &fields).await? {
        return Ok(done);
    }
    let about = About::body(&web, &member, &id).await?;
    let mut form = Filled::sent(&visit, fields);
    let once = once(&form.typed.once)?;
    let person = person(&mut form);
    let role: Option<MandateRole> = form.typed.role.parse().ok();
    if role.is_none() {
        form.say(Field::Role.as_str(), form.texts().wrong_choice());
    }
    let (starts, ends) = (starts(&mut form, about.zone), ends(&mut form, about.zone));
    let (Some(person), Some(role), Some(starts_at), Some(ends_at)) = (person, role, starts, ends) else {
        return again(&web, &visit, Act::Record, &about, form).await;
    };
    let provisional = form.typed.provisional == "yes";
    let (by, body) = (member.id(), about.body.id);
    let action = RecordMandate { by, person, body, role, starts_at, ends_at, provisional, once };
    let recorded = web.perform(action).await;
    settled(&web, &visit, Act::Record, &about, form, recorded, Done::MandateRecorded).await
}

async fn open_end(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    open(&web, &visit, &member, &id, Act::End).await
}

async fn end(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let about = About::mandate(&web, &member, &id, Act::End).await?;
    let mut form = Filled::sent(&visit, fields);
    let Some(at) = ends(&mut form, about.zone) else {
        return again(&web, &visit, Act::End, &about, form).await;
    };
    let mandate = about.mandate_of()?.id;
    // Without a day it ends at once.
    let at = at.unwrap_or_else(|| web.now());
    let ended = web.perform(EndMandate { by: member.id(), mandate, at }).await;
    settled(&web, &visit, Act::End, &about, form, ended, Done::MandateEnded).await
}

async fn ask_confirm(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let about = About::mandate(&web, &member, &id, Act::Record).await?;
    let (mandate, holder) = about.mandate.as_ref().ok_or(Failure::Missing)?;
    let frame = visit.frame(Room::Directory);
    let role = frame.t.mandate_role(mandate.role.as_str());
    Ok(Confirm {
        title: frame.t.mandate_confirm_title(role, holder.as_str()),
        consequence: frame.t.mandate_confirm_consequence(),
        action: frame.to.mandate_confirm(mandate.id),
        button: frame.t.mandate_confirm(),
        destroys: false,
        hidden: Vec::new(),
        back: frame.to.body(about.body.id),
        frame,
    }
    .show())
}

async fn confirm(State(web): State<Web>, visit: Visit, member: Member, Path(id): Path<String>) -> Answer {
    let about = About::mandate(&web, &member, &id, Act::Record).await?;
    web.perform(ConfirmMandate { by: member.id(), mandate: about.mandate_of()?.id }).await?;
    Ok(see_other(&visit.to.body(about.body.id), Some(Flash::new(Done::MandateConfirmed))))
}

async fn open_handover(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    open(&web, &visit, &member, &id, Act::HandOver).await
}

async fn hand_over(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    if let Some(done) = before(&web, &visit, &member, &fields).await? {
        return Ok(done);
    }
    let about = About::mandate(&web, &member, &id, Act::HandOver).await?;
    let mut form = Filled::sent(&visit, fields);
    let once = once(&form.typed.once)?;
    let (person, starts, ends) =
        (person(&mut form), starts(&mut form, about.zone), ends(&mut form, about.zone));
    let (Some(to), Some(at), Some(ends_at)) = (person, starts, ends) else {
        return again(&web, &visit, Act::HandOver, &about, form).await;
    };
    let provisional = form.typed.provisional == "yes";
    let mandate = about.mandate_of()?.id;
    let handed = web.perform(HandOver { by: member.id(), mandate, to, at, ends_at, provisional, once }).await;
    settled(&web, &visit, Act::HandOver, &about, form, handed, Done::HandedOver).await
}

async fn open_delegate(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
) -> Answer {
    open(&web, &visit, &member, &id, Act::Delegate).await
}

async fn delegate(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    if let Some(done) = before(&web, &visit, &member, &fields).await? {
        return Ok(done);
    }
    let about = About::mandate(&web, &member, &id, Act::Delegate).await?;
    let mut form = Filled::sent(&visit, fields);
    let once = once(&form.typed.once)?;
    let (person, starts, ends) =
        (person(&mut form), starts(&mut form, about.zone), ends(&mut form, about.zone));
    if ends == Some(None) {
        form.say(Field::Ends.as_str(), form.texts().wrong_empty());
    }
    let rights: Vec<Right> = form.typed.rights.iter().filter_map(|word| word.parse().ok()).collect();
    if rights.is_empty() {
        form.say(Field::Rights.as_str(), form.texts().wrong_choice());
    }
    let (Some(to), Some(starts_at), Some(Some(ends_at)), false) = (person, starts, ends, rights.is_empty())
    else {
        return again(&web, &visit, Act::Delegate, &about, form).await;
    };
    let mandate = about.mandate_of()?.id;
    let action = Delegate { by: member.id(), mandate, to, rights, starts_at, ends_at, once };
    let delegated = web.perform(action).await;
    settled(&web, &visit, Act::Delegate, &about, form, delegated, Done::Delegated).await
}
