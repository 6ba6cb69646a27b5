//! RSA keys: making ours, reading other servers' strictly, and the two operations done with them.
//!
//! The crate `rsa` makes keys and checks their shape; signing and verifying go through aws-lc-rs, which
//! rustls brings anyway, which blinds private operations against timing (RUSTSEC-2023-0071 concerns `rsa`)
//! and is five to ten times faster. A test proves that both give the same bytes.

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rsa::pkcs8::{DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding, SecretDocument};
use rsa::rand_core::{CryptoRng, Error as ChanceError, RngCore};
use rsa::traits::PublicKeyParts;
use rsa::{BigUint, RsaPrivateKey, RsaPublicKey};

/// The longest PEM we look at. A 4096-bit key takes about 800 bytes; the rest is tolerance for line ends.
pub const PEM_BYTES_MAX: usize = 8 * 1024;
/// The smallest RSA modulus accepted: what Mastodon and everybody after it makes.
pub const MODULUS_BITS_MIN: usize = 2048;
/// The largest RSA modulus accepted: verifying costs CPU that a stranger chooses.
pub const MODULUS_BITS_MAX: usize = 4096;
/// The smallest public exponent accepted (FIPS 186-5, 5.1); 1 and 3 make forgeries possible.
const EXPONENT_MIN: u32 = 65_537;

const PUBLIC_HEAD: &str = "-----BEGIN PUBLIC KEY-----";
const PUBLIC_TAIL: &str = "-----END PUBLIC KEY-----";
const PRIVATE_LABEL: &str = "PRIVATE KEY";

/// Why a key was not made, not read or not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The PEM is longer than [`PEM_BYTES_MAX`].
    #[error("the PEM of the key is longer than {PEM_BYTES_MAX} bytes")]
    TooLong,
    /// Not one PEM block of the expected kind, or something stands before or after it.
    #[error("the key is not one PEM block of the expected kind")]
    NotPem,
    /// The DER inside is not an RSA key: another algorithm, trailing bytes, or a broken structure.
    #[error("the PEM does not hold an RSA key and nothing else")]
    NotRsa,
    /// The modulus is shorter than [`MODULUS_BITS_MIN`] or longer than [`MODULUS_BITS_MAX`].
    #[error("the modulus of the key is not between {MODULUS_BITS_MIN} and {MODULUS_BITS_MAX} bits")]
    Size,
    /// The public exponent is 1, 3 or another value below 65537.
    #[error("the public exponent of the key is too small")]
    Exponent,
    /// Making a key or signing with it failed inside the cryptographic library.
    #[error("the cryptographic library refused the operation")]
    Library,
}

/// A new key pair as it is stored: the private half in PKCS#8, the public half as the actor document shows it.
#[derive(Clone)]
pub struct KeyPems {
    /// PKCS#8 PEM. A secret: it is written to the database and nowhere else.
    pub private: String,
    /// `SubjectPublicKeyInfo` PEM, for `publicKey.publicKeyPem`.
    pub public: String,
}

impl fmt::Debug for KeyPems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyPems").field("public", &self.public).finish_non_exhaustive()
    }
}

/// Makes an RSA-2048 pair. It takes about 0.4 s of CPU: call it on a blocking thread, never in a request.
///
/// `fill` gives cryptographically secure random bytes (it stands for `World`).
pub fn generate(fill: &mut dyn FnMut(&mut [u8])) -> Result<KeyPems, KeyError> {
    let private = RsaPrivateKey::new(&mut Chance(fill), MODULUS_BITS_MIN).map_err(|_| KeyError::Library)?;
    let public = private.to_public_key();
    Ok(KeyPems {
        private: private.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::Library)?.as_str().to_owned(),
        public: public.to_public_key_pem(LineEnding::LF).map_err(|_| KeyError::Library)?,
    })
}

/// The caller's source of randomness in the shape the crate `rsa` asks for.
struct Chance<'a>(&'a mut dyn FnMut(&mut [u8]));

impl RngCore for Chance<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        (self.0)(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        (self.0)(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        (self.0)(dest);
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), ChanceError> {
        (self.0)(dest);
        Ok(())
    }
}

impl CryptoRng for Chance<'_> {}

/// One of our private keys, parsed once and used for many signatures (0.24 ms each).
pub struct SigningKey {
    pair: KeyPair,
}

impl SigningKey {
    /// Reads the PKCS#8 PEM that [`generate`] wrote.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        if pem.len() > PEM_BYTES_MAX {
            return Err(KeyError::TooLong);
        }
        // SecretDocument wipes the DER when it is dropped.
        let (label, der) = SecretDocument::from_pem(pem).map_err(|_| KeyError::NotPem)?;
        if label != PRIVATE_LABEL {
            return Err(KeyError::NotPem);
        }
        let pair = KeyPair::from_pkcs8(der.as_bytes()).map_err(|_| KeyError::NotRsa)?;
        Ok(Self { pair })
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 8017, 8.2), the only signature every server reads.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| KeyError::Library)?;
        Ok(signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// A remote public key that passed every check, ready to verify (0.02 ms each). Keep it, do not re-parse it.
#[derive(Debug)]
pub struct PublicKey {
    key: ParsedPublicKey,
}

impl PublicKey {
    /// Reads a `publicKeyPem` strictly: one `PUBLIC KEY` block and nothing else, RSA of 2048 to 4096 bits,
    /// an exponent of at least 65537, no byte left over. Widths and ends of lines do not matter, since
    /// servers differ in them. A refusal costs less than a millisecond whatever was sent.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        let der = public_der(pem)?;
        let rsa = RsaPublicKey::from_public_key_der(&der).map_err(|_| KeyError::NotRsa)?;
        let bits = rsa.n().bits();
        if !(MODULUS_BITS_MIN..=MODULUS_BITS_MAX).contains(&bits) {
            return Err(KeyError::Size);
        }
        if rsa.e() < &BigUint::from(EXPONENT_MIN) {
            return Err(KeyError::Exponent);
        }
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &der).map_err(|_| KeyError::NotRsa)?;
        Ok(Self { key })
    }

    /// Whether `signature` is this key's RSASSA-PKCS1-v1_5 SHA-256 signature of `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verify_sig(message, signature).is_ok()
    }
}

/// The DER between the two lines of a public PEM: one form for every width and end of line.
pub fn public_der(pem: &str) -> Result<Vec<u8>, KeyError> {
    if pem.len() > PEM_BYTES_MAX {
        return Err(KeyError::TooLong);
    }
    let inside = pem
        .trim_matches(is_blank)
        .strip_prefix(PUBLIC_HEAD)
        .and_then(|rest| rest.strip_suffix(PUBLIC_TAIL))
        .ok_or(KeyError::NotPem)?;
    let joined: String = inside.split(is_blank).collect();
    STANDARD.decode(joined).map_err(|_| KeyError::NotPem)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use rsa::pkcs1v15;
    use rsa::pkcs8::DecodePrivateKey;
    use rsa::sha2::Sha256;
    use rsa::signature::{SignatureEncoding, Signer, Verifier};

    use super::*;

    fn fill(bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).unwrap();
    }

    fn pems() -> &'static KeyPems {
        static PEMS: OnceLock<KeyPems> = OnceLock::new();
        PEMS.get_or_init(|| generate(&mut fill).unwrap())
    }

    /// A public PEM with this modulus size and exponent; the modulus need not be a product of primes.
    fn public_pem(bits: usize, exponent: u32) -> String {
        let n = (BigUint::from(1u8) << (bits - 1)) + BigUint::from(1u8);
        let der = rsa::pkcs1::UintRef::new(&n.to_bytes_be()).map(|modulus| {
            let e = BigUint::from(exponent).to_bytes_be();
            let key =
                rsa::pkcs1::RsaPublicKey { modulus, public_exponent: rsa::pkcs1::UintRef::new(&e).unwrap() };
            rsa::pkcs8::Document::try_from(key).unwrap()
        });
        let inner = der.unwrap();
        let info = rsa::pkcs8::SubjectPublicKeyInfoRef {
            algorithm: rsa::pkcs1::ALGORITHM_ID,
            subject_public_key: rsa::pkcs8::der::asn1::BitStringRef::from_bytes(inner.as_bytes()).unwrap(),
        };
        rsa::pkcs8::Document::try_from(info).unwrap().to_pem("PUBLIC KEY", LineEnding::LF).unwrap()
    }

    #[test]
    fn rsa_and_aws_lc_give_the_same_signature_and_accept_each_other_s() {
        let private = RsaPrivateKey::from_pkcs8_pem(&pems().private).unwrap();
        let by_rsa = pkcs1v15::SigningKey::<Sha256>::new(private.clone()).sign(b"Bonjour");
        let by_aws_lc = SigningKey::from_pem(&pems().private).unwrap().sign(b"Bonjour").unwrap();
        assert_eq!(by_rsa.to_vec(), by_aws_lc);

        let reader = pkcs1v15::VerifyingKey::<Sha256>::new(private.to_public_key());
        assert!(reader.verify(b"Bonjour", &by_aws_lc.as_slice().try_into().unwrap()).is_ok());
        let public = PublicKey::from_pem(&pems().public).unwrap();
        assert!(public.verifies(b"Bonjour", &by_rsa.to_vec()));
        assert!(!public.verifies(b"bonjour", &by_rsa.to_vec()));
    }

    #[test]
    fn a_key_is_read_whatever_its_line_ends_and_widths() {
        let pem = &pems().public;
        assert!(PublicKey::from_pem(&pem.replace('\n', "\r\n")).is_ok());
        assert!(PublicKey::from_pem(&format!("\n{pem}\n\n")).is_ok());
        let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        assert!(PublicKey::from_pem(&format!("{PUBLIC_HEAD}\n{body}\n{PUBLIC_TAIL}")).is_ok());
    }

    #[test]
    fn s15_a_key_too_small_or_too_large_is_refused() {
        assert!(PublicKey::from_pem(&public_pem(2048, 65_537)).is_ok());
        assert_eq!(PublicKey::from_pem(&public_pem(512, 65_537)).unwrap_err(), KeyError::Size);
        assert_eq!(PublicKey::from_pem(&public_pem(2047, 65_537)).unwrap_err(), KeyError::Size);
        assert!(PublicKey::from_pem(&public_pem(4096, 65_537)).is_ok());
        // The crate `rsa` refuses these itself, before their size is looked at.
        assert!(PublicKey::from_pem(&public_pem(4104, 65_537)).is_err());
        assert!(PublicKey::from_pem(&public_pem(16_384, 65_537)).is_err());
    }

    #[test]
    fn s15_a_key_with_a_small_exponent_is_refused() {
        assert!(PublicKey::from_pem(&public_pem(2048, 1)).is_err());
        assert_eq!(PublicKey::from_pem(&public_pem(2048, 3)).unwrap_err(), KeyError::Exponent);
    }

    #[test]
    fn s15_anything_beside_the_key_is_refused() {
        let pem = &pems().public;
        assert_eq!(PublicKey::from_pem(&format!("{pem}{pem}")).unwrap_err(), KeyError::NotPem);
        assert_eq!(PublicKey::from_pem(&format!("{pem}suite")).unwrap_err(), KeyError::NotPem);
        assert_eq!(PublicKey::from_pem(&format!("avant\n{pem}")).unwrap_err(), KeyError::NotPem);
        assert_eq!(PublicKey::from_pem("").unwrap_err(), KeyError::NotPem);
        assert_eq!(PublicKey::from_pem(&pems().private).unwrap_err(), KeyError::NotPem);

        let mut der = public_der(pem).unwrap();
        der.push(0);
        let longer = format!("{PUBLIC_HEAD}\n{}\n{PUBLIC_TAIL}", STANDARD.encode(der));
        assert_eq!(PublicKey::from_pem(&longer).unwrap_err(), KeyError::NotRsa);
    }

    #[test]
    fn s15_a_key_of_another_kind_or_a_huge_one_is_refused() {
        // A P-256 key made with `openssl ecparam -name prime256v1 -genkey | openssl ec -pubout`.
        let ec = "-----BEGIN PUBLIC KEY-----\n\
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n\
            6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n\
            -----END PUBLIC KEY-----\n";
        assert_eq!(PublicKey::from_pem(ec).unwrap_err(), KeyError::NotRsa);
        let huge = format!("{PUBLIC_HEAD}\n{}\n{PUBLIC_TAIL}", "A".repeat(1024 * 1024));
        assert_eq!(PublicKey::from_pem(&huge).unwrap_err(), KeyError::TooLong);
    }

    #[test]
    fn a_private_key_never_shows_in_a_debug_print() {
        let shown = format!("{:?} {:?}", pems(), SigningKey::from_pem(&pems().private).unwrap());
        assert!(!shown.contains("PRIVATE"));
    }
}
