//! What groups need of a store.

use async_trait::async_trait;
use url::Url;
use uuid::Uuid;

use crate::error::Fault;
use crate::group::{
    ActState, Gathering, GatheringView, Group, GroupAct, GroupCard, GroupLink, GroupMember, GroupSection,
    GroupState, GroupView, LogEntry, Membership, Message, MessageState, MessageView, Receipt, ReceiptState,
    Tell, TopicRow,
};
use crate::id::{ActivityId, GatheringId, GroupId, MessageId, PersonId};
use crate::job::Turned;
use crate::world::{Moment, TokenHash};

/// Reading groups. What a person may see of them is said by `access`; lists filter by that person in SQL.
#[async_trait]
pub trait ReadGroups {
    /// A group by its id here.
    async fn group(&mut self, id: GroupId) -> Result<Option<Group>, Fault>;
    /// A group by its actor.
    async fn group_by_actor(&mut self, actor: &Url) -> Result<Option<Group>, Fault>;
    /// A group by what stays when it changes its host.
    async fn group_by_uid(&mut self, uid: &str) -> Result<Option<Group>, Fault>;
    /// Somebody's place in a group, by actor.
    async fn group_member(&mut self, group: GroupId, actor: &Url) -> Result<Option<GroupMember>, Fault>;
    /// One of our people's place in a group.
    async fn group_member_here(
        &mut self,
        group: GroupId,
        person: PersonId,
    ) -> Result<Option<GroupMember>, Fault>;
    /// Groups that this person is in (or asked for), then listed ones that they could join, each by name; those that are
    /// left or declined not.
    async fn groups_for(&mut self, person: PersonId, limit: i64) -> Result<Vec<GroupCard>, Fault>;
    /// Groups this person is in that have something unread, most lately spoken in first: for home.
    async fn groups_unread(&mut self, person: PersonId, limit: i64) -> Result<Vec<GroupCard>, Fault>;
    /// The group's page for this person.
    async fn group_view(&mut self, group: GroupId, person: PersonId) -> Result<Option<GroupView>, Fault>;
    /// Discussions, pinned ones first, then by what was last said; of this page those before `before` (a moment of
    /// [`TopicRow::last_at`] and the id), where only unpinned ones come. Also the reader's own waiting and refused ones.
    async fn topics(
        &mut self,
        group: GroupId,
        reader: PersonId,
        before: Option<(Moment, MessageId)>,
        limit: i64,
    ) -> Result<Vec<TopicRow>, Fault>;
    /// A message by its id here: only `access` calls this.
    async fn message(&mut self, id: MessageId) -> Result<Option<Message>, Fault>;
    /// A message by its id on the wire.
    async fn message_by_uri(&mut self, uri: &Url) -> Result<Option<Message>, Fault>;
    /// A message with its row.
    async fn message_view(&mut self, id: MessageId, reader: PersonId) -> Result<Option<MessageView>, Fault>;
    /// Replies of a discussion in the order of the log, after a place, deleted ones as empty places; the reader's own
    /// waiting and refused ones last.
    async fn messages(
        &mut self,
        topic: MessageId,
        reader: PersonId,
        after: Option<i64>,
        limit: i64,
    ) -> Result<Vec<MessageView>, Fault>;
    /// The first message of a discussion that this reader has not read.
    async fn first_unread(&mut self, topic: MessageId, reader: PersonId) -> Result<Option<MessageId>, Fault>;
    /// Messages of an actor in a group that are out or wait, newest first.
    async fn messages_of(
        &mut self,
        group: GroupId,
        author: &Url,
        limit: i64,
    ) -> Result<Vec<MessageId>, Fault>;
    /// How many discussions are pinned.
    async fn pins(&mut self, group: GroupId) -> Result<i64, Fault>;
    /// People of a group in these states, animators first, then by name: for its animators (host) or of our own people.
    async fn group_members(
        &mut self,
        group: GroupId,
        states: &[Membership],
        limit: i64,
    ) -> Result<Vec<GroupMember>, Fault>;
    /// Sections that take part or were invited.
    async fn group_sections(&mut self, group: GroupId) -> Result<Vec<GroupSection>, Fault>;
    /// Whether anybody of this server is in: the check of every fetch, answered from one index.
    async fn host_is_in(&mut self, group: GroupId, host: &str) -> Result<bool, Fault>;
    /// Whether this server is one of those with a copy (as the host told us).
    async fn host_has_copy(&mut self, group: GroupId, host: &str) -> Result<bool, Fault>;
    /// Whether any live group that crosses servers has both this person of ours and this server in it, or is being asked
    /// for by this person there: then that server may read their document.
    async fn shares_group(&mut self, person: PersonId, host: &str) -> Result<bool, Fault>;
    /// The shared inboxes of the other servers with people in a group, once each.
    async fn group_inboxes(&mut self, group: GroupId) -> Result<Vec<Url>, Fault>;
    /// Entries after a place, in order, at most `limit`.
    async fn log(&mut self, group: GroupId, after: i64, limit: i64) -> Result<Vec<LogEntry>, Fault>;
    /// One entry.
    async fn log_entry(&mut self, group: GroupId, seq: i64) -> Result<Option<LogEntry>, Fault>;
    /// The entry that carries this activity.
    async fn log_entry_of(&mut self, group: GroupId, inner: &str) -> Result<Option<LogEntry>, Fault>;
    /// What one of our people did.
    async fn group_act(&mut self, id: ActivityId) -> Result<Option<GroupAct>, Fault>;
    /// Acts of this person in this group that wait or were refused, oldest first.
    async fn group_acts(
        &mut self,
        group: GroupId,
        person: PersonId,
        limit: i64,
    ) -> Result<Vec<GroupAct>, Fault>;
    /// The message made from this form, if it was sent before.
    async fn message_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<MessageId>, Fault>;
    /// The group made from this form, if it was sent before.
    async fn group_once(&mut self, by: PersonId, once: Uuid) -> Result<Option<GroupId>, Fault>;
    /// How many groups somebody made since then.
    async fn groups_made_since(&mut self, by: PersonId, since: Moment) -> Result<i64, Fault>;
    /// A link into a group by the hash of its token, in its time.
    async fn group_link(&mut self, hash: &TokenHash, now: Moment) -> Result<Option<GroupLink>, Fault>;
    /// The links into a group that can be used.
    async fn group_links(&mut self, group: GroupId, now: Moment) -> Result<Vec<GroupLink>, Fault>;
    /// Receipts of a group, newest removal first, at most `limit`.
    async fn receipts(&mut self, group: GroupId, limit: i64) -> Result<Vec<Receipt>, Fault>;
    /// Animators of ours in a group, to be told.
    async fn animators_here(&mut self, group: GroupId) -> Result<Vec<PersonId>, Fault>;
    /// Our own people in a group who want to be told of new discussions.
    async fn told_of_topics(&mut self, group: GroupId, limit: i64) -> Result<Vec<PersonId>, Fault>;
    /// A rendezvous by its id here.
    async fn gathering(&mut self, id: GatheringId) -> Result<Option<Gathering>, Fault>;
    /// A rendezvous by its id on the wire.
    async fn gathering_by_uri(&mut self, uri: &Url) -> Result<Option<Gathering>, Fault>;
    /// One for its page.
    async fn gathering_view(
        &mut self,
        id: GatheringId,
        reader: PersonId,
    ) -> Result<Option<GatheringView>, Fault>;
    /// The rendezvous of every group this person is in that begin from `from` to before `to`, earliest first.
    async fn gatherings_for(
        &mut self,
        person: PersonId,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<GatheringView>, Fault>;
    /// Those of one group from `from` on, earliest first.
    async fn gatherings_of(
        &mut self,
        group: GroupId,
        reader: PersonId,
        from: Moment,
        limit: i64,
    ) -> Result<Vec<GatheringView>, Fault>;
    /// Whether this person ever acted in a group that crosses servers: then they have a document for its servers.
    async fn has_group_voice(&mut self, person: PersonId) -> Result<bool, Fault>;
    /// Groups this person is in, to leave them when the account ends.
    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<GroupMember>, Fault>;
    /// Groups that have the section with this actor as host (`hosted`: no) or in it (`hosted`: yes).
    async fn groups_with(&mut self, section: &Url) -> Result<Vec<Group>, Fault>;
    /// Groups whose name, and discussions whose title, hold these folded words, that this person may read; by name.
    async fn search_groups(
        &mut self,
        person: PersonId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<GroupCard>, Fault>;
    /// Discussions whose title holds these folded words, in groups this person is in, latest first.
    async fn search_topics(
        &mut self,
        person: PersonId,
        words: &str,
        limit: i64,
    ) -> Result<Vec<Message>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteGroups {
    /// Stores a group; `once` of who made it here. False where the actor is known already.
    async fn insert_group(&mut self, group: &Group, by: Option<(PersonId, Uuid)>) -> Result<bool, Fault>;
    /// Stores every changeable column of a group.
    async fn update_group(&mut self, group: &Group) -> Result<(), Fault>;
    /// Moves a group to a state.
    async fn move_group(&mut self, group: GroupId, state: GroupState, now: Moment) -> Result<(), Fault>;
    /// Stores or changes somebody's place (by group and actor).
    async fn keep_member(&mut self, member: &GroupMember) -> Result<(), Fault>;
    /// Forgets somebody's place whole: who leaves leaves no name behind on the host.
    async fn drop_member(&mut self, group: GroupId, actor: &Url) -> Result<(), Fault>;
    /// Sets what a member is told of.
    async fn set_tell(&mut self, group: GroupId, person: PersonId, tell: Tell) -> Result<(), Fault>;
    /// Animators of the whole group, read so that two demotions cannot both pass.
    async fn animators_count(&mut self, group: GroupId) -> Result<i64, Fault>;
    /// Stores or changes a section's place (by group and actor).
    async fn keep_group_section(&mut self, group: GroupId, section: &GroupSection) -> Result<(), Fault>;
    /// On a copy: replaces the sections by what the host says.
    async fn set_group_sections(&mut self, group: GroupId, sections: &[GroupSection]) -> Result<(), Fault>;
    /// Stores a message; false where this author sent that form already, or the id on the wire is known.
    async fn insert_message(&mut self, message: &Message, once: Option<Uuid>) -> Result<bool, Fault>;
    /// Stores the changeable columns of a message: text, state, place in the log, pin, digest, edits.
    async fn update_message(&mut self, message: &Message) -> Result<(), Fault>;
    /// Empties a message: text, reactions, the entries of the log and the activities that carried it.
    async fn empty_message(&mut self, id: MessageId, state: MessageState, at: Moment) -> Result<(), Fault>;
    /// Sets or takes back an actor's "useful"; false where it already was so.
    async fn set_message_useful(
        &mut self,
        message: MessageId,
        actor: &Url,
        useful: bool,
    ) -> Result<bool, Fault>;
    /// Marks what this reader has read of a discussion; never backwards.
    async fn mark_topic_read(&mut self, topic: MessageId, reader: PersonId, seq: i64) -> Result<(), Fault>;
    /// Appends an entry and moves the group's head to it; false where its place is taken or the activity is in already.
    async fn append_entry(&mut self, entry: &LogEntry) -> Result<bool, Fault>;
    /// Forgets the entries after a place and what they made (a copy that starts again from a common entry).
    async fn cut_log(&mut self, group: GroupId, after: i64) -> Result<(), Fault>;
    /// Notes that the host's log has this entry; never backwards.
    async fn note_known_seq(&mut self, group: GroupId, seq: i64, now: Moment) -> Result<(), Fault>;
    /// Notes which entry is the last of its log, as the host says: backwards too, where the host was restored.
    async fn note_last_seq(&mut self, group: GroupId, seq: i64, now: Moment) -> Result<(), Fault>;
    /// Stores an act of ours.
    async fn insert_group_act(&mut self, act: &GroupAct) -> Result<(), Fault>;
    /// Settles an act: done, its text goes and it is read no more; refused, its author finds it again for a month.
    async fn settle_group_act(
        &mut self,
        id: ActivityId,
        state: ActState,
        reason: Option<Turned>,
        now: Moment,
    ) -> Result<(), Fault>;
    /// Stores a link into a group.
    async fn insert_group_link(&mut self, link: &GroupLink) -> Result<(), Fault>;
    /// Takes every link into a group back.
    async fn drop_group_links(&mut self, group: GroupId) -> Result<(), Fault>;
    /// Stores a receipt that is asked for.
    async fn ask_receipt(&mut self, receipt: &Receipt) -> Result<(), Fault>;
    /// Notes a server's answer; false where nothing was asked of it.
    async fn answer_receipt(
        &mut self,
        group: GroupId,
        about: &str,
        host: &str,
        state: ReceiptState,
        now: Moment,
    ) -> Result<bool, Fault>;
    /// Stores or changes a rendezvous (by its id on the wire); the id it has here comes back.
    async fn keep_gathering(&mut self, gathering: &Gathering) -> Result<GatheringId, Fault>;
    /// Stores one of our people's answers.
    async fn answer_gathering(
        &mut self,
        id: GatheringId,
        person: PersonId,
        coming: bool,
        now: Moment,
    ) -> Result<(), Fault>;
    /// Forgets copies of groups that were left before then, a bounded piece of one at a time: the purge calls this until
    /// nothing is left. Returns how many rows went.
    async fn purge_copies(&mut self, before: Moment) -> Result<u64, Fault>;
}
