//! Blocked hosts, and the one comparison by which a host is found among them (S22).

use std::collections::HashSet;

use url::{Host, Url};

use crate::id::PersonId;
use crate::text::ShortText;
use crate::world::Moment;

/// A host that is shut out, with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedHost {
    /// [`normal_host`] of what was typed.
    pub host: String,
    /// Why, for those who run the house.
    pub reason: Option<ShortText>,
    /// Who blocked it.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// Blocked hosts at most: one read, kept in memory by whoever asks often.
pub const BLOCKED_MAX: i64 = 5_000;

/// The blocked hosts, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Blocked(HashSet<String>);

impl Blocked {
    /// Of the rows of the table.
    pub fn of(hosts: &[BlockedHost]) -> Self {
        Self(hosts.iter().map(|blocked| blocked.host.clone()).collect())
    }

    /// Whether this address is on a blocked host.
    pub fn holds(&self, url: &Url) -> bool {
        self.holds_host(url.host_str().unwrap_or_default())
    }

    /// Whether this host, with or without a port, is blocked.
    pub fn holds_host(&self, host: &str) -> bool {
        blocked_by(host, |host| self.0.contains(host))
    }
}

/// Whether a host, or one above it, is blocked. Written with capitals, a dot at its end, a port, or in Unicode instead
/// of punycode, it is the same host. What is no host at all counts as blocked.
pub fn blocked_by(host: &str, is_blocked: impl Fn(&str) -> bool) -> bool {
    let Some(host) = normal_host(host) else { return true };
    if is_blocked(&host) {
        return true;
    }
    // An address in numbers has nothing above it; a name has at most 127 dots.
    let is_name = matches!(Host::parse(&host), Ok(Host::Domain(_)));
    is_name && host.match_indices('.').any(|(at, _)| host.get(at + 1..).is_some_and(&is_blocked))
}

/// The one form in which hosts are compared: small letters, punycode, without port, scheme and dot at the end.
pub fn normal_host(written: &str) -> Option<String> {
    let written = written.trim();
    let written = written.split_once("://").map_or(written, |(_, rest)| rest);
    let written = written.trim_start_matches('@').split(['/', '?', '#']).next().unwrap_or_default();
    if written.is_empty() || written.contains(['@', '\\']) || written.len() > HOST_BYTES_MAX {
        return None;
    }
    // The parser of addresses is the one that decides where a request goes.
    let url = Url::parse(&format!("https://{written}/")).ok()?;
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    (!host.is_empty() && host.len() <= HOST_BYTES_MAX).then_some(host)
}

/// A name has 253 bytes (RFC 1035), some more with its port.
const HOST_BYTES_MAX: usize = 260;

#[cfg(test)]
mod tests {
    use super::*;

    fn is_blocked(host: &str) -> bool {
        let blocked: HashSet<&str> =
            HashSet::from(["bad.example", "xn--mchant-bva.example", "192.0.2.7", "[2001:db8::1]"]);
        blocked_by(host, |host| blocked.contains(host))
    }

    #[test]
    fn s22_a_blocked_host_is_known_under_every_spelling() {
        for host in [
            "bad.example",
            "BAD.Example",
            "bad.example.",
            "bad.example:8443",
            "social.bad.example",
            "a.b.bad.example.",
            "https://bad.example/users/x",
            "méchant.example",
            "xn--mchant-bva.example",
            "eu.MÉCHANT.example",
            "192.0.2.7",
            "0xC0.0.2.7",
            "[2001:db8:0::1]:443",
            "",
            "a b",
        ] {
            assert!(is_blocked(host), "{host}");
        }
    }

    #[test]
    fn s22_a_host_that_only_looks_alike_is_not_blocked() {
        for host in
            ["notbad.example", "bad.example.org", "example", "good.example", "1.192.0.2", "192.0.2.70"]
        {
            assert!(!is_blocked(host), "{host}");
        }
    }

    #[test]
    fn what_is_typed_into_the_field_becomes_a_host_or_nothing() {
        assert_eq!(normal_host(" https://Bad.Example./about ").as_deref(), Some("bad.example"));
        assert_eq!(normal_host("@bad.example").as_deref(), Some("bad.example"));
        for wrong in ["", " ", "a@bad.example", "bad example", "https://", "bad\\example"] {
            assert_eq!(normal_host(wrong), None, "{wrong}");
        }
    }
}
