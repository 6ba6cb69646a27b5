//! `/atom.xml`: the public posts for feed readers (RFC 4287). It holds what the public page holds, and no reader leaves a trace.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use preau_core::access::Scope;
use preau_core::post::{PostView, Signature};
use preau_core::unit::{House, Openness};
use preau_core::world::Moment;
use sha2::{Digest as _, Sha256};

use crate::error::{Answer, Failure};
use crate::place::{self, Places as _};
use crate::state::Web;
use crate::texts::texts;

/// Entries of the feed: a reader that comes once a week misses nothing.
const ENTRIES_MAX: i64 = 20;
/// A title made of the first words of a post that has none, in characters.
const TITLE_CHARS_MAX: usize = 80;

pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::ATOM, get(feed))
}

async fn feed(State(web): State<Web>, headers: HeaderMap) -> Answer {
    let house = web.house().await?;
    // A closed house says its name and shows its door, nothing else.
    if house.openness == Openness::Closed {
        return Err(Failure::Missing);
    }
    let posts = web.read().await?.feed(Scope::Everybody, None, ENTRIES_MAX).await?;
    Ok(respond(&headers, write(&house, &posts), updated(&house, &posts)))
}

/// The answer, or 304 to a reader that has these very bytes.
///
/// `If-Modified-Since` is not asked: the removal of a post changes the feed without making anything in it newer.
fn respond(asked: &HeaderMap, text: String, updated: Moment) -> Response {
    let digest = Sha256::digest(text.as_bytes());
    let tag = format!("W/\"{}\"", URL_SAFE_NO_PAD.encode(digest.get(..16).unwrap_or_default()));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let same = known.split(',').any(|one| one.trim() == tag);
    let mut response = Response::new(if same { Body::empty() } else { Body::from(text) });
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    let http_date = updated.utc().map(|t| t.format("%a, %d %b %Y %H:%M:%S GMT").to_string());
    for (name, value) in [(header::ETAG, Some(tag)), (header::LAST_MODIFIED, http_date)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}

/// The newest change of anything in the feed.
fn updated(house: &House, posts: &[PostView]) -> Moment {
    posts.iter().map(changed).max().unwrap_or(house.created_at)
}

fn changed(view: &PostView) -> Moment {
    view.post.edited_at.unwrap_or(view.post.published_at).max(view.post.published_at)
}

/// The whole document.
fn write(house: &House, posts: &[PostView]) -> String {
    let t = texts(house.language);
    let address = house.url.as_str();
    let name = escaped(house.name.as_str());
    let mut xml = String::with_capacity(posts.len().saturating_mul(4096).saturating_add(1024));
    xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    line(
        &mut xml,
        &format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", house.language.as_str()),
    );
    line(&mut xml, &format!("<id>{}atom.xml</id>", escaped(address)));
    line(&mut xml, &format!("<title>{}</title>", escaped(&t.public_atom_title(house.name.as_str()))));
    line(&mut xml, &format!("<updated>{}</updated>", updated(house, posts).rfc3339()));
    line(&mut xml, &format!("<author><name>{name}</name><uri>{}</uri></author>", escaped(address)));
    line(
        &mut xml,
        &format!("<link rel=\"self\" type=\"application/atom+xml\" href=\"{}atom.xml\"/>", escaped(address)),
    );
    line(&mut xml, &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escaped(address)));
    line(&mut xml, "<generator>Préau</generator>");
    for view in posts {
        entry(&mut xml, house, view);
    }
    xml.push_str("</feed>\n");
    xml
}

/// One post. Its id is the address under which the rest of the network knows it too.
fn entry(xml: &mut String, house: &House, view: &PostView) {
    let post = &view.post;
    let id = escaped(&format!("{}posts/{}", house.url, post.id));
    let title = post.title.as_ref().map_or_else(|| first_words(&post.summary), ToString::to_string);
    line(xml, "<entry>");
    line(xml, &format!("<id>{id}</id>"));
    line(xml, &format!("<title>{}</title>", escaped(&title)));
    line(xml, &format!("<link rel=\"alternate\" type=\"text/html\" href=\"{id}\"/>"));
    line(xml, &format!("<published>{}</published>", post.published_at.rfc3339()));
    line(xml, &format!("<updated>{}</updated>", changed(view).rfc3339()));
    // The section is the author of the feed, and so of every entry that nobody signs.
    if post.signature == Signature::Author {
        line(xml, &format!("<author><name>{}</name></author>", escaped(view.author.name.as_str())));
    }
    for picture in &view.pictures {
        let address = format!("{}images/{}", house.url, picture.id);
        line(
            xml,
            &format!(
                "<link rel=\"enclosure\" type=\"{}\" title=\"{}\" href=\"{}\"/>",
                escaped(&picture.media_type),
                escaped(picture.alt.as_str()),
                escaped(&address)
            ),
        );
    }
    line(xml, &format!("<content type=\"html\">{}</content>", escaped(&post.html)));
    line(xml, "</entry>");
}

fn line(xml: &mut String, text: &str) {
    xml.push_str(text);
    xml.push('\n');
}

/// The first words, cut between two of them: the store keeps a summary of at most 200 characters.
fn first_words(summary: &str) -> String {
    if summary.chars().count() <= TITLE_CHARS_MAX {
        return summary.to_owned();
    }
    let cut: String = summary.chars().take(TITLE_CHARS_MAX).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '…', ' ']))
}

/// A text as XML holds it, in an element as in an attribute (H09). What XML 1.0 cannot hold at all is left out.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'.. => safe.push(c),
            _ => {}
        }
    }
    safe
}

#[cfg(test)]
#[path = "atom_tests.rs"]
mod tests;
