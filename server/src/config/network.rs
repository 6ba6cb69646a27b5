//! Addresses and prefixes as a host writes them for the trusted proxies.

use std::net::IpAddr;
use std::str::FromStr;

/// An address with a prefix; a bare address is a prefix of its whole length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix_bits: u8,
}

impl Network {
    /// Whether an address lies in it. An IPv4 address written as IPv6 (`::ffff:a.b.c.d`) is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let apart = u32::from(own) ^ u32::from(other);
                apart.checked_shr(32 - u32::from(self.prefix_bits)).is_none_or(|rest| rest == 0)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let apart = u128::from(own) ^ u128::from(other);
                apart.checked_shr(128 - u32::from(self.prefix_bits)).is_none_or(|rest| rest == 0)
            }
            _ => false,
        }
    }

    /// The address that was written.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// How many of its leading bits count.
    pub fn prefix_bits(&self) -> u8 {
        self.prefix_bits
    }
}

impl FromStr for Network {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| ())?;
        let whole = if address.is_ipv4() { 32 } else { 128 };
        let prefix_bits = match prefix {
            Some(bits) if bits.chars().all(|digit| digit.is_ascii_digit()) => bits.parse().map_err(|_| ())?,
            Some(_) => return Err(()),
            None => whole,
        };
        if prefix_bits > whole { Err(()) } else { Ok(Self { address, prefix_bits }) }
    }
}
