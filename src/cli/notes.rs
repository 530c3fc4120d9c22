//! What standard error says of an article that was read: what the worker would log of it. None of its text.

use dateline::article::input::{Reading, redact};
use dateline::enrich::language;

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
    if reading.article.published_at.is_none() && reading.article.published_at_raw.is_some() {
        notes.push(format!(
            "{label}: the time of publication cannot be read; published_at_raw has it as it came"
        ));
    }
    notes
}
