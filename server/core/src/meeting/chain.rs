//! The chain of the minute book: salted hashes, so that no entry can be changed, slipped in or taken out unseen, and so
//! that the text of an entry can still be erased.

use sha2::{Digest as _, Sha256};

use super::minutes::{EntryKind, RegisterEntry};
use crate::id::{BodyId, MeetingId};
use crate::world::Moment;

/// How long a salt is, in bytes: nobody finds an erased text again by trying likely ones.
pub const SALT_BYTES: usize = 32;

/// What an entry is chained by, beside its content.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Of which body.
    pub body: BodyId,
    /// The year of its number.
    pub year: i32,
    /// Its number.
    pub number: i32,
    /// What it is.
    pub kind: EntryKind,
    /// Which meeting it is about.
    pub meeting: MeetingId,
    /// When it was sealed.
    pub sealed_at: Moment,
}

/// SHA-256 over salt and document.
pub fn content_hash(salt: &[u8], document: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(b"preau minute book, content\n");
    digest.update(salt);
    digest.update(document.as_bytes());
    digest.finalize().to_vec()
}

/// SHA-256 over the hash of the entry before (empty for the first), the place of this one and its content hash.
///
/// Every part has a fixed length, so that no two entries are written alike.
pub fn chain_hash(before: &[u8], place: &Place, content: &[u8]) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(b"preau minute book, chain\n");
    digest.update(Sha256::digest(before));
    digest.update(place.body.0.as_bytes());
    digest.update(place.year.to_be_bytes());
    digest.update(place.number.to_be_bytes());
    digest.update(Sha256::digest(place.kind.as_str().as_bytes()));
    digest.update(place.meeting.0.as_bytes());
    digest.update(place.sealed_at.0.to_be_bytes());
    digest.update(content);
    digest.finalize().to_vec()
}

impl RegisterEntry {
    /// Where it stands in the chain.
    pub const fn place(&self) -> Place {
        Place {
            body: self.body,
            year: self.year,
            number: self.number,
            kind: self.kind,
            meeting: self.meeting,
            sealed_at: self.sealed_at,
        }
    }
}

/// What a check of a minute book found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A number is missing before this one.
    Gap {
        /// The year.
        year: i32,
        /// The number that was found.
        number: i32,
    },
    /// The text is not the one that was sealed.
    Content {
        /// The year.
        year: i32,
        /// The number.
        number: i32,
    },
    /// The entry does not follow the one before it.
    Chain {
        /// The year.
        year: i32,
        /// The number.
        number: i32,
    },
}

/// Follows a minute book, entry by entry; made to be fed in pages, so that no book has to fit into memory.
#[derive(Clone, Debug, Default)]
pub struct Check {
    last: Option<(i32, i32)>,
    hash: Vec<u8>,
    checked: u32,
    erased: u32,
}

impl Check {
    /// Checks the next entry, in the order of year and number.
    ///
    /// # Errors
    /// The first thing that does not hold.
    pub fn follow(&mut self, entry: &RegisterEntry) -> Result<(), Broken> {
        let (year, number) = (entry.year, entry.number);
        let expected = match self.last {
            Some((last_year, last)) if last_year == year => last.saturating_add(1),
            _ => 1,
        };
        if number != expected || self.last.is_some_and(|(last_year, _)| year < last_year) {
            return Err(Broken::Gap { year, number });
        }
        match &entry.document {
            Some(document) if content_hash(&entry.salt, document) != entry.content_hash => {
                return Err(Broken::Content { year, number });
            }
            Some(_) => {}
            None => self.erased = self.erased.saturating_add(1),
        }
        if chain_hash(&self.hash, &entry.place(), &entry.content_hash) != entry.hash {
            return Err(Broken::Chain { year, number });
        }
        self.last = Some((year, number));
        self.hash.clone_from(&entry.hash);
        self.checked = self.checked.saturating_add(1);
        Ok(())
    }

    /// How many entries were followed.
    pub const fn checked(&self) -> u32 {
        self.checked
    }

    /// How many of them have no text any more.
    pub const fn erased(&self) -> u32 {
        self.erased
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;
    use uuid::Uuid;

    fn book(numbers: &[(i32, i32)]) -> Vec<RegisterEntry> {
        let mut before = Vec::new();
        numbers
            .iter()
            .enumerate()
            .map(|(at, (year, number))| {
                let document = format!("{{\"text\":\"{at}\"}}");
                let salt = vec![u8::try_from(at).unwrap(); SALT_BYTES];
                let mut entry = RegisterEntry {
                    id: EntryId(Uuid::from_u128(u128::try_from(at).unwrap())),
                    body: BodyId(Uuid::from_u128(1)),
                    year: *year,
                    number: *number,
                    kind: EntryKind::Minutes,
                    meeting: MeetingId(Uuid::from_u128(2)),
                    content_hash: content_hash(&salt, &document),
                    document: Some(document),
                    salt,
                    hash: Vec::new(),
                    sealed_at: Moment(i64::try_from(at).unwrap()),
                };
                entry.hash = chain_hash(&before, &entry.place(), &entry.content_hash);
                before.clone_from(&entry.hash);
                entry
            })
            .collect()
    }

    fn check(entries: &[RegisterEntry]) -> Result<(u32, u32), Broken> {
        let mut check = Check::default();
        for entry in entries {
            check.follow(entry)?;
        }
        Ok((check.checked(), check.erased()))
    }

    const THREE: &[(i32, i32)] = &[(2026, 1), (2026, 2), (2027, 1)];

    #[test]
    fn an_untouched_book_holds_across_years() {
        assert_eq!(check(&book(THREE)), Ok((3, 0)));
    }

    #[test]
    fn an_erased_text_leaves_the_chain_whole() {
        let mut entries = book(THREE);
        entries[1].document = None;
        entries[1].salt.clear();
        assert_eq!(check(&entries), Ok((3, 1)));
    }

    #[test]
    fn a_changed_letter_is_found() {
        let mut entries = book(THREE);
        entries[1].document = Some("{\"text\":\"another\"}".to_owned());
        assert_eq!(check(&entries), Err(Broken::Content { year: 2026, number: 2 }));
        // Who changes the hash of the content too has to change the chain from there on.
        entries[1].content_hash = content_hash(&entries[1].salt, "{\"text\":\"another\"}");
        assert_eq!(check(&entries), Err(Broken::Chain { year: 2026, number: 2 }));
        entries[1].hash = chain_hash(&entries[0].hash, &entries[1].place(), &entries[1].content_hash);
        assert_eq!(check(&entries), Err(Broken::Chain { year: 2027, number: 1 }));
    }

    #[test]
    fn an_entry_that_was_taken_out_or_dated_anew_is_found() {
        let mut entries = book(THREE);
        entries.remove(1);
        assert_eq!(check(&entries), Err(Broken::Chain { year: 2027, number: 1 }));
        let mut entries = book(THREE);
        entries.remove(0);
        assert_eq!(check(&entries), Err(Broken::Gap { year: 2026, number: 2 }));
        let mut entries = book(THREE);
        entries[0].sealed_at = Moment(99);
        assert_eq!(check(&entries), Err(Broken::Chain { year: 2026, number: 1 }));
    }
}
