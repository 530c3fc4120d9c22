//! A message's bytes to an article; what cannot be read gets its reason.

use super::message::Received;
use super::outcome::{Failure, Reason};
use crate::article::Article;
use crate::settings::Settings;

/// Reads the article in a message.
pub(crate) fn decode(received: &Received, settings: &Settings) -> Result<Article, Failure> {
    let size = received.body.len();
    if size > settings.limits.message_bytes {
        let words = format!(
            "the message has {size} bytes, limits.message_bytes is {}",
            settings.limits.message_bytes
        );
        return Err(Failure::new(Reason::TooLarge, words));
    }
    let mut value: serde_json::Value = serde_json::from_slice(&received.body)
        .map_err(|e| Failure::new(Reason::UnreadableBody, e.to_string()))?;
    if let Some(object) = value.as_object_mut() {
        object.entry("hashtags").or_insert(serde_json::json!([]));
        object.entry("keywords").or_insert(serde_json::json!([]));
        object.entry("id").or_insert(serde_json::json!(received.message_id().unwrap_or("x")));
    }
    serde_json::from_value(value).map_err(|e| Failure::new(Reason::UnreadableBody, e.to_string()))
}
