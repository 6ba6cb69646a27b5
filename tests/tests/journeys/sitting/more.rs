//! The sitting among the rooms around it: its doors on the meeting's page, the second notice, midnight, elections.

use chrono::NaiveTime;
use preau_core::action::sitting::day_of;
use preau_core::id::MeetingId;
use preau_core::meeting::{BallotState, EARLY_MAX, ItemOutcome, MeetingState, Stay, by_the_clock};
use preau_core::rules::{QuorumSize, SecondNotice};
use preau_core::world::{Day, Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{JEANNE, NOUR, THOMAS};

use super::stage::{comes, convened, crowd, keys, opened_vote, opens, rules};

/// The address of a meeting, and that of its minutes.
fn pages(id: MeetingId) -> (String, String) {
    (format!("/reunions/{id}"), format!("/reunions/{id}/proces-verbal"))
}

/// How long it is until the clocks of Paris show this.
fn until(now: Moment, hour: u32, minute: u32) -> i64 {
    let shows = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
    let found = by_the_clock(shows, "Europe/Paris".parse().unwrap(), now.plus(EARLY_MAX), None).unwrap();
    found.0 - now.0
}

journeys! {
    async fn the_meeting_s_page_opens_the_sitting_to_whom_it_is_for(section: Founded) {
        let odile = section.odile();
        let (nour, thomas, jeanne) =
            (section.joins(NOUR).await, section.joins(THOMAS).await, section.joins(JEANNE).await);
        let ids = [section.id_of(NOUR).await, section.id_of(THOMAS).await, section.id_of(JEANNE).await];
        let hall = convened(section, rules(QuorumSize::None), &ids).await;
        let (page, minutes) = pages(hall.id);
        let console = odile.get(&page).await.link("Tenir la séance").await;
        console.is(200).says("Convoquée");
        odile.get(&page).await.link("Feuille d’émargement").await.is(200).says("Personnes convoquées");
        jeanne.get(&page).await.is(200).does_not_say("Tenir la séance").does_not_say("émargement");

        opens(&odile, &hall, "@jeanne.morvan", ["@nour", "@thomas.legoff"]).await;
        // Whoever chairs keeps the record; a teller is led to what there is to count, and nowhere else.
        jeanne.get(&page).await.link("Tenir la séance").await.is(200).says("Séance ouverte");
        nour.get(&page).await.does_not_say("Compter :");
        let fields = [("mode", "paper"), ("method", "single"), ("options", "Nour\nThomas")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        let mut his = thomas.get(&page).await;
        his.does_not_say("Tenir la séance");
        assert!(his.all("a[href$='/proces-verbal']").is_empty(), "there are no minutes yet");
        his = his.link("Compter : Élection au bureau").await;
        keys(&his, "Enregistrer mon compte", &[("option_1", "4")]).await.is(200);
        let hers = nour.get(&page).await.link("Compter : Élection au bureau").await;
        keys(&hers, "Enregistrer mon compte", &[("option_1", "4")]).await.says("concordent");
        odile.get(vote.url.path()).await.form("Proclamer le résultat").send().await.is(200);
        nour.get(&page).await.does_not_say("Compter :");

        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        let closed = ask.form("Lever la séance").send().await;
        assert_eq!(closed.link("Procès-verbal").await.is(200).url.path(), minutes);
        assert_eq!(odile.get(&page).await.link("Procès-verbal").await.is(200).url.path(), minutes);
        // A15: nobody else reads a draft, and nothing on the page leads there.
        let hers = nour.get(&page).await;
        hers.is(200).does_not_say("La séance, point par point");
        assert!(hers.all("a[href$='/proces-verbal']").is_empty());
        nour.get(&minutes).await.is(404);
    }

    async fn too_few_come_and_the_second_notice_lifts_the_quorum(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 7).await;
        let mut statutes = rules(QuorumSize::Share(500));
        statutes.quorum.second = Some(SecondNotice { days: 7, lifts_quorum: true });
        let mut tx = section.store.begin().await.unwrap();
        let mut house = tx.house().await.unwrap().unwrap();
        house.rules = statutes.clone();
        tx.update_house(&house).await.unwrap();
        tx.commit().await.unwrap();
        let hall = convened(section, statutes, &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await.says("Quorum non atteint : 2 voix pour 4 demandées");
        let ask = odile.get(&hall.console()).await.link("Constater la carence de quorum").await;
        let lacked = ask.form("Constater la carence de quorum").send().await;
        lacked.is(200).says("Carence de quorum").says("Une seconde convocation peut suivre");
        // From the console, and from the meeting's page; sent twice, it makes one draft.
        odile.get(&pages(hall.id).0).await.form("Préparer la seconde réunion");
        let form = lacked.form("Préparer la seconde réunion");
        let draft = form.send().await;
        draft.is(200);
        assert_eq!(form.send().await.url.path(), draft.url.path());
        let base = draft.url.path().trim_end_matches("/modifier").to_owned();
        let id: MeetingId = base.rsplit('/').next().unwrap().parse().unwrap();
        section.pass(Moment::MINUTE);
        let date = section.world.now().plus(9 * Moment::DAY).utc().unwrap().date_naive().to_string();
        draft.form("Enregistrer").fill("date", &date).send().await.is(200);
        // As an ordinary notice it is too late; as the second one it is not.
        let notice = odile.get(&format!("{base}/convocation")).await;
        notice.form("Convoquer").fill("second", "").send().await.is(422);
        let form = notice.form("Convoquer").fill("second", &hall.id.to_string());
        form.send().await.is(200).says("La convocation part.");
        let again = section.store.read().await.unwrap().meeting(id).await.unwrap().unwrap();
        assert_eq!(again.state, MeetingState::Convened);
        assert_eq!(again.convocation.unwrap().second_of, Some(hall.id));
        section.pass(10 * Moment::DAY);
        odile.get(&format!("{base}/seance")).await.is(200).says("Aucun quorum demandé");
    }

    async fn past_midnight_a_time_is_of_the_same_sitting(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 4).await;
        // The clock is put to half past eleven in the evening, and the notice said five minutes before.
        section.pass(until(section.world.now(), 23, 30));
        let evening = section.world.now();
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["", ""]).await;
        comes(&odile, &hall, "Membre 001").await.says("Sur place, 23 h 3");
        section.pass(55 * Moment::MINUTE);
        // 0.10 was a quarter of an hour ago; 23.40 was yesterday; 13.00 has not been.
        for (name, time, status) in [("Membre 002", "00:10", 200), ("Membre 003", "23:40", 200), ("Odile Garrec", "13:00", 422)] {
            let found = odile.get(&format!("{}?q={}", hall.sheet(), name.replace(' ', "+"))).await;
            let button = if status == 200 { format!("Pointer {name}") } else { format!("Départ {name}") };
            let page = found.form(&button).fill("time", time).send().await;
            page.is(status);
            if status == 422 {
                assert_eq!(page.form(&button).value("time"), Some(time), "what was typed stays");
            }
        }
        let stay_of = async |index: usize| {
            let person = people[index];
            section.store.read().await.unwrap().stays_of(hall.id, person).await.unwrap()[0].clone()
        };
        let (two, three) = (stay_of(2).await, stay_of(3).await);
        let after = |stay: &Stay| (stay.from.0 - evening.0) / Moment::MINUTE;
        assert!((39..=40).contains(&after(&two)) && (9..=10).contains(&after(&three)), "{two:?} {three:?}");
        let found = odile.get(&format!("{}?q=membre+001", hall.sheet())).await;
        found.form("Départ Membre 001").fill("time", "00:20").send().await.is(200);
        let one = stay_of(1).await;
        assert!((49..=50).contains(&((one.until.unwrap().0 - evening.0) / Moment::MINUTE)), "{one:?}");
        // The day of the dues is that of the opening.
        let meeting = section.store.read().await.unwrap().meeting(hall.id).await.unwrap().unwrap();
        assert_ne!(Day::of(section.world.now(), meeting.time_zone), Day::of(evening, meeting.time_zone));
        assert_eq!(Some(day_of(&meeting, section.world.now())), Day::of(evening, meeting.time_zone));
        let ask = odile.get(&hall.console()).await.link("Lever la séance").await;
        ask.form("Lever la séance").send().await.is(200).says("levée à 0 h 2");
    }

    async fn an_election_in_two_rounds_keeps_those_who_stay_and_has_one_number(section: Founded) {
        let odile = section.odile();
        let tellers = [section.joins(NOUR).await, section.joins(THOMAS).await];
        let mut people = crowd(section, 6).await;
        people.extend([section.id_of(NOUR).await, section.id_of(THOMAS).await]);
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["@nour", "@thomas.legoff"]).await;
        for number in 1..6 {
            comes(&odile, &hall, &format!("Membre {number:03}")).await;
        }
        let fields = [("mode", "paper"), ("method", "single"), ("options", "Nour\nJeanne\nThomas")];
        let first = opened_vote(&odile, &hall, 3, &fields).await;
        let count = async |address: &str, figures: &[(&str, &str)]| {
            for teller in &tellers {
                keys(&teller.get(address).await, "Enregistrer mon compte", figures).await.is(200);
            }
            odile.get(address).await.form("Proclamer le résultat").send().await
        };
        let figures = [("option_1", "4"), ("option_2", "3"), ("option_3", "1"), ("blank", "1")];
        let done = count(first.url.path(), &figures).await;
        done.is(200).says("Second tour").says("Au second tour : Nour, Jeanne.");
        let item = odile.get(&hall.item(3)).await;
        item.does_not_say("Décision ");
        let ballots = section.store.read().await.unwrap().ballots_under(hall.items[3]).await.unwrap();
        assert_eq!(ballots.len(), 2);
        let second = ballots.iter().find(|one| one.state == BallotState::Prepared).unwrap();
        let address = format!("/reunions/{}/votes/{}", hall.id, second.id);
        let open = odile.get(&address).await.form("Ouvrir le vote").send().await;
        open.is(200).says("tour 2").does_not_say("Thomas");
        let done = count(&address, &[("option_1", "4"), ("option_2", "5")]).await;
        done.is(200).says("Élection acquise pour : Jeanne.");
        odile.get(&hall.item(3)).await.says("Élection acquise");
        let decisions = section.store.read().await.unwrap().decisions_of(hall.id).await.unwrap();
        assert_eq!(decisions.iter().map(|one| one.rank).collect::<Vec<_>>(), [1]);
    }

    async fn lists_share_the_places_at_the_highest_average(section: Founded) {
        let odile = section.odile();
        let people = crowd(section, 8).await;
        let hall = convened(section, rules(QuorumSize::None), &people).await;
        opens(&odile, &hall, "@membre000", ["@membre001", "@membre002"]).await;
        for number in 3..8 {
            comes(&odile, &hall, &format!("Membre {number:03}")).await;
        }
        let lists = "Ensemble : Nour, Jeanne, Thomas\nAutrement : Samira, Idriss";
        let fields = [("mode", "hands"), ("method", "lists"), ("options", lists), ("places", "3")];
        let vote = opened_vote(&odile, &hall, 3, &fields).await;
        // Six against three for three places: 6, then 3 and 3, where the longer list is served first, then 3 against 2.
        let done = keys(&vote, "Proclamer le résultat", &[("option_1", "6"), ("option_2", "3")]).await;
        done.is(200).says("Ensemble : 2 sièges").says("Autrement : un siège");
        let item = section.store.read().await.unwrap().item(hall.items[3]).await.unwrap().unwrap();
        assert_eq!(item.outcome, Some(ItemOutcome::Elected));
    }
}
