//! Dates as people say them, in French and English, in the zone of the section; and dates as people type them.
//!
//! Between the figures and words of one date or time stand no-break spaces.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveTime, TimeZone, Timelike, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use preau_core::{language::Language, world::Moment};

/// The years that may be typed: a section writes down its past, and plans for less than a lifetime.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// How dates are said on one page: its language, its zone, and the moment it is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates {
    /// The language of the page.
    pub(crate) language: Language,
    /// The zone of the section, or of the meeting.
    pub(crate) zone: Tz,
    /// The moment the page is made.
    pub(crate) now: Moment,
}

/// The four parts of the tear-off calendar leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    /// « jeu. », "Thu".
    pub(crate) weekday: &'static str,
    /// The day of the month.
    pub(crate) day: u32,
    /// « nov. », "Nov".
    pub(crate) month: &'static str,
    /// The `datetime` attribute: `2026-11-26`.
    pub(crate) datetime: String,
}

/// One square of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GridDay {
    /// Its date.
    pub(crate) date: NaiveDate,
    /// Whether it is in the month shown, or fills up the first or last week.
    pub(crate) in_month: bool,
    /// Whether it is today.
    pub(crate) is_today: bool,
}

/// Why a typed date and time are no moment. The forms make a sentence of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateProblem {
    /// No date was typed.
    DateMissing,
    /// No such day, or not written like a date.
    DateInvalid,
    /// Before 1900 or after 2100: a slip of the finger.
    DateTooFar,
    /// No time was typed.
    TimeMissing,
    /// No such time, or not written like one.
    TimeInvalid,
    /// The clocks go forward over this time on this day: it does not exist.
    TimeSkipped,
}

impl Dates {
    /// « jeudi 26 novembre », "Thursday 26 November"; with the year when it is another one than now.
    pub(crate) fn day(&self, moment: Moment) -> String {
        self.say_date(self.local(moment).date_naive())
    }

    /// The same for a date without a time, as the squares of the month hold it.
    pub(crate) fn say_date(&self, date: NaiveDate) -> String {
        let weekday = weekday_name(self.language, date.weekday());
        let number = self.say_day_number(date);
        let month = month_name(self.language, date.month());
        if date.year() == self.local(self.now).year() {
            format!("{weekday} {number}\u{a0}{month}")
        } else {
            format!("{weekday} {number}\u{a0}{month} {}", date.year())
        }
    }

    /// « jeudi 26 novembre, 19 h 30 », "Thursday 26 November, 7.30 pm".
    pub(crate) fn moment(&self, moment: Moment) -> String {
        format!("{}, {}", self.day(moment), self.time(moment))
    }

    /// « 19 h 30 », « 19 h »; "7.30 pm", "7 pm", "midday", "midnight".
    pub(crate) fn time(&self, moment: Moment) -> String {
        say_time(self.language, self.local(moment).time())
    }

    /// From one moment to another: on one day « jeudi 26 novembre, 19 h 30 à 21 h 30 », else both in full.
    pub(crate) fn range(&self, from: Moment, to: Moment) -> String {
        let same_day = self.local(from).date_naive() == self.local(to).date_naive();
        if same_day {
            return format!("{}, {}", self.day(from), self.time_range(from, to));
        }
        match self.language {
            Language::Fr => format!("du {} au {}", self.moment(from), self.moment(to)),
            Language::En => format!("{} to {}", self.moment(from), self.moment(to)),
        }
    }

    /// « 19 h 30 à 21 h 30 », "7.30 pm to 9.30 pm".
    pub(crate) fn time_range(&self, from: Moment, to: Moment) -> String {
        match self.language {
            Language::Fr => format!("{} à {}", self.time(from), self.time(to)),
            Language::En => format!("{} to {}", self.time(from), self.time(to)),
        }
    }

    /// A past moment as one says it: « à l’instant », « il y a 5 minutes », « aujourd’hui, 12 h 40 », « hier, 18 h 05 »,
    /// and the full date beyond. A moment ahead is always said in full.
    pub(crate) fn ago(&self, moment: Moment) -> String {
        let minutes = self.now.0.saturating_sub(moment.0).div_euclid(Moment::MINUTE);
        let today = self.local(self.now).date_naive();
        let day = self.local(moment).date_naive();
        let french = self.language == Language::Fr;
        match minutes {
            ..0 => self.moment(moment),
            0 => if french { "à l’instant" } else { "just now" }.to_owned(),
            1 => if french { "il y a une minute" } else { "a minute ago" }.to_owned(),
            2..60 if french => format!("il y a {minutes}\u{a0}minutes"),
            2..60 => format!("{minutes}\u{a0}minutes ago"),
            _ if day == today => {
                let word = if french { "aujourd’hui" } else { "today" };
                format!("{word}, {}", self.time(moment))
            }
            _ if Some(day) == today.pred_opt() => {
                let word = if french { "hier" } else { "yesterday" };
                format!("{word}, {}", self.time(moment))
            }
            _ => self.moment(moment),
        }
    }

    /// The parts of the calendar leaf.
    pub(crate) fn leaf(&self, moment: Moment) -> Leaf {
        self.leaf_of(self.local(moment).date_naive())
    }

    /// The same for a date without a time.
    pub(crate) fn leaf_of(&self, date: NaiveDate) -> Leaf {
        Leaf {
            weekday: weekday_short(self.language, date.weekday()),
            day: date.day(),
            month: month_short(self.language, date.month()),
            datetime: date.format("%Y-%m-%d").to_string(),
        }
    }

    /// The `datetime` attribute of a moment, with its offset: `2026-11-26T19:30+01:00`.
    pub(crate) fn datetime(&self, moment: Moment) -> String {
        self.local(moment).format("%Y-%m-%dT%H:%M%:z").to_string()
    }

    /// What the two fields of a form hold for a moment: `2026-11-26` and `19:30`; [`parse_moment`] reads them back.
    pub(crate) fn inputs(&self, moment: Moment) -> (String, String) {
        let local = self.local(moment);
        (local.format("%Y-%m-%d").to_string(), local.format("%H:%M").to_string())
    }

    /// « Novembre 2026 », "November 2026". The month is 1 to 12; another number is taken for December.
    pub(crate) fn month_title(&self, year: i32, month: u32) -> String {
        let name = month_name(self.language, month);
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        format!("{first}{} {year}", letters.as_str())
    }

    /// The weeks of a month, Monday first, filled up with the days around it; `None` for a month that does not exist.
    pub(crate) fn month_grid(&self, year: i32, month: u32) -> Option<Vec<[GridDay; 7]>> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let today = self.today();
        let mut monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()))?;
        let mut weeks = Vec::new();
        // A month touches at most six weeks.
        while weeks.len() < 6 && (weeks.is_empty() || (monday.year(), monday.month()) == (year, month)) {
            let mut days = [GridDay { date: monday, in_month: false, is_today: false }; 7];
            for (offset, day) in (0_u64..).zip(days.iter_mut()) {
                let date = monday.checked_add_days(Days::new(offset))?;
                let in_month = (date.year(), date.month()) == (year, month);
                *day = GridDay { date, in_month, is_today: date == today };
            }
            weeks.push(days);
            monday = monday.checked_add_days(Days::new(7))?;
        }
        Some(weeks)
    }

    /// The names above the columns of the month, Monday first: in full for `abbr`, and short.
    pub(crate) fn weekdays(&self) -> [(&'static str, &'static str); 7] {
        use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
        [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
            .map(|day| (weekday_name(self.language, day), weekday_short(self.language, day)))
    }

    /// « mardi », "Tuesday".
    pub(crate) fn weekday(&self, date: NaiveDate) -> &'static str {
        weekday_name(self.language, date.weekday())
    }

    /// The date it is now in this zone.
    pub(crate) fn today(&self) -> NaiveDate {
        self.local(self.now).date_naive()
    }

    /// The date of a moment in this zone.
    pub(crate) fn date(&self, moment: Moment) -> NaiveDate {
        self.local(moment).date_naive()
    }

    /// A moment on the clocks of the zone. What no calendar holds is shown as 1970: near the ends of what chrono can
    /// count, adding the offset of a zone would panic.
    fn local(&self, moment: Moment) -> DateTime<Tz> {
        moment
            .utc()
            .filter(|utc| (-9_999..=9_999).contains(&utc.year()))
            .unwrap_or_default()
            .with_timezone(&self.zone)
    }

    /// « 1er », and otherwise the number.
    fn say_day_number(&self, date: NaiveDate) -> String {
        match (self.language, date.day()) {
            (Language::Fr, 1) => "1er".to_owned(),
            (_, day) => day.to_string(),
        }
    }
}

/// The moment a person typed into a date and a time field, on the clocks of a zone.
///
/// Browsers send `2026-11-26` and `19:30`; on phones without such fields people write « 26/11/2026 » and « 19 h 30 ».
/// A time that the clocks show twice (the last Sunday of October) is the first of the two; one they skip is a problem.
pub(crate) fn parse_moment(date: &str, time: &str, zone: Tz) -> Result<Moment, DateProblem> {
    let date = parse_date(date)?;
    let time = parse_time(time)?;
    match zone.from_local_datetime(&date.and_time(time)) {
        MappedLocalTime::Single(moment) | MappedLocalTime::Ambiguous(moment, _) => {
            Ok(Moment(moment.timestamp_micros()))
        }
        MappedLocalTime::None => Err(DateProblem::TimeSkipped),
    }
}

/// A date as a field sends it (`2026-11-26`), or as a person writes it (`26/11/2026`).
pub(crate) fn parse_date(typed: &str) -> Result<NaiveDate, DateProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DateProblem::DateMissing);
    }
    let (parts, year_first) =
        if typed.contains('-') { (typed.split('-'), true) } else { (typed.split('/'), false) };
    let numbers: Option<Vec<u32>> = parts.map(|part| number(part, 4)).take(4).collect();
    let ((Some(&[year, month, day]), true) | (Some(&[day, month, year]), false)) =
        (numbers.as_deref(), year_first)
    else {
        return Err(DateProblem::DateInvalid);
    };
    let year = i32::try_from(year).map_err(|_| DateProblem::DateInvalid)?;
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::DateInvalid)?;
    if YEARS.contains(&year) { Ok(date) } else { Err(DateProblem::DateTooFar) }
}

/// A time as a field sends it (`19:30`, some with seconds), or as a person writes it (« 19h30 », « 19 h »).
pub(crate) fn parse_time(typed: &str) -> Result<NaiveTime, DateProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(DateProblem::TimeMissing);
    }
    let mut parts = typed.splitn(2, [':', 'h', 'H', '.']).map(str::trim);
    let hour = parts.next().and_then(|part| number(part, 2));
    let by_hand = typed.contains(['h', 'H']);
    let minute = match parts.next() {
        // Seconds are no part of any appointment.
        Some(part) => number(part.split(':').next().unwrap_or_default(), 2)
            .or((by_hand && part.is_empty()).then_some(0)),
        None => None,
    };
    match (hour, minute) {
        (Some(hour), Some(minute)) => {
            NaiveTime::from_hms_opt(hour, minute, 0).ok_or(DateProblem::TimeInvalid)
        }
        _ => Err(DateProblem::TimeInvalid),
    }
}

/// A number of one to so many digits, and nothing else.
fn number(text: &str, digits_max: usize) -> Option<u32> {
    let well_formed =
        (1..=digits_max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { text.parse().ok() } else { None }
}

fn say_time(language: Language, time: NaiveTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (language, minute) {
        (Language::Fr, 0) => format!("{hour}\u{a0}h"),
        (Language::Fr, _) => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        (Language::En, 0) if hour == 0 => "midnight".to_owned(),
        (Language::En, 0) if hour == 12 => "midday".to_owned(),
        (Language::En, _) => {
            let (afternoon, hour) = time.hour12();
            let half = if afternoon { "pm" } else { "am" };
            if minute == 0 {
                format!("{hour}\u{a0}{half}")
            } else {
                format!("{hour}.{minute:02}\u{a0}{half}")
            }
        }
    }
}

fn weekday_name(language: Language, day: Weekday) -> &'static str {
    let (french, english) = match day {
        Weekday::Mon => ("lundi", "Monday"),
        Weekday::Tue => ("mardi", "Tuesday"),
        Weekday::Wed => ("mercredi", "Wednesday"),
        Weekday::Thu => ("jeudi", "Thursday"),
        Weekday::Fri => ("vendredi", "Friday"),
        Weekday::Sat => ("samedi", "Saturday"),
        Weekday::Sun => ("dimanche", "Sunday"),
    };
    if language == Language::Fr { french } else { english }
}

fn weekday_short(language: Language, day: Weekday) -> &'static str {
    let (french, english) = match day {
        Weekday::Mon => ("lun.", "Mon"),
        Weekday::Tue => ("mar.", "Tue"),
        Weekday::Wed => ("mer.", "Wed"),
        Weekday::Thu => ("jeu.", "Thu"),
        Weekday::Fri => ("ven.", "Fri"),
        Weekday::Sat => ("sam.", "Sat"),
        Weekday::Sun => ("dim.", "Sun"),
    };
    if language == Language::Fr { french } else { english }
}

fn month_name(language: Language, month: u32) -> &'static str {
    let (french, english) = match month {
        1 => ("janvier", "January"),
        2 => ("février", "February"),
        3 => ("mars", "March"),
        4 => ("avril", "April"),
        5 => ("mai", "May"),
        6 => ("juin", "June"),
        7 => ("juillet", "July"),
        8 => ("août", "August"),
        9 => ("septembre", "September"),
        10 => ("octobre", "October"),
        11 => ("novembre", "November"),
        _ => ("décembre", "December"),
    };
    if language == Language::Fr { french } else { english }
}

fn month_short(language: Language, month: u32) -> &'static str {
    let (french, english) = match month {
        1 => ("janv.", "Jan"),
        2 => ("févr.", "Feb"),
        3 => ("mars", "Mar"),
        4 => ("avr.", "Apr"),
        5 => ("mai", "May"),
        6 => ("juin", "Jun"),
        7 => ("juil.", "Jul"),
        8 => ("août", "Aug"),
        9 => ("sept.", "Sep"),
        10 => ("oct.", "Oct"),
        11 => ("nov.", "Nov"),
        _ => ("déc.", "Dec"),
    };
    if language == Language::Fr { french } else { english }
}

/// Which part of the list of zones one belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ZoneGroup {
    /// France and its territories overseas.
    France,
    /// The rest of Europe.
    Europe,
    /// Canada.
    Canada,
    /// Everywhere else.
    Elsewhere,
}

/// France, from the most peopled on. Saint-Barthélemy and Saint-Martin keep the time of Guadeloupe but look for their name.
const FRANCE: [Tz; 15] = [
    Tz::Europe__Paris,
    Tz::Indian__Reunion,
    Tz::America__Guadeloupe,
    Tz::America__Martinique,
    Tz::Indian__Mayotte,
    Tz::America__Cayenne,
    Tz::Pacific__Tahiti,
    Tz::Pacific__Noumea,
    Tz::America__Marigot,
    Tz::Pacific__Wallis,
    Tz::America__St_Barthelemy,
    Tz::America__Miquelon,
    Tz::Pacific__Marquesas,
    Tz::Pacific__Gambier,
    Tz::Indian__Kerguelen,
];

/// Canada, from east to west.
const CANADA: [Tz; 16] = [
    Tz::America__St_Johns,
    Tz::America__Halifax,
    Tz::America__Glace_Bay,
    Tz::America__Moncton,
    Tz::America__Goose_Bay,
    Tz::America__BlancSablon,
    Tz::America__Toronto,
    Tz::America__Iqaluit,
    Tz::America__Winnipeg,
    Tz::America__Rankin_Inlet,
    Tz::America__Regina,
    Tz::America__Swift_Current,
    Tz::America__Edmonton,
    Tz::America__Inuvik,
    Tz::America__Whitehorse,
    Tz::America__Vancouver,
];

/// Europe where the name of the zone does not say so.
const EUROPE_ELSEWHERE: [Tz; 6] = [
    Tz::Atlantic__Azores,
    Tz::Atlantic__Canary,
    Tz::Atlantic__Faroe,
    Tz::Atlantic__Madeira,
    Tz::Atlantic__Reykjavik,
    Tz::Asia__Nicosia,
];

/// The zones a form offers, in groups: each zone once, by the name of a place (no `Etc/GMT+5`, no `US/Pacific`).
pub(crate) fn zones() -> &'static [(ZoneGroup, Vec<Tz>)] {
    static ZONES: LazyLock<Vec<(ZoneGroup, Vec<Tz>)>> = LazyLock::new(|| {
        let area = |zone: &Tz| zone.name().split_once('/').map(|(area, _)| area);
        let european = |zone: &Tz| area(zone) == Some("Europe") || EUROPE_ELSEWHERE.contains(zone);
        let listed = |zone: &Tz| FRANCE.contains(zone) || CANADA.contains(zone);
        let of_a_place = |zone: &Tz| {
            let areas =
                ["Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Indian", "Pacific"];
            area(zone).is_some_and(|area| areas.contains(&area))
        };
        let europe = TZ_VARIANTS.iter().filter(|zone| european(zone) && !listed(zone)).copied().collect();
        let elsewhere = TZ_VARIANTS
            .iter()
            .filter(|zone| of_a_place(zone) && !european(zone) && !listed(zone))
            .copied()
            .collect();
        vec![
            (ZoneGroup::France, FRANCE.to_vec()),
            (ZoneGroup::Europe, europe),
            (ZoneGroup::Canada, CANADA.to_vec()),
            (ZoneGroup::Elsewhere, elsewhere),
        ]
    });
    &ZONES
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
