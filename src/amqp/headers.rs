//! Properties and headers of what goes out: enriched articles, retries and dead letters.
//!
//! Properties and headers that are never copied from a message to its replacement, each with the harm that it did:
//! `CC` and `BCC` (a second copy goes straight into another queue), `x-*` (an old broker takes the message for a
//! cycle and drops it), `user_id` (the channel is closed unless it is our own), `expiration` (the article dies in
//! the queue), `reply_to` (somebody answers the wrong one).

use std::collections::BTreeMap;

use jiff::Timestamp;
use lapin::types::{AMQPValue, FieldArray, FieldTable, ShortString};
use sha2::{Digest, Sha256};

use super::message::{Properties, Received, wire_size};
use super::wire::HEADER_NAME;
use crate::article::EnrichedArticle;
use crate::worker::article_summary::status_name;
use crate::worker::outcome::{Failure, LONGEST_ERROR, clip};
use crate::worker::routing::Routes;
use crate::worker::trace::Trace;

/// The value of `type` in the properties of an enriched article.
pub const ENRICHED_TYPE: &str = "dateline.enriched-article.v1";
/// Longest text in an AMQP short string.
const LONGEST_SHORT: usize = 255;

/// Names of our headers.
pub mod names {
    /// The exchange that the raw article was published to.
    pub const ORIGINAL_EXCHANGE: &str = "dateline.original-exchange";
    /// The key that the raw article was published with.
    pub const ORIGINAL_ROUTING_KEY: &str = "dateline.original-routing-key";
    /// `complete`, `partial` or `no_text`.
    pub const STATUS: &str = "dateline.status";
    /// The form of the item.
    pub const FORM: &str = "dateline.form";
    /// The source's version of the article.
    pub const VERSION: &str = "dateline.version";
    /// `usable`, `withheld` or `canceled`.
    pub const PUB_STATUS: &str = "dateline.pub-status";
    /// Not to be published before.
    pub const EMBARGOED_UNTIL: &str = "dateline.embargoed-until";
    /// ISO 3166-1 codes of the focus countries, comma-separated, the first focus first.
    pub const COUNTRIES: &str = "dateline.countries";
    /// Slugs of the top-level topics, comma-separated, the strongest first.
    pub const TOPICS: &str = "dateline.topics";
    /// `sha256:` of the bytes of the raw article as received: with `message_id`, what repeats have in common.
    pub const DIGEST: &str = "dateline.digest";
    /// Which publish of its channel: tells which of several equal messages the broker returned.
    pub const PUBLISH_ID: &str = "dateline.publish-id";
    /// The code of a reason.
    pub const REASON: &str = "dateline.reason";
    /// The reason in words.
    pub const ERROR: &str = "dateline.error";
    /// Properties that could not be read: a table of their bytes.
    pub const UNREADABLE: &str = "dateline.unreadable-properties";
    /// The number of attempts.
    pub const ATTEMPTS: &str = "dateline.attempts";
    /// When it failed first.
    pub const FIRST_FAILED_AT: &str = "dateline.first-failed-at";
    /// W3C trace context.
    pub const TRACEPARENT: &str = "traceparent";
    /// W3C trace context.
    pub const TRACESTATE: &str = "tracestate";
}

/// The first exchange and key of a message, and its failed attempts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The exchange.
    pub(crate) exchange: String,
    /// The routing key.
    pub(crate) routing_key: String,
    /// Attempts that failed.
    pub(crate) attempts: u32,
    /// When it failed first.
    pub(crate) first_failed_at: Option<String>,
}

impl Origin {
    /// Reads it off a message. Our headers count only on what comes straight into the work queue, as retries do:
    /// what comes through an exchange is somebody else's.
    pub(crate) fn of(received: &Received) -> Self {
        let ours = received.exchange.is_empty() && received.header(names::ATTEMPTS).is_some();
        let header = |name| received.text_header(name).filter(|_| ours);
        Self {
            exchange: header(names::ORIGINAL_EXCHANGE).unwrap_or(&received.exchange).to_owned(),
            routing_key: header(names::ORIGINAL_ROUTING_KEY).unwrap_or(&received.routing_key).to_owned(),
            attempts: received
                .number_header(names::ATTEMPTS)
                .filter(|_| ours)
                .and_then(|count| u32::try_from(count).ok())
                .unwrap_or(0),
            first_failed_at: header(names::FIRST_FAILED_AT).map(str::to_owned),
        }
    }
}

/// Properties of an enriched article.
pub(crate) fn enriched(
    received: &Received,
    article: &EnrichedArticle,
    routes: &Routes,
    origin: &Origin,
    trace: &Trace,
) -> Properties {
    let original = &received.properties;
    let mut headers = application_headers(received);
    for (name, value) in &article.effects.headers {
        put(&mut headers, name, value);
    }
    put(&mut headers, names::ORIGINAL_EXCHANGE, &origin.exchange);
    put(&mut headers, names::ORIGINAL_ROUTING_KEY, &origin.routing_key);
    put(&mut headers, names::STATUS, status_name(article.enrichment.status));
    put(&mut headers, names::DIGEST, &sha256(&received.body));
    if let Some(form) = article.article.form {
        put(&mut headers, names::FORM, form.name());
    }
    let optional = [
        (names::VERSION, &article.article.version),
        (names::PUB_STATUS, &article.article.pub_status),
        (names::EMBARGOED_UNTIL, &article.article.embargoed_until),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            put(&mut headers, name, value);
        }
    }
    put(&mut headers, names::COUNTRIES, &routes.countries.join(","));
    put(&mut headers, names::TOPICS, &routes.topics.join(","));
    put_trace(&mut headers, trace);
    let further: Vec<AMQPValue> = routes.further_keys().into_iter().map(|key| long(&key)).collect();
    if !further.is_empty() {
        headers.insert(short("CC"), AMQPValue::FieldArray(FieldArray::from(further)));
    }
    let mut properties = Properties::default()
        .with_content_type(short("application/json"))
        .with_type(short(ENRICHED_TYPE))
        .with_app_id(short("dateline"))
        .with_delivery_mode(2)
        .with_message_id(short(&message_id(&article.article.id)))
        .with_headers(FieldTable::from(headers));
    if let Some(timestamp) = original.timestamp() {
        properties = properties.with_timestamp(*timestamp);
    }
    if let Some(correlation_id) = original.correlation_id() {
        properties = properties.with_correlation_id(correlation_id.clone());
    }
    if let Some(priority) = article.effects.priority.or(*original.priority()) {
        properties = properties.with_priority(priority);
    }
    properties
}

/// Properties of the original, on its way to a retry queue or to the dead letters.
///
/// If they do not fit into `limit` bytes, the largest headers of the application are left out, and
/// `dateline.error` names them.
pub(crate) fn failed(
    received: &Received,
    failure: &Failure,
    origin: &Origin,
    now: Timestamp,
    limit: usize,
) -> Properties {
    let mut headers = application_headers(received);
    put(&mut headers, names::ORIGINAL_EXCHANGE, &origin.exchange);
    put(&mut headers, names::ORIGINAL_ROUTING_KEY, &origin.routing_key);
    put(&mut headers, names::REASON, failure.reason.code());
    put(&mut headers, names::ERROR, failure.clipped());
    headers.insert(short(names::ATTEMPTS), AMQPValue::LongLongInt(i64::from(origin.attempts)));
    if let Some(table) = unreadable_table(received) {
        headers.insert(short(names::UNREADABLE), AMQPValue::FieldTable(table));
    }
    let first = origin.first_failed_at.clone().unwrap_or_else(|| seconds(now));
    put(&mut headers, names::FIRST_FAILED_AT, &first);

    let mut properties = without_what_must_not_be_copied(&received.properties);
    let mut left_out = Vec::new();
    loop {
        let candidate = properties.clone().with_headers(FieldTable::from(headers.clone()));
        if wire_size(&candidate) <= limit {
            break;
        }
        let largest = headers
            .iter()
            .filter(|(name, _)| !name.as_str().starts_with("dateline.") || name.as_str() == names::UNREADABLE)
            .max_by_key(|(name, value)| single_size(name, value))
            .map(|(name, _)| name.clone());
        let Some(name) = largest else { break };
        headers.remove(name.as_str());
        left_out.push(name.as_str().to_owned());
        let text = format!("{} (headers left out, too large: {})", failure.text, left_out.join(", "));
        put(&mut headers, names::ERROR, clip(&text, LONGEST_ERROR));
    }
    properties = properties.with_headers(FieldTable::from(headers)).with_delivery_mode(2);
    properties
}

/// The original's properties for a replay: nothing of ours, nothing of the broker's.
pub fn replayed(received: &Received) -> Properties {
    let headers = application_headers(received);
    without_what_must_not_be_copied(&received.properties)
        .with_headers(FieldTable::from(headers))
        .with_delivery_mode(2)
}

/// `message_id` of an article: its id, where that fits.
pub(crate) fn message_id(id: &str) -> String {
    if id.len() <= LONGEST_SHORT {
        return id.to_owned();
    }
    sha256(id.as_bytes())
}

/// `sha256:` and the digest of bytes in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::from("sha256:"), |mut text, byte| {
        text.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        text.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        text
    })
}

/// A short string; what is too long is cut at a character.
pub(crate) fn short(text: &str) -> ShortString {
    ShortString::from(clip(text, LONGEST_SHORT))
}

/// A long string.
pub(crate) fn long(text: &str) -> AMQPValue {
    AMQPValue::LongString(text.into())
}

/// The same properties with the number of the publish among the headers.
pub(crate) fn with_publish_id(original: &Properties, number: u64) -> Properties {
    let mut headers = original.headers().clone().unwrap_or_default();
    headers.insert(short(names::PUBLISH_ID), AMQPValue::LongLongInt(number.cast_signed()));
    // Field by field: a clone of the whole would copy the headers a second time, for every publish.
    let mut properties = without_what_must_not_be_copied(original).with_headers(headers);
    if let Some(mode) = original.delivery_mode() {
        properties = properties.with_delivery_mode(*mode);
    }
    if let Some(reply_to) = original.reply_to() {
        properties = properties.with_reply_to(reply_to.clone());
    }
    if let Some(expiration) = original.expiration() {
        properties = properties.with_expiration(expiration.clone());
    }
    if let Some(user_id) = original.user_id() {
        properties = properties.with_user_id(user_id.clone());
    }
    properties
}

/// The application's own headers: neither the broker's, nor ours, nor what would route a copy.
fn application_headers(received: &Received) -> BTreeMap<ShortString, AMQPValue> {
    let Some(headers) = received.properties.headers() else { return BTreeMap::new() };
    headers
        .into_iter()
        .filter(|(name, _)| is_application(name.as_str()))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect()
}

/// The bytes of what could not be read, by property. Names of headers are an array, since there may be several.
fn unreadable_table(received: &Received) -> Option<FieldTable> {
    let mut table = BTreeMap::new();
    let mut header_names = FieldArray::default();
    for one in received.unreadable.iter().filter(|one| !one.bytes.is_empty()) {
        let bytes = AMQPValue::ByteArray(one.bytes.as_slice().into());
        if one.property == HEADER_NAME {
            header_names.push(bytes);
        } else {
            table.insert(short(one.property), bytes);
        }
    }
    if !header_names.as_slice().is_empty() {
        table.insert(short(HEADER_NAME), AMQPValue::FieldArray(header_names));
    }
    (!table.is_empty()).then(|| FieldTable::from(table))
}

fn is_application(name: &str) -> bool {
    let starts =
        |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    !starts("x-") && !starts("dateline.") && !matches!(name, "CC" | "BCC")
}

fn without_what_must_not_be_copied(original: &Properties) -> Properties {
    let mut properties = Properties::default();
    macro_rules! copy {
        ($($get:ident => $with:ident),*) => {
            $(if let Some(value) = original.$get() { properties = properties.$with(value.clone()); })*
        };
    }
    copy!(
        content_type => with_content_type,
        content_encoding => with_content_encoding,
        priority => with_priority,
        correlation_id => with_correlation_id,
        message_id => with_message_id,
        timestamp => with_timestamp,
        kind => with_type,
        app_id => with_app_id
    );
    properties
}

fn put(headers: &mut BTreeMap<ShortString, AMQPValue>, name: &str, value: &str) {
    headers.insert(short(name), long(value));
}

fn put_trace(headers: &mut BTreeMap<ShortString, AMQPValue>, trace: &Trace) {
    put(headers, names::TRACEPARENT, &trace.parent());
    if let Some(state) = &trace.state {
        put(headers, names::TRACESTATE, state);
    }
}

fn single_size(name: &ShortString, value: &AMQPValue) -> usize {
    let table = FieldTable::from(BTreeMap::from([(name.clone(), value.clone())]));
    wire_size(&Properties::default().with_headers(table))
}

fn seconds(time: Timestamp) -> String {
    time.round(jiff::Unit::Second).unwrap_or(time).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::outcome::Reason;

    fn received(exchange: &str, headers: &[(&str, AMQPValue)]) -> Received {
        let table = headers.iter().map(|(name, value)| (short(name), value.clone())).collect();
        Received {
            tag: 1,
            exchange: exchange.into(),
            routing_key: "wire.ap".into(),
            redelivered: false,
            unreadable: Vec::new(),
            properties: Properties::default()
                .with_headers(FieldTable::from(BTreeMap::from_iter::<Vec<_>>(table)))
                .with_user_id(short("guest"))
                .with_expiration(short("1"))
                .with_reply_to(short("answers"))
                .with_message_id(short("m"))
                .with_priority(3),
            body: Vec::new(),
        }
    }

    fn header_names(properties: &Properties) -> Vec<String> {
        properties.headers().as_ref().unwrap().into_iter().map(|(name, _)| name.to_string()).collect()
    }

    #[test]
    fn what_does_harm_is_not_copied() {
        let received = received(
            "news.raw",
            &[
                ("CC", AMQPValue::FieldArray(FieldArray::from(vec![long("dateline.raw")]))),
                ("BCC", long("b")),
                ("x-death", long("d")),
                ("X-Custom", long("d")),
                ("dateline.attempts", AMQPValue::LongInt(99)),
                ("newsroom", long("foreign desk")),
            ],
        );
        let origin = Origin::of(&received);
        assert_eq!(origin.attempts, 0, "what comes through an exchange is no retry of ours");
        let failure = Failure::new(Reason::UnreadableBody, "not JSON");
        let properties = failed(&received, &failure, &origin, Timestamp::UNIX_EPOCH, 100_000);
        assert_eq!(
            header_names(&properties),
            [
                "dateline.attempts",
                "dateline.error",
                "dateline.first-failed-at",
                "dateline.original-exchange",
                "dateline.original-routing-key",
                "dateline.reason",
                "newsroom"
            ]
        );
        assert!(properties.user_id().is_none());
        assert!(properties.expiration().is_none());
        assert!(properties.reply_to().is_none());
        assert_eq!(properties.message_id().as_ref().unwrap().as_str(), "m");
        assert_eq!(*properties.priority(), Some(3));
        assert_eq!(header_names(&replayed(&received)), ["newsroom"]);
    }

    #[test]
    fn a_retry_remembers_where_it_came_from() {
        let mut first = received("news.raw", &[]);
        let failure = Failure::new(Reason::Rejected, "full");
        let properties = failed(
            &first,
            &failure,
            &Origin { attempts: 1, ..Origin::of(&first) },
            Timestamp::UNIX_EPOCH,
            100_000,
        );
        first.exchange = String::new();
        first.routing_key = "dateline.raw".into();
        first.properties = properties;
        let origin = Origin::of(&first);
        assert_eq!(
            origin,
            Origin {
                exchange: "news.raw".into(),
                routing_key: "wire.ap".into(),
                attempts: 1,
                first_failed_at: Some("1970-01-01T00:00:00Z".into()),
            }
        );
    }

    #[test]
    fn the_time_of_a_message_is_read_in_seconds_and_in_milliseconds() {
        let time = |timestamp: Option<u64>, headers: &[(&str, AMQPValue)]| {
            let mut received = received("news.raw", headers);
            if let Some(timestamp) = timestamp {
                received.properties = received.properties.with_timestamp(timestamp);
            }
            received.timestamp().map(|time| time.to_string())
        };
        assert_eq!(time(Some(1_772_439_300), &[]).as_deref(), Some("2026-03-02T08:15:00Z"));
        assert_eq!(time(Some(1_772_439_300_250), &[]).as_deref(), Some("2026-03-02T08:15:00.25Z"));
        let exact = [("timestamp_in_ms", AMQPValue::LongLongInt(1_772_439_300_250))];
        assert_eq!(time(Some(1_772_439_300), &exact).as_deref(), Some("2026-03-02T08:15:00.25Z"));
        assert_eq!((time(None, &[]), time(Some(u64::MAX), &[])), (None, None));
    }

    #[test]
    fn headers_that_do_not_fit_are_named() {
        let large = "x".repeat(5000);
        let received = received("news.raw", &[("huge", long(&large)), ("small", long("s"))]);
        let failure = Failure::new(Reason::HeadersTooLarge, "headers too large");
        let properties = failed(&received, &failure, &Origin::of(&received), Timestamp::UNIX_EPOCH, 4000);
        assert!(wire_size(&properties) <= 4000);
        let names = header_names(&properties);
        assert!(names.contains(&"small".to_owned()) && !names.contains(&"huge".to_owned()));
        let error = properties.headers().as_ref().unwrap().inner().get("dateline.error").cloned().unwrap();
        assert!(crate::amqp::message::text(&error).unwrap().contains("huge"));
    }

    #[test]
    fn long_ids_are_digested() {
        assert_eq!(message_id("short"), "short");
        let id = message_id(&"x".repeat(300));
        assert!(id.starts_with("sha256:") && id.len() == 71);
    }

    #[test]
    fn text_is_cut_at_a_character() {
        assert_eq!(clip("aé", 2), "a");
        assert_eq!(short(&"é".repeat(200)).as_str().len(), 254);
    }
}
