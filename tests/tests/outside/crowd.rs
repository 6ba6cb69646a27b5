//! A thousand keys on one slow host: it is asked by two at once, and nobody else waits for it (S24).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use http::StatusCode;
use preau_federation::address::{Allowed, Rules};
use preau_federation::fetch::{Answer, FetchError, Request, Transport};
use preau_federation::{Federation, router};
use preau_tests::on_both_engines;
use serde_json::json;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::scene::{ADA, Scene, activity, url};
use crate::stage::{Elsewhere, KEYS};

/// Every other server, of which one answers nobody before it is told to, and is counted.
struct Slow {
    others: Arc<Elsewhere>,
    answers: Semaphore,
    at_once: AtomicUsize,
    most: AtomicUsize,
}

#[async_trait]
impl Transport for Slow {
    async fn send(&self, request: Request) -> Result<Answer, FetchError> {
        if request.url.host_str() == Some("lent.example") {
            self.most.fetch_max(self.at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            self.answers.acquire().await.unwrap().forget();
            self.at_once.fetch_sub(1, Ordering::SeqCst);
            return Err(FetchError::Status(StatusCode::NOT_FOUND));
        }
        self.others.send(request).await
    }
}

on_both_engines! {
    async fn s24_a_thousand_keys_on_one_slow_host_are_fetched_by_two_at_once_and_nobody_waits(trial: Trial) {
        let scene = Scene::open(&trial.store).await;
        let none = AtomicUsize::default;
        let slow = Arc::new(Slow { others: scene.elsewhere.clone(), answers: Semaphore::new(0), at_once: none(), most: none() });
        let rules = Rules::new(Allowed::default(), &[url("https://vallombre.example/")]);
        let federation = Federation::new(scene.store.clone(), scene.world.clone(), slow.clone(), rules);
        let router = router(Arc::new(federation));
        let mut answers = JoinSet::new();
        for n in 0..1000 {
            let who = format!("https://lent.example/users/{n}");
            let body = activity(&who, 1, "Like", json!(scene.post_url())).to_string();
            let request = scene.signed("/inbox", body.as_bytes(), &KEYS[2], &format!("{who}#main-key"));
            answers.spawn(router.clone().oneshot(request));
        }
        // While they wait, somebody else is heard.
        let like = activity(ADA, 1, "Like", json!(scene.post_url())).to_string();
        let request = scene.signed("/inbox", like.as_bytes(), &KEYS[2], &format!("{ADA}#main-key"));
        assert_eq!(router.clone().oneshot(request).await.unwrap().status(), StatusCode::ACCEPTED);
        assert_eq!(slow.at_once.load(Ordering::SeqCst), 2, "they still wait");
        slow.answers.add_permits(1000);
        while let Some(answer) = answers.join_next().await {
            let status = answer.unwrap().unwrap().status();
            let turned = [StatusCode::UNAUTHORIZED, StatusCode::SERVICE_UNAVAILABLE, StatusCode::TOO_MANY_REQUESTS];
            assert!(turned.contains(&status), "{status}");
        }
        assert_eq!(slow.most.load(Ordering::SeqCst), 2);
        scene.work().await;
        assert_eq!(scene.marks().await, (1, 0));
    }
}
