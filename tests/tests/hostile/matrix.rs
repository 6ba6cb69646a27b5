//! Who sees what: to whoever may not, each thing answers byte for byte as what does not exist (voices.md 15).

use http::Method;
use preau_tests::on_both_engines;
use preau_tests::visitor::{Page, Visitor};

use crate::scene::{FATOU, NOUR, ODILE, Scene, THOMAS, YVONNE};

/// An id of the right shape that nothing has.
pub(crate) const NOTHING: &str = "0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000";
/// Everybody who tries, in this order.
pub(crate) const VIEWERS: [&str; 7] =
    ["a stranger", "who waits", "who is suspended", "whose account ended", "Thomas", "Nour", "Odile"];
const ALL: [bool; 7] = [true; 7];
const NOBODY: [bool; 7] = [false; 7];
const MEMBERS: [bool; 7] = [false, false, false, false, true, true, true];
const AUTHOR_AND_ADMINISTRATOR: [bool; 7] = [false, false, false, false, false, true, true];
const ADMINISTRATOR: [bool; 7] = [false, false, false, false, false, false, true];

pub(crate) fn viewers(scene: &Scene) -> [Visitor; 7] {
    [
        scene.stranger(),
        scene.awaiting(),
        scene.browser(FATOU),
        scene.browser(YVONNE),
        scene.browser(THOMAS),
        scene.browser(NOUR),
        scene.browser(ODILE),
    ]
}

/// Status, headers but the date, and bytes, with the id that was asked for taken out.
fn shape(page: &Page, id: &str) -> (u16, Vec<(String, String)>, String) {
    let mut headers: Vec<(String, String)> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).replace(id, "ID")))
        .collect();
    headers.sort();
    (page.status.as_u16(), headers, page.html().replace(id, "ID"))
}

/// To this viewer it answers as what does not exist.
async fn hidden(who: &str, visitor: &Visitor, pattern: &str, id: &str) {
    let page = visitor.get_bare(&pattern.replace("{}", id)).await;
    let missing = visitor.get_bare(&pattern.replace("{}", NOTHING)).await;
    assert!(matches!(missing.status.as_u16(), 303 | 403 | 404), "{who} {pattern}: {}", missing.status);
    assert_eq!(shape(&page, id), shape(&missing, NOTHING), "{who} can tell that {pattern} {id} exists");
}

pub(crate) async fn check(scene: &Scene, pattern: &str, id: &str, entitled: [bool; 7]) {
    for ((who, visitor), entitled) in VIEWERS.iter().zip(viewers(scene)).zip(entitled) {
        if entitled {
            let page = visitor.get_bare(&pattern.replace("{}", id)).await;
            assert_eq!(page.status.as_u16(), 200, "{who} may see {pattern} {id}");
            continue;
        }
        hidden(who, &visitor, pattern, id).await;
    }
}

on_both_engines! {
    async fn a01_a09_a29_what_one_may_not_see_is_not_there_whatever_it_is(trial: Trial) {
        let scene = Scene::open(trial).await;
        let things = scene.things.clone();
        for pattern in ["/messages/{}", "/posts/{}"] {
            check(&scene, pattern, &things.section, MEMBERS).await;
            check(&scene, pattern, &things.public, ALL).await;
            check(&scene, pattern, &things.proposed, AUTHOR_AND_ADMINISTRATOR).await;
            check(&scene, pattern, &things.declined, AUTHOR_AND_ADMINISTRATOR).await;
            check(&scene, pattern, &things.deleted, NOBODY).await;
            check(&scene, pattern, &things.removed, NOBODY).await;
        }
        for pattern in ["/rendez-vous/{}", "/rendez-vous/{}/agenda.ics"] {
            check(&scene, pattern, &things.rendezvous_section, MEMBERS).await;
            check(&scene, pattern, &things.rendezvous_public, ALL).await;
            check(&scene, pattern, &things.rendezvous_proposed, AUTHOR_AND_ADMINISTRATOR).await;
        }
        check(&scene, "/messages/{}/decision", &things.proposed, ADMINISTRATOR).await;
        check(&scene, "/messages/{}/modifier", &things.section, [false, false, false, false, false, true, false]).await;
        check(&scene, "/messages/{}/repondre", &things.section, MEMBERS).await;
        check(&scene, "/messages/{}/repondre", &things.proposed, NOBODY).await;
        let thomas = scene.house.people[THOMAS].id.to_string();
        check(&scene, "/gestion/membres/{}", &thomas, ADMINISTRATOR).await;
        check(&scene, "/membres/{}", &scene.house.people[THOMAS].handle, MEMBERS).await;
        // What came from outside, and what followed accounts say: answered and reported by those who speak for the section.
        for id in [&things.reply, &things.letter] {
            for pattern in ["/courrier/message/{}/reponse", "/mail/message/{}/answer", "/courrier/message/{}/signalement"] {
                check(&scene, pattern, id, ADMINISTRATOR).await;
            }
            // Whoever reads it is told that there is nothing to be removed; the others nothing at all.
            for (who, visitor) in VIEWERS.iter().zip(viewers(&scene)).filter(|(who, _)| **who != "Odile") {
                hidden(who, &visitor, "/courrier/message/{}/retrait", id).await;
            }
        }
        check(&scene, "/reseau", NOTHING, MEMBERS).await;
        for pattern in ["/reseau/message/{}/signalement", "/network/post/{}/report"] {
            check(&scene, pattern, &things.followed, ADMINISTRATOR).await;
        }
    }

    async fn a01_a09_a_series_is_there_for_those_who_may_read_it(trial: Trial) {
        let scene = Scene::open(trial).await;
        let made = async |person: usize, audience: &str| {
            let form = scene.browser(person).get("/agenda/nouveau").await.form("Proposer");
            let day = (preau::world::system_now().utc().unwrap().date_naive() + chrono::Days::new(9)).to_string();
            let form = form.fill("title", "Atelier").fill("date", &day).fill("starts", "12:00").fill("place", "Au préau");
            let form = form.fill("audience", audience).fill("repeat", "weekly").fill("times", "3");
            let page = form.send().await.form("Proposer ces 3 rendez-vous").send().await;
            page.is(200).link("Toutes les dates").await.url.path().rsplit('/').next().unwrap().to_owned()
        };
        let (section, public, proposed) =
            (made(NOUR, "section").await, made(ODILE, "everybody").await, made(NOUR, "everybody").await);
        for (series, page, file) in [
            (&section, MEMBERS, MEMBERS),
            (&public, MEMBERS, ALL),
            (&proposed, AUTHOR_AND_ADMINISTRATOR, AUTHOR_AND_ADMINISTRATOR),
        ] {
            check(&scene, "/rendez-vous/serie/{}", series, page).await;
            check(&scene, "/rendez-vous/serie/{}/agenda.ics", series, file).await;
        }
        let files = scene.stranger().get_bare("/agenda/public.ics").await.html();
        assert!(files.contains(&public), "what is for everybody is in the public calendar");
        assert!(!files.contains(&section) && !files.contains(&proposed));
    }

    async fn a01_the_rooms_of_the_administration_are_not_there_for_others(trial: Trial) {
        let scene = Scene::open(trial).await;
        for room in ["/gestion", "/gestion/membres", "/gestion/invitations", "/gestion/abonnements", "/gestion/reglages", "/gestion/sections",
            "/gestion/moderation", "/courrier", "/courrier/acceptes", "/courrier/refuses", "/propositions"] {
            scene.browser(ODILE).get_bare(room).await.is(200);
            for person in [NOUR, THOMAS] {
                let visitor = scene.browser(person);
                let page = visitor.get_bare(room).await;
                if room == "/propositions" && page.status == 200 {
                    // A member's own proposals stand there, and nobody else's.
                    assert_eq!(page.html().contains(&scene.things.proposed), person == NOUR);
                    continue;
                }
                let missing = visitor.get_bare("/gestion-de-rien").await;
                let text = |page: &Page, room: &str| shape(page, room.trim_start_matches('/'));
                assert_eq!(text(&page, room), text(&missing, "/gestion-de-rien"), "{room}");
            }
            let stranger = scene.stranger().get_bare(room).await;
            assert_eq!(stranger.status, 303, "{room}");
        }
    }

    async fn a02_a_picture_is_seen_by_those_who_read_its_post(trial: Trial) {
        let scene = Scene::open(trial).await;
        let things = &scene.things;
        let pictures: Vec<(uuid::Uuid, uuid::Uuid)> = scene.house.rows("SELECT post, id FROM picture").await;
        let of = |post: &str| pictures.iter().find(|(of, _)| of.to_string() == post).map(|(_, id)| id.to_string());
        let expected = [(&things.section, MEMBERS), (&things.public, ALL), (&things.proposed, AUTHOR_AND_ADMINISTRATOR), (&things.declined, AUTHOR_AND_ADMINISTRATOR)];
        for (post, entitled) in expected {
            check(&scene, "/images/{}", &of(post).unwrap(), entitled).await;
        }
        for gone in [&things.deleted, &things.removed] {
            if let Some(picture) = of(gone) {
                check(&scene, "/images/{}", &picture, NOBODY).await;
            }
        }
        // A part of it is refused like the whole.
        let hidden = format!("/images/{}", of(&things.section).unwrap());
        let part = scene.ask(Method::GET, &hidden, &[("range", "bytes=0-10")], Vec::new()).await;
        assert_eq!(part.status, 404);
    }

    async fn a04_a_calendar_address_shows_what_its_owner_may_see_now_and_ends_with_it(trial: Trial) {
        let scene = Scene::open(trial).await;
        let stranger = scene.stranger();
        let address = |page: &Page| page.attributes("input#address", "value")[0].clone();
        let made = scene.browser(THOMAS).post("/settings/calendar", &[("wanted", "make")]).await;
        let first = address(made.is(200));
        let calendar = stranger.get_bare(&first).await;
        let text = calendar.is(200).html();
        assert!(text.contains("Collage du jeudi") && text.contains("march"), "{text}");
        assert!(!text.contains("quartier"), "what is only proposed");
        assert!(!text.contains("ATTENDEE") && !text.contains("ORGANIZER") && !text.contains("Nour"));
        let forged = |address: &str| {
            let (start, token) = address.rsplit_once('/').unwrap();
            (format!("{start}/{}.ics", "A".repeat(43)), token.to_owned())
        };
        let gone = async |address: &str| {
            let (other, token) = forged(address);
            let (ended, never) = (stranger.get_bare(address).await, stranger.get_bare(&other).await);
            ended.is(404);
            assert_eq!(shape(&ended, &token), shape(&never, &format!("{}.ics", "A".repeat(43))));
        };
        scene.browser(THOMAS).post("/settings/calendar", &[("wanted", "revoke")]).await.is(303);
        gone(&first).await;
        let second = address(&scene.browser(THOMAS).post("/settings/calendar", &[("wanted", "make")]).await);
        stranger.get_bare(&second).await.is(200);
        gone(&first).await;
        let thomas = scene.house.people[THOMAS].id;
        scene.browser(ODILE).post(&format!("/manage/people/{thomas}/suspension"), &[("suspended", "yes")]).await.is(303);
        gone(&second).await;
    }

    async fn a16_the_former_texts_of_a_message_are_for_those_who_read_it(trial: Trial) {
        let scene = Scene::open(trial).await;
        check(&scene, "/messages/{}/historique", &scene.things.section, MEMBERS).await;
        let page = scene.browser(THOMAS).get(&format!("/messages/{}/historique", scene.things.section)).await;
        page.says("libre jeudi");
        for visitor in [scene.stranger(), scene.awaiting()] {
            assert!(!visitor.get(&format!("/messages/{}/historique", scene.things.section)).await.html().contains("libre jeudi"));
        }
    }

    async fn a21_a_forged_place_in_the_feed_is_refused(trial: Trial) {
        let scene = Scene::open(trial).await;
        let visitor = scene.browser(THOMAS);
        visitor.get_bare("/fil").await.is(200);
        for cursor in ["1", "-1", "a", "%00", "9999999999999999999999", "'; DROP TABLE post; --", &"A".repeat(5_000)] {
            let page = visitor.get_bare(&format!("/fil?before={cursor}")).await;
            assert!(matches!(page.status.as_u16(), 400 | 404), "{cursor}: {}", page.status);
        }
    }
}
