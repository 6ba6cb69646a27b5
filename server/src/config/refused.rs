//! Why a setting was refused, said with its place in the language of the terminal.

use std::path::PathBuf;

use preau_core::language::Language;

/// A start that was refused: where, which setting, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where the setting stands.
    pub place: Place,
    /// The setting as it was written; empty when the whole file is at fault.
    pub key: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A line of the settings file, counted from 1.
    Line(PathBuf, usize),
    /// The settings file as a whole.
    File(PathBuf),
    /// A variable of the environment.
    Environment,
}

/// What is wrong with a setting. Values that may hold a password are never repeated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No setting has this name; the nearest one, if one is near.
    Unknown(Option<String>),
    /// The file is not TOML.
    Syntax(String),
    /// The file cannot be read.
    Unreadable(String),
    /// More than a host writes by hand.
    TooLong,
    /// A text was expected.
    NotText,
    /// A list of texts was expected.
    NotAList,
    /// Nothing was written.
    Empty,
    /// Not an http or https address.
    BadUrl,
    /// Something stands after the host, or before it.
    UrlNotOrigin,
    /// http is for this machine alone.
    HttpsNeeded,
    /// Not an address and a port.
    BadListen,
    /// Not a PostgreSQL address.
    BadDatabase,
    /// Not a mail server's address.
    BadSmtp,
    /// Not a mail address.
    BadSender,
    /// Not an address or a prefix.
    BadNetwork(String),
    /// Not an address with a port, nor a prefix.
    BadAllowed(String),
    /// No certificate in the file.
    NotCertificates,
    /// Not a level of the log.
    BadLog,
}

impl Refused {
    pub(super) fn new(place: Place, key: &str, reason: Reason) -> Self {
        Self { place, key: key.to_owned(), reason }
    }

    /// The whole sentence.
    pub fn say(&self, language: Language) -> String {
        let why = self.reason.say(language);
        let key = &self.key;
        match (&self.place, language) {
            (Place::Line(file, line), Language::Fr) if key.is_empty() => {
                format!("{}, ligne {line} : {why}", file.display())
            }
            (Place::Line(file, line), Language::En) if key.is_empty() => {
                format!("{}, line {line}: {why}", file.display())
            }
            (Place::Line(file, line), Language::Fr) => {
                format!("{}, ligne {line}, « {key} » : {why}", file.display())
            }
            (Place::Line(file, line), Language::En) => {
                format!("{}, line {line}, “{key}”: {why}", file.display())
            }
            (Place::File(file), Language::Fr) => format!("{} : {why}", file.display()),
            (Place::File(file), Language::En) => format!("{}: {why}", file.display()),
            (Place::Environment, Language::Fr) => format!("variable d’environnement {key} : {why}"),
            (Place::Environment, Language::En) => format!("environment variable {key}: {why}"),
        }
    }
}

impl Reason {
    fn say(&self, language: Language) -> String {
        match language {
            Language::Fr => self.french(),
            Language::En => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Unknown(Some(name)) => format!("ce réglage n’existe pas. Vouliez-vous dire « {name} » ?"),
            Self::Unknown(None) => "ce réglage n’existe pas. preau --help les nomme tous.".to_owned(),
            Self::Syntax(detail) => format!("ce n’est pas du TOML ({detail})."),
            Self::Unreadable(detail) => format!("le fichier ne peut pas être lu ({detail})."),
            Self::TooLong => "c’est trop long pour un réglage.".to_owned(),
            Self::NotText => "il faut un texte entre guillemets.".to_owned(),
            Self::NotAList => "il faut une liste de textes, par exemple [\"10.0.0.1\"].".to_owned(),
            Self::Empty => "la valeur est vide.".to_owned(),
            Self::BadUrl => "il faut une adresse, par exemple https://section.example.".to_owned(),
            Self::UrlNotOrigin => {
                "l’adresse s’arrête après le nom et le port : ni chemin, ni mot de passe, ni point final."
                    .to_owned()
            }
            Self::HttpsNeeded => {
                "l’adresse doit commencer par https://, sauf sur localhost ou une adresse de cette machine."
                    .to_owned()
            }
            Self::BadListen => "il faut une adresse IP et un port, par exemple 127.0.0.1:8080.".to_owned(),
            Self::BadDatabase => {
                "il faut une adresse postgres://… ; sans ce réglage, le site garde tout dans SQLite."
                    .to_owned()
            }
            Self::BadSmtp => {
                "il faut smtp://… ou smtps://…, suivi au plus de ?tls=required ou de ?tls=none.".to_owned()
            }
            Self::BadSender => {
                "il faut une adresse de courriel, par exemple noreply@section.example.".to_owned()
            }
            Self::BadNetwork(item) => {
                format!("« {item} » n’est ni une adresse IP ni un préfixe (10.0.0.0/8).")
            }
            Self::BadAllowed(item) => {
                format!(
                    "« {item} » n’est ni une adresse avec un port (127.0.0.1:8443) ni un préfixe (10.0.0.0/8)."
                )
            }
            Self::NotCertificates => "ce fichier ne contient aucun certificat PEM.".to_owned(),
            Self::BadLog => "il faut error, warn, info ou debug.".to_owned(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Unknown(Some(name)) => format!("there is no such setting. Did you mean “{name}”?"),
            Self::Unknown(None) => "there is no such setting. preau --help names them all.".to_owned(),
            Self::Syntax(detail) => format!("this is not TOML ({detail})."),
            Self::Unreadable(detail) => format!("the file cannot be read ({detail})."),
            Self::TooLong => "this is too long for a setting.".to_owned(),
            Self::NotText => "a text in quotation marks is needed.".to_owned(),
            Self::NotAList => "a list of texts is needed, for instance [\"10.0.0.1\"].".to_owned(),
            Self::Empty => "the value is empty.".to_owned(),
            Self::BadUrl => "an address is needed, for instance https://section.example.".to_owned(),
            Self::UrlNotOrigin => {
                "the address ends after the name and the port: no path, no password, no final dot.".to_owned()
            }
            Self::HttpsNeeded => {
                "the address must begin with https://, except on localhost or an address of this machine."
                    .to_owned()
            }
            Self::BadListen => "an IP address and a port are needed, for instance 127.0.0.1:8080.".to_owned(),
            Self::BadDatabase => {
                "a postgres://… address is needed; without this setting, SQLite is used.".to_owned()
            }
            Self::BadSmtp => {
                "smtp://… or smtps://… is needed, followed at most by ?tls=required or ?tls=none.".to_owned()
            }
            Self::BadSender => "an email address is needed, for instance noreply@section.example.".to_owned(),
            Self::BadNetwork(item) => format!("“{item}” is neither an IP address nor a prefix (10.0.0.0/8)."),
            Self::BadAllowed(item) => {
                format!(
                    "“{item}” is neither an address with a port (127.0.0.1:8443) nor a prefix (10.0.0.0/8)."
                )
            }
            Self::NotCertificates => "this file holds no PEM certificate.".to_owned(),
            Self::BadLog => "error, warn, info or debug is needed.".to_owned(),
        }
    }
}
