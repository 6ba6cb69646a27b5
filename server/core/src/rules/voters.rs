//! With which voice somebody is on the roll of a meeting, and why not with a vote.

use chrono::Months;

use crate::body::{Affiliation, Status};
use crate::meeting::Voice;
use crate::world::Day;

use super::{Breach, Broken, Dues, RulesProfile};

/// Why somebody does not vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoVote {
    /// They are no member.
    Status(Status),
    /// They have not been one for long enough.
    Seniority {
        /// The months that the rules ask for.
        months: u16,
        /// From which day they vote.
        from: Day,
    },
    /// Their dues are not paid.
    Dues {
        /// Up to which day they are.
        until: Day,
        /// The day at which that is looked at.
        looked_at: Day,
    },
}

/// With which voice somebody is on the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollVoice {
    /// With which.
    pub voice: Voice,
    /// Why without a vote, where it is so.
    pub because: Option<NoVote>,
}

impl RulesProfile {
    /// With which voice somebody is on the roll of a meeting on the day `meeting`, whose notice went out on `notice`.
    ///
    /// Members without a vote, supporters, people with a public office and guests may speak (CFDT-MAE, EELV); a contact
    /// listens. Who has no dues kept of them (`dues_until` is `None`) is held to be in order: the house cannot know better.
    pub fn voice_of(&self, who: &Affiliation, notice: Day, meeting: Day) -> RollVoice {
        let because = self.no_vote(who, notice, meeting);
        let voice = match (because, who.status) {
            (None, _) => Voice::Voting,
            (Some(_), Status::Contact) => Voice::Observer,
            (Some(_), _) => Voice::Advisory,
        };
        RollVoice { voice, because }
    }

    /// Whether somebody votes; the refusal says why not.
    pub fn check_voter(&self, who: &Affiliation, notice: Day, meeting: Day) -> Result<(), Breach> {
        self.no_vote(who, notice, meeting).map_or(Ok(()), |why| Err(self.breach(Broken::NoVote(why))))
    }

    /// Whether somebody is a member in good standing on that day: a member, and their dues are paid.
    pub fn in_good_standing(who: &Affiliation, on: Day) -> bool {
        who.status == Status::Member && who.dues_until.is_none_or(|until| on <= until)
    }

    fn no_vote(&self, who: &Affiliation, notice: Day, meeting: Day) -> Option<NoVote> {
        if who.status != Status::Member {
            return Some(NoVote::Status(who.status));
        }
        let from = months_later(who.senior_since(), self.voters.seniority_months);
        if meeting < from {
            return Some(NoVote::Seniority { months: self.voters.seniority_months, from });
        }
        let looked_at = match self.voters.dues {
            Dues::NotAsked => return None,
            Dues::AtNotice => notice,
            Dues::AtVote => meeting,
        };
        who.dues_until.filter(|until| *until < looked_at).map(|until| NoVote::Dues { until, looked_at })
    }
}

/// The same day of the month that many months later; where that month is shorter, its last day.
fn months_later(day: Day, months: u16) -> Day {
    let later = day.date().and_then(|date| date.checked_add_months(Months::new(u32::from(months))));
    later.map_or(day, Day::from)
}

#[cfg(test)]
mod tests {
    use super::super::{Preset, VoterRules};
    use super::*;
    use crate::id::PersonId;

    fn on(text: &str) -> Day {
        Day::from(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap())
    }

    fn who(status: Status, since: &str, dues: Option<&str>) -> Affiliation {
        Affiliation {
            person: PersonId(uuid::Uuid::nil()),
            status,
            since: on(since),
            dues_until: dues.map(on),
            seniority_since: None,
        }
    }

    fn rules(seniority_months: u16, dues: Dues) -> RulesProfile {
        RulesProfile {
            voters: VoterRules { seniority_months, dues },
            ..RulesProfile::preset(Preset::PartySection)
        }
    }

    #[test]
    fn a_voter_is_a_member_long_enough_and_up_to_date_with_dues() {
        let (notice, meeting) = (on("2026-05-01"), on("2026-05-20"));
        let member = |since, dues| who(Status::Member, since, dues);
        let seniority = |from| Some(NoVote::Seniority { months: 6, from: on(from) });
        let unpaid = |until, at| Some(NoVote::Dues { until: on(until), looked_at: on(at) });
        for (months, dues, person, why) in [
            (0, Dues::NotAsked, member("2026-05-20", Some("2020-01-01")), None),
            (6, Dues::NotAsked, member("2025-11-20", None), None),
            (6, Dues::NotAsked, member("2025-11-21", None), seniority("2026-05-21")),
            (0, Dues::AtNotice, member("2025-01-01", Some("2026-05-01")), None),
            (0, Dues::AtNotice, member("2025-01-01", Some("2026-04-30")), unpaid("2026-04-30", "2026-05-01")),
            (0, Dues::AtVote, member("2025-01-01", Some("2026-05-20")), None),
            (0, Dues::AtVote, member("2025-01-01", Some("2026-05-19")), unpaid("2026-05-19", "2026-05-20")),
            (0, Dues::AtVote, member("2025-01-01", None), None),
        ] {
            let roll = rules(months, dues).voice_of(&person, notice, meeting);
            assert_eq!(roll.because, why, "{months} {dues} {person:?}");
            assert_eq!(roll.voice, if why.is_none() { Voice::Voting } else { Voice::Advisory });
        }
    }

    #[test]
    fn who_is_no_member_speaks_or_listens_and_never_votes() {
        for (status, voice) in [
            (Status::Supporter, Voice::Advisory),
            (Status::Elected, Voice::Advisory),
            (Status::Guest, Voice::Advisory),
            (Status::Contact, Voice::Observer),
        ] {
            let roll = rules(0, Dues::NotAsked).voice_of(
                &who(status, "2020-01-01", None),
                on("2026-05-01"),
                on("2026-05-20"),
            );
            assert_eq!(roll, RollVoice { voice, because: Some(NoVote::Status(status)) });
        }
    }

    #[test]
    fn seniority_that_was_brought_along_counts_and_a_short_month_ends_earlier() {
        let mut person = who(Status::Member, "2026-05-01", None);
        person.seniority_since = Some(on("2019-03-01"));
        assert!(rules(6, Dues::NotAsked).check_voter(&person, on("2026-05-02"), on("2026-05-20")).is_ok());
        assert_eq!(months_later(on("2025-11-30"), 3), on("2026-02-28"));
        assert_eq!(months_later(on("2024-08-31"), 6), on("2025-02-28"));
        assert_eq!(months_later(on("2026-05-20"), 0), on("2026-05-20"));
    }

    #[test]
    fn paying_at_the_door_makes_a_voter_only_where_the_vote_is_looked_at() {
        let (notice, meeting) = (on("2026-05-01"), on("2026-05-20"));
        let late = who(Status::Member, "2020-01-01", Some("2025-12-31"));
        let paid = Affiliation { dues_until: Some(on("2026-12-31")), ..late.clone() };
        assert!(rules(0, Dues::AtVote).check_voter(&late, notice, meeting).is_err());
        assert!(rules(0, Dues::AtVote).check_voter(&paid, notice, meeting).is_ok());
        assert!(!RulesProfile::in_good_standing(&late, meeting));
        assert!(RulesProfile::in_good_standing(&paid, meeting));
    }
}
