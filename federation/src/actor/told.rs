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

#[cfg(test)]
mod tests {
    use preau_core::group::{Group, GroupState, Reach};
    use preau_core::id::GroupId;
    use preau_core::text::{Note, Title};
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::actor::PublicKeys;
    use crate::actor::group::{TakingPart, group as document};
    use crate::testing::{KEYS, NOW, names};

    fn hospital() -> Group {
        let id = GroupId(Uuid::from_u128(0x4000_8000_0000_0000_0009));
        Group {
            id,
            actor: names().group(id),
            uid: "00112233445566778899aabbccddeeff".into(),
            epoch: 1,
            hosted: true,
            reach: Reach::Shared,
            joining: Joining::Ask,
            writing: Writing::Members,
            listing: Listing::Listed,
            state: GroupState::Live,
            name: Title::parse("Hôpital & <santé>").unwrap(),
            aim: Note::parse("Garder les lits.\n\nTous les lits.").unwrap(),
            host: names().section(),
            host_name: ShortText::parse("Vallombre-Centre").unwrap(),
            made_at: NOW,
            since: NOW,
            version: 3,
            seq: 12,
            head: vec![7; 32],
            known_seq: 12,
            heard_at: NOW,
            animators: Vec::new(),
        }
    }

    fn section(name: &str, state: SectionState) -> GroupSection {
        let actor = Url::parse(&format!("https://{name}.example/section")).unwrap();
        let host = host_and_port(&actor);
        GroupSection { actor, name: ShortText::parse(name).unwrap(), host, owner: false, state, members: 0 }
    }

    fn written(part: bool) -> Value {
        let sections = [
            section("vallombre", SectionState::Taking),
            section("montreval", SectionState::Invited),
            section("port-lazare", SectionState::Taking),
        ];
        let actor = Url::parse("https://vallombre.example/people/1").unwrap();
        let name = PersonName::parse("Odile Garrec").unwrap();
        let animators = [ShownAnimator { host: host_and_port(&actor), actor, name }];
        let shown = TakingPart { sections: &sections, animators: &animators };
        let keys = PublicKeys { pem: Some(&KEYS.public), proof: None };
        let (part, seq) = if part { (Some(shown), Some(12)) } else { (None, None) };
        serde_json::to_value(document(&names(), &hospital(), keys, part, seq)).unwrap()
    }

    fn told(document: &Value) -> Result<Told, &'static str> {
        read(document.to_string().as_bytes(), &hospital().actor)
    }

    #[test]
    fn a_group_is_read_as_it_was_written() {
        let group = hospital();
        let told = told(&written(true)).unwrap();
        let choices = preau_core::action::group::choices_of(&group);
        let read = ToldGroup {
            actor: group.actor,
            uid: group.uid,
            epoch: 1,
            choices,
            host: group.host,
            known_seq: 12,
        };
        assert_eq!(told.group, read);
        // Who was only invited is not named to others.
        let taking =
            [section("vallombre", SectionState::Taking), section("port-lazare", SectionState::Taking)];
        assert_eq!(told.sections, taking);
        assert_eq!((told.animators[0].name.as_str(), told.closed), ("Odile Garrec", false));
    }

    #[test]
    fn a_stranger_s_card_tells_neither_who_takes_part_nor_how_much_is_said() {
        let card = written(false);
        assert!(["pr:servers", "pr:animators", "pr:seq"].into_iter().all(|term| card.get(term).is_none()));
        let told = told(&card).unwrap();
        assert_eq!((told.sections.len(), told.animators.len(), told.group.known_seq), (0, 0, 0));
    }

    #[test]
    fn other_software_reads_a_closed_group_with_an_inbox_and_keys() {
        let document = written(false);
        assert_eq!(document["type"], "Group");
        assert_eq!(document["manuallyApprovesFollowers"], true);
        assert_eq!(document["summary"], "<p>Garder les lits.</p><p>Tous les lits.</p>");
        assert_eq!(document["publicKey"]["owner"], document["id"]);
        assert_eq!(document["@context"][3]["pr"], crate::actor::PR);
        assert!(document.get("totalItems").is_none() && document["discoverable"] == false);
    }

    #[test]
    fn o04_a_group_speaks_for_itself_and_its_own_origin() {
        for (field, value) in [
            ("id", json!("https://vallombre.example/groups/1")),
            ("id", json!(7)),
            ("attributedTo", json!("https://autre.example/section")),
            ("attributedTo", json!("http://vallombre.example/section")),
            ("attributedTo", json!(["https://vallombre.example/section"])),
            ("type", json!("Person")),
            ("pr:reach", json!("section")),
            ("pr:uid", json!("")),
            ("pr:uid", json!("x".repeat(65))),
            ("pr:uid", json!("a b")),
            ("pr:epoch", json!(0)),
            ("pr:epoch", json!("1")),
        ] {
            let mut other = written(true);
            other[field] = value.clone();
            assert!(told(&other).is_err(), "{field} {value}");
        }
    }

    #[test]
    fn o28_what_is_odd_is_taken_for_the_narrower_and_lists_are_cut() {
        let mut odd = written(true);
        // Nobody walks into a group of several sections.
        odd["pr:joining"] = json!("free");
        odd["pr:writing"] = json!("everybody");
        odd["pr:listing"] = json!(["listed"]);
        odd["name"] = json!({"fr": "x"});
        odd["pr:seq"] = json!(-5);
        let mut servers =
            vec![json!("https://a.example/section"), json!({"id": "javascript:alert(1)"}), json!(null)];
        servers.extend((0..2000).map(|n| json!({"id": format!("https://s{n}.example/section"), "name": n})));
        odd["pr:servers"] = json!(servers);
        odd["pr:animators"] = json!("x");
        let told = told(&odd).unwrap();
        let choices = told.group.choices;
        let narrow = (Joining::Invited, Writing::Animators, Listing::Hidden);
        assert_eq!((choices.joining, choices.writing, choices.listing), narrow);
        assert_eq!((choices.name.as_str(), told.group.known_seq), ("—", 0));
        assert_eq!((told.sections.len(), told.animators.len()), (497, 0));
        assert_eq!(told.sections[0].name.as_str(), "—");
    }
}
