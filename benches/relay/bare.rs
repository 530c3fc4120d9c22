//! A relay that does nothing but what any worker must do: take, publish, wait for the confirm, acknowledge.

use futures_util::StreamExt;
use futures_util::stream::FuturesOrdered;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions,
};
use lapin::types::FieldTable;
use lapin::{Confirmation, Connection, ConnectionProperties};

const PREFETCH: u16 = 512;
const ACKNOWLEDGE_EVERY: u32 = 256;

/// Relays `count` messages from a queue to an exchange; acknowledged is what the broker has confirmed.
pub(crate) async fn relay(uri: &str, queue: &str, exchange: &str, count: u32) -> anyhow::Result<()> {
    let consuming = Connection::connect(uri, ConnectionProperties::default()).await?;
    let publishing = Connection::connect(uri, ConnectionProperties::default()).await?;
    let source = consuming.create_channel().await?;
    let sink = publishing.create_channel().await?;
    sink.confirm_select(ConfirmSelectOptions::default()).await?;
    source.basic_qos(PREFETCH, BasicQosOptions::default()).await?;
    let mut consumer = source
        .basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), FieldTable::default())
        .await?;
    let mut confirms = FuturesOrdered::new();
    let mut confirmed = 0;
    while confirmed < count {
        tokio::select! {
            delivery = consumer.next() => {
                let delivery = delivery.ok_or_else(|| anyhow::anyhow!("the consumer ended"))??;
                let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
                let confirm = sink
                    .basic_publish(exchange.into(), "bare".into(), options, &delivery.data, delivery.properties)
                    .await?;
                confirms.push_back(async move { (delivery.delivery_tag, confirm.await) });
            }
            Some((tag, confirmation)) = confirms.next() => {
                anyhow::ensure!(matches!(confirmation?, Confirmation::Ack(None)), "not taken");
                confirmed += 1;
                if confirmed % ACKNOWLEDGE_EVERY == 0 || confirmed == count {
                    source.basic_ack(tag, BasicAckOptions { multiple: true }).await?;
                }
            }
        }
    }
    source.close(200, "done".into()).await?;
    sink.close(200, "done".into()).await?;
    Ok(())
}
