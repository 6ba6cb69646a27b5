//! What the writers sent and what was acknowledged to them, kept outside of the program that is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use uuid::Uuid;

#[derive(Default)]
pub(crate) struct Ledger {
    sent: Mutex<BTreeSet<String>>,
    acknowledged: Mutex<BTreeMap<String, Uuid>>,
    odd: Mutex<Vec<u16>>,
}

impl Ledger {
    pub(crate) fn sending(&self, text: &str) {
        self.sent.lock().unwrap().insert(text.to_owned());
    }

    pub(crate) fn acknowledge(&self, text: &str, id: Uuid) {
        let before = self.acknowledged.lock().unwrap().insert(text.to_owned(), id);
        assert_eq!(before, None, "{text} was acknowledged twice");
    }

    /// An answer that is neither an acknowledgement nor a cut connection.
    pub(crate) fn answered(&self, status: u16) {
        self.odd.lock().unwrap().push(status);
    }

    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }

    pub(crate) fn all(&self) -> BTreeMap<String, Uuid> {
        self.acknowledged.lock().unwrap().clone()
    }

    pub(crate) fn was_sent(&self, text: &str) -> bool {
        self.sent.lock().unwrap().contains(text)
    }

    pub(crate) fn odd(&self) -> Vec<u16> {
        self.odd.lock().unwrap().clone()
    }
}
