//! Rendezvous for everybody of the sections that we are linked with, as our members see them in their agenda.

use url::Url;

use crate::id::NearbyId;
use crate::markup;
use crate::rendezvous::{AHEAD_MAX, LASTS_MAX};
use crate::text::{ShortText, Title};
use crate::world::Moment;

/// Rendezvous kept of one section: more is no agenda any more.
pub const NEARBY_PER_SECTION_MAX: i64 = 500;
/// How long one is kept after it is over.
pub const NEARBY_KEPT: i64 = 31 * Moment::DAY;
/// The longest address kept.
const URL_BYTES_MAX: usize = 2048;

/// An Event as it came: nothing of it is cleaned. Federation has checked that its id and its section have one origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteEvent {
    /// Its id.
    pub id: Url,
    /// Where people read it.
    pub url: Option<Url>,
    /// `name`.
    pub name: Option<String>,
    /// `content`: HTML.
    pub content: String,
    /// `startTime`.
    pub starts_at: Moment,
    /// `endTime`.
    pub ends_at: Option<Moment>,
    /// `timezone`.
    pub time_zone: Option<chrono_tz::Tz>,
    /// Name and address of the place.
    pub place: Option<String>,
    /// Where one takes part from afar.
    pub link: Option<Url>,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// `updated`, or `published`.
    pub version: Option<Moment>,
}

/// A rendezvous of a linked section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearby {
    /// Our own id for it.
    pub id: NearbyId,
    /// Its id there.
    pub uri: Url,
    /// The section.
    pub section: Url,
    /// Where people read it.
    pub url: Option<Url>,
    /// What it is.
    pub title: Title,
    /// Sanitised HTML, without pictures.
    pub html: String,
    /// When it begins.
    pub starts_at: Moment,
    /// When it ends.
    pub ends_at: Option<Moment>,
    /// The zone in which it was said.
    pub time_zone: chrono_tz::Tz,
    /// Where.
    pub place: Option<ShortText>,
    /// An https address for those who come from afar.
    pub link: Option<Url>,
    /// Which version of it this is: an older one changes nothing.
    pub version: Moment,
    /// When it came first.
    pub came_at: Moment,
}

impl Nearby {
    /// From when on it is over: as one of ours.
    pub fn over_at(&self) -> Moment {
        self.ends_at.unwrap_or(self.starts_at.plus(crate::rendezvous::LASTS))
    }
}

/// One of them with the name of its section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearbyView {
    /// The rendezvous.
    pub nearby: Nearby,
    /// What the section is called.
    pub section: ShortText,
}

impl RemoteEvent {
    /// Cleans it; `None` for what is over, too far ahead or has no name. `zone` is taken where it tells none.
    #[must_use]
    pub fn cleaned(&self, id: NearbyId, section: &Url, zone: chrono_tz::Tz, now: Moment) -> Option<Nearby> {
        let line = |text: &str| markup::plain(text).replace('\n', " ");
        let title = Title::fit(&line(self.name.as_deref()?), "");
        let ends_at =
            self.ends_at.filter(|end| *end > self.starts_at && *end <= self.starts_at.plus(LASTS_MAX));
        let place = self.place.as_deref().map(|place| ShortText::fit(&line(place), ""));
        let web = |url: &&Url| {
            url.scheme() == "https" && url.username().is_empty() && url.as_str().len() <= URL_BYTES_MAX
        };
        // Where people read it is on its own server: anything else would stand under the section's name.
        let page = |url: &&Url| url.origin() == self.id.origin() && url.as_str().len() <= URL_BYTES_MAX;
        let nearby = Nearby {
            id,
            uri: self.id.clone(),
            section: section.clone(),
            url: self.url.as_ref().filter(page).cloned(),
            html: markup::clean_remote(&self.content),
            starts_at: self.starts_at,
            ends_at,
            time_zone: self.time_zone.unwrap_or(zone),
            place: place.filter(|place| !place.as_str().is_empty()),
            link: self.link.as_ref().filter(web).cloned(),
            version: self.version.unwrap_or(now).min(now),
            came_at: now,
            title,
        };
        let ahead = nearby.over_at() > now && nearby.starts_at <= now.plus(AHEAD_MAX);
        (ahead && !nearby.title.as_str().is_empty()).then_some(nearby)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_790_000_000_000_000);

    fn event() -> RemoteEvent {
        RemoteEvent {
            id: Url::parse("https://sorre.example/rendezvous/1").unwrap(),
            url: Some(Url::parse("https://spy.example/page").unwrap()),
            name: Some("<b>Réunion</b>\u{202E}".to_owned()),
            content: "<p onclick=x>Venez<img src=\"https://spy.example/p.png\"></p><script>x</script>"
                .to_owned(),
            starts_at: NOW.plus(Moment::DAY),
            ends_at: Some(NOW),
            time_zone: None,
            place: Some("Salle\n<i>des fêtes</i>".to_owned()),
            link: Some(Url::parse("javascript:alert(1)").unwrap()),
            cancelled: false,
            version: Some(NOW.plus(Moment::DAY)),
        }
    }

    fn cleaned(event: &RemoteEvent) -> Option<Nearby> {
        let section = Url::parse("https://sorre.example/section").unwrap();
        event.cleaned(NearbyId(uuid::Uuid::nil()), &section, chrono_tz::Europe::Paris, NOW)
    }

    #[test]
    fn h03_nothing_of_a_linked_sections_rendezvous_loads_a_picture_runs_or_leads_elsewhere() {
        let nearby = cleaned(&event()).unwrap();
        assert_eq!(nearby.title.as_str(), "Réunion");
        assert_eq!(nearby.html, "<p>Venez</p>");
        assert_eq!((nearby.url.clone(), nearby.link.clone()), (None, None));
        assert_eq!(nearby.place.as_ref().map(ShortText::as_str), Some("Salle des fêtes"));
        assert_eq!(
            (nearby.ends_at, nearby.version),
            (None, NOW),
            "an end before the start, a future version"
        );
        assert_eq!(nearby.time_zone, chrono_tz::Europe::Paris);
    }

    #[test]
    fn what_is_over_nameless_or_beyond_the_years_is_not_kept() {
        assert!(cleaned(&RemoteEvent { starts_at: NOW.plus(-Moment::DAY), ..event() }).is_none());
        assert!(cleaned(&RemoteEvent { starts_at: NOW.plus(6 * 366 * Moment::DAY), ..event() }).is_none());
        assert!(cleaned(&RemoteEvent { name: Some("<br>".to_owned()), ..event() }).is_none());
        assert!(cleaned(&RemoteEvent { name: None, ..event() }).is_none());
    }
}
