//! Who may do what in a group: content is for those who are in, alike for a group of one section and of many.

use super::{Thing, Verb, Viewer, Visible, may};
use crate::error::{Failure, Fault, Refusal};
use crate::group::{
    Group, GroupMember, GroupState, GroupView, Listing, Membership, Message, MessageState, MessageView,
    ROSTER_AGE_MAX, Reach, Writing,
};
use crate::id::{GroupId, MessageId, PersonId};
use crate::store::Read;

/// The table of a group itself: its name and aim, its inside, and what is done in it.
pub(super) fn may_group(viewer: &Viewer, verb: Verb, group: &Group, mine: Option<&GroupMember>) -> bool {
    let Some(person) = viewer.member() else { return false };
    // Whoever hands in another's place is in nothing.
    let mine = mine.filter(|place| place.person == Some(person.id) && place.group == group.id);
    let inside = mine.is_some_and(GroupMember::is_in);
    let known = mine.is_some_and(|place| matches!(place.state, Membership::Active | Membership::Asked));
    // What only its members know of is not shown to those who run the house either (A17).
    let card = known || group.listing == Listing::Listed;
    match verb {
        Verb::Read => card,
        Verb::Enter => inside,
        Verb::Answer | Verb::React => inside && group.is_open(),
        Verb::Write => {
            let writes = group.writing == Writing::Members || mine.is_some_and(GroupMember::animates);
            inside && group.is_open() && writes
        }
        Verb::Join => card && !inside && group.state != GroupState::Closed,
        Verb::Animate => mine.is_some_and(GroupMember::animates) && group.is_open(),
        // Who comes in, who goes, who animates: decided where everybody's place is known.
        Verb::Administer => mine.is_some_and(GroupMember::animates) && group.hosted,
        // An invitation to answer for a group is answered in the section's name.
        Verb::Decide => viewer.administers() && !group.hosted,
        Verb::ReadHistory
        | Verb::Edit
        | Verb::Delete
        | Verb::Remove
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera
        | Verb::Use(_) => false,
    }
}

/// The table of a message. `mine` is the viewer's place in its group.
pub(super) fn may_message(
    viewer: &Viewer,
    verb: Verb,
    message: &Message,
    group: &Group,
    mine: Option<&GroupMember>,
) -> bool {
    let author = viewer.member().is_some_and(|person| Some(person.id) == message.person);
    let out = message.state == MessageState::Published;
    let readable = may_group(viewer, Verb::Enter, group, mine)
        && message.group == group.id
        && match message.state {
            MessageState::Published => true,
            MessageState::Waiting | MessageState::Refused => author,
            MessageState::Deleted | MessageState::Removed => false,
        };
    let inside = |verb| readable && out && may_group(viewer, verb, group, mine);
    match verb {
        Verb::Read => readable,
        Verb::Answer => inside(Verb::Write),
        Verb::React => inside(Verb::React),
        Verb::Edit => author && inside(Verb::Answer),
        Verb::Delete => author && readable,
        Verb::Remove => !author && inside(Verb::Animate),
        Verb::Animate => message.parent.is_none() && inside(Verb::Animate),
        Verb::ReadHistory
        | Verb::Enter
        | Verb::Join
        | Verb::Decide
        | Verb::Write
        | Verb::SpeakFor
        | Verb::SpeakPublicly
        | Verb::Administer
        | Verb::Prepare
        | Verb::Convene
        | Verb::Record
        | Verb::Count
        | Verb::EnterInCamera
        | Verb::Use(_) => false,
    }
}

/// Whether another server reads what is said in a group (federation.md 4.5): where we host it, one with somebody in it;
/// where we hold a copy, one that the host named as taking part not longer ago than [`ROSTER_AGE_MAX`]. One index each.
pub async fn server_reads(
    db: &mut dyn Read,
    group: &Group,
    host: &str,
    now: crate::world::Moment,
) -> Result<bool, Fault> {
    if group.reach != Reach::Shared {
        return Ok(false);
    }
    if group.hosted {
        return db.host_is_in(group.id, host).await;
    }
    let fresh = group.heard_at.plus(ROSTER_AGE_MAX) > now;
    Ok(group.state == GroupState::Live && fresh && db.host_has_copy(group.id, host).await?)
}

/// A group whose name and aim this viewer may read, with their place in it.
pub async fn group(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: GroupId,
) -> Result<Option<Visible<GroupView>>, Fault> {
    let Some(person) = viewer.member() else { return Ok(None) };
    let found = db.group_view(id, person.id).await?;
    let readable = |view: &GroupView| {
        may(viewer, Verb::Read, Thing::Group { group: &view.group, mine: view.mine.as_ref() })
    };
    Ok(found.filter(readable).map(Visible))
}

/// The group and the viewer's place in it, if they may do this. `NotFound` where they may not even know of it.
pub async fn group_for(
    db: &mut dyn Read,
    by: PersonId,
    verb: Verb,
    id: GroupId,
) -> Result<(Group, Option<GroupMember>), Failure> {
    let viewer = account(db, by).await?;
    let group = db.group(id).await?.ok_or(Refusal::NotFound)?;
    let mine = db.group_member_here(id, by).await?;
    let thing = Thing::Group { group: &group, mine: mine.as_ref() };
    if !may(&viewer, Verb::Read, thing) {
        return Err(Refusal::NotFound.into());
    }
    if may(&viewer, verb, thing) { Ok((group, mine)) } else { Err(Refusal::NotAllowed.into()) }
}

/// A message that this viewer may read, with its row and its group.
pub async fn message(
    db: &mut dyn Read,
    viewer: &Viewer,
    id: MessageId,
) -> Result<Option<Visible<(MessageView, Group, GroupMember)>>, Fault> {
    let Some(person) = viewer.member() else { return Ok(None) };
    let Some(view) = db.message_view(id, person.id).await? else { return Ok(None) };
    let Some(group) = db.group(view.message.group).await? else { return Ok(None) };
    let Some(mine) = db.group_member_here(group.id, person.id).await? else { return Ok(None) };
    let thing = Thing::Message { message: &view.message, group: &group, mine: Some(&mine) };
    Ok(may(viewer, Verb::Read, thing).then_some(Visible((view, group, mine))))
}

/// The message, its group and the viewer's place, if they may do this. `NotFound` where they may not even read it.
pub async fn message_for(
    db: &mut dyn Read,
    by: PersonId,
    verb: Verb,
    id: MessageId,
) -> Result<(Message, Group, GroupMember), Failure> {
    let viewer = account(db, by).await?;
    let message = db.message(id).await?.ok_or(Refusal::NotFound)?;
    let group = db.group(message.group).await?.ok_or(Refusal::NotFound)?;
    let mine = db.group_member_here(group.id, by).await?.ok_or(Refusal::NotFound)?;
    let thing = Thing::Message { message: &message, group: &group, mine: Some(&mine) };
    if !may(&viewer, Verb::Read, thing) {
        return Err(Refusal::NotFound.into());
    }
    if may(&viewer, verb, thing) { Ok((message, group, mine)) } else { Err(Refusal::NotAllowed.into()) }
}

#[cfg(test)]
#[path = "groups_tests.rs"]
mod tests;

/// The viewer that a person is in groups, where the mandates of the section count for nothing.
async fn account(db: &mut dyn Read, person: PersonId) -> Result<Viewer, Fault> {
    Ok(db.person(person).await?.map_or(Viewer::Anyone, Viewer::from))
}
