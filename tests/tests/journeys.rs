//! Journeys: what people do in a section, through printed HTML and real HTTP, without JavaScript, on both engines.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a journey that cannot go on has failed")]

#[path = "journeys/again.rs"]
mod again;
#[path = "journeys/answers.rs"]
mod answers;
#[path = "journeys/apart.rs"]
mod apart;
#[path = "journeys/bounds.rs"]
mod bounds;
#[path = "journeys/by_hand.rs"]
mod by_hand;
#[path = "journeys/circles.rs"]
mod circles;
#[path = "journeys/coming_in.rs"]
mod coming_in;
#[path = "journeys/convening.rs"]
mod convening;
#[path = "journeys/english.rs"]
mod english;
#[path = "journeys/first_run.rs"]
mod first_run;
#[path = "journeys/guests.rs"]
mod guests;
#[path = "journeys/keeping.rs"]
mod keeping;
#[path = "journeys/known.rs"]
mod known;
#[path = "journeys/looks.rs"]
mod looks;
#[path = "journeys/mandates.rs"]
mod mandates;
#[path = "journeys/meeting.rs"]
mod meeting;
#[path = "journeys/minutes.rs"]
mod minutes;
#[path = "journeys/phone.rs"]
mod phone;
#[path = "journeys/rights.rs"]
mod rights;
#[path = "journeys/searching.rs"]
mod searching;
#[path = "journeys/signing_in.rs"]
mod signing_in;
#[path = "journeys/sitting.rs"]
mod sitting;
#[path = "journeys/speaking.rs"]
mod speaking;
#[path = "journeys/statutes.rs"]
mod statutes;
#[path = "journeys/writing.rs"]
mod writing;
