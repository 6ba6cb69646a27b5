//! What people change about their own account.

use async_trait::async_trait;

use super::session::live_link;
use super::{Action, enqueue, record};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{PersonId, SessionId};
use crate::job::{Letter, NewJob, Work};
use crate::language::Language;
use crate::person::{PasswordHash, Person};
use crate::session::LinkPurpose;
use crate::store::Tx;
use crate::text::{MailAddress, PersonName};
use crate::world::{Moment, Token, TokenHash, World};

async fn own(tx: &mut dyn Tx, id: PersonId) -> Result<Person, Failure> {
    Ok(tx.person(id).await?.ok_or(Refusal::NotFound)?)
}

/// Changes the name and the language.
#[derive(Debug)]
pub struct ChangeProfile {
    /// Whose.
    pub person: PersonId,
    /// The name others read.
    pub name: PersonName,
    /// The language of pages and letters.
    pub language: Language,
}

#[async_trait]
impl Action for ChangeProfile {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let mut person = own(tx, self.person).await?;
        person.name = self.name.clone();
        person.language = self.language;
        tx.update_person(&person).await?;
        Ok(record(tx, world, Some(person.id), EventKind::AccountChanged, person.id.0).await?)
    }
}

/// Changes the language alone, from the switch at the foot of a page.
#[derive(Debug)]
pub struct ChangeLanguage {
    /// Whose.
    pub person: PersonId,
    /// The language of pages and letters.
    pub language: Language,
}

#[async_trait]
impl Action for ChangeLanguage {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        let mut person = own(tx, self.person).await?;
        person.language = self.language;
        tx.update_person(&person).await?;
        Ok(())
    }
}

/// Chooses another password: every other session, every link and the private calendar address end (C05).
#[derive(Debug)]
pub struct ChangePassword {
    /// Whose.
    pub person: PersonId,
    /// [`Person::credentials_at`] of the row whose old password was checked.
    pub checked: Moment,
    /// The new password's hash, made before the transaction.
    pub password: PasswordHash,
    /// The session that stays.
    pub keep: SessionId,
}

#[async_trait]
impl Action for ChangePassword {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let mut person = own(tx, self.person).await?;
        if person.credentials_at != self.checked {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        person.password = Some(self.password.clone());
        person.credentials_at = world.now();
        tx.update_person(&person).await?;
        tx.void_links(person.id, Some(LinkPurpose::CancelMail), world.now()).await?;
        tx.delete_sessions(person.id, Some(self.keep)).await?;
        tx.set_calendar(person.id, None).await?;
        Ok(record(tx, world, Some(person.id), EventKind::AccountChanged, person.id.0).await?)
    }
}

/// Asks to change the mail address: a link goes to the new one, nothing changes before it is opened.
#[derive(Debug)]
pub struct AskMailChange {
    /// Whose.
    pub person: PersonId,
    /// The new address.
    pub mail: MailAddress,
}

#[async_trait]
impl Action for AskMailChange {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let person = own(tx, self.person).await?;
        // An address of another account is not told apart here: the letter decides (T01).
        let letter = Letter::Link {
            person: person.id,
            purpose: LinkPurpose::ConfirmMail,
            to: Some(self.mail.clone()),
        };
        let job = NewJob {
            dedup: Some(format!("confirm {} {}", person.id, self.mail.folded())),
            ..NewJob::now(Work::Send { letter }, world.now())
        };
        Ok(enqueue(tx, world, job).await?)
    }
}

/// Proves the new mail address; the old one is told and can take it back for seven days (I05).
#[derive(Debug)]
pub struct ConfirmMail {
    /// The hash of the link's token.
    pub hash: TokenHash,
}

#[async_trait]
impl Action for ConfirmMail {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (link, mut person) = live_link(tx, now, &self.hash, LinkPurpose::ConfirmMail).await?;
        let mail = link.mail.as_deref().and_then(|m| MailAddress::parse(m).ok()).ok_or(Refusal::LinkSpent)?;
        if !tx.use_link(&self.hash, now).await? {
            return Err(Refusal::LinkSpent.into());
        }
        let old = person.mail.replace(mail);
        person.credentials_at = now;
        if !tx.update_person(&person).await? {
            return Err(Refusal::MailTaken.into());
        }
        tx.void_links(person.id, Some(LinkPurpose::CancelMail), now).await?;
        record(tx, world, Some(person.id), EventKind::AccountChanged, person.id.0).await?;
        if let Some(old) = old {
            let letter = Letter::Link { person: person.id, purpose: LinkPurpose::CancelMail, to: Some(old) };
            enqueue(tx, world, NewJob::now(Work::Send { letter }, now)).await?;
        }
        Ok(())
    }
}

/// Takes a change of mail address back from the old address: every session, the password and the calendar address end
/// with it.
#[derive(Debug)]
pub struct CancelMail {
    /// The hash of the link's token.
    pub hash: TokenHash,
}

#[async_trait]
impl Action for CancelMail {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let (link, mut person) = live_link(tx, now, &self.hash, LinkPurpose::CancelMail).await?;
        let old = link.mail.as_deref().and_then(|m| MailAddress::parse(m).ok()).ok_or(Refusal::LinkSpent)?;
        if !tx.use_link(&self.hash, now).await? {
            return Err(Refusal::LinkSpent.into());
        }
        person.mail = Some(old);
        // Who changed the address had typed the password: it is not the owner's alone any more.
        person.password = None;
        person.credentials_at = now;
        if !tx.update_person(&person).await? {
            return Err(Refusal::MailTaken.into());
        }
        tx.void_links(person.id, None, now).await?;
        tx.delete_sessions(person.id, None).await?;
        tx.set_calendar(person.id, None).await?;
        Ok(record(tx, world, Some(person.id), EventKind::AccountChanged, person.id.0).await?)
    }
}

/// Makes a private calendar address; an earlier one ends.
#[derive(Debug)]
pub struct MakeCalendar {
    /// Whose.
    pub person: PersonId,
}

#[async_trait]
impl Action for MakeCalendar {
    type Output = Token;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Token, Failure> {
        let token = world.token();
        tx.set_calendar(self.person, Some(&token.hash())).await?;
        Ok(token)
    }
}

/// Ends the private calendar address.
#[derive(Debug)]
pub struct RevokeCalendar {
    /// Whose.
    pub person: PersonId,
}

#[async_trait]
impl Action for RevokeCalendar {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        Ok(tx.set_calendar(self.person, None).await?)
    }
}

/// Notes up to where the feed was read.
#[derive(Debug)]
pub struct MarkFeedRead {
    /// By whom.
    pub person: PersonId,
    /// The newest moment that was shown.
    pub to: Moment,
}

#[async_trait]
impl Action for MarkFeedRead {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        // A forged mark in the future would hide what comes.
        Ok(tx.mark_feed_read(self.person, self.to.min(world.now())).await?)
    }
}

/// Marks every notice as read.
#[derive(Debug)]
pub struct ReadNotices {
    /// Whose.
    pub person: PersonId,
}

#[async_trait]
impl Action for ReadNotices {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        Ok(tx.read_notices(self.person, world.now()).await?)
    }
}
