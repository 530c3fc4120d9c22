//! The two queues whose messages the `dateline dead` commands handle.

use crate::amqp::{BrokerError, QueueBrowser};
use crate::settings::Settings;

/// A queue of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterQueue {
    /// Dead letters.
    Dead,
    /// Enriched articles that matched no binding.
    Unrouted,
}

impl LetterQueue {
    /// Opens it for browsing; see [`QueueBrowser::open`].
    pub async fn open(self, settings: &Settings, anyway: bool) -> Result<QueueBrowser, BrokerError> {
        let topology = &settings.topology;
        let name = match self {
            Self::Dead => &topology.dead_queue,
            Self::Unrouted => &topology.unrouted_queue,
        };
        QueueBrowser::open(settings, name, anyway).await
    }
}
