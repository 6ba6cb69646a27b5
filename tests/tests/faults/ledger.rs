//! A group of three sections made through their pages, and a ledger of what its people were told: said is said, once.

use std::cell::RefCell;
use std::collections::HashMap;
use std::time::Duration;

use preau_tests::network::cast::{FATOU, KARIM, LUCIE, MARC};
use preau_tests::network::{House, Program, Stage, names_of, until};
use preau_tests::people::{ODILE, Somebody, THOMAS};
use preau_tests::visitor::{Page, Visitor};

/// What the group is called.
const HOUSING: &str = "Logement";
/// Between two looks: each is a dozen questions to three databases that are at work.
const LOOK: Duration = Duration::from_millis(60);

/// What was said, and where its discussion stands on each server.
pub(crate) struct Ledger<'a> {
    stage: &'a Stage<Program>,
    told: RefCell<Vec<String>>,
    topics: RefCell<HashMap<&'static str, String>>,
}

impl<'a> Ledger<'a> {
    /// Vallombre hosts; Thomas there, Marc in Port-Lazare and Karim in Montreval are in, and one discussion has begun.
    pub(crate) async fn open(stage: &'a Stage<Program>) -> Self {
        let (odile, thomas) = (stage.visitor("vallombre", ODILE), stage.visitor("vallombre", THOMAS));
        for (handle, who) in [("port-lazare", FATOU), ("montreval", LUCIE)] {
            let shown = odile.get("/gestion/sections").await.form("Préparer un code").send().await;
            let code = shown.is(200).all("p.addr")[0].trim().to_owned();
            let there = stage.visitor(handle, who);
            let ask = there.get("/gestion/sections").await.form("Continuer").fill("code", &code).send().await;
            ask.form("Demander la liaison").fill("kind", "sister").send().await.is(200);
            stage.rests().await;
            odile.get("/gestion/sections").await.form("Accepter").send().await.is(200);
            stage.rests().await;
        }
        let form = thomas.get("/groupes/nouveau").await.form("Créer le groupe").fill("reach", "shared");
        form.fill("name", HOUSING).fill("aim", "Vivre ici.").send().await.is(200);
        for _ in 0..2 {
            let members = group_of(&thomas).await.link("Membres").await;
            members.form("Inviter").send().await.is(200);
        }
        stage.rests().await;
        for (handle, who) in [("port-lazare", MARC), ("montreval", KARIM)] {
            group_of(&stage.visitor(handle, who)).await.form("Demander à entrer").send().await.is(200);
            stage.rests().await;
            let members = group_of(&thomas).await.link("Membres").await;
            members.form("Accueillir").send().await.is(200);
            stage.rests().await;
        }
        let write = group_of(&thomas).await.link("Nouvelle discussion").await;
        write.form("Publier").fill("title", "Loyers").fill("body", "mot 00").send().await.is(200);
        stage.rests().await;
        let ledger =
            Self { stage, told: RefCell::new(vec!["mot 00".to_owned()]), topics: RefCell::default() };
        for (handle, who) in [("vallombre", THOMAS), ("port-lazare", MARC), ("montreval", KARIM)] {
            let topic = group_of(&stage.visitor(handle, who)).await.link("Loyers").await;
            ledger.topics.borrow_mut().insert(handle, topic.is(200).url.path().to_owned());
        }
        ledger.everywhere().await;
        ledger
    }

    /// The discussion, as somebody reads it now.
    pub(crate) async fn read(&self, handle: &'static str, who: Somebody) -> Page {
        let path = self.topics.borrow()[handle].clone();
        self.stage.visitor(handle, who).get(&path).await
    }

    /// Somebody answers, and is told that it is published or waits. What they wrote.
    pub(crate) async fn says(&self, handle: &'static str, who: Somebody) -> String {
        let text = format!("mot {:02}", self.told.borrow().len());
        let page = self.read(handle, who).await;
        let told = page.form("Répondre").fill("body", &text).send().await;
        told.is(200).says(&text);
        self.told.borrow_mut().push(text.clone());
        text
    }

    /// Whether a server shows this to the people of the group, and how often.
    pub(crate) async fn stands(&self, handle: &str, text: &str) -> i64 {
        let sql =
            format!("SELECT count(*) FROM grp_message WHERE state = 'published' AND html LIKE '%{text}%'");
        self.stage[handle].count(&sql).await
    }

    /// Waits, while the pauses pass, until all that was told stands on every server once, in the same order, behind the
    /// same hashes.
    pub(crate) async fn everywhere(&self) {
        self.everywhere_after("what happened").await;
    }

    /// The same, with a name for what may have been in the way.
    pub(crate) async fn everywhere_after(&self, what: &str) {
        let told = self.told.borrow().clone();
        until(&format!("what was said stands everywhere after {what}"), async || {
            self.stage.hurry().await;
            tokio::time::sleep(LOOK).await;
            for place in self.stage.places() {
                for text in &told {
                    let times = self.stands(place.handle, text).await;
                    assert!(times < 2, "{text} stands {times} times in {}", place.handle);
                    if times == 0 {
                        return None;
                    }
                }
            }
            let waiting = "SELECT count(*) FROM grp_act WHERE state <> 'done'";
            for place in self.stage.places() {
                if place.count(waiting).await > 0 {
                    return None;
                }
            }
            Some(())
        })
        .await;
        let host = self.stage["vallombre"].log().await.unwrap();
        for place in self.stage.places() {
            assert_eq!(place.log().await.unwrap(), host, "{}", place.handle);
        }
        let messages = i64::try_from(told.len()).unwrap();
        for place in self.stage.places() {
            assert_eq!(place.count("SELECT count(*) FROM grp_message").await, messages, "{}", place.handle);
        }
    }

    /// Nobody who was silent is named anywhere else, nor anybody in a log; whoever wrote is found by the same search.
    pub(crate) async fn names_nobody(&self) {
        for place in self.stage.places() {
            let silent = names_of(place.silent());
            assert!(place.database(&silent).await.contains(&"person.name".to_owned()));
            assert_eq!(self.stage.outside(place.handle, &silent).await, Vec::<String>::new());
            assert!(self.stage.logs(place.handle).contains("request"), "there is a log");
            for resident in self.stage.places().iter().flat_map(|other| &other.people) {
                let log = self.stage.logs(place.handle);
                assert!(!log.contains(&resident.name), "{} in the log of {}", resident.name, place.handle);
                assert!(!log.contains(&resident.mail), "{} in the log of {}", resident.mail, place.handle);
            }
        }
        for (handle, who) in [("port-lazare", MARC), ("montreval", KARIM)] {
            let found = self.stage.outside(handle, &names_of(self.stage[handle].resident(who))).await;
            assert!(found.iter().any(|at| at.starts_with("vallombre: grp_member.")), "{found:?}");
        }
    }
}

/// The page of the group, as somebody finds it.
pub(crate) async fn group_of(visitor: &Visitor) -> Page {
    visitor.get("/groupes").await.link(HOUSING).await
}

/// Waits, while the pauses pass, until a server has been asked with these words.
pub(crate) async fn tried<H: House>(stage: &Stage<H>, handle: &str, words: &str) {
    until(&format!("{words} is tried"), async || {
        let tried = stage[handle].proxy.with(words).pop();
        if tried.is_none() {
            stage.hurry().await;
            tokio::time::sleep(LOOK).await;
        }
        tried
    })
    .await;
}
