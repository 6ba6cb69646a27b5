//! Eight words that both administrators read to each other on the phone before they link their sections.
//!
//! They stand for both sections and all their keys: whoever sits between the two servers shows each side other keys,
//! hence other words. The list holds words that are spelled alike in French and English.

use sha2::{Digest as _, Sha256};

use super::PublicProofKey;

const DOMAIN: &[u8] = b"preau link words";

/// Rounds of hashing, some 10 ms. Somebody in the middle chooses keys for both sides and needs only that the two
/// results meet, which 64 bits make too easy (2^33 tries): these rounds make each try 2^16 times dearer.
const ROUNDS: u32 = 1 << 16;

/// How many words.
pub const WORDS: usize = 8;

/// What one side shows of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side<'a> {
    /// The id of the section's actor.
    pub actor: &'a str,
    /// Its RSA key: the DER of `SubjectPublicKeyInfo` ([`crate::keys::public_der`]).
    pub rsa: &'a [u8],
    /// Its key of proofs ([`PublicProofKey::as_bytes`]).
    pub proof: &'a [u8; 32],
}

impl<'a> Side<'a> {
    /// A side with its keys as they are kept.
    pub fn new(actor: &'a str, rsa: &'a [u8], proof: &'a PublicProofKey) -> Self {
        Self { actor, rsa, proof: proof.as_bytes() }
    }
}

/// The words of two sides, the same on both whoever asks: the sides are put in order by their ids.
pub fn fingerprint(one: Side<'_>, other: Side<'_>) -> [&'static str; WORDS] {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let mut hash = Sha256::new().chain_update(DOMAIN);
    for side in [first, second] {
        put(&mut hash, side.actor.as_bytes());
        put(&mut hash, side.rsa);
        hash.update(side.proof);
    }
    let mut digest: [u8; 32] = hash.finalize().into();
    for _ in 0..ROUNDS {
        digest = Sha256::new().chain_update(DOMAIN).chain_update(digest).finalize().into();
    }
    let mut bytes = digest.into_iter();
    std::array::from_fn(|_| word(bytes.next().unwrap_or_default()))
}

/// With its length in front, so that no byte can move from one part to the next.
fn put(hash: &mut Sha256, part: &[u8]) {
    hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
    hash.update(part);
}

fn word(byte: u8) -> &'static str {
    // The list has 256 words, as a test counts.
    LIST.split_ascii_whitespace().nth(usize::from(byte)).unwrap_or_default()
}

/// One word for each byte. No two are nearer than three letters, so that one is not heard or typed for another. The
/// order is part of what both servers compute: never change it.
const LIST: &str = "
acacia accent action agenda album alligator anaconda animal aquarium artisan atlas atoll aubergine
avalanche avatar avenue badminton baguette balance ballet baobab barbecue barracuda beige biscuit bistro
blizzard bonbon boulevard bouquet bowling bracelet bravo brioche bronze buffet bungalow bureau cabinet
cactus calcium camping canal caramel caribou cascade casino casserole catalogue catamaran caviar chaise
chalet champion chauffeur chef citron client cobra confetti contact continent cookie cosmos courage
couscous cowboy crocodile croissant cuisine culture curry cycle dahlia delta dimension disco dock
document domino dragon dune dynamo fanfare festival film finesse flash folklore fondue football fruit
gadget garage gecko golf graphite grizzly hamburger hamster handball hangar harmonica hockey horizon
horoscope iceberg igloo image impact indigo iris jaguar jazz journal jungle kayak ketchup kimono kiwi
koala labrador limousine lion lynx machine madeleine magnolia mangrove marathon maximum melon menu
meringue message million mimosa miniature minute miracle module moment montage mousse muffin musical
mustang nature nectarine nougat oasis obstacle octave office olive omelette orange origami palette panda
panorama pantomime paprika parachute parasol pardon parmesan pastel patience photo piano pigeon piranha
pirouette pizza plateau plumage podium polka poncho portable prairie praline promenade puma python
quartz question quiche radio raisin ranch ravioli rectangle reggae reportage risotto robot route rugby
safari sandwich sardine satellite sauna saxophone scooter scorpion secret signal signature silence
simple sketch sofa solstice solution sombrero sorbet souvenir spaghetti spectacle statue steak structure
studio sushi table talent tandem tango taxi technique tempo tennis ticket toast toboggan tombola torrent
toucan tradition train tramway transport triangle tricycle trombone tunnel turquoise village violet
visible volume voyage zinc
";

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const VALLOMBRE: Side<'_> =
        Side { actor: "https://vallombre.example/section", rsa: b"\x30\x82vallombre", proof: &[1; 32] };
    const PORT_LAZARE: Side<'_> =
        Side { actor: "https://port-lazare.example/section", rsa: b"\x30\x82port-lazare", proof: &[2; 32] };

    /// How many letters must be changed, added or taken away to come from one word to the other.
    fn distance(a: &str, b: &str) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.chars().enumerate() {
            let mut last = i;
            row[0] = i + 1;
            for (j, y) in b.chars().enumerate() {
                let here = (last + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
                last = row[j + 1];
                row[j + 1] = here;
            }
        }
        row[b.len()]
    }

    #[test]
    fn there_are_256_short_words_that_nobody_takes_for_one_another() {
        let words: Vec<&str> = LIST.split_ascii_whitespace().collect();
        assert_eq!(words.iter().collect::<HashSet<_>>().len(), 256);
        assert_eq!((words.len(), words[0], word(0), word(255)), (256, "acacia", "acacia", "zinc"));
        for (at, one) in words.iter().enumerate() {
            assert!((4..=9).contains(&one.len()) && one.bytes().all(|b| b.is_ascii_lowercase()), "{one}");
            for other in words.iter().skip(at + 1) {
                assert!(distance(one, other) >= 3, "{one} {other}");
            }
        }
        assert_eq!([distance("radio", "patio"), distance("lion", "million"), distance("", "ab")], [2, 3, 2]);
    }

    /// Computed by another program (Python's hashlib): the other server shows the same.
    #[test]
    fn both_sides_see_the_same_words() {
        let words = fingerprint(VALLOMBRE, PORT_LAZARE);
        assert_eq!(words.join(" "), "portable cowboy tombola train voyage beige spaghetti magnolia");
        assert_eq!(fingerprint(PORT_LAZARE, VALLOMBRE), words);
    }

    #[test]
    fn another_key_or_another_actor_on_either_side_gives_other_words() {
        let all: HashSet<_> = [
            fingerprint(VALLOMBRE, PORT_LAZARE),
            fingerprint(VALLOMBRE, Side { rsa: b"\x30\x82autre", ..PORT_LAZARE }),
            fingerprint(VALLOMBRE, Side { proof: &[3; 32], ..PORT_LAZARE }),
            fingerprint(VALLOMBRE, Side { actor: "https://port-lazare.example/sections", ..PORT_LAZARE }),
            fingerprint(Side { rsa: b"\x30\x82autre", ..VALLOMBRE }, PORT_LAZARE),
            // The two sides' keys exchanged.
            fingerprint(
                Side { actor: PORT_LAZARE.actor, ..VALLOMBRE },
                Side { actor: VALLOMBRE.actor, ..PORT_LAZARE },
            ),
            // A byte moved from the address into the key.
            fingerprint(
                Side { actor: "https://vallombre.example/sectio", rsa: b"n\x30\x82vallombre", ..VALLOMBRE },
                PORT_LAZARE,
            ),
        ]
        .into();
        assert_eq!(all.len(), 7);
    }
}
