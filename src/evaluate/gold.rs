//! The format of annotated articles, and its checks. tests/gold/GUIDE.md describes every field.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::article::enriched::{Dimension, Field, Form, Impact, OrganisationRole, PlaceKind, Qualifier};

/// The value of [`Gold::schema`].
const SCHEMA: &str = "dateline/gold/v1";

/// An annotated article.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The file's name without its ending.
    pub id: String,
    /// The kind of news.
    pub kind: String,
    /// The part of the world.
    pub region: String,
    /// The variety of English.
    pub variety: String,
    /// The article.
    pub article: Text,
    /// The form of the item.
    pub form: Form,
    /// Other forms that are right too.
    #[serde(default)]
    pub form_also: Vec<Form>,
    /// IPTC Media Topics, the main one first.
    pub topics: Vec<Topic>,
    /// Phrases under which an archivist would file the article.
    pub keyphrases: Vec<String>,
    /// Places in the order of the text.
    pub places: Vec<Place>,
    /// People in the order of the text.
    pub people: Vec<Person>,
    /// Organisations in the order of the text.
    pub organisations: Vec<Organisation>,
    /// Figures in the order of the text.
    pub figures: Vec<Figure>,
    /// Alternative summaries, each a list of sentences.
    pub summaries: Vec<Vec<Piece>>,
    /// Sentences that would mislead as a summary.
    pub misleading: Vec<Piece>,
    /// Text that is no part of the story.
    pub furniture: Vec<Piece>,
}

/// The article as it is sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub title: Option<String>,
    pub published_at: String,
    pub source: Option<String>,
    pub body: String,
}

/// A piece of title or body.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// A topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub code: String,
    pub label: String,
    /// Labels from the top-level topic down to this one.
    pub path: Vec<String>,
    pub relevance: u8,
    #[serde(default)]
    pub optional: bool,
}

/// A place, with its first mention.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub geoname_id: Option<u32>,
    /// Other ids that are right too.
    #[serde(default)]
    pub other_ids: Vec<u32>,
    pub country_code: Option<String>,
    pub kind: PlaceKind,
    #[serde(default)]
    pub latitude: Option<f64>,
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Named by its people or by an adjective alone.
    #[serde(default)]
    pub demonym: bool,
    #[serde(default)]
    pub focus: Option<u8>,
    pub relevance: u8,
    #[serde(default)]
    pub optional: bool,
}

/// A person, with the first mention.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
    #[serde(default)]
    pub roles: Vec<String>,
    #[serde(default)]
    pub key: bool,
    /// Reporters, photographers, press contacts: never key.
    #[serde(default)]
    pub not_key: bool,
    pub relevance: u8,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub statements: Vec<Statement>,
}

/// Words that a person says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub direct: bool,
}

/// An organisation, with its first mention.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
    #[serde(default)]
    pub role: Option<OrganisationRole>,
    pub relevance: u8,
    #[serde(default)]
    pub optional: bool,
}

/// Days, both included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Days {
    pub from: String,
    pub to: String,
}

/// A number that measures the story. Fields that are left out have their default.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "the fields of the format")]
pub struct Figure {
    pub id: String,
    pub field: Field,
    pub start: u32,
    pub end: u32,
    pub text: String,
    #[serde(default)]
    pub value: Option<f64>,
    #[serde(default)]
    pub value_max: Option<f64>,
    #[serde(default)]
    pub approximate_words: bool,
    pub dimension: Dimension,
    pub unit: Option<String>,
    #[serde(default)]
    pub counted: Option<String>,
    #[serde(default)]
    pub impact: Option<Impact>,
    #[serde(default = "exact")]
    pub qualifier: Qualifier,
    #[serde(default)]
    pub attribution: Option<String>,
    #[serde(default)]
    pub speaker: Option<String>,
    #[serde(default)]
    pub as_of: Option<Days>,
    #[serde(default)]
    pub location: Option<String>,
    /// Other places that are right too.
    #[serde(default)]
    pub location_also: Vec<String>,
    #[serde(default)]
    pub withdrawn: bool,
    #[serde(default)]
    pub same_as: Option<String>,
    #[serde(default)]
    pub conflicts_with: Vec<String>,
    #[serde(default)]
    pub key: bool,
    #[serde(default)]
    pub optional: bool,
    /// Names of fields that are not compared.
    #[serde(default)]
    pub doubtful: Vec<String>,
}

impl Figure {
    /// False for a field that the annotator doubted.
    pub(super) fn is_sure(&self, field: &str) -> bool {
        !self.doubtful.iter().any(|doubtful| doubtful == field)
    }
}

fn exact() -> Qualifier {
    Qualifier::Exact
}

impl Gold {
    /// Reads an annotated article and checks that it is consistent.
    pub fn read(text: &str) -> Result<Self> {
        let gold: Self = serde_json::from_str(text)?;
        gold.check()?;
        Ok(gold)
    }

    /// Reads files, and all `.json` files of folders, in the order of their names.
    pub fn read_all(paths: &[PathBuf]) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for path in paths {
            let mut files = if path.is_dir() { json_files(path)? } else { vec![path.clone()] };
            files.sort();
            ensure!(!files.is_empty(), "{} has no .json file", path.display());
            for file in files {
                let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
                all.push(Self::read(&text).with_context(|| file.display().to_string())?);
            }
        }
        Ok(all)
    }

    /// A piece of the text by code points; `None` where the text ends before.
    pub fn slice(&self, field: Field, start: u32, end: u32) -> Option<&str> {
        let text = self.text(field)?;
        let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let first = places.nth(start as usize)?;
        let last = match end.checked_sub(start)? {
            0 => first,
            length => places.nth(length as usize - 1)?,
        };
        text.get(first..last)
    }

    /// The text of a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        match field {
            Field::Title => self.article.title.as_deref(),
            Field::Body => Some(&self.article.body),
            Field::Hashtags => None,
        }
    }

    fn check(&self) -> Result<()> {
        ensure!(self.schema == SCHEMA, "schema is {:?}, not {SCHEMA:?}", self.schema);
        for (field, start, end, text) in self.spans() {
            let slice = self.slice(field, start, end);
            ensure!(slice == Some(text), "{start}..{end} is {slice:?}, not {text:?}");
        }
        let mut ids = HashSet::new();
        for id in self.ids() {
            ensure!(ids.insert(id), "the id {id} stands twice");
        }
        self.check_figures(&ids)?;
        let key = self.figures.iter().filter(|figure| figure.key).count();
        ensure!(key <= 3, "{key} figures are key, at most 3 may be");
        let mut ranks: Vec<u8> = self.places.iter().filter_map(|place| place.focus).collect();
        ranks.sort_unstable();
        ensure!(ranks.iter().copied().eq(1..=ranks.len() as u8), "the ranks of focus are {ranks:?}");
        for summary in &self.summaries {
            let length = summary.iter().map(|piece| piece.text.chars().count() + 1).sum::<usize>();
            ensure!((1..=401).contains(&length), "a summary of {} characters", length.saturating_sub(1));
        }
        Ok(())
    }

    fn check_figures(&self, ids: &HashSet<&str>) -> Result<()> {
        const FIELDS: &[&str] = &[
            "value",
            "value_max",
            "dimension",
            "unit",
            "counted",
            "impact",
            "qualifier",
            "attribution",
            "speaker",
            "as_of",
            "location",
            "withdrawn",
            "same_as",
            "conflicts_with",
        ];
        for figure in &self.figures {
            let links = figure.same_as.iter().chain(&figure.conflicts_with);
            let places = figure.location.iter().chain(&figure.location_also);
            for other in links.chain(places).chain(&figure.speaker) {
                ensure!(ids.contains(other.as_str()), "{} refers to {other}, which is nothing", figure.id);
            }
            if let Some(field) = figure.doubtful.iter().find(|field| !FIELDS.contains(&field.as_str())) {
                bail!("{}: {field} is no field that can be doubtful", figure.id);
            }
            ensure!(!(figure.withdrawn && figure.key), "{} is withdrawn and key", figure.id);
        }
        Ok(())
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let topics = self.topics.iter().map(|topic| topic.id.as_str());
        let places = self.places.iter().map(|place| place.id.as_str());
        let people = self.people.iter().map(|person| person.id.as_str());
        let organisations = self.organisations.iter().map(|organisation| organisation.id.as_str());
        topics
            .chain(places)
            .chain(people)
            .chain(organisations)
            .chain(self.figures.iter().map(|f| f.id.as_str()))
    }

    fn spans(&self) -> impl Iterator<Item = (Field, u32, u32, &str)> {
        let pieces = self.summaries.iter().flatten().chain(&self.misleading).chain(&self.furniture);
        let statements = self.people.iter().flat_map(|person| &person.statements);
        pieces
            .map(|piece| (piece.field, piece.start, piece.end, piece.text.as_str()))
            .chain(statements.map(|s| (s.field, s.start, s.end, s.text.as_str())))
            .chain(self.places.iter().map(|p| (p.field, p.start, p.end, p.text.as_str())))
            .chain(self.people.iter().map(|p| (p.field, p.start, p.end, p.text.as_str())))
            .chain(self.organisations.iter().map(|o| (o.field, o.start, o.end, o.text.as_str())))
            .chain(self.figures.iter().map(|f| (f.field, f.start, f.end, f.text.as_str())))
    }
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(files)
}
