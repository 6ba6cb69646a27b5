//! Taking a name out of minutes: first what will change, for whom and how often, then the change.

use askama::Template;
use axum::extract::{Form, Path, State};
use preau_core::access::{self, Verb};
use preau_core::action::minutes::erase::{EraseName, NameFound, Whose, initials, name_in};
use preau_core::error::Field;
use preau_core::id::MeetingId;
use preau_core::text::PersonName;
use serde::Deserialize;

use super::meeting_id;
use super::show::page;
use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Frame, Page, Room};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The form: a name on the page of the minutes, then on a page of its own whose it is.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Erased {
    /// The name, as it stands there.
    pub(super) name: String,
    /// A person's id, `guest`, or `nobody` where it stands in texts alone.
    who: String,
    /// Whether it goes out of texts too.
    texts: String,
    /// Sent by the second form.
    sure: String,
}

/// What will change.
#[derive(Template)]
#[template(path = "minutes/erase.html")]
pub(crate) struct ErasePage {
    frame: Frame,
    /// The minutes: where they are.
    back: String,
    action: String,
    title: String,
    /// What will stand in the place of the name.
    becomes: String,
    /// Whose it can be: value, words, how often.
    people: Vec<(String, String, String)>,
    /// How often it stands in texts, in words; empty where it does not.
    texts: String,
    /// What to think of before these are changed too.
    texts_note: String,
    form: Filled<Erased>,
}

impl Page for ErasePage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl ErasePage {
    fn of(frame: Frame, id: &str, name: &PersonName, found: &NameFound, mut form: Filled<Erased>) -> Self {
        let (t, to) = (frame.t, frame.to);
        let mut people: Vec<_> = found
            .people
            .iter()
            .map(|(one, times)| {
                let words = if one.ended {
                    t.minutes_erase_person_gone(one.name.as_str())
                } else {
                    t.minutes_erase_person(one.name.as_str(), one.handle.as_str())
                };
                (one.id.to_string(), words, t.minutes_erase_times(*times))
            })
            .collect();
        if found.guests > 0 {
            let times = t.minutes_erase_times(found.guests);
            people.push(("guest".to_owned(), t.minutes_erase_guest(name.as_str()), times));
        }
        // One alone is chosen already, and what is written is about them as far as anybody knows. Of several nobody is.
        if form.typed.sure.is_empty() {
            form.typed.who = match people.as_slice() {
                [] => "nobody".to_owned(),
                [(value, ..)] => value.clone(),
                _ => String::new(),
            };
            form.typed.texts = if people.len() < 2 { "yes".to_owned() } else { String::new() };
        }
        let shared = people.len() > 1;
        Self {
            back: to.minutes(id),
            action: to.minutes_erase(id),
            title: t.minutes_erase_title_of(name.as_str()),
            becomes: t.minutes_erase_becomes(initials(name).as_str()),
            texts: if found.texts > 0 { t.minutes_erase_texts(found.texts) } else { String::new() },
            texts_note: if shared { t.minutes_erase_texts_shared() } else { t.minutes_erase_texts_note() },
            people,
            form,
            frame,
        }
    }
}

pub(super) async fn erase(
    State(web): State<Web>,
    visit: Visit,
    member: Member,
    Path(id): Path<String>,
    Form(sent): Form<Erased>,
) -> Answer {
    let meeting = meeting_id(&id)?;
    let mut form = Filled::sent(&visit, sent);
    let Some(name) = form.take(Field::Name, PersonName::parse(&form.typed.name)) else {
        return again(&web, &visit, &member, &id, form).await;
    };
    let found = found(&web, &member, meeting, &name).await?;
    if found.nowhere() {
        form.say(Field::Name.as_str(), form.texts().minutes_erase_missing());
        return again(&web, &visit, &member, &id, form).await;
    }
    let frame = visit.frame(Room::Calendar);
    if form.typed.sure.is_empty() {
        return Ok(ErasePage::of(frame, &id, &name, &found, form).show());
    }
    let whose = match form.typed.who.as_str() {
        "" => None,
        "guest" => Some(Whose::Guest),
        "nobody" => Some(Whose::Nobody),
        person => Some(Whose::Person(person.parse().map_err(|_| Failure::Missing)?)),
    };
    let texts = form.typed.texts == "yes";
    match whose.filter(|whose| found.holds(*whose, texts)) {
        Some(whose) => {
            let action = EraseName { by: member.id(), meeting, name: name.clone(), whose, texts };
            match web.perform(action).await {
                Ok(()) => {
                    return Ok(see_other(&visit.to.minutes(&id), Some(Flash::new(Done::MinutesErased))));
                }
                Err(failure) => form.refuse(failure)?,
            }
        }
        None => form.say("who", form.texts().minutes_erase_choose()),
    }
    Ok(ErasePage::of(frame, &id, &name, &found, form).show_as(UNPROCESSABLE))
}

/// The minutes, with the first form as it was sent.
async fn again(web: &Web, visit: &Visit, member: &Member, id: &str, form: Filled<Erased>) -> Answer {
    let mut page = page(web, visit, member, id).await?;
    page.erased = form;
    Ok(page.show_as(UNPROCESSABLE))
}

/// Where the name stands, for those who keep these minutes; for all others there is no such page.
async fn found(
    web: &Web,
    member: &Member,
    meeting: MeetingId,
    name: &PersonName,
) -> Result<NameFound, Failure> {
    let mut db = web.read().await?;
    let seen = access::minutes_for(db.as_mut(), &member.viewer, Verb::Record, meeting, web.now()).await?;
    Ok(name_in(db.as_mut(), &seen.view, name).await?)
}

#[cfg(test)]
impl crate::gallery::Samples for ErasePage {
    fn samples(frame: Frame) -> Vec<Self> {
        use preau_core::id::PersonId;
        use preau_core::person::Byline;
        use preau_core::text::Handle;
        let name = PersonName::parse("Nour El Amrani").unwrap();
        let person = |n: u128, handle: &str, ended| {
            let id = PersonId(uuid::Uuid::from_u128(n));
            Byline { id, name: name.clone(), handle: Handle::parse(handle).unwrap(), title: None, ended }
        };
        let alone = NameFound { people: vec![(person(2, "nour", false), 3)], guests: 0, texts: 1 };
        let shared = NameFound {
            people: vec![(person(2, "nour", false), 3), (person(3, "nour.bis", true), 1)],
            guests: 1,
            texts: 2,
        };
        let words = NameFound { people: Vec::new(), guests: 0, texts: 4 };
        let form = || Filled::new(frame.t, Erased { name: name.to_string(), ..Erased::default() });
        let mut faulty = form();
        faulty.typed.sure = "yes".to_owned();
        faulty.say("who", frame.t.minutes_erase_choose());
        let of = |found: &NameFound, form| Self::of(frame.clone(), "7", &name, found, form);
        vec![of(&alone, form()), of(&shared, faulty), of(&words, form())]
    }
}
