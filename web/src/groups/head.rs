//! What stands on top of every page of a group: its name, who reads, its rooms, and what is to be known before one reads.

use preau_core::access::{Verb, Viewer};
use preau_core::action::network::host_and_port;
use preau_core::group::{GroupSection, GroupState, Reach, SectionState, ShownAnimator};
use preau_core::id::GroupId;
use url::Url;
use uuid::Uuid;

use super::Known;
use super::square::Square;
use crate::page::{Face, Frame, Seen, Tab};

/// Servers named in one line; beyond, their number says enough and the list stands one click deeper.
const NAMED_MAX: usize = 4;

/// The rooms of a group.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// What is said.
    Topics,
    /// When one meets.
    Gatherings,
    /// Who is in it.
    Members,
    /// Its choices.
    Settings,
    /// A page under one of these.
    Deeper,
}

/// The top of the page.
pub(crate) struct Head {
    pub(crate) id: GroupId,
    pub(crate) name: String,
    pub(crate) aim: String,
    pub(crate) seen: Seen,
    /// Who hosts it; nothing for a group of one section.
    pub(crate) host: Option<Square>,
    pub(crate) readers: Readers,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) remarks: Vec<Remark>,
}

/// Something to be known before one reads on.
pub(crate) struct Remark {
    /// "", "ok", "warn" or "bad".
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) text: String,
    /// Where to do something about it; may be empty.
    pub(crate) href: String,
    /// The words of that link.
    pub(crate) link: String,
}

impl Remark {
    /// A sentence.
    pub(crate) fn new(tone: &'static str, icon: &'static str, text: String) -> Self {
        Self { tone, icon, text, href: String::new(), link: String::new() }
    }

    /// With a link.
    pub(crate) fn to(self, href: String, link: String) -> Self {
        Self { href, link, ..self }
    }
}

/// Who reads a group (voices.md 5): in a line, in full, and as the band over a composer.
pub(crate) struct Readers {
    pub(crate) summary: String,
    pub(crate) lines: Vec<String>,
    pub(crate) servers: Vec<Server>,
    pub(crate) band: Band,
}

/// A server with a copy.
pub(crate) struct Server {
    pub(crate) square: Square,
    pub(crate) host: String,
    /// How many of ours; of another server nothing is said (voices.md 8).
    pub(crate) note: String,
}

/// The band over a composer.
pub(crate) struct Band {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) readers: String,
    pub(crate) reach: String,
}

/// Somebody who animates and is seen.
pub(crate) struct Animator {
    pub(crate) face: Face,
    pub(crate) name: String,
    /// The page of that person, where they are one of ours.
    pub(crate) href: String,
    pub(crate) square: Option<Square>,
}

/// The round mark of an actor: those of ours are known by the id in their address, and so are those of other houses.
pub(crate) fn face(name: &str, actor: &Url) -> Face {
    let last = actor.path_segments().and_then(Iterator::last);
    let id = last.and_then(|segment| Uuid::try_parse(segment).ok()).unwrap_or_default();
    Face::of(name, id)
}

impl Head {
    pub(crate) fn of(frame: &Frame, known: &Known, viewer: &Viewer, here: Part) -> Self {
        let group = &known.view.group;
        Self {
            id: group.id,
            name: group.name.to_string(),
            aim: group.aim.to_string(),
            seen: seen(frame, known),
            host: known.squares.host(frame.t, group),
            readers: Readers::of(frame, known),
            tabs: tabs(frame, known, viewer, here),
            remarks: remarks(frame, known, here),
        }
    }
}

/// The short form of who reads.
fn seen(frame: &Frame, known: &Known) -> Seen {
    match known.view.group.reach {
        Reach::Section => {
            let words = frame.t.group_vis_section(frame.site.kind.as_str());
            Seen { class: "section", icon: "users", words }
        }
        Reach::Shared => {
            let words = frame.t.group_vis_shared(taking(known).count().max(1));
            Seen { class: "partage", icon: "handshake", words }
        }
    }
}

/// The sections whose servers hold a copy.
fn taking(known: &Known) -> impl Iterator<Item = &GroupSection> {
    known.view.sections.iter().filter(|section| section.state == SectionState::Taking)
}

fn tabs(frame: &Frame, known: &Known, viewer: &Viewer, here: Part) -> Vec<Tab> {
    let (t, to, id) = (frame.t, frame.to, known.view.group.id);
    let mut tabs = vec![
        Tab::new(to.group(id), t.group_topics(), here == Part::Topics),
        Tab::new(to.group_gatherings(id), t.group_tab_gatherings(), here == Part::Gatherings),
        Tab {
            count: u32::try_from(known.asking).unwrap_or_default(),
            ..Tab::new(to.group_members(id), t.group_tab_members(), here == Part::Members)
        },
    ];
    if known.may(viewer, Verb::Administer) {
        tabs.push(Tab::new(to.group_settings(id), t.group_tab_settings(), here == Part::Settings));
    }
    tabs
}

fn remarks(frame: &Frame, known: &Known, here: Part) -> Vec<Remark> {
    let (t, group) = (frame.t, &known.view.group);
    let mut remarks = Vec::new();
    if group.state == GroupState::Closed {
        remarks.push(Remark::new("", "lock", t.group_closed()));
    }
    if known.unreachable {
        remarks.push(Remark::new("warn", "triangle-alert", t.group_unreachable(group.host_name.as_str())));
    }
    if !group.hosted && group.behind() > 0 {
        let behind = Remark::new("", "clock", t.group_behind(group.behind()));
        remarks.push(behind.to(frame.here.clone(), t.group_reload()));
    }
    if known.asking > 0 && here == Part::Topics {
        let asking = Remark::new("", "user-plus", t.group_asking(known.asking));
        remarks.push(asking.to(frame.to.group_members(group.id), t.group_asking_see()));
    }
    remarks
}

impl Readers {
    pub(crate) fn of(frame: &Frame, known: &Known) -> Self {
        match known.view.group.reach {
            Reach::Section => Self::here(frame, known),
            Reach::Shared => Self::shared(frame, known),
        }
    }

    fn here(frame: &Frame, known: &Known) -> Self {
        let t = frame.t;
        Self {
            summary: t.group_readers_here(known.view.here),
            lines: vec![t.group_readers_only(), t.group_readers_stay()],
            servers: Vec::new(),
            band: Band {
                class: "",
                icon: "users",
                readers: t.group_band_here(known.view.here),
                reach: t.readers_nothing_leaves(),
            },
        }
    }

    fn shared(frame: &Frame, known: &Known) -> Self {
        let t = frame.t;
        let mut hosts: Vec<String> = taking(known).map(|section| section.host.clone()).collect();
        let host = host_and_port(&known.view.group.actor);
        if !hosts.contains(&host) {
            hosts.insert(0, host);
        }
        let server = |host: &String| Server {
            square: known.squares.at(t, host),
            host: host.clone(),
            note: if known.squares.is_ours(host) {
                t.group_members_here(known.view.here)
            } else {
                String::new()
            },
        };
        let servers: Vec<Server> = hosts.iter().map(server).collect();
        hosts.retain(|host| !known.squares.is_ours(host));
        let reach = match hosts.len() {
            0 => t.group_band_no_copy(),
            1..=NAMED_MAX => t.group_band_copies(hosts.join(", ")),
            many => t.group_band_many(many),
        };
        Self {
            summary: t.group_readers_shared(servers.len()),
            lines: vec![t.group_readers_only(), t.group_readers_copies()],
            servers,
            band: Band {
                class: "partage",
                icon: "handshake",
                readers: t.group_band_shared(known.view.here, known.house.name.as_str()),
                reach,
            },
        }
    }

    /// The servers with a copy, by name.
    pub(crate) fn hosts(&self) -> String {
        let hosts: Vec<&str> = self.servers.iter().map(|server| server.host.as_str()).collect();
        hosts.join(", ")
    }
}

/// Those who agreed to be seen.
pub(crate) fn animators(frame: &Frame, known: &Known) -> Vec<Animator> {
    let one = |one: &ShownAnimator| Animator {
        face: face(one.name.as_str(), &one.actor),
        name: one.name.to_string(),
        href: String::new(),
        square: known.squares.beside(frame.t, &one.host),
    };
    known.view.animators.iter().map(one).collect()
}
