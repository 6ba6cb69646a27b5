//! The one table that says what an answer to a delivery means (security.md 2.2), as a pure function.

use http::StatusCode;
use preau_core::job::Outcome;
use preau_core::world::Moment;

/// How long a delivery is tried: every server, thirty days (voices.md 14).
pub const HORIZON: i64 = 30 * Moment::DAY;
/// How long an inbox that is not there is tried: a server that moves is back by then.
const MISSING: i64 = 3 * Moment::DAY;
/// How long and how often a refusal is tried: the other side may hold an old key for a day.
const REFUSED: i64 = Moment::DAY;
const REFUSED_TRIES: i32 = 3;
/// The longest `Retry-After` that is honoured.
const RETRY_AFTER_MAX: i64 = Moment::DAY;
/// The waits after the first tries; later ones are a day apart.
const SCHEDULE: [i64; 8] = [
    15 * Moment::SECOND,
    Moment::MINUTE,
    5 * Moment::MINUTE,
    20 * Moment::MINUTE,
    Moment::HOUR,
    4 * Moment::HOUR,
    12 * Moment::HOUR,
    Moment::DAY,
];
/// The waits between the tries of a refusal: together a day.
const REFUSED_SCHEDULE: [i64; 2] = [4 * Moment::HOUR, 20 * Moment::HOUR];

/// How often a delivery was tried, and since when it waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// Tries before this one; waiting for a host that is known to be down is none.
    pub before: i32,
    /// When it was enqueued.
    pub since: Moment,
}

/// What came of one try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The host answered, and may have said after how many seconds to come again.
    Status(StatusCode, Option<i64>),
    /// No answer: name, connection, certificate or time.
    Unreachable(String),
    /// Our own rules do not let us go there, ever.
    Forbidden(String),
}

impl Answer {
    /// What this says about the host: `None` where nobody was asked.
    pub fn host_is_well(&self) -> Option<bool> {
        match self {
            Self::Status(status, _) => Some(!status.is_server_error()),
            Self::Unreachable(_) => Some(false),
            Self::Forbidden(_) => None,
        }
    }
}

/// What follows from this answer. `jitter` is in per mille, from -200 to 200.
pub fn next(tries: Tries, answer: &Answer, now: Moment, jitter: i64) -> Outcome {
    let (status, retry_after) = match answer {
        Answer::Status(status, retry_after) => (*status, *retry_after),
        Answer::Unreachable(why) => return later(tries, None, HORIZON, why.clone(), now, jitter),
        Answer::Forbidden(why) => return Outcome::Never { reason: why.clone() },
    };
    let reason = format!("the host answered {}", status.as_u16());
    match status.as_u16() {
        200..=299 => Outcome::Done,
        410 => Outcome::Never { reason: "the inbox is gone (410)".to_owned() },
        404 => later(tries, None, MISSING, reason, now, jitter),
        408 | 425 | 429 | 500..=599 => later(tries, retry_after, HORIZON, reason, now, jitter),
        // A redirect of an inbox is not followed: it is a misconfiguration that may be mended.
        100..=199 | 300..=399 => later(tries, None, HORIZON, reason, now, jitter),
        // 401 and 403; every other refusal says the same: not this, not like this.
        _ => refused(tries, reason, now, jitter),
    }
}

/// Tries again after the wait that the schedule or the host asks for, until the horizon.
fn later(
    tries: Tries,
    retry_after: Option<i64>,
    horizon: i64,
    reason: String,
    now: Moment,
    jitter: i64,
) -> Outcome {
    let place = usize::try_from(tries.before).unwrap_or_default();
    let wait = SCHEDULE.get(place).copied().unwrap_or(Moment::DAY);
    let asked = retry_after.unwrap_or_default().saturating_mul(Moment::SECOND).clamp(0, RETRY_AFTER_MAX);
    let at = now.plus(shaken(wait, jitter).max(asked));
    if at > tries.since.plus(horizon) {
        Outcome::Never { reason }
    } else {
        Outcome::Later { at, reason, counts: true }
    }
}

/// Three tries over at least a day. Tries that found nobody count too, but the day must have passed as well.
fn refused(tries: Tries, reason: String, now: Moment, jitter: i64) -> Outcome {
    let count = tries.before.saturating_add(1);
    if count >= REFUSED_TRIES && now >= tries.since.plus(REFUSED) {
        return Outcome::Never { reason: format!("refused: {reason}") };
    }
    let place = usize::try_from(tries.before).unwrap_or_default();
    let wait = REFUSED_SCHEDULE.get(place).copied().unwrap_or(Moment::DAY);
    // The last of the three must not fall before the day has passed.
    let wait = if place == 0 {
        shaken(wait, jitter)
    } else {
        wait.max(tries.since.plus(REFUSED).0.saturating_sub(now.0))
    };
    Outcome::Later { at: now.plus(wait), reason, counts: true }
}

/// The wait, longer or shorter by up to a fifth, so that a thousand deliveries do not come back at one moment.
fn shaken(wait: i64, jitter: i64) -> i64 {
    wait.saturating_add(wait / 1000 * jitter.clamp(-200, 200))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment(1_795_291_200_000_000);

    fn tries(before: i32) -> Tries {
        Tries { before, since: START }
    }

    fn status(code: u16) -> Answer {
        Answer::Status(StatusCode::from_u16(code).unwrap(), None)
    }

    fn wait(outcome: &Outcome, now: Moment) -> Option<i64> {
        match outcome {
            Outcome::Later { at, counts: true, .. } => Some((at.0 - now.0) / Moment::SECOND),
            _ => None,
        }
    }

    #[test]
    fn every_class_of_answer_has_its_line_in_the_table() {
        let what = |code: u16| match next(tries(0), &status(code), START, 0) {
            Outcome::Done => "done",
            Outcome::Never { .. } => "never",
            Outcome::Later { .. } => "later",
        };
        for code in [200, 201, 202, 204] {
            assert_eq!(what(code), "done", "{code}");
        }
        for code in [301, 302, 307, 308, 400, 401, 403, 404, 405, 408, 413, 425, 429, 500, 502, 503, 504] {
            assert_eq!(what(code), "later", "{code}");
        }
        assert_eq!(what(410), "never");
        let forbidden = next(tries(0), &Answer::Forbidden("own".into()), START, 0);
        assert!(matches!(forbidden, Outcome::Never { .. }));
    }

    #[test]
    fn a_host_in_trouble_is_asked_less_and_less_often_and_given_up_after_thirty_days() {
        let waits: Vec<_> =
            (0..10).map(|n| wait(&next(tries(n), &status(503), START, 0), START).unwrap()).collect();
        assert_eq!(waits, [15, 60, 300, 1200, 3600, 14_400, 43_200, 86_400, 86_400, 86_400]);
        let down = Answer::Unreachable("no connection".into());
        let almost = START.plus(HORIZON - Moment::DAY);
        assert!(wait(&next(tries(20), &down, almost, 0), almost).is_some());
        let over = almost.plus(Moment::SECOND);
        assert!(matches!(next(tries(20), &down, over, 0), Outcome::Never { .. }));
    }

    #[test]
    fn jitter_moves_a_wait_by_a_fifth_at_most() {
        assert_eq!(wait(&next(tries(4), &status(500), START, 200), START), Some(4320));
        assert_eq!(wait(&next(tries(4), &status(500), START, -200), START), Some(2880));
        assert_eq!(wait(&next(tries(4), &status(500), START, 9999), START), Some(4320));
    }

    #[test]
    fn a_host_that_names_a_time_is_obeyed_up_to_a_day() {
        let after = |seconds| Answer::Status(StatusCode::TOO_MANY_REQUESTS, Some(seconds));
        assert_eq!(wait(&next(tries(0), &after(120), START, 0), START), Some(120));
        assert_eq!(wait(&next(tries(0), &after(1), START, 0), START), Some(15));
        assert_eq!(wait(&next(tries(0), &after(i64::MAX), START, 0), START), Some(86_400));
    }

    #[test]
    fn a_missing_inbox_is_tried_for_three_days() {
        let third = START.plus(3 * Moment::DAY - Moment::DAY);
        assert!(wait(&next(tries(8), &status(404), third, 0), third).is_some());
        let after = third.plus(Moment::SECOND);
        assert!(matches!(next(tries(8), &status(404), after, 0), Outcome::Never { .. }));
    }

    #[test]
    fn a_refusal_is_tried_three_times_over_a_day_and_then_shown() {
        for code in [401, 403, 400] {
            let first = wait(&next(tries(0), &status(code), START, 200), START).unwrap();
            let then = START.plus(first * Moment::SECOND);
            let second = wait(&next(tries(1), &status(code), then, -200), then).unwrap();
            let last = then.plus(second * Moment::SECOND);
            assert!(last >= START.plus(Moment::DAY), "{code}");
            let end = next(tries(2), &status(code), last, 0);
            assert!(matches!(end, Outcome::Never { reason } if reason.starts_with("refused")), "{code}");
        }
    }

    #[test]
    fn only_silence_and_errors_of_the_host_speak_against_it() {
        assert_eq!(status(403).host_is_well(), Some(true));
        assert_eq!(status(503).host_is_well(), Some(false));
        assert_eq!(Answer::Unreachable(String::new()).host_is_well(), Some(false));
        assert_eq!(Answer::Forbidden(String::new()).host_is_well(), None);
    }
}
