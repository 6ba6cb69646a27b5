//! The command line as typed, and what is wrong with it in both languages.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};
use preau_core::language::Language;
use preau_core::text::{Handle, MailAddress, PersonName, Problem, UnitName};
use preau_core::unit::UnitKind;

/// One command line. Help is printed by us, whole and in both languages, so clap's own is off.
#[derive(Debug, Parser)]
#[command(
    name = "preau",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
struct Typed {
    #[arg(long, global = true)]
    lang: Option<Language>,
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[arg(long, short = 'V')]
    version: bool,
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// One command line, understood.
#[derive(Debug)]
pub struct Line {
    /// The settings file, where it is not `preau.toml`.
    pub config: Option<PathBuf>,
    /// Whether only the version is wanted.
    pub version: bool,
    /// What is to be done; serving, when nothing is said.
    pub verb: Verb,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Serve the site.
    Serve,
    /// The first run without a browser.
    Setup(SetupLine),
    /// Two sections with a year of life, to look around in.
    Demo(DemoLine),
    /// Print the help.
    Help,
}

/// The first run without a browser. The password is read from standard input.
#[derive(Debug, Args)]
pub struct SetupLine {
    /// What the unit is called.
    #[arg(long, value_parser = |text: &str| UnitName::parse(text))]
    pub name: UnitName,
    /// Its name on the network.
    #[arg(long, value_parser = |text: &str| Handle::parse(text))]
    pub handle: Handle,
    /// What it is.
    #[arg(long)]
    pub kind: UnitKind,
    /// The language of its letters and public pages.
    #[arg(long)]
    pub language: Language,
    /// Its IANA time zone.
    #[arg(long, value_parser = |text: &str| text.parse::<chrono_tz::Tz>().map_err(|_| Problem::Malformed))]
    pub time_zone: chrono_tz::Tz,
    /// Who administers it first.
    #[arg(long, value_parser = |text: &str| PersonName::parse(text))]
    pub admin_name: PersonName,
    /// Their handle.
    #[arg(long, value_parser = |text: &str| Handle::parse(text))]
    pub admin_handle: Handle,
    /// Their mail address.
    #[arg(long, value_parser = |text: &str| MailAddress::parse(text))]
    pub admin_email: MailAddress,
}

/// Two sections and their federation, with a year of life.
#[derive(Debug, Args)]
pub struct DemoLine {
    /// Print addresses, accounts and ids for a program.
    #[arg(long)]
    pub json: bool,
    /// Where the three are kept; emptied at each start.
    #[arg(long, default_value = "./preau-demo")]
    pub data: PathBuf,
    /// The port of the first section; the second and the federation have the next two.
    #[arg(long, default_value_t = 8090, value_parser = clap::value_parser!(u16).range(1..65534))]
    pub port: u16,
}

/// What is wrong with a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No such argument; the nearest one, if one is near.
    Unknown(String, Option<String>),
    /// These must be given.
    Missing(Vec<String>),
    /// This argument may not have this value.
    Value(String, String),
    /// This argument needs a value, or stands twice, or the like.
    Other(String),
}

impl Line {
    /// Reads a line; the first word is the program's own name.
    pub fn read(words: &[OsString]) -> Result<Self, Wrong> {
        let typed = Typed::try_parse_from(words).map_err(|error| Wrong::from_clap(&error))?;
        Ok(Self { config: typed.config, version: typed.version, verb: typed.verb.unwrap_or(Verb::Serve) })
    }
}

/// Whether help is wanted, also where the rest of the line is not complete.
pub(super) fn asks_for_help(words: &[OsString]) -> bool {
    words.iter().skip(1).any(|word| word == "--help" || word == "-h")
}

/// The language of `--lang`, known before the line is understood, so that what is wrong with it is said in that language.
pub(super) fn language_asked(words: &[OsString]) -> Option<Language> {
    let texts: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let joined = texts.iter().find_map(|word| word.strip_prefix("--lang="));
    let apart = texts.iter().skip_while(|word| **word != "--lang").nth(1).copied();
    joined.or(apart)?.parse().ok()
}

impl Wrong {
    fn from_clap(error: &clap::Error) -> Self {
        let text = |kind| error.get(kind).map(context_text).unwrap_or_default();
        match error.kind() {
            ErrorKind::UnknownArgument => Self::Unknown(
                text(ContextKind::InvalidArg),
                error.get(ContextKind::SuggestedArg).map(context_text),
            ),
            ErrorKind::InvalidSubcommand => Self::Unknown(
                text(ContextKind::InvalidSubcommand),
                error.get(ContextKind::SuggestedSubcommand).map(context_text),
            ),
            ErrorKind::MissingRequiredArgument => {
                Self::Missing(text(ContextKind::InvalidArg).split(", ").map(str::to_owned).collect())
            }
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
                Self::Value(text(ContextKind::InvalidArg), text(ContextKind::InvalidValue))
            }
            _ => Self::Other(text(ContextKind::InvalidArg)),
        }
    }

    /// The sentence for the terminal.
    pub fn say(&self, language: Language) -> String {
        match (self, language) {
            (Self::Unknown(word, Some(near)), Language::Fr) => {
                format!(
                    "«\u{a0}{word}\u{a0}» n’existe pas. Vouliez-vous dire {near}\u{a0}? preau --help dit tout."
                )
            }
            (Self::Unknown(word, Some(near)), Language::En) => {
                format!("there is no “{word}”. Did you mean {near}? preau --help tells everything.")
            }
            (Self::Unknown(word, None), Language::Fr) => {
                format!("«\u{a0}{word}\u{a0}» n’existe pas. preau --help dit tout.")
            }
            (Self::Unknown(word, None), Language::En) => {
                format!("there is no “{word}”. preau --help tells everything.")
            }
            (Self::Missing(names), Language::Fr) => format!("il manque\u{a0}: {}.", names.join(", ")),
            (Self::Missing(names), Language::En) => format!("missing: {}.", names.join(", ")),
            (Self::Value(name, value), Language::Fr) if value.is_empty() => {
                format!("{name} attend une valeur.")
            }
            (Self::Value(name, value), Language::En) if value.is_empty() => format!("{name} needs a value."),
            (Self::Value(name, value), Language::Fr) => {
                format!(
                    "«\u{a0}{value}\u{a0}» ne convient pas pour {name}. preau --help dit ce qui convient."
                )
            }
            (Self::Value(name, value), Language::En) => {
                format!("“{value}” will not do for {name}. preau --help tells what will.")
            }
            (Self::Other(name), Language::Fr) => {
                format!("la commande n’est pas comprise ({name}). preau --help dit tout.")
            }
            (Self::Other(name), Language::En) => {
                format!("the command is not understood ({name}). preau --help tells everything.")
            }
        }
    }
}

fn context_text(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        std::iter::once("preau").chain(line.split_whitespace()).map(OsString::from).collect()
    }

    fn read(line: &str) -> Result<Line, Wrong> {
        Line::read(&words(line))
    }

    const SETUP: &str = "setup --name Vallombre-Centre --handle vallombre --kind section --language fr \
        --time-zone Europe/Paris --admin-name Jeanne --admin-handle jeanne --admin-email jeanne@vallombre.example";

    #[test]
    fn no_word_at_all_serves() {
        assert!(matches!(read("").unwrap().verb, Verb::Serve));
        assert!(matches!(
            read("serve --config other.toml").unwrap(),
            Line { config: Some(_), verb: Verb::Serve, .. }
        ));
        assert!(read("--version").unwrap().version && read("-V").unwrap().version);
    }

    #[test]
    fn the_first_run_is_read_from_the_line() {
        let Verb::Setup(setup) = read(SETUP).unwrap().verb else { panic!("not setup") };
        assert_eq!(setup.name.as_str(), "Vallombre-Centre");
        assert_eq!((setup.kind, setup.language), (UnitKind::Section, Language::Fr));
        assert_eq!(setup.time_zone, chrono_tz::Europe::Paris);
        assert_eq!(setup.admin_email.as_str(), "jeanne@vallombre.example");
    }

    #[test]
    fn the_demo_is_read_from_the_line() {
        let Verb::Demo(demo) = read("demo --json --data /tmp/demo --port 9000").unwrap().verb else {
            panic!("not demo")
        };
        assert!(demo.json && demo.port == 9000 && demo.data.ends_with("demo"));
        assert!(read("demo --port 65533").is_ok());
        assert!(read("demo --port 65534").is_err(), "the federation needs the port after the next");
    }

    #[test]
    fn what_is_wrong_is_named_in_both_languages() {
        let table = [
            ("serv", "serv"),
            ("--prot 3", "--prot"),
            ("demo --port many", "many"),
            ("setup --name A", "--admin-email"),
            ("serve --config", "--config"),
        ];
        for (line, named) in table {
            let wrong = read(line).unwrap_err();
            assert!(wrong.say(Language::Fr).contains(named), "{line}: {}", wrong.say(Language::Fr));
            assert!(wrong.say(Language::En).contains(named), "{line}: {}", wrong.say(Language::En));
        }
        for (wrong, part) in
            [("--kind club", "club"), ("--time-zone Mars", "Mars"), ("--admin-email a@", "a@")]
        {
            let flag = wrong.split(' ').next().unwrap();
            let before = SETUP.split(flag).next().unwrap();
            let after: Vec<&str> = SETUP.split(flag).nth(1).unwrap().split_whitespace().skip(1).collect();
            let refused = read(&format!("{before} {wrong} {}", after.join(" "))).unwrap_err();
            assert!(
                refused.say(Language::Fr).contains(part) && refused.say(Language::En).contains(flag),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn the_language_is_known_before_the_line_is_understood() {
        assert_eq!(language_asked(&words("serv --lang en")), Some(Language::En));
        assert_eq!(language_asked(&words("--lang=fr nonsense")), Some(Language::Fr));
        assert_eq!(language_asked(&words("--lang de")), None);
        assert_eq!(language_asked(&words("--lang")), None);
    }

    #[test]
    fn help_is_given_even_where_the_line_is_not_complete() {
        assert!(
            asks_for_help(&words("setup --help"))
                && asks_for_help(&words("-h"))
                && !asks_for_help(&words("serve"))
        );
    }
}
