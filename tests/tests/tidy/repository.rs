//! The files of the repository as the house rules see them, and what cargo says of the packages.
#![expect(clippy::expect_used, reason = "what cannot read the repository fails the test that called it")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What cargo knows of our own packages.
pub(crate) fn metadata() -> serde_json::Value {
    let text = cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    serde_json::from_str(&text).expect("cargo metadata is JSON")
}

/// What cargo answers, without asking anybody else.
pub(crate) fn cargo(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo speaks UTF-8")
}

/// The folder of the whole repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_owned()
}

/// The files in which people write code.
pub(crate) fn sources() -> Vec<PathBuf> {
    files(&|path| {
        matches!(kind(path), "rs" | "sh" | "mjs" | "js" | "css" | "py" | "sql")
            || ["tests/run", ".ci/run"].contains(&shown(path).as_str())
    })
}

/// Every file of the repository that is wanted, without what is fetched, built or made by running.
pub(crate) fn files(wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                let made = [
                    ".git",
                    "target",
                    "node_modules",
                    "out",
                    "preau-data",
                    "preau-demo",
                    ".sqlx",
                    "fixtures",
                    "snapshots",
                ];
                if !made.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if wanted(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The extension of a file name, which is its kind here.
pub(crate) fn kind(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// The text of a file; what is not text is replaced.
pub(crate) fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).expect("a file can be read")).into_owned()
}

/// A path as a person would write it.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The names of the files in a folder.
pub(crate) fn names_in(folder: &str) -> BTreeSet<String> {
    fs::read_dir(root().join(folder))
        .expect("the folder exists")
        .map(|entry| entry.expect("an entry can be read").file_name().to_string_lossy().into_owned())
        .collect()
}

/// Every line in which one of the marks stands.
pub(crate) fn lines_with(paths: &[PathBuf], marks: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths {
        for (number, line) in read(path).lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{}:{}: {}", shown(path), number + 1, line.trim()));
            }
        }
    }
    found
}

/// Every function in Rust that stands under a test attribute, and every journey of the browser.
pub(crate) fn names_of_tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in files(&|path| matches!(kind(path), "rs" | "mjs" | "py")) {
        let mut is_test = kind(&path) != "rs";
        for line in read(&path).lines().map(str::trim) {
            if line.starts_with("#[") && (line.contains("test]") || line.contains("test(")) {
                is_test = true;
            }
            // Tests for both engines stand in `on_both_engines!`, `journeys!` or `on_stage!`, which write the attribute.
            if line.starts_with("async fn ")
                && [": Trial)", ": Founded)", ": Bare)", ": Commanded)", ": Section[", ": Program["]
                    .iter()
                    .any(|mark| line.contains(mark))
            {
                is_test = true;
            }
            let named = line
                .split_once("fn ")
                .or_else(|| line.split_once("function "))
                .or_else(|| line.split_once("def "));
            if let Some((_, rest)) = named.filter(|_| is_test) {
                let name =
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                found.insert(name.to_owned());
                is_test = kind(&path) != "rs";
            }
        }
    }
    found
}
