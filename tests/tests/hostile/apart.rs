//! What a body says and plans apart: to all who do not sit in it, byte for byte as what does not exist.

use preau_tests::on_both_engines;
use preau_tests::visitor::Page;

use crate::matrix::check;
use crate::scene::{NOUR, ODILE, PHOTO, Scene, THOMAS};

/// Nour sits in the board: neither Thomas nor Odile, who runs the house, does.
const SITS: [bool; 7] = [false, false, false, false, false, true, false];

/// What the board has, by id.
struct Apart {
    body: String,
    post: String,
    reply: String,
    picture: String,
    rendezvous: String,
    series: String,
}

fn last(page: &Page) -> String {
    page.url.path().rsplit('/').next().unwrap().to_owned()
}

/// A board in which Nour sits, with a message that was edited and answered, its picture, a rendezvous and a series.
async fn furnished(scene: &Scene) -> Apart {
    let (odile, nour) = (scene.browser(ODILE), scene.browser(NOUR));
    let new = odile.get("/organes/nouveau").await.form("Créer l’organe");
    let board = new.fill("kind", "board").fill("name", "Bureau").send().await;
    let seat = board.is(200).link("Inscrire un mandat").await.form("Inscrire le mandat");
    let seat = seat.fill("person", &scene.house.people[NOUR].id.to_string()).fill("role", "board_member");
    seat.send().await.is(200).says("Mandat inscrit.");
    let body = last(&board);
    let audience = format!("body:{body}");

    let form = nour.get("/fil/nouveau").await.form("Publier").fill("audience", &audience);
    let form = form.fill("title", "La caisse").fill("body", "Il manque quatre cents euros");
    let form = form.attach("file0", "a.jpg", "image/jpeg", PHOTO.to_vec()).fill("alt0", "Une salle");
    let home = form.send().await;
    let post = home.is(200).link("La caisse").await;
    let edit = nour.get(&format!("{}/modifier", post.url.path())).await;
    let edited = edit.form("Enregistrer").fill("body", "Il manque trois cents euros").send().await;
    let answered = edited.is(200).form("Répondre").fill("body", "J’en parle au propriétaire").send().await;
    let reply = answered.is(200).attributes("article.item[id^=m-]", "id").remove(1);
    let picture = answered.attributes("img.pic", "src").remove(0);

    let day = preau::world::system_now().utc().unwrap().date_naive() + chrono::Days::new(9);
    let form = nour.get("/agenda/nouveau").await.form("Proposer").fill("audience", &audience);
    let form = form.fill("title", "Compter la caisse").fill("date", &day.to_string()).fill("starts", "12:00");
    let form = form.fill("place", "Au local");
    let rendezvous = form.send().await;
    let again = nour.get("/agenda/nouveau").await.form("Proposer").fill("audience", &audience);
    let again =
        again.fill("title", "Ouvrir la caisse").fill("date", &day.to_string()).fill("starts", "14:00");
    let again = again.fill("place", "Au local").fill("repeat", "weekly").fill("times", "3").send().await;
    let series = again.form("Proposer ces 3 rendez-vous").send().await.link("Toutes les dates").await;
    Apart {
        body,
        post: last(&post),
        reply: reply.trim_start_matches("m-").to_owned(),
        picture: picture.rsplit('/').next().unwrap().to_owned(),
        rendezvous: last(rendezvous.is(200)),
        series: last(series.is(200)),
    }
}

on_both_engines! {
    async fn a01_a02_a04_a09_a16_what_is_for_a_body_is_missing_for_all_others(trial: Trial) {
        let scene = Scene::open(trial).await;
        let apart = furnished(&scene).await;
        for pattern in ["/messages/{}", "/posts/{}", "/messages/{}/historique", "/messages/{}/modifier", "/messages/{}/repondre", "/messages/{}/suppression"] {
            check(&scene, pattern, &apart.post, SITS).await;
        }
        for pattern in ["/messages/{}/repondre", "/messages/{}/historique"] {
            check(&scene, pattern, &apart.reply, SITS).await;
        }
        check(&scene, "/images/{}", &apart.picture, SITS).await;
        for pattern in ["/rendez-vous/{}", "/rendez-vous/{}/agenda.ics", "/rendez-vous/{}/modifier", "/rendez-vous/{}/annuler"] {
            check(&scene, pattern, &apart.rendezvous, SITS).await;
        }
        for pattern in ["/rendez-vous/serie/{}", "/rendez-vous/serie/{}/agenda.ics"] {
            check(&scene, pattern, &apart.series, SITS).await;
        }
        // Whoever sends a form without having seen one is answered alike.
        let thomas = scene.browser(THOMAS);
        for (address, field) in [
            (format!("/messages/{}/utile", apart.post), ("useful", "yes")),
            (format!("/messages/{}/suppression", apart.post), ("x", "y")),
            (format!("/rendez-vous/{}/reponse", apart.rendezvous), ("coming", "yes")),
            (format!("/rendez-vous/{}/annuler", apart.rendezvous), ("x", "y")),
        ] {
            thomas.post(&address, &[field]).await.is(404);
        }
        // Nor does any list hold it: the canary is found by who sits there.
        let hers = format!("/membres/{}", scene.house.people[NOUR].handle);
        let rooms = ["/", "/fil", "/agenda", "/recherche?q=caisse", hers.as_str(), "/notifications"];
        let nour = scene.browser(NOUR);
        for room in ["/", "/agenda", "/recherche?q=caisse"] {
            nour.get(room).await.is(200).says("caisse");
        }
        for other in [scene.browser(THOMAS), scene.browser(ODILE), scene.stranger(), scene.awaiting()] {
            for room in rooms.iter().chain(&["/atom.xml", "/presentation", "/agenda/public.ics", "/section/outbox", "/section/events"]) {
                let page = other.get(room).await.html();
                for word in ["La caisse", "Compter la caisse", "Ouvrir la caisse", "cents euros", "propriétaire", apart.post.as_str(), apart.rendezvous.as_str()] {
                    assert!(!page.contains(word), "{room}: {word}");
                }
            }
        }
        assert!(nour.get(&format!("/organes/{}", apart.body)).await.html().contains(&format!("audience=body:{}", apart.body)));
        assert!(!thomas.get(&format!("/organes/{}", apart.body)).await.html().contains("audience=body"));
        // No activity carries it, and nothing waits to leave.
        assert_eq!(scene.house.count("SELECT count(*) FROM outgoing WHERE post IN (SELECT id FROM post WHERE body IS NOT NULL)").await, 0);
    }
}
