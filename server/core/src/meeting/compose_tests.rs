//! The text of minutes, composed of records that were made by hand.

use super::*;
use crate::id::{BodyId, DecisionId, MeetingId, ProxyId, StayId};
use crate::meeting::{
    BallotChoice, BallotMode, Channel, Count, DecisionState, ItemKind, MeetingKind, MeetingMode, Method,
    Presence, Proof, ProxyChannel, ProxyState, Sitting,
};
use crate::person::Byline;
use crate::rules::{BallotResult, Majority};
use crate::text::{Handle, Title};
use uuid::Uuid;

const OPEN: Moment = Moment(19 * Moment::HOUR);
const CLOSE: Moment = Moment(21 * Moment::HOUR);

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn name(n: u128) -> PersonName {
    PersonName::parse(&format!("Personne {n:03}")).unwrap()
}

fn byline(n: u128) -> Byline {
    Byline {
        id: person(n),
        name: name(n),
        handle: Handle::parse(&format!("personne.{n}")).unwrap(),
        title: None,
        ended: false,
    }
}

fn at(minutes: i64) -> Moment {
    OPEN.plus(minutes * Moment::MINUTE)
}

/// A meeting with `voters` on its roll and nobody there yet.
fn record(voters: u128) -> Record {
    let roll = (1..=voters).map(|n| Recipient {
        who: byline(n),
        voice: Voice::Voting,
        channel: Channel::Mail,
        proof: Proof::Sent,
        proof_at: Moment(0),
        added_because: None,
        reply: None,
        word: None,
    });
    Record {
        house: UnitName::parse("Vallombre-Centre").unwrap(),
        body_name: UnitName::parse("Vallombre-Centre").unwrap(),
        body_kind: BodyKind::Assembly,
        meeting: Meeting {
            id: MeetingId(Uuid::from_u128(7)),
            body: BodyId(Uuid::from_u128(8)),
            kind: MeetingKind::SectionMeeting,
            mode: MeetingMode::Hybrid,
            state: MeetingState::Closed,
            title: Title::parse("Réunion de section").unwrap(),
            starts_at: OPEN,
            ends_at: None,
            time_zone: chrono_tz::Europe::Paris,
            place: None,
            access: None,
            link: None,
            proposals_until: None,
            supporters_needed: None,
            convocation: None,
            rules: None,
            sitting: Some(Sitting {
                chair: person(1),
                minute_taker: person(2),
                tellers: (Some(person(3)), None),
                opened_at: OPEN,
                closed_at: Some(CLOSE),
            }),
            continues: None,
            made_by: person(1),
            made_at: Moment(0),
            changed_at: Moment(0),
            version: 1,
        },
        names: (1..=voters.max(3)).map(|n| (person(n), name(n))).collect(),
        roll: roll.collect(),
        attendees: Vec::new(),
        measures: Vec::new(),
        proxies: Vec::new(),
        items: Vec::new(),
        ballots: Vec::new(),
        roll_votes: Vec::new(),
        decisions: Vec::new(),
        follow_ups: Vec::new(),
        tasks: Vec::new(),
        suspensions: Vec::new(),
    }
}

fn came(record: &mut Record, n: u128, voice: Voice, stays: &[(i64, Option<i64>)]) {
    let stays = stays.iter().enumerate().map(|(one, (from, until))| Stay {
        id: StayId(Uuid::from_u128(n * 10 + u128::try_from(one).unwrap())),
        person: Some(person(n)),
        name: name(n),
        voice,
        presence: Presence::Room,
        from: at(*from),
        until: until.map(at).or(Some(CLOSE)),
    });
    record.attendees.push(Attendee { person: Some(person(n)), name: name(n), voice, stays: stays.collect() });
}

fn proxy(record: &mut Record, giver: u128, holder: u128, state: ProxyState, ended: Option<i64>) {
    record.proxies.push(Proxy {
        id: ProxyId(Uuid::from_u128(giver)),
        meeting: record.meeting.id,
        giver: person(giver),
        giver_name: name(giver),
        holder: person(holder),
        holder_name: name(holder),
        channel: ProxyChannel::Online,
        state,
        given_at: at(-600),
        ended_at: ended.map(at),
    });
}

fn item(record: &mut Record, n: u128, in_camera: bool) -> ItemId {
    let id = ItemId(Uuid::from_u128(n));
    record.items.push(Item {
        id,
        meeting: record.meeting.id,
        position: i32::try_from(n).unwrap(),
        kind: ItemKind::Vote,
        title: Title::parse(&format!("Point {n}")).unwrap(),
        source: String::new(),
        html: "<p>Louer <strong>le local</strong> &amp; l’aménager.</p><ul><li>un</li><li>deux</li></ul>"
            .to_owned(),
        rapporteur: Some(byline(2)),
        minutes: 10,
        in_camera,
        proposed_by: byline(1),
        state: ItemState::Listed,
        supporters: 0,
        answer: None,
        approves: None,
        added_in_session: false,
        outcome: None,
        notes_source: String::new(),
        notes_html: "<p>Idriss présente le bail.</p>".to_owned(),
        made_at: Moment(0),
        version: 1,
    });
    id
}

fn ballot(
    record: &mut Record,
    item: ItemId,
    n: u128,
    state: BallotState,
    counts: &[(BallotChoice, u32)],
) -> BallotId {
    let id = BallotId(Uuid::from_u128(n));
    let votes_for =
        counts.iter().find(|(choice, _)| *choice == BallotChoice::For).map_or(0, |(_, votes)| *votes);
    record.ballots.push(Ballot {
        id,
        meeting: record.meeting.id,
        item,
        position: 1,
        question: Title::parse(&format!("Question {n}")).unwrap(),
        amendment: false,
        wording: None,
        mode: BallotMode::Hands,
        method: Method::Motion,
        asks: crate::rules::Question::Ordinary,
        majority: Majority::SIMPLE,
        options: Vec::new(),
        places: 1,
        threshold_permille: 0,
        round: 1,
        follows: None,
        state,
        standing: Some(Standing {
            on_roll: 40,
            present: 27,
            represented: 5,
            quorum_needed: 22,
            quorum_counted: 32,
        }),
        counts: counts.iter().map(|(choice, votes)| Count { choice: *choice, votes: *votes }).collect(),
        result: Some(BallotResult::Motion { adopted: true, votes_for, needed: 1, base: 1, tie: None }),
        abandoned_because: None,
        opened_at: Some(at(30)),
        ended_at: Some(at(35)),
        version: 1,
    });
    id
}

/// A quorum of three voices, represented ones included.
fn three(room: &rules::Room) -> Standing {
    let (present, represented) = (room.present, room.represented);
    let counted = present + represented - room.officers.present - room.officers.represented;
    let quorum_needed = if room.good_standing > 100 { 9 } else { 3 };
    Standing { on_roll: room.on_roll, present, represented, quorum_needed, quorum_counted: counted }
}

fn composed(record: &Record) -> MinutesText {
    compose(record, three).unwrap()
}

fn called(n: u128) -> Named {
    Named::of(person(n), name(n))
}

fn names(numbers: &[u128]) -> Vec<Named> {
    numbers.iter().map(|n| called(*n)).collect()
}

#[test]
fn a_meeting_that_was_never_opened_has_no_minutes() {
    let mut record = record(3);
    record.meeting.sitting = None;
    assert_eq!(compose(&record, three), None);
}

#[test]
fn everybody_of_the_roll_stands_in_exactly_one_list() {
    let mut record = record(7);
    came(&mut record, 1, Voice::Voting, &[(-10, None)]);
    came(&mut record, 2, Voice::Voting, &[(20, Some(60))]);
    came(&mut record, 20, Voice::Advisory, &[(-5, None)]);
    came(&mut record, 21, Voice::Observer, &[(-5, Some(40))]);
    proxy(&mut record, 3, 1, ProxyState::Void, None);
    record.roll[3].reply = Some(Reply::Away);
    // Gave a proxy whose holder never came: nobody carried the voice, and they had said that they would not come.
    proxy(&mut record, 5, 6, ProxyState::Void, None);
    record.roll[4].reply = Some(Reply::Proxy);
    // Said that they would come, and did not.
    record.roll[6].reply = Some(Reply::Coming);
    // Took their proxy back before the sitting.
    proxy(&mut record, 7, 1, ProxyState::Withdrawn, Some(-60));

    let text = composed(&record).attendance;
    let present: Vec<_> = text.present.iter().map(|one| one.name.clone()).collect();
    assert_eq!(present, names(&[1, 2]));
    assert_eq!((text.present[0].came_at, text.present[0].left_at), (None, None));
    assert_eq!((text.present[1].came_at, text.present[1].left_at), (Some(at(20)), Some(at(60))));
    assert_eq!(text.represented, [Represented { giver: called(3), holder: called(1), until: None }]);
    assert_eq!(text.excused, names(&[4, 5]));
    assert_eq!(text.absent, names(&[6, 7]));
    assert_eq!(text.advisory[0].name, called(20));
    assert_eq!((text.guests[0].name.clone(), text.guests[0].left_at), (called(21), Some(at(40))));
    assert_eq!(text.on_roll, 7);
}

#[test]
fn a_proxy_ends_where_its_giver_comes_or_its_holder_goes() {
    let mut record = record(4);
    came(&mut record, 1, Voice::Voting, &[(0, Some(50))]);
    came(&mut record, 2, Voice::Voting, &[(30, None)]);
    proxy(&mut record, 2, 1, ProxyState::Void, Some(30));
    proxy(&mut record, 3, 1, ProxyState::Void, None);
    let text = composed(&record);
    let until: Vec<_> =
        text.attendance.represented.iter().map(|one| (one.giver.clone(), one.until)).collect();
    assert_eq!(until, [(called(2), Some(at(30))), (called(3), Some(at(50)))]);
    // Whoever arrives brings back their own voice: the room has as many as before.
    assert_eq!(text.opening.voices(), 3);
    assert_eq!(text.movements[0].came, names(&[2]));
    assert_eq!(text.movements[0].standing.voices(), 3);
}

#[test]
fn who_comes_and_goes_is_told_with_the_voices_of_the_room_and_the_loss_of_its_quorum() {
    let mut record = record(5);
    came(&mut record, 1, Voice::Voting, &[(0, None)]);
    came(&mut record, 2, Voice::Voting, &[(0, None)]);
    came(&mut record, 3, Voice::Voting, &[(0, Some(40)), (70, None)]);
    // Advisory voices move no quorum.
    came(&mut record, 20, Voice::Advisory, &[(0, Some(45))]);
    let text = composed(&record);
    assert_eq!((text.opening.present, text.opening.quorum_met()), (3, true));
    let told: Vec<_> = text
        .movements
        .iter()
        .map(|one| (one.at, one.came.len(), one.left.len(), one.standing.voices(), one.quorum))
        .collect();
    assert_eq!(told, [(at(40), 0, 1, 2, Some(false)), (at(70), 1, 0, 3, Some(true))]);
}

#[test]
fn the_quorum_of_a_moment_is_measured_by_what_held_then() {
    let mut record = record(5);
    for n in 1..=4 {
        came(&mut record, n, Voice::Voting, &[(0, None)]);
    }
    proxy(&mut record, 5, 1, ProxyState::Void, None);
    let base = |from: i64, on_roll, good_standing, excluded: &[u128]| Measure {
        from: at(from),
        on_roll,
        good_standing,
        excluded: excluded.iter().map(|n| person(*n)).collect(),
    };
    // The treasurer does not count as long as his mandate lasts; then so many pay that the quorum is out of reach.
    record.measures = vec![base(0, 4, 4, &[2]), base(30, 5, 5, &[2, 5, 9]), base(60, 5, 101, &[])];
    let text = composed(&record);
    let told = |standing: &Standing| (standing.on_roll, standing.quorum_counted, standing.quorum_needed);
    assert_eq!(told(&text.opening), (4, 4, 3));
    let moved: Vec<_> =
        text.movements.iter().map(|one| (one.at, told(&one.standing), one.quorum, one.base)).collect();
    assert_eq!(moved, [(at(60), (5, 5, 9), Some(false), true)]);
    record.measures[1].excluded = vec![person(1), person(2), person(3), person(5)];
    let text = composed(&record);
    assert_eq!(text.movements[0].at, at(30));
    assert_eq!((told(&text.movements[0].standing), text.movements[0].quorum), ((5, 1, 3), Some(false)));
}

#[test]
fn who_passes_from_the_room_to_the_line_neither_comes_nor_goes_and_is_one_voice() {
    let mut record = record(3);
    came(&mut record, 1, Voice::Voting, &[(0, Some(30)), (30, None)]);
    came(&mut record, 2, Voice::Voting, &[(0, None), (10, None)]);
    let text = composed(&record);
    assert_eq!(text.opening.present, 2);
    assert!(
        text.movements.iter().all(|one| one.standing.present == 2 && one.left.is_empty()),
        "{:?}",
        text.movements
    );
}

#[test]
fn two_people_of_one_name_are_two_people_in_the_text() {
    let mut record = record(4);
    for n in 1..=3 {
        came(&mut record, n, Voice::Voting, &[(if n == 2 { 20 } else { 0 }, (n == 3).then_some(20))]);
    }
    // The second and the third are called alike: one comes as the other goes.
    for attendee in &mut record.attendees {
        if attendee.person != Some(person(1)) {
            attendee.name = name(2);
        }
    }
    let text = composed(&record);
    let moved = &text.movements[0];
    assert_eq!((moved.at, moved.came.len(), moved.left.len()), (at(20), 1, 1), "{moved:?}");
    assert_eq!((moved.came[0].who, moved.left[0].who), (Some(person(2)), Some(person(3))));
    assert_eq!(moved.came[0].as_str(), moved.left[0].as_str());
}

#[test]
fn the_figures_of_the_minutes_are_those_of_the_votes() {
    use BallotChoice::{Abstain, Against, For, NotTakingPart};
    let mut record = record(40);
    let under = item(&mut record, 1, false);
    let counts = [(For, 21), (Against, 3), (Abstain, 2), (NotTakingPart, 1)];
    let declared = ballot(&mut record, under, 50, BallotState::Declared, &counts);
    ballot(&mut record, under, 51, BallotState::Abandoned, &[(For, 9)]);
    ballot(&mut record, under, 52, BallotState::Open, &[(For, 8)]);
    ballot(&mut record, under, 53, BallotState::Prepared, &[]);
    record.decisions.push(Decision {
        id: DecisionId(Uuid::from_u128(60)),
        body: record.meeting.body,
        meeting: record.meeting.id,
        item: under,
        ballot: Some(declared),
        year: 2026,
        rank: 14,
        title: Title::parse("Louer le local").unwrap(),
        adopted: true,
        owner: Some(byline(2)),
        due: Some(crate::world::Day(20_000)),
        state: DecisionState::Done,
        word: None,
        made_at: at(35),
        version: 1,
    });
    let text = composed(&record);
    let told: Vec<_> = text.ballots().collect();
    assert_eq!(told.len(), 2, "a vote that is not over has no place in minutes");
    assert_eq!(told[0].counts, record.ballots[0].counts);
    assert_eq!(told[0].result, record.ballots[0].result);
    assert_eq!(told[0].standing, record.ballots[0].standing);
    assert!(told[1].counts.is_empty() && told[1].result.is_none(), "what was given up has no figures");
    let decision = text.decisions().next().unwrap();
    assert_eq!((decision.year, decision.rank, decision.ballot), (2026, 14, Some(declared)));
}

#[test]
fn what_was_said_in_camera_can_be_held_back_whole() {
    let mut record = record(3);
    item(&mut record, 1, false);
    let secret = item(&mut record, 2, true);
    ballot(&mut record, secret, 50, BallotState::Declared, &[(BallotChoice::For, 3)]);
    let text = composed(&record);
    assert!(serde_json::to_string(&text).unwrap().contains("Question 50"));
    let outside = text.without_in_camera();
    let json = serde_json::to_string(&outside).unwrap();
    assert!(json.contains("Point 1") && !json.contains("Point 2") && !json.contains("Question 50"), "{json}");
    assert_eq!((outside.items[1].number, outside.items[1].in_camera), (2, true));
    assert_eq!(outside.ballots().count(), 0);
}

#[test]
fn a_sealed_text_is_read_back_as_it_was() {
    let mut record = record(3);
    came(&mut record, 1, Voice::Voting, &[(0, Some(30))]);
    let under = item(&mut record, 1, false);
    ballot(&mut record, under, 50, BallotState::Declared, &[(BallotChoice::Option(2), 3)]);
    record.suspensions.push(Suspension { from: at(10), until: Some(at(20)) });
    let text = composed(&record);
    let json = serde_json::to_string(&text).unwrap();
    assert_eq!(serde_json::from_str::<MinutesText>(&json).unwrap(), text);
}

#[test]
fn blocks_are_words_without_the_form_of_html() {
    let mut record = record(3);
    item(&mut record, 1, false);
    let text = composed(&record);
    let said = text.items[0].said.as_ref().unwrap();
    let expected = [
        Block::Paragraph("Louer le local & l’aménager.".to_owned()),
        Block::Listed("un".to_owned()),
        Block::Listed("deux".to_owned()),
    ];
    assert_eq!(said.text, expected);
}

#[test]
fn a_sitting_of_three_hundred_people_and_thirty_items_is_composed_whole() {
    let mut record = record(300);
    for n in 1..=280 {
        let late = i64::try_from(n % 7).unwrap() * 3;
        came(&mut record, n, Voice::Voting, &[(late, (n % 11 == 0).then_some(100))]);
    }
    for n in 281..=295 {
        proxy(&mut record, n, n - 280, ProxyState::Void, None);
    }
    for n in 1..=30 {
        let under = item(&mut record, n, false);
        ballot(&mut record, under, 1000 + n, BallotState::Declared, &[(BallotChoice::For, 200)]);
    }
    let text = composed(&record);
    assert_eq!((text.items.len(), text.ballots().count()), (30, 30));
    let lists = &text.attendance;
    let everybody = lists.present.len() + lists.represented.len() + lists.excused.len() + lists.absent.len();
    assert_eq!(everybody, 300);
    assert_eq!(text.movements.len(), 7, "six waves of late people and one that leaves");
}
