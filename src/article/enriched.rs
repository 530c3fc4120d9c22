//! The enriched article, as it goes out: `dateline/enriched-article/v1`.
//!
//! Offsets are Unicode code points, end exclusive, into the named field. `null` and empty lists are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The value of [`EnrichedArticle::schema`].
pub const SCHEMA: &str = "dateline/enriched-article/v1";

/// A raw article and what was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EnrichedArticle {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The article as it came, in one form.
    pub article: super::Article,
    /// What Dateline found.
    pub enrichment: Enrichment,
    /// Effects of the newsroom's rules on the message; no part of the JSON.
    #[serde(skip)]
    pub effects: super::Effects,
}

/// What Dateline found in an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Enrichment {
    /// Whether every stage ran.
    pub status: Status,
    /// The stages that did not run, each with its reason.
    pub skipped: Vec<Skipped>,
    /// The language of the text.
    pub language: Language,
    /// Topics, keyphrases, hashtags, tags given in the input, and those of the newsroom's own rules.
    pub tags: Vec<Tag>,
    /// Places, each with its mentions.
    pub locations: Vec<Location>,
    /// People, each with their mentions, roles and statements.
    pub people: Vec<Person>,
    /// Organisations, each with its mentions.
    pub organisations: Vec<Organisation>,
    /// The numbers that measure the story, and a summary of them.
    pub key_figures: KeyFigures,
    /// What made this: a repeat with the same engine is byte-identical.
    pub engine: Engine,
}

/// The form of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A report.
    Story,
    /// A flash of one or two sentences.
    Snap,
    /// A new version of a report: a lead, a write-through, a wrap-up.
    Update,
    /// A report that corrects an earlier one.
    Correction,
    /// A report that must not be used.
    Kill,
    /// A schedule, list or note for editors.
    Advisory,
    /// Scores and tables.
    Results,
    /// The life of someone who died.
    Obituary,
    /// An opinion.
    Opinion,
    /// Questions and answers.
    Interview,
    /// A live blog.
    Live,
    /// A release by the party concerned.
    PressRelease,
    /// A report on stocks, currencies or commodities.
    MarketReport,
    /// A weather forecast.
    Weather,
}

impl Form {
    /// The name in JSON, headers and routing keys.
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Snap => "snap",
            Self::Update => "update",
            Self::Correction => "correction",
            Self::Kill => "kill",
            Self::Advisory => "advisory",
            Self::Results => "results",
            Self::Obituary => "obituary",
            Self::Opinion => "opinion",
            Self::Interview => "interview",
            Self::Live => "live",
            Self::PressRelease => "press_release",
            Self::MarketReport => "market_report",
            Self::Weather => "weather",
        }
    }
}

/// Whether every stage ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every stage ran.
    Complete,
    /// Some stages were skipped; `skipped` names them.
    Partial,
    /// The article has neither title nor body; it is passed through.
    NoText,
}

/// A stage that did not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Skipped {
    /// `places`, `names`, `figures`, `tags` or `summary`.
    pub stage: String,
    /// Why: `language_unsupported`, or `language_unknown` where the text is too short to tell.
    pub reason: String,
}

/// The language of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Language {
    /// ISO 639-1 (639-3 where there is no two-letter code); `null` where the text is too short to tell.
    pub code: Option<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// What the input declared.
    pub declared: Option<String>,
}

/// A field of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// `article.title`.
    Title,
    /// `article.body`.
    Body,
    /// An element of `article.hashtags`; `index` says which.
    Hashtags,
}

/// A piece of the article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextSpan {
    /// The field.
    pub field: Field,
    /// Which hashtag; only where `field` is `hashtags`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub index: Option<u32>,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The text there.
    pub text: String,
}

/// What kind of tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// An IPTC Media Topic.
    Topic,
    /// A phrase of the text.
    Keyphrase,
    /// A hashtag of the article.
    Hashtag,
    /// Given in the input (`keywords`, `subjects`).
    Given,
    /// By a rule of the newsroom's own.
    Rule,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// `T1`, `T2`, …
    pub id: String,
    /// What kind.
    pub kind: TagKind,
    /// What a person reads.
    pub label: String,
    /// `medtop:…` for topics, and for given tags whose source names one.
    pub code: Option<String>,
    /// For topics: the Wikidata item of the concept, under `wikidata`.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// For topics: labels from the top-level topic down to this one.
    pub path: Vec<String>,
    /// 0 to 1: the probability that the tag is right.
    pub score: f64,
    /// For topics, 0 to 100: how much the article is about it; else `null`.
    #[serde(default)]
    pub relevance: Option<u8>,
    /// The spans that the tag rests on.
    pub evidence: Vec<TextSpan>,
    /// The location, person or organisation that the tag names.
    pub entity: Option<String>,
}

/// What kind of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A continent.
    Continent,
    /// A region that is no administrative unit (Middle East, Sahel).
    Region,
    /// A country or dependent territory, former ones too.
    Country,
    /// First-level administrative division.
    Admin1,
    /// Second-level administrative division.
    Admin2,
    /// A populated place.
    City,
    /// Part of a city.
    District,
    /// Sea, river, lake.
    Water,
    /// Mountain, desert, island.
    Landform,
    /// Airport, building, street, border crossing.
    Facility,
    /// Anything else.
    Other,
}

/// A place, with its mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// `L1`, `L2`, …
    pub id: String,
    /// The name by which the gazetteer knows it; the mention where no gazetteer does.
    pub name: String,
    /// What kind.
    pub kind: PlaceKind,
    /// GeoNames id.
    pub geoname_id: Option<u32>,
    /// Ids by who gives them: `geonames`, `wikidata`, and the newsroom's own.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// ISO 3166-1 alpha-2.
    pub country_code: Option<String>,
    /// Name of the first-level division.
    pub admin1: Option<String>,
    /// Name of the second-level division.
    pub admin2: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Inhabitants.
    pub population: Option<u64>,
    /// 0 to 1: the probability that the place is the one meant.
    pub score: f64,
    /// 1 to 3 for the places that the article is about.
    pub focus: Option<u8>,
    /// 0 to 100: how much the article is about it.
    #[serde(default)]
    pub relevance: u8,
    /// Where it is mentioned.
    pub mentions: Vec<PlaceMention>,
}

/// In which form a place is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceForm {
    /// By name.
    Name,
    /// By an abbreviation (`U.S.`, `Calif.`).
    Abbreviation,
    /// By the adjective or the name of its people (`Russian`): it supports the place but is no toponym.
    Demonym,
}

/// One mention of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceMention {
    /// Where and what.
    #[serde(flatten)]
    pub span: TextSpan,
    /// In which form.
    pub form: PlaceForm,
}

/// A person, with their mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// `P1`, `P2`, …
    pub id: String,
    /// The fullest name that the text gives.
    pub name: String,
    /// Roles and titles as the text gives them.
    pub roles: Vec<String>,
    /// Ids by who gives them: `geonames`, `wikidata`, and the newsroom's own.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// Whether the story turns on this person.
    pub key: bool,
    /// 0 to 1: the probability that this is a person.
    pub score: f64,
    /// 0 to 100: how much the article is about this person.
    #[serde(default)]
    pub relevance: u8,
    /// Where they are named.
    pub mentions: Vec<TextSpan>,
    /// What they said.
    pub statements: Vec<Statement>,
}

/// Something said by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The field.
    pub field: Field,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// `true` for words in quotation marks or a turn of an interview, `false` for reported speech.
    pub direct: bool,
}

/// What an organisation does in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationRole {
    /// It only reports: a news agency or another medium.
    Source,
}

/// An organisation, with its mentions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organisation {
    /// `O1`, `O2`, …
    pub id: String,
    /// The fullest name that the text gives.
    pub name: String,
    /// Ids by who gives them: `geonames`, `wikidata`, and the newsroom's own.
    #[serde(default)]
    pub ids: BTreeMap<String, String>,
    /// `source` for one that only reports.
    pub role: Option<OrganisationRole>,
    /// 0 to 1: the probability that this is an organisation.
    pub score: f64,
    /// 0 to 100: how much the article is about it.
    #[serde(default)]
    pub relevance: u8,
    /// Where it is named.
    pub mentions: Vec<TextSpan>,
}

/// The numbers that measure the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct KeyFigures {
    /// One to three sentences of at most 400 characters; empty for an empty article.
    pub summary: String,
    /// One record per number, in the order of the text.
    pub figures: Vec<Figure>,
}

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says it")]
pub enum Dimension {
    Count,
    Money,
    Percent,
    Mass,
    Length,
    Area,
    Volume,
    Duration,
    Speed,
    Temperature,
    Energy,
    Rate,
    Score,
    Other,
}

/// What happened to the people counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says it")]
pub enum Impact {
    Killed,
    Injured,
    Missing,
    Displaced,
    Detained,
    /// Infected, evacuated to safety, stranded, in need.
    Affected,
}

/// How exact a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says it")]
pub enum Qualifier {
    Exact,
    About,
    MoreThan,
    AtLeast,
    LessThan,
    AtMost,
    Range,
}

/// An interval of time in RFC 3339, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// First second.
    pub from: String,
    /// Last second.
    pub to: String,
}

/// A range of code points in the figure's field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// A number that measures the story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// `F1`, `F2`, …
    pub id: String,
    /// The number with its unit or the thing counted.
    pub text: String,
    /// The field.
    pub field: Field,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The number, scaled; `null` where words only hint at it (`dozens`).
    pub value: Option<f64>,
    /// Upper end of a range, or the second number of a score.
    pub value_max: Option<f64>,
    /// Whether the number is only hinted at (`dozens`, `hundreds of`).
    pub approximate_words: bool,
    /// What it measures.
    pub dimension: Dimension,
    /// `person`, an ISO 4217 code, a UCUM-like unit, `%`, `pp`, or the singular head noun.
    pub unit: Option<String>,
    /// The noun phrase counted or measured, as in the text.
    pub counted: Option<String>,
    /// For people: what happened to them.
    pub impact: Option<Impact>,
    /// How exact it is meant.
    pub qualifier: Qualifier,
    /// A correction takes the number back; such a figure is never `key`.
    #[serde(default)]
    pub withdrawn: bool,
    /// Who says so, as in the text.
    pub attribution: Option<String>,
    /// The person (`P…`), organisation (`O…`) or location (`L…`) that says so.
    pub speaker: Option<String>,
    /// When it held.
    pub as_of: Option<Interval>,
    /// The location that it belongs to.
    pub location: Option<String>,
    /// The sentence around it.
    pub sentence: Range,
    /// Whether an editor would put it on top.
    pub key: bool,
    /// The first telling of the same figure.
    pub same_as: Option<String>,
    /// Competing counts of the same thing.
    pub conflicts_with: Vec<String>,
}

/// What made the enrichment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Engine {
    /// Always `dateline`.
    pub name: String,
    /// The program's version.
    pub version: String,
    /// `sha256:` over the embedded resources.
    pub resources: String,
    /// `sha256:` over the settings that enrichment depends on.
    pub settings: String,
}
