//! Language, light and dark, size of text, and the pages that explain: by plain forms, for whoever is there.

use preau_tests::journeys;
use preau_tests::people::JEANNE;

journeys! {
    async fn the_language_is_switched_on_the_spot_and_kept(section: Founded) {
        let stranger = section.visitor();
        let page = stranger.get("/connexion").await;
        assert_eq!(page.attributes("html", "lang"), ["fr"]);
        let page = page.form("English").send().await;
        assert_eq!((page.url.path(), page.title().as_str()), ("/sign-in", "Sign in"));
        stranger.get("/").await.says("Join us");
        // A member's own choice goes with the account, to letters and other devices.
        let jeanne = section.joins(JEANNE).await;
        let page = jeanne.get("/agenda").await.form("English").send().await;
        assert_eq!((page.url.path(), page.attributes("html", "lang")), ("/calendar", vec!["en".to_owned()]));
        section.signs_in(JEANNE).await.get("/").await.says("Hello Jeanne");
    }

    async fn theme_and_size_are_chosen_without_a_script(section: Founded) {
        let visitor = section.visitor();
        let page = visitor.get("/apparence").await;
        page.is(200).says("Ces choix valent pour cet appareil.");
        assert!(page.attributes("html", "data-theme").is_empty());
        let page = page.form("Sombre").send().await;
        assert_eq!(page.attributes("html", "data-theme"), ["sombre"]);
        let page = page.form("très grand").send().await;
        assert_eq!((page.attributes("html", "data-theme"), page.attributes("html", "data-taille")), (vec!["sombre".to_owned()], vec!["tresgrand".to_owned()]));
        let public = visitor.get("/").await;
        assert_eq!(public.attributes("html", "data-taille"), ["tresgrand"]);
        assert_eq!(public.attributes("meta[name=color-scheme]", "content"), ["dark"]);
        // The sizes stand in every footer, too.
        let page = public.form("taille normale").send().await;
        assert!(page.attributes("html", "data-taille").is_empty());
        let page = visitor.get("/apparence").await.form("Comme l’appareil").send().await;
        assert!(page.attributes("html", "data-theme").is_empty());
    }

    async fn a_stranger_gets_no_cookie_and_nothing_from_elsewhere(section: Founded) {
        let stranger = section.visitor();
        for path in ["/", "/presentation", "/mentions-legales", "/aide", "/accessibilite", "/vos-donnees", "/connexion", "/nous-rejoindre"] {
            let page = stranger.get_bare(path).await;
            page.is(200);
            assert!(page.header("set-cookie").is_none(), "{path} sets a cookie");
            for attribute in ["src", "srcset", "action", "poster", "data"] {
                for address in page.attributes(&format!("[{attribute}]"), attribute) {
                    assert!(address.starts_with('/') && !address.starts_with("//"), "{path} asks {address}");
                }
            }
            for address in page.attributes("link[href]", "href") {
                assert!(address.starts_with('/') && !address.starts_with("//"), "{path} asks {address}");
            }
            // H10: and if it did, the browser would refuse.
            let policy = page.header("content-security-policy").unwrap();
            for rule in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
                assert!(policy.contains(rule), "{path}: {policy}");
            }
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert!(page.attributes("[style]", "style").is_empty() && page.all("style").is_empty(), "{path} has inline style");
        }
    }

    async fn c10_what_members_see_is_not_kept_by_the_browser_of_a_stranger(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        for path in ["/", "/agenda", "/notifications", "/reglages"] {
            let page = jeanne.get_bare(path).await;
            let kept = page.is(200).header("cache-control").unwrap();
            assert!(kept.contains("private") && kept.contains("no-cache") || kept.contains("no-store"), "{path}: {kept}");
        }
    }

    async fn t05_an_error_page_tells_nothing_of_the_inside(section: Founded) {
        let visitor = section.visitor();
        for path in ["/nulle-part", "/messages/x", "/rendez-vous/%00", "/images/1", "/invitation/%27%20OR%201=1"] {
            let page = visitor.get_bare(path).await;
            page.is(404).says("Cette page n’existe pas");
            for word in ["sqlx", "SELECT", "panicked", "src/", "axum"] {
                assert!(!page.html().contains(word), "{path} says {word}");
            }
        }
    }
}
