//! Codes that were shown once: the same form sent twice shows the same codes again instead of making another series.

use std::collections::VecDeque;

use preau_core::id::PersonId;
use preau_core::world::Moment;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::error::Failure;

/// How long the codes of a form are remembered: a double click, or a page that is loaded again before it is printed.
const KEPT_FOR: i64 = 10 * Moment::MINUTE;
/// Series remembered at once, each of at most fifty codes; administrators print no more in ten minutes.
const KEPT_MAX: usize = 20;

/// The series printed lately. In memory alone: the tables hold hashes.
#[derive(Default)]
pub(crate) struct Printed(Mutex<VecDeque<Series>>);

struct Series {
    form: Uuid,
    by: PersonId,
    at: Moment,
    codes: Vec<String>,
}

impl Printed {
    /// The codes of this form: made now, or found where it was sent before. One at a time, so that the second click waits
    /// for the first.
    pub(crate) async fn once(
        &self,
        form: Uuid,
        by: PersonId,
        now: Moment,
        make: impl Future<Output = Result<Vec<String>, Failure>>,
    ) -> Result<Vec<String>, Failure> {
        let mut kept = self.0.lock().await;
        kept.retain(|series| now < series.at.plus(KEPT_FOR));
        if let Some(same) = kept.iter().find(|series| series.form == form && series.by == by) {
            return Ok(same.codes.clone());
        }
        let codes = make.await?;
        if kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back(Series { form, by, at: now, codes: codes.clone() });
        Ok(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_double_click_shows_one_series_of_codes_twice() {
        let (printed, odile, form) = (Printed::default(), PersonId(Uuid::from_u128(1)), Uuid::from_u128(2));
        let series = |form, by, now, code: &str| {
            let made = vec![code.to_owned()];
            printed.once(form, by, Moment(now), async move { Ok(made) })
        };
        let (one, two) = tokio::join!(series(form, odile, 0, "ACDE"), series(form, odile, 0, "FGHJ"));
        assert_eq!((one.unwrap(), two.unwrap()), (vec!["ACDE".to_owned()], vec!["ACDE".to_owned()]));
        let other = series(Uuid::from_u128(3), odile, 0, "KMNP").await.unwrap();
        assert_eq!(other, ["KMNP"], "another form makes others");
        let foreign = series(form, PersonId(Uuid::from_u128(9)), 0, "QRTW").await.unwrap();
        assert_eq!(foreign, ["QRTW"], "and so does another administrator");
        assert_eq!(
            series(form, odile, KEPT_FOR, "XY34").await.unwrap(),
            ["XY34"],
            "they are not kept for ever"
        );
    }
}
