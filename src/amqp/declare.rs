//! Declaring a topology, or only checking it. Neither changes or deletes anything that exists.

use std::collections::BTreeMap;
use std::time::Duration;

use lapin::Connection;
use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable};

use super::connection::{Endpoint, channel, close_channel, within};
use super::error::BrokerError;
use super::headers::short;
use super::inspect::compare::Report;
use super::inspect::management::Management;
use super::inspect::over_amqp::{arguments, code, exchange_exists, queue_exists};
use super::inspect::{Inspector, refusal};
use super::topology::{Exchange, Queue, Topology, type_name};
use crate::settings::{Settings, TopologyMode};

/// Remarks on a topology that can be used.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Differences from the settings in objects that are used as they are.
    pub differences: Vec<String>,
    /// Properties that this user cannot see.
    pub unchecked: Vec<String>,
}

/// Declares, checks or leaves the topology, as the settings say.
pub(crate) async fn prepare(
    connection: &Connection,
    endpoint: &Endpoint,
    settings: &Settings,
    topology: &Topology,
) -> Result<Findings, BrokerError> {
    let (timeout, management) =
        (settings.broker.connect_timeout, Management::new(&settings.broker, endpoint)?);
    let inspector = Inspector { connection, timeout, management: management.as_ref() };
    match settings.topology.mode {
        TopologyMode::Declare => declare(&inspector, topology).await,
        TopologyMode::Check => check(&inspector, topology).await,
        TopologyMode::Off => Ok(Findings::default()),
    }
}

/// Declares again what was deleted under a running worker. Exchanges and queues of the newsroom's own that are gone are left
/// to their owner, with the bindings to them.
pub(crate) async fn restore(
    connection: &Connection,
    endpoint: &Endpoint,
    settings: &Settings,
    topology: &Topology,
) -> Result<(), BrokerError> {
    let (timeout, management) =
        (settings.broker.connect_timeout, Management::new(&settings.broker, endpoint)?);
    let mut ours = topology.clone();
    for exchange in topology.exchanges.iter().filter(|exchange| exchange.taken_as_it_is) {
        if !exchange_exists(connection, &exchange.name, timeout).await? {
            ours.exchanges.retain(|other| other != exchange);
            ours.bindings.retain(|binding| binding.exchange != exchange.name);
        }
    }
    for queue in topology.queues.iter().filter(|queue| queue.taken_as_it_is) {
        if !queue_exists(connection, &queue.name, timeout).await? {
            ours.queues.retain(|other| other != queue);
        }
    }
    let inspector = Inspector { connection, timeout, management: management.as_ref() };
    declare(&inspector, &ours).await.map(drop)
}

/// The result of a comparison.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    pub(crate) findings: Findings,
    /// Exchanges to be declared.
    pub(crate) exchanges: Vec<&'a Exchange>,
    /// Queues to be declared.
    pub(crate) queues: Vec<&'a Queue>,
}

/// Declares what is missing. What exists is compared and left as it is.
pub(crate) async fn declare(inspector: &Inspector<'_>, topology: &Topology) -> Result<Findings, BrokerError> {
    let Comparison { findings, exchanges, queues } = compare(inspector, topology).await?;
    declare_missing(inspector, &exchanges, &queues).await?;
    bind(inspector, topology).await?;
    Ok(findings)
}

/// Compares the topology with what exists, and changes nothing. If something differs in a way that matters, or if anything
/// may not be declared, all of it is listed in one error.
pub(crate) async fn compare<'a>(
    inspector: &Inspector<'_>,
    topology: &'a Topology,
) -> Result<Comparison<'a>, BrokerError> {
    let mut report = Report::default();
    let mut exchanges = Vec::new();
    for exchange in &topology.exchanges {
        if !exchange_state(inspector, exchange, &mut report).await? {
            exchanges.push(exchange);
        }
    }
    let mut queues = Vec::new();
    for queue in &topology.queues {
        if !queue_state(inspector, queue, &mut report).await? {
            queues.push(queue);
        }
    }
    Ok(Comparison { findings: findings(report)?, exchanges, queues })
}

/// Compares the whole topology and changes nothing.
pub(crate) async fn check(inspector: &Inspector<'_>, topology: &Topology) -> Result<Findings, BrokerError> {
    let mut report = Report::default();
    if let Some(management) = inspector.management
        && let Err(error) = management.try_out().await
    {
        report.unchecked.push(error.to_string());
    }
    for exchange in &topology.exchanges {
        match inspector.exchange(exchange).await? {
            Some(found) => report.exchange(exchange, &found),
            None => report.missing("exchange", &exchange.name, exchange.taken_as_it_is),
        }
    }
    for queue in &topology.queues {
        let Some(found) = inspector.queue(queue).await? else {
            report.missing("queue", &queue.name, queue.taken_as_it_is);
            continue;
        };
        report.queue(queue, &found);
        let bindings: Vec<_> =
            topology.bindings.iter().filter(|binding| binding.queue == queue.name).collect();
        if bindings.is_empty() {
            continue;
        }
        match inspector.bindings(&queue.name).await {
            Some(Ok(found)) => report.bindings(&queue.name, &bindings, &found),
            _ => report.unchecked.push(format!("queue {}: its bindings and policies", queue.name)),
        }
    }
    findings(report)
}

/// The findings, unless something forbids to start.
fn findings(report: Report) -> Result<Findings, BrokerError> {
    if report.refused.is_empty() {
        return Ok(Findings { differences: report.differences, unchecked: report.unchecked });
    }
    Err(BrokerError::Topology(report.refused.join("\n")))
}

/// True where the exchange exists; what it is goes into the report.
async fn exchange_state(
    inspector: &Inspector<'_>,
    plan: &Exchange,
    report: &mut Report,
) -> Result<bool, BrokerError> {
    let &Inspector { connection, timeout, .. } = inspector;
    if !exchange_exists(connection, &plan.name, timeout).await? {
        if plan.taken_as_it_is {
            report.missing("exchange", &plan.name, true);
        } else if let Some(answer) = refused_exchange(connection, plan, timeout).await? {
            report.not_permitted("exchange", &plan.name, &answer);
        }
        return Ok(false);
    }
    // A declaration that agrees with what exists says that it agrees, and no more.
    if (plan.taken_as_it_is || !agrees(declare_exchange(connection, plan, timeout).await)?)
        && let Some(found) = inspector.exchange(plan).await?
    {
        report.exchange(plan, &found);
    }
    Ok(true)
}

/// True where the queue exists; what it is goes into the report.
async fn queue_state(
    inspector: &Inspector<'_>,
    plan: &Queue,
    report: &mut Report,
) -> Result<bool, BrokerError> {
    let &Inspector { connection, timeout, .. } = inspector;
    if !queue_exists(connection, &plan.name, timeout).await? {
        if plan.taken_as_it_is {
            report.missing("queue", &plan.name, true);
        } else if let Some(answer) = refused_queue(connection, plan, timeout).await? {
            report.not_permitted("queue", &plan.name, &answer);
        }
        return Ok(false);
    }
    if plan.taken_as_it_is || !agrees(declare_queue(connection, plan, timeout).await)? {
        if let Some(found) = inspector.queue(plan).await? {
            report.queue(plan, &found);
        }
    } else if let Some(Ok(Some(found))) = inspector.queue_with_policies(&plan.name).await {
        report.policies_of(plan, &found);
    }
    Ok(true)
}

/// False where the broker refuses a declaration of something that exists.
fn agrees(answer: Result<(), BrokerError>) -> Result<bool, BrokerError> {
    match answer {
        Ok(()) => Ok(true),
        Err(BrokerError::Refused { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Why an exchange that does not exist may not be declared; nothing is declared.
async fn refused_exchange(
    connection: &Connection,
    plan: &Exchange,
    timeout: Duration,
) -> Result<Option<String>, BrokerError> {
    let on = channel(connection, timeout).await?;
    let arguments =
        FieldTable::from(BTreeMap::from([(short("alternate-exchange"), AMQPValue::LongLongInt(0))]));
    let options = ExchangeDeclareOptions { durable: true, ..ExchangeDeclareOptions::default() };
    let asking = on.exchange_declare(short(&plan.name), kind(plan), options, arguments);
    denied(within(timeout, "asking for an exchange", asking).await)
}

/// Why a queue that does not exist may not be declared; nothing is declared.
async fn refused_queue(
    connection: &Connection,
    plan: &Queue,
    timeout: Duration,
) -> Result<Option<String>, BrokerError> {
    let on = channel(connection, timeout).await?;
    let arguments = FieldTable::from(BTreeMap::from([(short("x-queue-type"), AMQPValue::LongLongInt(0))]));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let asking = on.queue_declare(short(&plan.name), options, arguments);
    denied(within(timeout, "asking for a queue", asking).await.map(drop))
}

fn denied(answer: Result<(), BrokerError>) -> Result<Option<String>, BrokerError> {
    match answer {
        Err(BrokerError::Refused { text, .. }) if refusal::is_invalid_declaration(&text) => Ok(None),
        Err(BrokerError::Refused { code: code::ACCESS_REFUSED, text }) => Ok(Some(text)),
        // Made by another worker meanwhile.
        Err(BrokerError::Refused { .. }) | Ok(()) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Declares; an error names what was declared before it, so that nothing is left behind unnoticed.
async fn declare_missing(
    inspector: &Inspector<'_>,
    exchanges: &[&Exchange],
    queues: &[&Queue],
) -> Result<(), BrokerError> {
    let &Inspector { connection, timeout, .. } = inspector;
    let mut declared = Vec::new();
    for exchange in exchanges {
        let answer = declare_exchange(connection, exchange, timeout).await;
        answer.map_err(|error| half_declared("exchange", &exchange.name, &declared, error))?;
        declared.push(format!("exchange {}", exchange.name));
    }
    for queue in queues {
        let answer = declare_queue(connection, queue, timeout).await;
        answer.map_err(|error| half_declared("queue", &queue.name, &declared, error))?;
        declared.push(format!("queue {}", queue.name));
    }
    Ok(())
}

fn half_declared(what: &str, name: &str, declared: &[String], error: BrokerError) -> BrokerError {
    let BrokerError::Refused { .. } = &error else { return error };
    let before = if declared.is_empty() {
        "Nothing was declared".to_owned()
    } else {
        format!("Declared before it: {}; running it again goes on from there", declared.join(", "))
    };
    BrokerError::Topology(format!("{what} {name}: {error}. {before}"))
}

/// Binds; a binding that exists stays as it is.
pub(crate) async fn bind(inspector: &Inspector<'_>, topology: &Topology) -> Result<(), BrokerError> {
    let &Inspector { connection, timeout, .. } = inspector;
    let on = channel(connection, timeout).await?;
    for binding in &topology.bindings {
        let binding_it = on.queue_bind(
            short(&binding.queue),
            short(&binding.exchange),
            short(&binding.routing_key),
            QueueBindOptions::default(),
            FieldTable::default(),
        );
        within(timeout, "binding a queue", binding_it).await.map_err(|error| match &error {
            BrokerError::Refused { code: code::ACCESS_REFUSED, text } => BrokerError::Topology(format!(
                "queue {} is not bound to exchange {} for {:?}: a binding needs the permissions write on the queue and read \
                 on the exchange. The broker says: {text}",
                binding.queue, binding.exchange, binding.routing_key
            )),
            _ => error,
        })?;
    }
    close_channel(&on, timeout).await;
    Ok(())
}

fn kind(exchange: &Exchange) -> lapin::ExchangeKind {
    lapin::ExchangeKind::Custom(exchange.kind.name().to_owned())
}

async fn declare_exchange(
    connection: &Connection,
    plan: &Exchange,
    timeout: Duration,
) -> Result<(), BrokerError> {
    let on = channel(connection, timeout).await?;
    let mut arguments = FieldTable::default();
    if let Some(alternate) = &plan.alternate {
        arguments.insert(short("alternate-exchange"), AMQPValue::LongString(alternate.as_str().into()));
    }
    let options = ExchangeDeclareOptions { durable: true, ..ExchangeDeclareOptions::default() };
    let declaring = on.exchange_declare(short(&plan.name), kind(plan), options, arguments);
    within(timeout, "declaring an exchange", declaring).await?;
    close_channel(&on, timeout).await;
    Ok(())
}

async fn declare_queue(connection: &Connection, plan: &Queue, timeout: Duration) -> Result<(), BrokerError> {
    let on = channel(connection, timeout).await?;
    let mut arguments = arguments(plan);
    arguments.insert(short("x-queue-type"), AMQPValue::LongString(type_name(plan.kind).into()));
    let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let declaring = on.queue_declare(short(&plan.name), options, FieldTable::from(arguments));
    within(timeout, "declaring a queue", declaring).await?;
    close_channel(&on, timeout).await;
    Ok(())
}
