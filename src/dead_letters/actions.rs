//! Listing, replaying and purging: each takes a selection, and each changes nothing that was not confirmed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::letter::Letter;
use super::queue::LetterQueue;
use super::selection::Selection;
use crate::amqp::headers::{self, names, short};
use crate::amqp::message::wire_size;
use crate::amqp::{
    Body, BrokerError, Endpoint, HeaderTable, HeaderValue, Outgoing, Properties, Publisher, QueueBrowser,
    Received,
};
use crate::settings::Settings;
use crate::worker::Verdict;

/// Replayed and not yet confirmed, at most.
const WINDOW: usize = 64;

/// The destination of replayed messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Straight into the work queue: no other consumer gets them a second time.
    WorkQueue,
    /// To their original exchange and key: every queue bound there gets them again.
    Origin,
}

/// The result of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Letters looked at.
    pub seen: u32,
    /// Selected letters.
    pub selected: u32,
    /// Those of them that were replayed or removed for certain.
    pub done: u32,
    /// Why it ended early.
    pub stopped: Option<String>,
}

/// Looks through the queue; `show` gets each selected letter and says whether to go on.
pub async fn read(
    browser: &mut QueueBrowser,
    which: LetterQueue,
    selection: &Selection,
    mut show: impl FnMut(&Letter, &Received) -> bool,
) -> Result<Tally, BrokerError> {
    let mut tally = Tally::default();
    while let Some(received) = browser.take().await? {
        tally.seen += 1;
        let letter = Letter::of(&received, which);
        if selection.takes(&letter) {
            tally.selected += 1;
            if !show(&letter, &received) {
                break;
            }
        }
    }
    Ok(tally)
}

/// The reason for an early end of a command.
const ASKED_TO_STOP: &str = "a signal asked to stop";

/// Removes the selected letters, `limit` at most, while `goes_on` is true. `each` is called before a letter is removed,
/// and its error stops the purge, so that no letter is removed without its copy.
pub async fn purge<E: std::fmt::Display>(
    browser: &mut QueueBrowser,
    which: LetterQueue,
    selection: &Selection,
    limit: u32,
    goes_on: impl Fn() -> bool,
    mut each: impl FnMut(&Letter, &Received, &Tally) -> Result<(), E>,
) -> Result<Tally, BrokerError> {
    let mut tally = Tally::default();
    while tally.selected < limit {
        if !goes_on() {
            tally.stopped = Some(ASKED_TO_STOP.into());
            break;
        }
        let Some(received) = browser.take().await? else { break };
        tally.seen += 1;
        let letter = Letter::of(&received, which);
        if selection.takes(&letter) {
            tally.selected += 1;
            if let Err(error) = each(&letter, &received, &tally) {
                tally.stopped = Some(error.to_string());
                break;
            }
            browser.remove(received.tag).await?;
            tally.done += 1;
        }
    }
    Ok(tally)
}

/// Republishes the selected letters, `limit` at most, and removes each once the broker has confirmed it. Stops at the
/// first rejection, since the others would be rejected too, and where `progress` says no; what was republished until then is
/// removed.
pub async fn replay(
    settings: &Settings,
    browser: &mut QueueBrowser,
    which: LetterQueue,
    selection: &Selection,
    target: Target,
    limit: u32,
    mut progress: impl FnMut(&Tally) -> bool,
) -> Result<Tally, BrokerError> {
    let timeout = settings.publish.confirm_timeout;
    let mut publisher = Publisher::open(&Endpoint::of(&settings.broker)?, timeout).await?;
    let mut tally = Tally::default();
    let mut more = true;
    while more || publisher.in_flight() > 0 {
        if more && publisher.in_flight() < WINDOW {
            if !progress(&tally) {
                tally.stopped.get_or_insert_with(|| ASKED_TO_STOP.into());
            }
            more = tally.selected < limit && tally.stopped.is_none();
            let Some(received) = (if more { browser.take().await? } else { None }) else {
                more = false;
                continue;
            };
            tally.seen += 1;
            let letter = Letter::of(&received, which);
            if selection.takes(&letter) {
                tally.selected += 1;
                let tag = received.tag;
                match outgoing(settings, received, &letter, which, target) {
                    Ok(outgoing) if wire_size(&outgoing.properties) > publisher.frame_room() => {
                        tally.stopped =
                            Some(format!("the headers of letter {} do not fit into a frame", letter.id));
                    }
                    Ok(outgoing) => publisher.publish(tag, Arc::new(outgoing)),
                    Err(words) => tally.stopped = Some(words),
                }
            }
            continue;
        }
        settle(&mut publisher, browser, &mut tally, timeout).await?;
    }
    publisher.close(timeout).await;
    Ok(tally)
}

/// Waits for verdicts, and removes what was confirmed.
async fn settle(
    publisher: &mut Publisher<u64>,
    browser: &QueueBrowser,
    tally: &mut Tally,
    timeout: Duration,
) -> Result<(), BrokerError> {
    let mut confirmed = Vec::new();
    let waiting = publisher.verdicts(|tag, verdict| match verdict {
        Verdict::Confirmed => confirmed.push(tag),
        Verdict::Nacked => {
            tally.stopped = Some("the broker rejected a message: is the queue full?".into());
        }
        Verdict::Returned(words) => {
            tally.stopped = Some(format!("no queue took a message ({words})"));
        }
    });
    let answered = tokio::time::timeout(timeout, waiting).await;
    for tag in confirmed {
        browser.remove(tag).await?;
        tally.done += 1;
    }
    match answered {
        Ok(result) => result,
        Err(_) => Err(BrokerError::Silent { what: "confirming a replayed message", after: timeout }),
    }
}

/// The message that goes out for a letter.
fn outgoing(
    settings: &Settings,
    received: Received,
    letter: &Letter,
    which: LetterQueue,
    target: Target,
) -> Result<Outgoing, String> {
    let properties = match which {
        LetterQueue::Dead => raw_properties(&received, letter, target),
        LetterQueue::Unrouted => enriched_properties(&received),
    };
    let (exchange, routing_key) = match target {
        Target::WorkQueue => (String::new(), settings.topology.input_queue.clone()),
        Target::Origin => match (&letter.exchange, &letter.routing_key) {
            (Some(exchange), Some(key)) => (exchange.clone(), key.clone()),
            _ => {
                return Err(format!(
                    "letter {} does not say where it came from: use --to work-queue",
                    letter.id
                ));
            }
        },
    };
    Ok(Outgoing { exchange, routing_key, properties, body: Body::Original(Arc::new(received)) })
}

/// A raw article: what the application gave it, and a count of tries that begins again. Into the work queue it takes
/// its origin along, which otherwise would be lost; only a count beside it makes the worker believe it.
fn raw_properties(received: &Received, letter: &Letter, target: Target) -> Properties {
    let properties = headers::replayed(received);
    let (Target::WorkQueue, Some(exchange), Some(key)) = (target, &letter.exchange, &letter.routing_key)
    else {
        return properties;
    };
    let mut table = properties.headers().clone().unwrap_or_default();
    table.insert(short(names::ORIGINAL_EXCHANGE), headers::long(exchange));
    table.insert(short(names::ORIGINAL_ROUTING_KEY), headers::long(key));
    table.insert(short(names::ATTEMPTS), HeaderValue::LongLongInt(0));
    properties.with_headers(table)
}

/// An enriched article: as the worker published it, its further keys (`CC`) among it, less what the broker added.
fn enriched_properties(received: &Received) -> Properties {
    let headers: BTreeMap<_, HeaderValue> = received
        .properties
        .headers()
        .iter()
        .flat_map(HeaderTable::inner)
        .filter(|(name, _)| !name.as_str().starts_with("x-"))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    received.properties.clone().with_headers(HeaderTable::from(headers)).with_delivery_mode(2)
}
