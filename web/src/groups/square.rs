//! The square of a section: two letters on its colour, beside its name, wherever people of several sections meet.

use preau_core::action::network::host_and_port;
use preau_core::group::{Group, GroupView, Reach};
use preau_core::unit::House;
use url::Url;

use crate::texts::Texts;

/// A section as its square and its name; drawn by `sec` of `groups/shared.html`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Square {
    /// Its colour: a class of the stylesheet.
    pub(crate) class: &'static str,
    /// Two letters.
    pub(crate) letters: String,
    /// Its name.
    pub(crate) name: String,
}

/// The colours, each with white letters readable on it in both themes.
const COLOURS: [&str; 8] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];

impl Square {
    /// The square of a section on a server: its colour follows from the server, so that it is the same on every page.
    pub(crate) fn of(host: &str, name: &str) -> Self {
        Self { class: colour(host), letters: letters(name), name: name.to_owned() }
    }

    /// Somebody of no section that takes part.
    pub(crate) fn outside(t: &Texts, host: &str) -> Self {
        Self { class: "ext", letters: "↗".to_owned(), name: t.message_outside(host) }
    }
}

fn colour(host: &str) -> &'static str {
    let mixed = host.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let place = usize::try_from(mixed % 8).unwrap_or_default();
    COLOURS.get(place).copied().unwrap_or("s1")
}

/// The initials of the two first words with a capital, else the two first letters.
fn letters(name: &str) -> String {
    let words = name.split([' ', '-', '\u{A0}', '’']);
    let initials: String =
        words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).take(2).collect();
    if initials.chars().count() == 2 {
        return initials;
    }
    name.chars().filter(|c| c.is_alphanumeric()).take(2).flat_map(char::to_uppercase).collect()
}

/// The sections of one group, by their servers.
pub(crate) struct Squares {
    /// Whether bylines carry them: in a group of one section everybody is of it.
    shown: bool,
    ours: String,
    known: Vec<(String, Square)>,
}

impl Squares {
    /// Those of a group.
    pub(crate) fn of(view: &GroupView, house: &House, origin: &Url) -> Self {
        let ours = host_and_port(origin);
        let own = Square { letters: house.sigil.to_string(), ..Square::of(&ours, house.name.as_str()) };
        let mut known = vec![(ours.clone(), own)];
        for section in view.sections.iter().filter(|section| section.host != ours) {
            known.push((section.host.clone(), Square::of(&section.host, section.name.as_str())));
        }
        let host = host_and_port(&view.group.actor);
        if !known.iter().any(|(there, _)| *there == host) {
            known.push((host.clone(), Square::of(&host, view.group.host_name.as_str())));
        }
        Self { shown: view.group.reach == Reach::Shared, ours, known }
    }

    /// The section on this server, or somebody from outside.
    pub(crate) fn at(&self, t: &Texts, host: &str) -> Square {
        let found = self.known.iter().find(|(there, _)| there == host);
        found.map_or_else(|| Square::outside(t, host), |(_, square)| square.clone())
    }

    /// The same beside a name; nothing where all are of one section.
    pub(crate) fn beside(&self, t: &Texts, host: &str) -> Option<Square> {
        self.shown.then(|| self.at(t, host))
    }

    /// The one that hosts a shared group.
    pub(crate) fn host(&self, t: &Texts, group: &Group) -> Option<Square> {
        self.beside(t, &host_and_port(&group.actor))
    }

    /// Whether this server is ours.
    pub(crate) fn is_ours(&self, host: &str) -> bool {
        self.ours == host
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_has_two_letters_whatever_it_is_called() {
        assert_eq!(letters("Port-Lazare"), "PL");
        assert_eq!(letters("Saint-Aubin-les-Forges"), "SA");
        assert_eq!(letters("Montreval"), "MO");
        assert_eq!(letters("section de Rive-Haute"), "RH");
        assert_eq!(letters("é"), "É");
    }

    #[test]
    fn the_colour_of_a_section_follows_from_its_server_alone() {
        assert_eq!(Square::of("a.example", "Un").class, Square::of("a.example", "Deux").class);
        assert!(COLOURS.contains(&colour("")));
    }
}
