//! Every refusal of a setting, in a table; and what an empty file gives.

use super::*;

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preau.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn read(text: &str, environment: &[(&str, &str)]) -> Result<Settings, Refused> {
    let (_folder, path) = file(text);
    let environment = environment.iter().map(|(name, value)| (name.into(), value.into())).collect();
    Settings::read(Some(&path), environment)
}

#[test]
fn nothing_written_gives_a_server_for_this_machine() {
    let settings = Settings::read(None, vec![("PATH".into(), "/bin".into())]).unwrap();
    assert_eq!(settings.site.url.as_str(), "http://localhost:8080/");
    assert_eq!(settings.listener.address.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.storage.data, PathBuf::from("./preau-data"));
    assert_eq!(settings.storage.database, Database::Sqlite("./preau-data/preau.sqlite".into()));
    assert_eq!(settings.mail, MailSettings { smtp: None, from: "noreply@localhost".to_owned() });
    assert_eq!(settings.outgoing, OutgoingSettings::default());
    assert!(settings.listener.trusted_proxies.is_empty());
}

#[test]
fn every_setting_is_read_from_the_file() {
    let (_folder, authority) = file("-----BEGIN CERTIFICATE-----\n");
    let text = format!(
        "url = \"https://section.example\"\nlisten = \"0.0.0.0:80\"\ndata = \"/var/lib/preau\"\n\
         database_url = \"postgres://preau:secret@db/preau\"\nsmtp_url = \"smtps://u:secret@mail.example\"\n\
         mail_from = \"bonjour@section.example\"\ntrusted_proxies = [\"10.0.0.1\", \"fd00::/8\"]\n\
         extra_ca = \"{}\"\nallow_addresses = \"127.0.0.1:8443, 10.0.0.0/8\"\nlog = \"warn\"\n",
        authority.display()
    );
    let settings = read(&text, &[]).unwrap();
    assert_eq!(settings.site.url.as_str(), "https://section.example/");
    assert_eq!(settings.listener.trusted_proxies.len(), 2);
    assert_eq!(settings.outgoing.allow_addresses, "127.0.0.1:8443,10.0.0.0/8".parse().unwrap());
    assert_eq!(settings.outgoing.extra_ca, Some(authority));
    assert_eq!(settings.mail.from, "bonjour@section.example");
    assert_eq!(settings.log, LogLevel::Warn);
    let shown = format!("{settings:?}");
    assert!(!shown.contains("secret"), "a password shows in {shown}");
    let Database::Postgres(address) = settings.storage.database else { panic!("not PostgreSQL") };
    assert_eq!(address.reveal(), "postgres://preau:secret@db/preau");
}

#[test]
fn the_environment_is_written_over_the_file() {
    let text = "url = \"https://section.example\"\ntrusted_proxies = [\"10.0.0.1\"]\n";
    let settings =
        read(text, &[("PREAU_URL", "https://other.example"), ("PREAU_TRUSTED_PROXIES", "")]).unwrap();
    assert_eq!(settings.site.url.as_str(), "https://other.example/");
    assert!(settings.listener.trusted_proxies.is_empty(), "an empty variable takes the file's value away");
    assert!(
        read("", &[("PREAU_TEST_POSTGRES", "postgres://x")]).is_ok(),
        "the tests' own variables are not settings"
    );
}

#[test]
fn the_port_of_the_listener_is_in_the_address_that_nobody_wrote() {
    assert_eq!(read("listen = \"[::1]:9000\"", &[]).unwrap().site.url.as_str(), "http://localhost:9000/");
}

#[test]
fn k01_http_is_for_this_machine_alone() {
    for url in [
        "http://localhost:1",
        "http://a.localhost:1",
        "http://127.9.9.9",
        "http://[::1]:8080",
        "https://a.example",
    ] {
        assert!(read(&format!("url = \"{url}\""), &[]).is_ok(), "{url}");
    }
    for url in
        ["http://section.example", "http://10.0.0.1", "http://localhost.example", "http://notlocalhost"]
    {
        assert_eq!(read(&format!("url = \"{url}\""), &[]).unwrap_err().reason, Reason::HttpsNeeded, "{url}");
    }
}

#[test]
fn k02_a_wrong_setting_is_refused_with_its_line() {
    let table: [(&str, usize, Reason); 27] = [
        ("\nurll = \"https://a.example\"", 2, Reason::Unknown(Some("url".into()))),
        ("trusted_proxy = []", 1, Reason::Unknown(Some("trusted_proxies".into()))),
        ("colour = \"red\"", 1, Reason::Unknown(None)),
        ("[url]\nhost = \"a\"", 1, Reason::NotText),
        ("url = 3", 1, Reason::NotText),
        ("url = [\"https://a.example\"]", 1, Reason::NotText),
        ("url = \"section.example\"", 1, Reason::BadUrl),
        ("url = \"ftp://section.example\"", 1, Reason::BadUrl),
        ("url = \"\"", 1, Reason::BadUrl),
        ("url = \"https://section.example/path\"", 1, Reason::UrlNotOrigin),
        ("url = \"https://section.example?q\"", 1, Reason::UrlNotOrigin),
        ("url = \"https://u:p@section.example\"", 1, Reason::UrlNotOrigin),
        ("url = \"https://section.example.\"", 1, Reason::UrlNotOrigin),
        ("listen = \"8080\"", 1, Reason::BadListen),
        ("listen = \"localhost:8080\"", 1, Reason::BadListen),
        ("data = \"\"", 1, Reason::Empty),
        ("# a line\n\ndatabase_url = \"mysql://a\"", 3, Reason::BadDatabase),
        ("smtp_url = \"https://mail.example\"", 1, Reason::BadSmtp),
        ("smtp_url = \"smtp://mail.example?tls=maybe\"", 1, Reason::BadSmtp),
        ("mail_from = \"La section <a@b.example>\"", 1, Reason::BadSender),
        ("trusted_proxies = true", 1, Reason::NotAList),
        ("trusted_proxies = [1]", 1, Reason::NotAList),
        ("trusted_proxies = [\"caddy\"]", 1, Reason::BadNetwork("caddy".into())),
        ("trusted_proxies = [\"10.0.0.0/33\"]", 1, Reason::BadNetwork("10.0.0.0/33".into())),
        ("allow_addresses = [\"10.0.0.1:99999\"]", 1, Reason::BadAllowed("10.0.0.1:99999".into())),
        ("log = \"trace\"", 1, Reason::BadLog),
        ("extra_ca = \"preau.toml.absent\"", 1, Reason::Unreadable("entity not found".into())),
    ];
    for (text, line, reason) in table {
        let refused = read(text, &[]).unwrap_err();
        assert_eq!(refused.reason, reason, "{text}");
        assert!(matches!(refused.place, Place::Line(_, at) if at == line), "{text}: {:?}", refused.place);
        for (language, word) in
            [(Language::Fr, format!("ligne {line}")), (Language::En, format!("line {line}"))]
        {
            assert!(refused.say(language).contains(&word), "{}", refused.say(language));
        }
    }
}

#[test]
fn k02_what_is_not_toml_is_refused_with_its_line() {
    for text in ["a = \"b\"\nurl = ", "url = \"https://a.example\"\nurl = \"https://b.example\""] {
        let refused = read(text, &[]).unwrap_err();
        assert!(matches!(refused.place, Place::Line(_, 2)), "{refused:?}");
    }
    assert!(matches!(read("url = ", &[]).unwrap_err().reason, Reason::Syntax(_)));
}

#[test]
fn k02_a_wrong_variable_is_refused_by_its_name() {
    let refused = read("", &[("PREAU_URLS", "https://a.example")]).unwrap_err();
    assert_eq!(refused.reason, Reason::Unknown(Some("PREAU_URL".into())));
    assert!(
        refused.say(Language::Fr).contains("PREAU_URLS") && refused.say(Language::En).contains("PREAU_URL”")
    );
    let refused = read("", &[("PREAU_SMTP_URL", "mail.example:pass-canary")]).unwrap_err();
    assert_eq!((refused.key.as_str(), &refused.reason), ("PREAU_SMTP_URL", &Reason::BadSmtp));
    assert!(
        !refused.say(Language::Fr).contains("canary"),
        "a value that may hold a password is not repeated"
    );
    assert!(read("", &[("PREAU_ALLOW_ADDRESSES", "10.0.0.0/8 nonsense")]).is_err());
}

#[test]
fn k02_a_file_that_was_named_must_be_there() {
    let refused = Settings::read(Some(Path::new("/nowhere/preau.toml")), Vec::new()).unwrap_err();
    assert!(matches!((refused.place, refused.reason), (Place::File(_), Reason::Unreadable(_))));
}

#[test]
fn a_network_holds_its_addresses_and_no_other() {
    let table = [
        ("10.0.0.0/8", "10.255.0.1", true),
        ("10.0.0.0/8", "11.0.0.1", false),
        ("10.0.0.1", "10.0.0.1", true),
        ("10.0.0.1", "10.0.0.2", false),
        ("0.0.0.0/0", "203.0.113.1", true),
        ("0.0.0.0/0", "2001:db8::1", false),
        ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ("fd00::/8", "fdff::1", true),
        ("fd00::/8", "fe00::1", false),
        ("::/0", "2001:db8::1", true),
        ("::1", "::1", true),
    ];
    for (network, address, expected) in table {
        let network: Network = network.parse().unwrap();
        assert_eq!(network.contains(address.parse().unwrap()), expected, "{network:?} {address}");
    }
    for wrong in ["", "10.0.0.0/", "10.0.0.0/+8", "10.0.0/8", "10.0.0.0/8/8", "fd00::/129"] {
        assert!(wrong.parse::<Network>().is_err(), "{wrong}");
    }
}
