//! Why a message cannot be read as an article. All of these are final: a second try gives the same.

use thiserror::Error;

/// Why a message cannot be read as an article.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InputError {
    /// The bytes are not what content encoding or charset promise.
    #[error("{0}")]
    UnreadableEncoding(String),
    /// The text is not what the content type promises.
    #[error("{0}")]
    UnreadableBody(String),
    /// No form and no mapping finds an article in it.
    #[error("{0}")]
    NoArticle(String),
    /// A list of several articles, where a message is one.
    #[error("{0}")]
    SeveralArticles(String),
    /// A content type that Dateline does not read.
    #[error(
        "content type \"{0}\" is not supported: send application/json, application/xml, text/plain or text/html, or \
         leave it out"
    )]
    UnsupportedType(String),
    /// Something is larger than its limit.
    #[error("{what} has {size} bytes, more than the limit of {limit} (settings, section [limits])")]
    TooLarge {
        /// The message, the title, the body, …
        what: &'static str,
        /// Its size; at least this, where counting stopped at the limit.
        size: usize,
        /// What is allowed.
        limit: usize,
    },
    /// JSON of more values than its limit.
    #[error("the JSON of the message has more than {limit} values and keys (limits.json_values)")]
    TooManyValues {
        /// What is allowed.
        limit: usize,
    },
    /// The message is Dateline's own output.
    #[error(
        "this is an enriched article already: the input queue seems to be bound to the output exchange (a loop)"
    )]
    AlreadyEnriched,
}

impl InputError {
    /// The reason's code, as it stands in headers, logs and metrics.
    pub fn reason(&self) -> &'static str {
        match self {
            Self::UnreadableEncoding(_) => "unreadable_encoding",
            Self::UnreadableBody(_) => "unreadable_body",
            Self::NoArticle(_) => "no_article",
            Self::SeveralArticles(_) => "several_articles",
            Self::UnsupportedType(_) => "unsupported_type",
            Self::TooLarge { .. } | Self::TooManyValues { .. } => "too_large",
            Self::AlreadyEnriched => "already_enriched",
        }
    }
}

/// An error if `size` is above `limit`.
pub(super) fn within(what: &'static str, size: usize, limit: usize) -> Result<(), InputError> {
    if size > limit { Err(InputError::TooLarge { what, size, limit }) } else { Ok(()) }
}
