//! The contract: raw article in, enriched article out.

pub mod enriched;
pub mod input;
pub mod ninjs;
pub mod schema;
pub mod wire;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use enriched::EnrichedArticle;

/// A raw article in Dateline's one form, whatever form it came in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// The article's id: see docs/CONTRACT.md for where it comes from.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The text that offsets refer to.
    pub body: String,
    /// When it was published, RFC 3339.
    pub published_at: Option<String>,
    /// Whether the zone of `published_at` was `given` or `assumed`.
    pub published_at_zone: Option<String>,
    /// `published_at` as it came.
    pub published_at_raw: Option<String>,
    /// When it was last changed, RFC 3339.
    pub updated_at: Option<String>,
    /// The version that the source gives.
    pub version: Option<String>,
    /// `usable`, `withheld` or `canceled`.
    pub pub_status: Option<String>,
    /// Not to be published before, RFC 3339.
    pub embargoed_until: Option<String>,
    /// The source's type of item.
    pub r#type: Option<String>,
    /// The language that the source declares.
    pub language: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Where it is published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Hashtags, without `#`.
    pub hashtags: Vec<String>,
    /// Keywords that the source gives.
    pub keywords: Vec<String>,
    /// What the body was before HTML was reduced to text; only where it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub original: Option<Original>,
    /// Fields of the input that Dateline does not know, carried through.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// A body as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Original {
    /// `text/html`.
    pub content_type: String,
    /// The bytes as text.
    pub body: String,
}
