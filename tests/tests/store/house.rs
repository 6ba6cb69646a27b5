//! The house, its wizard and its notices.

use preau_core::id::{BodyId, NoticeId, PostId};
use preau_core::notice::{NOTICES_KEPT, News, Notice};
use preau_core::text::PersonName;
use preau_core::unit::{Accent, House};
use preau_tests::on_both_engines;
use uuid::Uuid;

use crate::scene::{NOW, house, insert, person, write};

on_both_engines! {
    async fn a_house_is_set_up_once_and_counts_its_changes(trial: Trial) {
        let store = trial.store.as_ref();
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), None);
        assert!(write(store, async |tx| tx.insert_house(&house()).await).await);
        let other = House { id: BodyId(Uuid::from_u128(2)), ..house() };
        assert!(!write(store, async |tx| tx.insert_house(&other).await).await);
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), Some(house()));

        let changed = House { members_may_sign: false, about: None, accent: Accent::Prune, ..house() };
        write(store, async |tx| tx.update_house(&changed).await).await;
        let expected = House { version: 2, ..changed };
        assert_eq!(store.read().await.unwrap().house().await.unwrap(), Some(expected));
    }

    async fn the_wizard_finds_its_draft_again_until_it_forgets_it(trial: Trial) {
        let store = trial.store.as_ref();
        for draft in [Some("{\"step\":1}"), Some("{\"step\":2}"), None] {
            write(store, async |tx| tx.keep_set_up_draft(draft).await).await;
            assert_eq!(store.read().await.unwrap().set_up_draft().await.unwrap().as_deref(), draft);
        }
    }

    async fn notices_stay_within_their_bound_and_useful_is_one_line_a_post(trial: Trial) {
        let store = trial.store.as_ref();
        let jeanne = person(1, "Jeanne Morvan");
        insert(store, &jeanne).await;
        let useful = |by: &str| News::FoundUseful { post: PostId(Uuid::from_u128(5)), by: PersonName::parse(by).unwrap() };
        let notice = |n: u128, news: News| Notice {
            id: NoticeId(Uuid::from_u128(n)),
            person: jeanne.id,
            news,
            at: NOW,
            read_at: None,
        };
        write(store, async |tx| {
            for n in 1..=210 {
                let news = News::PostRemoved { post: PostId(Uuid::from_u128(n)) };
                tx.notify(&notice(n, news)).await?;
            }
            Ok(())
        })
        .await;
        let all = store.read().await.unwrap().notices(jeanne.id, 1000).await.unwrap();
        assert_eq!(i64::try_from(all.len()).unwrap(), NOTICES_KEPT);
        assert_eq!(all[0].id.0.as_u128(), 210);
        write(store, async |tx| tx.read_notices(jeanne.id, NOW).await).await;
        for (n, by) in [(301, "Odile Garrec"), (302, "Idriss Belkacem")] {
            write(store, async |tx| {
                tx.forget_notice(jeanne.id, &useful(by)).await?;
                tx.notify(&notice(n, useful(by))).await
            })
            .await;
        }
        let mut db = store.read().await.unwrap();
        assert_eq!(db.notices_unread(jeanne.id).await.unwrap(), 1);
        assert_eq!(db.notices(jeanne.id, 1).await.unwrap()[0].news, useful("Idriss Belkacem"));
    }
}
