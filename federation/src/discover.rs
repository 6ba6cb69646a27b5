//! Being found: WebFinger (RFC 7033), NodeInfo 2.1 without counts, host-meta (RFC 6415).

use preau_core::error::Fault;
use preau_core::peer::KeyOwner;
use preau_core::person::Person;
use preau_core::unit::House;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use crate::Federation;
use crate::known::{Known, written};
use crate::names::{Names, SERVER_HANDLE};
use axum::body::Bytes;

/// The longest `resource` looked at; an address of ours has less than 300 characters.
const RESOURCE_BYTES_MAX: usize = 1024;

/// An answer of WebFinger.
#[derive(Debug, Serialize)]
pub(crate) struct Jrd {
    subject: String,
    aliases: Vec<Url>,
    links: Vec<Value>,
}

/// What a `resource` asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Resource {
    /// One of our actors, by address.
    Actor(KeyOwner),
    /// An account of ours, by name.
    Handle(String),
    /// Something else, of whatever scheme.
    Unknown,
}

impl Resource {
    /// Reads the query; `None` for what is missing or malformed. Every `rel` is accepted: all links come always.
    pub(crate) fn read(names: &Names, query: Option<&str>) -> Option<Self> {
        let mut found = url::form_urlencoded::parse(query?.as_bytes()).filter(|(name, _)| name == "resource");
        let (_, resource) = found.next()?;
        let (scheme, rest) = resource.split_once(':')?;
        let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if found.next().is_some() || !sound || rest.is_empty() || resource.len() > RESOURCE_BYTES_MAX {
            return None;
        }
        if scheme.eq_ignore_ascii_case("acct") {
            let (handle, host) = rest.strip_prefix('@').unwrap_or(rest).rsplit_once('@')?;
            if handle.is_empty() || host.is_empty() {
                return None;
            }
            let ours = host.eq_ignore_ascii_case(names.host());
            return Some(if ours { Self::Handle(handle.to_lowercase()) } else { Self::Unknown });
        }
        let root = names.root().as_str();
        // FEP-d556: the origin itself is the server's actor.
        if resource == root || Some(resource.as_ref()) == root.strip_suffix('/') {
            return Some(Self::Actor(KeyOwner::Server));
        }
        Some(names.read_actor(&resource).map_or(Self::Unknown, Self::Actor))
    }
}

impl Federation {
    /// The answer of WebFinger; `None` for whoever is not there or has no public voice.
    pub(crate) async fn finger(&self, known: &Known, resource: Resource) -> Result<Option<Bytes>, Fault> {
        match resource {
            // A group is found by its link or by invitation, never by asking for a name (A11).
            Resource::Unknown | Resource::Actor(KeyOwner::Group(_)) => Ok(None),
            Resource::Actor(KeyOwner::Server) => Ok(Some(known.server_jrd.clone())),
            Resource::Actor(KeyOwner::Section) => Ok(Some(known.section_jrd.clone())),
            Resource::Actor(KeyOwner::Person(id)) => {
                let voice = self.voice(id).await?;
                voice.map(|(found, _)| written(&person(&self.names, &found))).transpose()
            }
            Resource::Handle(handle) if handle == SERVER_HANDLE => Ok(Some(known.server_jrd.clone())),
            Resource::Handle(handle) if handle == known.house.handle.as_str() => {
                Ok(Some(known.section_jrd.clone()))
            }
            Resource::Handle(handle) if handle.contains('@') => Ok(None),
            Resource::Handle(handle) => {
                let found = self.store.read().await?.person_by_login(&handle).await?;
                let Some(found) = found.filter(|found| found.handle.as_str() == handle) else {
                    return Ok(None);
                };
                let voice = self.voice(found.id).await?;
                voice.map(|(found, _)| written(&person(&self.names, &found))).transpose()
            }
        }
    }
}

/// The server's own actor.
pub(crate) fn server(names: &Names) -> Jrd {
    let mut jrd = jrd(names, KeyOwner::Server, SERVER_HANDLE, names.root());
    let href = names.actor(KeyOwner::Server);
    jrd.links.push(
        json!({"rel": "https://www.w3.org/ns/activitystreams#Service", "type": ACTIVITY_JSON, "href": href}),
    );
    jrd
}

/// The section.
pub(crate) fn section(names: &Names, house: &House) -> Jrd {
    jrd(names, KeyOwner::Section, house.handle.as_str(), names.root())
}

fn person(names: &Names, person: &Person) -> Jrd {
    jrd(names, KeyOwner::Person(person.id), person.handle.as_str(), &names.person(person.id))
}

/// The type under which documents are served and announced.
pub(crate) const ACTIVITY_JSON: &str = "application/activity+json";

fn jrd(names: &Names, owner: KeyOwner, handle: &str, page: &Url) -> Jrd {
    let actor = names.actor(owner);
    Jrd {
        subject: format!("acct:{handle}@{}", names.host()),
        links: vec![
            json!({"rel": "self", "type": ACTIVITY_JSON, "href": actor}),
            json!({"rel": "http://webfinger.net/rel/profile-page", "type": "text/html", "href": page}),
        ],
        aliases: if *page == actor { vec![actor] } else { vec![actor, page.clone()] },
    }
}

/// NodeInfo 2.1: what the software is and can, and no number of anybody.
pub(crate) fn node(house: &House) -> Value {
    json!({
        "version": "2.1",
        "software": {
            "name": "preau",
            "version": env!("CARGO_PKG_VERSION"),
            "repository": env!("CARGO_PKG_REPOSITORY"),
        },
        "protocols": ["activitypub"],
        "services": {"inbound": [], "outbound": ["atom1.0"]},
        "openRegistrations": false,
        "usage": {"users": {}},
        "metadata": {"nodeName": house.name.as_str(), "federation": {"enabled": true}},
    })
}

/// Where NodeInfo stands, with the link of FEP-2677 to the server's actor.
pub(crate) fn node_links(names: &Names) -> Value {
    json!({"links": [
        {"rel": "http://nodeinfo.diaspora.software/ns/schema/2.1", "href": names.at("/nodeinfo/2.1")},
        {"rel": "https://www.w3.org/ns/activitystreams#Application", "href": names.actor(KeyOwner::Server)},
    ]})
}

/// For software that looks for WebFinger by its template.
pub(crate) fn host_meta(names: &Names) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">\n  \
         <Link rel=\"lrdd\" type=\"application/jrd+json\" template=\"{}?resource={{uri}}\"/>\n</XRD>\n",
        names.at("/.well-known/webfinger")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::names;

    fn read(query: &str) -> Option<Resource> {
        Resource::read(&names(), Some(query))
    }

    #[test]
    fn a_missing_or_malformed_resource_is_told_from_an_unknown_one() {
        for query in [
            "",
            "rel=self",
            "resource=",
            "resource=vallombre",
            "resource=acct:",
            "resource=acct:vallombre",
            "resource=acct:@vallombre.example",
            "resource=:x",
            "resource=acct:a@b&resource=acct:c@d",
        ] {
            assert_eq!(read(query), None, "{query}");
        }
        assert_eq!(Resource::read(&names(), None), None);
        for query in [
            "resource=acct:vallombre@autre.example",
            "resource=https://autre.example/section",
            "resource=mailto:jeanne@vallombre.example",
            "resource=https://vallombre.example/people/jeanne",
            "resource=urn:x:y",
        ] {
            assert_eq!(read(query), Some(Resource::Unknown), "{query}");
        }
    }

    #[test]
    fn the_section_is_found_by_its_name_and_by_its_address() {
        let handle = || Some(Resource::Handle("vallombre".into()));
        assert_eq!(read("resource=acct:vallombre@vallombre.example"), handle());
        assert_eq!(read("resource=acct%3AVallombre%40VALLOMBRE.example&rel=self"), handle());
        assert_eq!(read("resource=acct:@vallombre@vallombre.example"), handle());
        assert_eq!(
            read("resource=https://vallombre.example/section"),
            Some(Resource::Actor(KeyOwner::Section))
        );
        for query in ["resource=https://vallombre.example/", "resource=https://vallombre.example"] {
            assert_eq!(read(query), Some(Resource::Actor(KeyOwner::Server)), "{query}");
        }
    }
}
