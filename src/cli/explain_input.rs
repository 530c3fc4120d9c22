//! `dateline enrich --explain-input`: how each file is read, without enriching it.

use std::collections::BTreeSet;
use std::fmt::Write;

use dateline::article::input::{Field, Reading, Recognised, redact};
use dateline::enrich::language;
use serde_json::Value;

/// The account of one article. It holds none of its text.
pub(super) fn account(label: &str, reading: &Reading) -> String {
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
            Field::Id => format!(" ({})", redact::id(&reading.article.id)),
            Field::PublishedAt if reading.article.published_at_zone.as_deref() == Some("assumed") => {
                " (without a zone: in input.timezone)".to_owned()
            }
            Field::Language
                if reading.article.language.as_deref().is_some_and(|named| !language::is_known(named)) =>
            {
                " (not known, ignored)".to_owned()
            }
            _ => String::new(),
        };
        line(used.field.name(), format!("from {}{length}", used.from));
    }
    if reading.used.iter().all(|used| used.field != Field::Id) {
        line("id", format!("a digest of what was received ({})", reading.article.id));
    }
    if reading.article.published_at.is_none() && reading.article.published_at_raw.is_some() {
        line("published_at", "cannot be read; published_at_raw has it as it came".to_owned());
    }
    for missed in &reading.unreadable {
        line(missed.field.name(), format!("cannot be read from {}; it comes back as it came", missed.from));
    }
    for repair in &reading.repairs {
        line("repaired", repair.name().to_owned());
    }
    for unread in &reading.unread {
        line("unread", format!("{} ({} characters)", unread.pointer, unread.characters));
    }
    let kept: Vec<&str> = reading.article.extra.keys().map(|key| redact::key(key)).collect();
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
