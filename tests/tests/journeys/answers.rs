//! Tom, on a server of another kind, likes, shares, replies and writes; what of it stands where, and who answers him (P6).

use preau_core::world::Moment;
use preau_tests::network::{House as _, Section, Stage, Stranger, Voice};
use preau_tests::on_stage;
use preau_tests::people::{JEANNE, ODILE};
use preau_tests::visitor::Page;
use serde_json::{Value, json};
use url::Url;

/// Everybody, as other servers write it.
const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
/// In whose name Odile publishes.
const TITLE: &str = "Réunion publique sur la ligne 4";

on_stage! {
    async fn a_reply_from_elsewhere_is_read_by_those_who_speak_before_anybody_sees_it(stage: Section["vallombre"]) {
        let (tom, path) = (Tom::lives(), publishes(stage).await);
        let note = tom.replies(stage, &path, "<p>Dimanche aussi <img src=\"https://spy.example/p.png\">?</p>").await;
        tom.says(stage, "Like", "like/1", json!(stage["vallombre"].url.join(&path).unwrap())).await;
        tom.says(stage, "Announce", "share/1", json!(stage["vallombre"].url.join(&path).unwrap())).await;
        let (odile, jeanne) = (stage.visitor("vallombre", ODILE), stage.visitor("vallombre", JEANNE));
        let stranger = stage["vallombre"].stranger();

        // Numbers for everybody; the words for nobody but those who speak.
        stranger.get(&path).await.is(200).says("Un partage, un j’aime ailleurs").does_not_say("Dimanche aussi").does_not_say("Tom");
        stranger.get("/").await.says("Un partage, un j’aime ailleurs");
        jeanne.get(&path).await.does_not_say("Dimanche aussi").does_not_say("Tom");
        jeanne.get("/courrier").await.is(404);
        odile.get("/notifications").await.says("Du courrier de l’extérieur attend une décision");
        odile.get("/").await.says("Un message de l’extérieur attend dans le Courrier.");
        let mail = odile.get("/courrier").await;
        mail.is(200).says("Dimanche aussi").says(&format!("A répondu à votre message public « {TITLE} »"));
        mail.says("Extérieur, ailleurs.localhost").says("@tom@ailleurs.localhost");
        assert!(!mail.html().contains("<img"), "nothing of it is loaded");
        assert_eq!(mail.attributes("a[data-outside]", "href"), [note.as_str()]);

        let accepted = mail.form("Accepter").send().await;
        accepted.is(200).says("La réponse est acceptée.").says("Rien n’attend");
        for reader in [&stranger, &jeanne] {
            reader.get(&path).await.says("Dimanche aussi").says("Tom").says("Extérieur, ailleurs.localhost").says("Une réponse");
        }
        // He is told nothing, and his mark is nobody's but his: a second Like counts once.
        tom.says(stage, "Like", "like/2", json!(stage["vallombre"].url.join(&path).unwrap())).await;
        stranger.get(&path).await.says("Un partage, un j’aime ailleurs");
        assert!(tom.elsewhere.received().is_empty());

        let asked = odile.get(&path).await.link("Retirer").await;
        asked.says("Retirer cette réponse ?").says("sa réponse reste sur ailleurs.localhost");
        asked.form("Retirer la réponse").send().await.is(200).says("C’est retiré.");
        stranger.get(&path).await.does_not_say("Dimanche aussi");
        let put_aside = odile.get("/courrier").await.link("Refusés ou retirés").await;
        put_aside.says("Réponse retirée").form("Accepter").send().await.is(200);
        stranger.get(&path).await.says("Dimanche aussi");
    }

    async fn the_section_answers_for_everybody_after_reading_again_and_to_one_person_alone(stage: Section["vallombre"]) {
        let (tom, path) = (Tom::lives(), publishes(stage).await);
        let note = tom.replies(stage, &path, "<p>Dimanche aussi ?</p>").await;
        let (odile, stranger) = (stage.visitor("vallombre", ODILE), stage["vallombre"].stranger());
        let form = odile.get("/courrier").await.link("Répondre").await;
        form.says("Répondre à @tom@ailleurs.localhost").says("Pourra lire : @tom@ailleurs.localhost. La réponse part sur ailleurs.localhost, où l’administration de ce serveur peut aussi la lire.");
        form.says("Répondre l’accepte aussi").says("Votre nom n’est ni écrit ni envoyé.");
        let empty = form.form("Envoyer à cette personne").send().await;
        empty.is(422).says("Répondre à @tom@ailleurs.localhost");
        let typed = form.form("Envoyer à cette personne").fill("audience", "everybody").fill("body", "Oui, **dès avril**.");
        let again = typed.send().await;
        again.is(200).says("Publier cette réponse ?").says("Le serveur ailleurs.localhost en reçoit une copie.");
        stranger.get(&path).await.does_not_say("dès avril");
        again.form("Publier pour tout le monde").send().await.is(200).says("Message publié.");
        let seen = stranger.get(&path).await;
        seen.says("Dimanche aussi").says("Oui, dès avril.").says("2 réponses").does_not_say("Odile");
        stage.rests().await;
        let told = tom.elsewhere.received();
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((&told[0]["type"], &told[0]["object"]["inReplyTo"]), (&json!("Create"), &json!(note)));
        assert!(told[0]["object"]["content"].as_str().unwrap().contains("dès avril"));

        // What he writes to the section alone is answered to him alone, and nobody else finds it.
        tom.writes(stage, "<p>Je peux aider au stand.</p>").await;
        let mail = odile.get("/courrier").await;
        mail.says("Vous a écrit en privé").says("Je peux aider au stand.");
        let form = mail.link("Répondre").await;
        assert!(form.attributes("input[name=audience]", "value") == ["person"], "no wider than what it answers");
        let sent = form.form("Envoyer à cette personne").fill("audience", "everybody").fill("body", "Samedi à 9 h ?").send().await;
        sent.is(200).says("Votre réponse part vers cette personne.").says("Réponse privée").says("Samedi à 9 h ?");
        stage.rests().await;
        let told = tom.elsewhere.received();
        let letter = &told[1];
        assert_eq!((told.len(), &letter["to"]), (2, &json!([tom.id])), "{letter}");
        assert!(letter.get("cc").is_none_or(|cc| cc == &json!([])) && !letter.to_string().contains("Odile"), "{letter}");
        for page in [stranger.get("/").await, stage.visitor("vallombre", JEANNE).get("/").await] {
            page.does_not_say("Samedi à 9 h").does_not_say("Je peux aider");
        }
        let served = Url::parse(letter["object"]["id"].as_str().unwrap()).unwrap();
        stranger.get_bare(served.path()).await.is(404);
    }

    async fn a30_a_server_that_is_blocked_is_heard_no_more_and_a_report_names_nobody(stage: Section["vallombre"]) {
        let (tom, path) = (Tom::lives(), publishes(stage).await);
        tom.replies(stage, &path, "<p>Menteurs.</p>").await;
        let odile = stage.visitor("vallombre", ODILE);
        let report = odile.get("/courrier").await.link("Signaler à ailleurs.localhost").await;
        report.says("Le signalement est envoyé par le serveur de Vallombre-Centre, et non par vous");
        report.form("Envoyer le signalement").fill("body", "Des injures.").send().await.is(200).says("Le signalement part.");
        stage.rests().await;
        let flag = tom.elsewhere.received().pop().unwrap();
        assert_eq!((&flag["type"], &flag["actor"]), (&json!("Flag"), &json!(stage["vallombre"].url.join("actor").unwrap())));
        assert!(!flag.to_string().contains("Odile") && !flag.to_string().contains(&stage["vallombre"].resident(ODILE).id.to_string()));

        odile.get("/courrier").await.form("Accepter").send().await.is(200);
        let before = odile.get("/courrier/acceptes").await.link("Bloquer ailleurs.localhost").await;
        before.says("Bloquer ailleurs.localhost ?").says("Ses réponses ne se lisent plus sous vos messages");
        let blocked = before.form("Bloquer ce serveur").send().await;
        blocked.is(200).says("Ce serveur est bloqué.").says("Bloqué par Odile Garrec");
        stage["vallombre"].stranger().get(&path).await.does_not_say("Menteurs.");
        // At the gate a block is known two seconds later at the latest.
        stage.pass(3 * Moment::SECOND);
        let (id, reply) = tom.reply(stage, &path, "<p>Encore.</p>");
        assert_eq!(tom.voice(stage).says(&reply, &stage["vallombre"]).await, Some(403), "{id}");
        odile.get("/courrier").await.does_not_say("Encore.");
        let wrong = odile.get("/gestion/moderation").await.form("Lire ce qui suivra").fill("host", "a b").send().await;
        wrong.is(422).says("Écrivez le nom d’un serveur");
        let ask = odile.get("/gestion/moderation").await.link("Débloquer").await;
        ask.form("Débloquer").send().await.is(200).says("Aucun serveur n’est bloqué.");
        stage.pass(3 * Moment::SECOND);

        // He reports us: those who administer read it as his server's claim.
        tom.says(stage, "Flag", "flag/1", json!([stage["vallombre"].url.join(&path.replace("/messages/", "/posts/")).unwrap()])).await;
        let reports = odile.get("/gestion/moderation").await;
        reports.says("Envoyé par ailleurs.localhost").says("Ce n’est pas vérifié, et rien n’a changé ici.");
        assert_eq!(reports.link("Voir le message signalé").await.title(), TITLE);
        reports.form("C’est traité").send().await.is(200).says("Le signalement est classé.").says("Aucun signalement n’attend.");
        stage["vallombre"].stranger().get(&path).await.is(200);
        assert_eq!(stage.visitor("vallombre", JEANNE).get("/gestion/moderation").await.status, 404);
    }

    async fn an_account_elsewhere_is_looked_at_by_members_and_followed_by_those_who_speak(stage: Section["vallombre"]) {
        let tom = Tom::lives();
        let (odile, jeanne) = (stage.visitor("vallombre", ODILE), stage.visitor("vallombre", JEANNE));
        let looked = jeanne.get(&format!("/reseau/compte?adresse={}", tom.id)).await;
        looked.is(200).says("Tom").says("@tom@ailleurs.localhost").says("Seules les personnes qui peuvent parler pour Vallombre-Centre");
        jeanne.get("/reseau/compte?adresse=https://nulle.part.localhost/tom").await.is(422);
        let found = odile.get("/reseau").await.form("Voir le compte").fill("adresse", tom.id.as_str()).send().await;
        found.is(200).form("Suivre").send().await.is(200).says("La demande part.").says("Demande envoyée");
        stage.rests().await;
        let follow = tom.elsewhere.received().pop().unwrap();
        assert_eq!((&follow["type"], &follow["object"]), (&json!("Follow"), &json!(tom.id)));
        tom.says(stage, "Accept", "accept/1", follow).await;
        let mut note = tom.note("notes/80", "<p>La gratuité des bus sera votée jeudi.</p>");
        note["to"] = json!([PUBLIC]);
        tom.says(stage, "Create", "create/80", note).await;
        let read = jeanne.get("/reseau").await;
        read.says("La gratuité des bus sera votée jeudi.").says("Extérieur, ailleurs.localhost").does_not_say("Ne plus suivre");
        stage["vallombre"].stranger().get_bare("/reseau").await.does_not_say("gratuité");
        let ask = odile.get("/reseau").await.link("Ne plus suivre").await;
        ask.says("Ses messages disparaissent d’ici").form("Ne plus suivre").send().await.is(200);
        jeanne.get("/reseau").await.does_not_say("gratuité").says("Aucun compte pour l’instant.");
        stage.rests().await;
        assert_eq!(tom.elsewhere.received().pop().unwrap()["type"], "Undo");
    }

    async fn the_same_is_read_and_decided_in_english(stage: Section["vallombre"]) {
        let (tom, path) = (Tom::lives(), publishes(stage).await);
        tom.replies(stage, &path, "<p>On Sundays too?</p>").await;
        let odile = stage.visitor("vallombre", ODILE);
        odile.get("/reglages").await.form("Enregistrer").fill("language", "en").send().await.is(200);
        let mail = odile.get("/mail").await;
        mail.is(200).says("Mail").says("Outside, ailleurs.localhost").says("Replied to your public post");
        let form = mail.link("Answer").await;
        form.says("Can read it: @tom@ailleurs.localhost. The answer goes to ailleurs.localhost");
        let again = form.form("Send to this person").fill("audience", "everybody").fill("body", "Yes.").send().await;
        again.says("Publish this answer?").form("Publish for everyone").send().await.is(200);
        let stranger = english(stage, &path).await;
        stranger.says("On Sundays too?").says("Outside, ailleurs.localhost").says("Yes.");
        odile.get("/mail/accepted").await.says("See your public answer");
        odile.get("/network").await.is(200).says("Followed accounts");
        odile.get("/manage/moderation").await.is(200).says("Blocked servers");
    }
}

/// A page as a stranger reads it who prefers English.
async fn english(stage: &Stage<Section>, path: &str) -> Page {
    stage["vallombre"].stranger().in_english().get(path).await
}

/// Odile publishes for everybody, in the section's name. The address of the discussion.
async fn publishes(stage: &Stage<Section>) -> String {
    let odile = stage.visitor("vallombre", ODILE);
    let form =
        odile.get("/fil/nouveau").await.form("Publier").fill("title", TITLE).fill("body", "Samedi, 15 h.");
    let again = form.fill("audience", "everybody").send().await;
    let page = again.is(200).form("Publier pour tout le monde").send().await;
    page.is(200).says("Message publié.");
    stage.rests().await;
    page.attributes("article.item .meta a", "href").remove(0)
}

/// Tom, who lives on a server elsewhere.
struct Tom {
    elsewhere: Stranger,
    id: Url,
}

impl Tom {
    fn lives() -> Self {
        let elsewhere = Stranger::open("ailleurs");
        let id = elsewhere.lives("tom", "Tom");
        let host = &elsewhere.url[url::Position::BeforeHost..url::Position::AfterPort];
        let known = format!("acct:tom@{host}");
        let asked: String = url::form_urlencoded::byte_serialize(known.as_bytes()).collect();
        let said = json!({"subject": known, "links": [{"rel": "self", "type": "application/activity+json", "href": id}]});
        let path = format!("/.well-known/webfinger?resource={asked}");
        elsewhere.answers(&path, 200, "application/jrd+json", &said.to_string());
        Self { elsewhere, id }
    }

    fn voice(&self, stage: &Stage<Section>) -> Voice {
        self.elsewhere.voice(&self.id, stage["vallombre"].now())
    }

    /// A note of his.
    fn note(&self, path: &str, content: &str) -> Value {
        let id = self.elsewhere.url.join(path).unwrap();
        json!({"id": id, "url": id, "type": "Note", "attributedTo": self.id, "content": content,
            "published": "2026-01-01T00:00:00Z"})
    }

    /// The Create of a public reply, with the address of its note.
    fn reply(&self, stage: &Stage<Section>, to: &str, content: &str) -> (Url, Value) {
        let number = self.elsewhere.proxy.passed().len();
        let mut note = self.note(&format!("notes/{number}-{}", content.len()), content);
        let id: Url = note["id"].as_str().unwrap().parse().unwrap();
        // Ours is known by the address of its page in French; on the wire by its own.
        let post = to.rsplit('/').next().unwrap();
        note["inReplyTo"] = json!(stage["vallombre"].url.join(&format!("posts/{post}")).unwrap());
        note["to"] = json!([PUBLIC]);
        note["cc"] = json!([stage["vallombre"].url.join("section").unwrap()]);
        let create = json!({"id": format!("{id}/create"), "type": "Create", "actor": self.id,
            "to": note["to"], "cc": note["cc"], "object": note});
        (id, create)
    }

    /// He replies in public, and it has arrived.
    async fn replies(&self, stage: &Stage<Section>, to: &str, content: &str) -> Url {
        let (id, create) = self.reply(stage, to, content);
        assert_eq!(self.voice(stage).says(&create, &stage["vallombre"]).await, Some(202));
        stage.rests().await;
        id
    }

    /// He writes to the section alone.
    async fn writes(&self, stage: &Stage<Section>, content: &str) {
        let section = stage["vallombre"].url.join("section").unwrap();
        let mut note = self.note("notes/letter", content);
        note["to"] = json!([section]);
        note["tag"] = json!([{"type": "Mention", "href": section, "name": "@vallombre"}]);
        let create = json!({"id": self.elsewhere.url.join("create/letter").unwrap(), "type": "Create",
            "actor": self.id, "to": [section], "object": note});
        assert_eq!(self.voice(stage).says(&create, &stage["vallombre"]).await, Some(202));
        stage.rests().await;
    }

    /// He does something else to a thing.
    async fn says(&self, stage: &Stage<Section>, kind: &str, path: &str, object: Value) {
        let mut object = object;
        if let Some(address) = object.as_str().filter(|address| address.contains("/messages/")) {
            object = json!(address.replace("/messages/", "/posts/"));
        }
        let said = json!({"id": self.elsewhere.url.join(path).unwrap(), "type": kind, "actor": self.id,
            "to": [PUBLIC], "object": object});
        assert_eq!(self.voice(stage).says(&said, &stage["vallombre"]).await, Some(202), "{kind}");
        stage.rests().await;
    }
}
