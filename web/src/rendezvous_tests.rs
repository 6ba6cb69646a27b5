//! One rendezvous with sample values, for members and for strangers.

use preau_core::id::PersonId;
use preau_core::language::Language;
use preau_core::person::{Person, Role, Standing};
use preau_core::text::{Handle, PersonName};
use preau_core::world::Moment;
use uuid::Uuid;

use super::*;
use crate::calendar::tests::{dates, sample};
use crate::gallery::Samples;
use crate::guests::Fields;

fn viewer(role: Role) -> Viewer {
    Viewer::from(Person {
        id: PersonId(Uuid::from_u128(1)),
        handle: Handle::parse("jeanne").unwrap(),
        name: PersonName::parse("Jeanne Morvan").unwrap(),
        title: None,
        mail: None,
        password: None,
        role,
        standing: Standing::Active,
        language: Language::Fr,
        credentials_at: Moment(0),
        feed_read_to: Moment(0),
        joined_at: Moment(0),
    })
}

fn guest(id: u128, name: &str) -> Byline {
    Byline {
        id: PersonId(Uuid::from_u128(id)),
        name: PersonName::parse(name).unwrap(),
        handle: Handle::parse(&format!("g{id}")).unwrap(),
        title: None,
        ended: name == GONE,
    }
}

fn answers() -> Vec<(Byline, bool)> {
    vec![(guest(3, "Idriss Belkacem"), true), (guest(4, GONE), true), (guest(5, "Fatou Ndiaye"), false)]
}

impl Samples for RendezvousPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let dates = dates(frame.language);
        let administrator = viewer(Role::Administrator);
        let mut proposed = sample(331, "Réunion publique : la ligne 4, et après ?");
        proposed.rendezvous.audience = Audience::Everybody;
        proposed.rendezvous.state = RendezvousState::Proposed;
        let mut cancelled = sample(48, "Atelier d’affiches");
        cancelled.rendezvous.state = RendezvousState::Cancelled;
        let mut far = sample(120, "Conseil des sections d’outre-mer");
        far.rendezvous.time_zone = chrono_tz::Tz::Indian__Reunion;
        far.rendezvous.link = Some("https://visio.example/salle".to_owned());
        far.mine = Some(true);
        [
            (sample(96, "Réunion de section"), answers()),
            (proposed, vec![]),
            (cancelled, answers()),
            (far, answers()),
        ]
        .into_iter()
        .map(|(view, answers)| {
            let mut shown = Shown::new(&frame, &dates, &administrator, &view, answers);
            let named = view.rendezvous.audience == Audience::Everybody;
            shown.guests = named.then(crate::guests::tests::list);
            Self { frame: frame.clone(), shown }
        })
        .collect()
    }
}

impl Samples for PublicRendezvousPage {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut view = sample(331, "Réunion publique : la ligne 4, et après ?");
        view.rendezvous.audience = Audience::Everybody;
        let frame = Frame { person: None, ..frame };
        view.rendezvous.guests_may = GuestsMay::Come;
        view.guests = 3;
        [Fields::default(), Fields { mail: "sofia@".to_owned(), ..Fields::default() }]
            .into_iter()
            .map(|fields| {
                let mut shown =
                    Shown::new(&frame, &dates(frame.language), &Viewer::Anyone, &view, Vec::new());
                let mut form = Filled::new(frame.t, fields);
                if !form.typed.mail.is_empty() {
                    form.say("mail", frame.t.wrong_mail());
                    form.say("phone", frame.t.guests_no_phone());
                }
                shown.form = Some(form);
                Self { frame: frame.clone(), shown }
            })
            .collect()
    }
}

#[test]
fn a_stranger_reads_a_public_rendezvous_without_any_name() {
    let stranger =
        PublicRendezvousPage::samples(crate::gallery::frame(Language::Fr)).remove(0).render().unwrap();
    assert!(stranger.contains("Réunion publique") && stranger.contains("salle des Tanneurs"));
    assert!(!stranger.contains("Odile") && !stranger.contains("name=\"coming\""));
    // The same page of a member has both.
    let member = RendezvousPage::samples(crate::gallery::frame(Language::Fr)).remove(0).render().unwrap();
    assert!(
        member.contains("Odile Garrec")
            && member.contains("Idriss Belkacem")
            && member.contains("name=\"coming\"")
    );
    assert!(!member.contains("<b>—</b>") && member.contains("une personne partie"));
}

#[test]
fn a_rendezvous_that_is_over_or_cancelled_is_no_longer_answered() {
    let frame = crate::gallery::frame(Language::Fr);
    let shown = |view: RendezvousView| {
        Shown::new(&frame, &dates(Language::Fr), &viewer(Role::Member), &view, Vec::new())
    };
    assert!(shown(sample(5, "Bureau")).may_answer);
    let over = shown(sample(-5, "Bureau"));
    assert!(over.over && !over.may_answer);
    let mut cancelled = sample(5, "Bureau");
    cancelled.rendezvous.state = RendezvousState::Cancelled;
    assert!(!shown(cancelled).may_answer);
}

#[test]
fn when_all_places_are_taken_only_those_who_come_keep_theirs() {
    let frame = crate::gallery::frame(Language::Fr);
    let shown = |mine| {
        let mut view = sample(5, "Bureau");
        view.coming = 12;
        view.mine = mine;
        Shown::new(&frame, &dates(Language::Fr), &viewer(Role::Member), &view, Vec::new())
    };
    assert!(shown(None).full && shown(Some(false)).full);
    assert!(!shown(Some(true)).full);
}
