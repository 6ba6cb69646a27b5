//! The pages of the wizard, with what their templates ask for.

use askama::Template;
use preau_core::language::Language;
use preau_core::password::LENGTH_MIN;
use preau_core::rules::Preset;
use preau_core::unit::{Accent, FollowPolicy, Openness, UnitKind};

use super::Door;
use super::draft::{AccountFields, ReadingFields, ServerFields, UnitFields};
use super::invite::InviteFields;
use crate::dates::{ZoneGroup, zones};
use crate::form::Filled;
use crate::page::{Frame, Keeping, Page, Room};
use crate::state::Web;
use crate::visit::Visit;

macro_rules! pages {
    ($($page:ident)+) => {$(
        impl Page for $page {
            const KEEPING: Keeping = Keeping::Nowhere;
            fn frame(&self) -> &Frame {
                &self.frame
            }
        }
    )+};
}

pages! { NotSetUp ServerPage UnitPage ReadingPage AccountPage InvitePage }

/// The front door before there is a house behind it.
#[derive(Template)]
#[template(path = "setup/before.html")]
pub(crate) struct NotSetUp {
    pub(crate) frame: Frame,
}

/// One of several answers.
pub(crate) struct Pick {
    value: &'static str,
    label: String,
    note: String,
    chosen: bool,
}

/// A step in the list beside the form.
pub(crate) struct Step {
    number: u8,
    name: String,
}

/// Where in the wizard a page stands.
pub(crate) struct Way {
    here: u8,
    steps: Vec<Step>,
    action: String,
    trial: String,
    back: String,
}

impl Way {
    fn new(frame: &Frame, here: u8, kind: &str, token: &str) -> Self {
        let t = frame.t;
        let names = [
            t.setup_step_server(),
            t.setup_step_unit(kind),
            t.setup_step_reading(),
            t.setup_step_account(),
            t.setup_step_invite(),
        ];
        Self {
            here,
            steps: (1..).zip(names).map(|(number, name)| Step { number, name }).collect(),
            action: frame.to.setup_step(token, here),
            trial: frame.to.setup_trial(token),
            back: frame.to.setup_step(token, here.saturating_sub(1)),
        }
    }

    fn at(frame: &Frame, door: &Door) -> Self {
        Self::new(frame, door.step, &door.draft.unit.kind, &door.token)
    }
}

/// Step 1: the address is right, and letters arrive.
#[derive(Template)]
#[template(path = "setup/server.html")]
pub(crate) struct ServerPage {
    frame: Frame,
    way: Way,
    form: Filled<ServerFields>,
    address: String,
    secure: bool,
    mail_in_folder: bool,
}

impl ServerPage {
    pub(super) fn new(visit: &Visit, web: &Web, door: &Door, form: Filled<ServerFields>) -> Self {
        let frame = visit.frame(Room::None);
        let origin = web.world.origin();
        Self {
            way: Way::at(&frame, door),
            form,
            address: origin.origin().ascii_serialization(),
            secure: origin.scheme() == "https",
            mail_in_folder: web.mail_in_folder,
            frame,
        }
    }
}

/// Step 2: the unit.
#[derive(Template)]
#[template(path = "setup/unit.html")]
pub(crate) struct UnitPage {
    frame: Frame,
    way: Way,
    form: Filled<UnitFields>,
    host: String,
}

impl UnitPage {
    pub(super) fn new(visit: &Visit, web: &Web, door: &Door, form: Filled<UnitFields>) -> Self {
        let frame = visit.frame(Room::None);
        Self { way: Way::at(&frame, door), form, host: host(web), frame }
    }

    fn kinds(&self) -> Vec<Pick> {
        picks(UnitKind::ALL, UnitKind::as_str, &self.form.typed.kind, |word| {
            (self.frame.t.setup_kind_of(word), String::new())
        })
    }

    fn languages(&self) -> Vec<Pick> {
        picks(Language::ALL, Language::as_str, &self.form.typed.language, |word| {
            (if word == "fr" { "Français" } else { "English" }.to_owned(), String::new())
        })
    }

    fn accents(&self) -> Vec<Pick> {
        picks(Accent::ALL, Accent::as_str, &self.form.typed.accent, |word| {
            (self.frame.t.setup_accent_of(word), String::new())
        })
    }

    /// The zones in groups, each with its name.
    fn zones(&self) -> Vec<(String, Vec<Pick>)> {
        let of = |zone: &chrono_tz::Tz| {
            let value = zone.name();
            let chosen = value == self.form.typed.time_zone;
            Pick { value, label: value.replace('_', " "), note: String::new(), chosen }
        };
        let word = |group| match group {
            ZoneGroup::France => "france",
            ZoneGroup::Europe => "europe",
            ZoneGroup::Canada => "canada",
            ZoneGroup::Elsewhere => "elsewhere",
        };
        zones()
            .iter()
            .map(|(group, zones)| {
                (self.frame.t.setup_zone_group(word(*group)), zones.iter().map(of).collect())
            })
            .collect()
    }
}

/// Step 3: who can read what.
#[derive(Template)]
#[template(path = "setup/reading.html")]
pub(crate) struct ReadingPage {
    frame: Frame,
    way: Way,
    form: Filled<ReadingFields>,
}

impl ReadingPage {
    pub(super) fn new(visit: &Visit, door: &Door, form: Filled<ReadingFields>) -> Self {
        let frame = visit.frame(Room::None);
        Self { way: Way::at(&frame, door), form, frame }
    }

    fn ways(&self) -> Vec<Pick> {
        let t = self.frame.t;
        picks(Openness::ALL, Openness::as_str, &self.form.typed.openness, |word| {
            (t.setup_openness_of(word), t.setup_openness_note(word))
        })
    }

    fn policies(&self) -> Vec<Pick> {
        picks(FollowPolicy::ALL, FollowPolicy::as_str, &self.form.typed.follow_policy, |word| {
            (self.frame.t.setup_follow_of(word), String::new())
        })
    }

    fn presets(&self) -> Vec<Pick> {
        picks(Preset::ALL, Preset::as_str, &self.form.typed.preset, |word| {
            (self.frame.t.setup_preset_of(word), String::new())
        })
    }
}

/// Step 4: the first account.
#[derive(Template)]
#[template(path = "setup/account.html")]
pub(crate) struct AccountPage {
    frame: Frame,
    way: Way,
    form: Filled<AccountFields>,
    address: String,
    network: String,
    zone: String,
}

impl AccountPage {
    pub(super) fn new(visit: &Visit, web: &Web, door: &Door, mut form: Filled<AccountFields>) -> Self {
        let frame = visit.frame(Room::None);
        // The address that a letter of trial went to is likely theirs.
        if form.typed.mail.is_empty() && form.is_sound() {
            form.typed.mail.clone_from(&door.draft.server.mail);
        }
        Self {
            way: Way::at(&frame, door),
            form,
            address: web.world.origin().origin().ascii_serialization(),
            network: format!("@{}@{}", door.draft.unit.handle, host(web)),
            zone: door.draft.unit.time_zone.replace('_', " "),
            frame,
        }
    }
}

/// Step 5: the first invitations.
#[derive(Template)]
#[template(path = "setup/invite.html")]
pub(crate) struct InvitePage {
    pub(super) frame: Frame,
    pub(super) form: Filled<InviteFields>,
}

impl InvitePage {
    fn way(&self) -> Way {
        // The token is spent: no page of the wizard lies behind this one.
        Way::new(&self.frame, 5, self.frame.site.kind.as_str(), "")
    }
}

/// Host and port, as others write them behind a handle.
fn host(web: &Web) -> String {
    let origin = web.world.origin();
    match (origin.host_str(), origin.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.unwrap_or_default().to_owned(),
    }
}

/// The answers to one question, in the order of the list.
fn picks<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    chosen: &str,
    said: impl Fn(&'static str) -> (String, String),
) -> Vec<Pick> {
    all.iter()
        .map(|one| {
            let value = word(*one);
            let (label, note) = said(value);
            Pick { value, label, note, chosen: value == chosen }
        })
        .collect()
}

#[cfg(test)]
#[path = "samples.rs"]
mod samples;
