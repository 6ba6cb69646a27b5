//! What follows where a runner says only "later": the pauses of security.md 2.2, and an end to them.
//!
//! Deliveries have a table of their own, in `preau_federation::next`, because it reads what the other server answered.

use preau_core::job::{Job, Outcome, Work};
use preau_core::world::Moment;

/// A job whose runner panicked this often is poison (P27).
pub(super) const PANICS_MAX: i32 = 3;
/// How long a letter is tried: a mail server is down for a weekend, and an invitation is still worth reading after it.
const LETTER_DAYS_MAX: i64 = 4;
/// How long any other work is tried.
const WORK_DAYS_MAX: i64 = 30;
/// The first pause, doubled at each try.
const PAUSE_MIN: i64 = Moment::MINUTE;
/// The longest pause.
const PAUSE_MAX: i64 = 6 * Moment::HOUR;

/// Later, or never once its days are over. `chance` spreads the pauses.
pub(super) fn again(job: &Job, reason: String, now: Moment, chance: u16) -> Outcome {
    let days_max = if matches!(job.work, Work::Send { .. }) { LETTER_DAYS_MAX } else { WORK_DAYS_MAX };
    let at = now.plus(pause(job.attempts, chance));
    if at > job.made_at.plus(days_max * Moment::DAY) {
        Outcome::Never { reason }
    } else {
        Outcome::Later { at, reason, counts: true }
    }
}

/// One minute, two, four, ... six hours; up to a fifth less, so that a helper that comes back is not met by all at once.
fn pause(attempts: i32, chance: u16) -> i64 {
    // Ten doublings are past the longest pause.
    let doublings = u32::try_from(attempts.clamp(0, 10)).unwrap_or_default();
    let pause = (PAUSE_MIN << doublings).min(PAUSE_MAX);
    pause - pause / 5 * i64::from(chance) / i64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use preau_core::id::JobId;
    use preau_core::job::Letter;
    use preau_core::language::Language;
    use preau_core::text::MailAddress;
    use uuid::Uuid;

    use super::*;

    const MADE: Moment = Moment(1_790_000_000_000_000);

    fn letter(attempts: i32) -> Job {
        let letter = Letter::Test { to: MailAddress::parse("a@b.example").unwrap(), language: Language::Fr };
        let work = Work::Send { letter };
        Job { id: JobId(Uuid::nil()), work, lane: None, host: None, attempts, made_at: MADE }
    }

    /// The pause in minutes, or nothing where it is given up.
    fn minutes(job: &Job, now: Moment) -> Option<i64> {
        match again(job, "not now".to_owned(), now, 0) {
            Outcome::Later { at, counts: true, .. } => Some((at.0 - now.0) / Moment::MINUTE),
            _ => None,
        }
    }

    #[test]
    fn the_pauses_double_up_to_six_hours() {
        let pauses: Vec<_> = (0..12).map(|attempts| minutes(&letter(attempts), MADE).unwrap()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        assert_eq!(minutes(&letter(i32::MAX), MADE), Some(360));
    }

    #[test]
    fn p23_a_letter_waits_out_three_days_without_a_mail_server_and_not_five() {
        assert_eq!(minutes(&letter(20), MADE.plus(3 * Moment::DAY)), Some(360));
        assert_eq!(minutes(&letter(20), MADE.plus(4 * Moment::DAY)), None);
    }

    #[test]
    fn chance_spreads_a_pause_by_a_fifth() {
        assert_eq!(pause(20, u16::MAX), PAUSE_MAX / 5 * 4);
    }
}
