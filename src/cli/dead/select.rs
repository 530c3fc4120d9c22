//! Which queue and which letters, as flags.

use anyhow::Context;
use clap::ValueEnum;
use dateline::dead_letters::{LetterQueue, Selection};
use dateline::worker::{Reason, clock};
use jiff::{SignedDuration, Timestamp};

use crate::cli::exit::Misused;

/// Reasons that are not the worker's: two of the broker, that of the unrouted queue, and that of letters without any.
const OTHER_REASONS: [&str; 4] = ["expired", "maxlen", "unrouted", "unknown"];

/// The queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum QueueName {
    /// Messages that could not be enriched.
    Dead,
    /// Enriched articles that matched no binding.
    Unrouted,
}

impl QueueName {
    pub(super) fn which(self) -> LetterQueue {
        match self {
            Self::Dead => LetterQueue::Dead,
            Self::Unrouted => LetterQueue::Unrouted,
        }
    }
}

/// Which queue, and which letters of it. Several conditions: all must hold.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// Ids as `dead list` shows them, or their beginnings.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Which queue.
    #[arg(long, value_enum, default_value_t = QueueName::Dead)]
    pub(super) queue: QueueName,
    /// Only with this reason, such as `unreadable_body`. Repeatable.
    #[arg(long, value_parser = known_reason, help_heading = "Selection")]
    reason: Vec<String>,
    /// Only what was published to this exchange; * stands for any characters.
    #[arg(long, help_heading = "Selection")]
    exchange: Option<String>,
    /// Only what was published with this routing key; * stands for any characters.
    #[arg(long, help_heading = "Selection")]
    routing_key: Option<String>,
    /// Only with this message id; * stands for any characters.
    #[arg(long, help_heading = "Selection")]
    message_id: Option<String>,
    /// Only what failed since then: 2026-05-01, 2026-05-01T06:00:00Z, or 2h for two hours ago.
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Selection")]
    since: Option<Timestamp>,
    /// Only what failed before.
    #[arg(long, value_name = "TIME", value_parser = moment, help_heading = "Selection")]
    until: Option<Timestamp>,
    /// Read the queue even if reading it could destroy letters (a delivery limit that cannot be ruled out).
    #[arg(long)]
    pub(super) anyway: bool,
}

impl Choice {
    pub(super) fn selection(&self) -> Selection {
        Selection {
            ids: self.ids.iter().map(|id| id.to_lowercase()).collect(),
            reasons: self.reason.clone(),
            exchange: self.exchange.clone(),
            routing_key: self.routing_key.clone(),
            message_id: self.message_id.clone(),
            since: self.since,
            until: self.until,
        }
    }

    /// The selection for what changes something: everything only where it is asked for.
    pub(super) fn selection_or(&self, all: bool) -> Result<Selection, Misused> {
        let selection = self.selection();
        if selection.is_everything() && !all {
            return Err(Misused("nothing was chosen: give ids, a condition such as --reason, or --all"));
        }
        Ok(selection)
    }
}

/// A reason that letters can have: a misspelt one would choose none, without a word.
fn known_reason(text: &str) -> Result<String, String> {
    let known: Vec<&str> = Reason::ALL.into_iter().map(Reason::code).chain(OTHER_REASONS).collect();
    if known.contains(&text) {
        return Ok(text.to_owned());
    }
    Err(format!("no such reason; there are: {}", known.join(", ")))
}

fn moment(text: &str) -> anyhow::Result<Timestamp> {
    time(text, clock::now())
}

/// A moment: a timestamp, the beginning of a day (UTC), or so long ago.
fn time(text: &str, now: Timestamp) -> anyhow::Result<Timestamp> {
    if let Ok(timestamp) = text.parse() {
        return Ok(timestamp);
    }
    if let Ok(midnight) = format!("{text}T00:00:00Z").parse() {
        return Ok(midnight);
    }
    let ago: SignedDuration =
        text.parse().ok().context("expected 2026-05-01, 2026-05-01T06:00:00Z, or 2h for two hours ago")?;
    now.checked_sub(ago).context("too long ago")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_in_three_forms() {
        let now: Timestamp = "2026-05-02T10:00:00Z".parse().unwrap();
        let parsed = |text: &str| time(text, now).ok().map(|time| time.to_string());
        assert_eq!(parsed("2h").as_deref(), Some("2026-05-02T08:00:00Z"));
        assert_eq!(parsed("2026-05-01").as_deref(), Some("2026-05-01T00:00:00Z"));
        assert_eq!(parsed("2026-05-01T06:00:00+02:00").as_deref(), Some("2026-05-01T04:00:00Z"));
        assert_eq!(parsed("yesterday"), None);
    }
}
