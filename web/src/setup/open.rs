//! Step 4: the first account, and with it the house opens.

use axum::extract::Request;
use preau_core::action::house::{KeepSetUpDraft, SetUp};
use preau_core::error::{Failure as CoreFailure, Fault, Field, Refusal};
use preau_core::password::Password;
use preau_core::peer::KeyPair;
use preau_core::text::{Handle, MailAddress, PersonName, ShortText};

use super::draft::{AccountFields, Reading, Unit};
use super::pages::AccountPage;
use super::{Door, fields};
use crate::error::{Answer, Failure, wrong};
use crate::form::{Filled, UNPROCESSABLE};
use crate::page::Page as _;
use crate::password;
use crate::session;
use crate::state::Web;
use crate::texts::{Texts, texts};
use crate::visit::{Visit, see_other, see_other_with};

pub(super) async fn take_account(visit: &Visit, web: &Web, mut door: Door, request: Request) -> Answer {
    let device = session::device(request.headers());
    let t = texts(visit.language);
    // What came before is read again: the draft may be of an older version.
    let Some(unit) = Unit::read(&mut Filled::new(t, door.draft.unit.clone()), t) else {
        return Ok(see_other(&door.address(visit, 2), None));
    };
    let Some(reading) = Reading::read(&mut Filled::new(t, door.draft.reading.clone()), t) else {
        return Ok(see_other(&door.address(visit, 3), None));
    };
    let mut typed: AccountFields = fields(request).await;
    propose_handle(&mut typed, &unit);
    let mut form = Filled::sent(visit, typed);
    // Everything but the password is kept, sound or not: who comes back finds it.
    door.draft.account = AccountFields { password: String::new(), ..form.typed.clone() };
    web.perform(KeepSetUpDraft { link: door.hash.clone(), draft: door.draft.written()? }).await?;
    let Some(account) = Account::read(&mut form, t, &unit) else {
        return Ok(AccountPage::new(visit, web, &door, form).show_as(UNPROCESSABLE));
    };
    match open(web, &door, unit, &reading, account, device).await? {
        Ok(opened) => {
            web.forget_house();
            Ok(see_other_with(&visit.to.setup_invite(), None, &[session::opened(&opened)]))
        }
        Err(failure) => {
            form.refuse(failure)?;
            Ok(AccountPage::new(visit, web, &door, form).show_as(UNPROCESSABLE))
        }
    }
}

/// Left empty, the handle comes from the name; another than the one of the unit, whose name it may be too.
fn propose_handle(typed: &mut AccountFields, unit: &Unit) {
    if typed.handle.trim().is_empty()
        && let Some(handle) = Handle::propose(&typed.name).filter(|handle| *handle != unit.handle)
    {
        typed.handle = handle.to_string();
    }
}

/// A sound step 4.
struct Account {
    name: PersonName,
    handle: Handle,
    mail: MailAddress,
    title: Option<ShortText>,
    password: Password,
}

impl Account {
    fn read(form: &mut Filled<AccountFields>, t: &Texts, unit: &Unit) -> Option<Self> {
        let typed = form.typed.clone();
        let name = form.take(Field::Name, PersonName::parse(&typed.name));
        let handle = form.take(Field::Handle, Handle::parse(&typed.handle));
        if handle.as_ref() == Some(&unit.handle) {
            form.say("handle", t.setup_account_handle_taken());
        }
        let mail = form.take(Field::Mail, MailAddress::parse(&typed.mail));
        let title = ShortText::optional(&typed.title)
            .map_err(|problem| form.say("title", wrong(t, Field::Title, problem)))
            .ok();
        let about = [&typed.name, &typed.handle, &typed.mail].map(String::as_str);
        let about = [about.as_slice(), &[unit.name.as_str()]].concat();
        let password = password::chosen(form, t, &typed.password, &about);
        let account = Self { name: name?, handle: handle?, mail: mail?, title: title?, password: password? };
        form.is_sound().then_some(account)
    }
}

async fn open(
    web: &Web,
    door: &Door,
    unit: Unit,
    reading: &Reading,
    account: Account,
    device: String,
) -> Result<Result<preau_core::action::session::Opened, CoreFailure>, Failure> {
    let admin_password = web.hash(account.password).await?;
    let (server_keys, section_keys) = make_keys(web).await?;
    let done = web
        .perform(SetUp {
            link: Some(door.hash.clone()),
            kind: unit.kind,
            handle: unit.handle.clone(),
            time_zone: unit.time_zone,
            choices: unit.choices(reading),
            preset: reading.preset,
            admin_name: account.name,
            admin_handle: account.handle,
            admin_title: account.title,
            admin_mail: account.mail,
            admin_password,
            server_keys,
            section_keys,
            device,
        })
        .await;
    match done {
        // Two windows of one wizard: the other one was faster, and this link opens nothing any more.
        Err(CoreFailure::Refused(Refusal::AlreadySetUp)) => Err(Failure::Missing),
        done => Ok(done),
    }
}

/// Two pairs, made away from the request's thread: each takes a second or so.
async fn make_keys(web: &Web) -> Result<(KeyPair, KeyPair), Failure> {
    let keys = std::sync::Arc::clone(&web.keys);
    let made = tokio::task::spawn_blocking(move || Ok::<_, Fault>((keys.make()?, keys.make()?)));
    Ok(made.await.map_err(|error| Fault::other("making the keys of the house", error))??)
}
