//! Vallombre with one of everything in it: people in every standing, texts, pictures and rendezvous in every state.

use std::time::Duration;

use http::{HeaderName, HeaderValue, Method};
use preau_core::action::entry::{AcceptInvitation, OpenPoster, secret_hash};
use preau_core::action::outside::{KeepNetworkPost, ReceiveOutsidePost, Taken};
use preau_core::action::people::{EndAccount, Suspend};
use preau_core::action::post::{DecideProposal, EditPost, Publish, TakeBack};
use preau_core::action::rendezvous::PlanRendezvous;
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::guest::GuestsMay;
use preau_core::id::{ActivityId, PersonId, PostId};
use preau_core::language::Language;
use preau_core::outside::{FollowedState, OutsideByline, RemoteNote};
use preau_core::peer::RemoteActor;
use preau_core::post::{Draft, NewPicture, Signature};
use preau_core::rendezvous::Plan;
use preau_core::store::Store;
use preau_core::text::{AltText, Body, Handle, PersonName, ShortText, Title};
use preau_core::world::{Moment, World};
use preau_tests::engine::Trial;
use preau_tests::process::{Process, SESSION, Staged};
use preau_tests::visitor::Visitor;
use reqwest::Client;
use reqwest::redirect::Policy;
use url::Url;

pub(crate) const ODILE: usize = 0;
pub(crate) const NOUR: usize = 1;
pub(crate) const THOMAS: usize = 2;
/// Suspended.
pub(crate) const FATOU: usize = 3;
/// Her account has ended.
pub(crate) const YVONNE: usize = 4;
pub(crate) const NAMES: [&str; 4] = ["Nour El Amrani", "Thomas Le Goff", "Fatou Ndiaye", "Yvonne Tessier"];
pub(crate) const PHOTO: &[u8] = include_bytes!("../../../server/src/demo/pictures/salle.jpg");

/// The ids of what is there, as they stand in addresses.
#[derive(Default, Clone)]
pub(crate) struct Things {
    /// Nour's, for the section.
    pub(crate) section: String,
    /// Odile's, for everybody, in the section's name.
    pub(crate) public: String,
    /// Nour's, for everybody: it waits.
    pub(crate) proposed: String,
    /// Nour's, for everybody: it was declined.
    pub(crate) declined: String,
    /// Nour's, taken back by her.
    pub(crate) deleted: String,
    /// Nour's, removed by Odile.
    pub(crate) removed: String,
    pub(crate) rendezvous_section: String,
    pub(crate) rendezvous_public: String,
    pub(crate) rendezvous_proposed: String,
    /// The cookie of one who came by a poster and waits.
    pub(crate) awaiting: String,
    /// An answer from outside to the public post, and a letter to the section: both wait.
    pub(crate) reply: String,
    pub(crate) letter: String,
    /// What an account wrote that the section follows.
    pub(crate) followed: String,
}

pub(crate) struct Scene {
    pub(crate) house: Staged,
    pub(crate) process: Process,
    pub(crate) things: Things,
    client: Client,
}

impl Scene {
    /// The whole scene, with the program serving it.
    pub(crate) async fn open(trial: &Trial) -> Self {
        let mut things = Things::default();
        let house = Staged::new(trial, &NAMES, async |store: &dyn Store, world: &dyn World, people| {
            let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
            things = furnish(store, world, &ids).await;
        })
        .await;
        Self::serve(house, things).await
    }

    /// A house with people and nothing else.
    pub(crate) async fn bare(trial: &Trial) -> Self {
        let house = Staged::new(trial, &NAMES[..2], async |_: &dyn Store, _: &dyn World, _| {}).await;
        Self::serve(house, Things::default()).await
    }

    pub(crate) async fn serve(house: Staged, things: Things) -> Self {
        let process = house.start().await;
        // What furnishing the house enqueued is done before anybody looks at the rows.
        for _ in 0..400 {
            if house.count("SELECT count(*) FROM job").await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let host = house.url.host_str().unwrap().to_owned();
        let client = Client::builder().redirect(Policy::none()).resolve(&host, house.listen).build().unwrap();
        Self { house, process, things, client }
    }

    pub(crate) fn browser(&self, person: usize) -> Visitor {
        self.house.browser(person)
    }

    pub(crate) fn stranger(&self) -> Visitor {
        Visitor::new(&self.house.url)
    }

    pub(crate) fn awaiting(&self) -> Visitor {
        let visitor = self.stranger();
        visitor.set_cookie(SESSION, &self.things.awaiting);
        visitor
    }

    /// A request with these headers and nothing else.
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        headers: &[(&'static str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = self.client.request(method, self.house.url.join(path).unwrap()).body(body);
        for (name, value) in headers {
            request = request.header(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, body: answer.bytes().await.unwrap().to_vec() }
    }

    /// The cookie header of somebody.
    pub(crate) fn cookie(&self, person: usize) -> String {
        format!("{SESSION}={}", self.house.people[person].token)
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub(crate) async fn done<A: Action>(store: &dyn Store, world: &dyn World, action: A) -> A::Output {
    perform(store, world, &action).await.unwrap()
}

pub(crate) async fn furnish(store: &dyn Store, world: &dyn World, people: &[PersonId]) -> Things {
    let (odile, nour) = (people[ODILE], people[NOUR]);
    let post = async |by: PersonId, text: &str, audience: Audience| {
        let draft = Draft {
            title: Some(Title::parse(&format!("Titre : {text}")).unwrap()),
            body: Body::parse(text).unwrap(),
            audience,
            signature: Signature::Section,
        };
        let publish = Publish { by, draft, once: world.hidden_id(), pictures: vec![picture()] };
        done(store, world, publish).await.id
    };
    let section = post(nour, "Une salle est libre jeudi", Audience::Section).await;
    let edited = Body::parse("Une salle est libre vendredi").unwrap();
    done(store, world, EditPost { by: nour, post: section, title: None, body: edited, seen_edits: 0 }).await;
    let public = post(odile, "Venez au marché samedi", Audience::Everybody).await;
    let proposed = post(nour, "Un appel à signer", Audience::Everybody).await;
    let declined = post(nour, "Un appel trop vif", Audience::Everybody).await;
    done(store, world, DecideProposal { by: odile, post: declined, seen_edits: 0, accept: false }).await;
    let deleted = post(nour, "Écrit trop vite", Audience::Section).await;
    done(store, world, TakeBack { by: nour, post: deleted }).await;
    let removed = post(nour, "Hors de propos", Audience::Section).await;
    done(store, world, TakeBack { by: odile, post: removed }).await;
    let meet = async |by: PersonId, title: &str, audience: Audience| {
        let plan = PlanRendezvous { by, plan: plan(world.now(), title, audience), once: world.hidden_id() };
        done(store, world, plan).await.0
    };
    let rendezvous_section = meet(nour, "Collage du jeudi", Audience::Section).await;
    let rendezvous_public = meet(odile, "Stand du marché", Audience::Everybody).await;
    let rendezvous_proposed = meet(nour, "Fête de quartier", Audience::Everybody).await;
    let awaiting = come_by_poster(store, world, odile).await;
    done(store, world, Suspend { by: odile, person: people[FATOU], suspended: true }).await;
    done(store, world, EndAccount { by: odile, person: people[YVONNE], keep_name: true }).await;
    Things {
        section: section.to_string(),
        public: public.to_string(),
        proposed: proposed.to_string(),
        declined: declined.to_string(),
        deleted: deleted.to_string(),
        removed: removed.to_string(),
        rendezvous_section: rendezvous_section.to_string(),
        rendezvous_public: rendezvous_public.to_string(),
        rendezvous_proposed: rendezvous_proposed.to_string(),
        awaiting,
        reply: from_outside(store, world, 1, Some(public)).await,
        letter: from_outside(store, world, 2, None).await,
        followed: from_followed(store, world).await,
    }
}

fn ailleurs(what: &str) -> Url {
    Url::parse(&format!("https://ailleurs.example/{what}")).unwrap()
}

/// What Ada wrote on her server.
fn note_of_ada(world: &dyn World, number: u8) -> RemoteNote {
    RemoteNote {
        id: ailleurs(&format!("notes/{number}")),
        object_type: "Note".to_owned(),
        author: OutsideByline {
            actor: ailleurs("users/ada"),
            name: "Ada".to_owned(),
            handle: "ada".to_owned(),
            host: "ailleurs.example".to_owned(),
        },
        url: None,
        title: None,
        warning: None,
        content: "<p>Bonjour à vous</p>".to_owned(),
        attachments: 0,
        published_at: world.now(),
        updated_at: None,
    }
}

/// Something that she wrote to the section; without a post a letter.
async fn from_outside(store: &dyn Store, world: &dyn World, number: u8, post: Option<PostId>) -> String {
    let note = note_of_ada(world, number);
    let (incoming, private) = (format!("{}#create", note.id), post.is_none());
    let receive = ReceiveOutsidePost { incoming, note, post, parent: None, mentions: private, private };
    match done(store, world, receive).await {
        Taken::Kept(id) => id.to_string(),
        other => panic!("{other:?}"),
    }
}

/// A post of hers that stands in the *Réseau*, since the section follows her. Nothing is asked of her server.
async fn from_followed(store: &dyn Store, world: &dyn World) -> String {
    let (ada, note) = (ailleurs("users/ada"), note_of_ada(world, 3));
    let actor = RemoteActor {
        id: ada.clone(),
        kind: "Person".to_owned(),
        handle: "ada".to_owned(),
        name: "Ada".to_owned(),
        inbox: ailleurs("users/ada/inbox"),
        shared_inbox: None,
        key_id: ailleurs("users/ada#main-key"),
        key_pem: "key".to_owned(),
        proof_key: None,
        fetched_at: world.now(),
    };
    let mut tx = store.begin().await.unwrap();
    tx.keep_actor(&actor).await.unwrap();
    let follow = ActivityId(world.dated_id());
    tx.keep_followed(&ada, follow, FollowedState::Accepted, world.now()).await.unwrap();
    tx.commit().await.unwrap();
    let uri = note.id.clone();
    assert!(done(store, world, KeepNetworkPost { incoming: None, via: ada, note, shared_as: None }).await);
    store.read().await.unwrap().network_post_by_uri(&uri).await.unwrap().unwrap().id.to_string()
}

fn picture() -> NewPicture {
    let alt = AltText::parse("Une salle avec des chaises").unwrap();
    NewPicture { alt, width: 640, height: 480, media_type: "image/jpeg", bytes: PHOTO.to_vec() }
}

fn plan(now: Moment, title: &str, audience: Audience) -> Plan {
    Plan {
        title: Title::parse(title).unwrap(),
        body: Some(Body::parse("Apportez de la colle").unwrap()),
        starts_at: now.plus(3 * Moment::DAY),
        ends_at: None,
        time_zone: "Europe/Paris".parse().unwrap(),
        place: Some(ShortText::parse("Devant la halle").unwrap()),
        link: None,
        audience,
        needed: Some(3),
        capacity: None,
        guests_may: GuestsMay::No,
    }
}

async fn come_by_poster(store: &dyn Store, world: &dyn World, by: PersonId) -> String {
    let poster = OpenPoster { by, places: 5, until: world.now().plus(Moment::DAY), language: Language::Fr };
    let (_, code) = done(store, world, poster).await;
    let accept = AcceptInvitation {
        hash: secret_hash(&code).unwrap(),
        name: PersonName::parse("Rose Kerjean").unwrap(),
        handle: Handle::parse("rose").unwrap(),
        mail: None,
        password: Some(preau_tests::section::set_up().admin_password),
        language: Language::Fr,
        device: "Firefox".to_owned(),
    };
    done(store, world, accept).await.token.reveal()
}
