//! The home page: for a member what waits for them and the feed, for a stranger the public page.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use preau_core::access;
use preau_core::access::Sight;
use preau_core::group::{GatheringView, GroupCard, UNREAD_MAX};
use preau_core::meeting::{MeetingState, MeetingView};
use preau_core::rendezvous::RendezvousView;
use preau_core::rules::RulesProfile;
use preau_core::store::Read;
use preau_core::world::{Day, Moment};

use crate::compose_short::Short;
use crate::dates::{Dates, Leaf};
use crate::error::{Answer, Failure};
use crate::feed::{self, Pages};
use crate::page::{Frame, Page, Room};
use crate::place::{self, Places as _};
use crate::repeat;
use crate::session::Member;
use crate::state::{Caller, Web};
use crate::visit::{Visit, see_other};

/// The routes of this room.
pub(crate) fn routes() -> Router<Web> {
    Router::new().at(place::HOME, get(show))
}

/// The most cards on top: more than three things wait in a list, the agenda.
const CARDS_MAX: usize = 3;
/// What waits is counted so far.
const WAITING_MAX: i64 = 20;
/// Groups with something unread on the page; the list of groups has the rest.
const GROUPS_SHOWN: i64 = 5;
/// How far ahead a group's rendezvous waits on this page: as far as one plans one's evenings.
const GATHERINGS_AHEAD: i64 = 14 * Moment::DAY;
/// Late decisions on the page; the register has the rest.
const LATE_SHOWN: i64 = 3;
/// Proposals are counted so far for the line that leads to them.
const PROPOSALS_MAX: i64 = 50;

/// The home page of a member.
#[derive(Template)]
#[template(path = "home.html")]
pub(crate) struct Home {
    frame: Frame,
    first_name: String,
    today: String,
    waiting: usize,
    cards: Vec<Card>,
    /// Proposals that wait for this administrator.
    to_decide: usize,
    /// Proposals of this member that wait.
    proposed: usize,
    /// The decisions that this member sees to and that are late: where they stand, what they are. Nobody else is told.
    late: Vec<(String, String)>,
    short: Short,
    pages: Pages,
    members: i64,
    /// Groups in which something was not read.
    groups: Vec<Unread>,
    /// The next meeting one may read: where it is, what it is, what one answered.
    meeting: Option<(String, String)>,
}

/// A group with something unread.
struct Unread {
    href: String,
    name: String,
    host: String,
    /// As it stands in the mark: beyond a bound the number says nothing more.
    mark: String,
    count: i64,
}

impl Page for Home {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// A rendezvous that was not answered yet.
#[derive(Clone)]
struct Card {
    leaf: Leaf,
    title: String,
    href: String,
    answer: String,
    line: String,
    lacks: String,
    full: bool,
    /// « Le troisième mardi de chaque mois », where it comes again.
    again: Option<String>,
    /// The group's name in words, where it is one's; else empty.
    group: String,
    /// The name of the body it is for; else empty.
    body: String,
    /// Where one gives one's voice to somebody, where it is a meeting that knows proxies.
    proxy: Option<String>,
}

async fn show(State(web): State<Web>, visit: Visit, caller: Caller) -> Answer {
    let (Some(person), Some(session)) = (caller.member(), caller.session.as_ref()) else {
        // Somebody whose account waits has a page of their own; everybody else is a stranger.
        if caller.session.is_some() {
            return Ok(see_other(&visit.to.waiting(), None));
        }
        return crate::public::show(&web, &visit).await;
    };
    let member = Member { person: person.clone(), viewer: caller.viewer.clone(), session: session.clone() };
    let frame = visit.frame(Room::Home);
    let dates = feed::dates(&web, &visit).await?;
    let mut db = web.read().await?;
    let home = Home::read(db.as_mut(), &web, frame, &member, dates).await?;
    Ok(home.show())
}

impl Home {
    async fn read(
        db: &mut dyn Read,
        web: &Web,
        frame: Frame,
        member: &Member,
        dates: Dates,
    ) -> Result<Self, Failure> {
        let unanswered = db.unanswered(member.id(), dates.now, WAITING_MAX).await?;
        let until = dates.now.plus(GATHERINGS_AHEAD);
        let mut gatherings = db.gatherings_for(member.id(), dates.now, until, WAITING_MAX).await?;
        gatherings
            .retain(|view| view.mine.is_none() && view.gathering.published && !view.gathering.cancelled);
        let sight = Sight::of(&member.viewer, dates.now);
        let meetings = db.meetings_ahead(sight, None, WAITING_MAX).await?;
        let groups = db.groups_unread(member.id(), GROUPS_SHOWN).await?;
        let members = db.members_count().await?;
        let mine = (!frame.speaks()).then_some(member.id());
        let proposals = db.proposals(mine, PROPOSALS_MAX).await?.len();
        let late = late(db, &frame, member, dates).await?;
        let pages = Pages::read(db, &frame, member, dates, None).await?;
        let short = Short::feed(&frame, members, web.world.hidden_id());
        Ok(Self {
            first_name: first_name(member.person.name.as_str()),
            today: capitalised(&dates.day(dates.now)),
            waiting: this_week(&unanswered, &gatherings, dates.now),
            cards: cards(&frame, dates, &unanswered, &gatherings, &meetings),
            meeting: meetings.first().map(|view| next_meeting(&frame, dates, view)),
            groups: groups.iter().map(|card| Unread::of(&frame, card)).collect(),
            to_decide: if mine.is_none() { proposals } else { 0 },
            proposed: if mine.is_some() { proposals } else { 0 },
            late,
            short,
            pages,
            members,
            frame,
        })
    }
}

/// What a member took on and has not done in time, as far as they may read it, the longest due first.
async fn late(
    db: &mut dyn Read,
    frame: &Frame,
    member: &Member,
    dates: Dates,
) -> Result<Vec<(String, String)>, Failure> {
    let today = Day::of(dates.now, dates.zone).unwrap_or_default();
    let mut lines = Vec::new();
    for view in db.overdue_decisions(member.id(), today, LATE_SHOWN).await? {
        let one = &view.decision;
        let wanted = (one.body, one.year, one.rank);
        if access::decision(db, &member.viewer, wanted, dates.now).await?.is_some() {
            let due = one.due.and_then(Day::date).map(|date| dates.say_date(date)).unwrap_or_default();
            let line = frame.t.home_late_line(one.title.as_str(), due);
            lines.push((frame.to.decision_of(one.body, one.number()), line));
        }
    }
    Ok(lines)
}

/// The next of both kinds.
fn cards(
    frame: &Frame,
    dates: Dates,
    unanswered: &[RendezvousView],
    gatherings: &[GatheringView],
    meetings: &[MeetingView],
) -> Vec<Card> {
    let of_section = unanswered.iter().map(|view| {
        let card = Card::of(frame, dates, view);
        // A meeting is answered on its own page too: there one reads what it is about, and gives a proxy.
        let meeting = meetings.iter().find(|one| one.rendezvous == Some(view.rendezvous.id));
        (
            view.rendezvous.starts_at,
            meeting.map_or_else(|| card.clone(), |one| card.clone().meets(frame, one)),
        )
    });
    let of_groups =
        gatherings.iter().map(|view| (view.gathering.plan.starts_at, Card::of_group(frame, dates, view)));
    let mut cards: Vec<(Moment, Card)> = of_section.chain(of_groups).collect();
    cards.sort_by_key(|(starts_at, _)| *starts_at);
    cards.into_iter().take(CARDS_MAX).map(|(_, card)| card).collect()
}

/// The next meeting in a line, with what one answered.
fn next_meeting(frame: &Frame, dates: Dates, view: &MeetingView) -> (String, String) {
    let meeting = &view.meeting;
    let dates = Dates { zone: meeting.time_zone, ..dates };
    let said = match (meeting.state, view.mine) {
        (MeetingState::Convened, None) if view.asked => "none",
        // Who came into the body after the notice is not on its roll: nothing was asked of them.
        (MeetingState::Convened, None) => "convened",
        (MeetingState::Convened, Some(reply)) => reply.as_str(),
        (state, _) if state.sits() => "sits",
        _ => "agenda",
    };
    let line = frame.t.home_next_meeting(meeting.title.as_str(), dates.day(meeting.starts_at), said);
    (frame.to.meeting(meeting.id), line)
}

impl Unread {
    fn of(frame: &Frame, card: &GroupCard) -> Self {
        let count = card.unread;
        Self {
            href: frame.to.group(card.group.id),
            name: card.group.name.to_string(),
            host: card.group.host_name.to_string(),
            mark: if count > UNREAD_MAX { format!("{UNREAD_MAX}+") } else { count.to_string() },
            count,
        }
    }
}

impl Card {
    /// The same, where it is the date of a meeting.
    fn meets(self, frame: &Frame, view: &MeetingView) -> Self {
        let href = frame.to.meeting(view.meeting.id);
        let asks = view.meeting.state == MeetingState::Convened
            && view.meeting.rules.as_ref().is_some_and(RulesProfile::knows_proxies);
        Self { proxy: asks.then(|| format!("{href}#repondre")), href, ..self }
    }

    fn of_group(frame: &Frame, dates: Dates, view: &GatheringView) -> Self {
        let (one, plan) = (&view.gathering, &view.gathering.plan);
        let dates = Dates { zone: plan.time_zone, ..dates };
        let time = dates.time(plan.starts_at);
        Self {
            leaf: dates.leaf(plan.starts_at),
            title: plan.title.to_string(),
            href: frame.to.gathering(one.id),
            answer: frame.to.gathering_answer(one.id),
            line: match &plan.place {
                Some(place) => frame.t.card_time_place(&time, place.as_str()),
                None => frame.t.card_time(&time),
            },
            lacks: String::new(),
            full: false,
            again: None,
            group: frame.t.rdv_of_group(view.group.as_str()),
            body: String::new(),
            proxy: None,
        }
    }

    fn of(frame: &Frame, dates: Dates, view: &RendezvousView) -> Self {
        let rendezvous = &view.rendezvous;
        let dates = Dates { zone: rendezvous.time_zone, ..dates };
        let time = dates.time(rendezvous.starts_at);
        let line = match &rendezvous.place {
            Some(place) => frame.t.card_time_place(&time, place.as_str()),
            None => frame.t.card_time(&time),
        };
        let left = view.places_left();
        let lacks = match (view.missing(), left) {
            (_, Some(0)) => frame.t.card_full(),
            (Some(missing), _) => frame.t.card_missing(missing),
            (None, Some(left)) => frame.t.card_places(left),
            (None, None) => String::new(),
        };
        Self {
            leaf: dates.leaf(rendezvous.starts_at),
            title: rendezvous.title.to_string(),
            href: frame.to.rendezvous(rendezvous.id),
            answer: frame.to.rendezvous_answer(rendezvous.id),
            line,
            lacks,
            full: left == Some(0),
            again: repeat::of(frame.t, &dates, rendezvous),
            group: String::new(),
            body: view.body.as_ref().map(ToString::to_string).unwrap_or_default(),
            proxy: None,
        }
    }
}

/// How many of them begin within seven days.
fn this_week(unanswered: &[RendezvousView], gatherings: &[GatheringView], now: Moment) -> usize {
    let end = now.plus(7 * Moment::DAY);
    let of_section = unanswered.iter().map(|view| view.rendezvous.starts_at);
    let of_groups = gatherings.iter().map(|view| view.gathering.plan.starts_at);
    of_section.chain(of_groups).filter(|starts_at| *starts_at < end).count()
}

/// What one calls somebody: the first word of their name.
fn first_name(name: &str) -> String {
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery::Samples;
    use crate::item::tests::{NOON, dates};
    use uuid::Uuid;

    impl Samples for Home {
        fn samples(frame: Frame) -> Vec<Self> {
            let dates = dates(frame.language);
            let card = |days: i64, title: &str, lacks: String| Card {
                leaf: dates.leaf(NOON.plus(days * Moment::DAY)),
                title: title.to_owned(),
                href: frame.to.rendezvous("7"),
                answer: frame.to.rendezvous_answer("7"),
                line: frame.t.card_time_place(dates.time(NOON), "salle des Tanneurs"),
                lacks,
                full: false,
                again: None,
                group: String::new(),
                body: String::new(),
                proxy: None,
            };
            let of_group = Card {
                group: frame.t.rdv_of_group("Santé et hôpital public"),
                ..card(6, "Réunion", String::new())
            };
            let unread = |name: &str, mark: &str, count| Unread {
                href: frame.to.group("7"),
                name: name.to_owned(),
                host: "Port-Lazare".to_owned(),
                mark: mark.to_owned(),
                count,
            };
            let groups = vec![unread("Santé et hôpital public", "5", 5), unread("Transports", "99+", 100)];
            let cards = vec![
                of_group,
                Card { proxy: Some(frame.to.meeting("7")), ..card(5, "Réunion de section", String::new()) },
                card(7, "Porte-à-porte aux Tanneurs", frame.t.card_missing(3)),
            ];
            let short = |frame: &Frame| Short::feed(frame, 64, Uuid::from_u128(5));
            let empty = Self {
                first_name: "Jeanne".to_owned(),
                today: capitalised(&dates.day(NOON)),
                waiting: 0,
                cards: Vec::new(),
                to_decide: 0,
                proposed: 2,
                late: vec![(
                    frame.to.decision_of("7", "2026-3"),
                    frame.t.home_late_line("Louer le local", "12 décembre"),
                )],
                short: short(&frame),
                pages: Pages {
                    fresh: Vec::new(),
                    known: Vec::new(),
                    line: false,
                    newest: 0,
                    older: String::new(),
                    count: 0,
                },
                members: 1,
                groups: Vec::new(),
                meeting: None,
                frame: frame.clone(),
            };
            let pages = feed::tests::page(&frame, NOON.plus(-90 * Moment::MINUTE), 1);
            let full = Self {
                waiting: 2,
                cards,
                to_decide: 1,
                proposed: 0,
                late: Vec::new(),
                short: short(&frame),
                pages,
                members: 64,
                groups,
                meeting: Some((
                    frame.to.meeting("7"),
                    frame.t.home_next_meeting("Réunion de section", "jeudi 26 novembre", "none"),
                )),
                first_name: "Jeanne".to_owned(),
                today: capitalised(&dates.day(NOON)),
                frame,
            };
            vec![full, empty]
        }
    }

    #[test]
    fn what_waits_stands_in_the_order_of_its_days_whoever_planned_it() {
        use crate::calendar::tests::{NOW, dates, gathering, sample};
        let frame = crate::gallery::frame(preau_core::language::Language::Fr);
        let unanswered = [sample(24, "Bureau"), sample(200, "Réunion publique"), sample(220, "Stand")];
        let gatherings = [gathering(30, "Atelier")];
        let dates = dates(preau_core::language::Language::Fr);
        let cards = cards(&frame, dates, &unanswered, &gatherings, &[]);
        let titles: Vec<&str> = cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles, ["Bureau", "Atelier", "Réunion publique"]);
        assert!(cards[0].group.is_empty() && cards[1].group.contains("Santé"));
        assert_eq!(this_week(&unanswered, &gatherings, NOW), 2);
    }

    #[test]
    fn a_person_is_greeted_by_the_first_word_of_their_name() {
        assert_eq!(first_name("Nour El Amrani"), "Nour");
        assert_eq!(capitalised("samedi 21 novembre"), "Samedi 21 novembre");
    }
}
