//! What administrators do to accounts, and what everybody may do to their own: leave.

use async_trait::async_trait;

use super::{Action, record};
use crate::access::{Verb, house_as, house_for};
use crate::audience::Audience;
use crate::error::{Failure, Fault, Refusal};
use crate::event::EventKind;
use crate::id::PersonId;
use crate::job::Change;
use crate::mandate::Right;
use crate::person::{GONE, Person, Role, Standing};
use crate::post::{PostState, Signature};
use crate::store::Tx;
use crate::text::{Handle, PersonName, ShortText};
use crate::world::World;

/// Gives or takes the administrator's role. The last administrator keeps it (I10).
#[derive(Debug)]
pub struct ChangeRole {
    /// Who decides.
    pub by: PersonId,
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub role: Role,
}

#[async_trait]
impl Action for ChangeRole {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let mut person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        if person.standing != Standing::Active {
            return Err(Refusal::NotAllowed.into());
        }
        if self.role == Role::Member {
            not_the_last(tx, &person).await?;
        }
        person.role = self.role;
        tx.update_person(&person).await?;
        Ok(record(tx, world, Some(self.by), EventKind::RoleChanged, person.id.0).await?)
    }
}

/// Says how the section calls what a person does.
#[derive(Debug)]
pub struct ChangeTitle {
    /// Who decides.
    pub by: PersonId,
    /// Whose.
    pub person: PersonId,
    /// "Secrétaire de section"; nothing takes it away.
    pub title: Option<ShortText>,
}

#[async_trait]
impl Action for ChangeTitle {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        let mut person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        person.title = self.title.clone();
        tx.update_person(&person).await?;
        Ok(record(tx, world, Some(self.by), EventKind::AccountChanged, person.id.0).await?)
    }
}

/// Keeps somebody out for a time, or lets them in again. Their sessions and links end at once (C05).
#[derive(Debug)]
pub struct Suspend {
    /// Who decides.
    pub by: PersonId,
    /// Whom.
    pub person: PersonId,
    /// Out, or in again.
    pub suspended: bool,
}

#[async_trait]
impl Action for Suspend {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_for(tx, self.by, Verb::Administer).await?;
        let mut person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        let (from, to, event) = if self.suspended {
            (Standing::Active, Standing::Suspended, EventKind::PersonSuspended)
        } else {
            (Standing::Suspended, Standing::Active, EventKind::PersonReinstated)
        };
        if person.standing != from {
            return Err(Refusal::Over.into());
        }
        if self.suspended {
            not_the_last(tx, &person).await?;
            person.credentials_at = world.now();
            tx.delete_sessions(person.id, None).await?;
            tx.void_links(person.id, None, world.now()).await?;
            tx.set_calendar(person.id, None).await?;
        }
        person.standing = to;
        tx.update_person(&person).await?;
        Ok(record(tx, world, Some(self.by), event, person.id.0).await?)
    }
}

/// Ends an account: by its owner, or by an administrator.
#[derive(Debug)]
pub struct EndAccount {
    /// Who ends it.
    pub by: PersonId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether their name stays on what they wrote within the section.
    pub keep_name: bool,
}

#[async_trait]
impl Action for EndAccount {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        if self.by != self.person {
            house_for(tx, self.by, Verb::Administer).await?;
        }
        let person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        if person.standing == Standing::Ended {
            return Err(Refusal::Over.into());
        }
        not_the_last(tx, &person).await?;
        end(tx, world, person, self.keep_name).await?;
        Ok(record(tx, world, Some(self.by), EventKind::PersonEnded, self.person.0).await?)
    }
}

/// Public posts taken back in one transaction when an account ends; nobody has signed more.
const PUBLIC_POSTS_MAX: i64 = 2_000;

/// Ends an account: name, address, password and traces go; what they signed publicly is taken back elsewhere too.
pub(super) async fn end(
    tx: &mut dyn Tx,
    world: &dyn World,
    mut person: Person,
    keep_name: bool,
) -> Result<(), Failure> {
    let now = world.now();
    let before = person.clone();
    // Nobody could answer any more for what comes out under their name.
    for proposal in tx.proposals(Some(person.id), PUBLIC_POSTS_MAX).await? {
        if proposal.post.signature == Signature::Author {
            tx.empty_post(proposal.post.id, PostState::Deleted, now).await?;
        }
    }
    if !keep_name {
        super::minutes::erase::erase_everywhere(tx, world, &before).await?;
        for post in tx.public_posts_of(person.id, PUBLIC_POSTS_MAX).await? {
            tx.empty_post(post.id, PostState::Deleted, now).await?;
            if post.audience == Audience::Everybody {
                super::post::announce(tx, world, post.id, Change::Deleted).await?;
            }
        }
        person.name = PersonName::parse(GONE).map_err(|_| Fault::Broken("the name of the gone parses"))?;
        person.title = None;
    }
    super::group::member::leave_all(tx, world, person.id, !keep_name).await?;
    let handle = format!("x{}", world.hidden_id().simple());
    let handle: String = handle.chars().take(*Handle::LENGTHS.end()).collect();
    person.handle = Handle::parse(&handle).map_err(|_| Fault::Broken("a handle of random letters parses"))?;
    person.mail = None;
    person.password = None;
    person.role = Role::Member;
    person.standing = Standing::Ended;
    person.credentials_at = now;
    tx.update_person(&person).await?;
    tx.erase_belonging(person.id, now).await?;
    tx.erase_convened(person.id, now).await?;
    Ok(tx.erase_traces(&before, keep_name).await?)
}

/// Refuses where this person is the only one who can administer the house.
async fn not_the_last(tx: &mut dyn Tx, person: &Person) -> Result<(), Failure> {
    let administers = person.role == Role::Administrator && person.standing == Standing::Active;
    if administers && tx.administrators_count().await? <= 1 {
        return Err(Refusal::LastAdministrator.into());
    }
    Ok(())
}
