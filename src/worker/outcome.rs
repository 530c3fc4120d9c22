//! The outcome of a delivery, exactly one of three, and the one function that says what replaces it.

use std::time::Duration;

/// Longest explanation of a failure in a header or a line of the log, in bytes.
pub(crate) const LONGEST_ERROR: usize = 1000;

/// Why a message was retried or dead-lettered; the code goes into headers, log and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Properties that are not UTF-8, or that fit no AMQP value.
    UnreadableProperties,
    /// The bytes are not in the encoding or the compression that they claim.
    UnreadableEncoding,
    /// The bytes are in their encoding, but are no article.
    UnreadableBody,
    /// No form and no mapping finds an article in it.
    NoArticle,
    /// A list of several articles, where a message is one.
    SeveralArticles,
    /// A content type that Dateline does not read.
    UnsupportedType,
    /// Larger than `limits` allow.
    TooLarge,
    /// The enriched article is larger than the broker takes.
    OutputTooLarge,
    /// The headers do not fit into one frame.
    HeadersTooLarge,
    /// It is an enriched article: a loop in the bindings.
    AlreadyEnriched,
    /// Enrichment panicked: a bug, please report it.
    EnrichmentPanicked,
    /// Enrichment took longer than `limits.article_time`.
    EnrichmentTooSlow,
    /// Nobody has bound to it, and `output.unroutable` is `fail`.
    Unroutable,
    /// The broker rejected the enriched article although it took others.
    Rejected,
    /// Every retry failed.
    RetriesExhausted,
    /// The broker gave up: the message was delivered too often without an answer.
    DeliveryLimit,
}

impl Reason {
    /// Every reason, for documentation and tests.
    pub const ALL: [Self; 16] = [
        Self::UnreadableProperties,
        Self::UnreadableEncoding,
        Self::UnreadableBody,
        Self::NoArticle,
        Self::SeveralArticles,
        Self::UnsupportedType,
        Self::TooLarge,
        Self::OutputTooLarge,
        Self::HeadersTooLarge,
        Self::AlreadyEnriched,
        Self::EnrichmentPanicked,
        Self::EnrichmentTooSlow,
        Self::Unroutable,
        Self::Rejected,
        Self::RetriesExhausted,
        Self::DeliveryLimit,
    ];

    /// The code in headers, log and metrics.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnreadableProperties => "unreadable_properties",
            Self::UnreadableEncoding => "unreadable_encoding",
            Self::UnreadableBody => "unreadable_body",
            Self::NoArticle => "no_article",
            Self::SeveralArticles => "several_articles",
            Self::UnsupportedType => "unsupported_type",
            Self::TooLarge => "too_large",
            Self::OutputTooLarge => "output_too_large",
            Self::HeadersTooLarge => "headers_too_large",
            Self::AlreadyEnriched => "already_enriched",
            Self::EnrichmentPanicked => "enrichment_panicked",
            Self::EnrichmentTooSlow => "enrichment_too_slow",
            Self::Unroutable => "unroutable",
            Self::Rejected => "rejected",
            Self::RetriesExhausted => "retries_exhausted",
            Self::DeliveryLimit => "delivery_limit",
        }
    }
}

/// A reason, and a text that tells an operator more than its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The code.
    pub reason: Reason,
    /// An explanation without any of the article's text.
    pub text: String,
}

impl Failure {
    /// A failure with its explanation.
    pub fn new(reason: Reason, text: impl Into<String>) -> Self {
        Self { reason, text: text.into() }
    }

    /// The explanation, short enough for a header or a line of the log.
    pub(crate) fn clipped(&self) -> &str {
        clip(&self.text, LONGEST_ERROR)
    }
}

/// The outcome of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Enriched (or to be dropped by a setting): done.
    Acknowledge,
    /// The message fails while others succeed: once more, after this time.
    Retry {
        /// Its wait.
        after: Duration,
        /// The cause.
        failure: Failure,
    },
    /// It will never succeed.
    DeadLetter(Failure),
}

impl Outcome {
    /// The failure, if it is one.
    pub(crate) fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Acknowledge => None,
            Self::Retry { failure, .. } | Self::DeadLetter(failure) => Some(failure),
        }
    }
}

/// The fate of a message that is done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Enriched and confirmed.
    Enriched,
    /// Enriched; it matched no binding, and the settings drop it.
    Dropped,
    /// In a retry queue.
    Retried,
    /// A dead letter.
    Dead,
}

impl Fate {
    /// Its name in metrics, traces, JSON and filters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enriched => "enriched",
            Self::Dropped => "dropped",
            Self::Retried => "retried",
            Self::Dead => "dead",
        }
    }

    /// The fate of a message whose replacement is confirmed.
    pub(super) fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::Acknowledge => Self::Enriched,
            Outcome::Retry { .. } => Self::Retried,
            Outcome::DeadLetter(_) => Self::Dead,
        }
    }
}

/// The message that replaces a delivery before it is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// The enriched article, to the output exchange.
    Enriched,
    /// The original, to the retry queue with this delay.
    Retry(Duration),
    /// The original, to the dead-letter exchange.
    DeadLetter,
}

/// The replacement that is published and confirmed before the delivery is acknowledged. Every outcome has one: a message that
/// has none yet is given back at a stop, with `basic.nack`, which from RabbitMQ 4.3 on does not count towards the
/// delivery limit, as `basic.reject` does.
pub fn replacement(outcome: &Outcome) -> Replacement {
    match outcome {
        Outcome::Acknowledge => Replacement::Enriched,
        Outcome::Retry { after, .. } => Replacement::Retry(*after),
        Outcome::DeadLetter(_) => Replacement::DeadLetter,
    }
}

/// The beginning of a text, cut at a character.
pub(crate) fn clip(text: &str, longest: usize) -> &str {
    let mut end = text.len().min(longest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let codes: std::collections::BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
