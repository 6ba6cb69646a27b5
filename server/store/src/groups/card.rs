//! Groups themselves: their rows, the lists of them, and what their page says.

use std::collections::HashMap;

use preau_core::error::Fault;
use preau_core::group::{
    GROUPS_MAX, Group, GroupCard, GroupRole, GroupState, GroupView, Joining, Listing, Reach, ShownAnimator,
    UNREAD_MAX, Writing,
};
use preau_core::id::{GroupId, PersonId};
use preau_core::text::{Note, PersonName, ShortText, Title};
use preau_core::world::Moment;

use super::people;
use crate::network::address;
use crate::{Conn, fault};

/// Discussions of a group that are looked through for what is unread on a card: what was silent for longer is found in
/// the group itself. A person in twenty groups has a thousand of them looked up, within a few milliseconds.
const TOPICS_LOOKED_AT: i64 = 50;
/// The shown animators of one group: more than any page has room for.
const ANIMATORS_MAX: i64 = 50;

/// Selects [`GroupRow`]s `g`; the second text says which.
macro_rules! groups {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            $crate::groups::card::GroupRow,
            r#"SELECT g.id AS "id!: GroupId", g.actor AS "actor!", g.uid AS "uid!", g.epoch AS "epoch!: i64",
                g.hosted AS "hosted!: bool", g.reach AS "reach!: Reach", g.joining AS "joining!: Joining",
                g.writing AS "writing!: Writing", g.listing AS "listing!: Listing", g.state AS "state!: GroupState",
                g.name AS "name!: Title", g.aim AS "aim!: Note", g.host AS "host!",
                g.host_name AS "host_name!: ShortText", g.made_at AS "made_at!: Moment",
                g.since AS "since!: Moment", g.version AS "version!: i64", g.seq AS "seq!: i64", g.head AS "head!",
                g.known_seq AS "known_seq!: i64", g.heard_at AS "heard_at!: Moment", g.animators AS "animators!"
            FROM grp g "# + $rest,
            $($arg)+
        )
    };
}
pub(super) use groups;

/// Selects [`CardRow`]s for a person (`$1`), counting so far (`$2`) in so many discussions (`$3`); the second text says
/// which. What is said in a group is counted for those who are in it alone.
macro_rules! cards {
    ($person:expr, $rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            CardRow,
            r#"SELECT g.id AS "id!: GroupId", g.actor AS "actor!", g.uid AS "uid!", g.epoch AS "epoch!: i64",
                g.hosted AS "hosted!: bool", g.reach AS "reach!: Reach", g.joining AS "joining!: Joining",
                g.writing AS "writing!: Writing", g.listing AS "listing!: Listing", g.state AS "state!: GroupState",
                g.name AS "name!: Title", g.aim AS "aim!: Note", g.host AS "host!",
                g.host_name AS "host_name!: ShortText", g.made_at AS "made_at!: Moment",
                g.since AS "since!: Moment", g.version AS "version!: i64", g.seq AS "seq!: i64", g.head AS "head!",
                g.known_seq AS "known_seq!: i64", g.heard_at AS "heard_at!: Moment", g.animators AS "animators!",
                CASE WHEN p.state = 'active' THEN (SELECT count(*) FROM (
                    SELECT 1 AS one FROM (
                        SELECT t.id FROM grp_message t WHERE t.grp = g.id AND t.parent IS NULL
                        ORDER BY t.last_at DESC, t.id DESC LIMIT $3) AS topic
                    CROSS JOIN grp_message u
                    WHERE u.topic = topic.id AND u.state = 'published' AND u.person IS DISTINCT FROM $1
                        AND u.seq > COALESCE((SELECT r.seq FROM grp_read r
                            WHERE r.topic = topic.id AND r.person = $1), 0)
                    LIMIT $2) AS news)
                    ELSE 0 END AS "unread!: i64",
                CASE WHEN p.state = 'active' THEN (SELECT max(l.last_at) FROM (
                    SELECT t.last_at FROM grp_message t WHERE t.grp = g.id AND t.parent IS NULL
                        AND t.seq IS NOT NULL ORDER BY t.last_at DESC, t.id DESC LIMIT 1) AS l)
                    END AS "last_at?: Moment",
                CASE WHEN g.hosted AND p.state = 'active' AND p.role = 'animator' THEN (SELECT count(*) FROM (
                    SELECT 1 AS one FROM grp_member q WHERE q.grp = g.id AND q.state = 'asked' LIMIT $2) AS askers)
                    ELSE 0 END AS "asking!: i64"
            FROM grp g LEFT JOIN grp_member p ON p.grp = g.id AND p.person = $1 "# + $rest,
            $person as PersonId,
            UNREAD_MAX,
            TOPICS_LOOKED_AT,
            $($arg)+
        )
    };
}

/// Groups that this person has a place in, then those that they may know of; each by name.
pub(super) async fn for_person(
    conn: &mut Conn,
    person: PersonId,
    limit: i64,
) -> Result<Vec<GroupCard>, Fault> {
    let rows = cards!(
        person,
        "WHERE (p.state IN ('asked', 'active')
            OR (g.listing = 'listed' AND (p.state IS NOT NULL OR g.state <> 'closed')))
        ORDER BY CASE WHEN p.state IN ('asked', 'active') THEN 0 ELSE 1 END, g.name_folded, g.id LIMIT $4",
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    cards(conn, person, rows).await
}

/// Groups this person is in that have something unread, most lately spoken in first.
pub(super) async fn unread(conn: &mut Conn, person: PersonId, limit: i64) -> Result<Vec<GroupCard>, Fault> {
    let rows = cards!(
        person,
        "WHERE p.state = 'active' AND g.state IN ('live', 'closed') ORDER BY g.heard_at DESC, g.id LIMIT $4",
        GROUPS_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    let mut rows: Vec<_> = rows.into_iter().filter(|row| row.unread > 0).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.last_at));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    cards(conn, person, rows).await
}

/// Groups whose name holds all these words, among those that this person may know of.
pub(super) async fn search(
    conn: &mut Conn,
    person: PersonId,
    words: &str,
    limit: i64,
) -> Result<Vec<GroupCard>, Fault> {
    let Some([one, two, three, four]) = four_words(words) else { return Ok(Vec::new()) };
    // Not by LIKE, in which a word has wildcards.
    let rows = cards!(
        person,
        "WHERE (p.state IN ('asked', 'active')
            OR (g.listing = 'listed' AND (p.state IS NOT NULL OR g.state <> 'closed')))
            AND replace(g.name_folded, $4, '') <> g.name_folded
            AND replace(g.name_folded, $5, '') <> g.name_folded
            AND replace(g.name_folded, $6, '') <> g.name_folded
            AND replace(g.name_folded, $7, '') <> g.name_folded
        ORDER BY g.name_folded, g.id LIMIT $8",
        one,
        two,
        three,
        four,
        limit
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    cards(conn, person, rows).await
}

/// The first four words of a search, each of which is asked for; a shorter search asks for its last word again.
pub(super) fn four_words(words: &str) -> Option<[&str; 4]> {
    let mut words = words.split_whitespace();
    let one = words.next()?;
    let two = words.next().unwrap_or(one);
    let three = words.next().unwrap_or(two);
    let four = words.next().unwrap_or(three);
    Some([one, two, three, four])
}

/// What a group's page says of it.
pub(super) async fn view(conn: &mut Conn, id: GroupId, person: PersonId) -> Result<Option<GroupView>, Fault> {
    let row = groups!("WHERE g.id = $1", id as GroupId).fetch_optional(conn.db()).await.map_err(fault)?;
    let Some(group) = row.map(GroupRow::group).transpose()? else { return Ok(None) };
    let mine = people::here(conn, id, person).await?;
    let sections = people::sections(conn, id).await?;
    let counts = sqlx::query!(
        r#"SELECT count(*) AS "everybody!: i64", count(person) AS "here!: i64" FROM grp_member
        WHERE grp = $1 AND state = 'active'"#,
        id as GroupId
    )
    .fetch_one(conn.db())
    .await
    .map_err(fault)?;
    let animators = if group.hosted { shown(conn, id).await? } else { group.animators.clone() };
    let everybody = group.hosted.then_some(counts.everybody);
    Ok(Some(GroupView { group, mine, sections, here: counts.here, everybody, animators }))
}

/// On the host: its own people who animate a group, and those of others who agreed to be seen.
async fn shown(conn: &mut Conn, group: GroupId) -> Result<Vec<ShownAnimator>, Fault> {
    let rows = sqlx::query!(
        r#"SELECT actor AS "actor!", name AS "name!: PersonName", host AS "host!" FROM grp_member
        WHERE grp = $1 AND state = 'active' AND role = $2 AND (shown OR person IS NOT NULL)
        ORDER BY name_folded, actor LIMIT $3"#,
        group as GroupId,
        GroupRole::Animator.as_str(),
        ANIMATORS_MAX
    )
    .fetch_all(conn.db())
    .await
    .map_err(fault)?;
    rows.into_iter()
        .map(|row| Ok(ShownAnimator { actor: address(&row.actor)?, name: row.name, host: row.host }))
        .collect()
}

/// Rows with the reader's places, which one more statement finds for all of them.
async fn cards(conn: &mut Conn, person: PersonId, rows: Vec<CardRow>) -> Result<Vec<GroupCard>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut places: HashMap<_, _> =
        people::places(conn, person).await?.into_iter().map(|place| (place.group, place)).collect();
    rows.into_iter()
        .map(|row| {
            let (unread, last_at, asking) = (row.unread, row.last_at, row.asking);
            let group = row.group()?;
            let mine = places.remove(&group.id);
            Ok(GroupCard { group, mine, unread, last_at, asking })
        })
        .collect()
}

/// What [`groups`] selects.
pub(super) struct GroupRow {
    pub(super) id: GroupId,
    pub(super) actor: String,
    pub(super) uid: String,
    pub(super) epoch: i64,
    pub(super) hosted: bool,
    pub(super) reach: Reach,
    pub(super) joining: Joining,
    pub(super) writing: Writing,
    pub(super) listing: Listing,
    pub(super) state: GroupState,
    pub(super) name: Title,
    pub(super) aim: Note,
    pub(super) host: String,
    pub(super) host_name: ShortText,
    pub(super) made_at: Moment,
    pub(super) since: Moment,
    pub(super) version: i64,
    pub(super) seq: i64,
    pub(super) head: Vec<u8>,
    pub(super) known_seq: i64,
    pub(super) heard_at: Moment,
    pub(super) animators: String,
}

impl GroupRow {
    /// With its addresses and its animators read.
    pub(super) fn group(self) -> Result<Group, Fault> {
        Ok(Group {
            id: self.id,
            actor: address(&self.actor)?,
            uid: self.uid,
            epoch: self.epoch,
            hosted: self.hosted,
            reach: self.reach,
            joining: self.joining,
            writing: self.writing,
            listing: self.listing,
            state: self.state,
            name: self.name,
            aim: self.aim,
            host: address(&self.host)?,
            host_name: self.host_name,
            made_at: self.made_at,
            since: self.since,
            version: self.version,
            seq: self.seq,
            head: self.head,
            known_seq: self.known_seq,
            heard_at: self.heard_at,
            animators: serde_json::from_str(&self.animators)
                .map_err(|error| Fault::other("reading the animators of a group", error))?,
        })
    }
}

/// What [`cards`] selects.
struct CardRow {
    id: GroupId,
    actor: String,
    uid: String,
    epoch: i64,
    hosted: bool,
    reach: Reach,
    joining: Joining,
    writing: Writing,
    listing: Listing,
    state: GroupState,
    name: Title,
    aim: Note,
    host: String,
    host_name: ShortText,
    made_at: Moment,
    since: Moment,
    version: i64,
    seq: i64,
    head: Vec<u8>,
    known_seq: i64,
    heard_at: Moment,
    animators: String,
    unread: i64,
    last_at: Option<Moment>,
    asking: i64,
}

impl CardRow {
    /// The group of it.
    fn group(self) -> Result<Group, Fault> {
        let row = GroupRow {
            id: self.id,
            actor: self.actor,
            uid: self.uid,
            epoch: self.epoch,
            hosted: self.hosted,
            reach: self.reach,
            joining: self.joining,
            writing: self.writing,
            listing: self.listing,
            state: self.state,
            name: self.name,
            aim: self.aim,
            host: self.host,
            host_name: self.host_name,
            made_at: self.made_at,
            since: self.since,
            version: self.version,
            seq: self.seq,
            head: self.head,
            known_seq: self.known_seq,
            heard_at: self.heard_at,
            animators: self.animators,
        };
        row.group()
    }
}
