//! Every page with sample values, in both languages: what must hold for all of them is checked here, once.

use std::sync::Arc;

use askama::Template;
use preau_core::audience::Audience;
use preau_core::error::Field;
use preau_core::id::BodyId;
use preau_core::language::Language;
use preau_core::rules::{Preset, RulesProfile};
use preau_core::text::{Handle, Problem, ShortText, UnitName};
use preau_core::unit::{Accent, FollowPolicy, House, InclusiveForm, Openness, UnitKind};
use preau_core::world::Moment;
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::confirm::Confirm;
use crate::dates::Leaf;
use crate::form::Filled;
use crate::page::{Done, Face, Flash, Frame, Page, Person, Room, Site, Tab};
use crate::place::Addresses;
use crate::plan::PlanPage;
use crate::preferences::{Appearance, Preferences};
use crate::problem::ProblemPage;
use crate::rendezvous::{PublicRendezvousPage, RendezvousPage};
use crate::settings::{CalendarAddress, Leave, Settings};
use crate::texts::texts;

/// A page that shows itself with believable values: one sample for each look that it can have.
pub(crate) trait Samples: Page + Sized {
    /// The samples.
    fn samples(frame: Frame) -> Vec<Self>;
}

/// The frame of the samples: Jeanne Morvan, who administers Vallombre-Centre.
pub(crate) fn frame(language: Language) -> Frame {
    let id = Uuid::from_u128(1);
    let name = "Jeanne Morvan".to_owned();
    let site = Site {
        name: "Vallombre-Centre".to_owned(),
        above: "Fédération de la Sorre".to_owned(),
        ..Site::default()
    };
    let face = Face::of(&name, id);
    Frame {
        t: texts(language),
        language,
        to: Addresses { language },
        site: Arc::new(site),
        person: Some(Arc::new(Person {
            id,
            name,
            face,
            administrator: true,
            speaks: true,
            welcomes: true,
            keeps_people: true,
            unread: 3,
            mail: 2,
            language: None,
        })),
        preferences: Preferences::default(),
        here: "/".to_owned(),
        room: Room::Home,
        flash: Some(Flash::about_thing(Done::Published, id)),
        known: None,
    }
}

/// The house of the samples.
pub(crate) fn house() -> House {
    let line = |text: &str| Some(ShortText::parse(text).unwrap());
    House {
        id: BodyId(Uuid::nil()),
        kind: UnitKind::Section,
        name: UnitName::parse("Vallombre-Centre").unwrap(),
        handle: Handle::parse("vallombre").unwrap(),
        sigil: ShortText::parse("VC").unwrap(),
        organisation: line("Parti de la Charte"),
        level_above: line("Fédération de la Sorre"),
        territory: line("Vallombre"),
        language: Language::Fr,
        time_zone: chrono_tz::Europe::Paris,
        url: "https://vallombre.example/".parse().unwrap(),
        about: None,
        contact_place: line("12, rue des Tanneurs, Vallombre"),
        contact_line: line("06 39 98 12 34, Odile Garrec"),
        publisher: line("Odile Garrec"),
        accent: Accent::Ardoise,
        inclusive: InclusiveForm::Epicene,
        openness: Openness::Mixed,
        follow_policy: FollowPolicy::Accept,
        members_may_sign: false,
        rules: RulesProfile::preset(Preset::PartySection),
        created_at: Moment(1_760_000_000_000_000),
        version: 1,
    }
}

fn shown<P: Samples>(language: Language) -> Vec<(&'static str, String)> {
    let name = std::any::type_name::<P>();
    P::samples(frame(language)).iter().map(|page| (name, page.render().unwrap())).collect()
}

/// Every page, rendered. A new page adds its line.
fn gallery(language: Language) -> Vec<(&'static str, String)> {
    [
        shown::<PartsPage>(language),
        shown::<ProblemPage>(language),
        shown::<Appearance>(language),
        shown::<Confirm>(language),
        shown::<crate::guests::GuestPage>(language),
        shown::<crate::nearby::NearbyPage>(language),
        shown::<crate::home::Home>(language),
        shown::<crate::feed::Feed>(language),
        shown::<crate::post::Discussion>(language),
        shown::<crate::post::PublicDiscussion>(language),
        shown::<crate::post_change::Edit>(language),
        shown::<crate::post_change::History>(language),
        shown::<crate::compose::Compose>(language),
        shown::<crate::compose::ReadAgain>(language),
        shown::<crate::proposals::Proposals>(language),
        shown::<crate::proposals::Proposal>(language),
        shown::<crate::person::PersonPage>(language),
        shown::<crate::directory::Directory>(language),
        shown::<crate::meetings::MeetingsPage>(language),
        shown::<crate::meetings::MeetingForm>(language),
        shown::<crate::meetings::MeetingPage>(language),
        shown::<crate::meetings::AgendaPage>(language),
        shown::<crate::meetings::NoticePage>(language),
        shown::<crate::meetings::PaperPage>(language),
        shown::<crate::bodies::Bodies>(language),
        shown::<crate::bodies::show::BodyPage>(language),
        shown::<crate::bodies::form::BodyForm>(language),
        shown::<crate::bodies::mandates::MandatePage>(language),
        shown::<crate::bodies::rights::Rights>(language),
        shown::<crate::notices::Notices>(language),
        shown::<crate::over::Over>(language),
        shown::<crate::sign_in::SignIn>(language),
        shown::<crate::sign_in::LinkPage>(language),
        shown::<crate::sign_in::Waiting>(language),
        shown::<crate::reset::Ask>(language),
        shown::<crate::reset::Choose>(language),
        shown::<crate::invitation::InvitationPage>(language),
        shown::<crate::invitation::AlreadyIn>(language),
        shown::<crate::join::Join>(language),
        shown::<crate::setup::NotSetUp>(language),
        shown::<crate::setup::ServerPage>(language),
        shown::<crate::setup::UnitPage>(language),
        shown::<crate::setup::ReadingPage>(language),
        shown::<crate::setup::AccountPage>(language),
        shown::<crate::setup::InvitePage>(language),
        shown::<Calendar>(language),
        shown::<RendezvousPage>(language),
        shown::<PublicRendezvousPage>(language),
        shown::<PlanPage>(language),
        shown::<crate::series::SeriesPage>(language),
        shown::<Settings>(language),
        shown::<CalendarAddress>(language),
        shown::<Leave>(language),
        shown::<crate::minutes::erase::ErasePage>(language),
        shown::<crate::public::PublicPage>(language),
        shown::<crate::pages::Explained>(language),
        shown::<crate::manage::Overview>(language),
        shown::<crate::manage::people::People>(language),
        shown::<crate::manage::people::OnePerson>(language),
        shown::<crate::manage::invitations::Invitations>(language),
        shown::<crate::manage::invitations::Codes>(language),
        shown::<crate::manage::invitations::Poster>(language),
        shown::<crate::manage::followers::Followers>(language),
        shown::<crate::manage::moderation::Moderation>(language),
        shown::<crate::manage::moderation::Block>(language),
        shown::<crate::mail_room::MailRoom>(language),
        shown::<crate::mail_room::answer::AnswerForm>(language),
        shown::<crate::mail_room::answer::ReadAgain>(language),
        shown::<crate::mail_room::report::ReportForm>(language),
        shown::<crate::network::Network>(language),
        shown::<crate::network::account::AccountPage>(language),
        shown::<crate::manage::links::Links>(language),
        shown::<crate::manage::links::LinkCodePage>(language),
        shown::<crate::manage::linking::LinkWords>(language),
        shown::<crate::manage::link_end::LinkEnd>(language),
        shown::<crate::search::Search>(language),
        shown::<crate::groups::Groups>(language),
        shown::<crate::groups::NewGroup>(language),
        shown::<crate::groups::GroupPage>(language),
        shown::<crate::groups::Door>(language),
        shown::<crate::groups::Stranger>(language),
        shown::<crate::groups::TopicPage>(language),
        shown::<crate::groups::Write>(language),
        shown::<crate::groups::Members>(language),
        shown::<crate::groups::Removal>(language),
        shown::<crate::groups::Leave>(language),
        shown::<crate::groups::LinkPage>(language),
        shown::<crate::groups::Settings>(language),
        shown::<crate::groups::Gatherings>(language),
        shown::<crate::groups::GatheringPage>(language),
        shown::<crate::groups::PlanPage>(language),
        shown::<crate::groups::Refused>(language),
        shown::<crate::manage::settings::Settings>(language),
        shown::<crate::statutes::Statutes>(language),
        shown::<crate::statutes::Edit>(language),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Every part of `parts.html` once: a macro is only checked where it is used.
#[derive(Template)]
#[template(path = "parts_sample.html")]
struct PartsPage {
    frame: Frame,
    form: Filled<String>,
    tabs: Vec<Tab>,
    leaf: Leaf,
    face: Face,
    section: Audience,
    everybody: Audience,
}

impl Page for PartsPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Samples for PartsPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut form = Filled::new(frame.t, "2026-11-19".to_owned());
        form.take::<()>(Field::Starts, Err(Problem::TooEarly));
        form.take::<()>(Field::Places, Err(Problem::Empty));
        let tabs = vec![
            Tab::new(frame.to.manage(), "Membres".to_owned(), true),
            Tab { count: 2, ..Tab::new(frame.to.manage(), "Demandes".to_owned(), false) },
        ];
        let leaf = Leaf { weekday: "jeu.", day: 26, month: "nov.", datetime: "2026-11-26T19:30".to_owned() };
        let face = Face::of("Odile Garrec", Uuid::from_u128(2));
        vec![Self {
            frame,
            form,
            tabs,
            leaf,
            face,
            section: Audience::Section,
            everybody: Audience::Everybody,
        }]
    }
}

/// The text of every start tag, without the content.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter(|tag| !tag.starts_with('/')).map(|tag| tag.split('>').next().unwrap())
}

#[test]
fn every_page_keeps_the_house_rules_in_both_languages() {
    for language in Language::ALL {
        let pages = gallery(*language);
        assert!(pages.len() > 5);
        for (name, html) in pages {
            let place = format!("{name} in {language}");
            assert_eq!(html.matches("<h1").count(), 1, "{place}: one heading of the first level");
            assert_eq!(html.matches("<main").count(), 1, "{place}: one main");
            assert!(html.contains(&format!("<html lang=\"{language}\"")), "{place}: its language");
            for tag in tags(&html) {
                assert!(!tag.contains(" style="), "{place}: a style in <{tag}>");
                assert!(!tag.starts_with("style"), "{place}: a style element");
                assert!(!tag.starts_with("script") || tag.contains(" src=\"/assets/"), "{place}: <{tag}>");
                assert!(!tag.contains(" onclick="), "{place}: a script in <{tag}>");
                for attribute in [" src=\"", " href=\"", " action=\"", " srcset=\""] {
                    let outside = tag
                        .split(attribute)
                        .nth(1)
                        .is_some_and(|value| value.starts_with("//") || value.starts_with("http"));
                    assert!(!outside || tag.contains("data-outside"), "{place}: leads outside: <{tag}>");
                }
                assert!(
                    !tag.starts_with("img") || tag.contains(" alt="),
                    "{place}: a picture without words: <{tag}>"
                );
            }
        }
    }
}

/// A browser's own bubble speaks its own language, away from the field, and stops the form before we can say more.
#[test]
fn what_is_wrong_with_a_form_is_said_by_the_page_and_not_by_the_browser() {
    for language in Language::ALL {
        for (name, html) in gallery(*language) {
            let mut silent = true;
            for tag in tags(&html) {
                if tag.starts_with("form") {
                    silent = tag.contains(" novalidate");
                }
                let checks = ["email", "url", "number", "date", "time"];
                let checked = checks.iter().any(|kind| tag.contains(&format!(" type=\"{kind}\"")))
                    || tag.contains(" required");
                assert!(silent || !tag.starts_with("input") || !checked, "{name}: <{tag}>");
            }
        }
    }
}

#[test]
fn every_page_has_unique_ids_and_labels_that_point_somewhere() {
    for language in Language::ALL {
        for (name, html) in gallery(*language) {
            let mut ids: Vec<&str> =
                tags(&html).filter_map(|tag| tag.split(" id=\"").nth(1)?.split('"').next()).collect();
            for pointer in [" for=\"", " aria-labelledby=\""] {
                for target in tags(&html).filter_map(|tag| tag.split(pointer).nth(1)?.split('"').next()) {
                    assert!(ids.contains(&target), "{name}: {pointer}{target} points nowhere");
                }
            }
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{name}: an id twice");
        }
    }
}

#[test]
fn no_page_is_french_in_english() {
    for ((name, french), (_, english)) in gallery(Language::Fr).into_iter().zip(gallery(Language::En)) {
        assert_ne!(french, english, "{name} is the same in both languages");
        assert!(english.contains("Skip to content") && !english.contains("Aller au contenu"), "{name}");
    }
}
