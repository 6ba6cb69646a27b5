//! Compiles the two catalogues to typed functions, and names every asset by its content, compressed once.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel};
use sha2::{Digest as _, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    catalogues(&out)?;
    assets(Path::new("assets"), &out)
}

/// French is the source: a key it has and English lacks stops the build, and so does a variable without a type.
fn catalogues(out: &Path) -> Result<(), Box<dyn Error>> {
    let code = out.join("texts.rs");
    let texts = out.join("texts.ftl");
    let options = BuildOptions::default()
        .with_default_language("fr")
        .with_prefix("")
        .with_lint_level(LintLevel::Strict)
        .with_output_file_path(&code.to_string_lossy())
        .with_ftl_output(FtlOutputOptions::single_file(&texts.to_string_lossy()))
        .without_bidi_isolation()
        .without_format();
    fluent_typed::try_build_from_locales_folder(options)?;
    Ok(())
}

/// One thing served under `/assets/`, before it has its final name.
struct Source {
    name: String,
    bytes: Vec<u8>,
}

fn assets(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut sources = files(folder)?;
    sources.push(Source { name: "preau.css".to_owned(), bytes: style(&folder.join("style"), &sources)? });

    let kept = out.join("assets");
    fs::create_dir_all(&kept)?;
    let mut code = String::from("// Written by build.rs.\n");
    let mut table = String::new();
    for source in &sources {
        let served = hashed(source);
        let constant = source.name.replace(['.', '-'], "_").to_uppercase();
        let kind = kind(&source.name)?;
        fs::write(kept.join(&served), &source.bytes)?;
        // A licence goes with what it covers; no page names it.
        if std::path::Path::new(&source.name).extension().is_none_or(|kind| kind != "txt") {
            writeln!(code, "/// `{}`, under its hashed name.", source.name)?;
            writeln!(code, "pub(crate) const {constant}: &str = \"/assets/{served}\";")?;
        }
        write!(
            table,
            "Asset {{ name: {served:?}, kind: {kind:?}, plain: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/assets/{served}\")), "
        )?;
        for (field, packed) in [("brotli", brotli(&source.bytes)?), ("gzip", gzip(&source.bytes)?)] {
            // A font or a picture is compressed already: the packed copy must be worth the header.
            if packed.len() + 64 < source.bytes.len() {
                fs::write(kept.join(format!("{served}.{field}")), packed)?;
                write!(
                    table,
                    "{field}: Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/assets/{served}.{field}\"))), "
                )?;
            } else {
                write!(table, "{field}: None, ")?;
            }
        }
        writeln!(table, "}},")?;
    }
    writeln!(
        code,
        "/// Every asset, in no order that matters: there are a dozen.\nstatic ASSETS: &[Asset] = &[\n{table}];"
    )?;
    fs::write(out.join("assets.rs"), code)?;
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<Source>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            let name = path.file_name().ok_or("a file without a name")?.to_string_lossy().into_owned();
            found.push(Source { name, bytes: fs::read(&path)? });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// The one stylesheet: the files of the folder in the order of their names, with the other assets under their final names.
/// Its comments are for those who write it; a phone over a bad line does not fetch them.
fn style(folder: &Path, others: &[Source]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut sheet = String::new();
    for part in files(folder)? {
        let text = String::from_utf8(part.bytes)?;
        let mut pieces = text.split("/*");
        sheet.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (_, kept) = piece.split_once("*/").ok_or("a comment of the stylesheet has no end")?;
            sheet.push_str(kept.trim_start_matches('\n'));
        }
    }
    for other in others {
        sheet = sheet.replace(&format!("url({})", other.name), &format!("url({})", hashed(other)));
    }
    Ok(sheet.into_bytes())
}

/// `preau.css` becomes `preau-1a2b3c4d5e6f7a8b.css`: sixteen digits tell any two versions apart.
fn hashed(source: &Source) -> String {
    let digest = Sha256::digest(&source.bytes);
    let digits = digest.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let short = format!("{digits:016x}");
    match source.name.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{short}.{extension}"),
        None => format!("{}-{short}", source.name),
    }
}

fn kind(name: &str) -> Result<&'static str, String> {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => Ok("text/css; charset=utf-8"),
        Some("js") => Ok("text/javascript; charset=utf-8"),
        Some("svg") => Ok("image/svg+xml"),
        Some("txt") => Ok("text/plain; charset=utf-8"),
        Some("woff2") => Ok("font/woff2"),
        _ => Err(format!("assets/{name}: say in build.rs which type it is served as")),
    }
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes)?;
    packed.finish()
}
