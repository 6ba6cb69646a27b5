//! At the door: codes used twice at once, links used twice, passwords that are none, and questions that must not be answered.

use std::collections::BTreeSet;

use http::Method;
use preau_tests::on_both_engines;
use preau_tests::people::PASSWORD;
use preau_tests::visitor::{Page, Visitor, link_in};
use tokio::task::JoinSet;

use crate::scene::{NOUR, ODILE, Scene, THOMAS};

on_both_engines! {
    async fn i01_a_printed_code_typed_by_twelve_at_once_makes_one_account(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let people = "SELECT count(*) FROM person";
        let before = scene.house.count(people).await;
        let form = scene.browser(ODILE).get("/gestion/invitations").await.form("Préparer les codes");
        let printed = form.fill("count", "1").send().await;
        let code = code_on(&printed);
        let mut racing = JoinSet::new();
        for number in 0..12 {
            let visitor = scene.stranger();
            let address = format!("/invitation/{code}");
            racing.spawn(async move {
                let handle = format!("coureuse{number}");
                let fields = [("name", "Une Coureuse"), ("handle", &handle), ("mail", ""), ("way", "password"), ("password", PASSWORD)];
                visitor.post(&address, &fields).await.status.as_u16()
            });
        }
        let answers = racing.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|status| *status < 500), "{answers:?}");
        assert_eq!(scene.house.count(people).await, before + 1);
        assert_eq!(scene.stranger().get_bare(&format!("/invitation/{code}")).await.status, 410);
    }

    async fn i03_a_reset_link_serves_once_the_newest_alone_and_ends_with_a_change(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let mail = scene.house.people[NOUR].mail.clone();
        let stranger = scene.stranger();
        stranger.post("/password", &[("login", &mail)]).await.is(303);
        let old = link_in(&scene.house.letter(&mail, 1).await.text, &scene.house.url);
        stranger.post("/password", &[("login", &mail)]).await.is(303);
        let new = link_in(&scene.house.letter(&mail, 2).await.text, &scene.house.url);
        assert_ne!(old, new);
        // Stored hashed.
        let token = new.rsplit('/').next().unwrap();
        for (table, rows) in scene.house.contents().await {
            assert!(!rows.iter().any(|row| row.contains(token)), "{table} holds a link");
        }
        let choose = |visitor: Visitor, link: String, password: &'static str| async move {
            visitor.post(&link, &[("password", password)]).await.status.as_u16()
        };
        assert_eq!(choose(scene.stranger(), old, "un figuier derrière la gare").await, 410);
        let mut racing = JoinSet::new();
        for _ in 0..6 {
            racing.spawn(choose(scene.stranger(), new.clone(), "un figuier derrière la gare"));
        }
        let answers = racing.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == 303).count(), 1, "{answers:?}");
        assert_eq!(choose(scene.stranger(), new, "encore un autre figuier vert").await, 410);
        // The sessions of before are over (C05).
        assert_eq!(scene.browser(NOUR).get_bare("/fil").await.status, 303);
    }

    async fn t01_i04_asking_for_somebody_s_account_tells_nothing_of_it(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let known = &scene.house.people[NOUR];
        // The same letters in the page, whoever is asked for.
        let pairs = [(known.mail.clone(), "xxxx.xx.xxxxxx@vallombre.example".to_owned()), (known.handle.clone(), "xxxx.xx.xxxxxx".to_owned())];
        for (login, unknown) in &pairs {
            let both = [login, unknown];
            let mut seen = BTreeSet::new();
            for login in both {
                let page = scene.stranger().post("/sign-in", &[("login", login), ("password", "pas la bonne du tout")]).await;
                seen.insert(shape(&page, login));
            }
            assert_eq!(seen.len(), 1, "sign-in: {seen:?}");
            for path in ["/sign-in/link", "/password"] {
                let mut seen = BTreeSet::new();
                for login in both {
                    seen.insert(shape(&scene.stranger().post(path, &[("login", login)]).await, login));
                }
                assert_eq!(seen.len(), 1, "{path}: {seen:?}");
            }
        }
        let mut seen = BTreeSet::new();
        for mail in [&known.mail, "personne@vallombre.example"] {
            seen.insert(shape(&scene.stranger().post("/join", &[("name", "Une Voisine"), ("mail", mail), ("note", "")]).await, mail));
        }
        assert_eq!(seen.len(), 1, "join: {seen:?}");
        // The right password does get in, with the same words typed.
        let page = scene.stranger().post("/sign-in", &[("login", &known.handle), ("password", PASSWORD)]).await;
        page.is(303);
    }

    async fn i04_letters_have_a_bound_whoever_is_asked_for(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let known = scene.house.people[NOUR].mail.clone();
        let mut sent = 0;
        for _ in 0..25 {
            sent += usize::from(scene.stranger().post("/password", &[("login", &known)]).await.status == 303);
        }
        assert!((5..=20).contains(&sent), "{sent} were taken");
        let refused = scene.stranger().post("/password", &[("login", &known)]).await;
        assert!(refused.is(429).header("retry-after").is_some());
        assert_eq!(scene.stranger().post("/password", &[("login", "personne@ailleurs.example")]).await.status, 429);
        scene.house.letter(&known, 1).await;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let letters = scene.house.letters().into_iter().filter(|letter| letter.to == known).count();
        assert!(letters <= 5, "{letters} letters in a minute");
    }

    async fn i09_who_waits_for_a_welcome_reaches_nothing_of_the_section(trial: Trial) {
        let scene = Scene::open(trial).await;
        let waiting = scene.awaiting();
        waiting.get("/bienvenue").await.is(200);
        for path in ["/", "/fil", "/agenda", "/notifications", "/membres/nour.el.amrani", "/reglages", "/gestion", "/propositions"] {
            let page = waiting.get(path).await;
            let html = page.html();
            for hidden in ["salle est libre", "Collage du jeudi", "Thomas Le Goff", "Un appel"] {
                assert!(!html.contains(hidden), "{path} says {hidden}");
            }
        }
        let cookie = format!("{}={}", preau_tests::process::SESSION, scene.things.awaiting);
        let own = scene.house.url.origin().ascii_serialization();
        let fields = b"body=J%27y%20suis&audience=section&coming=yes&useful=yes".to_vec();
        let headers = [("cookie", cookie.as_str()), ("origin", own.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        for path in [format!("/posts/{}/useful", scene.things.section), format!("/rendezvous/{}/answer", scene.things.rendezvous_section), "/feed/read".to_owned()] {
            let answer = scene.ask(Method::POST, &path, &headers, fields.clone()).await;
            assert!(matches!(answer.status, 303 | 403 | 404), "{path}: {}", answer.status);
        }
        assert_eq!(scene.house.count("SELECT (SELECT count(*) FROM reaction) + (SELECT count(*) FROM answer WHERE person NOT IN (SELECT organiser FROM rendezvous))").await, 0);
    }

    async fn i12_the_set_up_is_closed_once_the_house_stands(trial: Trial) {
        let scene = Scene::bare(trial).await;
        assert!(!scene.process.said().contains("/installation/"), "the console prints no link any more");
        for path in ["/installation/abc", "/setup/abc/unit", &format!("/setup/{}", "A".repeat(43)), &format!("/setup/{}/account", "A".repeat(43))] {
            for visitor in [scene.stranger(), scene.browser(ODILE)] {
                let page = visitor.get_bare(path).await;
                assert!(matches!(page.status.as_u16(), 404 | 410), "{path}: {}", page.status);
                let sent = visitor.post(path, &[("name", "Une autre section"), ("handle", "autre"), ("admin_name", "Eve")]).await;
                assert!(matches!(sent.status.as_u16(), 404 | 405 | 410), "{path}: {}", sent.status);
            }
        }
        assert_eq!(scene.house.count("SELECT count(*) FROM house WHERE name = 'Vallombre-Centre'").await, 1);
    }

    async fn i13_a_password_that_is_none_is_refused_beside_its_field(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let visitor = scene.browser(NOUR);
        let long = "a b c d e f ".repeat(400);
        // Ten tries of the old password are allowed; these and the last ones are ten.
        let refused = ["a", "motdepasse", "azertyuiop123", "nour.el.amrani", "NourElAmrani2026", "vallombre-centre", "un mot\u{0}de passe caché", long.as_str()];
        for password in refused {
            let page = visitor.post("/settings/password", &[("old", PASSWORD), ("password", password)]).await;
            assert_eq!(page.status, 422, "{password:?} was taken");
            let told = ["azertyuiop123", "NourElAmrani2026", "a b c d e f"].iter().any(|typed| page.html().contains(typed));
            assert!(!told, "a page must not hold a password");
        }
        // Typed with another composition of the same letters, it is the same (NFKC).
        let page = visitor.post("/settings/password", &[("old", PASSWORD), ("password", "un cafe\u{301} sur la place verte")]).await;
        page.is(303);
        scene.stranger().post("/sign-in", &[("login", "nour.el.amrani"), ("password", "un caf\u{e9} sur la place verte")]).await.is(303);
    }

    async fn i17_a_role_that_was_taken_away_ends_at_once(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let (odile, thomas) = (scene.browser(ODILE), scene.browser(THOMAS));
        let id = scene.house.people[THOMAS].id;
        thomas.get_bare("/gestion").await.is(404);
        odile.post(&format!("/manage/people/{id}/role"), &[("role", "administrator")]).await.is(303);
        thomas.get_bare("/gestion").await.is(200);
        odile.post(&format!("/manage/people/{id}/role"), &[("role", "member")]).await.is(303);
        thomas.get_bare("/gestion").await.is(404);
        thomas.post(&format!("/manage/people/{id}/role"), &[("role", "administrator")]).await.is(404);
        // Nobody takes the last administrator away.
        let last = scene.house.people[ODILE].id;
        assert_eq!(odile.post(&format!("/manage/people/{last}/role"), &[("role", "member")]).await.status, 409);
        odile.get_bare("/gestion").await.is(200);
    }
}

/// The code as it is printed, in three groups of four.
fn code_on(page: &Page) -> String {
    let text = page.is(200).text();
    let groups = |word: &str| {
        word.split('-')
            .filter(|group| group.len() == 4 && group.chars().all(|c| c.is_ascii_alphanumeric()))
            .count()
    };
    let code = text.split_whitespace().find(|word| word.matches('-').count() == 2 && groups(word) == 3);
    code.unwrap_or_else(|| panic!("no code on the page:\n{text}")).to_owned()
}

/// Status, headers but the date, and bytes, without what was typed.
fn shape(page: &Page, typed: &str) -> (u16, Vec<String>, String) {
    let mut headers: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    (page.status.as_u16(), headers, page.html().replace(typed, "LOGIN"))
}
