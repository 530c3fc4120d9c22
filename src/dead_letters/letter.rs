//! A dead letter or an unrouted article as it is listed: reason, origin, attempts.

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::queue::LetterQueue;
use crate::amqp::headers::names;
use crate::amqp::message::{number, text};
use crate::amqp::{Fault, HeaderTable, HeaderValue, Received, Unreadable};
use crate::worker::Reason;

/// A message in one of the two queues, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Names the letter: the same at every reading, and for equal letters.
    pub id: String,
    /// The code of the reason: ours, or that of the broker (`delivery_limit`, `expired`, `maxlen`, `rejected`);
    /// `unrouted` in the unrouted queue, `unknown` for a stranger.
    pub reason: String,
    /// The reason in words.
    pub error: Option<String>,
    /// The number of attempts; `None` if it was not counted.
    pub attempts: Option<u32>,
    /// When it failed first, or died.
    pub failed_at: Option<Timestamp>,
    /// The exchange that it was published to.
    pub exchange: Option<String>,
    /// The key that it was published with.
    pub routing_key: Option<String>,
    /// `message_id`; one that is not UTF-8 with a replacement character for each part that is not.
    pub message_id: Option<String>,
    /// `content_type`.
    pub content_type: Option<String>,
    /// `content_encoding`.
    pub content_encoding: Option<String>,
    /// Size of the body.
    pub bytes: usize,
    /// The number of earlier readings, if the broker says.
    pub readings: Option<u32>,
    /// Properties that cannot be read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreadable: Vec<UnreadableProperty>,
}

/// A property that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnreadableProperty {
    /// AMQP's name for it; `header name` for a name in the table of headers.
    pub property: String,
    /// Its bytes, those that are not ASCII as `\xff`.
    pub bytes: String,
}

impl Letter {
    /// Reads it off a message.
    pub fn of(received: &Received, which: LetterQueue) -> Self {
        let properties = &received.properties;
        let content_type = properties.content_type().as_ref().map(|text| text.as_str().to_owned());
        let content_encoding = properties.content_encoding().as_ref().map(|text| text.as_str().to_owned());
        let unreadable = unreadable(received);
        let message_id = unreadable.iter().find(|(property, _)| *property == "message_id");
        let message_id = message_id.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        let mut letter = Self {
            id: String::new(),
            reason: "unknown".into(),
            error: received.text_header(names::ERROR).map(str::to_owned),
            attempts: received.number_header(names::ATTEMPTS).and_then(|count| u32::try_from(count).ok()),
            failed_at: received.text_header(names::FIRST_FAILED_AT).and_then(|time| time.parse().ok()),
            exchange: received.text_header(names::ORIGINAL_EXCHANGE).map(str::to_owned),
            routing_key: received.text_header(names::ORIGINAL_ROUTING_KEY).map(str::to_owned),
            message_id: received.message_id().map(str::to_owned).or(message_id),
            content_type,
            content_encoding,
            bytes: received.body.len(),
            readings: received.delivery_count(),
            unreadable: unreadable
                .into_iter()
                .map(|(property, bytes)| UnreadableProperty {
                    property: property.to_owned(),
                    bytes: bytes.escape_ascii().to_string(),
                })
                .collect(),
        };
        match which {
            LetterQueue::Unrouted => letter.unrouted(received),
            LetterQueue::Dead => letter.dead(received),
        }
        letter.id = letter.fingerprint(&received.body);
        letter
    }

    /// It was published to the output exchange; its headers tell of the raw article.
    fn unrouted(&mut self, received: &Received) {
        "unrouted".clone_into(&mut self.reason);
        self.error = Some("nobody had bound a queue for this key".into());
        self.attempts = None;
        self.failed_at = None;
        self.exchange = Some(received.exchange.clone());
        self.routing_key = Some(received.routing_key.clone());
    }

    fn dead(&mut self, received: &Received) {
        // The worker copies no `x-death`, so where there is one, the broker had the last word.
        if let Some(death) = Death::last(received) {
            self.error = Some(death.words());
            self.reason = death.reason;
            // What came straight into the work queue was a retry of ours, and its headers are ours too.
            if !death.exchange.is_empty() || self.exchange.is_none() {
                self.exchange = Some(death.exchange);
                self.routing_key = death.routing_key;
                self.attempts = None;
                self.failed_at = None;
            }
            self.failed_at = self.failed_at.or(death.time);
        } else if let Some(reason) = received.text_header(names::REASON) {
            reason.clone_into(&mut self.reason);
        }
    }

    fn fingerprint(&self, body: &[u8]) -> String {
        let mut digest = Sha256::new();
        let failed_at = self.failed_at.map(|time| time.to_string());
        for part in [
            Some(&self.reason),
            self.message_id.as_ref(),
            self.exchange.as_ref(),
            self.routing_key.as_ref(),
            failed_at.as_ref(),
        ] {
            digest.update(part.map_or("", String::as_str));
            digest.update([0]);
        }
        digest.update(body);
        let start = digest.finalize().iter().take(6).fold(0, |number, &byte| (number << 8) | u64::from(byte));
        format!("{start:012x}")
    }
}

fn bytes_of(one: &Unreadable) -> &[u8] {
    match one.fault {
        Fault::NoRoom => b"one is left out, larger than a frame",
        _ => &one.bytes,
    }
}

/// Properties with bytes that cannot be read: those of this very message, else those that the worker found.
fn unreadable(received: &Received) -> Vec<(&str, &[u8])> {
    if !received.unreadable.is_empty() {
        return received.unreadable.iter().map(|one| (one.property, bytes_of(one))).collect();
    }
    let Some(HeaderValue::FieldTable(table)) = received.header(names::UNREADABLE) else { return Vec::new() };
    let mut list = Vec::new();
    for (name, value) in table.inner() {
        let values = match value {
            HeaderValue::FieldArray(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            if let HeaderValue::ByteArray(bytes) = value {
                list.push((name.as_str(), bytes.as_slice()));
            }
        }
    }
    list
}

/// One entry of the broker's `x-death`.
struct Death {
    reason: String,
    queue: String,
    exchange: String,
    routing_key: Option<String>,
    time: Option<Timestamp>,
}

impl Death {
    /// The latest: the broker puts it first.
    fn last(received: &Received) -> Option<Self> {
        let HeaderValue::FieldArray(deaths) = received.header("x-death")? else { return None };
        let HeaderValue::FieldTable(death) = deaths.as_slice().first()? else { return None };
        let word = |name| field(death, name).and_then(text).unwrap_or_default().to_owned();
        let routing_key = match field(death, "routing-keys") {
            Some(HeaderValue::FieldArray(keys)) => keys.as_slice().first().and_then(text).map(str::to_owned),
            _ => None,
        };
        let time = match field(death, "time") {
            Some(HeaderValue::Timestamp(seconds)) => {
                i64::try_from(*seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok())
            }
            other => other.and_then(number).and_then(|seconds| Timestamp::from_second(seconds).ok()),
        };
        Some(Self {
            reason: word("reason"),
            queue: word("queue"),
            exchange: word("exchange"),
            routing_key,
            time,
        })
    }

    fn words(&self) -> String {
        let queue = &self.queue;
        match self.reason.as_str() {
            code if code == Reason::DeliveryLimit.code() => format!(
                "delivered from {queue} more often than its delivery limit allows, without an answer: it may be what \
                 ends the worker"
            ),
            "expired" => format!("its time in {queue} ran out"),
            "maxlen" => format!("{queue} was full"),
            "rejected" => format!("a consumer of {queue} rejected it"),
            other => format!("the broker moved it here from {queue}: {other}"),
        }
    }
}

fn field<'a>(table: &'a HeaderTable, name: &str) -> Option<&'a HeaderValue> {
    table.inner().get(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amqp::Properties;

    fn table(entries: &[(&str, HeaderValue)]) -> HeaderTable {
        let mut table = HeaderTable::default();
        for (name, value) in entries {
            table.insert((*name).into(), value.clone());
        }
        table
    }

    fn words(text: &str) -> HeaderValue {
        HeaderValue::LongString(text.into())
    }

    fn received(headers: HeaderTable) -> Received {
        Received {
            tag: 1,
            exchange: "news.dead".into(),
            routing_key: "delivery_limit".into(),
            redelivered: false,
            unreadable: Vec::new(),
            properties: Properties::default().with_headers(headers),
            body: b"body".to_vec(),
        }
    }

    fn death(exchange: &str, reason: &str) -> HeaderValue {
        HeaderValue::FieldArray(
            vec![HeaderValue::FieldTable(table(&[
                ("reason", words(reason)),
                ("queue", words("dateline.raw")),
                ("exchange", words(exchange)),
                ("routing-keys", HeaderValue::FieldArray(vec![words("wire.ap")].into())),
                ("count", HeaderValue::LongLongInt(1)),
                ("time", HeaderValue::Timestamp(86_400)),
            ]))]
            .into(),
        )
    }

    #[test]
    fn the_reason_of_the_broker_is_derived() {
        let letter = Letter::of(
            &received(table(&[("x-death", death("news.raw", "delivery_limit"))])),
            LetterQueue::Dead,
        );
        assert_eq!(letter.reason, "delivery_limit");
        assert_eq!(letter.exchange.as_deref(), Some("news.raw"));
        assert_eq!(letter.routing_key.as_deref(), Some("wire.ap"));
        assert_eq!(letter.failed_at, Timestamp::from_second(86_400).ok());
        assert!(letter.error.is_some_and(|words| words.contains("dateline.raw")));
    }

    #[test]
    fn a_letter_that_expired_or_gave_way_names_its_queue() {
        for (reason, text) in [("expired", "ran out"), ("maxlen", "full"), ("rejected", "rejected it")] {
            let letter =
                Letter::of(&received(table(&[("x-death", death("news.raw", reason))])), LetterQueue::Dead);
            assert_eq!(letter.reason, reason);
            let error = letter.error.unwrap();
            assert!(error.contains("dateline.raw") && error.contains(text), "{error}");
        }
    }

    #[test]
    fn headers_of_a_stranger_do_not_hide_what_the_broker_says() {
        let forged = table(&[
            ("x-death", death("news.raw", "delivery_limit")),
            (names::REASON, words("too_large")),
            (names::ORIGINAL_EXCHANGE, words("elsewhere")),
            (names::ATTEMPTS, HeaderValue::LongLongInt(99)),
        ]);
        let letter = Letter::of(&received(forged), LetterQueue::Dead);
        assert_eq!((letter.reason.as_str(), letter.attempts), ("delivery_limit", None));
        assert_eq!(letter.exchange.as_deref(), Some("news.raw"));
    }

    #[test]
    fn a_retry_that_died_at_the_broker_remembers_its_origin() {
        let retried = table(&[
            ("x-death", death("", "delivery_limit")),
            (names::ORIGINAL_EXCHANGE, words("news.raw")),
            (names::ORIGINAL_ROUTING_KEY, words("wire.dpa")),
            (names::ATTEMPTS, HeaderValue::LongLongInt(2)),
        ]);
        let letter = Letter::of(&received(retried), LetterQueue::Dead);
        assert_eq!(letter.attempts, Some(2));
        assert_eq!(letter.exchange.as_deref(), Some("news.raw"));
        assert_eq!(letter.routing_key.as_deref(), Some("wire.dpa"));
    }

    #[test]
    fn readings_do_not_change_the_id() {
        let first = received(table(&[(names::REASON, words("too_large"))]));
        let read = received(table(&[
            (names::REASON, words("too_large")),
            ("x-delivery-count", HeaderValue::LongLongInt(9)),
        ]));
        let second = Received { redelivered: true, ..read };
        assert_eq!(Letter::of(&first, LetterQueue::Dead).id, Letter::of(&second, LetterQueue::Dead).id);
        assert_eq!(Letter::of(&second, LetterQueue::Dead).readings, Some(9));
    }
}
