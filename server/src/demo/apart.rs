//! What bodies of a story say and plan among themselves: read by those who sit in them and by nobody else.

use preau_core::action::post::{Publish, Reply};
use preau_core::action::rendezvous::{AnswerRendezvous, PlanRendezvous};
use preau_core::audience::Audience;
use preau_core::error::Failure;
use preau_core::guest::GuestsMay;
use preau_core::id::BodyId;
use preau_core::post::{Draft, Signature};
use preau_core::rendezvous::Plan;
use preau_core::text::{Body, ShortText, Title};
use preau_core::world::{Moment, World as _};

use super::life::{Account, Life, ZONE, moment, text, whose};

/// A message of the board: author, title, text; then who answers what. Indexes into the people of the story.
const SAID: (usize, &str, &str) = (
    1,
    "Devis pour la sono de l’assemblée",
    "Deux devis sont arrivés : **340 €** et **410 €** avec une boucle magnétique. Je propose le second. On tranche avant vendredi ?",
);
const ANSWERS: [(usize, &str); 3] = [
    (0, "D’accord pour la boucle. Je l’inscris à l’ordre du jour du bureau."),
    (3, "Oui. Et on la garde pour les réunions publiques."),
    (1, "Je confirme lundi matin, donc."),
];

impl Life<'_> {
    /// The board talks among itself, and the commission meets, if the story has both.
    pub(super) async fn talk_apart(&self, accounts: &[Account], bodies: &[BodyId]) -> Result<(), Failure> {
        let [board, commission, ..] = bodies else { return Ok(()) };
        let mut at = self.now.plus(-27 * Moment::HOUR);
        self.world.set(at);
        let (author, title, words) = SAID;
        let draft = |title: Option<Title>, body: Body| Draft {
            title,
            body,
            audience: Audience::Body(*board),
            signature: Signature::Author,
        };
        let said = Publish {
            by: whose(accounts, author)?,
            draft: draft(Some(text(Title::parse(title))?), text(Body::parse(words))?),
            once: self.world.hidden_id(),
            pictures: Vec::new(),
        };
        let parent = self.perform(said).await?.id;
        for (author, words) in ANSWERS {
            at = at.plus(19 * Moment::MINUTE);
            self.world.set(at);
            let reply = Reply {
                by: whose(accounts, author)?,
                parent,
                draft: draft(None, text(Body::parse(words))?),
                once: self.world.hidden_id(),
                pictures: Vec::new(),
            };
            self.perform(reply).await?;
        }
        self.meet_apart(accounts, *commission).await
    }

    async fn meet_apart(&self, accounts: &[Account], commission: BodyId) -> Result<(), Failure> {
        let starts_at = moment(self.now, 9, (17, 0))?;
        let plan = Plan {
            title: text(Title::parse("Comptage des correspondances à la gare"))?,
            body: text(Body::optional("Par équipes de deux. Les feuilles sont dans l’armoire du local."))?,
            starts_at,
            ends_at: Some(starts_at.plus(2 * Moment::HOUR)),
            time_zone: ZONE,
            place: Some(text(ShortText::parse("Gare de Vallombre, sous l’horloge"))?),
            link: None,
            audience: Audience::Body(commission),
            needed: Some(4),
            capacity: None,
            guests_may: GuestsMay::No,
        };
        let once = self.world.hidden_id();
        let (rendezvous, _) = self.perform(PlanRendezvous { by: whose(accounts, 4)?, plan, once }).await?;
        for (index, coming) in [(4, true), (9, true), (7, false)] {
            self.perform(AnswerRendezvous { by: whose(accounts, index)?, rendezvous, coming }).await?;
        }
        Ok(())
    }
}
