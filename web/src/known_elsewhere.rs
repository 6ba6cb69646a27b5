//! Addresses under which other servers know the section and those who sign: their readers click on them, and land on a page.

use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use preau_core::id::PersonId;
use preau_core::unit::Openness;

use crate::error::{Answer, Failure};
use crate::state::Web;
use crate::visit::{Visit, see_other};

/// Names of the network, not places of ours: they are the same in every language.
pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/section", get(section)).route("/people/{id}", get(person))
}

async fn section(visit: Visit) -> Answer {
    Ok(see_other(&visit.to.home(), None))
}

/// Who has signed something public is named on the public page; of anybody else there is nothing to be known.
async fn person(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Answer {
    let id: PersonId = id.parse().map_err(|_| Failure::Missing)?;
    if web.house().await?.openness == Openness::Closed || !web.read().await?.has_public_voice(id).await? {
        return Err(Failure::Missing);
    }
    Ok(see_other(&visit.to.public_page(), None))
}
