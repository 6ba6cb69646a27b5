//! What happens within a request or a delivery of a group, measured by itself in this process: signatures, proofs, the
//! chain, and the question whether a server may read.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use preau::boot;
use preau::config::Database;
use preau_core::access::server_reads;
use preau_core::id::GroupId;
use preau_core::peer::KeyOwner;
use preau_core::store::Store;
use preau_core::world::Moment;
use preau_federation::keys::{PublicKey, SigningKey};
use preau_federation::proof::{self, ProofKey, PublicProofKey, chain};
use serde_json::{Value, json};

/// The first is not counted.
const ROWS: usize = 41;
const TIMES: u32 = 200;

/// Prints milliseconds for each: the rows of every one, of which the best counts.
pub(crate) async fn measure(folder: &Path) {
    let told: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("group.json")).unwrap()).unwrap();
    let id: GroupId = told["group"].as_str().unwrap().parse().unwrap();
    let file = Database::Sqlite(folder.join("host/preau.sqlite"));
    let store = boot::open_store(&file).await.unwrap();
    let mut costs = membership(store.as_ref(), id, &told).await;
    costs.extend(proofs(store.as_ref(), id).await);
    store.close().await;
    let costs: serde_json::Map<_, _> =
        costs.into_iter().map(|(name, rows)| (name.to_owned(), json!(rows))).collect();
    #[expect(clippy::print_stdout, reason = "this is what it was started for")]
    {
        println!("{}", Value::Object(costs));
    }
}

type Costs = Vec<(&'static str, Vec<f64>)>;

/// The whole way of the question, with a connection of the pool, for one that is in and one that is not.
async fn membership(store: &dyn Store, id: GroupId, told: &Value) -> Costs {
    let group = store.read().await.unwrap().group(id).await.unwrap().unwrap();
    let (some, _) = told["documents"].as_object().unwrap().iter().next().unwrap();
    let inside = url::Url::parse(some).unwrap();
    let inside = preau_core::action::network::host_and_port(&inside);
    let mut costs = Costs::new();
    for (name, host, answer) in [
        ("may this server read: one that takes part", inside.as_str(), true),
        ("may this server read: a stranger", "ailleurs.example", false),
    ] {
        let mut rows = Vec::new();
        for _ in 0..ROWS {
            let began = Instant::now();
            for _ in 0..TIMES {
                let mut db = store.read().await.unwrap();
                let reads = server_reads(db.as_mut(), &group, host, Moment(0)).await.unwrap();
                assert_eq!(reads, answer, "{host}");
            }
            rows.push(each(began));
        }
        costs.push((name, rows.split_off(1)));
    }
    costs
}

async fn proofs(store: &dyn Store, id: GroupId) -> Costs {
    let mut db = store.read().await.unwrap();
    let group = db.group(id).await.unwrap().unwrap();
    let pair = db.key_pair(KeyOwner::Group(id)).await.unwrap().unwrap();
    let halves = db.proof_key(KeyOwner::Group(id)).await.unwrap().unwrap();
    let entry = db.log_entry(id, group.seq).await.unwrap().unwrap();
    drop(db);
    let rsa = SigningKey::from_pem(&pair.private_pem).unwrap();
    let public_rsa = PublicKey::from_pem(&pair.public_pem).unwrap();
    let signature = rsa.sign(b"(request-target)").unwrap();
    let key = ProofKey::from_halves(&halves.seed, &halves.public).unwrap();
    let public: PublicProofKey = key.public().unwrap();
    let method = format!("{}#ed25519-key", group.actor);
    let signed = entry.announce.unwrap();
    // The outer proof stands last.
    let plain = format!("{}}}", signed.rsplit_once(",\"proof\":{\"@context\"").unwrap().0);
    let (hash, now) = (chain::first(&group.uid), Moment(i64::MAX / 2));
    vec![
        ("signing a request (RSA)", rows(|| drop(black_box(rsa.sign(b"(request-target)").unwrap())))),
        ("verifying a request (RSA)", rows(|| assert!(public_rsa.verifies(b"(request-target)", &signature)))),
        (
            "signing an entry (proof attached)",
            rows(|| {
                drop(black_box(proof::attach(&plain, &key, &method, "2026-11-21T10:00:00Z").unwrap()));
            }),
        ),
        ("verifying the proof of an entry", rows(|| proof::verify(&signed, &public, &method, now).unwrap())),
        (
            "chaining an entry",
            rows(|| {
                let digest = chain::digest(&[7; 16], plain.as_bytes());
                black_box(chain::link(&hash, &group.uid, 1, 7, &digest));
            }),
        ),
    ]
}

fn rows(mut run: impl FnMut()) -> Vec<f64> {
    let row = |_| {
        let began = Instant::now();
        (0..TIMES).for_each(|_| run());
        each(began)
    };
    (0..ROWS).map(row).collect::<Vec<_>>().split_off(1)
}

/// Milliseconds of one.
fn each(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1000.0 / f64::from(TIMES)
}
