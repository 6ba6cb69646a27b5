//! Whose request this is: the socket's peer, or what a trusted proxy says (security.md C12).

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName, HeaderValue};

pub use preau_web::ClientAddress;

/// More hops than any honest chain of proxies has; what stands further left is not read.
const HOPS_MAX: usize = 16;
/// What proxies say about a request. Behind this module nobody sees any of it.
const FORWARDING: [&str; 7] = [
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-forwarded-port",
    "x-forwarded-server",
    "x-real-ip",
    "forwarded",
];

/// The client behind `peer`: from the right, the first hop that is not a trusted proxy.
///
/// A proxy must set `X-Forwarded-For` (Caddy and nginx do) or, in its place, `Forwarded` (RFC 7239).
/// Where a hop cannot be read, the one that reported it stands for it.
pub(super) fn of(peer: IpAddr, headers: &HeaderMap, trusts: impl Fn(IpAddr) -> bool) -> ClientAddress {
    let mut client = peer.to_canonical();
    for hop in hops(headers).into_iter().rev().take(HOPS_MAX) {
        if !trusts(client) {
            break;
        }
        let Some(address) = hop else { break };
        client = address.to_canonical();
    }
    ClientAddress(client)
}

/// Takes the forwarding headers away, so that nothing further in can believe them by mistake.
pub(super) fn strip(headers: &mut HeaderMap) {
    for name in FORWARDING {
        headers.remove(HeaderName::from_static(name));
    }
}

/// Left to right, as they were travelled; an entry that is no address is `None`.
fn hops(headers: &HeaderMap) -> Vec<Option<IpAddr>> {
    let entries = |name: &str| -> Vec<String> {
        let values = headers.get_all(name).into_iter().map(HeaderValue::to_str);
        values
            .flat_map(|value| value.unwrap_or_default().split(',').map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    if headers.contains_key("x-forwarded-for") {
        return entries("x-forwarded-for").iter().map(|entry| address(entry)).collect();
    }
    entries("forwarded").iter().map(|entry| entry.split(';').find_map(forwarded_for)).collect()
}

/// The `for=` of one element of RFC 7239.
fn forwarded_for(pair: &str) -> Option<IpAddr> {
    let (name, value) = pair.split_once('=')?;
    if name.trim().eq_ignore_ascii_case("for") { address(value.trim().trim_matches('"')) } else { None }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    text.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Network;

    /// Who is the client when `peer` sends these headers and 10.0.0.0/8 is trusted?
    fn client(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted: Network = "10.0.0.0/8".parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        of(peer.parse().unwrap(), &map, |address| trusted.contains(address)).0.to_string()
    }

    #[test]
    fn c12_a_forged_header_from_an_untrusted_peer_is_ignored() {
        for header in ["x-forwarded-for", "forwarded", "x-real-ip"] {
            assert_eq!(client("203.0.113.9", &[(header, "198.51.100.1")]), "203.0.113.9");
            assert_eq!(client("203.0.113.9", &[(header, "for=198.51.100.1")]), "203.0.113.9");
        }
    }

    #[test]
    fn c12_behind_a_trusted_proxy_the_client_is_the_rightmost_untrusted_hop() {
        let table = [
            ("198.51.100.1", "198.51.100.1"),
            ("192.0.2.66, 198.51.100.1", "198.51.100.1"),
            ("192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
            ("198.51.100.1:4711", "198.51.100.1"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("10.0.0.3", "10.0.0.3"),
            ("198.51.100.1, garbage", "10.0.0.1"),
            ("198.51.100.1, garbage, 10.0.0.2", "10.0.0.2"),
            ("", "10.0.0.1"),
        ];
        for (header, expected) in table {
            assert_eq!(client("10.0.0.1", &[("x-forwarded-for", header)]), expected, "{header}");
        }
        let twice = [("x-forwarded-for", "192.0.2.66"), ("x-forwarded-for", "198.51.100.1")];
        assert_eq!(client("10.0.0.1", &twice), "198.51.100.1");
    }

    #[test]
    fn c12_the_standard_header_is_read_when_the_common_one_is_absent() {
        let forwarded = [("forwarded", "for=192.0.2.66, for=\"[2001:db8::7]:80\";proto=https")];
        assert_eq!(client("10.0.0.1", &forwarded), "2001:db8::7");
        let both = [("forwarded", "for=192.0.2.66"), ("x-forwarded-for", "198.51.100.1")];
        assert_eq!(client("10.0.0.1", &both), "198.51.100.1");
    }
}
