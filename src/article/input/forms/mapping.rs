//! The newsroom's own form: JSON Pointers in the settings (`input.fields`), for all that no form of ours explains.

use serde::Deserialize;
use serde_json::Value;

use super::take_into;
use crate::article::input::body::{self, Offer};
use crate::article::input::draft::{Draft, Markup, Recognised};
use crate::article::input::fields::Field;
use crate::article::input::pointer::Fields;

/// The newsroom's form, as it is named.
pub(in crate::article::input) const RECOGNISED: Recognised = Recognised {
    name: "input.fields",
    why: "before all other forms: the newsroom knows its own messages; what it does not name is read as without it",
};

/// Which value of a message becomes which field, by JSON Pointer (RFC 6901). What it names comes before what a known form
/// would read; all else is read as without it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// To `id`.
    pub id: String,
    /// To `title`.
    pub title: String,
    /// To `body`: text, HTML, or paragraphs in a list.
    pub body: String,
    /// To `published_at`.
    pub published_at: String,
    /// To `updated_at`.
    pub updated_at: String,
    /// To `embargoed_until`.
    pub embargoed_until: String,
    /// To `language`.
    pub language: String,
    /// To `source`.
    pub source: String,
}

impl Mapping {
    /// Each field with its pointer; empty where it is not set.
    pub fn pointers(&self) -> [(Field, &str); 8] {
        [
            (Field::Id, &self.id),
            (Field::Title, &self.title),
            (Field::Body, &self.body),
            (Field::PublishedAt, &self.published_at),
            (Field::UpdatedAt, &self.updated_at),
            (Field::EmbargoedUntil, &self.embargoed_until),
            (Field::Language, &self.language),
            (Field::Source, &self.source),
        ]
    }

    /// Moves what the pointers point at into the draft. Returns the document that the body was made of, with its place.
    pub(super) fn read(
        &self,
        fields: &mut Fields,
        draft: &mut Draft<'_>,
        wanted: Option<&str>,
    ) -> Vec<(String, Value)> {
        let mut documents = Vec::new();
        for (field, pointer) in self.pointers().into_iter().filter(|(_, pointer)| !pointer.is_empty()) {
            match field {
                Field::Title => super::take_title(draft, fields, &[pointer], &[], wanted),
                Field::Body => {
                    let offer = Offer::at(fields, pointer, Markup::Unknown, wanted);
                    let document = offer.and_then(|offer| body::set(draft, fields, offer));
                    documents.extend(document.map(|document| (pointer.to_owned(), document)));
                }
                _ => take_into(draft, field, fields, pointer),
            }
        }
        documents
    }
}
