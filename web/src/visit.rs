//! What a request says about its visitor before anyone looks into the store: language, appearance, where they are.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use preau_core::language::Language;

use crate::language;
use crate::page::{Flash, Frame, Person, Room, Site};
use crate::place::Addresses;
use crate::preferences::Preferences;
use crate::texts::texts;

/// A local address longer than this is not ours: the longest is an invitation with a page number.
const LOCAL_MAX: usize = 512;

/// The visitor as the request tells it; an extractor for every handler. `visit.frame(..)` begins a page.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The language of the answer.
    pub(crate) language: Language,
    /// Links in that language.
    pub(crate) to: Addresses,
    /// The section.
    pub(crate) site: Arc<Site>,
    /// Who is signed in.
    pub(crate) person: Option<Arc<Person>>,
    /// What was chosen on this device.
    pub(crate) preferences: Preferences,
    /// The page to come back to: this one, or for a form the one it stood on.
    pub(crate) here: String,
    flash: Option<Flash>,
    known: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::read(parts))
    }
}

impl Visit {
    /// Reads the head of a request. What the outer layers put there may lack before the set-up.
    pub(crate) fn read(parts: &Parts) -> Self {
        let site = parts.extensions.get::<Arc<Site>>().cloned().unwrap_or_default();
        let person = parts.extensions.get::<Arc<Person>>().cloned();
        let preferences = Preferences::read(&parts.headers);
        let language = person
            .as_ref()
            .and_then(|person| person.language)
            .or(preferences.language)
            .or_else(|| language::wished(&parts.headers))
            .unwrap_or(site.language);
        Self {
            language,
            to: Addresses { language },
            site,
            person,
            preferences,
            here: here(parts),
            flash: cookie(&parts.headers, Flash::COOKIE).and_then(Flash::read),
            known: parts
                .headers
                .get(header::IF_NONE_MATCH)
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
        }
    }

    /// The frame of a page, for the room whose tab is to be marked.
    pub(crate) fn frame(&self, room: Room) -> Frame {
        Frame {
            t: texts(self.language),
            language: self.language,
            to: self.to,
            site: Arc::clone(&self.site),
            person: self.person.clone(),
            preferences: self.preferences,
            here: self.here.clone(),
            room,
            flash: self.flash,
            known: self.known.clone(),
        }
    }

    /// The same without the person or the address: "not found" must be alike for everybody and for every id.
    pub(crate) fn frame_for_anyone(&self) -> Frame {
        Frame { person: None, flash: None, known: None, here: "/".to_owned(), ..self.frame(Room::None) }
    }
}

/// This page; after a form was sent, the page it stood on, which same-origin referrers tell us.
fn here(parts: &Parts) -> String {
    if parts.method == Method::GET || parts.method == Method::HEAD {
        // Nested routers cut the address they matched: the original is what the browser shows.
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        return local(uri.path_and_query().map_or("/", |path| path.as_str()));
    }
    let referrer = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    match referrer.and_then(|referrer| url::Url::parse(referrer).ok()) {
        Some(url) => local(&url[url::Position::BeforePath..url::Position::AfterQuery]),
        None => "/".to_owned(),
    }
}

/// 303 to a page of ours, with the note that will stand on it.
pub(crate) fn see_other(to: &str, flash: Option<Flash>) -> Response {
    see_other_with(to, flash, &[])
}

/// The same with more cookies, such as the one of a session.
pub(crate) fn see_other_with(to: &str, flash: Option<Flash>, cookies: &[String]) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let to = HeaderValue::from_str(&local(to)).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    for cookie in cookies.iter().cloned().chain(flash.map(Flash::written)) {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The address if it is a path of this server, else `/`: a form's `back` must not lead anybody away.
pub(crate) fn local(address: &str) -> String {
    let ours = address.len() <= LOCAL_MAX
        && address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains('\\')
        && address.chars().all(|c| c.is_ascii_graphic());
    if ours { address.to_owned() } else { "/".to_owned() }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_never_leads_to_another_site() {
        for address in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "evil",
            "",
            "/a\r\nSet-Cookie: x=1",
            "/ b",
        ] {
            assert_eq!(local(address), "/", "{address:?}");
        }
        assert_eq!(local("/agenda?month=2026-11"), "/agenda?month=2026-11");
        assert_eq!(local(&format!("/{}", "a".repeat(600))), "/");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "xpreferences=a; preferences=b".parse().unwrap());
        assert_eq!(cookie(&headers, "preferences"), Some("b"));
        assert_eq!(cookie(&headers, "pref"), None);
    }
}
