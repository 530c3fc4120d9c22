//! Opening connections.
//!
//! The client library's own recovery stays off: after its back-off has run out it gives no further sign. The supervisor
//! rebuilds what is lost.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_rs::Runtime;
use async_rs::traits::Reactor;
use futures_util::io::{AsyncReadExt, AsyncWriteExt};
use lapin::tcp::AsyncTcpStream;
use lapin::uri::{AMQPScheme, AMQPUri};
use lapin::{Channel, Connection, ConnectionProperties};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use rustls::ClientConfig;
use tcp_stream::RustlsConnector;
use tokio::time::timeout;

use super::addresses::{Addresses, certified, in_address, scheme};
use super::error::BrokerError;
use super::socket;
use super::tls;
use super::version::{self, ServerVersion};
use super::wire::{Kit, Registry, Wire};
use crate::settings::{Authentication, Broker};

/// A path segment of a URI: what RFC 3986 calls unreserved stays.
pub(crate) const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address of the broker, or those of the nodes of a cluster, with user and TLS.
#[derive(Clone)]
pub struct Endpoint {
    addresses: Addresses,
    /// Set where the address says `amqps`.
    tls: Option<Arc<ClientConfig>>,
    name: String,
    timeout: Duration,
    /// Files are read again for each connection, so that new passwords and certificates are taken up.
    settings: Arc<Broker>,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Endpoint").field(&self.address()).finish()
    }
}

impl Endpoint {
    /// The endpoint that the settings name. Certificates and keys are read here.
    pub fn of(settings: &Broker) -> Result<Self, BrokerError> {
        let addresses = Addresses::of(settings)?;
        let tls = match addresses.current().scheme {
            AMQPScheme::AMQPS => Some(tls::config(&settings.tls)?),
            // Never in the clear what somebody meant to be encrypted.
            AMQPScheme::AMQP if tls::is_asked_for(&settings.tls) => {
                return Err(BrokerError::Tls(
                    "certificates are set, but broker.uri begins with amqp://, which is not encrypted. Write \
                     amqps:// (usually with port 5671), or leave [broker.tls] empty"
                        .into(),
                ));
            }
            AMQPScheme::AMQP => None,
        };
        if settings.authentication == Authentication::External && !tls::has_identity(&settings.tls) {
            return Err(BrokerError::Tls(
                "authentication = \"external\" needs a client certificate: set certificate_file and key_file, and \
                 amqps:// in broker.uri"
                    .into(),
            ));
        }
        let (name, timeout) = (settings.connection_name.clone(), settings.connect_timeout);
        Ok(Self { addresses, tls, name, timeout, settings: Arc::new(settings.clone()) })
    }

    fn read_again(&self) -> Result<Self, BrokerError> {
        let settings = self.settings.read_again().map_err(BrokerError::File)?;
        let mut endpoint = Self::of(&settings)?;
        endpoint.addresses = endpoint.addresses.in_place_of(&self.addresses);
        Ok(endpoint)
    }

    fn has_files(&self) -> bool {
        let (broker, tls) = (&self.settings, &self.settings.tls);
        [&broker.uri_file, &broker.username_file, &broker.password_file].into_iter().any(Option::is_some)
            || tls::is_asked_for(tls)
    }

    /// The address in use as it may be shown: without user and password.
    pub fn address(&self) -> String {
        shown(self.addresses.current())
    }

    /// The virtual host, plain.
    pub(crate) fn vhost(&self) -> &str {
        &self.addresses.current().vhost
    }

    /// User and password.
    pub(crate) fn credentials(&self) -> (String, String) {
        let userinfo = &self.addresses.current().authority.userinfo;
        (userinfo.username.clone(), userinfo.password.clone())
    }

    /// True if the settings name more than one address.
    pub(crate) fn has_other_nodes(&self) -> bool {
        self.addresses.count() > 1
    }

    /// Leaves the address in use for the next one: the node answers, but its part of the cluster does no work, or it is
    /// about to go.
    pub(crate) fn leave_node(&self) {
        self.addresses.leave(&self.addresses.current().clone());
    }

    /// Opens a connection for a purpose (`consume`, `publish`, …), which shows in its name.
    pub(crate) async fn open(&self, purpose: &str) -> Result<Connection, BrokerError> {
        self.connect(purpose, Registry::default()).await.map(|reading| reading.connection)
    }

    /// The same, for reading messages from it.
    pub(crate) async fn open_to_read(&self, purpose: &str) -> Result<Reading, BrokerError> {
        self.connect(purpose, Registry::default()).await
    }

    /// The same, with so many bytes of messages in hand, and one message more.
    pub(crate) async fn open_within(&self, purpose: &str, in_hand: usize) -> Result<Reading, BrokerError> {
        self.connect(purpose, Registry::with_budget(in_hand as u64)).await
    }

    async fn connect(&self, purpose: &str, registry: Registry) -> Result<Reading, BrokerError> {
        let (endpoint, registry) = (self.fresh()?, Arc::new(registry));
        let mut errors = Vec::new();
        loop {
            let uri = endpoint.addresses.current().clone();
            registry.bound_frames(uri.query.frame_max.map_or(usize::MAX, |largest| largest as usize));
            let outcome = endpoint.connect_now(&uri, purpose, &registry).await;
            if let Some(outcome) = endpoint.settled(outcome, &uri, &mut errors) {
                return outcome;
            }
        }
    }

    /// This endpoint, with what its files hold now.
    fn fresh(&self) -> Result<Self, BrokerError> {
        if self.has_files() { self.read_again() } else { Ok(self.clone()) }
    }

    /// The outcome of an attempt, unless there is an address that has not been tried yet: then that is in use now.
    fn settled<T>(
        &self,
        outcome: Result<T, BrokerError>,
        uri: &AMQPUri,
        errors: &mut Vec<BrokerError>,
    ) -> Option<Result<T, BrokerError>> {
        let error = match outcome {
            Ok(value) => return Some(Ok(value)),
            Err(error) => error,
        };
        errors.push(error);
        self.addresses.leave(uri);
        (errors.len() == self.addresses.count()).then(|| Err(BrokerError::none_of(std::mem::take(errors))))
    }

    async fn connect_now(
        &self,
        uri: &AMQPUri,
        purpose: &str,
        registry: &Arc<Registry>,
    ) -> Result<Reading, BrokerError> {
        let name = format!("{} {purpose}", self.name);
        let properties = ConnectionProperties::default()
            .with_client_property("product".into(), "Dateline".into())
            .with_client_property("version".into(), env!("CARGO_PKG_VERSION").into())
            .with_connection_name(name.into());
        let (endpoint, address) = (self.clone(), uri.clone());
        let (unreadable, registry) = (Arc::clone(registry), Arc::clone(registry));
        let sockets = Runtime::tokio_current();
        let connect = async move |_, _| {
            let socket = endpoint.socket(&address, &sockets).await?;
            Ok(AsyncTcpStream::Plain(Wire::new(socket, Arc::clone(&registry))))
        };
        // The state of a handshake is large: not inside every future that connects.
        let connecting = Box::pin(Connection::connector(uri.clone(), Kit::current(), connect, properties));
        match timeout(self.timeout, connecting).await {
            Ok(Ok(connection)) => Ok(Reading { connection, unreadable }),
            Ok(Err(error)) => Err(unreachable(uri, &error)),
            Err(_) => Err(self.silent(uri)),
        }
    }

    /// Asks the server for its version.
    pub async fn version(&self) -> Result<Option<ServerVersion>, BrokerError> {
        let endpoint = self.fresh()?;
        let mut errors = Vec::new();
        loop {
            let uri = endpoint.addresses.current().clone();
            let outcome = endpoint.version_now(&uri).await;
            if let Some(outcome) = endpoint.settled(outcome, &uri, &mut errors) {
                return outcome;
            }
        }
    }

    async fn version_now(&self, uri: &AMQPUri) -> Result<Option<ServerVersion>, BrokerError> {
        let asking = async {
            let runtime = Runtime::tokio_current();
            let mut stream = self.socket(uri, &runtime).await?;
            stream.write_all(version::PROTOCOL_HEADER).await?;
            stream.flush().await?;
            let mut header = [0; version::FRAME_HEADER];
            stream.read_exact(&mut header).await?;
            let mut payload = vec![0; version::start_length(header)?];
            stream.read_exact(&mut payload).await?;
            io::Result::Ok(version::in_start(&payload))
        };
        match timeout(self.timeout, asking).await {
            Ok(Ok(version)) => Ok(version),
            Ok(Err(error)) => Err(unreachable(uri, &error)),
            Err(_) => Err(self.silent(uri)),
        }
    }

    /// A socket to an address, with TLS where it says so. TLS is put on top here and not by the client library: with the
    /// library's own configuration, authorities of our choice could only be added to those of the system.
    async fn socket<R>(&self, uri: &AMQPUri, runtime: &R) -> io::Result<AsyncTcpStream<R::TcpStream>>
    where
        R: Reactor + Sync,
    {
        let authority = &uri.authority;
        let open = |address| AsyncTcpStream::connect(runtime, address);
        let stream = socket::connect(&authority.host, authority.port, open).await?;
        match &self.tls {
            None => Ok(stream),
            Some(config) => {
                let connector = RustlsConnector::from(Arc::clone(config));
                stream.into_rustls(&connector, certified(&authority.host)).await
            }
        }
    }

    fn silent(&self, uri: &AMQPUri) -> BrokerError {
        let cause = format!("no answer within {} ms", self.timeout.as_millis());
        BrokerError::Unreachable { address: shown(uri), cause }
    }
}

fn shown(uri: &AMQPUri) -> String {
    let vhost = utf8_percent_encode(&uri.vhost, SEGMENT).to_string().replace("%2F", "%2f");
    format!("{}://{}:{}/{vhost}", scheme(uri), in_address(&uri.authority.host), uri.authority.port)
}

fn unreachable(uri: &AMQPUri, cause: &(dyn std::error::Error + 'static)) -> BrokerError {
    let cause = tls::explain(cause, &uri.authority.host).unwrap_or_else(|| cause.to_string());
    BrokerError::Unreachable { address: shown(uri), cause }
}

/// A connection that messages are read from.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) connection: Connection,
    /// Properties of its deliveries that the client library could not have parsed.
    pub(crate) unreadable: Arc<Registry>,
}

/// A channel, or why there is none.
pub(crate) async fn channel(connection: &Connection, timeout: Duration) -> Result<Channel, BrokerError> {
    within(timeout, "opening a channel", connection.create_channel()).await
}

/// Waits for an answer of the broker, with a time limit: a blocked connection answers nothing.
pub(crate) async fn within<T>(
    timeout: Duration,
    what: &'static str,
    answer: impl Future<Output = lapin::Result<T>>,
) -> Result<T, BrokerError> {
    match tokio::time::timeout(timeout, answer).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(BrokerError::lost(&error)),
        Err(_) => Err(BrokerError::Silent { what, after: timeout }),
    }
}

/// Closes a channel, best effort.
pub(crate) async fn close_channel(channel: &Channel, timeout: Duration) {
    if let Err(error) = within(timeout, "closing a channel", channel.close(200, "done".into())).await {
        tracing::debug!(%error, "closing a channel");
    }
}

/// Closes a connection, best effort.
pub(crate) async fn close(connection: &Connection, timeout: Duration) {
    if connection.status().connected() {
        let closing = connection.close(200, "bye".into());
        if let Err(error) = within(timeout, "closing a connection", closing).await {
            tracing::debug!(%error, "closing a connection");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Secret, Settings};

    fn settings(uri: &str) -> Broker {
        let mut settings = Settings::default().broker;
        settings.uri = Secret::new(uri);
        settings
    }

    #[test]
    fn the_password_is_never_shown() {
        let endpoint = Endpoint::of(&settings("amqp://dateline:geheim@broker.example:5673/%2f")).unwrap();
        assert_eq!(endpoint.address(), "amqp://broker.example:5673/%2f");
        assert!(!format!("{endpoint:?}").contains("geheim"));
        assert!(Endpoint::of(&settings("broker.example")).is_err());
    }

    #[test]
    fn settings_of_their_own_win_over_the_address() {
        let mut settings = settings("amqp://guest:guest@broker.example/%2f");
        settings.username = Some("dateline".into());
        settings.password = Some(Secret::new("a/b@c"));
        settings.vhost = Some("news".into());
        let endpoint = Endpoint::of(&settings).unwrap();
        assert_eq!(endpoint.addresses.current().authority.userinfo.username, "dateline");
        assert_eq!(endpoint.addresses.current().authority.userinfo.password, "a/b@c");
        assert_eq!(endpoint.address(), "amqp://broker.example:5672/news");
        assert_eq!(endpoint.addresses.current().query.heartbeat, Some(10));
    }

    #[test]
    fn nothing_goes_in_the_clear_that_was_meant_to_be_encrypted() {
        let mut with_authority = settings("amqp://broker.example");
        with_authority.tls.ca_file = Some("ca.pem".into());
        let error = Endpoint::of(&with_authority).unwrap_err().to_string();
        assert!(error.contains("amqps://"), "{error}");

        let mut external = settings("amqps://broker.example");
        external.authentication = Authentication::External;
        let error = Endpoint::of(&external).unwrap_err();
        assert!(error.is_permanent() && error.to_string().contains("certificate"), "{error}");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let mut settings = settings("amqps://broker.example");
        settings.tls.ca_file = Some("/nowhere/authority.pem".into());
        let error = Endpoint::of(&settings).unwrap_err().to_string();
        assert!(error.contains("ca_file") && error.contains("/nowhere/authority.pem"), "{error}");
        settings.tls.certificate_file = Some("certificate.pem".into());
        settings.tls.ca_file = None;
        let error = Endpoint::of(&settings).unwrap_err().to_string();
        assert!(error.contains("key_file"), "{error}");
    }
}
