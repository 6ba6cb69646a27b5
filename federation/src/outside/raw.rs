//! Small readings of raw JSON that never fail and never bend one kind of value into another.

use chrono::DateTime;
use preau_core::world::Moment;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::activity::received::Reference;
use crate::names::Names;

/// The longest moment in RFC 3339 that is read.
const MOMENT_BYTES_MAX: usize = 40;
/// How the public is written: in full, or as JSON-LD lets it be shortened (ActivityPub, 5.6).
const PUBLIC: [&str; 3] = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];

/// A string; `None` for whatever else stands there.
pub(crate) fn text(raw: Option<&RawValue>) -> Option<String> {
    serde_json::from_str(raw?.get()).ok()
}

/// The items of a list, or the one thing that stands instead of a list.
pub(crate) fn each<'a>(raw: Option<&'a RawValue>) -> Vec<&'a RawValue> {
    let Some(raw) = raw else { return Vec::new() };
    serde_json::from_str::<Vec<&'a RawValue>>(raw.get()).unwrap_or_else(|_| vec![raw])
}

/// An id, alone or in an embedded thing. A list or a number is neither (O03).
pub(crate) fn id(raw: Option<&RawValue>) -> Option<String> {
    serde_json::from_str::<Reference>(raw?.get()).ok().map(|reference| reference.id().to_owned())
}

/// The ids of a list, at most so many.
pub(crate) fn ids(raw: Option<&RawValue>, most: usize) -> Vec<String> {
    each(raw).into_iter().take(most).filter_map(|one| id(Some(one))).collect()
}

/// A moment in RFC 3339.
pub(crate) fn moment(raw: Option<&RawValue>) -> Option<Moment> {
    let text = text(raw).filter(|text| text.len() <= MOMENT_BYTES_MAX)?;
    Some(Moment(DateTime::parse_from_rfc3339(&text).ok()?.timestamp_micros()))
}

/// The fields that say to whom something is addressed.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Addressees<'a> {
    #[serde(borrow, default)]
    to: Option<&'a RawValue>,
    #[serde(borrow, default)]
    cc: Option<&'a RawValue>,
    #[serde(borrow, default)]
    audience: Option<&'a RawValue>,
}

/// To whom something is addressed, as far as we ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Addressed {
    /// Whether it says anything at all.
    pub(crate) said: bool,
    /// Whether it is for everybody.
    pub(crate) public: bool,
    /// Whether the section is among them.
    pub(crate) section: bool,
}

impl Addressees<'_> {
    /// Reads every addressee, however many: one pass, and nothing is kept of it (R09).
    pub(crate) fn read(&self, names: &Names) -> Addressed {
        let section = names.section();
        let mut found = Addressed { said: self.to.is_some() || self.cc.is_some(), ..Addressed::default() };
        for (list, tells) in [(self.to, true), (self.cc, true), (self.audience, false)] {
            for one in each(list).into_iter().filter_map(|one| id(Some(one))) {
                found.public |= tells && PUBLIC.contains(&one.as_str());
                found.section |= one == section.as_str();
            }
        }
        found
    }
}
