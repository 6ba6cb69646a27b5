//! Lives the meetings of a story: bodies, mandates, notices, sittings with their votes, minutes. As everywhere in the demo,
//! by the Actions that a form would have performed, each at its moment.

use std::collections::BTreeMap;

use preau_core::action::body::{ChangeAffiliation, MakeBody};
use preau_core::action::mandate::{ConfirmMandate, RecordMandate};
use preau_core::action::meeting::{
    AnswerNotice, BeginMeeting, CallOff, Convene, ProposeItem, Said, SupportItem, TurnAgenda,
};
use preau_core::action::minutes::book::SealMinutes;
use preau_core::action::minutes::{AskCorrection, OpenReview};
use preau_core::action::rules::ChangeRules;
use preau_core::action::sitting::vote::PrepareVote;
use preau_core::body::Affiliation;
use preau_core::error::{Failure, Fault};
use preau_core::id::{BodyId, MeetingId, PersonId};
use preau_core::meeting::{BallotMode, ItemKind, ItemPlan, Meeting, MeetingMode, MeetingPlan, Reply};
use preau_core::rules::{ProxyCap, QuorumSize, Rule, SecondNotice};
use preau_core::text::{Body, Note, ShortText, Title, UnitName};
use preau_core::world::{Day, Moment, World as _};

use super::life::{Account, Life, ZONE, moment, text, whose};
use super::sitting::motion;
use super::story::meetings::{Fate, Gathering, Minuted, Of, Point, Standing, When};

/// A stage of a meeting: each has its moment in the year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// It is begun as a draft.
    Begun,
    /// Its notice goes out; of a draft, its agenda opens.
    Told,
    /// It sits, or is called off.
    Sits,
    /// Its minutes go on.
    Minuted,
}

/// What the story's bodies and meetings became.
pub(super) struct Made {
    house: BodyId,
    bodies: Vec<BodyId>,
    /// By their index in the story.
    meetings: BTreeMap<usize, MeetingId>,
}

impl Made {
    fn body(&self, of: Of) -> Result<BodyId, Fault> {
        match of {
            Of::Assembly => Ok(self.house),
            Of::Organ(index) => {
                self.bodies.get(index).copied().ok_or(Fault::Broken("a body of the story exists"))
            }
        }
    }

    fn meeting(&self, index: usize) -> Result<MeetingId, Fault> {
        self.meetings.get(&index).copied().ok_or(Fault::Broken("a meeting of the story was begun"))
    }

    /// Its bodies beside the assembly, in the order of the story.
    pub(super) fn bodies(&self) -> &[BodyId] {
        &self.bodies
    }

    /// Its meetings, in the order of the story.
    pub(super) fn meetings(&self) -> Vec<MeetingId> {
        self.meetings.values().copied().collect()
    }
}

impl Life<'_> {
    /// The rules are written down, bodies made, mandates recorded, members entered as what they are.
    pub(super) async fn constitute(&self, accounts: &[Account]) -> Result<Made, Failure> {
        let by = whose(accounts, 0)?;
        let mut db = self.store.read().await?;
        let house = db.house().await?.ok_or(Fault::Broken("the house was set up"))?;
        drop(db);
        if self.story.gatherings.is_empty() {
            return Ok(Made { house: house.id, bodies: Vec::new(), meetings: BTreeMap::new() });
        }
        let mut rules = house.rules.clone();
        rules.quorum.size = QuorumSize::Share(250);
        rules.quorum.second = Some(SecondNotice { days: 7, lifts_quorum: true });
        rules.proxies.most = ProxyCap::UpTo(2);
        for (rule, article) in [
            (Rule::Notice, "article 7 des statuts"),
            (Rule::Quorum, "article 9 des statuts"),
            (Rule::Proxies, "article 10 des statuts"),
        ] {
            rules.articles.insert(rule, text(ShortText::parse(article))?);
        }
        let seen_version = house.rules.version;
        self.perform(ChangeRules { by, body: house.id, rules: Some(rules), seen_version }).await?;
        let mut made = Made { house: house.id, bodies: Vec::new(), meetings: BTreeMap::new() };
        for organ in self.story.organs {
            let body = MakeBody {
                by,
                kind: organ.0,
                name: text(UnitName::parse(organ.1))?,
                purpose: Some(text(Note::parse(organ.2))?),
                once: self.world.hidden_id(),
            };
            made.bodies.push(self.perform(body).await?);
        }
        let starts_at = self.world.now();
        for seat in self.story.seats {
            let mandate = RecordMandate {
                by,
                person: whose(accounts, seat.1)?,
                body: made.body(seat.0)?,
                role: seat.2,
                starts_at,
                ends_at: Some(starts_at.plus(seat.3 * Moment::DAY)),
                provisional: false,
                once: self.world.hidden_id(),
            };
            self.perform(mandate).await?;
        }
        self.confirm(by, made.house).await?;
        let today = Day::of(self.now, ZONE).ok_or(Fault::Broken("today is a day"))?;
        for Standing(who, status, since, dues) in self.story.standings {
            let (person, since) = (whose(accounts, *who)?, today.plus(-since));
            // What is true only later is entered later: nobody can be a member since tomorrow.
            let since = since.min(Day::of(starts_at, ZONE).unwrap_or(since));
            let affiliation = Affiliation {
                person,
                status: *status,
                since,
                dues_until: dues.map(|days| today.plus(days)),
                seniority_since: None,
            };
            self.perform(ChangeAffiliation {
                by,
                person,
                status: affiliation.status,
                since: affiliation.since,
                dues_until: affiliation.dues_until,
                seniority_since: None,
            })
            .await?;
        }
        Ok(made)
    }

    /// Whoever set the house up is its secretary until the assembly says so, which it did.
    async fn confirm(&self, by: PersonId, house: BodyId) -> Result<(), Failure> {
        let mandates = self.store.read().await?.mandates_in(house, self.world.now(), 10).await?;
        for view in mandates.iter().filter(|view| view.mandate.provisional) {
            self.perform(ConfirmMandate { by, mandate: view.mandate.id }).await?;
        }
        Ok(())
    }

    /// The moments at which the meetings of the story go on.
    pub(super) fn stages(&self) -> Result<Vec<(Moment, usize, Stage)>, Fault> {
        let mut stages = Vec::new();
        for (index, gathering) in self.story.gatherings.iter().enumerate() {
            let starts = self.starts(gathering.when)?;
            let told = starts.plus(-gathering.notice * Moment::DAY).min(self.now.plus(-2 * Moment::DAY));
            stages.push((told.plus(-Moment::DAY), index, Stage::Begun));
            stages.push((told, index, Stage::Told));
            match gathering.fate {
                Fate::Draft | Fate::Open { .. } | Fate::Convened => {}
                Fate::Cancelled(ago) => {
                    stages.push((self.now.plus(-ago * Moment::DAY), index, Stage::Sits));
                }
                Fate::Lacked(_) | Fate::Sits(_) => stages.push((starts, index, Stage::Sits)),
                Fate::Held(_, ref minuted) => {
                    stages.push((starts, index, Stage::Sits));
                    let after = match minuted {
                        Minuted::Sealed { after } => {
                            let next = self.story.gatherings.get(*after);
                            let next = next.ok_or(Fault::Broken("the next meeting is of the story"))?;
                            self.starts(next.when)?.plus(Moment::DAY)
                        }
                        Minuted::Draft | Minuted::Review { .. } => starts.plus(3 * Moment::DAY),
                    };
                    stages.push((after, index, Stage::Minuted));
                }
            }
        }
        Ok(stages)
    }

    fn starts(&self, when: When) -> Result<Moment, Fault> {
        use chrono::Datelike as _;
        match when {
            When::Day(days, at) => moment(self.now, days, at),
            When::Now(ago) => Ok(self.now.plus(-ago * Moment::MINUTE)),
            When::Thursday(at) => {
                let today = self.now.utc().ok_or(Fault::Broken("today is a day"))?.with_timezone(&ZONE);
                let gone = i64::from(today.weekday().num_days_from_monday());
                // A meeting of today would be over, or not yet begun, by the hour at which the demo starts.
                let ahead = (3 - gone).rem_euclid(7);
                moment(self.now, if ahead == 0 { 7 } else { ahead }, at)
            }
        }
    }

    /// One stage of one meeting.
    pub(super) async fn gather(
        &self,
        accounts: &[Account],
        made: &mut Made,
        index: usize,
        stage: Stage,
    ) -> Result<(), Failure> {
        let gathering =
            self.story.gatherings.get(index).ok_or(Fault::Broken("a meeting of the story exists"))?;
        match stage {
            Stage::Begun => {
                let id = self.begin(accounts, made, gathering).await?;
                made.meetings.insert(index, id);
                Ok(())
            }
            Stage::Told => self.tell(accounts, made.meeting(index)?, gathering).await,
            Stage::Sits => match gathering.fate {
                Fate::Cancelled(_) => {
                    let meeting = made.meeting(index)?;
                    self.perform(CallOff { by: whose(accounts, 0)?, meeting, postpone: false }).await
                }
                _ => self.sit(accounts, made.meeting(index)?, gathering).await,
            },
            Stage::Minuted => self.minute(accounts, made.meeting(index)?, gathering).await,
        }
    }

    async fn begin(
        &self,
        accounts: &[Account],
        made: &Made,
        gathering: &Gathering,
    ) -> Result<MeetingId, Failure> {
        let starts_at = self.starts(gathering.when)?;
        let open = matches!(gathering.fate, Fate::Open { .. });
        let short = |words: &str| match words {
            "" => Ok(None),
            words => text(ShortText::parse(words)).map(Some),
        };
        let mut items = Vec::new();
        for point in gathering.points {
            items.push(item(accounts, made, point)?);
        }
        let plan = MeetingPlan {
            title: text(Title::parse(gathering.title))?,
            mode: MeetingMode::InPerson,
            starts_at,
            ends_at: Some(starts_at.plus(gathering.minutes * Moment::MINUTE)),
            time_zone: ZONE,
            place: short(gathering.place)?,
            access: short(gathering.access)?,
            link: None,
            proposals_until: open.then(|| starts_at.plus(-15 * Moment::DAY)),
            supporters_needed: open.then_some(6),
        };
        let body = made.body(gathering.of)?;
        let (by, kind, once) = (whose(accounts, 0)?, gathering.kind, self.world.hidden_id());
        let meeting = self.perform(BeginMeeting { by, body, kind, plan, items, once }).await?;
        // What lies ahead has its votes beside its items; what was held got them where its story tells them.
        if matches!(gathering.fate, Fate::Draft | Fate::Open { .. } | Fate::Convened) {
            self.put_to_vote(by, meeting).await?;
        }
        Ok(meeting)
    }

    async fn put_to_vote(&self, by: PersonId, meeting: MeetingId) -> Result<(), Failure> {
        let items = self.store.read().await?.items(meeting).await?;
        for item in items.iter().filter(|item| item.kind == ItemKind::Vote) {
            let plan = motion(item.title.as_str(), BallotMode::Hands)?;
            self.perform(PrepareVote { by, item: item.id, plan, once: self.world.hidden_id() }).await?;
        }
        Ok(())
    }

    /// The notice goes out and is answered, or the agenda opens and somebody proposes something.
    async fn tell(
        &self,
        accounts: &[Account],
        meeting: MeetingId,
        gathering: &Gathering,
    ) -> Result<(), Failure> {
        let by = whose(accounts, 0)?;
        match &gathering.fate {
            Fate::Draft => Ok(()),
            Fate::Open { by: proposer, proposal, supporters } => {
                self.perform(TurnAgenda { by, meeting, open: true }).await?;
                let plan = ItemPlan {
                    kind: proposal.kind,
                    title: text(Title::parse(proposal.title))?,
                    text: Some(text(Body::parse(proposal.text))?),
                    rapporteur: None,
                    minutes: proposal.minutes,
                    in_camera: false,
                    approves: None,
                };
                let (by, once) = (whose(accounts, *proposer)?, self.world.hidden_id());
                let item = self.perform(ProposeItem { by, meeting, plan, once }).await?;
                for supporter in *supporters {
                    self.perform(SupportItem { by: whose(accounts, *supporter)?, item, support: true })
                        .await?;
                }
                Ok(())
            }
            _ => {
                let seen_version = self.meeting_now(meeting).await?.version;
                self.perform(Convene {
                    by,
                    meeting,
                    emergency: None,
                    petition: None,
                    second_of: None,
                    seen_version,
                })
                .await?;
                self.answer_notice(accounts, meeting, gathering).await
            }
        }
    }

    /// Of what lies ahead the third person answers nothing: her pages have something to ask.
    async fn answer_notice(
        &self,
        accounts: &[Account],
        meeting: MeetingId,
        gathering: &Gathering,
    ) -> Result<(), Failure> {
        let ahead = matches!(gathering.fate, Fate::Convened);
        let gives = |person| gathering.proxies.iter().find(|(giver, _)| *giver == person);
        let roll = self.on_roll(accounts, meeting).await?;
        let plain = roll.iter().filter(|(index, _)| gives(*index).is_none() && !(ahead && *index == 2));
        let (coming, away) = gathering.answers;
        for (turn, (_, by)) in plain.take(coming + away).enumerate() {
            let reply = if turn < coming { Reply::Coming } else { Reply::Away };
            self.perform(AnswerNotice { by: *by, meeting, said: Said::Plain(reply), word: None }).await?;
        }
        for (giver, holder) in gathering.proxies {
            let said = Said::Proxy(whose(accounts, *holder)?);
            self.perform(AnswerNotice { by: whose(accounts, *giver)?, meeting, said, word: None }).await?;
        }
        Ok(())
    }

    /// Who of the story was convened, in its order.
    pub(super) async fn on_roll(
        &self,
        accounts: &[Account],
        meeting: MeetingId,
    ) -> Result<Vec<(usize, PersonId)>, Failure> {
        let mut db = self.store.read().await?;
        let mut roll = Vec::new();
        for (index, account) in accounts.iter().enumerate() {
            if db.recipient(meeting, account.id).await?.is_some() {
                roll.push((index, account.id));
            }
        }
        Ok(roll)
    }

    pub(super) async fn meeting_now(&self, meeting: MeetingId) -> Result<Meeting, Failure> {
        let found = self.store.read().await?.meeting(meeting).await?;
        Ok(found.ok_or(Fault::Broken("a meeting of the story is stored"))?)
    }

    /// Its minutes are opened to those who attended, or sealed.
    async fn minute(
        &self,
        accounts: &[Account],
        meeting: MeetingId,
        gathering: &Gathering,
    ) -> Result<(), Failure> {
        let Fate::Held(_, minuted) = &gathering.fate else { return Ok(()) };
        let by = whose(accounts, 0)?;
        match minuted {
            Minuted::Draft => Ok(()),
            Minuted::Sealed { .. } => self.perform(SealMinutes { by, meeting }).await.map(drop),
            Minuted::Review { by: asks, item, text: words } => {
                self.perform(OpenReview { by, meeting }).await?;
                self.world.set(self.world.now().plus(5 * Moment::HOUR));
                let items = self.store.read().await?.items(meeting).await?;
                let item = items.get(*item).map(|item| item.id);
                let (by, once) = (whose(accounts, *asks)?, self.world.hidden_id());
                self.perform(AskCorrection { by, meeting, item, text: text(Note::parse(words))?, once }).await
            }
        }
    }
}

fn item(accounts: &[Account], made: &Made, point: &Point) -> Result<ItemPlan, Fault> {
    Ok(ItemPlan {
        kind: point.kind,
        title: text(Title::parse(point.title))?,
        text: if point.text.is_empty() { None } else { Some(text(Body::parse(point.text))?) },
        rapporteur: point.by.map(|by| whose(accounts, by)).transpose()?,
        minutes: point.minutes,
        in_camera: false,
        approves: point.approves.map(|index| made.meeting(index)).transpose()?,
    })
}
