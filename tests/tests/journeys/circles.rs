//! A group that crosses sections, from the linking code to the receipt of a removal (P3 1 to 5, P4 4, P1 9).

use preau_core::action::group::decide::RemoveMember;
use preau_core::action::group::speak::OpenTopic;
use preau_core::action::post::Publish;
use preau_core::audience::Audience;
use preau_core::id::JobId;
use preau_core::job::{Change, NewJob, Work};
use preau_core::link::LinkKind;
use preau_core::post::{Draft, Signature};
use preau_core::text::{Body, Title};
use preau_core::world::Moment;
use preau_tests::network::bonds::shared;
use preau_tests::network::cast::{FATOU, KARIM, LUCIE, MARC, ROSE};
use preau_tests::network::{House as _, Section, Stage, Stranger, names_of};
use preau_tests::on_stage;
use preau_tests::people::{JEANNE, ODILE, THOMAS};
use preau_tests::proxy::Mode;
use preau_tests::visitor::{Page, Visitor};
use serde_json::json;
use uuid::Uuid;

/// What the group is called.
const HOUSING: &str = "Logement";

on_stage! {
    async fn p4_4_two_servers_are_linked_by_a_code_that_is_passed_on_and_words_that_are_compared(stage: Section["vallombre", "port-lazare"]) {
        let (odile, fatou) = (stage.visitor("vallombre", ODILE), stage.visitor("port-lazare", FATOU));
        // Who does not run the site finds no such page.
        stage.visitor("vallombre", JEANNE).get("/gestion/sections").await.is(404);
        let page = fatou.get("/gestion/sections").await;
        page.says("Aucune section n’est liée pour l’instant.");
        for (typed, sentence) in [
            ("bonjour", "Recopiez-le en entier"),
            ("ailleurs.localhost:1/ACDE-FGHJ-KMNP", "Ce serveur ne répond pas"),
        ] {
            let wrong = page.form("Continuer").fill("code", typed).send().await;
            wrong.is(422).says(sentence);
            assert_eq!(wrong.form("Continuer").value("code"), Some(typed), "what was typed is kept");
        }
        let code = code_of(&odile).await;
        odile.get("/gestion/sections").await.says("Préparé à l’instant").does_not_say(&code);
        let ask = page.form("Continuer").fill("code", &code).send().await;
        ask.is(200).says("Lier Vallombre-Centre").says(&stage["vallombre"].authority());
        let words = ask.all("ol.words li");
        assert_eq!(words.len(), 8, "{}", ask.text());
        ask.form("Demander la liaison").send().await.is(422).says("Qu’est cette section pour vous");
        let form = ask.form("Demander la liaison").fill("kind", "above");
        form.send().await.is(200).says("La demande est partie.").says("Vos demandes en attente");
        stage.rests().await;
        odile.get("/notifications").await.says("Port-Lazare");
        let asked = odile.get("/gestion/sections").await;
        asked.says("Des demandes de liaison").says("Port-Lazare").says("comme un échelon inférieur au vôtre");
        assert_eq!(asked.all("ol.words li"), words, "both read the same");
        asked.form("Accepter").send().await.is(200).says("Les deux sections sont liées.");
        stage.rests().await;
        for (who, name) in [(&odile, "Port-Lazare"), (&fatou, "Vallombre-Centre")] {
            who.get("/gestion/sections").await.says(name).says("Liée").does_not_say("Des demandes de liaison");
        }
        // A code is good once, and the end says what follows from it before it is done.
        page.form("Continuer").fill("code", &code).send().await.is(422).says("déjà liée");
        let end = fatou.get("/gestion/sections").await.link("Mettre fin").await;
        end.says("Vous n’avez aucun groupe en commun.").form("Mettre fin à la liaison").send().await.is(200);
        stage.rests().await;
        odile.get("/gestion/sections").await.says("Aucune section n’est liée pour l’instant.");
        odile.get("/notifications").await.says("Port-Lazare");
    }

    async fn p3_a_group_crosses_sections_from_its_first_message_to_the_receipt_of_a_removal(stage: Section["vallombre", "port-lazare", "montreval"]) {
        link(stage, "port-lazare").await;
        link(stage, "montreval").await;
        let thomas = stage.visitor("vallombre", THOMAS);

        // 1. Made with Port-Lazare as a second owner, whose administrators accept.
        let form = thomas.get("/groupes/nouveau").await;
        form.says("De ma section").says("Entre sections liées").says("Ouvert à tout le monde").says("Pas encore possible");
        let lazare = stage["port-lazare"].section().to_string();
        let filled = form.form("Créer le groupe").fill("reach", "shared").fill("invite", &lazare).fill("owner", &lazare);
        let nameless = filled.send().await;
        nameless.is(422).says("Donnez un nom au groupe.").says("Dites en une phrase à quoi sert le groupe.");
        let made = nameless.form("Créer le groupe").fill("name", HOUSING).fill("aim", "Vivre ici sans se ruiner.");
        let group = made.send().await;
        group.is(200).says("Le groupe est créé.").says(HOUSING);
        assert_eq!(made.send().await.title(), group.title(), "sent twice, it is made once");
        thomas.get("/groupes").await.says(HOUSING);
        stage.rests().await;
        let fatou = stage.visitor("port-lazare", FATOU);
        let card = group_of(&fatou).await;
        card.says("vous demande de répondre de ce groupe").form("En répondre").send().await.is(200);
        stage.rests().await;
        group_of(&thomas).await.link("Membres").await.says("Répond du groupe");

        // 2. Sections are invited as bodies; who asks reads first who will read their name, and where.
        let members = group_of(&thomas).await.link("Membres").await;
        members.form("Inviter").send().await.is(200);
        stage.rests().await;
        let host = stage["vallombre"].authority();
        for (section, who) in [("port-lazare", MARC), ("montreval", KARIM)] {
            let visitor = stage.visitor(section, who);
            let door = group_of(&visitor).await;
            door.says(who.name).says(&host).says("l’animation").does_not_say("Nouvelle discussion");
            door.form("Demander à entrer").send().await.is(200).says("Votre demande est partie.");
        }
        stage.rests().await;
        thomas.get("/notifications").await.says("Marc Delaunay").says("Karim Benali");
        admit(stage, &thomas, 2).await;

        // 3. A discussion, answered from another section.
        let open = group_of(&thomas).await.link("Nouvelle discussion").await;
        let empty = open.form("Publier").fill("title", "Loyers : les chiffres").send().await;
        empty.is(422).says("Écrivez votre message.");
        assert_eq!(empty.form("Publier").value("title"), Some("Loyers : les chiffres"));
        empty.form("Publier").fill("body", "Trois loyers sur dix ont **augmenté**.").send().await.is(200);
        stage.rests().await;
        let (marc, karim) = (stage.visitor("port-lazare", MARC), stage.visitor("montreval", KARIM));
        marc.get("/").await.says(HOUSING);
        let topic = topic_of(&marc).await;
        topic.says("Trois loyers sur dix ont augmenté.").says("Thomas Le Goff");
        let reply = topic.form("Répondre").fill("body", "Chez nous, *quatre*.");
        reply.send().await.is(200).says("En attente du serveur de Vallombre-Centre");
        reply.send().await.is(200);
        stage.rests().await;
        let read = topic_of(&karim).await;
        read.says("Chez nous, quatre.").says("Marc Delaunay").says("Port-Lazare").says("une réponse");
        topic_of(&marc).await.does_not_say("En attente du serveur");

        // 4. A summary and a pin by the animators; a rendezvous in every member's agenda.
        let topic = topic_of(&thomas).await;
        topic.form("Épingler en tête").send().await.is(200);
        let digest = topic.link("Écrire une synthèse").await;
        digest.form("Publier la synthèse").fill("body", "Entre trois et quatre sur dix.").send().await.is(200);
        let plan = group_of(&thomas).await.link("Rendez-vous").await.link("Proposer un rendez-vous").await;
        let day = day_in(stage, 9);
        let (month, _) = day.rsplit_once('-').unwrap();
        let planned = plan.form("Proposer").fill("title", "Réunion du groupe").fill("date", &day).fill("starts", "20:00");
        planned.send().await.is(422);
        planned.fill("link", "https://visio.example/logement").send().await.is(200).says("Réunion du groupe");
        stage.rests().await;
        group_of(&karim).await.says("Épinglée par l’animation").says("Synthèse publiée");
        topic_of(&karim).await.says("Entre trois et quatre sur dix.").says("Synthèse de l’animation");
        for visitor in [&thomas, &marc, &karim] {
            visitor.get(&format!("/agenda/{month}")).await.says("Réunion du groupe").says(HOUSING);
        }
        for (section, who) in [("port-lazare", FATOU), ("vallombre", JEANNE)] {
            stage.visitor(section, who).get(&format!("/agenda/{month}")).await.does_not_say("Réunion du groupe");
        }

        // 5. A message is taken away on every server, its author for seven days; the receipts name the servers.
        topic_of(&karim).await.form("Répondre").fill("body", "Bande de menteurs.").send().await.is(200);
        stage.rests().await;
        let insult = topic_of(&thomas).await;
        insult.says("Bande de menteurs.");
        let away = insult.attributes("a[href*=suppression]", "href").pop().unwrap();
        let confirm = thomas.get(&away).await;
        confirm.says("Chaque serveur en accuse réception").form("Retirer le message").send().await.is(200);
        stage.rests().await;
        for visitor in [&marc, &karim, &thomas] {
            topic_of(visitor).await.does_not_say("menteurs").says("Message retiré par l’animation");
        }
        karim.get("/notifications").await.says(HOUSING);
        let members = group_of(&thomas).await.link("Membres").await;
        members.says("Accusés de retrait").says("Montreval").says("Port-Lazare").does_not_say("Pas encore");
        let away = members.attributes("a[href*='retrait?actor=']", "href");
        let away = away.iter().find(|href| href.contains("montreval")).unwrap();
        let remove = thomas.get(away).await;
        remove.says("Retirer Karim Benali du groupe").form("Retirer du groupe").fill("until", "week").send().await.is(200);
        stage.rests().await;
        group_of(&karim).await.says("vous a retiré l’accès à ce groupe jusqu’au").does_not_say("Loyers");
        topic_of(&marc).await.says("Chez nous, quatre.");
        stage.pass(8 * Moment::DAY);
        group_of(&karim).await.says("vous pouvez revenir");
        // Nobody who was silent is named anywhere else: not in what left, not in what is stored.
        for section in ["vallombre", "port-lazare", "montreval"] {
            let betrayed = stage.outside(section, &names_of(stage[section].silent())).await;
            assert!(betrayed.is_empty(), "{betrayed:?}");
        }
        // The same search finds somebody who wrote.
        assert!(!stage.outside("port-lazare", &names_of(stage["port-lazare"].resident(MARC))).await.is_empty());
    }

    async fn p1_9_whoever_comes_late_finds_the_past_and_leaving_takes_the_name_away(stage: Section["vallombre", "port-lazare"]) {
        link(stage, "port-lazare").await;
        let thomas = stage.visitor("vallombre", THOMAS);
        let lazare = stage["port-lazare"].section().to_string();
        let form = thomas.get("/groupes/nouveau").await.form("Créer le groupe");
        let made = form.fill("name", HOUSING).fill("aim", "Vivre ici.").fill("reach", "shared").fill("invite", &lazare);
        made.send().await.is(200);
        for title in ["Le premier sujet", "Le deuxième sujet"] {
            let open = group_of(&thomas).await.link("Nouvelle discussion").await;
            open.form("Publier").fill("title", title).fill("body", "Un texte d’avant.").send().await.is(200);
        }
        stage.rests().await;

        group_of(&thomas).await.link("Membres").await.says("Port-Lazare");

        // She reads English: the same doors, in her words.
        let rose = stage.visitor("port-lazare", ROSE);
        let door = rose.get("/groups").await.link(HOUSING).await;
        door.says("Rose Quéméner").says(&stage["vallombre"].authority()).does_not_say("Le premier sujet");
        door.form("Ask to join").send().await.is(200);
        stage.rests().await;
        admit(stage, &thomas, 1).await;
        let group = rose.get("/groups").await.link(HOUSING).await;
        group.says("Le premier sujet").says("Le deuxième sujet").does_not_say("still to come");
        rose.get("/notifications").await.says(HOUSING);
        let topic = group.link("Le premier sujet").await;
        topic.form("Reply").fill("body", "I was not there.").send().await.is(200);
        stage.rests().await;
        group_of(&thomas).await.link("Le premier sujet").await.says("I was not there.").says("Rose Quéméner");
        let members = group_of(&thomas).await.link("Membres").await;
        members.says("Rose Quéméner");

        let leave = rose.get("/groups").await.link(HOUSING).await.link("Leave the group").await;
        let left = leave.form("Leave the group").fill("take_back", "yes").send().await;
        left.is(200).says("Departures").says("Nobody else reads this.").says("Port-Lazare").says("Waiting");
        stage.rests().await;
        let receipts = rose.get("/groups").await;
        receipts.says("Departures").says("Vallombre-Centre").says("Done").does_not_say("Waiting");
        for other in [&thomas, &stage.visitor("port-lazare", FATOU)] {
            other.get("/groupes").await.does_not_say("Départs");
        }
        group_of(&thomas).await.link("Membres").await.does_not_say("Rose Quéméner");
        group_of(&thomas).await.link("Le premier sujet").await.does_not_say("I was not there.").does_not_say("Rose");
        rose.get("/groups").await.link(HOUSING).await.does_not_say("Le premier sujet");
        rose.get(topic.url.path()).await.is(404);
        // What was erased goes from the journal of SQLite with the next step of the scheduler.
        stage["vallombre"].store.forget_erased().await.unwrap();
        let name = stage["vallombre"].database(&[b"Rose Qu".to_vec(), b"I was not there".to_vec()]).await;
        assert!(name.is_empty(), "nothing of her stays on the host: {name:?}");
    }
}

on_stage! {
    async fn a07_what_a_notice_would_say_is_gone_for_who_was_removed_and_there_for_who_is_in(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let group = stage["vallombre"].makes(shared(HOUSING)).await;
        let there = stage.invites("vallombre", group.id, "port-lazare").await;
        for who in [MARC, ROSE] {
            stage.admits("vallombre", group.id, "port-lazare", who).await;
        }
        let by = stage["vallombre"].administrator();
        let title = Title::parse("Loyers encadrés").unwrap();
        let body = Body::parse("Un texte du groupe.").unwrap();
        stage["vallombre"].perform(OpenTopic { by, group: group.id, title, body, once: Uuid::from_u128(7) }).await;
        stage.rests().await;
        let (marc, rose) = (stage.visitor("port-lazare", MARC), stage.visitor("port-lazare", ROSE));
        for visitor in [&marc, &rose] {
            visitor.get("/notifications").await.says("Loyers encadrés");
        }
        let actor = stage["port-lazare"].actor(MARC);
        stage["vallombre"].perform(RemoveMember { by, group: group.id, actor, until: None }).await;
        stage.rests().await;
        marc.get("/notifications").await.does_not_say("Loyers encadrés");
        marc.get("/").await.does_not_say("Loyers encadrés");
        marc.get(&format!("/groupes/{}", there.id)).await.does_not_say("Loyers encadrés");
        rose.get("/notifications").await.says("Loyers encadrés");
    }

    async fn a_text_that_was_refused_is_read_by_its_author_alone_until_they_erase_it(stage: Section["vallombre", "port-lazare"]) {
        stage.link("vallombre", "port-lazare", LinkKind::Sister).await;
        let group = stage["vallombre"].makes(shared(HOUSING)).await;
        stage.invites("vallombre", group.id, "port-lazare").await;
        for who in [MARC, ROSE] {
            stage.admits("vallombre", group.id, "port-lazare", who).await;
        }
        let (marc, rose) = (stage.visitor("port-lazare", MARC), stage.visitor("port-lazare", ROSE));
        let open = group_of(&marc).await.link("Nouvelle discussion").await;
        let form = open.form("Publier").fill("title", "Gares").fill("body", "Trois guichets ont **fermé**.");
        // While he writes, the animators remove him; his own server hears of it too late.
        stage["port-lazare"].proxy.set(Mode::Cut).await;
        let (by, actor) = (stage["vallombre"].administrator(), stage["port-lazare"].actor(MARC));
        stage["vallombre"].perform(RemoveMember { by, group: group.id, actor, until: None }).await;
        form.send().await.is(200).says("En attente du serveur de Vallombre-Centre");
        stage["port-lazare"].proxy.set(Mode::Pass).await;
        stage.hurry().await;
        stage.rests().await;
        let notices = marc.get("/notifications").await;
        let page = notices.link("n’a pas accepté ce que vous avez fait").await;
        page.is(200).says("Un texte non accepté").says(HOUSING).says("Gares").says("vous n’y êtes pas, ou plus");
        assert!(page.html().contains("Trois guichets ont **fermé**."), "as it was typed, to be copied");
        page.says("Vous êtes la seule personne à pouvoir lire cette page.").does_not_say("Ouvrir le groupe");
        let address = page.url.path().to_owned();
        for other in [&rose, &stage.visitor("port-lazare", FATOU)] {
            other.get(&address).await.is(404);
        }
        page.form("Effacer ce texte maintenant").send().await.is(200);
        marc.get(&address).await.is(404);
        let found = stage["port-lazare"].count("SELECT count(*) FROM grp_message WHERE source LIKE '%guichets%'").await;
        assert_eq!(found, 0);
    }

    async fn a28_a_post_of_the_section_leaves_for_nobody_whoever_asks_for_it(stage: Section["vallombre", "port-lazare"]) {
        let anna = Stranger::open("ailleurs");
        let follower = anna.lives("anna", "Anna");
        let vallombre = &stage["vallombre"];
        let section = vallombre.url.join("section").unwrap();
        let follow = json!({"@context": "https://www.w3.org/ns/activitystreams", "id": format!("{}#follow", follower),
            "type": "Follow", "actor": follower, "object": section});
        assert_eq!(anna.voice(&follower, vallombre.now()).says(&follow, vallombre).await, Some(202));
        stage.rests().await;
        let by = vallombre.administrator();
        let mut ids = Vec::new();
        for (audience, text, once) in
            [(Audience::Section, "Entre nous seulement", 1), (Audience::Everybody, "Pour tout le monde", 2)]
        {
            let body = Body::parse(text).unwrap();
            let draft = Draft { title: None, body, audience, signature: Signature::Section };
            let publish = Publish { by, draft, once: Uuid::from_u128(once), pictures: Vec::new() };
            ids.push(vallombre.perform(publish).await.id);
        }
        for (post, number) in ids.into_iter().zip(1_u128..) {
            let mut tx = vallombre.store.begin().await.unwrap();
            let work = Work::Announce { post, change: Change::Created };
            let id = JobId(Uuid::from_u128(number));
            tx.enqueue(id, &NewJob::now(work, vallombre.now()), vallombre.now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        stage.rests().await;
        let told: Vec<String> = anna.received().iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|one| one.contains("Pour tout le monde")), "{told:?}");
        assert!(!told.iter().any(|one| one.contains("Entre nous")), "{told:?}");
    }
}

/// A code of this site, as its administrator reads it.
async fn code_of(administrator: &Visitor) -> String {
    let shown = administrator.get("/gestion/sections").await.form("Préparer un code").send().await;
    shown.is(200).says("Ce code ne s’affiche qu’une fois.");
    shown.all("p.addr").first().unwrap().trim().to_owned()
}

/// Links Vallombre with another section, through the pages of both.
async fn link(stage: &Stage<Section>, other: &str) {
    let odile = stage.visitor("vallombre", ODILE);
    let there = stage.visitor(other, if other == "montreval" { LUCIE } else { FATOU });
    let code = code_of(&odile).await;
    let ask = there.get("/gestion/sections").await.form("Continuer").fill("code", &code).send().await;
    ask.form("Demander la liaison").fill("kind", "sister").send().await.is(200);
    stage.rests().await;
    odile.get("/gestion/sections").await.form("Accepter").send().await.is(200);
    stage.rests().await;
}

/// The page of the group, as somebody finds it.
async fn group_of(visitor: &Visitor) -> Page {
    visitor.get("/groupes").await.link(HOUSING).await
}

/// The page of its first discussion.
async fn topic_of(visitor: &Visitor) -> Page {
    group_of(visitor).await.link("Loyers").await
}

/// The animator admits everybody who asks, one by one.
async fn admit(stage: &Stage<Section>, animator: &Visitor, count: usize) {
    for _ in 0..count {
        let members = group_of(animator).await.link("Membres").await;
        members.says("Demandent à entrer").form("Accueillir").send().await.is(200);
    }
    stage.rests().await;
}

/// The date so many days from the stage's present.
fn day_in(stage: &Stage<Section>, days: i64) -> String {
    let at = stage["vallombre"].now().plus(days * Moment::DAY);
    at.utc().unwrap().format("%Y-%m-%d").to_string()
}
