//! Requests made in somebody's name by another site, and pages that must be harmless to open.

use std::collections::BTreeSet;
use std::path::Path;

use http::Method;
use preau_tests::on_both_engines;
use preau_tests::visitor::{Page, is_html};
use scraper::{Html, Selector};

use crate::crawl::crawl;
use crate::scene::{NOUR, ODILE, Scene};

/// Rows that the house itself keeps while nobody does anything.
const OWN: [&str; 1] = ["lease"];

on_both_engines! {
    async fn c01_a_form_from_another_site_is_refused_at_every_address_of_the_route_table(trial: Trial) {
        let scene = Scene::open(trial).await;
        let mut forms = BTreeSet::new();
        for person in [NOUR, ODILE] {
            forms.extend(crawl(&scene.browser(person), &["/"]).await.forms);
        }
        let table = route_table(&scene.things.section);
        assert!(table.len() > 120 && forms.len() > 25, "{} in the table, {} forms", table.len(), forms.len());
        // Where our own page may send nothing either, there is nothing to forge: a stranger's form finds no such address.
        let mut takes = Vec::new();
        for address in table.union(&forms) {
            let answer = scene.stranger().post(address, &[]).await;
            if answer.status != 404 || forms.contains(address) {
                takes.push(address.clone());
            }
        }
        assert!(takes.len() > 60, "{takes:?}");
        let before = contents(&scene).await;
        let foreign: [&[(&'static str, &str)]; 4] = [
            &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
            &[("sec-fetch-site", "same-site"), ("origin", "http://evil.localhost")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
        ];
        for address in &takes {
            for person in [NOUR, ODILE] {
                let cookie = scene.cookie(person);
                for headers in foreign {
                    let mut headers = headers.to_vec();
                    headers.extend([("cookie", cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")]);
                    let fields = b"name=x&accept=yes&suspended=yes&role=administrator&useful=yes&theme=dark".to_vec();
                    let answer = scene.ask(Method::POST, address, &headers, fields).await;
                    assert_eq!(answer.status, 403, "{address} {headers:?}");
                }
            }
        }
        assert_eq!(contents(&scene).await, before);
        // The same from our own page goes through: it is the origin that was refused.
        let page = scene.browser(ODILE).post("/settings/profile", &[("name", "Odile G."), ("language", "fr")]).await;
        page.is(303);
        assert_ne!(contents(&scene).await, before);
    }

    async fn c02_opening_every_link_there_is_changes_nothing(trial: Trial) {
        let scene = Scene::open(trial).await;
        let before = contents(&scene).await;
        for (person, pages) in [(None, 8), (Some(NOUR), 25), (Some(ODILE), 35)] {
            let visitor = person.map_or_else(|| scene.stranger(), |person| scene.browser(person));
            let found = crawl(&visitor, &["/"]).await;
            assert!(found.pages.len() >= pages, "{person:?} found {:?}", found.pages.keys());
            for (address, page) in &found.pages {
                assert!(page.status.as_u16() < 500, "{address}: {}", page.status);
            }
            for address in route_table(&scene.things.section) {
                let page = visitor.get_bare(&address).await;
                assert!(page.status.as_u16() < 500, "{address}: {}", page.status);
            }
        }
        assert_eq!(contents(&scene).await, before);
    }

    async fn h10_every_page_carries_the_policy_and_nothing_that_needs_an_exception(trial: Trial) {
        let scene = Scene::open(trial).await;
        let mut kinds = 0;
        for visitor in [scene.stranger(), scene.awaiting(), scene.browser(NOUR), scene.browser(ODILE).in_english()] {
            let found = crawl(&visitor, &["/", "/nothing-here", "/connexion", "/mot-de-passe", "/nous-rejoindre"]).await;
            for (address, page) in &found.pages {
                safe(address, page);
                kinds += usize::from(is_html(page));
            }
        }
        assert!(kinds > 80, "{kinds} pages");
    }
}

/// Every pattern of the pages' table in both languages, its variables filled in.
fn route_table(id: &str) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/place.rs");
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text
        .lines()
        .filter(|line| line.starts_with("    ") && line.contains(") = \"/") && line.ends_with(';'));
    let patterns = lines.flat_map(|line| line.split('"').filter(|part| part.starts_with('/')));
    let filled = patterns.map(|pattern| {
        let segments = pattern.split('/').map(|segment| match segment {
            "{handle}" => "nour.el.amrani",
            "{month}" => "2026-11",
            "{number}" => "0",
            "{step}" => "1",
            segment if segment.starts_with('{') => id,
            segment => segment,
        });
        segments.collect::<Vec<_>>().join("/")
    });
    filled.collect()
}

async fn contents(scene: &Scene) -> Vec<(String, Vec<String>)> {
    let mut contents = scene.house.contents().await;
    contents.retain(|(table, _)| !OWN.contains(&table.as_str()));
    contents
}

fn safe(address: &str, page: &Page) {
    let header = |name: &str| page.header(name).unwrap_or_else(|| panic!("{address} has no {name}"));
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{address}");
    if !is_html(page) {
        return;
    }
    for directive in ["script-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]
    {
        assert!(policy.contains(directive), "{address}: {policy}");
    }
    assert_eq!((header("referrer-policy"), header("x-frame-options")), ("same-origin", "DENY"), "{address}");
    let html = Html::parse_document(&page.html());
    for element in html.select(&Selector::parse("*").unwrap()) {
        let value = element.value();
        assert!(
            !matches!(value.name(), "style" | "iframe" | "object" | "embed" | "base"),
            "{address}: <{}>",
            value.name()
        );
        assert!(
            value.name() != "script" || value.attr("src").is_some_and(|src| src.starts_with("/assets/")),
            "{address}: inline script"
        );
        for (name, text) in value.attrs() {
            assert!(name != "style" && !name.starts_with("on"), "{address}: {name}={text:?}");
            let loads = matches!(
                (value.name(), name),
                ("link" | "script" | "img" | "source" | "use", "href" | "src" | "srcset")
            );
            assert!(
                !loads
                    || text.starts_with('/')
                    || text.starts_with('#')
                    || text.starts_with(page.url.origin().ascii_serialization().as_str()),
                "{address} loads {text}"
            );
        }
    }
}
