//! Looking for something, and what of a group reaches whom: the search, the agenda, the calendar, home.

use preau_core::action::group::MakeGroup;
use preau_core::action::group::gathering::{CallOffGathering, PlanGathering};
use preau_core::action::group::member::JoinGroup;
use preau_core::action::group::speak::{AnswerMessage, OpenTopic};
use preau_core::group::{GatheringPlan, GroupChoices, Joining, Listing, Reach, Writing};
use preau_core::id::{GatheringId, GroupId, MessageId};
use preau_core::text::{Body, Note, ShortText, Title};
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, SAMIRA, Somebody};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

/// A group of this section, a discussion and a rendezvous of it: all of them say "buanderie".
struct Laundry {
    group: GroupId,
    topic: MessageId,
    gathering: GatheringId,
}

async fn laundry(section: &Section, who: Somebody, listing: Listing) -> Laundry {
    let by = section.id_of(who).await;
    let title = |text: &str| Title::parse(text).unwrap();
    let choices = GroupChoices {
        name: title("La buanderie"),
        aim: Note::parse("Laver le linge ensemble.").unwrap(),
        reach: Reach::Section,
        joining: Joining::Free,
        writing: Writing::Members,
        listing,
    };
    let group = section.perform(MakeGroup { by, choices, once: section.world.hidden_id() }).await;
    let body = Body::parse("Il en faudrait une troisième.").unwrap();
    let once = section.world.hidden_id();
    let asked = OpenTopic { by, group, title: title("Machines de la buanderie"), body, once };
    let topic = section.perform(asked).await.message;
    let starts_at = section.world.now().plus(2 * Moment::DAY);
    let plan = GatheringPlan {
        title: title("Ménage de la buanderie"),
        more: None,
        starts_at,
        ends_at: Some(starts_at.plus(Moment::HOUR)),
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("12, rue des Tanneurs").unwrap()),
        link: None,
    };
    let gathering = section.perform(PlanGathering { by, group, plan, once: section.world.hidden_id() }).await;
    Laundry { group, topic, gathering }
}

async fn search(visitor: &Visitor, words: &str) -> Page {
    let query: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
    visitor.get(&format!("/recherche?q={query}")).await
}

/// The private calendar of somebody, read by a telephone.
async fn calendar(section: &Section, visitor: &Visitor) -> String {
    let made = visitor.get("/reglages").await.form("Faire mon adresse d’agenda").send().await;
    let address = made.attributes("#address", "value").remove(0);
    let file = section.visitor().get(&address).await;
    file.is(200).html().replace("\r\n ", "")
}

journeys! {
    async fn a05_nothing_of_a_hidden_group_reaches_whoever_is_not_in_it(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        laundry(section, JEANNE, Listing::Hidden).await;
        let found = search(&jeanne, "BUANDERIE").await;
        found.is(200).says("La buanderie").says("Machines de la buanderie").says("Ménage de la buanderie");
        jeanne.get("/agenda").await.says("Ménage de la buanderie").says("Groupe La buanderie");
        jeanne.get("/").await.says("Ménage de la buanderie");
        assert!(calendar(section, &jeanne).await.contains("SUMMARY:Ménage de la buanderie"));
        // Odile runs the house, and is not in it either.
        for other in [&nour, &section.odile()] {
            search(other, "buanderie").await.is(200).says("Rien ne correspond").does_not_say("Machines");
            for path in ["/agenda", "/", "/notifications"] {
                other.get(path).await.is(200).does_not_say("buanderie");
            }
        }
        assert!(!calendar(section, &nour).await.contains("buanderie"));
        let stranger = section.visitor();
        assert!(search(&stranger, "buanderie").await.form("Entrer").value("login").is_some(), "strangers come in first");
        assert!(!stranger.get("/agenda/public.ics").await.html().contains("buanderie"));
    }

    async fn a_listed_group_is_found_by_its_name_and_its_inside_by_those_who_are_in(section: Founded) {
        let (jeanne, nour) = (section.joins(JEANNE).await, section.joins(NOUR).await);
        let made = laundry(section, JEANNE, Listing::Listed).await;
        search(&nour, "buanderie").await.says("La buanderie").does_not_say("Machines").does_not_say("Ménage");
        let by = section.id_of(NOUR).await;
        section.perform(JoinGroup { by, group: made.group, token: None }).await;
        search(&nour, "buanderie machines").await.does_not_say("Ménage");
        search(&nour, "machines").await.says("Machines de la buanderie");
        // What is unread stands at home; the answer to one's own words in the notices.
        let home = nour.get("/").await;
        home.says("Vos groupes").says("La buanderie");
        let body = Body::parse("Je connais un réparateur.").unwrap();
        let once = section.world.hidden_id();
        section.perform(AnswerMessage { by, parent: made.topic, body, once }).await;
        jeanne.get("/notifications").await.says("Nour El Amrani vous a répondu, dans « Machines de la buanderie »").says("Je connais un réparateur.");
        // One answers a group's rendezvous at home, and sees in the agenda that it is off.
        home.form("Je viens : Ménage de la buanderie").send().await.is(200).does_not_say("Ménage de la buanderie");
        nour.get("/agenda").await.says("Vous venez");
        section.perform(CallOffGathering { by: section.id_of(JEANNE).await, gathering: made.gathering }).await;
        nour.get("/agenda").await.says("Annulé");
        let file = calendar(section, &nour).await;
        let event = file.split("BEGIN:VEVENT").find(|event| event.contains("Ménage")).unwrap();
        assert!(event.contains("STATUS:CANCELLED") && event.contains("SEQUENCE:1"), "{event}");
        assert!(event.contains("UID:http") && event.contains("/gatherings/"), "{event}");
    }

    async fn people_and_rendezvous_are_found_without_their_accents_and_a_strange_search_finds_nothing(section: Founded) {
        let jeanne = section.joins(JEANNE).await;
        section.joins(IDRISS).await;
        search(&jeanne, "iDRISS").await.says("Idriss Belkacem");
        jeanne.get("/recherche").await.is(200).does_not_say("Rien ne correspond");
        search(&jeanne, "i").await.says("Écrivez au moins deux lettres.").does_not_say("Idriss Belkacem");
        search(&jeanne, &"é".repeat(200)).await.is(200).says("seuls les 100 premiers caractères");
        for typed in ["%%", "__", "100%", "'; --", "<script>", "\\"] {
            search(&jeanne, typed).await.is(200).does_not_say("Idriss Belkacem");
        }
        let page = search(&jeanne, "@ligne4@pouet.example").await;
        page.says("Sur un autre serveur");
        let leads = page.attributes("a.btn.p", "href");
        assert!(leads.contains(&"/reseau/compte?adresse=%40ligne4%40pouet.example".to_owned()), "{leads:?}");
        let samira = section.joins(SAMIRA).await;
        samira.get("/search?q=idriss").await.says("Members of the section").says("Idriss Belkacem");
    }
}
