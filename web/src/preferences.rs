//! Theme, size of text and language: chosen by plain forms, kept in one cookie, read by the server.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use preau_core::action::account::ChangeLanguage;
use preau_core::language::Language;
use serde::Deserialize;

use crate::error::Answer;
use crate::page::{Frame, Page, Room};
use crate::place;
use crate::state::{Caller, Web};
use crate::texts::Texts;
use crate::visit::{Visit, cookie, local, see_other_with};

/// The name of the cookie.
const COOKIE: &str = "preferences";
/// A year: long enough to be forgotten about, short enough to go away.
const KEPT_S: u32 = 31_536_000;

/// A theme that was chosen; without one the device decides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word in the cookie, the form and `data-theme`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Light => "clair",
            Self::Dark => "sombre",
        }
    }
}

/// A size of text other than the normal one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Size {
    /// 112.5 %.
    Large,
    /// 131.25 %.
    Larger,
}

impl Size {
    /// The word in the cookie, the form and `data-taille`.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Large => "grand",
            Self::Larger => "tresgrand",
        }
    }
}

/// What a reader chose on this device.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Preferences {
    /// The chosen theme.
    pub(crate) theme: Option<Theme>,
    /// The chosen size.
    pub(crate) size: Option<Size>,
    /// The chosen language.
    pub(crate) language: Option<Language>,
}

/// One button of a choice.
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) word: &'static str,
    /// What stands on it: an icon's name, or letters.
    pub(crate) mark: &'static str,
    /// Whether it is the present one.
    pub(crate) chosen: bool,
    say: fn(&Texts) -> String,
}

impl Choice {
    /// Its name.
    pub(crate) fn said(&self, t: &Texts) -> String {
        (self.say)(t)
    }
}

impl Preferences {
    /// From the request's cookie; a word that we do not know is as if it were not there.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut preferences = Self::default();
        for word in cookie(headers, COOKIE).unwrap_or_default().split('.').take(3) {
            preferences.choose(word);
        }
        preferences
    }

    /// Takes over one word, whatever it is about.
    fn choose(&mut self, word: &str) {
        match word {
            "clair" => self.theme = Some(Theme::Light),
            "sombre" => self.theme = Some(Theme::Dark),
            "auto" => self.theme = None,
            "grand" => self.size = Some(Size::Large),
            "tresgrand" => self.size = Some(Size::Larger),
            "normal" => self.size = None,
            word => {
                if let Ok(language) = word.parse() {
                    self.language = Some(language);
                }
            }
        }
    }

    /// The `Set-Cookie` that keeps them.
    pub(crate) fn written(self) -> String {
        let words =
            [self.theme.map(Theme::word), self.size.map(Size::word), self.language.map(Language::as_str)];
        let value = words.into_iter().flatten().collect::<Vec<_>>().join(".");
        format!("{COOKIE}={value}; Path=/; Max-Age={KEPT_S}; SameSite=Lax; Secure; HttpOnly")
    }

    /// For `<meta name="color-scheme">`, so that the browser's own parts follow.
    pub(crate) const fn schemes(self) -> &'static str {
        match self.theme {
            None => "light dark",
            Some(Theme::Light) => "light",
            Some(Theme::Dark) => "dark",
        }
    }

    /// The buttons for the theme.
    pub(crate) fn themes(self) -> [Choice; 3] {
        [
            Choice { word: "auto", mark: "monitor", chosen: self.theme.is_none(), say: Texts::theme_system },
            Choice {
                word: "clair",
                mark: "sun",
                chosen: self.theme == Some(Theme::Light),
                say: Texts::theme_light,
            },
            Choice {
                word: "sombre",
                mark: "moon",
                chosen: self.theme == Some(Theme::Dark),
                say: Texts::theme_dark,
            },
        ]
    }

    /// The buttons for the size of text.
    pub(crate) fn sizes(self) -> [Choice; 3] {
        [
            Choice { word: "normal", mark: "A", chosen: self.size.is_none(), say: Texts::size_normal },
            Choice {
                word: "grand",
                mark: "A+",
                chosen: self.size == Some(Size::Large),
                say: Texts::size_large,
            },
            Choice {
                word: "tresgrand",
                mark: "A++",
                chosen: self.size == Some(Size::Larger),
                say: Texts::size_larger,
            },
        ]
    }
}

/// The page with all choices, for the menu.
#[derive(Template)]
#[template(path = "appearance.html")]
pub(crate) struct Appearance {
    pub(crate) frame: Frame,
}

impl Page for Appearance {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// `GET /apparence`.
pub(crate) async fn show(visit: Visit) -> Answer {
    Ok(Appearance { frame: visit.frame(Room::None) }.show())
}

/// What a button sends: one of the three, and where to go back to.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    theme: Option<String>,
    size: Option<String>,
    language: Option<String>,
    back: Option<String>,
}

impl Chosen {
    fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(|word| word.parse().ok())
    }
}

/// `POST /preferences`: a member's choice of language is their setting, which goes before the cookie and holds for letters.
pub(crate) async fn keep(
    State(web): State<Web>,
    caller: Caller,
    visit: Visit,
    Form(chosen): Form<Chosen>,
) -> Answer {
    if let (Some(person), Some(language)) = (caller.member(), chosen.language()) {
        web.perform(ChangeLanguage { person: person.id, language }).await?;
    }
    Ok(choose(&visit, &chosen))
}

/// The rest of it: sets the cookie and goes back, in the language that was chosen.
pub(crate) fn choose(visit: &Visit, chosen: &Chosen) -> Response {
    let mut preferences = visit.preferences;
    for word in [&chosen.theme, &chosen.size, &chosen.language].into_iter().flatten() {
        preferences.choose(word);
    }
    let back = local(chosen.back.as_deref().unwrap_or("/"));
    let back = match chosen.language() {
        Some(language) => place::twin(&back, language),
        None => back,
    };
    see_other_with(&back, None, &[preferences.written()])
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;
    use crate::gallery::Samples;

    impl Samples for Appearance {
        fn samples(frame: Frame) -> Vec<Self> {
            vec![Self { frame }]
        }
    }

    #[test]
    fn the_cookie_is_read_as_it_was_written() {
        let chosen =
            Preferences { theme: Some(Theme::Dark), size: Some(Size::Larger), language: Some(Language::En) };
        let mut headers = HeaderMap::new();
        let written = chosen.written();
        headers.insert(header::COOKIE, written.split(';').next().unwrap().parse().unwrap());
        assert_eq!(Preferences::read(&headers), chosen);
    }

    #[test]
    fn a_forged_cookie_changes_nothing() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "preferences=<script>.rouge.de.sombre".parse().unwrap());
        assert_eq!(Preferences::read(&headers), Preferences::default());
    }
}
