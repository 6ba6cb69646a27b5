//! The pages that explain: legal notice, help, accessibility, what is kept about people. Words, and a few facts of the house.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use preau_core::text::ShortText;
use preau_core::unit::House;

use crate::error::Answer;
use crate::page::{Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::state::Web;
use crate::texts::Texts;
use crate::visit::Visit;

pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .at(place::LEGAL, get(legal))
        .at(place::HELP, get(help))
        .at(place::ACCESSIBILITY, get(accessibility))
        .at(place::DATA, get(data))
}

async fn legal(State(web): State<Web>, visit: Visit) -> Answer {
    let house = web.house().await?;
    Ok(Explained::legal(visit.frame(Room::None), &house).show())
}

async fn help(visit: Visit) -> Answer {
    Ok(Explained::help(visit.frame(Room::None)).show())
}

async fn accessibility(State(web): State<Web>, visit: Visit) -> Answer {
    let house = web.house().await?;
    Ok(Explained::accessibility(visit.frame(Room::None), &house).show())
}

async fn data(State(web): State<Web>, visit: Visit) -> Answer {
    let house = web.house().await?;
    Ok(Explained::data(visit.frame(Room::None), &house).show())
}

/// A page of words.
#[derive(Template)]
#[template(path = "explained.html")]
pub(crate) struct Explained {
    frame: Frame,
    title: String,
    lead: String,
    parts: Vec<Part>,
}

/// A part of it: a heading, paragraphs, and points where there are several.
struct Part {
    heading: String,
    paragraphs: Vec<String>,
    points: Vec<String>,
}

impl Part {
    fn said<const N: usize>(heading: String, paragraphs: [String; N]) -> Self {
        Self { heading, paragraphs: paragraphs.into(), points: Vec::new() }
    }

    fn listed<const N: usize>(heading: String, points: [String; N]) -> Self {
        Self { heading, paragraphs: Vec::new(), points: points.into() }
    }
}

impl Page for Explained {
    const KEEPING: Keeping = Keeping::Public;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl Explained {
    /// Who answers for this site, as the law asks of everybody who publishes.
    fn legal(frame: Frame, house: &House) -> Self {
        let (t, kind) = (frame.t, house.kind.as_str());
        let publisher = match &house.publisher {
            Some(name) => t.page_legal_publisher(name.as_str()),
            None => t.page_legal_publisher_missing(),
        };
        let parts = vec![
            Part::said(t.page_legal_editor_title(), [editor(t, house), contact(t, house)]),
            Part::said(t.page_legal_publisher_title(), [publisher]),
            Part::said(
                t.page_legal_host_title(),
                [
                    t.page_legal_host(kind, house.url.host_str().unwrap_or_default()),
                    t.page_legal_host_rented(),
                ],
            ),
            Part::said(t.page_legal_report_title(), [t.page_legal_report()]),
            Part::said(t.page_legal_cookies_title(), [t.page_legal_cookies()]),
            Part::said(t.page_legal_software_title(), [t.page_legal_software(env!("CARGO_PKG_VERSION"))]),
        ];
        Self { title: t.page_legal_title(), lead: String::new(), parts, frame }
    }

    /// Short and by room.
    fn help(frame: Frame) -> Self {
        let t = frame.t;
        let kind = frame.site.kind.as_str();
        let parts = vec![
            Part::said(t.page_help_home_title(), [t.page_help_home()]),
            Part::said(t.page_help_write_title(), [t.page_help_write(), t.page_help_markdown()]),
            Part::listed(
                t.page_help_audience_title(),
                [
                    t.page_help_audience_body(),
                    t.page_help_audience_section(kind),
                    t.page_help_audience_everybody(),
                    t.page_help_audience_reply(),
                ],
            ),
            Part::said(
                t.page_help_calendar_title(),
                [t.page_help_calendar(), t.page_help_calendar_address()],
            ),
            Part::said(t.page_help_notices_title(), [t.page_help_notices()]),
            Part::said(t.page_help_settings_title(), [t.page_help_settings(), t.page_help_sign_in()]),
            Part::said(t.page_help_keyboard_title(), [t.page_help_keyboard(), t.page_help_script()]),
            Part::said(t.page_help_manage_title(), [t.page_help_manage()]),
        ];
        Self { title: t.page_help_title(), lead: t.page_help_lead(), parts, frame }
    }

    /// What was tried, how, and what was not.
    fn accessibility(frame: Frame, house: &House) -> Self {
        let t = frame.t;
        let parts = vec![
            Part::listed(
                t.page_access_done_title(),
                [
                    t.page_access_done_axe(),
                    t.page_access_done_html(),
                    t.page_access_done_keyboard(),
                    t.page_access_done_sizes(),
                ],
            ),
            Part::listed(
                t.page_access_missing_title(),
                [
                    t.page_access_missing_readers(),
                    t.page_access_missing_people(),
                    t.page_access_missing_audit(),
                ],
            ),
            Part::listed(
                t.page_access_limits_title(),
                [t.page_access_limits_pictures(), t.page_access_limits_written()],
            ),
            Part::said(t.page_access_tell_title(), [t.page_access_tell(), contact(t, house)]),
        ];
        Self { title: t.page_access_title(), lead: t.page_access_lead(), parts, frame }
    }

    /// What is kept, why, who reads it, what leaves, how long, and how to end it.
    fn data(frame: Frame, house: &House) -> Self {
        let (t, kind) = (frame.t, house.kind.as_str());
        let days = preau_core::session::SESSION_DAYS;
        let invitation = preau_core::invitation::INVITATION_DAYS;
        let parts = vec![
            Part::said(t.page_data_who_title(), [t.page_data_who(kind), contact(t, house)]),
            Part::listed(
                t.page_data_kept_title(),
                [
                    t.page_data_kept_account(),
                    t.page_data_kept_written(),
                    t.page_data_kept_sessions(),
                    t.page_data_kept_journal(),
                    t.page_data_kept_requests(),
                    t.page_data_kept_guests(),
                    t.page_data_kept_followers(),
                ],
            ),
            Part::said(t.page_data_why_title(), [t.page_data_why(kind), t.page_data_why_stranger()]),
            Part::listed(
                t.page_data_readers_title(),
                [
                    t.page_data_readers_members(kind),
                    t.page_data_readers_admins(),
                    t.page_data_readers_strangers(),
                ],
            ),
            Part::listed(
                t.page_data_leaves_title(),
                [
                    t.page_data_leaves_public(),
                    t.page_data_leaves_name(),
                    t.page_data_leaves_mail(),
                    t.page_data_leaves_calendar(),
                    t.page_data_leaves_nothing(),
                ],
            ),
            Part::listed(
                t.page_data_long_title(),
                [
                    t.page_data_long_account(),
                    t.page_data_long_session(days),
                    t.page_data_long_invitation(invitation),
                    t.page_data_long_requests(),
                    t.page_data_long_guests(),
                    t.page_data_long_backups(),
                ],
            ),
            Part::said(t.page_data_rights_title(), [t.page_data_rights(), t.page_data_rights_complaint()]),
            Part::said(t.page_data_end_title(), [t.page_data_end(), t.page_data_end_elsewhere()]),
        ];
        Self { title: t.page_data_title(), lead: t.page_data_lead(), parts, frame }
    }
}

/// Who keeps the site, with what it belongs to where it said so.
fn editor(t: &Texts, house: &House) -> String {
    let above = house.level_above.as_ref().or(house.organisation.as_ref()).map(ShortText::as_str);
    match above {
        Some(above) => t.page_legal_editor_of(house.kind.as_str(), house.name.as_str(), above),
        None => t.page_legal_editor(house.kind.as_str(), house.name.as_str()),
    }
}

/// Where to write, or that nobody has said it yet.
fn contact(t: &Texts, house: &House) -> String {
    match (&house.contact_place, &house.contact_line) {
        (Some(place), Some(line)) => t.page_contact_both(place.as_str(), line.as_str()),
        (Some(one), None) | (None, Some(one)) => t.page_contact_one(one.as_str()),
        (None, None) => t.page_contact_missing(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::{Samples, house};

    impl Samples for Explained {
        fn samples(frame: Frame) -> Vec<Self> {
            let full = house();
            let bare = House {
                publisher: None,
                contact_place: None,
                contact_line: None,
                level_above: None,
                ..house()
            };
            vec![
                Self::legal(frame.clone(), &full),
                Self::legal(frame.clone(), &bare),
                Self::help(frame.clone()),
                Self::accessibility(frame.clone(), &full),
                Self::data(frame, &full),
            ]
        }
    }
}
