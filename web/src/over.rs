//! The page behind a link or an invitation that no longer opens anything: why, and what to do.

use askama::Template;
use axum::response::Response;
use preau_core::error::Refusal;

use crate::error::{Failure, sentence};
use crate::page::{Frame, Keeping, Page, Room};
use crate::visit::Visit;

/// The page.
#[derive(Template)]
#[template(path = "over.html")]
pub(crate) struct Over {
    frame: Frame,
    title: String,
    sentence: String,
    /// Where one gets another, and what the button says.
    again: Option<(String, String)>,
}

impl Page for Over {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// What the spent link was for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Link {
    /// Signing in.
    SignIn,
    /// A new password.
    Reset,
    /// A mail address.
    Mail,
    /// Coming in.
    Invitation,
    /// Coming to a rendezvous, from outside.
    Registration,
}

/// The page about a spent link; other failures go on their way.
pub(crate) fn shown(visit: &Visit, link: Link, failure: Failure) -> Result<Response, Failure> {
    let Failure::Refused(refusal) = failure else { return Err(failure) };
    let status = crate::error::Trouble::Refused(refusal.clone()).status();
    Ok(page(visit.frame(Room::None), link, &refusal).show_as(status))
}

fn page(frame: Frame, link: Link, refusal: &Refusal) -> Over {
    let t = frame.t;
    let again = match link {
        Link::SignIn => Some((frame.to.sign_in(), t.over_link_again())),
        Link::Reset => Some((frame.to.password(), t.over_password_again())),
        Link::Registration => Some((frame.to.public_page(), t.guests_over_again())),
        Link::Mail | Link::Invitation => Some((frame.to.sign_in(), t.over_sign_in())),
    };
    // An account that is suspended needs no other link.
    let again = again.filter(|_| *refusal != Refusal::Suspended);
    let title = match (link, refusal) {
        (_, Refusal::Suspended) => t.refused_title(),
        (Link::Invitation, _) => t.over_invitation_title(),
        (Link::Registration, Refusal::Full) => t.guests_full_title(),
        _ => t.over_title(),
    };
    Over { title, sentence: sentence(t, refusal), again, frame }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for Over {
        fn samples(frame: Frame) -> Vec<Self> {
            [
                (Link::SignIn, Refusal::LinkExpired),
                (Link::Reset, Refusal::LinkSpent),
                (Link::Mail, Refusal::Suspended),
                (Link::Invitation, Refusal::InvitationUsed),
                (Link::Registration, Refusal::Full),
            ]
            .into_iter()
            .map(|(link, refusal)| page(frame.clone(), link, &refusal))
            .collect()
        }
    }
}
