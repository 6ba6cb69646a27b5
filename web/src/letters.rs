//! Letters: written at the moment they leave, in the language of their reader, with the secret link made then.
//!
//! Subject and first sentence name no party and no union (M05): they show on locked screens.

mod meeting;

use askama::Template;
use preau_core::access;
use preau_core::action::entry::RenewInvitation;
use preau_core::action::meeting::KeepProof;
use preau_core::action::session::MakeLink;
use preau_core::error::{Failure, Fault};
use preau_core::id::{InvitationId, PersonId, RendezvousId, RequestId};
use preau_core::invitation::INVITATION_DAYS;
use preau_core::job::Letter;
use preau_core::language::Language;
use preau_core::person::{Person, Standing};
use preau_core::session::LinkPurpose;
use preau_core::text::MailAddress;

use crate::dates::Dates;
use crate::place::Addresses;
use crate::state::Web;
use crate::texts::{Texts, texts};

/// A letter, ready to leave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Composed {
    /// To whom.
    pub to: MailAddress,
    /// One line.
    pub subject: String,
    /// The whole of it, to be read without HTML.
    pub text: String,
    /// The same in HTML, with no resource from anywhere.
    pub html: String,
    /// A calendar file that goes with it.
    pub calendar: Option<String>,
}

/// Keeps what became of a letter that proves something: the notice of a meeting.
///
/// # Errors
/// A fault of the store.
pub async fn settled(web: &Web, letter: &Letter, sent: bool) -> Result<(), Failure> {
    let Letter::Convocation { person, meeting, edition } = letter else { return Ok(()) };
    web.perform(KeepProof { meeting: *meeting, person: *person, edition: *edition, sent }).await
}

/// Writes a letter. `None` where it is moot: the person has left, the invitation was taken back, the rendezvous is gone.
///
/// # Errors
/// A fault of the store; what is refused is moot.
pub async fn compose(web: &Web, letter: &Letter) -> Result<Option<Composed>, Failure> {
    let written = match letter {
        Letter::Invitation { invitation } => invitation_letter(web, *invitation).await,
        Letter::Link { person, purpose, to } => link_letter(web, *person, *purpose, to.as_ref()).await,
        Letter::NoAccount { to } => no_account(web, to).await.map(Some),
        Letter::Welcome { person } => welcome(web, *person).await,
        Letter::RequestRefused { request } => request_refused(web, *request).await,
        Letter::RendezvousNews { person, rendezvous, cancelled, what } => {
            rendezvous_news(web, *person, *rendezvous, *cancelled, what).await
        }
        Letter::Convocation { person, meeting, edition } => {
            meeting::convocation(web, *person, *meeting, *edition).await
        }
        Letter::MeetingOff { person, meeting } => meeting::off(web, *person, *meeting).await,
        Letter::Test { to, language } => Ok(Some(trial(web, to, *language).await?)),
    };
    match written {
        // What the Action refuses has ended since the letter was asked for.
        Err(Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure),
        Ok(sheet) => sheet.map(|sheet| sheet.composed().map_err(Failure::from)).transpose(),
    }
}

/// What a letter says, before it is text and HTML.
#[derive(Template)]
#[template(path = "letter.html")]
struct Sheet {
    to: MailAddress,
    t: &'static Texts,
    language: Language,
    /// The name of the section; of the server where there is none yet.
    site: String,
    home: String,
    subject: String,
    /// Paragraphs before the link.
    before: Vec<String>,
    /// What the link is called, and where it leads.
    link: Option<(String, String)>,
    /// Paragraphs after it.
    after: Vec<String>,
    why: String,
    /// A calendar file that goes with it.
    calendar: Option<String>,
}

impl Sheet {
    /// An empty letter to this address.
    async fn new(web: &Web, to: MailAddress, language: Language) -> Result<Self, Failure> {
        let house = web.read().await?.house().await?;
        let home = web.world.origin().to_string();
        Ok(Self {
            to,
            t: texts(language),
            language,
            site: house.map_or_else(|| "Préau".to_owned(), |house| house.name.to_string()),
            home,
            subject: String::new(),
            before: Vec::new(),
            link: None,
            after: Vec::new(),
            why: String::new(),
            calendar: None,
        })
    }

    fn links(&self) -> Addresses {
        Addresses { language: self.language }
    }

    /// Leads to a page of ours: the address in full, since a mail program knows of no site.
    fn leads(&mut self, label: String, path: &str) {
        self.link = Some((label, format!("{}{path}", self.home.trim_end_matches('/'))));
    }

    fn composed(self) -> Result<Composed, Fault> {
        let html = self.render().map_err(|error| Fault::other("writing a letter", error))?;
        let text = self.text();
        Ok(Composed { to: self.to, subject: self.subject, text, html, calendar: self.calendar })
    }

    /// The paragraphs, a blank line between two of them; the link on a line of its own, so that it can be touched.
    fn text(&self) -> String {
        let t = self.t;
        let mut parts = vec![t.letter_hello()];
        parts.extend(self.before.iter().cloned());
        if let Some((label, address)) = &self.link {
            parts.push(format!("{label}\n{address}"));
        }
        parts.extend(self.after.iter().cloned());
        parts.push(format!("-- \n{} {}", t.letter_why(), self.why));
        parts.push(format!(
            "{}\n{}\n{}",
            t.letter_from(self.site.as_str()),
            self.home,
            t.letter_do_not_answer()
        ));
        let mut text = parts.join("\n\n");
        text.push('\n');
        text
    }
}

async fn invitation_letter(web: &Web, id: InvitationId) -> Result<Option<Sheet>, Failure> {
    let (invitation, token) = web.perform(RenewInvitation { invitation: id }).await?;
    let Some(to) = invitation.mail else { return Ok(None) };
    let inviter = web.read().await?.person(invitation.made_by).await?;
    let mut sheet = Sheet::new(web, to, invitation.language).await?;
    let t = sheet.t;
    sheet.subject = t.letter_invitation_subject();
    let text = match inviter.filter(|person| person.standing == Standing::Active) {
        Some(person) => t.letter_invitation_text(person.name.as_str(), sheet.site.as_str()),
        None => t.letter_invitation_nobody(sheet.site.as_str()),
    };
    sheet.before = vec![t.letter_invitation_first(), text];
    let path = sheet.links().invitation(token.reveal());
    sheet.leads(t.letter_invitation_link(), &path);
    sheet.after = vec![t.letter_invitation_lives(INVITATION_DAYS)];
    sheet.why = t.letter_invitation_why();
    Ok(Some(sheet))
}

async fn link_letter(
    web: &Web,
    id: PersonId,
    purpose: LinkPurpose,
    to: Option<&MailAddress>,
) -> Result<Option<Sheet>, Failure> {
    let Some(person) = present(web, id).await? else { return Ok(None) };
    let Some(to) = to.cloned().or_else(|| person.mail.clone()) else { return Ok(None) };
    // A suspended account can neither sign in nor be given a new password: a link would lead nowhere.
    if person.standing == Standing::Suspended {
        return Ok(None);
    }
    let mail = matches!(purpose, LinkPurpose::ConfirmMail | LinkPurpose::CancelMail).then(|| to.clone());
    let token = web.perform(MakeLink { person: Some(id), purpose, mail }).await?.reveal();
    let mut sheet = Sheet::new(web, to, person.language).await?;
    let (t, links) = (sheet.t, sheet.links());
    let (subject, first, label, path) = match purpose {
        LinkPurpose::SignIn => (
            t.letter_sign_in_subject(),
            t.letter_sign_in_first(),
            t.letter_sign_in_link(),
            links.sign_in_by_link(token),
        ),
        LinkPurpose::Reset => {
            (t.letter_reset_subject(), t.letter_reset_first(), t.letter_reset_link(), links.reset(token))
        }
        LinkPurpose::ConfirmMail => (
            t.letter_confirm_subject(),
            t.letter_confirm_first(),
            t.letter_confirm_link(),
            links.mail_link(token),
        ),
        LinkPurpose::CancelMail => (
            t.letter_cancel_subject(),
            t.letter_cancel_first(),
            t.letter_cancel_link(),
            links.mail_link(token),
        ),
        // The console prints that one; no letter carries it.
        LinkPurpose::SetUp => return Ok(None),
    };
    sheet.subject = subject;
    sheet.before = vec![first];
    sheet.leads(label, &path);
    (sheet.after, sheet.why) = match purpose {
        LinkPurpose::CancelMail => (Vec::new(), t.letter_cancel_why()),
        LinkPurpose::ConfirmMail => (vec![t.letter_not_you()], t.letter_confirm_why()),
        _ => (vec![t.letter_not_you()], t.letter_why_account()),
    };
    if purpose == LinkPurpose::CancelMail {
        sheet.before.push(t.letter_cancel_text());
    }
    Ok(Some(sheet))
}

/// T01: who asks for a link for an address without an account is told so there, and nowhere else.
async fn no_account(web: &Web, to: &MailAddress) -> Result<Sheet, Failure> {
    let language = web.read().await?.house().await?.map_or(Language::Fr, |house| house.language);
    let mut sheet = Sheet::new(web, to.clone(), language).await?;
    let t = sheet.t;
    sheet.subject = t.letter_unknown_subject();
    sheet.before = vec![t.letter_unknown_first(), t.letter_unknown_text()];
    let path = sheet.links().sign_in();
    sheet.leads(t.letter_unknown_link(), &path);
    sheet.why = t.letter_unknown_why();
    Ok(sheet)
}

async fn welcome(web: &Web, id: PersonId) -> Result<Option<Sheet>, Failure> {
    let Some(person) = present(web, id).await?.filter(|person| person.standing == Standing::Active) else {
        return Ok(None);
    };
    let Some(to) = person.mail else { return Ok(None) };
    let mut sheet = Sheet::new(web, to, person.language).await?;
    let t = sheet.t;
    sheet.subject = t.letter_welcome_subject();
    sheet.before = vec![t.letter_welcome_first()];
    let path = sheet.links().sign_in();
    sheet.leads(t.letter_welcome_link(), &path);
    sheet.why = t.letter_why_account();
    Ok(Some(sheet))
}

async fn request_refused(web: &Web, id: RequestId) -> Result<Option<Sheet>, Failure> {
    let Some(request) = web.read().await?.join_request(id).await? else { return Ok(None) };
    let mut sheet = Sheet::new(web, request.mail, request.language).await?;
    let t = sheet.t;
    sheet.subject = t.letter_refused_subject();
    sheet.before = vec![t.letter_refused_first(), t.letter_refused_text()];
    sheet.why = t.letter_refused_why();
    Ok(Some(sheet))
}

async fn rendezvous_news(
    web: &Web,
    id: PersonId,
    rendezvous: RendezvousId,
    cancelled: bool,
    what: &[String],
) -> Result<Option<Sheet>, Failure> {
    let Some(person) = present(web, id).await? else { return Ok(None) };
    let viewer = access::viewer(web.read().await?.as_mut(), id, web.now()).await?;
    // The right to read is checked again when the letter leaves: it holds title and place.
    let (Some(_), Some(to)) = (viewer.member(), person.mail) else { return Ok(None) };
    let mut db = web.read().await?;
    let Some(view) = access::rendezvous(db.as_mut(), &viewer, rendezvous).await? else { return Ok(None) };
    drop(db);
    let rendezvous = view.into_inner().rendezvous;
    let mut sheet = Sheet::new(web, to, person.language).await?;
    let t = sheet.t;
    let dates = Dates { language: sheet.language, zone: rendezvous.time_zone, now: web.now() };
    let when = match rendezvous.ends_at {
        Some(end) => dates.range(rendezvous.starts_at, end),
        None => dates.moment(rendezvous.starts_at),
    };
    let first = if cancelled {
        sheet.subject = t.letter_cancelled_subject();
        t.letter_cancelled_first()
    } else {
        sheet.subject = t.letter_moved_subject();
        t.letter_moved_first()
    };
    sheet.before = vec![first, t.letter_moved_title(rendezvous.title.as_str()), t.letter_moved_when(when)];
    sheet.before.extend(rendezvous.place.as_ref().map(|place| t.letter_moved_place(place.as_str())));
    if !cancelled {
        sheet.before.extend(what.iter().map(|field| t.letter_moved_what(field.as_str())));
    }
    let path = sheet.links().rendezvous(rendezvous.id);
    sheet.leads(t.letter_moved_link(), &path);
    sheet.why = t.letter_moved_why();
    Ok(Some(sheet))
}

async fn trial(web: &Web, to: &MailAddress, language: Language) -> Result<Sheet, Failure> {
    let mut sheet = Sheet::new(web, to.clone(), language).await?;
    let t = sheet.t;
    sheet.subject = t.letter_test_subject();
    sheet.before = vec![t.letter_test_first(), t.letter_test_address(sheet.home.as_str())];
    sheet.why = t.letter_test_why();
    Ok(sheet)
}

/// The person, unless their account is over.
async fn present(web: &Web, id: PersonId) -> Result<Option<Person>, Failure> {
    Ok(web.read().await?.person(id).await?.filter(|person| person.standing != Standing::Ended))
}

#[cfg(test)]
#[path = "letters_tests.rs"]
mod tests;
