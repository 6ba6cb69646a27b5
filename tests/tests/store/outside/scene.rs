//! A house that speaks in public, and Ada on another server.

use preau::world::MovedWorld;
use preau_core::access::{self, Viewer};
use preau_core::action::network::{FanOut, KeepActor, Purge, ReceiveFollow};
use preau_core::action::outside::{AcceptOutside, ReceiveOutsidePost, Taken};
use preau_core::action::post::Publish;
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::error::{Failure, Refusal};
use preau_core::id::{ActivityId, OutsideId, PostId};
use preau_core::job::{Change, Work};
use preau_core::outside::{OutsideByline, OutsidePost, OutsideState, RemoteNote};
use preau_core::peer::{KeyOwner, Outgoing, RemoteActor};
use preau_core::person::{Person, Role};
use preau_core::post::{Draft, Post, Signature};
use preau_core::store::Store;
use preau_core::text::Body;
use preau_core::world::{Moment, World as _};
use preau_tests::engine::Trial;
use url::Url;
use uuid::Uuid;

use crate::scene::{NOW, house, insert, later, person, write};

pub(super) fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// Ada, on a server of her own.
pub(super) fn ada() -> RemoteActor {
    somebody("elsewhere.example", "ada")
}

pub(super) fn somebody(host: &str, name: &str) -> RemoteActor {
    let at = |path: &str| url(&format!("https://{host}/users/{name}{path}"));
    RemoteActor {
        id: at(""),
        kind: "Person".to_owned(),
        handle: name.to_owned(),
        name: name.to_uppercase(),
        inbox: at("/inbox"),
        shared_inbox: None,
        key_id: at("#main-key"),
        key_pem: String::new(),
        proof_key: None,
        fetched_at: NOW,
    }
}

/// Something that Ada wrote an hour ago.
pub(super) fn note(number: &str, content: &str) -> RemoteNote {
    note_of(&ada(), number, content)
}

pub(super) fn note_of(author: &RemoteActor, number: &str, content: &str) -> RemoteNote {
    RemoteNote {
        id: author.id.join(&format!("/notes/{number}")).unwrap(),
        object_type: "Note".to_owned(),
        author: OutsideByline::of(author),
        url: None,
        title: None,
        warning: None,
        content: content.to_owned(),
        attachments: 0,
        published_at: later(-Moment::HOUR),
        updated_at: None,
    }
}

/// A house in which Odile speaks for the section and Thomas is a member.
pub(super) struct Scene<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) world: MovedWorld,
    pub(super) odile: Person,
    pub(super) thomas: Person,
}

impl<'a> Scene<'a> {
    pub(super) async fn open(trial: &'a Trial) -> Self {
        let store = trial.store.as_ref();
        let world = MovedWorld::new(url("https://vallombre.example/"), NOW);
        let odile = Person { role: Role::Administrator, ..person(1, "Odile Garrec") };
        let thomas = person(2, "Thomas Le Goff");
        let house = house();
        write(store, async |tx| tx.insert_house(&house).await).await;
        insert(store, &odile).await;
        insert(store, &thomas).await;
        Self { store, world, odile, thomas }
    }

    pub(super) async fn does<A: Action>(&self, action: A) -> Result<A::Output, Refusal> {
        match perform(self.store, &self.world, &action).await {
            Ok(output) => Ok(output),
            Err(Failure::Refused(refusal)) => Err(refusal),
            Err(Failure::Fault(fault)) => panic!("{fault:?}"),
        }
    }

    /// The section says something to everybody.
    pub(super) async fn publishes(&self, text: &str) -> Post {
        let id = self.sends(text, Audience::Everybody, Signature::Section).await;
        self.store.read().await.unwrap().post(id).await.unwrap().unwrap()
    }

    pub(super) async fn writes_inside(&self, text: &str) -> PostId {
        self.sends(text, Audience::Section, Signature::Author).await
    }

    async fn sends(&self, text: &str, audience: Audience, signature: Signature) -> PostId {
        let draft = Draft { title: None, body: Body::parse(text).unwrap(), audience, signature };
        let once = self.world.hidden_id();
        self.does(Publish { by: self.odile.id, draft, once, pictures: Vec::new() }).await.unwrap().id
    }

    pub(super) async fn receives(&self, note: &RemoteNote, post: Option<PostId>) -> OutsideId {
        match self.does(received(note, post)).await {
            Ok(Taken::Kept(id)) => id,
            other => panic!("not kept: {other:?}"),
        }
    }

    pub(super) async fn accepts(&self, outside: OutsideId) {
        let seen = self.outside(outside).await.shown.version();
        self.does(AcceptOutside { by: self.odile.id, outside, seen }).await.unwrap();
    }

    pub(super) async fn reads(&self, viewer: &Viewer, id: OutsideId) -> Option<OutsidePost> {
        let mut db = self.store.read().await.unwrap();
        access::outside(db.as_mut(), viewer, id).await.unwrap().map(access::Visible::into_inner)
    }

    pub(super) async fn outside(&self, id: OutsideId) -> OutsidePost {
        self.store.read().await.unwrap().outside_post(id).await.unwrap().unwrap()
    }

    pub(super) async fn queue(&self, state: OutsideState) -> Vec<OutsidePost> {
        self.store.read().await.unwrap().outside_posts(state, None, 99).await.unwrap()
    }

    /// What waits to be done of this kind.
    pub(super) async fn jobs(&self, kind: &str) -> Vec<Work> {
        let now = later(Moment::DAY);
        let jobs = self.store.claim("somebody", now, now.plus(1), 999).await.unwrap();
        jobs.into_iter().map(|job| job.work).filter(|work| work.kind() == kind).collect()
    }

    pub(super) async fn knows(&self, actor: &RemoteActor) {
        self.does(KeepActor { actor: actor.clone() }).await.unwrap();
    }

    pub(super) async fn follows(&self, actor: &RemoteActor) {
        self.knows(actor).await;
        let follow = ReceiveFollow {
            incoming: format!("{}#follow", actor.id),
            actor: actor.id.clone(),
            follow: "{}".to_owned(),
        };
        self.does(follow).await.unwrap();
    }

    /// How many copies of an activity about this post would leave.
    pub(super) async fn fans_out(&self, post: PostId, number: u128) -> usize {
        let outgoing = Outgoing {
            id: ActivityId(Uuid::from_u128(number)),
            signer: KeyOwner::Section,
            json: "{}".to_owned(),
            public: true,
            at: NOW,
        };
        self.does(FanOut { activities: vec![outgoing], post, change: Change::Created }).await.unwrap()
    }

    /// Days pass, and what is past its time goes.
    pub(super) async fn purges(&self, days: i64) {
        self.world.set(later(days * Moment::DAY));
        self.does(Purge).await.unwrap();
    }
}

/// A public answer, or with `None` something that concerns nobody here.
pub(super) fn received(note: &RemoteNote, post: Option<PostId>) -> ReceiveOutsidePost {
    ReceiveOutsidePost {
        incoming: format!("{}#create", note.id),
        note: note.clone(),
        post,
        parent: None,
        mentions: false,
        private: false,
    }
}
