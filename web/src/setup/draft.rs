//! What the wizard has gathered so far, as typed, and what it means once it is sound. The password is never in it.

use std::str::FromStr;

use chrono_tz::Tz;
use preau_core::error::{Fault, Field};
use preau_core::language::Language;
use preau_core::rules::Preset;
use preau_core::text::{Handle, Problem, ShortText, UnitName};
use preau_core::unit::{
    Accent, FollowPolicy, HouseChoices, InclusiveForm, Openness, UnitKind, propose_sigil,
};
use serde::{Deserialize, Serialize};

use crate::error::wrong;
use crate::form::Filled;
use crate::texts::Texts;

/// Steps before the house stands; the fifth follows when it does.
pub(super) const STEPS: u8 = 4;

/// The draft, kept in the store between the steps.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    /// The furthest step that may be shown.
    pub(super) reached: u8,
    pub(super) server: ServerFields,
    pub(super) unit: UnitFields,
    pub(super) reading: ReadingFields,
    pub(super) account: AccountFields,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            reached: 1,
            server: ServerFields::default(),
            unit: UnitFields::default(),
            reading: ReadingFields::default(),
            account: AccountFields::default(),
        }
    }
}

impl Draft {
    /// The kept draft; a fresh one in the language of the visitor where there is none, or one of another version.
    pub(super) fn read(kept: Option<&str>, language: Language) -> Self {
        let mut draft: Self = kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default();
        if draft.unit.language.is_empty() {
            language.as_str().clone_into(&mut draft.unit.language);
        }
        draft.reached = draft.reached.clamp(1, STEPS);
        draft
    }

    /// As it is kept.
    pub(super) fn written(&self) -> Result<String, Fault> {
        serde_json::to_string(self).map_err(|error| Fault::other("writing the draft of the set-up", error))
    }

    /// The rules that fit the kind, until others are chosen.
    pub(super) fn propose_preset(&mut self) {
        if self.reached < 3
            && let Ok(kind) = self.unit.kind.parse()
        {
            Preset::proposed_for(kind).as_str().clone_into(&mut self.reading.preset);
        }
    }
}

/// Step 1.
#[derive(Clone, Serialize, Deserialize, Default)]
#[serde(default)]
pub(crate) struct ServerFields {
    pub(super) mail: String,
}

/// Step 2.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct UnitFields {
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) sigil: String,
    pub(super) handle: String,
    pub(super) kind: String,
    pub(super) level_above: String,
    pub(super) territory: String,
    pub(super) language: String,
    pub(super) time_zone: String,
    pub(super) accent: String,
}

impl Default for UnitFields {
    fn default() -> Self {
        let empty = String::new;
        Self {
            name: empty(),
            organisation: empty(),
            sigil: empty(),
            handle: empty(),
            kind: UnitKind::Section.to_string(),
            level_above: empty(),
            territory: empty(),
            language: empty(),
            time_zone: Tz::Europe__Paris.name().to_owned(),
            accent: Accent::Ardoise.to_string(),
        }
    }
}

impl UnitFields {
    /// Fills sigil and name on the network from the displayed name where they were left empty.
    pub(super) fn propose(&mut self) {
        if self.sigil.trim().is_empty() {
            self.sigil = propose_sigil(&self.name);
        }
        if self.handle.trim().is_empty()
            && let Some(handle) = Handle::propose(&self.name)
        {
            self.handle = handle.to_string();
        }
    }
}

/// Step 3.
#[derive(Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReadingFields {
    pub(super) openness: String,
    pub(super) follow_policy: String,
    pub(super) members_may_sign: String,
    pub(super) preset: String,
}

impl Default for ReadingFields {
    fn default() -> Self {
        Self {
            openness: Openness::Mixed.to_string(),
            follow_policy: FollowPolicy::Accept.to_string(),
            members_may_sign: String::new(),
            preset: Preset::PartySection.to_string(),
        }
    }
}

/// Step 4. The password is read from the form and never written.
#[derive(Clone, Serialize, Deserialize, Default)]
#[serde(default)]
pub(crate) struct AccountFields {
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) mail: String,
    pub(super) title: String,
    #[serde(skip_serializing)]
    pub(super) password: String,
}

/// A sound step 2.
pub(super) struct Unit {
    pub(super) name: UnitName,
    pub(super) organisation: Option<ShortText>,
    pub(super) sigil: ShortText,
    pub(super) handle: Handle,
    pub(super) kind: UnitKind,
    pub(super) level_above: Option<ShortText>,
    pub(super) territory: Option<ShortText>,
    pub(super) language: Language,
    pub(super) time_zone: Tz,
    pub(super) accent: Accent,
}

impl Unit {
    /// Reads the fields; notes what is wrong beside each.
    pub(super) fn read(form: &mut Filled<UnitFields>, t: &Texts) -> Option<Self> {
        let typed = form.typed.clone();
        let name = form.take(Field::Name, UnitName::parse(&typed.name));
        let organisation = line(form, t, "organisation", &typed.organisation);
        let sigil = sigil(&typed.sigil);
        // Without a displayed name there is nothing to propose from: one fault is enough to say.
        if sigil.is_none() && (name.is_some() || !typed.sigil.trim().is_empty()) {
            form.say("sigil", t.setup_sigil_wrong());
        }
        let handle = match Handle::parse(&typed.handle) {
            Err(Problem::Empty) if name.is_none() => None,
            Err(Problem::Empty) => {
                form.say("handle", t.setup_handle_lacking());
                None
            }
            parsed => form.take(Field::Handle, parsed),
        };
        let kind = choice(form, t, "kind", &typed.kind);
        let level_above = line(form, t, "level_above", &typed.level_above);
        let territory = line(form, t, "territory", &typed.territory);
        let language = choice(form, t, "language", &typed.language);
        let time_zone = choice(form, t, "time_zone", &typed.time_zone);
        let accent = choice(form, t, "accent", &typed.accent);
        Some(Self {
            name: name?,
            organisation: organisation.ok()?,
            sigil: sigil?,
            handle: handle?,
            kind: kind?,
            level_above: level_above.ok()?,
            territory: territory.ok()?,
            language: language?,
            time_zone: time_zone?,
            accent: accent?,
        })
    }

    /// The choices of the house, with those of step 3. What the public page says is written later, in its own room.
    pub(super) fn choices(&self, reading: &Reading) -> HouseChoices {
        HouseChoices {
            name: self.name.clone(),
            sigil: self.sigil.clone(),
            organisation: self.organisation.clone(),
            level_above: self.level_above.clone(),
            territory: self.territory.clone(),
            language: self.language,
            about: None,
            contact_place: None,
            contact_line: None,
            publisher: None,
            accent: self.accent,
            // The texts are written in this form alone: the others are not offered.
            inclusive: InclusiveForm::Epicene,
            openness: reading.openness,
            follow_policy: reading.follow_policy,
            members_may_sign: reading.members_may_sign,
        }
    }
}

/// A sound step 3.
pub(super) struct Reading {
    pub(super) openness: Openness,
    pub(super) follow_policy: FollowPolicy,
    pub(super) members_may_sign: bool,
    pub(super) preset: Preset,
}

impl Reading {
    /// Reads the fields; notes what is wrong beside each.
    pub(super) fn read(form: &mut Filled<ReadingFields>, t: &Texts) -> Option<Self> {
        let typed = form.typed.clone();
        let openness = choice(form, t, "openness", &typed.openness);
        let follow_policy = choice(form, t, "follow_policy", &typed.follow_policy);
        let preset = choice(form, t, "preset", &typed.preset);
        Some(Self {
            openness: openness?,
            follow_policy: follow_policy?,
            members_may_sign: typed.members_may_sign == "yes",
            preset: preset?,
        })
    }
}

/// Two or three letters or figures, as capitals.
fn sigil(typed: &str) -> Option<ShortText> {
    let typed = typed.trim().to_uppercase();
    let fits = (2..=3).contains(&typed.chars().count()) && typed.chars().all(char::is_alphanumeric);
    if fits { ShortText::parse(&typed).ok() } else { None }
}

fn line<F>(
    form: &mut Filled<F>,
    t: &Texts,
    name: &'static str,
    typed: &str,
) -> Result<Option<ShortText>, Problem> {
    ShortText::optional(typed).inspect_err(|problem| form.say(name, wrong(t, Field::Title, *problem)))
}

fn choice<F, T: FromStr>(form: &mut Filled<F>, t: &Texts, name: &'static str, typed: &str) -> Option<T> {
    typed.parse().map_err(|_| form.say(name, t.wrong_choice())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::texts;

    fn vallombre() -> UnitFields {
        UnitFields { name: "Vallombre-Centre".to_owned(), language: "fr".to_owned(), ..UnitFields::default() }
    }

    #[test]
    fn sigil_and_network_name_are_proposed_from_the_displayed_name() {
        let mut fields = vallombre();
        fields.propose();
        assert_eq!((fields.sigil.as_str(), fields.handle.as_str()), ("VC", "vallombre.centre"));
        let t = texts(Language::Fr);
        let mut form = Filled::new(t, fields);
        let unit = Unit::read(&mut form, t).unwrap();
        assert_eq!((unit.kind, unit.time_zone), (UnitKind::Section, Tz::Europe__Paris));
    }

    #[test]
    fn a_wrong_unit_says_what_is_wrong_beside_each_field() {
        let t = texts(Language::Fr);
        let fields = UnitFields {
            sigil: "VALLOMBRE".to_owned(),
            handle: "admin".to_owned(),
            kind: "party".to_owned(),
            time_zone: "Mars/Olympus".to_owned(),
            ..vallombre()
        };
        let mut form = Filled::new(t, fields);
        assert!(Unit::read(&mut form, t).is_none());
        for field in ["sigil", "handle", "kind", "time_zone"] {
            assert!(form.wrong(field), "{field}");
        }
        assert!(!form.wrong("name"));
    }

    #[test]
    fn the_draft_comes_back_as_it_was_typed_without_the_password() {
        let mut draft = Draft::read(None, Language::En);
        assert_eq!((draft.reached, draft.unit.language.as_str()), (1, "en"));
        draft.unit.name = "Local 402".to_owned();
        draft.account.password = "tramway horizon lampe".to_owned();
        draft.reached = 4;
        let written = draft.written().unwrap();
        assert!(!written.contains("tramway"), "{written}");
        let again = Draft::read(Some(&written), Language::Fr);
        assert_eq!((again.unit.name.as_str(), again.reached), ("Local 402", 4));
        assert_eq!(again.unit.language, "en");
        assert!(again.account.password.is_empty());
    }

    #[test]
    fn a_union_local_starts_from_the_rules_of_a_union_section() {
        let mut draft = Draft::read(None, Language::Fr);
        draft.unit.kind = "local".to_owned();
        draft.propose_preset();
        assert_eq!(draft.reading.preset, "union_section");
    }
}
