//! An address in two languages: its patterns, what fills them, and how it is routed.

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
    pub(super) const fn both(fr: &'static str, en: &'static str) -> Self {
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
    pub(super) fn translate(self, path: &str, to: Language) -> Option<String> {
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
