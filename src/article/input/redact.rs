//! Words for errors and logs that hold none of an article's text, whatever the input is.
//!
//! Libraries quote the input in their errors, and keys, content types and ids may hold text. Only what has the form of an
//! identifier is printed; anything else becomes `…`.

use std::borrow::Cow;
use std::fmt::Write;

use serde_json::error::Category;
use sha2::{Digest, Sha256};

/// Stands for what is not printed.
pub const REDACTED: &str = "…";
/// Longest key that is printed, in bytes.
const LONGEST_KEY: usize = 40;
/// Longest name of a content type, an encoding or a charset that is printed, in bytes.
const LONGEST_NAME: usize = 100;
/// Longest id that is printed, in bytes: that of an AMQP short string.
const LONGEST_ID: usize = 255;

/// A key of JSON or XML if it matches `[A-Za-z0-9_.:@-]{1,40}`, else `…`.
pub fn key(key: &str) -> &str {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:@-".contains(&byte);
    if (1..=LONGEST_KEY).contains(&key.len()) && key.bytes().all(plain) { key } else { REDACTED }
}

/// The name of a content type without its parameters, of an encoding or a charset; `…` where it cannot be one.
pub fn name(name: &str) -> &str {
    let name = name.split(';').next().unwrap_or_default().trim();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-/:".contains(&byte);
    if (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(plain) { name } else { REDACTED }
}

/// An id if it is one word; the digest of anything longer or with white space in it, which may be text.
pub fn id(id: &str) -> Cow<'_, str> {
    if id.len() <= LONGEST_ID && !id.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Cow::Borrowed(id);
    }
    Cow::Owned(digest([id.as_bytes()]))
}

/// The kind and place of an error in JSON.
pub fn json_error(error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        // These texts are constants of the library.
        Category::Syntax | Category::Eof => error.to_string(),
        Category::Data | Category::Io => format!("a value of another type at line {line} column {column}"),
    }
}

/// `sha256:` and the digest in hexadecimal over parts, each ended by a zero byte so that none runs into the next.
pub fn digest<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
        hasher.update([0]);
    }
    let mut text = String::with_capacity(7 + 64);
    text.push_str("sha256:");
    for byte in hasher.finalize() {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_identifiers_are_printed() {
        for (text, expected) in [
            ("dc:creator", "dc:creator"),
            ("@id", "@id"),
            ("body_html", "body_html"),
            ("", REDACTED),
            ("Floods kill 14", REDACTED),
            ("Überschwemmung", REDACTED),
            ("a12345678901234567890123456789012345678901234567890", REDACTED),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
        for (text, expected) in [
            ("image/png", "image/png"),
            ("Text/Foo; charset=\"Floods kill 14\"", "Text/Foo"),
            ("Floods killed 14", REDACTED),
            ("", REDACTED),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
        assert_eq!(id("urn:newsml:example.org,2024-05-07:1"), "urn:newsml:example.org,2024-05-07:1");
        assert!(id("Floods kill 14 in western Kenya").starts_with("sha256:"));
        assert!(id(&"x".repeat(256)).starts_with("sha256:"));
    }

    #[test]
    fn errors_of_json_quote_nothing() {
        for text in [
            "\"Floods\"",
            "{\"a\": Floods}",
            "{\"Floods\"",
            "Floods",
            "[\"Floods\" 1]",
            "{\"a\":\"Flo\u{1}ods\"}",
        ] {
            let error = serde_json::from_str::<std::collections::BTreeMap<String, u8>>(text).unwrap_err();
            assert!(!json_error(&error).contains("Floods"), "{}", json_error(&error));
        }
    }
}
