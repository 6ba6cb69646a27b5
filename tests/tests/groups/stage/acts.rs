//! What a person of a section does in the group: what they say, plan, decide, and what comes of it here.

use preau_core::action::group::gathering::{CallOffGathering, ChangeGathering, PlanGathering};
use preau_core::action::group::speak::{
    AnswerMessage, DigestTopic, EditMessage, OpenTopic, PinTopic, SetMessageUseful, Spoken, TakeMessageBack,
};
use preau_core::action::group::{ChangeGroup, CloseGroup, choices_of};
use preau_core::group::{GatheringPlan, GatheringView, GroupChoices, Message};
use preau_core::id::MessageId;
use preau_core::text::{Body as Text, Note, ShortText, Title};
use preau_core::world::{Moment, World as _};

use super::{House, START};

impl House {
    pub(crate) async fn open(&self, title: &str, text: &str) -> Spoken {
        let group = self.group().await.id;
        let (title, body) = (Title::parse(title).unwrap(), Text::parse(text).unwrap());
        self.does(&OpenTopic { by: self.person, group, title, body, once: self.world.hidden_id() })
            .await
            .unwrap()
    }

    pub(crate) async fn answer(&self, words: &str, text: &str) -> Spoken {
        let parent = self.message(words).await.unwrap().id;
        let body = Text::parse(text).unwrap();
        self.does(&AnswerMessage { by: self.person, parent, body, once: self.world.hidden_id() })
            .await
            .unwrap()
    }

    pub(crate) async fn edit(&self, words: &str, text: &str) {
        let message = self.message(words).await.unwrap();
        let edit = EditMessage {
            by: self.person,
            message: message.id,
            title: message.title,
            body: Text::parse(text).unwrap(),
            seen_edits: message.edits,
        };
        self.does(&edit).await.unwrap();
    }

    pub(crate) async fn take_back(&self, words: &str) {
        let message = self.message(words).await.unwrap().id;
        self.does(&TakeMessageBack { by: self.person, message }).await.unwrap();
    }

    pub(crate) async fn finds_useful(&self, words: &str, useful: bool) {
        let message = self.message(words).await.unwrap().id;
        self.does(&SetMessageUseful { by: self.person, message, useful }).await.unwrap();
    }

    pub(crate) async fn pin(&self, words: &str, pinned: bool) {
        let topic = self.message(words).await.unwrap().id;
        self.does(&PinTopic { by: self.person, topic, pinned }).await.unwrap();
    }

    pub(crate) async fn sum_up(&self, words: &str, text: &str) {
        let topic = self.message(words).await.unwrap().id;
        let body = Some(Text::parse(text).unwrap());
        self.does(&DigestTopic { by: self.person, topic, body }).await.unwrap();
    }

    /// What a person who animates nothing gets for a pin.
    pub(crate) async fn refuses_pin(&self, words: &str) -> bool {
        let topic = self.message(words).await.unwrap().id;
        self.does(&PinTopic { by: self.person, topic, pinned: true }).await.is_err()
    }

    /// Acts of ours that wait or were refused.
    pub(crate) async fn waiting(&self) -> usize {
        let group = self.group().await.id;
        self.trial.store.read().await.unwrap().group_acts(group, self.person, 50).await.unwrap().len()
    }

    fn plan(title: &str, place: &str) -> GatheringPlan {
        GatheringPlan {
            title: Title::parse(title).unwrap(),
            more: Some(Note::parse("À apporter :\ndu pain.").unwrap()),
            starts_at: START.plus(10 * Moment::DAY),
            ends_at: Some(START.plus(10 * Moment::DAY + 2 * Moment::HOUR)),
            time_zone: "Europe/Paris".parse().unwrap(),
            place: Some(ShortText::parse(place).unwrap()),
            link: None,
        }
    }

    pub(crate) async fn plans(&self, title: &str, place: &str) {
        let (group, plan) = (self.group().await.id, Self::plan(title, place));
        let once = self.world.hidden_id();
        self.does(&PlanGathering { by: self.person, group, plan, once }).await.unwrap();
    }

    /// The one rendezvous of the group.
    pub(crate) async fn gathering(&self) -> Option<GatheringView> {
        let group = self.group().await.id;
        let mut db = self.trial.store.read().await.unwrap();
        db.gatherings_of(group, self.person, START, 10).await.unwrap().pop()
    }

    pub(crate) async fn moves_gathering(&self, place: &str) {
        let there = self.gathering().await.unwrap().gathering;
        let plan = Self::plan(there.plan.title.as_str(), place);
        let change =
            ChangeGathering { by: self.person, gathering: there.id, plan, seen_sequence: there.sequence };
        self.does(&change).await.unwrap();
    }

    pub(crate) async fn calls_off(&self) {
        let gathering = self.gathering().await.unwrap().gathering.id;
        self.does(&CallOffGathering { by: self.person, gathering }).await.unwrap();
    }

    pub(crate) async fn renames(&self, name: &str) {
        let group = self.group().await;
        let choices = GroupChoices { name: Title::parse(name).unwrap(), ..choices_of(&group) };
        let change = ChangeGroup { by: self.person, group: group.id, choices, seen_version: group.version };
        self.does(&change).await.unwrap();
    }

    pub(crate) async fn closes(&self) {
        let group = self.group().await.id;
        self.does(&CloseGroup { by: self.person, group }).await.unwrap();
    }

    pub(crate) async fn useful(&self, words: &str) -> i64 {
        let id = self.message(words).await.unwrap().id;
        let mut db = self.trial.store.read().await.unwrap();
        db.message_view(id, self.person).await.unwrap().unwrap().useful
    }

    pub(crate) async fn state_of(&self, id: MessageId) -> Message {
        self.trial.store.read().await.unwrap().message(id).await.unwrap().unwrap()
    }
}
