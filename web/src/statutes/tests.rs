//! The statutes in words and in a form, without a store.

use preau_core::language::Language;
use preau_core::rules::{Approval, Base, Majority, QuorumSize, Rule, SecondNotice, SecretAskers};
use preau_core::text::ShortText;

use super::*;
use crate::gallery::{Samples, house};
use crate::texts::texts;

fn article(rules: &mut RulesProfile, rule: Rule, text: &str) {
    rules.articles.insert(rule, ShortText::parse(text).unwrap());
}

impl Samples for Statutes {
    fn samples(frame: Frame) -> Vec<Self> {
        let mut rules = house().rules;
        article(&mut rules, Rule::Notice, "article 7 des statuts");
        let t = frame.t;
        let id = house().id;
        let row =
            Row { name: "Bureau".to_owned(), href: frame.to.statutes_of(id), whose: t.rules_body_follows() };
        let common = Self {
            title: t.rules_title(),
            bodies: vec![row],
            whose: String::new(),
            version: 3,
            preset: t.rules_from(t.setup_preset_of("party_section")),
            groups: groups(t, frame.language, &rules),
            edit: frame.to.statutes_edit(id),
            verb: t.rules_change(),
            follow: String::new(),
            back: String::new(),
            frame: frame.clone(),
        };
        let own = Self {
            title: t.rules_title_of("Bureau"),
            bodies: Vec::new(),
            whose: t.rules_owns(),
            version: 2,
            preset: t.rules_from(t.setup_preset_of("union_section")),
            groups: groups(t, frame.language, &RulesProfile::preset(Preset::UnionSection)),
            edit: frame.to.statutes_edit(id),
            verb: t.rules_change(),
            follow: frame.to.statutes_follow(id),
            back: frame.to.statutes(),
            frame,
        };
        vec![common, own]
    }
}

impl Samples for Edit {
    fn samples(frame: Frame) -> Vec<Self> {
        let sample = |form| Self {
            title: frame.t.rules_common(),
            form,
            action: frame.to.statutes_edit(house().id),
            back: frame.to.statutes(),
            reset: frame.to.statutes_reset(house().id),
            presets: vec![("party_section", frame.t.setup_preset_of("party_section"))],
            frame: frame.clone(),
        };
        let sound = Filled::new(frame.t, Typed::of(&house().rules, frame.language));
        let mut faulty = Filled::new(
            frame.t,
            Typed {
                board: "cinq".to_owned(),
                statutes_share: "120".to_owned(),
                ..Typed::of(&house().rules, frame.language)
            },
        );
        assert!(parse::rules(&mut faulty, &house().rules).is_none());
        vec![sample(sound), sample(faulty)]
    }
}

#[test]
fn every_preset_comes_back_from_the_form_as_it_went_in() {
    for language in Language::ALL {
        for preset in Preset::ALL {
            let mut rules = RulesProfile::preset(*preset);
            rules.version = 4;
            article(&mut rules, Rule::Quorum, "article 12");
            let mut form = Filled::new(texts(*language), Typed::of(&rules, *language));
            assert_eq!(parse::rules(&mut form, &rules), Some(rules), "{preset} in {language}");
            assert!(form.is_sound());
        }
    }
}

#[test]
fn what_differs_from_every_preset_comes_back_too() {
    let mut rules = RulesProfile::preset(Preset::Association1901);
    rules.notice.clear_days = true;
    rules.notice.whole_accepts = false;
    rules.quorum.size = QuorumSize::Number(16);
    rules.quorum.excluded = vec![preau_core::mandate::MandateRole::Treasurer];
    rules.quorum.second = Some(SecondNotice { days: 0, lifts_quorum: false });
    rules.votes.ordinary = Majority { base: Base::OnRoll, permille: 333, strictly: true };
    rules.votes.secret = SecretAskers::Share(250);
    rules.votes.secret_on_people = true;
    rules.elections.rounds = 1;
    rules.elections.list_threshold_permille = 75;
    rules.sitting.register_minutes = Some(20);
    rules.sitting.approval = Approval::ThosePresent;
    let mut form = Filled::new(texts(Language::Fr), Typed::of(&rules, Language::Fr));
    assert_eq!(parse::rules(&mut form, &rules), Some(rules));
}

#[test]
fn all_that_is_wrong_is_said_at_once_each_beside_its_field() {
    let rules = house().rules;
    let typed = Typed {
        ordinary: "quinze".to_owned(),
        emergency_least: "0".to_owned(),
        convene_chair: String::new(),
        convene_secretary: String::new(),
        convene_organiser: String::new(),
        quorum: "share".to_owned(),
        quorum_size: "0".to_owned(),
        proxies_most: "101".to_owned(),
        statutes_share: "100,5".to_owned(),
        override_base: "forged".to_owned(),
        threshold: "101".to_owned(),
        register: "-1".to_owned(),
        a_minutes: "x".repeat(200),
        ..Typed::of(&rules, Language::Fr)
    };
    let mut form = Filled::new(texts(Language::Fr), typed);
    assert!(parse::rules(&mut form, &rules).is_none());
    let fields: Vec<&str> = form.problems().iter().map(|problem| problem.field).collect();
    for field in [
        "ordinary",
        "emergency_least",
        "roles",
        "quorum_size",
        "proxies_most",
        "statutes_share",
        "override_base",
        "threshold",
        "register",
        "a_minutes",
    ] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    assert_eq!(fields.len(), 10, "{fields:?}");
}

#[test]
fn a_general_meeting_is_read_with_its_days_and_its_article() {
    let mut rules = house().rules;
    article(&mut rules, Rule::Notice, "article 7 des statuts");
    let said = groups(texts(Language::Fr), Language::Fr, &rules);
    let notice: Vec<String> =
        said[0].lines.iter().map(|line| format!("{} {}", line.text, line.source)).collect();
    assert!(
        notice[0].starts_with("Une assemblée générale ordinaire se convoque 15 jours avant."),
        "{notice:?}"
    );
    assert_eq!(notice.iter().filter(|line| line.contains("(article 7 des statuts)")).count(), 1);
    let english = groups(texts(Language::En), Language::En, &rules);
    assert_eq!(english[0].lines[0].text, "An ordinary general meeting is convened 15 days before.");
    assert!(english[5].lines.iter().any(|line| line.text.contains("at least 60% of those present")));
}
