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
    dead_code,
    reason = "written by fluent-typed at build time; a test below finds the texts that nobody says"
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
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    /// What is said on screens, line by line, with the name of its file.
    fn lines(language: &str) -> Vec<(String, String)> {
        all_lines(language).into_iter().filter(|(_, line)| !line.starts_with('#')).collect()
    }

    /// The same with the comments.
    fn all_lines(language: &str) -> Vec<(String, String)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
        let mut all = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for line in fs::read_to_string(&path).unwrap().lines() {
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

    /// Every source and template, as one text.
    fn whatever_speaks() -> String {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![here.join("src"), here.join("templates")];
        let mut all = String::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    all.push_str(&fs::read_to_string(&path).unwrap());
                }
            }
        }
        all
    }

    #[test]
    fn every_text_is_said_somewhere() {
        let said = whatever_speaks();
        let words: BTreeSet<&str> =
            said.split(|next: char| !next.is_ascii_alphanumeric() && next != '_').collect();
        for (file, line) in lines("fr") {
            let Some((key, _)) = line.split_once(" =") else { continue };
            if key.starts_with(|first: char| !first.is_ascii_lowercase()) {
                continue;
            }
            let named = words.contains(key.replace('-', "_").as_str());
            assert!(named, "{file}: no page says {key}");
        }
    }

    /// The arguments of every text that has some, in the order in which its function takes them.
    fn arguments() -> BTreeMap<&'static str, Vec<&'static str>> {
        let written = include_str!(concat!(env!("OUT_DIR"), "/texts.rs"));
        let functions = written.split("pub fn ").skip(1).filter_map(|function| {
            let (head, rest) = function.split_once("(&self")?;
            let (list, _) = rest.split_once(") -> String")?;
            let names = list.split(", ").filter_map(|one| Some(one.split_once(": ")?.0));
            Some((head.split('<').next()?, names.collect::<Vec<_>>()))
        });
        functions.filter(|(_, names)| !names.is_empty()).collect()
    }

    #[test]
    fn a_sentence_that_is_turned_around_does_not_swap_what_its_callers_pass() {
        let functions = arguments();
        let (mut named, mut compared) = (Vec::new(), 0);
        for (file, line) in all_lines("fr") {
            if let Some((name, _)) = line.strip_prefix("# $").and_then(|rest| rest.split_once(" (")) {
                named.push(name.to_owned());
                continue;
            }
            let Some((key, _)) = line.split_once(" =") else { continue };
            let declared = std::mem::take(&mut named);
            let Some(passed) = functions.get(key.replace('-', "_").as_str()) else { continue };
            assert_eq!(
                declared, *passed,
                "{file}, {key}: its comments name the arguments in the order in which callers pass them (left), and its \
                 function takes them as the sentence first names them (right). Put the callers right, then the comments."
            );
            compared += 1;
        }
        assert_eq!(compared, functions.len(), "every function was compared");
        assert!(compared > 500, "the functions are read: {compared}");
    }

    #[test]
    fn french_screens_never_call_a_server_an_instance() {
        for (file, line) in lines("fr") {
            // Nor a body of the organisation: that is an « organe », so that the word says nothing twice.
            assert!(!line.to_lowercase().contains("instance"), "{file}: {line:?}");
        }
    }
}
