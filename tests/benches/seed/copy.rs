//! A house that has just come into the group: it knows the group and its section, and has nothing of the log yet.

use std::path::Path;

use preau::boot::Keys;
use preau_core::action::group::person_actor;
use preau_core::group::{Group, Membership};
use preau_core::id::{GroupId, JobId};
use preau_core::job::{Errand, NewJob, Work};
use preau_core::peer::RemoteActor;
use preau_core::person::Person;
use preau_core::world::{Moment, World as _};
use url::Url;

use super::crowd::{Crowd, linked, member};
use super::{Life, set_up};

/// The house, and the one person of it who is in the group.
pub(crate) struct Newcomer {
    life: Life,
    person: Person,
    section_pem: String,
}

/// Founds it.
pub(crate) async fn found(folder: &Path, url: Url) -> Newcomer {
    let (life, _, real) = Life::open(folder, url).await;
    let set_up = set_up(&life.password(), &Keys(real));
    let section_pem = set_up.section_keys.public_pem.clone();
    let person = life.perform(set_up).await.unwrap().person;
    std::fs::write(folder.join("people.json"), "[]").unwrap();
    Newcomer { life, person, section_pem }
}

impl Newcomer {
    /// Its section as the host knows it.
    pub(crate) fn section(&self) -> RemoteActor {
        let at = |path: &str| self.life.world.origin().join(path).unwrap();
        RemoteActor {
            id: at("section"),
            kind: "Group".to_owned(),
            handle: "section".to_owned(),
            name: "Port-Lazare".to_owned(),
            inbox: at("section/inbox"),
            shared_inbox: Some(at("inbox")),
            key_id: at("section#main-key"),
            key_pem: self.section_pem.clone(),
            proof_key: None,
            fetched_at: Moment(0),
        }
    }

    /// Who of it is in the group.
    pub(crate) fn member(&self) -> (Url, &Person) {
        (person_actor(self.life.world.origin(), self.person.id), &self.person)
    }

    /// Its member is admitted: what was said before they came is to be fetched, by a job that waits for the server.
    pub(crate) async fn comes_into(&self, crowd: &Crowd) {
        let world = &self.life.world;
        let now = self.life.now;
        world.set(now);
        let id = GroupId(world.hidden_id());
        let group = Group {
            id,
            hosted: false,
            seq: 0,
            head: Vec::new(),
            known_seq: crowd.group.seq,
            made_at: now,
            since: now,
            heard_at: now,
            ..crowd.group.clone()
        };
        let mut tx = self.life.store.begin().await.unwrap();
        let [section, actor] = &crowd.actors;
        tx.keep_actor(actor).await.unwrap();
        tx.keep_actor(section).await.unwrap();
        tx.keep_link(&linked(section.clone())).await.unwrap();
        tx.insert_group(&group, None).await.unwrap();
        let (me, person) = self.member();
        let who = (&person.name, person.handle.as_str());
        let place = member(&self.life, id, (&me, Some(person.id)), who, Membership::Active);
        tx.keep_member(&place).await.unwrap();
        let job = NewJob {
            work: Work::Group { group: id, errand: Errand::Pull },
            lane: Some(format!("pull {id}")),
            host: Some(preau_core::action::network::host_and_port(&group.actor)),
            dedup: Some(format!("pull {id}")),
            run_at: now,
        };
        tx.enqueue(JobId(world.dated_id()), &job, now).await.unwrap();
        tx.commit().await.unwrap();
        self.life.store.close().await;
    }
}
