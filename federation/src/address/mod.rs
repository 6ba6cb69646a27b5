//! Which URLs and IP addresses an outgoing request may reach: the public internet, and what the host allows.
//!
//! Everything that leaves (documents, keys, deliveries, WebFinger, calendars) passes [`Rules::check_url`] for
//! the URL and [`Rules::permits`] for each address it resolves to. The only exception to "public addresses,
//! https, port 443" is the list of `PREAU_ALLOW_ADDRESSES`, for tests and for closed networks.

mod allowed;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

pub use self::allowed::{ALLOWED_ENTRIES_MAX, Allowed, AllowedError};
use self::allowed::{masked_v4, masked_v6};

/// The longest URL we follow; the longest any server of ours stores, too.
pub const URL_BYTES_MAX: usize = 2048;

const HTTPS_PORT: u16 = 443;
const HTTP_PORT: u16 = 80;

/// Why an outgoing request was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Longer than [`URL_BYTES_MAX`], unreadable, or readable in two ways.
    #[error("the address is not a plain URL")]
    Form,
    /// Neither https, nor http to an allowed address.
    #[error("the address is not https")]
    Scheme,
    /// The URL carries a user name or a password.
    #[error("the address carries a user name or a password")]
    UserInfo,
    /// The URL names a host ending with a dot, or none.
    #[error("the address names no plain host")]
    Host,
    /// An IP address instead of a name.
    #[error("the address is an IP address instead of a name")]
    Literal,
    /// An explicit port that the allow list does not name.
    #[error("the address names a port")]
    Port,
    /// Our own name: a request to ourselves.
    #[error("the address is our own")]
    Own,
    /// The name resolves to an address that is not public.
    #[error("the name resolves to an address that is not public")]
    NotPublic,
}

/// How far a URL that passed may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// https on port 443: public addresses, and allowed ones.
    Public,
    /// Anything else: only allowed addresses, on this port.
    AllowedOnly(u16),
}

impl Reach {
    /// The port the connection goes to.
    pub fn port(self) -> u16 {
        match self {
            Self::Public => HTTPS_PORT,
            Self::AllowedOnly(port) => port,
        }
    }
}

/// The rules of one server: what its host allows, and who it is itself.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    allowed: Allowed,
    own: Vec<(String, u16)>,
}

impl Rules {
    /// `own` are our base URLs; a request to one of them is refused (F09). Another section behind the same
    /// IP address stays reachable: it is another name, and its certificate must fit it.
    pub fn new(allowed: Allowed, own: &[Url]) -> Self {
        let own = own
            .iter()
            .filter_map(|url| Some((url.host_str()?.to_owned(), url.port_or_known_default()?)))
            .collect();
        Self { allowed, own }
    }

    /// The list of allowed addresses.
    pub fn allowed(&self) -> &Allowed {
        &self.allowed
    }

    /// Reads an address found in a document, refusing what two readers could understand differently, and
    /// checks it. URL parsers drop tabs and newlines, turn backslashes around and fold full-width letters:
    /// all of that has no place in an id.
    pub fn parse(&self, text: &str) -> Result<Url, Refused> {
        let plain = text.bytes().all(|b| !b.is_ascii_control() && b != b' ' && b != b'\\');
        let (_, rest) = text.split_once("://").ok_or(Refused::Form)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if !plain || text.len() > URL_BYTES_MAX || !authority.is_ascii() {
            return Err(Refused::Form);
        }
        let url = Url::parse(text).map_err(|_| Refused::Form)?;
        self.check_url(&url)?;
        Ok(url)
    }

    /// Whether a request may go to this URL, before its name is resolved.
    pub fn check_url(&self, url: &Url) -> Result<Reach, Refused> {
        if url.as_str().len() > URL_BYTES_MAX {
            return Err(Refused::Form);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refused::UserInfo);
        }
        let reach = match (url.scheme(), url.port()) {
            ("https", None) => Reach::Public,
            ("https", Some(port)) => Reach::AllowedOnly(port),
            ("http", port) => Reach::AllowedOnly(port.unwrap_or(HTTP_PORT)),
            _ => return Err(Refused::Scheme),
        };
        self.check_host(&url.host().ok_or(Refused::Host)?, reach.port())?;
        // Without an allow list, only the public reach exists: say so before any name is resolved.
        match reach {
            Reach::AllowedOnly(_) if self.allowed.is_empty() && url.scheme() == "http" => {
                Err(Refused::Scheme)
            }
            Reach::AllowedOnly(_) if self.allowed.is_empty() => Err(Refused::Port),
            _ => Ok(reach),
        }
    }

    fn check_host(&self, host: &Host<&str>, port: u16) -> Result<(), Refused> {
        match host {
            Host::Ipv4(ip) if self.allowed.permits((*ip).into(), port) => {}
            Host::Ipv6(ip) if self.allowed.permits((*ip).into(), port) => {}
            Host::Ipv4(_) | Host::Ipv6(_) => return Err(Refused::Literal),
            Host::Domain(name) if name.is_empty() || name.ends_with('.') => return Err(Refused::Host),
            Host::Domain(_) => {}
        }
        let name = host.to_string();
        let own = self.own.iter().any(|(own, own_port)| *own == name && *own_port == port);
        if own { Err(Refused::Own) } else { Ok(()) }
    }

    /// Whether a resolved address may be connected to.
    pub fn permits(&self, ip: IpAddr, reach: Reach) -> bool {
        match reach {
            Reach::Public => is_public(ip) || self.allowed.permits(ip, HTTPS_PORT),
            Reach::AllowedOnly(port) => self.allowed.permits(ip, port),
        }
    }

    /// All addresses of a name, or a refusal as soon as one of them may not be reached: a name that mixes
    /// public and private addresses is an attack or a mistake (F04).
    pub fn vet(&self, addresses: Vec<IpAddr>, reach: Reach) -> Result<Vec<IpAddr>, Refused> {
        let good = !addresses.is_empty() && addresses.iter().all(|ip| self.permits(*ip, reach));
        if good { Ok(addresses) } else { Err(Refused::NotPublic) }
    }
}

/// Whether an address belongs to the public unicast internet.
///
/// IPv4 by the ranges of IANA's special-purpose registry; IPv6 by what is allocated (`2000::/3`), minus the
/// special ranges in it. IPv4 in IPv6 clothes (mapped, compatible, NAT64, 6to4, Teredo) is never public.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let bits = ip.to_bits();
            !NOT_PUBLIC_V4.iter().any(|(network, length)| masked_v4(bits, *length) == network.to_bits())
        }
        IpAddr::V6(ip) => {
            let bits = ip.to_bits();
            let inside = |(network, length): &(Ipv6Addr, u8)| masked_v6(bits, *length) == network.to_bits();
            inside(&GLOBAL_UNICAST_V6) && !NOT_PUBLIC_V6.iter().any(inside)
        }
    }
}

const NOT_PUBLIC_V4: [(Ipv4Addr, u8); 18] = [
    (Ipv4Addr::UNSPECIFIED, 8),           // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // carrier-grade NAT
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // loopback
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local, metadata services of hosts
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // IETF assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 31, 196, 0), 24), // AS112
    (Ipv4Addr::new(192, 52, 193, 0), 24), // AMT
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(192, 175, 48, 0), 24), // AS112
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, broadcast
];

/// Outside of it lie loopback, mapped and compatible IPv4, NAT64, unique local, link-local and multicast.
const GLOBAL_UNICAST_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

const NOT_PUBLIC_V6: [(Ipv6Addr, u8); 5] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // Teredo, benchmarks, ORCHID, IETF assignments
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether a name is `localhost` or below it, which RFC 6761 keeps on this machine.
pub fn is_localhost(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(text: &str) -> bool {
        is_public(text.parse().unwrap())
    }

    fn strict() -> Rules {
        Rules::new(Allowed::default(), &[Url::parse("https://vallombre.example/").unwrap()])
    }

    fn allowing(list: &str) -> Rules {
        Rules::new(list.parse().unwrap(), &[Url::parse("http://vallombre.localhost:8080/").unwrap()])
    }

    #[test]
    fn a_public_name_on_https_is_reached() {
        let url = strict().parse("https://port-lazare.example/people/1?x=%C3%A9#main-key").unwrap();
        assert_eq!(strict().check_url(&url), Ok(Reach::Public));
        assert!(public("93.184.215.14") && public("2a01:4f8::1") && public("2606:4700::1111"));
        assert!(strict().parse("https://xn--prau-bpa.example/").is_ok());
        assert!(strict().parse("https://port-lazare.example:443/").is_ok());
    }

    #[test]
    fn f01_every_spelling_of_this_machine_is_refused() {
        for host in [
            "127.0.0.1",
            "127.1",
            "0",
            "0.0.0.0",
            "0x7f.1",
            "2130706433",
            "017700000001",
            "127.0.0.1.",
            "[::1]",
        ] {
            assert_eq!(strict().parse(&format!("https://{host}/actor")), Err(Refused::Literal), "{host}");
        }
        assert!(!public("127.0.0.1") && !public("0.0.0.0"));
    }

    #[test]
    fn f02_no_special_ipv4_range_is_public() {
        for ip in [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.9",
            "192.88.99.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!public(ip), "{ip}");
        }
        // The neighbours of the ranges are public: no mask is too wide.
        for ip in [
            "9.255.255.255",
            "11.0.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "192.0.1.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "169.253.0.1",
            "192.167.0.1",
        ] {
            assert!(public(ip), "{ip}");
        }
    }

    #[test]
    fn f03_no_special_ipv6_range_is_public() {
        for ip in [
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:93.184.215.14",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "2001:2::1",
            "2001:db8::1",
            "3fff::1",
            "3fff:fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
        ] {
            assert!(!public(ip), "{ip}");
        }
        assert!(public("2001:200::1") && public("2003::1") && public("2c0f:fb50::1"));
    }

    #[test]
    fn f04_one_private_address_spoils_the_name() {
        let [good, bad]: [IpAddr; 2] = ["93.184.215.14".parse().unwrap(), "fd12::1".parse().unwrap()];
        assert_eq!(strict().vet(vec![good], Reach::Public), Ok(vec![good]));
        assert_eq!(strict().vet(vec![good, bad], Reach::Public), Err(Refused::NotPublic));
        assert_eq!(strict().vet(vec![bad, good], Reach::Public), Err(Refused::NotPublic));
        assert_eq!(strict().vet(Vec::new(), Reach::Public), Err(Refused::NotPublic));
    }

    #[test]
    fn f08_ports_users_dots_and_tricks_of_writing_are_refused() {
        let refused = |text: &str| strict().parse(text).unwrap_err();
        for port in [22, 25, 80, 5432, 6379, 8443] {
            assert_eq!(refused(&format!("https://port-lazare.example:{port}/")), Refused::Port);
        }
        assert_eq!(refused("https://jeanne@port-lazare.example/"), Refused::UserInfo);
        assert_eq!(refused("https://jeanne:secret@port-lazare.example/"), Refused::UserInfo);
        assert_eq!(refused("https://vallombre.example:443@port-lazare.example/"), Refused::UserInfo);
        assert_eq!(refused("https://port-lazare.example./"), Refused::Host);
        assert_eq!(refused("http://port-lazare.example/"), Refused::Scheme);
        assert_eq!(refused("ftp://port-lazare.example/"), Refused::Scheme);
        assert_eq!(refused("gopher://port-lazare.example/"), Refused::Scheme);
        for odd in [
            "https://ｖallombre.example/",
            "https://１２７.0.0.1/",
            "https://préau.example/",
            "https:\\\\port-lazare.example/",
            "https://port-lazare.example\\@evil.example/",
            "https://port-\tlazare.example/",
            "https://port-lazare.example/\n",
            " https://port-lazare.example/",
            "https:port-lazare.example",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "",
        ] {
            assert!(strict().parse(odd).is_err(), "{odd}");
        }
        assert_eq!(refused(&format!("https://port-lazare.example/{}", "a".repeat(2048))), Refused::Form);
    }

    #[test]
    fn f09_our_own_name_is_refused_however_it_is_written() {
        assert_eq!(strict().parse("https://vallombre.example/actor"), Err(Refused::Own));
        assert_eq!(strict().parse("https://VALLOMBRE.example:443/actor"), Err(Refused::Own));
        let local = allowing("127.0.0.1:8080, 127.0.0.1:8081");
        assert_eq!(local.parse("http://vallombre.localhost:8080/actor"), Err(Refused::Own));
        assert!(local.parse("http://port-lazare.localhost:8081/actor").is_ok());
    }

    #[test]
    fn the_allow_list_is_the_only_exception_and_no_wider_than_written() {
        let rules = allowing("127.0.0.1:8443 10.2.0.0/16");
        assert!(rules.parse("https://127.0.0.1:8443/").is_ok());
        assert!(rules.parse("http://10.2.3.4:99/").is_ok());
        assert_eq!(rules.parse("https://127.0.0.1:8444/"), Err(Refused::Literal));
        assert_eq!(rules.parse("https://127.0.0.1/"), Err(Refused::Literal));
        assert_eq!(rules.parse("http://10.3.0.1/"), Err(Refused::Literal));

        let url = rules.parse("http://port-lazare.localhost:8443/").unwrap();
        let reach = rules.check_url(&url).unwrap();
        assert_eq!(reach, Reach::AllowedOnly(8443));
        assert!(rules.permits("127.0.0.1".parse().unwrap(), reach));
        // Neither a public address over http, nor this machine over plain https.
        assert!(!rules.permits("93.184.215.14".parse().unwrap(), reach));
        assert!(!rules.permits("127.0.0.1".parse().unwrap(), Reach::Public));
    }
}
