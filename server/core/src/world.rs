//! Time, chance and the server's own address: the only things an Action takes from outside the store.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::Url;
use uuid::Uuid;

/// What a test or a simulation replaces to make a run repeatable.
pub trait World: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
    /// Fills the slice with bytes nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
    /// The address of this server, as others write it: scheme, host and port, path `/`.
    fn origin(&self) -> &Url;
    /// A UUIDv7 later than every one this world gave before.
    fn dated_id(&self) -> Uuid;

    /// A UUIDv4, for what must not tell when it was made.
    fn hidden_id(&self) -> Uuid {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// A new secret of 256 bits.
    fn token(&self) -> Token {
        let mut bytes = [0_u8; 32];
        self.fill(&mut bytes);
        Token(bytes)
    }
}

/// A moment in microseconds since 1970-01-01T00:00:00Z, which is how both engines keep time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// One second, in the unit of a moment.
    pub const SECOND: i64 = 1_000_000;
    /// One minute.
    pub const MINUTE: i64 = 60 * Self::SECOND;
    /// One hour.
    pub const HOUR: i64 = 60 * Self::MINUTE;
    /// Twenty-four hours, which is not always one day of a calendar.
    pub const DAY: i64 = 24 * Self::HOUR;

    /// The moment that many microseconds later (earlier if negative), held within the range of an `i64`.
    #[must_use]
    pub const fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Whole seconds since 1970.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(Self::SECOND)
    }

    /// The same moment for calendars; `None` beyond the years that chrono knows.
    pub fn utc(self) -> Option<chrono::DateTime<chrono::Utc>> {
        chrono::DateTime::from_timestamp_micros(self.0)
    }

    /// RFC 3339 in UTC with whole seconds, as ActivityPub and Atom want it.
    pub fn rfc3339(self) -> String {
        self.utc().map_or_else(String::new, |t| t.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }
}

/// A day of a calendar, counted from 1970-01-01: what statutes count in, without an hour or a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// The day that this moment is, on the clocks of a zone.
    pub fn of(moment: Moment, zone: chrono_tz::Tz) -> Option<Self> {
        moment.utc().map(|utc| Self::from(utc.with_timezone(&zone).date_naive()))
    }

    /// The date; `None` beyond the years that chrono knows.
    pub fn date(self) -> Option<chrono::NaiveDate> {
        chrono::NaiveDate::default().checked_add_signed(chrono::TimeDelta::days(i64::from(self.0)))
    }

    /// That many days later, earlier if negative, held within the range of an `i32`.
    #[must_use]
    pub const fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }
}

impl From<chrono::NaiveDate> for Day {
    fn from(date: chrono::NaiveDate) -> Self {
        let days = date.signed_duration_since(chrono::NaiveDate::default()).num_days();
        Self(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

/// A secret that is shown once, in a link or a cookie. The tables hold its [`TokenHash`] alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// The 43 characters that go into the link or the cookie.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads a revealed token; anything else is `None`.
    pub fn read(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// What the tables hold.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// The SHA-256 of a secret. A plain hash is enough: the secret has 256 bits, or its tries are limited.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(transparent))]
pub struct TokenHash(pub Vec<u8>);

impl TokenHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).to_vec())
    }
}
