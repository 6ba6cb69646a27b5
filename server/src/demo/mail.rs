//! What other servers sent to a section of the demo, so that its Courrier is not empty: made by the Actions that the
//! network performs, in the name of servers that do not exist.

use preau_core::action::outside::{
    AcceptOutside, AnswerOutside, CountMark, ReceiveOutsidePost, ReceiveReport, RefuseOutside, Taken,
};
use preau_core::error::{Failure, Fault};
use preau_core::id::{OutsideId, PersonId, PostId};
use preau_core::outside::{Mark, OutsideByline, RemoteNote};
use preau_core::text::Body;
use preau_core::world::{Moment, World as _};
use url::Url;

use super::life::{Life, text};

/// Something that came in.
pub(super) struct Came {
    /// So many hours ago: later than the newest public post, which is from yesterday at five in the afternoon.
    pub(super) ago: i64,
    /// Name, handle and server of its author.
    pub(super) by: (&'static str, &'static str, &'static str),
    /// Why it came.
    pub(super) what: What,
    pub(super) text: &'static str,
    /// What its author warns of; empty for nothing.
    pub(super) warning: &'static str,
    pub(super) attachments: i32,
    /// What became of it.
    pub(super) then: Then,
}

/// Why something came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// It answers the newest public post.
    Reply,
    /// It names the section.
    Mention,
    /// It is for the section alone.
    Letter,
}

/// What became of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// It waits.
    Waits,
    /// It was accepted, and the section answered in public.
    Answered(&'static str),
    /// It was refused.
    Refused,
}

/// Likes and shares of the newest public post.
const LIKES: u32 = 12;
const SHARES: u32 = 3;

/// The mail of Vallombre-Centre.
pub(super) const VALLOMBRE: &[Came] = &[
    Came {
        then: Then::Answered(
            "Dès ce printemps, si le conseil le vote. Venez en parler à la réunion publique.",
        ),
        ..came(
            6,
            ("Marc Delaunay", "marc", "pouet.example"),
            What::Reply,
            "Merci. Je travaille de nuit le dimanche à l’hôpital\u{a0}: à partir de quand y aurait-il un bus\u{a0}?",
        )
    },
    Came {
        then: Then::Refused,
        ..came(
            5,
            ("Réductions", "promo", "annonces.example"),
            What::Reply,
            "Vos billets à moitié prix, cliquez vite.",
        )
    },
    came(
        4,
        ("Inès Roche", "ines", "jardin.example"),
        What::Reply,
        "Et pour celles et ceux qui ne peuvent pas marcher jusqu’à l’arrêt\u{a0}? Le transport à la demande s’arrête aussi le samedi.",
    ),
    Came {
        attachments: 2,
        warning: "Photos de l’incendie",
        ..came(
            3,
            ("Le Quai en images", "quai", "photo.example"),
            What::Mention,
            "Les photos des quais exposées samedi, avec celles de @vallombre.",
        )
    },
    came(
        2,
        ("Camille Sorel", "camille", "pouet.example"),
        What::Letter,
        "Bonjour, je viens d’emménager rue des Tanneurs. Comment vous rencontrer sans attendre la prochaine réunion\u{a0}?",
    ),
];

const fn came(
    ago: i64,
    by: (&'static str, &'static str, &'static str),
    what: What,
    text: &'static str,
) -> Came {
    Came { ago, by, what, text, warning: "", attachments: 0, then: Then::Waits }
}

impl Life<'_> {
    /// What came in about the newest public post, and what the one who set the house up did with it.
    pub(super) async fn mail(&self, by: PersonId, posts: &[(PostId, bool)]) -> Result<(), Failure> {
        let newest = posts.iter().rev().find(|(_, public)| *public);
        let Some((post, _)) = newest.filter(|_| !self.story.mail.is_empty()) else { return Ok(()) };
        for (number, came) in self.story.mail.iter().enumerate() {
            self.world.set(self.now.plus(-came.ago * Moment::HOUR));
            let (seen, taken) = self.arrives(number, came, *post).await?;
            let Taken::Kept(outside) = taken else {
                return Err(Fault::Broken("the mail of the demo is kept").into());
            };
            self.world.set(self.now.plus(-came.ago * Moment::HOUR + 10 * Moment::MINUTE));
            self.decide(by, came, outside, seen).await?;
        }
        for number in 0..LIKES.max(SHARES) {
            for (mark, count) in [(Mark::Like, LIKES), (Mark::Share, SHARES)] {
                if number < count {
                    let actor = address("pouet.example", &format!("users/{number}"))?;
                    let incoming = format!("{actor}/{}", mark.as_str());
                    self.perform(CountMark { incoming, actor, post: *post, mark }).await?;
                }
            }
        }
        self.world.set(self.now);
        let actor = address("annonces.example", "actor")?;
        let mut reported = self.world.origin().clone();
        reported.set_path(&format!("posts/{post}"));
        let objects = vec![reported];
        let note = "Une personne d’ici dit que ce message est politique.".to_owned();
        let incoming = format!("{actor}/flags/1");
        self.perform(ReceiveReport { incoming, actor, note, objects, post: Some(*post) }).await?;
        Ok(())
    }

    async fn arrives(&self, number: usize, came: &Came, post: PostId) -> Result<(Moment, Taken), Failure> {
        let (name, handle, host) = came.by;
        let id = address(host, &format!("notes/{number}"))?;
        let published_at = self.now.plus(-came.ago * Moment::HOUR - Moment::MINUTE);
        let note = RemoteNote {
            url: Some(address(host, &format!("@{handle}/{number}"))?),
            object_type: "Note".to_owned(),
            author: OutsideByline {
                actor: address(host, &format!("users/{handle}"))?,
                name: name.to_owned(),
                handle: handle.to_owned(),
                host: host.to_owned(),
            },
            title: None,
            warning: Some(came.warning.to_owned()),
            content: format!("<p>{}</p>", came.text),
            attachments: came.attachments,
            published_at,
            updated_at: None,
            id: id.clone(),
        };
        let received = ReceiveOutsidePost {
            incoming: format!("{id}/create"),
            note,
            post: (came.what == What::Reply).then_some(post),
            parent: None,
            mentions: came.what != What::Reply,
            private: came.what == What::Letter,
        };
        Ok((published_at, self.perform(received).await?))
    }

    async fn decide(
        &self,
        by: PersonId,
        came: &Came,
        outside: OutsideId,
        seen: Moment,
    ) -> Result<(), Failure> {
        match came.then {
            Then::Waits => Ok(()),
            Then::Refused => self.perform(RefuseOutside { by, outside }).await,
            Then::Answered(answer) => {
                self.perform(AcceptOutside { by, outside, seen }).await?;
                let (body, once) = (text(Body::parse(answer))?, self.world.hidden_id());
                let answer = AnswerOutside { by, outside, seen, body, public: true, once };
                self.perform(answer).await.map(|_| ())
            }
        }
    }
}

/// An address on a server that does not exist.
fn address(host: &str, path: &str) -> Result<Url, Fault> {
    Url::parse(&format!("https://{host}/{path}")).map_err(|_| Fault::Broken("an address of the demo is one"))
}
