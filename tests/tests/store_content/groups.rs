//! Groups: their rows, who is in them, who may know of them, and what of them goes again.

use preau_core::group::{
    COPY_DAYS, Group, GroupLink, GroupMember, GroupRole, GroupSection, GroupState, Listing, Membership,
    Reach, Receipt, ReceiptState, SectionState, ShownAnimator, Tell,
};
use preau_core::id::{NoticeId, PersonId};
use preau_core::link::{LinkState, LinkedSection};
use preau_core::notice::{News, Notice};
use preau_core::store::Read;
use preau_core::text::{PersonName, ShortText, Title};
use preau_core::world::{Moment, TokenHash};
use preau_tests::on_both_engines;
use uuid::Uuid;

use super::group_things::{
    answer, entry, group, group_id, guest, keep_link, linked, message_id, ours, place, say, section, topic,
    url, waiting,
};
use super::things::{IDRISS, JEANNE, NOON, ODILE, people};

fn named(number: u128, name: &str) -> Group {
    Group { name: Title::parse(name).unwrap(), ..group(number) }
}

async fn list(db: &mut dyn Read, person: PersonId) -> Vec<String> {
    db.groups_for(person, 100).await.unwrap().into_iter().map(|card| card.group.name.to_string()).collect()
}

on_both_engines! {
    async fn a_group_comes_back_as_it_was_kept_and_a_form_sent_twice_makes_one(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let once = Uuid::from_u128(77);
        assert!(tx.insert_group(&group(1), Some((JEANNE, once))).await.unwrap());
        assert!(!tx.insert_group(&group(2), Some((JEANNE, once))).await.unwrap(), "the same form");
        let same = Group { id: group_id(3), ..group(1) };
        assert!(!tx.insert_group(&same, None).await.unwrap(), "the same actor");
        assert_eq!(tx.group_once(JEANNE, once).await.unwrap(), Some(group_id(1)));
        assert_eq!(tx.group_once(ODILE, once).await.unwrap(), None);
        assert_eq!(tx.groups_made_since(JEANNE, NOON).await.unwrap(), 1);
        assert_eq!(tx.groups_made_since(JEANNE, NOON.plus(1)).await.unwrap(), 0);
        assert_eq!(tx.group(group_id(1)).await.unwrap(), Some(group(1)));
        assert_eq!(tx.group_by_actor(&group(1).actor).await.unwrap(), Some(group(1)));
        assert_eq!(tx.group_by_uid("uid 1").await.unwrap(), Some(group(1)));

        // Whoever changes the group read it before the log went on.
        let read = tx.group(group_id(1)).await.unwrap().unwrap();
        assert!(tx.append_entry(&entry(1, 1, None)).await.unwrap());
        let shown = ShownAnimator {
            actor: url("https://far.example/people/ada"),
            name: PersonName::parse("Ada").unwrap(),
            host: "far.example".to_owned(),
        };
        let changed = Group { animators: vec![shown], version: 4, ..named(1, "Écoles") };
        tx.update_group(&Group { seq: read.seq, head: read.head, ..changed.clone() }).await.unwrap();
        let now = tx.group(group_id(1)).await.unwrap().unwrap();
        assert_eq!((now.seq, now.head.as_slice(), now.known_seq), (1, b"hash 1".as_slice(), 1));
        assert_eq!((&now.name, &now.animators, now.version), (&changed.name, &changed.animators, 4));

        // A group of one section has no log and counts by itself; a row that was read earlier takes nothing back.
        let own = Group { reach: Reach::Section, ..group(4) };
        tx.insert_group(&own, None).await.unwrap();
        tx.update_group(&Group { seq: 2, ..own.clone() }).await.unwrap();
        tx.update_group(&Group { seq: 1, ..own.clone() }).await.unwrap();
        let own = tx.group(own.id).await.unwrap().unwrap();
        assert_eq!((own.seq, own.known_seq), (2, 2));

        tx.move_group(group_id(1), GroupState::Left, NOON.plus(5)).await.unwrap();
        tx.move_group(group_id(1), GroupState::Left, NOON.plus(9)).await.unwrap();
        assert_eq!(tx.group(group_id(1)).await.unwrap().unwrap().since, NOON.plus(5), "left once");
        tx.commit().await.unwrap();
    }

    async fn a_hidden_group_is_known_to_those_who_have_a_place_in_it_alone(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let groups = [
            named(1, "Zones humides"),
            named(2, "École"),
            named(3, "Eau"),
            Group { listing: Listing::Hidden, ..named(4, "Grève") },
            Group { state: GroupState::Left, ..named(5, "Anciens") },
            Group { state: GroupState::Closed, ..named(6, "Bilan") },
            Group { state: GroupState::Offered, hosted: false, ..named(7, "Ailleurs") },
        ];
        for group in &groups {
            tx.insert_group(group, None).await.unwrap();
        }
        assert_eq!(list(tx.as_mut(), ODILE).await, ["Ailleurs", "Anciens", "Eau", "École", "Zones humides"]);
        for number in [1, 4, 5] {
            tx.keep_member(&place(number, ODILE, "Odile Garrec")).await.unwrap();
        }
        let asks = GroupMember { state: Membership::Asked, ..place(2, ODILE, "Odile Garrec") };
        tx.keep_member(&asks).await.unwrap();
        assert_eq!(list(tx.as_mut(), ODILE).await, ["Anciens", "École", "Grève", "Zones humides", "Ailleurs", "Eau"]);
        let cards = tx.groups_for(ODILE, 2).await.unwrap();
        assert_eq!(cards[1].mine.as_ref(), Some(&asks));
        assert_eq!(cards.len(), 2);
        // Who was removed from a hidden group no longer sees it, from a listed one they do.
        for number in [1, 4] {
            let removed = GroupMember { state: Membership::Removed, ..place(number, ODILE, "Odile Garrec") };
            tx.keep_member(&removed).await.unwrap();
        }
        assert_eq!(list(tx.as_mut(), ODILE).await, ["Anciens", "École", "Ailleurs", "Eau", "Zones humides"]);
        let found = tx.search_groups(ODILE, "z um", 10).await.unwrap();
        assert_eq!(found.iter().map(|card| card.group.id).collect::<Vec<_>>(), [group_id(1)]);
        assert!(tx.search_groups(ODILE, "greve", 10).await.unwrap().is_empty());
        assert!(tx.search_groups(ODILE, "%", 10).await.unwrap().is_empty());
        assert!(tx.search_groups(ODILE, " ", 10).await.unwrap().is_empty());
        let places = tx.memberships_of(ODILE).await.unwrap();
        assert_eq!(places.iter().map(|place| place.group).collect::<Vec<_>>(), [group_id(2), group_id(5)]);
        tx.commit().await.unwrap();
    }

    async fn the_page_of_a_group_counts_people_and_shows_the_host_first(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        tx.insert_group(&group(1), None).await.unwrap();
        let animator = |member: GroupMember| GroupMember { role: GroupRole::Animator, ..member };
        tx.keep_member(&place(1, ODILE, "Odile Garrec")).await.unwrap();
        tx.keep_member(&animator(place(1, JEANNE, "Jeanne Morvan"))).await.unwrap();
        let ada = GroupMember { shown: true, ..animator(guest(1, "far.example", "Ada")) };
        tx.keep_member(&ada).await.unwrap();
        tx.keep_member(&animator(guest(1, "far.example", "Bea"))).await.unwrap();
        let asks = GroupMember { state: Membership::Asked, ..guest(1, "far.example", "Eva") };
        tx.keep_member(&asks).await.unwrap();
        for section in [
            section("us.example", "Vallombre"),
            section("far.example", "Écluse"),
            section("other.example", "Derval"),
            GroupSection { state: SectionState::Invited, ..section("new.example", "Alba") },
        ] {
            tx.keep_group_section(group_id(1), &section).await.unwrap();
        }
        let view = tx.group_view(group_id(1), ODILE).await.unwrap().unwrap();
        assert_eq!((view.here, view.everybody), (2, Some(4)));
        assert_eq!(view.mine, Some(place(1, ODILE, "Odile Garrec")));
        let sections: Vec<_> =
            view.sections.iter().map(|section| (section.name.as_str(), section.members)).collect();
        assert_eq!(sections, [("Vallombre", 2), ("Alba", 0), ("Derval", 0), ("Écluse", 2)]);
        let invited = |section: &&GroupSection| section.state == SectionState::Invited;
        assert_eq!(view.sections.iter().filter(invited).count(), 1);
        let animators: Vec<_> = view.animators.iter().map(|shown| shown.name.as_str()).collect();
        assert_eq!(animators, ["Ada", "Jeanne Morvan"], "who did not agree is not shown beyond the host's own");
        assert!(tx.group_view(group_id(9), ODILE).await.unwrap().is_none());

        let active = tx.group_members(group_id(1), &[Membership::Active], 10).await.unwrap();
        let names: Vec<_> = active.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["Ada", "Bea", "Jeanne Morvan", "Odile Garrec"]);
        let both = [Membership::Active, Membership::Asked];
        assert_eq!(tx.group_members(group_id(1), &both, 10).await.unwrap().len(), 5);
        assert_eq!(tx.group_member(group_id(1), &ada.actor).await.unwrap(), Some(ada.clone()));
        assert_eq!(tx.animators_count(group_id(1)).await.unwrap(), 3);
        assert_eq!(tx.animators_here(group_id(1)).await.unwrap(), [JEANNE]);
        tx.set_tell(group_id(1), JEANNE, Tell::Answers).await.unwrap();
        assert_eq!(tx.told_of_topics(group_id(1), 10).await.unwrap(), [ODILE]);
        let cards = tx.groups_for(JEANNE, 10).await.unwrap();
        assert_eq!(cards[0].asking, 1, "an animator on the host sees who waits");
        assert_eq!(tx.groups_for(ODILE, 10).await.unwrap()[0].asking, 0);

        tx.drop_member(group_id(1), &ada.actor).await.unwrap();
        assert_eq!(tx.group_member(group_id(1), &ada.actor).await.unwrap(), None);
        let told = [section("far.example", "Écluse")];
        tx.set_group_sections(group_id(1), &told).await.unwrap();
        let left: Vec<_> = tx.group_sections(group_id(1)).await.unwrap();
        assert_eq!(left, [GroupSection { members: 1, ..section("far.example", "Écluse") }]);
        tx.commit().await.unwrap();
    }

    async fn a_server_meets_our_people_only_where_it_takes_part_itself(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        for host in ["far.example", "home.example", "other.example"] {
            keep_link(tx.as_mut(), &linked(host)).await;
        }
        // Hosted here with somebody of far.example; hosted by home.example, with a copy at other.example; of one section.
        tx.insert_group(&group(1), None).await.unwrap();
        let mut theirs = group(2);
        (theirs.hosted, theirs.host) = (false, linked("home.example").actor.id);
        tx.insert_group(&theirs, None).await.unwrap();
        tx.insert_group(&Group { reach: Reach::Section, ..group(3) }, None).await.unwrap();
        tx.keep_member(&place(1, ODILE, "Odile Garrec")).await.unwrap();
        tx.keep_member(&GroupMember { state: Membership::Asked, ..place(2, JEANNE, "Jeanne Morvan") }).await.unwrap();
        tx.keep_member(&place(3, IDRISS, "Idriss Belkacem")).await.unwrap();
        tx.keep_member(&guest(1, "far.example", "Ada")).await.unwrap();
        tx.keep_member(&guest(3, "far.example", "Ada")).await.unwrap();
        tx.keep_group_section(group_id(2), &section("other.example", "Derval")).await.unwrap();
        let invited = GroupSection { state: SectionState::Invited, ..section("new.example", "Alba") };
        tx.keep_group_section(group_id(1), &invited).await.unwrap();

        assert!(tx.host_is_in(group_id(1), "far.example").await.unwrap());
        assert!(!tx.host_is_in(group_id(1), "far.example:8443").await.unwrap());
        assert!(!tx.host_is_in(group_id(2), "far.example").await.unwrap());
        assert!(tx.host_has_copy(group_id(2), "other.example").await.unwrap());
        assert!(!tx.host_has_copy(group_id(1), "new.example").await.unwrap(), "an invitation is no copy");
        for (person, host, shares) in [
            (ODILE, "far.example", true),
            (ODILE, "home.example", false),
            (ODILE, "new.example", false),
            (JEANNE, "home.example", true),
            (JEANNE, "other.example", true),
            (JEANNE, "far.example", false),
            (IDRISS, "far.example", false),
        ] {
            assert_eq!(tx.shares_group(person, host).await.unwrap(), shares, "{person} and {host}");
        }
        assert!(tx.has_group_voice(ODILE).await.unwrap());
        assert!(!tx.has_group_voice(IDRISS).await.unwrap(), "what stays in the section needs no voice outside");

        tx.keep_member(&guest(1, "far.example", "Bea")).await.unwrap();
        tx.keep_member(&guest(1, "gone.example", "Eva")).await.unwrap();
        let inboxes = tx.group_inboxes(group_id(1)).await.unwrap();
        assert_eq!(inboxes, [url("https://far.example/inbox")], "once each, and no server without a link");
        keep_link(tx.as_mut(), &LinkedSection { state: LinkState::Ended, ..linked("far.example") }).await;
        assert!(tx.group_inboxes(group_id(1)).await.unwrap().is_empty());

        let with = |groups: Vec<Group>| groups.into_iter().map(|group| group.id).collect::<Vec<_>>();
        assert_eq!(with(tx.groups_with(&linked("home.example").actor.id).await.unwrap()), [group_id(2)]);
        assert_eq!(with(tx.groups_with(&linked("new.example").actor.id).await.unwrap()), [group_id(1)]);
        assert!(tx.groups_with(&linked("other.example").actor.id).await.unwrap().is_empty());
        tx.move_group(group_id(2), GroupState::Left, NOON).await.unwrap();
        assert!(!tx.shares_group(JEANNE, "home.example").await.unwrap());
        tx.commit().await.unwrap();
    }

    async fn the_notices_about_a_namesake_stay_when_somebody_leaves(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        tx.insert_group(&group(1), None).await.unwrap();
        let name = PersonName::parse("Ada Diallo").unwrap();
        let (one, other) = (url("https://far.example/people/1"), url("https://near.example/people/2"));
        for actor in [&one, &other] {
            let mut member = guest(1, actor.host_str().unwrap(), "ada");
            (member.actor, member.name) = (actor.clone(), name.clone());
            tx.keep_member(&member).await.unwrap();
        }
        let told = |number: u128, who: Option<&url::Url>| {
            let (by, who) = (name.clone(), who.cloned());
            let news = match number % 2 {
                0 => News::GroupAsked { group: group_id(1), name: group(1).name, by, who },
                _ => News::GroupReplied { topic: message_id(1), reply: message_id(number), by, who },
            };
            Notice { id: NoticeId(Uuid::from_u128(number)), person: JEANNE, news, at: NOON, read_at: None }
        };
        for (number, who) in [(1, Some(&one)), (2, Some(&one)), (3, Some(&other)), (4, Some(&other)), (5, None)] {
            tx.notify(&told(number, who)).await.unwrap();
        }
        tx.drop_member(group_id(1), &one).await.unwrap();
        let mut left: Vec<_> = tx.notices(JEANNE, 9).await.unwrap().into_iter().map(|one| one.id.0.as_u128()).collect();
        left.sort_unstable();
        assert_eq!(left, [3, 4], "what was told before actors were noted goes by the name");
        tx.commit().await.unwrap();
    }

    async fn links_and_receipts_end_in_their_time(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        tx.insert_group(&group(1), None).await.unwrap();
        let link = GroupLink {
            group: group_id(1),
            hash: TokenHash::of(b"token"),
            made_by: JEANNE,
            made_at: NOON,
            expires_at: NOON.plus(Moment::DAY),
        };
        tx.insert_group_link(&link).await.unwrap();
        assert_eq!(tx.group_link(&link.hash, NOON).await.unwrap(), Some(link.clone()));
        assert_eq!(tx.group_link(&link.hash, link.expires_at).await.unwrap(), None);
        assert_eq!(tx.group_links(group_id(1), NOON).await.unwrap(), std::slice::from_ref(&link));
        assert!(tx.group_links(group_id(1), link.expires_at).await.unwrap().is_empty());

        let receipt = |about: &str, host: &str, after: i64| Receipt {
            group: group_id(1),
            about: about.to_owned(),
            what: ShortText::parse("Sujet").unwrap(),
            host: host.to_owned(),
            state: ReceiptState::Pending,
            asked_at: NOON.plus(after),
            answered_at: None,
        };
        let (one, other) = (receipt("a", "x.example", 0), receipt("a", "y.example", 0));
        let late = receipt("b", "x.example", 1);
        for receipt in [&one, &other, &late] {
            tx.ask_receipt(receipt).await.unwrap();
        }
        tx.ask_receipt(&Receipt { asked_at: NOON.plus(9), ..one.clone() }).await.unwrap();
        let at = NOON.plus(Moment::HOUR);
        assert!(tx.answer_receipt(group_id(1), "a", "y.example", ReceiptState::Done, at).await.unwrap());
        assert!(!tx.answer_receipt(group_id(1), "a", "z.example", ReceiptState::Done, at).await.unwrap());
        let done = Receipt { state: ReceiptState::Done, answered_at: Some(at), ..other };
        assert_eq!(tx.receipts(group_id(1), 10).await.unwrap(), [late.clone(), one.clone(), done]);

        tx.purge(NOON.plus(91 * Moment::DAY)).await.unwrap();
        assert_eq!(tx.receipts(group_id(1), 10).await.unwrap(), [late, one], "one that waits is still shown");
        assert_eq!(trial_links(tx.as_mut()).await, 0);
        tx.commit().await.unwrap();
    }

    async fn a_copy_that_was_left_goes_from_its_end_and_is_whole_at_every_step(trial: Trial) {
        people(&trial.store).await;
        let mut tx = trial.store.begin().await.unwrap();
        let mut copy = group(1);
        (copy.hosted, copy.host) = (false, url("https://far.example/section"));
        tx.insert_group(&copy, None).await.unwrap();
        tx.insert_group(&Group { state: GroupState::Left, ..group(2) }, None).await.unwrap();
        tx.keep_member(&place(1, ODILE, "Odile Garrec")).await.unwrap();
        tx.keep_group_section(group_id(1), &section("far.example", "Écluse")).await.unwrap();
        let head = topic(1, 1, 1);
        say(tx.as_mut(), std::slice::from_ref(&head)).await;
        assert!(tx.append_entry(&entry(1, 1, Some(head.id))).await.unwrap());
        for seq in 2..=700 {
            let reply = answer(u128::try_from(seq).unwrap(), &head, seq);
            say(tx.as_mut(), std::slice::from_ref(&reply)).await;
            assert!(tx.append_entry(&entry(1, seq, Some(reply.id))).await.unwrap());
        }
        say(tx.as_mut(), &[waiting(ours(answer(900, &head, 1), ODILE))]).await;
        tx.set_message_useful(message_id(2), &head.author, true).await.unwrap();
        tx.mark_topic_read(head.id, ODILE, 700).await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = trial.store.begin().await.unwrap();
        tx.move_group(group_id(1), GroupState::Left, NOON).await.unwrap();
        let day = |days: i64| NOON.plus(days * Moment::DAY);
        assert_eq!(tx.purge(day(COPY_DAYS).plus(-1)).await.unwrap(), 0, "whoever comes back finds it");
        assert!(tx.purge(day(COPY_DAYS)).await.unwrap() > 500);
        let shorter = tx.group(group_id(1)).await.unwrap().unwrap();
        assert_eq!((shorter.seq, shorter.head.as_slice()), (200, b"hash 200".as_slice()));
        assert_eq!(tx.messages(head.id, JEANNE, Some(150), 100).await.unwrap().len(), 50);
        let mut calls = 0;
        while tx.purge(day(COPY_DAYS)).await.unwrap() > 0 {
            calls += 1;
        }
        assert_eq!(calls, 2, "the rest of the log, then the rest of the group");
        assert_eq!(tx.group(group_id(1)).await.unwrap(), None);
        assert!(tx.group(group_id(2)).await.unwrap().is_some(), "one that is hosted here is no copy");
        tx.commit().await.unwrap();
        for table in ["grp_message", "grp_entry", "grp_member", "grp_section", "grp_useful", "grp_read"] {
            assert_eq!(trial.count(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
        }
    }
}

/// Links into the first group, in their time or not.
async fn trial_links(db: &mut dyn Read) -> usize {
    db.group_links(group_id(1), Moment(0)).await.unwrap().len()
}
