//! The agenda as it is read: times, documents, the votes that are announced, and after the sitting what came of each item.

use preau_core::access::{self, Viewer};
use preau_core::action::sitting::vote::BALLOTS_MAX;
use preau_core::meeting::{
    Ballot, BallotState, Decision, Item, ItemDocument, ItemKind, ItemState, Meeting, Method, times, total,
};
use preau_core::store::Read;

use crate::dates::Dates;
use crate::error::Failure;
use crate::page::{Frame, Tag};
use crate::sitting::item_outcome;
use crate::sitting::prepare::{majority, options};
use crate::sitting::table::{sentences, state_tag};
use crate::state::Web;
use crate::texts::Texts;

/// A line of the agenda.
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) begins: String,
    pub(super) minutes: String,
    /// What it is; empty where the votes under it say so.
    pub(super) kind_words: String,
    pub(super) title: String,
    pub(super) rapporteur: String,
    pub(super) html: String,
    pub(super) in_camera: bool,
    pub(super) documents: Vec<(String, String)>,
    pub(super) decides: bool,
    pub(super) votes: Vec<VoteLine>,
    /// What became of it, once the reader may know; an empty word: nothing is said.
    pub(super) outcome: Tag,
    /// The decisions that came of it: address and number.
    pub(super) decisions: Vec<(String, String)>,
}

/// A vote under an item.
pub(super) struct VoteLine {
    /// The question, where it is not the title of the item.
    pub(super) question: String,
    /// « Vote à main levée »
    pub(super) how: String,
    /// What it needs, of a motion; what can be chosen, of an election: of lists one a line.
    pub(super) needs: Vec<String>,
    /// What came out; an empty word: nothing is said.
    pub(super) result: Tag,
    pub(super) sentences: Vec<String>,
}

/// What stands beside the items of an agenda for one reader.
pub(super) struct Beside {
    documents: Vec<ItemDocument>,
    ballots: Vec<Ballot>,
    decisions: Vec<Decision>,
    /// The sitting is over, and the reader may know what came of it: as its minutes (A15).
    told: bool,
    /// The reader is of the body, or was convened.
    inside: bool,
}

impl Beside {
    /// For one who is inside: documents, votes, and what was decided once its minutes may be read.
    pub(super) async fn read(
        db: &mut dyn Read,
        web: &Web,
        viewer: &Viewer,
        meeting: &Meeting,
        inside: bool,
    ) -> Result<Self, Failure> {
        let mut beside =
            Self { documents: Vec::new(), ballots: Vec::new(), decisions: Vec::new(), told: false, inside };
        if !inside {
            return Ok(beside);
        }
        beside.told = access::minutes(db, viewer, meeting.id, web.now()).await?.is_some();
        beside.documents = db.documents(meeting.id).await?;
        if beside.told || meeting.state.ahead() || meeting.state.sits() {
            beside.ballots = db.ballots(meeting.id, BALLOTS_MAX).await?;
        }
        if beside.told {
            beside.decisions = db.decisions_of(meeting.id).await?;
        }
        Ok(beside)
    }

    /// Whether the minutes of the meeting may be read.
    pub(super) fn told(&self) -> bool {
        self.told
    }

    /// The votes under an item that the reader is shown: those that were prepared, and once it is told what came of them,
    /// those that were declared.
    fn votes(&self, t: &Texts, item: &Item) -> Vec<VoteLine> {
        let shown = |one: &&Ballot| {
            let wanted = if self.told { BallotState::Declared } else { BallotState::Prepared };
            one.item == item.id && one.state == wanted && (self.told || !one.amendment)
        };
        self.ballots.iter().filter(shown).map(|one| vote(t, item, one, self.told)).collect()
    }

    /// The agenda with its times, and how long it is. What is in camera keeps its place and its time, and says nothing else.
    pub(super) fn lines(
        &self,
        frame: &Frame,
        dates: &Dates,
        items: &[Item],
        readable: &[&Item],
        meeting: &Meeting,
    ) -> (Vec<Line>, String) {
        let t = frame.t;
        let listed: Vec<&Item> = items.iter().filter(|item| item.state == ItemState::Listed).collect();
        let minutes: Vec<i32> = listed.iter().map(|item| item.minutes).collect();
        let (begins, _) = times(meeting.starts_at, &minutes);
        let lines = (1_usize..)
            .zip(listed.iter().zip(begins))
            .map(|(number, (item, begin))| {
                let shown = readable.iter().any(|one| one.id == item.id);
                self.line(frame, item, shown, number, dates.time(begin))
            })
            .collect();
        let count = i64::try_from(listed.len()).unwrap_or(i64::MAX);
        let all = total(&minutes);
        // « 2 h 05 », as one reads a clock.
        let beside = if all < 60 { all.to_string() } else { format!("{:02}", all % 60) };
        (lines, t.meeting_length(count, all / 60, beside))
    }

    fn line(&self, frame: &Frame, item: &Item, shown: bool, number: usize, begins: String) -> Line {
        let (t, to) = (frame.t, frame.to);
        let votes = if shown { self.votes(t, item) } else { Vec::new() };
        let said_by_votes =
            !votes.is_empty() && matches!(item.kind, ItemKind::Vote | ItemKind::MinutesApproval);
        let rapporteur = item.rapporteur.as_ref().filter(|_| shown && self.inside);
        let decisions = self.decisions.iter().filter(|one| shown && one.item == item.id);
        let decisions = decisions.map(|one| {
            let number = format!("{}-{}", one.year, one.rank);
            (to.decision_of(one.body, &number), t.decision_number(&number))
        });
        let papers = self.documents.iter().filter(|one| one.item == item.id && shown);
        Line {
            number,
            begins,
            minutes: t.meeting_minutes(i64::from(item.minutes)),
            kind_words: if said_by_votes { String::new() } else { t.meeting_item_kind(item.kind.as_str()) },
            title: if shown { item.title.to_string() } else { t.meeting_in_camera() },
            rapporteur: rapporteur.map(|who| who.name.to_string()).unwrap_or_default(),
            html: if shown { item.html.clone() } else { String::new() },
            in_camera: item.in_camera,
            documents: papers.map(|one| (to.meeting_document(one.id), one.name.to_string())).collect(),
            decides: item.kind.decides(),
            outcome: if shown && self.told { item_outcome(frame, item) } else { ("", "", String::new()) },
            decisions: decisions.collect(),
            votes,
        }
    }
}

/// One vote in words, with what came out where that is told.
fn vote(t: &Texts, item: &Item, ballot: &Ballot, told: bool) -> VoteLine {
    let same = ballot.question.as_str() == item.title.as_str();
    VoteLine {
        question: if same { String::new() } else { ballot.question.to_string() },
        how: t.meeting_item_vote(ballot.mode.as_str()),
        needs: match ballot.method {
            Method::Motion => vec![t.meeting_vote_majority(majority(t, ballot.majority))],
            Method::Lists => options(ballot),
            Method::Single | Method::Several => {
                vec![t.meeting_vote_options(options(ballot).join(", "))]
            }
        },
        result: if told { state_tag(t, ballot) } else { ("", "", String::new()) },
        sentences: if told { sentences(t, ballot) } else { Vec::new() },
    }
}

/// What the notice says under an item: its votes with their questions, or that something is decided.
pub(crate) fn announced(t: &Texts, item: &Item, ballots: &[Ballot]) -> Vec<String> {
    let prepared =
        |one: &&Ballot| one.item == item.id && one.state == BallotState::Prepared && !one.amendment;
    let said: Vec<String> = ballots
        .iter()
        .filter(prepared)
        .map(|one| {
            let line = vote(t, item, one, false);
            if line.question.is_empty() { line.how } else { t.meeting_vote_asks(line.how, line.question) }
        })
        .collect();
    if said.is_empty() && item.kind.decides() {
        return vec![t.meeting_item_kind(item.kind.as_str())];
    }
    said
}
