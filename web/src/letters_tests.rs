//! What must hold for every letter, whatever it is about.

use super::*;

fn sheet(language: Language) -> Sheet {
    let t = texts(language);
    let mut sheet = Sheet {
        to: MailAddress::parse("samira@vallombre.example").unwrap(),
        t,
        language,
        site: "Parti de la Charte <b>Vallombre</b>".to_owned(),
        home: "https://vallombre.example/".to_owned(),
        subject: t.letter_invitation_subject(),
        before: vec![
            t.letter_invitation_first(),
            t.letter_invitation_text("Odile Garrec", "Parti de la Charte"),
        ],
        link: None,
        after: Vec::new(),
        why: t.letter_invitation_why(),
        attachment: None,
    };
    let path = sheet.links().invitation("0123456789012345678901234567890123456789012");
    sheet.leads(t.letter_invitation_link(), &path);
    sheet
}

#[test]
fn m04_a_letter_says_the_same_in_text_and_html_and_fetches_nothing() {
    for language in Language::ALL {
        let letter = sheet(*language).composed().unwrap();
        let link = "https://vallombre.example/invitation/0123456789012345678901234567890123456789012";
        assert!(letter.text.lines().any(|line| line == link), "{}", letter.text);
        assert!(letter.html.contains(&format!("<a href=\"{link}\">")));
        for fetched in ["<img", "<link", "<style", "<script", " src=", "url(", "<b>"] {
            assert!(!letter.html.contains(fetched), "{fetched} in {}", letter.html);
        }
        assert!(letter.text.contains("<b>Vallombre</b>"), "what is typed stays text");
    }
}

#[test]
fn m05_neither_subject_nor_the_first_lines_name_the_party() {
    for language in Language::ALL {
        let letter = sheet(*language).composed().unwrap();
        let preview: String = letter.text.chars().take(100).collect();
        assert!(!letter.subject.contains("Charte") && !preview.contains("Charte"), "{preview}");
        assert!(letter.text.contains("Parti de la Charte"), "further down it does say who invites to what");
    }
}

#[test]
fn every_letter_says_why_it_came() {
    let fr = sheet(Language::Fr).composed().unwrap();
    let en = sheet(Language::En).composed().unwrap();
    assert!(fr.text.contains("Pourquoi ce courriel") && en.text.contains("Why this email?"));
    assert!(fr.html.contains("lang=\"fr\"") && en.html.contains("lang=\"en\""));
}
