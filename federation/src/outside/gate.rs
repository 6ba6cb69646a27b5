//! What of all that other servers send concerns this section: the rest is counted at the gate, and nothing of it is kept.

use preau_core::error::Fault;
use preau_core::link::LinkState;
use preau_core::outside::FollowedState;
use preau_core::store::Read;
use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::object::Reader;
use super::raw::{Addressees, id, ids};
use crate::Federation;
use crate::known::Known;

/// Objects of a report that are looked at.
const REPORTED_MAX: usize = 50;

/// An activity, as far as the gate asks.
#[derive(Debug, Deserialize)]
struct Said<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow, default)]
    object: Option<&'a RawValue>,
}

impl Federation {
    /// Whether an activity of the rest of the network can change anything here. Asked of everything that is well signed:
    /// what a relay passes on costs two look-ups and no row.
    pub(crate) async fn concerns_us(&self, known: &Known, body: &[u8], actor: &Url) -> Result<bool, Fault> {
        let Ok(text) = std::str::from_utf8(body) else { return Ok(false) };
        let Ok(said) = serde_json::from_str::<Said<'_>>(text) else { return Ok(false) };
        let object = id(said.object);
        let mut db = self.store.read().await?;
        match said.kind.as_str() {
            "Create" => self.concerns_us_new(db.as_mut(), known, text, said.object, actor).await,
            "Update" => match object.as_deref().map(Url::parse) {
                Some(Ok(object)) => Ok(is_kept(db.as_mut(), &object, actor).await?
                    || is_linked_event(db.as_mut(), said.object, actor).await?),
                _ => Ok(false),
            },
            // Also of what we never saw: its copy may still be under way, and must not come in after it (O07).
            "Delete" => Ok(object
                .and_then(|object| Url::parse(&object).ok())
                .is_some_and(|object| object.origin() == actor.origin())),
            "Like" | "EmojiReact" => Ok(object.is_some_and(|object| self.names.read_post(&object).is_some())),
            "Announce" => Ok(object.is_some_and(|object| self.names.read_post(&object).is_some())
                || follows(db.as_mut(), actor).await?
                || db.group_by_actor(actor).await?.is_some()),
            "Block" => Ok(object.is_some_and(|object| object == self.names.section().as_str())),
            "Move" => Ok(db.follower(actor).await?.is_some() || db.followed(actor).await?.is_some()),
            "Flag" => Ok(ids(said.object, REPORTED_MAX).iter().any(|id| self.names.is_ours(id))),
            _ => Ok(false),
        }
    }

    /// Something new concerns us that names the section, that answers what stands here, or that one wrote whom we follow.
    async fn concerns_us_new(
        &self,
        db: &mut dyn Read,
        known: &Known,
        activity: &str,
        object: Option<&RawValue>,
        actor: &Url,
    ) -> Result<bool, Fault> {
        let addressed = serde_json::from_str::<Addressees<'_>>(activity).map(|to| to.read(&self.names));
        let (Ok(addressed), Some(object)) = (addressed, object) else { return Ok(false) };
        let told = self.object_reader(known).read(object.get());
        if told.as_ref().map_or(addressed.section, |told| told.names_section(addressed))
            || follows(db, actor).await?
            || is_linked_event(db, Some(object), actor).await?
        {
            return Ok(true);
        }
        let Some(answers) = told.and_then(|told| told.answers) else { return Ok(false) };
        if self.names.is_ours(&answers) {
            return Ok(true);
        }
        match Url::parse(&answers) {
            Ok(answers) => Ok(db.outside_by_uri(&answers).await?.is_some()),
            Err(_) => Ok(false),
        }
    }

    /// How objects are read in this house.
    pub(crate) fn object_reader<'a>(&'a self, known: &Known) -> Reader<'a> {
        Reader { names: &self.names, rules: &self.rules, language: known.house.language }
    }
}

/// Whether the section follows this account, and it agreed.
pub(crate) async fn follows(db: &mut dyn Read, actor: &Url) -> Result<bool, Fault> {
    Ok(db.followed(actor).await?.is_some_and(|followed| followed.state == FollowedState::Accepted))
}

/// Whether this is a rendezvous of a section that we are linked with: our members' agenda shows it.
pub(crate) async fn is_linked_event(
    db: &mut dyn Read,
    object: Option<&RawValue>,
    actor: &Url,
) -> Result<bool, Fault> {
    let event = object
        .and_then(|object| serde_json::from_str::<Said<'_>>(object.get()).ok())
        .is_some_and(|object| object.kind == "Event");
    Ok(event && db.linked_section(actor).await?.is_some_and(|link| link.state == LinkState::Linked))
}

/// Whether something of this id is kept here: a text, or the name under which an account is listed.
async fn is_kept(db: &mut dyn Read, object: &Url, actor: &Url) -> Result<bool, Fault> {
    if object == actor {
        return Ok(db.follower(actor).await?.is_some() || db.followed(actor).await?.is_some());
    }
    Ok(db.outside_by_uri(object).await?.is_some() || db.network_post_by_uri(object).await?.is_some())
}
