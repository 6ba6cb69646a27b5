//! What goes wrong on the way to a page: refusals are shown in words, faults as a number that stands in the log.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use preau_core::elsewhere::Absent;
use preau_core::error::{Fault, Field, Refusal};
use preau_core::text::Problem;

use crate::problem;
use crate::texts::Texts;
use crate::visit::Visit;

/// What a handler gives: a response, or a failure that becomes a page in the visitor's language on its way out.
pub(crate) type Answer = Result<Response, Failure>;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum Failure {
    /// No such thing, or not for this viewer: never told apart, byte for byte.
    Missing,
    /// Not possible, and why.
    Refused(Refusal),
    /// Too many tries; the seconds to wait.
    TooOften(u64),
    /// More bytes than we take.
    TooLarge,
    /// Ours or the machine's doing.
    Fault(Fault),
}

impl From<preau_core::error::Failure> for Failure {
    fn from(failure: preau_core::error::Failure) -> Self {
        match failure {
            preau_core::error::Failure::Refused(refusal) => refusal.into(),
            preau_core::error::Failure::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        if refusal == Refusal::NotFound { Self::Missing } else { Self::Refused(refusal) }
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A failure on its way to [`in_words`], in the response's extensions.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// Nothing here.
    Missing,
    /// Not possible.
    Refused(Refusal),
    /// Wait this many seconds.
    TooOften(u64),
    /// Too many bytes.
    TooLarge,
    /// A form from another site.
    Foreign,
    /// A form that no browser of ours sends.
    Malformed,
    /// The store is busy.
    Busy,
    /// The disk is full.
    Full,
    /// The number that the log has.
    Fault(String),
}

impl Trouble {
    /// The status of its page.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Missing => StatusCode::NOT_FOUND,
            Self::Refused(refusal) => status(refusal),
            Self::TooOften(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Full => StatusCode::INSUFFICIENT_STORAGE,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare status from a layer or an extractor means.
    fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Self::Missing),
            StatusCode::FORBIDDEN => Some(Self::Foreign),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::TOO_MANY_REQUESTS => Some(Self::TooOften(60)),
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => {
                Some(Self::Busy)
            }
            status if status.is_client_error() => Some(Self::Malformed),
            status if status.is_server_error() => {
                Some(Self::Fault(logged(&format!("a layer answered {status}"))))
            }
            _ => None,
        }
    }
}

impl Failure {
    /// A template that could not be rendered.
    pub(crate) fn rendering(error: &askama::Error) -> Response {
        bare(Trouble::Fault(logged(error)))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        bare(match self {
            Self::Missing => Trouble::Missing,
            Self::Refused(refusal) => Trouble::Refused(refusal),
            Self::TooOften(seconds) => Trouble::TooOften(seconds),
            Self::TooLarge => Trouble::TooLarge,
            Self::Fault(Fault::Busy(cause)) => {
                logged(cause.as_ref());
                Trouble::Busy
            }
            Self::Fault(Fault::Full(cause)) => {
                logged(cause.as_ref());
                Trouble::Full
            }
            Self::Fault(fault) => Trouble::Fault(logged(&chain(&fault))),
        })
    }
}

/// A response with no words yet.
fn bare(trouble: Trouble) -> Response {
    let mut response = trouble.status().into_response();
    response.extensions_mut().insert(trouble);
    response
}

/// Logs a fault, once, and gives the number under which it stands there: `site 12` is the twelfth since the start.
fn logged(fault: &(impl std::fmt::Display + ?Sized)) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
    tracing::error!(number, %fault, "a page could not be shown");
    number.to_string()
}

/// A fault and what caused it, in one line; ten causes deep is deeper than any library goes.
fn chain(fault: &Fault) -> String {
    let mut line = fault.to_string();
    let mut cause = std::error::Error::source(fault);
    for _ in 0..10 {
        let Some(error) = cause else { break };
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

/// The layer that turns failures, whoever they come from, into pages in the visitor's language.
pub(crate) async fn in_words(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visit = Visit::read(&parts);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let trouble = match response.extensions_mut().remove::<Trouble>() {
        Some(trouble) => trouble,
        None if is_page(&response) => return response,
        None => match Trouble::of_status(response.status()) {
            Some(trouble) => trouble,
            None => return response,
        },
    };
    let mut page = problem::show(&visit, &trouble);
    if let Trouble::TooOften(seconds) = trouble {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    page
}

/// It has its words already: a form shown again, for instance.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// What no route answers.
pub(crate) async fn missing() -> Failure {
    Failure::Missing
}

/// The status that a refusal has when it is a page of its own.
fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotFound => StatusCode::NOT_FOUND,
        Refusal::NotAllowed | Refusal::Awaiting | Refusal::Suspended => StatusCode::FORBIDDEN,
        Refusal::LinkSpent
        | Refusal::LinkExpired
        | Refusal::InvitationUsed
        | Refusal::InvitationExpired
        | Refusal::InvitationRevoked
        | Refusal::AlreadySetUp => StatusCode::GONE,
        Refusal::Field(..) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

/// The one place where a refusal becomes a sentence.
pub(crate) fn sentence(t: &Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::NotFound => t.missing_sentence(),
        Refusal::NotAllowed => t.refused_not_allowed(),
        Refusal::Field(field, problem) => wrong(t, *field, *problem),
        Refusal::HandleTaken => t.refused_handle_taken(),
        Refusal::MailTaken => t.refused_mail_taken(),
        Refusal::LinkSpent => t.refused_link_spent(),
        Refusal::LinkExpired => t.refused_link_expired(),
        Refusal::InvitationUsed => t.refused_invitation_used(),
        Refusal::InvitationExpired => t.refused_invitation_expired(),
        Refusal::InvitationRevoked => t.refused_invitation_revoked(),
        Refusal::InvitationForAnother => t.refused_invitation_for_another(),
        Refusal::Awaiting => t.refused_awaiting(),
        Refusal::Suspended => t.refused_suspended(),
        Refusal::AlreadySetUp => t.refused_already_set_up(),
        Refusal::LastAdministrator => t.refused_last_administrator(),
        Refusal::WiderThanParent => t.refused_wider_than_parent(),
        Refusal::NotSeated => t.refused_not_seated(),
        Refusal::ChangedMeanwhile => t.refused_changed_meanwhile(),
        Refusal::Over => t.refused_over(),
        Refusal::Full => t.refused_full(),
        Refusal::TooMany(max) => t.refused_too_many(*max),
        Refusal::NotLinked => t.refused_not_linked(),
        Refusal::LinkedAlready => t.refused_linked_already(),
        Refusal::OwnSection => t.refused_own_section(),
        Refusal::LastAnimator => t.refused_last_animator(),
        Refusal::HeldAlready => t.refused_held_already(),
        Refusal::DelegatedAlready => t.refused_delegated_already(),
        Refusal::RemovedUntil(Some(_)) => t.refused_removed_for_a_time(),
        Refusal::RemovedUntil(None) => t.refused_removed(),
        Refusal::Rule(breach) => crate::breach::sentence(t, breach),
        Refusal::Sitting(hitch) => t.refused_sitting(hitch.as_str()),
    }
}

/// Why another server showed nothing, beside the field where it was named.
pub(crate) fn absent(t: &Texts, why: Absent) -> String {
    match why {
        Absent::NoAnswer => t.absent_no_answer(),
        Absent::NotThere => t.absent_not_there(),
        Absent::SomethingElse => t.absent_something_else(),
        Absent::NotAsked => t.absent_not_asked(),
        Absent::OurFault => t.absent_our_fault(),
    }
}

/// The sentence beside a field.
pub(crate) fn wrong(t: &Texts, field: Field, problem: Problem) -> String {
    match (field, problem) {
        (Field::Holder, Problem::Empty) => t.wrong_holder(),
        (Field::Reply, Problem::Empty) => t.wrong_choice(),
        (_, Problem::Empty) => t.wrong_empty(),
        (_, Problem::TooLong(max)) => t.wrong_too_long(max),
        (_, Problem::TooShort(min)) => t.wrong_too_short(min),
        (Field::Mail, Problem::Malformed) => t.wrong_mail(),
        (Field::Handle, Problem::Malformed) => t.wrong_handle(),
        (Field::Code, Problem::Malformed) => t.wrong_link_code(),
        (Field::Host, Problem::Malformed) => t.wrong_host(),
        (Field::Tellers, Problem::Malformed) => t.wrong_tellers(),
        (Field::Options, Problem::Malformed) => t.wrong_options(),
        (_, Problem::Malformed) => t.wrong_malformed(),
        (_, Problem::Reserved) => t.wrong_reserved(),
        (_, Problem::TooEarly) => t.wrong_too_early(),
        (Field::Deadline, Problem::TooFar) => t.wrong_deadline(),
        (_, Problem::TooFar) => t.wrong_too_far(),
    }
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
