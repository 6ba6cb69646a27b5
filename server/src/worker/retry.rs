//! What follows a try: the one table of security.md 2.2, with 30 days for every server (settled.md).

use preau_core::job::{Job, Outcome, Work};
use preau_core::world::Moment;

use super::Tried;

/// A job whose runner panicked this often is poison (P27).
pub(super) const PANICS_MAX: i32 = 3;
/// How long a delivery is tried.
const DELIVERY_DAYS_MAX: i64 = 30;
/// How long an inbox that is not found is tried: it may be a wrong set-up on the other side.
const NOT_FOUND_DAYS_MAX: i64 = 3;
/// How long a letter is tried: a mail server is down for a weekend, and an invitation is still worth reading after it.
const LETTER_DAYS_MAX: i64 = 4;
/// How long our own work is tried.
const OWN_DAYS_MAX: i64 = 30;
/// The first pause, doubled at each try.
const PAUSE_MIN: i64 = Moment::MINUTE;
/// The longest pause.
const PAUSE_MAX: i64 = 6 * Moment::HOUR;
/// The longest pause that another server may ask for.
const ASKED_MAX: i64 = 24 * Moment::HOUR;
/// A server that refuses us may only lack our key yet: three tries over a day.
const REFUSED_PAUSES: [i64; 3] = [Moment::HOUR, 7 * Moment::HOUR, 16 * Moment::HOUR];

/// What becomes of the job, and whether its host did well where that can be told. `chance` spreads the pauses.
pub(super) fn judge(job: &Job, tried: &Tried, now: Moment, chance: u16) -> (Outcome, Option<bool>) {
    match tried {
        Tried::Done => (Outcome::Done, job.host.as_ref().map(|_| true)),
        Tried::Answered { status, retry_after_seconds } => {
            let asked = retry_after_seconds.and_then(|seconds| i64::try_from(seconds).ok());
            answered(job, *status, asked, now, chance)
        }
        Tried::Unreachable(reason) => {
            (again(job, reason, days_max(job), pause(job, chance), now), Some(false))
        }
        Tried::Later(reason) => (again(job, reason, days_max(job), pause(job, chance), now), None),
        Tried::Never(reason) => (Outcome::Never { reason: reason.clone() }, None),
    }
}

fn answered(
    job: &Job,
    status: u16,
    asked_seconds: Option<i64>,
    now: Moment,
    chance: u16,
) -> (Outcome, Option<bool>) {
    let reason = format!("HTTP {status}");
    match status {
        // Whatever else it said: it took the activity.
        200..=299 => (Outcome::Done, Some(true)),
        // The inbox is gone for good; the host itself is well.
        410 => (Outcome::Never { reason }, Some(true)),
        404 => (again(job, &reason, NOT_FOUND_DAYS_MAX, pause(job, chance), now), Some(true)),
        408 | 425 | 429 => {
            let asked =
                asked_seconds.map_or(0, |seconds| seconds.saturating_mul(Moment::SECOND)).min(ASKED_MAX);
            (again(job, &reason, DELIVERY_DAYS_MAX, pause(job, chance).max(asked), now), None)
        }
        // 401 and 403, and other refusals: three times, then somebody has to look.
        400..=499 => (refused(job, reason, now, chance), Some(true)),
        // A redirect is not followed and counts as trouble of the server.
        _ => {
            let asked =
                asked_seconds.map_or(0, |seconds| seconds.saturating_mul(Moment::SECOND)).min(ASKED_MAX);
            (again(job, &reason, DELIVERY_DAYS_MAX, pause(job, chance).max(asked), now), Some(false))
        }
    }
}

/// Later, unless its days are over.
fn again(job: &Job, reason: &str, days_max: i64, pause: i64, now: Moment) -> Outcome {
    if now.plus(pause) > job.made_at.plus(days_max * Moment::DAY) {
        return Outcome::Never { reason: reason.to_owned() };
    }
    Outcome::Later { at: now.plus(pause), reason: reason.to_owned(), counts: true }
}

fn refused(job: &Job, reason: String, now: Moment, chance: u16) -> Outcome {
    let tries_before = usize::try_from(job.attempts).unwrap_or_default();
    match REFUSED_PAUSES.get(tries_before) {
        Some(pause) => Outcome::Later { at: now.plus(spread(*pause, chance)), reason, counts: true },
        None => Outcome::Never { reason },
    }
}

fn days_max(job: &Job) -> i64 {
    match job.work {
        Work::Deliver { .. } => DELIVERY_DAYS_MAX,
        Work::Send { .. } => LETTER_DAYS_MAX,
        _ => OWN_DAYS_MAX,
    }
}

/// One minute, two, four, ... six hours.
fn pause(job: &Job, chance: u16) -> i64 {
    let doublings = u32::try_from(job.attempts.clamp(0, 20)).unwrap_or_default();
    spread((PAUSE_MIN << doublings).min(PAUSE_MAX), chance)
}

/// Up to a fifth less, so that a host that comes back is not met by everybody at once.
fn spread(pause: i64, chance: u16) -> i64 {
    pause - pause / 5 * i64::from(chance) / i64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use preau_core::id::{ActivityId, JobId};
    use preau_core::job::Letter;
    use preau_core::language::Language;
    use preau_core::text::MailAddress;
    use uuid::Uuid;

    use super::*;

    const MADE: Moment = Moment(1_790_000_000_000_000);

    fn delivery(attempts: i32) -> Job {
        Job {
            id: JobId(Uuid::nil()),
            work: Work::Deliver {
                activity: ActivityId(Uuid::nil()),
                inbox: "https://b.example/inbox".parse().unwrap(),
            },
            lane: None,
            host: Some("b.example".to_owned()),
            attempts,
            made_at: MADE,
        }
    }

    fn letter(attempts: i32) -> Job {
        let letter = Letter::Test { to: MailAddress::parse("a@b.example").unwrap(), language: Language::Fr };
        Job { work: Work::Send { letter }, host: None, ..delivery(attempts) }
    }

    fn answer(status: u16) -> Tried {
        Tried::Answered { status, retry_after_seconds: None }
    }

    /// The pause in minutes; zero when it is done, -1 when it is given up.
    fn minutes(job: &Job, tried: &Tried, now: Moment) -> i64 {
        match judge(job, tried, now, 0).0 {
            Outcome::Done => 0,
            Outcome::Later { at, .. } => (at.0 - now.0) / Moment::MINUTE,
            Outcome::Never { .. } => -1,
        }
    }

    #[test]
    fn each_answer_has_its_consequence() {
        let table = [
            (200, 0, 0, Some(true)),
            (202, 0, 0, Some(true)),
            (410, 0, -1, Some(true)),
            (404, 0, 1, Some(true)),
            (401, 0, 60, Some(true)),
            (403, 1, 7 * 60, Some(true)),
            (403, 2, 16 * 60, Some(true)),
            (403, 3, -1, Some(true)),
            (422, 3, -1, Some(true)),
            (429, 0, 1, None),
            (301, 0, 1, Some(false)),
            (500, 0, 1, Some(false)),
            (503, 3, 8, Some(false)),
            (503, 12, 360, Some(false)),
        ];
        for (status, attempts, pause, host_ok) in table {
            let job = delivery(attempts);
            assert_eq!(minutes(&job, &answer(status), MADE), pause, "{status} after {attempts}");
            assert_eq!(judge(&job, &answer(status), MADE, 0).1, host_ok, "{status}");
        }
    }

    #[test]
    fn a_delivery_is_tried_for_thirty_days_and_a_missing_inbox_for_three() {
        let late = |days: i64| MADE.plus(days * Moment::DAY);
        let gone = Tried::Unreachable("no such name".to_owned());
        assert_eq!(minutes(&delivery(100), &gone, late(29)), 360);
        assert_eq!(minutes(&delivery(100), &gone, late(30)), -1);
        assert_eq!(minutes(&delivery(9), &answer(404), late(2)), 360);
        assert_eq!(minutes(&delivery(9), &answer(404), late(3)), -1);
        assert_eq!(minutes(&letter(9), &Tried::Later("451".to_owned()), late(3)), 360);
        assert_eq!(minutes(&letter(9), &Tried::Later("451".to_owned()), late(4)), -1);
    }

    #[test]
    fn a_server_may_ask_for_a_pause_of_a_day_at_most() {
        let asks = |seconds| Tried::Answered { status: 429, retry_after_seconds: Some(seconds) };
        assert_eq!(minutes(&delivery(0), &asks(3600), MADE), 60);
        assert_eq!(minutes(&delivery(0), &asks(10), MADE), 1, "not sooner than we would come anyway");
        assert_eq!(
            minutes(&delivery(0), &asks(u64::MAX), MADE),
            1,
            "what is no number of seconds is not heard"
        );
        assert_eq!(minutes(&delivery(0), &asks(10_000_000), MADE), 24 * 60);
    }

    #[test]
    fn chance_spreads_the_pauses_by_a_fifth() {
        let pause = |chance| match judge(&delivery(9), &answer(503), MADE, chance).0 {
            Outcome::Later { at, .. } => at.0 - MADE.0,
            _ => 0,
        };
        assert_eq!(pause(0), PAUSE_MAX);
        assert_eq!(pause(u16::MAX), PAUSE_MAX / 5 * 4);
    }
}
