//! Time and chance as they really are; and, for the demo, a clock that the caller moves.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use preau_core::world::{Moment, World};
use url::Url;
use uuid::Uuid;

/// The world of a server that serves: the system's clock and the system's chance.
pub struct RealWorld {
    origin: Url,
    ids: DatedIds,
}

impl RealWorld {
    /// A world whose own address is `origin`; fails where the system gives no random bytes.
    pub fn new(origin: Url) -> Result<Self, getrandom::Error> {
        draw(&mut [0_u8; 16])?;
        Ok(Self { origin, ids: DatedIds::default() })
    }
}

impl World for RealWorld {
    fn now(&self) -> Moment {
        system_now()
    }

    fn fill(&self, bytes: &mut [u8]) {
        fill(bytes);
    }

    fn origin(&self) -> &Url {
        &self.origin
    }

    fn dated_id(&self) -> Uuid {
        self.ids.next(self.now())
    }
}

/// The world in which a year of believable life is made: the clock stands where the caller puts it, until it is let go.
pub struct MovedWorld {
    origin: Url,
    ids: DatedIds,
    now_micros: AtomicI64,
}

impl MovedWorld {
    /// A world that begins at `now`.
    pub fn new(origin: Url, now: Moment) -> Self {
        Self { origin, ids: DatedIds::default(), now_micros: AtomicI64::new(now.0) }
    }

    /// Puts the clock to another moment.
    pub fn set(&self, now: Moment) {
        self.now_micros.store(now.0, Ordering::SeqCst);
    }

    /// Lets the clock go: from now on it is the system's.
    pub fn let_go(&self) {
        self.now_micros.store(LET_GO, Ordering::SeqCst);
    }
}

/// What stands in the place of a moment when the clock was let go.
const LET_GO: i64 = i64::MIN;

impl World for MovedWorld {
    fn now(&self) -> Moment {
        match self.now_micros.load(Ordering::SeqCst) {
            LET_GO => system_now(),
            micros => Moment(micros),
        }
    }

    fn fill(&self, bytes: &mut [u8]) {
        fill(bytes);
    }

    fn origin(&self) -> &Url {
        &self.origin
    }

    fn dated_id(&self) -> Uuid {
        self.ids.next(self.now())
    }
}

/// The system's clock; a clock before 1970 reads as 1970.
#[expect(clippy::disallowed_methods, reason = "this is the world, from which everything else takes the time")]
pub fn system_now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// A server that ran out of chance must not go on with guessable secrets: the request at hand fails.
fn fill(bytes: &mut [u8]) {
    assert!(draw(bytes).is_ok(), "the system gives no random bytes");
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the world, from which everything else takes its chance"
)]
fn draw(bytes: &mut [u8]) -> Result<(), getrandom::Error> {
    getrandom::fill(bytes)
}

/// Identifiers of version 7 (RFC 9562) that only ever grow, even within one millisecond or when the clock steps back.
#[derive(Default)]
struct DatedIds(Mutex<Last>);

#[derive(Default)]
struct Last {
    millis: u64,
    /// The 74 bits beside the time: random at each new millisecond, then growing by random steps.
    payload: u128,
}

impl DatedIds {
    fn next(&self, now: Moment) -> Uuid {
        const PAYLOAD_BITS: u32 = 74;
        let millis = u64::try_from(now.0.div_euclid(1000)).unwrap_or_default();
        let mut bytes = [0_u8; 16];
        fill(&mut bytes);
        let chance = u128::from_be_bytes(bytes);
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // The highest bit starts at zero, which leaves room to grow by 2^41 steps of up to 2^32.
        let fresh = chance >> (128 - PAYLOAD_BITS + 1);
        if millis > last.millis {
            *last = Last { millis, payload: fresh };
        } else {
            last.payload += 1 + (chance & u128::from(u32::MAX));
            if last.payload >> PAYLOAD_BITS != 0 {
                *last = Last { millis: last.millis + 1, payload: fresh };
            }
        }
        assemble(last.millis, last.payload)
    }
}

/// Time (48 bits), version 7, 12 bits of the payload, the variant, the other 62.
fn assemble(millis: u64, payload: u128) -> Uuid {
    const LOW: u128 = (1 << 62) - 1;
    const HIGH: u128 = (1 << 12) - 1;
    let time = u128::from(millis) << 80;
    let high = ((payload >> 62) & HIGH) << 64;
    Uuid::from_u128(time | 7 << 76 | high | 0b10 << 62 | payload & LOW)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved() -> MovedWorld {
        MovedWorld::new(Url::parse("http://localhost:8080").unwrap(), Moment(1_700_000_000_000_000))
    }

    #[test]
    fn dated_ids_grow_within_one_millisecond() {
        let world = moved();
        let ids: Vec<_> = (0..10_000).map(|_| world.dated_id()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(ids.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    }

    #[test]
    fn dated_ids_grow_when_the_clock_steps_back() {
        let world = moved();
        let before = world.dated_id();
        world.set(world.now().plus(-Moment::HOUR));
        assert!(world.dated_id() > before);
    }

    #[test]
    fn a_clock_that_is_let_go_is_the_systems() {
        let world = moved();
        let before = system_now();
        assert!(world.now() < before);
        world.let_go();
        assert!(world.now() >= before);
    }

    #[test]
    fn a_dated_id_tells_its_millisecond() {
        let (seconds, nanos) = moved().dated_id().get_timestamp().unwrap().to_unix();
        assert_eq!((seconds, nanos), (1_700_000_000, 0));
    }

    #[test]
    fn two_tokens_differ() {
        let world = RealWorld::new(Url::parse("http://localhost:8080").unwrap()).unwrap();
        assert_ne!(world.token().reveal(), world.token().reveal());
        assert_eq!(world.hidden_id().get_version_num(), 4);
    }
}
