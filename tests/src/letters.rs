//! The letters that a section wrote into its folder, as their readers open them.

#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "this is a part of tests")]

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// What is read without HTML.
    pub text: String,
    /// The whole file, as a mail program gets it.
    pub raw: String,
}

/// All letters of a folder, oldest first.
pub fn in_folder(folder: &Path) -> Vec<Letter> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    // Names begin with the moment.
    files.sort();
    files.iter().filter_map(|file| read(&std::fs::read_to_string(file).ok()?)).collect()
}

/// Reads a letter; `None` while its file is still being written.
pub fn read(raw: &str) -> Option<Letter> {
    let (head, body) = raw.split_once("\r\n\r\n")?;
    let boundary = header(head, "content-type")?.split_once("boundary=\"")?.1.split('"').next()?.to_owned();
    let closed = body.contains(&format!("--{boundary}--"));
    let part =
        body.split(&format!("--{boundary}")).find(|part| part.contains("text/plain")).filter(|_| closed)?;
    let (part_head, text) = part.split_once("\r\n\r\n")?;
    // A letter with a file beside it holds its words one level further down.
    if header(part_head.trim_start(), "content-type").is_some_and(|kind| kind.starts_with("multipart/")) {
        let inner = read(&format!(
            "To: {}\r\nSubject: {}\r\n{}",
            header(head, "to")?,
            header(head, "subject")?,
            part.trim_start()
        ))?;
        return Some(Letter { raw: raw.to_owned(), ..inner });
    }
    let text = match header(part_head.trim_start(), "content-transfer-encoding").as_deref() {
        Some("base64") => String::from_utf8(STANDARD.decode(text.replace("\r\n", "")).ok()?).ok()?,
        Some("quoted-printable") => quoted(&text.replace("=\r\n", "")),
        _ => text.to_owned(),
    };
    let to = header(head, "to")?.trim_matches(['<', '>']).to_owned();
    Some(Letter { to, subject: words(&header(head, "subject")?), text, raw: raw.to_owned() })
}

/// A header's value on one line.
fn header(head: &str, name: &str) -> Option<String> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let line = unfolded.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

/// Quoted-printable (RFC 2045) without soft line ends.
fn quoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'=' => {
                let pair = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                bytes.push(u8::from_str_radix(str::from_utf8(&pair).unwrap(), 16).unwrap());
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Encoded words (RFC 2047), as subjects have them: the space between two of them is none.
fn words(text: &str) -> String {
    let mut said = String::new();
    let mut after_encoded = true;
    for word in text.split(' ') {
        let encoded = word.strip_prefix("=?utf-8?").and_then(|word| word.strip_suffix("?="));
        if !(after_encoded && (encoded.is_some() || said.is_empty())) {
            said.push(' ');
        }
        after_encoded = encoded.is_some();
        match encoded.map(|word| word.split_at(2)) {
            Some(("b?" | "B?", word)) => {
                said.push_str(&String::from_utf8(STANDARD.decode(word).unwrap()).unwrap());
            }
            Some((_, word)) => said.push_str(&quoted(&word.replace('_', " "))),
            None => said.push_str(word),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_read_back_as_it_was_written() {
        let raw = "To: <odile@vallombre.example>\r\nSubject: =?utf-8?b?w4kgdMOp?=\r\nContent-Type: multipart/alternative;\r\n boundary=\"x\"\r\n\r\n\
                   --x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                   =C3=A9t=C3=A9 =\r\nlong\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>\r\n--x--\r\n";
        let letter = read(raw).unwrap();
        assert_eq!((letter.to.as_str(), letter.subject.as_str()), ("odile@vallombre.example", "É té"));
        assert_eq!(letter.text.trim(), "été long");
        assert!(read(raw.get(..raw.len() - 8).unwrap()).is_none(), "a letter that is not whole is not read");
        assert_eq!(words("Lettre =?utf-8?b?ZOKAmWVzc2Fp?="), "Lettre d’essai");
        assert_eq!(words("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?= du jour"), "éé du jour");
    }
}
