//! The `Digest` header of RFC 3230 and RFC 5843: SHA-256 over the raw body, required and compared.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::SignatureError;

const SHA256_BYTES: usize = 32;
const SHA512_BYTES: usize = 64;

/// The value we send: `SHA-256=…`.
pub(super) fn header(body: &[u8]) -> String {
    let mut value = String::with_capacity(52);
    value.push_str("SHA-256=");
    STANDARD.encode_string(digest(&SHA256, body), &mut value);
    value
}

/// Refuses a body that is not the one the header tells of.
///
/// A list may also carry SHA-512 (some senders do); every other algorithm is refused, as is a list without
/// SHA-256 or with one algorithm twice.
pub(super) fn check(value: &str, body: &[u8]) -> Result<(), SignatureError> {
    let (mut sha256, mut sha512) = (None, None);
    for item in value.split(',') {
        let (name, text) = item.trim_matches([' ', '\t']).split_once('=').ok_or(SignatureError::Digest)?;
        let bytes = STANDARD.decode(text).map_err(|_| SignatureError::Digest)?;
        let (slot, length) = if name.eq_ignore_ascii_case("sha-256") {
            (&mut sha256, SHA256_BYTES)
        } else if name.eq_ignore_ascii_case("sha-512") {
            (&mut sha512, SHA512_BYTES)
        } else {
            return Err(SignatureError::Digest);
        };
        if bytes.len() != length || slot.replace(bytes).is_some() {
            return Err(SignatureError::Digest);
        }
    }
    let told = sha256.ok_or(SignatureError::Digest)?;
    if told == digest(&SHA256, body).as_ref() { Ok(()) } else { Err(SignatureError::Body) }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::SHA512;

    use super::*;

    #[test]
    fn the_digest_of_nothing_is_the_well_known_one() {
        assert_eq!(header(b""), "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(check(&header(b""), b""), Ok(()));
    }

    #[test]
    fn sha_512_beside_sha_256_is_accepted_and_alone_refused() {
        let sha512 = format!("SHA-512={}", STANDARD.encode(digest(&SHA512, b"texte")));
        assert_eq!(check(&format!("{},{sha512}", header(b"texte")), b"texte"), Ok(()));
        assert_eq!(check(&format!("{sha512}, {}", header(b"texte")), b"texte"), Ok(()));
        assert_eq!(check(&sha512, b"texte"), Err(SignatureError::Digest));
    }

    #[test]
    fn s03_labels_and_lists_that_could_mislead_are_refused() {
        let good = header(b"texte");
        let value = good.strip_prefix("SHA-256=").unwrap();
        for bad in [
            format!("MD5={value}"),
            format!("SHA-256={value},MD5=1B2M2Y8AsgTpgAmY7PhCfg=="),
            format!("{good},{good}"),
            format!("{good},"),
            format!("SHA-256={}", value.trim_end_matches('=')),
            format!("SHA-256= {value}"),
            "SHA-256=".to_owned(),
            String::new(),
        ] {
            assert_eq!(check(&bad, b"texte"), Err(SignatureError::Digest), "{bad}");
        }
        assert_eq!(check(&good, b"autre"), Err(SignatureError::Body));
    }
}
