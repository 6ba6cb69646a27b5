//! Looking at another server because somebody here asked for it in a form: the only fetches that a page waits for.
//!
//! Answered by the federation, within five seconds and two at once to a host. The web holds it as a trait object.

use async_trait::async_trait;
use url::Url;

use crate::action::group::invite::ToldGroup;
use crate::group::GroupSection;
use crate::link::WrittenCode;
use crate::peer::RemoteActor;

/// Why nothing came of it. Each becomes a sentence beside the field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Absent {
    /// There is no such server, or it does not answer in time.
    #[error("no answer")]
    NoAnswer,
    /// The server answers, and has no such thing, or none that it shows us.
    #[error("not there")]
    NotThere,
    /// What it answers is not what was asked for: no section, no group, no account.
    #[error("something else")]
    SomethingElse,
    /// An address that we do not ask: our own, one of a private network, a blocked server.
    #[error("not asked")]
    NotAsked,
    /// Something of ours broke; it was logged.
    #[error("our fault")]
    OurFault,
}

/// A section as it shows itself, with the words that its administrator and ours compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSection {
    /// Its actor with both keys.
    pub actor: RemoteActor,
    /// The eight words that follow from both sections' keys: the same on both sides, or somebody stands between.
    pub words: Vec<&'static str>,
}

/// A group as its host shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundGroup {
    /// What its document says.
    pub told: ToldGroup,
    /// The sections that take part.
    pub sections: Vec<GroupSection>,
}

/// An account of any server, as a search shows it before anybody follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundAccount {
    /// The actor.
    pub actor: RemoteActor,
    /// `name@host`, checked in both directions (O14).
    pub address: String,
    /// What it says of itself, plain text, cut to a bound.
    pub about: String,
    /// Its page.
    pub page: Option<Url>,
}

/// What a page may ask of other servers.
#[async_trait]
pub trait Elsewhere: Send + Sync {
    /// The section on the server that a code names.
    async fn section(&self, code: &WrittenCode) -> Result<FoundSection, Absent>;
    /// The words for a section that we know already.
    async fn words(&self, section: &RemoteActor) -> Result<Vec<&'static str>, Absent>;
    /// The group behind a link, which may carry a token.
    async fn group(&self, actor: &Url, token: Option<&str>) -> Result<FoundGroup, Absent>;
    /// The account behind `@name@host` or an address.
    async fn account(&self, typed: &str) -> Result<FoundAccount, Absent>;
    /// A new id under which an activity of ours is sent, so that an Action can keep it (the Offer of a link).
    fn activity(&self) -> Url;
}
