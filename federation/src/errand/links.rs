//! Speaking to another section about the link between us: our Offer, our answer to theirs, and the end of either.

use preau_core::error::{Failure, Fault};
use preau_core::job::LinkErrand;
use preau_core::link::{LinkKind, LinkState, LinkedSection};
use preau_core::peer::KeyOwner;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use super::Task;
use crate::actor::PR;
use crate::{Federation, Ran};

/// What is said about a link.
#[derive(Debug, Serialize)]
pub(crate) struct Said<'a, O> {
    #[serde(rename = "@context")]
    context: Value,
    id: &'a str,
    #[serde(rename = "type")]
    verb: &'static str,
    actor: &'a Url,
    to: [&'a Url; 1],
    object: O,
    #[serde(rename = "pr:code", skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
}

/// What an Offer offers: what the object is to the subject.
#[derive(Debug, Serialize)]
struct Relationship<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    subject: &'a Url,
    object: &'a Url,
    #[serde(rename = "relationship")]
    word: String,
}

/// The Offer that is answered or taken back.
#[derive(Debug, Serialize)]
struct OfferRef<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: &'a Url,
}

fn context() -> Value {
    json!(["https://www.w3.org/ns/activitystreams", {"pr": PR}])
}

/// The word for what the other section is to the one that speaks.
pub(crate) fn relationship(kind: LinkKind) -> String {
    format!("pr:{kind}")
}

impl Federation {
    /// Says it, unless it has become moot. The section signs.
    pub(crate) async fn run_link(
        &self,
        section: &Url,
        errand: &LinkErrand,
        task: Task,
    ) -> Result<Ran, Failure> {
        let mut db = self.store.read().await?;
        let link = db.linked_section(section).await?;
        let Some(actor) = db.remote_actor(section).await? else { return Ok(Ran::done()) };
        drop(db);
        let ours = self.names.section();
        let id = self.sent_as(task);
        let json = match errand {
            LinkErrand::Offer { offer, code } => match still(link.as_ref(), offer, LinkState::Offered) {
                Some(link) => offering(&ours, link, code),
                None => return Ok(Ran::done()),
            },
            LinkErrand::Accept { offer } => {
                if still(link.as_ref(), offer, LinkState::Linked).is_none() {
                    return Ok(Ran::done());
                }
                answering("Accept", id.as_str(), (&ours, section), (offer, section))
            }
            // What is over is said in every case: it asks for nothing.
            LinkErrand::Refuse { offer } => {
                answering("Reject", id.as_str(), (&ours, section), (offer, section))
            }
            LinkErrand::Withdraw { offer } => {
                answering("Undo", id.as_str(), (&ours, section), (offer, &ours))
            }
        };
        let json = json.map_err(|error| Fault::other("writing to a linked section", error))?;
        // A block shuts nobody out of hearing that the link, once it stood, is over.
        let ends = matches!(errand, LinkErrand::Refuse { .. } | LinkErrand::Withdraw { .. })
            && link.is_some_and(|link| link.state == LinkState::Ended);
        if ends {
            return self.send_end(KeyOwner::Section, json, &actor.inbox, task.tries).await;
        }
        self.send(KeyOwner::Section, json, &actor.inbox, task.tries).await
    }
}

/// The link, if it is still the one of this Offer and stands where this is to be said.
fn still<'a>(link: Option<&'a LinkedSection>, offer: &str, state: LinkState) -> Option<&'a LinkedSection> {
    link.filter(|link| link.offer == offer && link.state == state)
}

fn offering(ours: &Url, link: &LinkedSection, code: &str) -> serde_json::Result<String> {
    serde_json::to_string(&Said {
        context: context(),
        id: &link.offer,
        verb: "Offer",
        actor: ours,
        to: [&link.actor.id],
        object: Relationship {
            kind: "Relationship",
            subject: ours,
            object: &link.actor.id,
            word: relationship(link.kind),
        },
        code: Some(code),
    })
}

fn answering(
    verb: &'static str,
    id: &str,
    (ours, to): (&Url, &Url),
    (offer, by): (&str, &Url),
) -> serde_json::Result<String> {
    let object = OfferRef { id: offer, kind: "Offer", actor: by };
    serde_json::to_string(&Said { context: context(), id, verb, actor: ours, to: [to], object, code: None })
}

#[cfg(test)]
mod tests {
    use preau_core::peer::{Incoming, RemoteActor};

    use super::*;
    use crate::activity::received::{Asked, Sender, asked};
    use crate::receive::links::{Offered, read_offer};
    use crate::testing::{KEYS, NOW, names};

    const OFFER: &str = "https://vallombre.example/activities/01900000-0000-7000-8000-000000000001";

    fn port_lazare(kind: LinkKind) -> LinkedSection {
        let id = Url::parse("https://port-lazare.example/section").unwrap();
        let at = |what: &str| Url::parse(&format!("{id}{what}")).unwrap();
        LinkedSection {
            actor: RemoteActor {
                kind: "Group".into(),
                handle: "port-lazare".into(),
                name: "Port-Lazare".into(),
                inbox: at("/inbox"),
                shared_inbox: None,
                key_id: at("#main-key"),
                key_pem: KEYS.public.clone(),
                proof_key: None,
                fetched_at: NOW,
                id,
            },
            kind,
            state: LinkState::Offered,
            offer: OFFER.into(),
            ours: true,
            since: NOW,
        }
    }

    #[test]
    fn an_offer_says_what_the_other_is_to_us_and_is_read_as_what_we_are_to_it() {
        let ours = names().section();
        for kind in LinkKind::ALL {
            let link = port_lazare(*kind);
            let json = offering(&ours, &link, "ACDEFGHJKMNP").unwrap();
            let read = read_offer(json.as_bytes(), &ours, &link.actor.id).unwrap();
            assert_eq!(read, Offered { kind: kind.mirrored(), code: Some("ACDEFGHJKMNP".into()) });
            // For another section, or in another's name, it is no Offer.
            assert_eq!(read_offer(json.as_bytes(), &link.actor.id, &link.actor.id), None);
            assert_eq!(read_offer(json.as_bytes(), &ours, &ours), None);
        }
    }

    #[test]
    fn an_answer_names_the_offer_it_answers() {
        let ours = names().section();
        let theirs = port_lazare(LinkKind::Sister).actor.id;
        for (verb, by) in [("Accept", &theirs), ("Reject", &theirs), ("Undo", &ours)] {
            let json =
                answering(verb, "https://vallombre.example/activities/1", (&ours, &theirs), (OFFER, by));
            let body = json.unwrap().into_bytes();
            let incoming = Incoming { id: "x".into(), actor: ours.clone(), body, at: NOW };
            let sender = Sender { group: None, offer: Some(OFFER.into()) };
            assert_eq!(asked(&names(), &incoming, &sender), Asked::Link, "{verb}");
        }
    }
}
