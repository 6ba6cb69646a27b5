//! `preau setup`: the first run without a browser.

use std::sync::Arc;

use preau_core::action::house::SetUp;
use preau_core::action::perform;
use preau_core::action::session::CloseSession;
use preau_core::error::{Failure, Fault, Refusal};
use preau_core::language::Language;
use preau_core::password::{self, Password, PasswordProblem, SALT_BYTES};
use preau_core::peer::KeyPair;
use preau_core::rules::Preset;
use preau_core::store::Store;
use preau_core::text::ShortText;
use preau_core::unit::{Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, propose_sigil};
use preau_core::world::World;
use preau_web::MakeKeys as _;

use crate::boot::{self, BootFault, Keys};
use crate::command::{self, SetupLine, Stopped};
use crate::config::Settings;
use crate::folder::DataFolder;
use crate::world::RealWorld;

/// Sets the house up in the data folder, which no running server may hold meanwhile.
pub async fn run(
    settings: Settings,
    line: &SetupLine,
    typed: &str,
    language: Language,
) -> Result<(), Stopped> {
    let about = [
        line.name.as_str(),
        line.handle.as_str(),
        line.admin_name.as_str(),
        line.admin_handle.as_str(),
        line.admin_email.as_str(),
    ];
    let password =
        Password::choose(typed, &about).map_err(|problem| Stopped::Said(too_weak(problem, language)))?;
    let said = |fault: BootFault| Stopped::Said(fault.say(language));
    let _folder = DataFolder::hold(&settings.storage.data)?;
    let world = RealWorld::new(settings.site.url.clone())
        .map_err(|error| said(BootFault::Chance(error.to_string())))?;
    let world: Arc<dyn World> = Arc::new(world);
    let store = boot::open_store(&settings.storage.database).await.map_err(said)?;
    let done = set_up(store.as_ref(), world, line, &password).await;
    store.close().await;
    match done {
        Ok(()) => command::print(&match language {
            Language::Fr => {
                format!("Le site «\u{a0}{}\u{a0}» est installé\u{a0}: {}\n", line.name, settings.site.url)
            }
            Language::En => format!("The site “{}” is set up: {}\n", line.name, settings.site.url),
        }),
        Err(Failure::Refused(refusal)) => Err(Stopped::Said(refused(&refusal, language))),
        Err(Failure::Fault(fault)) => Err(said(BootFault::Store(fault))),
    }
}

async fn set_up(
    store: &dyn Store,
    world: Arc<dyn World>,
    line: &SetupLine,
    typed: &Password,
) -> Result<(), Failure> {
    let mut salt = [0_u8; SALT_BYTES];
    world.fill(&mut salt);
    let action = SetUp {
        link: None,
        kind: line.kind,
        handle: line.handle.clone(),
        time_zone: line.time_zone,
        choices: choices(line)?,
        preset: Preset::proposed_for(line.kind),
        admin_name: line.admin_name.clone(),
        admin_handle: line.admin_handle.clone(),
        admin_title: None,
        admin_mail: line.admin_email.clone(),
        admin_password: password::hash(typed, &salt)
            .map_err(|error| Fault::other("hashing a password", error))?,
        server_keys: make_keys(&world).await?,
        section_keys: make_keys(&world).await?,
        device: "preau setup".to_owned(),
    };
    let opened = perform(store, world.as_ref(), &action).await?;
    // Nobody holds the cookie of this session.
    let close = CloseSession { person: opened.person.id, session: opened.session.id };
    perform(store, world.as_ref(), &close).await.map(drop)
}

/// A key pair takes half a second of the processor: away from the threads that wait for others.
async fn make_keys(world: &Arc<dyn World>) -> Result<KeyPair, Fault> {
    let keys = Keys(world.clone());
    let made = tokio::task::spawn_blocking(move || keys.make()).await;
    made.unwrap_or_else(|error| Err(Fault::other("making a key pair", error)))
}

/// What the wizard preselects.
fn choices(line: &SetupLine) -> Result<HouseChoices, Fault> {
    let sigil = propose_sigil(line.name.as_str());
    // A name without a single letter still needs something beside it in shared groups.
    let sigil = ShortText::parse(&sigil).or_else(|_| ShortText::parse(line.handle.as_str()));
    Ok(HouseChoices {
        name: line.name.clone(),
        sigil: sigil.map_err(|error| Fault::other("choosing a sigil", error))?,
        organisation: None,
        level_above: None,
        territory: None,
        language: line.language,
        about: None,
        contact_place: None,
        contact_line: None,
        publisher: None,
        accent: Accent::Ardoise,
        inclusive: InclusiveForm::Epicene,
        openness: Openness::Mixed,
        follow_policy: FollowPolicy::Accept,
        members_may_sign: false,
    })
}

fn refused(refusal: &Refusal, language: Language) -> String {
    match (refusal, language) {
        (Refusal::AlreadySetUp, Language::Fr) => "ce site est déjà installé.".to_owned(),
        (Refusal::AlreadySetUp, Language::En) => "this site is already set up.".to_owned(),
        (Refusal::HandleTaken, Language::Fr) => "--handle et --admin-handle doivent différer.".to_owned(),
        (Refusal::HandleTaken, Language::En) => "--handle and --admin-handle must differ.".to_owned(),
        (other, Language::Fr) => format!("l’installation est refusée ({other:?})."),
        (other, Language::En) => format!("the set-up is refused ({other:?})."),
    }
}

fn too_weak(problem: PasswordProblem, language: Language) -> String {
    match (problem, language) {
        (PasswordProblem::TooShort, Language::Fr) => {
            "ce mot de passe est trop court. Il faut 10 caractères au moins."
        }
        (PasswordProblem::TooShort, Language::En) => {
            "this password is too short. Use at least 10 characters."
        }
        (PasswordProblem::TooLong, Language::Fr) => "ce mot de passe est trop long.",
        (PasswordProblem::TooLong, Language::En) => "this password is too long.",
        (PasswordProblem::UnwritableSign, Language::Fr) => {
            "ce mot de passe contient un signe qui ne se tape pas au clavier."
        }
        (PasswordProblem::UnwritableSign, Language::En) => {
            "this password contains a character that cannot be typed on a keyboard."
        }
        (PasswordProblem::ContainsName, Language::Fr) => {
            "ce mot de passe est trop proche d’un des noms donnés."
        }
        (PasswordProblem::ContainsName, Language::En) => {
            "this password is too close to one of the names given."
        }
        (PasswordProblem::TooEasy, Language::Fr) => {
            "ce mot de passe est facile à deviner. Prenez trois ou quatre mots sans rapport entre eux."
        }
        (PasswordProblem::TooEasy, Language::En) => {
            "this password is easy to guess. Take three or four unrelated words."
        }
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use preau_core::unit::UnitKind;

    use super::*;

    fn line() -> SetupLine {
        SetupLine {
            name: preau_core::text::UnitName::parse("Vallombre-Centre").unwrap(),
            handle: preau_core::text::Handle::parse("vallombre").unwrap(),
            kind: UnitKind::Section,
            language: Language::Fr,
            time_zone: chrono_tz::Europe::Paris,
            admin_name: preau_core::text::PersonName::parse("Jeanne Morvan").unwrap(),
            admin_handle: preau_core::text::Handle::parse("jeanne.morvan").unwrap(),
            admin_email: preau_core::text::MailAddress::parse("jeanne@vallombre.example").unwrap(),
        }
    }

    fn settings(data: &std::path::Path) -> Settings {
        Settings::local("http://localhost:8080".parse().unwrap(), ([127, 0, 0, 1], 0).into(), data.to_owned())
    }

    #[tokio::test]
    async fn the_first_run_without_a_browser_works_once() {
        let data = tempfile::tempdir().unwrap();
        let settings = settings(data.path());
        run(settings.clone(), &line(), "trois-chevaux-bleus-sur-la-lune", Language::Fr).await.unwrap();
        let again = run(settings.clone(), &line(), "trois-chevaux-bleus-sur-la-lune", Language::En).await;
        assert!(matches!(again, Err(Stopped::Said(text)) if text.contains("already")));
        let store = boot::open_store(&settings.storage.database).await.unwrap();
        let mut read = store.read().await.unwrap();
        let house = read.house().await.unwrap().unwrap();
        assert_eq!(
            (house.name.as_str(), house.sigil.as_str(), house.url.as_str()),
            ("Vallombre-Centre", "VC", "http://localhost:8080/")
        );
        let admin = read.person_by_login("jeanne.morvan").await.unwrap().unwrap();
        let moment = crate::world::system_now();
        assert_eq!(read.sessions(admin.id, moment).await.unwrap(), vec![], "nobody is signed in");
    }

    #[tokio::test]
    async fn i13_the_first_password_may_not_hold_a_name() {
        let data = tempfile::tempdir().unwrap();
        for weak in ["court", "jeanne.morvan", "vallombre-2026"] {
            let refused = run(settings(data.path()), &line(), weak, Language::Fr).await;
            assert!(matches!(refused, Err(Stopped::Said(_))), "{weak}");
        }
        assert!(!data.path().join("preau.sqlite").exists(), "nothing was made");
    }
}
