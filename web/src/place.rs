//! Every address of the pages, in both languages: one table from which routes, links and the switch of language are made.

use std::fmt::Display;

use axum::Router;
use axum::routing::MethodRouter;
use preau_core::language::Language;

/// An address in its two languages. The same segments are variable in both, in the same order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    fr: &'static str,
    en: &'static str,
}

impl Place {
    const fn both(fr: &'static str, en: &'static str) -> Self {
        Self { fr, en }
    }

    /// The pattern in a language, as axum reads it.
    pub(crate) const fn pattern(self, language: Language) -> &'static str {
        match language {
            Language::Fr => self.fr,
            Language::En => self.en,
        }
    }

    /// The address itself, each `{..}` replaced in turn. Values are ids, slugs and tokens: nothing that needs escaping.
    pub(crate) fn with(self, language: Language, values: &[&dyn Display]) -> String {
        let mut values = values.iter();
        let mut address = String::new();
        for segment in self.pattern(language).split('/').skip(1) {
            address.push('/');
            match segment.starts_with('{').then(|| values.next()).flatten() {
                Some(value) => address.push_str(&value.to_string()),
                None => address.push_str(segment),
            }
        }
        address
    }

    /// The same address in the other language, if this pattern is the one of `path`.
    fn translate(self, path: &str, to: Language) -> Option<String> {
        let from = self.pattern(to.other());
        if from.split('/').count() != path.split('/').count() {
            return None;
        }
        let mut values: Vec<&dyn Display> = Vec::new();
        let mut found: Vec<&str> = Vec::new();
        for (pattern, segment) in from.split('/').zip(path.split('/')) {
            if pattern.starts_with('{') {
                found.push(segment);
            } else if pattern != segment {
                return None;
            }
        }
        values.extend(found.iter().map(|segment| -> &dyn Display { segment }));
        Some(self.with(to, &values))
    }
}

/// Routes a place in both its languages.
pub(crate) trait Places<S> {
    /// Adds the place under both patterns (once, where they are the same).
    fn at(self, place: Place, methods: MethodRouter<S>) -> Self;
}

impl<S: Clone + Send + Sync + 'static> Places<S> for Router<S> {
    fn at(self, place: Place, methods: MethodRouter<S>) -> Self {
        let router = self.route(place.fr, methods.clone());
        if place.fr == place.en { router } else { router.route(place.en, methods) }
    }
}

/// The path in the wanted language; unchanged where the table has it only once.
pub(crate) fn twin(path_and_query: &str, wanted: Language) -> String {
    let (path, query) = match path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (path_and_query, None),
    };
    let path = ALL.iter().find_map(|place| place.translate(path, wanted)).unwrap_or_else(|| path.to_owned());
    match query {
        Some(query) => format!("{path}?{query}"),
        None => path,
    }
}

macro_rules! places {
    ($($(#[$doc:meta])* $constant:ident $method:ident ($($value:ident),*) = $fr:literal, $en:literal;)+) => {
        $($(#[$doc])* pub(crate) const $constant: Place = Place::both($fr, $en);)+

        /// Every place, for the switch of language.
        const ALL: &[Place] = &[$($constant),+];

        /// The links of a page, in its language: `frame.to.post(id)`.
        #[derive(Clone, Copy, Debug)]
        pub(crate) struct Addresses {
            /// The language in which links are printed.
            pub(crate) language: Language,
        }

        impl Addresses {
            $($(#[$doc])* pub(crate) fn $method(&self $(, $value: impl Display)*) -> String {
                $constant.with(self.language, &[$(&$value),*])
            })+
        }
    };
}

places! {
    /// What waits for me, and the feed.
    HOME home() = "/", "/";
    /// The public page, for members too; a stranger gets it at `/`.
    PUBLIC_PAGE public_page() = "/presentation", "/about";
    /// The rendezvous.
    CALENDAR calendar() = "/agenda", "/calendar";
    /// One post with its replies.
    POST post(id) = "/messages/{id}", "/posts/{id}";
    /// One rendezvous.
    RENDEZVOUS rendezvous(id) = "/rendez-vous/{id}", "/rendezvous/{id}";
    /// What others did that concerns me.
    NOTICES notices() = "/notifications", "/notices";
    /// My settings.
    SETTINGS settings() = "/reglages", "/settings";
    /// Light, dark, text size, language.
    APPEARANCE appearance() = "/apparence", "/appearance";
    /// Where the choices of appearance are sent.
    PREFERENCES preferences() = "/preferences", "/preferences";
    /// Administration.
    MANAGE manage() = "/gestion", "/manage";
    /// Sign-in.
    SIGN_IN sign_in() = "/connexion", "/sign-in";
    /// Ends the session.
    SIGN_OUT sign_out() = "/deconnexion", "/sign-out";
    /// A forgotten password.
    PASSWORD password() = "/mot-de-passe", "/password";
    /// An invitation.
    INVITATION invitation(code) = "/invitation/{code}", "/invitation/{code}";
    /// The first set-up.
    SETUP setup(token) = "/installation/{token}", "/setup/{token}";
    /// A stranger asks to join.
    JOIN join() = "/nous-rejoindre", "/join";
    /// Who answers for this site.
    LEGAL legal() = "/mentions-legales", "/legal";
    /// Help, on paper too.
    HELP help() = "/aide", "/help";
    /// What works for whom, and what does not yet.
    ACCESSIBILITY accessibility() = "/accessibilite", "/accessibility";
    /// What the site keeps about people.
    DATA data() = "/vos-donnees", "/your-data";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switch_of_language_stays_on_the_same_page() {
        assert_eq!(twin("/agenda", Language::En), "/calendar");
        assert_eq!(twin("/calendar?month=2026-11", Language::Fr), "/agenda?month=2026-11");
        assert_eq!(twin("/messages/0190-ab", Language::En), "/posts/0190-ab");
        assert_eq!(twin("/agenda", Language::Fr), "/agenda");
        assert_eq!(twin("/elsewhere/x", Language::En), "/elsewhere/x");
    }

    #[test]
    fn a_link_is_printed_in_the_language_of_its_reader() {
        assert_eq!(Addresses { language: Language::Fr }.post("7"), "/messages/7");
        assert_eq!(Addresses { language: Language::En }.post("7"), "/posts/7");
        assert_eq!(Addresses { language: Language::En }.home(), "/");
    }

    #[test]
    fn both_languages_of_a_place_have_the_same_variables() {
        for place in ALL {
            let variables = |pattern: &str| -> Vec<String> {
                pattern.split('/').filter(|s| s.starts_with('{')).map(str::to_owned).collect()
            };
            assert_eq!(variables(place.fr), variables(place.en), "{place:?}");
        }
    }
}
