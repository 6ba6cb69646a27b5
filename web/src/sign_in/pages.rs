//! The pages of the door: sign-in, the button behind a link from a letter, and the wait for a welcome.

use askama::Template;
use preau_core::person::Person;
use preau_core::text::ShortText;
use serde::Deserialize;

use crate::form::Filled;
use crate::page::{Frame, Keeping, Page};

/// What the forms of the sign-in page send.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Fields {
    /// A mail address or a handle.
    pub(crate) login: String,
    /// The password; never shown again.
    pub(crate) password: String,
    /// Where one wanted to go.
    pub(crate) back: String,
    /// A code from paper.
    pub(crate) code: String,
}

/// The sign-in page.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn {
    frame: Frame,
    form: Filled<Fields>,
    contact: String,
}

impl SignIn {
    /// With what was typed, and whom to ask.
    pub(crate) fn new(frame: Frame, form: Filled<Fields>, contact: Option<&ShortText>) -> Self {
        Self { frame, form, contact: contact.map(ToString::to_string).unwrap_or_default() }
    }
}

impl Page for SignIn {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A page with one button, for the links of letters: only the button does something.
#[derive(Template)]
#[template(path = "link.html")]
pub(crate) struct LinkPage {
    pub(crate) frame: Frame,
    pub(crate) title: String,
    pub(crate) sentence: String,
    pub(crate) button: String,
    pub(crate) action: String,
}

impl LinkPage {
    /// The one that signs in.
    pub(crate) fn sign_in(frame: Frame, action: String) -> Self {
        let (title, button) = (frame.t.link_title(), frame.t.link_button());
        Self { title, sentence: frame.t.link_text(frame.site.name.as_str()), button, action, frame }
    }
}

impl Page for LinkPage {
    const KEEPING: Keeping = Keeping::Nowhere;
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// For those who came in by a poster: an administrator will welcome them.
#[derive(Template)]
#[template(path = "waiting.html")]
pub(crate) struct Waiting {
    frame: Frame,
    handle: String,
    has_mail: bool,
}

impl Waiting {
    /// For this person.
    pub(crate) fn new(frame: Frame, person: &Person) -> Self {
        Self { frame, handle: person.handle.to_string(), has_mail: person.mail.is_some() }
    }
}

impl Page for Waiting {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for SignIn {
        fn samples(frame: Frame) -> Vec<Self> {
            let contact = ShortText::parse("Odile Garrec, secrétaire de section, 06 39 98 12 34").unwrap();
            let fresh = Filled::new(frame.t, Fields::default());
            let mut wrong = Filled::new(frame.t, Fields { login: "jeanne".to_owned(), ..Fields::default() });
            wrong.say("", frame.t.sign_in_wrong());
            wrong.say("code", frame.t.sign_in_code_wrong());
            vec![Self::new(frame.clone(), fresh, Some(&contact)), Self::new(frame, wrong, None)]
        }
    }

    impl Samples for LinkPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let action = frame.to.sign_in_by_link("0123456789012345678901234567890123456789012");
            vec![Self::sign_in(frame, action)]
        }
    }

    impl Samples for Waiting {
        fn samples(frame: Frame) -> Vec<Self> {
            let of = |has_mail| Self { frame: frame.clone(), handle: "thomas.le.goff".to_owned(), has_mail };
            vec![of(true), of(false)]
        }
    }
}
