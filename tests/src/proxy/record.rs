//! What passed on a line: each request with what became of it, within a bound on memory, and how much it was in all.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "this is a part of tests")]

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use serde_json::Value;

use super::Mode;
use super::message::Message;

/// What is kept, requests and answers together. A test that needs more forgets in between.
const RECORD_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A request that came to the line.
#[derive(Clone, Debug)]
pub struct Passed {
    /// The server that sent it, as `host:port` (from its User-Agent); empty where that names none.
    pub from: String,
    /// Its method.
    pub method: String,
    /// Its path with the query.
    pub target: String,
    /// Its first line and headers.
    pub head: String,
    /// Its body.
    pub body: Vec<u8>,
    /// How the line was for it.
    pub mode: Mode,
    /// Whether the server behind the line has the whole of it.
    pub reached: bool,
    /// What the server answered, whether or not that came back.
    pub reply: Option<Reply>,
    pub(super) raw: Vec<u8>,
}

/// What a server answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The first line and the headers.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

/// How much passed since the beginning.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    /// Connections that were accepted.
    pub connections: usize,
    /// Requests that came whole, whatever became of them.
    pub requests: usize,
    /// Bytes of those.
    pub bytes_up: usize,
    /// Bytes of whole answers.
    pub bytes_down: usize,
}

/// A mode for the next requests with some words.
pub(super) struct Strike {
    pub(super) words: String,
    pub(super) times: usize,
    pub(super) mode: Mode,
}

/// The state of a line.
pub(super) struct Record {
    pub(super) mode: Mode,
    pub(super) by_sender: BTreeMap<String, Mode>,
    pub(super) strikes: Vec<Strike>,
    pub(super) counts: Counts,
    passed: Vec<Passed>,
    /// How many were forgotten before the first that is kept.
    forgotten: usize,
    bytes: usize,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            mode: Mode::Pass,
            by_sender: BTreeMap::new(),
            strikes: Vec::new(),
            counts: Counts::default(),
            passed: Vec::new(),
            forgotten: 0,
            bytes: 0,
        }
    }
}

impl Record {
    /// Keeps a request; its number, and the mode that it meets.
    pub(super) fn take(&mut self, request: &Message) -> (usize, Mode) {
        let mut passed = Passed {
            from: sender(request).unwrap_or_default(),
            method: request.method().to_owned(),
            target: request.target().to_owned(),
            head: request.head.clone(),
            body: request.body.clone(),
            mode: self.mode,
            reached: false,
            reply: None,
            raw: request.raw.clone(),
        };
        let strike = self.strikes.iter_mut().find(|strike| strike.times > 0 && passed.says(&strike.words));
        passed.mode = match strike {
            Some(strike) => {
                strike.times -= 1;
                strike.mode
            }
            None => self.by_sender.get(&passed.from).copied().unwrap_or(self.mode),
        };
        self.counts.requests += 1;
        self.counts.bytes_up += request.raw.len();
        let (number, mode) = (self.forgotten + self.passed.len(), passed.mode);
        self.bytes += request.raw.len() + request.body.len() + request.head.len();
        self.passed.push(passed);
        self.bound();
        (number, mode)
    }

    /// The server has it.
    pub(super) fn reached(&mut self, number: usize) {
        if let Some(passed) = self.kept(number) {
            passed.reached = true;
        }
    }

    /// The server answered it.
    pub(super) fn answered(&mut self, number: usize, answer: &Message) {
        let (head, body, status) = (answer.head.clone(), answer.body.clone(), answer.status().unwrap_or(0));
        let Some(passed) = self.kept(number) else { return };
        passed.reply = Some(Reply { status, head, body });
        self.bytes += answer.raw.len();
        self.bound();
    }

    /// What passed and is kept.
    pub(super) fn passed(&self) -> &[Passed] {
        // A search in what is left would find nothing and prove nothing.
        assert!(self.bytes <= RECORD_BYTES_MAX, "more passed than is kept: forget() in between");
        &self.passed
    }

    pub(super) fn forget(&mut self) {
        self.forgotten += self.passed.len();
        self.passed.clear();
        self.bytes = 0;
    }

    fn kept(&mut self, number: usize) -> Option<&mut Passed> {
        self.passed.get_mut(number.checked_sub(self.forgotten)?)
    }

    /// Past the bound nothing is kept, and `bytes` remembers that.
    fn bound(&mut self) {
        if self.bytes > RECORD_BYTES_MAX {
            self.forgotten += self.passed.len();
            self.passed.clear();
        }
    }
}

impl Passed {
    /// Whether these words stand in its head or body, whatever the case of ASCII letters.
    pub fn says(&self, words: &str) -> bool {
        self.holds(&Words::new([words]))
    }

    pub(super) fn holds(&self, words: &Words) -> bool {
        words.stand_in(self.head.as_bytes()) || words.stand_in(&self.body)
    }

    /// Its body, which is JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        let read = serde_json::from_slice(&self.body);
        read.unwrap_or_else(|error| panic!("{} {} holds no JSON: {error}", self.method, self.target))
    }

    /// The status that the server answered with.
    pub fn status(&self) -> Option<u16> {
        self.reply.as_ref().map(|reply| reply.status)
    }
}

/// Words that are sought together, whatever the case of ASCII letters.
///
/// An automaton: names are sought in megabytes, and window by window that took nine tenths of the time of a test.
pub(crate) struct Words(AhoCorasick);

impl Words {
    pub(crate) fn new<W: AsRef<[u8]>>(words: impl IntoIterator<Item = W>) -> Self {
        Self(AhoCorasick::builder().ascii_case_insensitive(true).build(words).unwrap())
    }

    /// Whether one of them stands in these bytes.
    pub(crate) fn stand_in(&self, bytes: &[u8]) -> bool {
        self.0.is_match(bytes)
    }
}

/// The address in `Preau/0.1.0 (+http://vallombre.localhost:20001/)`, as `host:port`.
fn sender(request: &Message) -> Option<String> {
    let (_, rest) = request.header("user-agent")?.split_once("(+")?;
    let (_, address) = rest.split_once("://")?;
    Some(address.split(['/', ')']).next()?.to_owned())
}
