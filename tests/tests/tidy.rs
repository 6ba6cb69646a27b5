//! What a program can check of the house rules: arrows between packages, first lines, both languages, both engines, the documents.

#[path = "tidy/repository.rs"]
mod repository;
#[path = "tidy/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::fs;

use repository::{
    cargo, files, kind, lines_with, metadata, names_in, names_of_tests, read, root, shown, sources,
};
use texts::{messages, placeholders, step_of, without_placeables};

/// Which of our packages may use which. The tests may use all of them.
const ARROWS: [(&str, &[&str]); 6] = [
    ("preau-core", &[]),
    ("preau-store-sqlite", &["preau-core"]),
    ("preau-store-postgres", &["preau-core"]),
    ("preau-federation", &["preau-core"]),
    ("preau-web", &["preau-core"]),
    ("preau", &["preau-core", "preau-federation", "preau-store-postgres", "preau-store-sqlite", "preau-web"]),
];

/// Longer files are read by nobody. Catalogues and stylesheets are lists, and are not counted.
const LINES_MAX: usize = 500;

/// What the issue that founded the house asked to be written down.
const DOCUMENTS: [&str; 14] = [
    "README.md",
    "LICENSE",
    "FEDERATION.md",
    "docs/architecture.md",
    "docs/style.md",
    "docs/words.md",
    "docs/dependencies.md",
    "docs/hosting.fr.md",
    "docs/hosting.en.md",
    "docs/hosting/Caddyfile",
    "docs/federation.md",
    "docs/performance.md",
    "docs/journeys.md",
    "docs/decisions",
];

/// How many steps each walk-through of a person has: `P1.1` to `P1.10`, and so on.
const STEPS: [(&str, usize); 7] =
    [("P1", 10), ("P2", 10), ("P3", 9), ("P4", 9), ("P5", 7), ("P6", 8), ("P7", 7)];

#[test]
fn no_package_uses_another_against_the_arrows() {
    let metadata = metadata();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        seen.insert(name.to_owned());
        if name == "preau-tests" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name) else {
            wrong.push(format!("{name} is a package that the arrows do not know"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap() {
            let to = dependency["name"].as_str().unwrap();
            if dependency["path"].is_string() && !allowed.contains(&to) {
                wrong.push(format!("{name} -> {to}"));
            }
        }
    }
    for (name, _) in ARROWS {
        assert!(seen.contains(name), "the arrows name {name}, which is no package");
    }
    none(&wrong);
}

#[test]
fn the_first_line_of_every_file_says_what_it_is_for() {
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|path| {
            let text = read(path);
            let mut lines = text.lines();
            let mut first = lines.next().unwrap_or_default();
            if first.starts_with("#!/") {
                first = lines.next().unwrap_or_default();
            }
            let opening = match kind(path) {
                "rs" => "//! ",
                "mjs" | "js" => "// ",
                "css" => "/* ",
                "sql" => "-- ",
                _ => "# ",
            };
            first.strip_prefix(opening).is_none_or(|sentence| sentence.split_whitespace().count() < 3)
        })
        .map(|path| shown(&path))
        .collect();
    none(&wrong);
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let wrong: Vec<String> = sources()
        .into_iter()
        .chain(files(&|path| kind(path) == "html"))
        .filter(|path| kind(path) != "css")
        .filter_map(|path| {
            let lines = read(&path).lines().count();
            (lines > LINES_MAX).then(|| format!("{}: {lines} lines", shown(&path)))
        })
        .collect();
    none(&wrong);
}

#[test]
fn both_engines_have_the_same_migrations() {
    let sqlite = names_in("migrations/sqlite");
    let postgres = names_in("migrations/postgres");
    assert!(!sqlite.is_empty(), "there is no migration");
    assert_eq!(sqlite, postgres);
}

#[test]
fn every_message_exists_in_both_languages_with_the_same_placeholders() {
    let catalogues = files(&|path| kind(path) == "ftl" && shown(path).contains("locales/fr/"));
    assert!(!catalogues.is_empty(), "there is no French catalogue");
    let english_only: Vec<String> = files(&|path| kind(path) == "ftl" && shown(path).contains("locales/en/"))
        .iter()
        .map(|path| shown(path).replace("locales/en/", "locales/fr/"))
        .filter(|french| !root().join(french).exists())
        .collect();
    none(&english_only);
    let mut wrong = Vec::new();
    for path in catalogues {
        let french = messages(&read(&path));
        let other = shown(&path).replace("locales/fr/", "locales/en/");
        let english = fs::read_to_string(root().join(&other)).map(|text| messages(&text)).unwrap_or_default();
        for key in french.keys().chain(english.keys()).collect::<BTreeSet<_>>() {
            match (french.get(key), english.get(key)) {
                (Some(_), None) => wrong.push(format!("{other}: {key} is missing")),
                (None, Some(_)) => wrong.push(format!("{}: {key} is missing", shown(&path))),
                (Some(here), Some(there)) if placeholders(here) != placeholders(there) => {
                    wrong.push(format!("{other}: {key} has other placeholders than in French"));
                }
                _ => {}
            }
        }
    }
    none(&wrong);
}

#[test]
fn french_sentences_have_french_spaces_and_apostrophes() {
    let mut wrong = Vec::new();
    for path in files(&|path| kind(path) == "ftl" && shown(path).contains("locales/fr/")) {
        for (key, text) in messages(&read(&path)) {
            let prose = without_placeables(&text);
            for fault in ["'", " :", " ;", " !", " ?", " »", "« "] {
                if prose.contains(fault) {
                    wrong.push(format!(
                        "{}: {key} has \"{fault}\" (U+2019 and U+00A0 are wanted)",
                        shown(&path)
                    ));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn nothing_is_left_to_do_in_the_code() {
    // Written in two pieces, so that this file is not its own first finding.
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("TO", "DO:"),
        concat!("XX", "X:"),
    ];
    none(&lines_with(&sources(), &marks));
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    let marks = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    none(&lines_with(&files(&|path| kind(path) != "woff2" && kind(path) != "png"), &marks));
    let resolved = concat!("\"reso", "lved\":");
    assert!(
        !read(&root().join("tests/package-lock.json")).contains(resolved),
        "the npm lock file names a registry"
    );
    let registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let elsewhere: Vec<String> = read(&root().join("Cargo.lock"))
        .lines()
        .filter(|line| line.starts_with("source = ") && *line != registry)
        .map(str::to_owned)
        .collect();
    none(&elsewhere);
}

#[test]
fn every_document_that_was_promised_exists() {
    let wrong: Vec<&str> = DOCUMENTS.into_iter().filter(|name| !root().join(name).exists()).collect();
    none(&wrong);
}

/// A row of docs/journeys.md is a table row or a list item that begins with the step (`P1.1`) and ends with
/// names of tests in backticks, or with the word `later`.
#[test]
fn every_step_of_the_walk_throughs_names_a_test_that_exists_or_says_later() {
    let journeys = fs::read_to_string(root().join("docs/journeys.md")).expect("docs/journeys.md exists");
    let tests = names_of_tests();
    let mut steps = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in journeys.lines() {
        let row = line.trim().trim_start_matches(['|', '-', '*', ' ', '`']).trim_end_matches(['|', ' ']);
        let Some(step) = step_of(row) else { continue };
        let answer = row.rsplit(['|', '→']).next().unwrap_or_default();
        let answer = answer.rsplit("->").next().unwrap_or_default();
        let named: Vec<&str> = answer
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .collect();
        if named.is_empty() {
            wrong.push(format!("{step}: no test, and not \"later\""));
        }
        for name in named.iter().filter(|name| name.contains('_') || **name == "later" || named.len() == 1) {
            if *name != "later" && !tests.contains(*name) {
                wrong.push(format!("{step}: there is no test {name}"));
            }
        }
        steps.insert(step.to_owned());
    }
    for (person, count) in STEPS {
        for number in 1..=count {
            let step = format!("{person}.{number}");
            if !steps.contains(&step) {
                wrong.push(format!("{step}: has no row"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_dependency_is_accounted_for() {
    let manifest: toml::Table = read(&root().join("Cargo.toml")).parse().expect("Cargo.toml is TOML");
    let accounts =
        fs::read_to_string(root().join("docs/dependencies.md")).expect("docs/dependencies.md exists");
    let words: BTreeSet<&str> =
        accounts.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').collect();
    let wrong: Vec<String> = manifest["workspace"]["dependencies"]
        .as_table()
        .unwrap()
        .iter()
        .filter(|(_, how)| how.get("path").is_none())
        .filter(|(name, _)| !words.contains(name.as_str()))
        .map(|(name, _)| format!("docs/dependencies.md says nothing of {name}"))
        .collect();
    none(&wrong);
}

#[test]
fn versions_stand_in_one_table_only() {
    let mut wrong = Vec::new();
    for path in files(&|path| path.file_name().is_some_and(|name| name == "Cargo.toml")) {
        let manifest: toml::Table = read(&path).parse().expect("a manifest is TOML");
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(entries) = manifest.get(section).and_then(toml::Value::as_table) else { continue };
            for (name, how) in entries {
                // fluent-typed wants other features when it builds than when it runs: cargo has no other way to say so.
                if how.get("workspace").is_none()
                    && !(section == "build-dependencies" && name == "fluent-typed")
                {
                    wrong.push(format!("{}: {name} in {section}", shown(&path)));
                }
            }
        }
    }
    none(&wrong);
}

/// Two providers for rustls make its default selection panic, and two SQLite libraries do not link.
#[test]
fn one_library_for_tls_and_one_sqlite_are_built() {
    let tree = cargo(&[
        "tree",
        "--workspace",
        "--offline",
        "-e",
        "normal,build",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let built: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or_default()))
        .collect();
    for unwanted in ["ring", "openssl-sys", "native-tls"] {
        assert!(!built.iter().any(|(name, _)| *name == unwanted), "{unwanted} is built");
    }
    for single in ["rustls", "aws-lc-rs", "libsqlite3-sys", "sqlx", "reqwest"] {
        let versions: Vec<&str> =
            built.iter().filter(|(name, _)| *name == single).map(|(_, version)| *version).collect();
        assert_eq!(versions.len(), 1, "{single}: {versions:?}");
    }
}

/// Fails with every finding on a line of its own.
fn none<T: AsRef<str>>(findings: &[T]) {
    let list: Vec<&str> = findings.iter().map(AsRef::as_ref).collect();
    assert!(list.is_empty(), "\n{}\n", list.join("\n"));
}

/// A check that finds nothing proves nothing until it finds what is planted.
#[test]
fn the_checks_find_what_is_planted() {
    let catalogue =
        "# a comment\nfirst = Il reste { $places } places : venez\nsecond =\n    .label = L'agenda\n";
    let found = messages(catalogue);
    assert_eq!(found.len(), 2);
    assert_eq!(placeholders(&found["first"]), BTreeSet::from(["places"]));
    assert!(without_placeables(&found["first"]).contains(" :"));
    assert!(found["second"].contains('\''));
    assert!(!without_placeables("{ $n ->\n    [one] une place\n   *[other] { $n } places\n}").contains('$'));
    assert_eq!(step_of("P1.10 | Downloads all her data | later"), Some("P1.10"));
    assert_eq!(step_of("Persona | step"), None);
    assert!(names_of_tests().contains("the_checks_find_what_is_planted"));
    assert!(!names_of_tests().contains("names_of_tests"));
}
