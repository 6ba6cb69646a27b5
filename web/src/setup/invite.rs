//! Step 5: the house is open, and its administrator invites the first people, or enters.

use axum::extract::{Form, State};
use preau_core::action::entry::InviteByMail;
use preau_core::error::{Failure as CoreFailure, Refusal};
use preau_core::text::MailAddress;
use serde::Deserialize;

use super::pages::InvitePage;
use crate::error::Answer;
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::{Done, Flash, Page as _, Room};
use crate::session::Administrator;
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::{Visit, see_other};

/// The most addresses sent at once: a section of sixty fits, a bought list does not.
const MAILS_MAX: usize = 100;

/// What the form sends.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct InviteFields {
    pub(super) mails: String,
}

pub(super) async fn show(visit: Visit, Administrator(_): Administrator) -> Answer {
    let form = Filled::sent(&visit, InviteFields::default());
    Ok(InvitePage { frame: visit.frame(Room::None), form }.show())
}

pub(super) async fn send(
    visit: Visit,
    State(web): State<Web>,
    Administrator(by): Administrator,
    Form(fields): Form<InviteFields>,
) -> Answer {
    let frame = visit.frame(Room::None);
    let mut form = Filled::sent(&visit, fields);
    let mails = addresses(&mut form, frame.t);
    if !form.is_sound() {
        return Ok(InvitePage { frame, form }.show_as(UNPROCESSABLE));
    }
    if mails.is_empty() {
        return Ok(see_other(&visit.to.home(), None));
    }
    web.limits.write(by.id())?;
    let mut taken = Vec::new();
    for mail in mails {
        let invite =
            InviteByMail { by: by.id(), mail: mail.clone(), name: None, language: visit.site.language };
        match web.perform(invite).await {
            Ok(_) => {}
            Err(CoreFailure::Refused(Refusal::MailTaken)) => taken.push(mail),
            Err(failure) => return Err(failure.into()),
        }
    }
    if taken.is_empty() {
        return Ok(see_other(&visit.to.manage_invitations(), Some(Flash::new(Done::Invited))));
    }
    // The others are invited: only these lines stay, so that sending again invites nobody twice.
    form.typed.mails = taken.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for mail in &taken {
        form.say("", frame.t.setup_invite_line_taken(mail.as_str()));
    }
    Ok(InvitePage { frame, form }.show_as(UNPROCESSABLE))
}

/// The addresses, each once; notes the lines that are none.
fn addresses(form: &mut Filled<InviteFields>, t: &Texts) -> Vec<MailAddress> {
    let lines: Vec<String> = form
        .typed
        .mails
        .split(['\n', ',', ';'])
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    if lines.len() > MAILS_MAX {
        form.say("mails", t.setup_invite_too_many(MAILS_MAX));
        return Vec::new();
    }
    let mut found: Vec<MailAddress> = Vec::new();
    for line in lines {
        match MailAddress::parse(&line) {
            Ok(mail) if found.iter().all(|other| other.folded() != mail.folded()) => found.push(mail),
            Ok(_) => {}
            Err(_) => form.say("mails", t.setup_invite_line_wrong(line.chars().take(80).collect::<String>())),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use preau_core::language::Language;

    fn read(mails: &str) -> (Vec<String>, bool) {
        let t = crate::texts::texts(Language::Fr);
        let mut form = Filled::new(t, InviteFields { mails: mails.to_owned() });
        let found = addresses(&mut form, t);
        (found.iter().map(ToString::to_string).collect(), form.is_sound())
    }

    #[test]
    fn addresses_are_read_line_by_line_and_each_counts_once() {
        let (found, sound) =
            read("odile@vallombre.example\r\n\r\n Odile@vallombre.example; idriss@vallombre.example\n");
        assert!(sound);
        assert_eq!(found, ["odile@vallombre.example", "idriss@vallombre.example"]);
        assert_eq!(read(""), (Vec::new(), true));
    }

    #[test]
    fn a_line_that_is_no_address_is_named_and_a_long_list_is_refused() {
        assert!(!read("odile@vallombre.example\nidriss").1);
        assert!(!read(&"a@b.example\n".repeat(MAILS_MAX + 1)).1);
        assert!(read(&"a@b.example\n".repeat(MAILS_MAX)).1);
    }
}
