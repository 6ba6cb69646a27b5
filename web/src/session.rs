//! From a cookie to a viewer: the layer that reads the session once a request, and the extractors of handlers.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use preau_core::access::{self, Viewer};
use preau_core::action::session::{Opened, TouchSession};
use preau_core::error::Refusal;
use preau_core::id::{PersonId, SessionId};
use preau_core::mandate::Right;
use preau_core::person::{Person, Role, Standing};
use preau_core::session::{SESSION_DAYS, Session};
use preau_core::world::{Moment, Token};

use crate::error::Failure;
use crate::page::{self, Face};
use crate::state::{Caller, Web};
use crate::visit::{Visit, cookie, see_other};

/// The cookie: `__Host-` binds it to this host, to https (or loopback) and to the path `/` (C03).
const COOKIE: &str = "__Host-session";
/// A session is marked as used this often; the list of sessions needs no finer time.
const TOUCHED_EVERY: i64 = Moment::HOUR;

/// The layer: puts the site, the caller and the frame's person into the request.
pub(crate) async fn know_the_caller(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let token = cookie(request.headers(), COOKIE).and_then(Token::read);
    let renewed = match recognise(&web, token.clone()).await {
        Ok(found) => {
            let extensions = request.extensions_mut();
            extensions.insert(found.site);
            if let Some(person) = found.person {
                extensions.insert(person);
            }
            extensions.insert(found.caller);
            token.filter(|_| found.touched)
        }
        Err(failure) => return failure.into_response(),
    };
    let mut response = next.run(request).await;
    if let Some(token) = renewed
        && is_for_one(response.headers())
        && let Ok(value) = HeaderValue::from_str(&written(&token))
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Whether a cookie may travel with the answer: no proxy keeps it, and it sets none itself (the sign-out does).
fn is_for_one(headers: &HeaderMap) -> bool {
    let kept = headers.get(header::CACHE_CONTROL).and_then(|value| value.to_str().ok()).unwrap_or_default();
    (kept.starts_with("private") || kept.starts_with("no-store")) && !headers.contains_key(header::SET_COOKIE)
}

struct Found {
    site: Arc<page::Site>,
    person: Option<Arc<page::Person>>,
    caller: Caller,
    /// The session lives on from now, and its cookie has to do so too.
    touched: bool,
}

async fn recognise(web: &Web, token: Option<Token>) -> Result<Found, Failure> {
    let (site, _) = web.site().await?;
    let stranger = Caller { viewer: web.stranger().await?, session: None };
    let Some(token) = token else {
        return Ok(Found { site, person: None, caller: stranger, touched: false });
    };
    let now = web.now();
    let mut db = web.read().await?;
    let Some((person, session)) = db.session(&token.hash(), now).await? else {
        return Ok(Found { site, person: None, caller: stranger, touched: false });
    };
    let viewer = Viewer::seated(person.clone(), db.seats(person.id, now).await?);
    let unread = crate::notices::unread(db.as_mut(), &viewer, person.id).await?;
    let mail = access::outside_waiting(db.as_mut(), &viewer).await?;
    drop(db);
    let touched = session.seen_at.plus(TOUCHED_EVERY) <= now;
    if touched {
        // Losing the mark of an hour is no reason to refuse the page.
        if let Err(fault) = web.perform(TouchSession { session: session.id }).await {
            tracing::warn!(%fault, "a session could not be marked as used");
        }
    }
    let shown = Arc::new(shown(&person, &viewer, unread, mail));
    let viewer = match stranger.viewer {
        Viewer::Outside if person.standing != Standing::Active => Viewer::AtTheDoor(Box::new(person)),
        _ => viewer,
    };
    Ok(Found { site, person: Some(shown), caller: Caller { viewer, session: Some(session) }, touched })
}

fn shown(person: &Person, viewer: &Viewer, unread: i64, mail: i64) -> page::Person {
    page::Person {
        id: person.id.0,
        name: person.name.to_string(),
        face: Face::of(person.name.as_str(), person.id.0),
        administrator: person.role == Role::Administrator,
        speaks: viewer.speaks(),
        welcomes: viewer.holds_in_house(Right::ManagePeople),
        keeps_people: viewer.holds_in_house(Right::ManagePeople) || viewer.holds_in_house(Right::KeepDues),
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
        mail: u32::try_from(mail).unwrap_or(u32::MAX),
        language: Some(person.language),
    }
}

impl Caller {
    /// The caller of a request on which the layer has run; a stranger otherwise.
    pub(crate) fn of(parts: &Parts) -> Self {
        parts.extensions.get::<Self>().cloned().unwrap_or(Self { viewer: Viewer::Anyone, session: None })
    }

    /// The member, for Actions.
    pub(crate) fn member(&self) -> Option<&Person> {
        self.viewer.member()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}

/// A member, signed in: an extractor for the rooms. Strangers are led to the sign-in, those who wait are told so.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Who.
    pub(crate) person: Person,
    /// What they may see.
    pub(crate) viewer: Viewer,
    /// The session they act from.
    pub(crate) session: Session,
}

impl Member {
    /// Their id, for Actions.
    pub(crate) fn id(&self) -> PersonId {
        self.person.id
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        let caller = Caller::of(parts);
        match (&caller.viewer, caller.session) {
            (Viewer::Person(person, _), Some(session)) if caller.viewer.member().is_some() => {
                Ok(Self { person: (**person).clone(), viewer: caller.viewer.clone(), session })
            }
            (Viewer::Person(..) | Viewer::AtTheDoor(_), Some(_)) => {
                Err(Failure::Refused(Refusal::Awaiting).into_response())
            }
            _ => Err(to_sign_in(parts)),
        }
    }
}

/// A stranger in a room: the sign-in, and from there back to the page they wanted.
fn to_sign_in(parts: &Parts) -> Response {
    let visit = Visit::read(parts);
    let sign_in = visit.to.sign_in();
    if parts.method == Method::GET && visit.here != "/" {
        let back: String = url::form_urlencoded::byte_serialize(visit.here.as_bytes()).collect();
        see_other(&format!("{sign_in}?back={back}"), None)
    } else {
        see_other(&sign_in, None)
    }
}

/// An administrator: for everybody else the page does not exist.
#[derive(Clone, Debug)]
pub(crate) struct Administrator(pub(crate) Member);

impl<S: Send + Sync> FromRequestParts<S> for Administrator {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let member = Member::from_request_parts(parts, state).await?;
        if member.viewer.administers() { Ok(Self(member)) } else { Err(Failure::Missing.into_response()) }
    }
}

/// Somebody who may do this for the whole house; for everybody else the page does not exist.
macro_rules! entitled {
    ($($(#[$doc:meta])* $name:ident = $($right:ident)|+;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub(crate) struct $name(pub(crate) Member);

        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Response;

            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
                let member = Member::from_request_parts(parts, state).await?;
                let may = $(member.viewer.holds_in_house(Right::$right))||+;
                if may { Ok(Self(member)) } else { Err(Failure::Missing.into_response()) }
            }
        }
    )+};
}

entitled! {
    /// Who speaks for the section: proposals, the mail, followed accounts.
    Speaker = SpeakFor;
    /// Who welcomes people, invites them and says what they are to the organisation.
    Welcomer = ManagePeople;
    /// Who sees the people of the house with their dues: those who welcome, and those who keep the dues.
    Keeper = ManagePeople | KeepDues;
}

/// The `Set-Cookie` of a session that was just opened; the page after it is a 303 (`see_other_with`).
pub(crate) fn opened(opened: &Opened) -> String {
    written(&opened.token)
}

fn written(token: &Token) -> String {
    let seconds = SESSION_DAYS * Moment::DAY / Moment::SECOND;
    format!("{COOKIE}={}; Path=/; Max-Age={seconds}; SameSite=Lax; Secure; HttpOnly", token.reveal())
}

/// The `Set-Cookie` that ends it in the browser; the table ends it for everybody.
pub(crate) fn closed() -> String {
    format!("{COOKIE}=; Path=/; Max-Age=0; SameSite=Lax; Secure; HttpOnly")
}

/// "Firefox, Linux": enough to recognise one's own device in a list, too little to recognise anybody by.
pub(crate) fn device(parts_headers: &header::HeaderMap) -> String {
    let agent = parts_headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    // The order matters: browsers name those they descend from.
    let browser = ["Firefox", "Edg", "OPR", "Chrome", "Safari"].into_iter().find(|name| agent.contains(name));
    let browser = match browser {
        Some("Edg") => "Edge",
        Some("OPR") => "Opera",
        Some(name) => name,
        None => "Navigateur",
    };
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"]
        .into_iter()
        .find(|name| agent.contains(name));
    system.map_or_else(|| browser.to_owned(), |system| format!("{browser}, {system}"))
}

/// Reads the id of a session from a form.
pub(crate) fn session_id(text: &str) -> Result<SessionId, Failure> {
    text.parse().map_err(|_| Failure::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_coarsely() {
        let mut headers = header::HeaderMap::new();
        let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36";
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        assert_eq!(device(&headers), "Chrome, Linux");
    }

    #[test]
    fn a_session_is_renewed_by_no_answer_that_a_proxy_keeps_or_that_ends_it() {
        let answer = |kept: &'static str| {
            HeaderMap::from_iter([(header::CACHE_CONTROL, HeaderValue::from_static(kept))])
        };
        assert!(is_for_one(&answer("private, no-cache")) && is_for_one(&answer("no-store")));
        assert!(
            !is_for_one(&answer("public, max-age=31536000, immutable")) && !is_for_one(&HeaderMap::new())
        );
        let mut ends = answer("no-store");
        ends.insert(header::SET_COOKIE, closed().parse().unwrap());
        assert!(!is_for_one(&ends));
    }

    #[test]
    fn c03_the_cookie_of_a_session_is_bound_to_this_host_and_hidden_from_scripts() {
        let cookie = closed();
        for flag in ["__Host-session=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(flag), "{flag}");
        }
        assert!(!cookie.contains("Domain"));
    }
}
