//! The keys there are: those of `config/default.toml`, and no others.

use std::sync::LazyLock;

use serde::Deserialize;
use toml::de::{DeTable, DeValue, Deserializer};
use toml::{Table, Value};

/// The text of `config/default.toml`, compiled in.
pub const DEFAULTS: &str = include_str!("../../config/default.toml");

/// A key with its value and the line it stands on.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) line: usize,
}

/// All keys with their defaults, in the order of `config/default.toml`.
pub(super) fn known() -> &'static [Entry] {
    static KNOWN: LazyLock<Vec<Entry>> =
        LazyLock::new(|| entries(DEFAULTS, |_| false).expect("a test reads the defaults"));
    &KNOWN
}

/// The default of a key.
pub(super) fn default_of(key: &str) -> Option<&'static Value> {
    known().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
}

/// True if a key is a section, such as `broker.tls`.
pub(super) fn is_section(key: &str) -> bool {
    known().iter().any(|entry| entry.key.strip_prefix(key).is_some_and(|rest| rest.starts_with('.')))
}

/// The known key that a wrong one most likely means.
pub(super) fn nearest(wrong: &str) -> Option<&'static str> {
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    let wrong_last = last(wrong);
    let best = known().iter().map(|entry| {
        let whole = strsim::jaro_winkler(wrong, &entry.key);
        // The right name in the wrong section is the likelier the rarer the name.
        let name = if last(&entry.key) == wrong_last { 0.93 } else { 0.0 };
        (whole.max(name), entry.key.as_str())
    });
    let (score, key) = best.max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (score > 0.8).then_some(key)
}

/// Every entry of a file, sections opened, in the order of the file. `is_leaf` says where an unknown table is taken whole.
/// An error has the line and words without the line's text, which may hold a secret.
pub(super) fn entries(text: &str, is_leaf: impl Fn(&str) -> bool) -> Result<Vec<Entry>, (usize, String)> {
    let broken = |error: &toml::de::Error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        (line, error.message().to_owned())
    };
    let spanned = DeTable::parse(text).map_err(|error| broken(&error))?;
    let plain = Table::deserialize(Deserializer::from(spanned.clone())).map_err(|error| broken(&error))?;
    let mut found = Vec::new();
    open(spanned.get_ref(), &plain, "", &is_leaf, &mut found);
    found.sort_by_key(|(position, ..)| *position);
    let (mut line, mut counted) = (1, 0);
    let entries = found.into_iter().map(|(position, key, value)| {
        line += text.get(counted..position).map_or(0, |between| between.matches('\n').count());
        counted = position;
        Entry { key, value, line }
    });
    Ok(entries.collect())
}

/// Adds the entries of a table, each with its position.
fn open(
    spanned: &DeTable<'_>,
    plain: &Table,
    prefix: &str,
    is_leaf: &impl Fn(&str) -> bool,
    found: &mut Vec<(usize, String, Value)>,
) {
    for (name, value) in spanned {
        let key = if prefix.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{prefix}.{}", name.get_ref())
        };
        let Some(plain_value) = plain.get(name.get_ref().as_ref()) else { continue };
        match (value.get_ref(), plain_value) {
            (DeValue::Table(spanned), Value::Table(plain)) if !is_leaf(&key) => {
                open(spanned, plain, &key, is_leaf, found);
            }
            _ => found.push((name.span().start, key, plain_value.clone())),
        }
    }
}

fn line_of(text: &str, position: usize) -> usize {
    text.get(..position).map_or(1, |before| before.matches('\n').count() + 1)
}
