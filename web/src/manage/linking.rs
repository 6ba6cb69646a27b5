//! Asking another section to be linked: its code, the words that both sides compare, and what it is to us.

use askama::Template;
use axum::Router;
use axum::extract::{Form, State};
use axum::routing::post;
use preau_core::action::link::{OfferLink, read_code};
use preau_core::action::network::host_and_port;
use preau_core::elsewhere::FoundSection;
use preau_core::link::{LinkKind, LinkState, WrittenCode};
use serde::Deserialize;

use super::links::wrong;
use crate::error::{Answer, Failure, absent};
use crate::form::{Filled, UNPROCESSABLE, once};
use crate::page::{Done, Flash, Frame, Keeping, Page, Room};
use crate::place::{self, Places as _};
use crate::session::Administrator;
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new().at(place::MANAGE_LINK_READ, post(read)).at(place::MANAGE_LINK_OFFER, post(offer))
}

/// What the two steps send.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    /// The code as it was typed.
    pub(super) code: String,
    /// What the other section is to ours.
    pub(super) kind: String,
    /// What was shown: actor and words.
    pub(super) seen: String,
    /// The form's own id: a second click asks nothing.
    pub(super) once: String,
}

/// The section that a code names, with the words to compare.
#[derive(Template)]
#[template(path = "manage/link_words.html")]
pub(crate) struct LinkWords {
    frame: Frame,
    form: Filled<Typed>,
    name: String,
    host: String,
    words: Vec<&'static str>,
}

impl Page for LinkWords {
    /// It carries the code from step to step.
    const KEEPING: Keeping = Keeping::Nowhere;

    fn frame(&self) -> &Frame {
        &self.frame
    }
}

impl LinkWords {
    fn of(frame: Frame, mut form: Filled<Typed>, found: FoundSection) -> Self {
        form.typed.seen = seen(&found);
        let host = host_and_port(&found.actor.id);
        let name = found.actor.name.trim();
        Self {
            name: if name.is_empty() { host.clone() } else { name.to_owned() },
            host,
            words: found.words,
            form,
            frame,
        }
    }
}

/// What the page showed, as its form sends it back.
fn seen(found: &FoundSection) -> String {
    format!("{} {}", found.actor.id, found.words.join(" "))
}

/// The first step changes nothing here: it looks at the other server, and shows what it says of itself.
async fn read(State(web): State<Web>, visit: Visit, _: Administrator, Form(fields): Form<Typed>) -> Answer {
    let mut form = Filled::sent(&visit, fields);
    let Some((_, found)) = look(&web, &visit, &mut form).await? else {
        return wrong(&web, &visit, form).await;
    };
    form.typed.kind.clear();
    form.typed.once = web.world.hidden_id().to_string();
    Ok(LinkWords::of(visit.frame(Room::None), form, found).show())
}

/// The section behind the code, or a sentence beside the field.
async fn look(
    web: &Web,
    visit: &Visit,
    form: &mut Filled<Typed>,
) -> Result<Option<(WrittenCode, FoundSection)>, Failure> {
    let t = visit.frame(Room::None).t;
    let code = match read_code(&form.typed.code) {
        Ok(code) => code,
        Err(refusal) => {
            form.refuse(refusal.into())?;
            return Ok(None);
        }
    };
    if code.host == host_and_port(web.world.origin()) {
        form.say("code", t.refused_own_section());
        return Ok(None);
    }
    let found = match web.elsewhere().section(&code).await {
        Ok(found) => found,
        Err(why) => {
            form.say("code", absent(t, why));
            return Ok(None);
        }
    };
    let before = web.read().await?.linked_section(&found.actor.id).await?;
    match before.map(|link| link.state) {
        Some(LinkState::Linked | LinkState::Asked) => form.say("code", t.refused_linked_already()),
        // Two Offers at once would be answered one for the other.
        Some(LinkState::Offered) => form.say("code", t.links_offered_already()),
        Some(LinkState::Refused | LinkState::Ended) | None => return Ok(Some((code, found))),
    }
    Ok(None)
}

/// The second step: the other section is looked at again, since what a form carries proves nothing.
async fn offer(
    State(web): State<Web>,
    visit: Visit,
    Administrator(me): Administrator,
    Form(fields): Form<Typed>,
) -> Answer {
    let once = once(&fields.once)?;
    let by = me.id();
    let mut form = Filled::sent(&visit, fields);
    let mut again = None;
    let ask = async {
        let Some((code, found)) = look(&web, &visit, &mut form).await? else { return Err(Failure::Missing) };
        let Some(kind) = chosen(&visit, &mut form, &found) else {
            again = Some(found);
            return Err(Failure::Missing);
        };
        let (actor, code) = (found.actor.clone(), code.letters);
        again = Some(found);
        web.perform(OfferLink { by, actor, kind, code, offer: web.elsewhere().activity() }).await?;
        Ok(Vec::new())
    };
    // One after the other, each for no longer than a look may take: the second click finds that the first was taken.
    match web.printed.once(once, by, web.now(), ask).await {
        Ok(_) => return Ok(see_other(&visit.to.manage_links(), Some(Flash::new(Done::LinkAsked)))),
        Err(Failure::Refused(refusal)) => form.refuse(refusal.into())?,
        Err(Failure::Missing) if !form.is_sound() => {}
        Err(failure) => return Err(failure),
    }
    match again {
        Some(found) => Ok(LinkWords::of(visit.frame(Room::None), form, found).show_as(UNPROCESSABLE)),
        None => wrong(&web, &visit, form).await,
    }
}

/// What was chosen, if the section is still the one that was shown.
fn chosen(visit: &Visit, form: &mut Filled<Typed>, found: &FoundSection) -> Option<LinkKind> {
    let t = visit.frame(Room::None).t;
    let kind = form.typed.kind.parse().ok();
    if kind.is_none() {
        form.say("kind", t.wrong_choice());
    }
    if form.typed.seen != seen(found) {
        form.say("", t.links_words_changed());
    }
    kind.filter(|_| form.is_sound())
}

#[cfg(test)]
mod tests {
    use super::super::links::tests::{WORDS, actor};
    use super::*;
    use crate::gallery::Samples;

    impl Samples for LinkWords {
        fn samples(frame: Frame) -> Vec<Self> {
            let code = "port-lazare.example/ACDE-FGHJ-KMNP".to_owned();
            let form = Filled::new(frame.t, Typed { code, ..Typed::default() });
            let mut wrong = form.clone();
            wrong.say("kind", frame.t.wrong_choice());
            wrong.say("", frame.t.links_words_changed());
            let found =
                || FoundSection { actor: actor("Port-Lazare", "port-lazare.example"), words: WORDS.to_vec() };
            vec![Self::of(frame.clone(), form, found()), Self::of(frame, wrong, found())]
        }
    }

    #[test]
    fn another_key_or_another_section_shows_in_what_was_seen() {
        let found =
            FoundSection { actor: actor("Port-Lazare", "port-lazare.example"), words: WORDS.to_vec() };
        let mut words = found.clone();
        words.words.swap(0, 1);
        assert_ne!(seen(&found), seen(&words));
        let other = FoundSection { actor: actor("Port-Lazare", "evil.example"), words: WORDS.to_vec() };
        assert_ne!(seen(&found), seen(&other));
    }
}
