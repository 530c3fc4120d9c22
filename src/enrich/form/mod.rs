//! The form of an item: the kind of report, as the source names it or its text shows it.

mod conversation;
mod embargo;
mod markets;
mod notices;
mod rules;
mod text;

use serde_json::Value;

use crate::article::Article;
use crate::article::enriched::{Field, Form, TextSpan};
use crate::document::{Document, Section, Span};

use crate::lexicon::word_lists;
pub(super) use embargo::{Embargo, find as embargo};

word_lists! {
    "item_forms":
    NAMED_ADVISORY, NAMED_OPINION, NAMED_RESULTS, NAMED_SNAP, NAMED_UPDATE, NOTE_FIELDS,
}

/// The form of an article, with the spans of the text that say so; none where the source says it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) form: Form,
    pub(super) evidence: Vec<Span>,
}

/// Finds the form: the source's own word first, then the first rule that fits. `None` where there is no text.
pub(super) fn find(document: &Document, article: &Article) -> Option<Found> {
    if document.tokens().is_empty() {
        return None;
    }
    if article.pub_status.as_deref() == Some("canceled") {
        return Some(Found { form: Form::Kill, evidence: Vec::new() });
    }
    if let Some(form) = given(article) {
        return Some(Found { form, evidence: Vec::new() });
    }
    Some(rules::read(document))
}

/// The form that the source names, in `form`, `type` or `genre`.
fn given(article: &Article) -> Option<Form> {
    let field = |name: &str| article.extra.get(name).and_then(name_of);
    let words = [field("form"), article.r#type.clone(), field("genre"), field("genres"), field("itemClass")];
    words.into_iter().flatten().find_map(|word| named(&word))
}

/// A text, the name of an object, or the first of a list.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => fields.get("name").and_then(Value::as_str).map(str::to_owned),
        Value::Array(values) => values.first().and_then(name_of),
        _ => None,
    }
}

/// The form of a source's word for it. Words that say nothing of it (`text`, `article`, `news`) have none.
fn named(word: &str) -> Option<Form> {
    let plain: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match plain.as_str() {
        _ if NAMED_SNAP.contains(&plain.as_str()) => Form::Snap,
        _ if NAMED_UPDATE.contains(&plain.as_str()) => Form::Update,
        "correction" | "corrected" | "corrective" => Form::Correction,
        "kill" | "killed" | "withdrawal" | "withdrawn" => Form::Kill,
        _ if NAMED_ADVISORY.contains(&plain.as_str()) => Form::Advisory,
        _ if NAMED_RESULTS.contains(&plain.as_str()) => Form::Results,
        "obituary" | "obit" | "obituaries" => Form::Obituary,
        _ if NAMED_OPINION.contains(&plain.as_str()) => Form::Opinion,
        "interview" | "qanda" | "qa" => Form::Interview,
        "live" | "liveblog" | "liveblogposting" | "livecoverage" => Form::Live,
        "pressrelease" | "newsrelease" | "pressreleases" | "handout" => Form::PressRelease,
        "marketreport" | "markets" | "marketwrap" => Form::MarketReport,
        "weather" | "weatherforecast" | "forecast" => Form::Weather,
        "story" | "mainstory" | "newsstory" => Form::Story,
        _ => return None,
    })
}

/// The spans of the evidence in the contract's terms.
pub(super) fn evidence(document: &Document, found: &Found) -> Vec<TextSpan> {
    let span = |&span: &Span| {
        let located = document.locate(span);
        let field = match located.section {
            Section::Title => Field::Title,
            Section::Body => Field::Body,
        };
        let text = document.original(span).to_owned();
        TextSpan { field, index: None, start: located.start, end: located.end, text }
    };
    found.evidence.iter().map(span).collect()
}

/// The status and the end of an embargo that the notes to editors tell.
pub(super) fn of_notes(article: &Article) -> Option<(&'static str, Option<String>)> {
    let is_note = |key: &str| {
        let plain: String = key.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        NOTE_FIELDS.contains(&plain.as_str())
    };
    let texts = article.extra.iter().filter(|(key, _)| is_note(key)).flat_map(|(_, value)| texts_of(value));
    let text = texts.collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return None;
    }
    let note = Document::new(None, &text);
    let embargo = embargo(&note, article.published_at.as_deref());
    let status = pub_status(Some(&rules::read(&note)), embargo.as_ref())?;
    Some((status, embargo.and_then(|embargo| embargo.until)))
}

/// A text, or those of a list.
fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The publication status that the text gives, if the source's own field does not.
pub(super) fn pub_status(form: Option<&Found>, embargo: Option<&Embargo>) -> Option<&'static str> {
    if form.is_some_and(|found| found.form == Form::Kill) {
        return Some("canceled");
    }
    embargo.map(|_| "withheld")
}

#[cfg(test)]
mod tests;
mod thresholds;
