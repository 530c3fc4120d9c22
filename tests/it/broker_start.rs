//! The brokers that tests and demo start for themselves.

use crate::harness::OwnBroker;
use dateline::local_broker::answers;

#[tokio::test(flavor = "multi_thread")]
async fn an_own_broker_stops_dies_and_comes_back() {
    let mut broker = OwnBroker::start().await;
    let port = broker.port();
    assert!(answers(port));
    assert!(broker.control(&["version"]).await.contains('.'));
    broker.stop().await;
    assert!(!answers(port));
    broker.start_again().await;
    broker.kill().await;
    assert!(!answers(port));
    broker.start_again().await;
    assert!(answers(port));
    drop(broker);
    assert!(!answers(port), "nothing is left of it");
}
