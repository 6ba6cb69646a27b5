//! One pass over a document before anything is built from it: depth, size of its parts, no trick in its strings.

/// Deepest nesting read. What servers send is six or seven deep.
const DEPTH_MAX: usize = 64;
/// Most members and items together. A post that mentions 5,000 people has 15,000.
const PARTS_MAX: usize = 50_000;
/// Longest number, sign and exponent included. A double needs 25 characters.
const NUMBER_BYTES_MAX: usize = 64;

/// Why a document is not looked at (R03).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Misshapen {
    /// It is nested too deep.
    #[error("nested too deep")]
    Deep,
    /// It has too many members.
    #[error("too many members")]
    Many,
    /// A number is too long.
    #[error("a number is too long")]
    Number,
    /// A string holds NUL, half a surrogate pair, or has no end.
    #[error("a string holds what no text holds")]
    Text,
}

/// Makes the pass. Whether it is JSON at all is for the parser to say; this bounds what the parser is given.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Misshapen> {
    let mut rest = bytes.iter().copied().peekable();
    let (mut depth, mut parts, mut digits) = (0_usize, 0_usize, 0_usize);
    while let Some(byte) = rest.next() {
        if matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-') {
            digits += 1;
            if digits > NUMBER_BYTES_MAX {
                return Err(Misshapen::Number);
            }
            continue;
        }
        digits = 0;
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if depth > DEPTH_MAX {
                    return Err(Misshapen::Deep);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => {
                parts += 1;
                if parts > PARTS_MAX {
                    return Err(Misshapen::Many);
                }
            }
            b'"' => string(&mut rest)?,
            _ => {}
        }
    }
    Ok(())
}

/// Walks to the end of a string.
fn string(rest: &mut impl Iterator<Item = u8>) -> Result<(), Misshapen> {
    let mut high = false;
    while let Some(byte) = rest.next() {
        let unit = match byte {
            b'\\' => match rest.next() {
                Some(b'u') => Some(unit(rest)?),
                Some(_) => None,
                None => return Err(Misshapen::Text),
            },
            b'"' if high => return Err(Misshapen::Text),
            b'"' => return Ok(()),
            0 => return Err(Misshapen::Text),
            _ => None,
        };
        let low = unit.is_some_and(|unit| (0xDC00..0xE000).contains(&unit));
        if low != high || unit == Some(0) {
            return Err(Misshapen::Text);
        }
        high = unit.is_some_and(|unit| (0xD800..0xDC00).contains(&unit));
    }
    Err(Misshapen::Text)
}

/// The four digits of an escape.
fn unit(rest: &mut impl Iterator<Item = u8>) -> Result<u32, Misshapen> {
    let mut value = 0;
    for _ in 0..4 {
        let digit = rest.next().and_then(|byte| char::from(byte).to_digit(16)).ok_or(Misshapen::Text)?;
        value = value * 16 + digit;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_document_passes() {
        let text = r#"{"a":[1,-2.5e3,"é \" \\ \u00e9 \ud83d\ude00"],"b":{"c":null}}"#;
        assert_eq!(check(text.as_bytes()), Ok(()));
    }

    #[test]
    fn r03_depth_members_numbers_and_odd_strings_are_bounded() {
        assert_eq!(check("[".repeat(100_000).as_bytes()), Err(Misshapen::Deep));
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(check(nested(64).as_bytes()), Ok(()));
        assert_eq!(check(nested(65).as_bytes()), Err(Misshapen::Deep));
        assert_eq!(check(format!("[{}0]", "0,".repeat(60_000)).as_bytes()), Err(Misshapen::Many));
        assert_eq!(check("1".repeat(500_000).as_bytes()), Err(Misshapen::Number));
        for text in [
            r#""\ud800""#,
            r#""\udc00""#,
            r#""\ud800\ud800""#,
            r#""\ud800x""#,
            r#""\u0000""#,
            "\"\0\"",
            r#"""#,
            r#""\u12"#,
        ] {
            assert_eq!(check(text.as_bytes()), Err(Misshapen::Text), "{text}");
        }
        // Brackets within a string are text.
        assert_eq!(check(format!("\"{}\"", "[".repeat(1000)).as_bytes()), Ok(()));
    }
}
