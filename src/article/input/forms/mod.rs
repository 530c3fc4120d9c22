//! The forms of articles in JSON, as data: which fields tell a form from the others, and which of its fields becomes
//! which of ours. docs/CONTRACT.md has a row for each; `dateline enrich --explain-input` shows what was read.

mod afp;
mod ap;
mod cc_news;
mod feedparser;
mod gdelt;
mod guardian;
mod json_feed;
mod json_ld;
mod mapping;
mod miniflux;
mod news_please;
mod newsapi;
mod newspaper;
mod ninjs;
mod ours;
mod times;
mod trafilatura;
mod wordpress;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::draft::{Draft, Recognised};
use super::fields::{Field, is_blank, is_prose};
use super::pointer::{self, Fields};
use super::unread;

pub(super) use json_ld::is_article as is_json_ld_article;
pub use mapping::Mapping;
pub(super) use mapping::RECOGNISED as MAPPING;
pub(super) use times::is_utc;

/// A form of articles in JSON.
pub(super) struct Form {
    /// Its name in `--explain-input` and in the table of docs/CONTRACT.md.
    pub(super) name: &'static str,
    /// Why it stands at its place in the list.
    pub(super) why: &'static str,
    /// Tells an article of this form by its own fields.
    pub(super) is: fn(&Fields) -> bool,
    /// Reads what a table cannot say, before the table is read.
    pub(super) first: fn(&mut Fields, &mut Draft<'_>),
    /// For each field of ours the pointers to theirs; the first that holds a readable value is taken.
    pub(super) table: &'static [(Field, &'static [&'static str])],
    /// Pointers to values that are HTML by definition.
    pub(super) html: &'static [&'static str],
    /// Keys at the top whose texts are known and carried along: summaries, other renderings of the body.
    pub(super) known: &'static [&'static str],
}

/// The forms, in the order in which an article is compared with them; `why` gives the reason for each place.
pub(super) const FORMS: &[Form] = &[
    ours::WITH_A_BODY,
    json_ld::FORM,
    wordpress::FORM,
    guardian::FORM,
    afp::FORM,
    ap::FORM,
    ninjs::FORM,
    json_feed::FORM,
    feedparser::FORM,
    miniflux::FORM,
    news_please::FORM,
    trafilatura::FORM,
    newspaper::FORM,
    cc_news::FORM,
    newsapi::FORM,
    gdelt::FORM,
    ours::FORM,
];

/// Reads an object in the first form that it fits, after the newsroom's own mapping.
pub(super) fn read<'r>(mut fields: Fields, mapping: &Mapping, zone: &'r TimeZone) -> Draft<'r> {
    let form = FORMS.iter().find(|form| (form.is)(&fields)).unwrap_or(&ours::FORM);
    let mut draft = Draft::new(Recognised { name: form.name, why: form.why }, zone);
    mapping.read(&mut fields, &mut draft);
    if !draft.used.is_empty() {
        draft.form = mapping::RECOGNISED;
    }
    (form.first)(&mut fields, &mut draft);
    for (field, pointers) in form.table {
        for pointer in *pointers {
            take_into(&mut draft, *field, &mut fields, pointer, form.html.contains(pointer));
        }
    }
    times::read(&mut fields, &mut draft);
    draft.unread = unread::texts(&fields, form.known);
    draft.keep_all(fields);
    draft
}

/// Moves the value at a pointer into a field that has none yet. A value that the field cannot take stays where it is, so that
/// it comes back unchanged, and counts as unread where it is a text.
fn take_into(draft: &mut Draft<'_>, field: Field, fields: &mut Fields, pointer: &str, is_html: bool) {
    if draft.has(field) {
        return;
    }
    let Some(value) = pointer::get(fields, pointer).filter(|value| !is_blank(value)) else { return };
    let is_taken = if matches!(field, Field::Title | Field::Body) {
        // Not copied: a body may be long.
        is_prose(value)
            && pointer::take(fields, pointer).is_some_and(|value| draft.offer(field, value, pointer).is_ok())
    } else {
        let is_taken = draft.offer(field, value.clone(), pointer).is_ok();
        if is_taken {
            pointer::take(fields, pointer);
        }
        is_taken
    };
    if is_taken && is_html {
        draft.mark_as_html(field);
    }
}

/// Nothing that a table cannot say.
fn nothing(_: &mut Fields, _: &mut Draft<'_>) {}

/// True if an object has text that is not blank at a pointer.
fn has_text(fields: &Fields, pointer: &str) -> bool {
    pointer::get(fields, pointer).and_then(Value::as_str).is_some_and(|text| !text.trim().is_empty())
}

/// True if an object has one of these keys at its top.
fn has_any(fields: &Fields, keys: &[&str]) -> bool {
    keys.iter().any(|&key| fields.contains_key(key))
}
