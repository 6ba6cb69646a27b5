//! Why a house does not start, said in the language of the terminal.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use preau_core::error::Fault;
use preau_core::language::Language;
use preau_federation::fetch::SetupError;

use crate::folder::FolderRefused;
use crate::mail::MailerFault;

/// Why a house does not start.
#[derive(Debug)]
pub enum BootFault {
    /// The data folder cannot be had.
    Folder(FolderRefused),
    /// The store cannot be opened or read.
    Store(Fault),
    /// The house was set up under the first address, and the settings say the second.
    OtherUrl(String, String),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// A path that cannot be read or written as text.
    Path(PathBuf),
    /// Mail cannot leave like this.
    Mail(MailerFault),
    /// No outgoing connection can be made.
    Outgoing(SetupError),
    /// The own address is none that a browser sends as `Origin`.
    Origin(String),
    /// The system gives no random bytes.
    Chance(String),
}

impl From<FolderRefused> for BootFault {
    fn from(refused: FolderRefused) -> Self {
        Self::Folder(refused)
    }
}

impl From<Fault> for BootFault {
    fn from(fault: Fault) -> Self {
        Self::Store(fault)
    }
}

impl From<MailerFault> for BootFault {
    fn from(fault: MailerFault) -> Self {
        Self::Mail(fault)
    }
}

impl From<SetupError> for BootFault {
    fn from(fault: SetupError) -> Self {
        Self::Outgoing(fault)
    }
}

impl BootFault {
    /// The sentence for the terminal.
    pub fn say(&self, language: Language) -> String {
        match language {
            Language::Fr => self.french(),
            Language::En => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Folder(refused) => refused.say(Language::Fr),
            Self::Store(fault) => format!("la base de données ne s’ouvre pas\u{a0}: {}", causes(fault)),
            Self::OtherUrl(before, now) => format!(
                "ce site est installé à l’adresse {before}, et PREAU_URL dit {now}. Les autres serveurs le \
                 connaissent sous la première\u{a0}: remettez-la dans PREAU_URL."
            ),
            Self::Listen(address, error) => format!("impossible d’écouter sur {address}\u{a0}: {error}"),
            Self::Path(path) => format!("le fichier {} ne peut pas être utilisé.", path.display()),
            Self::Mail(fault) => format!("le courriel est mal réglé\u{a0}: {fault}"),
            Self::Outgoing(fault) => format!("aucune connexion sortante n’est possible\u{a0}: {fault}"),
            Self::Origin(reason) => format!("PREAU_URL ne convient pas\u{a0}: {reason}"),
            Self::Chance(reason) => {
                format!("le système ne fournit pas de nombres aléatoires\u{a0}: {reason}")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Folder(refused) => refused.say(Language::En),
            Self::Store(fault) => format!("the database does not open: {}", causes(fault)),
            Self::OtherUrl(before, now) => format!(
                "this site was set up at {before}, and PREAU_URL says {now}. Other servers know it under the \
                 first: put that back into PREAU_URL."
            ),
            Self::Listen(address, error) => format!("cannot listen on {address}: {error}"),
            Self::Path(path) => format!("the file {} cannot be used.", path.display()),
            Self::Mail(fault) => format!("the email settings are wrong: {fault}"),
            Self::Outgoing(fault) => format!("no outgoing connection can be made: {fault}"),
            Self::Origin(reason) => format!("PREAU_URL will not do: {reason}"),
            Self::Chance(reason) => format!("the system supplies no random numbers: {reason}"),
        }
    }
}

/// A fault with its causes, for the host who has to mend it.
fn causes(fault: &Fault) -> String {
    let mut text = fault.to_string();
    let mut cause = fault.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
