//! The `Date` header: IMF-fixdate of RFC 9110, 5.6.7, and nothing else.

use chrono::{DateTime, NaiveDateTime};

const IMF_FIXDATE: &str = "%a, %d %b %Y %H:%M:%S GMT";

/// Seconds since the epoch, or `None` for whatever is not written exactly as RFC 9110 asks.
pub fn parse(text: &str) -> Option<i64> {
    let date = NaiveDateTime::parse_from_str(text, IMF_FIXDATE).ok()?;
    // chrono tolerates other spacing, case and digit counts; only one spelling comes back the same.
    (date.format(IMF_FIXDATE).to_string() == text).then(|| date.and_utc().timestamp())
}

/// The `Date` of a moment in microseconds since the epoch; `None` outside the years chrono knows.
pub fn format(moment: i64) -> Option<String> {
    Some(DateTime::from_timestamp_micros(moment)?.format(IMF_FIXDATE).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_comes_back_as_it_was_written() {
        assert_eq!(parse("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(format(784_111_777_999_999).as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
    }

    #[test]
    fn s05_other_spellings_of_a_date_are_refused() {
        for text in [
            "hier",
            "",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun,  06 Nov 1994 08:49:37 GMT",
            "sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 08:49:37 GMT ",
            "Sun, 31 Feb 1994 08:49:37 GMT",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
