//! Publishes an article to Dateline, as a feed handler would: `cargo run --example publisher -- AMQP_URI FILE`.
//!
//! The message is persistent and mandatory, and counts as published once the broker has confirmed it. Its `message_id` is
//! the article's id, so that a repeat after a crash can be told from a new article.

use std::error::Error;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Confirmation, Connection, ConnectionProperties};

/// The default of `topology.input_exchange`.
const EXCHANGE: &str = "news.raw";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(uri), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("usage: publisher AMQP_URI FILE".into());
    };
    let article = std::fs::read(path)?;
    publish(&uri, EXCHANGE, "urn:example:article:1", "application/json", &article).await
}

/// Publishes one article and waits for the broker's confirm.
pub async fn publish(
    uri: &str,
    exchange: &str,
    id: &str,
    content_type: &str,
    article: &[u8],
) -> Result<(), Box<dyn Error>> {
    let connection = Connection::connect(uri, ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let properties = BasicProperties::default()
        .with_message_id(id.into())
        .with_content_type(content_type.into())
        .with_delivery_mode(2);
    let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
    let confirmation =
        channel.basic_publish(exchange.into(), "article".into(), options, article, properties).await?.await?;
    connection.close(200, "done".into()).await?;
    match confirmation {
        Confirmation::Ack(None) => Ok(()),
        // A message that comes back before its confirm went to no queue.
        Confirmation::Ack(Some(_)) => Err("no queue is bound: run \"dateline topology apply\"".into()),
        Confirmation::Nack(_) => Err("the broker would not take the article: publish it once more".into()),
        Confirmation::NotRequested => Err("the channel is not in confirm mode".into()),
    }
}
