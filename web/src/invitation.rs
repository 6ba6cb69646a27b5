//! Coming in by an invitation: a link from a letter, a code from paper or from a poster.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use preau_core::action::entry::{AcceptInvitation, live_invitation};
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::invitation::{Invitation, InvitationKind, fold_code};
use preau_core::password::{LENGTH_MIN, Password};
use preau_core::person::Standing;
use preau_core::store::Read;
use preau_core::text::{Handle, MailAddress, PersonName, Problem};
use preau_core::world::Token;
use serde::Deserialize;

use crate::error::{Answer, Failure};
use crate::form::{Filled, UNPROCESSABLE};
use crate::limits::ClientAddress;
use crate::over::{self, Link};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::state::{Caller, Web};
use crate::texts::texts;
use crate::visit::{Visit, see_other};
use crate::{password, session, sign_in};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::INVITATION_CODE, post(type_code)).at(place::INVITATION, get(show).post(accept))
}

/// A code typed on the sign-in page leads to the page of its invitation.
async fn type_code(visit: Visit, State(web): State<Web>, Form(fields): Form<sign_in::Fields>) -> Answer {
    // No try is spent here: the page of the invitation counts it.
    if let Some(code) = fold_code(&fields.code) {
        return Ok(see_other(&visit.to.invitation(code), None));
    }
    let mut form = Filled::sent(&visit, fields);
    form.say("code", texts(visit.language).sign_in_code_wrong());
    Ok(sign_in::page(&visit, &web, form).await?.show_as(UNPROCESSABLE))
}

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    name: String,
    handle: String,
    mail: String,
    way: String,
    password: String,
}

/// The page: who invites to what, and the account.
#[derive(Template)]
#[template(path = "invitation.html")]
pub(crate) struct InvitationPage {
    frame: Frame,
    form: Filled<Fields>,
    action: String,
    title: String,
    /// The address of a mail invitation, which cannot be changed (I01).
    mail: String,
    poster: bool,
}

impl Page for InvitationPage {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// An account opens no second one: the invitation is for somebody else.
#[derive(Template)]
#[template(path = "invitation_member.html")]
pub(crate) struct AlreadyIn {
    frame: Frame,
}

impl Page for AlreadyIn {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

async fn show(
    visit: Visit,
    State(web): State<Web>,
    caller: Caller,
    client: ClientAddress,
    Path(secret): Path<String>,
) -> Answer {
    let found = match Found::open(&web, client, &secret).await {
        Ok(found) => found,
        Err(failure) => return over::shown(&visit, Link::Invitation, failure),
    };
    if caller.viewer.person().is_some() {
        return Ok(AlreadyIn { frame: visit.frame(Room::None) }.show());
    }
    let mut db = web.read().await?;
    let name = found.invitation.name.as_ref().map(ToString::to_string).unwrap_or_default();
    let handle = match free_handle(db.as_mut(), &name).await? {
        Some(handle) => handle.to_string(),
        None => String::new(),
    };
    let form = Filled::sent(&visit, Fields { name, handle, ..Fields::default() });
    Ok(found.page(&visit, form).show())
}

async fn accept(
    visit: Visit,
    State(web): State<Web>,
    caller: Caller,
    client: ClientAddress,
    headers: HeaderMap,
    Path(secret): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let found = match Found::open(&web, client, &secret).await {
        Ok(found) => found,
        Err(failure) => return over::shown(&visit, Link::Invitation, failure),
    };
    web.limits.acceptance(&found.invitation.hash)?;
    let mut form = Filled::sent(&visit, fields);
    let Some(account) = Account::read(&web, &visit, &found.invitation, &mut form).await? else {
        return Ok(found.page(&visit, form).show_as(UNPROCESSABLE));
    };
    let password = match account.password {
        Some(password) => Some(web.hash(password).await?),
        None => None,
    };
    let accepted = web.perform(AcceptInvitation {
        hash: found.invitation.hash.clone(),
        name: account.name,
        handle: account.handle,
        mail: account.mail,
        password,
        language: visit.language,
        device: session::device(&headers),
    });
    match accepted.await {
        Ok(opened) => {
            let welcome = (opened.person.standing == Standing::Active).then(|| Flash::new(Done::Welcomed));
            Ok(sign_in::inside(&web, &caller, &opened, "/", welcome).await)
        }
        Err(failure) => refused(&visit, &found, form, failure),
    }
}

/// What is wrong with the form stands beside its field; an invitation that somebody else was faster to use is over.
fn refused(visit: &Visit, found: &Found, mut form: Filled<Fields>, failure: CoreFailure) -> Answer {
    match failure {
        CoreFailure::Refused(
            Refusal::InvitationUsed
            | Refusal::InvitationExpired
            | Refusal::InvitationRevoked
            | Refusal::NotFound,
        ) => over::shown(visit, Link::Invitation, failure.into()),
        failure => {
            form.refuse(failure)?;
            Ok(found.page(visit, form).show_as(UNPROCESSABLE))
        }
    }
}

/// An invitation that still opens the door.
struct Found {
    invitation: Invitation,
    /// The spelling under which its address is printed.
    secret: String,
    inviter: Option<String>,
}

impl Found {
    /// Each look is a try: they are counted by address. A link's token cannot be guessed, a code is worth guessing.
    async fn open(web: &Web, client: ClientAddress, secret: &str) -> Result<Self, Failure> {
        let code = fold_code(secret);
        if code.is_some() {
            web.limits.code(client)?;
        }
        let secret =
            code.or_else(|| Token::read(secret).map(|token| token.reveal())).ok_or(Failure::Missing)?;
        let mut db = web.read().await?;
        let invitation = live_invitation(db.as_mut(), web.now(), &secret).await?;
        // A poster hangs where everybody reads it: it names nobody.
        let inviter = match invitation.kind {
            InvitationKind::Poster => None,
            InvitationKind::Mail | InvitationKind::Printed => db.person(invitation.made_by).await?,
        };
        let inviter = inviter
            .filter(|person| person.standing == Standing::Active)
            .map(|person| person.name.to_string());
        Ok(Self { invitation, secret, inviter })
    }

    fn page(&self, visit: &Visit, form: Filled<Fields>) -> InvitationPage {
        let frame = visit.frame(Room::None);
        let title = match &self.inviter {
            Some(inviter) => frame.t.invitation_title(inviter.as_str()),
            None => frame.t.invitation_title_poster(),
        };
        InvitationPage {
            action: visit.to.invitation(&self.secret),
            title,
            mail: self.invitation.mail.as_ref().map(ToString::to_string).unwrap_or_default(),
            poster: self.invitation.kind == InvitationKind::Poster,
            form,
            frame,
        }
    }
}

/// The account that a sound form describes.
struct Account {
    name: PersonName,
    handle: Handle,
    mail: Option<MailAddress>,
    password: Option<Password>,
}

impl Account {
    /// Reads the form; notes what is wrong beside its field.
    async fn read(
        web: &Web,
        visit: &Visit,
        invitation: &Invitation,
        form: &mut Filled<Fields>,
    ) -> Result<Option<Self>, Failure> {
        let t = texts(visit.language);
        let name = form.take(Field::Name, PersonName::parse(&form.typed.name));
        let mail = match &invitation.mail {
            Some(mail) => Some(Some(mail.clone())),
            None if form.typed.mail.trim().is_empty() => Some(None),
            None => form.take(Field::Mail, MailAddress::parse(&form.typed.mail).map(Some)),
        };
        let handle = match &name {
            Some(name) if form.typed.handle.trim().is_empty() => {
                let proposed = free_handle(web.read().await?.as_mut(), name.as_str()).await?;
                form.take(Field::Handle, proposed.ok_or(Problem::Empty))
            }
            _ => form.take(Field::Handle, Handle::parse(&form.typed.handle)),
        };
        let password = if form.typed.way == "link" {
            if mail == Some(None) {
                form.say("way", t.invitation_way_needs_mail());
            }
            None
        } else {
            let typed = form.typed.password.clone();
            let about =
                [&form.typed.name, &form.typed.handle, &form.typed.mail, &visit.site.name].map(String::clone);
            password::chosen(form, t, &typed, &about.each_ref().map(String::as_str))
        };
        Ok(match (name, handle, mail) {
            (Some(name), Some(handle), Some(mail)) if form.is_sound() => {
                Some(Self { name, handle, mail, password })
            }
            _ => None,
        })
    }
}

/// People of one name for whom a free handle is looked for: beyond, one writes one's own.
const NAMESAKES_MAX: u32 = 9;

/// A handle from a name that nobody has: `jeanne.morvan`, else `jeanne.morvan2` and so on.
async fn free_handle(db: &mut dyn Read, name: &str) -> Result<Option<Handle>, Failure> {
    let Some(first) = Handle::propose(name) else { return Ok(None) };
    if db.handle_free(first.as_str()).await? {
        return Ok(Some(first));
    }
    // One sign less, so that the figure has room.
    let stem: String = first.as_str().chars().take(Handle::LENGTHS.end().saturating_sub(1)).collect();
    for number in 2..=NAMESAKES_MAX {
        if let Ok(next) = Handle::parse(&format!("{stem}{number}"))
            && db.handle_free(next.as_str()).await?
        {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for InvitationPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let fresh = Fields {
                name: "Nour El Amrani".to_owned(),
                handle: "nour.el.amrani".to_owned(),
                ..Fields::default()
            };
            let mut wrong = Filled::new(frame.t, Fields { way: "link".to_owned(), ..Fields::default() });
            wrong.take(Field::Name, PersonName::parse(""));
            wrong.say("way", frame.t.invitation_way_needs_mail());
            let by_mail = Self {
                form: Filled::new(frame.t, fresh),
                action: frame.to.invitation("0123456789012345678901234567890123456789012"),
                title: frame.t.invitation_title("Odile Garrec"),
                mail: "nour@vallombre.example".to_owned(),
                poster: false,
                frame: frame.clone(),
            };
            let poster = Self {
                form: wrong,
                action: frame.to.invitation("ACDEFGHJKMNP"),
                title: frame.t.invitation_title_poster(),
                mail: String::new(),
                poster: true,
                frame,
            };
            vec![by_mail, poster]
        }
    }

    impl Samples for AlreadyIn {
        fn samples(frame: Frame) -> Vec<Self> {
            vec![Self { frame }]
        }
    }
}
