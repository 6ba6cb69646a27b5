//! Three sections in this process with a group that Vallombre hosts, for tests that move clocks and forge.

use std::sync::atomic::{AtomicU64, Ordering};

use preau_core::action::group::speak::{AnswerMessage, OpenTopic, Spoken};
use preau_core::group::{Group, MessageState};
use preau_core::id::MessageId;
use preau_core::link::LinkKind;
use preau_core::text::{Body, Title};
use preau_tests::network::bonds::shared;
use preau_tests::network::cast::{KARIM, MARC, ROSE};
use preau_tests::network::{Place, Section, Stage, Voice, names_of};
use preau_tests::people::Somebody;
use uuid::Uuid;

/// The group, and its three servers.
pub(crate) struct Trio<'a> {
    pub(crate) stage: &'a Stage<Section>,
    /// As the host has it.
    pub(crate) group: Group,
    forms: AtomicU64,
}

impl<'a> Trio<'a> {
    /// Marc and Rose of Port-Lazare and Karim of Montreval are in it, with Vallombre's administrator.
    pub(crate) async fn open(stage: &'a Stage<Section>) -> Self {
        for other in ["port-lazare", "montreval"] {
            stage.link("vallombre", other, LinkKind::Sister).await;
        }
        let group = stage["vallombre"].makes(shared("Comptoir")).await;
        for other in ["port-lazare", "montreval"] {
            stage.invites("vallombre", group.id, other).await;
        }
        for (other, who) in [("port-lazare", MARC), ("port-lazare", ROSE), ("montreval", KARIM)] {
            stage.admits("vallombre", group.id, other, who).await;
        }
        Self { stage, group, forms: AtomicU64::new(1) }
    }

    /// The group as it stands there.
    pub(crate) async fn here(&self, place: &Place<Section>) -> Group {
        place.group_of(&self.group.actor).await.unwrap()
    }

    fn form(&self) -> Uuid {
        Uuid::from_u128(self.forms.fetch_add(1, Ordering::SeqCst).into())
    }

    /// Somebody begins a discussion.
    pub(crate) async fn opens(&self, place: &Place<Section>, who: Somebody, text: &str) -> Spoken {
        let (by, group) = (place.resident(who).id, self.here(place).await.id);
        let (title, body) = (Title::parse(text).unwrap(), Body::parse(text).unwrap());
        place.perform(OpenTopic { by, group, title, body, once: self.form() }).await
    }

    /// Somebody answers what is there with these words.
    pub(crate) async fn answers(
        &self,
        place: &Place<Section>,
        who: Somebody,
        to: &str,
        text: &str,
    ) -> Spoken {
        let by = place.resident(who).id;
        let parent = self.find(place, to).await.unwrap();
        place.perform(AnswerMessage { by, parent, body: Body::parse(text).unwrap(), once: self.form() }).await
    }

    async fn find(&self, place: &Place<Section>, words: &str) -> Option<MessageId> {
        let mut db = place.store.read().await.unwrap();
        let group = self.here(place).await.id;
        for entry in db.log(group, 0, 200).await.unwrap() {
            let Some(id) = entry.carries else { continue };
            if db.message(id).await.unwrap().is_some_and(|message| message.html.contains(words)) {
                return Some(id);
            }
        }
        None
    }

    /// How often this is published there.
    pub(crate) async fn stands(&self, place: &Place<Section>, words: &str) -> i64 {
        self.stands_as(place, words, MessageState::Published).await
    }

    /// How often this stands there in a state.
    pub(crate) async fn stands_as(&self, place: &Place<Section>, words: &str, state: MessageState) -> i64 {
        let state = state.as_str();
        let sql =
            format!("SELECT count(*) FROM grp_message WHERE state = '{state}' AND html LIKE '%{words}%'");
        place.count(&sql).await
    }

    /// The voice of the group itself, as only its host has it.
    pub(crate) async fn voice(&self) -> Voice {
        let owner = format!("group {}", self.group.id);
        self.stage["vallombre"].voice_of(&owner, self.group.actor.path()).await
    }

    /// All three hold the same log, and the same messages of it.
    pub(crate) async fn agrees(&self) {
        let host = self.stage["vallombre"].log().await;
        for place in self.stage.places() {
            assert_eq!(place.log().await, host, "{}", place.handle);
        }
    }

    /// All three hold the same log, whatever is left there of the texts.
    pub(crate) async fn chains_agree(&self) {
        let host = chain(&self.stage["vallombre"].log().await.unwrap());
        for place in self.stage.places() {
            assert_eq!(chain(&place.log().await.unwrap()), host, "{}", place.handle);
        }
    }

    /// Nobody who was silent is named anywhere else; somebody who wrote is found by the same search.
    pub(crate) async fn names_nobody(&self) {
        for place in self.stage.places() {
            assert_eq!(
                self.stage.outside(place.handle, &names_of(place.silent())).await,
                Vec::<String>::new()
            );
        }
        let rose = names_of(self.stage["port-lazare"].resident(ROSE));
        assert!(!self.stage.outside("port-lazare", &rose).await.is_empty(), "she acted");
    }
}

/// Of each entry its place, its hash, and what it carries.
fn chain(log: &str) -> Vec<Vec<String>> {
    log.split(", ").map(|entry| entry.split(' ').take(3).map(str::to_owned).collect()).collect()
}
