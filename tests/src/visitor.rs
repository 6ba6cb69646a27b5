//! Somebody with a browser without JavaScript: reads printed HTML, fills in the forms that stand there, follows 303s.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "this is a part of tests: what is not there fails the test, with the page in the message"
)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use reqwest::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, LOCATION, ORIGIN, REFERER,
    SET_COOKIE,
};
use reqwest::multipart::{self, Part};
use reqwest::{Client, Method, StatusCode};
use scraper::{ElementRef, Html, Selector};
use url::Url;

/// A browser with its cookies.
#[derive(Clone)]
pub struct Visitor {
    client: Client,
    base: Url,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    /// What it says in Accept-Language.
    pub language: &'static str,
}

impl Visitor {
    /// A new browser, whose pages are at `base`.
    pub fn new(base: &Url) -> Self {
        // Every `*.localhost` is this machine, whatever the system's resolver thinks.
        Self::at(base, ([127, 0, 0, 1], base.port_or_known_default().unwrap()).into())
    }

    /// The same where the server of `base` is found at this address, of which the port is that of `base`.
    pub fn at(base: &Url, address: SocketAddr) -> Self {
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .resolve(base.host_str().unwrap(), address)
            .build()
            .unwrap();
        Self { client, base: base.clone(), cookies: Arc::default(), language: "fr" }
    }

    /// The same browser, preferring English.
    #[must_use]
    pub fn in_english(mut self) -> Self {
        self.language = "en";
        self
    }

    /// The same browser, with the cookie of an open session.
    #[must_use]
    pub fn with_session(self, token: &str) -> Self {
        self.set_cookie("__Host-session", token);
        self
    }

    /// The section's address.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// The value of a cookie it holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie there: one that was kept, stolen or forged.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Opens an address and follows redirects, as a click does.
    pub async fn get(&self, path: &str) -> Page {
        self.follow(self.ask(Method::GET, path, None).await).await
    }

    /// Opens an address and shows the very answer.
    pub async fn get_bare(&self, path: &str) -> Page {
        self.ask(Method::GET, path, None).await
    }

    /// Sends a form without having seen it: what a forger or a stale tab does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let fields: Vec<(String, String)> =
            fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        self.ask(Method::POST, path, Some(Sent::Fields(fields))).await
    }

    /// The same with headers that replace the browser's own.
    pub async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &str)],
    ) -> Page {
        let url = self.base.join(path).unwrap();
        let mut sent = self.headers(&Method::POST, &url);
        for (name, value) in headers {
            sent.insert(HeaderName::from_static(name), value.parse().unwrap());
        }
        let request = self.client.request(Method::POST, url.clone()).headers(sent).form(fields);
        self.receive(url, request.send().await.unwrap()).await
    }

    async fn ask(&self, method: Method, path: &str, sent: Option<Sent>) -> Page {
        let url = self.base.join(path).unwrap();
        let request = self.client.request(method.clone(), url.clone()).headers(self.headers(&method, &url));
        let request = match sent {
            None => request,
            Some(Sent::Fields(fields)) => request.form(&fields),
            Some(Sent::Parts(form)) => request.multipart(form),
        };
        self.receive(url, request.send().await.unwrap()).await
    }

    fn headers(&self, method: &Method, _: &Url) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8".parse().unwrap());
        headers.insert(ACCEPT_LANGUAGE, self.language.parse().unwrap());
        let cookies = self.cookies.lock().unwrap();
        if !cookies.is_empty() {
            let line = cookies.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("; ");
            headers.insert(COOKIE, line.parse().unwrap());
        }
        if method == Method::POST {
            headers.insert(ORIGIN, self.base.origin().ascii_serialization().parse().unwrap());
            headers.insert(REFERER, self.base.as_str().parse().unwrap());
            headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        }
        headers
    }

    async fn receive(&self, url: Url, response: reqwest::Response) -> Page {
        let (status, headers) = (response.status(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if rest.contains("Max-Age=0") {
                cookies.remove(name)
            } else {
                cookies.insert(name.to_owned(), value.to_owned())
            };
        }
        let bytes = response.bytes().await.unwrap().to_vec();
        Page { visitor: self.clone(), url, status, headers, bytes }
    }

    async fn follow(&self, mut page: Page) -> Page {
        // Ten is more than any journey of ours; a loop fails the test.
        for _ in 0..10 {
            if page.status != StatusCode::SEE_OTHER {
                return page;
            }
            let to = page.headers.get(LOCATION).expect("a 303 says where").to_str().unwrap().to_owned();
            page = self.ask(Method::GET, &to, None).await;
        }
        panic!("redirects without end at {}", page.url);
    }
}

enum Sent {
    Fields(Vec<(String, String)>),
    Parts(multipart::Form),
}

/// A page as it came.
pub struct Page {
    visitor: Visitor,
    /// Its address after redirects.
    pub url: Url,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The HTML.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What a person reads: the text of `<main>`, with white space folded and non-breaking spaces as spaces.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html());
        let main = html.select(&Selector::parse("main").unwrap()).next().unwrap_or(html.root_element());
        read(main)
    }

    /// Fails with the whole text unless these words stand there.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(
            text.contains(&folded(words)),
            "{} ({}) does not say {words:?}:\n{text}",
            self.url,
            self.status
        );
        self
    }

    /// Fails if these words stand there.
    #[track_caller]
    pub fn does_not_say(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(!text.contains(&folded(words)), "{} says {words:?}:\n{text}", self.url);
        self
    }

    /// Fails unless the status is this.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}:\n{}", self.url, self.text());
        self
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// The title of the page (`h1`).
    pub fn title(&self) -> String {
        self.all("h1").into_iter().next().unwrap_or_default()
    }

    /// The texts of all elements that match.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        html.select(&Selector::parse(selector).unwrap()).map(read).collect()
    }

    /// The values of an attribute of all elements that match.
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        let selector = Selector::parse(selector).unwrap();
        let found = html.select(&selector);
        found.filter_map(|e| e.value().attr(attribute).map(str::to_owned)).collect()
    }

    /// Clicks the first link whose words contain these.
    #[track_caller]
    pub fn link(&self, words: &str) -> impl Future<Output = Page> + use<> {
        let html = Html::parse_document(&self.html());
        let wanted = folded(words);
        let href = html
            .select(&Selector::parse("a[href]").unwrap())
            .find(|a| folded(&a.text().collect::<Vec<_>>().join(" ")).contains(&wanted))
            .and_then(|a| a.value().attr("href"))
            .unwrap_or_else(|| panic!("{} has no link {words:?}:\n{}", self.url, self.text()))
            .to_owned();
        let visitor = self.visitor.clone();
        let to = self.url.join(&href).unwrap();
        async move { visitor.get(to.as_str()).await }
    }

    /// The form with a button that says this, filled in as it stands there.
    #[track_caller]
    pub fn form(&self, button: &str) -> Form {
        let html = Html::parse_document(&self.html());
        let wanted = folded(button);
        let button = Selector::parse("button").unwrap();
        for form in html.select(&Selector::parse("form").unwrap()) {
            let mut buttons = form.select(&button);
            if let Some(found) =
                buttons.find(|b| folded(&b.text().collect::<Vec<_>>().join(" ")).contains(&wanted))
            {
                return Form::read(self, form, found);
            }
        }
        panic!("{} ({}) has no form with a button {wanted:?}:\n{}", self.url, self.status, self.text());
    }
}

/// A form of a page, being filled in.
pub struct Form {
    visitor: Visitor,
    action: Url,
    method: Method,
    parts: bool,
    fields: Vec<(String, String)>,
    files: Vec<(String, String, &'static str, Vec<u8>)>,
    choices: BTreeMap<String, Vec<String>>,
}

impl Form {
    fn read(page: &Page, form: ElementRef<'_>, button: ElementRef<'_>) -> Self {
        let attr = |name| button.value().attr(&format!("form{name}")).or_else(|| form.value().attr(name));
        let action = page.url.join(attr("action").unwrap_or("")).unwrap();
        let method = if attr("method").is_some_and(|m| m.eq_ignore_ascii_case("post")) {
            Method::POST
        } else {
            Method::GET
        };
        let mut fields = Vec::new();
        let mut choices: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for element in form.select(&Selector::parse("input[name], textarea[name], select[name]").unwrap()) {
            let value = element.value();
            let name = value.attr("name").unwrap().to_owned();
            let text = value.attr("value").unwrap_or_default().to_owned();
            match (value.name(), value.attr("type").unwrap_or("text")) {
                ("textarea", _) => {
                    let text: String = element.text().collect();
                    fields.push((name, text.strip_prefix('\n').unwrap_or(&text).to_owned()));
                }
                ("select", _) => {
                    let options: Vec<_> = element.select(&Selector::parse("option").unwrap()).collect();
                    let of = |o: &ElementRef<'_>| {
                        o.value().attr("value").map_or_else(|| o.text().collect(), str::to_owned)
                    };
                    let chosen = options
                        .iter()
                        .find(|o| o.value().attr("selected").is_some())
                        .or_else(|| options.first());
                    choices.entry(name.clone()).or_default().extend(options.iter().map(of));
                    fields.extend(chosen.map(|o| (name, of(o))));
                }
                (_, "radio" | "checkbox") => {
                    choices.entry(name.clone()).or_default().push(text.clone());
                    if value.attr("checked").is_some() {
                        fields.push((name, text));
                    }
                }
                (_, "file" | "submit") => {}
                _ => fields.push((name, text)),
            }
        }
        if let Some(name) = button.value().attr("name") {
            fields.push((name.to_owned(), button.value().attr("value").unwrap_or_default().to_owned()));
        }
        let parts = form.value().attr("enctype") == Some("multipart/form-data");
        Self { visitor: page.visitor.clone(), action, method, parts, fields, files: Vec::new(), choices }
    }

    /// Types into a field, or chooses among what is offered.
    #[must_use]
    #[track_caller]
    pub fn fill(mut self, name: &str, value: &str) -> Self {
        let offered = self.choices.get(name);
        assert!(
            offered.is_none_or(|values| values.iter().any(|v| v == value)),
            "{name} offers {offered:?}, not {value:?}"
        );
        assert!(
            offered.is_some() || self.fields.iter().any(|(n, _)| n == name),
            "the form at {} has no field {name:?}: {:?}",
            self.action,
            self.fields
        );
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Takes a tick away.
    #[must_use]
    pub fn untick(mut self, name: &str) -> Self {
        self.fields.retain(|(n, _)| n != name);
        self
    }

    /// Chooses a file.
    #[must_use]
    pub fn attach(mut self, name: &str, file: &str, kind: &'static str, bytes: Vec<u8>) -> Self {
        self.files.push((name.to_owned(), file.to_owned(), kind, bytes));
        self
    }

    /// What a field holds now.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Sends it, once, and follows to the page after it. Can be sent again: a double click.
    pub async fn send(&self) -> Page {
        self.visitor.follow(self.send_bare().await).await
    }

    /// Sends it and shows the very answer.
    pub async fn send_bare(&self) -> Page {
        if self.method == Method::GET {
            let mut to = self.action.clone();
            to.query_pairs_mut().clear().extend_pairs(&self.fields);
            return self.visitor.ask(Method::GET, to.as_str(), None).await;
        }
        let sent = if self.parts {
            let mut form = multipart::Form::new();
            for (name, value) in &self.fields {
                form = form.text(name.clone(), value.clone());
            }
            for (name, file, kind, bytes) in &self.files {
                let part = Part::bytes(bytes.clone()).file_name(file.clone()).mime_str(kind).unwrap();
                form = form.part(name.clone(), part);
            }
            Sent::Parts(form)
        } else {
            Sent::Fields(self.fields.clone())
        };
        self.visitor.ask(Method::POST, self.action.as_str(), Some(sent)).await
    }
}

/// The text of an element as it is read: what stands within a word or a sentence (strong, em, code, s) joins it.
fn read(element: ElementRef<'_>) -> String {
    fn gather(element: ElementRef<'_>, text: &mut String) {
        for child in element.children() {
            if let Some(piece) = child.value().as_text() {
                text.push_str(piece);
            } else if let Some(inner) = ElementRef::wrap(child) {
                let space =
                    if matches!(inner.value().name(), "strong" | "em" | "code" | "s") { "" } else { " " };
                text.push_str(space);
                gather(inner, text);
                text.push_str(space);
            }
        }
    }
    let mut text = String::new();
    gather(element, &mut text);
    folded(&text)
}

/// One space between words, whatever kind of space stood there.
pub fn folded(text: &str) -> String {
    text.replace(['\u{A0}', '\u{202F}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an answer is HTML.
pub fn is_html(page: &Page) -> bool {
    page.headers.get(CONTENT_TYPE).is_some_and(|v| v.to_str().unwrap().starts_with("text/html"))
}

/// The first address in a letter that begins with the section's own.
pub fn link_in(letter: &str, base: &Url) -> String {
    let start = letter.find(base.as_str()).unwrap_or_else(|| panic!("no link in the letter:\n{letter}"));
    letter
        .get(start..)
        .unwrap()
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>'))
        .next()
        .unwrap()
        .to_owned()
}
