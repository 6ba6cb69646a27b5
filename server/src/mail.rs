//! Mail leaves here: through the host's mail server, or as files in the data folder when there is none.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use preau_core::text::MailAddress;
use preau_core::world::World;
use url::Url;

use crate::config::{MailSettings, is_loopback};

/// A mail server that does not answer within this is tried again later.
const SMTP_TIMEOUT: Duration = Duration::from_secs(30);
/// Without a mail server the letters are kept for the host to read, the newest of them.
const LETTERS_KEPT_MAX: usize = 1000;
/// A subject is one line on a telephone; RFC 5322 allows 998 bytes.
const SUBJECT_LETTERS_MAX: usize = 150;

/// A letter to one person. Subject and text must not say which party or union writes (M05): whoever composes it sees to that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// To whom.
    pub to: MailAddress,
    /// One line.
    pub subject: String,
    /// The whole letter, to be read without HTML.
    pub text: String,
    /// The same in HTML, without any remote resource.
    pub html: String,
    /// A calendar file that goes with it.
    pub calendar: Option<String>,
}

/// Why a letter did not leave. The cause may hold an address: it goes into the log, which masks those, and nowhere else.
#[derive(Debug, thiserror::Error)]
pub enum MailFault {
    /// Worth another try.
    #[error("the letter could not leave yet: {0}")]
    Later(String),
    /// It will never leave like this.
    #[error("the letter was refused: {0}")]
    Never(String),
}

/// Why the mailer cannot be made; told at the start.
#[derive(Debug, thiserror::Error)]
pub enum MailerFault {
    /// The address of the mail server, its certificates or the sender.
    #[error("mail: {0}")]
    Smtp(String),
    /// The folder for the letters.
    #[error("mail folder: {0}")]
    Folder(#[source] std::io::Error),
}

/// Sends letters.
pub struct Mailer {
    world: Arc<dyn World>,
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl Mailer {
    /// The mailer of these settings. Certificates of `extra_ca` are trusted in addition to the system's.
    pub fn new(
        settings: &MailSettings,
        extra_ca: Option<&Path>,
        data: &Path,
        world: Arc<dyn World>,
    ) -> Result<Self, MailerFault> {
        let from: Address =
            settings.from.parse().map_err(|_| MailerFault::Smtp("the sender is no address".into()))?;
        let way = match &settings.smtp {
            Some(url) => Way::Smtp(transport(url.reveal(), extra_ca)?),
            None => Way::Folder(folder(data)?),
        };
        Ok(Self { world, from: Mailbox::new(None, from), way })
    }

    /// The folder where letters are kept because no mail server is set: the administrator is told.
    pub fn folder(&self) -> Option<&Path> {
        match &self.way {
            Way::Smtp(_) => None,
            Way::Folder(path) => Some(path),
        }
    }

    /// Sends one letter.
    pub async fn send(&self, letter: Letter) -> Result<(), MailFault> {
        let message = self.message(&letter)?;
        match &self.way {
            Way::Smtp(transport) => {
                transport.send(message).await.map(drop).map_err(|error| smtp_fault(&error))
            }
            Way::Folder(path) => {
                let name = format!("{}.eml", self.world.dated_id());
                let path = path.clone();
                let kept =
                    tokio::task::spawn_blocking(move || keep(&path, &name, &message.formatted())).await;
                match kept {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => Err(MailFault::Later(error.to_string())),
                    Err(error) => Err(MailFault::Later(error.to_string())),
                }
            }
        }
    }

    fn message(&self, letter: &Letter) -> Result<Message, MailFault> {
        let never = |error: &dyn std::fmt::Display| MailFault::Never(error.to_string());
        let to: Address =
            letter.to.as_str().parse().map_err(|_| MailFault::Never("not an address".to_owned()))?;
        let micros = u64::try_from(self.world.now().0).unwrap_or_default();
        let id = format!("<{}@{}>", self.world.hidden_id(), self.from.email.domain());
        let parts = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            // Of the world's chance, so that the same world writes the same letter.
            .boundary(self.world.hidden_id().simple().to_string())
            .build()
            .singlepart(SinglePart::plain(letter.text.clone()))
            .singlepart(SinglePart::html(letter.html.clone()));
        let parts = match &letter.calendar {
            None => parts,
            Some(calendar) => MultiPart::builder()
                .kind(MultiPartKind::Mixed)
                .boundary(self.world.hidden_id().simple().to_string())
                .build()
                .multipart(parts)
                .singlepart(
                    SinglePart::builder()
                        .header(
                            ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")
                                .map_err(|e| never(&e))?,
                        )
                        .header(ContentDisposition::attachment("reunion.ics"))
                        .body(calendar.clone()),
                ),
        };
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(one_line(&letter.subject))
            .date(UNIX_EPOCH + Duration::from_micros(micros))
            .message_id(Some(id))
            // RFC 3834: holiday answers and bounces are not sent to machines.
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_owned(),
            ))
            .multipart(parts)
            .map_err(|error| never(&error))
    }
}

/// Control characters would begin a header of their own (M01); a longer line is nobody's subject.
fn one_line(subject: &str) -> String {
    subject
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(SUBJECT_LETTERS_MAX)
        .collect()
}

/// `smtps://` is TLS from the first byte; `smtp://` asks for STARTTLS and sends nothing without it, except to this
/// machine or where the host wrote `?tls=none`.
fn transport(
    address: &str,
    extra_ca: Option<&Path>,
) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailerFault> {
    let fault = |error: &dyn std::fmt::Display| MailerFault::Smtp(error.to_string());
    let mut url = Url::parse(address).map_err(|error| fault(&error))?;
    let host = url.host_str().ok_or_else(|| MailerFault::Smtp("no host".into()))?.to_owned();
    let asked = url.query().map(str::to_owned);
    url.set_query(None);
    let wrapped = url.scheme() == "smtps";
    let bare = !wrapped && asked.as_deref() != Some("tls=required") && (is_near(&url) || asked.is_some());
    let port = url.port().unwrap_or(if wrapped {
        465
    } else if bare {
        25
    } else {
        587
    });
    let builder =
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|error| fault(&error))?;
    let tls = if bare {
        Tls::None
    } else {
        let mut parameters = TlsParameters::builder(host);
        if let Some(path) = extra_ca {
            let pem = std::fs::read(path).map_err(|error| fault(&error))?;
            parameters =
                parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| fault(&error))?);
        }
        let parameters = parameters.build().map_err(|error| fault(&error))?;
        if wrapped { Tls::Wrapper(parameters) } else { Tls::Required(parameters) }
    };
    Ok(builder.tls(tls).port(port).timeout(Some(SMTP_TIMEOUT)).build())
}

/// Hosts of a non-special scheme are read as names, numbers included.
fn is_near(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    Url::parse(&format!("http://{host}")).is_ok_and(|url| is_loopback(&url))
}

fn smtp_fault(error: &lettre::transport::smtp::Error) -> MailFault {
    if error.is_permanent() {
        MailFault::Never(error.to_string())
    } else {
        MailFault::Later(error.to_string())
    }
}

fn folder(data: &Path) -> Result<PathBuf, MailerFault> {
    let path = data.join("mail");
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&path).map_err(MailerFault::Folder)?;
    Ok(path)
}

/// Writes one letter for its owner alone, and lets the oldest go.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(folder.join(name))?;
    file.write_all(bytes)?;
    let mut names: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    // Names begin with the moment, so the order of names is the order of time.
    names.sort();
    for old in names.iter().take(names.len().saturating_sub(LETTERS_KEPT_MAX)) {
        std::fs::remove_file(folder.join(old))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
