//! The program itself, started as a host starts it: what it prints, what it refuses, how it ends.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PASSWORD: &str = "trois-chevaux-bleus-sur-la-lune";

/// The program in this folder, knowing nothing of the machine's own settings.
fn preau(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
    command.current_dir(folder).env_clear().env("LANG", "fr_FR.UTF-8").stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A port that was free a moment ago.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// A server that runs in a folder; killed when a test ends without having stopped it.
struct Server {
    child: Child,
    address: SocketAddr,
    /// What it printed until it was ready.
    printed: String,
}

impl Server {
    fn start(folder: &Path, address: SocketAddr, variables: &[(&str, &str)]) -> Self {
        let log = File::create(folder.join("log")).unwrap();
        let mut child = preau(folder)
            .env("PREAU_LISTEN", address.to_string())
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        // It prints its address once it listens; before the set-up, the link too.
        let addresses = if folder.join("is-set-up").exists() { 1 } else { 2 };
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut printed = String::new();
        while printed.matches("http://").count() < addresses {
            let line = lines.next().unwrap().unwrap();
            printed += &line;
            printed.push('\n');
        }
        Self { child, address, printed }
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        text(&answer)
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// Asks it to stop as a service manager does, and says how it ended and after how long.
    fn stop(mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        assert!(
            Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success()
        );
        let ended = self.child.wait().unwrap();
        (ended.code(), begun.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn set_up(folder: &Path, address: SocketAddr) -> Output {
    let mut child = preau(folder)
        .env("PREAU_URL", format!("http://{address}"))
        .args("setup --name Vallombre-Centre --handle vallombre --kind section --language fr".split(' '))
        .args(
            "--time-zone Europe/Paris --admin-handle jeanne.morvan --admin-email jeanne@vallombre.example"
                .split(' '),
        )
        .args(["--admin-name", "Jeanne Morvan"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.success() {
        File::create(folder.join("is-set-up")).unwrap();
    }
    output
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn the_first_start_prints_a_link_that_opens_the_wizard_and_no_other_does() {
    let folder = folder();
    let address = free_address();
    let url = format!("http://{address}");
    let server = Server::start(folder.path(), address, &[("PREAU_URL", &url)]);
    let link =
        server.printed.lines().map(str::trim).find(|line| line.contains("/installation/")).expect("a link");
    let path = link.strip_prefix(&url).expect("its own address");
    assert!(server.get(&format!("{path}/1")).starts_with("HTTP/1.1 200"), "the first step of the wizard");
    let forged = format!("/installation/{}", "A".repeat(43));
    for path in [format!("{forged}/1"), forged] {
        assert!(server.get(&path).starts_with("HTTP/1.1 404"), "i12: never without the link's token");
    }
    assert!(server.get("/healthz").ends_with("ok\n"));
    let (code, took) = server.stop();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(5), "an idle server has nothing to wait for: {took:?}");
}

#[test]
fn the_first_run_without_a_browser_is_followed_by_a_server_that_asks_for_no_set_up() {
    let folder = folder();
    let address = free_address();
    let done = set_up(folder.path(), address);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(text(&done.stdout).contains("Vallombre-Centre"));
    let again = set_up(folder.path(), address);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("déjà"), "{}", text(&again.stderr));
    let server = Server::start(folder.path(), address, &[("PREAU_URL", &format!("http://{address}"))]);
    assert!(!server.printed.contains("/installation/"), "{}", server.printed);
    assert!(server.get("/").contains("Vallombre-Centre"));
}

#[test]
fn p14_a_second_server_on_the_same_folder_is_refused_in_words() {
    let folder = folder();
    let address = free_address();
    let first = Server::start(folder.path(), address, &[]);
    let second = preau(folder.path()).env("PREAU_LISTEN", free_address().to_string()).output().unwrap();
    assert_eq!(second.status.code(), Some(1));
    let said = text(&second.stderr);
    assert!(said.contains("preau-data") && said.contains(&first.child.id().to_string()), "{said}");
    assert!(first.get("/healthz").ends_with("ok\n"), "the first is not disturbed");
    drop(first);
    let third = Server::start(folder.path(), address, &[]);
    assert!(third.get("/healthz").ends_with("ok\n"), "the lock of a killed server is gone with it");
}

#[test]
fn k02_a_wrong_setting_stops_the_start_with_its_line_in_the_language_of_the_terminal() {
    let folder = folder();
    std::fs::write(folder.path().join("preau.toml"), "# Notre serveur\nlistem = \"127.0.0.1:1\"\n").unwrap();
    let french = preau(folder.path()).output().unwrap();
    assert_eq!(french.status.code(), Some(64));
    let said = text(&french.stderr);
    assert!(
        said.contains("ligne 2") && said.contains("« listem »") || said.contains("«\u{a0}listem\u{a0}»"),
        "{said}"
    );
    let english = preau(folder.path()).args(["serve", "--lang", "en"]).output().unwrap();
    let said = text(&english.stderr);
    assert!(said.contains("line 2") && said.contains("“listen”"), "{said}");
    assert!(!folder.path().join("preau-data").exists(), "nothing was made");
    let variable =
        preau(folder.path().parent().unwrap()).env("PREAU_DATABASE", "x").env("LC_ALL", "en_US").output();
    let said = text(&variable.unwrap().stderr);
    assert!(said.contains("PREAU_DATABASE") && said.contains("PREAU_DATA"), "{said}");
}

#[test]
fn k01_an_address_without_tls_stops_the_start() {
    let folder = folder();
    let refused = preau(folder.path()).env("PREAU_URL", "http://section.example").output().unwrap();
    assert_eq!(refused.status.code(), Some(64));
    assert!(text(&refused.stderr).contains("PREAU_URL"), "{}", text(&refused.stderr));
}

#[test]
fn help_and_version_are_printed_whatever_else_is_wrong() {
    let folder = folder();
    std::fs::write(folder.path().join("preau.toml"), "this is wrong").unwrap();
    for words in [&["--help"][..], &["setup", "--help"], &["help"], &["-h"]] {
        let help = preau(folder.path()).args(words).output().unwrap();
        assert!(help.status.success());
        let both = text(&help.stdout);
        assert!(both.contains("Réglages") && both.contains("Settings:"), "{words:?}");
    }
    let english = preau(folder.path()).args(["--help", "--lang", "en"]).output().unwrap();
    assert!(!text(&english.stdout).contains("Réglages"));
    let version = preau(folder.path()).arg("--version").output().unwrap();
    assert_eq!(text(&version.stdout), format!("preau {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn t04_nothing_that_a_visitor_sends_is_found_in_the_log() {
    let folder = folder();
    let address = free_address();
    let url = format!("http://{address}");
    assert!(set_up(folder.path(), address).status.success());
    let variables =
        [("PREAU_URL", url.as_str()), ("PREAU_LOG", "debug"), ("PREAU_TRUSTED_PROXIES", "127.0.0.1")];
    let server = Server::start(folder.path(), address, &variables);
    let body = "login=canary-login%40vallombre.example&password=canary-password";
    let headers = "Cookie: __Host-session=canary-cookie\r\nAuthorization: Bearer canary-bearer\r\n\
        User-Agent: canary-agent\r\nX-Forwarded-For: 203.0.113.77\r\nReferer: http://canary-referer/\r\n";
    for path in
        ["/invitation/canary-code", "/mot-de-passe/canary-link?canary=query", "/canary-path", "/connexion"]
    {
        server.ask(&format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n"));
        server.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: {url}\r\nConnection: close\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ));
    }
    let activity =
        "{\"id\":\"https://canary-peer.example/1\",\"type\":\"Follow\",\"actor\":\"canary-actor\"}";
    server.ask(&format!(
        "POST /inbox HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\
         Content-Type: application/activity+json\r\nContent-Length: {}\r\n\r\n{activity}",
        activity.len()
    ));
    assert_eq!(server.stop().0, Some(0));
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.matches("request").count() >= 9, "the same log tells of every request:\n{log}");
    assert!(log.contains("/invitation/{") && log.contains("status=404"), "{log}");
    for secret in ["canary", "203.0.113.77", PASSWORD] {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
}

#[test]
fn r05_the_real_server_hangs_up_on_slow_headers_after_ten_seconds_and_answers_others_meanwhile() {
    let folder = folder();
    let server = Server::start(folder.path(), free_address(), &[]);
    let mut slow = TcpStream::connect(server.address).unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ").unwrap();
    let idle: Vec<_> = (0..40).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    let begun = Instant::now();
    assert!(server.get("/healthz").ends_with("ok\n"));
    slow.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    let held = begun.elapsed();
    assert!(held > Duration::from_secs(8) && held < Duration::from_secs(13), "{held:?}");
    drop(idle);
}
