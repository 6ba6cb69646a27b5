//! Taking a name out of minutes (GDPR article 17; product.md 5.5): the minutes keep its initials, the minute book an entry.

use async_trait::async_trait;

use super::book::{Document, enter};
use super::{journal, kept};
use crate::action::Action;
use crate::error::{Failure, Fault, Field, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId};
use crate::markup;
use crate::meeting::{EntryKind, Meeting};
use crate::person::Person;
use crate::store::Tx;
use crate::text::{PersonName, Problem, Title};
use crate::world::World;

/// Meetings that somebody took part in, in the life of a house.
const MEETINGS_MAX: i64 = 5_000;

/// Takes a name out of the minutes of one meeting, and out of whatever else was written down of it. Where they are sealed,
/// a new entry has the text with initials, the old text and its salt go, and the chain still holds, since it is made of
/// hashes.
#[derive(Debug)]
pub struct EraseName {
    /// Who does it.
    pub by: PersonId,
    /// Out of the minutes of which meeting.
    pub meeting: MeetingId,
    /// Which name, as it stands there.
    pub name: PersonName,
}

#[async_trait]
impl Action for EraseName {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let seen = kept(tx, world, self.by, self.meeting).await?;
        if !redacted(tx, world, &seen.view.meeting, &self.name).await? {
            return Err(Refusal::Field(Field::Name, Problem::Malformed).into());
        }
        journal(tx, world, Some(self.by), EventKind::MinutesErased, self.meeting.0).await?;
        Ok(())
    }
}

/// Called in the transaction that ends an account whose name goes too, while the name is still known: it gives way to its
/// initials in every meeting that the person was convened to, sat in or had to do with.
pub(crate) async fn erase_everywhere(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: &Person,
) -> Result<(), Failure> {
    let name = called(&person.name);
    for id in tx.meetings_of(person.id, MEETINGS_MAX).await? {
        let Some(meeting) = tx.meeting(id).await? else { continue };
        redacted(tx, world, &meeting, &person.name).await?;
        if meeting.sitting.is_some() {
            // Minutes that are not sealed are made of the record, which knows nobody of this name any more.
            tx.keep_initials(id, person.id, &name).await?;
        }
    }
    Ok(())
}

/// Takes a name out of everything that was written down of a meeting; false where it stood nowhere.
async fn redacted(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    name: &PersonName,
) -> Result<bool, Failure> {
    let short = called(name);
    let (name, short) = (name.as_str(), short.as_str());
    let mut done = tx.redact(meeting.id, name, short).await?;
    for mut item in tx.items(meeting.id).await? {
        let texts = [item.title.as_str(), &item.source, &item.notes_source];
        if !texts.iter().any(|text| text.contains(name)) {
            continue;
        }
        let seen = item.version;
        item.title = Title::fit(&item.title.as_str().replace(name, short), crate::person::GONE);
        (item.source, item.html) = rewritten(&item.source, name, short);
        (item.notes_source, item.notes_html) = rewritten(&item.notes_source, name, short);
        if !tx.update_item(&item, seen).await? {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        done = true;
    }
    for entry in tx.entries_of(meeting.id).await? {
        let Some(json) = entry.document.as_deref().filter(|json| json.contains(name)) else { continue };
        let mut value: serde_json::Value =
            serde_json::from_str(json).map_err(|error| Fault::other("reading sealed minutes", error))?;
        redact(&mut value, name, short);
        let document: Document = serde_json::from_value(value)
            .map_err(|error| Fault::other("reading minutes with initials", error))?;
        let document = match document {
            Document::Minutes { text, approved } | Document::Redacted { text, approved, .. } => {
                Document::Redacted { of: (entry.year, entry.number), text, approved }
            }
            correction @ Document::Correction { .. } => correction,
        };
        enter(tx, world, meeting, EntryKind::Correction, &document).await?;
        tx.erase_document(entry.id).await?;
        done = true;
    }
    Ok(done)
}

/// A Markdown text with initials in the place of a name, and its HTML.
fn rewritten(source: &str, name: &str, short: &str) -> (String, String) {
    let source = source.replace(name, short);
    let html = if source.is_empty() { String::new() } else { markup::render(&source).html };
    (source, html)
}

/// Puts initials in the place of a name, wherever a text holds it.
fn redact(value: &mut serde_json::Value, name: &str, initials: &str) {
    match value {
        serde_json::Value::String(text) => *text = text.replace(name, initials),
        serde_json::Value::Array(values) => values.iter_mut().for_each(|one| redact(one, name, initials)),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(|one| redact(one, name, initials)),
        _ => {}
    }
}

/// What minutes call somebody whose name was erased: "Nour El Amrani" is "N. E. A.".
fn called(name: &PersonName) -> PersonName {
    let letters = name
        .as_str()
        .split([' ', '-', '\u{A0}'])
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let initials = letters.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ");
    PersonName::fit(&initials, crate::person::GONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_way_to_its_initials_wherever_it_stands() {
        let initials = |name: &str| called(&PersonName::parse(name).unwrap()).to_string();
        assert_eq!(initials("Nour El Amrani"), "N. E. A.");
        assert_eq!(initials("Łucja Šimić-Erdoğan"), "Ł. Š. E.");
        assert_eq!(initials("Jean « Jojo » Martin"), "J. J. M.");
        let mut value = serde_json::json!({"a": ["Nour El Amrani", 3], "b": {"c": "dit Nour El Amrani."}});
        redact(&mut value, "Nour El Amrani", "N. E. A.");
        assert_eq!(value, serde_json::json!({"a": ["N. E. A.", 3], "b": {"c": "dit N. E. A.."}}));
        let (source, html) = rewritten("**Nour El Amrani** demande.", "Nour El Amrani", "N. E. A.");
        assert_eq!(
            (source.as_str(), html.trim()),
            ("**N. E. A.** demande.", "<p><strong>N. E. A.</strong> demande.</p>")
        );
        assert_eq!(rewritten("", "Nour", "N."), (String::new(), String::new()));
    }
}
