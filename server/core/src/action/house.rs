//! Setting the house up, changing its choices, and what its administrators do with waiting work.

use async_trait::async_trait;

use super::entry::insert_new;
use super::session::{Opened, open};
use super::{Action, enqueue, record};
use crate::access::{Verb, house_for};
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, JobId, MandateId, PersonId};
use crate::job::{Letter, NewJob, Work};
use crate::language::Language;
use crate::mandate::{Mandate, MandateRole};
use crate::peer::{KeyOwner, KeyPair};
use crate::person::{PasswordHash, Person, Role, Standing};
use crate::rules::{Preset, RulesProfile};
use crate::session::LinkPurpose;
use crate::store::Tx;
use crate::text::{Handle, MailAddress, PersonName, ShortText};
use crate::unit::{House, HouseChoices, UnitKind};
use crate::world::{TokenHash, World};

/// Sets the house up, once: the unit, its rules, its keys and its first administrator.
#[derive(Debug)]
pub struct SetUp {
    /// The one-time link that the console printed; `None` from the command line, which needs none (I12).
    pub link: Option<TokenHash>,
    /// What it is.
    pub kind: UnitKind,
    /// Its name on the network.
    pub handle: Handle,
    /// Its time zone.
    pub time_zone: chrono_tz::Tz,
    /// Everything that can be changed later.
    pub choices: HouseChoices,
    /// Where its rules start from.
    pub preset: Preset,
    /// The first administrator's name.
    pub admin_name: PersonName,
    /// The first administrator's handle.
    pub admin_handle: Handle,
    /// How the section calls what they do.
    pub admin_title: Option<ShortText>,
    /// Where their letters go.
    pub admin_mail: MailAddress,
    /// Their password's hash, made before the transaction.
    pub admin_password: PasswordHash,
    /// The server's keys, made before the transaction.
    pub server_keys: KeyPair,
    /// The section's keys, made before the transaction.
    pub section_keys: KeyPair,
    /// A coarse label of the browser.
    pub device: String,
}

#[async_trait]
impl Action for SetUp {
    type Output = Opened;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Opened, Failure> {
        let now = world.now();
        if tx.house().await?.is_some() {
            return Err(Refusal::AlreadySetUp.into());
        }
        if let Some(hash) = &self.link {
            check_set_up_link(tx, hash).await?;
            tx.use_link(hash, now).await?;
        }
        if self.handle == self.admin_handle {
            // A Person and a Group of one name are mixed up by other software (federation.md 3.1).
            return Err(Refusal::HandleTaken.into());
        }
        let house = self.house(world);
        if !tx.insert_house(&house).await? {
            return Err(Refusal::AlreadySetUp.into());
        }
        tx.keep_set_up_draft(None).await?;
        tx.insert_key_pair(KeyOwner::Server, &self.server_keys, now).await?;
        tx.insert_key_pair(KeyOwner::Section, &self.section_keys, now).await?;
        let admin = self.admin(world);
        insert_new(tx, &admin, None).await?;
        tx.insert_mandate(&Self::first_mandate(world, &house, &admin), None).await?;
        record(tx, world, Some(admin.id), EventKind::HouseSetUp, house.id.0).await?;
        open(tx, world, admin, &self.device).await
    }
}

impl SetUp {
    fn house(&self, world: &dyn World) -> House {
        let choices = self.choices.clone();
        House {
            id: BodyId(world.hidden_id()),
            kind: self.kind,
            name: choices.name,
            handle: self.handle.clone(),
            sigil: choices.sigil,
            organisation: choices.organisation,
            level_above: choices.level_above,
            territory: choices.territory,
            language: choices.language,
            time_zone: self.time_zone,
            url: world.origin().clone(),
            about: choices.about,
            contact_place: choices.contact_place,
            contact_line: choices.contact_line,
            publisher: choices.publisher,
            accent: choices.accent,
            inclusive: choices.inclusive,
            openness: choices.openness,
            follow_policy: choices.follow_policy,
            members_may_sign: choices.members_may_sign,
            rules: RulesProfile::preset(self.preset),
            created_at: world.now(),
            version: 1,
        }
    }

    /// Who sets the house up answers for it until the assembly has named somebody.
    fn first_mandate(world: &dyn World, house: &House, admin: &Person) -> Mandate {
        Mandate {
            id: MandateId(world.hidden_id()),
            person: admin.id,
            body: house.id,
            role: MandateRole::Secretary,
            provisional: true,
            starts_at: world.now(),
            ends_at: None,
            delegated: None,
            recorded_at: world.now(),
        }
    }

    fn admin(&self, world: &dyn World) -> Person {
        Person {
            id: PersonId(world.hidden_id()),
            handle: self.admin_handle.clone(),
            name: self.admin_name.clone(),
            title: self.admin_title.clone(),
            mail: Some(self.admin_mail.clone()),
            password: Some(self.admin_password.clone()),
            role: Role::Administrator,
            standing: Standing::Active,
            language: self.choices.language,
            credentials_at: world.now(),
            feed_read_to: world.now(),
            joined_at: world.now(),
        }
    }
}

/// Refuses unless this is the link that the console printed last and the house is not set up.
pub async fn check_set_up_link(db: &mut dyn crate::store::Read, hash: &TokenHash) -> Result<(), Failure> {
    let link = db.link(hash).await?.filter(|l| l.purpose == LinkPurpose::SetUp).ok_or(Refusal::NotFound)?;
    if db.house().await?.is_some() || link.used_at.is_some() {
        return Err(Refusal::NotFound.into());
    }
    Ok(())
}

/// Keeps what the wizard has gathered so far.
#[derive(Debug)]
pub struct KeepSetUpDraft {
    /// The one-time link.
    pub link: TokenHash,
    /// The form's own JSON.
    pub draft: String,
}

#[async_trait]
impl Action for KeepSetUpDraft {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, _: &dyn World) -> Result<(), Failure> {
        check_set_up_link(tx, &self.link).await?;
        Ok(tx.keep_set_up_draft(Some(&self.draft)).await?)
    }
}

/// Tries the mail during set-up: a letter to the future administrator.
#[derive(Debug)]
pub struct TestMail {
    /// The set-up link, or `None` where an administrator asks.
    pub link: Option<TokenHash>,
    /// The administrator, where there is one.
    pub by: Option<PersonId>,
    /// Where to.
    pub to: MailAddress,
    /// In which language.
    pub language: Language,
}

#[async_trait]
impl Action for TestMail {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        match (&self.link, self.by) {
            (Some(hash), _) => check_set_up_link(tx, hash).await?,
            (None, Some(by)) => drop(house_for(tx, by, Verb::Administer).await?),
            (None, None) => return Err(Refusal::NotAllowed.into()),
        }
        let letter = Letter::Test { to: self.to.clone(), language: self.language };
        let job = NewJob {
            dedup: Some(format!("test {}", self.to.folded())),
            ..NewJob::now(Work::Send { letter }, world.now())
        };
        Ok(enqueue(tx, world, job).await?)
    }
}

/// Changes the choices of the house.
#[derive(Debug)]
pub struct ChangeHouse {
    /// Who changes them.
    pub by: PersonId,
    /// What they are now.
    pub choices: HouseChoices,
}

#[async_trait]
impl Action for ChangeHouse {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let (house, _) = house_for(tx, self.by, Verb::Administer).await?;
        let choices = self.choices.clone();
        let house = House {
            name: choices.name,
            sigil: choices.sigil,
            organisation: choices.organisation,
            level_above: choices.level_above,
            territory: choices.territory,
            language: choices.language,
            about: choices.about,
            contact_place: choices.contact_place,
            contact_line: choices.contact_line,
            publisher: choices.publisher,
            accent: choices.accent,
            inclusive: choices.inclusive,
            openness: choices.openness,
            follow_policy: choices.follow_policy,
            members_may_sign: choices.members_may_sign,
            ..house
        };
        tx.update_house(&house).await?;
        Ok(record(tx, world, Some(self.by), EventKind::HouseChanged, house.id.0).await?)
    }
}

/// Puts a dead letter back into the queue, or forgets it.
#[derive(Debug)]
pub struct ReviveJob {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub job: JobId,
    /// Again, or never.
    pub again: bool,
}

#[async_trait]
impl Action for ReviveJob {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        if tx.revive_job(self.job, self.again, world.now()).await? {
            Ok(())
        } else {
            Err(Refusal::NotFound.into())
        }
    }
}
