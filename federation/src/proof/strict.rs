//! Reading JSON so that nobody else can read it otherwise: no key twice, no number that JavaScript rounds.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::inbox::shape::{self, Misshapen};

/// The largest integer that a double holds without a doubt (RFC 7493, 2.2).
const SAFE_MAX: u64 = (1 << 53) - 1;

/// Keys under which `serde_json` hides its own types: `serde_json::Value` reads an object with one of them as something
/// else than an object, so that two parts of this very program would disagree.
const MAGIC: &str = "$serde_json::private::";

/// Why a document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trap {
    /// Nested too deep.
    Deep,
    /// Too many parts, too long a number, or broken text.
    Misshapen,
    /// Not one JSON object and nothing else.
    NotAnObject { line: usize, column: usize },
    /// A key twice in one object.
    Ambiguous { line: usize, column: usize },
    /// A number that is not a safe integer.
    Number { line: usize, column: usize },
}

/// Which rule of ours was broken, where it was not JSON's.
#[derive(Clone, Copy)]
enum Rule {
    Key,
    Number,
}

/// Reads one object and nothing after it.
pub(super) fn object(text: &str) -> Result<Map<String, Value>, Trap> {
    shape::check(text.as_bytes()).map_err(|misshapen| match misshapen {
        Misshapen::Deep => Trap::Deep,
        _ => Trap::Misshapen,
    })?;
    let broken = Cell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let read =
        Strict { broken: &broken }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    match read {
        Ok(Value::Object(map)) => Ok(map),
        Ok(_) => Err(Trap::NotAnObject { line: 1, column: 1 }),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            Err(match broken.get() {
                Some(Rule::Key) => Trap::Ambiguous { line, column },
                Some(Rule::Number) => Trap::Number { line, column },
                None => Trap::NotAnObject { line, column },
            })
        }
    }
}

/// A value read by the rules; `broken` remembers which one stopped it, since errors of serde carry text alone.
#[derive(Clone, Copy)]
struct Strict<'a> {
    broken: &'a Cell<Option<Rule>>,
}

impl Strict<'_> {
    fn stop<T, E: Error>(self, rule: Rule) -> Result<T, E> {
        self.broken.set(Some(rule));
        Err(E::custom("a rule for signed documents is broken"))
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        if value > SAFE_MAX { self.stop(Rule::Number) } else { Ok(value.into()) }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        if value.unsigned_abs() > SAFE_MAX { self.stop(Rule::Number) } else { Ok(value.into()) }
    }

    // Fractions, exponents, minus zero, and integers beyond 64 bits all arrive here.
    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        self.stop(Rule::Number)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if key.starts_with(MAGIC) || map.contains_key(&key) {
                return self.stop(Rule::Key);
            }
            let value = members.next_value_seed(self)?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_reads_alike_is_read() {
        let text = r#" {"a":[1,-2,0,9007199254740991,-9007199254740991,true,null],"é":{"a":"\u00e9"}} "#;
        let map = object(text).unwrap();
        assert_eq!(Value::Object(map), serde_json::from_str::<Value>(text).unwrap());
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_at_any_depth_and_however_it_is_written() {
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"\u0061":2}"#,
            r#"{"x":[{"y":{"a":1,"b":2,"a":3}}]}"#,
            r#"{"proof":{},"proof":{}}"#,
        ] {
            assert!(matches!(object(text), Err(Trap::Ambiguous { line: 1, .. })), "{text}");
        }
        // The same key in two objects is two keys; keys that only look alike are two as well.
        assert!(object("{\"a\":{\"a\":1},\"\u{e9}\":1,\"e\u{301}\":2}").is_ok());
    }

    #[test]
    fn a_key_that_serde_json_reads_as_something_else_is_refused() {
        let text = r#"{"object":{"$serde_json::private::RawValue":"{\"type\":\"Note\"}"}}"#;
        let otherwise: Value = serde_json::from_str(text).unwrap();
        assert_eq!(otherwise["object"]["type"], "Note", "serde_json itself sees another document");
        assert!(matches!(object(text), Err(Trap::Ambiguous { .. })));
    }

    #[test]
    fn a_number_that_javascript_writes_otherwise_is_refused_and_its_place_told() {
        for number in [
            "1.0",
            "0.5",
            "1e2",
            "1E2",
            "-0",
            "-0.0",
            "9007199254740992",
            "-9007199254740992",
            "18446744073709551616",
        ] {
            let text = format!("{{\n \"a\": [{number}]\n}}");
            assert!(matches!(object(&text), Err(Trap::Number { line: 2, .. })), "{number}");
        }
        assert!(matches!(object("{\"a\":1.5}"), Err(Trap::Number { line: 1, column: 8 })));
    }

    #[test]
    fn r03_what_is_no_object_or_too_deep_is_refused() {
        for text in [
            "",
            "[]",
            "null",
            "\"a\"",
            "{} {}",
            "{}x",
            "\u{feff}{}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"a\":1e999}",
            "{'a':1}",
        ] {
            assert!(matches!(object(text), Err(Trap::NotAnObject { .. })), "{text}");
        }
        let nested = |n: usize| format!("{{\"a\":{}{}}}", "[".repeat(n), "]".repeat(n));
        assert!(object(&nested(63)).is_ok());
        assert_eq!(object(&nested(64)), Err(Trap::Deep));
        assert_eq!(object(r#"{"a":"\u0000"}"#), Err(Trap::Misshapen));
    }
}
