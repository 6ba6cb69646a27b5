//! A message of a group as its page shows it; drawn by `message` of `groups/shared.html`.

use preau_core::access::{Thing, Verb, Viewer, may};
use preau_core::group::{Message, MessageState, MessageView, Vouched};

use super::Known;
use super::head::face;
use super::square::Square;
use crate::page::{Face, Frame};

/// For whom and where a message is shown.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    pub(crate) frame: &'a Frame,
    pub(crate) viewer: &'a Viewer,
    pub(crate) known: &'a Known,
}

/// A message, ready for its template.
pub(crate) struct Said {
    /// The `id` of its article is `m-` and this.
    pub(crate) id: String,
    /// Its permanent address.
    pub(crate) href: String,
    /// Instead of the text, where it was taken away. Nothing else is shown then.
    pub(crate) gone: String,
    pub(crate) face: Face,
    pub(crate) name: String,
    /// The page of that person; empty for those of other sections.
    pub(crate) name_href: String,
    pub(crate) square: Option<Square>,
    pub(crate) when: String,
    pub(crate) datetime: String,
    pub(crate) edited: bool,
    /// What is on its way to the host, in words.
    pub(crate) waits: String,
    /// That only the host vouches for it, in words.
    pub(crate) vouched: String,
    pub(crate) html: String,
    /// Why the host did not take it; to its author alone.
    pub(crate) refused: String,
    /// A form with the same text, to try again.
    pub(crate) again: String,
    pub(crate) useful: i64,
    pub(crate) mine: bool,
    pub(crate) acts: Acts,
    /// The name it answers, where that is not the discussion's first message.
    pub(crate) answers: String,
    pub(crate) answers_href: String,
    /// What is new begins with it.
    pub(crate) fresh: bool,
}

/// Where the buttons lead; empty is not offered.
#[derive(Default)]
pub(crate) struct Acts {
    pub(crate) reply: String,
    pub(crate) useful: String,
    pub(crate) edit: String,
    pub(crate) take_back: String,
    /// It is another's.
    pub(crate) removes: bool,
}

impl Said {
    pub(crate) fn of(view: &MessageView, look: Look<'_>) -> Self {
        let Look { frame, known, .. } = look;
        let message = &view.message;
        let (t, group) = (frame.t, &known.view.group);
        let host = group.host_name.as_str();
        let handed = message.vouched == Vouched::Host && message.person.is_none();
        Self {
            id: message.id.to_string(),
            href: if message.parent.is_none() {
                frame.to.topic(message.id)
            } else {
                format!("#m-{}", message.id)
            },
            gone: gone(look, message),
            face: face(message.name.as_str(), &message.author),
            name: message.name.to_string(),
            name_href: String::new(),
            square: known.squares.beside(t, &message.host),
            when: known.dates.ago(message.written_at),
            datetime: known.dates.datetime(message.written_at),
            edited: message.edits > 0,
            waits: match view.waiting {
                _ if message.state == MessageState::Waiting => t.message_waits(host),
                Some(verb) => t.message_act_waits(verb.as_str(), host),
                None => String::new(),
            },
            vouched: if handed { t.message_vouched(host) } else { String::new() },
            html: message.html.clone(),
            refused: message.reason.map(|reason| t.message_reason(reason.as_str())).unwrap_or_default(),
            again: again(frame, message),
            useful: view.useful,
            mine: view.mine,
            acts: acts(message, look),
            answers: String::new(),
            answers_href: String::new(),
            fresh: false,
        }
    }
}

fn gone(Look { frame, known, .. }: Look<'_>, message: &Message) -> String {
    match message.state {
        MessageState::Deleted => frame.t.item_deleted(),
        MessageState::Removed => frame.t.message_removed(),
        MessageState::Withheld => {
            frame.t.message_withheld(known.squares.at(frame.t, &message.host).name.as_str())
        }
        MessageState::Waiting | MessageState::Published | MessageState::Refused => String::new(),
    }
}

/// Where a refused text can be taken up again: nothing of it is lost.
fn again(frame: &Frame, message: &Message) -> String {
    if message.state != MessageState::Refused {
        return String::new();
    }
    let form = match message.parent {
        Some(parent) => frame.to.topic_reply(parent),
        None => frame.to.group_write(message.group),
    };
    format!("{form}?from={}", message.id)
}

fn acts(message: &Message, look: Look<'_>) -> Acts {
    let Look { frame, viewer, known } = look;
    let thing = Thing::Message { message, group: &known.view.group, mine: known.view.mine.as_ref() };
    let offered = |verb, address: String| if may(viewer, verb, thing) { address } else { String::new() };
    let (to, id) = (frame.to, message.id);
    let removes = may(viewer, Verb::Remove, thing);
    Acts {
        reply: offered(Verb::Answer, to.topic_reply(id)),
        useful: offered(Verb::React, to.topic_useful(id)),
        edit: offered(Verb::Edit, to.topic_edit(id)),
        take_back: if removes {
            to.topic_take_back(id)
        } else {
            offered(Verb::Delete, to.topic_take_back(id))
        },
        removes,
    }
}
