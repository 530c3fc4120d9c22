//! A value that was set: its key, its origin, and its form for people, in which secrets are hidden.

use std::fmt;
use std::path::PathBuf;

use toml::Value;

use super::error::Problem;
use super::secret::{HIDDEN, redact_uri};

/// Keys whose values may hold a password beside what may be shown.
const URIS: &[&str] = &["broker.uri", "broker.uris", "broker.management_uri"];

/// The origin of a value. Later ones win.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// `config/default.toml`, compiled in.
    Default,
    /// A file and the line in it.
    File(PathBuf, usize),
    /// An environment variable.
    Environment(String),
    /// A flag.
    Flag(String),
}

impl Origin {
    /// Its layer: what a value of one layer says about another does not depend on file names.
    pub(super) fn layer(&self) -> u8 {
        match self {
            Self::Default => 0,
            Self::File(..) => 1,
            Self::Environment(_) => 2,
            Self::Flag(_) => 3,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::File(path, line) => write!(formatter, "{}:{line}", path.display()),
            Self::Environment(name) => write!(formatter, "environment variable {name}"),
            Self::Flag(name) => write!(formatter, "flag {name}"),
        }
    }
}

/// A value and its origin.
#[derive(Debug, Clone)]
pub(super) struct Set {
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) origin: Origin,
}

/// True if a key's value must not be shown.
pub(super) fn is_secret(key: &str) -> bool {
    key.ends_with("password") || key == "console.token" || URIS.contains(&key)
}

/// A value as TOML, hidden where it must be.
pub(super) fn value(set: &Set) -> String {
    match (&set.value, set.key.as_str()) {
        (Value::String(uri), key) if URIS.contains(&key) => Value::String(redact_uri(uri)).to_string(),
        (Value::Array(uris), key) if URIS.contains(&key) => {
            let uris = uris.iter().map(|uri| uri.as_str().map_or(HIDDEN.to_owned(), redact_uri));
            Value::Array(uris.map(Value::String).collect()).to_string()
        }
        (Value::String(text), _) if text.is_empty() => "\"\"".to_owned(),
        (_, key) if is_secret(key) => format!("\"{HIDDEN}\""),
        (value, _) => value.to_string(),
    }
}

/// A problem with a value that was set.
pub(super) fn problem(set: &Set, words: String) -> Problem {
    Problem { key: set.key.clone(), value: Some(value(set)), place: set.origin.to_string(), words }
}
