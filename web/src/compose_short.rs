//! The composer as it stands in the feed and under a discussion: a text, who reads it, and the way to every other choice.

use preau_core::access::Viewer;
use preau_core::audience::Audience;
use preau_core::error::Fault;
use preau_core::mandate::Seats;
use preau_core::post::PostView;
use preau_core::store::Read;
use uuid::Uuid;

use crate::page::Frame;
use crate::readers;

/// The short form; `compose_parts.html` draws it.
pub(crate) struct Short {
    /// Where it is sent.
    pub(crate) action: String,
    /// The form's own id.
    pub(crate) once: Uuid,
    /// Who reads it: what the form sends, the class of its band, its icon.
    pub(crate) audience: String,
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    /// "Pourront lire : les 64 membres…"
    pub(crate) readers: String,
    /// The question over the text.
    pub(crate) label: String,
    /// The verb on the button.
    pub(crate) button: String,
    /// Under which name the script keeps the draft.
    pub(crate) draft: String,
    /// Whether another audience may be chosen.
    pub(crate) changes: bool,
}

impl Short {
    /// A new post for the section.
    pub(crate) fn feed(frame: &Frame, members: i64, once: Uuid) -> Self {
        Self {
            action: frame.to.compose(),
            once,
            audience: Audience::Section.to_string(),
            class: "",
            icon: "house",
            readers: frame.t.readers_section(members, &frame.site.name),
            label: frame.t.compose_label(frame.site.kind.as_str()),
            button: frame.t.compose_publish(),
            draft: "post".to_owned(),
            changes: true,
        }
    }

    /// A reply, read by those who read what it answers, or within the section, unless another choice is made (voices.md 5).
    pub(crate) async fn reply(
        db: &mut dyn Read,
        frame: &Frame,
        viewer: &Viewer,
        once: Uuid,
        to: &PostView,
    ) -> Result<Self, Fault> {
        let members = match to.post.audience {
            Audience::Body(body) => db.seated_count(body, viewer.scope().at()).await?,
            Audience::Section | Audience::Everybody => db.members_count().await?,
        };
        let narrows = viewer.seats().is_some_and(Seats::sit_apart);
        Ok(Self::answering(frame, members, once, to, narrows))
    }

    /// The same, where the readers are counted and one knows whether fewer can be chosen.
    pub(crate) fn answering(frame: &Frame, members: i64, once: Uuid, to: &PostView, narrows: bool) -> Self {
        let audience = readers::usual(to.post.audience);
        let body = to.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let seen = frame.seen(&audience, &body);
        let of_body = audience.body().is_some();
        Self {
            action: frame.to.reply(to.post.id),
            once,
            audience: audience.to_string(),
            class: if of_body { seen.class } else { "" },
            icon: seen.icon,
            readers: readers::said(frame, audience, members, &body),
            label: frame.t.compose_reply_label(),
            button: frame.t.compose_reply(),
            draft: format!("reply-{}", to.post.id),
            changes: !of_body && (narrows || to.post.audience == Audience::Everybody),
        }
    }
}
