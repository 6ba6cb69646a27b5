//! Feeds, discussions, histories, and texts that are gone.

use preau_core::access::Scope;
use preau_core::audience::Audience;
use preau_core::post::{Before, Post, PostState, PostView, Signature};
use preau_core::store::Read;
use preau_core::world::Moment;
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::things::{
    IDRISS, JEANNE, NOON, ODILE, holds, keep, outgoing, people, picture, picture_id, post, reply,
};

const MEMBER: Scope = Scope::Member(IDRISS, NOON);

fn ids<'a>(views: impl IntoIterator<Item = &'a PostView>) -> Vec<u128> {
    views.into_iter().map(|view| view.post.id.0.as_u128()).collect()
}

/// Every page of the feed, one after another.
async fn whole_feed(db: &mut dyn Read, scope: Scope, page: i64) -> Vec<u128> {
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let views = db.feed(scope, before, page).await.unwrap();
        let Some(last) = views.last() else { return seen };
        assert!(views.len() <= usize::try_from(page).unwrap());
        before = Some(Before { at: last.post.published_at, id: last.post.id });
        seen.extend(ids(&views));
    }
}

on_both_engines! {
    async fn feed_pages_join_without_gap_or_double_where_many_posts_came_at_one_moment(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let mut posts = Vec::new();
        for number in 1..=30_u128 {
            // Three moments for thirty posts, out of order; every fifth is the section's own.
            let at = NOON.plus(i64::try_from(number % 3).unwrap() * Moment::HOUR);
            let audience = if number % 5 == 0 { Audience::Section } else { Audience::Everybody };
            posts.push(Post { published_at: at, audience, ..post(number) });
        }
        posts.push(Post { state: PostState::Proposed, ..post(31) });
        posts.push(Post { state: PostState::Declined, ..post(32) });
        posts.push(reply(33, &posts[0], Audience::Everybody));
        keep(tx.as_mut(), &posts).await;
        tx.commit().await.unwrap();

        let mut out: Vec<&Post> =
            posts.iter().filter(|p| p.parent.is_none() && p.state == PostState::Published).collect();
        out.sort_by_key(|p| std::cmp::Reverse((p.published_at, p.id)));
        let expected = |all: bool| -> Vec<u128> {
            let shown = out.iter().filter(|p| all || p.audience == Audience::Everybody);
            shown.map(|p| p.id.0.as_u128()).collect()
        };
        let mut db = trial.store.read().await.unwrap();
        for page in [1, 4, 7, 100] {
            assert_eq!(whole_feed(db.as_mut(), MEMBER, page).await, expected(true));
            assert_eq!(whole_feed(db.as_mut(), Scope::Everybody, page).await, expected(false));
        }
        let outbox = db.public_posts(None, 100).await.unwrap();
        assert_eq!(outbox.iter().map(|p| p.id.0.as_u128()).collect::<Vec<_>>(), expected(false));
        let by = db.posts_by(Scope::Everybody, JEANNE, 100).await.unwrap();
        assert_eq!(ids(&by), expected(false));
        assert!(db.posts_by(MEMBER, ODILE, 100).await.unwrap().is_empty(), "a reply is not a post of its own");
    }

    async fn new_posts_of_others_are_counted_up_to_a_limit(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let later = NOON.plus(Moment::HOUR);
        let posts = [
            post(1),
            Post { published_at: later, ..post(2) },
            Post { published_at: later, audience: Audience::Section, ..post(3) },
            Post { published_at: later, author: IDRISS, ..post(4) },
        ];
        keep(tx.as_mut(), &posts).await;
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        assert_eq!(db.feed_new(MEMBER, NOON, 100).await.unwrap(), 2, "not what was read, not one's own");
        assert_eq!(db.feed_new(MEMBER, NOON, 1).await.unwrap(), 1);
        assert_eq!(db.feed_new(Scope::Everybody, NOON, 100).await.unwrap(), 2, "not the section's own");
        assert_eq!(db.feed_new(MEMBER, later, 100).await.unwrap(), 0);
    }

    async fn a_stranger_sees_neither_a_reply_of_the_section_nor_its_number(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let top = post(1);
        let open = reply(2, &top, Audience::Everybody);
        let posts = [
            top.clone(),
            open.clone(),
            reply(3, &top, Audience::Section),
            reply(4, &open, Audience::Section),
            Post { state: PostState::Proposed, ..reply(5, &top, Audience::Everybody) },
        ];
        keep(tx.as_mut(), &posts).await;
        assert!(tx.set_useful(top.id, ODILE, true, NOON).await.unwrap());
        assert!(!tx.set_useful(top.id, ODILE, true, NOON).await.unwrap(), "once a person");
        assert!(tx.set_useful(top.id, IDRISS, true, NOON).await.unwrap());
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        for (scope, numbers, under_top, under_open) in
            [(MEMBER, vec![2, 3, 4], 3, 1), (Scope::Everybody, vec![2], 1, 0)]
        {
            let replies = db.replies(scope, top.id, None, 100).await.unwrap();
            assert_eq!(ids(&replies), numbers);
            assert_eq!(replies[0].replies, under_open);
            for view in [
                db.feed(scope, None, 20).await.unwrap().pop().unwrap(),
                db.post_view(scope, top.id).await.unwrap().unwrap(),
            ] {
                assert_eq!((view.replies, view.useful), (under_top, 2));
                assert_eq!(view.mine, scope == MEMBER);
                assert_eq!(view.author.name.as_str(), "Jeanne Morvan");
            }
        }
        assert_eq!(db.public_counts(top.id).await.unwrap(), (2, 1));
        assert!(db.post_view(Scope::Everybody, posts[2].id).await.unwrap().is_none());
        assert!(db.post_view(Scope::Everybody, posts[4].id).await.unwrap().is_none(), "a proposal is not out");
        assert_eq!(ids(&db.proposals(None, 10).await.unwrap()), [5]);
        assert_eq!(ids(&db.proposals(Some(ODILE), 10).await.unwrap()), [5]);
        assert!(db.proposals(Some(JEANNE), 10).await.unwrap().is_empty());
    }

    async fn replies_follow_one_another_across_pages_and_what_is_gone_keeps_its_place(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let top = post(1);
        let mut posts = vec![top.clone()];
        for number in 2..=12 {
            posts.push(Post { written_at: NOON, ..reply(number, &top, Audience::Everybody) });
        }
        posts.push(Post { state: PostState::Proposed, ..reply(13, &top, Audience::Everybody) });
        keep(tx.as_mut(), &posts).await;
        tx.empty_post(posts[3].id, PostState::Deleted, NOON).await.unwrap();
        tx.empty_post(posts[4].id, PostState::Removed, NOON).await.unwrap();
        // Taken back before anybody saw it.
        tx.empty_post(posts[12].id, PostState::Deleted, NOON).await.unwrap();
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = db.replies(Scope::Everybody, top.id, after, 4).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(Before { at: last.post.written_at, id: last.post.id });
            seen.extend(page);
        }
        assert_eq!(ids(&seen), (2..=12).collect::<Vec<_>>());
        assert_eq!((seen[2].post.state, seen[2].post.html.as_str()), (PostState::Deleted, ""));
        assert_eq!((seen[3].post.state, seen[3].post.summary.as_str()), (PostState::Removed, ""));
        assert_eq!(db.post_view(MEMBER, top.id).await.unwrap().unwrap().replies, 9, "what is gone is not counted");
    }

    async fn a_former_text_stays_in_the_history_and_an_older_form_changes_nothing(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let first = post(1);
        keep(tx.as_mut(), std::slice::from_ref(&first)).await;
        let at = NOON.plus(Moment::HOUR);
        let second = Post {
            title: None,
            source: "Menu".to_owned(),
            html: "<p>Menu</p>".to_owned(),
            summary: "Menu".to_owned(),
            edited_at: Some(at),
            edits: 1,
            ..first.clone()
        };
        assert!(tx.edit_post(&second, 0).await.unwrap());
        let third = Post { html: "<p>Carte</p>".to_owned(), edited_at: Some(at.plus(1)), edits: 2, ..second.clone() };
        assert!(!tx.edit_post(&third, 0).await.unwrap());
        assert_eq!(tx.post(first.id).await.unwrap(), Some(second.clone()));
        assert!(tx.edit_post(&third, 1).await.unwrap());
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        assert_eq!(db.post(first.id).await.unwrap(), Some(third));
        let history = db.revisions(first.id, 10).await.unwrap();
        let shown: Vec<_> = history.iter().map(|r| (r.title.clone(), r.html.as_str(), r.written_at)).collect();
        assert_eq!(shown, [(first.title.clone(), first.html.as_str(), NOON), (None, "<p>Menu</p>", at)]);
    }

    async fn an_emptied_post_leaves_no_word_behind(trial: Trial) {
        const WORD: &str = "Zabibracadanse";
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let words = Post {
            source: WORD.to_owned(),
            html: format!("<p>{WORD}</p>"),
            summary: WORD.to_owned(),
            ..post(1)
        };
        let other = post(2);
        keep(tx.as_mut(), &[words.clone(), other.clone()]).await;
        tx.insert_picture(picture_id(1), words.id, 0, &picture(WORD)).await.unwrap();
        tx.insert_picture(picture_id(2), other.id, 0, &picture("Le préau")).await.unwrap();
        let edited = Post { edited_at: Some(NOON.plus(1)), edits: 1, ..words.clone() };
        assert!(tx.edit_post(&edited, 0).await.unwrap());
        assert!(tx.set_useful(words.id, ODILE, true, NOON).await.unwrap());
        tx.insert_outgoing(&outgoing(1, WORD), Some(words.id)).await.unwrap();
        tx.insert_outgoing(&outgoing(2, "{}"), Some(other.id)).await.unwrap();
        tx.commit().await.unwrap();
        // Without this the search below could be blind.
        assert!(holds(trial, WORD).await);

        let mut tx = trial.store.begin().await.unwrap();
        tx.empty_post(words.id, PostState::Deleted, NOON.plus(2)).await.unwrap();
        assert!(!tx.edit_post(&words, 1).await.unwrap(), "a form opened before brings nothing back");
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let left = db.post(words.id).await.unwrap().unwrap();
        assert_eq!((left.state, left.title, left.source.as_str()), (PostState::Deleted, None, ""));
        assert!(db.revisions(words.id, 10).await.unwrap().is_empty());
        assert!(db.pictures_of(words.id).await.unwrap().is_empty());
        assert!(db.picture(picture_id(1)).await.unwrap().is_none());
        assert_eq!(db.public_counts(words.id).await.unwrap(), (0, 0));
        assert!(db.outgoing(outgoing(1, "").id).await.unwrap().is_none());
        assert!(db.was_announced(words.id).await.unwrap(), "that it left the house is not forgotten");
        assert_eq!(
            db.post_audience(words.id).await.unwrap(),
            Some((Audience::Everybody, PostState::Deleted))
        );
        // What belongs to others stands untouched.
        assert_eq!(db.pictures_of(other.id).await.unwrap().len(), 1);
        assert!(db.outgoing(outgoing(2, "").id).await.unwrap().is_some());
        assert_eq!(ids(&db.feed(MEMBER, None, 10).await.unwrap()), [2]);
        drop(db);
        assert!(!holds(trial, WORD).await);
    }

    async fn pictures_stand_under_their_own_posts_in_their_order(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        keep(tx.as_mut(), &[post(1), post(2), post(3)]).await;
        for (id, owner, position, name) in [(9, 1, 1, "b"), (8, 1, 0, "a"), (7, 3, 0, "c")] {
            tx.insert_picture(picture_id(id), post(owner).id, position, &picture(name)).await.unwrap();
        }
        tx.commit().await.unwrap();

        let mut db = trial.store.read().await.unwrap();
        let feed = db.feed(Scope::Everybody, None, 10).await.unwrap();
        let shown: Vec<Vec<&str>> =
            feed.iter().map(|view| view.pictures.iter().map(|p| p.alt.as_str()).collect()).collect();
        assert_eq!(shown, [vec!["c"], vec![], vec!["a", "b"]]);
        let (found, bytes, owner) = db.picture(picture_id(9)).await.unwrap().unwrap();
        assert_eq!((found, bytes.as_slice(), owner), (feed[2].pictures[1].clone(), b"b".as_slice(), post(1).id));
        assert_eq!((feed[2].pictures[1].width, feed[2].pictures[1].height), (640, 480));
    }

    async fn a_form_sent_twice_makes_one_post(trial: Trial) {
        people(&trial.store).await;
        let form = Uuid::from_u128(77);
        let mut tx = trial.store.begin().await.unwrap();
        assert!(tx.insert_post(&post(1), form).await.unwrap());
        assert!(!tx.insert_post(&post(2), form).await.unwrap());
        assert!(tx.insert_post(&Post { author: ODILE, ..post(3) }, form).await.unwrap(), "another's form");
        assert_eq!(tx.post_once(JEANNE, form).await.unwrap(), Some(post(1).id));
        assert_eq!(tx.post(post(2).id).await.unwrap(), None);
        tx.commit().await.unwrap();
    }

    async fn an_accepted_proposal_comes_out_at_the_moment_of_its_decision_and_only_once(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let proposed = Post { state: PostState::Proposed, signature: Signature::Section, ..post(1) };
        keep(tx.as_mut(), std::slice::from_ref(&proposed)).await;
        assert!(!tx.has_public_voice(JEANNE).await.unwrap());
        let at = NOON.plus(Moment::DAY);
        assert!(tx.move_post(proposed.id, PostState::Proposed, PostState::Published, at).await.unwrap());
        assert!(!tx.move_post(proposed.id, PostState::Proposed, PostState::Declined, at).await.unwrap());
        let out = Post { state: PostState::Published, published_at: at, ..proposed };
        assert_eq!(tx.post(out.id).await.unwrap(), Some(out.clone()));
        assert!(!tx.has_public_voice(JEANNE).await.unwrap(), "the section speaks, not she");
        assert!(tx.public_posts_of(JEANNE, 10).await.unwrap().is_empty(), "it stays the section's");
        assert!(tx.posts_by(MEMBER, JEANNE, 10).await.unwrap().is_empty());
        keep(tx.as_mut(), &[reply(2, &out, Audience::Everybody)]).await;
        assert!(tx.has_public_voice(ODILE).await.unwrap());
        assert_eq!(tx.public_posts_of(ODILE, 10).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
    }
}
