//! Fetching over TLS from the system's OpenSSL: which certificates and versions are accepted (F12).
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::io;
use std::path::Path;

use preau_federation::address::Rules;
use preau_federation::fetch::{FetchError, HttpTransport, Request, Settings, Transport};
use url::Url;

/// A TLS server of the system's OpenSSL, with certificates made for the occasion.
struct TlsPeer {
    child: std::process::Child,
    port: u16,
}

impl Drop for TlsPeer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl TlsPeer {
    fn start(folder: &Path, certificate: &str, options: &str) -> Self {
        use std::io::BufRead;
        let command = format!(
            "exec openssl s_server -accept 127.0.0.1:0 -WWW -cert {certificate}.pem -key {certificate}.key {options}"
        );
        let mut child = shell(folder, &command).stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut lines = io::BufReader::new(child.stdout.take().unwrap()).lines();
        let told = lines.find_map(|line| line.unwrap().strip_prefix("ACCEPT 127.0.0.1:").map(str::to_owned));
        Self { child, port: told.unwrap().parse().unwrap() }
    }

    async fn ask(&self, ca: &[u8]) -> Result<http::StatusCode, FetchError> {
        let allowed = format!("127.0.0.1:{}", self.port);
        let rules = Rules::new(allowed.parse().unwrap(), &[]);
        let made = HttpTransport::new(Settings {
            extra_ca: Some(ca.to_vec()),
            ..Settings::new(rules, "Preau/test")
        });
        let url = Url::parse(&format!("https://port-lazare.localhost:{}/page", self.port)).unwrap();
        made.unwrap().send(Request::get(url)).await.map(|answer| answer.status)
    }
}

fn shell(folder: &Path, command: &str) -> std::process::Command {
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", command]).current_dir(folder).stdin(std::process::Stdio::null());
    shell.stderr(std::process::Stdio::null());
    shell
}

const CERTIFICATES: &str = r#"set -e
new="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test"
openssl req -x509 $new -keyout ca.key -out ca.pem -days 2
openssl req -x509 $new -keyout alone.key -out alone.pem -days 2 -addext subjectAltName=DNS:port-lazare.localhost
leaf() {
  printf "subjectAltName=DNS:$2\nbasicConstraints=critical,CA:FALSE\n" > $1.ext
  openssl req $new -keyout $1.key -out $1.csr
  openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile $1.ext -days $3 -out $1.pem
}
leaf good port-lazare.localhost 2
leaf expired port-lazare.localhost -1
leaf wrong autre.localhost 2
echo bonjour > page
"#;

#[tokio::test]
async fn f12_only_a_valid_certificate_for_this_name_over_modern_tls_is_accepted() {
    if !shell(Path::new("/"), "command -v openssl").status().unwrap().success() {
        assert!(std::env::var_os("CI").is_none(), "openssl is needed for F12");
        println!("skipped: openssl is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(shell(folder, CERTIFICATES).status().unwrap().success());
    let ca = std::fs::read(folder.join("ca.pem")).unwrap();

    assert_eq!(TlsPeer::start(folder, "good", "").ask(&ca).await.unwrap(), 200);
    let refused = [
        ("expired", ""),
        ("wrong", ""),
        ("alone", ""),
        ("good", "-tls1 -cipher ALL:@SECLEVEL=0"),
        ("good", "-tls1_1 -cipher ALL:@SECLEVEL=0"),
    ];
    for (certificate, options) in refused {
        let fault = TlsPeer::start(folder, certificate, options).ask(&ca).await.unwrap_err();
        assert!(matches!(fault, FetchError::Tls(_)), "{certificate} {options}: {fault}");
    }
}
