//! Pictures on their way into a post: decoded one at a time, and kept a while when a form has to be shown again.
//!
//! A browser does not send a chosen file twice. What was decoded therefore stays here, in memory, while its author
//! mends the text or reads it again before publishing; only its id travels with the form. A process that stops loses
//! it, and the form then says so instead of publishing without the picture.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use preau_core::error::Fault;
use preau_core::id::PersonId;
use preau_core::post::PICTURES_MAX;
use preau_core::world::Moment;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::error::Failure;
use crate::picture::{self, Picture, PictureProblem};

/// The pictures of one form, each in its place.
pub(crate) type Slots = [Option<Arc<Picture>>; PICTURES_MAX];

/// How long pictures wait for their text: a long telephone call.
const KEPT_FOR: i64 = 30 * Moment::MINUTE;
/// What all that wait may weigh, in bytes: some twenty posts with four photographs each; the oldest go first.
const KEPT_BYTES_MAX: usize = 48 * 1_024 * 1_024;

/// Where pictures wait.
#[derive(Debug)]
pub(crate) struct Uploads {
    turn: Arc<Semaphore>,
    waiting: Mutex<VecDeque<Kept>>,
}

#[derive(Debug)]
struct Kept {
    id: Uuid,
    owner: PersonId,
    at: Moment,
    slots: Slots,
}

impl Default for Uploads {
    fn default() -> Self {
        // One picture may take a second and 300 MB: they wait in line.
        Self { turn: Arc::new(Semaphore::new(1)), waiting: Mutex::new(VecDeque::new()) }
    }
}

impl Uploads {
    /// Makes a file into a picture, in its turn and off the request's thread.
    pub(crate) async fn take_in(&self, file: Vec<u8>) -> Result<Result<Picture, PictureProblem>, Failure> {
        let turn = Arc::clone(&self.turn).acquire_owned().await;
        let turn = turn.map_err(|fault| Fault::other("waiting for a picture's turn", fault))?;
        let work = move || {
            // Held by the work itself: a request that goes away does not let two run at once.
            let _turn = turn;
            picture::take_in(&file)
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|fault| Fault::other("making a picture", fault).into())
    }

    /// Keeps the pictures of a form under an id that nobody guesses.
    pub(crate) fn keep(&self, id: Uuid, owner: PersonId, now: Moment, slots: Slots) {
        let Ok(mut waiting) = self.waiting.lock() else { return };
        waiting.retain(|kept| now < kept.at.plus(KEPT_FOR));
        waiting.push_back(Kept { id, owner, at: now, slots });
        while waiting.len() > 1
            && waiting.iter().map(|kept| weight(&kept.slots)).sum::<usize>() > KEPT_BYTES_MAX
        {
            waiting.pop_front();
        }
    }

    /// The pictures kept under this id for this person, if they are still there.
    pub(crate) fn find(&self, id: Uuid, owner: PersonId, now: Moment) -> Option<Slots> {
        let waiting = self.waiting.lock().ok()?;
        let kept = waiting.iter().find(|kept| kept.id == id && kept.owner == owner)?;
        (now < kept.at.plus(KEPT_FOR)).then(|| kept.slots.clone())
    }
}

fn weight(slots: &Slots) -> usize {
    slots.iter().flatten().map(|picture| picture.bytes.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slots(bytes: usize) -> Slots {
        let picture = Picture { bytes: vec![0; bytes], media_type: "image/jpeg", width: 1, height: 1 };
        [Some(Arc::new(picture)), None, None, None]
    }

    #[test]
    fn kept_pictures_are_found_by_their_owner_alone_and_not_for_ever() {
        let (uploads, now) = (Uploads::default(), Moment(0));
        let (id, owner) = (Uuid::from_u128(1), PersonId(Uuid::from_u128(2)));
        uploads.keep(id, owner, now, slots(10));
        assert!(uploads.find(id, owner, now).is_some());
        assert!(uploads.find(id, PersonId(Uuid::from_u128(3)), now).is_none());
        assert!(uploads.find(id, owner, now.plus(KEPT_FOR)).is_none());
    }

    #[test]
    fn the_oldest_pictures_make_room_for_new_ones() {
        let (uploads, owner, now) = (Uploads::default(), PersonId(Uuid::nil()), Moment(0));
        for number in 0..10 {
            uploads.keep(Uuid::from_u128(number), owner, now, slots(KEPT_BYTES_MAX / 4));
        }
        assert!(uploads.find(Uuid::from_u128(0), owner, now).is_none());
        assert!(uploads.find(Uuid::from_u128(9), owner, now).is_some());
        assert!(uploads.waiting.lock().unwrap().len() <= 4);
    }
}
