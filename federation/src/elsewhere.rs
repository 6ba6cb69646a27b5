//! Looking at another server because somebody here asked for it in a form: a section to be linked with, a group behind a
//! link, an account. Five seconds, two at once to a host, never ourselves, a private network or a blocked server.

mod account;

use std::time::Duration;

use async_trait::async_trait;
use http::StatusCode;
use preau_core::elsewhere::{Absent, Elsewhere, FoundAccount, FoundGroup, FoundSection};
use preau_core::error::Fault;
use preau_core::id::ActivityId;
use preau_core::link::WrittenCode;
use preau_core::peer::{KeyOwner, RemoteActor};
use url::Url;

use crate::Federation;
use crate::actor::told;
use crate::fetch::{Document, FetchError};
use crate::inbox::shape;
use crate::keys::public_der;
use crate::known::fault;
use crate::outside::origin::Missing;
use crate::proof::PublicProofKey;
use crate::proof::words::{Side, fingerprint};

/// The time that somebody waits for a page: shorter than their patience.
const DEADLINE: Duration = Duration::from_secs(5);

#[async_trait]
impl Elsewhere for Federation {
    async fn section(&self, code: &WrittenCode) -> Result<FoundSection, Absent> {
        // A real server speaks https with everybody; a demonstration on one machine speaks http with its like.
        let scheme = self.names.root().scheme();
        let address = format!("{scheme}://{}/section", code.host);
        let address = self.rules.parse(&address).map_err(|_| Absent::NotAsked)?;
        let document = self.look(&address).await?;
        let actor = self.read_actor(&document).filter(|actor| actor.id == address && actor.kind == "Group");
        let actor = actor.ok_or(Absent::SomethingElse)?;
        let words = self.words(&actor).await?;
        Ok(FoundSection { actor, words })
    }

    async fn words(&self, section: &RemoteActor) -> Result<Vec<&'static str>, Absent> {
        let theirs = Shown::of(section).ok_or(Absent::SomethingElse)?;
        let ours = self.shown_section().await.map_err(|fault| broken(&fault))?;
        // Some 20 ms of hashing: not on a thread that serves others.
        tokio::task::spawn_blocking(move || fingerprint(ours.side(), theirs.side()).to_vec())
            .await
            .map_err(|error| broken(&Fault::other("making words", error)))
    }

    async fn group(&self, actor: &Url, token: Option<&str>) -> Result<FoundGroup, Absent> {
        let actor = self.rules.parse(actor.as_str()).map_err(|_| Absent::NotAsked)?;
        let mut address = actor.clone();
        if let Some(token) = token {
            address.query_pairs_mut().append_pair("token", token);
        }
        let document = self.look(&address).await?;
        shape::check(&document.bytes).map_err(|_| Absent::SomethingElse)?;
        let told = told::read(&document.bytes, &actor).map_err(|why| {
            tracing::debug!(why, "what was looked up is no group");
            Absent::SomethingElse
        })?;
        Ok(FoundGroup { told: told.group, sections: told.sections })
    }

    async fn account(&self, typed: &str) -> Result<FoundAccount, Absent> {
        tokio::time::timeout(DEADLINE, self.find_account(typed)).await.unwrap_or(Err(Absent::NoAnswer))
    }

    fn activity(&self) -> Url {
        self.names.activity(ActivityId(self.world.dated_id()))
    }
}

impl Federation {
    /// One document, signed by the server's own actor.
    async fn look(&self, address: &Url) -> Result<Document, Absent> {
        match tokio::time::timeout(DEADLINE, self.ask(address)).await {
            Ok(found) => found.map_err(absent),
            Err(_) => Err(Absent::NoAnswer),
        }
    }

    /// Our own section as others see it.
    async fn shown_section(&self) -> Result<Shown, Fault> {
        let pair = self.store.read().await?.key_pair(KeyOwner::Section).await?;
        let pair = pair.ok_or(Fault::Broken("a house that is set up has its keys"))?;
        let rsa =
            public_der(&pair.public_pem).map_err(|error| Fault::other("reading a key of ours", error))?;
        let proof = *self.ensure_proof_key(KeyOwner::Section).await.map_err(fault)?.public();
        Ok(Shown { actor: self.names.section().into(), rsa, proof })
    }
}

/// A section with all that the words stand for.
struct Shown {
    actor: String,
    rsa: Vec<u8>,
    proof: PublicProofKey,
}

impl Shown {
    fn of(section: &RemoteActor) -> Option<Self> {
        Some(Self {
            actor: section.id.to_string(),
            rsa: public_der(&section.key_pem).ok()?,
            proof: PublicProofKey::from_multibase(section.proof_key.as_deref()?).ok()?,
        })
    }

    fn side(&self) -> Side<'_> {
        Side::new(&self.actor, &self.rsa, &self.proof)
    }
}

/// What a form says of it.
fn absent(missing: Missing) -> Absent {
    match missing {
        Missing::NotAsked | Missing::Fetch(FetchError::Refused(_)) => Absent::NotAsked,
        Missing::Fetch(FetchError::Status(status)) if status.is_client_error() => match status {
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Absent::NoAnswer,
            _ => Absent::NotThere,
        },
        Missing::Fetch(FetchError::ContentType | FetchError::Encoded | FetchError::TooLarge { .. }) => {
            Absent::SomethingElse
        }
        Missing::Fetch(_) | Missing::TooMuch => Absent::NoAnswer,
        Missing::Fault(fault) => broken(&fault),
    }
}

/// Ours: said once in the log.
fn broken(fault: &Fault) -> Absent {
    let error: &(dyn std::error::Error + 'static) = fault;
    tracing::error!(error, "looking at another server failed");
    Absent::OurFault
}
