//! How many people of one server a host can make us ask for who are not there: a host that invents authors must neither
//! press a third server through us nor keep our jobs waiting.

use std::sync::Mutex;

use preau_core::world::Moment;

use crate::known::{Bounded, lock};

/// People of one server that were not there, of whom one host spoke, before it is believed no more for a while. Of those
/// who left, the host itself has their section's word.
const INVENTED_MAX: u32 = 50;
/// For how long they are counted.
const COUNTED: i64 = Moment::HOUR;
/// How often in a row a server that does not answer is asked for one or another of its people, and for how long it is then
/// left alone.
const SILENT_MAX: u32 = 5;
const SILENT: i64 = Moment::MINUTE;
/// Pairs of hosts, and silent servers, that are remembered: about 200 bytes each.
const REMEMBERED_MAX: usize = 4096;

/// What is remembered of it.
pub(crate) struct Strangers {
    /// By who spoke of them and where they are not: since when, and how many.
    invented: Mutex<Bounded<(String, String), (Moment, u32)>>,
    /// Servers that did not answer: when last, and how often in a row.
    silent: Mutex<Bounded<String, (Moment, u32)>>,
}

impl Default for Strangers {
    fn default() -> Self {
        let (invented, silent) = (Bounded::new(REMEMBERED_MAX), Bounded::new(REMEMBERED_MAX));
        Self { invented: Mutex::new(invented), silent: Mutex::new(silent) }
    }
}

/// Whether a server may be asked for one of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum May {
    /// It may.
    Ask,
    /// It did not answer lately.
    Silent,
    /// This host has spoken of too many who are not there.
    Invented,
}

impl Strangers {
    /// Whether `there` may be asked for somebody of whom `host` speaks.
    pub(super) fn may_ask(&self, host: &str, there: &str, now: Moment) -> May {
        let within = |since: Moment, long: i64| (0..long).contains(&now.0.saturating_sub(since.0));
        let pair = (host.to_owned(), there.to_owned());
        let many = |(since, count): (Moment, u32)| within(since, COUNTED) && count >= INVENTED_MAX;
        if lock(&self.invented).get(&pair).is_some_and(many) {
            return May::Invented;
        }
        let down = |(since, count): (Moment, u32)| within(since, SILENT) && count >= SILENT_MAX;
        if lock(&self.silent).get(&there.to_owned()).is_some_and(down) { May::Silent } else { May::Ask }
    }

    /// Somebody of whom `host` spoke is not `there`.
    pub(super) fn was_invented(&self, host: &str, there: &str, now: Moment) {
        let mut invented = lock(&self.invented);
        let pair = (host.to_owned(), there.to_owned());
        let before =
            invented.get(&pair).filter(|(since, _)| (0..COUNTED).contains(&now.0.saturating_sub(since.0)));
        let (since, count) = before.unwrap_or((now, 0));
        invented.put(pair, (since, count.saturating_add(1)));
    }

    /// A server did not answer.
    pub(super) fn was_silent(&self, there: &str, now: Moment) {
        let mut silent = lock(&self.silent);
        let count = silent.get(&there.to_owned()).map_or(0, |(_, count)| count);
        silent.put(there.to_owned(), (now, count.saturating_add(1)));
    }

    /// It does.
    pub(super) fn was_heard(&self, there: &str) {
        lock(&self.silent).put(there.to_owned(), (Moment(0), 0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::NOW;

    #[test]
    fn a_host_that_speaks_of_fifty_who_are_not_there_is_not_believed_for_an_hour() {
        let strangers = Strangers::default();
        let may = |after| strangers.may_ask("evasion.example", "tierce.example", NOW.plus(after));
        for _ in 0..INVENTED_MAX {
            assert_eq!(may(0), May::Ask);
            strangers.was_invented("evasion.example", "tierce.example", NOW);
        }
        assert_eq!(may(0), May::Invented);
        assert_eq!(strangers.may_ask("evasion.example", "autre.example", NOW), May::Ask);
        assert_eq!(strangers.may_ask("vallombre.example", "tierce.example", NOW), May::Ask);
        assert_eq!(may(COUNTED - 1), May::Invented);
        assert_eq!(may(COUNTED), May::Ask);
        strangers.was_invented("evasion.example", "tierce.example", NOW.plus(COUNTED));
        assert_eq!(may(COUNTED), May::Ask, "the count begins anew");
    }

    #[test]
    fn a_server_that_did_not_answer_five_times_is_not_waited_for_again_for_a_minute() {
        let strangers = Strangers::default();
        let may = |after| strangers.may_ask("vallombre.example", "tierce.example", NOW.plus(after));
        for _ in 0..SILENT_MAX {
            assert_eq!(may(0), May::Ask);
            strangers.was_silent("tierce.example", NOW);
        }
        assert_eq!((may(0), may(SILENT - 1), may(SILENT)), (May::Silent, May::Silent, May::Ask));
        strangers.was_heard("tierce.example");
        assert_eq!(may(0), May::Ask);
    }
}
