//! What the agenda needs of a store beside single rendezvous: series and reminders.

use async_trait::async_trait;

use crate::access::Scope;
use crate::error::Fault;
use crate::id::{PersonId, SeriesId};
use crate::reminder::{Ahead, Due, ReminderChoice};
use crate::rendezvous::{Rendezvous, RendezvousView};
use crate::series::Series;
use crate::world::Moment;

/// Reading series and reminders.
#[async_trait]
pub trait ReadAgenda {
    /// A series by id, whoever may read it.
    async fn series(&mut self, id: SeriesId) -> Result<Option<Series>, Fault>;
    /// Every rendezvous of a series, earliest first. A series is bounded, and so is this.
    async fn rendezvous_of(&mut self, id: SeriesId) -> Result<Vec<Rendezvous>, Fault>;
    /// The same for their page: those that are or were in the agenda, or are proposed.
    async fn series_view(&mut self, scope: Scope, id: SeriesId) -> Result<Vec<RendezvousView>, Fault>;
    /// Series with an occurrence in scope from `from` to before `to`.
    async fn series_between(&mut self, scope: Scope, from: Moment, to: Moment) -> Result<Vec<Series>, Fault>;
    /// What a person chose about reminders.
    async fn reminder_choice(&mut self, person: PersonId) -> Result<ReminderChoice, Fault>;
    /// Reminders that are due: of what takes place, begins within that time and was answered "I come" before that time
    /// began, by active members who want to be told then and were not, about this beginning.
    async fn reminders_due(&mut self, ahead: Ahead, now: Moment, limit: i64) -> Result<Vec<Due>, Fault>;
}

/// Writing the same.
#[async_trait]
pub trait WriteAgenda {
    /// Stores a new series.
    async fn insert_series(&mut self, series: &Series) -> Result<(), Fault>;
    /// Stores sequence and moment of change of a series.
    async fn update_series(&mut self, series: &Series) -> Result<(), Fault>;
    /// Keeps what a person chose about reminders.
    async fn choose_reminders(&mut self, person: PersonId, choice: ReminderChoice) -> Result<(), Fault>;
    /// Notes that somebody was reminded.
    async fn reminded(&mut self, due: &Due, ahead: Ahead) -> Result<(), Fault>;
}
