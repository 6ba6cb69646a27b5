//! Rendezvous of linked sections.

use preau_core::error::Fault;
use preau_core::id::NearbyId;
use preau_core::nearby::{Nearby, NearbyView};
use preau_core::text::{ShortText, Title};
use preau_core::world::Moment;
use url::Url;

use crate::network::address;
use crate::{Conn, fault};

/// Selects [`NearbyRow`]s; the text says which.
macro_rules! nearby {
    ($rest:tt, $($arg:tt)+) => {
        sqlx::query_as!(
            NearbyRow,
            r#"SELECT n.id AS "id!: NearbyId", n.uri AS "uri!", n.section AS "section!", n.url AS "url?",
                n.title AS "title!: Title", n.html AS "html!", n.starts_at AS "starts_at!: Moment",
                n.ends_at AS "ends_at?: Moment", n.time_zone AS "time_zone!", n.place AS "place?: ShortText",
                n.link AS "link?", n.version AS "version!: Moment", n.came_at AS "came_at!: Moment",
                a.name AS "section_name!"
            FROM nearby n JOIN remote_actor a ON a.id = n.section "# + $rest,
            $($arg)+
        )
    };
}

impl Conn {
    pub(super) async fn nearby_by_id(&mut self, id: NearbyId) -> Result<Option<NearbyView>, Fault> {
        let row = nearby!(
            "WHERE n.id = $1 AND EXISTS
                (SELECT 1 FROM linked_section l WHERE l.actor = n.section AND l.state = 'linked')",
            id as NearbyId
        )
        .fetch_optional(self.db())
        .await
        .map_err(fault)?;
        row.map(NearbyRow::view).transpose()
    }

    pub(super) async fn nearby_at(&mut self, uri: &Url) -> Result<Option<Nearby>, Fault> {
        let row = nearby!("WHERE n.uri = $1", uri.as_str()).fetch_optional(self.db()).await.map_err(fault)?;
        Ok(row.map(NearbyRow::view).transpose()?.map(|view| view.nearby))
    }

    pub(super) async fn nearby_between(
        &mut self,
        from: Moment,
        to: Moment,
        limit: i64,
    ) -> Result<Vec<NearbyView>, Fault> {
        let rows = nearby!(
            "WHERE n.starts_at >= $1 AND n.starts_at < $2 AND EXISTS
                (SELECT 1 FROM linked_section l WHERE l.actor = n.section AND l.state = 'linked')
            ORDER BY n.starts_at, n.id LIMIT $3",
            from as Moment,
            to as Moment,
            limit
        )
        .fetch_all(self.db())
        .await
        .map_err(fault)?;
        rows.into_iter().map(NearbyRow::view).collect()
    }
}

/// What [`nearby`] selects.
struct NearbyRow {
    id: NearbyId,
    uri: String,
    section: String,
    url: Option<String>,
    title: Title,
    html: String,
    starts_at: Moment,
    ends_at: Option<Moment>,
    time_zone: String,
    place: Option<ShortText>,
    link: Option<String>,
    version: Moment,
    came_at: Moment,
    section_name: String,
}

impl NearbyRow {
    /// With its addresses read.
    fn view(self) -> Result<NearbyView, Fault> {
        let time_zone =
            self.time_zone.parse().map_err(|_| Fault::Broken("a stored time zone is a known one"))?;
        Ok(NearbyView {
            section: ShortText::fit(&self.section_name, "—"),
            nearby: Nearby {
                id: self.id,
                uri: address(&self.uri)?,
                section: address(&self.section)?,
                url: self.url.as_deref().map(address).transpose()?,
                title: self.title,
                html: self.html,
                starts_at: self.starts_at,
                ends_at: self.ends_at,
                time_zone,
                place: self.place,
                link: self.link.as_deref().map(address).transpose()?,
                version: self.version,
                came_at: self.came_at,
            },
        })
    }
}
