//! The text of minutes, in no language: what a page, a PDF and the minute book say in words is all here, once.
//!
//! It is made of the record ([`super::compose`]), sealed as JSON and read again for as long as the minute book is kept: add
//! fields with a default, never rename one.

use serde::{Deserialize, Serialize};

use super::attendance::Presence;
use super::ballot::{BallotMode, BallotOption, BallotState, Count, Method, Standing};
use super::item::{ItemKind, ItemOutcome};
use super::named::Named;
use super::{DecisionState, MeetingKind, MeetingMode};
use crate::body::BodyKind;
use crate::id::{BallotId, BodyId, DecisionId, ItemId, MeetingId, TaskId};
use crate::rules::{BallotResult, Majority};
use crate::text::{Note, ShortText, Title, UnitName};
use crate::world::{Day, Moment};

/// The form of the text that is written today.
pub const TEXT_FORM: u16 = 1;

/// The minutes of one meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MinutesText {
    /// Which form of text this is: [`TEXT_FORM`] when it was written.
    pub form: u16,
    /// The organisation.
    pub house: UnitName,
    /// Whose meeting.
    pub body: BodyId,
    /// The name of that body.
    pub body_name: UnitName,
    /// What it is.
    pub body_kind: BodyKind,
    /// Which meeting.
    pub meeting: MeetingId,
    /// What kind.
    pub kind: MeetingKind,
    /// How one took part.
    pub mode: MeetingMode,
    /// What it is called.
    pub title: Title,
    /// For when it was convened.
    pub starts_at: Moment,
    /// The zone in which its times are said.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// How it was convened.
    pub convened: Option<Convened>,
    /// When the sitting opened.
    pub opened_at: Moment,
    /// When it closed; `None` while it lasts.
    pub closed_at: Option<Moment>,
    /// Whether it closed because too few were there.
    pub lacked_quorum: bool,
    /// Who kept the sitting.
    pub officers: Officers,
    /// Who was there and who was not.
    pub attendance: AttendanceText,
    /// Where the room stood when the sitting opened.
    pub opening: Standing,
    /// Arrivals and departures of voices after that, earliest first.
    pub movements: Vec<Movement>,
    /// Interruptions, earliest first.
    pub suspensions: Vec<Suspension>,
    /// The items, in the order of the agenda.
    pub items: Vec<ItemText>,
}

/// How a meeting was convened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Convened {
    /// By whom.
    pub by: Named,
    /// When the notice went out.
    pub sent_at: Moment,
    /// How many people were convened.
    pub recipients: u32,
    /// Why in a shorter time than the rules ask for.
    pub emergency: Option<Note>,
    /// The members who asked for it.
    pub petition: Option<ShortText>,
    /// Whether it follows a meeting that lacked a quorum.
    pub second: bool,
    /// What had changed since the notice, where everybody accepted to sit although it did not hold any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<String>,
}

/// Who kept a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officers {
    /// Who chaired.
    pub chair: Named,
    /// Who took the minutes.
    pub minute_taker: Named,
    /// Who counted votes.
    pub tellers: Vec<Named>,
}

/// Who was there, and who was not. Every list is by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttendanceText {
    /// Voters on the roll.
    pub on_roll: u32,
    /// Voters who were there.
    pub present: Vec<Present>,
    /// Voters whose voice somebody carried.
    pub represented: Vec<Represented>,
    /// People of the roll who said that they would not come.
    pub excused: Vec<Named>,
    /// Voters of the roll who did not come and said nothing.
    pub absent: Vec<Named>,
    /// Those who were there to speak and not to vote.
    pub advisory: Vec<Present>,
    /// Those who were there to listen.
    pub guests: Vec<Present>,
}

/// Somebody who was there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// Who.
    pub name: Named,
    /// How; who changed from one to the other was there as they first came.
    pub how: Presence,
    /// When they came, where the sitting was open already.
    pub came_at: Option<Moment>,
    /// When they went for good, where it was not closed yet.
    pub left_at: Option<Moment>,
}

/// A voice that somebody else carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Represented {
    /// Whose voice.
    pub giver: Named,
    /// Who carried it.
    pub holder: Named,
    /// When it stopped counting, where that was before the end: its giver came, or its holder went.
    pub until: Option<Moment>,
}

/// Voices that came or went while the sitting was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// When.
    pub at: Moment,
    /// Who came, or came back.
    pub came: Vec<Named>,
    /// Who went.
    pub left: Vec<Named>,
    /// Where the room stood then.
    pub standing: Standing,
    /// Whether the quorum was lost (`false`) or found again (`true`) by it.
    pub quorum: Option<bool>,
    /// Whether what the quorum is measured by changed then: somebody paid at the door, a mandate ended.
    #[serde(default)]
    pub base: bool,
}

/// An interruption of the sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspension {
    /// From when.
    pub from: Moment,
    /// Until when; `None` where the sitting closed from it.
    pub until: Option<Moment>,
}

/// One item. What was said in camera stands apart, so that it can be held back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    /// Which.
    pub id: ItemId,
    /// Its number on the agenda, from 1.
    pub number: u32,
    /// Whether guests and observers left.
    pub in_camera: bool,
    /// What is said of it; `None` where the reader is not among those who heard it.
    pub said: Option<ItemSaid>,
}

/// What minutes say of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemSaid {
    /// What it was.
    pub kind: ItemKind,
    /// What it was about.
    pub title: Title,
    /// The text that was put to the vote, or what stood beside the item.
    pub text: Vec<Block>,
    /// Who presented it.
    pub rapporteur: Option<Named>,
    /// Whether the sitting added it to its agenda.
    pub added_in_session: bool,
    /// What became of it.
    pub outcome: Option<ItemOutcome>,
    /// What was said.
    pub notes: Vec<Block>,
    /// Its votes that were declared or given up, in their order.
    pub ballots: Vec<BallotText>,
    /// The earlier decisions that came back under it.
    #[serde(default)]
    pub follow_ups: Vec<FollowUpText>,
    /// What was decided.
    pub decisions: Vec<DecisionText>,
    /// What somebody took on.
    pub tasks: Vec<TaskText>,
}

/// A paragraph, or a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", content = "text", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A line of a list.
    Listed(String),
}

/// A vote and its figures, as it was declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BallotText {
    /// Which.
    pub id: BallotId,
    /// The question, word for word.
    pub question: Title,
    /// Whether it was an amendment.
    pub amendment: bool,
    /// How one voted.
    pub mode: BallotMode,
    /// How the result was made.
    pub method: Method,
    /// The majority that a motion needed.
    pub majority: Majority,
    /// What could be chosen in an election.
    pub options: Vec<BallotOption>,
    /// How many places were filled.
    pub places: u16,
    /// The round, from 1.
    pub round: u16,
    /// Declared or abandoned.
    pub state: BallotState,
    /// Where the room stood when it opened.
    pub standing: Option<Standing>,
    /// The figures.
    pub counts: Vec<Count>,
    /// What they came to.
    pub result: Option<BallotResult>,
    /// Of a roll call: who said what.
    pub roll: Vec<RollLine>,
    /// Why it was given up.
    pub abandoned_because: Option<ShortText>,
    /// When it ended.
    pub ended_at: Option<Moment>,
}

/// One voice of a roll call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollLine {
    /// Whose voice.
    pub name: Named,
    /// Who said it for them.
    pub carried_by: Option<Named>,
    /// What, as its stored word.
    pub choice: super::ballot::BallotChoice,
}

/// A decision, with its number. Where it stands since is no part of the minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionText {
    /// Which.
    pub id: DecisionId,
    /// The vote it came from.
    pub ballot: Option<BallotId>,
    /// The year of its number.
    pub year: i32,
    /// Its rank in that year.
    pub rank: i32,
    /// What was decided.
    pub title: Title,
    /// Whether it was adopted.
    pub adopted: bool,
    /// Who sees to it.
    pub owner: Option<Named>,
    /// By when.
    pub due: Option<Day>,
}

/// An earlier decision that came back to this sitting, and where it stood when the sitting closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUpText {
    /// Which.
    pub decision: DecisionId,
    /// The year of its number.
    pub year: i32,
    /// Its rank in that year.
    pub rank: i32,
    /// What had been decided; `None` of what was decided in camera.
    pub title: Option<Title>,
    /// Where it stood.
    pub state: DecisionState,
    /// By when it was to be done.
    pub due: Option<Day>,
}

/// Something that somebody took on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskText {
    /// Which.
    pub id: TaskId,
    /// What.
    pub title: Title,
    /// Who.
    pub owner: Option<Named>,
    /// By when.
    pub due: Option<Day>,
}

impl MinutesText {
    /// The same for a reader who was not to hear what was said in camera: number and nothing else of such an item.
    #[must_use]
    pub fn without_in_camera(mut self) -> Self {
        for item in &mut self.items {
            if item.in_camera {
                item.said = None;
            }
        }
        self
    }

    /// What a search looks through: what was treated, said, asked and decided. Who was there is told by the text and found
    /// by nobody: a search would make of minutes a list of where somebody was.
    pub fn searched(&self, in_camera: bool) -> String {
        let mut words = vec![self.title.as_str()];
        for item in self.items.iter().filter(|item| in_camera || !item.in_camera) {
            let Some(said) = &item.said else { continue };
            words.push(said.title.as_str());
            words.extend(said.text.iter().chain(&said.notes).map(Block::words));
            for ballot in &said.ballots {
                words.push(ballot.question.as_str());
                words.extend(ballot.options.iter().map(|option| option.label.as_str()));
            }
            words.extend(said.decisions.iter().map(|decision| decision.title.as_str()));
            words.extend(said.tasks.iter().map(|task| task.title.as_str()));
        }
        words.join("\n")
    }

    /// Every vote that a reader sees, in the order of the items.
    pub fn ballots(&self) -> impl Iterator<Item = &BallotText> {
        self.items.iter().filter_map(|item| item.said.as_ref()).flat_map(|said| &said.ballots)
    }

    /// Every decision that a reader sees, in the order of the items.
    pub fn decisions(&self) -> impl Iterator<Item = &DecisionText> {
        self.items.iter().filter_map(|item| item.said.as_ref()).flat_map(|said| &said.decisions)
    }
}

impl Block {
    /// The blocks of sanitised HTML: paragraphs and lines of lists, without its form.
    pub fn of_html(html: &str) -> Vec<Self> {
        crate::markup::plain(html)
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| match line.strip_prefix("- ") {
                Some(listed) => Self::Listed(listed.trim().to_owned()),
                None => Self::Paragraph(line.to_owned()),
            })
            .collect()
    }

    /// The words.
    pub fn words(&self) -> &str {
        match self {
            Self::Paragraph(words) | Self::Listed(words) => words,
        }
    }
}
