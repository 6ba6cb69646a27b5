//! Reads the record of a meeting, whole, and makes the text of its minutes.

use std::collections::HashMap;

use crate::error::{Failure, Refusal};
use crate::event::{Event, EventKind};
use crate::id::PersonId;
use crate::meeting::{
    Attendee, BallotMode, Meeting, MeetingView, MinutesText, Record, Standing, Stay, Suspension, compose,
};
use crate::rules::{Officers, Room};
use crate::store::Read;
use crate::text::PersonName;

/// Lines of the journal about one meeting: its turns, and what was keyed of its attendance.
const JOURNAL_MAX: i64 = 5_000;
/// Votes of one meeting that are read for its minutes.
const BALLOTS_MAX: i64 = 1_000;

/// What was recorded of a meeting.
pub async fn record_of(db: &mut dyn Read, view: &MeetingView) -> Result<Record, Failure> {
    let meeting = view.meeting.clone();
    let house = db.house().await?.ok_or(Refusal::NotFound)?;
    let ballots = db.ballots(meeting.id, BALLOTS_MAX).await?;
    let mut roll_votes = Vec::new();
    for ballot in ballots.iter().filter(|ballot| ballot.mode == BallotMode::RollCall) {
        roll_votes.push((ballot.id, db.roll_votes(ballot.id).await?));
    }
    Ok(Record {
        house: house.name,
        body_name: view.body_name.clone(),
        body_kind: view.body_kind,
        names: names(db, &meeting).await?,
        roll: db.roll(meeting.id).await?,
        attendees: attendees(db.stays(meeting.id, super::STAYS_MAX).await?),
        proxies: db.proxies(meeting.id).await?,
        items: db.items(meeting.id).await?,
        decisions: db.decisions_of(meeting.id).await?,
        tasks: db.tasks_of(meeting.id).await?,
        suspensions: suspensions(db.journal_of(meeting.id.0, JOURNAL_MAX).await?),
        ballots,
        roll_votes,
        meeting,
    })
}

/// The minutes that the record of a meeting makes today; refused where no sitting was opened.
pub async fn text_of(db: &mut dyn Read, view: &MeetingView) -> Result<MinutesText, Failure> {
    let record = record_of(db, view).await?;
    let text = compose(&record, |standing| quorum(&record, standing));
    Ok(text.ok_or(Refusal::NotFound)?)
}

/// What the quorum was under the rules of the notice. What a vote froze is the truth; without one it is computed.
fn quorum(record: &Record, standing: Standing) -> Standing {
    let Some(rules) = &record.meeting.rules else { return standing };
    let second = record.meeting.convocation.as_ref().is_some_and(|notice| notice.second_of.is_some());
    let room = Room {
        on_roll: standing.on_roll,
        good_standing: standing.on_roll,
        present: standing.present,
        represented: standing.represented,
        officers: Officers::default(),
    };
    let computed = rules.standing(&room, second);
    let frozen = record.ballots.iter().find_map(|ballot| ballot.standing);
    Standing { quorum_needed: frozen.map_or(computed.quorum_needed, |one| one.quorum_needed), ..computed }
}

/// The interruptions that the journal tells of.
fn suspensions(lines: Vec<Event>) -> Vec<Suspension> {
    let mut found: Vec<Suspension> = Vec::new();
    for line in lines {
        match (line.kind, found.last_mut()) {
            (EventKind::SittingSuspended, _) => found.push(Suspension { from: line.at, until: None }),
            (EventKind::SittingResumed, Some(last)) => last.until = Some(line.at),
            _ => {}
        }
    }
    found
}

/// The stays of each, earliest first; a guest without an account is named by each stay of theirs.
fn attendees(stays: Vec<Stay>) -> Vec<Attendee> {
    let mut found: Vec<Attendee> = Vec::new();
    let mut place: HashMap<PersonId, usize> = HashMap::new();
    for stay in stays {
        let known = stay.person.and_then(|person| place.get(&person).copied());
        if let Some(attendee) = known.and_then(|at| found.get_mut(at)) {
            attendee.voice = stay.voice;
            attendee.stays.push(stay);
            continue;
        }
        if let Some(person) = stay.person {
            place.insert(person, found.len());
        }
        found.push(Attendee {
            person: stay.person,
            name: stay.name.clone(),
            voice: stay.voice,
            stays: vec![stay],
        });
    }
    found
}

/// The names of those whom a meeting knows by id.
async fn names(db: &mut dyn Read, meeting: &Meeting) -> Result<HashMap<PersonId, PersonName>, Failure> {
    let mut people: Vec<PersonId> = meeting.convocation.iter().map(|notice| notice.by).collect();
    if let Some(sitting) = meeting.sitting {
        people.extend([sitting.chair, sitting.minute_taker]);
        people.extend([sitting.tellers.0, sitting.tellers.1].into_iter().flatten());
    }
    let mut names = HashMap::new();
    for person in people {
        if let Some(found) = db.person(person).await? {
            names.insert(person, found.name);
        }
    }
    Ok(names)
}
