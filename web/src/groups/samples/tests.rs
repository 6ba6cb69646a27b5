//! What is to hold for the pages of groups: who is named, what is kept, where one left off.

use askama::Template as _;

use super::*;

/// voices.md 8: of another section nobody is named who has not acted, and no number of its people is given.
#[test]
fn who_does_not_decide_reads_the_names_of_their_own_section_alone() {
    let pages: Vec<String> =
        Members::samples(gallery::frame(Language::Fr)).iter().map(|page| page.render().unwrap()).collect();
    let [animator, other] = pages.as_slice() else { panic!("two pages") };
    assert!(animator.contains("Samira Haddad") && animator.contains("Paul Vasseur"));
    assert!(!other.contains("Samira Haddad") && !other.contains("Paul Vasseur"));
    assert!(other.contains("Jeanne Morvan"));
}

/// The removal of a message must not read as the removal of whoever wrote it.
#[test]
fn a_receipt_says_whether_a_message_or_a_person_was_removed() {
    let frame = gallery::frame(Language::Fr);
    let html = Members::samples(frame.clone()).first().unwrap().render().unwrap();
    assert_eq!(html.matches(&format!("<b>{}</b>", frame.t.group_receipt_message("Rémi Castel"))).count(), 1);
    assert_eq!(html.matches("<b>Rémi Castel</b>").count(), 2);
}

#[test]
fn a_refused_message_keeps_its_text_says_why_and_can_be_taken_up_again() {
    let frame = gallery::frame(Language::Fr);
    let html = topic(frame.clone(), &inside(false, GroupRole::Member), None).render().unwrap();
    assert!(html.contains("Trop tard"));
    assert!(html.contains(&frame.t.message_reason(Turned::Closed.as_str())));
    assert!(html.contains(&format!("?from={}", uuid(106))));
    assert!(html.contains(&frame.t.message_waits("Port-Lazare")));
}

#[test]
fn what_is_new_begins_where_one_left_off() {
    let frame = gallery::frame(Language::Fr);
    let html = topic(frame, &inside(false, GroupRole::Member), Some(MessageId(uuid(103)))).render().unwrap();
    let line = html.find("id=\"nouveau\"").unwrap();
    let (read, new) = html.split_at(line);
    assert!(read.contains(&format!("id=\"m-{}\"", uuid(102))));
    assert!(new.contains(&format!("id=\"m-{}\"", uuid(103))));
}

#[test]
fn the_answers_of_a_silent_member_are_not_offered() {
    let frame = gallery::frame(Language::Fr);
    let mut silent = inside(false, GroupRole::Member);
    silent.view.group.writing = Writing::Animators;
    let html = topic(frame.clone(), &silent, None).render().unwrap();
    assert!(!html.contains("id=\"repondre\""));
    assert!(html.contains(&frame.t.group_animators_write()));
}

#[test]
fn one_who_was_removed_for_a_time_comes_back_when_it_is_over() {
    let frame = gallery::frame(Language::Fr);
    let doors: Vec<String> = Door::samples(frame.clone()).iter().map(|door| door.render().unwrap()).collect();
    let join = frame.to.group_join(uuid(70));
    let offers = |html: &String| html.contains(&join);
    // In the order of the samples: removed for good, for a week to come, for a time that is over.
    assert!(!offers(&doors[7]) && !offers(&doors[8]) && offers(&doors[9]));
}
