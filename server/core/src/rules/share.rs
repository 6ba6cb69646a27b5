//! Shares of a whole number of people: per mille as they are stored, exact as they are counted.

/// A share as a fraction. "A third" and "two thirds" have no exact per mille: 333 and 667 (and 334, 666) mean them, since
/// 2 votes of 3 are two thirds and 667 per mille of 3 would ask for a third vote.
fn fraction(permille: u16) -> (u64, u64) {
    match permille {
        333 | 334 => (1, 3),
        666 | 667 => (2, 3),
        other => (u64::from(other), 1000),
    }
}

/// The fewest that are at least this share of them: rounded up.
pub fn at_least(permille: u16, of: u32) -> u32 {
    let (part, whole) = fraction(permille);
    narrow(u64::from(of).saturating_mul(part).div_ceil(whole))
}

/// The fewest that are strictly more than this share of them.
pub fn more_than(permille: u16, of: u32) -> u32 {
    let (part, whole) = fraction(permille);
    narrow(u64::from(of).saturating_mul(part) / whole).saturating_add(1)
}

fn narrow(large: u64) -> u32 {
    u32::try_from(large).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_share_of_people_is_rounded_up_and_thirds_are_exact() {
        for (permille, of, least, more) in [
            (500, 40, 20, 21),
            (500, 41, 21, 21),
            (667, 3, 2, 3),
            (667, 300, 200, 201),
            (667, 40, 27, 27),
            (333, 40, 14, 14),
            (333, 3_000, 1_000, 1_001),
            (50, 41, 3, 3),
            (600, 5, 3, 4),
            (0, 12, 0, 1),
            (1000, 12, 12, 13),
            (250, 0, 0, 1),
            (1000, u32::MAX, u32::MAX, u32::MAX),
        ] {
            assert_eq!(at_least(permille, of), least, "at least {permille} per mille of {of}");
            assert_eq!(more_than(permille, of), more, "more than {permille} per mille of {of}");
        }
    }

    proptest! {
        #[test]
        fn one_fewer_than_at_least_is_less_than_the_share(permille in 1_u16..=1000, of in 1_u32..100_000) {
            let (part, whole) = fraction(permille);
            let least = u64::from(at_least(permille, of));
            prop_assert!(least * whole >= u64::from(of) * part);
            prop_assert!((least - 1) * whole < u64::from(of) * part);
        }
    }
}
