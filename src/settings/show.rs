//! Settings as a person may see them: TOML, each value with its origin, secrets hidden.

use std::fmt::Write;

use toml::Value;

use super::layers::{Loaded, Set};
use super::secret::{HIDDEN, redact_uri};

/// Where the origins start, at least.
const ORIGIN_COLUMN: usize = 44;

/// Keys whose values may hold a password beside what may be shown.
const URIS: &[&str] = &["broker.uri", "broker.management_uri"];

/// All settings as TOML.
pub fn show(loaded: &Loaded) -> String {
    let mut text = String::new();
    let mut current = "";
    for set in &loaded.values {
        let (section, name) = set.key.rsplit_once('.').unwrap_or(("", &set.key));
        if section != current {
            let gap = if text.is_empty() { "" } else { "\n" };
            writeln!(text, "{gap}[{section}]").expect("writing to a string does not fail");
            current = section;
        }
        let line = format!("{name} = {}", value(set));
        writeln!(text, "{line:<ORIGIN_COLUMN$} # {}", set.origin).expect("writing to a string does not fail");
    }
    text
}

/// True if a key's value must not be shown.
pub(super) fn is_secret(key: &str) -> bool {
    key.ends_with("password") || URIS.contains(&key)
}

/// A value as TOML, hidden where it must be.
pub(super) fn value(set: &Set) -> String {
    match (&set.value, set.key.as_str()) {
        (Value::String(uri), key) if URIS.contains(&key) => Value::String(redact_uri(uri)).to_string(),
        (Value::String(text), _) if text.is_empty() => "\"\"".to_owned(),
        (_, key) if is_secret(key) => format!("\"{HIDDEN}\""),
        (value, _) => value.to_string(),
    }
}
