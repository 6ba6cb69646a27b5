//! How long before the meeting its notice goes out: in days of the calendar where the meeting is, whatever the clocks do.

use chrono::TimeZone as _;
use chrono_tz::Tz;

use crate::meeting::{MeetingKind, Standing};
use crate::world::{Day, Moment};

use super::{Breach, Broken, NoticeUnit, RulesProfile};

impl RulesProfile {
    /// The first day on which a meeting of this kind can be whose notice goes out at `sent`.
    pub fn earliest_day(&self, kind: MeetingKind, sent: Moment, zone: Tz) -> Day {
        day(sent, zone).plus(self.calendar_days(kind))
    }

    /// The last day on which the notice of a meeting of this kind can go out that begins at `starts`.
    pub fn last_sending_day(&self, kind: MeetingKind, starts: Moment, zone: Tz) -> Day {
        day(starts, zone).plus(self.calendar_days(kind).saturating_neg())
    }

    /// Whether a notice that goes out at `sent` is early enough.
    pub fn check_notice(
        &self,
        kind: MeetingKind,
        sent: Moment,
        starts: Moment,
        zone: Tz,
    ) -> Result<(), Breach> {
        let earliest = self.earliest_day(kind, sent, zone);
        let (sent_day, meeting_day) = (day(sent, zone), day(starts, zone));
        if meeting_day >= earliest {
            return Ok(());
        }
        let between = meeting_day.0.saturating_sub(sent_day.0);
        Err(self.breach(Broken::NoticeTooShort {
            needed: self.notice_days(kind),
            clear: self.notice.clear_days,
            found: if self.notice.clear_days { between.saturating_sub(1) } else { between },
            earliest,
        }))
    }

    /// Whether the sitting can open although these things changed since the notice: after another notice, or where
    /// everybody who votes is there or represented and accepts.
    pub fn check_current(&self, changed: &[String], accepted: bool) -> Result<(), Breach> {
        let whole_accepts = self.notice.whole_accepts;
        if changed.is_empty() || (accepted && whole_accepts) {
            return Ok(());
        }
        Err(self.breach(Broken::NoticeStale { changed: changed.to_vec(), whole_accepts }))
    }

    /// Whether what everybody accepted is accepted by everybody: no voice of the roll is missing.
    pub fn check_everybody(&self, standing: &Standing) -> Result<(), Breach> {
        let (found, needed) = (standing.voices(), standing.on_roll);
        if found >= needed { Ok(()) } else { Err(self.breach(Broken::NotEverybody { found, needed })) }
    }

    /// Whether it is early enough for an emergency, and explained where it has to be.
    pub fn check_emergency(
        &self,
        sent: Moment,
        starts: Moment,
        zone: Tz,
        explained: bool,
    ) -> Result<(), Breach> {
        let Some(emergency) = self.notice.emergency else {
            return Err(self.breach(Broken::EmergencyForbidden));
        };
        let earliest = match emergency.unit {
            NoticeUnit::Hours => sent.plus(Moment::HOUR.saturating_mul(i64::from(emergency.least))),
            NoticeUnit::Days => beginning(day(sent, zone).plus(i32::from(emergency.least)), zone),
        };
        if starts < earliest {
            let (needed, unit) = (emergency.least, emergency.unit);
            return Err(self.breach(Broken::EmergencyTooShort { needed, unit, earliest }));
        }
        if emergency.reason_needed && !explained {
            return Err(self.breach(Broken::EmergencyWithoutReason));
        }
        Ok(())
    }

    /// Whether the meeting after one that lacked a quorum (`lacked`) is late enough. Where the statutes have no such rule
    /// it is convened as any other.
    pub fn check_second(
        &self,
        kind: MeetingKind,
        lacked: Moment,
        sent: Moment,
        starts: Moment,
        zone: Tz,
    ) -> Result<(), Breach> {
        let Some(second) = self.quorum.second else { return self.check_notice(kind, sent, starts, zone) };
        let (first_day, meeting_day) = (day(lacked, zone), day(starts, zone));
        let earliest = first_day.plus(i32::from(second.days));
        if meeting_day >= earliest && starts > lacked {
            return Ok(());
        }
        let found = meeting_day.0.saturating_sub(first_day.0);
        Err(self.breach(Broken::SecondTooSoon { needed: second.days, found, earliest }))
    }

    /// Whether a meeting that members asked for at `asked` is soon enough.
    pub fn check_petition_date(&self, asked: Moment, starts: Moment, zone: Tz) -> Result<(), Breach> {
        let Some(within) = self.convening.petition_days else { return Ok(()) };
        let latest = day(asked, zone).plus(i32::from(within));
        if day(starts, zone) <= latest {
            Ok(())
        } else {
            Err(self.breach(Broken::PetitionTooLate { within, latest }))
        }
    }

    /// From the day of sending to the first day of a meeting. Of clear days neither end counts: one more.
    fn calendar_days(&self, kind: MeetingKind) -> i32 {
        i32::from(self.notice_days(kind)).saturating_add(i32::from(self.notice.clear_days))
    }
}

/// The day of a moment. Beyond the years that calendars know there are no meetings: the end of time is as good.
fn day(moment: Moment, zone: Tz) -> Day {
    Day::of(moment, zone).unwrap_or(Day(if moment.0 < 0 { i32::MIN } else { i32::MAX }))
}

/// The first moment of a day: midnight, or where clocks skip it the first that there is.
fn beginning(day: Day, zone: Tz) -> Moment {
    let midnight = day.date().and_then(|date| date.and_hms_opt(0, 0, 0));
    // Some zones change their clocks at midnight; no change skips more than a few hours.
    let first = midnight.and_then(|start| {
        (0..=8_i64).find_map(|quarters| {
            let local = start.checked_add_signed(chrono::TimeDelta::minutes(30 * quarters))?;
            zone.from_local_datetime(&local).earliest()
        })
    });
    first.map_or(Moment(i64::MAX), |moment| Moment(moment.timestamp_micros()))
}

#[cfg(test)]
mod tests {
    use chrono_tz::{America, Europe, Indian};
    use proptest::prelude::*;

    use super::super::{EmergencyNotice, Preset, SecondNotice};
    use super::*;

    fn at(zone: Tz, text: &str) -> Moment {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Moment(zone.from_local_datetime(&local).single().unwrap().timestamp_micros())
    }

    fn on(text: &str) -> Day {
        Day::from(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    fn rules(days: u16, clear: bool) -> RulesProfile {
        let mut rules = RulesProfile::preset(Preset::PartySection);
        rules.notice.ordinary_general = days;
        rules.notice.clear_days = clear;
        rules
    }

    const KIND: MeetingKind = MeetingKind::OrdinaryGeneral;

    #[test]
    fn a_notice_is_counted_in_days_of_the_calendar_and_clear_days_leave_out_both_ends() {
        for (zone, days, clear, sent, starts, earliest, sound) in [
            // Plain days: the hour does not matter.
            (Europe::Paris, 15, false, "2026-05-01 23:59", "2026-05-16 00:00", "2026-05-16", true),
            (Europe::Paris, 15, false, "2026-05-01 00:00", "2026-05-15 23:59", "2026-05-16", false),
            // Clear days: from 1 May, fifteen whole days lie between it and 17 May.
            (Europe::Paris, 15, true, "2026-05-01 10:00", "2026-05-17 18:00", "2026-05-17", true),
            (Europe::Paris, 15, true, "2026-05-01 10:00", "2026-05-16 23:00", "2026-05-17", false),
            // Over both changes of the clocks: a day has 23 or 25 hours and is one day.
            (Europe::Paris, 7, false, "2026-03-25 22:00", "2026-04-01 09:00", "2026-04-01", true),
            (Europe::Paris, 1, false, "2026-03-28 23:30", "2026-03-29 03:30", "2026-03-29", true),
            (Europe::Paris, 7, false, "2026-10-20 08:00", "2026-10-26 23:30", "2026-10-27", false),
            // Over the end of a year, and 29 February.
            (Europe::Paris, 15, false, "2026-12-20 12:00", "2027-01-04 12:00", "2027-01-04", true),
            (Europe::Paris, 1, true, "2028-02-28 12:00", "2028-03-01 12:00", "2028-03-01", true),
            // None at all: on the same day.
            (Europe::Paris, 0, false, "2026-05-01 08:00", "2026-05-01 18:00", "2026-05-01", true),
            // Sections overseas keep their own days.
            (Indian::Reunion, 5, false, "2026-06-01 23:30", "2026-06-06 00:30", "2026-06-06", true),
            (America::Guadeloupe, 5, false, "2026-06-01 23:30", "2026-06-05 20:00", "2026-06-06", false),
        ] {
            let rules = rules(days, clear);
            let (sent, starts) = (at(zone, sent), at(zone, starts));
            assert_eq!(rules.earliest_day(KIND, sent, zone), on(earliest), "{zone} {days} {clear}");
            let found = rules.check_notice(KIND, sent, starts, zone);
            assert_eq!(found.is_ok(), sound, "{zone} {days} {clear}: {found:?}");
        }
    }

    #[test]
    fn one_moment_is_another_day_overseas_and_the_delay_follows_the_meeting() {
        // 31 May, 22:30 in Paris is 1 June, 00:30 on La Réunion and 31 May, 16:30 on Guadeloupe.
        let sent = at(Europe::Paris, "2026-05-31 22:30");
        assert_eq!(rules(5, false).earliest_day(KIND, sent, Europe::Paris), on("2026-06-05"));
        assert_eq!(rules(5, false).earliest_day(KIND, sent, Indian::Reunion), on("2026-06-06"));
        assert_eq!(rules(5, false).earliest_day(KIND, sent, America::Guadeloupe), on("2026-06-05"));
    }

    #[test]
    fn a_short_notice_says_what_it_needs_what_it_has_and_when_it_would_do() {
        let zone = Europe::Paris;
        let mut rules = rules(15, true);
        let article = crate::text::ShortText::parse("article 7 des statuts").unwrap();
        rules.articles.insert(super::super::Rule::Notice, article.clone());
        let refused =
            rules.check_notice(KIND, at(zone, "2026-05-01 10:00"), at(zone, "2026-05-10 10:00"), zone);
        let what = Broken::NoticeTooShort { needed: 15, clear: true, found: 8, earliest: on("2026-05-17") };
        assert_eq!(refused, Err(Breach { what, article: Some(article) }));
    }

    #[test]
    fn a_stale_notice_holds_a_sitting_up_unless_everybody_accepts_and_the_statutes_let_them() {
        let changed = vec!["date".to_owned()];
        for (whole_accepts, accepted, current, sound) in [
            (true, false, false, false),
            (true, true, false, true),
            (false, true, false, false),
            (false, false, true, true),
        ] {
            let mut rules = rules(15, false);
            rules.notice.whole_accepts = whole_accepts;
            let found = rules.check_current(if current { &[] } else { &changed }, accepted);
            let stale = Broken::NoticeStale { changed: changed.clone(), whole_accepts };
            assert_eq!(found.err().map(|breach| breach.what), (!sound).then_some(stale));
        }
        let rules = rules(15, false);
        let room = |present| Standing { on_roll: 40, present, represented: 3, ..Standing::default() };
        assert!(rules.check_everybody(&room(37)).is_ok());
        let missing = rules.check_everybody(&room(36)).unwrap_err();
        assert_eq!(missing.what, Broken::NotEverybody { found: 39, needed: 40 });
    }

    #[test]
    fn each_kind_of_meeting_has_its_own_delay() {
        let rules = RulesProfile::preset(Preset::CanadianLocal);
        let days: Vec<u16> = MeetingKind::ALL.iter().map(|kind| rules.notice_days(*kind)).collect();
        assert_eq!(days, [14, 5, 7, 5, 5, 0, 0, 0]);
    }

    #[test]
    fn an_emergency_is_counted_in_hours_that_pass_or_in_days_and_has_to_be_explained() {
        let zone = Europe::Paris;
        let emergency = |least, unit, reason_needed| {
            let mut rules = rules(15, false);
            rules.notice.emergency = Some(EmergencyNotice { least, unit, reason_needed });
            rules
        };
        let hours = emergency(24, NoticeUnit::Hours, true);
        // The night of 28 March has 23 hours: 24 hours after 20:00 it is 21:00.
        let sent = at(zone, "2026-03-28 20:00");
        assert!(hours.check_emergency(sent, at(zone, "2026-03-29 21:00"), zone, true).is_ok());
        let refused = hours.check_emergency(sent, at(zone, "2026-03-29 20:30"), zone, true).unwrap_err();
        let earliest = at(zone, "2026-03-29 21:00");
        assert_eq!(refused.what, Broken::EmergencyTooShort { needed: 24, unit: NoticeUnit::Hours, earliest });
        let unexplained = hours.check_emergency(sent, at(zone, "2026-03-29 21:00"), zone, false).unwrap_err();
        assert_eq!(unexplained.what, Broken::EmergencyWithoutReason);
        let days = emergency(2, NoticeUnit::Days, false);
        assert!(days.check_emergency(sent, at(zone, "2026-03-30 00:00"), zone, false).is_ok());
        assert!(days.check_emergency(sent, at(zone, "2026-03-29 23:59"), zone, false).is_err());
        let mut none = rules(15, false);
        none.notice.emergency = None;
        let refused = none.check_emergency(sent, at(zone, "2026-04-29 21:00"), zone, true).unwrap_err();
        assert_eq!(refused.what, Broken::EmergencyForbidden);
    }

    #[test]
    fn an_emergency_in_days_where_clocks_skip_midnight_begins_with_the_first_moment_of_the_day() {
        // Clocks in Beirut went from 00:00 to 01:00 on 26 March 2023 for a part of the country; those of Asunción did on
        // 6 October 2024 for all.
        let zone = America::Asuncion;
        let mut rules = rules(15, false);
        rules.notice.emergency =
            Some(EmergencyNotice { least: 1, unit: NoticeUnit::Days, reason_needed: false });
        let sent = at(zone, "2024-10-05 12:00");
        assert!(rules.check_emergency(sent, at(zone, "2024-10-06 01:00"), zone, false).is_ok());
        assert!(rules.check_emergency(sent, at(zone, "2024-10-05 23:30"), zone, false).is_err());
    }

    #[test]
    fn a_second_meeting_waits_the_days_between_or_is_convened_as_any_other() {
        let zone = Europe::Paris;
        let mut rules = rules(15, false);
        let (lacked, sent) = (at(zone, "2026-05-04 18:00"), at(zone, "2026-05-04 19:00"));
        let second =
            |rules: &RulesProfile, starts| rules.check_second(KIND, lacked, sent, at(zone, starts), zone);
        assert!(
            second(&rules, "2026-05-18 18:00").is_err(),
            "without a rule the notice of fifteen days holds"
        );
        assert!(second(&rules, "2026-05-19 18:00").is_ok());
        rules.quorum.second = Some(SecondNotice { days: 6, lifts_quorum: true });
        assert!(second(&rules, "2026-05-10 08:00").is_ok());
        let earliest = on("2026-05-10");
        assert_eq!(
            second(&rules, "2026-05-09 20:00").unwrap_err().what,
            Broken::SecondTooSoon { needed: 6, found: 5, earliest }
        );
        rules.quorum.second = Some(SecondNotice { days: 0, lifts_quorum: true });
        assert!(second(&rules, "2026-05-04 19:00").is_ok(), "on the same evening, an hour later");
        assert!(second(&rules, "2026-05-04 17:00").is_err(), "not before the first");
    }

    #[test]
    fn a_meeting_that_members_asked_for_is_held_within_its_days() {
        let zone = America::Toronto;
        let rules = RulesProfile::preset(Preset::CanadianLocal);
        let asked = at(zone, "2026-05-01 23:00");
        assert!(rules.check_petition_date(asked, at(zone, "2026-05-22 20:00"), zone).is_ok());
        let refused = rules.check_petition_date(asked, at(zone, "2026-05-23 08:00"), zone).unwrap_err();
        assert_eq!(refused.what, Broken::PetitionTooLate { within: 21, latest: on("2026-05-22") });
    }

    proptest! {
        #[test]
        fn the_last_day_to_send_is_early_enough_and_the_next_is_not(
            days in 0_u16..400, clear: bool, starts in 0_i64..4_000_000_000, zone_at in 0_usize..4,
        ) {
            let zone = [Europe::Paris, Indian::Reunion, America::Guadeloupe, America::Toronto][zone_at];
            let rules = rules(days, clear);
            let starts = Moment(starts * Moment::SECOND);
            let last = rules.last_sending_day(KIND, starts, zone);
            let noon = |day: Day| beginning(day, zone).plus(12 * Moment::HOUR);
            prop_assert!(rules.check_notice(KIND, noon(last), starts, zone).is_ok());
            prop_assert!(rules.check_notice(KIND, noon(last.plus(1)), starts, zone).is_err());
        }
    }
}
