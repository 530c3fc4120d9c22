//! Browses a queue message by message. Messages that are not removed return to the queue when the browser is closed or the
//! program ends in any other way; RabbitMQ 4.0 keeps the order of some thirty at most.

use std::time::Duration;

use lapin::options::{BasicAckOptions, BasicGetOptions, BasicQosOptions};
use lapin::{Channel, Connection};

use super::connection::{self, Endpoint, Reading, channel, within};
use super::error::BrokerError;
use super::headers::short;
use super::inspect::Inspector;
use super::inspect::management::Management;
use super::message::Received;
use super::queue_depths;
use super::topology::{Queue, Topology};
use super::version::ServerVersion;
use crate::settings::Settings;

/// A queue that is being browsed.
#[derive(Debug)]
pub struct QueueBrowser {
    reading: Reading,
    channel: Channel,
    queue: String,
    timeout: Duration,
    left: u32,
    total: u32,
}

impl QueueBrowser {
    /// Opens the queue. Everything that is in it now can be taken; what arrives later is left alone.
    ///
    /// Reading a message of a quorum queue and giving it back counts as a delivery. Where the queue has a limit for
    /// those, looking would destroy what is looked at, so that such a queue is refused unless `anyway` is set.
    pub async fn open(settings: &Settings, name: &str, anyway: bool) -> Result<Self, BrokerError> {
        let endpoint = Endpoint::of(&settings.broker)?;
        let timeout = settings.broker.connect_timeout;
        let management = Management::new(&settings.broker, &endpoint)?;
        let version = endpoint.version().await?.unwrap_or(ServerVersion::UNKNOWN);
        let reading = endpoint.open_to_read("dead letters").await?;
        let connection = &reading.connection;
        let total = match count(connection, name, timeout).await {
            Ok(total) => total,
            Err(error) => {
                connection::close(connection, timeout).await;
                return Err(error);
            }
        };
        let topology = Topology::of(settings, version);
        let plan = topology.queues.iter().find(|queue| queue.name == name);
        if let (Some(plan), false) = (plan, anyway)
            && let Err(error) = without_limit(
                &Inspector { connection, timeout, management: management.as_ref() },
                plan,
                version,
            )
            .await
        {
            connection::close(connection, timeout).await;
            return Err(error);
        }
        let channel = channel(connection, timeout).await?;
        Ok(Self { reading, channel, queue: name.to_owned(), timeout, left: total, total })
    }

    /// The number of messages when it was opened.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The name of the queue.
    pub fn queue(&self) -> &str {
        &self.queue
    }

    /// The next message.
    pub async fn take(&mut self) -> Result<Option<Received>, BrokerError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let options = BasicGetOptions { no_ack: false };
        let getting = self.channel.basic_get(short(&self.queue), options);
        let message = within(self.timeout, "taking a message", getting).await?;
        let unreadable = &self.reading.unreadable;
        Ok(message.map(|message| Received::from_delivery(message.delivery, &self.channel, unreadable)))
    }

    /// Removes a message that was taken.
    pub async fn remove(&self, tag: u64) -> Result<(), BrokerError> {
        let removing = self.channel.basic_ack(tag, BasicAckOptions::default());
        within(self.timeout, "removing a message", removing).await
    }

    /// Gives back all that was taken and not removed.
    pub async fn close(self) {
        // An answer on this channel says that the broker has read everything said on it before, removals among it.
        let asking = self.channel.basic_qos(1, BasicQosOptions::default());
        let read = within(self.timeout, "the last answer", asking).await;
        let closing = self.channel.close(200, "bye".into());
        let closed = within(self.timeout, "closing a channel", closing).await;
        if let Err(error) = read.and(closed) {
            tracing::debug!(%error, "closing a channel");
        }
        connection::close(&self.reading.connection, self.timeout).await;
    }
}

/// The number of messages that are ready in a queue, which must exist.
async fn count(connection: &Connection, name: &str, timeout: Duration) -> Result<u32, BrokerError> {
    queue_depths::count(connection, name, timeout).await.map_err(|error| match &error {
        BrokerError::Refused { code: 404, .. } => BrokerError::Topology(format!(
            "there is no queue {name} on this virtual host. `dateline topology apply` makes it; another name is set \
             in [topology]"
        )),
        _ => error,
    })
}

/// Makes sure that reading destroys nothing: the queue must have no delivery limit.
async fn without_limit(
    inspector: &Inspector<'_>,
    plan: &Queue,
    version: ServerVersion,
) -> Result<(), BrokerError> {
    let Some(found) = inspector.queue(plan).await? else { return Ok(()) };
    if found.kind.as_deref() == Some("classic") {
        return Ok(());
    }
    let has = match &found.arguments {
        None => {
            "this user cannot see whether it has a delivery limit (that takes the permission configure, or \
                 broker.management_uri)"
                .to_owned()
        }
        Some(arguments) => match arguments.get("x-delivery-limit").map(String::as_str) {
            Some(limit) if limit.starts_with('-') => return Ok(()),
            None if version < ServerVersion::FOUR => return Ok(()),
            Some(limit) => format!("its delivery limit is {limit}"),
            None => "it has the broker's own delivery limit (20)".to_owned(),
        },
    };
    Err(BrokerError::Topology(format!(
        "{}: nothing was read, since {has}, and reading a message that often would destroy it. Give the queue the policy \
         delivery-limit = -1 (docs/OPERATIONS.md), which broker.management_uri makes visible; --anyway reads it as it is",
        plan.name
    )))
}
