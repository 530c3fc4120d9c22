//! What standard error says of an article that was read: what the worker would log of it. None of its text.

use dateline::article::input::{Field, Reading, redact};
use dateline::enrich::language;

use super::source::Raw;

/// A line for each text beside the list that an article comes from.
pub(super) fn beside_the_list(raw: &Raw) -> impl Iterator<Item = String> + '_ {
    let list = raw.label.split('[').next().unwrap_or_default();
    raw.beside.iter().map(move |unread| {
        format!(
            "{list}: a text beside the list is in none of its articles: \"{}\" ({} characters) (article_text_unread)",
            unread.pointer, unread.characters
        )
    })
}

/// A line for each, with the code of the worker's event.
pub(super) fn notes(label: &str, reading: &Reading) -> Vec<String> {
    let mut notes = Vec::new();
    for unread in &reading.unread {
        notes.push(format!(
            "{label}: no field took the text at \"{}\" ({} characters); if it is part of the story, name it in input.fields \
             (article_text_unread)",
            unread.pointer, unread.characters
        ));
    }
    if let Some(declared) =
        reading.article.language.as_deref().filter(|&declared| !language::is_known(declared))
    {
        notes.push(format!(
            "{label}: the language \"{}\" is not known and is ignored (language_unknown)",
            redact::key(declared)
        ));
    }
    for missed in &reading.unreadable {
        let name = missed.field.name();
        let so = if missed.field == Field::EmbargoedUntil { ", so that the article is withheld" } else { "" };
        notes.push(format!(
            "{label}: {name} cannot be read from {}{so}; the value comes back as it came (article_field_unreadable)",
            missed.from
        ));
    }
    if reading.is_cut {
        notes.push(format!("{label}: the source cut the text and says so at its end (article_text_cut)"));
    }
    if reading.has_local_id {
        notes.push(format!(
            "{label}: the id is a number that another site may have too, and nothing names the site (article_id_local)"
        ));
    }
    if reading.article.published_at.is_none() && reading.article.published_at_raw.is_some() {
        notes.push(format!(
            "{label}: the time of publication cannot be read; published_at_raw has it as it came"
        ));
    }
    notes
}
