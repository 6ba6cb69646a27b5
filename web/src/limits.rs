//! How often one may try: sign-ins, codes, letters and requests, by address and by account.
//!
//! Kept in memory, by process: with several processes a stranger has as many tries as there are processes, which
//! changes nothing against 53 bits of a code or a password that argon2id guards.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::error::Failure;

/// The address of the client, as the server's listener found it: inserted into each request's extensions (C12).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClientAddress(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        // Without a listener (a test that calls the router) everybody is one client.
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(IpAddr::from([0, 0, 0, 0]))))
    }
}

/// Keys remembered at once, about 150 bytes each; beyond, those whose bucket is full again are forgotten.
const KEYS_MAX: usize = 10_000;
/// Where that does not help, newcomers share so many buckets: somebody with a million addresses gains no memory of ours.
const SHARED_MAX: u64 = 1_024;
/// Forgetting looks at every key: not more often than each so many tries.
const FORGET_EVERY: u32 = 1_000;

/// One bound on tries for every key.
struct Limit {
    buckets: DefaultKeyedRateLimiter<String>,
    crowded: AtomicU32,
}

impl Limit {
    /// So many at once, and again one by one over the period.
    fn new(tries: u32, period: Duration) -> Self {
        let tries = NonZeroU32::new(tries).unwrap_or(NonZeroU32::MIN);
        let each = period.checked_div(tries.get()).filter(|d| !d.is_zero()).unwrap_or(Duration::from_secs(1));
        let quota = Quota::with_period(each).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(tries);
        Self { buckets: RateLimiter::keyed(quota), crowded: AtomicU32::new(0) }
    }

    fn take(&self, key: &str) -> Result<(), Failure> {
        self.buckets.check_key(&self.bucket(key)).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(DefaultClock::default().now());
            Failure::TooOften(wait.as_secs().saturating_add(1))
        })
    }

    /// The key itself, or where there are too many the bucket that it shares.
    fn bucket(&self, key: &str) -> String {
        if self.buckets.len() < KEYS_MAX {
            return key.to_owned();
        }
        if self.crowded.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            self.buckets.retain_recent();
        }
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        format!("shared {}", hasher.finish() % SHARED_MAX)
    }
}

/// All of them.
pub(crate) struct Limits {
    sign_in_address: Limit,
    sign_in_account: Limit,
    letter: Limit,
    addressee: Limit,
    code: Limit,
    acceptance: Limit,
    request: Limit,
    write: Limit,
    look_up: Limit,
}

impl Default for Limits {
    fn default() -> Self {
        let (minutes, hour) = (Duration::from_mins(10), Duration::from_hours(1));
        Self {
            // A section behind one address signs in at the beginning of a meeting: thirty in ten minutes.
            sign_in_address: Limit::new(60, minutes),
            sign_in_account: Limit::new(10, minutes),
            letter: Limit::new(20, hour),
            // Whoever asks from wherever: nobody's letter box is filled through us.
            addressee: Limit::new(5, hour),
            // Thirty people in one room come in by the poster, with three requests each and a typing error or two.
            // Guessing 53 bits at this pace takes longer than the sun will shine.
            code: Limit::new(120, hour),
            // One code is sent by one person, or by a room in front of its poster.
            acceptance: Limit::new(60, hour),
            request: Limit::new(5, hour),
            // Nobody writes two posts a second for a minute.
            write: Limit::new(120, Duration::from_mins(1)),
            // Each makes us ask a server that somebody else pays for.
            look_up: Limit::new(30, minutes),
        }
    }
}

impl Limits {
    /// A try to sign in, to this account from this address.
    pub(crate) fn sign_in(&self, client: ClientAddress, login: &str) -> Result<(), Failure> {
        self.sign_in_address.take(&network(client))?;
        self.sign_in_account.take(&account(login))
    }

    /// Whether one more letter may be asked for by this login. Whoever asks is not told.
    pub(crate) fn addressee(&self, login: &str) -> bool {
        self.addressee.take(&account(login)).is_ok()
    }

    /// A letter with a link asked for from this address.
    pub(crate) fn letter(&self, client: ClientAddress) -> Result<(), Failure> {
        self.letter.take(&network(client))
    }

    /// A code or an invitation tried from this address.
    pub(crate) fn code(&self, client: ClientAddress) -> Result<(), Failure> {
        self.code.take(&network(client))
    }

    /// A try to come in by this code, wherever it comes from.
    pub(crate) fn acceptance(&self, hash: &preau_core::world::TokenHash) -> Result<(), Failure> {
        self.acceptance.take(&URL_SAFE_NO_PAD.encode(&hash.0))
    }

    /// A stranger's request to join from this address.
    pub(crate) fn request(&self, client: ClientAddress) -> Result<(), Failure> {
        self.request.take(&network(client))
    }

    /// Something written by a member.
    pub(crate) fn write(&self, person: preau_core::id::PersonId) -> Result<(), Failure> {
        self.write.take(&person.to_string())
    }

    /// A look at another server, asked for by a member.
    pub(crate) fn look_up(&self, person: preau_core::id::PersonId) -> Result<(), Failure> {
        self.look_up.take(&person.to_string())
    }
}

/// What counts as one account: the spellings under which it is looked up.
fn account(login: &str) -> String {
    let login: String = login.trim().chars().take(100).collect();
    preau_core::text::folded(&login)
}

/// What counts as one address: an IPv4 address, or the /64 that one IPv6 customer has.
fn network(ClientAddress(address): ClientAddress) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> ClientAddress {
        ClientAddress(address.parse().unwrap())
    }

    #[test]
    fn i04_the_eleventh_sign_in_to_one_account_waits_wherever_it_comes_from() {
        let limits = Limits::default();
        for i in 0..10 {
            limits.sign_in(from(&format!("192.0.2.{i}")), "Jeanne").unwrap();
        }
        assert!(matches!(limits.sign_in(from("192.0.2.99"), "jeanne"), Err(Failure::TooOften(_))));
        limits.sign_in(from("192.0.2.99"), "odile").unwrap();
    }

    #[test]
    fn i04_spaces_around_a_name_make_no_other_account() {
        let limits = Limits::default();
        for i in 0..10 {
            limits.sign_in(from(&format!("192.0.2.{i}")), &format!("{}jeanne\u{a0}", " ".repeat(i))).unwrap();
        }
        assert!(limits.sign_in(from("192.0.2.99"), "jeanne").is_err());
    }

    #[test]
    fn a_crowd_of_addresses_takes_no_more_memory_than_the_bound() {
        let limit = Limit::new(5, Duration::from_hours(1));
        for i in 0..3 * KEYS_MAX {
            let _ = limit.take(&i.to_string());
        }
        assert!(limit.buckets.len() <= KEYS_MAX + usize::try_from(SHARED_MAX).unwrap());
        assert!(limit.buckets.len() > KEYS_MAX, "newcomers are still let in, as many as share the buckets");
    }

    #[test]
    fn i04_nobody_is_sent_a_sixth_letter_in_an_hour() {
        let limits = Limits::default();
        assert!((0..5).all(|_| limits.addressee("Jeanne@exemple.fr")));
        assert!(!limits.addressee(" jeanne@exemple.fr"));
        assert!(limits.addressee("odile@exemple.fr"));
    }

    #[test]
    fn all_addresses_of_one_ipv6_customer_share_their_tries() {
        let limits = Limits::default();
        for i in 0..5 {
            limits.request(from(&format!("2001:db8:1:2::{i}"))).unwrap();
        }
        assert!(limits.request(from("2001:db8:1:2:ffff::1")).is_err());
        limits.request(from("2001:db8:1:3::1")).unwrap();
    }
}
