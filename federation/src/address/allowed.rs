//! The allow list of `PREAU_ALLOW_ADDRESSES`: the only exception to reaching nothing but the public internet.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

/// The most entries of the allow list: it is written by hand.
pub const ALLOWED_ENTRIES_MAX: usize = 64;

/// The addresses that may be reached although they are not public: `PREAU_ALLOW_ADDRESSES`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allowed {
    entries: Vec<AllowedEntry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AllowedEntry {
    /// `127.0.0.1:8443`: this address on this port.
    Socket(SocketAddr),
    /// `10.2.0.0/16`: these addresses on every port.
    Prefix { network: IpAddr, length: u8 },
}

/// What is wrong with `PREAU_ALLOW_ADDRESSES`, quoting the entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AllowedError {
    /// An entry is neither form.
    #[error(
        "“{0}” is neither an address with a port (127.0.0.1:8443, [::1]:8443) nor a prefix (10.2.0.0/16)"
    )]
    Form(String),
    /// The prefix is longer than the address.
    #[error("“{0}” has a prefix longer than its address")]
    Length(String),
    /// The prefix has bits beyond its length.
    #[error("“{0}” has bits set beyond its prefix")]
    Bits(String),
    /// A prefix of length 0 would switch every check off.
    #[error("“{0}” would allow every address")]
    Everything(String),
    /// Port 0 is no port.
    #[error("“{0}” names port 0")]
    PortZero(String),
    /// Too many entries.
    #[error("more than {ALLOWED_ENTRIES_MAX} entries")]
    TooMany,
}

impl FromStr for Allowed {
    type Err = AllowedError;

    /// Entries separated by commas or spaces; an empty text allows nothing beyond the public internet.
    fn from_str(text: &str) -> Result<Self, AllowedError> {
        let words = text.split([',', ' ', '\t', '\n']).filter(|word| !word.is_empty());
        let entries = words.map(AllowedEntry::parse).collect::<Result<Vec<_>, _>>()?;
        if entries.len() > ALLOWED_ENTRIES_MAX { Err(AllowedError::TooMany) } else { Ok(Self { entries }) }
    }
}

impl AllowedEntry {
    fn parse(word: &str) -> Result<Self, AllowedError> {
        if let Ok(socket) = word.parse::<SocketAddr>() {
            let port_named = socket.port() != 0;
            return if port_named {
                Ok(Self::Socket(socket))
            } else {
                Err(AllowedError::PortZero(word.into()))
            };
        }
        let form = || AllowedError::Form(word.into());
        let (network, length) = word.split_once('/').ok_or_else(form)?;
        let network: IpAddr = network.parse().map_err(|_| form())?;
        let length: u8 = length.parse().map_err(|_| form())?;
        if length == 0 {
            return Err(AllowedError::Everything(word.into()));
        }
        if length > bits_of(network) {
            return Err(AllowedError::Length(word.into()));
        }
        if masked(network, length) != network {
            return Err(AllowedError::Bits(word.into()));
        }
        Ok(Self::Prefix { network, length })
    }

    fn permits(self, ip: IpAddr, port: u16) -> bool {
        match self {
            Self::Socket(socket) => socket.ip() == ip && socket.port() == port,
            Self::Prefix { network, length } => {
                network.is_ipv4() == ip.is_ipv4() && masked(ip, length) == network
            }
        }
    }
}

fn bits_of(ip: IpAddr) -> u8 {
    if ip.is_ipv4() { 32 } else { 128 }
}

impl Allowed {
    /// Whether the host of this server allows this address on this port by name.
    pub fn permits(&self, ip: IpAddr, port: u16) -> bool {
        self.entries.iter().any(|entry| entry.permits(ip, port))
    }

    /// The ports that entries name, each once, for the clients that are bound to one port.
    pub fn ports(&self) -> Vec<u16> {
        let sockets = self.entries.iter().filter_map(|entry| match entry {
            AllowedEntry::Socket(socket) => Some(socket.port()),
            AllowedEntry::Prefix { .. } => None,
        });
        let mut ports: Vec<u16> = sockets.collect();
        ports.sort_unstable();
        ports.dedup();
        ports
    }

    /// Whether nothing is allowed beyond the public internet, as it should be on a real server.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, entry) in self.entries.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            match entry {
                AllowedEntry::Socket(socket) => write!(f, "{comma}{socket}")?,
                AllowedEntry::Prefix { network, length } => write!(f, "{comma}{network}/{length}")?,
            }
        }
        Ok(())
    }
}

/// The address with every bit beyond `length` cleared.
fn masked(ip: IpAddr, length: u8) -> IpAddr {
    match ip {
        IpAddr::V4(ip) => Ipv4Addr::from_bits(masked_v4(ip.to_bits(), length)).into(),
        IpAddr::V6(ip) => Ipv6Addr::from_bits(masked_v6(ip.to_bits(), length)).into(),
    }
}

pub(super) fn masked_v4(bits: u32, length: u8) -> u32 {
    bits & u32::MAX.checked_shl(32_u32.saturating_sub(length.into())).unwrap_or(0)
}

pub(super) fn masked_v6(bits: u128, length: u8) -> u128 {
    bits & u128::MAX.checked_shl(128_u32.saturating_sub(length.into())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_in_the_allow_list_is_told_with_the_entry() {
        let error = |text: &str| text.parse::<Allowed>().unwrap_err();
        assert_eq!(error("127.0.0.1"), AllowedError::Form("127.0.0.1".into()));
        assert_eq!(error("10.0.0.0/8,localhost:80"), AllowedError::Form("localhost:80".into()));
        assert_eq!(error("10.0.0.0/33"), AllowedError::Length("10.0.0.0/33".into()));
        assert_eq!(error("10.0.0.1/8"), AllowedError::Bits("10.0.0.1/8".into()));
        assert_eq!(error("0.0.0.0/0"), AllowedError::Everything("0.0.0.0/0".into()));
        assert_eq!(error("[::1]:0"), AllowedError::PortZero("[::1]:0".into()));
        assert_eq!(error(&"10.0.0.0/8,".repeat(65)), AllowedError::TooMany);
        let list: Allowed = "127.0.0.1:80, [::1]:8443 fd00::/8".parse().unwrap();
        assert_eq!(list.to_string(), "127.0.0.1:80, [::1]:8443, fd00::/8");
        assert!(list.permits("fdff::1".parse().unwrap(), 5));
        assert!(!list.permits("fe00::1".parse().unwrap(), 5));
        assert!("".parse::<Allowed>().unwrap().is_empty());
    }
}
