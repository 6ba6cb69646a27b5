//! Answering those outside who ask to come to a rendezvous: yes, or no and why. Who else comes is in no answer.

use preau_core::error::Failure;
use preau_core::guest::TurnedAway;
use preau_core::id::RendezvousId;
use preau_core::language::Language;
use preau_core::peer::KeyOwner;
use serde::Serialize;
use url::Url;

use super::Task;
use super::outside::To;
use crate::activity::Verb;
use crate::{Federation, Ran};

/// The answer. Mobilizon looks for its own Join inside by id; the reason is for whoever reads it.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: Url,
    #[serde(rename = "type")]
    verb: Verb,
    actor: Url,
    to: [&'a Url; 1],
    object: Join<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Join<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    actor: &'a Url,
    object: Url,
}

impl Federation {
    pub(super) async fn answer_join(
        &self,
        rendezvous: RendezvousId,
        (actor, join): (&Url, &str),
        turned: Option<TurnedAway>,
        task: Task,
    ) -> Result<Ran, Failure> {
        let Some(known) = self.known().await? else { return Ok(Ran::done()) };
        let answer = Answer {
            id: self.sent_as(task),
            verb: if turned.is_none() { Verb::Accept } else { Verb::Reject },
            actor: self.names.section(),
            to: [actor],
            object: Join { id: join, kind: "Join", actor, object: self.names.rendezvous(rendezvous) },
            content: turned.map(|turned| reason(turned, known.house.language)),
        };
        self.send_once(task, KeyOwner::Section, &answer, (actor, To::Inbox)).await
    }
}

/// Why not, in the language of the house.
const fn reason(turned: TurnedAway, language: Language) -> &'static str {
    match (turned, language) {
        (TurnedAway::Full, Language::Fr) => "C’est complet.",
        (TurnedAway::Full, Language::En) => "Every place is taken.",
        (TurnedAway::Closed, Language::Fr) => "On ne s’inscrit pas à ce rendez-vous : venez comme vous êtes.",
        (TurnedAway::Closed, Language::En) => "There is no registration for this rendezvous: just come.",
        (TurnedAway::Over, Language::Fr) => "Ce rendez-vous est passé ou annulé.",
        (TurnedAway::Over, Language::En) => "This rendezvous is over or cancelled.",
        (TurnedAway::Refused, Language::Fr) => "Cette inscription n’a pas été acceptée.",
        (TurnedAway::Refused, Language::En) => "This registration was not accepted.",
    }
}
