//! Failures and the headers around them, asked through the whole frame.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Form, Router};
use preau_core::error::Failure as CoreFailure;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::*;
use crate::page::{Face, Person};
use crate::place::{self, Places as _};
use crate::preferences;

/// The frame around a few routes that fail in every way.
fn app() -> Router {
    let routes = crate::frame_routes::<()>()
        .at(
            place::PREFERENCES,
            post(async |visit: Visit, Form(chosen): Form<preferences::Chosen>| {
                preferences::choose(&visit, &chosen)
            }),
        )
        .route(
            "/hidden/{id}",
            get(|| async { Err::<(), _>(Failure::from(CoreFailure::from(Refusal::NotFound))) }),
        )
        .route("/expired", get(|| async { Err::<(), _>(Failure::from(Refusal::LinkExpired)) }))
        .route("/often", get(|| async { Err::<(), _>(Failure::TooOften(90)) }))
        .route("/broken", get(|| async { Err::<(), _>(Failure::from(Fault::Broken("the secret cause"))) }));
    crate::framed(routes).with_state(())
}

async fn ask(path: &str, set: impl FnOnce(&mut Request)) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = path.parse().unwrap();
    set(&mut request);
    let (parts, body) = app().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, 1 << 20).await.unwrap();
    (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

fn signed_in(request: &mut Request) {
    let id = Uuid::from_u128(9);
    let face = Face::of("Colette Aubry", id);
    let person = Person {
        id,
        name: "Colette Aubry".to_owned(),
        face,
        administrator: false,
        speaks: false,
        welcomes: false,
        keeps_people: false,
        unread: 0,
        mail: 0,
        language: None,
    };
    request.extensions_mut().insert(Arc::new(person));
}

#[tokio::test]
async fn what_may_not_be_seen_answers_exactly_as_what_does_not_exist() {
    let hidden = ask("/hidden/1", |_| ()).await;
    assert_eq!(hidden.0, StatusCode::NOT_FOUND);
    assert!(hidden.2.contains("Cette page n’existe pas"));
    assert_eq!(hidden, ask("/hidden/2", |_| ()).await);
    assert_eq!(hidden, ask("/no-such-route", |_| ()).await);
    assert_eq!(hidden, ask("/hidden/1", signed_in).await);
    let (status, headers, page) = ask("/apparence", signed_in).await;
    assert_eq!(
        (status, page.contains("Colette Aubry")),
        (StatusCode::OK, true),
        "the entitled see more: {headers:?}"
    );
}

#[tokio::test]
async fn a_refusal_is_a_sentence_in_the_readers_language() {
    let english = |request: &mut Request| {
        request.headers_mut().insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,en;q=0.9"));
    };
    let (status, _, page) = ask("/expired", english).await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("This link has expired. Ask for a new one."));
    assert!(ask("/expired", |_| ()).await.2.contains("Ce lien n’est plus valable"));
    let (status, headers, page) = ask("/often", |_| ()).await;
    assert_eq!(
        (status, headers[header::RETRY_AFTER].to_str().unwrap()),
        (StatusCode::TOO_MANY_REQUESTS, "90")
    );
    assert!(page.contains("Attendez 2 minutes"));
}

#[tokio::test]
async fn a_fault_is_shown_as_a_number_without_its_cause() {
    let (status, _, page) = ask("/broken", |_| ()).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("Numéro\u{A0}: ") && !page.contains("secret"));
}

#[tokio::test]
async fn every_answer_carries_the_safe_headers() {
    for path in ["/apparence", "/no-such-route", "/broken", crate::assets::PREAU_CSS] {
        let (_, headers, _) = ask(path, |_| ()).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin", "{path}");
    }
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again_unless_something_changed() {
    let (_, headers, _) = ask("/apparence", |_| ()).await;
    let tag = headers[header::ETAG].clone();
    let with = |cookie: &'static str| {
        let tag = tag.clone();
        move |request: &mut Request| {
            request.headers_mut().insert(header::IF_NONE_MATCH, tag);
            request.headers_mut().insert(header::COOKIE, HeaderValue::from_static(cookie));
        }
    };
    let (status, _, body) = ask("/apparence", with("other=1")).await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(ask("/apparence", with("preferences=sombre")).await.0, StatusCode::OK);
    assert_eq!(ask("/apparence", with("preferences=en")).await.0, StatusCode::OK);
    assert_eq!(ask("/apparence", with("flash=saved")).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_note_is_shown_once() {
    let flash = |request: &mut Request| {
        request.headers_mut().insert(header::COOKIE, HeaderValue::from_static("flash=saved"));
    };
    let (_, headers, page) = ask("/apparence", flash).await;
    assert!(page.contains("C’est enregistré."));
    assert!(headers[header::SET_COOKIE].to_str().unwrap().starts_with("flash=; Path=/; Max-Age=0"));
}

#[tokio::test]
async fn a_choice_of_appearance_comes_back_to_a_page_of_ours_in_the_language_chosen() {
    let sent = |form: &'static str| {
        move |request: &mut Request| {
            *request.method_mut() = axum::http::Method::POST;
            request
                .headers_mut()
                .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
            *request.body_mut() = Body::from(form);
        }
    };
    let (status, headers, _) = ask("/preferences", sent("language=en&back=/agenda")).await;
    assert_eq!((status, headers[header::LOCATION].to_str().unwrap()), (StatusCode::SEE_OTHER, "/calendar"));
    assert!(headers[header::SET_COOKIE].to_str().unwrap().starts_with("preferences=en;"));
    let (_, headers, _) = ask("/preferences", sent("theme=sombre&back=https://evil.example/")).await;
    assert_eq!(headers[header::LOCATION], "/");
}
