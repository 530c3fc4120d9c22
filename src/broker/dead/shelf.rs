//! The messages of a queue, taken one after another; what is not removed goes back when the shelf is closed, in its
//! order, or when the program ends in any other way.

use std::time::Duration;

use lapin::options::{BasicAckOptions, BasicGetOptions, BasicQosOptions};
use lapin::{Channel, Connection};

use crate::broker::BrokerError;
use crate::broker::connection::{self, Endpoint, Reading, channel, within};
use crate::broker::declare;
use crate::broker::headers::short;
use crate::broker::message::Received;
use crate::broker::topology::{Queue, Topology};
use crate::broker::version::ServerVersion;
use crate::settings::{QueueType, Settings};

/// Which queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Dead letters.
    Dead,
    /// Enriched articles that nobody had bound to.
    Unrouted,
}

/// A queue that is being looked through.
#[derive(Debug)]
pub struct Shelf {
    reading: Reading,
    channel: Channel,
    queue: String,
    patience: Duration,
    left: u32,
    total: u32,
}

impl Shelf {
    /// Opens the queue. Everything that is in it now can be taken; what arrives later is left alone.
    ///
    /// Reading a message of a quorum queue and giving it back counts as a delivery. Where the queue has a limit for
    /// those, looking would destroy what is looked at, so that such a queue is refused unless `anyway` is set.
    pub async fn open(settings: &Settings, which: Which, anyway: bool) -> Result<Self, BrokerError> {
        let endpoint = Endpoint::of(&settings.broker)?;
        let patience = settings.broker.connect_timeout;
        let version = endpoint.version().await?.unwrap_or(ServerVersion::UNKNOWN);
        let reading = endpoint.open_to_read("dead letters").await?;
        let connection = &reading.connection;
        let name = match which {
            Which::Dead => &settings.topology.dead_queue,
            Which::Unrouted => &settings.topology.unrouted_queue,
        };
        let total = match count(connection, name, patience).await {
            Ok(total) => total,
            Err(error) => {
                connection::close(connection, patience).await;
                return Err(error);
            }
        };
        let topology = Topology::of(settings, version);
        let plan = topology.queues.iter().find(|queue| queue.name == *name);
        if let (Some(plan), false) = (plan, anyway)
            && let Err(error) = without_limit(connection, plan, patience).await
        {
            connection::close(connection, patience).await;
            return Err(error);
        }
        let channel = channel(connection, patience).await?;
        Ok(Self { reading, channel, queue: name.clone(), patience, left: total, total })
    }

    /// How many messages were there when it was opened.
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
        let message = within(self.patience, "taking a message", getting).await?;
        let unreadable = &self.reading.unreadable;
        Ok(message.map(|message| Received::from_delivery(message.delivery, &self.channel, unreadable)))
    }

    /// Removes a message that was taken.
    pub async fn remove(&self, tag: u64) -> Result<(), BrokerError> {
        let removing = self.channel.basic_ack(tag, BasicAckOptions::default());
        within(self.patience, "removing a message", removing).await
    }

    /// Gives back all that was taken and not removed.
    pub async fn close(self) {
        // An answer on this channel says that the broker has read everything said on it before, removals among it.
        let asking = self.channel.basic_qos(1, BasicQosOptions::default());
        let read = within(self.patience, "the last answer", asking).await;
        let closing = self.channel.close(200, "bye".into());
        let closed = within(self.patience, "closing a channel", closing).await;
        if let Err(error) = read.and(closed) {
            tracing::debug!(%error, "closing a channel");
        }
        connection::close(&self.reading.connection, self.patience).await;
    }
}

/// How many messages are ready in a queue, which must exist.
async fn count(connection: &Connection, name: &str, patience: Duration) -> Result<u32, BrokerError> {
    let on = channel(connection, patience).await?;
    let queue = Queue {
        name: name.to_owned(),
        kind: QueueType::Quorum,
        arguments: Vec::new(),
        may_differ: Vec::new(),
        purpose: "",
    };
    let asking = declare::declare_queue(&on, &queue, true);
    let found = within(patience, "asking for a queue", asking).await.map_err(|error| match &error {
        BrokerError::Refused(words) if words.contains("404") => BrokerError::Topology(format!(
            "there is no queue {name} on this virtual host. `dateline topology apply` makes it; another name is set \
             in [topology]"
        )),
        _ => error,
    })?;
    let count = found.message_count();
    within(patience, "closing a channel", on.close(200, "counted".into())).await?;
    Ok(count)
}

/// Makes sure that reading destroys nothing: a declaration that agrees with the queue proves that it has no limit.
async fn without_limit(connection: &Connection, plan: &Queue, patience: Duration) -> Result<(), BrokerError> {
    if plan.kind == QueueType::Classic {
        return Ok(());
    }
    let on = channel(connection, patience).await?;
    match within(patience, "asking for a queue", declare::declare_queue(&on, plan, false)).await {
        Ok(_) => within(patience, "closing a channel", on.close(200, "asked".into())).await,
        // Classic queues have no limit.
        Err(BrokerError::Refused(words)) if words.contains("x-queue-type") => Ok(()),
        // Also before 4.0, which has no limit by default: the broker names one difference only, and it may hide a limit.
        Err(BrokerError::Refused(words)) => Err(BrokerError::Topology(format!(
            "{}: nothing was read, since this queue may have a delivery limit, and reading a message some twenty times \
             would then destroy it. Give the queue the policy delivery-limit = -1 (docs/OPERATIONS.md) or make it anew \
             as `dateline topology show` says; --anyway reads it as it is. The broker says: {words}",
            plan.name
        ))),
        Err(error) => Err(error),
    }
}
