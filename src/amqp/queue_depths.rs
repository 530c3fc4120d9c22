//! Counts the messages that are ready in queues, over a connection of its own.

use std::time::Duration;

use lapin::Connection;
use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;

use super::connection::{self, Endpoint, channel, within};
use super::error::BrokerError;
use super::headers::short;
use super::topology::retry_queue;
use crate::settings::Settings;

/// The queues of a worker, with a connection for counting.
#[derive(Debug)]
pub struct QueueDepths {
    connection: Connection,
    timeout: Duration,
    work: String,
    retries: Vec<String>,
    unrouted: String,
    dead: String,
}

/// Messages that are ready; `None` for a queue that does not exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Depths {
    /// In the work queue.
    pub work: Option<u32>,
    /// In all retry queues.
    pub retries: Option<u32>,
    /// Articles that matched no binding.
    pub unrouted: Option<u32>,
    /// Dead letters.
    pub dead: Option<u32>,
}

impl QueueDepths {
    /// Opens the connection.
    pub async fn open(settings: &Settings) -> Result<Self, BrokerError> {
        let topology = &settings.topology;
        let retries = settings.retry.delays.iter().map(|&delay| retry_queue(&topology.input_queue, delay));
        Ok(Self {
            connection: Endpoint::of(&settings.broker)?.open("console").await?,
            timeout: settings.broker.connect_timeout,
            work: topology.input_queue.clone(),
            retries: retries.collect(),
            unrouted: topology.unrouted_queue.clone(),
            dead: topology.dead_queue.clone(),
        })
    }

    /// Counts now.
    pub async fn read(&self) -> Result<Depths, BrokerError> {
        let mut retries = None;
        for name in &self.retries {
            let count = self.count(name).await?;
            retries = count.map(|count| retries.unwrap_or(0) + count).or(retries);
        }
        Ok(Depths {
            work: self.count(&self.work).await?,
            retries,
            unrouted: self.count(&self.unrouted).await?,
            dead: self.count(&self.dead).await?,
        })
    }

    /// Closes the connection.
    pub async fn close(self) {
        connection::close(&self.connection, self.timeout).await;
    }

    async fn count(&self, name: &str) -> Result<Option<u32>, BrokerError> {
        match count(&self.connection, name, self.timeout).await {
            Ok(count) => Ok(Some(count)),
            Err(BrokerError::Refused { code: 403 | 404, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The number of messages that are ready in a queue. A queue that does not exist costs the channel, hence one for each.
pub(super) async fn count(
    connection: &Connection,
    name: &str,
    timeout: Duration,
) -> Result<u32, BrokerError> {
    let on = channel(connection, timeout).await?;
    let options = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    let asking = on.queue_declare(short(name), options, FieldTable::default());
    let count = within(timeout, "asking for a queue", asking).await?.message_count();
    within(timeout, "closing a channel", on.close(200, "counted".into())).await?;
    Ok(count)
}
