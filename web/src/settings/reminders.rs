//! When one is reminded of what one said one comes to.

use axum::extract::State;
use axum_extra::extract::Form;
use preau_core::action::reminder::ChooseReminders;
use preau_core::reminder::ReminderChoice;
use serde::Deserialize;

use crate::error::{Answer, Failure};
use crate::page::{Done, Flash};
use crate::session::Member;
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// The choice as the form shows it: one word for the times, a tick for letters.
pub(super) struct Shown {
    /// The word that is chosen.
    pub(super) when: &'static str,
    /// Letters too.
    pub(super) by_mail: bool,
}

/// The four words that the form offers.
const NONE: &str = "none";
const DAY: &str = "day";
const TWO_HOURS: &str = "two_hours";
const BOTH: &str = "both";

impl Shown {
    pub(super) const fn of(choice: ReminderChoice) -> Self {
        let when = match (choice.a_day, choice.two_hours) {
            (false, false) => NONE,
            (true, false) => DAY,
            (false, true) => TWO_HOURS,
            (true, true) => BOTH,
        };
        Self { when, by_mail: choice.by_mail }
    }
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Chosen {
    when: String,
    by_mail: Option<String>,
}

impl Chosen {
    fn read(&self) -> Result<ReminderChoice, Failure> {
        let (a_day, two_hours) = match self.when.as_str() {
            NONE => (false, false),
            DAY => (true, false),
            TWO_HOURS => (false, true),
            BOTH => (true, true),
            // A form of ours sends no other.
            _ => return Err(Failure::Missing),
        };
        Ok(ReminderChoice { a_day, two_hours, by_mail: self.by_mail.is_some() })
    }
}

/// `POST /reglages/rappels`.
pub(super) async fn choose(
    State(web): State<Web>,
    member: Member,
    visit: Visit,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let choice = chosen.read()?;
    web.perform(ChooseReminders { person: member.id(), choice }).await?;
    Ok(see_other(&format!("{}#reminders", visit.to.settings()), Some(Flash::new(Done::Saved))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_shown_as_it_was_chosen() {
        for (when, by_mail) in [(NONE, false), (DAY, true), (TWO_HOURS, false), (BOTH, true)] {
            let sent = Chosen { when: when.to_owned(), by_mail: by_mail.then(|| "yes".to_owned()) };
            let shown = Shown::of(sent.read().unwrap());
            assert_eq!((shown.when, shown.by_mail), (when, by_mail));
        }
        assert!(Chosen { when: "always".to_owned(), by_mail: None }.read().is_err());
        assert_eq!(Shown::of(ReminderChoice::default()).when, DAY);
    }
}
