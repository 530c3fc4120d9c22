//! A message as JSON, with everything that it holds: for `--json` and for a copy before a purge.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::letter::Letter;
use crate::amqp::Received;
pub use crate::amqp::header_json::headers;

/// Letter, headers and body: as `body` where it is UTF-8, else as `body_base64`.
pub fn record(letter: &Letter, received: &Received) -> Value {
    let mut record = json!(letter);
    record["headers"] = headers(received);
    match std::str::from_utf8(&received.body) {
        Ok(text) => record["body"] = text.into(),
        Err(_) => record["body_base64"] = STANDARD.encode(&received.body).into(),
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amqp::{HeaderTable, HeaderValue, Properties};
    use crate::dead_letters::queue::LetterQueue;

    #[test]
    fn bytes_that_are_no_text_survive() {
        let mut headers = HeaderTable::default();
        headers.insert("raw".into(), HeaderValue::LongString(vec![0xff].into()));
        headers.insert("count".into(), HeaderValue::LongLongInt(3));
        let received = Received {
            tag: 1,
            exchange: "news.dead".into(),
            routing_key: "k".into(),
            redelivered: false,
            unreadable: Vec::new(),
            properties: Properties::default().with_headers(headers),
            body: vec![0xff, 0xfe],
        };
        let record = record(&Letter::of(&received, LetterQueue::Dead), &received);
        assert_eq!(record["body_base64"], "//4=");
        assert_eq!(record["headers"], json!({ "count": 3, "raw": { "base64": "/w==" } }));
        assert!(record["body"].is_null());
    }
}
