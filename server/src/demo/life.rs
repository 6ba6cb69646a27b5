//! Lives a story: performs its year in order, each Action at its moment, as a form would have.

use std::collections::BTreeMap;

use chrono::{Days, NaiveTime, TimeZone as _};
use preau_core::action::account::MarkFeedRead;
use preau_core::action::entry::{AcceptInvitation, AskToJoin, OpenPoster, PrintCodes, secret_hash};
use preau_core::action::house::SetUp;
use preau_core::action::people::{ChangeRole, ChangeTitle};
use preau_core::action::post::{EditPost, Publish, Reply, SetUseful};
use preau_core::action::rendezvous::{AnswerRendezvous, CancelRendezvous, PlanRendezvous};
use preau_core::action::series::PlanSeries;
use preau_core::action::{Action, perform};
use preau_core::audience::Audience;
use preau_core::error::{Failure, Fault};
use preau_core::guest::GuestsMay;
use preau_core::id::{MeetingId, PersonId, PostId, RendezvousId};
use preau_core::invitation::PRINTED_CODES_MAX;
use preau_core::language::Language;
use preau_core::person::{PasswordHash, Role};
use preau_core::post::{Draft, NewPicture, Signature};
use preau_core::rendezvous::Plan;
use preau_core::rules::Preset;
use preau_core::series::{End, local};
use preau_core::store::Store;
use preau_core::text::{AltText, Body, Handle, MailAddress, Note, PersonName, ShortText, Title, UnitName};
use preau_core::unit::{FollowPolicy, HouseChoices, InclusiveForm, Openness, propose_sigil};
use preau_core::world::{Moment, World as _};

use super::meetings::Stage;
use super::story::{Meet, Said, Story};
use crate::world::MovedWorld;

/// The zone of all three servers.
pub(super) const ZONE: chrono_tz::Tz = chrono_tz::Europe::Paris;

/// Somebody of the demo, with whom one can sign in.
pub(super) struct Account {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) handle: String,
    pub(super) mail: String,
    pub(super) administrator: bool,
}

/// What was made, for the list that the command prints.
pub(super) struct Lived {
    pub(super) accounts: Vec<Account>,
    pub(super) posts: Vec<(PostId, bool)>,
    pub(super) rendezvous: Vec<(RendezvousId, bool)>,
    pub(super) meetings: Vec<MeetingId>,
    pub(super) poster: String,
}

/// One life: its store, its clock and the password that everybody has.
pub(super) struct Life<'a> {
    pub(super) store: &'a dyn Store,
    pub(super) world: &'a MovedWorld,
    pub(super) story: &'static Story,
    pub(super) password: PasswordHash,
    pub(super) keys: [preau_core::peer::KeyPair; 2],
    /// The present, at which the year ends.
    pub(super) now: Moment,
}

/// What happens at a moment.
enum Happens {
    Says(&'static Said),
    Plans(&'static Meet),
    Gathers(usize, Stage),
}

impl Life<'_> {
    /// Performs the whole year.
    pub(super) async fn live(&self) -> Result<Lived, Failure> {
        self.world.set(moment(self.now, -365, (9, 0))?);
        let mut accounts = self.everybody_comes_in().await?;
        let mut made = self.constitute(&accounts).await?;
        let mut lived = Lived {
            accounts: Vec::new(),
            posts: Vec::new(),
            rendezvous: Vec::new(),
            meetings: Vec::new(),
            poster: String::new(),
        };
        for (at, happens) in self.calendar()? {
            self.world.set(at);
            match happens {
                Happens::Says(said) => lived.posts.push(self.say(&accounts, said, at).await?),
                Happens::Plans(meet) => lived.rendezvous.push(self.meet(&accounts, meet).await?),
                Happens::Gathers(index, stage) => self.gather(&accounts, &mut made, index, stage).await?,
            }
        }
        self.talk_apart(&accounts, made.bodies()).await?;
        self.world.set(self.now);
        lived.meetings = made.meetings();
        lived.poster = self.open_the_door(&accounts).await?;
        self.propose(&accounts).await?;
        self.correct(&accounts, &lived.posts).await?;
        self.mail(whose(&accounts, 0)?, &lived.posts).await?;
        accounts.truncate(self.story.people.len());
        lived.accounts = accounts;
        Ok(lived)
    }

    /// The story in the order in which it happens. A rendezvous is planned three weeks ahead.
    fn calendar(&self) -> Result<Vec<(Moment, Happens)>, Fault> {
        let mut calendar = Vec::new();
        for said in self.story.posts {
            // What is said "today" may lie ahead when the demo starts at night: then it was said an hour ago.
            let at = moment(self.now, -said.ago, said.at)?.min(self.now.plus(-Moment::HOUR));
            calendar.push((at, Happens::Says(said)));
        }
        for meet in self.story.rendezvous {
            let at = moment(self.now, meet.in_days - 21, (18, 0))?.min(self.now.plus(-3 * Moment::DAY));
            calendar.push((at, Happens::Plans(meet)));
        }
        for (at, index, stage) in self.stages()? {
            calendar.push((at, Happens::Gathers(index, stage)));
        }
        calendar.sort_by_key(|(at, _)| *at);
        Ok(calendar)
    }

    pub(super) async fn perform<A: Action>(&self, action: A) -> Result<A::Output, Failure> {
        perform(self.store, self.world, &action).await
    }

    /// The house is set up, codes are printed, everybody types theirs.
    async fn everybody_comes_in(&self) -> Result<Vec<Account>, Failure> {
        let story = self.story;
        let founder = story.people.first().ok_or(Fault::Broken("a story has people"))?;
        let opened = self.perform(self.set_up(founder.0, founder.1)?).await?;
        let mut accounts = vec![account(opened.person.id, founder.0, story, true)?];
        let by = opened.person.id;
        let newcomers: Vec<&str> =
            story.people.iter().skip(1).map(|p| p.0).chain(story.readers.iter().copied()).collect();
        for group in newcomers.chunks(usize::try_from(PRINTED_CODES_MAX).unwrap_or(1)) {
            let count = u32::try_from(group.len()).unwrap_or(PRINTED_CODES_MAX);
            let codes = self.perform(PrintCodes { by, count, language: Language::Fr }).await?;
            for (name, code) in group.iter().zip(&codes) {
                let id = self.perform(self.accept(name, code)?).await?.person.id;
                accounts.push(account(id, name, story, false)?);
            }
        }
        for (someone, account) in story.people.iter().zip(&mut accounts).skip(1) {
            if let Some(title) = someone.1 {
                let title = Some(text(ShortText::parse(title))?);
                self.perform(ChangeTitle { by, person: account.id, title }).await?;
            }
        }
        if let Some(second) = accounts.get_mut(1) {
            self.perform(ChangeRole { by, person: second.id, role: Role::Administrator }).await?;
            second.administrator = true;
        }
        Ok(accounts)
    }

    fn set_up(&self, name: &str, title: Option<&str>) -> Result<SetUp, Fault> {
        let story = self.story;
        let short = |words: &str| text(ShortText::parse(words)).map(Some);
        let [server_keys, section_keys] = self.keys.clone();
        Ok(SetUp {
            link: None,
            kind: story.kind,
            handle: text(Handle::parse(story.handle))?,
            time_zone: ZONE,
            choices: HouseChoices {
                name: text(UnitName::parse(story.name))?,
                sigil: text(ShortText::parse(&propose_sigil(story.name)))?,
                organisation: short(story.organisation)?,
                level_above: short(story.level_above)?,
                territory: short(story.territory)?,
                language: Language::Fr,
                about: Some(text(Note::parse(story.about))?),
                contact_place: short(story.place)?,
                contact_line: short(story.contact)?,
                publisher: short(story.publisher)?,
                accent: story.accent,
                inclusive: InclusiveForm::Epicene,
                openness: Openness::Mixed,
                follow_policy: FollowPolicy::Accept,
                members_may_sign: false,
            },
            preset: Preset::proposed_for(story.kind),
            admin_name: text(PersonName::parse(name))?,
            admin_handle: handle(name)?,
            admin_title: title.map(|t| text(ShortText::parse(t))).transpose()?,
            admin_mail: mail(name, story)?,
            admin_password: self.password.clone(),
            server_keys,
            section_keys,
            device: "Firefox, Linux".to_owned(),
        })
    }

    fn accept(&self, name: &str, code: &str) -> Result<AcceptInvitation, Fault> {
        Ok(AcceptInvitation {
            hash: secret_hash(code).ok_or(Fault::Broken("a printed code is read"))?,
            name: text(PersonName::parse(name))?,
            handle: handle(name)?,
            mail: Some(mail(name, self.story)?),
            password: Some(self.password.clone()),
            language: Language::Fr,
            device: "Chrome, Android".to_owned(),
        })
    }

    /// A post with its replies, minutes apart, and those who found it useful.
    async fn say(&self, accounts: &[Account], said: &Said, at: Moment) -> Result<(PostId, bool), Failure> {
        let by = whose(accounts, said.by)?;
        let draft = Draft {
            title: said.title.map(|t| text(Title::parse(t))).transpose()?,
            body: text(Body::parse(said.text))?,
            audience: if said.public.is_some() { Audience::Everybody } else { Audience::Section },
            signature: said.public.unwrap_or(Signature::Author),
        };
        let pictures = said.picture.map(picture).transpose()?.into_iter().collect();
        let sent = self.perform(Publish { by, draft, once: self.world.hidden_id(), pictures }).await?;
        let mut later = at;
        for (author, words) in said.replies {
            later = later.plus(7 * Moment::MINUTE).min(self.now.plus(-Moment::MINUTE)).max(later);
            self.world.set(later);
            self.answer(accounts, sent.id, *author, words).await?;
        }
        // Whoever reads, in turn, so that it is not always the same ones.
        for reader in 0..said.useful {
            let turn = reader.wrapping_mul(3).wrapping_add(said.text.len()) % accounts.len().max(1);
            self.perform(SetUseful { by: whose(accounts, turn)?, post: sent.id, useful: true }).await?;
        }
        Ok((sent.id, said.public.is_some()))
    }

    async fn answer(
        &self,
        accounts: &[Account],
        parent: PostId,
        author: usize,
        words: &str,
    ) -> Result<(), Failure> {
        let draft = Draft {
            title: None,
            body: text(Body::parse(words))?,
            audience: Audience::Section,
            signature: Signature::Author,
        };
        let by = whose(accounts, author)?;
        let reply = Reply { by, parent, draft, once: self.world.hidden_id(), pictures: Vec::new() };
        self.perform(reply).await.map(drop)
    }

    /// A rendezvous, the answers to it, and its cancellation where the story says so.
    async fn meet(&self, accounts: &[Account], meet: &Meet) -> Result<(RendezvousId, bool), Failure> {
        let starts_at = moment(self.now, meet.in_days, meet.at)?;
        let by = whose(accounts, meet.by)?;
        // A public rendezvous is announced by those who may speak for the section.
        let by = if meet.public { whose(accounts, 0)? } else { by };
        let plan = Plan {
            title: text(Title::parse(meet.title))?,
            body: text(Body::optional(meet.text))?,
            starts_at,
            ends_at: Some(starts_at.plus(meet.minutes * Moment::MINUTE)),
            time_zone: ZONE,
            place: Some(text(ShortText::parse(meet.place))?),
            link: None,
            audience: if meet.public { Audience::Everybody } else { Audience::Section },
            needed: meet.needed,
            capacity: meet.capacity,
            guests_may: if meet.public { GuestsMay::Come } else { GuestsMay::No },
        };
        let once = self.world.hidden_id();
        let id = match meet.again {
            Some((rhythm, times)) => {
                self.meet_again(PlanSeries {
                    by,
                    plan,
                    rhythm,
                    end: End::Times(times),
                    skipped: Vec::new(),
                    once,
                })
                .await?
            }
            None => self.perform(PlanRendezvous { by, plan, once }).await?.0,
        };
        // Of what lies ahead the third person answers nothing, and the first only what they organise: their home
        // pages have something to show.
        let answers =
            |index: usize| meet.in_days < 0 || (index != 2 && (index != 0 || meet.public || meet.by == 0));
        let answering = (0..accounts.len()).filter(|index| answers(*index));
        for (turn, index) in answering.take(meet.coming + meet.not_coming).enumerate() {
            let coming = turn < meet.coming;
            self.perform(AnswerRendezvous { by: whose(accounts, index)?, rendezvous: id, coming }).await?;
        }
        if meet.cancelled {
            self.perform(CancelRendezvous { by, rendezvous: id }).await?;
        }
        Ok((id, meet.public))
    }

    /// A series without its third, of which the second is cancelled: there is something of each kind to look at.
    async fn meet_again(&self, mut plan: PlanSeries) -> Result<RendezvousId, Failure> {
        let first = local(plan.plan.starts_at, plan.plan.time_zone).date();
        plan.skipped.extend(plan.rhythm.days(first).nth(2));
        let by = plan.by;
        let (id, _) = self.perform(plan).await?;
        let mut db = self.store.read().await?;
        let place = db.rendezvous(id).await?.and_then(|one| one.occurrence);
        let all = match place {
            Some(place) => db.rendezvous_of(place.series).await?,
            None => Vec::new(),
        };
        drop(db);
        if let Some(second) = all.get(1) {
            self.perform(CancelRendezvous { by, rendezvous: second.id }).await?;
        }
        Ok(id)
    }

    /// What waits for the administrators: a poster, somebody who used it, somebody who asked.
    async fn open_the_door(&self, accounts: &[Account]) -> Result<String, Failure> {
        let poster = OpenPoster {
            by: whose(accounts, 0)?,
            places: 10,
            until: self.now.plus(10 * Moment::DAY),
            language: Language::Fr,
        };
        let (_, code) = self.perform(poster).await?;
        self.perform(self.accept(self.story.awaiting, &code)?).await?;
        let (name, address, words) = self.story.asking;
        self.perform(AskToJoin {
            name: text(PersonName::parse(name))?,
            mail: text(MailAddress::parse(address))?,
            note: Some(text(Note::parse(words))?),
            language: Language::Fr,
        })
        .await?;
        Ok(code)
    }

    /// The author of the newest post of the section corrects it, so that there is a history to look at.
    async fn correct(&self, accounts: &[Account], posts: &[(PostId, bool)]) -> Result<(), Failure> {
        let newest = self.story.posts.iter().zip(posts).rev().find(|(_, (_, public))| !public);
        let Some((said, (post, _))) = newest else { return Ok(()) };
        let body = text(Body::parse(&format!("{}\n\nMerci à vous.", said.text)))?;
        let title = said.title.map(|t| text(Title::parse(t))).transpose()?;
        let by = whose(accounts, said.by)?;
        self.perform(EditPost { by, post: *post, title, body, seen_edits: 0 }).await
    }

    /// A member's proposal to everybody, which waits; and everybody has read the feed until yesterday evening.
    async fn propose(&self, accounts: &[Account]) -> Result<(), Failure> {
        let member = whose(accounts, 4.min(self.story.people.len().saturating_sub(1)))?;
        let draft = Draft {
            title: Some(text(Title::parse("Venez au stand du marché"))?),
            body: text(Body::parse(
                "Nous serons devant la halle samedi, de 9 h à 12 h. Dites-nous ce qui manque dans votre rue.",
            ))?,
            audience: Audience::Everybody,
            signature: Signature::Section,
        };
        self.perform(Publish { by: member, draft, once: self.world.hidden_id(), pictures: Vec::new() })
            .await?;
        for account in accounts {
            self.perform(MarkFeedRead { person: account.id, to: self.now.plus(-2 * Moment::DAY) }).await?;
        }
        Ok(())
    }
}

/// A moment so many days from today, at this local time.
pub(super) fn moment(now: Moment, days: i64, (hour, minute): (i64, i64)) -> Result<Moment, Fault> {
    let broken = || Fault::Broken("a moment of the story exists");
    let today = now.utc().ok_or_else(broken)?.with_timezone(&ZONE).date_naive();
    let shift = Days::new(days.unsigned_abs());
    let day = if days < 0 { today.checked_sub_days(shift) } else { today.checked_add_days(shift) };
    let time = u32::try_from(hour).ok().zip(u32::try_from(minute).ok());
    let time = time.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or_else(broken)?;
    let local =
        ZONE.from_local_datetime(&day.ok_or_else(broken)?.and_time(time)).earliest().ok_or_else(broken)?;
    Ok(Moment(local.timestamp_micros()))
}

/// A text of the story, which parses or the story is wrong.
pub(super) fn text<T>(parsed: Result<T, preau_core::text::Problem>) -> Result<T, Fault> {
    parsed.map_err(|problem| Fault::other("a text of the demo", problem))
}

fn handle(name: &str) -> Result<Handle, Fault> {
    Handle::propose(name).ok_or(Fault::Broken("a name of the demo gives a handle"))
}

fn mail(name: &str, story: &Story) -> Result<MailAddress, Fault> {
    text(MailAddress::parse(&format!("{}@{}.example", handle(name)?, story.handle)))
}

fn account(id: PersonId, name: &str, story: &Story, administrator: bool) -> Result<Account, Fault> {
    let (handle, mail) = (handle(name)?.to_string(), mail(name, story)?.to_string());
    Ok(Account { id, name: name.to_owned(), handle, mail, administrator })
}

/// The person with this index in the story.
pub(super) fn whose(accounts: &[Account], index: usize) -> Result<PersonId, Fault> {
    accounts.get(index).map(|a| a.id).ok_or(Fault::Broken("a person of the story exists"))
}

fn picture(
    (bytes, width, height, alt): (&'static [u8], i32, i32, &'static str),
) -> Result<NewPicture, Fault> {
    Ok(NewPicture {
        alt: text(AltText::parse(alt))?,
        width,
        height,
        media_type: "image/jpeg",
        bytes: bytes.to_vec(),
    })
}

/// The accounts of one section as the command's JSON lists them.
pub(super) fn listed(accounts: &[Account], password: &str) -> Vec<BTreeMap<&'static str, String>> {
    let role = |a: &Account| if a.administrator { "administrator" } else { "member" };
    accounts
        .iter()
        .map(|a| {
            BTreeMap::from([
                ("name", a.name.clone()),
                ("handle", a.handle.clone()),
                ("email", a.mail.clone()),
                ("password", password.to_owned()),
                ("role", role(a).to_owned()),
            ])
        })
        .collect()
}
