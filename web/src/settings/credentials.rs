//! The two settings that open an account: its mail address and its password. Both ask for the present password.

use axum::Form;
use axum::extract::State;
use preau_core::action::account::{AskMailChange, ChangePassword};
use preau_core::error::Field;
use preau_core::password::Password;
use preau_core::person::Person;
use preau_core::text::MailAddress;
use serde::Deserialize;

use super::{Forms, again};
use crate::error::{Answer, Failure};
use crate::form::Filled;
use crate::limits::ClientAddress;
use crate::page::{Done, Flash};
use crate::session::Member;
use crate::state::Web;
use crate::texts::{Texts, texts};
use crate::visit::{Visit, see_other};

/// The fields of the mail address.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct MailFields {
    pub(super) mail: String,
    pub(super) mail_password: String,
}

/// The fields of the password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct PasswordFields {
    pub(super) old: String,
    pub(super) password: String,
}

/// `POST /reglages/courriel`: a letter goes to the new address; the old one stays until its link is opened (I05).
pub(super) async fn mail(
    State(web): State<Web>,
    client: ClientAddress,
    member: Member,
    visit: Visit,
    Form(fields): Form<MailFields>,
) -> Answer {
    web.limits.letter(client)?;
    let t = texts(visit.language);
    let mut forms = Forms::of(&visit, &member.person);
    forms.mail = Filled::sent(&visit, fields);
    let parsed = MailAddress::parse(&forms.mail.typed.mail);
    let mail = forms.mail.take(Field::Mail, parsed);
    if let Some(mail) = &mail
        && member.person.mail.as_ref().is_some_and(|present| present.folded() == mail.folded())
    {
        forms.mail.say(Field::Mail.as_str(), t.settings_mail_same());
    }
    let typed = std::mem::take(&mut forms.mail.typed.mail_password);
    if let Some(wrong) = wrong_password(&web, client, &member.person, t, &typed).await? {
        forms.mail.say("mail_password", wrong);
    }
    let (Some(mail), true) = (mail, forms.mail.is_sound()) else {
        return again(&web, &member, &visit, forms).await;
    };
    web.perform(AskMailChange { person: member.id(), mail }).await?;
    Ok(see_other(&visit.to.settings(), Some(Flash::new(Done::MailAsked))))
}

/// `POST /reglages/mot-de-passe`: the other sessions end with the old one (C05).
pub(super) async fn password(
    State(web): State<Web>,
    client: ClientAddress,
    member: Member,
    visit: Visit,
    Form(fields): Form<PasswordFields>,
) -> Answer {
    let t = texts(visit.language);
    let person = &member.person;
    let mut forms = Forms::of(&visit, person);
    // What was typed is not kept: a page must not hold a password.
    forms.password = Filled::sent(&visit, PasswordFields::default());
    if person.password.is_some()
        && let Some(wrong) = wrong_password(&web, client, person, t, &fields.old).await?
    {
        forms.password.say("old", wrong);
    }
    let mail = person.mail.as_ref().map(ToString::to_string).unwrap_or_default();
    let about = [person.name.as_str(), person.handle.as_str(), &mail, &visit.site.name];
    let chosen = crate::password::chosen(&mut forms.password, t, &fields.password, &about);
    let (Some(chosen), true) = (chosen, forms.password.is_sound()) else {
        return again(&web, &member, &visit, forms).await;
    };
    let password = web.hash(chosen).await?;
    let change = ChangePassword {
        person: person.id,
        checked: person.credentials_at,
        password,
        keep: member.session.id,
    };
    if let Err(failure) = web.perform(change).await {
        forms.password.refuse(failure)?;
        return again(&web, &member, &visit, forms).await;
    }
    Ok(see_other(&visit.to.settings(), Some(Flash::new(Done::PasswordChanged))))
}

/// What is wrong with the present password as it was typed, or nothing. Tries count like tries to sign in (I04).
pub(super) async fn wrong_password(
    web: &Web,
    client: ClientAddress,
    person: &Person,
    t: &Texts,
    typed: &str,
) -> Result<Option<String>, Failure> {
    if person.password.is_none() {
        return Ok(Some(t.settings_no_password()));
    }
    if typed.is_empty() {
        return Ok(Some(t.wrong_empty()));
    }
    web.limits.sign_in(client, person.handle.as_str())?;
    let right = match Password::typed(typed) {
        Some(password) => web.verify(password, person.password.clone()).await?,
        None => false,
    };
    Ok((!right).then(|| t.settings_wrong_password()))
}
