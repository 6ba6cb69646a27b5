//! The choices of the house: what it is called, what it shows, who may follow and speak. Each says what it does.

use askama::Template;
use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::routing::get;
use preau_core::action::house::ChangeHouse;
use preau_core::error::Field;
use preau_core::text::{Note, Problem, ShortText, UnitName};
use preau_core::unit::{Accent, House, HouseChoices, InclusiveForm, propose_sigil};
use serde::Deserialize;

use super::{Part, tabs};
use crate::error::{Answer, Failure, wrong};
use crate::form::Filled;
use crate::page::{Done, Flash, Frame, Page, Room, Tab};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::texts::{Texts, texts};
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANAGE_SETTINGS, get(show).post(change))
}

/// The form, as it is typed.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Choices {
    name: String,
    sigil: String,
    organisation: String,
    level_above: String,
    territory: String,
    language: String,
    about: String,
    contact_place: String,
    contact_line: String,
    publisher: String,
    accent: String,
    openness: String,
    follow_policy: String,
    members_may_sign: String,
}

/// The page.
#[derive(Template)]
#[template(path = "manage/settings.html")]
pub(crate) struct Settings {
    frame: Frame,
    tabs: Vec<Tab>,
    form: Filled<Choices>,
    /// What cannot be changed any more.
    fixed: Vec<(String, String)>,
}

impl Page for Settings {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Settings {
    /// The swatches: word, class of the dot, name.
    fn accents(&self) -> Vec<(&'static str, &'static str, String)> {
        let dot = |accent: &Accent| match accent {
            Accent::Ardoise => "",
            Accent::Brique => " c2",
            Accent::Sapin => " c3",
            Accent::Prune => " c4",
            Accent::Ocean => " c5",
            Accent::Framboise => " c6",
        };
        let t = self.frame.t;
        Accent::ALL
            .iter()
            .map(|accent| (accent.as_str(), dot(accent), t.setup_accent_of(accent.as_str())))
            .collect()
    }
}

async fn show(State(web): State<Web>, visit: Visit, _: Administrator) -> Answer {
    let house = web.house().await?;
    let form = Filled::sent(&visit, Choices::of(&house));
    Ok(page(&web, &visit, &house, form).await?.show())
}

async fn page(web: &Web, visit: &Visit, house: &House, form: Filled<Choices>) -> Result<Settings, Failure> {
    let frame = visit.frame(Room::None);
    let mut db = web.read().await?;
    let tabs = tabs(db.as_mut(), &frame, Part::Settings).await?;
    Ok(Settings { tabs, form, fixed: fixed(frame.t, house), frame })
}

async fn change(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(typed): Form<Choices>,
) -> Answer {
    let house = web.house().await?;
    let mut form = Filled::sent(&visit, typed);
    let Some(choices) = parse(&mut form, texts(visit.language)) else {
        return Ok(page(&web, &visit, &house, form).await?.show_as(StatusCode::UNPROCESSABLE_ENTITY));
    };
    // The texts know one form so far: the stored one is kept as it is until there is something to choose.
    let choices = HouseChoices { inclusive: house.inclusive, ..choices };
    web.perform(ChangeHouse { by: me.id(), choices }).await?;
    web.forget_house();
    Ok(see_other(&visit.to.manage_settings(), Some(Flash::new(Done::Saved))))
}

impl Choices {
    /// As they stand.
    fn of(house: &House) -> Self {
        let line = |text: &Option<ShortText>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            name: house.name.to_string(),
            sigil: house.sigil.to_string(),
            organisation: line(&house.organisation),
            level_above: line(&house.level_above),
            territory: line(&house.territory),
            language: house.language.as_str().to_owned(),
            about: house.about.as_ref().map(ToString::to_string).unwrap_or_default(),
            contact_place: line(&house.contact_place),
            contact_line: line(&house.contact_line),
            publisher: line(&house.publisher),
            accent: house.accent.as_str().to_owned(),
            openness: house.openness.as_str().to_owned(),
            follow_policy: house.follow_policy.as_str().to_owned(),
            members_may_sign: if house.members_may_sign { "yes".to_owned() } else { String::new() },
        }
    }
}

/// The most letters of a sigil: it stands in a small square beside names.
const SIGIL_LETTERS_MAX: usize = 3;

/// Reads the form; what is wrong stands beside its field then.
fn parse(form: &mut Filled<Choices>, t: &'static Texts) -> Option<HouseChoices> {
    let typed = form.typed.clone();
    let sigil = if typed.sigil.trim().is_empty() { propose_sigil(&typed.name) } else { typed.sigil.clone() };
    let sigil = ShortText::parse(&sigil).and_then(|sigil| {
        let short = sigil.as_str().chars().count() <= SIGIL_LETTERS_MAX;
        if short { Ok(sigil) } else { Err(Problem::TooLong(SIGIL_LETTERS_MAX)) }
    });
    let name = form.take(Field::Name, UnitName::parse(&typed.name));
    let sigil = kept(form, t, "sigil", sigil);
    let organisation = kept(form, t, "organisation", ShortText::optional(&typed.organisation));
    let level_above = kept(form, t, "level_above", ShortText::optional(&typed.level_above));
    let territory = kept(form, t, "territory", ShortText::optional(&typed.territory));
    let about = kept(form, t, "about", Note::optional(&typed.about));
    let contact_place = kept(form, t, "contact_place", ShortText::optional(&typed.contact_place));
    let contact_line = kept(form, t, "contact_line", ShortText::optional(&typed.contact_line));
    let publisher = kept(form, t, "publisher", ShortText::optional(&typed.publisher));
    Some(HouseChoices {
        language: chosen(form, t, "language", &typed.language)?,
        accent: chosen(form, t, "accent", &typed.accent)?,
        // Not asked: see where it is kept.
        inclusive: InclusiveForm::Epicene,
        openness: chosen(form, t, "openness", &typed.openness)?,
        follow_policy: chosen(form, t, "follow_policy", &typed.follow_policy)?,
        members_may_sign: typed.members_may_sign == "yes",
        name: name?,
        sigil: sigil?,
        organisation: organisation?,
        level_above: level_above?,
        territory: territory?,
        about: about?,
        contact_place: contact_place?,
        contact_line: contact_line?,
        publisher: publisher?,
    })
}

/// Takes a text whose field is known to this form alone.
fn kept<T>(
    form: &mut Filled<Choices>,
    t: &Texts,
    field: &'static str,
    parsed: Result<T, Problem>,
) -> Option<T> {
    parsed.map_err(|problem| form.say(field, wrong(t, Field::Body, problem))).ok()
}

/// Takes one of a closed list of words.
fn chosen<T: std::str::FromStr>(
    form: &mut Filled<Choices>,
    t: &Texts,
    field: &'static str,
    word: &str,
) -> Option<T> {
    word.parse().map_err(|_| form.say(field, t.wrong_choice())).ok()
}

/// What was fixed at set-up.
fn fixed(t: &Texts, house: &House) -> Vec<(String, String)> {
    vec![
        (t.setup_kind(), t.setup_kind_of(house.kind.as_str())),
        (t.manage_fixed_address(), crate::public::address(house.handle.as_str(), &house.url)),
        (t.manage_fixed_url(), house.url.to_string()),
        (t.manage_fixed_zone(), house.time_zone.name().to_owned()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample_tabs;
    use preau_core::language::Language;

    use super::*;
    use crate::gallery::{Samples, house};

    impl Samples for Settings {
        fn samples(frame: Frame) -> Vec<Self> {
            let sample = |form| Self {
                tabs: sample_tabs(&frame, Part::Settings),
                form,
                fixed: fixed(frame.t, &house()),
                frame: frame.clone(),
            };
            let sound = Filled::new(frame.t, Choices::of(&house()));
            let mut faulty =
                Filled::new(frame.t, Choices { sigil: "VCENTRE".to_owned(), ..Choices::of(&house()) });
            parse(&mut faulty, frame.t);
            vec![sample(sound), sample(faulty)]
        }
    }

    #[test]
    fn the_choices_of_a_house_come_back_from_the_form_as_they_went_in() {
        let t = texts(Language::Fr);
        let mut form = Filled::new(t, Choices::of(&house()));
        let choices = parse(&mut form, t).unwrap();
        assert!(form.is_sound());
        assert_eq!(choices.name, house().name);
        assert_eq!(choices.publisher, house().publisher);
        assert_eq!(choices.about, None);
        assert_eq!((choices.openness, choices.members_may_sign), (house().openness, false));
    }

    #[test]
    fn a_forged_word_is_refused_beside_its_question() {
        let t = texts(Language::Fr);
        let mut form = Filled::new(t, Choices { openness: "wide".to_owned(), ..Choices::of(&house()) });
        assert!(parse(&mut form, t).is_none());
        assert!(form.wrong("openness"));
    }
}
