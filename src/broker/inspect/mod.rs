//! Reads what exists on the broker without changing anything: over the management API where `broker.management_uri` is
//! set, else over AMQP as far as the user's permissions go.
//!
//! [`amqp`] asks over AMQP, [`management`] over HTTP, [`refusal`] parses the broker's refusals, and [`compare`] holds
//! what was found against what Dateline needs.

pub(crate) mod amqp;
pub(crate) mod compare;
pub(crate) mod management;
pub(crate) mod refusal;

use std::collections::BTreeMap;
use std::time::Duration;

use lapin::Connection;

use self::management::Management;
use super::error::BrokerError;
use super::topology::{Exchange, Queue};

/// An exchange that exists. `None` means: not visible with the means at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExistingExchange {
    /// `topic`, `direct`, `fanout`, `headers`, or the type of a plugin.
    pub(crate) kind: Option<String>,
    pub(crate) durable: Option<bool>,
    /// The alternate exchange, by argument or by policy; empty where it has none.
    pub(crate) alternate: Option<String>,
}

/// A queue that exists. `None` means: not visible with the means at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExistingQueue {
    /// `quorum`, `classic` or `stream`.
    pub(crate) kind: Option<String>,
    pub(crate) durable: Option<bool>,
    pub(crate) auto_delete: Option<bool>,
    /// It belongs to a connection of somebody else.
    pub(crate) exclusive: bool,
    /// Arguments and, where the management API shows them, what policies set, under the name of the argument.
    pub(crate) arguments: Option<BTreeMap<String, String>>,
}

/// A binding that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExistingBinding {
    pub(crate) exchange: String,
    pub(crate) routing_key: String,
}

/// Asks the broker.
#[derive(Debug)]
pub(crate) struct Inspector<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) timeout: Duration,
    pub(crate) management: Option<&'a Management>,
}

impl Inspector<'_> {
    /// The exchange; `None` where it does not exist.
    pub(crate) async fn exchange(&self, plan: &Exchange) -> Result<Option<ExistingExchange>, BrokerError> {
        if let Some(Ok(found)) = self.over_http(|api| api.exchange(&plan.name)).await {
            return Ok(found);
        }
        amqp::exchange(self.connection, plan, self.timeout).await
    }

    /// The queue; `None` where it does not exist.
    pub(crate) async fn queue(&self, plan: &Queue) -> Result<Option<ExistingQueue>, BrokerError> {
        if let Some(Ok(found)) = self.over_http(|api| api.queue(&plan.name)).await {
            return Ok(found);
        }
        amqp::queue(self.connection, plan, self.timeout).await
    }

    /// The bindings of a queue: `None` without the management API, since AMQP does not show them.
    pub(crate) async fn bindings(&self, queue: &str) -> Option<Result<Vec<ExistingBinding>, BrokerError>> {
        self.over_http(|api| api.bindings(queue)).await
    }

    async fn over_http<'m, T, F>(
        &'m self,
        ask: impl FnOnce(&'m Management) -> F,
    ) -> Option<Result<T, BrokerError>>
    where
        F: Future<Output = Result<T, BrokerError>>,
    {
        Some(ask(self.management?).await)
    }
}
