//! A meeting in English from its date to the minute book, on the English addresses, with what goes wrong on the way said in
//! English beside the field (P1, P2).

use chrono::Days;
use preau_core::id::MeetingId;
use preau_core::language::Language;
use preau_core::rules::{QuorumSize, Rule};
use preau_core::text::ShortText;
use preau_core::world::{Moment, World as _};
use preau_tests::journeys;
use preau_tests::people::{IDRISS, JEANNE, NOUR, ODILE, Somebody, THOMAS};
use preau_tests::section::Section;
use preau_tests::visitor::{Page, Visitor};

use super::sitting::stage::{Hall, convened, crowd, keys, rules};

/// The same person, reading English.
const fn reading(who: Somebody) -> Somebody {
    Somebody { language: Language::En, ..who }
}

/// Odile's browser, in English.
async fn odile(section: &Section) -> Visitor {
    let odile = section.signs_in(ODILE).await;
    odile.get("/").await.form("English").send().await.is(200);
    odile
}

/// The day so many days from now, as a date field holds it.
fn day(section: &Section, days: u64) -> String {
    let today = section.world.now().utc().unwrap().date_naive();
    today.checked_add_days(Days::new(days)).unwrap().to_string()
}

/// A draft of the ordinary general meeting, that many days from now.
async fn draft(section: &Section, keeper: &Visitor, days: u64) -> Page {
    let form = keeper.get("/meetings/new").await.form("Make the draft").fill("kind", "ordinary_general");
    let form = form.fill("date", &day(section, days)).fill("starts", "19:30");
    let form = form.fill("place", "Tanners’ Hall").fill("supporters", "1");
    let page = form.fill("until_date", &day(section, days - 1)).send().await;
    page.is(200).says("The draft is made.").says("Draft");
    page
}

/// The statutes of these tests quote their seventh article.
async fn article_seven(section: &Section) {
    let mut tx = section.store.begin().await.unwrap();
    let mut house = tx.house().await.unwrap().unwrap();
    for rule in [Rule::Notice, Rule::Proxies] {
        house.rules.articles.insert(rule, ShortText::parse("article 7").unwrap());
    }
    tx.update_house(&house).await.unwrap();
    tx.commit().await.unwrap();
}

/// Opens the sitting from its page.
async fn opens(keeper: &Visitor, meeting: &str, fields: &[(&str, &str)]) -> Page {
    let mut form = keeper.get(&format!("{meeting}/sitting/opening")).await.form("Open the sitting");
    for (name, value) in fields {
        form = form.fill(name, value);
    }
    form.send().await
}

/// Checks somebody in on the attendance sheet.
async fn comes(keeper: &Visitor, meeting: &str, name: &str) {
    let found = keeper.get(&format!("{meeting}/attendance?q={}", name.replace(' ', "+"))).await;
    found.form(&format!("Check in {name}")).send().await.is(200).says("In the room, ");
}

/// Closes the sitting from its console.
async fn closes(keeper: &Visitor, meeting: &str) {
    let ask = keeper.get(&format!("{meeting}/sitting")).await.link("Close the sitting").await;
    ask.is(200).says("Close the sitting?").says("The draft minutes are ready at once.");
    let closed = ask.form("Close the sitting").send().await;
    closed.is(200).says("The sitting is closed. The draft minutes are ready.");
}

/// The sentence beside a field, which stands there alone.
#[track_caller]
fn beside(page: &Page, field: &str) -> String {
    let said = page.is(422).all(&format!("#e-{field}"));
    assert_eq!(said.len(), 1, "{field}: {}", page.text());
    assert_eq!(page.attributes("html", "lang"), ["en"]);
    said.into_iter().next().unwrap()
}

journeys! {
    async fn p2_1_to_3_and_p1_2_to_5_in_english_from_the_date_to_the_answers(section: Founded) {
        article_seven(section).await;
        let odile = odile(section).await;
        let (jeanne, nour) = (section.joins(reading(JEANNE)).await, section.joins(reading(NOUR)).await);
        let (thomas, idriss) = (section.joins(reading(THOMAS)).await, section.joins(reading(IDRISS)).await);
        // Everything that lacks is said at once, and what was typed stays.
        let form = odile.get("/meetings").await.link("Prepare a meeting").await.form("Make the draft");
        let empty = form.fill("title", "Spring meeting").send().await;
        assert_eq!(beside(&empty, "kind"), "Choose one of the answers.");
        assert_eq!(beside(&empty, "date"), "The day is missing. Choose a date.");
        assert_eq!(beside(&empty, "starts"), "The time is missing. Write it, for example 19:30.");
        empty.says("There are 4 mistakes");
        let form = empty.form("Make the draft");
        assert_eq!(form.value("title"), Some("Spring meeting"));
        let form = form.fill("kind", "ordinary_general").fill("date", &day(section, 6)).fill("place", "Tanners’ Hall");
        let backwards = form.fill("starts", "19:30").fill("ends", "18:00").send().await;
        assert_eq!(beside(&backwards, "ends"), "The end is before the start. Choose a later time, or give the last day above.");
        let form = backwards.form("Make the draft");
        assert_eq!((form.value("starts"), form.value("ends")), (Some("19:30"), Some("18:00")));
        let late = form.fill("ends", "22:00").fill("until_date", &day(section, 9)).send().await;
        late.is(422).says("The meeting will have begun by then. Choose a date before it.");
        let meeting = late.form("Make the draft").fill("until_date", "").send().await;
        meeting.is(200).says("The draft is made.").says("Spring meeting").says("Follow-up of decisions");

        // Six days are too few: the sentence quotes the article, in an emergency too.
        let convene = async |meeting: &Page, emergency: &str| {
            let form = odile.get(&format!("{}/notice", meeting.url.path())).await.form("Convene");
            form.fill("emergency", emergency).send().await
        };
        let refused = convene(&meeting, "").await;
        refused.is(422).says("It takes 15 days between the notice and the meeting, and there would be 6 days.");
        refused.says("It is written here: article 7.").says("Notice: 15 days (article 7).");
        odile.get(meeting.url.path()).await.says("Draft").does_not_say("Notice sent on");

        let meeting = draft(section, &odile, 20).await;
        let path = meeting.url.path().to_owned();
        let form = odile.get(&path).await.link("Change the agenda").await.form("Add an item");
        let nameless = form.fill("kind", "vote").fill("minutes", "many").fill("text", "A bench by the school.").send().await;
        assert_eq!(beside(&nameless, "title"), "This field is empty. Write something.");
        assert!(!beside(&nameless, "minutes").is_empty());
        let form = nameless.form("Add an item");
        assert_eq!((form.value("minutes"), form.value("text")), (Some("many"), Some("A bench by the school.")));
        form.fill("title", "A bench").fill("minutes", "10").send().await.is(200).says("A bench").says("Should end at");
        odile.get(&path).await.form("Open the agenda to members").send().await.is(200).says("Agenda open");

        // P1.4: an item is proposed, supported, and on the agenda by itself.
        let form = jeanne.get(&path).await.form("Send the proposal");
        let empty = form.fill("body", "It is dark there.").send().await;
        assert_eq!(beside(&empty, "title"), "This field is empty. Write something.");
        let form = empty.form("Send the proposal");
        assert_eq!(form.value("body"), Some("It is dark there."));
        form.fill("title", "A street lamp").send().await.is(200).says("Your item is proposed.").says("No supporters");
        nour.get(&path).await.form("Support").send().await.is(200).does_not_say("Proposed items").says("A street lamp");
        jeanne.get("/notices").await.says("This item is on the agenda: A street lamp");

        convene(&meeting, "").await.is(200).says("The notice is on its way.").says("Notice sent on");
        let letter = section.letter(JEANNE.mail, 1).await;
        assert_eq!(letter.subject, "You are called to a meeting");
        assert!(letter.text.contains("A street lamp") && letter.text.contains("Tanners’ Hall"), "{}", letter.text);
        // P1.2, P1.5: answers and proxies, as many as the statutes allow.
        let answer = async |who: &Visitor, word: &str, holder: &str| {
            let form = who.get(&path).await.form("Save my answer").fill("r", word);
            form.fill("holder", holder).fill("word", "I’ll bring chairs").send().await
        };
        let nothing = jeanne.get(&path).await.form("Save my answer").fill("word", "Perhaps").send().await;
        nothing.is(422).says("Choose one of the answers.");
        assert_eq!(nothing.form("Save my answer").value("word"), Some("Perhaps"), "what was typed stays");
        let to = section.id_of(THOMAS).await.to_string();
        let astray = answer(&jeanne, "proxy", "").await;
        astray.is(422).says("Say to whom you give your proxy.");
        assert_eq!(astray.form("Save my answer").value("word"), Some("I’ll bring chairs"));
        answer(&jeanne, "proxy", &to).await.is(200).says("Your answer has been saved.");
        thomas.get(&path).await.says("You carry the proxy of Jeanne Morvan.");
        nour.get(&path).await.says("Thomas Le Goff (1 proxy, full)").says("One proxy per person at most");
        let full = answer(&nour, "proxy", &to).await;
        full.is(422).says("This person already carries one proxy, which is the maximum. Choose somebody else.").says("article 7");
        let form = full.form("Save my answer");
        assert_eq!((form.value("r"), form.value("word")), (Some("proxy"), Some("I’ll bring chairs")));
        answer(&idriss, "coming", "").await.is(200).says("You can change your mind until the sitting begins.");
        odile.get(&path).await.says("Who answered").says("Idriss Belkacem");
    }

    async fn p2_4_to_6_in_english_the_door_the_hands_and_the_papers(section: Founded) {
        let odile = odile(section).await;
        let mut people = crowd(section, 2).await;
        let tellers = [section.joins(reading(NOUR)).await, section.joins(reading(THOMAS)).await];
        people.extend([section.id_of(NOUR).await, section.id_of(THOMAS).await]);
        let hall = convened(section, rules(QuorumSize::Share(800)), &people).await;
        let meeting = format!("/meetings/{}", hall.id);
        let unknown = opens(&odile, &meeting, &[("chair", "Nobody Here"), ("teller_one", "@nour")]).await;
        assert_eq!(beside(&unknown, "chair"), "No name on the list matches. Choose one from the list.");
        assert_eq!(unknown.form("Open the sitting").value("chair"), Some("Nobody Here"));
        let same = [("chair", "@membre000"), ("teller_one", "@nour"), ("tellers", "@nour")];
        let same = opens(&odile, &meeting, &same).await;
        assert_eq!(beside(&same, "tellers"), "Choose two different people.");
        let named = [("chair", "@odile.garrec"), ("teller_one", "@nour"), ("tellers", "@thomas.legoff")];
        opens(&odile, &meeting, &named).await.is(200).says("In session").says("Quorum not met: 3 of 4").says("No vote can open.");

        // A proxy on paper, then its giver comes.
        let form = odile.get(&format!("{meeting}/attendance/proxies")).await.form("Save").fill("giver", "Membre 001");
        let alone = form.send().await;
        assert_eq!(beside(&alone, "holder"), "This field is empty. Write something.");
        let oneself = alone.form("Save").fill("holder", "Membre 001").send().await;
        oneself.is(422).says("Nobody can give a proxy to themselves. Choose somebody else.");
        assert_eq!(oneself.form("Save").value("giver"), Some("Membre 001"));
        // Without the quorum one talks; the item can be postponed.
        let prepare = async |item: usize, fields: &[(&str, &str)]| {
            let mut form = odile.get(&format!("{meeting}/sitting/items/{}/vote", hall.items[item])).await.form("Prepare a vote");
            for (name, value) in fields {
                form = form.fill(name, value);
            }
            form.send().await
        };
        let early = prepare(1, &[]).await.form("Open the vote").send().await;
        early.is(422).says("The quorum is 4, and 3 count at the moment. You can talk, not vote.").says("article 7 des statuts");
        comes(&odile, &meeting, "Membre 000").await;
        comes(&odile, &meeting, "Membre 001").await;
        let wrong = odile.get(&format!("{meeting}/attendance?q=membre")).await.form("Has left Membre 001");
        let wrong = wrong.fill("time", "25:70").send().await;
        assert_eq!(beside(&wrong, "time"), "This time does not exist or is not written correctly. Example: 19:30");
        odile.get(&format!("{meeting}/sitting")).await.says("Quorum met: 5 of 4");

        // Hands: the figures must be those of the room.
        let vote = odile.get(early.url.path()).await.form("Open the vote").send().await;
        vote.is(200).says("Vote open").says("The total must be 5 votes, proxies included.");
        let short = keys(&vote, "Declare the result", &[("for", "3"), ("against", "1")]).await;
        short.is(422).says("The count does not match: 4 votes, where 5 could be given. Count again.");
        let figure = short.form("Declare the result").fill("against", "two").send().await;
        figure.is(422).says("Against: a number, in figures.");
        let form = figure.form("Declare the result");
        assert_eq!((form.value("for"), form.value("against")), (Some("3"), Some("two")), "what was typed stays");
        form.fill("against", "2").send().await.is(200).says("Adopted").says("3 for, 3 of 5 were needed.");

        // Papers: two tellers who disagree, and nothing is declared before they agree.
        let nameless = prepare(3, &[("title", ""), ("method", "single"), ("options", "List A\nList A")]).await;
        assert_eq!(beside(&nameless, "title"), "This field is empty. Write something.");
        assert_eq!(nameless.form("Prepare a vote").value("options"), Some("List A\nList A"));
        let twice = nameless.form("Prepare a vote").fill("title", "Board").send().await;
        assert_eq!(beside(&twice, "options"), "A name is written twice. Keep it once.");
        let papers = twice.form("Prepare a vote").fill("options", "List A\nList B").fill("mode", "paper").send().await;
        let vote = papers.form("Open the vote").send().await;
        vote.is(200).says("Secret, on paper").says("Nobody has entered a count yet.");
        let counts = async |teller: &Visitor, a: &str, b: &str| {
            keys(&teller.get(vote.url.path()).await, "Save my count", &[("option_1", a), ("option_2", b)]).await
        };
        counts(&tellers[0], "4", "4").await.is(422).says("The count does not match: 8 votes, where 5 could be given. Count again.");
        counts(&tellers[0], "3", "2").await.is(200);
        tellers[1].get(vote.url.path()).await.says("Nour El Amrani has entered a count.");
        let differ = counts(&tellers[1], "2", "3").await;
        differ.says("The two counts differ. Count again together, then each corrects their own.");
        let early = odile.post(vote.url.path(), &[("do", "declare")]).await;
        early.is(422).says("The two counts differ. Nothing is declared before they agree.");
        counts(&tellers[1], "3", "2").await.says("The two counts agree.");
        let done = odile.get(vote.url.path()).await.form("Declare the result").send().await;
        done.is(200).says("Elected: List A.");
        // Notes, decisions and tasks keep what was typed, too.
        let item = format!("{meeting}/sitting/items/{}", hall.items[2]);
        let task = odile.get(&item).await.form("Entrust a task").fill("owner", "Nobody Here").send().await;
        task.is(422).says("This field is empty. Write something.").says("No name on the list matches.");
        assert_eq!(task.form("Entrust a task").value("owner"), Some("Nobody Here"));
        closes(&odile, &meeting).await;
    }

    async fn p2_7_to_9_and_p1_8_in_english_from_the_draft_minutes_to_the_book(section: Founded) {
        let odile = odile(section).await;
        let nour = section.joins(reading(NOUR)).await;
        let ids = [section.id_of(NOUR).await];
        let hall = convened(section, rules(QuorumSize::None), &ids).await;
        let meeting = format!("/meetings/{}", hall.id);
        opens(&odile, &meeting, &[("chair", "@odile.garrec")]).await.is(200);
        comes(&odile, &meeting, "Nour El Amrani").await;
        let item = format!("{meeting}/sitting/items/{}", hall.items[1]);
        let vote = odile.get(&format!("{item}/vote")).await.form("Prepare a vote").send().await;
        let vote = vote.form("Open the vote").send().await;
        keys(&vote, "Declare the result", &[("for", "2")]).await.is(200).says("Adopted");
        closes(&odile, &meeting).await;

        let minutes = format!("{meeting}/minutes");
        let page = odile.get(&minutes).await;
        page.is(200).says("Minutes: Assemblée générale").says("Draft, read by those who keep the sitting");
        page.says("In the chair: Odile Garrec.").says("Present and voting (2)").says("Adopted: 2 for, 2 needed of 2.");
        page.says("No quorum is needed.").says("Nour El Amrani arrived. Votes present or represented: 2.");
        page.form("Open for review").send().await.is(200).says("The minutes are open for review.").says("Being reviewed");

        // P1.8: a correction, which somebody takes in and somebody declines with a word.
        let empty = nour.get(&minutes).await.form("Ask for a correction").fill("item", &hall.items[1].to_string()).send().await;
        assert_eq!(beside(&empty, "body"), "This field is empty. Write something.");
        let form = empty.form("Ask for a correction");
        assert_eq!(form.value("item"), Some(&*hall.items[1].to_string()), "what was chosen stays");
        form.fill("body", "I asked for the figures.").send().await.is(200).says("Your request is passed on.").says("Waiting");
        let page = odile.get(&minutes).await;
        page.says("Asked by Nour El Amrani").says("I asked for the figures.");
        let bare = page.form("Do not accept it").send().await;
        assert_eq!(beside(&bare, "body"), "This field is empty. Write something.");
        let form = bare.form("Accept the correction").fill("notes", "Nour El Amrani asks for the **figures**.");
        form.send().await.is(200).says("The correction is settled.").says("Accepted").says("asks for the figures.");
        nour.get("/notices").await.says("Your correction to the minutes of “Assemblée générale” was accepted.");

        // P2.9: the next meeting approves them, and they are sealed.
        let next = draft(section, &odile, 21).await;
        next.says("Approval of the minutes of");
        odile.get(&format!("{}/notice", next.url.path())).await.form("Convene").send().await.is(200);
        section.pass(22 * Moment::DAY);
        let (odile, nour) = (section.signs_in(ODILE).await, section.signs_in(NOUR).await);
        let next = next.url.path().to_owned();
        let id: MeetingId = next.rsplit('/').next().unwrap().parse().unwrap();
        let items = section.store.read().await.unwrap().items(id).await.unwrap();
        let hall = Hall { id, items: items.iter().filter(|item| item.approves.is_some()).map(|item| item.id).collect() };
        opens(&odile, &next, &[("chair", "@odile.garrec")]).await.is(200);
        comes(&odile, &next, "Nour El Amrani").await;
        let vote = odile.get(&format!("{next}/sitting/items/{}/vote", hall.items[0])).await.form("Prepare a vote").send().await;
        let vote = vote.form("Open the vote").send().await;
        keys(&vote, "Declare the result", &[("for", "2")]).await.is(200).says("Adopted");
        // Whoever asks once the vote has approved them comes too late.
        nour.get(&minutes).await.is(200).says("Approved, to be entered in the minute book").does_not_say("Ask for a correction");
        let once = section.world.hidden_id().to_string();
        let late = [("once", &*once), ("item", ""), ("body", "The hall was cold.")];
        let late = nour.post(&format!("{minutes}/corrections"), &late).await;
        late.is(422).says("This text has been approved by a vote. Write to those who keep the minutes: a correction can still be entered in the minute book.");
        assert_eq!(late.form("Ask for a correction").value("body"), Some("The hall was cold."));
        let sealed = odile.get(&minutes).await.form("Enter in the minute book").send().await;
        sealed.is(200).says("The minutes are in the minute book.").says("Fingerprint:");
        nour.get("/minute-book").await.is(200).says("Minute book checked: one entry, nothing altered.");
        nour.get("/minute-book?q=pelican").await.is(200).says("No minutes in the book contain these words.");
        let empty = odile.get(&minutes).await.form("Enter the correction").send().await;
        assert_eq!(beside(&empty, "body"), "This field is empty. Write something.");
        let form = empty.form("Enter the correction").fill("body", "The hall was the other one.");
        form.send().await.is(200).says("The correction is in the minute book.").says("The hall was the other one.");
        let list = nour.get("/decisions").await;
        list.is(200).says("Budget 2027").says("Adopted").link("Budget 2027").await.is(200).says("See the minutes");
    }
}
