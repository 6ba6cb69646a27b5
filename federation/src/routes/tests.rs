//! Which requests are ours, and what they prefer.

use super::*;

fn prefers(accept: &str) -> bool {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_str(accept).unwrap());
    prefers_activity(&headers)
}

fn asked(method: Method, path: &str, accept: &str) -> bool {
    let request = Request::builder().method(method).uri(path).header(ACCEPT, accept).body(()).unwrap();
    wants(&request.into_parts().0)
}

#[test]
fn servers_get_documents_and_browsers_get_pages() {
    for accept in [
        "application/activity+json",
        "Application/Activity+JSON; charset=utf-8",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
        "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", text/html;q=0.1",
        "application/activity+json, text/html",
        "text/html;q=0.9, application/activity+json",
        "application/json+activity",
        "application/json, application/activity+json;q=0.5",
    ] {
        assert!(prefers(accept), "{accept}");
    }
    for accept in [
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "text/html, application/activity+json",
        "text/html, application/activity+json;q=0.9, application/ld+json;q=0.95",
        "application/activity+json;q=0.5, text/html",
        "application/activity+json;q=0",
        "application/activity+json;q=x",
        "application/json",
        "*/*",
        "",
    ] {
        assert!(!prefers(accept), "{accept}");
    }
    assert!(!prefers_activity(&HeaderMap::new()));
}

#[test]
fn weights_are_read_to_three_decimals() {
    let weight = |text| weight(std::iter::once(text));
    assert_eq!(
        [weight("q=1"), weight("q=0.5"), weight("q=0.05"), weight("q=0.999"), weight("q=0.001")],
        [1000, 500, 50, 999, 1]
    );
    assert_eq!([weight("q=0"), weight("q=2"), weight("q=-1"), weight("charset=utf-8")], [0, 0, 0, 1000]);
}

#[test]
fn only_what_servers_ask_for_is_taken_from_the_web() {
    let html = "text/html";
    for path in [
        "/inbox",
        "/section/inbox",
        "/people/x/inbox",
        "/actor",
        "/.well-known/webfinger",
        "/nodeinfo/2.1",
        "/activities/x",
    ] {
        assert!(asked(Method::POST, path, html) && asked(Method::GET, path, html), "{path}");
    }
    for path in ["/", "/section", "/people/x", "/posts/x", "/messages/x"] {
        assert!(asked(Method::GET, path, ACTIVITY_JSON) && !asked(Method::GET, path, html), "{path}");
        assert!(!asked(Method::POST, path, ACTIVITY_JSON), "{path}");
    }
    for path in [
        "/agenda",
        "/posts/x/edit",
        "/posts/",
        "/people",
        "/people/x/edit",
        "/sections/inbox",
        "/.well-known/security.txt",
    ] {
        assert!(!asked(Method::GET, path, ACTIVITY_JSON), "{path}");
    }
}
