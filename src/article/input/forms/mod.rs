//! The forms of articles in JSON, as data: which fields tell a form from the others, and which of its fields becomes
//! which of ours. docs/CONTRACT.md has a row for each; `dateline enrich --explain-input` shows what was read.

mod afp;
mod ap;
mod cc_news;
mod embargoes;
mod feedparser;
mod gdelt;
mod general;
mod general_keys;
mod guardian;
mod ids;
mod json_feed;
mod json_ld;
mod mapping;
mod miniflux;
mod news_please;
mod newsapi;
mod newspaper;
mod ninjs;
mod ours;
mod statuses;
mod times;
mod trafilatura;
mod wordpress;

use jiff::tz::TimeZone;
use serde_json::Value;

use super::body::{self, Offer, value};
use super::draft::{Draft, Markup, Recognised};
use super::fields::{Field, is_blank, text_of};
use super::pointer::{self, Fields};
use super::{markup, unread};
use crate::lexicon::is_placeholder;

pub(super) use embargoes::is_named as names_an_embargo;
pub(super) use general::RECOGNISED as GENERAL;
pub(super) use general::{names_a_field, read_head};
pub(super) use general_keys::names_a_text;
pub use mapping::Mapping;
pub(super) use mapping::RECOGNISED as MAPPING;
pub(super) use statuses::withdraws;

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
    /// Further bodies that a table cannot name, behind those of the table.
    pub(super) bodies: fn(&Fields) -> Vec<Offer>,
    /// For each field of ours the pointers to theirs; the first that holds a readable value is taken. Of several bodies
    /// the fullest is.
    pub(super) table: &'static [(Field, &'static [&'static str])],
    /// Pointers to values that are HTML by definition.
    pub(super) html: &'static [&'static str],
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
    let wanted = language(form, mapping, &fields);
    let mut documents = mapping.read(&mut fields, &mut draft, wanted.as_deref());
    if !draft.used.is_empty() {
        draft.form = mapping::RECOGNISED;
    }
    (form.first)(&mut fields, &mut draft);
    ids::take_surer(&mut fields, &mut draft);
    embargoes::read_parts(&fields, &mut draft);
    for (field, pointers) in form.table {
        match field {
            Field::Body => {}
            Field::Title => take_title(&mut draft, &mut fields, pointers, form.html, wanted.as_deref()),
            _ => pointers.iter().for_each(|pointer| take_into(&mut draft, *field, &mut fields, pointer)),
        }
    }
    statuses::read(&fields, "", &mut draft);
    times::read(&mut fields, &mut draft);
    embargoes::read(&fields, &mut draft);
    documents.extend(take_body(form, &mut fields, &mut draft, wanted.as_deref()));
    general::read_missing(&mut fields, &mut draft, wanted.as_deref());
    draft.unread = unread_texts(&draft, &fields, documents);
    draft.keep_all(fields);
    draft
}

/// Sets embargo and status from marks that stand beside an article that no form of JSON reads.
pub(super) fn read_marks(marks: &Fields, draft: &mut Draft<'_>) {
    embargoes::read_parts(marks, draft);
    embargoes::read(marks, draft);
    statuses::read(marks, "", draft);
}

/// True for an object of a form that is recognised by fields of its own.
pub(super) fn is_of_a_known_form(fields: &Fields) -> bool {
    FORMS.iter().any(|form| form.name != ours::FORM.name && (form.is)(fields))
}

/// The long texts that stand in no field of the article, also those of a document that it was made of.
fn unread_texts(draft: &Draft<'_>, fields: &Fields, documents: Vec<(String, Value)>) -> Vec<unread::Unread> {
    let known = unread::known(draft.article.title.as_deref(), &draft.article.body);
    let mut found = unread::texts(fields, &known);
    for (place, document) in documents {
        let within = Fields::from_iter([(place.trim_start_matches('/').to_owned(), document)]);
        found.extend(unread::texts(&within, &known));
    }
    found.sort_by_key(|unread| std::cmp::Reverse(unread.characters));
    found
}

/// The language that the article declares.
fn language(form: &Form, mapping: &Mapping, fields: &Fields) -> Option<String> {
    let table =
        form.table.iter().filter(|(field, _)| *field == Field::Language).flat_map(|(_, pointers)| *pointers);
    let pointers = std::iter::once(mapping.language.as_str()).chain(table.copied());
    pointers.filter(|pointer| !pointer.is_empty()).find_map(|pointer| text_of(pointer::get(fields, pointer)?))
}

/// Takes the fullest of the bodies that a form names; of those that are no more than a summary only where there is no
/// other. Returns the documents that it was made of, with their places.
fn take_body(
    form: &Form,
    fields: &mut Fields,
    draft: &mut Draft<'_>,
    wanted: Option<&str>,
) -> Vec<(String, Value)> {
    if draft.has(Field::Body) {
        return Vec::new();
    }
    let pointers =
        form.table.iter().filter(|(field, _)| *field == Field::Body).flat_map(|(_, pointers)| *pointers);
    // What was reduced once stays as it is.
    if draft.article.original.is_some() {
        pointers.for_each(|pointer| take_into(draft, Field::Body, fields, pointer));
        let dropped = markup::reduce_body(&mut draft.article, draft.body_markup);
        draft.add_dropped("/body", dropped);
        draft.body_markup = Markup::Reduced;
        return Vec::new();
    }
    let offer = |pointer: &&str| {
        let markup = if form.html.contains(pointer) { Markup::Html } else { Markup::Unknown };
        Offer::at(fields, pointer, markup, wanted)
    };
    let offers: Vec<Offer> = pointers.filter_map(offer).chain((form.bodies)(fields)).collect();
    let (summaries, bodies): (Vec<Offer>, Vec<Offer>) =
        offers.into_iter().partition(|offer| offer.is_summary);
    let best = body::choose(bodies);
    // A text elsewhere comes before a summary, and before a body that says that it is cut.
    let is_whole = best.as_ref().is_some_and(|best| body::without_cut(best.text()).is_none());
    let is_unknown = form.name == ours::FORM.name;
    let takes_summaries = is_unknown && best.is_none() && summaries.is_empty();
    if !is_whole
        && let Some(candidate) = general::find(fields, draft, wanted, takes_summaries)
        && best.as_ref().is_none_or(|best| body::is_fuller(candidate.text(), best.text()))
    {
        return general::take(candidate, fields, draft, wanted, is_unknown);
    }
    let Some(best) = body::choose(best.into_iter().chain(summaries).collect()) else { return Vec::new() };
    let from = best.from.clone();
    body::set(draft, fields, best).map(|document| (from, document)).into_iter().collect()
}

/// Takes the first title of which a reader sees something.
fn take_title(
    draft: &mut Draft<'_>,
    fields: &mut Fields,
    pointers: &[&str],
    html: &[&str],
    wanted: Option<&str>,
) {
    for pointer in pointers {
        if draft.has(Field::Title) {
            return;
        }
        let markup = if html.contains(pointer) { Markup::Html } else { Markup::Unknown };
        let title = pointer::get(fields, pointer).and_then(|value| title(value, markup, wanted));
        if title.is_some_and(|title| set_title(draft, title, *pointer)) {
            pointer::take(fields, pointer);
        }
    }
}

/// The title that a value holds, on one line.
fn title(value: &Value, markup: Markup, wanted: Option<&str>) -> Option<String> {
    let prose = value::read(value, markup, wanted)?;
    let mut title = prose.text;
    markup::reduce_title(&mut title, prose.markup);
    (!is_placeholder(&title)).then_some(title)
}

fn set_title(draft: &mut Draft<'_>, title: String, from: impl Into<String>) -> bool {
    let is_set = draft.set(Field::Title, title, from);
    if is_set {
        draft.title_markup = Markup::Reduced;
    }
    is_set
}

/// Moves the value at a pointer into a field that has none yet. A value that the field cannot take stays where it is, so that
/// it comes back unchanged.
fn take_into(draft: &mut Draft<'_>, field: Field, fields: &mut Fields, pointer: &str) {
    if draft.has(field) {
        return;
    }
    let Some(value) = pointer::get(fields, pointer).filter(|value| !is_blank(value)) else { return };
    // An object with more than a name in it comes back too, and counts where it is long.
    let has_text = !value.is_string() && unread::is_long(pointer.trim_start_matches('/'), value);
    if draft.offer(field, value.clone(), pointer).is_ok() && !has_text {
        pointer::take(fields, pointer);
    }
}

/// No further bodies.
fn none(_: &Fields) -> Vec<Offer> {
    Vec::new()
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
