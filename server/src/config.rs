//! Reads the settings once: `preau.toml`, the environment over it, every mistake refused by name and line.

mod network;
mod refused;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use preau_core::language::Language;
use preau_core::text::MailAddress;
use preau_federation::address::Allowed;
use url::{Host, Url};

pub use network::Network;
pub use refused::{Place, Reason, Refused};

/// The file that is read when `--config` names no other.
pub const DEFAULT_FILE: &str = "preau.toml";
/// A settings file has ten lines; more than this is another file given by mistake.
const FILE_BYTES_MAX: u64 = 64 * 1024;
/// A list of proxies or private peers is written by hand; past this it is a mistake.
const LIST_ITEMS_MAX: usize = 64;
/// Variables of the tests themselves, which their servers inherit and may ignore.
const TESTS_PREFIX: &str = "PREAU_TEST_";

/// Everything a host decides, by topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The site as others see it.
    pub site: SiteSettings,
    /// The listener.
    pub listener: ListenerSettings,
    /// Where things are kept.
    pub storage: StorageSettings,
    /// How mail leaves.
    pub mail: MailSettings,
    /// What outgoing requests may reach and trust.
    pub outgoing: OutgoingSettings,
    /// How much is written to the log.
    pub log: LogLevel,
}

/// The site as others see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSettings {
    /// The public address: scheme, host and port, nothing after it.
    pub url: Url,
}

/// The listener.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListenerSettings {
    /// Where plain http/1.1 is spoken.
    pub address: SocketAddr,
    /// Whose word is believed about the client's address.
    pub trusted_proxies: Vec<Network>,
}

/// Where things are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageSettings {
    /// The folder of this server, readable by its user alone.
    pub data: PathBuf,
    /// The engine.
    pub database: Database,
}

/// The engine, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// One file, `preau.sqlite`, in the data folder.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres(Secret),
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// The mail server; without it each letter is a file in the data folder.
    pub smtp: Option<Secret>,
    /// The sender of every letter.
    pub from: String,
}

/// What outgoing requests may reach and trust.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutgoingSettings {
    /// A PEM file trusted in addition to the system's authorities.
    pub extra_ca: Option<PathBuf>,
    /// Reachable although private: the only exception to the rules against SSRF.
    pub allow_addresses: Allowed,
}

/// How much is written to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogLevel {
    /// Faults only.
    Error,
    /// And what a host should look at.
    Warn,
    /// And one line for each request.
    #[default]
    Info,
    /// And what helps to find a bug.
    Debug,
}

/// A value that may hold a password: it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a value from being printed.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one who connects with it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

impl Settings {
    /// Reads `preau.toml` in the working directory, or the file that `--config` named, and the process's environment.
    ///
    /// Relative paths are relative to the working directory, wherever the file stands.
    pub fn load(file: Option<&Path>) -> Result<Self, Refused> {
        let environment: Vec<_> = std::env::vars_os().collect();
        match file {
            Some(named) => Self::read(Some(named), environment),
            None if Path::new(DEFAULT_FILE).exists() => {
                Self::read(Some(Path::new(DEFAULT_FILE)), environment)
            }
            None => Self::read(None, environment),
        }
    }

    /// Reads a file and an environment that the caller chose.
    pub fn read(file: Option<&Path>, environment: Vec<(OsString, OsString)>) -> Result<Self, Refused> {
        let mut given = match file {
            Some(path) => from_file(path)?,
            None => Given::default(),
        };
        from_environment(environment, &mut given)?;
        given.settings()
    }

    /// The settings of a server that a test or the demo starts: this address, this folder, nothing else.
    pub fn local(url: Url, address: SocketAddr, data: PathBuf) -> Self {
        let from = default_sender(&url);
        let database = Database::Sqlite(sqlite_file(&data));
        Self {
            site: SiteSettings { url },
            listener: ListenerSettings { address, trusted_proxies: Vec::new() },
            storage: StorageSettings { data, database },
            mail: MailSettings { smtp: None, from },
            outgoing: OutgoingSettings::default(),
            log: LogLevel::default(),
        }
    }
}

/// The language in which the terminal is spoken to: French, unless the system's says English.
pub fn terminal_language() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let set = names.into_iter().filter_map(std::env::var_os).find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_string_lossy().starts_with("en") => Language::En,
        _ => Language::Fr,
    }
}

/// The names of the settings, the same in the file (`trusted_proxies`) and in the environment (`PREAU_TRUSTED_PROXIES`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Url,
    Listen,
    Data,
    DatabaseUrl,
    SmtpUrl,
    MailFrom,
    TrustedProxies,
    ExtraCa,
    AllowAddresses,
    Log,
}

impl Key {
    const ALL: [Self; 10] = [
        Self::Url,
        Self::Listen,
        Self::Data,
        Self::DatabaseUrl,
        Self::SmtpUrl,
        Self::MailFrom,
        Self::TrustedProxies,
        Self::ExtraCa,
        Self::AllowAddresses,
        Self::Log,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Listen => "listen",
            Self::Data => "data",
            Self::DatabaseUrl => "database_url",
            Self::SmtpUrl => "smtp_url",
            Self::MailFrom => "mail_from",
            Self::TrustedProxies => "trusted_proxies",
            Self::ExtraCa => "extra_ca",
            Self::AllowAddresses => "allow_addresses",
            Self::Log => "log",
        }
    }

    fn variable(self) -> String {
        format!("PREAU_{}", self.name().to_ascii_uppercase())
    }

    fn is_list(self) -> bool {
        matches!(self, Self::TrustedProxies | Self::AllowAddresses)
    }
}

/// What was written, before it is understood: the place is kept for the refusal.
#[derive(Debug, Default)]
struct Given(BTreeMap<Key, (Place, Vec<String>)>);

fn from_file(path: &Path) -> Result<Given, Refused> {
    let whole = |reason| Refused::new(Place::File(path.to_owned()), "", reason);
    let unreadable = |error: std::io::Error| whole(Reason::Unreadable(error.kind().to_string()));
    if std::fs::metadata(path).map_err(unreadable)?.len() > FILE_BYTES_MAX {
        return Err(whole(Reason::TooLong));
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let line = |span: std::ops::Range<usize>| {
        let before = text.get(..span.start).unwrap_or_default();
        Place::Line(path.to_owned(), before.split('\n').count())
    };
    let table = toml::de::DeTable::parse(&text).map_err(|error| {
        let place = error.span().map_or_else(|| Place::File(path.to_owned()), line);
        Refused::new(place, "", Reason::Syntax(error.message().to_owned()))
    })?;
    let mut given = Given::default();
    for (name, value) in table.get_ref() {
        let refuse = |reason| Refused::new(line(name.span()), name.get_ref(), reason);
        let Some(key) = Key::ALL.into_iter().find(|key| key.name() == name.get_ref()) else {
            return Err(refuse(Reason::Unknown(nearest(
                name.get_ref(),
                Key::ALL.map(|key| key.name().to_owned()),
            ))));
        };
        let items = texts(key, value.get_ref()).map_err(refuse)?;
        given.0.insert(key, (line(name.span()), items));
    }
    Ok(given)
}

/// A text, or for the lists an array of texts.
fn texts(key: Key, value: &toml::de::DeValue<'_>) -> Result<Vec<String>, Reason> {
    if let Some(text) = value.as_str() {
        return if key.is_list() { split(text) } else { Ok(vec![text.to_owned()]) };
    }
    let wrong = if key.is_list() { Reason::NotAList } else { Reason::NotText };
    let array = value.as_array().filter(|_| key.is_list()).ok_or_else(|| wrong.clone())?;
    if array.len() > LIST_ITEMS_MAX {
        return Err(Reason::TooLong);
    }
    array.iter().map(|item| item.get_ref().as_str().map(str::to_owned).ok_or_else(|| wrong.clone())).collect()
}

/// One text holding a list: commas or spaces stand between the items.
fn split(text: &str) -> Result<Vec<String>, Reason> {
    let items: Vec<_> =
        text.split([',', ' ', '\n', '\t']).filter(|item| !item.is_empty()).map(str::to_owned).collect();
    if items.len() > LIST_ITEMS_MAX { Err(Reason::TooLong) } else { Ok(items) }
}

fn from_environment(environment: Vec<(OsString, OsString)>, given: &mut Given) -> Result<(), Refused> {
    for (name, value) in environment {
        let Some(name) = name.to_str().filter(|name| name.starts_with("PREAU_")) else { continue };
        if name.starts_with(TESTS_PREFIX) {
            continue;
        }
        let refuse = |reason| Refused::new(Place::Environment, name, reason);
        let Some(key) = Key::ALL.into_iter().find(|key| key.variable() == name) else {
            return Err(refuse(Reason::Unknown(nearest(name, Key::ALL.map(Key::variable)))));
        };
        let value = value.into_string().map_err(|_| refuse(Reason::NotText))?;
        // An empty variable takes the file's value away: compose files leave such variables behind.
        if value.trim().is_empty() {
            given.0.remove(&key);
            continue;
        }
        let items = if key.is_list() { split(&value).map_err(refuse)? } else { vec![value] };
        given.0.insert(key, (Place::Environment, items));
    }
    Ok(())
}

impl Given {
    fn settings(&self) -> Result<Settings, Refused> {
        let address = self.one(Key::Listen, |text| text.parse().map_err(|_| Reason::BadListen))?;
        let address = address.unwrap_or(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)));
        let url = match self.one(Key::Url, site_url)? {
            Some(url) => url,
            None => localhost(address.port()),
        };
        let data: PathBuf = self.one(Key::Data, path)?.unwrap_or_else(|| PathBuf::from("./preau-data"));
        let database = self.one(Key::DatabaseUrl, postgres)?;
        let database = database.unwrap_or_else(|| Database::Sqlite(sqlite_file(&data)));
        let from = self.one(Key::MailFrom, sender)?.unwrap_or_else(|| default_sender(&url));
        Ok(Settings {
            mail: MailSettings { smtp: self.one(Key::SmtpUrl, smtp)?, from },
            outgoing: OutgoingSettings {
                extra_ca: self.one(Key::ExtraCa, authorities)?,
                allow_addresses: self.allowed()?,
            },
            listener: ListenerSettings {
                address,
                trusted_proxies: self.many(Key::TrustedProxies, |item| {
                    item.parse().map_err(|()| Reason::BadNetwork(item.to_owned()))
                })?,
            },
            storage: StorageSettings { data, database },
            site: SiteSettings { url },
            log: self.one(Key::Log, log_level)?.unwrap_or_default(),
        })
    }

    /// The entries one by one for the refusal, then all together.
    fn allowed(&self) -> Result<Allowed, Refused> {
        let bad = |item: &str| Reason::BadAllowed(item.to_owned());
        let items = self.many(Key::AllowAddresses, |item| match item.parse::<Allowed>() {
            Ok(_) => Ok(item.to_owned()),
            Err(_) => Err(bad(item)),
        })?;
        let all = items.join(",");
        all.parse().map_err(|_| Refused::new(Place::Environment, &Key::AllowAddresses.variable(), bad(&all)))
    }

    fn one<T>(&self, key: Key, read: impl Fn(&str) -> Result<T, Reason>) -> Result<Option<T>, Refused> {
        Ok(self.many(key, read)?.pop())
    }

    fn many<T>(&self, key: Key, read: impl Fn(&str) -> Result<T, Reason>) -> Result<Vec<T>, Refused> {
        let Some((place, items)) = self.0.get(&key) else { return Ok(Vec::new()) };
        let name = if *place == Place::Environment { key.variable() } else { key.name().to_owned() };
        items
            .iter()
            .map(|item| read(item.trim()).map_err(|reason| Refused::new(place.clone(), &name, reason)))
            .collect()
    }
}

/// An address is https, unless nothing of it leaves the machine; it is an origin, without a path.
fn site_url(text: &str) -> Result<Url, Reason> {
    let url = Url::parse(text).map_err(|_| Reason::BadUrl)?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(Reason::BadUrl);
    }
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    let anonymous = url.username().is_empty() && url.password().is_none();
    if !bare || !anonymous || url.host_str().is_some_and(|host| host.ends_with('.')) {
        return Err(Reason::UrlNotOrigin);
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(Reason::HttpsNeeded);
    }
    Ok(url)
}

/// Whether the host of an address is this very machine, by name or by number.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).to_canonical().is_loopback(),
        None => false,
    }
}

fn localhost(port: u16) -> Url {
    // Both texts are addresses whatever the port is, so the loop always ends on its first turn.
    let mut text = format!("http://localhost:{port}");
    loop {
        match Url::parse(&text) {
            Ok(url) => return url,
            Err(_) => "http://localhost".clone_into(&mut text),
        }
    }
}

fn sqlite_file(data: &Path) -> PathBuf {
    data.join("preau.sqlite")
}

fn path(text: &str) -> Result<PathBuf, Reason> {
    if text.is_empty() { Err(Reason::Empty) } else { Ok(PathBuf::from(text)) }
}

fn postgres(text: &str) -> Result<Database, Reason> {
    let url = Url::parse(text).map_err(|_| Reason::BadDatabase)?;
    if matches!(url.scheme(), "postgres" | "postgresql") {
        Ok(Database::Postgres(Secret::new(text)))
    } else {
        Err(Reason::BadDatabase)
    }
}

fn smtp(text: &str) -> Result<Secret, Reason> {
    let url = Url::parse(text).map_err(|_| Reason::BadSmtp)?;
    let query_known = url.query().is_none_or(|query| matches!(query, "tls=required" | "tls=none"));
    let known = matches!(url.scheme(), "smtp" | "smtps") && url.has_host() && query_known;
    if known && matches!(url.path(), "" | "/") { Ok(Secret::new(text)) } else { Err(Reason::BadSmtp) }
}

fn sender(text: &str) -> Result<String, Reason> {
    MailAddress::parse(text).map(|address| address.as_str().to_owned()).map_err(|_| Reason::BadSender)
}

/// Neutral on purpose: a mail's sender is read on lock screens, and must not say which party or union it is (M05).
fn default_sender(url: &Url) -> String {
    match url.host() {
        Some(Host::Domain(host)) => format!("noreply@{host}"),
        _ => "noreply@localhost".to_owned(),
    }
}

fn authorities(text: &str) -> Result<PathBuf, Reason> {
    let read = std::fs::read_to_string(text).map_err(|error| Reason::Unreadable(error.kind().to_string()))?;
    if read.contains("-----BEGIN CERTIFICATE-----") {
        Ok(PathBuf::from(text))
    } else {
        Err(Reason::NotCertificates)
    }
}

fn log_level(text: &str) -> Result<LogLevel, Reason> {
    match text {
        "error" => Ok(LogLevel::Error),
        "warn" => Ok(LogLevel::Warn),
        "info" => Ok(LogLevel::Info),
        "debug" => Ok(LogLevel::Debug),
        _ => Err(Reason::BadLog),
    }
}

/// The name that was probably meant: at most three letters away.
fn nearest(written: &str, names: impl IntoIterator<Item = String>) -> Option<String> {
    const LETTERS_APART_MAX: usize = 3;
    let near = names.into_iter().map(|name| (distance(written, &name), name)).min()?;
    (near.0 <= LETTERS_APART_MAX).then_some(near.1)
}

/// Levenshtein's distance, one row at a time.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (index, from) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, to) in row.iter_mut().skip(1).zip(right.chars()) {
            let changed = diagonal + usize::from(from != to);
            diagonal = *cell;
            before = changed.min(before + 1).min(diagonal + 1);
            *cell = before;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
