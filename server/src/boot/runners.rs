//! Who runs which kind of job.

use std::sync::Arc;

use async_trait::async_trait;
use preau_core::job::{Job, Work};
use preau_federation::Federation;
use preau_web::Web;

use crate::mail::{Letter, MailFault, Mailer};
use crate::worker::{Runner, Runners, Tried};

/// All runners of a house.
pub(super) fn all(federation: Arc<Federation>, mailer: Arc<Mailer>, web: Web) -> Runners {
    let network: Arc<dyn Runner> = Arc::new(Network(federation));
    let post: Arc<dyn Runner> = Arc::new(Post { mailer, web });
    Runners::from([
        ("announce", network.clone()),
        ("answer_follow", network.clone()),
        ("deliver", network.clone()),
        ("link", network.clone()),
        ("group", network.clone()),
        ("follow_actor", network.clone()),
        ("tell_outside", network.clone()),
        ("send_flag", network.clone()),
        ("tell_event", network.clone()),
        ("tell_agenda", network.clone()),
        ("answer_join", network.clone()),
        ("receive", network),
        ("send", post),
    ])
}

/// Activities, in and out.
struct Network(Arc<Federation>);

#[async_trait]
impl Runner for Network {
    async fn run(&self, job: &Job) -> Tried {
        match self.0.run(job).await {
            Some(ran) => Tried::Settled(ran.outcome, ran.peer),
            None => Tried::Never("this version does not know such work".to_owned()),
        }
    }
}

/// Letters: written by the web, which has the words, at the moment they leave.
struct Post {
    mailer: Arc<Mailer>,
    web: Web,
}

impl Post {
    /// Keeps what proves that a letter left, or came back. It has left in any case: a fault here does not send it twice.
    async fn keep(&self, letter: &preau_core::job::Letter, sent: bool, tried: Tried) -> Tried {
        if let Err(failure) = preau_web::settled(&self.web, letter, sent).await {
            tracing::error!(error = %failure, "the proof of a letter could not be kept");
        }
        tried
    }
}

#[async_trait]
impl Runner for Post {
    async fn run(&self, job: &Job) -> Tried {
        let Work::Send { letter } = &job.work else { return Tried::Never("not a letter".to_owned()) };
        let composed = match preau_web::compose(&self.web, letter).await {
            Ok(Some(composed)) => composed,
            // It has become moot since it was asked for: a notice has no mail box to go to any more, and goes by paper.
            Ok(None) => return self.keep(letter, false, Tried::Done).await,
            Err(failure) => {
                tracing::error!(job = %job.id, error = %failure, "a letter could not be written");
                return Tried::Later("it could not be written".to_owned());
            }
        };
        let sheet = Letter {
            to: composed.to,
            subject: composed.subject,
            text: composed.text,
            html: composed.html,
            attachment: composed.attachment.map(|file| (file.name, file.kind, file.text)),
        };
        match self.mailer.send(sheet).await {
            Ok(()) => self.keep(letter, true, Tried::Done).await,
            // What the mail server says may hold the address: it goes to the log, which masks it, not to the table.
            Err(fault @ MailFault::Later(_)) => {
                tracing::warn!(job = %job.id, error = %fault, "a letter waits");
                Tried::Later("the mail server does not take it yet".to_owned())
            }
            Err(fault @ MailFault::Never(_)) => {
                tracing::warn!(job = %job.id, error = %fault, "a letter is refused");
                Tried::Never("the mail server refuses it".to_owned())
            }
        }
    }
}
