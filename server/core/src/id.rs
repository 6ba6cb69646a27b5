//! The identifiers of things, one type each, so that a post is never looked up by a person's id.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            /// Reads the hyphenated form only: an address has one spelling.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                uuid::fmt::Hyphenated::from_str(text).map(|id| Self(id.into_uuid()))
            }
        }
    )+};
}

ids! {
    /// A person with an account. UUIDv4: it must not tell when they joined.
    PersonId;
    /// A body of the organisation: the section as its general assembly, its board, its commissions. UUIDv4.
    BodyId;
    /// A term of office: who holds which role in which body, from when to when. UUIDv4.
    MandateId;
    /// A meeting, from its draft to its sealed minutes. UUIDv7.
    MeetingId;
    /// An item of an agenda. UUIDv4: its place is its position, not its age.
    ItemId;
    /// A document beside an item. UUIDv4.
    DocumentId;
    /// A stay in the room: somebody who came, and perhaps went. UUIDv7.
    StayId;
    /// A proxy: a voice given to somebody else. UUIDv4.
    ProxyId;
    /// A vote of a meeting. UUIDv7.
    BallotId;
    /// A decision in the register. UUIDv7.
    DecisionId;
    /// A task that somebody took on in a meeting. UUIDv7.
    TaskId;
    /// A correction asked for to minutes. UUIDv7.
    CorrectionId;
    /// A numbered entry of the minute book. UUIDv7.
    EntryId;
    /// A session, as its owner sees it in a list. Never the token. UUIDv4.
    SessionId;
    /// An invitation: by mail, by printed code or by poster. UUIDv4.
    InvitationId;
    /// A stranger's request to join. UUIDv4.
    RequestId;
    /// A post or a reply. UUIDv7: it is dated anyway.
    PostId;
    /// A picture. UUIDv4.
    PictureId;
    /// A rendezvous. UUIDv7.
    RendezvousId;
    /// A rendezvous that comes again. UUIDv7.
    SeriesId;
    /// A line of somebody's notices. UUIDv7.
    NoticeId;
    /// A line of the journal. UUIDv7.
    EventId;
    /// An activity that we send. UUIDv7.
    ActivityId;
    /// A piece of work that waits. UUIDv7, so that a lane keeps its order.
    JobId;
    /// A group as this server knows it, hosted here or elsewhere. UUIDv4.
    GroupId;
    /// A discussion or a reply in a group. UUIDv7.
    MessageId;
    /// A rendezvous of a group. UUIDv7.
    GatheringId;
    /// A code with which another section asks to be linked. UUIDv4.
    LinkCodeId;
    /// An answer, a mention or a letter from outside. UUIDv7.
    OutsideId;
    /// A private answer of the section to somebody outside. UUIDv7.
    LetterId;
    /// A post of an account that the section follows. UUIDv7.
    NetworkPostId;
    /// A report, made or received. UUIDv7.
    ReportId;
    /// Somebody from outside who comes to a rendezvous. UUIDv4.
    GuestId;
    /// Something that somebody agreed to. UUIDv4.
    ConsentId;
    /// A rendezvous of a linked section. UUIDv7.
    NearbyId;
}
