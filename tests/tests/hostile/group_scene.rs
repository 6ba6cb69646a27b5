//! Vallombre with groups of each kind and people in every standing towards them, and a copy in Port-Lazare.

use preau_core::action::entry::{AcceptInvitation, OpenPoster, secret_hash};
use preau_core::action::group::MakeGroup;
use preau_core::action::group::decide::{DecideAsking, RemoveMember};
use preau_core::action::group::gathering::PlanGathering;
use preau_core::action::group::invite::{InviteSection, MakeGroupLink};
use preau_core::action::group::member::{JoinGroup, LeaveGroup};
use preau_core::action::group::speak::{AnswerMessage, OpenTopic, TakeMessageBack};
use preau_core::action::people::Suspend;
use preau_core::group::{GatheringPlan, GroupChoices, Joining, Listing, Membership, Reach};
use preau_core::id::{GroupId, PersonId};
use preau_core::language::Language;
use preau_core::link::LinkKind;
use preau_core::text::{Body, Handle, PersonName, ShortText, Title};
use preau_core::world::{Moment, World as _};
use preau_tests::network::bonds::shared;
use preau_tests::network::cast::{KARIM, MARC, ROSE};
use preau_tests::network::{Place, Section, Stage};
use preau_tests::people::{IDRISS, JEANNE, NOUR, ODILE, SAMIRA, Somebody, THOMAS};
use preau_tests::visitor::Visitor;

/// Was removed from every group.
const REMI: Somebody =
    Somebody { name: "Rémi Vasseur", handle: "remi.vasseur", mail: "remi@vallombre.example", ..JEANNE };
/// Has left every group.
const LEA: Somebody =
    Somebody { name: "Léa Bonnet", handle: "lea.bonnet", mail: "lea@vallombre.example", ..JEANNE };

/// Stands in every text of a group: whoever is not in it reads it nowhere.
pub(crate) const CANARY: &str = "Xylocope";

/// One group with what is in it, by ids as they stand in addresses.
pub(crate) struct Things {
    pub(crate) listed: bool,
    pub(crate) crosses: bool,
    pub(crate) group: String,
    pub(crate) topic: String,
    pub(crate) reply: String,
    pub(crate) gone: String,
    pub(crate) gathering: String,
}

/// Who looks: what they are called, and their browser.
pub(crate) struct Viewer {
    pub(crate) who: &'static str,
    pub(crate) visitor: Visitor,
    /// An account of the section in good standing: lists show them what is listed.
    pub(crate) member: bool,
    /// In every group.
    pub(crate) inside: bool,
}

/// Groups of each kind, and everybody.
pub(crate) struct Groups {
    pub(crate) things: Vec<Things>,
    pub(crate) viewers: Vec<Viewer>,
}

impl Groups {
    pub(crate) async fn open(stage: &Stage<Section>) -> Self {
        let vallombre = &stage["vallombre"];
        for other in ["port-lazare", "montreval"] {
            stage.link("vallombre", other, LinkKind::Sister).await;
        }
        let mut viewers = Vec::new();
        let mut seen = |who, visitor, member, inside| viewers.push(Viewer { who, visitor, member, inside });
        seen("a stranger", vallombre.stranger(), false, false);
        seen("who waits for a welcome", waits(vallombre).await, false, false);
        let sits = [
            (IDRISS, "who is suspended"),
            (SAMIRA, "who asked"),
            (REMI, "who was removed"),
            (LEA, "who left"),
            (NOUR, "who is in"),
        ];
        for (somebody, who) in sits {
            let session = vallombre.joins(somebody).await.cookie("__Host-session").unwrap();
            let visitor = vallombre.stranger().with_session(&session);
            seen(who, visitor, somebody.handle != IDRISS.handle, somebody.handle == NOUR.handle);
        }
        seen("who is not in", vallombre.browser(JEANNE), true, false);
        seen("who runs the house", vallombre.browser(ODILE), true, false);
        seen("who animates", vallombre.browser(THOMAS), true, true);
        let mut things = Vec::new();
        for (reach, listing) in [
            (Reach::Shared, Listing::Listed),
            (Reach::Shared, Listing::Hidden),
            (Reach::Section, Listing::Listed),
            (Reach::Section, Listing::Hidden),
        ] {
            things.push(furnish(stage, reach, listing).await);
        }
        let suspended = vallombre.id_of(IDRISS).await;
        vallombre
            .perform(Suspend { by: vallombre.administrator(), person: suspended, suspended: true })
            .await;
        stage.rests().await;
        Self { things, viewers }
    }
}

/// A group of Thomas's with something of each kind in it, and everybody in their place.
async fn furnish(stage: &Stage<Section>, reach: Reach, listing: Listing) -> Things {
    let vallombre = &stage["vallombre"];
    let thomas = vallombre.resident(THOMAS).id;
    let crosses = reach == Reach::Shared;
    let joining = if listing == Listing::Listed { Joining::Ask } else { Joining::Invited };
    let choices = GroupChoices { reach, listing, joining, ..shared("Comptoir") };
    let once = || vallombre.world.hidden_id();
    let group = vallombre.perform(MakeGroup { by: thomas, choices, once: once() }).await;
    for somebody in [NOUR, IDRISS, REMI, LEA] {
        let person = vallombre.id_of(somebody).await;
        enters(vallombre, thomas, group, person).await;
    }
    if crosses {
        abroad(stage, thomas, group, listing).await;
    }
    let nour = vallombre.id_of(NOUR).await;
    let title = Title::parse(&format!("{CANARY} au jardin")).unwrap();
    let body = Body::parse(&format!("Le {CANARY} est revenu.")).unwrap();
    let topic = vallombre
        .perform(OpenTopic { by: thomas, group, title, body: body.clone(), once: once() })
        .await
        .message;
    let reply = vallombre
        .perform(AnswerMessage { by: nour, parent: topic, body: body.clone(), once: once() })
        .await
        .message;
    let gone = vallombre.perform(AnswerMessage { by: nour, parent: topic, body, once: once() }).await.message;
    vallombre.perform(TakeMessageBack { by: nour, message: gone }).await;
    let plan = GatheringPlan {
        title: Title::parse(&format!("{CANARY}, la réunion")).unwrap(),
        more: None,
        starts_at: vallombre.world.now().plus(3 * Moment::DAY),
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Devant la halle").unwrap()),
        link: None,
    };
    let gathering = vallombre.perform(PlanGathering { by: thomas, group, plan, once: once() }).await;
    stage.rests().await;
    let remi = vallombre.actor_of(vallombre.id_of(REMI).await);
    vallombre.perform(RemoveMember { by: thomas, group, actor: remi, until: None }).await;
    vallombre.perform(LeaveGroup { by: vallombre.id_of(LEA).await, group, take_back: false }).await;
    if joining == Joining::Ask {
        let by = vallombre.id_of(SAMIRA).await;
        assert_eq!(vallombre.perform(JoinGroup { by, group, token: None }).await, Membership::Asked);
    }
    stage.rests().await;
    Things {
        listed: listing == Listing::Listed,
        crosses,
        group: group.to_string(),
        topic: topic.to_string(),
        reply: reply.to_string(),
        gone: gone.to_string(),
        gathering: gathering.to_string(),
    }
}

/// Somebody of this house comes in, by the door or by a link.
async fn enters(place: &Place<Section>, animator: PersonId, group: GroupId, person: PersonId) {
    let listed = place.group(group).await.joining == Joining::Ask;
    let token =
        if listed { None } else { Some(place.perform(MakeGroupLink { by: animator, group }).await.reveal()) };
    if place.perform(JoinGroup { by: person, group, token }).await == Membership::Asked {
        let actor = place.actor_of(person);
        place.perform(DecideAsking { by: animator, group, actor, admit: true }).await;
    }
}

/// Marc and Rose of Port-Lazare come in, and Rose is removed; Karim of Montreval came into what is listed, and left.
async fn abroad(stage: &Stage<Section>, animator: PersonId, group: GroupId, listing: Listing) {
    let vallombre = &stage["vallombre"];
    let actor = vallombre.group(group).await.actor;
    let mut guests = vec![("port-lazare", MARC), ("port-lazare", ROSE)];
    if listing == Listing::Listed {
        guests.push(("montreval", KARIM));
    }
    for (handle, who) in guests {
        let place = &stage[handle];
        let section = place.section();
        if place.group_of(&actor).await.is_none() {
            vallombre.perform(InviteSection { by: animator, group, section, owner: false }).await;
            stage.rests().await;
        }
        let copy = place.group_of(&actor).await.unwrap().id;
        let by = place.resident(who).id;
        let token = if listing == Listing::Listed {
            None
        } else {
            Some(vallombre.perform(MakeGroupLink { by: animator, group }).await.reveal())
        };
        place.perform(JoinGroup { by, group: copy, token }).await;
        stage.rests().await;
        let person = place.actor(who);
        if listing == Listing::Listed {
            vallombre.perform(DecideAsking { by: animator, group, actor: person.clone(), admit: true }).await;
            stage.rests().await;
        }
        assert_eq!(place.standing(copy, &person).await, Some(Membership::Active), "{}", who.name);
        if who.handle == KARIM.handle {
            place.perform(LeaveGroup { by, group: copy, take_back: false }).await;
        }
        if who.handle == ROSE.handle {
            vallombre.perform(RemoveMember { by: animator, group, actor: person, until: None }).await;
        }
        stage.rests().await;
    }
}

/// Somebody who came by a poster.
async fn waits(place: &Place<Section>) -> Visitor {
    let until = place.world.now().plus(Moment::DAY);
    let poster = OpenPoster { by: place.administrator(), places: 5, until, language: Language::Fr };
    let (_, code) = place.perform(poster).await;
    let accept = AcceptInvitation {
        hash: secret_hash(&code).unwrap(),
        name: PersonName::parse("Rose Kerjean").unwrap(),
        handle: Handle::parse("rose").unwrap(),
        mail: None,
        password: Some(preau_tests::section::set_up().admin_password),
        language: Language::Fr,
        device: "Firefox".to_owned(),
    };
    place.stranger().with_session(&place.perform(accept).await.token.reveal())
}
