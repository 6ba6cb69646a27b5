//! Coming in: invitations by mail, on paper and on a poster, and a stranger's request to join.

use async_trait::async_trait;

use super::session::{Opened, open};
use super::{Action, enqueue, notify_holders, record};
use crate::access::{Verb, house_as};
use crate::error::{Failure, Field, Refusal};
use crate::event::EventKind;
use crate::id::{InvitationId, PersonId, RequestId};
use crate::invitation::{
    INVITATION_DAYS, Invitation, InvitationKind, JoinRequest, POSTER_PLACES_MAX, PRINTED_CODES_MAX,
    RequestState, code_hash, fold_code, make_code,
};
use crate::job::{Letter, NewJob, Work};
use crate::language::Language;
use crate::mandate::Right;
use crate::notice::News;
use crate::person::{PasswordHash, Person, Role, Standing};
use crate::store::{Read, Tx};
use crate::text::{Handle, MailAddress, Note, PersonName, Problem};
use crate::world::{Moment, Token, TokenHash, World};

/// Invites one person by mail.
#[derive(Debug)]
pub struct InviteByMail {
    /// Who invites.
    pub by: PersonId,
    /// Whom.
    pub mail: MailAddress,
    /// How to greet them.
    pub name: Option<PersonName>,
    /// The language of the letter.
    pub language: Language,
}

#[async_trait]
impl Action for InviteByMail {
    type Output = InvitationId;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<InvitationId, Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        if tx.person_by_login(self.mail.as_str()).await?.is_some() {
            return Err(Refusal::MailTaken.into());
        }
        invite_by_mail(tx, world, self.by, &self.mail, self.name.clone(), self.language).await
    }
}

async fn invite_by_mail(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    mail: &MailAddress,
    name: Option<PersonName>,
    language: Language,
) -> Result<InvitationId, Failure> {
    let now = world.now();
    let invitation = Invitation {
        id: InvitationId(world.hidden_id()),
        kind: InvitationKind::Mail,
        // The letter makes the real token when it is written; this one is never shown to anybody.
        hash: world.token().hash(),
        code: None,
        mail: Some(mail.clone()),
        name,
        language,
        places: 1,
        used: 0,
        made_by: by,
        made_at: now,
        expires_at: now.plus(INVITATION_DAYS * Moment::DAY),
        revoked_at: None,
    };
    tx.insert_invitation(&invitation).await?;
    record(tx, world, Some(by), EventKind::InvitationMade, invitation.id.0).await?;
    enqueue(
        tx,
        world,
        NewJob::now(Work::Send { letter: Letter::Invitation { invitation: invitation.id } }, now),
    )
    .await?;
    Ok(invitation.id)
}

/// Gives a mail invitation the token that its letter carries.
#[derive(Debug)]
pub struct RenewInvitation {
    /// Which.
    pub invitation: InvitationId,
}

#[async_trait]
impl Action for RenewInvitation {
    type Output = (Invitation, Token);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(Invitation, Token), Failure> {
        let invitation = tx.invitation(self.invitation).await?.ok_or(Refusal::NotFound)?;
        still_open(&invitation, world.now())?;
        let token = world.token();
        tx.renew_invitation(invitation.id, &token.hash()).await?;
        Ok((invitation, token))
    }
}

/// Makes codes on paper, each for one person. They are shown once, on the page that prints them.
#[derive(Debug)]
pub struct PrintCodes {
    /// Who makes them.
    pub by: PersonId,
    /// How many.
    pub count: u32,
    /// The language of the first page.
    pub language: Language,
}

#[async_trait]
impl Action for PrintCodes {
    type Output = Vec<String>;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Vec<String>, Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        if self.count == 0 {
            return Err(Refusal::Field(Field::Places, Problem::Empty).into());
        }
        if self.count > PRINTED_CODES_MAX {
            return Err(Refusal::TooMany(PRINTED_CODES_MAX).into());
        }
        let mut codes = Vec::new();
        for _ in 0..self.count {
            let expires_at = world.now().plus(INVITATION_DAYS * Moment::DAY);
            let (_, code) =
                insert_code(tx, world, self.by, InvitationKind::Printed, 1, expires_at, self.language)
                    .await?;
            codes.push(code);
        }
        Ok(codes)
    }
}

/// Opens a poster code for several people, each of whom an administrator then welcomes.
#[derive(Debug)]
pub struct OpenPoster {
    /// Who opens it.
    pub by: PersonId,
    /// For how many.
    pub places: i32,
    /// Until when, at most ninety days.
    pub until: Moment,
    /// The language of the first page.
    pub language: Language,
}

#[async_trait]
impl Action for OpenPoster {
    type Output = (InvitationId, String);
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(InvitationId, String), Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        if !(1..=POSTER_PLACES_MAX).contains(&self.places) {
            return Err(Refusal::TooMany(u32::try_from(POSTER_PLACES_MAX).unwrap_or(u32::MAX)).into());
        }
        if self.until <= world.now() {
            return Err(Refusal::Field(Field::Ends, Problem::TooEarly).into());
        }
        if self.until > world.now().plus(90 * Moment::DAY) {
            return Err(Refusal::Field(Field::Ends, Problem::TooFar).into());
        }
        insert_code(tx, world, self.by, InvitationKind::Poster, self.places, self.until, self.language).await
    }
}

async fn insert_code(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    kind: InvitationKind,
    places: i32,
    expires_at: Moment,
    language: Language,
) -> Result<(InvitationId, String), Failure> {
    let mut random = [0_u8; 12];
    world.fill(&mut random);
    let code = make_code(&random);
    let folded = fold_code(&code).ok_or(crate::error::Fault::Broken("a code of ours folds"))?;
    let invitation = Invitation {
        id: InvitationId(world.hidden_id()),
        kind,
        hash: code_hash(&folded),
        code: (kind == InvitationKind::Poster).then(|| code.clone()),
        mail: None,
        name: None,
        language,
        places,
        used: 0,
        made_by: by,
        made_at: world.now(),
        expires_at,
        revoked_at: None,
    };
    tx.insert_invitation(&invitation).await?;
    record(tx, world, Some(by), EventKind::InvitationMade, invitation.id.0).await?;
    Ok((invitation.id, code))
}

/// Takes an invitation back.
#[derive(Debug)]
pub struct RevokeInvitation {
    /// Who takes it back.
    pub by: PersonId,
    /// Which.
    pub invitation: InvitationId,
}

#[async_trait]
impl Action for RevokeInvitation {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        if !tx.revoke_invitation(self.invitation, world.now()).await? {
            return Err(Refusal::NotFound.into());
        }
        Ok(record(tx, world, Some(self.by), EventKind::InvitationRevoked, self.invitation.0).await?)
    }
}

/// The invitation behind a token or a typed code, if it still opens the door.
pub async fn live_invitation(db: &mut dyn Read, now: Moment, secret: &str) -> Result<Invitation, Failure> {
    let hash = secret_hash(secret).ok_or(Refusal::NotFound)?;
    let invitation = db.invitation_by_hash(&hash).await?.ok_or(Refusal::NotFound)?;
    still_open(&invitation, now)?;
    Ok(invitation)
}

/// The hash of a link's token or of a typed code; `None` for what can be neither.
pub fn secret_hash(secret: &str) -> Option<TokenHash> {
    Token::read(secret).map(|t| t.hash()).or_else(|| fold_code(secret).map(|c| code_hash(&c)))
}

fn still_open(invitation: &Invitation, now: Moment) -> Result<(), Refusal> {
    if invitation.revoked_at.is_some() {
        Err(Refusal::InvitationRevoked)
    } else if invitation.expires_at <= now {
        Err(Refusal::InvitationExpired)
    } else if invitation.used >= invitation.places {
        Err(Refusal::InvitationUsed)
    } else {
        Ok(())
    }
}

/// Comes in by an invitation: the account is made, the place is taken, the session is open.
#[derive(Debug)]
pub struct AcceptInvitation {
    /// The hash of the token or code.
    pub hash: TokenHash,
    /// The name others will read.
    pub name: PersonName,
    /// The handle.
    pub handle: Handle,
    /// Where letters go. A mail invitation brings its own and ignores this one.
    pub mail: Option<MailAddress>,
    /// The password's hash; without one they sign in by mail links.
    pub password: Option<PasswordHash>,
    /// The language of pages and letters.
    pub language: Language,
    /// A coarse label of the browser.
    pub device: String,
}

#[async_trait]
impl Action for AcceptInvitation {
    type Output = Opened;
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<Opened, Failure> {
        let now = world.now();
        let invitation = tx.invitation_by_hash(&self.hash).await?.ok_or(Refusal::NotFound)?;
        still_open(&invitation, now)?;
        // I01: an invitation by mail belongs to that address and to no other.
        let mail = invitation.mail.clone().or_else(|| self.mail.clone());
        if mail.is_none() && self.password.is_none() {
            return Err(Refusal::Field(Field::Password, Problem::Empty).into());
        }
        let person = Person {
            id: PersonId(world.hidden_id()),
            handle: self.handle.clone(),
            name: self.name.clone(),
            title: None,
            mail,
            password: self.password.clone(),
            // I02: the role is never taken from what the visitor sends.
            role: Role::Member,
            standing: if invitation.kind == InvitationKind::Poster {
                Standing::Awaiting
            } else {
                Standing::Active
            },
            language: self.language,
            credentials_at: now,
            feed_read_to: now,
            joined_at: now,
        };
        insert_new(tx, &person, Some(invitation.id)).await?;
        if !tx.take_place(invitation.id, now).await? {
            return Err(Refusal::InvitationUsed.into());
        }
        record(tx, world, Some(person.id), EventKind::PersonJoined, person.id.0).await?;
        if person.standing == Standing::Awaiting {
            notify_holders(
                tx,
                world,
                Right::ManagePeople,
                None,
                &News::PersonAwaiting { name: person.name.clone() },
            )
            .await?;
        }
        open(tx, world, person, &self.device).await
    }
}

/// Stores a new person, or says which of handle and mail address is taken.
pub(super) async fn insert_new(
    tx: &mut dyn Tx,
    person: &Person,
    via: Option<InvitationId>,
) -> Result<(), Failure> {
    if !tx.handle_free(person.handle.as_str()).await? {
        return Err(Refusal::HandleTaken.into());
    }
    if tx.insert_person(person, via).await? { Ok(()) } else { Err(Refusal::MailTaken.into()) }
}

/// A stranger asks to join, from the public page.
#[derive(Debug)]
pub struct AskToJoin {
    /// Their name.
    pub name: PersonName,
    /// Where the answer goes.
    pub mail: MailAddress,
    /// Why, in their words.
    pub note: Option<Note>,
    /// The language of the answer.
    pub language: Language,
}

/// Requests that may wait at once: beyond, the page asks to come back later, and administrators have work to do.
const REQUESTS_WAITING_MAX: i64 = 500;

#[async_trait]
impl Action for AskToJoin {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let waiting = tx.join_requests(REQUESTS_WAITING_MAX).await?.len();
        if i64::try_from(waiting).unwrap_or(i64::MAX) >= REQUESTS_WAITING_MAX {
            return Err(Refusal::TooMany(u32::try_from(REQUESTS_WAITING_MAX).unwrap_or(u32::MAX)).into());
        }
        let request = JoinRequest {
            id: RequestId(world.hidden_id()),
            name: self.name.clone(),
            mail: self.mail.clone(),
            note: self.note.clone(),
            language: self.language,
            state: RequestState::Waiting,
            made_at: world.now(),
        };
        // The same address asking twice is told the same and counted once; so is an address with an account (T01).
        if tx.person_by_login(self.mail.as_str()).await?.is_some()
            || !tx.insert_join_request(&request).await?
        {
            return Ok(());
        }
        record(tx, world, None, EventKind::JoinRequested, request.id.0).await?;
        Ok(notify_holders(
            tx,
            world,
            Right::ManagePeople,
            None,
            &News::JoinRequested { name: request.name.clone() },
        )
        .await?)
    }
}

/// Decides a stranger's request: accepted, an invitation goes out by mail.
#[derive(Debug)]
pub struct DecideRequest {
    /// Who decides.
    pub by: PersonId,
    /// Which.
    pub request: RequestId,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for DecideRequest {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        let request = tx.join_request(self.request).await?.ok_or(Refusal::NotFound)?;
        let state = if self.accept { RequestState::Accepted } else { RequestState::Refused };
        if !tx.decide_join_request(request.id, state, self.by, world.now()).await? {
            return Err(Refusal::Over.into());
        }
        if self.accept {
            invite_by_mail(tx, world, self.by, &request.mail, Some(request.name), request.language).await?;
        } else {
            record(tx, world, Some(self.by), EventKind::PersonDeclined, request.id.0).await?;
            let letter = Letter::RequestRefused { request: request.id };
            enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?;
        }
        Ok(())
    }
}

/// Welcomes somebody who came by a poster code, or turns them away: the account then ends.
#[derive(Debug)]
pub struct Welcome {
    /// Who decides.
    pub by: PersonId,
    /// Whom.
    pub person: PersonId,
    /// How.
    pub accept: bool,
}

#[async_trait]
impl Action for Welcome {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        house_as(tx, self.by, Verb::Use(Right::ManagePeople), world.now()).await?;
        let mut person = tx.person(self.person).await?.ok_or(Refusal::NotFound)?;
        if person.standing != Standing::Awaiting {
            return Err(Refusal::Over.into());
        }
        if !self.accept {
            super::people::end(tx, world, person, false).await?;
            return Ok(record(tx, world, Some(self.by), EventKind::PersonDeclined, self.person.0).await?);
        }
        person.standing = Standing::Active;
        tx.update_person(&person).await?;
        record(tx, world, Some(self.by), EventKind::PersonWelcomed, person.id.0).await?;
        if person.mail.is_some() {
            let letter = Letter::Welcome { person: person.id };
            enqueue(tx, world, NewJob::now(Work::Send { letter }, world.now())).await?;
        }
        Ok(())
    }
}
