//! What others take back, by right and without it; likes and shares; accounts that move.

use preau_core::access::{Scope, Viewer};
use preau_core::action::network::DecideFollower;
use preau_core::action::outside::{
    CountMark, DeleteOutside, MoveFollower, ReceiveBlock, Taken, Uncount, Undone,
};
use preau_core::action::post::TakeBack;
use preau_core::id::PostId;
use preau_core::outside::{Mark, OutsideState};
use preau_core::peer::{FollowState, RemoteActor};
use preau_tests::on_both_engines;
use url::Url;

use super::scene::{Scene, ada, note, note_of, received, somebody, url};

fn delete(actor: &Url, object: &Url) -> DeleteOutside {
    DeleteOutside { incoming: "d".to_owned(), actor: actor.clone(), object: object.clone() }
}

fn mark(who: &RemoteActor, post: PostId, mark: Mark) -> CountMark {
    CountMark { incoming: format!("{}#{mark}", who.id), actor: who.id.clone(), post, mark }
}

fn undo(who: &RemoteActor, undone: Undone) -> Uncount {
    Uncount { incoming: "u".to_owned(), actor: who.id.clone(), undone }
}

on_both_engines! {
    async fn o07_only_its_owner_deletes_an_answer_and_a_copy_that_comes_late_is_refused(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let id = scene.receives(&note("1", "<p>Kanarienvogel</p>"), Some(post.id)).await;
        scene.accepts(id).await;
        let (eve, far) = (url("https://elsewhere.example/users/eve"), url("https://third.example/users/eve"));
        for stranger in [&eve, &far] {
            assert_eq!(scene.does(delete(stranger, &note("1", "").id)).await, Ok(false));
            assert_eq!(scene.does(delete(stranger, &note("late", "").id)).await, Ok(false));
        }
        assert!(scene.reads(&Viewer::Anyone, id).await.is_some());
        // Nobody's Delete but the owner's keeps a later text out.
        let late = scene.receives(&note("late", "<p>Bonjour</p>"), Some(post.id)).await;
        assert_eq!(scene.outside(late).await.state, OutsideState::Waiting);
        assert_eq!(scene.does(delete(&ada().id, &note("1", "").id)).await, Ok(true));
        assert_eq!(scene.outside(id).await.state, OutsideState::Gone);
        assert!(scene.reads(&Viewer::from(scene.odile.clone()), id).await.is_none());
        let (word, empty) = ("Kanarienvogel", scene.outside(id).await.shown);
        assert!(!empty.text.html.contains(word) && empty.author.name.is_empty());
        // Deleted before it came.
        assert_eq!(scene.does(delete(&ada().id, &note("2", "").id)).await, Ok(false));
        assert_eq!(scene.does(received(&note("2", "<p>Trop tard</p>"), Some(post.id))).await, Ok(Taken::Ignored));
        scene.purges(91).await;
        assert_eq!(trial.count("SELECT count(*) FROM tombstone").await, 0);
        assert_eq!(trial.count("SELECT count(*) FROM outside_post WHERE state = 'gone'").await, 0);
    }

    async fn a09_likes_and_shares_count_once_an_actor_of_public_posts_alone_and_name_nobody(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let inside = scene.writes_inside("Entre membres.").await;
        let bea = somebody("quiet.example", "bea");
        assert_eq!(scene.does(mark(&ada(), post.id, Mark::Like)).await, Ok(true));
        assert_eq!(scene.does(mark(&ada(), post.id, Mark::Like)).await, Ok(false), "once");
        assert_eq!(scene.does(mark(&bea, post.id, Mark::Like)).await, Ok(true));
        assert_eq!(scene.does(mark(&bea, post.id, Mark::Share)).await, Ok(true));
        assert_eq!(scene.does(mark(&ada(), inside, Mark::Like)).await, Ok(false));
        let marks = async |post| trial.store.read().await.unwrap().marks(post).await.unwrap();
        assert_eq!((marks(post.id).await, marks(inside).await), ((2, 1), (0, 0)));
        let mut db = trial.store.read().await.unwrap();
        let view = db.post_view(Scope::Everybody, post.id).await.unwrap().unwrap();
        assert_eq!((view.likes, view.shares), (2, 1));
        drop(db);
        for name in ["users/ada", "users/bea"] {
            let rows = trial.count(&format!("SELECT count(*) FROM outside_mark WHERE CAST(actor AS text) LIKE '%{name}%'")).await;
            assert_eq!(rows, 0);
        }
        assert_eq!(trial.count("SELECT count(*) FROM outside_mark").await, 3);
        // O08: only one's own, by the post or by the id of the Like.
        let like = || Undone::Mark { post: post.id, mark: Mark::Like };
        let eve = somebody("elsewhere.example", "eve");
        assert_eq!(scene.does(undo(&eve, like())).await, Ok(false));
        assert_eq!(scene.does(undo(&eve, Undone::Activity(format!("{}#like", ada().id)))).await, Ok(false));
        assert_eq!(scene.does(undo(&ada(), Undone::Activity(format!("{}#like", ada().id)))).await, Ok(true));
        assert_eq!(scene.does(undo(&bea, like())).await, Ok(true));
        assert_eq!(scene.does(undo(&bea, like())).await, Ok(false));
        assert_eq!(marks(post.id).await, (0, 1));
        // An account that is gone takes its marks with it, a post that is gone those of everybody.
        assert_eq!(scene.does(delete(&bea.id, &bea.id)).await, Ok(true));
        assert_eq!(marks(post.id).await, (0, 0));
        scene.does(mark(&ada(), post.id, Mark::Share)).await.unwrap();
        scene.does(TakeBack { by: scene.odile.id, post: post.id }).await.unwrap();
        assert_eq!((marks(post.id).await, trial.count("SELECT count(*) FROM outside_mark").await), ((0, 0), 0));
        assert_eq!(scene.does(mark(&ada(), post.id, Mark::Like)).await, Ok(false));
    }

    async fn an_account_that_is_gone_or_blocks_us_leaves_nothing_shown_and_follows_no_more(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let bea = somebody("quiet.example", "bea");
        let (mut texts, notes) = (Vec::new(), [note("1", "<p>Bravo</p>"), note_of(&bea, "1", "<p>Bof</p>")]);
        for (who, note) in [ada(), bea.clone()].iter().zip(&notes) {
            scene.follows(who).await;
            texts.push(scene.receives(note, Some(post.id)).await);
        }
        scene.accepts(texts[0]).await;
        assert_eq!(scene.does(delete(&ada().id, &ada().id)).await, Ok(true));
        assert_eq!(scene.does(ReceiveBlock { incoming: "b".to_owned(), actor: bea.id.clone() }).await, Ok(()));
        for id in texts {
            assert_eq!(scene.outside(id).await.state, OutsideState::Gone);
        }
        let mut db = trial.store.read().await.unwrap();
        assert_eq!(db.followers(FollowState::Accepted, 9).await.unwrap(), []);
    }

    async fn o25_a_follower_who_moves_follows_from_their_new_account_and_a_refusal_goes_with_them(trial: Trial) {
        let scene = Scene::open(trial).await;
        let (ada, new, eve) = (ada(), somebody("new.example", "ada"), somebody("elsewhere.example", "eve"));
        let moves = |from: &RemoteActor, to: &RemoteActor| MoveFollower { incoming: "m".to_owned(), from: from.id.clone(), to: to.clone() };
        scene.follows(&ada).await;
        assert_eq!(scene.does(moves(&eve, &new)).await, Ok(false), "who is not known has nothing to move");
        let ours = RemoteActor { id: url("https://vallombre.example/section"), ..new.clone() };
        assert_eq!(scene.does(moves(&ada, &ours)).await, Ok(false), "nor into our own house");
        assert_eq!(scene.does(moves(&ada, &new)).await, Ok(true));
        let followers = trial.store.read().await.unwrap().followers(FollowState::Accepted, 9).await.unwrap();
        assert_eq!(followers.iter().map(|f| &f.actor.id).collect::<Vec<_>>(), [&new.id]);
        let refuse = DecideFollower { by: scene.odile.id, actor: new.id.clone(), accept: false };
        scene.does(refuse).await.unwrap();
        let third = somebody("third.example", "ada");
        assert_eq!(scene.does(moves(&new, &third)).await, Ok(true));
        let refused = trial.store.read().await.unwrap().followers(FollowState::Refused, 9).await.unwrap();
        assert_eq!(refused.len(), 2);
    }
}
