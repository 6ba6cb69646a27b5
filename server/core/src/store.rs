//! What the section needs of a store: reading, and writing in one transaction. Two engines answer it.
//!
//! `Read` methods that list things for a viewer take a [`Scope`] and filter in SQL; nothing is fetched
//! first and hidden later. Each method is one statement or a bounded few.

mod agenda;
mod bodies;
mod groups;
mod guests;
mod links;
mod meetings;
mod minutes;
mod network;
mod outside;
mod partings;
mod sitting;

use async_trait::async_trait;

use crate::access::Scope;
use crate::error::Fault;
use crate::event::Event;
use crate::id::{InvitationId, JobId, PersonId, PictureId, PostId, RendezvousId, RequestId, SessionId};
use crate::invitation::{Invitation, JoinRequest, RequestState};
use crate::job::{DeadJob, Job, NewJob, Outcome};
use crate::notice::{News, Notice};
use crate::person::{Person, Standing};
use crate::post::{Before, NewPicture, PictureRef, Post, PostState, PostView, Revision};
use crate::rendezvous::{Rendezvous, RendezvousState, RendezvousView};
use crate::session::{Link, LinkPurpose, Session};
use crate::unit::House;
use crate::world::{Moment, TokenHash};

pub use self::agenda::{ReadAgenda, WriteAgenda};
pub use self::bodies::{ReadBodies, WriteBodies};
pub use self::groups::{ReadGroups, WriteGroups};
pub use self::guests::{ReadGuests, WriteGuests};
pub use self::links::{ReadLinks, WriteLinks};
pub use self::meetings::{ReadItems, ReadMeetings, ReadRoll, RollLine, WriteItems, WriteMeetings, WriteRoll};
pub use self::minutes::{DecisionsWanted, ReadMinutes, Said, WriteMinutes};
pub use self::network::{ReadNetwork, WriteNetwork};
pub use self::outside::{ReadOutside, WriteOutside, WriteRemote};
pub use self::partings::{ReadPartings, WritePartings};
pub use self::sitting::{ReadSitting, WriteSitting};

/// A store: SQLite in one file, or PostgreSQL.
#[async_trait]
pub trait Store: Send + Sync {
    /// A connection that only reads. Statements see each what is committed when they run.
    async fn read(&self) -> Result<Box<dyn Read>, Fault>;

    /// Begins a transaction: `BEGIN IMMEDIATE` on SQLite, `SERIALIZABLE` on PostgreSQL.
    /// Dropped without [`Tx::commit`], nothing of it remains.
    async fn begin(&self) -> Result<Box<dyn Tx>, Fault>;

    /// Claims up to `limit` jobs that are due, each with a lease until `lease_until`.
    ///
    /// A job is due when its `run_at` has come (or its lease has run out) and no earlier unfinished job
    /// stands in its lane. Its own short transaction; `worker` names the claimer in the row.
    async fn claim(
        &self,
        worker: &str,
        now: Moment,
        lease_until: Moment,
        limit: i64,
    ) -> Result<Vec<Job>, Fault>;

    /// Takes or renews a named lease for `holder`; false while another holds it.
    async fn lease(&self, name: &str, holder: &str, now: Moment, until: Moment) -> Result<bool, Fault>;

    /// Returns when this process has committed new jobs since the last call. Others are found by polling.
    async fn jobs_arrived(&self);

    /// Whether the store answers, for `/healthz`.
    async fn ping(&self) -> Result<(), Fault>;

    /// Empties what the engine keeps beside its tables of rows that were erased since the last call: the old pages in
    /// SQLite's journal. False where there is nothing to do, or a reader still looks at them: then the next call does it.
    async fn forget_erased(&self) -> Result<bool, Fault>;

    /// Waits for what is under way and closes the files or connections.
    async fn close(&self);
}

/// Everything that can be read.
#[async_trait]
pub trait Read:
    ReadHouse
    + ReadPeople
    + ReadPosts
    + ReadRendezvous
    + ReadBodies
    + ReadAgenda
    + ReadMinutes
    + ReadSitting
    + ReadMeetings
    + ReadItems
    + ReadRoll
    + ReadMeetings
    + ReadItems
    + ReadRoll
    + ReadSitting
    + ReadNetwork
    + ReadLinks
    + ReadGroups
    + ReadPartings
    + ReadOutside
    + ReadGuests
    + Send
{
}

/// A transaction: everything that can be read and written, then one commit.
#[async_trait]
pub trait Tx:
    Read
    + WriteHouse
    + WritePeople
    + WritePosts
    + WriteRendezvous
    + WriteBodies
    + WriteAgenda
    + WriteMinutes
    + WriteSitting
    + WriteMeetings
    + WriteItems
    + WriteRoll
    + WriteSitting
    + WriteNetwork
    + WriteLinks
    + WriteGroups
    + WritePartings
    + WriteOutside
    + WriteRemote
    + WriteGuests
    + Send
{
    /// Makes it so. On PostgreSQL this may be [`Fault::Conflict`]; `perform` then runs the Action again.
    async fn commit(self: Box<Self>) -> Result<(), Fault>;
}

// ------------------------------------------------------------------ the house

/// Reading the house, its notices, its journal and its waiting work.
#[async_trait]
pub trait ReadHouse {
    /// The house; `None` before it is set up.
    async fn house(&mut self) -> Result<Option<House>, Fault>;
    /// What the wizard has gathered so far, as JSON.
    async fn set_up_draft(&mut self) -> Result<Option<String>, Fault>;
    /// The newest notices of a person, at most `limit`.
    async fn notices(&mut self, person: PersonId, limit: i64) -> Result<Vec<Notice>, Fault>;
    /// How many notices a person has not read.
    async fn notices_unread(&mut self, person: PersonId) -> Result<i64, Fault>;
    /// The newest lines of the journal, at most `limit`.
    async fn journal(&mut self, limit: i64) -> Result<Vec<Event>, Fault>;
    /// Dead letters, newest first, at most `limit`.
    async fn dead_jobs(&mut self, limit: i64) -> Result<Vec<DeadJob>, Fault>;
    /// How many jobs wait or run, by kind.
    async fn jobs_waiting(&mut self) -> Result<Vec<(String, i64)>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteHouse {
    /// Sets the house up; false where there is one already.
    async fn insert_house(&mut self, house: &House) -> Result<bool, Fault>;
    /// Stores every changeable column of the house and counts its version up.
    async fn update_house(&mut self, house: &House) -> Result<(), Fault>;
    /// Keeps what the wizard has gathered; `None` forgets it.
    async fn keep_set_up_draft(&mut self, draft: Option<&str>) -> Result<(), Fault>;
    /// Writes one line of the journal.
    async fn record(&mut self, event: &Event) -> Result<(), Fault>;
    /// Tells one person, and drops their oldest notices beyond [`crate::notice::NOTICES_KEPT`].
    async fn notify(&mut self, notice: &Notice) -> Result<(), Fault>;
    /// Forgets unread notices of this person that tell exactly this again (one "useful" line a post).
    async fn forget_notice(&mut self, person: PersonId, news: &News) -> Result<(), Fault>;
    /// Marks every notice of a person as read.
    async fn read_notices(&mut self, person: PersonId, now: Moment) -> Result<(), Fault>;
    /// Enqueues a job; false where one with its dedup key already waits. `id` is a UUIDv7.
    async fn enqueue(&mut self, id: JobId, job: &NewJob, now: Moment) -> Result<bool, Fault>;
    /// Settles a claimed job; nothing happens if `worker` no longer holds it.
    async fn settle(&mut self, id: JobId, worker: &str, outcome: &Outcome, now: Moment) -> Result<(), Fault>;
    /// Puts a dead letter back into the queue, or forgets it.
    async fn revive_job(&mut self, id: JobId, again: bool, now: Moment) -> Result<bool, Fault>;
    /// Deletes what is past its time: sessions, links, dead letters, decided requests, old invitations, old lines of the
    /// journal, and what is remembered of strangers' servers. Returns how many rows.
    async fn purge(&mut self, now: Moment) -> Result<u64, Fault>;
}

// ------------------------------------------------------------------ people

/// Reading people, sessions, links and invitations.
#[async_trait]
pub trait ReadPeople {
    /// A person by id.
    async fn person(&mut self, id: PersonId) -> Result<Option<Person>, Fault>;
    /// A person by handle (as parsed) or by folded mail address; whichever `login` looks like.
    async fn person_by_login(&mut self, login: &str) -> Result<Option<Person>, Fault>;
    /// Everyone of these standings, by name, at most `limit`.
    async fn people(&mut self, standings: &[Standing], limit: i64) -> Result<Vec<Person>, Fault>;
    /// How many people are active.
    async fn members_count(&mut self) -> Result<i64, Fault>;
    /// The ids of active administrators.
    async fn administrators(&mut self) -> Result<Vec<PersonId>, Fault>;
    /// Whether a handle is free.
    async fn handle_free(&mut self, handle: &str) -> Result<bool, Fault>;
    /// The person and session of a live token whose person may have a session; `None` otherwise.
    async fn session(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<(Person, Session)>, Fault>;
    /// Live sessions of a person, last used first.
    async fn sessions(&mut self, person: PersonId, now: Moment) -> Result<Vec<Session>, Fault>;
    /// A one-time link by the hash of its token, used or not.
    async fn link(&mut self, hash: &TokenHash) -> Result<Option<Link>, Fault>;
    /// How many links of this purpose were made for a person since then (mail volume, I04).
    async fn links_made_since(
        &mut self,
        person: PersonId,
        purpose: LinkPurpose,
        since: Moment,
    ) -> Result<i64, Fault>;
    /// An invitation by the hash of its token or code.
    async fn invitation_by_hash(&mut self, hash: &TokenHash) -> Result<Option<Invitation>, Fault>;
    /// An invitation by id.
    async fn invitation(&mut self, id: InvitationId) -> Result<Option<Invitation>, Fault>;
    /// Invitations, newest first, at most `limit`.
    async fn invitations(&mut self, limit: i64) -> Result<Vec<Invitation>, Fault>;
    /// A request to join.
    async fn join_request(&mut self, id: RequestId) -> Result<Option<JoinRequest>, Fault>;
    /// Waiting requests to join, oldest first, at most `limit`.
    async fn join_requests(&mut self, limit: i64) -> Result<Vec<JoinRequest>, Fault>;
    /// The person whose private calendar address this is, if active.
    async fn person_by_calendar(&mut self, hash: &TokenHash) -> Result<Option<Person>, Fault>;
    /// Whether a person has a private calendar address.
    async fn has_calendar(&mut self, person: PersonId) -> Result<bool, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WritePeople {
    /// Stores a new person; false where the handle or the mail address is taken.
    async fn insert_person(&mut self, person: &Person, via: Option<InvitationId>) -> Result<bool, Fault>;
    /// Stores every changeable column of a person; false where the handle or mail address is another's.
    async fn update_person(&mut self, person: &Person) -> Result<bool, Fault>;
    /// How many active administrators there are, read so that two demotions cannot both pass.
    async fn administrators_count(&mut self) -> Result<i64, Fault>;
    /// Moves the mark up to which the feed was read; never backwards.
    async fn mark_feed_read(&mut self, person: PersonId, to: Moment) -> Result<(), Fault>;
    /// Opens a session; the person's oldest go beyond `most`.
    async fn insert_session(&mut self, session: &Session, hash: &TokenHash, most: i64) -> Result<(), Fault>;
    /// Marks a session as used and moves its end.
    async fn touch_session(&mut self, id: SessionId, now: Moment, expires_at: Moment) -> Result<(), Fault>;
    /// Ends one session of a person; false where they have no such session.
    async fn delete_session(&mut self, person: PersonId, id: SessionId) -> Result<bool, Fault>;
    /// Ends all sessions of a person but one.
    async fn delete_sessions(&mut self, person: PersonId, but: Option<SessionId>) -> Result<(), Fault>;
    /// Stores a link and voids the person's unused ones of the same purpose; what takes a mail address back stays,
    /// or two changes in a row would shut its owner out (I05).
    async fn insert_link(&mut self, link: &Link) -> Result<(), Fault>;
    /// Marks a link as used; false where it already was (a race has one winner).
    async fn use_link(&mut self, hash: &TokenHash, now: Moment) -> Result<bool, Fault>;
    /// Voids the unused links of a person, but those of one purpose.
    async fn void_links(
        &mut self,
        person: PersonId,
        keep: Option<LinkPurpose>,
        now: Moment,
    ) -> Result<(), Fault>;
    /// Stores an invitation.
    async fn insert_invitation(&mut self, invitation: &Invitation) -> Result<(), Fault>;
    /// Gives a mail invitation a new token (a letter that is sent again).
    async fn renew_invitation(&mut self, id: InvitationId, hash: &TokenHash) -> Result<(), Fault>;
    /// Takes one place of an invitation; false where none was left (a race has one winner).
    async fn take_place(&mut self, id: InvitationId, now: Moment) -> Result<bool, Fault>;
    /// Takes an invitation back; false where it already was.
    async fn revoke_invitation(&mut self, id: InvitationId, now: Moment) -> Result<bool, Fault>;
    /// Stores a request to join; false where the same address already waits.
    async fn insert_join_request(&mut self, request: &JoinRequest) -> Result<bool, Fault>;
    /// Decides a waiting request; false where it was decided already.
    async fn decide_join_request(
        &mut self,
        id: RequestId,
        state: RequestState,
        by: PersonId,
        now: Moment,
    ) -> Result<bool, Fault>;
    /// Sets or forgets the private calendar address of a person.
    async fn set_calendar(&mut self, person: PersonId, hash: Option<&TokenHash>) -> Result<(), Fault>;
    /// Erases what an ended account leaves, `before` being the row as it was: sessions, links, calendar address, notices,
    /// answers, reactions, letters under way, and the invitation and request by which they came. Unless they keep their
    /// name on what they wrote, other people's notices that say it go too.
    async fn erase_traces(&mut self, before: &Person, keep_name: bool) -> Result<(), Fault>;
}

// ------------------------------------------------------------------ posts

/// Reading posts.
#[async_trait]
pub trait ReadPosts {
    /// A post by id, whoever may read it: only `access` calls this.
    async fn post(&mut self, id: PostId) -> Result<Option<Post>, Fault>;
    /// A post with its row, by id.
    async fn post_view(&mut self, scope: Scope, id: PostId) -> Result<Option<PostView>, Fault>;
    /// Posts at the top of a discussion that are out and in scope, newest first.
    async fn feed(
        &mut self,
        scope: Scope,
        before: Option<Before>,
        limit: i64,
    ) -> Result<Vec<PostView>, Fault>;
    /// The same written by one person under their own name.
    async fn posts_by(&mut self, scope: Scope, author: PersonId, limit: i64) -> Result<Vec<PostView>, Fault>;
    /// How many posts of others came out after that moment, in scope, counted to `limit` at most.
    async fn feed_new(&mut self, scope: Scope, since: Moment, limit: i64) -> Result<i64, Fault>;
    /// Replies of a discussion that are in scope, oldest first, after a place (`written_at` and id of the last one
    /// shown). Deleted and removed ones come as rows without text, so that answers keep their place; a proposal taken
    /// back before it was out does not.
    async fn replies(
        &mut self,
        scope: Scope,
        root: PostId,
        after: Option<Before>,
        limit: i64,
    ) -> Result<Vec<PostView>, Fault>;
    /// Former texts of a post, oldest first.
    async fn revisions(&mut self, id: PostId, limit: i64) -> Result<Vec<Revision>, Fault>;
    /// Proposed posts, oldest first; of one person where `author` is given.
    async fn proposals(&mut self, author: Option<PersonId>, limit: i64) -> Result<Vec<PostView>, Fault>;
    /// A picture's type, bytes and the post it belongs to: only `access` calls this.
    async fn picture(&mut self, id: PictureId) -> Result<Option<(PictureRef, Vec<u8>, PostId)>, Fault>;
    /// The post made from this form, if it was sent before.
    async fn post_once(&mut self, author: PersonId, once: uuid::Uuid) -> Result<Option<PostId>, Fault>;
    /// Servers that get a copy of what is for everybody, by host, at most `limit`.
    async fn follower_hosts(&mut self, limit: i64) -> Result<Vec<String>, Fault>;
    /// How many people found a post useful, and how many replies are out in this audience or a wider one (public counts).
    async fn public_counts(&mut self, id: PostId) -> Result<(i64, i64), Fault>;
}

/// Writing posts.
#[async_trait]
pub trait WritePosts {
    /// Stores a post. `once` is the form's own id: false where this author already sent that form.
    async fn insert_post(&mut self, post: &Post, once: uuid::Uuid) -> Result<bool, Fault>;
    /// Stores a picture of a post.
    async fn insert_picture(
        &mut self,
        id: PictureId,
        post: PostId,
        position: i32,
        picture: &NewPicture,
    ) -> Result<(), Fault>;
    /// Keeps the present text as a revision and stores the new one; false where `seen_edits` is no longer the count.
    async fn edit_post(&mut self, post: &Post, seen_edits: i32) -> Result<bool, Fault>;
    /// Moves a post to another state; false where it was not in `from`.
    async fn move_post(
        &mut self,
        id: PostId,
        from: PostState,
        to: PostState,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Empties a post: text, revisions, pictures, reactions, and the activities of ours that carried it; the row
    /// keeps its place with `state`.
    async fn empty_post(&mut self, id: PostId, state: PostState, at: Moment) -> Result<(), Fault>;
    /// Sets or takes back a person's "useful"; false where it already was so.
    async fn set_useful(
        &mut self,
        post: PostId,
        person: PersonId,
        useful: bool,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Posts and replies for everybody that a person signed and that are out, oldest first: taken back when their
    /// account ends. What they wrote in the section's name stays the section's.
    async fn public_posts_of(&mut self, author: PersonId, limit: i64) -> Result<Vec<Post>, Fault>;
}

// ------------------------------------------------------------------ rendezvous

/// Reading rendezvous.
#[async_trait]
pub trait ReadRendezvous {
    /// A rendezvous by id, whoever may read it: only `access` calls this.
    async fn rendezvous(&mut self, id: RendezvousId) -> Result<Option<Rendezvous>, Fault>;
    /// A rendezvous with its row.
    async fn rendezvous_view(
        &mut self,
        scope: Scope,
        id: RendezvousId,
    ) -> Result<Option<RendezvousView>, Fault>;
    /// Planned and cancelled ones in scope that begin from `from` to before `to`, earliest first.
    async fn agenda(
        &mut self,
        scope: Scope,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<RendezvousView>, Fault>;
    /// Planned ones in scope that are not over at `now` and that this person has not answered, earliest first; of a series
    /// the next one alone.
    async fn unanswered(
        &mut self,
        person: PersonId,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<RendezvousView>, Fault>;
    /// Who comes (`true`) and who does not, by name: for members alone. To what is for a body nobody comes who has left it.
    async fn answers(
        &mut self,
        id: RendezvousId,
        now: Moment,
        limit: i64,
    ) -> Result<Vec<(crate::person::Byline, bool)>, Fault>;
    /// Proposed ones, oldest first; of a series the first one, and those that were changed by themselves.
    async fn rendezvous_proposals(&mut self, limit: i64) -> Result<Vec<RendezvousView>, Fault>;
}

/// Writing rendezvous.
#[async_trait]
pub trait WriteRendezvous {
    /// Stores a rendezvous; false where this organiser already sent that form.
    async fn insert_rendezvous(&mut self, rendezvous: &Rendezvous, once: uuid::Uuid) -> Result<bool, Fault>;
    /// Stores every changeable column; false where `seen_sequence` is no longer its sequence.
    async fn update_rendezvous(&mut self, rendezvous: &Rendezvous, seen_sequence: i32)
    -> Result<bool, Fault>;
    /// Moves it to another state; false where it was not in `from`. Cancelling counts its sequence up.
    async fn move_rendezvous(
        &mut self,
        id: RendezvousId,
        from: RendezvousState,
        to: RendezvousState,
        at: Moment,
    ) -> Result<bool, Fault>;
    /// Stores an answer.
    async fn answer(
        &mut self,
        id: RendezvousId,
        person: PersonId,
        coming: bool,
        at: Moment,
    ) -> Result<(), Fault>;
    /// How many come, of ours and of those outside, read so that the last place is given once. To what is for a body nobody
    /// comes who has left it.
    async fn coming(&mut self, id: RendezvousId, now: Moment) -> Result<i64, Fault>;
    /// The people who answered, who have to be told of a change.
    async fn answered(&mut self, id: RendezvousId) -> Result<Vec<PersonId>, Fault>;
    /// The rendezvous made from this form, if it was sent before.
    async fn rendezvous_once(
        &mut self,
        organiser: PersonId,
        once: uuid::Uuid,
    ) -> Result<Option<RendezvousId>, Fault>;
}
