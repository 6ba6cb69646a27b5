//! Keeping a sitting: opening it, who is there, what is voted, what is noted, closing it.
//!
//! Whoever keeps the record of the body, chairs, or takes the minutes does all of it; tellers key what they counted, and
//! nothing else. To everybody else none of it exists.

pub mod ahead;
pub mod attend;
pub mod count;
pub mod decide;
pub mod item;
pub mod open;
pub mod roll;
pub mod vote;

use crate::access::{self, Thing, Verb, Viewer, may};
use crate::error::{Failure, Field, Refusal};
use crate::id::{BallotId, ItemId, MeetingId, PersonId};
use crate::meeting::{Ballot, Item, Measure, Meeting, ProxyState, Standing, Voice};
use crate::rules::{Officers, Room, RulesProfile};
use crate::store::{Read, Tx};
use crate::text::Problem;
use crate::world::{Day, Moment, World};

/// A clock that runs ahead of ours by less than this is not the future.
const AHEAD_MAX: i64 = 5 * Moment::MINUTE;
/// Mandates of a body that are looked through.
const MANDATES_MAX: i64 = 500;

/// Whether this viewer keeps the record of that meeting.
pub fn keeps(viewer: &Viewer, meeting: &Meeting) -> bool {
    may(viewer, Verb::Record, Thing::Meeting { meeting, place: None })
}

/// The meeting, where this person keeps its record; for everybody else there is none.
pub(super) async fn kept(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<(Meeting, Viewer), Failure> {
    let viewer = access::viewer(tx, by, world.now()).await?;
    let meeting = tx.meeting(meeting).await?.ok_or(Refusal::NotFound)?;
    if keeps(&viewer, &meeting) { Ok((meeting, viewer)) } else { Err(Refusal::NotFound.into()) }
}

/// The same, where the sitting is open (suspended counts: people come and go in a pause).
pub(super) async fn sitting(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<Meeting, Failure> {
    let (meeting, _) = kept(tx, world, by, meeting).await?;
    if meeting.state.sits() { Ok(meeting) } else { Err(Refusal::Over.into()) }
}

/// An item of a sitting that is open.
pub(super) async fn sitting_item(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    item: ItemId,
) -> Result<(Meeting, Item), Failure> {
    let item = tx.item(item).await?.ok_or(Refusal::NotFound)?;
    let meeting = sitting(tx, world, by, item.meeting).await?;
    Ok((meeting, item))
}

/// A vote of a meeting whose record this person keeps.
pub(super) async fn kept_ballot(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    ballot: BallotId,
) -> Result<(Meeting, Ballot), Failure> {
    let ballot = tx.ballot(ballot).await?.ok_or(Refusal::NotFound)?;
    let (meeting, _) = kept(tx, world, by, ballot.meeting).await?;
    Ok((meeting, ballot))
}

/// The rules under which the meeting was convened.
pub fn rules(meeting: &Meeting) -> Result<&RulesProfile, Refusal> {
    meeting.rules.as_ref().ok_or(Refusal::Over)
}

/// The day on which dues have to be paid: that of the opening, so that midnight takes nobody's standing away.
pub fn day_of(meeting: &Meeting, now: Moment) -> Day {
    let at = meeting.sitting.map_or(now, |sitting| sitting.opened_at);
    Day::of(at, meeting.time_zone).unwrap_or_default()
}

/// Where the room stands at this moment, under the rules of the notice.
pub async fn standing(db: &mut dyn Read, meeting: &Meeting, now: Moment) -> Result<Standing, Failure> {
    let rules = rules(meeting)?;
    let count = db.headcount(meeting.id, day_of(meeting, now)).await?;
    let excluded = excluded(db, meeting, rules, now).await?;
    let room = Room {
        on_roll: count.on_roll,
        good_standing: count.good_standing,
        present: count.present,
        represented: count.represented,
        officers: officers(db, meeting, &excluded).await?,
    };
    let second = meeting.convocation.as_ref().is_some_and(|notice| notice.second_of.is_some());
    Ok(rules.standing(&room, second))
}

/// Keeps what the quorum is measured by, where that changed since it was kept last. Called by whatever is recorded of an
/// open sitting, so that the minutes say the quorum that the room saw.
pub(super) async fn measure(tx: &mut dyn Tx, meeting: &Meeting, now: Moment) -> Result<(), Failure> {
    let Some(sitting) = meeting.sitting.filter(|_| meeting.state.sits()) else { return Ok(()) };
    let from = now.max(sitting.opened_at);
    let count = tx.headcount(meeting.id, day_of(meeting, now)).await?;
    let excluded = excluded(tx, meeting, rules(meeting)?, from).await?;
    let found = Measure { from, on_roll: count.on_roll, good_standing: count.good_standing, excluded };
    let last = tx.measures(meeting.id).await?.pop();
    let same = last.is_some_and(|last| Measure { from, ..last } == found);
    if !same {
        tx.keep_measure(meeting.id, &found).await?;
    }
    Ok(())
}

/// The voters of the roll whom the rules leave out of the quorum: few bodies have any.
async fn excluded(
    db: &mut dyn Read,
    meeting: &Meeting,
    rules: &RulesProfile,
    now: Moment,
) -> Result<Vec<PersonId>, Failure> {
    let mut people: Vec<PersonId> = Vec::new();
    if rules.quorum.excluded.is_empty() {
        return Ok(people);
    }
    for view in db.mandates_in(meeting.body, now, MANDATES_MAX).await? {
        let mandate = view.mandate;
        let counts = mandate.holds(now)
            && mandate.delegated.is_none()
            && rules.quorum.excluded.contains(&mandate.role)
            && !people.contains(&mandate.person);
        if !counts {
            continue;
        }
        let line = db.recipient(meeting.id, mandate.person).await?;
        if line.is_some_and(|line| line.voice == Voice::Voting) {
            people.push(mandate.person);
        }
    }
    people.sort_unstable();
    Ok(people)
}

/// How many of them are in the room, and how many of their voices somebody carries.
async fn officers(db: &mut dyn Read, meeting: &Meeting, people: &[PersonId]) -> Result<Officers, Failure> {
    let mut officers = Officers::default();
    if people.is_empty() {
        return Ok(officers);
    }
    let proxies = db.proxies(meeting.id).await?;
    for person in people {
        officers.in_base = officers.in_base.saturating_add(1);
        if db.open_stay(meeting.id, *person).await?.is_some() {
            officers.present = officers.present.saturating_add(1);
            continue;
        }
        let given = proxies.iter().find(|one| one.giver == *person && one.state == ProxyState::Valid);
        if let Some(proxy) = given
            && db.open_stay(meeting.id, proxy.holder).await?.is_some()
        {
            officers.represented = officers.represented.saturating_add(1);
        }
    }
    Ok(officers)
}

/// Where the room stands now; refused while the quorum is not met.
pub(super) async fn standing_with_quorum(
    tx: &mut dyn Tx,
    meeting: &Meeting,
    now: Moment,
) -> Result<Standing, Failure> {
    measure(tx, meeting, now).await?;
    let standing = standing(tx, meeting, now).await?;
    let rules = rules(meeting)?;
    rules.check_quorum(&standing).map_err(Refusal::Rule)?;
    // What everybody accepted at the opening is accepted by everybody.
    if meeting.convocation.as_ref().is_some_and(|notice| notice.accepted) {
        rules.check_everybody(&standing).map_err(Refusal::Rule)?;
    }
    Ok(standing)
}

/// A moment that was keyed, or now: not in the future, and not before the earliest that makes sense.
pub(super) fn keyed(at: Option<Moment>, now: Moment, earliest: Moment) -> Result<Moment, Refusal> {
    let Some(at) = at else {
        // Two clocks of one room differ by a little; by more, it is not the time.
        return if now.plus(AHEAD_MAX) < earliest {
            Err(Refusal::Field(Field::Time, Problem::TooEarly))
        } else {
            Ok(now.max(earliest))
        };
    };
    if at > now.plus(AHEAD_MAX) {
        return Err(Refusal::Field(Field::Time, Problem::TooFar));
    }
    if at < earliest {
        return Err(Refusal::Field(Field::Time, Problem::TooEarly));
    }
    Ok(at)
}
