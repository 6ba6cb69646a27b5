//! Tests of what people write and of what other servers send: the cases H and R04 of the security notes.

use proptest::prelude::*;

use super::{sanitise::within_limits, *};

fn html(source: &str) -> String {
    render(source).html
}

#[test]
fn the_subset_is_rendered() {
    let cases = [
        ("Bonjour\nà tous\n\nRendez-vous", "<p>Bonjour<br>\nà tous</p>\n<p>Rendez-vous</p>\n"),
        ("**fort** et *appuyé*", "<p><strong>fort</strong> et <em>appuyé</em></p>\n"),
        ("# Titre", "<p><strong>Titre</strong></p>\n"),
        ("- un\n- deux", "<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"),
        ("3. trois\n4. quatre", "<ol start=\"3\">\n<li>trois</li>\n<li>quatre</li>\n</ol>\n"),
        ("> cité", "<blockquote>\n<p>cité</p>\n</blockquote>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("```rust\nlet x;\n```", "<pre><code>let x;\n</code></pre>\n"),
        ("![une affiche](https://x.example/a.png)", "<p>une affiche</p>\n"),
        ("| a | b |\n|---|---|\n| c | d |", "<p>| a | b |<br>\n|---|---|<br>\n| c | d |</p>\n"),
        ("", ""),
    ];
    for (source, expected) in cases {
        assert_eq!(html(source), expected, "{source}");
    }
}

#[test]
fn a_link_says_that_it_leads_elsewhere() {
    let expected = "<p><a href=\"https://x.example/a_b_c?q=1&amp;r=2\" rel=\"noopener noreferrer nofollow\">ici</a></p>\n";
    assert_eq!(html("[ici](https://x.example/a_b_c?q=1&r=2 \"titre\")"), expected);
}

#[test]
fn h07_a_bare_address_becomes_a_link_without_the_sentence_around_it() {
    for (source, address, after) in [
        ("Voir https://x.example/a_b_c.", "https://x.example/a_b_c", ".</p>"),
        ("(https://x.example/a)", "https://x.example/a", ")</p>"),
        ("https://x.example/a_(b)", "https://x.example/a_(b)", "</p>"),
        (
            "«\u{a0}https://x.example/?a=1&b=2\u{a0}»",
            "https://x.example/?a=1&amp;b=2",
            "\u{a0}»".replace('\u{a0}', "&nbsp;").as_str(),
        ),
        ("<https://x.example/b>", "https://x.example/b", "</p>"),
        ("https://x.example/c<script>", "https://x.example/c", "&lt;script&gt;</p>"),
    ] {
        let rendered = html(source);
        assert!(rendered.contains(&format!("href=\"{address}\"")), "{source}: {rendered}");
        assert!(rendered.contains(&format!(">{address}</a>{after}")), "{source}: {rendered}");
    }
    for source in [
        "xhttps://x.example",
        "http//x",
        "https://",
        "https://section@elsewhere.example/",
        "`https://x.example`",
    ] {
        assert!(!html(source).contains("<a"), "{source}: {}", html(source));
    }
    assert_eq!(html("[https://y.example](https://x.example/)").matches("<a").count(), 1);
}

#[test]
fn h01_active_content_is_inert() {
    let hostile = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><animate attributeName=href values=javascript:alert(1) /></svg>",
        "<svg><set attributeName=href to=javascript:alert(1)></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data=x></object><embed src=x>",
        "<base href=//evil.example/><meta http-equiv=refresh content='0;url=//evil.example'>",
        "<form action=//evil.example><input name=a><button>b</button></form>",
        "<link rel=stylesheet href=//evil.example/x.css><style>*{background:url(//evil.example)}</style>",
        "<p onclick=alert(1)>a</p>",
    ];
    for source in hostile {
        for cleaned in [clean_remote(source), html(source), html(&format!("texte {source}"))] {
            assert_only_the_allowed_tags(&cleaned);
        }
        assert!(!clean_remote(source).contains("alert"), "{}", clean_remote(source));
    }
    assert_eq!(clean_remote("<p>avant <script>alert(1)</script>après</p>"), "<p>avant après</p>");
}

#[test]
fn h02_a_link_leads_to_https_http_or_a_mail_address_without_query() {
    let refused = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "jav&#9;ascript:alert(1)",
        "jav\tascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://x.example/1",
        "magnet:?xt=1",
        "intent://x",
        "ftp://x.example",
        "tel:+33",
        "/relative",
        "//evil.example/",
        "https://section@elsewhere.example/",
        "#top",
    ];
    for address in refused {
        let cleaned = clean_remote(&format!("<a href=\"{address}\">x</a>"));
        assert!(!cleaned.contains("href"), "{address}: {cleaned}");
        let rendered = html(&format!("[x](<{address}>)"));
        assert!(!rendered.contains("href"), "{address}: {rendered}");
    }
    for address in ["https://x.example/", "http://x.example/", "mailto:section@x.example"] {
        assert!(
            clean_remote(&format!("<a href=\"{address}\">x</a>")).contains(&format!("href=\"{address}\""))
        );
        assert!(html(&format!("[x]({address})")).contains(&format!("href=\"{address}\"")));
    }
    let with_query = "mailto:section@x.example?bcc=evil@x.example&amp;body=x";
    assert!(
        clean_remote(&format!("<a href=\"{with_query}\">x</a>"))
            .contains("href=\"mailto:section@x.example\"")
    );
    assert!(html("<section@x.example>").contains("href=\"mailto:section@x.example\""));
}

#[test]
fn h03_a_remote_image_is_dropped() {
    let cleaned = clean_remote("<p>a<img src=\"https://track.example/pixel.png\" alt=\"b\">c</p>");
    assert_eq!(cleaned, "<p>ac</p>");
    assert!(!html("![x](https://track.example/pixel.png)").contains("track"));
}

#[test]
fn h04_style_class_and_id_are_dropped() {
    let cleaned = clean_remote(
        "<p style=\"position:fixed\" class=\"vis public\" id=\"main\" data-x=1 lang=fr dir=rtl>a</p>",
    );
    assert_eq!(cleaned, "<p>a</p>");
    assert_eq!(clean_remote("<a name=main class=btn>a</a>"), "<a rel=\"noopener noreferrer nofollow\">a</a>");
}

#[test]
fn h05_what_changes_its_meaning_on_a_second_reading_is_inert() {
    let sets = [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<template><p>a<script>alert(1)</script></template>",
        "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<a href='https://x.example/\"><img src=x onerror=alert(1)>'>a</a>",
        "<p><a href=https://x.example><div><a href=https://y.example>b</a></div></a></p>",
        "<pre>\n\n\na</pre>",
        "<b><p><i><blockquote></b>x</p></i>",
        "<table><tr><td><p>a</table>b",
        "<plaintext>a</plaintext><p>b",
    ];
    for source in sets {
        let once = clean_remote(source);
        assert_only_the_allowed_tags(&once);
        assert_eq!(clean_remote(&once), once, "{source}");
    }
}

#[test]
fn h07_limits_hold_before_any_work_is_done() {
    let reference_bomb = format!("[a]: https://x.example/{}\n\n{}", "b".repeat(8_000), "[a] ".repeat(2_500));
    let sources = [
        ">".repeat(10_000),
        "> ".repeat(10_000),
        "- ".repeat(9_000),
        (0..90).map(|depth| "  ".repeat(depth) + "- a\n").collect(),
        "*a ".repeat(3_000) + &"a* ".repeat(3_000),
        "[".repeat(20_000),
        "[a](".repeat(4_000),
        reference_bomb,
        "https://x.example ".repeat(1_100),
        "`".repeat(19_999),
        "a **a ".repeat(3_000),
        "&#0;\u{0}\u{feff}\u{202e}".repeat(1_000),
    ];
    for source in sources {
        let rendered = render(&source);
        assert!(rendered.html.len() <= HTML_BYTES_MAX, "{} bytes", rendered.html.len());
        assert!(within_limits(&rendered.html));
        assert_only_the_allowed_tags(&rendered.html);
        assert!(rendered.summary.chars().count() <= SUMMARY_CHARS_MAX);
    }
    let quote = "> ".repeat(SOURCE_NESTING_MAX + 1) + "mot";
    assert!(!html(&quote).contains("<blockquote>"), "flattened");
    assert!(html(&quote).contains("mot"), "and no word is lost");
    assert!(html("> > > mot").contains("<blockquote>"), "three levels are written by people");
}

#[test]
fn r04_deep_html_is_never_read_into_a_tree() {
    let deep = [
        "<div>".repeat(12_000),
        "<ul><li>".repeat(8_000),
        "<div></x>".repeat(7_000),
        "<div><!-- </div> -->".repeat(3_000),
        "<div title=\"</div>\">".repeat(3_000),
        "<div a\">".repeat(7_000),
        "<div><object></div></object>".repeat(2_200),
        "<p><b a=1></p>".repeat(4_000),
        "<p><b a=1><!--</b>--></p>".repeat(2_500),
        "<div><textarea></div></textarea>".repeat(2_000),
        "<div><script></div></script>".repeat(2_000),
        "<div/>".repeat(10_000),
        "<div ".repeat(12_000),
        "<div></div ".repeat(5_000),
        "a".repeat(HTML_BYTES_MAX + 1),
    ];
    for source in deep {
        assert!(!within_limits(&source), "{}", source.chars().take(60).collect::<String>());
        let cleaned = clean_remote(&source);
        assert!(cleaned.starts_with("<p>") || cleaned.is_empty());
        assert!(cleaned.len() <= HTML_BYTES_MAX);
        assert_eq!(clean_remote(&cleaned), cleaned);
    }
    let hundred_thousand = "<div>".repeat(100_000) + "mot";
    assert_eq!(clean_remote(&hundred_thousand), "<p>mot</p>");
}

/// A quadratic reading of these would not end within the day.
#[test]
fn r04_a_megabyte_of_anything_is_read_once() {
    let pieces = [
        "<", "<a ", "</a ", "<!--", "<!-- <", "&", "&#", "<a b='", "<script>", "</script", "<p>", "< >",
        "http", "https://",
    ];
    for piece in pieces {
        let source = piece.repeat(1_000_000 / piece.len());
        assert!(plain(&source).len() <= source.len());
        assert!(plain(&format!("{source}>")).len() <= source.len() + 1);
        assert!(clean_remote(&source).len() <= HTML_BYTES_MAX);
        let short = piece.repeat(SOURCE_BYTES_MAX / piece.len());
        assert!(render(&short).html.len() <= HTML_BYTES_MAX);
        assert!(clean_remote(&piece.repeat(HTML_BYTES_MAX / piece.len())).len() <= HTML_BYTES_MAX);
    }
}

#[test]
fn r04_ordinary_html_of_other_servers_keeps_its_form() {
    let long =
        "<p>Un <a href=\"https://x.example/\" class=\"u-url\">lien</a><br />et la suite</p>".repeat(600);
    assert!(within_limits(&long));
    assert_eq!(clean_remote(&long).matches("<p>").count(), 600);
    let unclosed = "<ul>".to_owned() + &"<li>a".repeat(300) + "</ul>" + &"<p>b".repeat(300);
    assert!(within_limits(&unclosed), "end tags that may be left out");
    let mention = "<p><span class=\"h-card\"><a href=\"https://x.example/@a\" class=\"u-url mention\">@<span>a</span></a></span> oui</p>";
    let expected = "<p><a href=\"https://x.example/@a\" rel=\"noopener noreferrer nofollow\">@a</a> oui</p>";
    assert_eq!(clean_remote(mention), expected);
}

#[test]
fn the_summary_is_one_line_cut_between_words() {
    assert_eq!(
        render("# Titre\n\nUn *mot* & [un lien](https://x.example)\n\n- a\n- b").summary,
        "Titre Un mot & un lien - a - b"
    );
    let long = render(&"mot ".repeat(200)).summary;
    assert!(long.ends_with("mot…") && long.chars().count() <= SUMMARY_CHARS_MAX, "{long}");
    let one_word = render(&"é".repeat(500)).summary;
    assert!(one_word.ends_with("é…") && one_word.chars().count() > SUMMARY_CHARS_MAX / 2, "{one_word}");
}

#[test]
fn plain_text_keeps_lines_and_decodes_references() {
    assert_eq!(
        plain("<p>a &amp; b&nbsp;c<br>d</p><ul><li>e</li><li>f</li></ul>"),
        "a & b\u{a0}c\nd\n\n- e\n- f"
    );
    assert_eq!(plain("1 < 2 &lt;b&gt; &#x41;&#66; &unknown; &"), "1 < 2 <b> AB &unknown; &");
    assert_eq!(plain("a<script>b</script>c<!-- d -->e"), "ace");
}

/// Every tag that comes out is on the list and has the attributes of the list, as a plain reading of the bytes shows.
fn assert_only_the_allowed_tags(html: &str) {
    for tag in html.split('<').skip(1) {
        let (inside, _) = tag.split_once('>').expect("each tag ends");
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let name = name.trim_start_matches('/');
        let allowed = ["p", "br", "a", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre"];
        assert!(allowed.contains(&name), "{name} in {html}");
        let harmless = match name {
            "a" => attributes.is_empty() || attributes.ends_with("rel=\"noopener noreferrer nofollow\""),
            "ol" => attributes.is_empty() || attributes.starts_with("start=\""),
            _ => attributes.is_empty(),
        };
        assert!(harmless, "{attributes} in {html}");
    }
}

/// Pieces that mean something to one of the two parsers, in any order.
fn hostile_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé \\n]{0,6}",
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<a href=https://x.example>",
            "</a>",
            "<pre>\n",
            "</pre>",
            "<table>",
            "<td>",
            "</table>",
            "<svg>",
            "<math>",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<li>",
            "<ul>",
            "</ul>",
            "<blockquote>",
            "<code>",
            "&lt;",
            "&",
            "\"",
            "'",
            "<",
            ">",
            "> ",
            "- ",
            "1. ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "[a](https://x.example)",
            "https://x.example/",
            "\n\n",
            "    ",
            "\t",
            "<form>",
            "<select>",
            "<option>",
            "<textarea>",
            "<template>",
            "<noscript>",
            "\u{a0}",
            "# ",
            "\\",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn h05_cleaning_what_is_clean_changes_nothing(source in hostile_text()) {
        let once = clean_remote(&source);
        assert_only_the_allowed_tags(&once);
        prop_assert_eq!(&clean_remote(&once), &once);
    }

    #[test]
    fn h05_what_was_rendered_is_clean_already(source in hostile_text()) {
        let rendered = render(&source);
        assert_only_the_allowed_tags(&rendered.html);
        prop_assert_eq!(clean_remote(&rendered.html), rendered.html);
    }

    #[test]
    fn r04_plain_text_is_never_longer_than_its_html(source in any::<String>()) {
        prop_assert!(plain(&source).len() <= source.len());
        render(&source);
        clean_remote(&source);
    }
}
