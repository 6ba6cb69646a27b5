//! Letters read back, from the folder and from a small mail server of our own.

use std::os::unix::fs::PermissionsExt;

use preau_core::world::Moment;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_util::task::TaskTracker;

use super::*;
use crate::config::Secret;
use crate::world::MovedWorld;

fn world() -> Arc<dyn World> {
    let origin = Url::parse("https://section.example").unwrap();
    Arc::new(MovedWorld::new(origin, Moment(1_790_000_000_000_000)))
}

fn colette() -> MailAddress {
    MailAddress::parse("colette@famille.example").unwrap()
}

fn letter(subject: &str, text: &str) -> Letter {
    Letter {
        to: colette(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        html: format!("<p>{text}</p>"),
        calendar: None,
    }
}

fn in_folder(data: &Path) -> Mailer {
    let settings = MailSettings { smtp: None, from: "noreply@section.example".to_owned() };
    Mailer::new(&settings, None, data, world()).unwrap()
}

fn letters(data: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        std::fs::read_dir(data.join("mail")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[tokio::test]
async fn without_a_mail_server_a_letter_is_a_file_for_its_owner_alone() {
    let data = tempfile::tempdir().unwrap();
    let mailer = in_folder(data.path());
    let text =
        "Bonjour Colette,\n\nVoici votre lien :\nhttps://section.example/invitation/abc\n\nÀ bientôt & merci";
    mailer.send(letter("Votre invitation", text)).await.unwrap();
    let letter = letters(data.path()).remove(0);
    for part in [
        "From: noreply@section.example\r\n",
        "To: colette@famille.example\r\n",
        "Subject: Votre invitation\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "Date: Mon, 21 Sep 2026",
    ] {
        assert!(letter.contains(part), "{part} not in {letter}");
    }
    let file = std::fs::read_dir(mailer.folder().unwrap()).unwrap().next().unwrap().unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_calendar_file_goes_beside_the_letter() {
    let data = tempfile::tempdir().unwrap();
    let mailer = in_folder(data.path());
    let calendar = Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned());
    mailer.send(Letter { calendar, ..letter("Une réunion vous attend", "Bonjour") }).await.unwrap();
    let letter = letters(data.path()).remove(0);
    for part in
        ["multipart/mixed", "multipart/alternative", "text/calendar", "reunion.ics", "BEGIN:VCALENDAR"]
    {
        assert!(letter.contains(part), "{part} not in {letter}");
    }
}

#[tokio::test]
async fn m01_a_subject_cannot_begin_another_header() {
    let data = tempfile::tempdir().unwrap();
    let mailer = in_folder(data.path());
    for subject in
        ["Bonjour\r\nBcc: evil@evil.example", "Bonjour\nBcc: evil@evil.example", "Bonjour\rBcc: x\0y\u{85}z"]
    {
        mailer.send(letter(subject, "Texte")).await.unwrap();
    }
    for letter in letters(data.path()) {
        let (headers, _) = letter.split_once("\r\n\r\n").unwrap();
        assert!(headers.lines().all(|line| !line.starts_with("Bcc")), "{headers}");
        assert!(!headers.replace("\r\n", "").contains(['\r', '\n', '\0']), "{headers}");
        assert_eq!(headers.lines().filter(|line| line.starts_with("Subject:")).count(), 1);
    }
}

#[test]
fn m02_no_letter_can_be_addressed_to_what_is_no_plain_address() {
    let long = format!("{}@famille.example", "a".repeat(321));
    for address in [
        "a@b,c@d",
        "\"x\"@b.example",
        "a%b@c.example",
        "a@b.example\r\nBcc: c@d.example",
        "a(x)@b.example",
        "a@[127.0.0.1]",
        "a@",
        &long,
    ] {
        assert!(MailAddress::parse(address).is_err(), "{address}");
    }
}

#[test]
fn the_oldest_letters_go_when_there_are_too_many() {
    let data = tempfile::tempdir().unwrap();
    let path = folder(data.path()).unwrap();
    for number in 0..LETTERS_KEPT_MAX + 3 {
        keep(&path, &format!("{number:05}.eml"), b"x").unwrap();
    }
    let mut names: Vec<_> =
        std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names.len(), LETTERS_KEPT_MAX);
    assert_eq!(names[0], "00003.eml");
}

/// A mail server that answers every line as the table says and remembers what it was told.
async fn mail_server(
    refuse: Option<&'static str>,
    tasks: &TaskTracker,
) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let said = tasks.spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let (mut lines, mut said, mut in_letter) = (BufReader::new(read).lines(), String::new(), false);
        write.write_all(b"220 small\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            said.push_str(&line);
            said.push('\n');
            let answer = match line.get(..4).unwrap_or(&line) {
                "." => {
                    in_letter = false;
                    "250 ok"
                }
                _ if in_letter => continue,
                "EHLO" => "250-small\r\n250 8BITMIME",
                "RCPT" => refuse.unwrap_or("250 ok"),
                "DATA" => {
                    in_letter = true;
                    "354 go on"
                }
                "QUIT" => break,
                _ => "250 ok",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            if line == "." || answer.starts_with('4') || answer.starts_with('5') {
                break;
            }
        }
        said
    });
    (address, said)
}

fn by_smtp(address: &str, data: &Path) -> Mailer {
    let settings =
        MailSettings { smtp: Some(Secret::new(address)), from: "noreply@section.example".to_owned() };
    Mailer::new(&settings, None, data, world()).unwrap()
}

#[tokio::test]
async fn a_letter_goes_to_the_mail_server_of_this_machine() {
    let (data, tasks) = (tempfile::tempdir().unwrap(), TaskTracker::new());
    let (address, said) = mail_server(None, &tasks).await;
    by_smtp(&address, data.path()).send(letter("Votre lien", "Texte")).await.unwrap();
    let said = said.await.unwrap();
    assert!(said.contains("MAIL FROM:<noreply@section.example>"), "{said}");
    assert!(
        said.contains("RCPT TO:<colette@famille.example>") && said.contains("Subject: Votre lien"),
        "{said}"
    );
    assert!(!data.path().join("mail").exists());
}

#[tokio::test]
async fn a_refusal_for_good_and_a_refusal_for_now_are_told_apart() {
    let (data, tasks) = (tempfile::tempdir().unwrap(), TaskTracker::new());
    for (answer, for_good) in [("550 nobody", true), ("451 later", false)] {
        let (address, _said) = mail_server(Some(answer), &tasks).await;
        let fault = by_smtp(&address, data.path()).send(letter("Sujet", "Texte")).await.unwrap_err();
        assert_eq!(matches!(fault, MailFault::Never(_)), for_good, "{fault}");
    }
    let nobody = by_smtp("smtp://127.0.0.1:1", data.path()).send(letter("Sujet", "Texte")).await;
    assert!(matches!(nobody, Err(MailFault::Later(_))));
}

#[tokio::test]
async fn a_mail_server_elsewhere_gets_nothing_in_the_clear() {
    let (data, tasks) = (tempfile::tempdir().unwrap(), TaskTracker::new());
    let (address, said) = mail_server(None, &tasks).await;
    let settings = format!("{address}?tls=required");
    let sent = by_smtp(&settings, data.path()).send(letter("Votre lien", "canary")).await;
    assert!(sent.is_err(), "this server offers no STARTTLS");
    drop(sent);
    let said = said.await.unwrap();
    assert!(!said.contains("MAIL FROM") && !said.contains("canary"), "{said}");
}
