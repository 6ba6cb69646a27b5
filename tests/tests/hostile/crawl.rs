//! Somebody who opens every link and notes every form.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use preau_tests::visitor::{Page, Visitor, is_html};
use scraper::{Html, Selector};

/// Far more pages than the scene has; a calendar without end would show here.
const PAGES_MAX: usize = 700;

pub(crate) struct Found {
    /// Every page that was opened, by its address.
    pub(crate) pages: BTreeMap<String, Page>,
    /// Every address that a form changes something at.
    pub(crate) forms: BTreeSet<String>,
}

/// Opens everything that is linked from these addresses, on this site.
pub(crate) async fn crawl(visitor: &Visitor, starts: &[&str]) -> Found {
    let mut found = Found { pages: BTreeMap::new(), forms: BTreeSet::new() };
    let mut queue: VecDeque<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    let mut seen: BTreeSet<String> = queue.iter().cloned().collect();
    while let Some(address) = queue.pop_front() {
        assert!(
            found.pages.len() < PAGES_MAX,
            "there is no end to the links: {:?}",
            found.pages.keys().rev().take(20)
        );
        let page = visitor.get_bare(&address).await;
        let mut links: Vec<String> = page.header("location").map(str::to_owned).into_iter().collect();
        if is_html(&page) {
            for (selector, attribute) in
                [("a[href]", "href"), ("link[href]", "href"), ("img[src]", "src"), ("script[src]", "src")]
            {
                links.extend(page.attributes(selector, attribute));
            }
            found.forms.extend(actions(&page));
        }
        for link in links {
            let Ok(url) = page.url.join(&link) else { continue };
            // Months go on for ever in both directions: those of this year are enough.
            let wanders = link.contains("/agenda/20") || link.contains("/calendar/20");
            let path =
                format!("{}{}", url.path(), url.query().map(|query| format!("?{query}")).unwrap_or_default());
            if url.origin() == visitor.base().origin()
                && (!wanders || seen.len() < 120)
                && seen.insert(path.clone())
            {
                queue.push_back(path);
            }
        }
        found.pages.insert(address, page);
    }
    found
}

fn actions(page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.html());
    let (form, button) =
        (Selector::parse("form[method=post]").unwrap(), Selector::parse("button[formaction]").unwrap());
    let forms = html.select(&form).map(|form| form.value().attr("action").unwrap_or_default().to_owned());
    let buttons = html.select(&button).map(|button| button.value().attr("formaction").unwrap().to_owned());
    forms.chain(buttons).map(|action| page.url.join(&action).unwrap().path().to_owned()).collect()
}
