//! Rendezvous that come again: the rule in days of the calendar, and what it gives on the clocks of a place.
//!
//! The rule is ours and small. RFC 5545 has a hundred ways to repeat; a section needs five, of which the first day says
//! all but the name: "the third Tuesday of each month" is that because the first one is a third Tuesday.

use chrono::{
    DateTime, Datelike as _, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone as _,
};
use chrono_tz::Tz;

use crate::id::{PersonId, SeriesId};
use crate::rendezvous::Rendezvous;
use crate::world::Moment;

crate::column::words! {
    /// How often a rendezvous comes again. Weekday, place in the month and date are those of the first one.
    Rhythm {
        /// Every week.
        Weekly = "weekly",
        /// Every two weeks.
        Fortnightly = "fortnightly",
        /// Each month on the same weekday: the third Tuesday. A month without a fifth one is left out.
        MonthlyWeekday = "monthly_weekday",
        /// Each month on the last of a weekday.
        MonthlyLast = "monthly_last",
        /// Each month on the same date: the 5th. A month without a 31st is left out.
        MonthlyDate = "monthly_date",
    }
}

/// A day of the calendar, without hours and without a zone.
pub type Day = NaiveDate;

/// The most times of one series: a year of weeks, with some to spare.
pub const TIMES_MAX: usize = 60;
/// The furthest the last of a series may be from the first, in days: two years, after which a section has changed.
pub const REACH_DAYS_MAX: u64 = 731;
/// Weeks in that reach: no rhythm has more periods.
const PERIODS_MAX: u32 = 106;

/// A series as it is stored: what its occurrences do not say themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The id.
    pub id: SeriesId,
    /// Who organises it.
    pub organiser: PersonId,
    /// How often.
    pub rhythm: Rhythm,
    /// The day of the first one.
    pub first_on: NaiveDate,
    /// The day of the last one.
    pub last_on: NaiveDate,
    /// Counts the changes of the series as a whole.
    pub sequence: i32,
    /// When it was made.
    pub made_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
}

/// The place of a rendezvous in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Which series.
    pub series: SeriesId,
    /// Its rhythm.
    pub rhythm: Rhythm,
    /// The day that the rule gives, wherever this one was moved.
    pub on: NaiveDate,
    /// Whether it was changed by itself: what is said of the whole series passes it by.
    pub own: bool,
}

/// Where a series ends. There is none without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last day on which there may be one.
    On(NaiveDate),
    /// After so many times.
    Times(usize),
}

/// Why a rule is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRule {
    /// The first day is not the last of its weekday in its month.
    NotTheLast,
    /// Only one time, or none: nothing comes again.
    Once,
    /// More times than one series may have.
    TooMany,
    /// The last one is further away than anybody plans.
    TooFar,
}

impl Rhythm {
    /// The day of the nth period after the first one; `None` where that month has no such day.
    fn day(self, first: NaiveDate, period: u32) -> Option<NaiveDate> {
        let month = || first.with_day(1)?.checked_add_months(chrono::Months::new(period));
        match self {
            Self::Weekly => first.checked_add_days(Days::new(7 * u64::from(period))),
            Self::Fortnightly => first.checked_add_days(Days::new(14 * u64::from(period))),
            Self::MonthlyWeekday => {
                let month = month()?;
                NaiveDate::from_weekday_of_month_opt(month.year(), month.month(), first.weekday(), nth(first))
            }
            Self::MonthlyLast => {
                let last = month()?.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
                let back =
                    (7 + last.weekday().num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
                last.checked_sub_days(Days::new(back.into()))
            }
            Self::MonthlyDate => month()?.with_day(first.day()),
        }
    }

    /// The days that this rhythm gives from the first one on, within the reach of a series, earliest first.
    pub fn days(self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let reach = first.checked_add_days(Days::new(REACH_DAYS_MAX)).unwrap_or(first);
        (0..PERIODS_MAX)
            .filter_map(move |period| self.day(first, period))
            .take_while(move |day| *day <= reach)
    }

    /// Whether some month has no such day: the fifth Tuesday, the 29th of a February, the 31st.
    pub fn leaves_months_out(self, first: NaiveDate) -> bool {
        match self {
            Self::MonthlyWeekday => nth(first) == 5,
            Self::MonthlyDate => first.day() > 28,
            Self::Weekly | Self::Fortnightly | Self::MonthlyLast => false,
        }
    }
}

/// Which of its weekday a day is in its month, from 1 to 5.
pub fn nth(day: NaiveDate) -> u8 {
    u8::try_from(day.day0() / 7 + 1).unwrap_or(5)
}

/// Every day of a series that begins on `first`.
///
/// # Errors
/// Where the rule gives one day only, more than [`TIMES_MAX`], or one beyond [`REACH_DAYS_MAX`].
pub fn days(rhythm: Rhythm, first: NaiveDate, end: End) -> Result<Vec<NaiveDate>, NoRule> {
    if rhythm.days(first).next() != Some(first) {
        return Err(NoRule::NotTheLast);
    }
    let days: Vec<NaiveDate> = match end {
        End::Times(times) if times > TIMES_MAX => return Err(NoRule::TooMany),
        End::Times(times) => {
            let days: Vec<NaiveDate> = rhythm.days(first).take(times).collect();
            if days.len() < times {
                return Err(NoRule::TooFar);
            }
            days
        }
        End::On(last) if last.signed_duration_since(first).num_days() > reach() => {
            return Err(NoRule::TooFar);
        }
        End::On(last) => rhythm.days(first).take_while(|day| *day <= last).take(TIMES_MAX + 1).collect(),
    };
    match days.len() {
        0 | 1 => Err(NoRule::Once),
        times if times > TIMES_MAX => Err(NoRule::TooMany),
        _ => Ok(days),
    }
}

fn reach() -> i64 {
    i64::try_from(REACH_DAYS_MAX).unwrap_or(i64::MAX)
}

/// The hours of a rendezvous on the clocks of its place, which each occurrence keeps on its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    starts: NaiveTime,
    /// How many days later it ends, and when.
    ends: Option<(Days, NaiveTime)>,
}

impl Hours {
    /// Those of a beginning and an end.
    pub fn of(starts_at: Moment, ends_at: Option<Moment>, zone: Tz) -> Self {
        let starts = local(starts_at, zone);
        let ends = ends_at.map(|end| {
            let end = local(end, zone);
            let later = end.date().signed_duration_since(starts.date()).num_days();
            (Days::new(u64::try_from(later).unwrap_or(0)), end.time())
        });
        Self { starts: starts.time(), ends }
    }

    /// The beginning and the end on this day.
    pub fn on(self, day: NaiveDate, zone: Tz) -> (Moment, Option<Moment>) {
        let starts_at = shown(day.and_time(self.starts), zone);
        let ends_at = self.ends.and_then(|(later, time)| {
            let end = shown(day.checked_add_days(later)?.and_time(time), zone);
            // Where the clocks go back in between, one that was to last some minutes ends no earlier than it begins.
            Some(if end > starts_at { end } else { starts_at.plus(Moment::HOUR) })
        });
        (starts_at, ends_at)
    }
}

impl Rendezvous {
    /// Its day on the clocks of its place.
    pub fn day(&self) -> NaiveDate {
        local(self.starts_at, self.time_zone).date()
    }
}

/// What the clocks of a zone show at a moment.
pub fn local(moment: Moment, zone: Tz) -> NaiveDateTime {
    moment.utc().unwrap_or_default().with_timezone(&zone).naive_local()
}

/// The moment at which the clocks of a zone show this.
///
/// Shown twice, it is the first time; skipped, it is counted with the clock that ended (02:30 is then 03:30): both as
/// calendar programs read it (RFC 5545, 3.3.5), so that a file and our page never differ by an hour.
pub fn shown(time: NaiveDateTime, zone: Tz) -> Moment {
    let found = match zone.from_local_datetime(&time) {
        MappedLocalTime::Single(moment) | MappedLocalTime::Ambiguous(moment, _) => Some(moment),
        // No zone has left out more than a day.
        MappedLocalTime::None => (1..=25).map(TimeDelta::hours).find_map(|earlier| {
            let before: Option<DateTime<Tz>> =
                time.checked_sub_signed(earlier).and_then(|time| zone.from_local_datetime(&time).earliest());
            before.and_then(|moment| moment.checked_add_signed(earlier))
        }),
    };
    Moment(found.map_or(0, |moment| moment.timestamp_micros()))
}

#[cfg(test)]
#[path = "series_tests.rs"]
mod tests;
