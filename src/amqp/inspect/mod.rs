//! Reads what exists on the broker without changing anything: over the management API where `broker.management_uri` is
//! set, else over AMQP as far as the user's permissions go.
//!
//! [`over_amqp`] asks over AMQP, [`management`] over HTTP, [`refusal`] parses the broker's refusals, and [`compare`] holds
//! what was found against what Dateline needs.

pub(crate) mod compare;
mod existing;
pub(crate) mod management;
pub(crate) mod over_amqp;
pub(crate) mod refusal;

use std::time::Duration;

use lapin::Connection;

use self::existing::{ExistingBinding, ExistingExchange, ExistingQueue};
use self::management::Management;
use super::error::BrokerError;
use super::topology::{Exchange, Queue};

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
        over_amqp::exchange(self.connection, plan, self.timeout).await
    }

    /// The queue; `None` where it does not exist.
    pub(crate) async fn queue(&self, plan: &Queue) -> Result<Option<ExistingQueue>, BrokerError> {
        if let Some(Ok(found)) = self.over_http(|api| api.queue(&plan.name)).await {
            return Ok(found);
        }
        over_amqp::queue(self.connection, plan, self.timeout).await
    }

    /// The queue over the management API alone: `None` without it. AMQP shows no policies.
    pub(crate) async fn queue_with_policies(
        &self,
        name: &str,
    ) -> Option<Result<Option<ExistingQueue>, BrokerError>> {
        self.over_http(|api| api.queue(name)).await
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
