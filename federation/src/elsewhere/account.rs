//! The account that somebody typed into a field: found by its name or its address, and believed only where both sides say
//! the same, the server that names it and the actor that is named (O14).

use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode};
use preau_core::action::network::host_and_port;
use preau_core::elsewhere::{Absent, FoundAccount};
use preau_core::markup;
use preau_core::peer::RemoteActor;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::{DEADLINE, absent};
use crate::Federation;
use crate::address::URL_BYTES_MAX;
use crate::fetch::{Answer, AnswerLimit, Document, FetchError, Request};
use crate::inbox::shape;
use crate::outside::object::page;
use crate::outside::origin::Missing;
use crate::outside::raw::text;

/// The longest answer of WebFinger that is read; usual ones have less than a thousand bytes.
const JRD_BYTES_MAX: usize = 64 * 1024;
/// Links of one answer that are looked at.
const LINKS_MAX: usize = 50;
/// The longest name and host: a line of a mail address.
const NAME_CHARS_MAX: usize = 100;
const HOST_BYTES_MAX: usize = 260;
/// What an account says of itself, as far as a search shows it.
const ABOUT_CHARS_MAX: usize = 500;

/// `name@host` in the one form in which accounts are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Account {
    name: String,
    host: String,
}

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
enum Typed {
    Name(Account),
    Address(Url),
}

/// What a server says of one of its accounts.
#[derive(Debug)]
struct Finger {
    subject: Account,
    actor: Url,
}

#[derive(Deserialize)]
struct Jrd<'a> {
    #[serde(default)]
    subject: Option<String>,
    #[serde(borrow, default)]
    links: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct JrdLink {
    rel: String,
    #[serde(rename = "type")]
    kind: String,
    href: String,
}

/// What a document says beside what every actor has.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    id: String,
    #[serde(borrow, default)]
    summary: Option<&'a RawValue>,
    #[serde(borrow, default)]
    url: Option<&'a RawValue>,
}

impl Federation {
    /// The account behind what was typed.
    pub(super) async fn find_account(&self, typed: &str) -> Result<FoundAccount, Absent> {
        match self.read_typed(typed)? {
            Typed::Name(asked) => {
                let said = self.finger_of(&asked).await?;
                let (document, actor) = self.actor_at(&said.actor).await?;
                let address = self.named(&actor, Some((&asked, &said))).await?;
                // Another name for somebody is no way to them: one could stand for anybody.
                if said.subject != address {
                    return Err(Absent::SomethingElse);
                }
                found(&document, actor, &address)
            }
            Typed::Address(url) => {
                let (document, actor) = self.actor_at(&url).await?;
                let address = self.named(&actor, None).await?;
                found(&document, actor, &address)
            }
        }
    }

    fn read_typed(&self, typed: &str) -> Result<Typed, Absent> {
        let typed = typed.trim();
        if typed.len() > URL_BYTES_MAX {
            return Err(Absent::SomethingElse);
        }
        if typed.contains("://") {
            return self.rules.parse(typed).map(Typed::Address).map_err(|_| Absent::NotAsked);
        }
        let account = Account::read(typed).ok_or(Absent::SomethingElse)?;
        if account.host == self.names.host() { Err(Absent::NotAsked) } else { Ok(Typed::Name(account)) }
    }

    /// The name under which an actor is known: its own host answers for it, or confirms that another one does.
    async fn named(
        &self,
        actor: &RemoteActor,
        known: Option<(&Account, &Finger)>,
    ) -> Result<Account, Absent> {
        let own = Account::new(&actor.handle, &host_and_port(&actor.id)).ok_or(Absent::SomethingElse)?;
        let said = match known.filter(|(asked, _)| **asked == own) {
            Some((_, said)) => Finger { subject: said.subject.clone(), actor: said.actor.clone() },
            None => self.finger_of(&own).await?,
        };
        if said.actor != actor.id {
            return Err(Absent::SomethingElse);
        }
        if said.subject == own {
            return Ok(own);
        }
        // People of example.org whose server is social.example.org: both must say so.
        let there = match known.filter(|(asked, _)| **asked == said.subject) {
            Some((_, there)) => Finger { subject: there.subject.clone(), actor: there.actor.clone() },
            None => self.finger_of(&said.subject).await?,
        };
        let agree = there.subject == said.subject && there.actor == actor.id;
        if agree { Ok(said.subject) } else { Err(Absent::SomethingElse) }
    }

    /// The actor at an address: itself, or the one whose page that is, on the same server.
    async fn actor_at(&self, url: &Url) -> Result<(Document, RemoteActor), Absent> {
        let document = self.ask(url).await.map_err(absent)?;
        if let Some(actor) = self.read_actor(&document) {
            return Ok((document, actor));
        }
        shape::check(&document.bytes).map_err(|_| Absent::SomethingElse)?;
        let profile: Profile<'_> =
            serde_json::from_slice(&document.bytes).map_err(|_| Absent::SomethingElse)?;
        let id = self.rules.parse(&profile.id).map_err(|_| Absent::SomethingElse)?;
        if id == document.url || id.origin() != document.url.origin() {
            return Err(Absent::SomethingElse);
        }
        let document = self.ask(&id).await.map_err(absent)?;
        let actor = self.read_actor(&document).filter(|actor| actor.id == id);
        actor.map(|actor| (document, actor)).ok_or(Absent::SomethingElse)
    }

    /// What its host says of an account.
    async fn finger_of(&self, account: &Account) -> Result<Finger, Absent> {
        // A demonstration on one machine speaks http with its like.
        let base = format!("{}://{}/", self.names.root().scheme(), account.host);
        let mut url = Url::parse(&base).map_err(|_| Absent::SomethingElse)?;
        url.set_path("/.well-known/webfinger");
        url.query_pairs_mut().append_pair("resource", &format!("acct:{}", account.address()));
        let mut answer = self.get_jrd(&url).await?;
        if answer.status.is_redirection() {
            // Where people have the name of one host and their server is another, this is how they say so; what is said
            // there is believed only with the actor's own word.
            let location = answer.headers.get(LOCATION).and_then(|value| value.to_str().ok());
            let next = location.and_then(|text| url.join(text).ok()).ok_or(Absent::SomethingElse)?;
            let next = self.rules.parse(next.as_str()).map_err(|_| Absent::NotAsked)?;
            answer = self.get_jrd(&next).await?;
        }
        match answer.status {
            StatusCode::OK if is_jrd(&answer.headers) => {
                self.read_jrd(&answer.body, account).ok_or(Absent::SomethingElse)
            }
            StatusCode::OK => Err(Absent::SomethingElse),
            status => Err(absent(Missing::Fetch(FetchError::Status(status)))),
        }
    }

    async fn get_jrd(&self, url: &Url) -> Result<Answer, Absent> {
        self.rules.check_url(url).map_err(|_| Absent::NotAsked)?;
        if self.blocked().await.map_err(|fault| absent(fault.into()))?.holds(url) {
            return Err(Absent::NotAsked);
        }
        let mut request = Request::get(url.clone());
        request
            .headers
            .insert(ACCEPT, HeaderValue::from_static("application/jrd+json, application/json;q=0.9"));
        request.answer = AnswerLimit::Whole { bytes_max: JRD_BYTES_MAX };
        request.deadline = DEADLINE;
        let sent = self.senders.one_of_two(url, self.transport.send(request)).await;
        sent.ok_or(Absent::NoAnswer)?.map_err(|error| absent(error.into()))
    }

    fn read_jrd(&self, bytes: &[u8], asked: &Account) -> Option<Finger> {
        shape::check(bytes).ok()?;
        let jrd: Jrd<'_> = serde_json::from_slice(bytes).ok()?;
        let subject = match jrd.subject {
            Some(subject) => Account::read(subject.strip_prefix("acct:")?)?,
            None => asked.clone(),
        };
        let links = jrd.links.into_iter().take(LINKS_MAX);
        let mut links = links.filter_map(|raw| serde_json::from_str::<JrdLink>(raw.get()).ok());
        let link = links.find(|link| link.rel == "self" && is_activity(&link.kind))?;
        Some(Finger { subject, actor: self.rules.parse(&link.href).ok()? })
    }
}

impl Account {
    /// Reads `@name@host`, `name@host` or `acct:name@host`.
    fn read(typed: &str) -> Option<Self> {
        let typed = typed.strip_prefix("acct:").unwrap_or(typed);
        let (name, host) = typed.strip_prefix('@').unwrap_or(typed).rsplit_once('@')?;
        Self::new(name, host)
    }

    fn new(name: &str, host: &str) -> Option<Self> {
        let sound = |c: char| !c.is_control() && !c.is_whitespace() && !"@/:?#%\\".contains(c);
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX || !name.chars().all(sound) {
            return None;
        }
        if host.len() > HOST_BYTES_MAX || host.contains(['/', '?', '#', '@', '\\']) {
            return None;
        }
        // The parser of addresses decides how a host is written.
        let url = Url::parse(&format!("https://{host}/")).ok()?;
        let host = host_and_port(&url);
        (!host.is_empty()).then(|| Self { name: name.to_lowercase(), host })
    }

    fn address(&self) -> String {
        format!("{}@{}", self.name, self.host)
    }
}

fn found(document: &Document, actor: RemoteActor, address: &Account) -> Result<FoundAccount, Absent> {
    let profile: Profile<'_> = serde_json::from_slice(&document.bytes).map_err(|_| Absent::SomethingElse)?;
    let about = markup::plain(&text(profile.summary).unwrap_or_default());
    Ok(FoundAccount {
        address: address.address(),
        about: about.chars().take(ABOUT_CHARS_MAX).collect(),
        page: page(profile.url).filter(|page| page.origin() == actor.id.origin()),
        actor,
    })
}

fn is_jrd(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/jrd+json") || kind.eq_ignore_ascii_case("application/json")
}

fn is_activity(kind: &str) -> bool {
    kind.starts_with("application/activity+json") || kind.starts_with("application/ld+json")
}

impl From<FetchError> for Missing {
    fn from(error: FetchError) -> Self {
        Self::Fetch(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        Account::read(typed).map(|account| account.address())
    }

    #[test]
    fn an_account_is_read_however_it_is_typed() {
        for typed in
            ["@odile@port-lazare.example", "odile@port-lazare.example", "acct:Odile@PORT-LAZARE.example"]
        {
            assert_eq!(read(typed).as_deref(), Some("odile@port-lazare.example"), "{typed}");
        }
        assert_eq!(read("@a@port-lazare.localhost:8080").as_deref(), Some("a@port-lazare.localhost:8080"));
        assert_eq!(read("@a@méchant.example").as_deref(), Some("a@xn--mchant-bva.example"));
    }

    #[test]
    fn o15_what_could_be_read_as_another_account_is_none() {
        for typed in [
            "",
            "@",
            "odile",
            "@odile",
            "@@port-lazare.example",
            "a b@x.example",
            "a@b@c/d",
            "a@x.example/y",
            "a\u{202e}b\u{0}@x.example",
            "a/b@x.example",
            "a@b@x.example",
            "a:b@x.example",
            "a@x y",
            &format!("{}@x.example", "a".repeat(2049)),
            &format!("a@{}", "x".repeat(300)),
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
