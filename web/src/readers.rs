//! Who will read: the audiences that a form offers its writer, counted when it is shown, each in words (voices.md 5).

use preau_core::access::{self, Viewer};
use preau_core::audience::{Audience, Readers};
use preau_core::error::Fault;
use preau_core::store::Read;

use crate::page::Frame;

/// Servers named in the list of those that get a copy; a section is followed from fewer.
const SERVERS_MAX: i64 = 200;

/// An audience that may be chosen.
#[derive(Clone, Debug)]
pub(crate) struct Offered {
    /// Who that is, counted now.
    pub(crate) readers: Readers,
    /// The name of the body it is; else empty.
    pub(crate) body: String,
}

/// What this viewer may choose from, the narrowest first: the bodies in which they sit, the section, everybody; nothing
/// wider than what is answered.
pub(crate) async fn offered(
    db: &mut dyn Read,
    viewer: &Viewer,
    within: Audience,
) -> Result<Vec<Offered>, Fault> {
    let mut all = Vec::new();
    for (body, members) in access::own_bodies(db, viewer).await? {
        let readers = Readers { audience: Audience::Body(body.id), members, servers: Vec::new() };
        all.push(Offered { readers, body: body.name.to_string() });
    }
    let members = db.members_count().await?;
    let section = Readers { audience: Audience::Section, members, servers: Vec::new() };
    all.push(Offered { readers: section, body: String::new() });
    let servers = db.follower_hosts(SERVERS_MAX).await?;
    let everybody = Readers { audience: Audience::Everybody, members, servers };
    all.push(Offered { readers: everybody, body: String::new() });
    all.retain(|one| one.readers.audience.within(within));
    Ok(all)
}

/// The audience of a text whose writer chose none: that of what it answers, and of nothing else than the section.
pub(crate) const fn usual(within: Audience) -> Audience {
    match within {
        Audience::Body(body) => Audience::Body(body),
        Audience::Section | Audience::Everybody => Audience::Section,
    }
}

/// An audience as the composer offers it, and as the band over the composer says it.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// Class of the band.
    pub(crate) class: &'static str,
    /// Icon of the band.
    pub(crate) icon: &'static str,
    /// Its name.
    pub(crate) label: String,
    /// "Pourront lire : les 64 membres…"
    pub(crate) readers: String,
    /// What leaves the server.
    pub(crate) reach: String,
    /// The verb on the button.
    pub(crate) button: String,
}

impl Choice {
    /// What is said of it; `replies` where it answers something.
    pub(crate) fn of(frame: &Frame, offered: &Offered, replies: bool) -> Self {
        let Readers { audience, members, servers } = &offered.readers;
        let t = frame.t;
        let seen = frame.seen(audience, &offered.body);
        let inside = if replies { t.compose_reply() } else { t.compose_publish() };
        let (class, label, reach, button) = match audience {
            Audience::Section => {
                ("", t.compose_for_section(frame.site.kind.as_str()), t.readers_nothing_leaves(), inside)
            }
            Audience::Body(_) => {
                let label = t.compose_for_body(*members, &offered.body);
                (seen.class, label, t.readers_nothing_leaves(), inside)
            }
            Audience::Everybody => {
                let reach = t.readers_servers(servers.len(), &frame.site.name);
                (seen.class, t.compose_for_everybody(), reach, t.compose_read_again())
            }
        };
        Self {
            value: audience.to_string(),
            class,
            icon: seen.icon,
            label,
            readers: said(frame, *audience, *members, &offered.body),
            reach,
            button,
        }
    }

    /// Whether it is for everybody: then the author is asked in whose name.
    pub(crate) fn public(&self) -> bool {
        self.value == Audience::Everybody.to_string()
    }
}

/// "Pourront lire : les 64 membres de Vallombre-Centre."
pub(crate) fn said(frame: &Frame, audience: Audience, members: i64, body: &str) -> String {
    match audience {
        Audience::Section => frame.t.readers_section(members, &frame.site.name),
        Audience::Body(_) => frame.t.readers_body(members, body),
        Audience::Everybody => frame.t.readers_everybody(),
    }
}
