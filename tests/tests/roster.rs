//! Who comes into a group of several sections, who goes, and who may know of it: each server is told of its own people
//! alone, and nobody is named who has not acted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that does not find what it sent has failed"
)]

use preau_core::action::group::decide::{RemoveMember, SetGroupRole, SetShown};
use preau_core::action::group::invite::{
    AnswerInvitation, InviteSection, MakeGroupLink, MeetGroup, ReceiveInvitation, ToldGroup,
};
use preau_core::action::group::member::{JoinGroup, LeaveGroup};
use preau_core::action::group::received::ReceiveJoin;
use preau_core::action::link::EndLink;
use preau_core::elsewhere::Absent;
use preau_core::error::{Failure, Refusal};
use preau_core::group::{
    ASKING_PER_HOST_MAX, GROUPS_PER_HOST_MAX, Group, GroupChoices, GroupRole, Listing, Membership, Reach,
    ReceiptState,
};
use preau_core::id::GroupId;
use preau_core::link::LinkKind;
use preau_core::text::PersonName;
use preau_core::world::Moment;
use preau_tests::network::bonds::shared;
use preau_tests::network::cast::{FATOU, MARC, ROSE};
use preau_tests::network::{House as _, Place, Section, Stranger, names_of};
use preau_tests::on_stage;
use preau_tests::people::{JEANNE, Somebody};
use serde_json::{Value, json};
use url::Url;

on_stage! {
    async fn one_comes_in_animates_and_leaves_and_the_others_are_named_nowhere(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        let copy = stage.invites("vallombre", group.id, "port-lazare").await;
        assert_eq!((copy.name.as_str(), copy.aim.as_str()), ("Hôpital", "Ce qui nous occupe."));
        assert_eq!((copy.hosted, &copy.uid, &copy.host), (false, &group.uid, &vallombre.section()));
        // Before anybody asks, Vallombre knows nobody there.
        let marc = names_of(lazare.resident(MARC));
        assert_eq!(stage.outside("port-lazare", &marc).await, Vec::<String>::new());
        stage.admits("vallombre", group.id, "port-lazare", MARC).await;
        let actor = lazare.actor(MARC);
        assert_eq!(vallombre.standing(group.id, &actor).await, Some(Membership::Active));
        let found = stage.outside("port-lazare", &marc).await;
        assert!(found.iter().any(|at| at.starts_with("vallombre: grp_member.")), "{found:?}");
        assert_eq!(sections(vallombre, group.id).await, ["Port-Lazare taking", "Vallombre-Centre taking"]);

        let role = |role| SetGroupRole { by: vallombre.administrator(), group: group.id, actor: actor.clone(), role };
        for wanted in [GroupRole::Animator, GroupRole::Member] {
            vallombre.perform(role(wanted)).await;
            stage.rests().await;
            let mine = lazare.store.read().await.unwrap().group_member(copy.id, &actor).await.unwrap();
            assert_eq!(mine.unwrap().role, wanted);
        }
        lazare.perform(LeaveGroup { by: lazare.resident(MARC).id, group: copy.id, take_back: false }).await;
        stage.rests().await;
        assert_eq!(vallombre.standing(group.id, &actor).await, None);
        assert_eq!(vallombre.count("SELECT count(*) FROM grp_member").await, 1, "who leaves leaves no name behind");
        assert_eq!(sections(vallombre, group.id).await, ["Port-Lazare out", "Vallombre-Centre taking"]);
        for place in stage.places() {
            assert_eq!(stage.outside(place.handle, &names_of(place.silent())).await, Vec::<String>::new());
        }
        // The administrators of neither have acted towards the other by name.
        for (place, who) in [(vallombre, vallombre.people[0].id), (lazare, lazare.people[0].id)] {
            let id = who.to_string().into_bytes();
            assert_eq!(stage.outside(place.handle, &[id]).await, Vec::<String>::new());
        }
    }

    async fn who_is_removed_is_out_at_once_and_their_server_says_so(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        let copy = stage.invites("vallombre", group.id, "port-lazare").await;
        stage.admits("vallombre", group.id, "port-lazare", MARC).await;
        stage.admits("vallombre", group.id, "port-lazare", ROSE).await;
        let actor = lazare.actor(MARC);
        let until = vallombre.now().plus(2 * Moment::DAY);
        let remove = RemoveMember { by: vallombre.administrator(), group: group.id, actor: actor.clone(), until: Some(until) };
        vallombre.perform(remove).await;
        stage.rests().await;
        let mine = lazare.store.read().await.unwrap().group_member(copy.id, &actor).await.unwrap().unwrap();
        assert_eq!((mine.state, mine.until.unwrap().seconds()), (Membership::Removed, until.seconds()));
        let receipts = vallombre.store.read().await.unwrap().receipts(group.id, 9).await.unwrap();
        assert_eq!((receipts.len(), receipts[0].state), (1, ReceiptState::Done));
        // Coming back is for later; leaving does not shorten it.
        let join = || JoinGroup { by: lazare.resident(MARC).id, group: copy.id, token: None };
        assert!(matches!(lazare.attempt(join()).await, Err(Failure::Refused(Refusal::RemovedUntil(Some(_))))));
        let leave = said(lazare, &actor, "Leave", json!(group.actor));
        let marc = lazare.voice_of(&lazare.resident(MARC).id.to_string(), actor.path()).await;
        assert_eq!(marc.says(&leave, vallombre).await, Some(202));
        stage.rests().await;
        assert_eq!(vallombre.standing(group.id, &actor).await, Some(Membership::Removed));
        stage.pass(3 * Moment::DAY);
        assert_eq!(lazare.perform(join()).await, Membership::Asked);
        stage.rests().await;
        assert_eq!(vallombre.standing(group.id, &actor).await, Some(Membership::Active));
        assert_eq!(lazare.standing(copy.id, &actor).await, Some(Membership::Active));
    }

    async fn r10_one_server_fills_neither_the_door_of_a_group_nor_our_list_of_groups(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        let copy = stage.invites("vallombre", group.id, "port-lazare").await;
        let somebody = |n: usize| lazare.url.join(&format!("people/crowd-{n}")).unwrap();
        let asks = async |n: usize| {
            let host = lazare.authority();
            let name = PersonName::fit("Foule", "—");
            let incoming = format!("{}activities/crowd-{n}", lazare.url);
            let join = ReceiveJoin { incoming, group: group.id, actor: somebody(n), host, name, handle: "foule".into(), link: None };
            vallombre.perform(join).await
        };
        for n in 0..ASKING_PER_HOST_MAX {
            assert_eq!(asks(n).await, Membership::Asked, "{n}");
        }
        assert_eq!(asks(ASKING_PER_HOST_MAX).await, Membership::Refused);
        assert_eq!(vallombre.standing(group.id, &somebody(ASKING_PER_HOST_MAX)).await, None);
        assert_eq!(asks(0).await, Membership::Asked, "who waits already goes on waiting");

        let told = |n: usize| ToldGroup {
            actor: vallombre.url.join(&format!("groups/crowd-{n}")).unwrap(),
            uid: format!("crowd-{n}"),
            epoch: 1,
            choices: shared("Foule"),
            host: vallombre.section(),
            known_seq: 0,
        };
        let invited = async |n: usize| {
            let incoming = format!("{}activities/invite-{n}", vallombre.url);
            lazare.attempt(ReceiveInvitation { incoming, told: told(n), sections: Vec::new(), owner: true }).await
        };
        // One is there already.
        for n in 1..GROUPS_PER_HOST_MAX {
            assert!(invited(n).await.unwrap().is_some(), "{n}");
        }
        let news = "SELECT count(*) FROM notice";
        let before = lazare.count(news).await;
        assert_eq!(invited(GROUPS_PER_HOST_MAX).await.unwrap(), None, "one more is not taken");
        assert!(invited(1).await.unwrap().is_some(), "and those that are known may say so again, which is no news");
        assert_eq!(lazare.count(news).await, before);
        assert!(lazare.group_of(&copy.actor).await.is_some());
    }

    async fn a_section_asked_to_answer_for_a_group_says_yes_for_itself(stage: Section["vallombre", "port-lazare", "montreval"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        stage.link("vallombre", "montreval", LinkKind::Sister).await;
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        for (guest, owner) in [(lazare, true), (montreval, false)] {
            let section = guest.section();
            vallombre.perform(InviteSection { by: vallombre.administrator(), group: group.id, section, owner }).await;
        }
        stage.rests().await;
        // Who was not asked does not answer for it.
        let invite = json!({"type": "Invite", "actor": group.actor, "object": group.actor});
        let accept = said(montreval, &montreval.section(), "Accept", invite);
        assert_eq!(montreval.voice().says(&accept, vallombre).await, Some(202));
        stage.rests().await;
        let all = ["Montreval invited", "Port-Lazare invited owner", "Vallombre-Centre taking owner"];
        assert_eq!(owners(vallombre, group.id).await, all);
        let copy = lazare.group_of(&group.actor).await.unwrap();
        lazare.perform(AnswerInvitation { by: lazare.administrator(), group: copy.id, accept: true }).await;
        stage.rests().await;
        let all = ["Montreval invited", "Port-Lazare taking owner", "Vallombre-Centre taking owner"];
        assert_eq!(owners(vallombre, group.id).await, all);
        // An invitation from a section that is not linked, or is another's, makes nothing.
        let forged = json!({"id": format!("{}activities/forged", montreval.url), "type": "Invite",
            "actor": montreval.section(), "to": [lazare.section()], "object": document(vallombre, &group, None).await});
        assert_eq!(montreval.voice().says(&forged, lazare).await, Some(202));
        stage.rests().await;
        assert_eq!(lazare.count("SELECT count(*) FROM grp").await, 1);
    }

    async fn o16_o18_a_group_speaks_of_those_who_asked_it_and_of_its_own_lists(stage: Section["vallombre", "port-lazare", "montreval"]) {
        for (one, other) in [("vallombre", "port-lazare"), ("vallombre", "montreval"), ("montreval", "port-lazare")] {
            stage.link(one, other, LinkKind::Sister).await;
        }
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let hospital = vallombre.makes(shared("Hôpital")).await;
        let copy = stage.invites("vallombre", hospital.id, "port-lazare").await;
        stage.admits("vallombre", hospital.id, "port-lazare", MARC).await;
        // Another group, of which Port-Lazare knows as well.
        let school = montreval.makes(shared("École")).await;
        stage.invites("montreval", school.id, "port-lazare").await;
        let rose = JoinGroup { by: lazare.resident(ROSE).id, group: copy.id, token: None };
        assert_eq!(lazare.perform(rose).await, Membership::Asked);
        stage.rests().await;
        let stranger = montreval.voice_of(&format!("group {}", school.id), school.actor.path()).await;
        let (marc, rose, fatou) = (lazare.actor(MARC), lazare.actor(ROSE), lazare.actor(FATOU));
        let join = |who: &Url, of: &Url| json!({"id": format!("{who}/join"), "type": "Join", "actor": who, "object": of});
        let lists = |actor: &Url, kind: &str, object: &Url, target: String| {
            let mut one = said(montreval, actor, kind, json!(object));
            one["target"] = json!(target);
            one
        };
        let (school_actor, there) = (&school.actor, &hospital.actor);
        for (number, forged) in [
            // Another group admits whom it was not asked by, in its own name and about the other.
            said(montreval, school_actor, "Accept", join(&rose, school_actor)),
            said(montreval, school_actor, "Accept", join(&rose, there)),
            said(montreval, school_actor, "Reject", join(&rose, there)),
            // It removes from another's list, and makes animators there.
            lists(school_actor, "Remove", &marc, format!("{there}/followers")),
            lists(school_actor, "Add", &marc, format!("{there}/animators")),
            lists(school_actor, "Add", &marc, format!("{school_actor}/animators")),
        ]
        .into_iter()
        .enumerate()
        {
            let mut forged = forged;
            forged["id"] = json!(format!("{}activities/{number}", montreval.url));
            assert_eq!(stranger.says(&forged, lazare).await, Some(202), "{number}");
        }
        // A section is no group.
        let add = lists(&montreval.section(), "Add", &marc, format!("{there}/animators"));
        assert_eq!(montreval.voice().says(&add, lazare).await, Some(202));
        // The right group about somebody who never asked.
        let host = vallombre.voice_of(&format!("group {}", hospital.id), there.path()).await;
        let accept = said(vallombre, there, "Accept", join(&fatou, there));
        assert_eq!(host.says(&accept, lazare).await, Some(202));
        stage.rests().await;
        let db = |actor| async move { lazare.store.read().await.unwrap().group_member(copy.id, actor).await.unwrap() };
        let mine = db(&marc).await.unwrap();
        assert_eq!((mine.state, mine.role), (Membership::Active, GroupRole::Member));
        assert_eq!(db(&rose).await.unwrap().state, Membership::Asked);
        assert!(db(&fatou).await.is_none());
        assert_eq!(lazare.count("SELECT count(*) FROM grp_member").await, 2);
    }

    async fn o08_o19_nobody_asks_or_leaves_for_another_and_a_made_up_token_opens_nothing(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let hidden = GroupChoices { listing: Listing::Hidden, joining: preau_core::group::Joining::Invited, ..shared("Comptoir") };
        let group = vallombre.makes(hidden).await;
        let token = vallombre.perform(MakeGroupLink { by: vallombre.administrator(), group: group.id }).await.reveal();
        // By the link one meets the group, and comes in without being admitted.
        let found = lazare.elsewhere.group(&group.actor, Some(&token)).await.unwrap();
        assert_eq!(found.told.choices.name.as_str(), "Comptoir");
        let other = if token.starts_with('A') { 'B' } else { 'A' };
        let forged: String = std::iter::once(other).chain(token.chars().skip(1)).collect();
        assert_eq!(lazare.elsewhere.group(&group.actor, Some(&forged)).await, Err(Absent::NotThere));
        assert_eq!(lazare.elsewhere.group(&group.actor, None).await, Err(Absent::NotThere));
        let by = lazare.resident(MARC).id;
        let copy = lazare.perform(MeetGroup { by, told: found.told, sections: found.sections }).await;
        lazare.perform(JoinGroup { by, group: copy, token: Some(forged.clone()) }).await;
        stage.rests().await;
        assert_eq!(lazare.standing(copy, &lazare.actor(MARC)).await, Some(Membership::Refused));
        lazare.perform(JoinGroup { by, group: copy, token: Some(token.clone()) }).await;
        stage.rests().await;
        assert_eq!(lazare.standing(copy, &lazare.actor(MARC)).await, Some(Membership::Active));
        // Neither a section nor another person leaves for Marc, or asks for Rose.
        let (marc, rose) = (lazare.actor(MARC), lazare.actor(ROSE));
        for (actor, kind) in [(&marc, "Leave"), (&rose, "Join")] {
            let one = said(lazare, actor, kind, json!(group.actor));
            assert_eq!(lazare.voice().says(&one, vallombre).await, Some(403), "{kind}");
        }
        let mine = lazare.voice_of(&by.to_string(), marc.path()).await;
        let join = said(lazare, &rose, "Join", json!(group.actor));
        assert_eq!(mine.says(&join, vallombre).await, Some(403));
        // A section does not come into a group, nor does anybody of a section that is not linked, with the best of tokens.
        let instrument = json!({"type": "pr:Invitation", "pr:token": token});
        let mut section = said(lazare, &lazare.section(), "Join", json!(group.actor));
        section["instrument"] = instrument.clone();
        assert_eq!(lazare.voice().says(&section, vallombre).await, Some(202));
        let elsewhere = Stranger::open("ailleurs");
        let anna = elsewhere.lives("anna", "Anna");
        let mut join = json!({"id": format!("{anna}/join"), "type": "Join", "actor": anna, "object": group.actor});
        join["instrument"] = instrument;
        assert_eq!(elsewhere.voice(&anna, vallombre.now()).says(&join, vallombre).await, Some(202));
        stage.rests().await;
        assert_eq!(vallombre.count("SELECT count(*) FROM grp_member WHERE state = 'active'").await, 2);
        assert_eq!(vallombre.count("SELECT count(*) FROM grp_member").await, 2);
    }

    async fn a06_a11_a27_a_hidden_group_is_there_for_those_who_take_part_and_for_nobody_else(stage: Section["vallombre", "port-lazare", "montreval"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        stage.link("vallombre", "montreval", LinkKind::Sister).await;
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let hidden = vallombre.makes(GroupChoices { listing: Listing::Hidden, ..shared("Comptoir") }).await;
        let listed = vallombre.makes(shared("Hôpital")).await;
        let own = vallombre.makes(GroupChoices { reach: Reach::Section, ..shared("Bureau du mardi") }).await;
        stage.invites("vallombre", listed.id, "port-lazare").await;
        let copy = stage.invites("vallombre", hidden.id, "port-lazare").await;
        let token = vallombre.perform(MakeGroupLink { by: vallombre.administrator(), group: hidden.id }).await.reveal();
        let by = lazare.resident(MARC).id;
        lazare.perform(JoinGroup { by, group: copy.id, token: Some(token) }).await;
        stage.rests().await;
        assert_eq!(lazare.standing(copy.id, &lazare.actor(MARC)).await, Some(Membership::Active));
        let (status, nothing) = vallombre.shows("groups/40000000-0000-4000-8000-000000000001").await.unwrap();
        assert_eq!(status, 404);
        for what in ["", "/followers"] {
            let path = |group: &Group| format!("{}{what}", group.actor.path());
            for group in [&hidden, &own] {
                // Unsigned, by a linked section that takes no part, and by one whose signature is another's.
                assert_eq!(vallombre.shows(&path(group)).await.unwrap(), (404, nothing.clone()), "{what}");
                assert_eq!(montreval.voice().reads(vallombre, &path(group)).await.unwrap(), (404, nothing.clone()));
            }
            let mut liar = lazare.voice();
            liar.takes_key_of(montreval.voice());
            assert_eq!(liar.reads(vallombre, &path(&hidden)).await.unwrap(), (404, nothing.clone()));
            assert_eq!(lazare.voice().reads(vallombre, &path(&own)).await.unwrap(), (404, nothing.clone()));
            assert_eq!(lazare.voice().reads(vallombre, &path(&hidden)).await.unwrap().0, 200);
            assert_eq!(vallombre.shows(&path(&listed)).await.unwrap().0, 200);
        }
        // Who is in is nowhere; which servers take part, and how much is said, is theirs to know.
        let inside = document(vallombre, &hidden, Some(lazare)).await;
        assert!(inside["pr:seq"].is_i64());
        let servers: Vec<&Value> = inside["pr:servers"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(servers, ["Vallombre-Centre", "Port-Lazare"]);
        assert_eq!(inside["pr:animators"], json!([]));
        let card = document(vallombre, &listed, None).await;
        assert!(["pr:seq", "pr:servers", "pr:animators"].into_iter().all(|term| card.get(term).is_none()));
        let invited = document(vallombre, &listed, Some(lazare)).await;
        assert!(invited.get("pr:seq").is_none() && invited["pr:servers"].is_array());
        let shown = SetShown { by: vallombre.administrator(), group: hidden.id, shown: true };
        vallombre.perform(shown).await;
        assert_eq!(document(vallombre, &hidden, Some(lazare)).await["pr:animators"][0]["name"], "Odile Garrec");
        for document in [&inside, &card, &invited] {
            let text = document.to_string();
            assert!(!text.contains("totalItems") && !text.contains("/people/"), "{text}");
        }
        let followers = lazare.voice().reads(vallombre, &format!("{}/followers", hidden.actor.path())).await.unwrap().1;
        assert_eq!(serde_json::from_str::<Value>(&followers).unwrap().as_object().unwrap().len(), 3, "{followers}");
        // No name leads to a group.
        for group in [&hidden, &listed, &own] {
            for resource in [
                group.actor.to_string(),
                format!("acct:{}@{}", group.id, vallombre.authority()),
                format!("acct:{}@{}", group.name.as_str(), vallombre.authority()),
            ] {
                let query: String = url::form_urlencoded::byte_serialize(resource.as_bytes()).collect();
                let answer = vallombre.shows(&format!(".well-known/webfinger?resource={query}")).await.unwrap();
                assert_eq!(answer.0, 404, "{resource}");
            }
        }
    }

    async fn s22_a27_a_section_whose_link_has_ended_reads_and_does_no_more_than_a_stranger(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare) = (&stage["vallombre"], &stage["port-lazare"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        let hidden = vallombre.makes(GroupChoices { listing: Listing::Hidden, ..shared("Comptoir") }).await;
        for group in [&group, &hidden] {
            stage.invites("vallombre", group.id, "port-lazare").await;
        }
        stage.admits("vallombre", group.id, "port-lazare", MARC).await;
        let marc = lazare.voice_of(&lazare.resident(MARC).id.to_string(), lazare.actor(MARC).path()).await;
        assert_eq!(vallombre.voice().reads(lazare, marc.actor.path()).await.unwrap().0, 200);
        assert_eq!(lazare.voice().reads(vallombre, hidden.actor.path()).await.unwrap().0, 200);
        vallombre.perform(EndLink { by: vallombre.administrator(), actor: lazare.section() }).await;
        stage.rests().await;
        // What was open a moment ago is as if it were not there, for signatures that hold.
        assert_eq!(vallombre.voice().reads(lazare, marc.actor.path()).await.unwrap().0, 404);
        assert_eq!(lazare.voice().reads(vallombre, hidden.actor.path()).await.unwrap().0, 404);
        assert!(document(vallombre, &group, Some(lazare)).await.get("pr:servers").is_none());
        // Asking again is in vain, with the best of links, and inviting makes nothing.
        let token = vallombre.perform(MakeGroupLink { by: vallombre.administrator(), group: group.id }).await.reveal();
        let mut join = said(lazare, &marc.actor, "Join", json!(group.actor));
        join["instrument"] = json!({"type": "pr:Invitation", "pr:token": token});
        assert_eq!(marc.says(&join, vallombre).await, Some(202));
        let host = vallombre.voice_of(&format!("group {}", group.id), group.actor.path()).await;
        let mut invite = said(vallombre, &group.actor, "Invite", document(vallombre, &group, None).await);
        (invite["to"], invite["pr:owner"]) = (json!([lazare.section()]), json!(true));
        assert_eq!(host.says(&invite, lazare).await, Some(202));
        stage.rests().await;
        assert_eq!(vallombre.standing(group.id, &marc.actor).await, None);
        let states = "SELECT count(*) FROM grp WHERE state <> 'left'";
        assert_eq!(lazare.count(states).await, 0);
    }

    async fn a_person_has_a_document_for_the_servers_they_meet_once_they_acted(stage: Section["vallombre", "port-lazare", "montreval"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let (vallombre, lazare, montreval) = (&stage["vallombre"], &stage["port-lazare"], &stage["montreval"]);
        let group = vallombre.makes(shared("Hôpital")).await;
        stage.invites("vallombre", group.id, "port-lazare").await;
        let path = |who: Somebody| lazare.actor(who).path().to_owned();
        let (_, nothing) = lazare.shows("people/40000000-0000-4000-8000-000000000001").await.unwrap();
        let missing = Some((404, nothing));
        assert_eq!(vallombre.voice().reads(lazare, &path(MARC)).await, missing);
        stage.admits("vallombre", group.id, "port-lazare", MARC).await;
        let (status, text) = vallombre.voice().reads(lazare, &path(MARC)).await.unwrap();
        assert_eq!(status, 200);
        let marc: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&marc["name"], &marc["type"]), (&json!("Marc Delaunay"), &json!("Person")));
        let key = &marc["assertionMethod"][0];
        assert_eq!((&key["type"], &key["controller"]), (&json!("Multikey"), &marc["id"]));
        assert!(!text.contains("ort-Lazare\"") && !text.contains("published"), "no section, no date: {text}");
        // Unsigned, for a stranger, or about who did nothing: as if there were nobody.
        assert_eq!(lazare.shows(&path(MARC)).await, missing);
        assert_eq!(montreval.voice().reads(lazare, &path(MARC)).await, missing);
        assert_eq!(vallombre.voice().reads(lazare, &path(ROSE)).await, missing);
        assert_eq!(vallombre.voice().reads(lazare, lazare.actor_of(lazare.silent().id).path()).await, missing);
        assert_eq!(lazare.shows(&format!("{}/outbox", path(MARC))).await, missing);
        let finger = format!(".well-known/webfinger?resource=acct:{}@{}", MARC.handle, lazare.authority());
        assert_eq!(lazare.shows(&finger).await.unwrap().0, 404);
        // The people of the host have acted in it too, towards those who are in, not towards who was only linked.
        stage.link("vallombre", "montreval", LinkKind::Sister).await;
        let jeanne = vallombre.actor(JEANNE);
        assert_eq!(montreval.voice().reads(vallombre, jeanne.path()).await.unwrap().0, 404);
    }
}

/// An activity of a server, in the name of one of its actors.
fn said(by: &Place<Section>, actor: &Url, kind: &str, object: Value) -> Value {
    let id = format!("{}activities/{kind}-said", by.url);
    let mut said = json!({"id": id, "type": kind, "actor": actor});
    said["object"] = object;
    said
}

/// The document of a group, as another section reads it, or anybody.
async fn document(host: &Place<Section>, group: &Group, reader: Option<&Place<Section>>) -> Value {
    let path = group.actor.path();
    let (status, text) = match reader {
        Some(reader) => reader.voice().reads(host, path).await,
        None => host.shows(path).await,
    }
    .unwrap();
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The sections in a group, by name, with where they stand.
async fn sections(host: &Place<Section>, group: GroupId) -> Vec<String> {
    let all = host.store.read().await.unwrap().group_sections(group).await.unwrap();
    let mut all: Vec<_> = all.iter().map(|one| format!("{} {}", one.name.as_str(), one.state)).collect();
    all.sort();
    all
}

/// The same, with who answers for the group.
async fn owners(host: &Place<Section>, group: GroupId) -> Vec<String> {
    let all = host.store.read().await.unwrap().group_sections(group).await.unwrap();
    let owner = |owner| if owner { " owner" } else { "" };
    let mut all: Vec<_> =
        all.iter().map(|one| format!("{} {}{}", one.name.as_str(), one.state, owner(one.owner))).collect();
    all.sort();
    all
}
