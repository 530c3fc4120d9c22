//! The number of values in JSON, counted before it is read.
//!
//! A value of two bytes takes some two hundred in memory, so that a limit in bytes does not bound what a message takes.

use serde_json::Value;

/// Most values of JSON that stands inside a text: in a field of the message, or in a script of a page. Chosen: the default of
/// `limits.json_values`.
const NESTED: usize = 200_000;

/// Reads JSON that stands inside a text. `None` where it is no JSON or has too many values.
pub(super) fn nested(text: &str) -> Option<Value> {
    if values(text, NESTED) > NESTED { None } else { serde_json::from_str(text).ok() }
}

/// The number of values and keys in a JSON text, or a few more. Counting ends above `limit`.
pub(super) fn values(text: &str, limit: usize) -> usize {
    // A value needs a byte, and another one parts it from the next.
    if text.len() / 2 < limit {
        return text.len() / 2;
    }
    let mut values = 1;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => skip_string(&mut bytes),
            b',' | b':' | b'[' | b'{' => values += 1,
            _ => {}
        }
        if values > limit {
            break;
        }
    }
    values
}

/// Reads to the end of a string.
fn skip_string(bytes: &mut impl Iterator<Item = u8>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => {
                bytes.next();
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{nested, values};
    use crate::article::input::{Hints, InputError, Rules, read};

    fn counted(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::Array(values) => 1 + values.iter().map(counted).sum::<usize>(),
            serde_json::Value::Object(fields) => {
                1 + fields.values().map(|value| 1 + counted(value)).sum::<usize>()
            }
            _ => 1,
        }
    }

    #[test]
    fn no_value_is_left_out_of_the_count() {
        for text in [
            "1",
            "[]",
            "[0,0,0]",
            r#"{"a":{"b":[1,{"c":"x,[{:\"\\"}]},"d":[]}"#,
            r#"[["a, b"],[],{},{"k":null}]"#,
            "[[[[[[1]]]]]]",
        ] {
            let value: serde_json::Value = serde_json::from_str(text).unwrap();
            let found = values(text, 1);
            assert!(found > 1 || counted(&value) <= 1, "{text}");
            let all = values(&format!("{text}{}", " ".repeat(2000)), 1000);
            assert!((counted(&value)..=counted(&value) + 3).contains(&all), "{text}: {all}");
        }
    }

    #[test]
    fn a_message_of_too_many_values_is_refused_before_it_is_read() {
        let rules = Rules { json_values: 1000, ..Rules::default() };
        let message = |values: &str| format!(r#"{{"id":"1","body":"It rained.","more":[{values}0]}}"#);
        for many in ["0,", "[],", r#"{"a":0},"#, r#""","#] {
            let error = read(message(&many.repeat(1000)).as_bytes(), &Hints::default(), &rules).unwrap_err();
            assert!(matches!(error, InputError::TooManyValues { limit: 1000 }), "{error}");
            assert_eq!(error.reason(), "too_large");
            assert!(error.to_string().contains("limits.json_values"), "{error}");
        }
        let commas = format!(r#"{{"id":"1","body":"It rained{}."}}"#, ", [{:\\\"".repeat(3000));
        for text in [message(&"0,".repeat(900)), commas] {
            read(text.as_bytes(), &Hints::default(), &rules).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    #[test]
    fn json_of_too_many_values_inside_a_text_is_text() {
        let list = |count: usize| format!("[{}0]", "0,".repeat(count));
        assert!(nested(&list(199_990)).is_some());
        assert!(nested(&list(200_010)).is_none());
    }
}
