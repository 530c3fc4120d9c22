//! Declaring a topology, or only checking that it is there; and what to do about what is different.

use std::collections::BTreeMap;
use std::time::Duration;

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{Channel, Connection};

use super::connection::{channel, within};
use super::error::BrokerError;
use super::headers::short;
use super::topology::{Argument, Exchange, ExchangeKind, Queue, Topology, type_name};

/// Declares what is missing. What exists and is different is an error, except for arguments that may differ.
///
/// Gives back a word for each thing that exists with other arguments than we would have given it.
pub(crate) async fn declare(
    connection: &Connection,
    topology: &Topology,
    patience: Duration,
) -> Result<Vec<String>, BrokerError> {
    let mut differences = Vec::new();
    let mut on = channel(connection, patience).await?;
    for exchange in &topology.exchanges {
        let declaring = declare_exchange(&on, exchange, false);
        within(patience, "declaring an exchange", declaring)
            .await
            .map_err(|error| explain("exchange", &exchange.name, error))?;
    }
    for queue in &topology.queues {
        let declaring = declare_queue(&on, queue, false);
        match within(patience, "declaring a queue", declaring).await {
            Ok(_) => {}
            Err(error) if is_tolerable(&error, queue) => {
                differences.push(format!("queue {}: {error}", queue.name));
                on = channel(connection, patience).await?;
            }
            Err(error) => return Err(explain("queue", &queue.name, error)),
        }
    }
    for binding in &topology.bindings {
        let binding_it = on.queue_bind(
            short(&binding.queue),
            short(&binding.exchange),
            short(&binding.routing_key),
            QueueBindOptions::default(),
            FieldTable::default(),
        );
        within(patience, "binding a queue", binding_it)
            .await
            .map_err(|error| explain("binding of queue", &binding.queue, error))?;
    }
    close(&on, patience).await;
    Ok(differences)
}

/// Checks that exchanges and queues exist. Bindings and arguments cannot be asked for over AMQP.
pub(crate) async fn check(
    connection: &Connection,
    topology: &Topology,
    patience: Duration,
) -> Result<(), BrokerError> {
    let on = channel(connection, patience).await?;
    for exchange in &topology.exchanges {
        let declaring = declare_exchange(&on, exchange, true);
        within(patience, "checking an exchange", declaring)
            .await
            .map_err(|error| explain("exchange", &exchange.name, error))?;
    }
    for queue in &topology.queues {
        let declaring = declare_queue(&on, queue, true);
        within(patience, "checking a queue", declaring)
            .await
            .map_err(|error| explain("queue", &queue.name, error))?;
    }
    close(&on, patience).await;
    Ok(())
}

async fn close(channel: &Channel, patience: Duration) {
    if let Err(error) = within(patience, "closing a channel", channel.close(200, "done".into())).await {
        tracing::debug!(%error, "closing a channel");
    }
}

async fn declare_exchange(on: &Channel, exchange: &Exchange, passive: bool) -> lapin::Result<()> {
    let kind = match exchange.kind {
        ExchangeKind::Topic => lapin::ExchangeKind::Topic,
        ExchangeKind::Fanout => lapin::ExchangeKind::Fanout,
    };
    let mut arguments = FieldTable::default();
    if let Some(alternate) = &exchange.alternate {
        arguments.insert(short("alternate-exchange"), AMQPValue::LongString(alternate.as_str().into()));
    }
    let options = ExchangeDeclareOptions { passive, durable: true, ..ExchangeDeclareOptions::default() };
    on.exchange_declare(short(&exchange.name), kind, options, arguments).await
}

pub(super) async fn declare_queue(on: &Channel, queue: &Queue, passive: bool) -> lapin::Result<lapin::Queue> {
    let options = QueueDeclareOptions { passive, durable: true, ..QueueDeclareOptions::default() };
    on.queue_declare(short(&queue.name), options, arguments(queue)).await
}

fn arguments(queue: &Queue) -> FieldTable {
    let kind = AMQPValue::LongString(type_name(queue.kind).into());
    let mut arguments: BTreeMap<ShortString, AMQPValue> = BTreeMap::from([(short("x-queue-type"), kind)]);
    for (name, value) in &queue.arguments {
        let value = match value {
            Argument::Text(text) => AMQPValue::LongString(text.as_str().into()),
            Argument::Number(number) => AMQPValue::LongLongInt(*number),
        };
        arguments.insert(short(name), value);
    }
    FieldTable::from(arguments)
}

/// Whether the queue is good enough as it is.
fn is_tolerable(error: &BrokerError, queue: &Queue) -> bool {
    let BrokerError::Refused(words) = error else { return false };
    queue.may_differ.iter().any(|name| words.contains(&format!("inequivalent arg '{name}'")))
}

/// What an operator can do about a declaration that was refused.
fn explain(what: &str, name: &str, error: BrokerError) -> BrokerError {
    let BrokerError::Refused(words) = &error else { return error };
    let advice = if words.contains("404") {
        "it does not exist. Let the worker declare it (topology.mode = \"declare\"), or create it with the definitions in \
         deploy/rabbitmq, or with `dateline topology apply`"
    } else if words.contains("inequivalent arg") {
        "it exists with other arguments. Either change the setting back, or give the queue another name in \
         [topology], or drain it, delete it and let Dateline declare it anew; `dateline topology show` lists what \
         Dateline asks for"
    } else if words.contains("403") {
        "the user may not do this. Give it the permission, or declare the topology as an operator with `dateline \
         topology apply` and set topology.mode = \"check\" for the worker"
    } else {
        return error;
    };
    BrokerError::Topology(format!("{what} {name}: {advice}. The broker says: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mismatch_is_explained() {
        let words = "406 PRECONDITION_FAILED - inequivalent arg 'x-delivery-limit' for queue 'dateline.raw'";
        let error = explain("queue", "dateline.raw", BrokerError::Refused(words.into()));
        assert!(error.is_permanent());
        let text = error.to_string();
        assert!(text.contains("dateline.raw") && text.contains("dateline topology show"), "{text}");
    }

    #[test]
    fn a_lost_connection_is_not_a_mismatch() {
        let error = explain("queue", "q", BrokerError::Lost("reset by peer".into()));
        assert!(!error.is_permanent());
    }
}
