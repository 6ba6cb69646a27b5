//! The addresses under which others know us: every id we ever write is made here, and read back here.

use preau_core::action::network::host_and_port;
use preau_core::id::{
    ActivityId, GatheringId, GroupId, LetterId, MessageId, PersonId, PictureId, PostId, RendezvousId,
};
use preau_core::language::Language;
use preau_core::peer::KeyOwner;
use url::Url;

/// The name of the server's own actor in `acct:` addresses. A handle that nobody can take (`Handle::RESERVED`);
/// Mastodon looks it up before it believes a signature of the server.
pub const SERVER_HANDLE: &str = "actor";

/// The part of an actor's document that is the key of its proofs, on our servers.
const PROOF_KEY: &str = "ed25519-key";

/// All addresses below one origin.
#[derive(Debug, Clone)]
pub struct Names {
    origin: Url,
    host: String,
}

impl Names {
    /// The names of the server at `origin`.
    pub fn new(origin: &Url) -> Self {
        let mut root = origin.clone();
        root.set_path("/");
        root.set_query(None);
        root.set_fragment(None);
        Self { host: host_and_port(&root), origin: root }
    }

    /// The host of our `acct:` addresses and of the `Host` header, with its port where it is not the scheme's own.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The public page, `{origin}/`.
    pub fn root(&self) -> &Url {
        &self.origin
    }

    /// An address below the origin.
    pub fn at(&self, path: &str) -> Url {
        let mut url = self.origin.clone();
        url.set_path(path);
        url
    }

    /// The common inbox.
    pub fn inbox(&self) -> Url {
        self.at("/inbox")
    }

    /// Whose id this is.
    pub fn actor(&self, owner: KeyOwner) -> Url {
        match owner {
            KeyOwner::Server => self.at("/actor"),
            KeyOwner::Section => self.at("/section"),
            KeyOwner::Person(id) => self.person(id),
            KeyOwner::Group(id) => self.group(id),
        }
    }

    /// The section's id.
    pub fn section(&self) -> Url {
        self.actor(KeyOwner::Section)
    }

    /// A person's id.
    pub fn person(&self, id: PersonId) -> Url {
        self.at(&format!("/people/{id}"))
    }

    /// The id of a group that is hosted here.
    pub fn group(&self, id: GroupId) -> Url {
        self.at(&format!("/groups/{id}"))
    }

    /// The id of what one of ours wrote in a group.
    pub fn message(&self, id: MessageId) -> Url {
        self.at(&format!("/notes/{id}"))
    }

    /// The id of a rendezvous of a group that is hosted here.
    pub fn gathering(&self, id: GatheringId) -> Url {
        self.at(&format!("/gatherings/{id}"))
    }

    /// An address below an actor: `inbox`, `outbox`, `followers`.
    pub fn below(&self, owner: KeyOwner, what: &str) -> Url {
        let actor = self.actor(owner);
        self.at(&format!("{}/{what}", actor.path()))
    }

    /// Those who follow the section, as an addressee. No list is served there.
    pub fn followers(&self) -> Url {
        self.below(KeyOwner::Section, "followers")
    }

    /// The id of an actor's key.
    pub fn key(&self, owner: KeyOwner) -> Url {
        let mut url = self.actor(owner);
        url.set_fragment(Some("main-key"));
        url
    }

    /// The id of the key of an actor's proofs (FEP-521a).
    pub fn proof_key(&self, owner: KeyOwner) -> Url {
        let mut url = self.actor(owner);
        url.set_fragment(Some(PROOF_KEY));
        url
    }

    /// A post's id.
    pub fn post(&self, id: PostId) -> Url {
        self.at(&format!("/posts/{id}"))
    }

    /// A post's page for people, in the house's language.
    pub fn page(&self, id: PostId, language: Language) -> Url {
        match language {
            Language::Fr => self.at(&format!("/messages/{id}")),
            Language::En => self.post(id),
        }
    }

    /// The id of a rendezvous for everybody.
    pub fn rendezvous(&self, id: RendezvousId) -> Url {
        self.at(&format!("/rendezvous/{id}"))
    }

    /// Its page for people, in the house's language.
    pub fn rendezvous_page(&self, id: RendezvousId, language: Language) -> Url {
        match language {
            Language::Fr => self.at(&format!("/rendez-vous/{id}")),
            Language::En => self.rendezvous(id),
        }
    }

    /// What is ahead for everybody.
    pub fn upcoming_events(&self) -> Url {
        self.below(KeyOwner::Section, "events")
    }

    /// A picture.
    pub fn picture(&self, id: PictureId) -> Url {
        self.at(&format!("/images/{id}"))
    }

    /// An activity's id.
    pub fn activity(&self, id: ActivityId) -> Url {
        self.at(&format!("/activities/{id}"))
    }

    /// The id of a private answer. Nothing is ever served there.
    pub fn letter(&self, id: LetterId) -> Url {
        self.at(&format!("/letters/{id}"))
    }

    /// Whether this lies below our origin, whatever it names.
    pub fn is_ours(&self, text: &str) -> bool {
        self.path_of(text).is_some() || Url::parse(text).is_ok_and(|url| url.origin() == self.origin.origin())
    }

    /// Reads the id of a post of ours; one spelling only.
    pub fn read_post(&self, text: &str) -> Option<PostId> {
        let id = self.path_of(text)?.strip_prefix("posts/")?.parse().ok()?;
        (self.post(id).as_str() == text).then_some(id)
    }

    /// Reads the id of a rendezvous of ours; one spelling only.
    pub fn read_rendezvous(&self, text: &str) -> Option<RendezvousId> {
        let id = self.path_of(text)?.strip_prefix("rendezvous/")?.parse().ok()?;
        (self.rendezvous(id).as_str() == text).then_some(id)
    }

    /// Reads the id of an actor of ours; whether there is one is for the caller to ask.
    pub fn read_actor(&self, text: &str) -> Option<KeyOwner> {
        match self.path_of(text)? {
            "actor" => Some(KeyOwner::Server),
            "section" => Some(KeyOwner::Section),
            path => match path.strip_prefix("groups/") {
                Some(id) => id.parse().ok().map(KeyOwner::Group),
                None => path.strip_prefix("people/")?.parse().ok().map(KeyOwner::Person),
            },
        }
    }

    /// Reads the id of a person of ours; one spelling only.
    pub fn read_person(&self, text: &str) -> Option<PersonId> {
        self.path_of(text)?.strip_prefix("people/")?.parse().ok()
    }

    /// Reads the id of a group of ours; one spelling only.
    pub fn read_group(&self, text: &str) -> Option<GroupId> {
        self.path_of(text)?.strip_prefix("groups/")?.parse().ok()
    }

    /// Reads the id of a message of ours in a group; one spelling only.
    pub fn read_message(&self, text: &str) -> Option<MessageId> {
        self.path_of(text)?.strip_prefix("notes/")?.parse().ok()
    }

    /// Reads the id of an activity of ours; one spelling only.
    pub fn read_activity(&self, text: &str) -> Option<ActivityId> {
        self.path_of(text)?.strip_prefix("activities/")?.parse().ok()
    }

    /// What follows `{origin}/`.
    fn path_of<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.strip_prefix(self.origin.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(&Url::parse("http://vallombre.localhost:8080/").unwrap())
    }

    #[test]
    fn every_id_is_read_back_as_it_was_written_and_in_no_other_spelling() {
        let names = names();
        let text = "http://vallombre.localhost:8080/posts/0190a0a0-0000-7000-8000-000000000001";
        let id = names.read_post(text).unwrap();
        assert_eq!(names.post(id).as_str(), text);
        assert_eq!(names.read_post(&text.to_uppercase()), None);
        assert_eq!(names.read_post(&format!("{text}#x")), None);
        assert_eq!(names.read_post(&text.replace(":8080", ":8081")), None);
        assert_eq!(names.read_actor(names.section().as_str()), Some(KeyOwner::Section));
        assert_eq!(names.read_actor("http://vallombre.localhost:8080/people/jeanne"), None);
        let group = "http://vallombre.localhost:8080/groups/40000000-0000-4000-8000-000000000001";
        let id = names.read_group(group).unwrap();
        assert_eq!(names.read_actor(group), Some(KeyOwner::Group(id)));
        assert_eq!(names.actor(KeyOwner::Group(id)).as_str(), group);
        assert_eq!(names.below(KeyOwner::Group(id), "inbox").as_str(), format!("{group}/inbox"));
        assert_eq!(names.proof_key(KeyOwner::Group(id)).as_str(), format!("{group}#ed25519-key"));
        for other in
            [format!("{group}/"), format!("{group}/log"), group.to_uppercase(), group.replace("8080", "8081")]
        {
            assert_eq!(names.read_group(&other), None, "{other}");
        }
        assert_eq!(names.host(), "vallombre.localhost:8080");
        assert_eq!(names.key(KeyOwner::Server).as_str(), "http://vallombre.localhost:8080/actor#main-key");
        assert_eq!(names.followers().as_str(), "http://vallombre.localhost:8080/section/followers");
    }
}
