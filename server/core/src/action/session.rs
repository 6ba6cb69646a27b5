//! Signing in and out, and the one-time links that stand in for a password.

use async_trait::async_trait;

use super::{Action, enqueue, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{PersonId, SessionId};
use crate::job::{Letter, NewJob, Work};
use crate::person::{PasswordHash, Person, Standing};
use crate::session::{Link, LinkPurpose, SESSION_DAYS, Session};
use crate::store::Tx;
use crate::text::MailAddress;
use crate::world::{Moment, Token, TokenHash, World};

/// The most sessions one person has at once; the oldest go. Ten devices are a lot for a person.
const SESSIONS_MAX: i64 = 20;
/// The most letters with links of one kind that a person gets in an hour (I04).
const LINKS_PER_HOUR: i64 = 5;

/// A fresh session and the secret that its cookie holds.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Token,
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub person: Person,
}

/// Opens a session for a person whose password was just checked.
#[derive(Debug)]
pub struct OpenSession {
    /// Who.
    pub person: PersonId,
    /// [`Person::credentials_at`] of the row whose password was checked: a change meanwhile voids the check.
    pub checked: Moment,
    /// A coarse label of the browser.
    pub device: String,
}

#[async_trait]
impl Action for OpenSession {
    type Output = Opened;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Opened, Failure> {
        let person = tx.person(self.person).await?.ok_or(Refusal::NotAllowed)?;
        if person.credentials_at != self.checked {
            return Err(Refusal::NotAllowed.into());
        }
        open(tx, world, person, &self.device).await
    }
}

/// Opens a session for somebody who may have one.
pub(super) async fn open(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: Person,
    device: &str,
) -> Result<Opened, Failure> {
    if matches!(person.standing, Standing::Suspended | Standing::Ended) {
        return Err(Refusal::Suspended.into());
    }
    let now = world.now();
    let token = world.token();
    let session = Session {
        id: SessionId(world.hidden_id()),
        person: person.id,
        device: device.chars().take(80).collect(),
        opened_at: now,
        seen_at: now,
        expires_at: now.plus(SESSION_DAYS * Moment::DAY),
    };
    tx.insert_session(&session, &token.hash(), SESSIONS_MAX).await?;
    Ok(Opened { token, session, person })
}

/// Ends a session: signing out, or revoking one from the list.
#[derive(Debug)]
pub struct CloseSession {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub session: SessionId,
}

#[async_trait]
impl Action for CloseSession {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        if tx.delete_session(self.person, self.session).await? {
            Ok(())
        } else {
            Err(Refusal::NotFound.into())
        }
    }
}

/// Ends every session of a person but the one they act from.
#[derive(Debug)]
pub struct CloseOtherSessions {
    /// Whose.
    pub person: PersonId,
    /// The one that stays.
    pub keep: SessionId,
}

#[async_trait]
impl Action for CloseOtherSessions {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        Ok(tx.delete_sessions(self.person, Some(self.keep)).await?)
    }
}

/// Marks a session as used; performed at most once an hour and session.
#[derive(Debug)]
pub struct TouchSession {
    /// Which.
    pub session: SessionId,
}

#[async_trait]
impl Action for TouchSession {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        Ok(tx.touch_session(self.session, now, now.plus(SESSION_DAYS * Moment::DAY)).await?)
    }
}

/// Asks for a sign-in or reset link by mail. Says the same whoever asked for whomever (I04, T01).
#[derive(Debug)]
pub struct AskForLink {
    /// A mail address or a handle, as typed.
    pub login: String,
    /// [`LinkPurpose::SignIn`] or [`LinkPurpose::Reset`].
    pub purpose: LinkPurpose,
}

#[async_trait]
impl Action for AskForLink {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let letter = match tx.person_by_login(&self.login).await? {
            // Where nothing can be sent (no address, suspended, ended), the letter is moot when it is written.
            Some(person) => {
                let recent = tx.links_made_since(person.id, self.purpose, now.plus(-Moment::HOUR)).await?;
                if recent >= LINKS_PER_HOUR {
                    return Ok(());
                }
                Letter::Link { person: person.id, purpose: self.purpose, to: None }
            }
            None => match MailAddress::parse(&self.login) {
                Ok(to) => Letter::NoAccount { to },
                // A name that nobody has costs the same row as one that somebody has, or the time of the answer would
                // tell them apart: a letter to nobody, moot as well.
                Err(_) => {
                    Letter::Link { person: PersonId(world.hidden_id()), purpose: self.purpose, to: None }
                }
            },
        };
        let dedup = match &letter {
            Letter::Link { person, purpose, .. } => Some(format!("link {purpose} {person}")),
            Letter::NoAccount { to } => Some(format!("no account {}", to.folded())),
            _ => None,
        };
        let job = NewJob { dedup, ..NewJob::now(Work::Send { letter }, now) };
        Ok(enqueue(tx, world, job).await?)
    }
}

/// Makes a link at the moment its letter is written. Voids the person's earlier ones of the same purpose.
#[derive(Debug)]
pub struct MakeLink {
    /// Whose; `None` for the link that sets the house up.
    pub person: Option<PersonId>,
    /// What for.
    pub purpose: LinkPurpose,
    /// The address it proves or restores.
    pub mail: Option<MailAddress>,
}

#[async_trait]
impl Action for MakeLink {
    type Output = Token;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Token, Failure> {
        let credentials_at = match self.person {
            Some(id) => tx.person(id).await?.ok_or(Refusal::NotFound)?.credentials_at,
            None if tx.house().await?.is_some() => return Err(Refusal::AlreadySetUp.into()),
            None => Moment::default(),
        };
        let now = world.now();
        let token = world.token();
        let link = Link {
            hash: token.hash(),
            purpose: self.purpose,
            person: self.person,
            mail: self.mail.as_ref().map(ToString::to_string),
            credentials_at,
            made_at: now,
            expires_at: now.plus(self.purpose.lifetime()),
            used_at: None,
        };
        tx.insert_link(&link).await?;
        Ok(token)
    }
}

/// The link behind a token and its person, if it still opens anything. Used by the page that shows the form, too.
pub async fn live_link(
    db: &mut dyn crate::store::Read,
    now: Moment,
    hash: &TokenHash,
    purpose: LinkPurpose,
) -> Result<(Link, Person), Failure> {
    let link = db
        .link(hash)
        .await?
        .filter(|l| l.purpose == purpose && l.used_at.is_none())
        .ok_or(Refusal::LinkSpent)?;
    if link.expires_at <= now {
        return Err(Refusal::LinkExpired.into());
    }
    let id = link.person.ok_or(Refusal::LinkSpent)?;
    let person = db.person(id).await?.filter(|p| p.standing != Standing::Ended).ok_or(Refusal::LinkSpent)?;
    // CancelMail outlives the change it takes back; all others end with the credentials they were made under.
    if purpose != LinkPurpose::CancelMail && link.credentials_at != person.credentials_at {
        return Err(Refusal::LinkSpent.into());
    }
    Ok((link, person))
}

/// Signs in by a link from a letter.
#[derive(Debug)]
pub struct SignInByLink {
    /// The hash of its token.
    pub hash: TokenHash,
    /// A coarse label of the browser.
    pub device: String,
}

#[async_trait]
impl Action for SignInByLink {
    type Output = Opened;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Opened, Failure> {
        let (_, person) = live_link(tx, world.now(), &self.hash, LinkPurpose::SignIn).await?;
        if !tx.use_link(&self.hash, world.now()).await? {
            return Err(Refusal::LinkSpent.into());
        }
        open(tx, world, person, &self.device).await
    }
}

/// Chooses a new password by a link from a letter: every session, every other link and the calendar address end (C05).
#[derive(Debug)]
pub struct ResetPassword {
    /// The hash of the link's token.
    pub hash: TokenHash,
    /// The new password's hash, made before the transaction.
    pub password: PasswordHash,
    /// A coarse label of the browser.
    pub device: String,
}

#[async_trait]
impl Action for ResetPassword {
    type Output = Opened;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Opened, Failure> {
        let now = world.now();
        let (_, mut person) = live_link(tx, now, &self.hash, LinkPurpose::Reset).await?;
        if !tx.use_link(&self.hash, now).await? {
            return Err(Refusal::LinkSpent.into());
        }
        person.password = Some(self.password.clone());
        person.credentials_at = now;
        tx.update_person(&person).await?;
        tx.void_links(person.id, Some(LinkPurpose::CancelMail), now).await?;
        tx.delete_sessions(person.id, None).await?;
        tx.set_calendar(person.id, None).await?;
        record(tx, world, Some(person.id), EventKind::AccountChanged, person.id.0).await?;
        open(tx, world, person, &self.device).await
    }
}
