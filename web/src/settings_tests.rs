//! The settings with sample values.

use preau_core::language::Language;

use super::*;
use crate::gallery::Samples;

fn settings(frame: Frame, has_password: bool) -> Settings {
    let t = frame.t;
    let device = |id: u8, name: &str, this| Device {
        id: format!("00000000-0000-4000-8000-00000000000{id}"),
        name: name.to_owned(),
        seen: "hier, 18\u{a0}h\u{a0}05".to_owned(),
        this,
    };
    let fields = ProfileFields { name: "Jeanne Morvan".to_owned(), language: "fr".to_owned() };
    Settings {
        profile: Filled::new(t, fields),
        mail: Filled::new(t, MailFields::default()),
        password: Filled::new(t, PasswordFields::default()),
        handle: "jeanne.morvan".to_owned(),
        address: has_password.then(|| "jeanne@vallombre.example".to_owned()),
        has_password,
        devices: vec![device(1, "Firefox, Linux", true), device(2, "Safari, iPhone", false)],
        has_calendar: has_password,
        reminders: reminders::Shown::of(preau_core::reminder::ReminderChoice::default()),
        frame,
    }
}

impl Samples for Settings {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut faulty = settings(frame.clone(), true);
        faulty.password.say("old", frame.t.settings_wrong_password());
        faulty.password.say("password", frame.t.wrong_empty());
        vec![settings(frame.clone(), true), settings(frame, false), faulty]
    }
}

impl Samples for CalendarAddress {
    fn samples(frame: Frame) -> Vec<Self> {
        let path = frame.to.calendar_feed("Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE.ics");
        let webcal = Some(format!("webcal://vallombre.example{path}"));
        vec![Self { frame, address: format!("https://vallombre.example{path}"), webcal }]
    }
}

impl Samples for Leave {
    fn samples(frame: Frame) -> Vec<Self> {
        leave::samples(frame)
    }
}

#[test]
fn a_page_with_a_secret_is_kept_by_nobody_and_repeats_no_password() {
    assert_eq!(Settings::KEEPING, Keeping::Nowhere);
    assert_eq!(CalendarAddress::KEEPING, Keeping::Nowhere);
    let mut page = settings(crate::gallery::frame(Language::Fr), true);
    page.password.typed.old = "tramway horizon lampe".to_owned();
    page.mail.typed.mail_password = "tramway horizon lampe".to_owned();
    assert!(!page.render().unwrap().contains("tramway"));
}
