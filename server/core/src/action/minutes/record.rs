//! Reads the record of a meeting, whole, and makes the text of its minutes.

use std::collections::HashMap;

use crate::error::{Failure, Refusal};
use crate::id::PersonId;
use crate::meeting::{
    Attendee, BallotMode, Meeting, MeetingView, MinutesText, Record, Standing, Stay, compose,
};
use crate::person::GONE;
use crate::rules::Room;
use crate::store::Read;
use crate::text::PersonName;

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
    let mut record = Record {
        house: house.name,
        body_name: view.body_name.clone(),
        body_kind: view.body_kind,
        names: names(db, &meeting).await?,
        roll: db.roll(meeting.id).await?,
        attendees: attendees(db.stays(meeting.id, super::STAYS_MAX).await?),
        measures: db.measures(meeting.id).await?,
        proxies: db.proxies(meeting.id).await?,
        items: db.items(meeting.id).await?,
        decisions: db.decisions_of(meeting.id).await?,
        follow_ups: db.follow_ups(meeting.id).await?,
        tasks: db.tasks_of(meeting.id).await?,
        suspensions: db.pauses(meeting.id).await?,
        ballots,
        roll_votes,
        meeting,
    };
    let initials: HashMap<PersonId, PersonName> = db.initials(record.meeting.id).await?.into_iter().collect();
    if !initials.is_empty() {
        call(&mut record, &initials);
    }
    Ok(record)
}

/// Calls those whose names were erased by their initials: a name that is gone would leave nobody where somebody was.
fn call(record: &mut Record, initials: &HashMap<PersonId, PersonName>) {
    let short = |person: PersonId, name: &mut PersonName| {
        if let Some(found) = initials.get(&person) {
            name.clone_from(found);
        }
    };
    for (person, name) in &mut record.names {
        short(*person, name);
    }
    for line in &mut record.roll {
        short(line.who.id, &mut line.who.name);
    }
    for attendee in &mut record.attendees {
        if let Some(person) = attendee.person {
            short(person, &mut attendee.name);
        }
    }
    let carriers: Vec<_> = record
        .proxies
        .iter()
        .filter(|proxy| initials.contains_key(&proxy.holder))
        .map(|proxy| (proxy.giver, proxy.holder, proxy.holder_name.clone()))
        .collect();
    for proxy in &mut record.proxies {
        short(proxy.giver, &mut proxy.giver_name);
        short(proxy.holder, &mut proxy.holder_name);
    }
    let rapporteurs = record.items.iter_mut().filter_map(|item| item.rapporteur.as_mut());
    let followers = record.decisions.iter_mut().filter_map(|decision| decision.owner.as_mut());
    let doers = record.tasks.iter_mut().filter_map(|task| task.owner.as_mut());
    for who in rapporteurs.chain(followers).chain(doers) {
        short(who.id, &mut who.name);
    }
    for vote in record.roll_votes.iter_mut().flat_map(|(_, votes)| votes) {
        short(vote.person, &mut vote.name);
        // Of who carried a voice the name alone is told; the proxies say whose it was.
        if let Some(name) = &mut vote.carried_by
            && let Some((_, holder, _)) = carriers
                .iter()
                .find(|(giver, _, called)| *giver == vote.person && (name.as_str() == GONE || name == called))
        {
            short(*holder, name);
        }
    }
}

/// The minutes that the record of a meeting makes today; refused where no sitting was opened.
pub async fn text_of(db: &mut dyn Read, view: &MeetingView) -> Result<MinutesText, Failure> {
    let record = record_of(db, view).await?;
    let text = compose(&record, |room| quorum(&record, room));
    Ok(text.ok_or(Refusal::NotFound)?)
}

/// What the quorum of a room was under the rules of the notice.
fn quorum(record: &Record, room: &Room) -> Standing {
    let second = record.meeting.convocation.as_ref().is_some_and(|notice| notice.second_of.is_some());
    match &record.meeting.rules {
        Some(rules) => rules.standing(room, second),
        None => Standing {
            on_roll: room.on_roll,
            present: room.present,
            represented: room.represented,
            ..Standing::default()
        },
    }
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
