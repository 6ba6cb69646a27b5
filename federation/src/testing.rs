//! What the unit tests of this package share: names, one post, one pair of keys.

use std::sync::LazyLock;

use preau_core::audience::Audience;
use preau_core::id::{PersonId, PostId};
use preau_core::post::{Post, PostState, Signature};
use preau_core::text::Title;
use preau_core::world::Moment;
use url::Url;
use uuid::Uuid;

use crate::keys::{KeyPems, generate};
use crate::names::Names;

/// The moment at which the tests run.
pub(crate) const NOW: Moment = Moment(1_795_291_200_000_000);

/// Made once, since it takes half a second.
pub(crate) static KEYS: LazyLock<KeyPems> =
    LazyLock::new(|| generate(&mut |bytes| aws_lc_rs::rand::fill(bytes).unwrap()).unwrap());

/// The names of Vallombre.
pub(crate) fn names() -> Names {
    Names::new(&Url::parse("https://vallombre.example/").unwrap())
}

/// A public post that is out.
pub(crate) fn post(signature: Signature) -> Post {
    let id = PostId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));
    Post {
        id,
        author: PersonId(Uuid::from_u128(0x4000_8000_0000_0000_0007)),
        parent: None,
        root: id,
        audience: Audience::Everybody,
        signature,
        state: PostState::Published,
        title: Some(Title::parse("Marché & <fête>").unwrap()),
        source: "Bonjour".into(),
        html: "<p>Bonjour</p>".into(),
        summary: "Bonjour".into(),
        written_at: NOW,
        published_at: NOW,
        edited_at: None,
        edits: 0,
        answers: None,
    }
}
