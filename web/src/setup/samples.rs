//! The wizard with believable values, for the gallery.

use super::*;
use crate::gallery::Samples;

const TOKEN: &str = "0123456789012345678901234567890123456789012";

fn way(frame: &Frame, here: u8) -> Way {
    Way::new(frame, here, "section", TOKEN)
}

impl Samples for NotSetUp {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self { frame }]
    }
}

impl Samples for ServerPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let of = |secure| Self {
            way: way(&frame, 1),
            form: Filled::new(frame.t, ServerFields::default()),
            address: "https://vallombre.example".to_owned(),
            secure,
            mail_in_folder: !secure,
            frame: frame.clone(),
        };
        vec![of(true), of(false)]
    }
}

impl Samples for UnitPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let fields = UnitFields {
            name: "Vallombre-Centre".to_owned(),
            organisation: "Parti de la Charte".to_owned(),
            sigil: "VALL".to_owned(),
            ..UnitFields::default()
        };
        let mut form = Filled::new(frame.t, fields);
        form.say("sigil", frame.t.setup_sigil_wrong());
        vec![Self { way: way(&frame, 2), form, host: "vallombre.example".to_owned(), frame }]
    }
}

impl Samples for ReadingPage {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self { way: way(&frame, 3), form: Filled::new(frame.t, ReadingFields::default()), frame }]
    }
}

impl Samples for AccountPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut form = Filled::new(frame.t, AccountFields::default());
        form.say("password", frame.t.password_easy());
        vec![Self {
            way: way(&frame, 4),
            form,
            address: "https://vallombre.example".to_owned(),
            network: "@vallombre@vallombre.example".to_owned(),
            zone: "Europe/Paris".to_owned(),
            frame,
        }]
    }
}

impl Samples for InvitePage {
    fn samples(frame: Frame) -> Vec<Self> {
        vec![Self { form: Filled::new(frame.t, InviteFields::default()), frame }]
    }
}
