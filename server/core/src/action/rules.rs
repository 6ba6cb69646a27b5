//! Changing the rules of a body, or letting it follow those of the house.

use async_trait::async_trait;

use super::{Action, record};
use crate::access;
use crate::body::Body;
use crate::error::{Failure, Refusal};
use crate::event::EventKind;
use crate::id::{BodyId, PersonId};
use crate::mandate::Right;
use crate::rules::RulesProfile;
use crate::store::Tx;
use crate::unit::House;
use crate::world::World;

/// Writes down what the statutes say now. What was convened before keeps the rules under which it was.
#[derive(Debug)]
pub struct ChangeRules {
    /// Who writes it down.
    pub by: PersonId,
    /// Of which body; of the assembly they are the rules of the house.
    pub body: BodyId,
    /// The rules; `None` where the body follows those of the house from now on. Their version is counted here.
    pub rules: Option<RulesProfile>,
    /// The version that the form showed: the body's own, or that of the house where it had none.
    pub seen_version: u32,
}

#[async_trait]
impl Action for ChangeRules {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let now = world.now();
        let viewer = access::viewer(tx, self.by, now).await?;
        if viewer.member().is_none() {
            return Err(Refusal::NotFound.into());
        }
        let house = tx.house().await?.ok_or(Refusal::NotFound)?;
        let body = tx.body(self.body).await?.ok_or(Refusal::NotFound)?;
        if !viewer.holds(Right::ManageBodies, body.id) {
            return Err(Refusal::NotAllowed.into());
        }
        if !body.stands(now) {
            return Err(Refusal::Over.into());
        }
        let own = if body.id == house.id { Some(&house.rules) } else { body.rules.as_ref() };
        if same(own, self.rules.as_ref()) {
            // A form sent twice, or nothing changed: there is no new version of the same words.
            return Ok(());
        }
        let shown = own.unwrap_or(&house.rules).version;
        if shown != self.seen_version {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let rules =
            self.rules.clone().map(|rules| RulesProfile { version: shown.saturating_add(1), ..rules });
        store(tx, house, body, rules).await?;
        Ok(record(tx, world, Some(self.by), EventKind::RulesChanged, self.body.0).await?)
    }
}

/// Of the house they are a column of the house: every body without its own follows them at once.
async fn store(
    tx: &mut dyn Tx,
    house: House,
    body: Body,
    rules: Option<RulesProfile>,
) -> Result<(), Failure> {
    if body.id == house.id {
        // The house has nobody to follow.
        let rules = rules.ok_or(Refusal::NotAllowed)?;
        return Ok(tx.update_house(&House { rules, ..house }).await?);
    }
    let seen = body.version;
    if tx.update_body(&Body { rules, ..body }, seen).await? {
        Ok(())
    } else {
        Err(Refusal::ChangedMeanwhile.into())
    }
}

/// Whether two say the same, whatever their versions.
fn same(one: Option<&RulesProfile>, other: Option<&RulesProfile>) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => *one == RulesProfile { version: one.version, ..other.clone() },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Preset;

    #[test]
    fn rules_are_the_same_whatever_their_version_and_differ_by_one_value() {
        let rules = RulesProfile::preset(Preset::PartySection);
        let later = RulesProfile { version: 9, ..rules.clone() };
        let mut other = rules.clone();
        other.notice.board = 6;
        assert!(same(Some(&rules), Some(&later)) && same(None, None));
        assert!(!same(Some(&rules), Some(&other)) && !same(None, Some(&rules)) && !same(Some(&rules), None));
    }
}
