//! An account of another server: looked up because somebody here asked, followed by those who speak for the section.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use preau_core::action::outside::{FollowAccount, UnfollowAccount};
use preau_core::elsewhere::FoundAccount;
use preau_core::language::Language;
use preau_core::outside::{Followed, FollowedState, OutsideByline};
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::confirm::Confirm;
use crate::error::{Answer, Failure, absent};
use crate::form::{Filled, UNPROCESSABLE};
use crate::outside::encoded;
use crate::page::{Done, Face, Flash, Frame, Page, Room};
use crate::place::{self, Addresses, Places as _};
use crate::session::{Member, Speaker};
use crate::state::Web;
use crate::visit::{Visit, see_other};

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .at(place::NETWORK_ACCOUNT, get(show).post(follow))
        .at(place::NETWORK_UNFOLLOW, get(ask_end).post(unfollow))
}

/// The longest address that is looked up: a name and a host have 320 characters, an address of a page some more.
const TYPED_CHARS_MAX: usize = 500;

/// The page.
#[derive(Template)]
#[template(path = "outside/account.html")]
pub(crate) struct AccountPage {
    frame: Frame,
    form: Filled<String>,
    parameter: &'static str,
    found: Option<Found>,
}

impl Page for AccountPage {
    fn frame(&self) -> &Frame {
        &self.frame
    }
}

/// The account as it shows itself.
struct Found {
    face: Face,
    name: String,
    address: String,
    host: String,
    about: String,
    /// Its page on its own server; empty where it names none.
    page: String,
    actor: String,
    /// Where our follow of it stands.
    state: Option<FollowedState>,
    unfollow: String,
}

/// What is looked up: the parameter has a name in each language, and both are read in both.
#[derive(Deserialize)]
struct Typed {
    adresse: Option<String>,
    address: Option<String>,
}

/// The name of the parameter in the language of the address.
pub(super) fn parameter(to: Addresses) -> &'static str {
    match to.language {
        Language::Fr => "adresse",
        Language::En => "address",
    }
}

/// The page of an account here.
pub(super) fn place_of(to: Addresses, account: &str) -> String {
    format!("{}?{}={}", to.network_account(), parameter(to), encoded(account))
}

async fn show(State(web): State<Web>, visit: Visit, member: Member, Query(typed): Query<Typed>) -> Answer {
    let typed = typed.adresse.or(typed.address).unwrap_or_default();
    look_up(&web, &visit, &member, Filled::sent(&visit, typed)).await
}

/// Asks the other server, and shows what it says or why it says nothing.
async fn look_up(web: &Web, visit: &Visit, member: &Member, mut form: Filled<String>) -> Answer {
    let frame = visit.frame(Room::None);
    let typed = form.typed.trim().to_owned();
    let parameter = parameter(frame.to);
    if typed.is_empty() {
        return Ok(AccountPage { frame, form, parameter, found: None }.show());
    }
    let found = match asked(web, member, &typed).await? {
        Ok(found) => found,
        Err(why) => {
            form.say("account", absent(frame.t, why));
            return Ok(AccountPage { frame, form, parameter, found: None }.show_as(UNPROCESSABLE));
        }
    };
    let followed = web.read().await?.followed(&found.actor.id).await?;
    let status = if form.is_sound() { StatusCode::OK } else { UNPROCESSABLE };
    let found = Some(Found::of(&found, followed.as_ref(), &frame));
    Ok(AccountPage { frame, form, parameter, found }.show_as(status))
}

/// The account, or why there is none. Each look is a request of ours to somebody: no faster than a person writes.
async fn asked(
    web: &Web,
    member: &Member,
    typed: &str,
) -> Result<Result<FoundAccount, preau_core::elsewhere::Absent>, Failure> {
    web.limits.look_up(member.id())?;
    if typed.chars().count() > TYPED_CHARS_MAX {
        return Ok(Err(preau_core::elsewhere::Absent::SomethingElse));
    }
    Ok(web.elsewhere().account(typed).await)
}

impl Found {
    fn of(found: &FoundAccount, followed: Option<&Followed>, frame: &Frame) -> Self {
        let actor = &found.actor.id;
        let byline = OutsideByline::of(&found.actor);
        let address = if found.address.starts_with('@') {
            found.address.clone()
        } else {
            format!("@{}", found.address)
        };
        let name = crate::outside::name(&byline);
        Self {
            face: Face::of(&name, Uuid::nil()),
            name,
            address,
            host: byline.host,
            about: found.about.clone(),
            page: found.page.as_ref().map(ToString::to_string).unwrap_or_default(),
            actor: actor.to_string(),
            state: followed.map(|followed| followed.state),
            unfollow: format!("{}?actor={}", frame.to.network_unfollow(), encoded(actor.as_str())),
        }
    }

    fn is_asked(&self) -> bool {
        self.state == Some(FollowedState::Asked)
    }

    fn is_followed(&self) -> bool {
        self.state == Some(FollowedState::Accepted)
    }

    fn refused(&self) -> bool {
        self.state == Some(FollowedState::Refused)
    }
}

#[derive(Deserialize)]
struct Chosen {
    /// What was typed to find it.
    account: String,
    /// Which actor was shown.
    actor: String,
}

/// Looks again: what is followed is what was read, with the keys and inbox that its server gives now.
async fn follow(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let mut form = Filled::sent(&visit, chosen.account);
    let typed = form.typed.trim().to_owned();
    let t = visit.frame(Room::None).t;
    match asked(&web, &me, &typed).await? {
        Ok(found) if found.actor.id.as_str() == chosen.actor => {
            match web.perform(FollowAccount { by: me.id(), actor: found.actor }).await {
                Ok(()) => {
                    return Ok(see_other(&visit.to.network(), Some(Flash::new(Done::AccountFollowed))));
                }
                Err(failure) => form.refuse(failure)?,
            }
        }
        Ok(_) => form.say("", t.account_moved()),
        Err(why) => form.say("account", absent(t, why)),
    }
    if form.wrong("account") {
        let frame = visit.frame(Room::None);
        let parameter = parameter(frame.to);
        return Ok(AccountPage { frame, form, parameter, found: None }.show_as(UNPROCESSABLE));
    }
    look_up(&web, &visit, &me, form).await
}

#[derive(Deserialize)]
struct Named {
    actor: String,
}

/// The page before an account is no longer followed.
async fn ask_end(State(web): State<Web>, visit: Visit, _: Speaker, Query(named): Query<Named>) -> Answer {
    let actor = Url::parse(&named.actor).map_err(|_| Failure::Missing)?;
    let followed = web.read().await?.followed(&actor).await?.ok_or(Failure::Missing)?;
    let frame = visit.frame(Room::None);
    Ok(Confirm {
        title: frame.t.network_unfollow_title(followed.byline.account()),
        consequence: frame.t.network_unfollow_consequence(),
        action: frame.to.network_unfollow(),
        button: frame.t.network_unfollow(),
        destroys: true,
        hidden: vec![("actor", actor.to_string())],
        back: frame.to.network(),
        frame,
    }
    .show())
}

async fn unfollow(
    State(web): State<Web>,
    visit: Visit,
    Speaker(me): Speaker,
    Form(named): Form<Named>,
) -> Answer {
    let actor = Url::parse(&named.actor).map_err(|_| Failure::Missing)?;
    web.perform(UnfollowAccount { by: me.id(), actor }).await?;
    Ok(see_other(&visit.to.network(), Some(Flash::new(Done::AccountUnfollowed))))
}

#[cfg(test)]
mod tests {
    use preau_core::elsewhere::Absent;
    use preau_core::peer::RemoteActor;

    use super::super::tests::followed;
    use super::*;
    use crate::gallery::{self, Samples};
    use crate::item::tests::NOON;

    fn marc() -> FoundAccount {
        let actor = Url::parse("https://pouet.example/users/marc").unwrap();
        FoundAccount {
            actor: RemoteActor {
                kind: "Person".to_owned(),
                handle: "marc".to_owned(),
                name: "Marc Delaunay".to_owned(),
                inbox: actor.join("/inbox").unwrap(),
                shared_inbox: None,
                key_id: actor.join("#main-key").unwrap(),
                key_pem: String::new(),
                proof_key: None,
                fetched_at: NOON,
                id: actor.clone(),
            },
            address: "marc@pouet.example".to_owned(),
            about: "Infirmier de nuit.\n\nJ’écris ici en mon nom.".to_owned(),
            page: Some(actor),
        }
    }

    impl Samples for AccountPage {
        fn samples(frame: Frame) -> Vec<Self> {
            let page = |form: Filled<String>, found: Option<Found>, frame: &Frame| Self {
                form,
                parameter: parameter(frame.to),
                found,
                frame: frame.clone(),
            };
            let typed = || Filled::new(frame.t, "@marc@pouet.example".to_owned());
            let of = |state: Option<FollowedState>, frame: &Frame| {
                let followed = state.map(followed);
                page(typed(), Some(Found::of(&marc(), followed.as_ref(), frame)), frame)
            };
            let mut wrong = typed();
            wrong.say("account", absent(frame.t, Absent::NoAnswer));
            let member = Frame { person: None, ..frame.clone() };
            vec![
                of(None, &frame),
                of(Some(FollowedState::Asked), &frame),
                of(Some(FollowedState::Accepted), &frame),
                of(Some(FollowedState::Refused), &frame),
                of(None, &member),
                page(Filled::new(frame.t, String::new()), None, &frame),
                page(wrong, None, &frame),
            ]
        }
    }

    #[test]
    fn a_member_is_told_who_may_follow_and_is_offered_no_button() {
        let frame = gallery::frame(Language::Fr);
        let html: Vec<String> =
            AccountPage::samples(frame).iter().map(|page| page.render().unwrap()).collect();
        assert!(html[0].contains("name=\"actor\"") && !html[0].contains("parlez-en"));
        assert!(!html[4].contains("name=\"actor\"") && html[4].contains("parlez-en"));
        assert!(html[6].contains("Ce serveur ne répond pas"));
    }

    #[test]
    fn the_address_of_an_account_survives_the_query_in_both_languages() {
        let typed = "https://pouet.example/@marc?a=1&b=2";
        for (language, name) in [(Language::Fr, "adresse"), (Language::En, "address")] {
            let place = place_of(Addresses { language }, typed);
            let query = place.split_once('?').unwrap().1;
            let read: Vec<(String, String)> =
                url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            assert_eq!(read, [(name.to_owned(), typed.to_owned())]);
        }
    }
}
