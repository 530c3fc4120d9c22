//! `dateline enrich --explain-input`: how each file is read, without enriching it.

use std::collections::BTreeSet;
use std::fmt::Write;

use dateline::article::input::{Field, Reading, Recognised, Rules, read_closely};
use serde_json::Value;

use super::source::Raw;

/// The account of one article, or why it cannot be read.
pub(super) fn explain(raw: &Raw, rules: &Rules) -> Result<String, String> {
    let reading = read_closely(&raw.bytes, &raw.hints(), rules)
        .map_err(|error| format!("{}: {error} ({})", raw.label, error.reason()))?;
    Ok(account(&raw.label, &reading))
}

fn account(label: &str, reading: &Reading) -> String {
    let mut text = format!("{label}: read as {}", reading.content.content_type());
    if reading.is_corrected {
        text.push_str(", which is not what it was said to be");
    }
    text.push('\n');
    let mut line = |name: &str, words: String| {
        writeln!(text, "  {name:<15} {words}").expect("writing to a string does not fail");
    };
    let named = |recognised: &Recognised| format!("{} ({})", recognised.name, recognised.why);
    for envelope in &reading.envelopes {
        line("envelope", named(envelope));
    }
    line("form", named(&reading.form));
    for used in &reading.used {
        let length = match used.field {
            Field::Body => format!(" ({} characters)", reading.article.body.chars().count()),
            _ => String::new(),
        };
        line(used.field.name(), format!("from {}{length}", used.from));
    }
    for repair in &reading.repairs {
        line("repaired", repair.name().to_owned());
    }
    for unread in &reading.unread {
        line("unread", format!("{} ({} characters)", unread.pointer, unread.characters));
    }
    let kept: Vec<&str> = reading.article.extra.keys().map(String::as_str).collect();
    if !kept.is_empty() {
        line("kept", kept.join(", "));
    }
    let lacking = lacking(reading);
    if !lacking.is_empty() {
        line("not found", lacking);
    }
    text
}

/// Fields that an editor misses where they are not found.
fn lacking(reading: &Reading) -> String {
    let Ok(Value::Object(article)) = serde_json::to_value(&reading.article) else { return String::new() };
    let wanted = [Field::Title, Field::Body, Field::PublishedAt, Field::Language];
    let lacking: BTreeSet<&str> = wanted
        .iter()
        .map(|field| field.name())
        .filter(|name| article.get(*name).is_none_or(|value| value.is_null() || value == ""))
        .collect();
    lacking.into_iter().collect::<Vec<_>>().join(", ")
}
