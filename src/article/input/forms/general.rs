//! An article in a form that nobody told us, by the evidence of its fields: one long text under a key that names a text,
//! beside a title or a time. It is read only where that is certain; else the message is `no_article`.

use serde_json::Value;

use super::general_keys::{self as keys, ALIASES, BODIES, SIBLINGS, SUMMARIES};
use super::{embargoes, ids, statuses, times};
use crate::article::input::body::{self, Offer, value};
use crate::article::input::draft::{Draft, Markup, Recognised, below};
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::pointer::{self, Fields};
use crate::article::input::prose::{self, LONG, letters};
use crate::article::input::redact;
use crate::article::input::unread;
use crate::lexicon::is_placeholder;

/// The form, as it is named.
pub(in crate::article::input) const RECOGNISED: Recognised = Recognised {
    name: "general",
    why: "after all known forms: one long text under a key that names a text, with a title or a time beside it",
};

/// Deepest object that is looked into, and most texts that are compared.
const DEPTH: usize = 24;
const TEXTS: usize = 64;
/// Most paragraphs under numbered keys.
const LONGEST: usize = 1000;
/// Shortest text beside a time and an id, in weight.
const SHORT: usize = 40;

/// A text under a key that names a text.
pub(super) struct Candidate {
    /// Pointers to the objects around it, the innermost first.
    around: Vec<String>,
    /// The pointers of what goes with it; several where the paragraphs are numbered.
    taken: Vec<String>,
    offer: Offer,
}

impl Candidate {
    /// The text that a reader sees.
    pub(super) fn text(&self) -> &str {
        self.offer.text()
    }
}

/// Makes a text the body. `is_unknown` says that no form knows the other fields: they are read from what stands beside it.
/// Returns the document that it was made of, with its place.
pub(super) fn take(
    candidate: Candidate,
    fields: &mut Fields,
    draft: &mut Draft<'_>,
    wanted: Option<&str>,
    is_unknown: bool,
) -> Vec<(String, Value)> {
    let Candidate { around, taken, mut offer } = candidate;
    let place = offer.from.clone();
    let mut taken = taken.into_iter();
    offer.taken = taken.next();
    let document = body::set(draft, fields, offer);
    for pointer in taken {
        pointer::take(fields, &pointer);
    }
    if is_unknown {
        if draft.form.name == super::ours::FORM.name {
            draft.form = RECOGNISED;
        }
        read_beside(fields, draft, &around, wanted);
    }
    document.map(|document| (place, document)).into_iter().collect()
}

/// The one text that is clearly the article; `takes_summaries` says that a summary may be.
pub(super) fn find(
    fields: &Fields,
    draft: &Draft<'_>,
    wanted: Option<&str>,
    takes_summaries: bool,
) -> Option<Candidate> {
    let summaries = if takes_summaries { SUMMARIES } else { &[] };
    let best = [BODIES, summaries].into_iter().find_map(|names| {
        let mut search = Search { names, wanted, found: Vec::new() };
        search.look(fields, &mut Place::default());
        fullest(search.found)
    })?;
    let weight = prose::weight(best.offer.text());
    let has = |field| draft.has(field) || beside(fields, &best.around, field);
    let is_long = weight > LONG && (has(Field::Title) || has(Field::PublishedAt));
    let is_post =
        weight > SHORT && has(Field::PublishedAt) && (has(Field::Id) || has(Field::Url) && has(Field::Title));
    if !is_long && !is_post {
        return None;
    }
    // Nothing else in the message is as much.
    let known = unread::known(draft.article.title.as_deref(), best.text());
    let is_of_another = |pointer: &str| {
        pointer.split('/').any(|key| keys::is_about_another(key) || keys::is_of_a_person(key))
    };
    let others = unread::texts(fields, &known).into_iter().filter(|unread| !is_of_another(&unread.pointer));
    let rest: usize = others.map(|unread| unread.characters).sum();
    (rest * 3 <= best.offer.text().chars().count()).then_some(best)
}

/// The way to an object.
#[derive(Default)]
struct Place {
    /// The pointer, and as it is shown.
    pointer: String,
    shown: String,
    /// The objects on the way.
    around: Vec<String>,
}

impl Place {
    /// Goes to a key, and gives the way back.
    fn enter(&mut self, key: &str) -> (usize, usize) {
        let before = (self.pointer.len(), self.shown.len());
        self.pointer.push('/');
        self.pointer.push_str(&pointer::escape(key));
        self.shown = below(&self.shown, key);
        before
    }

    fn leave(&mut self, before: (usize, usize)) {
        self.pointer.truncate(before.0);
        self.shown.truncate(before.1);
    }
}

/// The search for texts under certain keys.
struct Search<'s> {
    names: &'s [&'s str],
    wanted: Option<&'s str>,
    found: Vec<Candidate>,
}

impl Search<'_> {
    fn look(&mut self, fields: &Fields, place: &mut Place) {
        if place.around.len() >= DEPTH || self.found.len() >= TEXTS {
            return;
        }
        place.around.push(place.pointer.clone());
        self.found.extend(numbered(fields, place));
        for (key, value) in fields {
            let before = place.enter(key);
            self.look_at(key, value, place);
            place.leave(before);
        }
        place.around.pop();
    }

    fn look_at(&mut self, key: &str, value: &Value, place: &mut Place) {
        if is_blank(value) || keys::is_about_another(key) {
            return;
        }
        let known = self.found.len();
        // An object under such a key may be the text, or the article that holds it.
        match value {
            Value::Object(inner)
                if !value::says_document(inner) && !is_text_with_lead(key, inner, self.names) =>
            {
                self.look(inner, place);
            }
            // A list of one is what it holds.
            Value::Array(values) => {
                if let [Value::Object(inner)] = values.as_slice() {
                    let before = place.enter("0");
                    self.look(inner, place);
                    place.leave(before);
                }
            }
            _ => {}
        }
        // A document of blocks is a text whatever its key is.
        let is_text = keys::is_one_of(key, self.names) || value::is_document(value);
        if !is_text || self.found.len() > known && value.is_string() {
            return;
        }
        // Of texts in several languages what stands inside is a piece; any other object is around the text.
        let is_map = value.as_object().is_some_and(|inner| !value::languages(inner, self.wanted).is_empty());
        if self.found.len() > known && !is_map {
            return;
        }
        let markup = if key.to_ascii_lowercase().contains("html") { Markup::Html } else { Markup::Unknown };
        let offer =
            value::read(value, markup, self.wanted).and_then(|prose| Offer::new(prose, place.shown.clone()));
        let length = |text: &str| letters(text).chars().count();
        let inside = self.found[known..].iter().map(|candidate| length(candidate.text())).max();
        if inside.is_some_and(|inside| offer.as_ref().is_none_or(|offer| length(offer.text()) < inside)) {
            return;
        }
        if let Some(offer) = offer.filter(|offer| prose::weight(offer.text()) > SHORT) {
            self.found.truncate(known);
            let around = place.around.iter().rev().cloned().collect();
            self.found.push(Candidate { around, taken: vec![place.pointer.clone()], offer });
        } else if let Value::Object(inner) = value
            && is_text_with_lead(key, inner, self.names)
            && self.found.len() == known
        {
            self.look(inner, place);
        }
    }
}

/// True for an object that is a text and its first paragraph, or the sections of a text.
fn is_text_with_lead(key: &str, fields: &Fields, names: &[&str]) -> bool {
    keys::is_one_of(key, names) && (value::has_lead(fields) || value::is_sections(fields))
}

/// Paragraphs under numbered keys: `p0`, `p1`, …
fn numbered(fields: &Fields, place: &Place) -> Option<Candidate> {
    let mut paragraphs: Vec<(&str, u32, &String, &str)> = fields
        .iter()
        .filter_map(|(key, value)| {
            let stem = key.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = key[stem.len()..].parse().ok()?;
            let is_paragraph = keys::is_one_of(stem, keys::PARAGRAPHS);
            is_paragraph.then_some((stem, number, key, value.as_str()?))
        })
        .collect();
    paragraphs.sort_by_key(|(_, number, ..)| *number);
    let stem = paragraphs.first()?.0;
    paragraphs.retain(|(other, ..)| *other == stem);
    if !(3..=LONGEST).contains(&paragraphs.len())
        || paragraphs.windows(2).any(|pair| pair[1].1 - pair[0].1 > 2)
    {
        return None;
    }
    let text = paragraphs.iter().map(|(.., text)| text.trim()).collect::<Vec<_>>().join("\n\n");
    let keys: Vec<&String> = paragraphs.iter().map(|(_, _, key, _)| *key).collect();
    let taken = keys.iter().map(|key| format!("{}/{}", place.pointer, pointer::escape(key))).collect();
    let from = format!("{} to {}", below(&place.shown, keys.first()?), below("", keys.last()?));
    let offer = Offer::new(value::Prose::new(text, Markup::Unknown), from)?;
    Some(Candidate { around: place.around.iter().rev().cloned().collect(), taken, offer })
}

/// The longest of the texts; of texts of one length the first.
fn fullest(found: Vec<Candidate>) -> Option<Candidate> {
    let length = |candidate: &Candidate| letters(candidate.text()).chars().count();
    found.into_iter().rev().max_by_key(length)
}

/// Every field, with the keys that it may stand under.
fn aliases() -> impl Iterator<Item = &'static (Field, &'static [&'static str])> {
    ALIASES.iter().chain(times::NAMES)
}

/// True if a field can be read from what stands beside a text.
fn beside(fields: &Fields, around: &[String], field: Field) -> bool {
    sources(fields, around, field).next().is_some()
}

/// Pointers to the values that a field can be read from, the nearest first.
fn sources<'f>(fields: &'f Fields, around: &'f [String], field: Field) -> impl Iterator<Item = String> + 'f {
    let aliases = aliases().filter(move |(known, _)| *known == field).flat_map(|(_, aliases)| *aliases);
    let aliases: Vec<&str> = aliases.copied().collect();
    around.iter().flat_map(move |pointer| {
        let object = if pointer.is_empty() {
            Some(fields)
        } else {
            pointer::get(fields, pointer).and_then(Value::as_object)
        };
        let mut found = Vec::new();
        let is_time = matches!(field, Field::PublishedAt | Field::UpdatedAt);
        let is_fit = |alias: &str, value: &Value| {
            !is_blank(value) && keys::is_plausible(alias, value) && (!is_time || times::may_be_time(value))
        };
        for alias in &aliases {
            for (key, value) in object.into_iter().flatten() {
                let inner = value.as_object().filter(|_| keys::is_one_of(key, SIBLINGS));
                let escaped = pointer::escape(key);
                if keys::is(key, alias) && is_fit(alias, value) {
                    // A number that one copy of a system counts comes behind an id of all copies.
                    let surer =
                        object.filter(|_| field == Field::Id && ids::is_number(value)).and_then(ids::surer);
                    found.extend(surer.map(|key| format!("{pointer}/{}", pointer::escape(key))));
                    found.push(format!("{pointer}/{escaped}"));
                }
                for (name, value) in inner.into_iter().flatten() {
                    if keys::is(name, alias) && is_fit(alias, value) {
                        found.push(format!("{pointer}/{escaped}/{}", pointer::escape(name)));
                    }
                }
            }
        }
        found
    })
}

/// Reads a title and an id that a known form has under another key.
pub(super) fn read_missing(fields: &mut Fields, draft: &mut Draft<'_>, wanted: Option<&str>) {
    for field in [Field::Title, Field::Id] {
        read_field(fields, draft, &[String::new()], field, wanted);
    }
}

/// True if a key is one that a field can be read from.
pub(in crate::article::input) fn names_a_field(key: &str) -> bool {
    aliases().any(|(_, aliases)| aliases.iter().any(|alias| keys::is(key, alias)))
}

/// Reads the fields of a head that stands before a text, `place`. What no field takes stays.
pub(in crate::article::input) fn read_head(fields: &mut Fields, draft: &mut Draft<'_>, place: &str) {
    embargoes::read_parts(fields, draft);
    let known: Vec<(Field, &str)> = HEADS
        .iter()
        .chain(aliases())
        .flat_map(|(field, aliases)| aliases.iter().map(|alias| (*field, *alias)))
        .filter(|(_, alias)| !["name", "by"].contains(alias))
        .collect();
    for (field, alias) in known {
        let key = fields.keys().find(|key| !draft.has(field) && keys::is(key, alias)).cloned();
        if let Some(key) = key
            && let Some(value) = fields.get(&key).cloned()
            && draft.offer(field, value, format!("{place}/{}", redact::key(&key))).is_ok()
        {
            fields.shift_remove(&key);
        }
    }
    embargoes::read(fields, draft);
    statuses::read(fields, "", draft);
}

/// Keys that mean a field in the head of a text, besides those that mean it in JSON.
const HEADS: &[(Field, &[&str])] = &[
    (Field::Id, &["storynumber", "storyid", "messageid"]),
    (Field::Title, &["subject"]),
    (Field::PublishedAt, &["sent", "filed", "time"]),
    (Field::Urgency, &["urgency", "priority"]),
    (Field::Source, &["agency"]),
    (Field::Type, &["type"]),
    (Field::Hashtags, &["hashtags"]),
];

/// Reads the other fields from what stands beside the body or around it.
fn read_beside(fields: &mut Fields, draft: &mut Draft<'_>, around: &[String], wanted: Option<&str>) {
    // Before the fields that they are told by are taken.
    for pointer in around.iter().filter(|pointer| !pointer.is_empty()) {
        if let Some(object) = pointer::get(fields, pointer).and_then(Value::as_object) {
            statuses::read(object, &shown(pointer), draft);
        }
    }
    let is_of_another = !take_nearest_id(fields, draft, around);
    for (field, _) in aliases().filter(|(field, _)| !(is_of_another && *field == Field::Id)) {
        read_field(fields, draft, around, *field, wanted);
    }
}

/// Gives back the id that was read from the top of the message where the article inside has one of its own, or where it is that
/// of something that holds many articles. Returns false where no id around the article is its own.
fn take_nearest_id(fields: &mut Fields, draft: &mut Draft<'_>, around: &[String]) -> bool {
    let inner: Vec<String> = around.iter().filter(|pointer| !pointer.is_empty()).cloned().collect();
    if inner.is_empty() {
        return true;
    }
    let has_own = beside(fields, &inner, Field::Id);
    let is_of_many = !has_own && is_of_many(fields, draft);
    if (has_own || is_of_many)
        && let Some((key, value)) = draft.give_back_id()
    {
        fields.insert(key, value);
    }
    !is_of_many
}

/// Kinds of things that hold many articles.
const HOLDERS: &[&str] = &[
    "account",
    "channel",
    "client",
    "collection",
    "desk",
    "feed",
    "list",
    "newsletter",
    "outlet",
    "publication",
    "publisher",
    "queue",
    "section",
    "site",
    "source",
    "stream",
    "subscription",
    "tenant",
    "topic",
    "webhook",
];

/// True if the object around an article names by its kind or its id something that holds many articles.
fn is_of_many(fields: &Fields, draft: &Draft<'_>) -> bool {
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    let is_holder = |word: &str| {
        let word = word.trim().to_lowercase();
        let first: String = word.chars().take_while(|c| c.is_alphabetic()).collect();
        HOLDERS.contains(&first.as_str())
    };
    let id = draft.article.id.as_str();
    let by_id = id.contains(['-', '_', ':', '/', '.']) && is_holder(id);
    by_id || ["type", "kind", "object", "@type"].iter().any(|key| text(key).is_some_and(is_holder))
}

fn read_field(
    fields: &mut Fields,
    draft: &mut Draft<'_>,
    around: &[String],
    field: Field,
    wanted: Option<&str>,
) {
    if draft.has(field) {
        return;
    }
    for pointer in sources(fields, around, field).collect::<Vec<_>>() {
        let Some(value) = pointer::get(fields, &pointer) else { continue };
        let is_taken = if field == Field::Title {
            super::title(value, Markup::Unknown, wanted)
                .is_some_and(|title| super::set_title(draft, title, shown(&pointer)))
        } else {
            let value = in_one_language(value, wanted);
            let is_word = value.as_str().is_none_or(|text| !is_placeholder(text));
            is_word && draft.offer(field, value, shown(&pointer)).is_ok()
        };
        if is_taken {
            pointer::take(fields, &pointer);
            return;
        }
    }
}

/// The value of a map of languages; any other as it is.
fn in_one_language(value: &Value, wanted: Option<&str>) -> Value {
    match value {
        Value::Object(map) => {
            value::languages(map, wanted).first().map_or(value, |(_, value)| *value).clone()
        }
        _ => value.clone(),
    }
}

/// A pointer as it is shown.
fn shown(pointer: &str) -> String {
    pointer.split('/').skip(1).fold(String::new(), |shown, key| below(&shown, key))
}
