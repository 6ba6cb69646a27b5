//! Speaking about people of groups: to their host, and from the host to one server about its own people (voices.md 8).

use preau_core::action::group::parting::NoteUntold;
use preau_core::action::perform;
use preau_core::error::{Failure, Fault};
use preau_core::group::{Group, GroupMember, GroupRole, GroupSection, Leaving, Membership, SectionState};
use preau_core::id::{ActivityId, GroupId, PersonId};
use preau_core::job::{Errand, Outcome};
use preau_core::link::LinkState;
use preau_core::peer::{KeyOwner, RemoteActor};
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use super::Task;
use crate::actor::group::{TakingPart, document, is_public};
use crate::actor::{PR, PublicKeys, context};
use crate::readers::shown_animators;
use crate::{Federation, Ran};

/// What is said about somebody's place, or a section's.
#[derive(Debug, Serialize)]
struct Said<'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: &'a Url,
    #[serde(rename = "type")]
    verb: &'static str,
    actor: &'a Url,
    to: [&'a Url; 1],
    object: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instrument: Option<Value>,
    #[serde(rename = "pr:byline", skip_serializing_if = "Option::is_none")]
    byline: Option<Value>,
    #[serde(rename = "pr:until", skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(rename = "pr:owner", skip_serializing_if = "Option::is_none")]
    owner: Option<bool>,
    #[serde(rename = "pr:takeBack", skip_serializing_if = "Option::is_none")]
    take_back: Option<bool>,
    #[serde(rename = "pr:voucher", skip_serializing_if = "Option::is_none")]
    voucher: Option<Value>,
    #[serde(rename = "pr:receipts", skip_serializing_if = "Option::is_none")]
    receipts: Option<Vec<Value>>,
}

impl<'a> Said<'a> {
    fn new(id: &'a Url, verb: &'static str, actor: &'a Url, to: &'a Url, object: Value) -> Self {
        Self {
            context: json!(["https://www.w3.org/ns/activitystreams", {"pr": PR}]),
            id,
            verb,
            actor,
            to: [to],
            object,
            target: None,
            instrument: None,
            byline: None,
            until: None,
            owner: None,
            take_back: None,
            voucher: None,
            receipts: None,
        }
    }
}

/// Something that is to be sent.
struct Letter {
    owner: KeyOwner,
    json: String,
    inbox: Url,
}

/// An address below a group, whoever hosts it.
pub(crate) fn below_group(actor: &Url, what: &str) -> Url {
    let mut url = actor.clone();
    url.set_path(&format!("{}/{what}", actor.path()));
    url
}

impl Federation {
    /// Says it, unless it has become moot.
    pub(super) async fn run_place(
        &self,
        group: GroupId,
        errand: &Errand,
        task: Task,
    ) -> Result<Ran, Failure> {
        let Some(group) = self.store.read().await?.group(group).await? else { return Ok(Ran::done()) };
        let id = self.sent_as(task);
        let letter = match errand {
            Errand::Join { person, token } => self.joining(&group, &id, *person, token.as_deref()).await?,
            Errand::Leave { person, activity, take_back } => {
                let id = activity.map_or(id, |activity| self.names.activity(activity));
                return self.run_leave(&group, &id, (*person, *take_back), task).await;
            }
            Errand::Parted { about, host } => self.parting(&group, &id, about, host).await?,
            Errand::Reached => self.reaching(&group, &id)?,
            Errand::Admit { actor } => self.admitting(&group, &id, actor).await?,
            Errand::Decline { actor, join } => self.declining(&group, &id, actor, join).await?,
            Errand::Remove { actor, activity } => self.removing(&group, *activity, actor).await?,
            Errand::Role { actor } => self.naming(&group, &id, actor).await?,
            Errand::Invite { section } => self.inviting(&group, &id, section).await?,
            Errand::AnswerInvitation { accept } => {
                let invite = json!({"type": "Invite", "actor": group.actor, "object": group.actor});
                Some(self.by_section(&group, &id, verb(*accept), invite)?)
            }
            Errand::Receipt { about, done } => {
                let kind = if about.starts_with(below_group(&group.actor, "log").as_str()) {
                    "Announce"
                } else {
                    "Remove"
                };
                let object = json!({"id": about, "type": kind, "actor": group.actor});
                Some(self.by_section(&group, &id, verb(*done), object)?)
            }
            _ => None,
        };
        let Some(Letter { owner, json, inbox }) = letter else { return Ok(Ran::done()) };
        self.ensure_keys(owner).await?;
        self.send(owner, json, &inbox, task.tries).await
    }

    /// One of ours asks to come in: their first word to this server, and the name they will speak under.
    async fn joining(
        &self,
        group: &Group,
        id: &Url,
        person: PersonId,
        token: Option<&str>,
    ) -> Result<Option<Letter>, Failure> {
        let mut db = self.store.read().await?;
        let mine = db.group_member_here(group.id, person).await?;
        // Who took the question back, or was admitted meanwhile, asks no more.
        let Some(mine) = mine.filter(|mine| mine.state == Membership::Asked && !group.hosted) else {
            return Ok(None);
        };
        drop(db);
        let actor = self.names.person(person);
        let mut said = Said::new(id, "Join", &actor, &group.actor, json!(group.actor));
        said.byline = Some(json!({"name": mine.name.as_str(), "handle": mine.handle}));
        said.instrument = token.map(|token| json!({"type": "pr:Invitation", "pr:token": token}));
        to_host(KeyOwner::Person(person), &said, group).map(Some)
    }

    /// One of ours has left. Where the host will never hear of it, they see that.
    async fn run_leave(
        &self,
        group: &Group,
        id: &Url,
        (person, take_back): (PersonId, bool),
        task: Task,
    ) -> Result<Ran, Failure> {
        let Some(Letter { owner, json, inbox }) = self.leaving(group, id, person, take_back).await? else {
            return Ok(Ran::done());
        };
        let ran = self.send(owner, json, &inbox, task.tries).await?;
        if matches!(ran.outcome, Outcome::Never { .. }) {
            let untold = NoteUntold { group: group.id, about: id.to_string() };
            perform(self.store.as_ref(), self.world.as_ref(), &untold).await?;
        }
        Ok(ran)
    }

    async fn leaving(
        &self,
        group: &Group,
        id: &Url,
        person: PersonId,
        take_back: bool,
    ) -> Result<Option<Letter>, Failure> {
        let owner = KeyOwner::Person(person);
        // Whoever has no key has never asked: the host knows nothing of them, and need not now.
        if group.hosted || self.own_key(owner).await?.is_none() {
            return Ok(None);
        }
        let actor = self.names.person(person);
        let mut said = Said::new(id, "Leave", &actor, &group.actor, json!(group.actor));
        said.take_back = take_back.then_some(true);
        said.voucher = self.vouch_for(group, person).await?;
        if said.voucher.is_some() {
            said.context = context();
        }
        to_host(owner, &said, group).map(Some)
    }

    /// The host tells a server how far the others are with what somebody of it took back.
    async fn parting(
        &self,
        group: &Group,
        id: &Url,
        about: &str,
        host: &str,
    ) -> Result<Option<Letter>, Failure> {
        let mut db = self.store.read().await?;
        let receipts = db.leaving(group.id, about).await?;
        let linked =
            db.linked_host(host).await?.filter(|link| link.state == LinkState::Linked && group.hosted);
        drop(db);
        let (Some(link), false) = (linked, receipts.is_empty()) else { return Ok(None) };
        let leave = json!({"id": about, "type": "Leave", "object": group.actor});
        let mut said = Said::new(id, "Accept", &group.actor, &link.actor.id, leave);
        let one = |receipt: &Leaving| json!({"pr:server": receipt.host, "pr:state": receipt.state.as_str()});
        said.receipts = Some(receipts.iter().map(one).collect());
        let inbox = link.actor.shared_inbox.unwrap_or(link.actor.inbox);
        Ok(Some(Letter { owner: KeyOwner::Group(group.id), json: written(&said)?, inbox }))
    }

    /// How far our copy is: the last entry that took effect here.
    fn reaching(&self, group: &Group, id: &Url) -> Result<Option<Letter>, Failure> {
        if group.hosted || group.seq == 0 {
            return Ok(None);
        }
        let last = below_group(&group.actor, &format!("log/{}-{}", group.epoch, group.seq));
        let object = json!({"id": last, "type": "Announce", "actor": group.actor});
        self.by_section(group, id, "Accept", object).map(Some)
    }

    async fn admitting(&self, group: &Group, id: &Url, actor: &Url) -> Result<Option<Letter>, Failure> {
        match self.place(group, actor).await?.filter(GroupMember::is_in) {
            Some(member) => {
                let joined = join_of(group, actor, &member.join);
                self.to_server(group, &Said::new(id, "Accept", &group.actor, actor, joined), actor).await
            }
            None => Ok(None),
        }
    }

    /// Who is turned away from a hidden group may not read its document, and so could not check its signature: the section
    /// that hosts it says so.
    async fn declining(
        &self,
        group: &Group,
        id: &Url,
        actor: &Url,
        join: &str,
    ) -> Result<Option<Letter>, Failure> {
        let joined = join_of(group, actor, join);
        let section = self.names.section();
        let by = if is_public(group) { &group.actor } else { &section };
        let letter = self.to_server(group, &Said::new(id, "Reject", by, actor, joined), actor).await?;
        Ok(letter.map(
            |letter| if is_public(group) { letter } else { Letter { owner: KeyOwner::Section, ..letter } },
        ))
    }

    async fn removing(
        &self,
        group: &Group,
        activity: ActivityId,
        actor: &Url,
    ) -> Result<Option<Letter>, Failure> {
        let member = self.place(group, actor).await?;
        // Back in before this left: there is nothing to say any more.
        let Some(member) = member.filter(|member| member.state == Membership::Removed) else {
            return Ok(None);
        };
        let id = self.names.activity(activity);
        let mut said = Said::new(&id, "Remove", &group.actor, actor, json!(actor));
        said.target = Some(below_group(&group.actor, "followers"));
        said.until = member.until.map(preau_core::world::Moment::rfc3339);
        self.to_server(group, &said, actor).await
    }

    async fn naming(&self, group: &Group, id: &Url, actor: &Url) -> Result<Option<Letter>, Failure> {
        let Some(member) = self.place(group, actor).await?.filter(GroupMember::is_in) else {
            return Ok(None);
        };
        let verb = if member.role == GroupRole::Animator { "Add" } else { "Remove" };
        let mut said = Said::new(id, verb, &group.actor, actor, json!(actor));
        said.target = Some(below_group(&group.actor, "animators"));
        self.to_server(group, &said, actor).await
    }

    async fn inviting(&self, group: &Group, id: &Url, section: &Url) -> Result<Option<Letter>, Failure> {
        if !group.hosted {
            return Ok(None);
        }
        // The document that travels with it names the group's keys.
        self.ensure_keys(KeyOwner::Group(group.id)).await?;
        let mut db = self.store.read().await?;
        let sections = db.group_sections(group.id).await?;
        let animators = shown_animators(db.as_mut(), group.id).await?;
        let pair = db.key_pair(KeyOwner::Group(group.id)).await?;
        let to = db.remote_actor(section).await?;
        drop(db);
        let meant = |one: &&GroupSection| {
            one.actor == *section && matches!(one.state, SectionState::Invited | SectionState::Taking)
        };
        let (Some(invited), Some(to)) = (sections.iter().find(meant), to) else { return Ok(None) };
        let proof = self.own_proof_key(KeyOwner::Group(group.id)).await?;
        let keys = PublicKeys {
            pem: pair.as_ref().map(|pair| pair.public_pem.as_str()),
            proof: proof.as_deref().map(crate::own_keys::OwnProofKey::public),
        };
        let part = TakingPart { sections: &sections, animators: &animators };
        let object = serde_json::to_value(document(&self.names, group, keys, Some(part), None));
        let object = object.map_err(unwritten)?;
        let mut said = Said::new(id, "Invite", &group.actor, section, object);
        said.context = context();
        said.owner = Some(invited.owner);
        Ok(Some(Letter { owner: KeyOwner::Group(group.id), json: written(&said)?, inbox: to.inbox }))
    }

    /// What our section says to a group's host.
    fn by_section(
        &self,
        group: &Group,
        id: &Url,
        verb: &'static str,
        object: Value,
    ) -> Result<Letter, Failure> {
        let ours = self.names.section();
        to_host(KeyOwner::Section, &Said::new(id, verb, &ours, &group.actor, object), group)
    }

    /// What a group that is hosted here says to one server about its own people.
    async fn to_server(
        &self,
        group: &Group,
        said: &Said<'_>,
        actor: &Url,
    ) -> Result<Option<Letter>, Failure> {
        let found = self.store.read().await?.remote_actor(actor).await?;
        let Some(found) = found.filter(|_| group.hosted) else { return Ok(None) };
        let RemoteActor { inbox, shared_inbox, .. } = found;
        let inbox = shared_inbox.unwrap_or(inbox);
        Ok(Some(Letter { owner: KeyOwner::Group(group.id), json: written(said)?, inbox }))
    }

    async fn place(&self, group: &Group, actor: &Url) -> Result<Option<GroupMember>, Fault> {
        self.store.read().await?.group_member(group.id, actor).await
    }
}

/// The Join that is answered, to the server of whoever asked and to nobody else.
fn join_of(group: &Group, actor: &Url, join: &str) -> Value {
    json!({"id": join, "type": "Join", "actor": actor, "object": group.actor})
}

fn to_host(owner: KeyOwner, said: &Said<'_>, group: &Group) -> Result<Letter, Failure> {
    Ok(Letter { owner, json: written(said)?, inbox: below_group(&group.actor, "inbox") })
}

fn written(said: &Said<'_>) -> Result<String, Fault> {
    serde_json::to_string(said).map_err(unwritten)
}

fn unwritten(error: serde_json::Error) -> Fault {
    Fault::other("writing about people of a group", error)
}

const fn verb(yes: bool) -> &'static str {
    if yes { "Accept" } else { "Reject" }
}
