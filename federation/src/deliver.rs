//! Sending one activity to one inbox: is it still to be sent, is the host up, sign, post, judge the answer.

mod next;

use std::collections::HashSet;
use std::sync::Mutex;

use activitypub_federation::protocol::helpers::deserialize_skip_error;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use preau_core::access::{self, Viewer};
use preau_core::action::network::{DropFollower, host_and_port};
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::id::ActivityId;
use preau_core::job::Outcome;
use preau_core::peer::{FollowState, KeyOwner, Outgoing};
use preau_core::store::Read;
use preau_core::world::{Moment, World};
use serde::Deserialize;
use url::Url;

pub use self::next::{Answer, HORIZON, Tries, next};
use crate::activity::received::Reference;
use crate::fetch::{FetchError, Request, fetch_document};
use crate::known::lock;
use crate::signature::{Outgoing as Signing, sign};
use crate::{Federation, Ran, address::Refused};

/// Failures in a row from which a host is asked by one probe at a time; the store pauses it from the same number on.
const FAILURES_MAX: i32 = 5;
/// How long the others wait while one probe is under way: longer than any exchange may take.
const PROBE: i64 = 30 * Moment::SECOND;
/// Followers looked through, and actors asked, when an inbox says that it is gone.
const FOLLOWERS_MAX: i64 = 5_000;
const GONE_MAX: usize = 20;

/// Hosts that a probe is under way to. Bounded by the number of workers.
#[derive(Default)]
pub(crate) struct Probes(Mutex<HashSet<String>>);

/// A probe; over when it is dropped.
struct Probe<'a> {
    probes: &'a Probes,
    host: String,
}

impl Probes {
    fn begin(&self, host: &str) -> Option<Probe<'_>> {
        lock(&self.0).insert(host.to_owned()).then(|| Probe { probes: self, host: host.to_owned() })
    }
}

impl Drop for Probe<'_> {
    fn drop(&mut self) {
        lock(&self.probes.0).remove(&self.host);
    }
}

/// What of a stored activity decides whether it is still to be sent.
#[derive(Debug, Deserialize)]
struct Said {
    #[serde(rename = "type")]
    verb: String,
    /// A report names several.
    #[serde(deserialize_with = "deserialize_skip_error")]
    object: Option<Reference>,
}

impl Said {
    fn object(&self) -> &str {
        self.object.as_ref().map_or("", Reference::id)
    }
}

/// What came of sending.
enum Sent {
    /// The host was asked.
    Tried { answer: Answer, host: String, outcome: Outcome },
    /// Nobody was asked.
    NotTried(Outcome),
}

impl Sent {
    fn is_gone(&self) -> bool {
        matches!(self, Self::Tried { answer: Answer::Status(StatusCode::GONE, _), .. })
    }
}

impl From<Sent> for Ran {
    fn from(sent: Sent) -> Self {
        match sent {
            Sent::Tried { answer, host, outcome } => {
                Self { outcome, peer: answer.host_is_well().map(|well| (host, well)) }
            }
            Sent::NotTried(outcome) => outcome.into(),
        }
    }
}

impl Federation {
    /// Sends one activity to one inbox. `tries` says how often it was tried and since when it waits.
    pub async fn deliver(&self, activity: ActivityId, inbox: &Url, tries: Tries) -> Result<Ran, Failure> {
        let outgoing = {
            let mut db = self.store.read().await?;
            let Some(outgoing) = db.outgoing(activity).await? else { return Ok(Ran::done()) };
            if !self.still_meant(db.as_mut(), &outgoing, inbox).await? {
                return Ok(Ran::done());
            }
            outgoing
        };
        let sent = self.attempt(outgoing.signer, outgoing.json.into(), inbox, tries).await?;
        if sent.is_gone() {
            self.forget_gone(inbox).await?;
        }
        Ok(sent.into())
    }

    /// Sends these bytes, signed by this owner, to this inbox: for jobs that write what they send when they run. What
    /// comes back settles the job; [`Outcome::Never`] says that it will never arrive.
    pub(crate) async fn send(
        &self,
        owner: KeyOwner,
        json: impl Into<Bytes> + Send,
        inbox: &Url,
        tries: Tries,
    ) -> Result<Ran, Failure> {
        Ok(self.attempt(owner, json.into(), inbox, tries).await?.into())
    }

    /// The same for the word that ends a link: whoever is blocked right after it still hears that nobody of theirs is in our
    /// groups any more. It is the only word that leaves for a blocked host.
    pub(crate) async fn send_end(
        &self,
        owner: KeyOwner,
        json: impl Into<Bytes> + Send,
        inbox: &Url,
        tries: Tries,
    ) -> Result<Ran, Failure> {
        Ok(self.attempt_in_any_case(owner, json.into(), inbox, tries).await?.into())
    }

    /// One try, unless the host is blocked, or known to be down.
    async fn attempt(
        &self,
        owner: KeyOwner,
        body: Bytes,
        inbox: &Url,
        tries: Tries,
    ) -> Result<Sent, Failure> {
        if self.blocked().await?.holds(inbox) {
            return Ok(Sent::NotTried(Outcome::Never { reason: "the host is blocked".to_owned() }));
        }
        self.attempt_in_any_case(owner, body, inbox, tries).await
    }

    async fn attempt_in_any_case(
        &self,
        owner: KeyOwner,
        body: Bytes,
        inbox: &Url,
        tries: Tries,
    ) -> Result<Sent, Failure> {
        let now = self.world.now();
        let host = host_and_port(inbox);
        let peer = self.store.read().await?.peer(&host).await?;
        if now >= tries.since.plus(HORIZON) {
            let reason = "the host did not answer for thirty days".to_owned();
            return Ok(Sent::NotTried(Outcome::Never { reason }));
        }
        let failures = peer.as_ref().map_or(0, |peer| peer.failures);
        if let Some(until) = peer.and_then(|peer| peer.open_until).filter(|until| *until > now) {
            return Ok(Sent::NotTried(waiting(until.min(tries.since.plus(HORIZON)))));
        }
        // A host that was down is asked by one delivery; the others wait for what it learns.
        let _probe = if failures >= FAILURES_MAX {
            match self.probes.begin(&host) {
                Some(probe) => Some(probe),
                None => return Ok(Sent::NotTried(waiting(now.plus(PROBE)))),
            }
        } else {
            None
        };
        let answer = self.post(owner, body, inbox).await?;
        let outcome = next(tries, &answer, self.world.now(), jitter(self.world.as_ref()));
        Ok(Sent::Tried { answer, host, outcome })
    }

    /// Whether what was stored may still leave (voices.md 7): its post is out, and somebody there follows or is
    /// answered by it. Nothing leaves for a blocked host (S22).
    ///
    /// A Delete goes also to those who no longer follow: they hold a copy. Answers go to whoever asked.
    async fn still_meant(&self, db: &mut dyn Read, outgoing: &Outgoing, inbox: &Url) -> Result<bool, Fault> {
        let said: Said = serde_json::from_str(&outgoing.json)
            .map_err(|error| Fault::other("reading an activity of ours", error))?;
        if self.blocked().await?.holds(inbox) {
            return Ok(false);
        }
        // A private answer goes to whom it was written, as every answer does.
        if !outgoing.public || !matches!(said.verb.as_str(), "Create" | "Update" | "Announce") {
            return Ok(true);
        }
        if let Some(rendezvous) = self.names.read_rendezvous(said.object()) {
            // It is followed, linked, or there somebody said that they come.
            let is_awaited =
                db.inbox_follows(inbox).await? || db.event_inboxes(rendezvous).await?.contains(inbox);
            return Ok(is_awaited && access::rendezvous(db, &Viewer::Anyone, rendezvous).await?.is_some());
        }
        let Some(post) = self.names.read_post(said.object()) else { return Ok(false) };
        let is_awaited =
            db.inbox_follows(inbox).await? || db.answered_inbox(post).await?.as_ref() == Some(inbox);
        Ok(is_awaited && access::post(db, &Viewer::Anyone, post).await?.is_some())
    }

    /// Whether a stored activity may be shown to everybody now. One that carries a text from before an edit may not:
    /// a history is for members (A16), and the edit has an activity of its own.
    pub(crate) async fn may_show(&self, db: &mut dyn Read, outgoing: &Outgoing) -> Result<bool, Fault> {
        let Ok(said) = serde_json::from_str::<Said>(&outgoing.json) else { return Ok(false) };
        match said.verb.as_str() {
            "Delete" => Ok(outgoing.public),
            verb if self.names.read_rendezvous(said.object()).is_some() => {
                let Some(id) = self.names.read_rendezvous(said.object()).filter(|_| outgoing.public) else {
                    return Ok(false);
                };
                let now = access::rendezvous(db, &Viewer::Anyone, id).await?;
                Ok(matches!(verb, "Create" | "Update")
                    && now.is_some_and(|view| outgoing.at >= view.rendezvous.changed_at))
            }
            verb => {
                let Some(id) = self.names.read_post(said.object()).filter(|_| outgoing.public) else {
                    return Ok(false);
                };
                let carries_text = matches!(verb, "Create" | "Update");
                Ok(access::post(db, &Viewer::Anyone, id).await?.is_some_and(|view| {
                    !carries_text || view.post.edited_at.is_none_or(|edited_at| outgoing.at >= edited_at)
                }))
            }
        }
    }

    /// Signs for this very attempt and posts.
    async fn post(&self, owner: KeyOwner, body: Bytes, inbox: &Url) -> Result<Answer, Fault> {
        let key = self.own_key(owner).await?.ok_or(Fault::Broken("who sends has a key"))?;
        let signing = Signing { method: &Method::POST, url: inbox, body: &body, now: self.world.now().0 };
        let mut headers =
            sign(key.signer(), signing).map_err(|error| Fault::other("signing a delivery", error))?;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/activity+json"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/activity+json, application/json"));
        let mut request = Request::post(inbox.clone(), body);
        request.headers = headers;
        Ok(match self.transport.send(request).await {
            Ok(answer) => Answer::Status(answer.status, retry_after(&answer.headers)),
            // A name that points to a private address now may be mended; an address that no rule permits cannot.
            Err(FetchError::Refused(Refused::NotPublic)) => {
                Answer::Unreachable("its name points to a private address".into())
            }
            Err(FetchError::Refused(refused)) => Answer::Forbidden(refused.to_string()),
            Err(error) => Answer::Unreachable(error.to_string()),
        })
    }

    /// An inbox said 410: its actors are asked, and those who are gone no longer follow.
    async fn forget_gone(&self, inbox: &Url) -> Result<(), Failure> {
        let followers = self.store.read().await?.followers(FollowState::Accepted, FOLLOWERS_MAX).await?;
        let there = followers
            .into_iter()
            .map(|follower| follower.actor)
            .filter(|actor| actor.shared_inbox.as_ref().unwrap_or(&actor.inbox) == inbox)
            .take(GONE_MAX);
        let key = self.own_key(KeyOwner::Server).await?;
        for actor in there {
            let signer = key.as_ref().map(|key| key.signer());
            let found = fetch_document(self.transport.as_ref(), &actor.id, signer, self.world.now().0).await;
            if matches!(found, Err(FetchError::Status(StatusCode::GONE | StatusCode::NOT_FOUND))) {
                let drop = DropFollower { actor: actor.id };
                perform(self.store.as_ref(), self.world.as_ref(), &drop).await?;
            }
        }
        Ok(())
    }
}

fn waiting(at: Moment) -> Outcome {
    Outcome::Later { at, reason: "the host is known to be down".to_owned(), counts: false }
}

/// The header in seconds; a date is not worth a parser of its own, the table has a schedule.
fn retry_after(headers: &HeaderMap) -> Option<i64> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().filter(|seconds| *seconds >= 0)
}

/// Between -200 and 200 per mille.
fn jitter(world: &dyn World) -> i64 {
    let mut bytes = [0_u8; 2];
    world.fill(&mut bytes);
    i64::from(u16::from_le_bytes(bytes) % 401) - 200
}
