//! Another server's group, read from its document: what its host says of it, and who takes part.

use activitypub_federation::protocol::helpers::deserialize_skip_error;
use preau_core::action::group::fit_choices;
use preau_core::action::group::invite::ToldGroup;
use preau_core::action::network::host_and_port;
use preau_core::group::{GroupSection, Joining, Listing, SectionState, ShownAnimator, Writing};
use preau_core::link::LINKS_MAX;
use preau_core::text::{PersonName, ShortText};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// Animators who are shown; a group has some.
const ANIMATORS_MAX: usize = 50;
/// The longest `pr:uid`: ours has 32 characters, a UUID 36.
const UID_BYTES_MAX: usize = 64;

/// What a document of a group tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// The group.
    pub(crate) group: ToldGroup,
    /// The sections whose servers hold a copy, its host's among them; empty where we are not told.
    pub(crate) sections: Vec<GroupSection>,
    /// The animators who agreed to be seen.
    pub(crate) animators: Vec<ShownAnimator>,
    /// Whether it is closed.
    pub(crate) closed: bool,
}

/// The document as it is written in `actor/group.rs`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    name: Option<String>,
    attributed_to: String,
    #[serde(rename = "pr:uid")]
    uid: String,
    #[serde(rename = "pr:epoch")]
    epoch: i64,
    #[serde(rename = "pr:reach")]
    reach: String,
    #[serde(rename = "pr:joining", default, deserialize_with = "deserialize_skip_error")]
    joining: Option<Joining>,
    #[serde(rename = "pr:writing", default, deserialize_with = "deserialize_skip_error")]
    writing: Option<Writing>,
    #[serde(rename = "pr:listing", default, deserialize_with = "deserialize_skip_error")]
    listing: Option<Listing>,
    #[serde(rename = "pr:aim", default, deserialize_with = "deserialize_skip_error")]
    aim: Option<String>,
    #[serde(rename = "pr:closed", default, deserialize_with = "deserialize_skip_error")]
    closed: Option<bool>,
    #[serde(rename = "pr:seq", default, deserialize_with = "deserialize_skip_error")]
    seq: Option<i64>,
    #[serde(rename = "pr:servers", default, deserialize_with = "deserialize_skip_error")]
    servers: Option<Vec<Value>>,
    #[serde(rename = "pr:animators", default, deserialize_with = "deserialize_skip_error")]
    animators: Option<Vec<Value>>,
}

/// Whoever is listed in it.
#[derive(Debug, Deserialize)]
struct Listed {
    id: Url,
    #[serde(default, deserialize_with = "deserialize_skip_error")]
    name: Option<String>,
    #[serde(rename = "pr:owner", default, deserialize_with = "deserialize_skip_error")]
    owner: Option<bool>,
}

/// Reads the document of the group whose actor this is. It speaks for itself alone: its host is on its own origin (O04).
pub(crate) fn read(bytes: &[u8], actor: &Url) -> Result<Told, &'static str> {
    let document: Document =
        serde_json::from_slice(bytes).map_err(|_| "it is no group of several sections")?;
    if document.id != actor.as_str() {
        return Err("its id is not the group's");
    }
    if document.kind != "Group" || document.reach != "shared" {
        return Err("it is no group of several sections");
    }
    let host = Url::parse(&document.attributed_to).map_err(|_| "its host has no address")?;
    if host.origin() != actor.origin() {
        return Err("its host is elsewhere");
    }
    let sound =
        |uid: &str| (1..=UID_BYTES_MAX).contains(&uid.len()) && uid.bytes().all(|b| b.is_ascii_graphic());
    if !sound(&document.uid) || document.epoch < 1 {
        return Err("its name for ever is not one");
    }
    // Nobody walks into a group of several sections; what this version does not know is taken for the narrower.
    let joining = document.joining.filter(|joining| *joining == Joining::Ask).unwrap_or(Joining::Invited);
    let choices = fit_choices(
        document.name.as_deref().unwrap_or_default(),
        document.aim.as_deref().unwrap_or_default(),
        (
            joining,
            document.writing.unwrap_or(Writing::Animators),
            document.listing.unwrap_or(Listing::Hidden),
        ),
    );
    let most = usize::try_from(LINKS_MAX).unwrap_or_default();
    let sections = listed(document.servers, most).map(section).collect();
    Ok(Told {
        group: ToldGroup {
            actor: actor.clone(),
            uid: document.uid,
            epoch: document.epoch,
            choices,
            host,
            known_seq: document.seq.unwrap_or_default().max(0),
        },
        sections,
        animators: listed(document.animators, ANIMATORS_MAX).map(animator).collect(),
        closed: document.closed.unwrap_or_default(),
    })
}

/// What can be read of a list, cut to a bound.
fn listed(list: Option<Vec<Value>>, most: usize) -> impl Iterator<Item = Listed> {
    let read = |value| serde_json::from_value::<Listed>(value).ok();
    let plain =
        |listed: &Listed| matches!(listed.id.scheme(), "https" | "http") && listed.id.host().is_some();
    list.into_iter().flatten().take(most).filter_map(read).filter(plain)
}

fn section(listed: Listed) -> GroupSection {
    GroupSection {
        name: ShortText::fit(listed.name.as_deref().unwrap_or_default(), "—"),
        host: host_and_port(&listed.id),
        actor: listed.id,
        owner: listed.owner.unwrap_or_default(),
        state: SectionState::Taking,
        members: 0,
    }
}

fn animator(listed: Listed) -> ShownAnimator {
    ShownAnimator {
        name: PersonName::fit(listed.name.as_deref().unwrap_or_default(), "—"),
        host: host_and_port(&listed.id),
        actor: listed.id,
    }
}
