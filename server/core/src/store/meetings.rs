//! What meetings need of a store: the meeting, its agenda with documents and support, its roll and its proxies.

use async_trait::async_trait;
use uuid::Uuid;

use crate::access::{MeetingPlace, Sight};
use crate::error::Fault;
use crate::id::{BodyId, DocumentId, ItemId, MeetingId, PersonId, ProxyId, RendezvousId};
use crate::meeting::{
    Channel, Item, ItemDocument, Meeting, MeetingState, MeetingView, Proof, Proxy, ProxyState, Recipient,
    Reply, Voice,
};
use crate::person::Byline;
use crate::text::ShortText;
use crate::world::Moment;

/// Reading meetings.
#[async_trait]
pub trait ReadMeetings {
    /// A meeting by id. `access` decides who may know of it.
    async fn meeting(&mut self, id: MeetingId) -> Result<Option<Meeting>, Fault>;
    /// The same with its body, its rendezvous and what `person` answered.
    async fn meeting_view(
        &mut self,
        id: MeetingId,
        person: Option<PersonId>,
    ) -> Result<Option<MeetingView>, Fault>;
    /// The meeting that a form made, if it did.
    async fn meeting_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<MeetingId>, Fault>;
    /// The meeting that a rendezvous stands for.
    async fn meeting_of_rendezvous(&mut self, id: RendezvousId) -> Result<Option<MeetingId>, Fault>;
    /// What a person is to a meeting at `now`.
    async fn meeting_place(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        now: Moment,
    ) -> Result<MeetingPlace, Fault>;
    /// The meetings that lie ahead or sit now and are out of their draft, for those who may read them, soonest first; of
    /// one body where it is named.
    async fn meetings_ahead(
        &mut self,
        sight: Sight,
        body: Option<BodyId>,
        limit: i64,
    ) -> Result<Vec<MeetingView>, Fault>;
    /// The meetings that were held, cancelled or postponed and begin before `before`, latest first.
    async fn meetings_past(
        &mut self,
        sight: Sight,
        body: Option<BodyId>,
        before: Moment,
        limit: i64,
    ) -> Result<Vec<MeetingView>, Fault>;
    /// The drafts of one body, or of all: only for those who prepare its meetings.
    async fn meeting_drafts(&mut self, body: Option<BodyId>, limit: i64) -> Result<Vec<MeetingView>, Fault>;
    /// The closed meetings of a body whose minutes nobody has approved and no agenda that lies ahead puts up for approval,
    /// earliest first.
    async fn minutes_to_approve(&mut self, body: BodyId, limit: i64) -> Result<Vec<Meeting>, Fault>;
}

/// Writing meetings.
#[async_trait]
pub trait WriteMeetings {
    /// Stores a meeting; false where its form made one already.
    async fn insert_meeting(&mut self, meeting: &Meeting, once: Uuid) -> Result<bool, Fault>;
    /// Stores every changeable column (plan, state, notice, rules, sitting) and counts the version up; false where
    /// `seen_version` is no longer its version.
    async fn update_meeting(&mut self, meeting: &Meeting, seen_version: i32) -> Result<bool, Fault>;
    /// Moves a meeting from one state to another and counts the version up; false where it stands elsewhere by now.
    async fn move_meeting(
        &mut self,
        id: MeetingId,
        from: MeetingState,
        to: MeetingState,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Ties a rendezvous to the meeting that it stands for.
    async fn tie_rendezvous(&mut self, rendezvous: RendezvousId, meeting: MeetingId) -> Result<(), Fault>;
}

/// Reading agendas.
#[async_trait]
pub trait ReadItems {
    /// An item by id.
    async fn item(&mut self, id: ItemId) -> Result<Option<Item>, Fault>;
    /// The item that a form made, if it did.
    async fn item_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<ItemId>, Fault>;
    /// Every item of a meeting, in order, whatever its state.
    async fn items(&mut self, meeting: MeetingId) -> Result<Vec<Item>, Fault>;
    /// Which proposals of a meeting a person supports.
    async fn supported_by(&mut self, meeting: MeetingId, person: PersonId) -> Result<Vec<ItemId>, Fault>;
    /// Who supports a proposal, by name.
    async fn supporters(&mut self, item: ItemId, limit: i64) -> Result<Vec<Byline>, Fault>;
    /// The documents of a meeting's items, by name.
    async fn documents(&mut self, meeting: MeetingId) -> Result<Vec<ItemDocument>, Fault>;
    /// A document by id.
    async fn document(&mut self, id: DocumentId) -> Result<Option<ItemDocument>, Fault>;
    /// Its bytes.
    async fn document_bytes(&mut self, id: DocumentId) -> Result<Option<Vec<u8>>, Fault>;
}

/// Writing agendas.
#[async_trait]
pub trait WriteItems {
    /// Stores an item; false where its form made one already.
    async fn insert_item(&mut self, item: &Item, once: Uuid) -> Result<bool, Fault>;
    /// Stores every changeable column, outcome and notes too, and counts the version up; false where `seen_version` is no
    /// longer its version. Of the rapporteur the id is stored.
    async fn update_item(&mut self, item: &Item, seen_version: i32) -> Result<bool, Fault>;
    /// Gives an item its place.
    async fn place_item(&mut self, id: ItemId, position: i32) -> Result<(), Fault>;
    /// Takes an item away with its documents, its support and the votes that were prepared under it.
    async fn delete_item(&mut self, id: ItemId) -> Result<(), Fault>;
    /// Stores that somebody supports a proposal; false where they did already.
    async fn support(&mut self, item: ItemId, person: PersonId, at: Moment) -> Result<bool, Fault>;
    /// Takes that back.
    async fn unsupport(&mut self, item: ItemId, person: PersonId) -> Result<(), Fault>;
    /// Stores a document with its bytes.
    async fn insert_document(
        &mut self,
        document: &ItemDocument,
        bytes: &[u8],
        at: Moment,
    ) -> Result<(), Fault>;
    /// Takes a document away with its bytes.
    async fn delete_document(&mut self, id: DocumentId) -> Result<(), Fault>;
}

/// Reading who was convened and who carries whose voice.
#[async_trait]
pub trait ReadRoll {
    /// Who was convened, by name.
    async fn roll(&mut self, meeting: MeetingId) -> Result<Vec<Recipient>, Fault>;
    /// One of them.
    async fn recipient(&mut self, meeting: MeetingId, person: PersonId) -> Result<Option<Recipient>, Fault>;
    /// Every proxy of a meeting, whatever its state, by the giver's name.
    async fn proxies(&mut self, meeting: MeetingId) -> Result<Vec<Proxy>, Fault>;
    /// A proxy by id.
    async fn proxy(&mut self, id: ProxyId) -> Result<Option<Proxy>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteRoll {
    /// Adds somebody to the roll; false where they stand on it already.
    async fn add_to_roll(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        line: &RollLine,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Gives somebody on the roll another voice, with a word why: dues paid at the door.
    async fn change_voice(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        voice: Voice,
        because: &ShortText,
    ) -> Result<bool, Fault>;
    /// Stores what is known of the notice to one person; false where they are not on the roll.
    async fn keep_proof(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        proof: Proof,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Stores what somebody answered, with a word beside it; false where they are not on the roll.
    async fn keep_reply(
        &mut self,
        meeting: MeetingId,
        person: PersonId,
        reply: Option<Reply>,
        word: Option<&ShortText>,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Stores a proxy; false where its giver has a valid one already.
    async fn insert_proxy(&mut self, proxy: &Proxy) -> Result<bool, Fault>;
    /// Ends a valid proxy; false where it is not valid any more.
    async fn end_proxy(&mut self, id: ProxyId, to: ProxyState, at: Moment) -> Result<bool, Fault>;
    /// Takes an ended account out of what lies ahead: its support, its place on rolls, its proxies. What was held stays as
    /// it was recorded.
    async fn erase_convened(&mut self, person: PersonId, now: Moment) -> Result<(), Fault>;
}

/// How somebody is put on a roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollLine {
    /// With which voice.
    pub voice: Voice,
    /// How the notice reaches them.
    pub channel: Channel,
    /// What is known of it.
    pub proof: Proof,
    /// Why, where they were added after the notice.
    pub added_because: Option<ShortText>,
}
