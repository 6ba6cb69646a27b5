//! The commands: what is typed, what is answered, and the code with which the process ends.

mod help;
mod line;

use std::ffi::OsString;
use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;

use preau_core::language::Language;

use crate::config::{self, Refused, Settings};
use crate::folder::FolderRefused;
use crate::{boot, demo, log, setup};

pub use line::{DemoLine, Line, SetupLine, Verb, Wrong};

/// The line was not understood or a setting was refused: `EX_USAGE` of sysexits.h.
const EXIT_WRONG: u8 = 64;
/// Something failed while it was done.
const EXIT_FAILED: u8 = 1;

/// Why a command ended without having done what it should.
#[derive(Debug)]
pub enum Stopped {
    /// The line was not understood.
    Wrong(Wrong),
    /// A setting was refused.
    Setting(Refused),
    /// The data folder cannot be had.
    Folder(FolderRefused),
    /// Anything else, already in the language of the terminal.
    Said(String),
}

impl From<Refused> for Stopped {
    fn from(refused: Refused) -> Self {
        Self::Setting(refused)
    }
}

impl From<FolderRefused> for Stopped {
    fn from(refused: FolderRefused) -> Self {
        Self::Folder(refused)
    }
}

/// Does what the line says. The first word is the program's own name.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = words.into_iter().collect();
    let asked = line::language_asked(&words);
    let language = asked.unwrap_or_else(config::terminal_language);
    match obey(&words, asked, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stopped) => {
            let _ = writeln!(std::io::stderr().lock(), "preau: {}", stopped.say(language));
            ExitCode::from(stopped.code())
        }
    }
}

fn obey(words: &[OsString], asked: Option<Language>, language: Language) -> Result<(), Stopped> {
    if line::asks_for_help(words) {
        return print(&help::text(asked));
    }
    let line = Line::read(words).map_err(Stopped::Wrong)?;
    match &line.verb {
        _ if line.version => print(&format!("preau {}\n", env!("CARGO_PKG_VERSION"))),
        Verb::Help => print(&help::text(asked)),
        Verb::Serve => {
            let settings = Settings::load(line.config.as_deref())?;
            log::start(settings.log);
            runtime(language)?.block_on(boot::serve(settings, language))
        }
        Verb::Setup(setup) => {
            let settings = Settings::load(line.config.as_deref())?;
            let password = password(language)?;
            log::start(config::LogLevel::Warn);
            runtime(language)?.block_on(setup::run(settings, setup, &password, language))
        }
        Verb::Demo(line) => {
            log::start(config::LogLevel::Warn);
            runtime(language)?.block_on(demo::run(line, language))
        }
    }
}

fn runtime(language: Language) -> Result<tokio::runtime::Runtime, Stopped> {
    keep_memory();
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| {
        Stopped::Said(match language {
            Language::Fr => format!("le système n’accorde pas de fils d’exécution\u{a0}: {error}"),
            Language::En => format!("the system grants no threads: {error}"),
        })
    })
}

/// Teaches the C library that blocks of this size come and go: compressing one page takes a megabyte.
///
/// It learns from the first large block that is freed, and from then on keeps up to twice as much a thread (mallopt(3),
/// `M_MMAP_THRESHOLD`). Otherwise every page gives its memory back to the kernel and takes it anew, zeroed: 250 page
/// faults a request, a fifth of its time.
fn keep_memory() {
    const BYTES: usize = 2 * 1024 * 1024;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(BYTES)));
}

/// The first line of standard input. Its length is checked with the password itself.
fn password(language: Language) -> Result<String, Stopped> {
    /// A password has at most 1 kB (security.md I13); the rest of a longer line is never read.
    const BYTES_MAX: u64 = 4096;
    let mut line = String::new();
    let read = std::io::Read::take(std::io::stdin().lock(), BYTES_MAX).read_line(&mut line);
    let typed = line.trim_end_matches(['\r', '\n']);
    if read.is_err() || typed.is_empty() {
        return Err(Stopped::Said(match language {
            Language::Fr => "le mot de passe est attendu sur l’entrée standard.".to_owned(),
            Language::En => "the password is expected on standard input.".to_owned(),
        }));
    }
    Ok(typed.to_owned())
}

/// Prints for a person or a program. A reader who went away is no failure of ours.
pub(crate) fn print(text: &str) -> Result<(), Stopped> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Stopped::Said(error.to_string())),
        _ => Ok(()),
    }
}

impl Stopped {
    fn say(&self, language: Language) -> String {
        match self {
            Self::Wrong(wrong) => wrong.say(language),
            Self::Setting(refused) => refused.say(language),
            Self::Folder(refused) => refused.say(language),
            Self::Said(sentence) => sentence.clone(),
        }
    }

    fn code(&self) -> u8 {
        match self {
            Self::Wrong(_) | Self::Setting(_) => EXIT_WRONG,
            Self::Folder(_) | Self::Said(_) => EXIT_FAILED,
        }
    }
}
