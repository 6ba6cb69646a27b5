//! The lines about meetings, their proxies and their minutes.

use preau_core::notice::{News, Notice};

use super::{Desk, Line};

impl Desk<'_> {
    /// A line about a meeting or its minutes.
    pub(super) fn of_meeting(&self, notice: &Notice, decide: String) -> Option<Line> {
        let (t, to) = (self.t(), self.frame.to);
        let mut line = Line { icon: "calendar-check", ..Line::default() };
        (line.title, line.href) = match &notice.news {
            News::Convened { meeting, title, again } => {
                let said = if *again {
                    t.notice_convened_again(title.as_str())
                } else {
                    t.notice_convened(title.as_str())
                };
                (said, to.meeting(meeting))
            }
            News::MeetingOff { meeting, title, postponed: true } => {
                (t.notice_meeting_postponed(title.as_str()), to.meeting(meeting))
            }
            News::MeetingOff { meeting, title, postponed: false } => {
                (t.notice_meeting_cancelled(title.as_str()), to.meeting(meeting))
            }
            News::ItemProposed { meeting, title, by, .. } => {
                line.button = decide;
                (t.notice_item_proposed(by.as_str(), title.as_str()), to.meeting(meeting))
            }
            News::ItemDecided { meeting, title, listed, word } => {
                line.more = word.as_ref().map(ToString::to_string).unwrap_or_default();
                let said = if *listed {
                    t.notice_item_listed(title.as_str())
                } else {
                    t.notice_item_declined(title.as_str())
                };
                (said, to.meeting(meeting))
            }
            News::ProxyGiven { meeting, title, by, given: true } => {
                (t.notice_proxy_given(by.as_str(), title.as_str()), to.meeting(meeting))
            }
            News::ProxyGiven { meeting, title, by, given: false } => {
                (t.notice_proxy_back(by.as_str(), title.as_str()), to.meeting(meeting))
            }
            News::ProxyVoid { meeting, title, by, came } => {
                line.icon = "handshake";
                let said = if *came {
                    t.notice_proxy_came(by.as_str(), title.as_str())
                } else {
                    t.notice_proxy_went(by.as_str(), title.as_str())
                };
                (said, to.meeting(meeting))
            }
            News::MinutesInReview { meeting, title } => {
                line.icon = "file-text";
                (t.notice_minutes_review(title.as_str()), to.minutes(meeting))
            }
            News::CorrectionAsked { meeting, title, by } => {
                line.icon = "pencil";
                line.button = decide;
                (t.notice_correction_asked(by.as_str(), title.as_str()), to.minutes(meeting))
            }
            News::CorrectionSettled { meeting, title, accepted } => {
                line.icon = "file-text";
                let said = if *accepted {
                    t.notice_correction_accepted(title.as_str())
                } else {
                    t.notice_correction_declined(title.as_str())
                };
                (said, to.minutes(meeting))
            }
            _ => return None,
        };
        Some(self.at(notice, line))
    }
}
