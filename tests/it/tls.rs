//! TLS towards the broker: the right certificates get in, all others are told in words what is wrong.

mod encrypted;

use std::time::Duration;

use dateline::amqp::{BrokerError, Endpoint, Publisher};
use dateline::settings::{Authentication, Broker, Secret, Settings};

use crate::harness::Newsroom;
use crate::resilience::{collect, publish_many};
use encrypted::{Encrypted, PASSWORD};

/// Settings that are right in every respect.
fn right(broker: &Encrypted) -> Broker {
    let mut settings = Settings::default().broker;
    settings.uri = Secret::new(format!("amqps://guest:guest@localhost:{}/%2f", broker.port()));
    settings.tls.ca_file = Some(broker.file("authority.pem"));
    settings.tls.certificate_file = Some(broker.file("client.pem"));
    settings.tls.key_file = Some(broker.file("client-key.pem"));
    settings
}

/// Connects, opens a channel and asks the broker for something.
async fn connect(settings: &Broker) -> Result<(), BrokerError> {
    let endpoint = Endpoint::of(settings)?;
    let patience = Duration::from_secs(20);
    let publisher = Publisher::<()>::open(&endpoint, patience).await?;
    publisher.close(patience).await;
    Ok(())
}

async fn refused(settings: &Broker, words: &[&str]) {
    let error = connect(settings).await.expect_err("it must not get in").to_string();
    assert!(words.iter().any(|words| error.contains(words)), "{error}");
    assert!(!error.contains("guest:guest"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_certificates_get_in() {
    let broker = Encrypted::start().await;

    connect(&right(&broker)).await.expect("the right certificates get in");
    let version = Endpoint::of(&right(&broker)).unwrap().version().await.unwrap();
    assert!(version.is_some(), "the version is asked for over TLS too");

    // SASL EXTERNAL: the certificate's common name is the user, the password in the address counts for nothing.
    let mut external = right(&broker);
    external.uri = Secret::new(format!("amqps://nobody:wrong@localhost:{}/%2f", broker.port()));
    refused(&external, &["ACCESS_REFUSED", "403"]).await;
    external.authentication = Authentication::External;
    connect(&external).await.expect("the certificate says who we are");

    // Certificate and key in one PKCS #12 file.
    let mut one_file = external.clone();
    one_file.tls.certificate_file = None;
    one_file.tls.key_file = None;
    one_file.tls.pkcs12_file = Some(broker.file("client.p12"));
    refused(&one_file, &["cannot be opened", "pkcs12_password"]).await;
    one_file.tls.pkcs12_password = Some(Secret::new(PASSWORD));
    connect(&one_file).await.expect("the certificate of the file says who we are");
    one_file.tls.pkcs12_file = Some(broker.file("stranger-client.p12"));
    refused(&one_file, &["does not accept our client certificate"]).await;

    // The certificate is for localhost and not for an address.
    let mut wrong_host = right(&broker);
    wrong_host.uri = Secret::new(format!("amqps://guest:guest@127.0.0.1:{}/%2f", broker.port()));
    refused(&wrong_host, &["is for another name than 127.0.0.1"]).await;

    let mut unknown_authority = right(&broker);
    unknown_authority.tls.ca_file = Some(broker.file("stranger.pem"));
    refused(&unknown_authority, &["authority that is not trusted"]).await;

    let mut no_certificate = right(&broker);
    no_certificate.tls.certificate_file = None;
    no_certificate.tls.key_file = None;
    refused(&no_certificate, &["client certificate"]).await;

    let mut certificate_of_a_stranger = right(&broker);
    certificate_of_a_stranger.tls.certificate_file = Some(broker.file("stranger-client.pem"));
    certificate_of_a_stranger.tls.key_file = Some(broker.file("stranger-client-key.pem"));
    refused(&certificate_of_a_stranger, &["does not accept our client certificate"]).await;

    let mut keys_mixed_up = right(&broker);
    keys_mixed_up.tls.key_file = Some(broker.file("stranger-client-key.pem"));
    refused(&keys_mixed_up, &["cannot be used together"]).await;

    let mut no_tls_there = right(&broker);
    no_tls_there.uri = Secret::new(format!("amqps://guest:guest@localhost:{}/%2f", broker.plain_port()));
    refused(&no_tls_there, &["does not speak TLS on this port"]).await;

    broker.let_the_certificate_expire().await;
    refused(&right(&broker), &["has expired"]).await;
}

/// The process is stopped until the broker has given it up. The worker logs in with its certificate alone.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_was_stopped_for_longer_than_the_heartbeat_goes_on_over_tls() {
    const PREFETCH: usize = 50;
    let broker = Encrypted::start().await;
    let mut newsroom = Newsroom::open_at(broker.plain_uri(), &[]).await;
    let uri = format!("amqps://nobody:wrong@localhost:{}/%2f", broker.port());
    let file = |name| broker.file(name).to_str().unwrap().to_owned();
    let (authority, certificate, key) = (file("authority.pem"), file("client.pem"), file("client-key.pem"));
    let prefetch = PREFETCH.to_string();
    let settings = [
        ("BROKER__URI", uri.as_str()),
        ("BROKER__AUTHENTICATION", "external"),
        ("BROKER__TLS__CA_FILE", &authority),
        ("BROKER__TLS__CERTIFICATE_FILE", &certificate),
        ("BROKER__TLS__KEY_FILE", &key),
        ("BROKER__HEARTBEAT", "2s"),
        ("CONSUME__PREFETCH", &prefetch),
    ];
    let worker = newsroom.worker_with(&settings).await;
    newsroom.warm_up().await;
    worker.signal("STOP");
    let ids = publish_many(&newsroom, 2 * PREFETCH).await;
    // The broker hands out one window, misses the heartbeats, and takes the window back.
    newsroom.ready("work", u32::try_from(2 * PREFETCH).unwrap()).await;
    worker.signal("CONT");
    worker.logged("worker_paused").await;
    worker.logged("session_lost").await;
    let repeats = collect(&mut newsroom, &ids).await;
    assert!(repeats <= PREFETCH, "{repeats} repeats");
    newsroom.ready("work", 0).await;
    assert_eq!(newsroom.counts("dead").await.0, 0);
    worker.stop().await;
}

#[test]
fn without_authorities_the_worker_says_so_and_does_not_start() {
    let mut worker = crate::harness::dateline();
    worker.arg("run").env("DATELINE__BROKER__URI", "amqps://guest:guest@localhost/%2f");
    // No broker is asked: the system whose certificates these variables name has none.
    let output = worker.env("SSL_CERT_FILE", "/dev/null").env_remove("SSL_CERT_DIR").output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(words.contains("no certificates of authorities"), "{words}");
    assert!(matches!(output.status.code(), Some(1 | 2)), "{:?}: {words}", output.status);
}
