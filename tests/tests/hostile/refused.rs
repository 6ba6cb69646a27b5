//! What the real program refuses: settings, bodies without end, connections that give nothing, and how it speaks of faults.

use std::time::Duration;

use http::Method;
use preau_tests::on_both_engines;
use preau_tests::process::{raw, run};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::scene::{ODILE, Scene};

#[test]
fn k01_k02_a_setting_that_cannot_be_is_refused_by_name_with_its_line_before_anything_is_made() {
    type Settings<'a> = &'a [(&'a str, &'a str)];

    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let refused: [(Settings<'_>, &[&str]); 9] = [
        (&[("PREAU_URL", "http://section.example")], &["PREAU_URL", "https"]),
        (&[("PREAU_URL", "section.example")], &["PREAU_URL"]),
        (&[("PREAU_URLS", "https://section.example")], &["PREAU_URLS", "PREAU_URL"]),
        (&[("PREAU_DEBUG", "1")], &["PREAU_DEBUG"]),
        (&[("PREAU_DANGER_ANY_ADDRESS", "1")], &["PREAU_DANGER_ANY_ADDRESS"]),
        (&[("PREAU_LISTEN", "everywhere")], &["PREAU_LISTEN"]),
        (&[("PREAU_ALLOW_ADDRESSES", "10.0.0.0/99")], &["PREAU_ALLOW_ADDRESSES"]),
        (&[("PREAU_DATABASE_URL", "mysql://x")], &["PREAU_DATABASE_URL"]),
        (&[("PREAU_SMTP_URL", "mail.example:canari-secret")], &["PREAU_SMTP_URL"]),
    ];
    for (settings, words) in refused {
        let settings = [settings, &[("PREAU_DATA", data)]].concat();
        let output = run(&["serve"], &settings, folder.path());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(64), "{settings:?}: {said}");
        assert!(words.iter().all(|word| said.contains(word)), "{settings:?}: {said}");
        assert!(!said.contains("canari-secret") && !said.contains("panicked"), "{said}");
        assert!(!folder.path().join("data").exists(), "nothing was made");
    }
    std::fs::write(
        folder.path().join("preau.toml"),
        "url = \"https://section.example\"\n\ntrusted_proxy = \"127.0.0.1\"\n",
    )
    .unwrap();
    let output = run(&["serve"], &[("PREAU_DATA", data)], folder.path());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(64), "{said}");
    assert!(
        said.contains("trusted_proxy") && said.contains('3') && said.contains("trusted_proxies"),
        "{said}"
    );
    std::fs::write(folder.path().join("preau.toml"), "url = [\n").unwrap();
    assert_eq!(run(&["serve"], &[("PREAU_DATA", data)], folder.path()).status.code(), Some(64));
}

on_both_engines! {
    async fn p14_a_second_program_on_the_same_folder_refuses_and_says_why(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let output = scene.house.command().arg("serve").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success());
        assert!(said.contains("preau") && !said.contains("panicked"), "{said}");
        scene.stranger().get_bare("/healthz").await.is(200);
    }

    async fn r01_a_body_beyond_its_bound_is_refused_before_it_is_read(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let host = scene.house.url.authority().to_owned();
        let head = |path: &str, more: &str| format!("POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\ncontent-type: application/activity+json\r\n{more}\r\n\r\n");
        // Ten gigabytes are announced and none is sent: the answer comes all the same.
        for length in ["10737418240", "1048577"] {
            let request = head("/inbox", &format!("content-length: {length}"));
            let answer = tokio::time::timeout(Duration::from_secs(5), first_line(&scene, request.as_bytes())).await.unwrap();
            assert!(answer.starts_with("HTTP/1.1 413"), "{length}: {answer}");
        }
        // A form is read up to its bound and no further.
        let long = "x".repeat(400 * 1024);
        assert_eq!(scene.stranger().post("/sign-in", &[("login", &long), ("password", "x")]).await.status, 413);
        let mut stream = TcpStream::connect(scene.house.listen).await.unwrap();
        stream.write_all(head("/inbox", "transfer-encoding: chunked").as_bytes()).await.unwrap();
        let piece = [b"10000\r\n".as_slice(), &vec![b' '; 0x10000], b"\r\n"].concat();
        let mut sent = 0;
        while sent < 64 && stream.write_all(&piece).await.is_ok() {
            sent += 1;
        }
        let mut answer = vec![0; 64];
        let read = stream.read(&mut answer).await.unwrap_or(0);
        assert!(read == 0 || answer.starts_with(b"HTTP/1.1 413"), "{}", String::from_utf8_lossy(&answer));
        scene.stranger().get_bare("/healthz").await.is(200);
    }

    async fn r05_c14_connections_that_give_nothing_are_cut_and_others_are_answered(trial: Trial) {
        let scene = Scene::bare(trial).await;
        let mut idle = Vec::new();
        for _ in 0..200 {
            idle.push(TcpStream::connect(scene.house.listen).await.unwrap());
        }
        // One address holds sixty-four places; somebody else finds one.
        let health = b"GET /healthz HTTP/1.1\r\nhost: vallombre.localhost\r\nconnection: close\r\n\r\n";
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.7:0".parse().unwrap()).unwrap();
        let mut other = socket.connect(scene.house.listen).await.unwrap();
        other.write_all(health).await.unwrap();
        let mut answer = String::new();
        other.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        let mut slow = idle.remove(0);
        slow.write_all(b"GET / HTTP/1.1\r\nhost: v").await.unwrap();
        let began = tokio::time::Instant::now();
        let mut left = Vec::new();
        tokio::time::timeout(Duration::from_secs(20), slow.read_to_end(&mut left)).await.unwrap().unwrap();
        assert!(began.elapsed() < Duration::from_secs(14), "half a header was waited for {:?}", began.elapsed());
        for mut one in idle {
            let mut byte = [0; 16];
            let read = tokio::time::timeout(Duration::from_secs(14), one.read(&mut byte)).await;
            assert!(matches!(read, Ok(Ok(0) | Err(_))) || byte.starts_with(b"HTTP/1.1 408"), "a silent connection stays open");
        }
        // Two lengths, or a length and pieces: nobody may read one request as two.
        for twice in ["content-length: 4\r\ncontent-length: 5", "content-length: 4\r\ntransfer-encoding: chunked, identity"] {
            let request = format!("POST /sign-in HTTP/1.1\r\nhost: vallombre.localhost\r\nconnection: close\r\n{twice}\r\n\r\nabcd");
            let answer = raw(scene.house.listen, request.as_bytes()).await.unwrap_or_default();
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{twice}: {answer}");
        }
        assert!(raw(scene.house.listen, health).await.unwrap().starts_with("HTTP/1.1 200"));
    }

    async fn t05_t07_a_fault_is_shown_as_a_number_and_the_program_goes_on(trial: Trial) {
        let mut scene = Scene::open(trial).await;
        // A table is gone, as after a disk fault: every page that needs it fails.
        scene.house.tamper("ALTER TABLE reaction RENAME TO reaction_elsewhere").await;
        let mut broken = 0;
        for path in ["/", "/fil", "/atom.xml", "/presentation", "/gestion", "/nothing"] {
            let page = scene.browser(ODILE).get_bare(path).await;
            broken += usize::from(page.status.as_u16() >= 500);
            let text = page.html().to_lowercase();
            for word in ["reaction_", "select ", "sqlite", "postgres", "panicked", "src/", ".rs", "preau/0.", "no such table", "backtrace"] {
                assert!(!text.contains(word), "{path} says {word:?}");
            }
            for (name, value) in &page.headers {
                assert!(name != "server" && name != "x-powered-by", "{name}: {value:?}");
            }
        }
        assert!(broken > 0, "nothing failed");
        scene.house.tamper("ALTER TABLE reaction_elsewhere RENAME TO reaction").await;
        assert!(scene.process.lives());
        scene.browser(ODILE).get_bare("/").await.is(200);
        // Odd requests are answered, each in its way, and none is a fault.
        for path in ["/%ff", "/messages/%00", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fpreau.toml", "/?%", "/agenda/9999-99", "/images/x", "/%2f%2fevil.example", "/connexion?back=//evil.example"] {
            let answer = scene.ask(Method::GET, path, &[], Vec::new()).await;
            assert!(answer.status < 500, "{path}: {}", answer.status);
            assert!(!answer.headers.get("location").is_some_and(|to| to.to_str().unwrap().contains("//")), "{path}");
        }
    }
}

async fn first_line(scene: &Scene, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(scene.house.listen).await.unwrap();
    stream.write_all(request).await.unwrap();
    let mut answer = vec![0; 200];
    let read = stream.read(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..read]).into_owned()
}
