//! People part from a group and servers disagree: what leaving comes to on each server, words that stay, texts that were
//! refused, and how much one server may ask of another.

use preau_core::access;
use preau_core::action::group::decide::RemoveMember;
use preau_core::action::group::member::LeaveGroup;
use preau_core::action::group::recover::CatchUp;
use preau_core::action::group::refused::DropRefused;
use preau_core::error::{Failure, Refusal};
use preau_core::group::{ReceiptState, RefusedText, Vouched};
use preau_core::job::Turned;
use preau_core::notice::News;
use preau_core::world::{Moment, World as _};
use preau_tests::on_both_engines;

use super::stage::{Foreigner, House, Network};

impl House {
    async fn leaves(&self, take_back: bool) {
        let group = self.group().await.id;
        self.does(&LeaveGroup { by: self.person, group, take_back }).await.unwrap();
    }

    /// How each server stands with what this house's person left, by its name.
    async fn receipts(&self) -> Vec<String> {
        let mut db = self.trial.store.read().await.unwrap();
        let since = self.world.now().plus(-30 * Moment::DAY);
        let parted = db.leavings_of(self.person, since, 50).await.unwrap();
        assert!(parted.iter().all(|one| one.name.as_str() == "Transports"));
        let word = |state| match state {
            ReceiptState::Pending => "waits",
            ReceiptState::Done => "done",
            ReceiptState::Refused => "refused",
        };
        parted.iter().map(|one| format!("{} {}", one.leaving.host, word(one.leaving.state))).collect()
    }

    async fn refusal(&self) -> Option<News> {
        let notices = self.trial.store.read().await.unwrap().notices(self.person, 50).await.unwrap();
        notices.into_iter().map(|one| one.news).find(|news| matches!(news, News::ActRefused { .. }))
    }

    /// The refused text that the last notice leads to, as this person finds it.
    async fn refused(&self) -> Option<RefusedText> {
        let Some(News::ActRefused { act: Some(act), .. }) = self.refusal().await else { return None };
        let mut db = self.trial.store.read().await.unwrap();
        let viewer = access::viewer(db.as_mut(), self.person, self.world.now()).await.unwrap();
        let found = access::refused(db.as_mut(), &viewer, act, self.world.now()).await.unwrap();
        found.map(access::Visible::into_inner)
    }

    async fn tidies(&self) {
        let mut tx = self.trial.store.begin().await.unwrap();
        tx.purge(self.world.now()).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// What this server counts of another's part in the group today.
    async fn counted(&self, host: &str, entries: i64) {
        let day = self.world.now().0.div_euclid(Moment::DAY);
        self.trial.tamper("DELETE FROM grp_tally").await;
        let sql = format!(
            "INSERT INTO grp_tally (grp, host, day, entries, bytes) SELECT id, '{host}', {day}, {entries}, 0 FROM grp"
        );
        self.trial.tamper(&sql).await;
    }
}

on_both_engines! {
    async fn whoever_leaves_and_takes_their_words_back_sees_it_done_on_each_server(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        vallombre.open("Horaires", "Le premier bus part trop tard.").await;
        network.work().await;
        lazare.answer("premier bus", "Chez nous aussi, à six heures.").await;
        lazare.open("Gares", "Trois guichets ont fermé.").await;
        network.work().await;
        network.wires.cuts("kermor.example");
        lazare.leaves(true).await;
        assert_eq!(lazare.receipts().await, ["kermor.example waits", "port-lazare.example done", "vallombre.example waits"]);
        network.work().await;
        assert_eq!(lazare.receipts().await, ["kermor.example waits", "port-lazare.example done", "vallombre.example done"]);
        // Two texts are two entries: the receipt waits for the later one.
        network.wires.mends("kermor.example");
        network.pass(Moment::HOUR).await;
        network.pass(Moment::HOUR).await;
        assert!(kermor.message("guichets").await.is_none());
        assert_eq!(lazare.receipts().await, ["kermor.example done", "port-lazare.example done", "vallombre.example done"]);
        // Neither the host nor the other copy keeps who it was, and Kermor was told of nobody.
        let named = |table: &str| format!("SELECT count(*) FROM {table} WHERE about LIKE '%people%' OR person IS NOT NULL");
        assert_eq!(vallombre.trial.count(&named("grp_leaving")).await, 0);
        assert_eq!(vallombre.trial.count("SELECT count(*) FROM grp_member WHERE name LIKE 'Odile%'").await, 0);
        assert_eq!(kermor.trial.count("SELECT count(*) FROM grp_leaving").await, 0);
        assert!(network.wires.sent_to("kermor.example", "\"Leave\"").is_empty());
        let told = network.wires.sent_to("port-lazare.example", "pr:receipts");
        assert!(!told.is_empty() && told.iter().all(|one| !one.body.contains(lazare.actor().as_str())));
        // After a month nobody speaks of it any more.
        network.pass(31 * Moment::DAY).await;
        assert_eq!(lazare.receipts().await, Vec::<String>::new());
        for house in [vallombre, lazare] {
            house.tidies().await;
            assert_eq!(house.trial.count("SELECT count(*) FROM grp_leaving").await, 0, "{}", house.host);
        }
    }

    async fn whoever_lets_their_words_stay_waits_for_the_host_alone_and_hears_when_it_cannot_be_told(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (lazare, kermor) = (network.lazare(), network.kermor());
        lazare.open("Gares", "Trois guichets ont fermé.").await;
        kermor.open("Ports", "Le bac ne passe plus.").await;
        network.work().await;
        lazare.leaves(false).await;
        network.work().await;
        assert_eq!(lazare.receipts().await, ["port-lazare.example done", "vallombre.example done"]);
        network.wires.cuts("vallombre.example");
        kermor.leaves(true).await;
        network.work().await;
        // Nobody of Port-Lazare is in any more: it has nothing to empty by right.
        assert_eq!(kermor.receipts().await, ["kermor.example done", "vallombre.example waits"]);
        for _ in 0..31 {
            network.pass(Moment::DAY).await;
        }
        assert_eq!(kermor.trial.count("SELECT count(*) FROM grp_leaving WHERE state = 'refused'").await, 1, "thirty days are enough");
    }

    async fn whoever_leaves_where_the_group_is_hosted_sees_the_copies_empty_too(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare) = (network.vallombre(), network.lazare());
        network.names_animator(lazare).await;
        vallombre.open("Horaires", "Le premier bus part trop tard.").await;
        network.work().await;
        vallombre.leaves(true).await;
        assert_eq!(vallombre.receipts().await, ["kermor.example waits", "port-lazare.example waits", "vallombre.example done"]);
        network.work().await;
        assert_eq!(vallombre.receipts().await, ["kermor.example done", "port-lazare.example done", "vallombre.example done"]);
        assert!(network.lazare().message("premier bus").await.is_none());
    }

    async fn o18_only_the_group_that_was_left_says_how_the_servers_stand_with_it(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let lazare = network.lazare();
        lazare.open("Gares", "Trois guichets ont fermé.").await;
        network.work().await;
        network.wires.cuts("vallombre.example");
        lazare.leaves(true).await;
        network.work().await;
        let parted = lazare.trial.store.read().await.unwrap().leavings_of(lazare.person, Moment(0), 9).await.unwrap();
        let about = parted[0].leaving.about.clone();
        let forged = Foreigner::new("https://evasion.example/groups/1", 51);
        network.wires.serves(&forged.actor, &forged.document("Group"));
        let answer = serde_json::json!({"@context": "https://www.w3.org/ns/activitystreams", "id": "https://evasion.example/a/1",
            "type": "Accept", "actor": forged.actor, "to": [lazare.section()],
            "object": {"id": about, "type": "Leave", "object": lazare.group().await.actor},
            "pr:receipts": [{"pr:server": "vallombre.example", "pr:state": "done"}, {"pr:server": "kermor.example", "pr:state": "done"}]});
        forged.says(lazare, "/inbox", &answer.to_string()).await;
        network.work().await;
        assert_eq!(lazare.receipts().await, ["kermor.example waits", "port-lazare.example done", "vallombre.example waits"]);
    }

    async fn who_left_is_proven_to_a_server_that_comes_later_by_the_word_of_their_section(trial: Trial) {
        let Some(network) = left_before_kermor_came(trial.engine).await else { return };
        let kermor = network.kermor();
        network.comes_in(kermor).await;
        let message = kermor.message("guichets").await.unwrap();
        assert_eq!(message.vouched, Vouched::Author);
        assert_eq!(network.wires.fetched("/voucher?actor="), 1, "the host is asked once");
        assert!(network.agree_of(&[0, 2]).await);
    }

    async fn o09_a_word_that_the_section_did_not_sign_proves_nobody(trial: Trial) {
        let Some(network) = left_before_kermor_came(trial.engine).await else { return };
        let (vallombre, kermor) = (network.vallombre(), network.kermor());
        vallombre.trial.tamper("UPDATE grp_voucher SET document = replace(document, 'z6Mk', 'z6Mm')").await;
        network.comes_in(kermor).await;
        assert!(kermor.message("guichets").await.is_none());
        assert!(kermor.trial.count("SELECT count(*) FROM notice WHERE news LIKE '%forged%'").await > 0);
    }

    async fn a_person_who_was_removed_while_writing_finds_their_text_for_a_month(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare) = (network.vallombre(), network.lazare());
        lazare.open("Gares", "Trois guichets ont fermé cette semaine.").await;
        let remove = RemoveMember { by: vallombre.person, group: vallombre.group().await.id, actor: lazare.actor(), until: None };
        vallombre.does(&remove).await.unwrap();
        network.work().await;
        let found = lazare.refused().await.unwrap();
        assert_eq!((found.text.as_str(), found.inside), ("Trois guichets ont fermé cette semaine.", false));
        assert_eq!(found.title.unwrap().as_str(), "Gares");
        assert_eq!(found.act.reason, Some(Turned::NotIn));
        // Somebody else of this very server finds nothing there.
        let mut db = lazare.trial.store.read().await.unwrap();
        let other = access::viewer(db.as_mut(), vallombre.person, vallombre.world.now()).await.unwrap();
        assert!(access::refused(db.as_mut(), &other, found.act.id, lazare.world.now()).await.unwrap().is_none());
        let drop = DropRefused { by: vallombre.person, act: found.act.id };
        assert!(matches!(lazare.does(&drop).await, Err(Failure::Refused(Refusal::NotFound))));
        let words = "SELECT count(*) FROM grp_message WHERE source LIKE '%guichets%' OR html LIKE '%guichets%'";
        network.pass(29 * Moment::DAY).await;
        lazare.tidies().await;
        assert!(lazare.refused().await.is_some());
        assert_eq!(lazare.trial.count(words).await, 1);
        network.pass(2 * Moment::DAY).await;
        assert!(lazare.refused().await.is_none());
        lazare.tidies().await;
        assert_eq!(lazare.trial.count(words).await, 0, "after that the text is gone");
    }

    async fn a_refused_text_goes_at_once_when_its_author_wants_it_so(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare) = (network.vallombre(), network.lazare());
        vallombre.closes().await;
        lazare.open("Gares", "Trois guichets ont fermé.").await;
        network.work().await;
        let found = lazare.refused().await.unwrap();
        assert_eq!((found.act.reason, found.inside), (Some(Turned::Closed), true));
        lazare.does(&DropRefused { by: lazare.person, act: found.act.id }).await.unwrap();
        assert!(lazare.refused().await.is_none());
        assert_eq!(lazare.trial.count("SELECT count(*) FROM grp_message WHERE source <> '' OR html <> ''").await, 0);
    }

    async fn r10_a_member_s_server_adds_so_much_to_a_group_on_one_day_and_no_more(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, lazare, kermor) = (network.vallombre(), network.lazare(), network.kermor());
        lazare.open("Un", "le dernier de ce jour").await;
        network.work().await;
        vallombre.counted("port-lazare.example", 2_000).await;
        lazare.open("Deux", "un de trop").await;
        kermor.open("Trois", "de Kermor").await;
        network.work().await;
        assert!(vallombre.message("un de trop").await.is_none());
        assert!(vallombre.message("de Kermor").await.is_some(), "each server has its own");
        assert_eq!(lazare.refused().await.unwrap().act.reason, Some(Turned::TooMuch));
        // What takes a text back is taken in any case.
        lazare.take_back("le dernier de ce jour").await;
        network.work().await;
        assert!(vallombre.message("le dernier").await.is_none());
        network.pass(Moment::DAY).await;
        lazare.open("Quatre", "le lendemain").await;
        network.work().await;
        assert!(vallombre.message("le lendemain").await.is_some());
    }

    async fn r10_a_host_makes_a_copy_grow_so_much_on_one_day_and_the_rest_comes_the_next(trial: Trial) {
        let Some(network) = Network::with_group(trial.engine).await else { return };
        let (vallombre, kermor) = (network.vallombre(), network.kermor());
        kermor.counted("vallombre.example", 20_000).await;
        vallombre.open("Un", "au-delà de ce jour").await;
        network.work().await;
        assert!(kermor.message("au-delà").await.is_none());
        assert!(kermor.group().await.behind() > 0, "the page does not call itself complete");
        network.pass(Moment::DAY).await;
        kermor.does(&CatchUp).await.unwrap();
        network.work().await;
        assert!(kermor.message("au-delà").await.is_some());
        assert!(network.agree().await);
    }
}

/// Odile of Port-Lazare wrote and left; Kermor, which is not linked with her section and knows nothing of it, comes after.
async fn left_before_kermor_came(engine: preau_tests::engine::Engine) -> Option<Network> {
    let network = Network::new(engine).await?;
    let (lazare, kermor) = (network.lazare(), network.kermor());
    network.makes_group().await;
    network.comes_in(lazare).await;
    lazare.open("Gares", "Trois guichets ont fermé.").await;
    network.work().await;
    lazare.leaves(false).await;
    network.work().await;
    lazare.trial.tamper("DELETE FROM linked_section WHERE actor LIKE '%kermor%'").await;
    kermor.trial.tamper("DELETE FROM linked_section WHERE actor LIKE '%port-lazare%'").await;
    kermor.trial.tamper("DELETE FROM remote_actor WHERE id LIKE '%port-lazare%'").await;
    Some(network)
}
