//! What is said in groups: discussions and what is unread of them, the log, texts that are gone, rendezvous.

use preau_core::group::{
    ActState, Deed, Gathering, GatheringPlan, GroupAct, GroupCard, GroupVerb, Message, MessageState,
    MessageView, TopicRow, UNREAD_MAX,
};
use preau_core::id::{ActivityId, GatheringId, NoticeId, PersonId};
use preau_core::job::Turned;
use preau_core::notice::{News, Notice};
use preau_core::person::{GONE, Person};
use preau_core::store::{Read, Tx};
use preau_core::text::{Body, PersonName, Title};
use preau_core::world::Moment;
use preau_tests::engine::Trial;
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::group_things::{
    answer, entry, group, group_id, message_id, ours, place, say, topic, url, waiting,
};
use super::things::{IDRISS, JEANNE, NOON, ODILE, holds, people};

/// A group that Odile and Jeanne are in.
async fn inside(trial: &Trial) -> Box<dyn Tx> {
    people(&trial.store).await;
    let mut tx = trial.store.begin().await.unwrap();
    tx.insert_group(&group(1), None).await.unwrap();
    tx.keep_member(&place(1, ODILE, "Odile Garrec")).await.unwrap();
    tx.keep_member(&place(1, JEANNE, "Jeanne Morvan")).await.unwrap();
    tx
}

fn numbers<'a>(messages: impl IntoIterator<Item = &'a Message>) -> Vec<u128> {
    messages.into_iter().map(|message| message.id.0.as_u128()).collect()
}

fn heads(rows: &[TopicRow]) -> Vec<u128> {
    numbers(rows.iter().map(|row| &row.head))
}

fn said(views: &[MessageView]) -> Vec<u128> {
    numbers(views.iter().map(|view| &view.message))
}

async fn first_page(db: &mut dyn Read, reader: PersonId) -> Vec<TopicRow> {
    db.topics(group_id(1), reader, None, 50).await.unwrap()
}

async fn unread(db: &mut dyn Read, reader: PersonId) -> i64 {
    first_page(db, reader).await.iter().map(|row| row.unread).sum()
}

fn act(number: u128, deed: Deed) -> GroupAct {
    GroupAct {
        id: ActivityId(Uuid::from_u128(number)),
        group: group_id(1),
        by: ODILE,
        deed,
        state: ActState::Waiting,
        reason: None,
        at: NOON.plus(i64::try_from(number).unwrap()),
        settled_at: None,
    }
}

fn gathering(number: u128, group: u128, starts_at: Moment) -> Gathering {
    Gathering {
        id: GatheringId(Uuid::from_u128(number)),
        group: group_id(group),
        uri: url(&format!("https://far.example/gatherings/{number}")),
        plan: GatheringPlan {
            title: Title::parse("Réunion").unwrap(),
            more: None,
            starts_at,
            ends_at: Some(starts_at.plus(Moment::HOUR)),
            time_zone: "Europe/Paris".parse().unwrap(),
            place: None,
            link: Some(url("https://visio.example/x")),
        },
        cancelled: false,
        published: true,
        sequence: 0,
        person: None,
        changed_at: NOON,
    }
}

/// What stands in somebody's agenda for the day after noon.
async fn agenda(tx: &mut dyn Tx, person: PersonId) -> Vec<u128> {
    let views = tx.gatherings_for(person, NOON, NOON.plus(Moment::DAY), 9).await.unwrap();
    views.into_iter().map(|view| view.gathering.id.0.as_u128()).collect()
}

on_both_engines! {
    async fn discussions_come_by_what_was_last_said_and_pages_join_without_gap_or_double(trial: Trial) {
        let mut tx = inside(trial).await;
        let topics: Vec<_> = (1..=9).map(|n| topic(u128::try_from(n).unwrap(), 1, n)).collect();
        say(tx.as_mut(), &topics).await;
        // Two were spoken in later, at one moment; one is pinned.
        let at = NOON.plus(Moment::HOUR);
        let mut late = [answer(20, &topics[1], 20), answer(21, &topics[3], 21)];
        for reply in &mut late {
            reply.written_at = at;
        }
        say(tx.as_mut(), &late).await;
        tx.update_message(&Message { pinned_at: Some(NOON), ..topics[2].clone() }).await.unwrap();
        assert_eq!(tx.pins(group_id(1)).await.unwrap(), 1);
        // One of Odile's and one of Jeanne's that the host has not answered.
        say(tx.as_mut(), &[waiting(ours(topic(30, 1, 30), ODILE)), waiting(ours(topic(31, 1, 31), JEANNE))]).await;

        let rows = first_page(tx.as_mut(), ODILE).await;
        assert_eq!(heads(&rows), [30, 3, 4, 2, 9, 8, 7, 6, 5, 1]);
        assert_eq!((rows[3].last_at, rows[3].replies, rows[4].replies), (at, 1, 0));
        assert_eq!(tx.topics(group_id(1), IDRISS, None, 50).await.unwrap().len(), 9);
        for size in [3, 4, 50] {
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let page = tx.topics(group_id(1), ODILE, before, size).await.unwrap();
                let Some(last) = page.last() else { break };
                before = Some((last.last_at, last.head.id));
                seen.extend(heads(&page));
            }
            assert_eq!(seen, heads(&rows), "pages of {size}");
        }
        assert_eq!(tx.groups_for(ODILE, 9).await.unwrap()[0].last_at, Some(at));
        assert_eq!(tx.groups_for(IDRISS, 9).await.unwrap()[0].last_at, None, "who is not in learns nothing of it");
        tx.commit().await.unwrap();
    }

    async fn a_discussion_without_its_first_message_stays_as_long_as_it_has_answers(trial: Trial) {
        let mut tx = inside(trial).await;
        let (one, other) = (topic(1, 1, 1), topic(2, 1, 2));
        let reply = answer(3, &one, 3);
        say(tx.as_mut(), &[one.clone(), other.clone(), reply.clone()]).await;
        for head in [&one, &other] {
            tx.empty_message(head.id, MessageState::Deleted, NOON).await.unwrap();
        }
        let rows = first_page(tx.as_mut(), ODILE).await;
        assert_eq!(heads(&rows), [1]);
        assert_eq!((rows[0].replies, rows[0].head.title.as_ref()), (1, None));
        tx.empty_message(reply.id, MessageState::Removed, NOON).await.unwrap();
        assert!(first_page(tx.as_mut(), ODILE).await.is_empty());
        tx.commit().await.unwrap();
    }

    async fn what_others_said_is_unread_until_it_was_read_and_never_again(trial: Trial) {
        let mut tx = inside(trial).await;
        let (one, other) = (topic(1, 1, 1), topic(2, 1, 2));
        say(tx.as_mut(), &[one.clone(), other.clone(), answer(3, &one, 3), ours(answer(4, &one, 4), ODILE)]).await;
        say(tx.as_mut(), &[waiting(ours(answer(5, &one, 5), JEANNE))]).await;
        assert_eq!(unread(tx.as_mut(), ODILE).await, 3, "her own and what waits are not news to her");
        assert_eq!(unread(tx.as_mut(), JEANNE).await, 4);
        assert_eq!(tx.first_unread(one.id, ODILE).await.unwrap(), Some(one.id));

        tx.mark_topic_read(one.id, ODILE, 1).await.unwrap();
        assert_eq!(tx.first_unread(one.id, ODILE).await.unwrap(), Some(message_id(3)));
        tx.mark_topic_read(one.id, ODILE, 4).await.unwrap();
        tx.mark_topic_read(one.id, ODILE, 2).await.unwrap();
        assert_eq!(unread(tx.as_mut(), ODILE).await, 1, "a page from yesterday takes nothing back");
        assert_eq!(tx.first_unread(one.id, ODILE).await.unwrap(), None);
        let cards = tx.groups_unread(ODILE, 9).await.unwrap();
        assert_eq!(cards.iter().map(|card| card.unread).collect::<Vec<_>>(), [1]);
        tx.mark_topic_read(other.id, ODILE, 2).await.unwrap();
        assert!(tx.groups_unread(ODILE, 9).await.unwrap().is_empty());
        assert!(tx.groups_unread(IDRISS, 9).await.unwrap().is_empty(), "who is not in has nothing to read");

        for seq in 10..150 {
            say(tx.as_mut(), &[answer(u128::try_from(seq).unwrap(), &one, seq)]).await;
        }
        assert_eq!(unread(tx.as_mut(), ODILE).await, UNREAD_MAX);
        assert_eq!(tx.groups_for(ODILE, 9).await.unwrap()[0].unread, UNREAD_MAX);
        tx.commit().await.unwrap();
    }

    async fn groups_with_news_come_by_what_was_last_said(trial: Trial) {
        let mut tx = inside(trial).await;
        for number in [2_u128, 3] {
            tx.insert_group(&group(number), None).await.unwrap();
            tx.keep_member(&place(number, ODILE, "Odile Garrec")).await.unwrap();
        }
        say(tx.as_mut(), &[topic(1, 1, 5), topic(2, 2, 9), topic(3, 3, 7)]).await;
        let order = |cards: Vec<GroupCard>| cards.into_iter().map(|card| card.group.id).collect::<Vec<_>>();
        let all = [group_id(2), group_id(3), group_id(1)];
        assert_eq!(order(tx.groups_unread(ODILE, 9).await.unwrap()), all);
        assert_eq!(order(tx.groups_unread(ODILE, 2).await.unwrap()), all[..2]);
        assert_eq!(order(tx.groups_unread(JEANNE, 9).await.unwrap()), all[2..]);
        tx.commit().await.unwrap();
    }

    async fn answers_come_in_the_order_of_the_log_with_empty_places_and_ones_own_last(trial: Trial) {
        let mut tx = inside(trial).await;
        let head = topic(1, 1, 1);
        say(tx.as_mut(), std::slice::from_ref(&head)).await;
        // The log's order is not that of their clocks.
        let early = Message { written_at: NOON.plus(-Moment::DAY), ..answer(4, &head, 4) };
        say(tx.as_mut(), &[answer(2, &head, 2), answer(3, &head, 3), early]).await;
        say(tx.as_mut(), &[waiting(ours(answer(8, &head, 8), ODILE)), waiting(ours(answer(9, &head, 9), ODILE))]).await;
        tx.update_message(&Message {
            state: MessageState::Refused,
            reason: Some(Turned::Closed),
            ..waiting(ours(answer(9, &head, 9), ODILE))
        })
        .await
        .unwrap();
        tx.empty_message(message_id(3), MessageState::Removed, NOON).await.unwrap();

        let views = tx.messages(head.id, ODILE, None, 50).await.unwrap();
        assert_eq!(said(&views), [2, 3, 4, 8, 9]);
        assert_eq!((views[1].message.state, views[1].message.html.as_str()), (MessageState::Removed, ""));
        assert_eq!(views[4].message.reason, Some(Turned::Closed));
        assert_eq!(said(&tx.messages(head.id, JEANNE, None, 50).await.unwrap()), [2, 3, 4]);
        assert_eq!(said(&tx.messages(head.id, ODILE, None, 4).await.unwrap()), [2, 3, 4, 8]);
        assert_eq!(said(&tx.messages(head.id, ODILE, Some(3), 50).await.unwrap()), [4, 8, 9]);
        // On the host it is out before it has its place: everybody reads it, at the end.
        let fresh = Message { seq: None, ..ours(answer(7, &head, 7), IDRISS) };
        say(tx.as_mut(), std::slice::from_ref(&fresh)).await;
        assert_eq!(said(&tx.messages(head.id, JEANNE, None, 50).await.unwrap()), [2, 3, 4, 7]);
        tx.empty_message(fresh.id, MessageState::Deleted, NOON).await.unwrap();

        // It is out: now it has its place, and everybody reads it.
        let out = Message { state: MessageState::Published, seq: Some(5), ..ours(answer(8, &head, 8), ODILE) };
        tx.update_message(&out).await.unwrap();
        assert_eq!(said(&tx.messages(head.id, JEANNE, None, 50).await.unwrap()), [2, 3, 4, 8]);
        assert_eq!(tx.message(out.id).await.unwrap(), Some(out.clone()));
        assert_eq!(tx.message_by_uri(&out.uri).await.unwrap(), Some(out.clone()));
        assert!(!tx.insert_message(&out, None).await.unwrap(), "the same id on the wire");
        let again = ours(answer(40, &head, 40), ODILE);
        assert!(!tx.insert_message(&again, Some(out.id.0)).await.unwrap(), "the same form");
        assert_eq!(tx.message_once(ODILE, out.id.0).await.unwrap(), Some(out.id));
        assert_eq!(tx.messages_of(group_id(1), &head.author, 9).await.unwrap(), [2, 1, 4].map(message_id));
        tx.commit().await.unwrap();
    }

    async fn an_actor_finds_a_message_useful_once(trial: Trial) {
        let mut tx = inside(trial).await;
        let head = topic(1, 1, 1);
        say(tx.as_mut(), std::slice::from_ref(&head)).await;
        let odile = place(1, ODILE, "x").actor;
        assert!(tx.set_message_useful(head.id, &odile, true).await.unwrap());
        assert!(!tx.set_message_useful(head.id, &odile, true).await.unwrap());
        assert!(tx.set_message_useful(head.id, &head.author, true).await.unwrap());
        let view = tx.message_view(head.id, ODILE).await.unwrap().unwrap();
        assert_eq!((view.useful, view.mine), (2, true));
        assert!(!tx.message_view(head.id, JEANNE).await.unwrap().unwrap().mine);
        assert!(tx.set_message_useful(head.id, &odile, false).await.unwrap());
        assert!(!tx.set_message_useful(head.id, &odile, false).await.unwrap());
        assert_eq!(tx.message_view(head.id, ODILE).await.unwrap().unwrap().useful, 1);
        tx.commit().await.unwrap();
    }

    async fn the_log_takes_each_place_and_each_activity_once(trial: Trial) {
        let mut tx = inside(trial).await;
        assert!(!tx.append_entry(&entry(1, 2, None)).await.unwrap(), "nothing came before it");
        for seq in 1..=3 {
            assert!(tx.append_entry(&entry(1, seq, None)).await.unwrap());
        }
        assert!(!tx.append_entry(&entry(1, 3, None)).await.unwrap());
        let known = preau_core::group::LogEntry { inner: entry(1, 1, None).inner, ..entry(1, 4, None) };
        assert!(!tx.append_entry(&known).await.unwrap(), "the activity is in already");
        let now = tx.group(group_id(1)).await.unwrap().unwrap();
        assert_eq!((now.seq, now.head.as_slice(), now.heard_at), (3, b"hash 3".as_slice(), entry(1, 3, None).at));
        assert_eq!(tx.log(group_id(1), 1, 50).await.unwrap(), [entry(1, 2, None), entry(1, 3, None)]);
        assert_eq!(tx.log(group_id(1), 0, 1).await.unwrap(), [entry(1, 1, None)]);
        assert_eq!(tx.log_entry(group_id(1), 2).await.unwrap(), Some(entry(1, 2, None)));
        assert_eq!(tx.log_entry_of(group_id(1), &known.inner).await.unwrap(), Some(entry(1, 1, None)));
        assert_eq!(tx.log_entry(group_id(1), 4).await.unwrap(), None);

        tx.note_known_seq(group_id(1), 9, NOON).await.unwrap();
        assert_eq!(tx.group(group_id(1)).await.unwrap().unwrap().behind(), 6);
        tx.note_known_seq(group_id(1), 5, NOON).await.unwrap();
        assert_eq!(tx.group(group_id(1)).await.unwrap().unwrap().behind(), 6, "one that came late");
        tx.note_last_seq(group_id(1), 5, NOON).await.unwrap();
        assert_eq!(tx.group(group_id(1)).await.unwrap().unwrap().behind(), 2, "the host was restored");
        tx.note_last_seq(group_id(1), 2, NOON).await.unwrap();
        assert_eq!(tx.group(group_id(1)).await.unwrap().unwrap().known_seq, 3, "what is here is known");
        tx.commit().await.unwrap();
    }

    async fn a_copy_starts_again_from_the_last_entry_that_its_host_has_too(trial: Trial) {
        let mut tx = inside(trial).await;
        let (kept, gone) = (topic(1, 1, 1), topic(3, 1, 3));
        let messages = [kept.clone(), answer(2, &kept, 2), gone.clone(), answer(4, &gone, 4), answer(5, &kept, 5)];
        for message in &messages {
            say(tx.as_mut(), std::slice::from_ref(message)).await;
            assert!(tx.append_entry(&entry(1, message.seq.unwrap(), Some(message.id))).await.unwrap());
        }
        say(tx.as_mut(), &[waiting(ours(answer(6, &gone, 6), ODILE)), waiting(ours(answer(7, &kept, 7), ODILE))]).await;
        tx.insert_group_act(&act(1, Deed::Write { message: message_id(6) })).await.unwrap();
        tx.insert_group_act(&act(2, Deed::Write { message: message_id(7) })).await.unwrap();
        tx.set_message_useful(message_id(5), &kept.author, true).await.unwrap();
        tx.mark_topic_read(kept.id, ODILE, 5).await.unwrap();
        tx.mark_topic_read(gone.id, ODILE, 4).await.unwrap();
        let old = gathering(1, 1, NOON);
        let new = Gathering { changed_at: NOON.plus(4 * Moment::SECOND), ..gathering(2, 1, NOON) };
        tx.keep_gathering(&old).await.unwrap();
        tx.keep_gathering(&new).await.unwrap();
        tx.answer_gathering(new.id, ODILE, true, NOON).await.unwrap();

        tx.cut_log(group_id(1), 2).await.unwrap();
        let now = tx.group(group_id(1)).await.unwrap().unwrap();
        assert_eq!((now.seq, now.head.as_slice()), (2, b"hash 2".as_slice()));
        let rows = first_page(tx.as_mut(), ODILE).await;
        assert_eq!(heads(&rows), [1]);
        assert_eq!((rows[0].replies, rows[0].last_at), (1, NOON.plus(2 * Moment::SECOND)));
        assert_eq!(said(&tx.messages(kept.id, ODILE, None, 9).await.unwrap()), [2, 7]);
        assert_eq!(tx.group_act(act(1, Deed::Write { message: message_id(6) }).id).await.unwrap(), None);
        assert!(tx.gathering(old.id).await.unwrap().is_some());
        assert!(tx.gathering(new.id).await.unwrap().is_none());
        // The host tells it anew, otherwise.
        let other = answer(15, &kept, 3);
        say(tx.as_mut(), std::slice::from_ref(&other)).await;
        assert!(tx.append_entry(&entry(1, 3, Some(other.id))).await.unwrap());
        assert_eq!(tx.first_unread(kept.id, ODILE).await.unwrap(), Some(other.id));

        tx.cut_log(group_id(1), 0).await.unwrap();
        let now = tx.group(group_id(1)).await.unwrap().unwrap();
        assert_eq!((now.seq, now.head.as_slice()), (0, b"".as_slice()));
        assert!(first_page(tx.as_mut(), ODILE).await.is_empty());
        tx.commit().await.unwrap();
    }

    async fn a_text_that_is_gone_leaves_no_byte_and_the_chain_its_hashes(trial: Trial) {
        let word = "zinzolin";
        let mut tx = inside(trial).await;
        let head = Message {
            title: Some(Title::parse(word).unwrap()),
            source: word.to_owned(),
            html: format!("<p>{word}</p>"),
            summary: word.to_owned(),
            digest: Some(word.to_owned()),
            pinned_at: Some(NOON),
            ..ours(topic(1, 1, 1), ODILE)
        };
        say(tx.as_mut(), &[head.clone(), answer(2, &head, 2)]).await;
        let told = format!("{{\"content\":\"{word}\"}}");
        let carried = preau_core::group::LogEntry { announce: Some(told), ..entry(1, 1, Some(head.id)) };
        assert!(tx.append_entry(&carried).await.unwrap());
        let body = Body::parse(word).unwrap();
        let edit = act(1, Deed::Edit { message: head.id, title: None, body });
        tx.insert_group_act(&edit).await.unwrap();
        let delete = act(2, Deed::Delete { message: head.id });
        tx.insert_group_act(&delete).await.unwrap();
        let news = News::TopicOpened {
            topic: head.id,
            title: Title::parse(word).unwrap(),
            group: group(1).name,
            by: PersonName::parse("Odile Garrec").unwrap(),
            who: None,
        };
        let notice =
            Notice { id: NoticeId(Uuid::from_u128(1)), person: JEANNE, news, at: NOON, read_at: None };
        tx.notify(&notice).await.unwrap();
        tx.commit().await.unwrap();
        assert!(holds(trial, word).await);

        let mut tx = trial.store.begin().await.unwrap();
        tx.empty_message(head.id, MessageState::Deleted, NOON.plus(1)).await.unwrap();
        let left = tx.log_entry(group_id(1), 1).await.unwrap().unwrap();
        assert_eq!((left.announce, left.salt), (None, None));
        assert_eq!((left.hash, left.digest), (carried.hash, carried.digest));
        assert_eq!(tx.group_act(edit.id).await.unwrap(), None);
        assert_eq!(tx.group_act(delete.id).await.unwrap(), Some(delete), "that it is taken back is still told");
        assert_eq!(tx.pins(group_id(1)).await.unwrap(), 0);
        assert_eq!(tx.notices_unread(JEANNE).await.unwrap(), 0);
        tx.commit().await.unwrap();
        trial.store.forget_erased().await.unwrap();
        assert!(!holds(trial, word).await);
    }

    async fn an_act_waits_beside_its_message_until_it_is_settled(trial: Trial) {
        let mut tx = inside(trial).await;
        let head = ours(topic(1, 1, 1), ODILE);
        say(tx.as_mut(), &[head.clone(), waiting(ours(answer(2, &head, 2), ODILE))]).await;
        let write = act(1, Deed::Write { message: message_id(2) });
        let edit = act(2, Deed::Edit { message: head.id, title: None, body: Body::parse("Mieux.").unwrap() });
        let pin = act(3, Deed::Pin { topic: head.id, pinned: true });
        for act in [&write, &edit, &pin] {
            tx.insert_group_act(act).await.unwrap();
        }
        let mark = async |tx: &mut dyn Tx, id, reader| tx.message_view(id, reader).await.unwrap().unwrap().waiting;
        assert_eq!(mark(tx.as_mut(), head.id, ODILE).await, Some(GroupVerb::Pin), "the last one");
        assert_eq!(mark(tx.as_mut(), head.id, JEANNE).await, None);
        assert_eq!(mark(tx.as_mut(), message_id(2), ODILE).await, None, "the message says itself that it waits");
        tx.settle_group_act(pin.id, ActState::Done, None, NOON).await.unwrap();
        tx.settle_group_act(edit.id, ActState::Refused, Some(Turned::Closed), NOON).await.unwrap();
        assert_eq!(mark(tx.as_mut(), head.id, ODILE).await, None);
        assert_eq!(tx.group_act(pin.id).await.unwrap(), None, "what is done is not done again");
        let refused = GroupAct { state: ActState::Refused, reason: Some(Turned::Closed), settled_at: Some(NOON), ..edit };
        assert_eq!(tx.group_acts(group_id(1), ODILE, 9).await.unwrap(), [write.clone(), refused.clone()]);
        assert!(tx.group_acts(group_id(1), JEANNE, 9).await.unwrap().is_empty());

        tx.purge(NOON.plus(29 * Moment::DAY)).await.unwrap();
        assert_eq!(tx.group_act(refused.id).await.unwrap(), Some(refused));
        tx.purge(NOON.plus(31 * Moment::DAY)).await.unwrap();
        assert_eq!(tx.group_acts(group_id(1), ODILE, 9).await.unwrap(), [write], "one that waits is not forgotten");
        tx.commit().await.unwrap();
    }

    async fn a_rendezvous_of_a_group_stands_in_the_agendas_of_those_who_are_in(trial: Trial) {
        let mut tx = inside(trial).await;
        tx.insert_group(&group(2), None).await.unwrap();
        tx.keep_member(&place(2, JEANNE, "Jeanne Morvan")).await.unwrap();
        let hour = |n: i64| NOON.plus(n * Moment::HOUR);
        let planned = Gathering { published: false, person: Some(ODILE), ..gathering(3, 1, hour(3)) };
        for gathering in [&gathering(1, 1, hour(1)), &gathering(2, 2, hour(2)), &planned] {
            assert_eq!(tx.keep_gathering(gathering).await.unwrap(), gathering.id);
        }
        assert_eq!(agenda(tx.as_mut(), ODILE).await, [1, 3]);
        assert_eq!(agenda(tx.as_mut(), JEANNE).await, [1, 2]);
        assert!(agenda(tx.as_mut(), IDRISS).await.is_empty());
        assert!(tx.gathering_view(planned.id, JEANNE).await.unwrap().is_none(), "the host does not have it yet");
        assert!(tx.gatherings_for(ODILE, NOON, hour(1), 9).await.unwrap().is_empty(), "before its hour");

        // The host's log tells it: one row, its planner stays.
        let id = GatheringId(Uuid::from_u128(99));
        let told =
            Gathering { id, published: true, person: None, sequence: 1, changed_at: hour(1), ..planned.clone() };
        assert_eq!(tx.keep_gathering(&told).await.unwrap(), planned.id);
        let now = Gathering { id: planned.id, person: Some(ODILE), ..told };
        assert_eq!(tx.gathering(planned.id).await.unwrap(), Some(now.clone()));
        assert_eq!(tx.gathering_by_uri(&now.uri).await.unwrap(), Some(now.clone()));
        tx.answer_gathering(planned.id, ODILE, true, NOON).await.unwrap();
        tx.answer_gathering(planned.id, JEANNE, true, NOON).await.unwrap();
        tx.answer_gathering(planned.id, JEANNE, false, NOON).await.unwrap();
        let views = tx.gatherings_of(group_id(1), JEANNE, hour(2), 9).await.unwrap();
        assert_eq!(views.len(), 1);
        assert_eq!((&views[0].gathering, views[0].coming, views[0].mine), (&now, 1, Some(false)));
        assert_eq!(views[0].group, group(1).name);
        tx.commit().await.unwrap();
    }

    async fn titles_are_found_by_their_words_where_one_is_in(trial: Trial) {
        let mut tx = inside(trial).await;
        tx.insert_group(&group(2), None).await.unwrap();
        let titled = |number: u128, group, seq, title: &str| Message {
            title: Some(Title::parse(title).unwrap()),
            ..topic(number, group, seq)
        };
        let found = [titled(1, 1, 1, "Cantine à l’École"), titled(2, 1, 2, "L’école et sa cantine")];
        say(tx.as_mut(), &found).await;
        say(tx.as_mut(), &[titled(3, 2, 3, "École, cantine"), waiting(ours(titled(4, 1, 4, "École cantine"), JEANNE))]).await;
        assert_eq!(numbers(&tx.search_topics(ODILE, "ecole cantine", 9).await.unwrap()), [2, 1]);
        assert_eq!(numbers(&tx.search_topics(ODILE, "ecole", 1).await.unwrap()), [2]);
        assert!(tx.search_topics(ODILE, "ecole piscine", 9).await.unwrap().is_empty());
        assert!(tx.search_topics(IDRISS, "ecole", 9).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }

    async fn an_ended_account_leaves_neither_marks_nor_answers_nor_a_name_in_groups(trial: Trial) {
        let mut tx = inside(trial).await;
        let head = ours(topic(1, 1, 1), ODILE);
        say(tx.as_mut(), std::slice::from_ref(&head)).await;
        tx.mark_topic_read(head.id, ODILE, 1).await.unwrap();
        tx.mark_topic_read(head.id, JEANNE, 1).await.unwrap();
        tx.keep_gathering(&gathering(1, 1, NOON)).await.unwrap();
        tx.answer_gathering(gathering(1, 1, NOON).id, ODILE, true, NOON).await.unwrap();
        let edit = act(1, Deed::Edit { message: head.id, title: None, body: Body::parse("Mieux.").unwrap() });
        let delete = act(2, Deed::Delete { message: head.id });
        tx.insert_group_act(&edit).await.unwrap();
        tx.insert_group_act(&delete).await.unwrap();
        let odile: Person = tx.person(ODILE).await.unwrap().unwrap();

        tx.erase_traces(&odile, true).await.unwrap();
        assert_eq!(tx.message(head.id).await.unwrap().unwrap().name, head.name);
        tx.erase_traces(&odile, false).await.unwrap();
        assert_eq!(tx.message(head.id).await.unwrap().unwrap().name.as_str(), GONE);
        assert_eq!(tx.group_acts(group_id(1), ODILE, 9).await.unwrap(), [delete], "what takes a text back is told");
        assert!(tx.group_member_here(group_id(1), ODILE).await.unwrap().is_some(), "until the host heard it");
        tx.commit().await.unwrap();
        assert_eq!(trial.count("SELECT count(*) FROM grp_read").await, 1);
        assert_eq!(trial.count("SELECT count(*) FROM gathering_answer").await, 0);
    }
}
