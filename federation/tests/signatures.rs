//! The signature gate as a hostile peer meets it: cases S01 to S17 of the catalogue, and the honest ones beside them.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::fmt::Write;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use http::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use preau_federation::keys::{self, PublicKey, SigningKey};
use preau_federation::signature::{
    Incoming, Outgoing, Reason, SignatureError, Signer, Unverified, format_date, read, sign,
};
use proptest::prelude::*;
use url::Url;

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
/// 2026-11-21 20:00:00 UTC.
const NOW: i64 = 1_795_291_200 * SECOND;
const KEY_ID: &str = "https://port-lazare.example/actor#main-key";
const BODY: &[u8] = br#"{"type":"Follow"}"#;

struct Keys {
    signing: SigningKey,
    public: PublicKey,
    other: PublicKey,
}

fn keys() -> &'static Keys {
    static KEYS: OnceLock<Keys> = OnceLock::new();
    KEYS.get_or_init(|| {
        let mut fill = |bytes: &mut [u8]| aws_lc_rs::rand::fill(bytes).unwrap();
        let [mine, other] = [keys::generate(&mut fill).unwrap(), keys::generate(&mut fill).unwrap()];
        Keys {
            signing: SigningKey::from_pem(&mine.private).unwrap(),
            public: PublicKey::from_pem(&mine.public).unwrap(),
            other: PublicKey::from_pem(&other.public).unwrap(),
        }
    })
}

/// A request under way, which a test may spoil before it arrives.
#[derive(Clone)]
struct Letter {
    method: Method,
    target: String,
    headers: HeaderMap,
    body: Vec<u8>,
    now: i64,
}

impl Letter {
    /// What our own signing makes of a POST to the shared inbox.
    fn honest() -> Self {
        Self::ours(Method::POST, "https://vallombre.example/inbox", BODY)
    }

    fn ours(method: Method, url: &str, body: &[u8]) -> Self {
        let url = Url::parse(url).unwrap();
        let signer = Signer { key_id: KEY_ID, key: &keys().signing };
        let request = Outgoing { method: &method, url: &url, body, now: NOW };
        let mut headers = sign(signer, request).unwrap();
        headers.insert(HOST, HeaderValue::from_static("vallombre.example"));
        let target = url[url::Position::BeforePath..url::Position::AfterQuery].to_owned();
        Self { method, target, headers, body: body.to_vec(), now: NOW }
    }

    /// A POST whose headers are set but not signed yet.
    fn unsigned() -> Self {
        let mut letter = Self::honest();
        letter.headers.remove("signature");
        letter
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    fn dated(self, moment: i64) -> Self {
        let date = format_date(moment).unwrap();
        self.with("date", &date)
    }

    /// Signs whatever is there, covering `covered`, with the given other parameters.
    fn signed(self, covered: &str, parameters: &str) -> Self {
        let mut text = String::new();
        for name in covered.split(' ') {
            let separator = if text.is_empty() { "" } else { "\n" };
            let value = match name {
                "(request-target)" => {
                    format!("{} {}", self.method.as_str().to_lowercase(), self.target)
                }
                "(created)" => number_after(parameters, "created="),
                "(expires)" => number_after(parameters, "expires="),
                header => {
                    let values: Vec<_> =
                        self.headers.get_all(header).iter().map(|v| v.to_str().unwrap()).collect();
                    values.join(", ")
                }
            };
            write!(text, "{separator}{name}: {value}").unwrap();
        }
        let signature = STANDARD.encode(keys().signing.sign(text.as_bytes()).unwrap());
        let value = format!("keyId=\"{KEY_ID}\",{parameters}headers=\"{covered}\",signature=\"{signature}\"");
        self.with("signature", &value)
    }

    /// Signs with the usual coverage.
    fn resigned(self) -> Self {
        self.signed("(request-target) host date digest", "algorithm=\"rsa-sha256\",")
    }

    fn edited(self, from: &str, to: &str) -> Self {
        let value = self.headers.get("signature").unwrap().to_str().unwrap().replacen(from, to, 1);
        self.with("signature", &value)
    }

    fn read(&self) -> Result<Unverified, SignatureError> {
        read(&Incoming {
            method: &self.method,
            target: &self.target,
            headers: &self.headers,
            body: &self.body,
            authorities: &["vallombre.example", "vallombre.localhost:8080"],
            now: self.now,
        })
    }

    fn judge(&self) -> Result<(), SignatureError> {
        self.read()?.verify(&keys().public)
    }

    #[track_caller]
    fn is_refused(&self, with: SignatureError) {
        assert_eq!(self.judge(), Err(with));
    }
}

fn number_after(parameters: &str, name: &str) -> String {
    let rest = parameters.split_once(name).map_or("", |(_, rest)| rest);
    rest.trim_start_matches('"').chars().take_while(char::is_ascii_digit).collect()
}

#[test]
fn what_we_sign_we_accept() {
    assert_eq!(Letter::honest().judge(), Ok(()));
    assert_eq!(Letter::unsigned().resigned().judge(), Ok(()));
    let get = Letter::ours(Method::GET, "https://vallombre.example/section?page=2", b"");
    assert_eq!(get.judge(), Ok(()));
    let local = Letter::unsigned().with("host", "Vallombre.localhost:8080").resigned();
    assert_eq!(local.judge(), Ok(()));
}

#[test]
fn the_key_is_named_as_it_was_written_and_fetched_without_its_fragment() {
    let unverified = Letter::honest().read().unwrap();
    assert_eq!(unverified.key_id(), KEY_ID);
    assert_eq!(unverified.key_document().as_str(), "https://port-lazare.example/actor");
}

#[test]
fn other_servers_ways_of_signing_are_accepted() {
    // Mastodon: quoted list with content-type; GoToSocial: hs2019 and no digest on a GET.
    let mastodon = Letter::unsigned()
        .with("content-type", "application/activity+json")
        .signed("(request-target) host date digest content-type", "algorithm=\"rsa-sha256\",");
    assert_eq!(mastodon.judge(), Ok(()));
    let mut gotosocial = Letter::unsigned().without("digest");
    (gotosocial.method, gotosocial.body) = (Method::GET, Vec::new());
    let gotosocial = gotosocial.signed("(request-target) host date", "algorithm=\"hs2019\",");
    assert_eq!(gotosocial.judge(), Ok(()));
    // The draft's own way: (created), bare or quoted, without any Date.
    for created in ["created=1795291200,", "created=\"1795291200\",algorithm=\"hs2019\","] {
        let letter =
            Letter::unsigned().without("date").signed("(request-target) (created) host digest", created);
        assert_eq!(letter.judge(), Ok(()), "{created}");
    }
}

#[test]
fn the_query_may_be_left_unsigned_on_a_get_only() {
    let mut get = Letter::ours(Method::GET, "https://vallombre.example/section", b"");
    get.target.push_str("?page=2");
    assert_eq!(get.judge(), Ok(()));
    let mut post = Letter::honest();
    post.target.push_str("?page=2");
    post.is_refused(SignatureError::Mismatch);
}

#[test]
fn s01_a_request_without_signature_is_refused() {
    Letter::unsigned().is_refused(SignatureError::NoSignature);
    let value = Letter::honest().headers["signature"].to_str().unwrap().to_owned();
    let elsewhere = Letter::unsigned().with("authorization", &format!("Signature {value}"));
    elsewhere.is_refused(SignatureError::Authorization);
    let mut both = Letter::honest();
    both.headers.insert(AUTHORIZATION, HeaderValue::from_static("Bearer x"));
    both.is_refused(SignatureError::Authorization);
}

#[test]
fn s02_a_body_changed_after_signing_is_refused() {
    let mut changed = Letter::honest();
    changed.body = br#"{"type":"Delete"}"#.to_vec();
    changed.is_refused(SignatureError::Body);
    // With a fresh digest, the signature no longer fits.
    let digest =
        Letter::ours(Method::POST, "https://vallombre.example/inbox", &changed.body).headers["digest"]
            .clone();
    changed.headers.insert("digest", digest);
    changed.is_refused(SignatureError::Mismatch);
}

#[test]
fn s03_a_post_without_a_good_signed_digest_is_refused() {
    Letter::honest().without("digest").is_refused(SignatureError::CoversAbsent);
    let unsigned = Letter::unsigned().signed("(request-target) host date", "");
    unsigned.is_refused(SignatureError::Uncovered("digest"));
    let sha = Letter::honest().headers["digest"].to_str().unwrap().to_owned();
    let md5 = Letter::unsigned().with("digest", &sha.replace("SHA-256=", "MD5=")).resigned();
    md5.is_refused(SignatureError::Digest);
    let empty = Letter::unsigned().with("digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    empty.resigned().is_refused(SignatureError::Body);
    let mut bodied = Letter::ours(Method::GET, "https://vallombre.example/section", b"").without("digest");
    bodied.body = BODY.to_vec();
    bodied.signed("(request-target) host date", "").is_refused(SignatureError::Body);
}

#[test]
fn s05_a_date_out_of_the_window_is_refused() {
    Letter::unsigned().dated(NOW - HOUR).resigned().judge().unwrap();
    Letter::unsigned().dated(NOW + 5 * MINUTE).resigned().judge().unwrap();
    Letter::unsigned().dated(NOW - HOUR - SECOND).resigned().is_refused(SignatureError::Old);
    Letter::unsigned().dated(NOW - 2 * HOUR).resigned().is_refused(SignatureError::Old);
    Letter::unsigned().dated(NOW + 6 * MINUTE).resigned().is_refused(SignatureError::Future);
    Letter::unsigned().dated(NOW + 10 * 365 * 24 * HOUR).resigned().is_refused(SignatureError::Future);
    Letter::unsigned().with("date", "hier").resigned().is_refused(SignatureError::Date);
    let absent = Letter::unsigned().without("date");
    absent
        .clone()
        .signed("(request-target) host digest", "")
        .is_refused(SignatureError::Uncovered("date or (created)"));
    absent.signed("(request-target) host date digest", "").is_refused(SignatureError::CoversAbsent);
    // A bad date beside a good (created) is still a bad date, if it is signed.
    let both = Letter::unsigned().with("date", "hier");
    both.signed("(request-target) (created) host date digest", "created=1795291200,")
        .is_refused(SignatureError::Date);
}

#[test]
fn s06_created_and_expires_bind_only_when_signed_and_in_time() {
    let letter = || Letter::unsigned().without("date");
    let covered = "(request-target) (created) host digest";
    letter().signed(covered, "created=1795291560,").is_refused(SignatureError::Future);
    letter().signed(covered, "created=1795284000,").is_refused(SignatureError::Old);
    let expiring = "(request-target) (created) (expires) host digest";
    letter().signed(expiring, "created=1795291190,expires=1795291199,").is_refused(SignatureError::Old);
    letter().signed(expiring, "created=1795291190,expires=1795291260,").judge().unwrap();
    let dated = "(request-target) host date digest";
    let aside = Letter::unsigned().signed(dated, "created=1795291200,");
    aside.is_refused(SignatureError::Uncovered("(created)"));
    let aside = Letter::unsigned().signed(dated, "expires=1795291260,");
    aside.is_refused(SignatureError::Uncovered("(expires)"));
    letter().signed(covered, "").is_refused(SignatureError::CoversAbsent);
    letter()
        .signed(covered, "created=1795291200,algorithm=\"rsa-sha256\",")
        .is_refused(SignatureError::Algorithm);
    for odd in ["created=-1,", "created=1795291200.5,", "created=\"\",", "created=99999999999999999999,"] {
        let refused = letter().signed(covered, odd).judge().unwrap_err();
        assert_eq!(refused.reason(), Reason::Malformed, "{odd}");
    }
}

#[test]
fn s07_a_signature_covering_too_little_is_refused() {
    for (covered, missing) in [
        ("host date digest", "(request-target)"),
        ("(request-target) date digest", "host"),
        ("(request-target) host digest", "date or (created)"),
        ("(request-target) host date", "digest"),
        ("digest", "(request-target)"),
    ] {
        Letter::unsigned().signed(covered, "").is_refused(SignatureError::Uncovered(missing));
    }
    // Without the list, only (created) is covered.
    let bare = Letter::honest().edited("headers=\"(request-target) host date digest\",", "");
    bare.is_refused(SignatureError::Uncovered("(request-target)"));
}

#[test]
fn s08_a_signature_for_another_target_is_refused() {
    let to = |target: &str| Letter { target: target.to_owned(), ..Letter::honest() };
    to("/people/1/inbox").is_refused(SignatureError::Mismatch);
    to("/inbox?x=1").is_refused(SignatureError::Mismatch);
    for odd in ["//inbox", "/people/%2e%2e/inbox", "/people/../inbox", "/./inbox", "/%2E/inbox", "/a//inbox"]
    {
        // Even signed as it stands, such a target is not taken.
        to(odd).resigned().is_refused(SignatureError::Target);
    }
    for odd in
        ["", "inbox", "*", "https://vallombre.example/inbox", "/in box", "/inbox#x", "/in\\box", "/inböx"]
    {
        to(odd).is_refused(SignatureError::Target);
    }
}

#[test]
fn s08_a_signature_for_another_host_is_refused() {
    let host = |value: &str| Letter::unsigned().with("host", value).resigned();
    for other in
        ["attacker.example", "vallombre.example.", "vallombre.example:443", "vallombre.example@x", ""]
    {
        host(other).is_refused(SignatureError::Host);
    }
    Letter::unsigned().without("host").resigned().is_refused(SignatureError::CoversAbsent);
}

#[test]
fn s10_a_signature_of_a_get_does_not_serve_for_a_post() {
    let mut replayed = Letter::ours(Method::GET, "https://vallombre.example/inbox", b"");
    replayed.method = Method::POST;
    replayed.is_refused(SignatureError::Mismatch);
    replayed.body = BODY.to_vec();
    replayed.is_refused(SignatureError::Body);
    let deletion = Letter { method: Method::DELETE, ..Letter::honest() };
    deletion.is_refused(SignatureError::Method);
}

#[test]
fn headers_that_decide_may_not_stand_twice() {
    for (name, shown) in [("signature", "Signature"), ("digest", "Digest"), ("host", "Host")] {
        let mut letter = Letter::honest();
        let value = letter.headers[name].clone();
        letter.headers.append(name, value);
        letter.is_refused(SignatureError::Repeated(shown));
    }
    let mut letter = Letter::unsigned();
    letter.headers.append(DATE, HeaderValue::from_static("hier"));
    letter.resigned().is_refused(SignatureError::Repeated("Date"));
    // Others may, and are joined.
    let mut letter = Letter::unsigned().with("content-type", "a/b");
    letter.headers.append(CONTENT_TYPE, HeaderValue::from_static("c/d"));
    assert_eq!(letter.signed("(request-target) host date digest content-type", "").judge(), Ok(()));
}

#[test]
fn s14_a_key_id_that_reads_two_ways_is_refused() {
    for odd in [
        "main-key",
        "javascript:alert(1)",
        "did:key:z6Mk",
        "https://jeanne@port-lazare.example/actor",
        "https://port-lazare.example./actor",
        "https://port-lazare.example/act or",
        "https:///",
        "",
    ] {
        Letter::honest().edited(KEY_ID, odd).is_refused(SignatureError::KeyId);
    }
    let long = format!("https://port-lazare.example/{}", "a".repeat(2048));
    Letter::honest().edited(KEY_ID, &long).is_refused(SignatureError::KeyId);
}

#[test]
fn s17_a_signature_that_is_not_strict_base64_is_refused() {
    let value = Letter::honest().headers["signature"].to_str().unwrap().to_owned();
    let good = value.rsplit_once("signature=\"").unwrap().1.trim_end_matches('"').to_owned();
    let bytes = STANDARD.decode(&good).unwrap();
    let put = |text: &str| Letter::honest().edited(&good, text);
    let malformed = |text: &str| {
        assert_eq!(put(text).judge().unwrap_err().reason(), Reason::Malformed, "{text}");
    };
    let (start, end) = good.split_at(10);
    malformed(&format!("{start} {end}"));
    malformed(good.trim_end_matches('='));
    malformed(&format!("{good}="));
    malformed("");
    malformed(&STANDARD.encode(vec![1; 513]));
    if URL_SAFE.encode(&bytes) != good {
        malformed(&URL_SAFE.encode(&bytes));
    }
    malformed("____");
    put(&STANDARD.encode(vec![0; 256])).is_refused(SignatureError::Mismatch);
    put(&STANDARD.encode(&bytes[..255])).is_refused(SignatureError::Mismatch);
    let longer = [&bytes[..], &[0]].concat();
    put(&STANDARD.encode(longer)).is_refused(SignatureError::Mismatch);
    assert_eq!(Letter::honest().read().unwrap().verify(&keys().other), Err(SignatureError::Mismatch));
}

#[test]
fn a_malformed_signature_header_is_refused_without_panic() {
    let honest = Letter::honest().headers["signature"].to_str().unwrap().to_owned();
    for odd in [
        "",
        ",",
        "keyId",
        "keyId=",
        "keyId=\"",
        "keyId=\"a\"\"b\"",
        "keyId=\"a\" signature=\"b\"",
        &format!("{honest},"),
        &format!("{honest},keyId=\"https://autre.example/\""),
        &format!("{honest},opaque=\"x\""),
        &honest.replace("rsa-sha256", "rsa\\-sha256"),
        &honest.replace("host date", "Host date"),
        &honest.replace("host date", "host  date"),
        &honest.replace("host date", "host host date"),
        &honest.replace("host date", &"x ".repeat(40)),
        &honest.replace("keyId=", "keyid="),
        &format!("{honest}{}", " ".repeat(5000)),
    ] {
        let refused = Letter::honest().with("signature", odd).judge().unwrap_err();
        assert_eq!(refused.reason(), Reason::Malformed, "{odd}");
    }
    let mut letter = Letter::honest();
    letter.headers.insert("signature", HeaderValue::from_bytes(b"keyId=\"\xe9\"").unwrap());
    assert_eq!(letter.judge().unwrap_err().reason(), Reason::Malformed);
    for algorithm in ["rsa-sha1", "hmac-sha256", "none", "RSA-SHA256", ""] {
        Letter::honest().edited("rsa-sha256", algorithm).is_refused(SignatureError::Algorithm);
    }
}

#[test]
fn s11_the_fingerprint_is_the_same_for_a_replay_and_for_nothing_else() {
    let first = Letter::honest().read().unwrap().fingerprint();
    let later = Letter { now: NOW + SECOND, ..Letter::honest() };
    assert_eq!(first, later.read().unwrap().fingerprint());
    assert_ne!(first, Letter::unsigned().dated(NOW + SECOND).resigned().read().unwrap().fingerprint());
    let other_key = Letter::honest().edited("port-lazare", "autre");
    assert_ne!(first, other_key.read().unwrap().fingerprint());
    let month = Letter { now: NOW + 30 * 24 * HOUR, ..Letter::honest() };
    month.is_refused(SignatureError::Old);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_signature_header_whatever_it_holds_makes_the_gate_panic_or_open(
        value in r#"(keyId|signature|headers|created|expires|algorithm|[a-z]{0,3}|[=", \\\\]|"[ -~]{0,20}"){0,12}"#,
    ) {
        prop_assert!(Letter::unsigned().with("signature", &value).judge().is_err());
    }

    #[test]
    fn one_character_changed_anywhere_in_what_was_signed_is_refused(
        part in 0..4, at in any::<prop::sample::Index>(), to in b'!'..b'~',
    ) {
        let honest = Letter::honest();
        let put = |bytes: &[u8]| {
            let mut bytes = bytes.to_vec();
            *at.get_mut(&mut bytes) = to;
            String::from_utf8(bytes).unwrap()
        };
        let header = |name: &'static str| honest.clone().with(name, &put(honest.headers[name].as_bytes()));
        let changed = match part {
            0 => Letter { target: put(honest.target.as_bytes()), ..honest.clone() },
            1 => Letter { body: put(&honest.body).into_bytes(), ..honest.clone() },
            2 => header("date"),
            _ => header("digest"),
        };
        let same = (&changed.target, &changed.headers, &changed.body) == (&honest.target, &honest.headers, &honest.body);
        prop_assert_eq!(changed.judge().is_ok(), same);
    }
}
