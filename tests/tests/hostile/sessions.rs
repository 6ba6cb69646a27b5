//! Sessions: what a cookie is worth, when it is worth nothing any more, and who is believed about where a request comes from.

use http::Method;
use preau_tests::on_both_engines;
use preau_tests::people::PASSWORD;
use preau_tests::process::SESSION;
use preau_tests::visitor::Visitor;

use crate::scene::{NOUR, ODILE, Scene, THOMAS};

/// Signs in through the form, in a fresh browser.
async fn signed_in(scene: &Scene, person: usize) -> Visitor {
    let visitor = scene.stranger();
    let handle = &scene.house.people[person].handle;
    visitor.post("/sign-in", &[("login", handle), ("password", PASSWORD)]).await.is(303);
    visitor
}

async fn is_in(visitor: &Visitor) -> bool {
    visitor.get_bare("/fil").await.status == 200
}

on_both_engines! {
    async fn c03_the_cookie_of_a_session_has_every_flag_and_the_table_its_hash_alone(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let page = scene.stranger().post("/sign-in", &[("login", "nour.el.amrani"), ("password", PASSWORD)]).await;
        let cookies: Vec<String> = page.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap().to_owned()).collect();
        let cookie = cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).unwrap();
        for flag in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.split("; ").any(|part| part == flag), "{flag} in {cookie}");
        }
        assert!(!cookie.contains("Domain"));
        let token = cookie.trim_start_matches("__Host-session=").split(';').next().unwrap();
        assert_eq!(token.len(), 43);
        for (table, rows) in scene.house.contents().await {
            assert!(!rows.iter().any(|row| row.contains(token)), "{table} holds a cookie");
        }
        assert_eq!(page.header("cache-control").unwrap_or("no-store"), "no-store");
    }

    async fn c04_a_session_is_new_at_each_sign_in_and_dead_after_the_sign_out(trial: Trial) {
        let scene = Scene::bare(trial).await;
        // What somebody planted before the sign-in is worth nothing after it.
        let victim = scene.stranger();
        let planted = "B".repeat(43);
        victim.set_cookie(SESSION, &planted);
        victim.post("/sign-in", &[("login", "nour.el.amrani"), ("password", PASSWORD)]).await.is(303);
        let first = victim.cookie(SESSION).unwrap();
        assert_ne!(first, planted);
        let attacker = scene.stranger();
        attacker.set_cookie(SESSION, &planted);
        assert!(is_in(&victim).await && !is_in(&attacker).await);
        // Signing in again ends the session that was there.
        victim.post("/sign-in", &[("login", "nour.el.amrani"), ("password", PASSWORD)]).await.is(303);
        let second = victim.cookie(SESSION).unwrap();
        attacker.set_cookie(SESSION, &first);
        assert!(second != first && is_in(&victim).await && !is_in(&attacker).await);
        victim.post("/sign-out", &[]).await.is(303);
        assert_eq!(victim.cookie(SESSION), None);
        attacker.set_cookie(SESSION, &second);
        assert!(!is_in(&attacker).await, "the cookie outlived the sign-out");
    }

    async fn c05_a_new_password_a_suspension_and_an_end_close_every_session_at_once(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let (here, elsewhere) = (signed_in(&scene, NOUR).await, signed_in(&scene, NOUR).await);
        let made = here.post("/settings/calendar", &[("wanted", "make")]).await;
        let calendar = made.is(200).attributes("input#address", "value")[0].clone();
        assert!(is_in(&elsewhere).await);
        here.post("/settings/password", &[("old", PASSWORD), ("password", "un figuier derrière la gare")]).await.is(303);
        assert!(is_in(&here).await, "the one that changed it goes on");
        assert!(!is_in(&elsewhere).await && !is_in(&scene.browser(NOUR)).await);
        assert_eq!(scene.stranger().get_bare(&calendar).await.status, 404, "the calendar's address is a key too");
        let thomas = signed_in(&scene, THOMAS).await;
        let id = scene.house.people[THOMAS].id;
        scene.browser(ODILE).post(&format!("/manage/people/{id}/suspension"), &[("suspended", "yes")]).await.is(303);
        assert!(!is_in(&thomas).await && !is_in(&scene.browser(THOMAS)).await);
        let page = scene.stranger().post("/sign-in", &[("login", "thomas.le.goff"), ("password", PASSWORD)]).await;
        assert_ne!(page.status, 303);
        let nour = scene.house.people[NOUR].id;
        scene.browser(ODILE).post(&format!("/manage/people/{nour}/ending"), &[("name", "kept")]).await.is(303);
        assert!(!is_in(&here).await);
    }

    async fn c10_private_pages_are_kept_by_nobody_else_and_those_with_secrets_by_nobody(trial: Trial) {
        let scene = Scene::open(trial).await;
        for path in ["/", "/fil", "/agenda", "/notifications", "/gestion", "/gestion/membres"] {
            let page = scene.browser(ODILE).get_bare(path).await;
            let kept = page.is(200).header("cache-control").unwrap().to_owned();
            assert!(kept == "private, no-cache" || kept == "no-store", "{path}: {kept}");
            assert!(page.header("vary").unwrap().to_ascii_lowercase().contains("cookie"), "{path}");
        }
        for path in ["/reglages", "/reglages/fermer"] {
            assert_eq!(scene.browser(ODILE).get_bare(path).await.header("cache-control"), Some("no-store"), "{path}");
        }
        // What a stranger may see is for every cache, and names nobody who is signed in.
        let public = scene.stranger().get_bare("/presentation").await;
        assert!(public.is(200).header("cache-control").unwrap().starts_with("public"));
        let same = scene.browser(ODILE).get_bare("/presentation").await;
        assert!(same.is(200).header("cache-control").unwrap().starts_with("private"));
        // After the sign-out the browser asks again, and gets nothing.
        let etag = scene.browser(NOUR).get_bare("/fil").await.header("etag").unwrap().to_owned();
        let answer = scene.ask(Method::GET, "/fil", &[("if-none-match", &etag)], Vec::new()).await;
        assert_eq!(answer.status, 303);
    }

    async fn c12_a_forged_forwarding_header_gives_nobody_more_tries(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let own = scene.house.url.origin().ascii_serialization();
        let mut refused = 0;
        for number in 0..14 {
            let client = format!("203.0.113.{number}");
            let forwarded = format!("for={client}");
            let headers = [("origin", own.as_str()), ("content-type", "application/x-www-form-urlencoded"), ("x-forwarded-for", client.as_str()), ("forwarded", forwarded.as_str()), ("x-real-ip", client.as_str())];
            let body = format!("name=Une+Voisine&mail=voisine{number}%40ailleurs.example&note=");
            refused += usize::from(scene.ask(Method::POST, "/join", &headers, body.into_bytes()).await.status == 429);
        }
        assert_eq!(refused, 9, "five an hour are taken from one address, whatever it says of itself");
    }
}
