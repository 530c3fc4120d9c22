//! One settled message.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::findings::Findings;
use crate::worker::outcome::{Failure, Fate};
use crate::worker::transport::{Delivery, Outgoing};

/// A settled message as the console lists it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number; later messages have larger ones.
    pub number: u64,
    /// When it was settled.
    pub at: Timestamp,
    /// Its fate.
    pub fate: Fate,
    /// Why it was not enriched.
    pub failure: Option<Failure>,
    /// The source that it counts for.
    pub source: String,
    /// The findings in it; nothing where it was not enriched.
    pub findings: Arc<Findings>,
    /// Bytes of the raw article.
    pub bytes: usize,
    /// Reading and enriching.
    pub took: Duration,
    /// From delivery to settlement.
    pub in_hand: Duration,
    /// From its publication to settlement, where the article says when it was published.
    pub age: Option<Duration>,
    /// The messages themselves, where they are kept.
    pub kept: Option<Kept>,
}

/// A message with the one that replaced it.
#[derive(Debug, Clone)]
pub struct Kept {
    delivery: Arc<dyn Delivery>,
    outgoing: Arc<dyn Outgoing>,
}

impl Kept {
    pub(super) fn new(delivery: Arc<dyn Delivery>, outgoing: Arc<dyn Outgoing>) -> Self {
        Self { delivery, outgoing }
    }

    /// Bytes of both bodies.
    pub(super) fn bytes(&self) -> usize {
        self.delivery.body().len() + self.outgoing.new_bytes().unwrap_or(0)
    }

    /// The raw article.
    pub(crate) fn delivery(&self) -> &Arc<dyn Delivery> {
        &self.delivery
    }

    /// The message that replaced it.
    pub(crate) fn outgoing(&self) -> &Arc<dyn Outgoing> {
        &self.outgoing
    }
}
