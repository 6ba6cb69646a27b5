//! How many seats each address holds at this moment, so that one of them cannot take them all.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// The seats that are taken. An address without a seat has no entry, so it is bounded by the connections.
#[derive(Clone)]
pub(super) struct Crowd {
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
    per_address_max: usize,
}

/// One seat, given back when it is dropped.
pub(super) struct Seat {
    crowd: Crowd,
    address: IpAddr,
}

impl Crowd {
    pub(super) fn new(per_address_max: usize) -> Self {
        Self { taken: Arc::default(), per_address_max }
    }

    /// A seat, unless this address has all of its own.
    pub(super) fn enter(&self, address: IpAddr) -> Option<Seat> {
        let address = household(address);
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(address).or_default();
        if *count >= self.per_address_max {
            return None;
        }
        *count += 1;
        Some(Seat { crowd: self.clone(), address })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.crowd.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.address);
            }
        }
    }
}

/// A household has one IPv4 address, or the 2^64 addresses of one IPv6 prefix.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r05_one_household_cannot_take_all_the_seats() {
        let crowd = Crowd::new(2);
        let first: IpAddr = "2001:db8::1".parse().unwrap();
        let neighbour: IpAddr = "2001:db8::2".parse().unwrap();
        let other: IpAddr = "2001:db8:0:1::1".parse().unwrap();
        let seats = (crowd.enter(first), crowd.enter(neighbour));
        assert!(crowd.enter(first).is_none(), "the whole /64 counts as one");
        assert!(crowd.enter(other).is_some());
        drop(seats);
        assert!(crowd.enter(first).is_some());
        assert!(crowd.taken.lock().unwrap().is_empty(), "nothing is kept about addresses that left");
    }
}
