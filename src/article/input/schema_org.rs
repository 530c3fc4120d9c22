//! The types of schema.org whose things are articles.

use serde_json::Value;

use super::pointer::Fields;

/// Types of schema.org whose things are articles.
const TYPES: &[&str] = &[
    "Article",
    "NewsArticle",
    "AnalysisNewsArticle",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "SocialMediaPosting",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
];

/// True if a thing is of a type of articles: `NewsArticle`, `schema:NewsArticle`, `https://schema.org/NewsArticle`.
pub(super) fn is_article(fields: &Fields) -> bool {
    let is_type = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        TYPES.contains(&kind.rsplit(['/', ':', '#']).next().unwrap_or_default())
    };
    match fields.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is_type),
        Some(kind) => is_type(kind),
        None => false,
    }
}
