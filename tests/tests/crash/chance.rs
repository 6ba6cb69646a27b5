//! Chance with a seed: printed, and taken from `PREAU_TEST_SEED` to see the same moments again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Numbers that follow from a seed (splitmix64).
pub(crate) struct Chance(AtomicU64);

impl Chance {
    #[expect(
        clippy::disallowed_methods,
        reason = "a seed of a test is no setting of ours, and must differ each time"
    )]
    pub(crate) fn from_environment() -> Self {
        let given = std::env::var("PREAU_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
            now.as_secs() ^ u64::from(now.subsec_nanos()) << 20
        });
        eprintln!("PREAU_TEST_SEED={seed}");
        Self(AtomicU64::new(seed))
    }

    pub(crate) fn between(&self, least: u64, most: u64) -> u64 {
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut z = self.0.fetch_add(STEP, Ordering::SeqCst).wrapping_add(STEP);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        least + (z ^ (z >> 31)) % (most - least + 1)
    }
}
