//! Likes and shares from outside: numbers, and no trace of who.

use sha2::{Digest as _, Sha256};

use crate::world::TokenHash;

crate::column::words! {
    /// What somebody outside did with a public post of ours.
    Mark {
        /// `Like`, or an `EmojiReact`.
        Like = "like",
        /// `Announce`.
        Share = "share",
    }
}

/// Marks of one kind counted of one post: enough for any section, and little for a table.
pub const MARKS_MAX: i64 = 20_000;

/// The name of the secret under which actors are hashed.
pub const SECRET_ACTORS: &str = "actors";

/// A keyed hash: the same text gives the same bytes in this house alone, and the table tells nobody who it was.
///
/// Hashing twice, each time behind the key, keeps a hash from being continued (the reason for HMAC, RFC 2104).
pub fn keyed(secret: &[u8], text: &str) -> TokenHash {
    let inner = Sha256::new().chain_update(secret).chain_update([0]).chain_update(text).finalize();
    TokenHash(Sha256::new().chain_update(secret).chain_update([1]).chain_update(inner).finalize().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_actor_has_one_hash_in_a_house_and_another_in_the_next() {
        let ada = "https://elsewhere.example/users/ada";
        assert_eq!(keyed(b"one", ada), keyed(b"one", ada));
        assert_ne!(keyed(b"one", ada), keyed(b"two", ada));
        assert_ne!(keyed(b"one", ada), keyed(b"one", "https://elsewhere.example/users/eve"));
    }
}
