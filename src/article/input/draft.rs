//! An article as a reader puts it together: the one type that every form gives, JSON, XML, HTML and text alike.

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::fields::{self, Field};
use super::html::{Dropped, Page};
use super::keys;
use super::redact;
use super::repair::Repair;
use super::unread::Unread;
use crate::article::{Article, Original};

/// The markup of a title or body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Markup {
    /// The source does not say: a look at the text decides.
    #[default]
    Unknown,
    /// HTML by the definition of its field.
    Html,
    /// Markdown by its content type.
    Markdown,
    /// None: it is a text as it came.
    None,
    /// None any more: it is what a reader sees.
    Reduced,
}

/// The place of a field's value in the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The field of the article.
    pub field: Field,
    /// A JSON Pointer, or the path of an XML element.
    pub from: String,
}

/// A form or an envelope that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised {
    /// Its name.
    pub name: &'static str,
    /// Why it is looked for where it stands in the order of all.
    pub why: &'static str,
}

/// An article that is being read.
///
/// A reader calls [`Draft::set`] for each field that it finds, best source first: a field that is set stays. What the
/// contract has no field for goes through [`Draft::keep`] and comes back unchanged.
#[derive(Debug)]
pub(crate) struct Draft<'r> {
    /// Its form.
    pub(crate) form: Recognised,
    /// The envelopes around it, the outermost first.
    pub(crate) envelopes: Vec<Recognised>,
    pub(crate) article: Article,
    pub(crate) title_markup: Markup,
    pub(crate) body_markup: Markup,
    /// The origin of each field, in the order of reading.
    pub(crate) used: Vec<Used>,
    /// Long texts that no field took, the longest first.
    pub(crate) unread: Vec<Unread>,
    /// Running text that the reduction of the body left out, under the place of the body.
    pub(crate) dropped: Vec<Dropped>,
    /// Values that a field could not take.
    unreadable: Vec<Used>,
    pub(crate) repairs: Vec<Repair>,
    /// The id as the source wrote it.
    pub(crate) given_id: Option<Value>,
    /// The digest of all that was received for an item without an id.
    pub(crate) digest: Option<String>,
    zone: &'r TimeZone,
}

impl<'r> Draft<'r> {
    /// An empty draft. `zone` is assumed for times that come without one.
    pub(crate) fn new(form: Recognised, zone: &'r TimeZone) -> Self {
        Self {
            form,
            envelopes: Vec::new(),
            article: Article::default(),
            title_markup: Markup::Unknown,
            body_markup: Markup::Unknown,
            used: Vec::new(),
            unread: Vec::new(),
            dropped: Vec::new(),
            unreadable: Vec::new(),
            repairs: Vec::new(),
            given_id: None,
            digest: None,
            zone,
        }
    }

    /// True if a field has a value.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.used.iter().any(|used| used.field == field)
    }

    /// Sets a field from a value in the source's own writing; `from` says where it stood.
    ///
    /// Blank values and fields that are set already are passed over. A value that cannot be read is kept as
    /// `<field>_raw`, so that it can be set once more from another place. Returns whether the field took the value.
    pub(crate) fn set(&mut self, field: Field, value: impl Into<Value>, from: impl Into<String>) -> bool {
        match self.offer(field, value.into(), from) {
            Ok(()) => true,
            Err(value) => {
                // The time of publication has a raw field of its own.
                if field != Field::PublishedAt && !self.has(field) {
                    self.keep(&format!("{}_raw", field.name()), value);
                }
                false
            }
        }
    }

    /// Sets a field as [`Draft::set`] does, and gives back a value that it does not take.
    pub(crate) fn offer(&mut self, field: Field, value: Value, from: impl Into<String>) -> Result<(), Value> {
        if fields::is_blank(&value) || self.has(field) {
            return Err(value);
        }
        let from = from.into();
        let given = (field == Field::Id).then(|| value.clone());
        // Some keys say of their value that it is in UTC, whatever zone is assumed elsewhere.
        let (is_utc, utc) = (keys::is_utc(&from), TimeZone::UTC);
        if let Err(value) =
            fields::set(&mut self.article, field, value, if is_utc { &utc } else { self.zone })
        {
            self.note_unreadable(field, &value, from);
            return Err(value);
        }
        if is_utc && field == Field::PublishedAt {
            self.article.published_at_zone = Some("given".into());
        }
        self.given_id = given.or(self.given_id.take());
        self.used.push(Used { field, from });
        Ok(())
    }

    /// Notes a value that a field could not take, where losing it changes what a newsroom may publish.
    pub(crate) fn note_unreadable(&mut self, field: Field, value: &Value, from: String) {
        let matters = match field {
            Field::EmbargoedUntil => fields::says_embargo(value),
            Field::PubStatus => !fields::is_blank(value),
            Field::UpdatedAt => fields::says_something(value),
            _ => false,
        };
        if matters {
            self.unreadable.push(Used { field, from });
        }
    }

    /// Notes a part of the body that is not read.
    pub(crate) fn note_left_out(&mut self, from: String) {
        self.unreadable.push(Used { field: Field::Body, from });
    }

    /// The values that could not be read, of fields that have none. An embargo among them withholds the article: a consumer
    /// that does not know when it ends must not publish.
    pub(crate) fn settle_unreadable(&mut self) -> Vec<Used> {
        let mut unreadable = std::mem::take(&mut self.unreadable);
        unreadable.retain(|missed| missed.field == Field::Body || !self.has(missed.field));
        unreadable.sort_by_key(|missed| missed.field.name());
        unreadable.dedup_by_key(|missed| missed.field);
        let is_embargoed = unreadable.iter().any(|missed| missed.field == Field::EmbargoedUntil);
        if is_embargoed && self.article.pub_status.as_deref() != Some("canceled") {
            self.article.pub_status = Some("withheld".into());
        }
        unreadable
    }

    /// Takes back an id that was read from a key at the top of the message, with that key.
    pub(crate) fn give_back_id(&mut self) -> Option<(String, Value)> {
        let at = self.used.iter().position(|used| used.field == Field::Id)?;
        let key = self.used[at].from.strip_prefix('/').filter(|key| !key.contains('/'))?.to_owned();
        let value = self.given_id.take()?;
        self.used.remove(at);
        self.article.id.clear();
        Some((key, value))
    }

    /// Sets a stricter status than `usable`.
    pub(crate) fn hold_back(&mut self, status: &str, from: String) {
        if matches!(self.article.pub_status.as_deref(), None | Some("usable")) {
            self.article.pub_status = Some(status.into());
            self.used.retain(|used| used.field != Field::PubStatus);
            self.used.push(Used { field: Field::PubStatus, from });
        }
    }

    /// Says that the article is withdrawn, whatever state it was in.
    pub(crate) fn withdraw(&mut self, from: &str) {
        self.article.pub_status = Some("canceled".into());
        self.used.retain(|used| used.field != Field::PubStatus);
        self.used.push(Used { field: Field::PubStatus, from: from.into() });
    }

    /// Sets title or body from HTML, whatever it looks like.
    pub(crate) fn set_html(&mut self, field: Field, html: impl Into<Value>, from: impl Into<String>) -> bool {
        let read = self.set(field, html, from);
        if read {
            self.mark_as_html(field);
        }
        read
    }

    /// Sets the body from a text that is reduced already, with what it was made of.
    pub(crate) fn set_page(&mut self, page: Page, original: Option<Original>, from: impl Into<String>) {
        let from = from.into();
        if self.set(Field::Body, page.text, from.clone()) {
            self.add_dropped(&from, page.dropped);
            self.body_markup = Markup::Reduced;
            self.article.marks = page.marks;
            self.article.original = original;
        }
    }

    /// Notes what the reduction of a body left out. `from` says where the body stood.
    pub(crate) fn add_dropped(&mut self, from: &str, dropped: Vec<Dropped>) {
        let below = |Dropped { place, text }| Dropped { place: format!("{from}: {place}"), text };
        self.dropped.extend(dropped.into_iter().map(below));
    }

    /// Says that the title or body is HTML.
    pub(crate) fn mark_as_html(&mut self, field: Field) {
        match field {
            Field::Title => self.title_markup = Markup::Html,
            Field::Body => self.body_markup = Markup::Html,
            _ => {}
        }
    }

    /// Keeps a value that the contract has no field for. Where its key is one of ours, it gets `_raw` at its end; a blank
    /// value of one of ours says nothing.
    pub(crate) fn keep(&mut self, key: &str, value: Value) {
        if fields::is_ours(key) && fields::is_blank(&value) {
            return;
        }
        // What could not be read as a time of publication is `published_at_raw` already.
        let is_raw =
            |raw: &String| value.as_str().map_or_else(|| &value.to_string() == raw, |text| text == raw);
        if key == Field::PublishedAt.name() && self.article.published_at_raw.as_ref().is_some_and(is_raw) {
            return;
        }
        let mut key = key.to_owned();
        while fields::is_ours(&key) || self.article.extra.contains_key(&key) {
            key.push_str("_raw");
        }
        self.article.extra.insert(key, value);
    }

    /// Keeps all that is left of an object.
    pub(crate) fn keep_all(&mut self, fields: Map<String, Value>) {
        for (key, value) in fields {
            self.keep(&key, value);
        }
    }
}

/// A JSON Pointer to a key below another pointer, as it is shown: a key that may be text is `…`.
pub(crate) fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", redact::key(key))
}
