//! The message for a raw article, as a publisher sends it.

use std::sync::Arc;

use super::headers::{message_id, short};
use super::message::{Body, Outgoing, Properties};

/// Delivery mode 2: the message outlives a restart of the broker.
const PERSISTENT: u8 = 2;

/// The properties of a raw article.
#[derive(Debug, Clone, Copy)]
pub struct Label<'a> {
    /// The article's id.
    pub id: &'a str,
    /// `application/json`, …
    pub content_type: Option<&'a str>,
    /// `gzip`, …
    pub content_encoding: Option<&'a str>,
}

/// A message for a raw article.
pub fn outgoing(exchange: &str, routing_key: &str, label: Label<'_>, bytes: Vec<u8>) -> Outgoing {
    let mut properties = Properties::default()
        .with_message_id(short(&message_id(label.id)))
        .with_app_id("dateline publish".into())
        .with_delivery_mode(PERSISTENT);
    if let Some(content_type) = label.content_type {
        properties = properties.with_content_type(short(content_type));
    }
    if let Some(content_encoding) = label.content_encoding {
        properties = properties.with_content_encoding(short(content_encoding));
    }
    Outgoing {
        exchange: exchange.to_owned(),
        routing_key: routing_key.to_owned(),
        properties,
        body: Body::New(Arc::new(bytes)),
    }
}
