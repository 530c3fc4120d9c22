//! The keys of a rules file, with their places in the text.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::Spanned;

/// A rules file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    #[serde(default)]
    pub(super) tag: Vec<Spanned<RawRule>>,
}

/// One `[[tag]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) label: Spanned<String>,
    pub(super) code: Option<String>,
    #[serde(default)]
    pub(super) phrases: Vec<Spanned<RawPhrase>>,
    #[serde(default)]
    pub(super) entities: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) topics: Vec<Spanned<String>>,
    pub(super) at_least: Option<Spanned<usize>>,
    #[serde(default)]
    pub(super) with: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) when: RawConditions,
    #[serde(default)]
    pub(super) except: RawConditions,
    #[serde(default)]
    pub(super) hidden: bool,
    #[serde(default)]
    pub(super) headers: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    pub(super) cc: Vec<Spanned<String>>,
    pub(super) priority: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) example: Vec<Spanned<RawExample>>,
}

/// Where in an article a phrase has to stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Where {
    #[default]
    Anywhere,
    Title,
    /// The first two sentences of the story, if they stand in one paragraph.
    Lead,
}

/// A phrase: text alone, or a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseTable {
    pub(super) text: String,
    #[serde(default, rename = "where")]
    pub(super) place: Where,
    #[serde(default = "once")]
    pub(super) times: usize,
    #[serde(default)]
    pub(super) with: Vec<String>,
    #[serde(default)]
    pub(super) without: Vec<String>,
}

fn once() -> usize {
    1
}

pub(super) struct RawPhrase(pub(super) PhraseTable);

impl<'de> Deserialize<'de> for RawPhrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PhraseVisitor).map(Self)
    }
}

struct PhraseVisitor;

impl<'de> Visitor<'de> for PhraseVisitor {
    type Value = PhraseTable;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a phrase, or a table such as { text = \"dam\", where = \"lead\" }")
    }

    fn visit_str<E>(self, text: &str) -> Result<PhraseTable, E> {
        let (place, times) = (Where::default(), once());
        Ok(PhraseTable { text: text.to_owned(), place, times, with: Vec::new(), without: Vec::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PhraseTable, A::Error> {
        PhraseTable::deserialize(MapAccessDeserializer::new(map))
    }
}

/// `[tag.when]` and `[tag.except]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConditions {
    #[serde(default)]
    pub(super) countries: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) languages: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) sources: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) forms: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) urgency: Vec<Spanned<u8>>,
    #[serde(default)]
    pub(super) topics: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) people: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) organisations: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) places: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) figures: Vec<Spanned<String>>,
    pub(super) relevance: Option<Spanned<u8>>,
}

/// `[[tag.example]]`: an article, and whether it gets the tag.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExample {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) language: Option<String>,
    pub(super) urgency: Option<u8>,
    pub(super) published_at: Option<String>,
    #[serde(default)]
    pub(super) hashtags: Vec<String>,
    pub(super) expect: bool,
}
