//! What a search looks for, by what was typed; and the page with samples.

use preau_core::person::Role;

use super::*;
use crate::calendar::tests::{dates, gathering, sample};
use crate::gallery::Samples;
use crate::item::tests::person;

const HOST: &str = "vallombre.example";

fn wanted(typed: &str) -> Wanted {
    Wanted::read(typed, HOST)
}

impl Samples for Search {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let page = |typed: &str| {
            let wanted = wanted(typed);
            let elsewhere = wanted.account.as_deref().map(|account| look_up(frame.to, account));
            Self {
                frame: frame.clone(),
                wanted,
                groups: Vec::new(),
                topics: Vec::new(),
                people: Vec::new(),
                rendezvous: Vec::new(),
                elsewhere: elsewhere.unwrap_or_default(),
            }
        };
        let hit = |title: &str, more: &str| Hit {
            href: frame.to.group("7"),
            title: title.to_owned(),
            more: more.to_owned(),
        };
        let full = Self {
            groups: vec![hit("Santé et hôpital public", "Garder l’hôpital de proximité.")],
            topics: vec![hit(
                "Urgences de nuit",
                &frame.t.search_topic_in("Santé et hôpital public", "hier, 18 h 05"),
            )],
            people: vec![Known::of(&person(2, "Odile Garrec", Role::Administrator), frame.to)],
            rendezvous: vec![
                Row::of(&frame, &dates, &sample(96, "Réunion santé")),
                Row::of_group(&frame, &dates, &gathering(98, "Santé : préparer la réunion")),
            ],
            ..page("santé")
        };
        vec![page(""), page("é"), page(&"x".repeat(200)), page("@section@coteaux.example"), full]
    }
}

#[test]
fn nothing_and_one_letter_look_for_nothing() {
    assert_eq!(wanted("  "), Wanted::default());
    let one = wanted(" é ");
    assert!(one.too_short() && one.words.is_empty() && one.typed == "é");
    assert!(!wanted("").too_short());
    assert_eq!(wanted("Été").words, "ete");
}

#[test]
fn two_hundred_characters_are_cut_and_said_to_be() {
    let long = wanted(&"é".repeat(200));
    assert!(long.cut);
    assert_eq!((long.typed.chars().count(), long.words.chars().count()), (TYPED_MAX, TYPED_MAX));
    assert_eq!(
        wanted(&format!("@{}@host.example", "a".repeat(200))).account,
        None,
        "a cut address is another one"
    );
}

#[test]
fn an_account_of_another_server_is_recognised_and_nothing_else_is() {
    for typed in [
        "@ligne4@pouet.example",
        "ligne4@pouet.example",
        " @ligne4@pouet.example:8443 ",
        "https://pouet.example/@ligne4",
        "@ligne4@localhost:8081",
    ] {
        assert_eq!(wanted(typed).account.as_deref(), Some(typed.trim()), "{typed}");
    }
    for typed in [
        "ligne 4",
        "@ligne4",
        "ligne4@",
        "@a@b@c.example",
        "nous@vallombre.example",
        "https://vallombre.example/section",
        "http://pouet.example/@ligne4",
        "https://127.0.0.1/",
        "javascript:alert(1)@x.example",
        "écrire @ midi",
        "ligne4@pouet",
        "a@b.example/../c",
    ] {
        assert_eq!(wanted(typed).account, None, "{typed}");
    }
}

#[test]
fn an_account_survives_the_query_in_both_languages() {
    let address = look_up(Addresses { language: Language::En }, "@a@b.example:8443");
    assert_eq!(address, "/network/account?address=%40a%40b.example%3A8443");
    let address = look_up(Addresses { language: Language::Fr }, "https://b.example/x?y=1&z=2");
    assert_eq!(address, "/reseau/compte?adresse=https%3A%2F%2Fb.example%2Fx%3Fy%3D1%26z%3D2");
}

#[test]
fn a_member_is_found_by_any_word_of_their_name_without_accents() {
    let nour = person(3, "Nour El Amrani", Role::Member);
    for typed in ["amrani", "El nour", "NOUR", "Noùr"] {
        assert!(is_named(&nour, &wanted(typed).words), "{typed}");
    }
    assert!(is_named(&nour, &folded(&format!("@{}", nour.handle))));
    assert!(!is_named(&nour, &wanted("nour martin").words));
}
