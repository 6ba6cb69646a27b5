//! Taking a name out of minutes (GDPR article 17; product.md 5.5): the minutes keep its initials, the minute book an entry.

use std::collections::BTreeMap;

use async_trait::async_trait;
use serde_json::Value;

use super::book::{Document, enter, read, sealed};
use super::{journal, kept};
use crate::action::Action;
use crate::error::{Failure, Fault, Field, Refusal};
use crate::event::EventKind;
use crate::id::{MeetingId, PersonId};
use crate::markup;
use crate::meeting::{EntryKind, ItemState, Meeting, MeetingView};
use crate::person::{Byline, Person, Standing};
use crate::store::{Read, Tx};
use crate::text::{PersonName, Problem, Title};
use crate::world::World;

/// Meetings that somebody took part in, in the life of a house.
const MEETINGS_MAX: i64 = 5_000;

/// Whose name is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This person's, wherever the record says that it was them, whatever they were called then.
    Person(PersonId),
    /// That of somebody without an account, as it was keyed at the door.
    Guest,
    /// Nobody's in particular: texts alone are changed.
    Nobody,
}

/// Takes a name out of the minutes of one meeting, and out of whatever else was written down of it. Where they are sealed,
/// a new entry has the text with initials, the old text and its salt go, and the chain still holds, since it is made of
/// hashes. Somebody else of that name keeps theirs.
#[derive(Debug)]
pub struct EraseName {
    /// Who does it.
    pub by: PersonId,
    /// Out of the minutes of which meeting.
    pub meeting: MeetingId,
    /// Which name, as it stands there.
    pub name: PersonName,
    /// Whose it is.
    pub whose: Whose,
    /// Whether it goes out of the texts that somebody typed too: nothing says whom these mean.
    pub texts: bool,
}

#[async_trait]
impl Action for EraseName {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        let seen = kept(tx, world, self.by, self.meeting).await?;
        if !name_in(tx, &seen.view, &self.name).await?.holds(self.whose, self.texts) {
            return Err(Refusal::Field(Field::Name, Problem::Malformed).into());
        }
        redacted(tx, world, &seen.view.meeting, &self.name, (self.whose, self.texts)).await?;
        journal(tx, world, Some(self.by), EventKind::MinutesErased, self.meeting.0).await?;
        Ok(())
    }
}

/// Where a name stands in what was written down of a meeting: what is read before it is taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameFound {
    /// Who is called so, and how often the record names each.
    pub people: Vec<(Byline, usize)>,
    /// How often it stands for somebody without an account.
    pub guests: usize,
    /// How often it stands in texts that somebody typed.
    pub texts: usize,
}

impl NameFound {
    /// Whether it stands nowhere.
    pub const fn nowhere(&self) -> bool {
        self.people.is_empty() && self.guests == 0 && self.texts == 0
    }

    /// Whether something would change.
    pub fn holds(&self, whose: Whose, texts: bool) -> bool {
        let named = match whose {
            Whose::Person(id) => self.people.iter().any(|(one, _)| one.id == id),
            Whose::Guest => self.guests > 0,
            Whose::Nobody => false,
        };
        named || (texts && self.texts > 0)
    }
}

/// Looks for a name in the minutes of a meeting as they are valid today, and in what was written beside them.
pub async fn name_in(db: &mut dyn Read, view: &MeetingView, name: &PersonName) -> Result<NameFound, Failure> {
    let id = view.meeting.id;
    let text = match sealed(db, id).await? {
        Some((text, ..)) => text,
        None => super::text_of(db, view).await?,
    };
    let written = |error| Fault::other("writing minutes as JSON", error);
    let mut counted = Counted::default();
    counted.look(&serde_json::to_value(&text).map_err(written)?, name.as_str());
    for entry in db.entries_of(id).await? {
        if let Some(correction @ Document::Correction { .. }) = read(&entry)? {
            counted.look(&serde_json::to_value(&correction).map_err(written)?, name.as_str());
        }
    }
    let mut beside: Vec<String> = Vec::new();
    for one in db.corrections(id, super::CORRECTIONS_MAX).await? {
        beside.extend([Some(one.text), one.answer].into_iter().flatten().map(|note| note.to_string()));
    }
    beside.extend(
        db.decisions_of(id).await?.into_iter().filter_map(|one| one.word.map(|word| word.to_string())),
    );
    for item in db.items(id).await?.into_iter().filter(|item| item.state != ItemState::Listed) {
        beside.extend([item.title.to_string(), item.source]);
    }
    let texts =
        counted.texts.saturating_add(beside.iter().map(|text| text.matches(name.as_str()).count()).sum());
    let mut people = Vec::new();
    for (who, times) in counted.people {
        if let Some(person) = db.person(who).await? {
            let ended = person.standing == Standing::Ended;
            let Person { id, name, handle, title, .. } = person;
            people.push((Byline { id, name, handle, title, ended }, times));
        }
    }
    Ok(NameFound { people, guests: counted.guests, texts })
}

/// How often a name stands in a text, and as whose.
#[derive(Default)]
struct Counted {
    people: BTreeMap<PersonId, usize>,
    guests: usize,
    texts: usize,
}

impl Counted {
    fn look(&mut self, value: &Value, name: &str) {
        if let Some((called, who)) = named(value) {
            match who {
                Some(who) if called == name => {
                    let times = self.people.entry(who).or_default();
                    *times = times.saturating_add(1);
                }
                None if called.contains(name) => self.guests = self.guests.saturating_add(1),
                _ => {}
            }
            return;
        }
        match value {
            Value::String(text) => self.texts = self.texts.saturating_add(text.matches(name).count()),
            Value::Array(values) => values.iter().for_each(|one| self.look(one, name)),
            Value::Object(fields) => fields.values().for_each(|one| self.look(one, name)),
            _ => {}
        }
    }
}

/// The name and who it was, where this is somebody whom the text names ([`crate::meeting::Named`]).
fn named(value: &Value) -> Option<(&str, Option<PersonId>)> {
    let fields = value.as_object()?;
    let name = fields.get("name")?.as_str()?;
    let who = fields.get("who").and_then(Value::as_str);
    let known = fields.len() == if who.is_some() { 2 } else { 1 };
    known.then(|| (name, who.and_then(|who| who.parse().ok())))
}

/// Called in the transaction that ends an account whose name goes too, while the name is still known: it gives way to its
/// initials in every meeting that the person was convened to, sat in or had to do with. Where somebody else of that name had
/// to do with it, texts stay as they are: nobody is there to say whom they mean.
pub(crate) async fn erase_everywhere(
    tx: &mut dyn Tx,
    world: &dyn World,
    person: &Person,
) -> Result<(), Failure> {
    for (id, shared) in tx.meetings_of(person.id, &person.name, MEETINGS_MAX).await? {
        let Some(meeting) = tx.meeting(id).await? else { continue };
        redacted(tx, world, &meeting, &person.name, (Whose::Person(person.id), !shared)).await?;
    }
    Ok(())
}

/// In how many meetings an account that ends takes its name out of the papers, and in how many of these somebody else is
/// called so.
pub async fn papers_of(db: &mut dyn Read, person: &Person) -> Result<(usize, usize), Fault> {
    let found = db.meetings_of(person.id, &person.name, MEETINGS_MAX).await?;
    Ok((found.len(), found.iter().filter(|(_, shared)| *shared).count()))
}

/// Takes a name out of what was written down of a meeting.
async fn redacted(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    name: &PersonName,
    (whose, texts): (Whose, bool),
) -> Result<(), Failure> {
    let letters = initials(name);
    let (name, short) = (name.as_str(), letters.as_str());
    if texts {
        tx.redact(meeting.id, name, short).await?;
        rewrite_items(tx, meeting.id, name, short).await?;
    }
    match whose {
        // Minutes that are not sealed are made of the record, which is told what to call them from now on.
        Whose::Person(person) if meeting.sitting.is_some() => {
            tx.keep_initials(meeting.id, person, &letters).await?;
        }
        Whose::Guest => tx.redact_guests(meeting.id, name, short).await?,
        Whose::Person(_) | Whose::Nobody => {}
    }
    for entry in tx.entries_of(meeting.id).await? {
        let Some(json) = entry.document.as_deref() else { continue };
        let before: Value =
            serde_json::from_str(json).map_err(|error| Fault::other("reading sealed minutes", error))?;
        let mut after = before.clone();
        Going { name, short, whose, texts }.out_of(&mut after);
        if after == before {
            continue;
        }
        let document: Document = serde_json::from_value(after)
            .map_err(|error| Fault::other("reading minutes with initials", error))?;
        let document = match document {
            Document::Minutes { text, approved } | Document::Redacted { text, approved, .. } => {
                Document::Redacted { of: (entry.year, entry.number), text, approved }
            }
            correction @ Document::Correction { .. } => correction,
        };
        enter(tx, world, meeting, EntryKind::Correction, &document).await?;
        tx.erase_document(entry.id).await?;
    }
    Ok(())
}

/// Puts initials in the place of a name in the texts of the items.
async fn rewrite_items(tx: &mut dyn Tx, meeting: MeetingId, name: &str, short: &str) -> Result<(), Failure> {
    for mut item in tx.items(meeting).await? {
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
    }
    Ok(())
}

/// A Markdown text with initials in the place of a name, and its HTML.
fn rewritten(source: &str, name: &str, short: &str) -> (String, String) {
    let source = source.replace(name, short);
    let html = if source.is_empty() { String::new() } else { markup::render(&source).html };
    (source, html)
}

/// A name on its way out of a sealed text.
struct Going<'a> {
    name: &'a str,
    short: &'a str,
    whose: Whose,
    texts: bool,
}

impl Going<'_> {
    fn out_of(&self, value: &mut Value) {
        if let Some((called, who)) = named(value) {
            let short = match (self.whose, who) {
                (Whose::Person(person), Some(who)) if person == who => self.short.to_owned(),
                (Whose::Guest, None) => called.replace(self.name, self.short),
                _ => return,
            };
            // Who it was goes with the name.
            *value = serde_json::json!({ "name": short });
            return;
        }
        match value {
            Value::String(text) if self.texts => *text = text.replace(self.name, self.short),
            Value::Array(values) => values.iter_mut().for_each(|one| self.out_of(one)),
            Value::Object(fields) => fields.values_mut().for_each(|one| self.out_of(one)),
            _ => {}
        }
    }
}

/// What minutes call somebody whose name was erased: "Nour El Amrani" is "N. E. A.".
pub fn initials(name: &PersonName) -> PersonName {
    let letters = name
        .as_str()
        .split([' ', '-', '\u{A0}'])
        .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    let short = letters.map(|letter| format!("{letter}.")).collect::<Vec<_>>().join(" ");
    PersonName::fit(&short, crate::person::GONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn going(whose: Whose, texts: bool) -> Going<'static> {
        Going { name: "Nour El Amrani", short: "N. E. A.", whose, texts }
    }

    #[test]
    fn a_name_goes_with_the_person_and_not_with_who_is_called_alike() {
        let (one, other) = [3, 4].map(|n| PersonId(uuid::Uuid::from_u128(n))).into();
        let text = serde_json::json!({
            "present": [{"name": {"name": "Nour El Amrani", "who": one.to_string()}},
                {"name": {"name": "Nour El Amrani", "who": other.to_string()}},
                {"name": {"name": "Nour Amrani", "who": one.to_string()}}],
            "guests": [{"name": {"name": "Nour El Amrani (CGT)"}}],
            "notes": "Nour El Amrani demande ; Nour El Amrani répond.",
        });
        let mut counted = Counted::default();
        counted.look(&text, "Nour El Amrani");
        assert_eq!(counted.people.into_iter().collect::<Vec<_>>(), [(one, 1), (other, 1)]);
        assert_eq!((counted.guests, counted.texts), (1, 2));
        let names = |value: &Value| -> Vec<String> {
            let people =
                value["present"].as_array().unwrap().iter().chain(value["guests"].as_array().unwrap());
            people.map(|line| line["name"]["name"].as_str().unwrap().to_owned()).collect()
        };
        let after = |whose, texts| {
            let mut value = text.clone();
            going(whose, texts).out_of(&mut value);
            (names(&value), value["notes"].as_str().unwrap().contains("Amrani"))
        };
        let (name, short, guest) = ("Nour El Amrani", "N. E. A.", "Nour El Amrani (CGT)");
        // Whatever they were called when it was sealed.
        let expected = |names: [&str; 4], notes| (names.map(str::to_owned).to_vec(), notes);
        assert_eq!(after(Whose::Person(one), false), expected([short, name, short, guest], true));
        assert_eq!(after(Whose::Person(other), true), expected([name, short, "Nour Amrani", guest], false));
        assert_eq!(after(Whose::Guest, false), expected([name, name, "Nour Amrani", "N. E. A. (CGT)"], true));
        assert_eq!(after(Whose::Nobody, true), expected([name, name, "Nour Amrani", guest], false));
    }

    #[test]
    fn a_name_gives_way_to_its_initials_wherever_it_stands() {
        let called = |name: &str| initials(&PersonName::parse(name).unwrap()).to_string();
        assert_eq!(called("Nour El Amrani"), "N. E. A.");
        assert_eq!(called("Łucja Šimić-Erdoğan"), "Ł. Š. E.");
        assert_eq!(called("Jean « Jojo » Martin"), "J. J. M.");
        let mut value = serde_json::json!({"a": ["Nour El Amrani", 3], "b": {"c": "dit Nour El Amrani."}});
        going(Whose::Nobody, true).out_of(&mut value);
        assert_eq!(value, serde_json::json!({"a": ["N. E. A.", 3], "b": {"c": "dit N. E. A.."}}));
        let (source, html) = rewritten("**Nour El Amrani** demande.", "Nour El Amrani", "N. E. A.");
        assert_eq!(
            (source.as_str(), html.trim()),
            ("**N. E. A.** demande.", "<p><strong>N. E. A.</strong> demande.</p>")
        );
        assert_eq!(rewritten("", "Nour", "N."), (String::new(), String::new()));
    }
}
