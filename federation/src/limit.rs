//! How much one other server may ask of us in a second (R10).
//!
//! A bucket is charged only once a signature has proven whose it is: nobody can use up another server's share by
//! writing its name. Strangers, whose key must be fetched before anything is proven, have a share of their own.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use preau_core::world::{Moment, World};

use crate::known::lock;

/// Activities of one host, a second and at once. A host of groups hands on what all its groups say: after a silence
/// that comes in one burst.
const INBOX: (u32, u32) = (10, 300);
/// Signed readings of one host. A server that catches up with a log or a thread reads it entry by entry.
const READS: (u32, u32) = (20, 600);

/// Hosts remembered at once, about 150 bytes each; beyond, those whose bucket is full again are forgotten.
const HOSTS_MAX: usize = 10_000;
/// Where that does not help, newcomers share so many buckets: a million invented hosts take no more memory.
const SHARED_MAX: u64 = 1_024;
/// Forgetting looks at every host: not more often than each so many newcomers.
const FORGET_EVERY: u32 = 1_000;

/// All of them.
pub(crate) struct Limits {
    /// Activities whose signature holds.
    pub(crate) inbox: PerHost,
    /// Requests signed with a key that we would have to fetch.
    pub(crate) strangers: PerHost,
    /// Signed readings whose signature holds.
    pub(crate) reads: PerHost,
}

impl Limits {
    /// Full buckets.
    pub(crate) fn new(world: &Arc<dyn World>) -> Self {
        Self {
            inbox: PerHost::new(world, INBOX),
            strangers: PerHost::new(world, INBOX),
            reads: PerHost::new(world, READS),
        }
    }
}

/// A host asked too much; so many seconds from now one more request is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RetryAfter(pub(crate) u64);

/// One bound for every host.
pub(crate) struct PerHost {
    buckets: RateLimiter<String, DashMapStateStore<String>, Ticks, NoOpMiddleware<Duration>>,
    crowded: AtomicU32,
}

impl PerHost {
    fn new(world: &Arc<dyn World>, (a_second, at_once): (u32, u32)) -> Self {
        let positive = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(positive(a_second)).allow_burst(positive(at_once));
        let buckets = RateLimiter::dashmap_with_clock(quota, Ticks::new(Arc::clone(world)));
        Self { buckets, crowded: AtomicU32::new(0) }
    }

    /// Takes one request of this host (`host` or `host:port`) into account.
    pub(crate) fn check(&self, host: &str) -> Result<(), RetryAfter> {
        self.buckets.check_key(&self.bucket(host)).map_err(|not_yet| {
            let wait = not_yet.wait_time_from(self.buckets.clock().now());
            RetryAfter(wait.as_secs().saturating_add(1))
        })
    }

    /// The host itself, or where there are too many the bucket that it shares.
    fn bucket(&self, host: &str) -> String {
        if self.buckets.len() < HOSTS_MAX {
            return host.to_owned();
        }
        if self.crowded.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            self.buckets.retain_recent();
        }
        let mut hasher = DefaultHasher::new();
        host.hash(&mut hasher);
        format!("shared {}", hasher.finish() % SHARED_MAX)
    }
}

/// The time that has passed by `World`, in which steps back of the clock count as no time at all: they would lock out
/// every busy host for as long as the step.
struct Ticks {
    world: Arc<dyn World>,
    seen: Mutex<(Moment, Duration)>,
}

impl Ticks {
    fn new(world: Arc<dyn World>) -> Self {
        let seen = Mutex::new((world.now(), Duration::ZERO));
        Self { world, seen }
    }
}

impl Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        let mut seen = lock(&self.seen);
        // Read under the lock: two threads must not see each other's time as a step back.
        let now = self.world.now();
        let (last, passed) = *seen;
        let more = u64::try_from(now.0.saturating_sub(last.0)).unwrap_or_default();
        let passed = passed.saturating_add(Duration::from_micros(more)).min(LONGEST);
        *seen = (now, passed);
        passed
    }
}

/// governor counts nanoseconds in 64 bits, 584 years; a clock set to nonsense must not bring it to its end.
const LONGEST: Duration = Duration::from_hours(24 * 365 * 500);

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicI64;

    use url::Url;
    use uuid::Uuid;

    use super::*;
    use crate::testing::NOW;

    struct Stage {
        now: AtomicI64,
        origin: Url,
    }

    impl World for Stage {
        fn now(&self) -> Moment {
            Moment(self.now.load(Ordering::SeqCst))
        }
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
        fn origin(&self) -> &Url {
            &self.origin
        }
        fn dated_id(&self) -> Uuid {
            Uuid::nil()
        }
    }

    fn stage() -> (Arc<Stage>, PerHost) {
        let origin = Url::parse("https://vallombre.example/").unwrap();
        let stage = Arc::new(Stage { now: AtomicI64::new(NOW.0), origin });
        let world: Arc<dyn World> = stage.clone();
        (stage, PerHost::new(&world, INBOX))
    }

    fn pass(stage: &Stage, micros: i64) {
        stage.now.fetch_add(micros, Ordering::SeqCst);
    }

    fn taken(limit: &PerHost, host: &str, tries: usize) -> usize {
        (0..tries).filter(|_| limit.check(host).is_ok()).count()
    }

    #[test]
    fn r10_a_burst_is_taken_and_then_ten_a_second_for_each_host() {
        let (stage, limit) = stage();
        assert_eq!(taken(&limit, "port-lazare.example", 1000), 300);
        assert_eq!(limit.check("port-lazare.example"), Err(RetryAfter(1)));
        assert_eq!(taken(&limit, "port-lazare.example:8443", 1), 1);
        pass(&stage, Moment::SECOND);
        assert_eq!(taken(&limit, "port-lazare.example", 1000), 10);
        pass(&stage, Moment::HOUR);
        assert_eq!(taken(&limit, "port-lazare.example", 1000), 300);
    }

    #[test]
    fn r10_a_clock_set_back_or_to_nonsense_locks_nobody_out() {
        let (stage, limit) = stage();
        assert_eq!(taken(&limit, "port-lazare.example", 300), 300);
        pass(&stage, -Moment::DAY);
        assert_eq!(taken(&limit, "port-lazare.example", 1), 0);
        pass(&stage, Moment::SECOND);
        assert_eq!(taken(&limit, "port-lazare.example", 1000), 10);
        stage.now.store(i64::MAX, Ordering::SeqCst);
        assert_eq!(taken(&limit, "port-lazare.example", 1000), 300);
        stage.now.store(i64::MIN, Ordering::SeqCst);
        stage.now.store(NOW.0, Ordering::SeqCst);
        assert_eq!(taken(&limit, "lointaine.example", 1), 1);
    }

    #[test]
    fn r10_a_crowd_of_hosts_takes_no_more_memory_than_the_bound() {
        let (stage, limit) = stage();
        for n in 0..3 * HOSTS_MAX {
            let _ = limit.check(&format!("{n}.example"));
        }
        let most = HOSTS_MAX + usize::try_from(SHARED_MAX).unwrap();
        assert!((HOSTS_MAX + 1..=most).contains(&limit.buckets.len()), "newcomers are still let in");
        // A minute later their buckets are full again and make room.
        pass(&stage, Moment::MINUTE);
        for n in 0..=FORGET_EVERY {
            let _ = limit.check(&format!("{n}.test"));
        }
        assert!(limit.buckets.len() <= most / 2);
    }
}
