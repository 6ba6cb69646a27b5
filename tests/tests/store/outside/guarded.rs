//! Accounts that the section follows, blocked hosts, and reports.

use preau_core::access::{self, Viewer};
use preau_core::action::outside::{
    BlockHost, CountMark, FollowAccount, FollowAnswered, KeepNetworkPost, ReceiveReport, Reported,
    SendReport, SettleReport, Taken, UnblockHost, Uncount, Undone, UnfollowAccount,
};
use preau_core::error::{Field, Refusal};
use preau_core::id::ActivityId;
use preau_core::job::Work;
use preau_core::outside::{
    FollowedState, Mark, NETWORK_POSTS_MAX, OutsideState, REPORTS_OPEN_PER_HOST_MAX, RemoteNote, ReportState,
};
use preau_core::peer::{FollowState, RemoteActor};
use preau_core::text::{Note, Problem};
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::scene::{Scene, ada, note, note_of, received, somebody, url};
use crate::scene::later;

fn answered(who: &RemoteActor, follow: Option<ActivityId>, accept: bool) -> FollowAnswered {
    FollowAnswered { incoming: "a".to_owned(), actor: who.id.clone(), follow, accept }
}

fn keep(via: &RemoteActor, note: RemoteNote, shared_as: Option<&str>) -> KeepNetworkPost {
    KeepNetworkPost {
        incoming: Some("k".to_owned()),
        via: via.id.clone(),
        note,
        shared_as: shared_as.map(url),
    }
}

impl Scene<'_> {
    /// Follows Ada, who agrees.
    async fn is_followed(&self, who: &RemoteActor) -> ActivityId {
        self.does(FollowAccount { by: self.odile.id, actor: who.clone() }).await.unwrap();
        let followed = self.store.read().await.unwrap().followed(&who.id).await.unwrap().unwrap();
        assert_eq!(self.does(answered(who, Some(followed.follow), true)).await, Ok(true));
        followed.follow
    }
}

on_both_engines! {
    async fn o16_an_account_is_followed_when_it_agrees_itself_to_the_follow_that_we_sent(trial: Trial) {
        let scene = Scene::open(trial).await;
        let (ada, eve) = (ada(), somebody("elsewhere.example", "eve"));
        let follow = |by, actor: &RemoteActor| FollowAccount { by, actor: actor.clone() };
        assert_eq!(scene.does(follow(scene.thomas.id, &ada)).await, Err(Refusal::NotAllowed), "voices.md 4");
        let ours = RemoteActor { id: url("https://vallombre.example/section"), ..ada.clone() };
        assert_eq!(scene.does(follow(scene.odile.id, &ours)).await, Err(Refusal::OwnSection));
        assert_eq!(scene.does(answered(&ada, None, true)).await, Ok(false), "never sent");
        scene.does(follow(scene.odile.id, &ada)).await.unwrap();
        assert_eq!(scene.does(follow(scene.odile.id, &ada)).await, Err(Refusal::Over));
        let state = async || trial.store.read().await.unwrap().followed(&ada.id).await.unwrap().unwrap();
        let sent = state().await.follow;
        assert_eq!(scene.jobs("follow_actor").await, [Work::FollowActor { actor: ada.id.clone(), activity: sent, follow: true }]);
        assert_eq!(scene.does(answered(&eve, Some(sent), true)).await, Ok(false), "somebody else");
        assert_eq!(scene.does(answered(&ada, Some(ActivityId(Uuid::from_u128(9))), true)).await, Ok(false));
        assert_eq!(scene.does(keep(&ada, note("1", "<p>x</p>"), None)).await, Ok(false), "not yet");
        assert_eq!(scene.does(answered(&ada, Some(sent), true)).await, Ok(true));
        assert_eq!(state().await.state, FollowedState::Accepted);
        assert_eq!(scene.does(answered(&ada, None, false)).await, Ok(true), "taken back");
        assert_eq!(scene.does(answered(&ada, Some(sent), true)).await, Ok(false), "only a person asks again");
        assert_eq!(state().await.state, FollowedState::Refused);
        scene.does(follow(scene.odile.id, &ada)).await.unwrap();
        assert_ne!(state().await.follow, sent);
        scene.does(UnfollowAccount { by: scene.odile.id, actor: ada.id.clone() }).await.unwrap();
        assert_eq!(trial.store.read().await.unwrap().followed_accounts().await.unwrap(), []);
    }

    async fn members_read_what_followed_accounts_write_and_share_and_strangers_do_not(trial: Trial) {
        let scene = Scene::open(trial).await;
        let (ada, bea) = (ada(), somebody("quiet.example", "bea"));
        scene.is_followed(&ada).await;
        assert_eq!(scene.does(keep(&ada, note("1", "<p>Un</p>"), None)).await, Ok(true));
        assert_eq!(scene.does(keep(&ada, note("1", "<p>Un</p>"), None)).await, Ok(false), "once");
        let theirs = || note_of(&bea, "1", "<p>Deux</p>");
        assert_eq!(scene.does(keep(&ada, theirs(), None)).await, Ok(false), "not written by her");
        assert_eq!(scene.does(keep(&bea, theirs(), None)).await, Ok(false), "not followed");
        let share = "https://elsewhere.example/users/ada#share";
        assert_eq!(scene.does(keep(&ada, theirs(), Some(share))).await, Ok(true));
        let forged = RemoteNote { id: url("https://third.example/notes/1"), ..theirs() };
        assert_eq!(scene.does(keep(&ada, forged, Some(share))).await, Ok(false), "O09");
        let list = async |viewer: &Viewer| {
            access::network(trial.store.read().await.unwrap().as_mut(), viewer, None, 9).await.unwrap()
        };
        let read = list(&Viewer::from(scene.thomas.clone())).await;
        assert_eq!(read.len(), 2);
        assert_eq!(read[0].shared_by.as_ref().unwrap().account(), "@ada@elsewhere.example");
        assert_eq!((read[0].shown.author.account().as_str(), read[1].shared_by.is_some()), ("@bea@quiet.example", false));
        assert_eq!(list(&Viewer::Anyone).await, []);
        let (mut db, thomas) = (trial.store.read().await.unwrap(), Viewer::from(scene.thomas.clone()));
        assert!(access::network_post(db.as_mut(), &Viewer::Anyone, read[0].id).await.unwrap().is_none());
        assert!(access::network_post(db.as_mut(), &thomas, read[0].id).await.unwrap().is_some());
        let place = preau_core::outside::OutsideBefore { at: read[0].came_at, id: read[0].id.0 };
        assert_eq!(db.network_posts(Some(&ada.id), Some(place), 9).await.unwrap(), read[1..]);
        drop(db);
        let unshare = |who: &RemoteActor| Uncount { incoming: "u".to_owned(), actor: who.id.clone(), undone: Undone::Activity(share.to_owned()) };
        assert_eq!(scene.does(unshare(&bea)).await, Ok(false));
        assert_eq!(scene.does(unshare(&ada)).await, Ok(true));
        assert_eq!(list(&thomas).await.len(), 1);
        scene.purges(91).await;
        assert_eq!(list(&thomas).await, []);
        assert!(trial.store.read().await.unwrap().followed(&ada.id).await.unwrap().is_some(), "who is followed stays known");
    }

    async fn posts_of_followed_accounts_have_a_bound_and_the_oldest_go(trial: Trial) {
        let scene = Scene::open(trial).await;
        let ada = ada();
        scene.is_followed(&ada).await;
        let fill = format!("INSERT INTO network_post (id, uri, object_type, actor, name, handle, host, html, summary,
                attachments, via, published_at, came_at)
            SELECT {}, 'https://elsewhere.example/old/' || n, 'Note', '{actor}', 'ADA', 'ada', 'elsewhere.example', '', '',
                0, '{actor}', n, n FROM {}",
            if trial.engine == preau_tests::engine::Engine::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" },
            if trial.engine == preau_tests::engine::Engine::Sqlite {
                "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5000) SELECT n FROM c)"
            } else { "generate_series(1, 5000) AS n" },
            actor = ada.id);
        trial.tamper(&fill).await;
        assert_eq!(scene.does(keep(&ada, note("1", "<p>Neuf</p>"), None)).await, Ok(true));
        assert_eq!(trial.count("SELECT count(*) FROM network_post").await, NETWORK_POSTS_MAX);
        assert_eq!(trial.count("SELECT count(*) FROM network_post WHERE uri LIKE '%/old/1'").await, 0);
        assert_eq!(trial.count("SELECT count(*) FROM network_post WHERE uri LIKE '%/notes/1'").await, 1);
    }

    async fn s22_a_blocked_host_is_shut_out_with_everything_below_it_and_nobody_else_is(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let (below, near) = (somebody("social.bad.example", "eve"), somebody("notbad.example", "bea"));
        for who in [&below, &near] {
            scene.follows(who).await;
            scene.is_followed(who).await;
            assert_eq!(scene.does(keep(who, note_of(who, "net", "<p>x</p>"), None)).await, Ok(true));
        }
        let waiting = scene.receives(&note_of(&below, "1", "<p>Un</p>"), Some(post.id)).await;
        let shown = scene.receives(&note_of(&below, "2", "<p>Deux</p>"), Some(post.id)).await;
        let other = scene.receives(&note_of(&near, "1", "<p>Trois</p>"), Some(post.id)).await;
        scene.accepts(shown).await;
        scene.accepts(other).await;
        let block = |by, host: &str| BlockHost { by, host: host.to_owned(), reason: None };
        assert_eq!(scene.does(block(scene.thomas.id, "bad.example")).await, Err(Refusal::NotAllowed));
        for ours in ["vallombre.example", "example"] {
            assert_eq!(scene.does(block(scene.odile.id, ours)).await, Err(Refusal::OwnSection), "{ours}");
        }
        let malformed = Err(Refusal::Field(Field::Host, Problem::Malformed));
        assert_eq!(scene.does(block(scene.odile.id, "a b")).await, malformed);
        scene.does(block(scene.odile.id, "https://BAD.example./")).await.unwrap();
        assert_eq!(scene.does(block(scene.odile.id, "bad.example")).await, Err(Refusal::Over));
        let states = [scene.outside(waiting).await.state, scene.outside(shown).await.state, scene.outside(other).await.state];
        assert_eq!(states, [OutsideState::Refused, OutsideState::Removed, OutsideState::Accepted]);
        let mut db = trial.store.read().await.unwrap();
        let followers = db.followers(FollowState::Accepted, 9).await.unwrap();
        assert_eq!(followers.iter().map(|f| &f.actor.id).collect::<Vec<_>>(), [&near.id]);
        assert_eq!(db.followed_accounts().await.unwrap().len(), 1);
        assert_eq!(db.network_posts(None, None, 9).await.unwrap().len(), 1);
        assert_eq!(db.blocked_hosts().await.unwrap()[0].host, "bad.example");
        drop(db);
        // What was stored before the block and is looked at after it changes nothing.
        assert_eq!(scene.does(received(&note_of(&below, "3", "<p>x</p>"), Some(post.id))).await, Ok(Taken::Ignored));
        let like = CountMark { incoming: "l".to_owned(), actor: below.id.clone(), post: post.id, mark: Mark::Like };
        assert_eq!(scene.does(like).await, Ok(false));
        assert_eq!(scene.does(FollowAccount { by: scene.odile.id, actor: below.clone() }).await, Err(Refusal::NotAllowed));
        scene.does(UnblockHost { by: scene.odile.id, host: "bad.example.".to_owned() }).await.unwrap();
        assert_eq!(scene.does(UnblockHost { by: scene.odile.id, host: "bad.example".to_owned() }).await, Err(Refusal::NotFound));
        assert!(matches!(scene.does(received(&note_of(&below, "3", "<p>x</p>"), Some(post.id))).await, Ok(Taken::Kept(_))));
    }

    async fn o26_a_report_is_a_claim_of_its_source_and_changes_nothing(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let inside = scene.writes_inside("Entre membres.").await;
        let flag = |n: i64, post| ReceiveReport {
            incoming: n.to_string(), actor: ada().id, note: "<b>Scandale</b>".to_owned(),
            objects: vec![url("https://vallombre.example/section"); 50], post: Some(post),
        };
        assert_eq!(scene.does(flag(0, post.id)).await, Ok(true));
        assert_eq!(scene.does(flag(1, inside)).await, Ok(true));
        for n in 2..REPORTS_OPEN_PER_HOST_MAX {
            assert_eq!(scene.does(flag(n, post.id)).await, Ok(true));
        }
        assert_eq!(scene.does(flag(99, post.id)).await, Ok(false), "enough of one host");
        let open = trial.store.read().await.unwrap().reports(ReportState::Open, 99).await.unwrap();
        let first = open.last().unwrap();
        assert_eq!((first.note.as_str(), first.host.as_str(), first.objects.len()), ("Scandale", "elsewhere.example", 20));
        assert_eq!((first.post, open[open.len() - 2].post), (Some(post.id), None));
        assert_eq!(trial.store.read().await.unwrap().post(post.id).await.unwrap(), Some(post));
        let settle = |by, report| SettleReport { by, report };
        assert_eq!(scene.does(settle(scene.thomas.id, first.id)).await, Err(Refusal::NotAllowed));
        assert_eq!(scene.does(settle(scene.odile.id, first.id)).await, Ok(()));
        assert_eq!(scene.does(settle(scene.odile.id, first.id)).await, Err(Refusal::Over));
        scene.purges(181).await;
        let mut db = trial.store.read().await.unwrap();
        assert_eq!(db.report(first.id).await.unwrap(), None);
        let left = i64::try_from(db.reports(ReportState::Open, 99).await.unwrap().len()).unwrap();
        assert_eq!(left, REPORTS_OPEN_PER_HOST_MAX - 1, "what is open waits for somebody");
    }

    async fn a_report_of_ours_names_the_object_and_its_author_and_is_sent_by_the_server(trial: Trial) {
        let scene = Scene::open(trial).await;
        let post = scene.publishes("Permanence samedi.").await;
        let id = scene.receives(&note("1", "<p>Insulte</p>"), Some(post.id)).await;
        let report = |by| SendReport { by, reported: Reported::Outside(id), note: Note::parse("Insulte").ok() };
        assert_eq!(scene.does(report(scene.thomas.id)).await, Err(Refusal::NotAllowed));
        let sent = scene.does(report(scene.odile.id)).await.unwrap();
        let kept = trial.store.read().await.unwrap().report(sent).await.unwrap().unwrap();
        assert_eq!((kept.actor, kept.objects, kept.note.as_str()), (ada().id, vec![note("1", "").id], "Insulte"));
        assert_eq!((kept.state, kept.made_at), (ReportState::Sent, later(0)));
        assert_eq!(scene.jobs("send_flag").await, [Work::SendFlag { report: sent }]);
    }
}
