//! The pages of meetings with believable values.

use preau_core::audience::Audience;
use preau_core::id::{ItemId, MeetingId};
use uuid::Uuid;

use super::agenda::{self, AgendaPage};
use super::form::{self, MeetingForm};
use super::lines::{Line, VoteLine};
use super::list::{self, MeetingsPage};
use super::notice::{self, NoticePage, PaperPage, Sheet};
use super::propose;
use super::show::{Announced, Carrier, Door, MeetingPage, Proposal};
use crate::form::Filled;
use crate::gallery::Samples;
use crate::item::tests::dates;
use crate::page::Frame;
use preau_core::world::Moment;

const AT: Moment = Moment(1_764_181_800_000_000);

fn meeting() -> MeetingId {
    MeetingId(Uuid::from_u128(60))
}

fn item() -> ItemId {
    ItemId(Uuid::from_u128(61))
}

fn line(frame: &Frame, title: &str) -> list::Line {
    list::Line {
        leaf: dates(frame.language).leaf(AT),
        title: title.to_owned(),
        href: frame.to.meeting(meeting()),
        when: dates(frame.language).moment(AT),
        place: "Salle des Tanneurs".to_owned(),
        body: "Vallombre-Centre".to_owned(),
        tone: "ok",
        icon: "check",
        state: frame.t.meeting_state("convened"),
    }
}

impl Samples for MeetingsPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let lines = || vec![line(&frame, "Assemblée générale ordinaire"), line(&frame, "Réunion du bureau")];
        let full = Self {
            bodies: vec![
                ("1".to_owned(), "Vallombre-Centre".to_owned(), true),
                ("2".to_owned(), "Bureau".to_owned(), false),
            ],
            prepares: true,
            drafts: lines(),
            ahead: lines(),
            past: lines(),
            older: Some(frame.to.meetings()),
            frame: frame.clone(),
        };
        let empty = Self {
            bodies: Vec::new(),
            prepares: false,
            drafts: Vec::new(),
            ahead: Vec::new(),
            past: Vec::new(),
            older: None,
            frame,
        };
        vec![full, empty]
    }
}

impl Samples for MeetingForm {
    fn samples(frame: Frame) -> Vec<Self> {
        let filled = |made: bool| {
            let mut form = Filled::new(frame.t, form::Fields::default());
            if made {
                form.say("kind", frame.t.wrong_choice());
            }
            Self {
                form,
                action: frame.to.meeting_new(),
                back: frame.to.meetings(),
                made,
                convened: made,
                bodies: vec![
                    ("1".to_owned(), "Vallombre-Centre".to_owned()),
                    ("2".to_owned(), "Bureau".to_owned()),
                ],
                kinds: vec![("board", frame.t.meeting_kind("board"))],
                modes: vec![("in_person", frame.t.meeting_mode("in_person"))],
                frame: frame.clone(),
            }
        };
        vec![filled(false), filled(true)]
    }
}

impl Samples for MeetingPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let shown = |prepares: bool| Self {
            id: meeting(),
            title: "Assemblée générale ordinaire".to_owned(),
            body: "Vallombre-Centre".to_owned(),
            leaf: dates(frame.language).leaf(AT),
            when: dates(frame.language).moment(AT),
            place: "Salle des Tanneurs".to_owned(),
            access: "Bus 4, arrêt Halle".to_owned(),
            link: "https://visio.example/salle".to_owned(),
            audience: Some(Audience::Section),
            tag: ("ok", "check", frame.t.meeting_state("convened")),
            notice: frame.t.meeting_sent(2_i64, dates(frame.language).day(AT)),
            stale: if prepares { frame.t.meeting_stale("date") } else { String::new() },
            emergency: if prepares {
                frame.t.meeting_emergency_said("La préfecture")
            } else {
                String::new()
            },
            step: 1,
            steps: ["preparation", "notice", "sitting"]
                .into_iter()
                .map(|word| frame.t.meeting_step(word))
                .collect(),
            lines: vec![voted(&frame, prepares)],
            length: frame.t.meeting_length(1_i64, 0_i64, "10"),
            inside: true,
            proposals: vec![Proposal {
                id: item(),
                title: "Le banc devant l’école".to_owned(),
                by: frame.t.meeting_proposed_by("Jeanne Morvan"),
                html: "<p>Il manque.</p>".to_owned(),
                state: "proposed",
                supporters: frame.t.meeting_supporters_count(2_i64),
                names: "Nour El Amrani".to_owned(),
                mine: !prepares,
                supported: prepares,
                answer: frame.t.meeting_answer_said("Bonne idée"),
            }],
            until: frame.t.meeting_propose_until(dates(frame.language).moment(AT)),
            needed: frame.t.meeting_support_needed(3_i64),
            may_propose: true,
            proposed: Filled::new(frame.t, propose::Fields::fresh(Uuid::from_u128(8).to_string())),
            may_support: prepares,
            prepares,
            convenes: prepares,
            draft: prepares,
            agenda_open: prepares,
            ahead: true,
            convened: true,
            continued: prepares,
            lacked: prepares,
            may_answer: true,
            problem: if prepares { frame.t.wrong_choice() } else { String::new() },
            mine: String::new(),
            word: String::new(),
            remote: true,
            votes: true,
            carriers: vec![Carrier {
                id: "1".to_owned(),
                label: frame.t.meeting_carrier(1_i64, "Odile Garrec", "yes"),
                chosen: false,
            }],
            cap: frame.t.meeting_cap(2_i64, " (article 12)"),
            carried: frame.t.meeting_carried("Jeanne Morvan"),
            announced: Some(Announced {
                coming: 31,
                remote: 5,
                proxies: 6,
                away: 2,
                silent: 14,
                names: vec![(
                    "Jeanne Morvan".to_owned(),
                    frame.t.meeting_reply("away"),
                    "Je travaille".to_owned(),
                )],
            }),
            ics: Some("/rendez-vous/1/agenda.ics".to_owned()),
            rooms: if prepares {
                vec![Door {
                    href: frame.to.sitting(meeting()),
                    icon: "calendar-check",
                    words: frame.t.sitting_enter(),
                    first: true,
                }]
            } else {
                Vec::new()
            },
            register: Some("/rendez-vous/1".to_owned()),
            once: Uuid::from_u128(9).to_string(),
            frame: frame.clone(),
        };
        vec![shown(false), shown(true)]
    }
}

/// An item that was put to the vote.
fn voted(frame: &Frame, in_camera: bool) -> Line {
    Line {
        number: 1,
        begins: dates(frame.language).time(AT),
        minutes: frame.t.meeting_minutes(10_i64),
        kind_words: frame.t.meeting_item_kind("vote"),
        title: "Ligne 4 : quelle position ?".to_owned(),
        rapporteur: "Yvonne Tessier".to_owned(),
        html: "<p>Texte</p>".to_owned(),
        in_camera,
        documents: vec![("/documents/1".to_owned(), "Budget.pdf".to_owned())],
        decides: true,
        votes: vec![VoteLine {
            question: "La section soutient-elle le tracé nord ?".to_owned(),
            how: frame.t.meeting_item_vote("hands"),
            needs: vec![frame.t.meeting_vote_majority("plus de la moitié des suffrages exprimés")],
            result: ("ok", "circle-check", frame.t.sitting_outcome("adopted")),
            sentences: vec![frame.t.vote_needed(21_u32, 12_u32, 24_u32)],
        }],
        outcome: ("ok", "circle-check", frame.t.sitting_outcome("adopted")),
        decisions: vec![("/decisions/1/2026-1".to_owned(), frame.t.decision_number("2026-1"))],
    }
}

fn votes(frame: &Frame) -> agenda::Votes {
    agenda::Votes {
        more: Some(frame.to.meeting_vote_new(meeting(), item())),
        prepared: vec![(
            frame.to.meeting_vote(meeting(), item(), Uuid::from_u128(62)),
            "Le budget est-il adopté ?".to_owned(),
            frame.t.meeting_item_vote("hands"),
        )],
    }
}

impl Samples for AgendaPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let shown = |of: Option<ItemId>| Self {
            id: meeting(),
            title: "Assemblée générale ordinaire".to_owned(),
            lines: vec![agenda::Line {
                id: item(),
                begins: dates(frame.language).time(AT),
                minutes: frame.t.meeting_minutes(10_i64),
                title: "Accueil".to_owned(),
                kind: frame.t.meeting_item_kind("opening"),
                first: false,
                last: false,
                votes: votes(&frame),
            }],
            over: dates(frame.language).time(AT),
            form: Filled::new(frame.t, agenda::Fields::default()),
            item: of,
            kinds: vec![("vote", frame.t.meeting_item_kind("vote"))],
            people: vec![("1".to_owned(), "Odile Garrec".to_owned())],
            documents: vec![("1".to_owned(), "/documents/1".to_owned(), "Budget.pdf".to_owned())],
            votes: of.map(|_| votes(&frame)),
            frame: frame.clone(),
        };
        vec![shown(None), shown(Some(item()))]
    }
}

impl Samples for NoticePage {
    fn samples(frame: Frame) -> Vec<Self> {
        let shown = |convened: bool| Self {
            form: Filled::new(frame.t, notice::Fields::default()),
            id: meeting(),
            title: "Assemblée générale ordinaire".to_owned(),
            when: dates(frame.language).moment(AT),
            convened,
            convenes: true,
            sends: true,
            rule: frame.t.meeting_notice_rule("no", 15_i64, " (article 7)", "jeudi"),
            second: frame.t.rules_say_second_free(frame.t.rules_days(7_u16)),
            reach: frame.t.meeting_notice_reach(33_i64, 7_i64),
            lacked: vec![("1".to_owned(), "Assemblée générale".to_owned())],
            lines: vec![notice::Line {
                name: "Odile Garrec".to_owned(),
                voice: frame.t.meeting_voice("voting"),
                channel: frame.t.meeting_channel("letter"),
                tone: "ok",
                proof: frame.t.meeting_proof("printed", dates(frame.language).moment(AT)),
            }],
            letters: 7,
            sent: frame.t.meeting_sent(1_i64, dates(frame.language).day(AT)),
            frame: frame.clone(),
        };
        vec![shown(false), shown(true)]
    }
}

impl Samples for PaperPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let shown = |sheets: Vec<Sheet>| Self {
            id: meeting(),
            title: "Assemblée générale ordinaire".to_owned(),
            sender: frame.t.meeting_paper_sender(dates(frame.language).day(AT), "Odile Garrec"),
            when: dates(frame.language).moment(AT),
            day: dates(frame.language).day(AT),
            place: "Salle des Tanneurs".to_owned(),
            access: "Bus 4".to_owned(),
            items: vec![(
                "19 h 30".to_owned(),
                "Accueil".to_owned(),
                vec![frame.t.meeting_item_kind("opening")],
            )],
            sheets,
            prepares: true,
            proxies: true,
            frame: frame.clone(),
        };
        vec![shown(Vec::new()), shown(vec![Sheet { name: "Lucien Perrot".to_owned(), votes: true }])]
    }
}
