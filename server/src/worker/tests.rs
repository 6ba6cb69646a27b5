//! The worker over a real store, with runners that note what they were given.

use std::sync::Mutex;

use preau_core::action::Action;
use preau_core::id::JobId;
use preau_core::job::{Letter, NewJob, Work};
use preau_core::language::Language;
use preau_core::store::Tx;
use preau_core::text::MailAddress;
use preau_store_sqlite::{Options, SqlStore};
use tokio::task::JoinHandle;
use url::Url;

use super::*;
use crate::world::RealWorld;

/// Enqueues letters to these names, the second of each pair being the lane.
struct Enqueue(Vec<(String, Option<String>)>);

#[async_trait]
impl Action for Enqueue {
    type Output = ();
    async fn run(&self, tx: &mut dyn Tx, world: &dyn World) -> Result<(), Failure> {
        for (name, lane) in &self.0 {
            let to = MailAddress::parse(&format!("{name}@section.example")).unwrap();
            let letter = Letter::Test { to, language: Language::Fr };
            let job = NewJob { lane: lane.clone(), ..NewJob::now(Work::Send { letter }, world.now()) };
            tx.enqueue(JobId(world.dated_id()), &job, world.now()).await?;
        }
        Ok(())
    }
}

/// Notes the name on each letter and answers by it.
#[derive(Default)]
struct Clerk {
    seen: Mutex<Vec<String>>,
    noted: Notify,
}

#[async_trait]
impl Runner for Clerk {
    async fn run(&self, job: &Job) -> Tried {
        let Work::Send { letter: Letter::Test { to, .. } } = &job.work else {
            return Tried::Never("what?".into());
        };
        let name = to.as_str().split('@').next().unwrap().to_owned();
        self.seen.lock().unwrap().push(name.clone());
        self.noted.notify_one();
        match name.as_str() {
            "poison" => panic!("poison"),
            "slow" => tokio::time::sleep(Duration::from_millis(300)).await,
            "dead" => return Tried::Never("no such address".into()),
            "later" => return Tried::Later("not now".into()),
            _ => {}
        }
        Tried::Done
    }
}

struct House {
    _folder: tempfile::TempDir,
    store: Arc<dyn Store>,
    world: Arc<dyn World>,
    clerk: Arc<Clerk>,
    stop: CancellationToken,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("preau.sqlite").display());
        let store: Arc<dyn Store> = SqlStore::open(&address, Options::default()).await.unwrap();
        let world = Arc::new(RealWorld::new(Url::parse("http://localhost:8080").unwrap()).unwrap());
        Self { _folder: folder, store, world, clerk: Arc::default(), stop: CancellationToken::new() }
    }

    async fn enqueue(&self, letters: &[(&str, Option<&str>)]) {
        let letters =
            letters.iter().map(|(name, lane)| ((*name).to_owned(), lane.map(str::to_owned))).collect();
        perform(self.store.as_ref(), self.world.as_ref(), &Enqueue(letters)).await.unwrap();
    }

    fn runners(&self) -> Runners {
        let clerk: Arc<dyn Runner> = self.clerk.clone();
        Runners::from([("send", clerk)])
    }

    fn work(&self) -> JoinHandle<()> {
        let worker = Worker::new(self.store.clone(), self.world.clone(), self.runners());
        TaskTracker::new().spawn(worker.work(self.stop.clone()))
    }

    fn seen(&self) -> Vec<String> {
        self.clerk.seen.lock().unwrap().clone()
    }

    /// Waits until that many letters were seen.
    async fn until_seen(&self, count: usize) {
        let waiting = async {
            while self.seen().len() < count {
                self.clerk.noted.notified().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("the letters are seen");
    }

    /// Jobs that wait, and dead letters with their reason.
    async fn left(&self) -> (i64, Vec<String>) {
        let mut read = self.store.read().await.unwrap();
        let waiting = read.jobs_waiting().await.unwrap().iter().map(|(_, count)| count).sum();
        let dead = read.dead_jobs(10).await.unwrap().into_iter().map(|job| job.reason).collect();
        (waiting, dead)
    }

    async fn stop(self, worker: JoinHandle<()>) -> Self {
        self.stop.cancel();
        tokio::time::timeout(Duration::from_secs(15), worker).await.expect("the worker stops").unwrap();
        self
    }
}

#[tokio::test]
async fn every_job_is_run_once_and_its_row_goes() {
    let house = House::new().await;
    let names: Vec<String> = (0..150).map(|number| format!("n{number}")).collect();
    house.enqueue(&names.iter().map(|name| (name.as_str(), None)).collect::<Vec<_>>()).await;
    let worker = house.work();
    house.until_seen(150).await;
    let house = house.stop(worker).await;
    let mut seen = house.seen();
    seen.sort();
    let mut names = names;
    names.sort();
    assert_eq!(seen, names);
    assert_eq!(house.left().await, (0, vec![]));
}

#[tokio::test]
async fn a_lane_keeps_its_order_and_a_commit_wakes_the_worker() {
    let house = House::new().await;
    let worker = house.work();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let begun = tokio::time::Instant::now();
    house.enqueue(&[("slow", Some("l")), ("b", Some("l")), ("c", Some("l")), ("d", Some("l"))]).await;
    house.until_seen(4).await;
    assert_eq!(house.seen(), ["slow", "b", "c", "d"]);
    assert!(begun.elapsed() < POLL, "it did not wait for the poll: {:?}", begun.elapsed());
    house.stop(worker).await;
}

#[tokio::test]
async fn p27_a_job_that_panics_stops_nobody_and_is_tried_again_later() {
    let house = House::new().await;
    house.enqueue(&[("poison", None), ("a", None), ("dead", None), ("later", None)]).await;
    let worker = house.work();
    house.until_seen(4).await;
    let house = house.stop(worker).await;
    let (waiting, dead) = house.left().await;
    assert_eq!((waiting, dead), (2, vec!["no such address".to_owned()]), "poison and later wait");
}

#[tokio::test]
async fn p27_poison_is_given_up_at_the_third_panic() {
    let house = House::new().await;
    let bench = Arc::new(Bench {
        worker: Worker::new(house.store.clone(), house.world.clone(), house.runners()),
        hosts: Hosts::default(),
        freed: Notify::new(),
    });
    let letter = Letter::Test { to: MailAddress::parse("poison@b.example").unwrap(), language: Language::Fr };
    let mut job = Job {
        id: JobId(house.world.dated_id()),
        work: Work::Send { letter },
        lane: None,
        host: None,
        attempts: 1,
        made_at: house.world.now(),
    };
    let tasks = TaskTracker::new();
    assert!(matches!(bench.try_once(&job, &tasks).await, Tried::Later(_)));
    job.attempts = 2;
    assert!(matches!(bench.try_once(&job, &tasks).await, Tried::Never(_)));
}

#[tokio::test]
async fn work_that_nobody_runs_is_a_dead_letter_and_not_a_loop() {
    let house = House::new().await;
    house.enqueue(&[("a", None)]).await;
    let worker = Worker::new(house.store.clone(), house.world.clone(), Runners::new());
    let worker = TaskTracker::new().spawn(worker.work(house.stop.clone()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let house = house.stop(worker).await;
    assert_eq!(house.left().await, (0, vec!["this version does not know such work".to_owned()]));
}

#[tokio::test]
async fn p24_a_stop_waits_for_the_jobs_under_way() {
    let house = House::new().await;
    house.enqueue(&[("slow", None)]).await;
    let worker = house.work();
    house.until_seen(1).await;
    let house = house.stop(worker).await;
    assert_eq!(house.left().await, (0, vec![]), "it was finished and settled");
}

#[tokio::test]
async fn p14_two_workers_of_one_database_run_no_job_twice() {
    let house = House::new().await;
    let names: Vec<String> = (0..100).map(|number| format!("n{number}")).collect();
    house.enqueue(&names.iter().map(|name| (name.as_str(), None)).collect::<Vec<_>>()).await;
    let (first, second) = (house.work(), house.work());
    house.until_seen(100).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let house = house.stop(first).await;
    second.await.unwrap();
    assert_eq!(house.seen().len(), 100);
}
