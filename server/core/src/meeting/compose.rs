//! Composes the text of minutes from the record: a pure function, so that a draft, a print and a seal say the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::attendance::{Attendee, Measure, Stay, Voice};
use super::ballot::{Ballot, BallotState, RollVote, Standing};
use super::convocation::{Recipient, Reply};
use super::decision::{Decision, FollowUp, Task};
use super::item::{Item, ItemState};
use super::named::Named;
use super::proxy::Proxy;
use super::text::{
    AttendanceText, BallotText, Block, Convened, DecisionText, FollowUpText, ItemSaid, ItemText, MinutesText,
    Movement, Officers, Present, Represented, RollLine, Suspension, TEXT_FORM, TaskText,
};
use super::{Meeting, MeetingState};
use crate::body::BodyKind;
use crate::id::{BallotId, ItemId, PersonId};
use crate::rules;
use crate::text::{PersonName, UnitName, folded};
use crate::world::Moment;

/// Everything that was recorded of a meeting: what the minutes are made of, and nothing else.
#[derive(Clone, Debug)]
pub struct Record {
    /// The organisation.
    pub house: UnitName,
    /// The meeting.
    pub meeting: Meeting,
    /// The name of its body.
    pub body_name: UnitName,
    /// What its body is.
    pub body_kind: BodyKind,
    /// The names of those whom the meeting only knows by id: who convened, chair, minute-taker, tellers.
    pub names: HashMap<PersonId, PersonName>,
    /// The roll.
    pub roll: Vec<Recipient>,
    /// Who was there, each with their stays, earliest first.
    pub attendees: Vec<Attendee>,
    /// What the quorum was measured by, earliest first.
    pub measures: Vec<Measure>,
    /// The proxies.
    pub proxies: Vec<Proxy>,
    /// The items, in the order of the agenda.
    pub items: Vec<Item>,
    /// The votes, in their order under each item.
    pub ballots: Vec<Ballot>,
    /// The voices of roll calls.
    pub roll_votes: Vec<(BallotId, Vec<RollVote>)>,
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// The earlier ones that came back to this sitting.
    pub follow_ups: Vec<FollowUp>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Interruptions of the sitting.
    pub suspensions: Vec<Suspension>,
}

/// The minutes that this record makes; `None` where no sitting was opened.
///
/// `quorum` tells of a room what its quorum needs and what counts towards it: the rules of the body say that.
pub fn compose(record: &Record, quorum: impl Fn(&rules::Room) -> Standing) -> Option<MinutesText> {
    let meeting = &record.meeting;
    let sitting = meeting.sitting?;
    let room = Room::of(record);
    let end = sitting.closed_at.unwrap_or(Moment(i64::MAX));
    let opening = quorum(&room.at(sitting.opened_at));
    Some(MinutesText {
        form: TEXT_FORM,
        house: record.house.clone(),
        body: meeting.body,
        body_name: record.body_name.clone(),
        body_kind: record.body_kind,
        meeting: meeting.id,
        kind: meeting.kind,
        mode: meeting.mode,
        title: meeting.title.clone(),
        starts_at: meeting.starts_at,
        time_zone: meeting.time_zone,
        place: meeting.place.clone(),
        convened: convened(record),
        opened_at: sitting.opened_at,
        closed_at: sitting.closed_at,
        lacked_quorum: meeting.state == MeetingState::LackOfQuorum,
        officers: Officers {
            chair: record.name(sitting.chair),
            minute_taker: record.name(sitting.minute_taker),
            tellers: [sitting.tellers.0, sitting.tellers.1]
                .into_iter()
                .flatten()
                .map(|teller| record.name(teller))
                .collect(),
        },
        attendance: attendance(record, &room, sitting.opened_at, end),
        movements: movements(&room, opening, sitting.opened_at, end, &quorum),
        opening,
        suspensions: record.suspensions.clone(),
        items: items(record),
    })
}

impl Record {
    /// What somebody is called; their id where nobody said it, which a test would see.
    fn name(&self, person: PersonId) -> Named {
        let name = self.names.get(&person).cloned();
        Named::of(person, name.unwrap_or_else(|| PersonName::fit(&person.to_string(), "?")))
    }
}

fn convened(record: &Record) -> Option<Convened> {
    let notice = record.meeting.convocation.as_ref()?;
    Some(Convened {
        by: record.name(notice.by),
        sent_at: notice.sent_at,
        recipients: count(record.roll.len()),
        emergency: notice.emergency.clone(),
        petition: notice.petition.clone(),
        second: notice.second_of.is_some(),
        accepted: if notice.accepted { notice.stale.clone() } else { Vec::new() },
    })
}

/// The voices of the room, by time.
struct Room<'a> {
    /// Voters on the roll.
    on_roll: u32,
    /// Stays with a vote, by person.
    voters: BTreeMap<PersonId, (&'a PersonName, Vec<&'a Stay>)>,
    proxies: &'a [Proxy],
    /// What the quorum was measured by, earliest first.
    measures: &'a [Measure],
    /// Who may give a voice: the voters of the roll.
    givers: HashSet<PersonId>,
}

impl<'a> Room<'a> {
    fn of(record: &'a Record) -> Self {
        let givers: HashSet<PersonId> =
            record.roll.iter().filter(|one| one.voice == Voice::Voting).map(|one| one.who.id).collect();
        let mut voters: BTreeMap<PersonId, (&PersonName, Vec<&Stay>)> = BTreeMap::new();
        for attendee in &record.attendees {
            let Some(person) = attendee.person else { continue };
            let stays = attendee.stays.iter().filter(|stay| stay.voice == Voice::Voting);
            for stay in stays {
                voters.entry(person).or_insert_with(|| (&attendee.name, Vec::new())).1.push(stay);
            }
        }
        Self {
            on_roll: count(givers.len()),
            voters,
            proxies: &record.proxies,
            measures: &record.measures,
            givers,
        }
    }

    fn there(&self, person: PersonId, at: Moment) -> bool {
        self.voters.get(&person).is_some_and(|(_, stays)| stays.iter().any(|stay| stay.covers(at)))
    }

    /// Whether this proxy is a voice at that moment: its giver is away, its holder there.
    fn carries(&self, proxy: &Proxy, at: Moment) -> bool {
        proxy.covers(at)
            && self.givers.contains(&proxy.giver)
            && self.there(proxy.holder, at)
            && !self.there(proxy.giver, at)
    }

    /// What the quorum was measured by at a moment: what was kept last before it, or first of all.
    fn base(&self, at: Moment) -> Option<&'a Measure> {
        self.measures.iter().rev().find(|base| base.from <= at).or_else(|| self.measures.first())
    }

    /// The room at a moment, as the rules ask for it. Somebody in the room and on line is one voice.
    fn at(&self, at: Moment) -> rules::Room {
        let present =
            self.voters.values().filter(|(_, stays)| stays.iter().any(|stay| stay.covers(at))).count();
        let represented: HashSet<PersonId> =
            self.proxies.iter().filter(|proxy| self.carries(proxy, at)).map(|proxy| proxy.giver).collect();
        let base = self.base(at);
        let mut officers = rules::Officers::default();
        for person in base.iter().flat_map(|base| &base.excluded) {
            officers.in_base = officers.in_base.saturating_add(1);
            if self.there(*person, at) {
                officers.present = officers.present.saturating_add(1);
            } else if represented.contains(person) {
                officers.represented = officers.represented.saturating_add(1);
            }
        }
        rules::Room {
            on_roll: base.map_or(self.on_roll, |base| base.on_roll),
            good_standing: base.map_or(self.on_roll, |base| base.good_standing),
            present: count(present),
            represented: count(represented.len()),
            officers,
        }
    }
}

fn attendance(record: &Record, room: &Room<'_>, opened: Moment, closed: Moment) -> AttendanceText {
    let with = |voice: Voice| {
        let mut found: Vec<Present> = record
            .attendees
            .iter()
            .filter_map(|attendee| {
                // Whoever voted at any moment is among the voters, and nowhere else.
                let heard = attendee.stays.iter().map(|stay| stay.voice).min()?;
                (heard == voice).then(|| present(attendee, opened, closed)).flatten()
            })
            .collect();
        found.sort_by_cached_key(|one| folded(one.name.as_str()));
        found
    };
    let mut represented = Vec::new();
    let mut carried = HashSet::new();
    for proxy in record.proxies.iter().filter(|proxy| proxy.covers(proxy.given_at)) {
        if let Some(line) = carried_by(room, proxy, opened, closed) {
            carried.insert(proxy.giver);
            represented.push(line);
        }
    }
    represented.sort_by_cached_key(|one| folded(one.giver.as_str()));
    let came: HashSet<PersonId> = record.attendees.iter().filter_map(|one| one.person).collect();
    let (mut excused, mut absent) = (Vec::new(), Vec::new());
    for one in &record.roll {
        if came.contains(&one.who.id) || carried.contains(&one.who.id) {
            continue;
        }
        if matches!(one.reply, Some(Reply::Away | Reply::Proxy)) {
            excused.push(Named::from(&one.who));
        } else if one.voice == Voice::Voting {
            absent.push(Named::from(&one.who));
        }
    }
    excused.sort_by_cached_key(|one: &Named| folded(one.as_str()));
    absent.sort_by_cached_key(|one: &Named| folded(one.as_str()));
    AttendanceText {
        on_roll: room.on_roll,
        present: with(Voice::Voting),
        represented,
        excused,
        absent,
        advisory: with(Voice::Advisory),
        guests: with(Voice::Observer),
    }
}

/// Somebody's line; `None` where every stay of theirs lies outside of the sitting.
fn present(attendee: &Attendee, opened: Moment, closed: Moment) -> Option<Present> {
    let inside: Vec<&Stay> = attendee
        .stays
        .iter()
        .filter(|stay| stay.from < closed && stay.until.is_none_or(|end| opened < end))
        .collect();
    let (first, last) = (inside.first()?, inside.last()?);
    Some(Present {
        name: Named { name: attendee.name.clone(), who: attendee.person },
        how: first.presence,
        came_at: (opened < first.from).then_some(first.from),
        left_at: last.until.filter(|end| *end < closed),
    })
}

/// The line of a voice that was carried at some moment of the sitting.
fn carried_by(room: &Room<'_>, proxy: &Proxy, opened: Moment, closed: Moment) -> Option<Represented> {
    let mut carried = false;
    let mut until = None;
    for at in moments(room, opened, closed) {
        if room.carries(proxy, at) {
            (carried, until) = (true, None);
        } else if carried && until.is_none() {
            until = Some(at);
        }
    }
    carried.then(|| Represented {
        giver: Named::of(proxy.giver, proxy.giver_name.clone()),
        holder: Named::of(proxy.holder, proxy.holder_name.clone()),
        until,
    })
}

/// The opening, and each moment after it at which the voices of the room may have changed.
fn moments(room: &Room<'_>, opened: Moment, closed: Moment) -> BTreeSet<Moment> {
    let stays = room.voters.values().flat_map(|(_, stays)| stays);
    let proxies = room.proxies.iter().flat_map(|proxy| [Some(proxy.given_at), proxy.ended_at]);
    let measures = room.measures.iter().map(|base| Some(base.from));
    let mut found: BTreeSet<Moment> = stays
        .flat_map(|stay| [Some(stay.from), stay.until])
        .chain(proxies)
        .chain(measures)
        .flatten()
        .filter(|at| opened < *at && *at < closed)
        .collect();
    found.insert(opened);
    found
}

fn movements(
    room: &Room<'_>,
    opening: Standing,
    opened: Moment,
    closed: Moment,
    quorum: &impl Fn(&rules::Room) -> Standing,
) -> Vec<Movement> {
    let mut found = Vec::new();
    let mut before = opening;
    for at in moments(room, opened, closed).into_iter().skip(1) {
        let standing = quorum(&room.at(at));
        let just = at.plus(-1);
        let names = |there: &dyn Fn(&Stay) -> bool| -> Vec<Named> {
            room.voters
                .iter()
                .filter(|(_, (_, stays))| stays.iter().any(|stay| there(stay)))
                .map(|(who, (name, _))| Named::of(*who, (*name).clone()))
                .collect()
        };
        let mut came = names(&|stay| stay.from == at);
        let mut left = names(&|stay| stay.until == Some(at));
        // Whoever passes from the room to the line at one moment neither comes nor goes.
        let both: Vec<Named> = came.iter().filter(|name| left.contains(name)).cloned().collect();
        came.retain(|name| !both.contains(name));
        left.retain(|name| !both.contains(name));
        came.sort_by_cached_key(|name| folded(name.as_str()));
        left.sort_by_cached_key(|name| folded(name.as_str()));
        let changed = standing.quorum_met() != before.quorum_met();
        let earlier = room.at(just);
        let voices = earlier.present.saturating_add(earlier.represented) != standing.voices();
        if changed || voices || !came.is_empty() || !left.is_empty() {
            let quorum = changed.then(|| standing.quorum_met());
            // Told where nothing else is: the quorum went or came, and nobody moved.
            let base = !voices && came.is_empty() && left.is_empty();
            found.push(Movement { at, came, left, standing, quorum, base });
        }
        before = standing;
    }
    found
}

fn items(record: &Record) -> Vec<ItemText> {
    let mut number = 0;
    record
        .items
        .iter()
        .filter(|item| item.state == ItemState::Listed)
        .map(|item| {
            number += 1;
            ItemText { id: item.id, number, in_camera: item.in_camera, said: Some(said(record, item)) }
        })
        .collect()
}

fn said(record: &Record, item: &Item) -> ItemSaid {
    let of = |id: ItemId| id == item.id;
    ItemSaid {
        kind: item.kind,
        title: item.title.clone(),
        text: Block::of_html(&item.html),
        rapporteur: item.rapporteur.as_ref().map(Named::from),
        added_in_session: item.added_in_session,
        outcome: item.outcome,
        notes: Block::of_html(&item.notes_html),
        ballots: record
            .ballots
            .iter()
            .filter(|ballot| of(ballot.item))
            .filter(|ballot| matches!(ballot.state, BallotState::Declared | BallotState::Abandoned))
            .map(|ballot| ballot_text(record, ballot))
            .collect(),
        follow_ups: record
            .follow_ups
            .iter()
            .filter(|one| of(one.item))
            .map(|one| FollowUpText {
                decision: one.decision,
                year: one.year,
                rank: one.rank,
                title: one.title.clone(),
                state: one.state,
                due: one.due,
            })
            .collect(),
        decisions: record
            .decisions
            .iter()
            .filter(|decision| of(decision.item))
            .map(|decision| DecisionText {
                id: decision.id,
                ballot: decision.ballot,
                year: decision.year,
                rank: decision.rank,
                title: decision.title.clone(),
                adopted: decision.adopted,
                owner: decision.owner.as_ref().map(Named::from),
                due: decision.due,
            })
            .collect(),
        tasks: record
            .tasks
            .iter()
            .filter(|task| of(task.item))
            .map(|task| TaskText {
                id: task.id,
                title: task.title.clone(),
                owner: task.owner.as_ref().map(Named::from),
                due: task.due,
            })
            .collect(),
    }
}

fn ballot_text(record: &Record, ballot: &Ballot) -> BallotText {
    let declared = ballot.state == BallotState::Declared;
    let called = record.roll_votes.iter().filter(|(id, _)| *id == ballot.id).flat_map(|(_, votes)| votes);
    BallotText {
        id: ballot.id,
        question: ballot.question.clone(),
        amendment: ballot.amendment,
        mode: ballot.mode,
        method: ballot.method,
        majority: ballot.majority,
        options: ballot.options.clone(),
        places: ballot.places,
        round: ballot.round,
        state: ballot.state,
        standing: ballot.standing,
        // Of a vote that was given up no figure stands: nothing was declared.
        counts: if declared { ballot.counts.clone() } else { Vec::new() },
        result: if declared { ballot.result.clone() } else { None },
        roll: called
            .filter(|_| declared)
            .map(|vote| RollLine {
                name: Named::of(vote.person, vote.name.clone()),
                carried_by: vote.carried_by.as_ref().map(|name| carrier(record, vote.person, name)),
                choice: vote.choice,
            })
            .collect(),
        abandoned_because: ballot.abandoned_because.clone(),
        ended_at: ballot.ended_at,
    }
}

/// Who carried a voice of a roll call. The vote keeps the name alone; the proxies say whose it was.
fn carrier(record: &Record, giver: PersonId, name: &PersonName) -> Named {
    let known = record.proxies.iter().find(|proxy| proxy.giver == giver && proxy.holder_name == *name);
    Named { name: name.clone(), who: known.map(|proxy| proxy.holder) }
}

/// A number of people; nobody counts beyond four thousand million.
fn count(people: usize) -> u32 {
    u32::try_from(people).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "compose_tests.rs"]
mod tests;
