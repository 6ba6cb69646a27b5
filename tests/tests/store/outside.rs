//! The fediverse answers: what waits, who decides, what is shown to whom, and what others may take back.

#[path = "outside/guarded.rs"]
mod guarded;
#[path = "outside/scene.rs"]
mod scene;
#[path = "outside/taken.rs"]
mod taken;

use preau_core::access::{self, Viewer};
use preau_core::action::outside::{
    AcceptOutside, AnswerOutside, Answered, ReceiveOutsidePost, RefuseOutside, RemoveOutside, Taken,
    UpdateOutsidePost,
};
use preau_core::action::post::TakeBack;
use preau_core::error::Refusal;
use preau_core::job::Work;
use preau_core::notice::News;
use preau_core::outside::{OutsideKind, OutsideState, RemoteNote, WAITING_PER_HOST_MAX};
use preau_core::text::Body;
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use url::Url;
use uuid::Uuid;

use self::scene::{Scene, ada, note, received, url};
use crate::scene::later;

on_both_engines! {
    async fn an_answer_waits_for_those_who_speak_for_the_section_and_then_everybody_reads_it(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let reply = scene.receives(&note("1", "<p>Bravo<script>x</script></p>"), Some(post.id)).await;
        let (thomas, odile) = (Viewer::from(scene.thomas.clone()), Viewer::from(scene.odile.clone()));
        assert!(scene.reads(&odile, reply).await.is_some());
        assert!(scene.reads(&thomas, reply).await.is_none(), "voices.md 13");
        assert!(scene.reads(&Viewer::Anyone, reply).await.is_none());
        let shown = async |viewer: &Viewer| {
            let mut db = trial.store.read().await.unwrap();
            access::outside_under(db.as_mut(), viewer, &post, 9).await.unwrap().len()
        };
        assert_eq!(shown(&odile).await, 0, "not before it is accepted");
        let accept = |by, seen| AcceptOutside { by, outside: reply, seen };
        let seen = note("1", "").published_at;
        assert_eq!(scene.does(accept(scene.thomas.id, seen)).await, Err(Refusal::NotFound));
        assert_eq!(scene.does(accept(scene.odile.id, later(7))).await, Err(Refusal::ChangedMeanwhile));
        assert_eq!(scene.does(accept(scene.odile.id, seen)).await, Ok(()));
        assert_eq!(scene.does(accept(scene.odile.id, seen)).await, Err(Refusal::NotAllowed), "it is out already");
        let read = scene.reads(&Viewer::Anyone, reply).await.unwrap();
        assert_eq!((read.shown.text.html.as_str(), read.shown.author.account().as_str()), ("<p>Bravo</p>", "@ada@elsewhere.example"));
        assert_eq!((shown(&Viewer::Anyone).await, shown(&thomas).await, shown(&Viewer::Outside).await), (1, 1, 0));
        // What it hangs at is taken back: it is nowhere shown any more, and its likes are gone.
        scene.does(TakeBack { by: scene.thomas.id, post: post.id }).await.unwrap_err();
        scene.does(TakeBack { by: scene.odile.id, post: post.id }).await.unwrap();
        assert!(scene.reads(&Viewer::Anyone, reply).await.is_none());
        assert_eq!(trial.store.read().await.unwrap().outside_replies(post.id, 9).await.unwrap().len(), 0);
    }

    async fn what_is_refused_or_removed_is_shown_to_nobody_but_those_who_decided(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let odile = Viewer::from(scene.odile.clone());
        let one = scene.receives(&note("1", "<p>Non</p>"), Some(post.id)).await;
        let two = scene.receives(&note("2", "<p>Oui</p>"), Some(post.id)).await;
        scene.does(RefuseOutside { by: scene.odile.id, outside: one }).await.unwrap();
        assert_eq!(scene.does(RefuseOutside { by: scene.odile.id, outside: one }).await, Err(Refusal::Over));
        scene.accepts(two).await;
        scene.does(RemoveOutside { by: scene.odile.id, outside: two }).await.unwrap();
        for id in [one, two] {
            assert!(scene.reads(&Viewer::Anyone, id).await.is_none());
            assert!(scene.reads(&Viewer::from(scene.thomas.clone()), id).await.is_none());
            assert!(scene.reads(&odile, id).await.is_some(), "for a while they may think again");
        }
        scene.accepts(one).await;
        assert!(scene.reads(&Viewer::Anyone, one).await.is_some());
        // Thirty days later the text of what stayed away is gone.
        scene.purges(31).await;
        assert!(scene.reads(&odile, two).await.is_none());
        assert!(scene.reads(&Viewer::Anyone, one).await.is_some());
    }

    async fn a_private_message_and_a_mention_are_read_by_those_who_speak_alone_whatever_is_decided(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let letter = ReceiveOutsidePost { private: true, mentions: true, ..received(&note("1", "<p>Entre nous</p>"), Some(post.id)) };
        let mention = ReceiveOutsidePost { mentions: true, ..received(&note("2", "<p>Voyez</p>"), None) };
        for (action, kind) in [(letter, OutsideKind::Direct), (mention, OutsideKind::Mention)] {
            let Ok(Taken::Kept(id)) = scene.does(action).await else { panic!("not kept") };
            assert_eq!(scene.outside(id).await.kind, kind);
            scene.accepts(id).await;
            assert!(scene.reads(&Viewer::from(scene.odile.clone()), id).await.is_some());
            assert!(scene.reads(&Viewer::from(scene.thomas.clone()), id).await.is_none());
            assert!(scene.reads(&Viewer::Anyone, id).await.is_none());
        }
        assert_eq!(trial.store.read().await.unwrap().outside_replies(post.id, 9).await.unwrap(), []);
        scene.purges(366).await;
        assert_eq!(scene.queue(OutsideState::Accepted).await.len(), 0, "letters are not kept for ever");
    }

    async fn o23_an_answer_to_what_strangers_cannot_read_is_not_taken(trial: Trial) {
        let scene = Scene::open(trial).await;
        let inside = scene.writes_inside("Entre membres.").await;
        let unknown = preau_core::id::PostId(Uuid::from_u128(99));
        for post in [inside, unknown] {
            let action = received(&note("1", "<p>?</p>"), Some(post));
            assert_eq!(scene.does(action).await, Ok(Taken::Ignored));
        }
        // Named as well, it is a mention, and tells nothing of what it answers.
        let action = ReceiveOutsidePost { mentions: true, ..received(&note("1", "<p>?</p>"), Some(inside)) };
        let Ok(Taken::Kept(id)) = scene.does(action).await else { panic!("not kept") };
        let kept = scene.outside(id).await;
        assert_eq!((kept.kind, kept.post, kept.root), (OutsideKind::Mention, None, None));
    }

    async fn o04_o29_what_claims_to_be_ours_is_not_taken_and_what_came_first_stays(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let forged = RemoteNote { id: url("https://vallombre.example/posts/1"), ..note("1", "<p>x</p>") };
        assert_eq!(scene.does(received(&forged, Some(post.id))).await, Ok(Taken::Ignored));
        let other = RemoteNote { id: url("https://third.example/notes/1"), ..note("1", "<p>x</p>") };
        assert_eq!(scene.does(received(&other, Some(post.id))).await, Ok(Taken::Ignored));
        let id = scene.receives(&note("1", "<p>Un</p>"), Some(post.id)).await;
        assert_eq!(scene.does(received(&note("1", "<p>Deux</p>"), Some(post.id))).await, Ok(Taken::Known));
        assert_eq!(scene.outside(id).await.shown.text.html, "<p>Un</p>");
    }

    async fn r09_a_loud_host_fills_its_own_places_and_makes_one_line_of_notices(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        for n in 0..WAITING_PER_HOST_MAX {
            scene.receives(&note(&n.to_string(), "<p>Spam</p>"), Some(post.id)).await;
        }
        assert_eq!(scene.does(received(&note("more", "<p>Spam</p>"), Some(post.id))).await, Ok(Taken::Full));
        let mut quiet = note("1", "<p>Bonjour</p>");
        quiet.id = url("https://quiet.example/notes/1");
        quiet.author.actor = url("https://quiet.example/users/bea");
        "quiet.example".clone_into(&mut quiet.author.host);
        assert!(matches!(scene.does(received(&quiet, Some(post.id))).await, Ok(Taken::Kept(_))));
        let mut db = trial.store.read().await.unwrap();
        let notices = db.notices(scene.odile.id, 99).await.unwrap();
        assert_eq!(notices.iter().filter(|notice| notice.news == News::OutsideWaits).count(), 1);
        assert_eq!(db.outside_waiting().await.unwrap(), WAITING_PER_HOST_MAX + 1);
        // What waits is read from its oldest end, page by page.
        let first = db.outside_posts(OutsideState::Waiting, None, 2).await.unwrap();
        let last = first.last().unwrap();
        let place = preau_core::outside::OutsideBefore { at: last.came_at, id: last.id.0 };
        let next = db.outside_posts(OutsideState::Waiting, Some(place), 2).await.unwrap();
        assert_eq!(first[0].shown.uri.as_str(), "https://elsewhere.example/notes/0");
        assert_eq!(next[0].shown.uri.as_str(), "https://elsewhere.example/notes/2");
    }

    async fn o05_o06_an_accepted_answer_that_its_author_changes_is_read_again_and_nobody_else_changes_it(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let id = scene.receives(&note("1", "<p>Bravo</p>"), Some(post.id)).await;
        scene.accepts(id).await;
        let changed = |at: i64| RemoteNote { updated_at: Some(later(at)), ..note("1", "<p>Achetez</p>") };
        let update = |actor: &Url, note: RemoteNote| UpdateOutsidePost { incoming: "u".to_owned(), actor: actor.clone(), note, private: false };
        let eve = url("https://elsewhere.example/users/eve");
        assert_eq!(scene.does(update(&eve, changed(-1))).await, Ok(false));
        let mut stolen = changed(-1);
        stolen.author.actor = eve.clone();
        assert_eq!(scene.does(update(&eve, stolen)).await, Ok(false));
        let turned = RemoteNote { object_type: "Question".to_owned(), ..changed(-1) };
        assert_eq!(scene.does(update(&ada().id, turned)).await, Ok(false));
        assert_eq!(scene.does(update(&ada().id, changed(-Moment::DAY))).await, Ok(false), "older than what is held");
        assert_eq!(scene.outside(id).await.shown.text.html, "<p>Bravo</p>");
        assert_eq!(scene.does(update(&ada().id, changed(-1))).await, Ok(true));
        let now = scene.outside(id).await;
        assert_eq!((now.state, now.shown.text.html.as_str()), (OutsideState::Waiting, "<p>Achetez</p>"));
        assert!(scene.reads(&Viewer::Anyone, id).await.is_none());
        // No longer public: gone.
        let hidden = UpdateOutsidePost { private: true, ..update(&ada().id, RemoteNote { updated_at: Some(later(0)), ..changed(0) }) };
        assert_eq!(scene.does(hidden).await, Ok(true));
        assert_eq!(scene.outside(id).await.state, OutsideState::Gone);
    }

    async fn the_section_answers_in_public_in_the_discussion_or_to_the_author_alone(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        scene.knows(&ada()).await;
        let id = scene.receives(&note("1", "<p>À quelle heure ?</p>"), Some(post.id)).await;
        let answer = |by, public, once: u128| AnswerOutside {
            by, outside: id, seen: note("1", "").published_at, public, once: Uuid::from_u128(once),
            body: Body::parse("À dix heures.").unwrap(),
        };
        assert_eq!(scene.does(answer(scene.thomas.id, true, 1)).await, Err(Refusal::NotFound));
        let Ok(Answered::Publicly(public)) = scene.does(answer(scene.odile.id, true, 2)).await else { panic!("no post") };
        assert_eq!(scene.does(answer(scene.odile.id, true, 2)).await, Ok(Answered::Publicly(public)), "sent twice");
        assert_eq!(scene.outside(id).await.state, OutsideState::Accepted, "what is answered is shown");
        let mut db = trial.store.read().await.unwrap();
        let written = db.post(public).await.unwrap().unwrap();
        assert_eq!((written.answers, written.parent, written.root), (Some(id), Some(post.id), post.id));
        assert_eq!(db.public_answers(id, 9).await.unwrap(), [public]);
        assert_eq!(db.answered_inbox(public).await.unwrap(), Some(ada().inbox));
        assert_eq!(db.answered_inbox(post.id).await.unwrap(), None);
        drop(db);
        assert_eq!(scene.does(answer(scene.odile.id, false, 3)).await, Ok(Answered::Privately));
        let letters = trial.store.read().await.unwrap().outside_letters(id, 9).await.unwrap();
        assert_eq!(letters[0].html, "<p>À dix heures.</p>\n");
        let told = scene.jobs("tell_outside").await;
        assert_eq!(told, [Work::TellOutside { letter: letters[0].id }]);
        // A private message is not answered before everybody.
        let private = ReceiveOutsidePost { private: true, mentions: true, ..received(&note("2", "<p>Psst</p>"), None) };
        let Ok(Taken::Kept(letter)) = scene.does(private).await else { panic!("not kept") };
        let wide = AnswerOutside { outside: letter, ..answer(scene.odile.id, true, 4) };
        assert_eq!(scene.does(wide).await, Err(Refusal::WiderThanParent));
        // What a post of ours answers keeps its place when its text goes.
        scene.does(RemoveOutside { by: scene.odile.id, outside: id }).await.unwrap();
        scene.purges(31).await;
        assert_eq!(scene.outside(id).await.state, OutsideState::Gone);
        assert_eq!(scene.outside(id).await.shown.text.html, "");
    }

    async fn a_public_answer_goes_to_whom_it_answers_once_and_whether_they_follow_or_not(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        scene.knows(&ada()).await;
        let id = scene.receives(&note("1", "<p>À quelle heure ?</p>"), Some(post.id)).await;
        let answer = AnswerOutside {
            by: scene.odile.id, outside: id, seen: note("1", "").published_at, public: true,
            once: Uuid::from_u128(2), body: Body::parse("À dix heures.").unwrap(),
        };
        let Ok(Answered::Publicly(public)) = scene.does(answer).await else { panic!("no post") };
        assert_eq!(scene.fans_out(post.id, 1).await, 0, "nobody follows");
        assert_eq!(scene.fans_out(public, 2).await, 1);
        scene.follows(&ada()).await;
        assert_eq!(scene.fans_out(post.id, 3).await, 1);
        assert_eq!(scene.fans_out(public, 4).await, 1, "one copy, not two");
    }
}
