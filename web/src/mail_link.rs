//! The links of letters that prove a new mail address, or bring the former one back.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::action::account::{CancelMail, ConfirmMail};
use preau_core::action::session::live_link;
use preau_core::error::Refusal;
use preau_core::session::{Link as Row, LinkPurpose};

use crate::error::{Answer, Failure};
use crate::over::{self, Link};
use crate::page::{Done, Flash, Page as _, Room};
use crate::place::{self, Places as _};
use crate::session;
use crate::sign_in::{LinkPage, read};
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other, see_other_with};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::MAIL_LINK, get(show).post(perform))
}

/// C02: the page changes nothing, its button does.
async fn show(visit: Visit, State(web): State<Web>, Path(token): Path<String>) -> Answer {
    let row = match live(&web, &token).await {
        Ok(row) => row,
        Err(failure) => return over::shown(&visit, Link::Mail, failure),
    };
    let frame = visit.frame(Room::None);
    let (t, mail) = (frame.t, row.mail.unwrap_or_default());
    let (title, sentence, button) = if row.purpose == LinkPurpose::ConfirmMail {
        (t.mail_confirm_title(), t.mail_confirm_text(mail), t.mail_confirm_button())
    } else {
        (t.mail_cancel_title(), t.mail_cancel_text(mail), t.mail_cancel_button())
    };
    Ok(LinkPage { frame, title, sentence, button, action: visit.to.mail_link(token) }.show())
}

async fn perform(visit: Visit, State(web): State<Web>, caller: Caller, Path(token): Path<String>) -> Answer {
    let row = match live(&web, &token).await {
        Ok(row) => row,
        Err(failure) => return over::shown(&visit, Link::Mail, failure),
    };
    let confirms = row.purpose == LinkPurpose::ConfirmMail;
    let done = if confirms {
        web.perform(ConfirmMail { hash: row.hash }).await
    } else {
        web.perform(CancelMail { hash: row.hash }).await
    };
    match done {
        Err(failure) => over::shown(&visit, Link::Mail, failure.into()),
        Ok(()) if confirms => {
            let to = if caller.member().is_some() { visit.to.settings() } else { visit.to.sign_in() };
            Ok(see_other(&to, Some(Flash::new(Done::MailConfirmed))))
        }
        // Every session ended with it: whoever is here goes on with a new password.
        Ok(()) => Ok(see_other_with(
            &visit.to.password(),
            Some(Flash::new(Done::MailRestored)),
            &[session::closed()],
        )),
    }
}

/// The link, if it is about a mail address and still opens anything.
async fn live(web: &Web, token: &str) -> Result<Row, Failure> {
    let hash = read(token)?.hash();
    let mut db = web.read().await?;
    let purpose = db.link(&hash).await?.map(|row| row.purpose);
    let about_mail = purpose.filter(|p| matches!(p, LinkPurpose::ConfirmMail | LinkPurpose::CancelMail));
    let purpose = about_mail.ok_or(Refusal::LinkSpent)?;
    Ok(live_link(db.as_mut(), web.now(), &hash, purpose).await?.0)
}
