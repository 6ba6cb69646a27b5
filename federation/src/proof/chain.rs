//! The chain of a group's log: each entry names the one before it, by hashes that tell nothing of what was written.
//!
//! What is chained is a salted digest of the content. Once the content and its salt are erased, the digest stays, says
//! nothing of them any more, and the chain still verifies.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

const ENTRY: &[u8] = b"preau log entry";
const LINK: &[u8] = b"preau log link";
const START: &[u8] = b"preau log start";

/// The digest of an entry's content: the bytes of the object as they were received.
pub fn digest(salt: &[u8; 16], object: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(ENTRY).chain_update(salt).chain_update(object).finalize().into()
}

/// What stands before the first entry of the group with this `uid`.
pub fn first(uid: &str) -> [u8; 32] {
    with_uid(START, uid).finalize().into()
}

/// The hash of the entry that has this digest and follows `previous`.
pub fn link(previous: &[u8; 32], uid: &str, epoch: i64, seq: i64, digest: &[u8; 32]) -> [u8; 32] {
    with_uid(LINK, uid)
        .chain_update(epoch.to_be_bytes())
        .chain_update(seq.to_be_bytes())
        .chain_update(previous)
        .chain_update(digest)
        .finalize()
        .into()
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// Exactly `N` bytes in lowercase hexadecimal, the one way in which [`hex`] writes them.
pub fn read_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() || pairs.len() != N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(bytes)
}

/// The text with its length in front: whatever follows cannot be taken for a part of it.
fn with_uid(domain: &[u8], uid: &str) -> Sha256 {
    let length = u64::try_from(uid.len()).unwrap_or(u64::MAX);
    Sha256::new().chain_update(domain).chain_update(length.to_be_bytes()).chain_update(uid)
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const UID: &str = "0190f2a4-1111-7000-8000-000000000001";

    /// Computed by another program (Python's hashlib): other servers hold these hashes, they never change.
    #[test]
    fn the_hashes_are_those_that_other_servers_hold() {
        let entry = digest(&[7; 16], b"{\"type\":\"Create\"}");
        assert_eq!(hex(&entry), "d008f90d18fec79711e5d79e721ee7b737dc049a6bd8992b55082085c06f9bbb");
        assert_eq!(hex(&first(UID)), "9e3c2c1609744a0b5d0056a65d576e58345ea6186ba30a01020ce5fda3019d2e");
        assert_eq!(
            hex(&link(&first(UID), UID, 1, 1, &entry)),
            "be30fd35816c4f12cc0d78bfef44001499e6b1002dacda956f433965c9c1e8cc"
        );
    }

    #[test]
    fn an_entry_cannot_be_changed_moved_left_out_or_put_into_another_group() {
        let contents: [&[u8]; 4] = [b"un", b"deux", b"trois", b"quatre"];
        let run = |uid: &str, epoch: i64, order: &[usize]| {
            order.iter().zip(1..).fold(first(uid), |previous, (at, seq)| {
                link(&previous, uid, epoch, seq, &digest(&[1; 16], contents[*at]))
            })
        };
        let heads: HashSet<_> = [
            run(UID, 1, &[0, 1, 2, 3]),
            run(UID, 1, &[1, 0, 2, 3]),
            run(UID, 1, &[0, 2, 3]),
            run(UID, 1, &[0, 1, 2]),
            run(UID, 1, &[0, 1, 2, 2]),
            run(UID, 2, &[0, 1, 2, 3]),
            run("autre", 1, &[0, 1, 2, 3]),
        ]
        .into();
        assert_eq!(heads.len(), 7);
    }

    #[test]
    fn every_part_of_a_link_counts_and_none_runs_into_the_next() {
        let (a, b) = ([1; 32], [2; 32]);
        let hashes: HashSet<_> = [
            link(&a, UID, 1, 2, &b),
            link(&b, UID, 1, 2, &a),
            link(&a, UID, 2, 1, &b),
            link(&a, UID, 1, 3, &b),
            link(&a, UID, -1, 2, &b),
            link(&a, "", 1, 2, &b),
            link(&a, UID.trim_start_matches('0'), 1, 2, &b),
            link(&a, &format!("{UID}\0"), 1, 2, &b),
            link(&a, UID, 1, 2, &a),
        ]
        .into();
        assert_eq!(hashes.len(), 9);
    }

    #[test]
    fn what_is_erased_leaves_the_chain_as_it_is_and_cannot_be_guessed_from_it() {
        // The replica holds digests alone after an erasure: the same links come out.
        let entries: [&[u8]; 3] = [b"un", b"deux", b"trois"];
        let salts = [[1; 16], [2; 16], [3; 16]];
        let digests: Vec<_> = entries.iter().zip(&salts).map(|(object, salt)| digest(salt, object)).collect();
        let head = |digests: &[[u8; 32]]| {
            digests.iter().zip(1..).fold(first(UID), |last, (entry, seq)| link(&last, UID, 1, seq, entry))
        };
        let before = head(&digests);
        assert_eq!(head(&digests), before);
        // Without the salt, trying the text that was there finds nothing.
        assert_ne!(digest(&[0; 16], b"deux"), digests[1]);
        assert_eq!(digest(&salts[1], b"deux"), digests[1]);
    }

    #[test]
    fn hexadecimal_is_read_in_one_spelling_only() {
        assert_eq!(hex(&[0, 1, 0xab, 0xff]), "0001abff");
        assert_eq!(read_hex("0001abff"), Some([0, 1, 0xab, 0xff]));
        for text in [
            "0001ABFF",
            "0001abf",
            "0001abff0",
            "0001abffff",
            "",
            " 001abff",
            "0x01abff",
            "000gabff",
            "+001abff",
            "é01abff",
        ] {
            assert_eq!(read_hex::<4>(text), None, "{text}");
        }
        assert_eq!(read_hex::<0>(""), Some([]));
    }
}
