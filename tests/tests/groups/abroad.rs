//! A foreign server whose bytes are what the test says: Samira is in the group, Mallory is not.

use preau_core::action::group::decide::DecideAsking;
use preau_core::action::group::invite::InviteSection;
use preau_core::world::World as _;
use serde_json::Value;
use url::Url;

use super::stage::{Foreigner, Network};

pub(crate) const SAMIRA: &str = "https://evasion.example/users/samira";
pub(crate) const MALLORY: &str = "https://evasion.example/users/mallory";
pub(crate) const SECTION: &str = "https://evasion.example/section";

/// The host, its other servers, and a foreign server with Samira in the group and Mallory not.
pub(crate) struct Abroad {
    pub(crate) network: Network,
    pub(crate) samira: Foreigner,
    pub(crate) mallory: Foreigner,
    pub(crate) group: Url,
}

fn fixture(name: &str) -> String {
    let path = format!("{}/fixtures/groups/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

impl Abroad {
    pub(crate) async fn new(trial: &preau_tests::engine::Trial) -> Option<Self> {
        let abroad = Self::before(trial).await?;
        abroad.comes_in().await;
        Some(abroad)
    }

    /// The same before Samira asks.
    pub(crate) async fn before(trial: &preau_tests::engine::Trial) -> Option<Self> {
        let network = Network::with_group(trial.engine).await?;
        let (samira, mallory) = (Foreigner::new(SAMIRA, 21), Foreigner::new(MALLORY, 22));
        let section = Foreigner::new(SECTION, 23);
        for (who, kind) in [(&samira, "Person"), (&mallory, "Person"), (&section, "Group")] {
            network.wires.serves(&who.actor, &who.document(kind));
        }
        for house in &network.houses {
            house.links(&section.remote("Group")).await;
        }
        let vallombre = network.vallombre();
        let group = vallombre.group().await;
        let section = Url::parse(SECTION).unwrap();
        let invite = InviteSection { by: vallombre.person, group: group.id, section, owner: false };
        vallombre.does(&invite).await.unwrap();
        network.work().await;
        Some(Self { network, samira, mallory, group: group.actor })
    }

    pub(crate) async fn comes_in(&self) {
        let join = self.filled("join", "");
        assert_eq!(self.samira.says(self.network.vallombre(), "/inbox", &join.to_string()).await, 202);
        self.network.work().await;
        let vallombre = self.network.vallombre();
        let group = vallombre.group().await.id;
        let actor = Url::parse(SAMIRA).unwrap();
        vallombre.does(&DecideAsking { by: vallombre.person, group, actor, admit: true }).await.unwrap();
        self.network.work().await;
    }

    pub(crate) fn filled(&self, name: &str, parent: &str) -> Value {
        let text = fixture(name).replace("@GROUP@", self.group.as_str()).replace("@PARENT@", parent);
        serde_json::from_str(&text).unwrap()
    }

    /// Samira says this, with her proof; the status.
    pub(crate) async fn says(&self, activity: &Value) -> u16 {
        self.spoken(&self.samira, activity).await
    }

    pub(crate) async fn spoken(&self, who: &Foreigner, activity: &Value) -> u16 {
        let body = who.signs(activity, self.network.vallombre().world.now());
        let inbox = format!("{}/inbox", self.group.path());
        let status = who.says(self.network.vallombre(), &inbox, &body).await;
        self.network.work().await;
        status
    }

    pub(crate) async fn entries(&self) -> i64 {
        self.network.vallombre().group().await.seq
    }

    /// Why the host refused, as Samira's server hears it.
    pub(crate) fn refusals(&self) -> Vec<String> {
        let heard = self.network.wires.sent_to("evasion.example", "\"Reject\"");
        let reason = |body: &str| {
            serde_json::from_str::<Value>(body).unwrap()["pr:reason"].as_str().unwrap().to_owned()
        };
        heard.iter().map(|one| reason(&one.body)).collect()
    }

    /// This is not taken: no entry, no row, on no server.
    pub(crate) async fn is_not_taken(&self, activity: &Value, words: &str) {
        let (before, rows) = (self.entries().await, self.rows().await);
        self.says(activity).await;
        assert_eq!((self.entries().await, self.rows().await), (before, rows), "{activity}");
        for house in &self.network.houses {
            assert!(house.message(words).await.is_none(), "{} {activity}", house.host);
        }
    }

    pub(crate) async fn rows(&self) -> i64 {
        let sql = "SELECT (SELECT count(*) FROM grp_message) + (SELECT count(*) FROM grp_useful) + (SELECT count(*) FROM gathering)";
        self.network.vallombre().trial.count(sql).await
    }
}
