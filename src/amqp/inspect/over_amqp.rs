//! Reads the properties of exchanges and queues over AMQP, which has no request for them.
//!
//! A declaration of something that exists is compared with it, and the first difference is refused with the present
//! value. So a declaration that must be refused, whatever exists, reads one property after another and never creates
//! anything: each carries one argument of a type that no exchange or queue can have. The last one agrees with all that was
//! read, and is refused only for an argument that the declaration does not have. It needs the permission
//! `configure`. The type of a queue is also told by a consumer that every queue refuses, which needs `read` alone.
//!
//! Each refusal costs its channel, and one line in the broker's log.

use std::collections::BTreeMap;
use std::time::Duration;

use lapin::options::{
    BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ExchangeDeclareOptions, QueueDeclareOptions,
};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{BasicProperties, Channel, Connection};

use super::existing::{ExistingExchange, ExistingQueue};
use super::refusal::{self, Current};
use crate::amqp::connection::{channel, close_channel, within};
use crate::amqp::error::BrokerError;
use crate::amqp::headers::short;
use crate::amqp::topology::{Argument, Exchange, Queue};

/// Properties of one exchange or queue that are read at most; RabbitMQ has about twenty.
const PROPERTIES: usize = 40;
const QUEUE_TYPE: &str = "x-queue-type";
const ALTERNATE: &str = "alternate-exchange";
/// The name of no queue: clients cannot declare one that begins like this, and the broker's own go on with `gen-`.
const NO_QUEUE: &str = "amq.none";

/// AMQP reply codes.
pub(crate) mod code {
    pub(crate) const ACCESS_REFUSED: u16 = 403;
    pub(crate) const NOT_FOUND: u16 = 404;
    pub(crate) const RESOURCE_LOCKED: u16 = 405;
    pub(crate) const PRECONDITION_FAILED: u16 = 406;
}

/// True where the exchange exists; no permission is needed.
pub(crate) async fn exchange_exists(
    connection: &Connection,
    name: &str,
    timeout: Duration,
) -> Result<bool, BrokerError> {
    let on = channel(connection, timeout).await?;
    let options = ExchangeDeclareOptions { passive: true, ..ExchangeDeclareOptions::default() };
    let asking = on.exchange_declare(short(name), lapin::ExchangeKind::Topic, options, FieldTable::default());
    exists(within(timeout, "asking for an exchange", asking).await, &on, timeout).await
}

/// True where the queue exists, also where it belongs to another connection; no permission is needed.
pub(crate) async fn queue_exists(
    connection: &Connection,
    name: &str,
    timeout: Duration,
) -> Result<bool, BrokerError> {
    let on = channel(connection, timeout).await?;
    let options = QueueDeclareOptions { passive: true, durable: true, ..QueueDeclareOptions::default() };
    let asking = on.queue_declare(short(name), options, FieldTable::default());
    exists(within(timeout, "asking for a queue", asking).await.map(drop), &on, timeout).await
}

/// The refusal of a message to the default exchange; `None` where the user may write to it. The message goes to no queue, so
/// the broker drops it. In an alarm the broker blocks the connection and gives no answer.
pub(crate) async fn refused_default_exchange(
    connection: &Connection,
    timeout: Duration,
) -> Result<Option<String>, BrokerError> {
    let on = channel(connection, timeout).await?;
    let options = BasicPublishOptions::default();
    let publishing = on.basic_publish("".into(), NO_QUEUE.into(), options, b"", BasicProperties::default());
    within(timeout, "publishing to the default exchange", publishing).await?;
    // The broker answers a publish only where it refuses it, and handles what comes on a channel in turn.
    let asking = on.basic_qos(1, BasicQosOptions::default());
    match within(timeout, "asking for the right to the default exchange", asking).await {
        Ok(()) => {
            close_channel(&on, timeout).await;
            Ok(None)
        }
        Err(error) if error.code() == Some(code::ACCESS_REFUSED) => Ok(Some(error.to_string())),
        Err(error) => Err(error),
    }
}

async fn exists(
    answer: Result<(), BrokerError>,
    on: &Channel,
    timeout: Duration,
) -> Result<bool, BrokerError> {
    match answer {
        Ok(()) => {
            close_channel(on, timeout).await;
            Ok(true)
        }
        Err(error) => match error.code() {
            Some(code::NOT_FOUND) => Ok(false),
            Some(code::RESOURCE_LOCKED) => Ok(true),
            _ => Err(error),
        },
    }
}

/// The answer to a declaration that cannot succeed.
enum Answer {
    Differs(String, Current),
    Missing,
    /// The broker does not look at this argument, as with arguments of quorum queues on a classic one.
    Ignored,
    /// Not permitted, or not understood.
    Unseen,
}

fn answer(result: Result<(), BrokerError>) -> Result<Answer, BrokerError> {
    let error = match result {
        // It exists: a declaration of something new would have been refused for this value.
        Ok(()) => return Ok(Answer::Ignored),
        Err(error) => error,
    };
    match &error {
        BrokerError::Refused { code: code::PRECONDITION_FAILED, text } => {
            Ok(match refusal::difference(text) {
                Some((name, current)) => Answer::Differs(name.to_owned(), current),
                None if refusal::is_invalid_declaration(text) => Answer::Missing,
                None => Answer::Unseen,
            })
        }
        BrokerError::Refused { code: code::NOT_FOUND, .. } => Ok(Answer::Missing),
        BrokerError::Refused { .. } => Ok(Answer::Unseen),
        _ => Err(error),
    }
}

/// Reads an exchange: type, durability, alternate exchange. `None` where it does not exist.
pub(crate) async fn exchange(
    connection: &Connection,
    plan: &Exchange,
    timeout: Duration,
) -> Result<Option<ExistingExchange>, BrokerError> {
    if !exchange_exists(connection, &plan.name, timeout).await? {
        return Ok(None);
    }
    let mut kind = plan.kind.name().to_owned();
    let mut options = ExchangeDeclareOptions { durable: true, ..ExchangeDeclareOptions::default() };
    // An alternate exchange is a name.
    let arguments = FieldTable::from(BTreeMap::from([(short(ALTERNATE), AMQPValue::LongLongInt(0))]));
    for _ in 0..PROPERTIES {
        let on = channel(connection, timeout).await?;
        let kind_asked = lapin::ExchangeKind::Custom(kind.clone());
        let asking = on.exchange_declare(short(&plan.name), kind_asked, options, arguments.clone());
        let (name, current) = match answer(within(timeout, "asking for an exchange", asking).await)? {
            Answer::Missing => return Ok(None),
            Answer::Unseen | Answer::Ignored => break,
            Answer::Differs(name, current) => (name, current),
        };
        match (name.as_str(), current) {
            ("type", Current::Value(value, _)) => kind = value,
            ("durable", Current::Value(value, _)) => options.durable = value == "true",
            ("auto_delete", Current::Value(value, _)) => options.auto_delete = value == "true",
            ("internal", Current::Value(value, _)) => options.internal = value == "true",
            (ALTERNATE, current) => {
                let alternate = match current {
                    Current::Unset => String::new(),
                    Current::Value(value, _) => value,
                };
                let (kind, durable) = (Some(kind), Some(options.durable));
                return Ok(Some(ExistingExchange { kind, durable, alternate: Some(alternate) }));
            }
            _ => break,
        }
    }
    Ok(Some(ExistingExchange::default()))
}

/// Reads a queue: type, durability, arguments. `None` where it does not exist.
pub(crate) async fn queue(
    connection: &Connection,
    plan: &Queue,
    timeout: Duration,
) -> Result<Option<ExistingQueue>, BrokerError> {
    if !queue_exists(connection, &plan.name, timeout).await? {
        return Ok(None);
    }
    let mut found = ExistingQueue::default();
    let mut options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
    let mut known = arguments(plan);
    // In which order a broker compares is its own affair: each property is asked for by itself, the type first.
    let mut left: Vec<&str> = plan.arguments.iter().map(|(name, _)| *name).chain([QUEUE_TYPE]).collect();
    for _ in 0..PROPERTIES {
        let asked = left.last().copied();
        let mut arguments = known.clone();
        // With every known argument declared, an argument of the queue alone is the only difference left.
        arguments.extend(asked.map(|asked| (short(asked), impossible(asked))));
        let on = channel(connection, timeout).await?;
        let asking = on.queue_declare(short(&plan.name), options, FieldTable::from(arguments));
        let answer = answer(within(timeout, "asking for a queue", asking).await.map(drop))?;
        let (name, current) = match (answer, asked) {
            (Answer::Missing, _) => return Ok(None),
            (Answer::Unseen, _) => break,
            (Answer::Ignored, Some(asked)) => (asked.to_owned(), Current::Unset),
            (Answer::Ignored, None) => {
                close_channel(&on, timeout).await;
                break;
            }
            (Answer::Differs(name, current), _) => (name, current),
        };
        left.retain(|left| *left != name);
        match (name.as_str(), current) {
            ("durable", Current::Value(value, _)) => options.durable = value == "true",
            ("auto_delete", Current::Value(value, _)) => options.auto_delete = value == "true",
            (QUEUE_TYPE, current) => {
                found.kind = Some(match current {
                    Current::Value(kind, _) => {
                        known.insert(short(QUEUE_TYPE), AMQPValue::LongString(kind.as_str().into()));
                        kind
                    }
                    // Before 4.0 a classic queue need not say that it is one.
                    Current::Unset => "classic".to_owned(),
                });
            }
            (argument, Current::Unset) => drop(known.remove(argument)),
            (argument, Current::Value(value, kind)) => {
                let value = typed(&value, kind.as_deref(), plan, argument);
                known.insert(short(argument), value);
            }
        }
        found.durable = Some(options.durable);
        found.auto_delete = Some(options.auto_delete);
    }
    let is_complete = left.is_empty();
    conclude(&mut found, known, is_complete);
    if found.kind.is_none() {
        found.kind = kind_by_consumer(connection, &plan.name, timeout, &mut found.exclusive).await?;
    }
    if found.kind.as_deref() == Some("quorum") {
        (found.durable, found.auto_delete) = (Some(true), Some(false));
    }
    Ok(Some(found))
}

/// The properties that the probes showed, without those that cannot be concluded from them.
fn conclude(found: &mut ExistingQueue, mut known: BTreeMap<ShortString, AMQPValue>, is_complete: bool) {
    if found.kind.is_none() {
        // Seen are only those that differ.
        found.durable = found.durable.filter(|durable| !durable);
        found.auto_delete = found.auto_delete.filter(|auto_delete| *auto_delete);
    } else if is_complete {
        known.remove(QUEUE_TYPE);
        found.arguments = Some(as_text(&known));
    }
}

/// The type of a queue by a consumer that every queue refuses: one that asks for a place in a stream, which other queues
/// do not have, and sets no prefetch, which a stream needs.
async fn kind_by_consumer(
    connection: &Connection,
    name: &str,
    timeout: Duration,
    exclusive: &mut bool,
) -> Result<Option<String>, BrokerError> {
    let on = channel(connection, timeout).await?;
    // A broker may have a default for channels that set none.
    within(timeout, "setting the prefetch", on.basic_qos(0, BasicQosOptions::default())).await?;
    let arguments =
        FieldTable::from(BTreeMap::from([(short("x-stream-offset"), AMQPValue::LongString("next".into()))]));
    let asking = on.basic_consume(short(name), "".into(), BasicConsumeOptions::default(), arguments);
    match within(timeout, "asking for a queue's type", asking).await {
        Ok(_) => {
            close_channel(&on, timeout).await;
            Ok(None)
        }
        Err(BrokerError::Refused { code, text }) => {
            *exclusive = code == code::RESOURCE_LOCKED;
            Ok(refusal::queue_type(&text).map(str::to_owned))
        }
        Err(error) => Err(error),
    }
}

/// The arguments of a queue without its type.
pub(crate) fn arguments(queue: &Queue) -> BTreeMap<ShortString, AMQPValue> {
    let value = |value: &Argument| match value {
        Argument::Text(text) => AMQPValue::LongString(text.as_str().into()),
        Argument::Number(number) => AMQPValue::LongLongInt(*number),
    };
    queue.arguments.iter().map(|(name, argument)| (short(name), value(argument))).collect()
}

/// A value that the broker named, for the next declaration; where it named no type, it has that of the plan's.
fn typed(value: &str, kind: Option<&str>, plan: &Queue, argument: &str) -> AMQPValue {
    let planned = plan.arguments.iter().find(|(name, _)| *name == argument).map(|(_, value)| value);
    match (kind, planned) {
        (Some("longstr"), _) | (None, Some(Argument::Text(_))) => AMQPValue::LongString(value.into()),
        (Some("bool"), _) => AMQPValue::Boolean(value == "true"),
        _ => value.parse().map_or_else(|_| AMQPValue::LongString(value.into()), AMQPValue::LongLongInt),
    }
}

/// A value that no queue can have for this property: names are texts, and limits are numbers.
fn impossible(property: &str) -> AMQPValue {
    if property == QUEUE_TYPE { AMQPValue::LongLongInt(0) } else { AMQPValue::Boolean(true) }
}

fn as_text(known: &BTreeMap<ShortString, AMQPValue>) -> BTreeMap<String, String> {
    known
        .iter()
        .map(|(name, value)| {
            let value = match value {
                AMQPValue::LongString(text) => text.to_string(),
                AMQPValue::LongLongInt(number) => number.to_string(),
                AMQPValue::Boolean(value) => value.to_string(),
                other => format!("{other:?}"),
            };
            (name.to_string(), value)
        })
        .collect()
}
