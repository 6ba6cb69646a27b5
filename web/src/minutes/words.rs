//! The text of minutes in words: one list of parts, which the page, its print and the PDF show alike.

use preau_core::action::minutes::book::Approved;
use preau_core::action::sitting::vote::NOT_PUT;
use preau_core::meeting::{
    BallotChoice, BallotMode, BallotState, BallotText, Block, DecisionText, FollowUpText, ItemOutcome,
    ItemSaid, ItemText, MinutesText, Movement, Named, Present, Represented, Suspension, TaskText, Won, won,
};
use preau_core::rules::{BallotResult, Tie};
use preau_core::text::ShortText;

use super::decisions::{came_back, elected};
use crate::dates::Dates;
use crate::texts::Texts;

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading: 2 of a chapter, 3 of an item, 4 of a vote.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A line of a list.
    Listed(String),
    /// The figures of a vote; never split.
    Figures(Vec<Figure>),
}

/// A line of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    /// What was chosen.
    pub(crate) label: String,
    /// By how many.
    pub(crate) votes: u32,
    /// Of how many, for the bar.
    pub(crate) most: u32,
    /// The class of its bar: for and options in the colour of the section, against plum, all else grey.
    pub(crate) class: &'static str,
    /// Both, as one hears them.
    pub(crate) said: String,
}

/// Says minutes in the language of `dates`.
pub(crate) struct Words<'a> {
    pub(crate) t: &'static Texts,
    pub(crate) dates: Dates,
    pub(crate) text: &'a MinutesText,
    pub(crate) approved: Option<&'a Approved>,
}

impl Words<'_> {
    /// What the document is called.
    pub(crate) fn title(&self) -> String {
        self.t.minutes_title_of(self.text.title.as_str())
    }

    /// Whose it is: body and organisation, once where they are the same.
    pub(crate) fn whose(&self) -> String {
        let (body, house) = (self.text.body_name.as_str(), self.text.house.as_str());
        if body == house { house.to_owned() } else { format!("{body} – {house}") }
    }

    /// The whole text, from date and place to the closing.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut parts = self.opening();
        parts.push(Part::Heading(2, self.t.minutes_attendance()));
        parts.extend(self.attendance());
        parts.push(Part::Heading(2, self.t.minutes_record()));
        parts.extend(self.record());
        parts
    }

    /// Date, place, notice.
    pub(crate) fn opening(&self) -> Vec<Part> {
        let (t, text) = (self.t, self.text);
        let when = self.dates.moment(text.starts_at);
        let place = text.place.as_ref();
        let mut said = vec![
            place.map_or_else(|| t.minutes_when(&when), |place| t.minutes_when_where(&when, place.as_str())),
        ];
        if let Some(notice) = &text.convened {
            said.push(t.minutes_convened(
                notice.recipients,
                notice.by.as_str(),
                self.dates.moment(notice.sent_at),
            ));
            said.extend(notice.emergency.as_ref().map(|reason| t.minutes_emergency(reason.as_str())));
            said.extend(notice.petition.as_ref().map(|who| t.minutes_petition(who.as_str())));
            if notice.second {
                said.push(t.minutes_second());
            }
            if !notice.accepted.is_empty() {
                said.push(t.minutes_accepted(crate::breach::changed(t, &notice.accepted)));
            }
        }
        said.into_iter().map(Part::Paragraph).collect()
    }

    /// Who was there, and the quorum.
    pub(crate) fn attendance(&self) -> Vec<Part> {
        let (t, lists) = (self.t, &self.text.attendance);
        let present = |all: &[Present]| all.iter().map(|one| self.present(one)).collect::<Vec<_>>();
        let names = |all: &[Named]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let represented = lists.represented.iter().map(|one| self.represented(one)).collect::<Vec<_>>();
        let mut parts = Vec::new();
        let mut list = |heading: String, names: Vec<String>| {
            if !names.is_empty() {
                parts.push(Part::Heading(3, heading));
                parts.push(Part::Paragraph(sentence(&names)));
            }
        };
        list(t.minutes_present(lists.present.len()), present(&lists.present));
        list(t.minutes_represented(lists.represented.len()), represented);
        list(t.minutes_excused(lists.excused.len()), names(&lists.excused));
        list(t.minutes_absent(lists.absent.len()), names(&lists.absent));
        list(t.minutes_advisory(lists.advisory.len()), present(&lists.advisory));
        list(t.minutes_guests(lists.guests.len()), present(&lists.guests));
        parts.push(Part::Paragraph(self.room()));
        parts.push(Part::Paragraph(self.quorum()));
        parts
    }

    fn room(&self) -> String {
        let room = &self.text.opening;
        self.t.minutes_room(room.on_roll, room.present, room.represented)
    }

    /// The quorum at the opening.
    pub(crate) fn quorum(&self) -> String {
        let room = &self.text.opening;
        match (room.quorum_needed, room.quorum_met()) {
            (0, _) => self.t.minutes_quorum_none(),
            (needed, true) => self.t.minutes_quorum_met(needed, room.quorum_counted),
            (needed, false) => self.t.minutes_quorum_missed(needed, room.quorum_counted),
        }
    }

    fn present(&self, one: &Present) -> String {
        let t = self.t;
        let name = match one.how {
            preau_core::meeting::Presence::Room => one.name.to_string(),
            preau_core::meeting::Presence::Remote => t.minutes_remote(one.name.as_str()),
        };
        match (one.came_at, one.left_at) {
            (None, None) => name,
            (Some(came), None) => t.minutes_came_at(name, self.dates.time(came)),
            (None, Some(left)) => t.minutes_left_at(name, self.dates.time(left)),
            (Some(came), Some(left)) => {
                t.minutes_came_left(name, self.dates.time(came), self.dates.time(left))
            }
        }
    }

    fn represented(&self, one: &Represented) -> String {
        let (giver, holder) = (one.giver.as_str(), one.holder.as_str());
        match one.until {
            None => self.t.minutes_carried(giver, holder),
            Some(until) => self.t.minutes_carried_until(giver, holder, self.dates.time(until)),
        }
    }

    /// The sitting itself: opening, arrivals, items, closing.
    pub(crate) fn record(&self) -> Vec<Part> {
        let (t, text) = (self.t, self.text);
        let officers = &text.officers;
        let (chair, taker) = (officers.chair.as_str(), officers.minute_taker.as_str());
        let mut parts =
            vec![Part::Paragraph(t.minutes_opened(self.dates.time(text.opened_at), chair, taker))];
        if !officers.tellers.is_empty() {
            let names: Vec<_> = officers.tellers.iter().map(ToString::to_string).collect();
            parts.push(Part::Paragraph(t.minutes_tellers(names.join(", "))));
        }
        if !text.movements.is_empty() {
            parts.push(Part::Heading(3, t.minutes_movements()));
            parts.extend(text.movements.iter().map(|one| Part::Listed(self.movement(one))));
        }
        parts.extend(text.suspensions.iter().map(|one| Part::Paragraph(self.suspension(*one))));
        for item in &text.items {
            parts.extend(self.item(item));
        }
        if let Some(closed) = text.closed_at {
            let time = self.dates.time(closed);
            let said = if text.lacked_quorum { t.minutes_lacked(time) } else { t.minutes_closed(time) };
            parts.push(Part::Paragraph(said));
        }
        if let Some(approved) = self.approved {
            let when = self.dates.moment(approved.at);
            parts.push(Part::Paragraph(t.minutes_approved_by(approved.meeting.as_str(), when)));
        }
        parts
    }

    fn movement(&self, one: &Movement) -> String {
        let (t, time, voices) = (self.t, self.dates.time(one.at), one.standing.voices());
        let names = |all: &[Named]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let said = match (one.came.is_empty(), one.left.is_empty()) {
            (false, true) => t.minutes_came(time, names(&one.came), voices),
            (true, false) => t.minutes_left(time, names(&one.left), voices),
            (false, false) => t.minutes_came_and_left(time, names(&one.came), names(&one.left), voices),
            (true, true) if one.base => {
                t.minutes_base_changed(time, one.standing.quorum_counted, one.standing.quorum_needed)
            }
            (true, true) => t.minutes_proxies_changed(time, voices),
        };
        match one.quorum {
            None => said,
            Some(true) => format!("{said} {}", t.minutes_quorum_found()),
            Some(false) => format!("{said} {}", t.minutes_quorum_lost()),
        }
    }

    fn suspension(&self, one: Suspension) -> String {
        let from = self.dates.time(one.from);
        match one.until {
            Some(until) => self.t.minutes_suspended(from, self.dates.time(until)),
            None => self.t.minutes_suspended_open(from),
        }
    }

    fn item(&self, item: &ItemText) -> Vec<Part> {
        let t = self.t;
        let Some(said) = &item.said else {
            return vec![Part::Heading(3, t.minutes_item_withheld(item.number))];
        };
        let mut parts = vec![Part::Heading(3, t.minutes_item(item.number, said.title.as_str()))];
        if item.in_camera {
            parts.push(Part::Paragraph(t.minutes_in_camera()));
        }
        if said.added_in_session {
            parts.push(Part::Paragraph(t.minutes_added()));
        }
        parts.extend(said.rapporteur.iter().map(|who| Part::Paragraph(t.minutes_rapporteur(who.as_str()))));
        parts.extend(said.text.iter().map(block));
        parts.extend(said.follow_ups.iter().map(|one| Part::Listed(self.follow_up(one))));
        parts.extend(said.notes.iter().map(block));
        for ballot in &said.ballots {
            parts.extend(self.ballot(ballot));
        }
        parts.extend(self.outcome(said).map(Part::Paragraph));
        parts.extend(said.decisions.iter().map(|one| Part::Paragraph(self.decision(one, &said.ballots))));
        parts.extend(said.tasks.iter().map(|one| Part::Paragraph(self.task(one))));
        parts
    }

    /// What became of an item, where no vote says it already.
    fn outcome(&self, said: &ItemSaid) -> Option<String> {
        let t = self.t;
        let voted = said.ballots.iter().any(|ballot| ballot.state == BallotState::Declared);
        Some(match said.outcome? {
            ItemOutcome::Postponed => t.minutes_outcome_postponed(),
            ItemOutcome::Withdrawn => t.minutes_outcome_withdrawn(),
            _ if voted => return None,
            ItemOutcome::Treated => t.minutes_outcome_treated(),
            ItemOutcome::Adopted => t.minutes_outcome_adopted(),
            ItemOutcome::Rejected => t.minutes_outcome_rejected(),
            ItemOutcome::Elected => t.minutes_outcome_elected(),
        })
    }

    fn ballot(&self, ballot: &BallotText) -> Vec<Part> {
        let t = self.t;
        let question = ballot.question.as_str();
        let heading = match ballot.round {
            2.. => t.minutes_round(ballot.round, question),
            _ if ballot.amendment => t.minutes_amendment(question),
            _ => t.minutes_vote(question),
        };
        let mut parts = vec![Part::Heading(4, heading)];
        if ballot.state == BallotState::Abandoned {
            let said = match ballot.abandoned_because.as_ref().map(ShortText::as_str) {
                Some(NOT_PUT) => t.minutes_not_put(),
                Some(reason) => t.minutes_abandoned(reason),
                None => t.minutes_abandoned_plain(),
            };
            parts.push(Part::Paragraph(said));
            return parts;
        }
        let mode = match ballot.mode {
            BallotMode::Hands => t.minutes_mode_hands(),
            BallotMode::RollCall => t.minutes_mode_roll_call(),
            BallotMode::Paper => t.minutes_mode_paper(),
        };
        let room = ballot.standing.map(|room| {
            t.minutes_standing(
                room.quorum_needed,
                room.on_roll,
                room.present,
                room.represented,
                room.quorum_counted,
            )
        });
        parts.push(Part::Paragraph(format!("{mode} {}", room.unwrap_or_default()).trim().to_owned()));
        parts.push(Part::Figures(self.figures(ballot)));
        parts.extend(self.result(ballot).into_iter().map(Part::Paragraph));
        parts.extend(self.roll(ballot).into_iter().map(Part::Paragraph));
        parts
    }

    /// The figures of a vote, in the order of the choices.
    pub(crate) fn figures(&self, ballot: &BallotText) -> Vec<Figure> {
        let most = ballot.counts.iter().map(|count| count.votes).fold(0_u32, u32::saturating_add).max(1);
        let mut counts = ballot.counts.clone();
        counts.sort_by_key(|count| order(count.choice));
        counts
            .iter()
            .map(|count| {
                let label = self.choice(ballot, count.choice);
                let class = match count.choice {
                    BallotChoice::For | BallotChoice::Option(_) => "",
                    BallotChoice::Against => "b2",
                    _ => "m",
                };
                let said = self.t.minutes_bar(count.votes, &label);
                Figure { label, votes: count.votes, most, class, said }
            })
            .collect()
    }

    fn choice(&self, ballot: &BallotText, choice: BallotChoice) -> String {
        let t = self.t;
        match choice {
            BallotChoice::For => t.minutes_for(),
            BallotChoice::Against => t.minutes_against(),
            BallotChoice::Abstain => t.minutes_abstain(),
            BallotChoice::NotTakingPart => t.minutes_not_taking_part(),
            BallotChoice::Blank => t.minutes_blank(),
            BallotChoice::Spoiled => t.minutes_spoiled(),
            BallotChoice::Option(position) => label(ballot, position),
        }
    }

    fn result(&self, ballot: &BallotText) -> Vec<String> {
        let t = self.t;
        let labels = |all: &[u16]| all.iter().map(|one| label(ballot, *one)).collect::<Vec<_>>().join(", ");
        match &ballot.result {
            None => Vec::new(),
            Some(BallotResult::Motion { adopted, votes_for, needed, base, tie }) => {
                let said = if *adopted {
                    t.minutes_result_adopted(*votes_for, *needed, *base)
                } else {
                    t.minutes_result_rejected(*votes_for, *needed, *base)
                };
                let tie = tie.map(|tie| match tie {
                    Tie::Rejected => t.minutes_tie_rejected(),
                    Tie::Chair => t.minutes_tie_chair(),
                    Tie::Seniority => t.minutes_tie_seniority(),
                });
                [Some(said), tie].into_iter().flatten().collect()
            }
            Some(BallotResult::Election { elected, next_round, .. }) => {
                let mut said = vec![if elected.is_empty() {
                    t.minutes_nobody_elected()
                } else {
                    t.minutes_elected(labels(elected))
                }];
                if !next_round.is_empty() {
                    said.push(t.minutes_next_round(labels(next_round)));
                }
                said
            }
            Some(BallotResult::Lists { seats, .. }) => {
                seats.iter().map(|(list, seats)| t.minutes_seats(*seats, label(ballot, *list))).collect()
            }
        }
    }

    /// Who said what in a roll call, one line a choice.
    fn roll(&self, ballot: &BallotText) -> Vec<String> {
        let mut choices: Vec<BallotChoice> = ballot.roll.iter().map(|line| line.choice).collect();
        choices.sort_by_key(|choice| order(*choice));
        choices.dedup();
        let line = |choice: BallotChoice| {
            let names =
                ballot.roll.iter().filter(|line| line.choice == choice).map(|line| match &line.carried_by {
                    None => line.name.to_string(),
                    Some(holder) => self.t.minutes_roll_carried(line.name.as_str(), holder.as_str()),
                });
            self.t.minutes_roll(self.choice(ballot, choice), sentence(&names.collect::<Vec<_>>()))
        };
        choices.into_iter().map(line).collect()
    }

    fn decision(&self, one: &DecisionText, ballots: &[BallotText]) -> String {
        let t = self.t;
        let said = t.minutes_decision(format!("{}-{}", one.year, one.rank), one.title.as_str());
        let ballot = ballots.iter().find(|ballot| Some(ballot.id) == one.ballot);
        let said = match ballot.and_then(|ballot| elected(t, &won_by(ballot))) {
            Some(elected) => format!("{said}. {}", elected.trim_end_matches('.')),
            None => said,
        };
        let due = one.due.and_then(preau_core::world::Day::date).map(|date| self.dates.say_date(date));
        let follow = match (&one.owner, due) {
            (Some(who), Some(due)) => t.minutes_owner_due(who.as_str(), due),
            (Some(who), None) => t.minutes_owner(who.as_str()),
            (None, Some(due)) => t.minutes_due(due),
            (None, None) => return said,
        };
        format!("{said}. {follow}")
    }

    fn follow_up(&self, one: &FollowUpText) -> String {
        let number = format!("{}-{}", one.year, one.rank);
        came_back(self.t, self.dates, (number, one.title.as_ref()), (one.state, one.due))
    }

    fn task(&self, one: &TaskText) -> String {
        let t = self.t;
        let due = one.due.and_then(preau_core::world::Day::date).map(|date| self.dates.say_date(date));
        match (&one.owner, due) {
            (Some(who), Some(due)) => t.minutes_task_due(one.title.as_str(), who.as_str(), due),
            (Some(who), None) => t.minutes_task_owner(one.title.as_str(), who.as_str()),
            (None, _) => t.minutes_task(one.title.as_str()),
        }
    }
}

fn block(block: &Block) -> Part {
    match block {
        Block::Paragraph(words) => Part::Paragraph(words.clone()),
        Block::Listed(words) => Part::Listed(words.clone()),
    }
}

/// Who won an election that minutes tell of.
pub(super) fn won_by(ballot: &BallotText) -> Vec<Won> {
    won(&ballot.options, &ballot.counts, ballot.result.as_ref())
}

fn label(ballot: &BallotText, position: u16) -> String {
    let option = ballot.options.iter().find(|option| option.position == position);
    option.map_or_else(|| position.to_string(), |option| option.label.to_string())
}

/// For and options first, then against, then what decides nothing.
fn order(choice: BallotChoice) -> (u8, u16) {
    match choice {
        BallotChoice::Option(position) => (0, position),
        BallotChoice::For => (1, 0),
        BallotChoice::Against => (2, 0),
        BallotChoice::Abstain => (3, 0),
        BallotChoice::NotTakingPart => (4, 0),
        BallotChoice::Blank => (5, 0),
        BallotChoice::Spoiled => (6, 0),
    }
}

/// Names as a sentence of a list.
fn sentence(names: &[String]) -> String {
    let mut said = names.join(", ");
    said.push('.');
    said
}
