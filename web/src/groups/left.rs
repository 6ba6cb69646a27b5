//! What leaving a group came to on each server: shown to whoever left, beside their groups, for a while.

use std::collections::HashMap;

use preau_core::action::network::host_and_port;
use preau_core::group::{LEAVINGS_DAYS, LEAVINGS_MAX, Parted, ReceiptState};
use preau_core::id::GroupId;
use preau_core::store::Read;
use preau_core::world::Moment;

use super::square::Square;
use crate::dates::Dates;
use crate::error::Failure;
use crate::page::Frame;
use crate::session::Member;
use crate::state::Web;

/// A group that one left.
pub(super) struct Left {
    /// What it is called.
    pub(super) name: String,
    pub(super) when: String,
    pub(super) servers: Vec<Server>,
}

/// A server, and how it stands with that.
pub(super) struct Server {
    pub(super) square: Square,
    pub(super) tone: &'static str,
    pub(super) icon: &'static str,
    pub(super) state: String,
}

/// The names of the sections of groups, by their servers.
pub(super) type Names = HashMap<(GroupId, String), String>;

/// What this member left lately.
pub(super) async fn read(
    web: &Web,
    db: &mut dyn Read,
    member: &Member,
) -> Result<(Vec<Parted>, Names), Failure> {
    let since = web.now().plus(-LEAVINGS_DAYS * Moment::DAY);
    let parted = db.leavings_of(member.id(), since, LEAVINGS_MAX).await?;
    let mut names = Names::new();
    for group in parted.iter().map(|one| one.leaving.group) {
        if names.keys().any(|(known, _)| *known == group) {
            continue;
        }
        for section in db.group_sections(group).await? {
            names.insert((group, section.host), section.name.to_string());
        }
        if let Some(group) = db.group(group).await? {
            names.entry((group.id, host_and_port(&group.actor))).or_insert(group.host_name.to_string());
        }
    }
    if !parted.is_empty() {
        let ours = host_and_port(web.world.origin());
        let house = web.house().await?;
        for group in parted.iter().map(|one| one.leaving.group) {
            names.insert((group, ours.clone()), house.name.to_string());
        }
    }
    Ok((parted, names))
}

impl Left {
    /// One line for each leaving, as they come.
    pub(super) fn of(frame: &Frame, dates: Dates, parted: &[Parted], names: &Names) -> Vec<Self> {
        let mut left: Vec<Self> = Vec::new();
        let mut last = None;
        for one in parted {
            let receipt = &one.leaving;
            let about = Some((receipt.group, &receipt.about));
            if last != about {
                last = about;
                let (name, when) = (one.name.to_string(), dates.ago(receipt.asked_at));
                left.push(Self { name, when, servers: Vec::new() });
            }
            let (tone, icon) = match receipt.state {
                ReceiptState::Pending => ("", "clock"),
                ReceiptState::Done => ("ok", "check"),
                ReceiptState::Refused => ("bad", "circle-x"),
            };
            let host = receipt.host.as_str();
            let name = names.get(&(receipt.group, receipt.host.clone())).map_or(host, String::as_str);
            let square = Square::of(host, name);
            let state = frame.t.group_left_state(receipt.state.as_str());
            if let Some(left) = left.last_mut() {
                left.servers.push(Server { square, tone, icon, state });
            }
        }
        left
    }
}
