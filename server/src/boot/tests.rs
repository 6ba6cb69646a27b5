//! A house started and stopped as a process does it.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::*;

struct Begun {
    data: tempfile::TempDir,
    settings: Settings,
    running: Running,
}

async fn begin(data: tempfile::TempDir, url: Option<Url>) -> Result<Begun, BootFault> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let url =
        url.unwrap_or_else(|| format!("http://vallombre.localhost:{}", address.port()).parse().unwrap());
    let settings = Settings::local(url.clone(), address, data.path().to_owned());
    let world = Arc::new(RealWorld::new(url).unwrap());
    let running = boot_on(listener, settings.clone(), world).await?;
    Ok(Begun { data, settings, running })
}

async fn get(address: SocketAddr, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: vallombre.localhost\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_house_answers_its_health_and_stops_when_asked() {
    let Begun { running, data: _data, .. } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    let address = running.address;
    let health = get(address, "/healthz", "").await;
    assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"), "{health}");
    tokio::time::timeout(std::time::Duration::from_secs(12), running.shutdown()).await.unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn each_package_answers_what_is_its_own() {
    let Begun { running, data: _data, .. } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    let finger = get(running.address, "/.well-known/webfinger", "").await;
    assert!(!finger.contains("text/html"), "{finger}");
    let page = get(running.address, "/nothing-here", "Accept: text/html\r\n").await;
    assert!(page.starts_with("HTTP/1.1 404") && page.contains("text/html"), "{page}");
    running.shutdown().await;
}

#[tokio::test]
async fn a_house_with_a_certificate_tells_browsers_to_come_by_https_alone() {
    let https = "https://vallombre.example/".parse().unwrap();
    for (url, told) in [(Some(https), true), (None, false)] {
        let Begun { running, data, .. } = begin(tempfile::tempdir().unwrap(), url).await.unwrap();
        for path in ["/", "/section", "/assets/none"] {
            let answer = get(running.address, path, "").await.to_lowercase();
            assert_eq!(
                answer.contains("strict-transport-security: max-age=31536000\r\n"),
                told,
                "{path} {answer}"
            );
        }
        running.shutdown().await;
        drop(data);
    }
}

#[tokio::test]
async fn r02_a_compressed_request_is_refused() {
    let Begun { running, data: _data, .. } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    for path in ["/", "/inbox"] {
        let answer = get(running.address, path, "Content-Encoding: gzip\r\n").await;
        assert!(answer.starts_with("HTTP/1.1 415"), "{answer}");
    }
    running.shutdown().await;
}

#[tokio::test]
async fn i12_the_console_s_link_is_made_while_the_house_is_not_set_up_and_never_after() {
    let Begun { running, settings, data } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    let link = running.set_up_link(Language::Fr).await.unwrap().unwrap();
    assert!(
        link.as_str().starts_with(settings.site.url.as_str()) && link.path().starts_with("/installation/")
    );
    running.shutdown().await;
    set_up(&settings).await;
    let Begun { running, data: _data, .. } = begin(data, Some(settings.site.url)).await.unwrap();
    assert_eq!(running.set_up_link(Language::Fr).await.unwrap(), None);
    running.shutdown().await;
}

#[tokio::test]
async fn p14_a_second_server_on_the_same_data_does_not_start() {
    let Begun { running, data, .. } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    let path = data.path().to_owned();
    let Err(refused) = begin(data, None).await else { panic!("it started") };
    assert!(matches!(&refused, BootFault::Folder(_)), "{refused:?}");
    let name = path.display().to_string();
    assert!(refused.say(Language::Fr).contains(&name) && refused.say(Language::En).contains(&name));
    running.shutdown().await;
}

#[tokio::test]
async fn a_house_that_was_set_up_does_not_start_under_another_address() {
    let Begun { running, settings, data } = begin(tempfile::tempdir().unwrap(), None).await.unwrap();
    running.shutdown().await;
    set_up(&settings).await;
    let other: Url = "http://other.localhost:1".parse().unwrap();
    let Err(refused) = begin(data, Some(other.clone())).await else { panic!("it started") };
    for language in [Language::Fr, Language::En] {
        let said = refused.say(language);
        assert!(said.contains(settings.site.url.as_str()) && said.contains(other.as_str()), "{said}");
    }
}

async fn set_up(settings: &Settings) {
    let words = "preau setup --name Vallombre-Centre --handle vallombre --kind section --language fr \
        --time-zone Europe/Paris --admin-name Jeanne --admin-handle jeanne --admin-email jeanne@vallombre.example";
    let words: Vec<_> = words.split_whitespace().map(Into::into).collect();
    let command::Verb::Setup(line) = command::Line::read(&words).unwrap().verb else { panic!("not setup") };
    crate::setup::run(settings.clone(), &line, "trois-chevaux-bleus-sur-la-lune", Language::Fr)
        .await
        .unwrap();
}
