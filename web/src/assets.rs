//! Stylesheet, script, font, icons and drawings: in the binary, under names that change with their content.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::error::Failure;

/// One thing served under `/assets/`.
struct Asset {
    name: &'static str,
    kind: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// `GET /assets/{name}`: for ever the same bytes, so it is asked for once.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(Failure::Missing)?;
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (encoding, bytes) = match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if accepts(accepted, "br") => (Some("br"), bytes),
        (_, Some(bytes)) if accepts(accepted, "gzip") => (Some("gzip"), bytes),
        _ => (None, asset.plain),
    };
    let mut response = (StatusCode::OK, Body::from(bytes)).into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// Whether the browser takes this encoding; `q=0` means that it does not.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|wish| {
        let (name, weight) = wish.split_once(';').unwrap_or((wish, ""));
        name.trim() == encoding && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(path: &str) -> &'static Asset {
        ASSETS.iter().find(|asset| path.ends_with(asset.name)).unwrap()
    }

    #[test]
    fn a_first_visit_is_small_on_the_wire() {
        let wire = |path: &str| {
            let asset = find(path);
            asset.gzip.unwrap_or(asset.plain).len()
        };
        assert!(wire(PREAU_CSS) < 9_000, "stylesheet {}", wire(PREAU_CSS));
        assert!(wire(PREAU_JS) < 10_000, "script {}", wire(PREAU_JS));
        assert!(wire(PUBLIC_SANS_WOFF2) < 25_000, "font {}", wire(PUBLIC_SANS_WOFF2));
        assert!(wire(ICONS_SVG) < 6_000, "icons {}", wire(ICONS_SVG));
        let sum: usize = [PREAU_CSS, PREAU_JS, PUBLIC_SANS_WOFF2, ICONS_SVG, PREAU_SVG, FAVICON_SVG]
            .map(wire)
            .iter()
            .sum();
        assert!(sum < 50_000, "all of it {sum}, which leaves 10 kB for the page");
    }

    #[test]
    fn the_stylesheet_asks_for_the_font_by_its_final_name() {
        let sheet = std::str::from_utf8(find(PREAU_CSS).plain).unwrap();
        assert!(sheet.contains(find(PUBLIC_SANS_WOFF2).name));
        assert!(!sheet.contains("url(public-sans.woff2)"));
        assert!(!sheet.contains("http:") && !sheet.contains("https:"), "nothing comes from elsewhere");
        assert!(!sheet.contains("/*"), "its comments stay at home");
    }

    #[test]
    fn every_icon_a_template_names_is_in_the_sprite() {
        let sprite = std::str::from_utf8(find(ICONS_SVG).plain).unwrap();
        let mut named = 0;
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let template = std::fs::read_to_string(&path).unwrap();
                for call in template.split("icon(\"").skip(1) {
                    let icon = call.split('"').next().unwrap();
                    assert!(sprite.contains(&format!("\"i-{icon}\"")), "{}: no icon {icon}", path.display());
                    named += 1;
                }
            }
        }
        assert!(named > 8, "the templates were read");
    }

    #[tokio::test]
    async fn an_asset_is_sent_compressed_and_kept_for_ever() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br;q=0"));
        let response = serve(Path(find(PREAU_CSS).name.to_owned()), headers).await.unwrap();
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        assert!(serve(Path("preau.css".to_owned()), HeaderMap::new()).await.is_err());
    }
}
