//! Integrity proofs (FEP-8b32): who wrote a document stays provable wherever its bytes travel.
//!
//! Sans-IO, like [`crate::signature`]: nothing here reads a clock, a key store or a socket. The suite is
//! `eddsa-jcs-2022` of the W3C's Data Integrity: what is signed is
//! `SHA-256(JCS(proof without its value)) || SHA-256(JCS(document without its proof))`.
//! The proof repeats the document's `@context`, as the W3C's text of 2025 asks; Mitra takes the proof as it stands and
//! Fedify puts the context in before it verifies, so that this one form verifies everywhere.
//!
//! JCS writes numbers as JavaScript does, and there the readers differ: `1.0` and `1`, `-0`, `1e2`, and whatever lies
//! beyond 2^53 come back as another text. Documents that carry such numbers are neither signed nor believed
//! ([`ProofError::Number`]): distances, coordinates and amounts belong into strings.

pub mod chain;
mod key;
mod strict;
pub mod words;

use chrono::DateTime;
use preau_core::world::Moment;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

pub use self::key::{ProofKey, ProofKeyError, PublicProofKey};
use self::strict::Trap;
use crate::BODY_BYTES_MAX;
use crate::signature::FUTURE_SECONDS_MAX;

const KIND: &str = "DataIntegrityProof";
const SUITE: &str = "eddsa-jcs-2022";
const PURPOSE: &str = "assertionMethod";

/// What a proof may hold. The W3C knows more (`expires`, `domain`, `previousProof`…), each of which says where the
/// proof does not hold: a reader that does not honour them must not read over them.
const MEMBERS: [&str; 7] =
    ["@context", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"];

/// Longest id of a key. Addresses are bounded at 2,048 characters everywhere else too.
const METHOD_BYTES_MAX: usize = 2_048;
/// Longest moment: RFC 3339 with nanoseconds and an offset takes 35 characters.
const CREATED_BYTES_MAX: usize = 64;

/// Why a document is not signed, or its proof not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Longer than [`BODY_BYTES_MAX`].
    #[error("the document is longer than {BODY_BYTES_MAX} bytes")]
    TooLong,
    /// Nested deeper than 64.
    #[error("the document is nested too deep")]
    Deep,
    /// Too many members, too long a number, or text that is none (R03).
    #[error("the document is misshapen")]
    Misshapen,
    /// Not one JSON object.
    #[error("the document is not one JSON object (line {line}, column {column})")]
    NotAnObject {
        /// From 1; 0 where unknown.
        line: usize,
        /// From 1; 0 where unknown.
        column: usize,
    },
    /// A key stands twice in one object, or is one that `serde_json` reads as something else: two readers would read
    /// two documents.
    #[error("a key stands twice, or is read differently by different readers (line {line}, column {column})")]
    Ambiguous {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// A number that is no integer between -(2^53 - 1) and 2^53 - 1, written as one.
    #[error("a number is not a safe integer (line {line}, column {column})")]
    Number {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// The document carries a proof, or a signature of the older kind, already.
    #[error("the document is signed already")]
    Signed,
    /// The document carries no proof, or not exactly one.
    #[error("the document does not carry one proof")]
    Absent,
    /// A member of the proof is missing, malformed or not one that we honour.
    #[error("a member of the proof is missing, malformed or unknown: {0}")]
    Member(&'static str),
    /// Another suite than `eddsa-jcs-2022`.
    #[error("the proof is of another suite")]
    Suite,
    /// Another purpose than `assertionMethod`.
    #[error("the proof serves another purpose")]
    Purpose,
    /// The proof was made for another context than the document's.
    #[error("the proof has another context than its document")]
    Context,
    /// The proof names another key than the one it should be made with.
    #[error("the proof names another key")]
    Method,
    /// Made more than five minutes ahead of our clock. There is no upper age: a log is verified years later.
    #[error("the proof comes from the future")]
    Future,
    /// The proof is not this key's proof of this document.
    #[error("the proof does not verify")]
    Mismatch,
    /// Our key or the cryptographic library failed.
    #[error(transparent)]
    Key(#[from] ProofKeyError),
}

impl From<Trap> for ProofError {
    fn from(trap: Trap) -> Self {
        match trap {
            Trap::Deep => Self::Deep,
            Trap::Misshapen => Self::Misshapen,
            Trap::NotAnObject { line, column } => Self::NotAnObject { line, column },
            Trap::Ambiguous { line, column } => Self::Ambiguous { line, column },
            Trap::Number { line, column } => Self::Number { line, column },
        }
    }
}

/// The proof as it is written; JCS puts the members in order by itself.
#[derive(Serialize)]
struct Proof<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'a Value>,
    #[serde(rename = "type")]
    kind: &'a str,
    cryptosuite: &'a str,
    created: &'a str,
    #[serde(rename = "verificationMethod")]
    verification_method: &'a str,
    #[serde(rename = "proofPurpose")]
    purpose: &'a str,
    #[serde(rename = "proofValue", skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

/// Signs a document. Its bytes stay as they are, the proof is inserted in front of the last brace: what is embedded
/// in it keeps its own proof.
///
/// `verification_method` is the id of the key in the actor's `assertionMethod`, `created` is RFC 3339
/// ([`Moment::rfc3339`]).
pub fn attach(
    document: &str,
    key: &ProofKey,
    verification_method: &str,
    created: &str,
) -> Result<String, ProofError> {
    let map = read_object(document)?;
    if map.contains_key("proof") || map.contains_key("signature") {
        return Err(ProofError::Signed);
    }
    check_method(verification_method)?;
    read_created(created)?;
    let mut proof = Proof {
        context: map.get("@context"),
        kind: KIND,
        cryptosuite: SUITE,
        created,
        verification_method,
        purpose: PURPOSE,
        value: None,
    };
    proof.value = Some(key::multibase(&key.sign(&hashed(&proof, &map)?)?));
    let proof = serde_json::to_string(&proof).map_err(|_| ProofError::Misshapen)?;
    let (head, tail) = document.rsplit_once('}').ok_or(ProofError::Misshapen)?;
    let comma = if map.is_empty() { "" } else { "," };
    let signed = format!("{head}{comma}\"proof\":{proof}}}{tail}");
    if signed.len() > BODY_BYTES_MAX { Err(ProofError::TooLong) } else { Ok(signed) }
}

/// Verifies the proof of a document: it is `key`'s, under the id that this key must have, and not from the future.
/// Whose key it is, and whether that actor may have written this document, is for the caller to know.
pub fn verify(
    document: &str,
    key: &PublicProofKey,
    expected_verification_method: &str,
    now: Moment,
) -> Result<(), ProofError> {
    read(document)?.verify(key, expected_verification_method, now)
}

/// The id of the key that a document says it is signed with: a claim, for finding the key.
pub fn method_of(document: &str) -> Option<String> {
    read(document).ok().map(|unverified| unverified.method)
}

/// Makes every check that needs no key.
pub fn read(document: &str) -> Result<Unverified, ProofError> {
    let mut map = read_object(document)?;
    let Some(Value::Object(mut proof)) = map.remove("proof") else { return Err(ProofError::Absent) };
    // FEP-8b32: a Linked Data signature (Mastodon's of 2017) was made after the proof and is no part of it.
    map.remove("signature");
    if proof.keys().any(|key| !MEMBERS.contains(&key.as_str())) {
        return Err(ProofError::Member("unknown"));
    }
    if text(&proof, "type")? != KIND || text(&proof, "cryptosuite")? != SUITE {
        return Err(ProofError::Suite);
    }
    if text(&proof, "proofPurpose")? != PURPOSE {
        return Err(ProofError::Purpose);
    }
    // A proof without a context is as FEP-8b32 wrote them before 2025; one with another context was made for
    // another document.
    if proof.get("@context").is_some_and(|context| map.get("@context") != Some(context)) {
        return Err(ProofError::Context);
    }
    let method = check_method(text(&proof, "verificationMethod")?)?.to_owned();
    let created = read_created(text(&proof, "created")?)?;
    let signature =
        key::from_multibase(text(&proof, "proofValue")?).ok_or(ProofError::Member("proofValue"))?;
    proof.remove("proofValue");
    Ok(Unverified { method, created, signature, hashed: hashed(&proof, &map)? })
}

/// A document whose proof is well formed and may be believed once it is verified with the right key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    method: String,
    created: Moment,
    signature: [u8; 64],
    hashed: [u8; 64],
}

impl Unverified {
    /// The id of the key as the signer wrote it; to be compared byte for byte.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// When it was signed, by the signer's clock.
    pub fn created(&self) -> Moment {
        self.created
    }

    /// See [`verify`].
    pub fn verify(&self, key: &PublicProofKey, expected: &str, now: Moment) -> Result<(), ProofError> {
        if self.method != expected {
            return Err(ProofError::Method);
        }
        if self.created > now.plus(FUTURE_SECONDS_MAX * Moment::SECOND) {
            return Err(ProofError::Future);
        }
        if key.verifies(&self.hashed, &self.signature) { Ok(()) } else { Err(ProofError::Mismatch) }
    }
}

fn read_object(document: &str) -> Result<Map<String, Value>, ProofError> {
    if document.len() > BODY_BYTES_MAX {
        return Err(ProofError::TooLong);
    }
    Ok(strict::object(document)?)
}

/// What is signed.
fn hashed(proof: &impl Serialize, document: &Map<String, Value>) -> Result<[u8; 64], ProofError> {
    let mut hashed = [0; 64];
    let (first, second) = hashed.split_at_mut(32);
    first.copy_from_slice(&canonical_digest(proof)?);
    second.copy_from_slice(&canonical_digest(document)?);
    Ok(hashed)
}

fn canonical_digest(value: &impl Serialize) -> Result<[u8; 32], ProofError> {
    let canonical = serde_json_canonicalizer::to_vec(value).map_err(|_| ProofError::Misshapen)?;
    Ok(Sha256::digest(canonical).into())
}

fn text<'a>(proof: &'a Map<String, Value>, member: &'static str) -> Result<&'a str, ProofError> {
    proof.get(member).and_then(Value::as_str).ok_or(ProofError::Member(member))
}

fn check_method(method: &str) -> Result<&str, ProofError> {
    let good = !method.is_empty()
        && method.len() <= METHOD_BYTES_MAX
        && method.chars().all(|c| c.is_ascii_graphic());
    good.then_some(method).ok_or(ProofError::Member("verificationMethod"))
}

fn read_created(created: &str) -> Result<Moment, ProofError> {
    let moment = (created.len() <= CREATED_BYTES_MAX)
        .then(|| DateTime::parse_from_rfc3339(created).ok())
        .flatten()
        .ok_or(ProofError::Member("created"))?;
    Ok(Moment(moment.timestamp_micros()))
}

#[cfg(test)]
mod tests;
