//! A meeting up to its sitting: its draft, its agenda, what is proposed for it, its notice, and what people answer.

mod agenda;
mod convene;
mod draft;
mod letters;
mod proposal;
mod reply;
mod shadow;

use crate::access::{self, MeetingPlace, Verb, Viewer};
use crate::error::{Failure, Field, Refusal};
use crate::id::{ItemId, MeetingId, PersonId};
use crate::markup;
use crate::meeting::{
    ITEM_MINUTES_MAX, ITEMS_MAX, Item, ItemKind, ItemPlan, ItemState, Meeting, MeetingPlan, MeetingState,
};
use crate::person::Byline;
use crate::rendezvous::{AHEAD_MAX, LASTS_MAX};
use crate::rules::RulesProfile;
use crate::store::{Read, Tx};
use crate::text::Problem;
use crate::world::{Moment, World};

pub use self::agenda::{AddDocument, AddItem, ChangeItem, MoveItem, RemoveDocument, RemoveItem};
pub use self::convene::{CallOff, Convene, ROLL_MAX};
pub use self::draft::{BeginMeeting, ChangeMeeting, ContinueMeeting, TurnAgenda};
pub use self::letters::{KeepProof, NotePrinted};
pub use self::proposal::{DecideItem, ProposeItem, SupportItem, WithdrawItem};
pub use self::reply::{AnswerNotice, Said};

/// More supporters than this are nobody's threshold.
const SUPPORTERS_MAX: i32 = 1_000;

/// Who acts, the meeting, and what they are to it, if they may do this to it.
async fn acting(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    verb: Verb,
    meeting: MeetingId,
) -> Result<(Viewer, Meeting, Option<MeetingPlace>), Failure> {
    let viewer = access::viewer(tx, by, world.now()).await?;
    let (meeting, place) = access::meeting_for(tx, &viewer, verb, meeting, world.now()).await?;
    Ok((viewer, meeting, place))
}

/// The same where the agenda can still change.
async fn preparing(
    tx: &mut dyn Tx,
    world: &dyn World,
    by: PersonId,
    meeting: MeetingId,
) -> Result<(Viewer, Meeting), Failure> {
    let (viewer, meeting, _) = acting(tx, world, by, Verb::Prepare, meeting).await?;
    if !meeting.state.ahead() {
        return Err(Refusal::Over.into());
    }
    Ok((viewer, meeting))
}

/// The rules of a meeting: those it was convened under, before that those of its body or of the house.
///
/// # Errors
/// A fault of the store; `NotFound` where there is no house.
pub async fn rules_of(db: &mut dyn Read, meeting: &Meeting) -> Result<RulesProfile, Failure> {
    if let Some(rules) = &meeting.rules {
        return Ok(rules.clone());
    }
    let body = db.body(meeting.body).await?.ok_or(Refusal::NotFound)?;
    match body.rules {
        Some(rules) => Ok(rules),
        None => Ok(db.house().await?.ok_or(Refusal::NotFound)?.rules),
    }
}

/// What a form of a meeting cannot know alone: the order of times and the bounds. `now` where it must not begin in the past.
fn check_plan(plan: &MeetingPlan, now: Option<Moment>) -> Result<(), Refusal> {
    if let Some(now) = now {
        if plan.starts_at < now {
            return Err(Refusal::Field(Field::Starts, Problem::TooEarly));
        }
        if plan.starts_at > now.plus(AHEAD_MAX) {
            return Err(Refusal::Field(Field::Starts, Problem::TooFar));
        }
    }
    if let Some(ends_at) = plan.ends_at {
        if ends_at <= plan.starts_at {
            return Err(Refusal::Field(Field::Ends, Problem::TooEarly));
        }
        if ends_at > plan.starts_at.plus(LASTS_MAX) {
            return Err(Refusal::Field(Field::Ends, Problem::TooFar));
        }
    }
    if plan.place.is_none() && plan.link.is_none() {
        return Err(Refusal::Field(Field::Place, Problem::Empty));
    }
    if plan.proposals_until.is_some_and(|until| until > plan.starts_at) {
        return Err(Refusal::Field(Field::Deadline, Problem::TooFar));
    }
    if plan.supporters_needed.is_some_and(|needed| !(1..=SUPPORTERS_MAX).contains(&needed)) {
        return Err(Refusal::Field(Field::Supporters, Problem::TooFar));
    }
    Ok(())
}

/// Takes over what the form says.
fn fill(meeting: &mut Meeting, plan: &MeetingPlan) {
    meeting.title.clone_from(&plan.title);
    meeting.mode = plan.mode;
    meeting.starts_at = plan.starts_at;
    meeting.ends_at = plan.ends_at;
    meeting.time_zone = plan.time_zone;
    meeting.place.clone_from(&plan.place);
    meeting.access.clone_from(&plan.access);
    meeting.link.clone_from(&plan.link);
    meeting.proposals_until = plan.proposals_until;
    meeting.supporters_needed = plan.supporters_needed;
}

/// A new item from what its form says.
async fn made(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: MeetingId,
    by: Byline,
    plan: &ItemPlan,
    state: ItemState,
) -> Result<Item, Failure> {
    let mut item = Item {
        id: ItemId(world.hidden_id()),
        meeting,
        position: 0,
        kind: plan.kind,
        title: plan.title.clone(),
        source: String::new(),
        html: String::new(),
        rapporteur: None,
        minutes: plan.minutes,
        in_camera: false,
        proposed_by: by,
        state,
        supporters: 0,
        answer: None,
        approves: None,
        added_in_session: false,
        outcome: None,
        notes_source: String::new(),
        notes_html: String::new(),
        made_at: world.now(),
        version: 0,
    };
    fill_item(tx, &mut item, plan).await?;
    Ok(item)
}

/// Takes over what the form of an item says.
async fn fill_item(tx: &mut dyn Tx, item: &mut Item, plan: &ItemPlan) -> Result<(), Failure> {
    if !(0..=ITEM_MINUTES_MAX).contains(&plan.minutes) {
        return Err(Refusal::Field(Field::Minutes, Problem::TooFar).into());
    }
    item.rapporteur = match plan.rapporteur {
        Some(person) if item.rapporteur.as_ref().map(|who| who.id) != Some(person) => {
            let person =
                tx.person(person).await?.filter(|found| found.standing == crate::person::Standing::Active);
            Some(person.ok_or(Refusal::Field(Field::Person, Problem::Malformed))?.byline())
        }
        Some(_) => item.rapporteur.clone(),
        None => None,
    };
    item.kind = plan.kind;
    item.title.clone_from(&plan.title);
    item.source = plan.text.as_ref().map_or_else(String::new, |text| text.as_str().to_owned());
    item.html = plan.text.as_ref().map_or_else(String::new, |text| markup::render(text.as_str()).html);
    item.minutes = plan.minutes;
    item.in_camera = plan.in_camera;
    item.approves = plan.approves.filter(|_| plan.kind == ItemKind::MinutesApproval);
    Ok(())
}

/// The place after the last listed item, and whether there is room for one more.
async fn next_position(tx: &mut dyn Tx, meeting: MeetingId) -> Result<i32, Failure> {
    let items = tx.items(meeting).await?;
    if items.len() >= ITEMS_MAX {
        return Err(Refusal::TooMany(u32::try_from(ITEMS_MAX).unwrap_or(u32::MAX)).into());
    }
    let last = items.iter().filter(|item| item.state == ItemState::Listed).map(|item| item.position).max();
    Ok(last.unwrap_or(0).saturating_add(1))
}

/// Puts an item that came last before the one that is left for whatever else comes up, where that stood last until now.
async fn before_any_other(tx: &mut dyn Tx, meeting: MeetingId, new: ItemId) -> Result<(), Failure> {
    let mut listed = tx.items(meeting).await?;
    listed.retain(|item| item.state == ItemState::Listed);
    listed.sort_by_key(|item| item.position);
    if let [.., open, last] = listed.as_slice()
        && last.id == new
        && open.kind == ItemKind::AnyOther
        && last.kind != ItemKind::AnyOther
    {
        tx.place_item(last.id, open.position).await?;
        tx.place_item(open.id, last.position).await?;
    }
    Ok(())
}

/// Numbers the listed items from 1 and puts the proposals after them.
async fn renumber(tx: &mut dyn Tx, order: &[Item]) -> Result<(), Failure> {
    for (position, item) in (1_i32..).zip(order) {
        if item.position != position {
            tx.place_item(item.id, position).await?;
        }
    }
    Ok(())
}

/// Who of a meeting's body prepares it, each once: whom a proposal waits for.
async fn preparers(tx: &mut dyn Tx, world: &dyn World, meeting: &Meeting) -> Result<Vec<PersonId>, Failure> {
    let mut people = super::holders(tx, world, crate::mandate::Right::Prepare).await?;
    for view in tx.mandates_in(meeting.body, world.now(), ROLL_MAX).await? {
        let mandate = view.mandate;
        if mandate.holds(world.now())
            && mandate.rights().contains(&crate::mandate::Right::Prepare)
            && !people.contains(&mandate.person)
        {
            people.push(mandate.person);
        }
    }
    Ok(people)
}

/// Notes in the notice of a convened meeting that it does not hold any more, and counts the meeting's version up.
async fn make_stale(
    tx: &mut dyn Tx,
    world: &dyn World,
    meeting: &Meeting,
    what: &str,
) -> Result<(), Failure> {
    if meeting.state != MeetingState::Convened {
        return Ok(());
    }
    let mut after = meeting.clone();
    if let Some(convocation) = &mut after.convocation {
        convocation.note(what);
    }
    after.changed_at = world.now();
    if tx.update_meeting(&after, meeting.version).await? {
        Ok(())
    } else {
        Err(Refusal::ChangedMeanwhile.into())
    }
}
