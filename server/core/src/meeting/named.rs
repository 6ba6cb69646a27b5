//! Somebody whom minutes name: the name as it stood, and who it was, so that taking out a name takes out nobody else's.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::text::PersonName;

/// A name in the text of minutes. Read as the name it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct Named {
    /// What they were called.
    pub name: PersonName,
    /// Who it was; `None` of a guest without an account, and of somebody whose name was taken out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<PersonId>,
}

/// How it is sealed; texts that were sealed before knew the name alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Name(PersonName),
    Known {
        name: PersonName,
        #[serde(default)]
        who: Option<PersonId>,
    },
}

impl From<Stored> for Named {
    fn from(stored: Stored) -> Self {
        match stored {
            Stored::Name(name) => Self { name, who: None },
            Stored::Known { name, who } => Self { name, who },
        }
    }
}

impl Named {
    /// Somebody who has an account.
    pub const fn of(who: PersonId, name: PersonName) -> Self {
        Self { name, who: Some(who) }
    }
}

impl From<&crate::person::Byline> for Named {
    fn from(one: &crate::person::Byline) -> Self {
        Self::of(one.id, one.name.clone())
    }
}

impl Deref for Named {
    type Target = PersonName;
    fn deref(&self) -> &PersonName {
        &self.name
    }
}

impl fmt::Display for Named {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(form)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_sealed_with_who_it_was_and_one_that_was_sealed_alone_is_read() {
        let (who, name) = (PersonId(uuid::Uuid::from_u128(3)), PersonName::parse("Nour El Amrani").unwrap());
        let known = Named::of(who, name.clone());
        let json = serde_json::to_value(&known).unwrap();
        assert_eq!(json, serde_json::json!({"name": "Nour El Amrani", "who": who.to_string()}));
        assert_eq!(serde_json::from_value::<Named>(json).unwrap(), known);
        let alone = Named { name, who: None };
        assert_eq!(serde_json::to_value(&alone).unwrap(), serde_json::json!({"name": "Nour El Amrani"}));
        for stored in [serde_json::json!("Nour El Amrani"), serde_json::json!({"name": "Nour El Amrani"})] {
            assert_eq!(serde_json::from_value::<Named>(stored).unwrap(), alone);
        }
    }
}
