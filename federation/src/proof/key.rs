//! Ed25519 keys of proofs: making ours, reading other servers' strictly, and how both are written (FEP-521a).

use std::fmt;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

/// The multicodec of an Ed25519 public key, in front of its bytes in a Multikey.
const MULTICODEC: [u8; 2] = [0xed, 0x01];

/// The field's prime is 2^255 - 19: an encoding of a number not below it is not the only one of its point.
const PRIME_LOW: u8 = 0xed;

/// The points of small order but for their sign (RFC 7748, 6.1 and RFC 8032, 5.1): under such a "key" one signature
/// verifies for many documents, so that its owner could exchange them.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [0; 32],
    [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    [
        0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f,
    ],
];

/// Why a key was not read or not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofKeyError {
    /// Not a Multikey of 32 bytes of Ed25519, in base58btc.
    #[error("the key is not a Multikey of Ed25519")]
    NotMultikey,
    /// Not 32 bytes that stand for one point of large order and for it alone.
    #[error("the key is no proper point of the curve")]
    Weak,
    /// Our stored halves are not 32 bytes each, or do not belong together.
    #[error("the two halves of a key of ours do not fit")]
    Unfit,
    /// Signing failed inside the cryptographic library.
    #[error("the cryptographic library refused the operation")]
    Library,
}

/// One of our keys, with which proofs are made (7 µs each).
pub struct ProofKey {
    seed: [u8; 32],
    pair: Ed25519KeyPair,
}

impl ProofKey {
    /// Makes one. `fill` gives cryptographically secure random bytes (it stands for `World`).
    pub fn generate(fill: &mut dyn FnMut(&mut [u8])) -> Result<Self, ProofKeyError> {
        let mut seed = [0; 32];
        fill(&mut seed);
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| ProofKeyError::Library)?;
        Ok(Self { seed, pair })
    }

    /// Reads what the database holds: [`ProofKey::seed`] and the bytes of [`ProofKey::public`].
    pub fn from_halves(seed: &[u8], public: &[u8]) -> Result<Self, ProofKeyError> {
        let seed: [u8; 32] = seed.try_into().map_err(|_| ProofKeyError::Unfit)?;
        let pair =
            Ed25519KeyPair::from_seed_and_public_key(&seed, public).map_err(|_| ProofKeyError::Unfit)?;
        Ok(Self { seed, pair })
    }

    /// The private half. A secret: it is written to the database and nowhere else.
    pub fn seed(&self) -> &[u8; 32] {
        &self.seed
    }

    /// The public half.
    pub fn public(&self) -> Result<PublicProofKey, ProofKeyError> {
        PublicProofKey::from_bytes(self.pair.public_key().as_ref())
    }

    /// Signs with Ed25519 (RFC 8032, 5.1.6).
    pub fn sign(&self, message: &[u8]) -> Result<[u8; 64], ProofKeyError> {
        let signature = self.pair.try_sign(message).map_err(|_| ProofKeyError::Library)?;
        signature.as_ref().try_into().map_err(|_| ProofKeyError::Library)
    }
}

impl fmt::Debug for ProofKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProofKey(…)")
    }
}

/// The public half of anybody's key, with which proofs are verified (30 µs each).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicProofKey([u8; 32]);

impl PublicProofKey {
    /// Takes 32 bytes that are the one encoding of a point of large order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ProofKeyError> {
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| ProofKeyError::Weak)?;
        let mut y = bytes;
        if let Some(last) = y.last_mut() {
            *last &= 0x7f;
        }
        let [low, middle @ .., high] = y;
        let beyond = high == 0x7f && low >= PRIME_LOW && middle.iter().all(|byte| *byte == 0xff);
        if beyond || SMALL_ORDER.contains(&y) { Err(ProofKeyError::Weak) } else { Ok(Self(bytes)) }
    }

    /// The 32 bytes of RFC 8032.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// `publicKeyMultibase`: 48 characters that begin with `z6Mk`.
    pub fn multibase(&self) -> String {
        let [first, second] = MULTICODEC;
        let mut bytes = vec![first, second];
        bytes.extend_from_slice(&self.0);
        multibase(&bytes)
    }

    /// Reads a `publicKeyMultibase`: base58btc, the prefix of Ed25519, 32 bytes, and no other way of writing it.
    pub fn from_multibase(text: &str) -> Result<Self, ProofKeyError> {
        let bytes: [u8; 34] = from_multibase(text).ok_or(ProofKeyError::NotMultikey)?;
        let key = bytes.strip_prefix(&MULTICODEC).ok_or(ProofKeyError::NotMultikey)?;
        Self::from_bytes(key)
    }

    /// Whether `signature` is this key's Ed25519 signature of `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0).verify(message, signature).is_ok()
    }
}

/// Multibase with the alphabet of Bitcoin, the only one that FEP-521a and FEP-8b32 use.
pub(super) fn multibase(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Exactly `N` bytes, written in the one way that [`multibase`] has. Reading base58 takes the square of its length:
/// longer ones are refused before.
pub(super) fn from_multibase<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.strip_prefix('z')?;
    // log(256) / log(58) is a little less than 1.4.
    if digits.len() > N.saturating_mul(14).div_ceil(10) {
        return None;
    }
    let bytes: [u8; N] = bs58::decode(digits).into_vec().ok()?.try_into().ok()?;
    (multibase(&bytes) == text).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::chain::read_hex;
    use super::*;

    fn fill(bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).unwrap();
    }

    #[test]
    fn keys_and_signatures_are_those_of_rfc_8032() {
        // Section 7.1, tests 1 to 3.
        for (seed, public, message, signature) in [
            (
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                &[][..],
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ),
            (
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                &[0x72][..],
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ),
            (
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                &[0xaf, 0x82][..],
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ),
        ] {
            let (seed, public) = (read_hex::<32>(seed).unwrap(), read_hex::<32>(public).unwrap());
            let signature = read_hex::<64>(signature).unwrap();
            let key = ProofKey::from_halves(&seed, &public).unwrap();
            assert_eq!(key.sign(message).unwrap(), signature);
            assert!(key.public().unwrap().verifies(message, &signature));
            assert!(!key.public().unwrap().verifies(b"autre chose", &signature));
        }
    }

    #[test]
    fn a_new_key_is_made_of_the_bytes_it_is_given_and_comes_back_from_its_halves() {
        let key = ProofKey::generate(&mut |bytes| bytes.fill(7)).unwrap();
        assert_eq!(key.seed(), &[7; 32]);
        let public = key.public().unwrap();
        let again = ProofKey::from_halves(key.seed(), public.as_bytes()).unwrap();
        assert_eq!(again.sign(b"Bonjour").unwrap(), key.sign(b"Bonjour").unwrap());
        let other = ProofKey::generate(&mut fill).unwrap();
        for (seed, public) in [
            (&key.seed()[..], &other.public().unwrap().as_bytes()[..]),
            (&key.seed()[..31], &public.as_bytes()[..]),
            (&key.seed()[..], &public.as_bytes()[..31]),
            (&[][..], &[][..]),
        ] {
            assert_eq!(ProofKey::from_halves(seed, public).unwrap_err(), ProofKeyError::Unfit);
        }
    }

    #[test]
    fn a_private_key_never_shows_in_a_debug_print() {
        let key = ProofKey::generate(&mut |bytes| bytes.fill(7)).unwrap();
        assert_eq!(format!("{key:?}"), "ProofKey(…)");
    }

    #[test]
    fn a_multikey_is_written_as_others_write_it() {
        // The pair of the test vectors of the W3C and of FEP-8b32.
        let text = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let key = PublicProofKey::from_multibase(text).unwrap();
        assert_eq!(key.multibase(), text);
        for _ in 0..20 {
            let key = ProofKey::generate(&mut fill).unwrap().public().unwrap();
            assert!(key.multibase().starts_with("z6Mk"));
            assert_eq!(key.multibase().len(), 48);
            assert_eq!(PublicProofKey::from_multibase(&key.multibase()), Ok(key));
        }
    }

    #[test]
    fn s15_a_multikey_written_in_any_other_way_is_refused() {
        let good = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        let with = |bytes: &[u8]| multibase(bytes);
        let key = *PublicProofKey::from_multibase(good).unwrap().as_bytes();
        let mut longer = [&MULTICODEC[..], &key].concat();
        longer.push(0);
        for text in [
            String::new(),
            "z".into(),
            good.replacen('z', "", 1),
            good.replacen('z', "m", 1),
            good.replacen('z', "zz", 1),
            format!("{good} "),
            format!(" {good}"),
            format!("{good}\n"),
            good.replacen("z6", "z16", 1),
            good.replace('k', "0"),
            good.to_lowercase(),
            with(&key),
            with(&[&[0xec, 0x01][..], &key].concat()),
            with(&[&[0x12, 0x00][..], &key].concat()),
            with(&[&MULTICODEC[..], &key[..31]].concat()),
            with(&longer),
            format!("z{}", "6".repeat(1_000_000)),
        ] {
            assert_eq!(
                PublicProofKey::from_multibase(&text),
                Err(ProofKeyError::NotMultikey),
                "{}",
                text.chars().take(60).collect::<String>()
            );
        }
    }

    #[test]
    fn s15_a_point_of_small_order_or_written_twice_is_no_key() {
        let mut prime = [0xff; 32];
        (prime[0], prime[31]) = (0xed, 0x7f);
        let mut beyond = prime;
        beyond[0] = 0xff;
        for weak in SMALL_ORDER.into_iter().chain([prime, beyond]) {
            let mut negative = weak;
            negative[31] |= 0x80;
            for bytes in [weak, negative] {
                assert_eq!(PublicProofKey::from_bytes(&bytes), Err(ProofKeyError::Weak));
                let text = multibase(&[&MULTICODEC[..], &bytes].concat());
                assert_eq!(PublicProofKey::from_multibase(&text), Err(ProofKeyError::Weak));
            }
        }
        // What the list is for: the neutral point verifies a signature that nobody made, for any message.
        let neutral = SMALL_ORDER[1];
        let mut signature = [0; 64];
        signature[..32].copy_from_slice(&neutral);
        assert!(PublicProofKey(neutral).verifies(b"Bonjour", &signature));
        assert!(PublicProofKey(neutral).verifies(b"Bonsoir", &signature));
    }

    #[test]
    fn a_signature_made_longer_by_the_order_of_the_group_is_refused() {
        let key = ProofKey::from_halves(
            &read_hex::<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap(),
            &read_hex::<32>("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").unwrap(),
        )
        .unwrap();
        let signature = key.sign(b"Bonjour").unwrap();
        let order: [u8; 32] =
            read_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").unwrap();
        let mut longer = signature;
        let mut carry = 0_u16;
        for (byte, add) in longer[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            *byte = u8::try_from(sum & 0xff).unwrap();
            carry = sum >> 8;
        }
        let public = key.public().unwrap();
        assert!(public.verifies(b"Bonjour", &signature));
        assert!(!public.verifies(b"Bonjour", &longer));
        assert!(!public.verifies(b"Bonjour", &signature[..63]));
    }
}
