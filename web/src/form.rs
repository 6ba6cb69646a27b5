//! A form that was sent: what was typed is kept, and what is wrong stands beside its field.
//!
//! ```text
//! #[derive(Deserialize, Default)]
//! #[serde(default)] // a missing field is an empty one
//! pub(crate) struct PostFields { title: String, body: String }
//!
//! async fn publish(visit: Visit, axum::Form(fields): axum::Form<PostFields>) -> Answer {
//!     let mut form = Filled::sent(&visit, fields);
//!     let title = form.take(Field::Title, Title::optional(&form.typed.title));
//!     let body = form.take(Field::Body, Body::parse(&form.typed.body));
//!     let (Some(title), Some(body)) = (title, body) else { return Ok(compose(visit, form).show_as(UNPROCESSABLE)) };
//!     match perform(Publish { title, body }).await {
//!         Ok(id) => Ok(see_other(&visit.to.home(), Some(Flash::about_thing(Done::Published, id.0)))),
//!         Err(failure) => { form.refuse(failure)?; Ok(compose(visit, form).show_as(UNPROCESSABLE)) }
//!     }
//! }
//! ```
//!
//! In the template: `{{ c::problems(frame, form) }}` on top, then
//! `{{ c::input(form, "title", label, form.typed.title, hint) }}`. Field names are the words of core's `Field`.

use axum::http::StatusCode;
use preau_core::error::{Failure as CoreFailure, Field, Refusal};
use preau_core::text::Problem;
use uuid::Uuid;

use crate::error::{Failure, sentence, wrong};
use crate::texts::Texts;
use crate::visit::Visit;

/// The status of a form that is shown again.
pub(crate) const UNPROCESSABLE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// The form's own id, by which what is sent twice counts once. One that was tampered with is no form of ours.
pub(crate) fn once(typed: &str) -> Result<Uuid, Failure> {
    Uuid::try_parse(typed).map_err(|_| Failure::Missing)
}

/// One thing wrong with a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Wrong {
    /// The field it stands beside; empty for the form as a whole.
    pub(crate) field: &'static str,
    /// The sentence.
    pub(crate) text: String,
}

/// A form with what was typed and what is wrong with it.
#[derive(Clone)]
pub(crate) struct Filled<F> {
    /// What was typed, untouched.
    pub(crate) typed: F,
    t: &'static Texts,
    problems: Vec<Wrong>,
}

impl<F> Filled<F> {
    /// A form as it was sent, or as it is first shown (with `F::default()` or the present values).
    pub(crate) fn sent(visit: &Visit, typed: F) -> Self {
        Self::new(crate::texts::texts(visit.language), typed)
    }

    /// The same, where the texts are at hand.
    pub(crate) fn new(t: &'static Texts, typed: F) -> Self {
        Self { typed, t, problems: Vec::new() }
    }

    /// The words in which it is spoken of.
    pub(crate) fn texts(&self) -> &'static Texts {
        self.t
    }

    /// Takes a parsed value, or notes beside its field what is wrong and gives `None`.
    pub(crate) fn take<T>(&mut self, field: Field, parsed: Result<T, Problem>) -> Option<T> {
        parsed.map_err(|problem| self.say(field.as_str(), wrong(self.t, field, problem))).ok()
    }

    /// Notes a sentence beside a field (`""`: on top of the form). The first one about a field stays.
    pub(crate) fn say(&mut self, field: &'static str, text: String) {
        if field.is_empty() || !self.wrong(field) {
            self.problems.push(Wrong { field, text });
        }
    }

    /// Notes what an Action refused where it belongs. What is not the form's doing is given back: a page of its own.
    pub(crate) fn refuse(&mut self, failure: CoreFailure) -> Result<(), Failure> {
        let refusal = match failure {
            CoreFailure::Refused(Refusal::NotFound) | CoreFailure::Fault(_) => return Err(failure.into()),
            CoreFailure::Refused(refusal) => refusal,
        };
        let field = match &refusal {
            Refusal::Field(field, _) => field.as_str(),
            Refusal::HandleTaken => Field::Handle.as_str(),
            Refusal::NotSeated => "audience",
            Refusal::MailTaken | Refusal::InvitationForAnother => Field::Mail.as_str(),
            _ => "",
        };
        self.say(field, sentence(self.t, &refusal));
        Ok(())
    }

    /// Nothing is wrong.
    pub(crate) fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    /// Everything that is wrong, in the order of the fields.
    pub(crate) fn problems(&self) -> &[Wrong] {
        &self.problems
    }

    /// Whether this field is wrong.
    pub(crate) fn wrong(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    /// The sentence beside this field, or nothing.
    pub(crate) fn error(&self, field: &str) -> &str {
        self.problems.iter().find(|problem| problem.field == field).map_or("", |problem| &problem.text)
    }
}
