//! The two catalogues, loaded once: `texts(language).message()`.

use std::sync::LazyLock;

use preau_core::language::Language;

#[expect(
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "written by fluent-typed at build time"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

pub(crate) use generated::L10nLanguage as Texts;

static FRENCH: LazyLock<Texts> = LazyLock::new(|| generated::L10n::Fr.load());
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| generated::L10n::En.load());

/// The texts of a language.
pub(crate) fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    fn lines(language: &str) -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for line in fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with('#')) {
                all.push((name.clone(), line.to_owned()));
            }
        }
        assert!(all.len() > 50, "the catalogue of {language} is read");
        all
    }

    #[test]
    fn french_puts_a_no_break_space_before_its_tall_marks() {
        for (file, line) in lines("fr") {
            for mark in [" :", " ;", " !", " ?", " »", "« "] {
                assert!(!line.contains(mark), "{file}: a breaking space at {mark:?} in {line:?}");
            }
            assert!(!line.contains('\u{202F}'), "{file}: the font has no U+202F, use U+00A0: {line:?}");
            assert!(!line.contains('\''), "{file}: a typewriter apostrophe in {line:?}");
        }
    }

    #[test]
    fn french_screens_never_call_a_server_an_instance() {
        for (file, line) in lines("fr") {
            assert!(!line.to_lowercase().contains("instance"), "{file}: {line:?}");
        }
    }
}
