//! The page before what cannot be undone: it says what will happen, and offers one button and a way out.

use askama::Template;

use crate::page::{Frame, Page};

/// The page. Its form is sent to `action`, which then does it: the page itself changes nothing.
#[derive(Template)]
#[template(path = "confirm.html")]
pub(crate) struct Confirm {
    /// What stands around it.
    pub(crate) frame: Frame,
    /// The question: "Retirer ce message ?"
    pub(crate) title: String,
    /// What will happen and what cannot be taken back, in a sentence or three.
    pub(crate) consequence: String,
    /// Where the form goes.
    pub(crate) action: String,
    /// The verb on the button.
    pub(crate) button: String,
    /// Whether something is lost, which makes the button red.
    pub(crate) destroys: bool,
    /// What the form carries along: names and values.
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// Where "cancel" leads.
    pub(crate) back: String,
}

impl Page for Confirm {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;

    impl Samples for Confirm {
        fn samples(frame: Frame) -> Vec<Self> {
            let back = frame.to.post("0190b1c2-0000-7000-8000-000000000001");
            vec![Self {
                title: "Retirer ce message ?".to_owned(),
                consequence: "Il disparaîtra de votre section. Une personne a pu en garder une copie."
                    .to_owned(),
                action: format!("{back}/removal"),
                button: "Retirer le message".to_owned(),
                destroys: true,
                hidden: vec![("version", "2".to_owned())],
                back,
                frame,
            }]
        }
    }
}
