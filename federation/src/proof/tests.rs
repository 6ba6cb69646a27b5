//! Proofs against the published test vectors, and against what a hostile server could send.

use serde_json::json;

use super::*;
use crate::testing::NOW;

/// The pair of the test vectors of the W3C and of FEP-8b32.
const SEED: &str = "c96ef9ea10c5e414c471723aff9de72c35fa5b70fae97e8832ecac7d2e2b8ed6";
const PUBLIC: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const METHOD: &str = "https://port-lazare.example/people/odile#ed25519-key";

/// TestVectors/eddsa-jcs-2022/signedJCS.json of w3c/vc-di-eddsa, less its spaces.
const W3C: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],"id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","type":["VerifiableCredential","AlumniCredential"],"name":"Alumni Credential","description":"A minimum viable example of an Alumni Credential.","issuer":"https://vc.example/issuers/5678","validFrom":"2023-01-01T00:00:00Z","credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"},"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z","verificationMethod":"https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2","proofPurpose":"assertionMethod","@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],"proofValue":"z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"}}"#;
const W3C_METHOD: &str = "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

/// fep-8b32.feature of the FEP: the proof has no context of its own.
const FEP: &str = r#"{"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"],"type":"Create","actor":"https://server.example/users/alice","object":{"type":"Note","content":"Hello world"},"proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","verificationMethod":"https://server.example/users/alice#ed25519-key","proofPurpose":"assertionMethod","proofValue":"z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2","created":"2023-02-24T23:36:38Z"}}"#;

fn key() -> ProofKey {
    let seed = chain::read_hex::<32>(SEED).unwrap();
    ProofKey::from_halves(&seed, public().as_bytes()).unwrap()
}

fn public() -> PublicProofKey {
    PublicProofKey::from_multibase(PUBLIC).unwrap()
}

fn signed(document: &str) -> String {
    attach(document, &key(), METHOD, &NOW.rfc3339()).unwrap()
}

fn check(document: &str) -> Result<(), ProofError> {
    verify(document, &public(), METHOD, NOW)
}

/// A signed document whose proof is changed before it is looked at.
fn with_proof(change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(&signed(r#"{"@context":"a","type":"Note"}"#)).unwrap();
    change(&mut document["proof"]);
    document.to_string()
}

#[test]
fn the_test_vectors_of_the_w3c_and_of_the_fep_verify() {
    assert_eq!(verify(W3C, &public(), W3C_METHOD, NOW), Ok(()));
    let method = "https://server.example/users/alice#ed25519-key";
    assert_eq!(method_of(FEP).as_deref(), Some(method));
    assert_eq!(verify(FEP, &public(), method, NOW), Ok(()));
    let other = FEP.replace("Hello world", "Hello World");
    assert_eq!(verify(&other, &public(), method, NOW), Err(ProofError::Mismatch));
    // A Linked Data signature beside the proof is no part of what was signed.
    let both = FEP.replacen('{', r#"{"signature":{"type":"RsaSignature2017"},"#, 1);
    assert_eq!(verify(&both, &public(), method, NOW), Ok(()));
}

#[test]
fn what_the_w3c_signed_we_sign_alike() {
    let mut document: Value = serde_json::from_str(W3C).unwrap();
    let proof = document.as_object_mut().unwrap().remove("proof").unwrap();
    let ours = attach(&document.to_string(), &key(), W3C_METHOD, "2023-02-24T23:36:38Z").unwrap();
    let ours: Value = serde_json::from_str(&ours).unwrap();
    assert_eq!(ours["proof"], proof);
}

#[test]
fn the_bytes_of_a_document_stay_as_they_were() {
    let inner = signed("{ \"type\" : \"Note\",\n \"content\":\"caf\\u00e9 \\/ }\" }");
    let outer = format!("{{\"@context\":\"a\", \"object\": {inner} }} \n");
    let document = signed(&outer);
    assert!(document.contains(&inner));
    let (before, after) = document.split_once(",\"proof\":{\"@context\"").unwrap();
    assert!(outer.starts_with(before) && after.ends_with("} \n"));
    assert_eq!((check(&document), check(&inner)), (Ok(()), Ok(())));
    assert_eq!(check(&signed("{}")), Ok(()));
}

#[test]
fn the_same_document_written_otherwise_verifies_and_another_does_not() {
    let document = signed(r#"{"type":"Note","content":"é","n":[1,2]}"#);
    let read: Value = serde_json::from_str(&document).unwrap();
    let reversed: Map<String, Value> = read.as_object().unwrap().clone().into_iter().rev().collect();
    let otherwise = serde_json::to_string_pretty(&reversed).unwrap().replace('é', "\\u00E9");
    assert_ne!(otherwise, document);
    assert_eq!((check(&document), check(&otherwise)), (Ok(()), Ok(())));
    for (from, to) in [("[1,2]", "[2,1]"), ("Note", "note"), ("é", "e\u{301}"), ("\"n\"", "\"m\"")] {
        assert_eq!(check(&document.replace(from, to)), Err(ProofError::Mismatch), "{to}");
    }
    let added = document.replacen('{', r#"{"to":"x","#, 1);
    assert_eq!(check(&added), Err(ProofError::Mismatch));
}

#[test]
fn a_proof_by_another_key_or_in_another_name_is_refused() {
    let document = signed(r#"{"type":"Note"}"#);
    let other = ProofKey::generate(&mut |bytes| bytes.fill(9)).unwrap().public().unwrap();
    assert_eq!(verify(&document, &other, METHOD, NOW), Err(ProofError::Mismatch));
    for method in [
        "",
        "https://port-lazare.example/people/odile",
        "https://PORT-LAZARE.example/people/odile#ed25519-key",
    ] {
        assert_eq!(verify(&document, &public(), method, NOW), Err(ProofError::Method), "{method}");
    }
    let claimed = document.replace("people/odile#", "people/idriss#");
    assert_eq!(method_of(&claimed).as_deref(), Some("https://port-lazare.example/people/idriss#ed25519-key"));
    let expected = "https://port-lazare.example/people/idriss#ed25519-key";
    assert_eq!(verify(&claimed, &public(), expected, NOW), Err(ProofError::Mismatch));
}

#[test]
fn there_is_one_proof_and_it_says_what_we_honour() {
    let document = signed(r#"{"@context":"a","type":"Note"}"#);
    assert_eq!(check(r#"{"type":"Note"}"#), Err(ProofError::Absent));
    for proof in [json!(null), json!("x"), json!([])] {
        assert_eq!(check(&with_proof(|p| *p = proof)), Err(ProofError::Absent));
    }
    assert_eq!(check(&with_proof(|p| *p = json!([p.clone()]))), Err(ProofError::Absent));
    let twice = document.replacen('{', r#"{"proof":{},"#, 1);
    assert!(matches!(check(&twice), Err(ProofError::Ambiguous { .. })));
    for (member, value, refused) in [
        ("type", json!("Ed25519Signature2020"), ProofError::Suite),
        ("cryptosuite", json!("eddsa-rdfc-2022"), ProofError::Suite),
        ("cryptosuite", json!("jcs-eddsa-2022"), ProofError::Suite),
        ("proofPurpose", json!("authentication"), ProofError::Purpose),
        ("@context", json!("b"), ProofError::Context),
        ("@context", json!(["a"]), ProofError::Context),
        ("expires", json!("2020-01-01T00:00:00Z"), ProofError::Member("unknown")),
        ("previousProof", json!("x"), ProofError::Member("unknown")),
        ("verificationMethod", json!({"id": METHOD}), ProofError::Member("verificationMethod")),
        ("verificationMethod", json!(""), ProofError::Member("verificationMethod")),
        ("verificationMethod", json!("https://a/\n"), ProofError::Member("verificationMethod")),
        ("created", json!("2026-11-22"), ProofError::Member("created")),
        ("created", json!("2026-11-22T00:00:00"), ProofError::Member("created")),
        ("created", json!("2025-11-22T00:00:00Z"), ProofError::Mismatch),
        ("proofValue", json!("z1"), ProofError::Member("proofValue")),
        ("proofValue", json!(format!("z{}", "2".repeat(900_000))), ProofError::Member("proofValue")),
    ] {
        let changed = with_proof(|proof| proof[member] = value.clone());
        assert_eq!(check(&changed), Err(refused), "{member} {}", value.to_string().len());
    }
    for member in MEMBERS.into_iter().filter(|member| *member != "@context") {
        let without = with_proof(|proof| drop(proof.as_object_mut().unwrap().remove(member)));
        assert_eq!(check(&without), Err(ProofError::Member(member)));
    }
    // Taking the context out of the proof changes what was signed.
    let without = with_proof(|proof| drop(proof.as_object_mut().unwrap().remove("@context")));
    assert_eq!(check(&without), Err(ProofError::Mismatch));
}

#[test]
fn a_proof_may_be_years_old_but_not_from_the_future() {
    let document = signed(r#"{"type":"Note"}"#);
    let at = |moment| verify(&document, &public(), METHOD, moment);
    assert_eq!(at(NOW.plus(40 * 365 * Moment::DAY)), Ok(()));
    assert_eq!(at(NOW.plus(-5 * Moment::MINUTE)), Ok(()));
    assert_eq!(at(NOW.plus(-5 * Moment::MINUTE - 1)), Err(ProofError::Future));
    let far = attach("{}", &key(), METHOD, "9999-12-31T23:59:59+14:00").unwrap();
    assert_eq!(check(&far), Err(ProofError::Future));
}

#[test]
fn numbers_that_servers_write_differently_are_neither_signed_nor_believed() {
    for number in ["1.5", "1.0", "-0", "1e2", "9007199254740992"] {
        let document = format!(r#"{{"object":{{"latitude":{number}}}}}"#);
        let refused = attach(&document, &key(), METHOD, &NOW.rfc3339());
        assert!(matches!(refused, Err(ProofError::Number { line: 1, .. })), "{number}");
    }
    // Signed by Fedify 2 with this proof, which holds by its own lights (proof.test.ts).
    let theirs = r#"{"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"],"id":"https://server.example/activities/1","type":"Create","actor":"https://server.example/users/alice","object":{"id":"https://server.example/objects/1","type":"Note","attributedTo":"https://server.example/users/alice","content":"Hello world","location":{"type":"Place","longitude":-71.184902,"latitude":25.273962}},"proof":{"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"],"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","verificationMethod":"https://server.example/users/alice#ed25519-key","proofPurpose":"assertionMethod","proofValue":"zLaewdp4H9kqtwyrLatK4cjY5oRHwVcw4gibPSUDYDMhi4M49v8pcYk3ZB6D69dNpAPbUmY8ocuJ3m9KhKJEEg7z","created":"2023-02-24T23:36:38Z"}}"#;
    assert!(matches!(read(theirs), Err(ProofError::Number { .. })));
    let mut document: Map<String, Value> = serde_json::from_str(theirs).unwrap();
    let Some(Value::Object(mut proof)) = document.remove("proof") else { panic!("it has one") };
    let value = proof.remove("proofValue").unwrap();
    let signature = key::from_multibase::<64>(value.as_str().unwrap()).unwrap();
    assert!(public().verifies(&hashed(&proof, &document).unwrap(), &signature));
}

#[test]
fn r01_r03_what_is_too_large_too_deep_or_no_object_is_refused() {
    let large = format!(r#"{{"a":"{}"}}"#, "a".repeat(BODY_BYTES_MAX));
    assert_eq!(check(&large), Err(ProofError::TooLong));
    assert_eq!(attach(&large, &key(), METHOD, &NOW.rfc3339()), Err(ProofError::TooLong));
    let almost = format!(r#"{{"a":"{}"}}"#, "a".repeat(BODY_BYTES_MAX - 20));
    assert_eq!(attach(&almost, &key(), METHOD, &NOW.rfc3339()), Err(ProofError::TooLong));
    assert_eq!(check(&format!("{{\"a\":{}", "[".repeat(100_000))), Err(ProofError::Deep));
    for text in ["", "[]", "null", "{", "\u{feff}{}"] {
        assert!(matches!(check(text), Err(ProofError::NotAnObject { .. })), "{text}");
        assert_eq!(method_of(text), None);
    }
}

#[test]
fn a_document_is_signed_once_and_with_members_that_can_be_read_again() {
    let now = NOW.rfc3339();
    for text in [r#"{"proof":null}"#, r#"{"signature":{}}"#, &signed("{}")] {
        assert_eq!(attach(text, &key(), METHOD, &now), Err(ProofError::Signed));
    }
    assert_eq!(attach("{}", &key(), "", &now), Err(ProofError::Member("verificationMethod")));
    assert_eq!(attach("{}", &key(), METHOD, "hier"), Err(ProofError::Member("created")));
    assert!(matches!(attach(r#"{"a":1,"a":1}"#, &key(), METHOD, &now), Err(ProofError::Ambiguous { .. })));
}
