//! The contract: raw article in, enriched article out.

mod effects;
pub mod enriched;
pub mod input;
mod mark;
pub mod ninjs;
pub mod schema;
pub mod serialise;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

pub use effects::Effects;
pub use enriched::EnrichedArticle;
pub use mark::{Mark, MarkKind};
pub use serialise::OutputFormat;

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
    /// The form of the item, as the source gives it or its text shows it; `null` where there is no text.
    #[serde(default)]
    pub form: Option<enriched::Form>,
    /// The pieces of the text that show the form; empty where the source gives it.
    #[serde(default)]
    pub form_evidence: Vec<enriched::TextSpan>,
    /// The urgency that the source gives, as a rule 1 for the highest.
    #[serde(default)]
    pub urgency: Option<u8>,
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
    /// Kinds of damage that were repaired to read the article: `control_characters`, `bad_escapes`, `lone_surrogates`,
    /// `non_finite_numbers`, `repeated_keys`. Empty as a rule.
    #[serde(default)]
    pub repaired: Vec<String>,
    /// What the body was before HTML was reduced to text; only where it was. Where the source has a field of this name, its
    /// value stands here as it came, and ours under `original_body`.
    #[serde(skip_serializing_if = "Option::is_none", default, deserialize_with = "ours_alone")]
    #[schemars(with = "Option<OriginalOrTheirs>")]
    pub original: Option<Original>,
    /// Captions, credits, bylines and tables that the markup of the body told, in order. They go out as furniture decides.
    #[serde(skip)]
    pub marks: Vec<Mark>,
    /// Fields of the input that Dateline does not know, carried through.
    #[serde(flatten)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

/// Dateline's record of a body that was HTML, or whatever the source has under this name.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum OriginalOrTheirs {
    Ours(Original),
    Theirs(serde_json::Value),
}

/// What the source has under `original` is passed over.
fn ours_alone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Original>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

/// A body as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Original {
    /// `text/html`, `text/markdown`, `application/xml`, or `application/json` for a document of blocks; `text/plain` where
    /// character references were decoded.
    pub content_type: String,
    /// The bytes as text.
    pub body: String,
}

impl Original {
    /// True if this is what Dateline writes, and no publisher's field of the same shape.
    pub fn is_ours(&self) -> bool {
        ["text/html", "text/markdown", "text/plain", "application/xml", "application/json"]
            .contains(&self.content_type.as_str())
    }
}
