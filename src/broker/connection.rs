//! Opening connections.
//!
//! The client library's own recovery stays off: after its back-off has run out it is silent for ever. The supervisor
//! rebuilds what is lost.

use std::fmt;
use std::time::Duration;

use futures_util::io::{AsyncReadExt, AsyncWriteExt};
use lapin::tcp::{AMQPUriTcpExt, OwnedTLSConfig};
use lapin::uri::{AMQPScheme, AMQPUri, SASLMechanism};
use lapin::{Channel, Connection, ConnectionProperties};
use tokio::time::timeout;

use super::error::BrokerError;
use super::version::{self, ServerVersion};
use crate::settings::{Authentication, Broker};

/// Where the broker is, and how to get in.
#[derive(Clone)]
pub struct Endpoint {
    uri: AMQPUri,
    tls: OwnedTLSConfig,
    name: String,
    timeout: Duration,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Endpoint").field(&self.address()).finish()
    }
}

impl Endpoint {
    /// The endpoint that the settings name.
    pub fn of(broker: &Broker) -> Result<Self, BrokerError> {
        let mut uri: AMQPUri = broker.uri.reveal().parse().map_err(BrokerError::Address)?;
        if let Some(username) = &broker.username {
            uri.authority.userinfo.username.clone_from(username);
        }
        if let Some(password) = &broker.password {
            password.reveal().clone_into(&mut uri.authority.userinfo.password);
        }
        if let Some(vhost) = &broker.vhost {
            uri.vhost.clone_from(vhost);
        }
        let heartbeat = u16::try_from(broker.heartbeat.as_secs()).unwrap_or(u16::MAX);
        uri.query.heartbeat.get_or_insert(heartbeat);
        if broker.authentication == Authentication::External {
            uri.query.auth_mechanism = Some(SASLMechanism::External);
        }
        Ok(Self {
            uri,
            tls: OwnedTLSConfig::default(),
            name: broker.connection_name.clone(),
            timeout: broker.connect_timeout,
        })
    }

    /// The address as it may be shown: without user and password.
    pub fn address(&self) -> String {
        let scheme = match self.uri.scheme {
            AMQPScheme::AMQP => "amqp",
            AMQPScheme::AMQPS => "amqps",
        };
        let vhost = if self.uri.vhost == "/" { "%2f" } else { &self.uri.vhost };
        format!("{scheme}://{}:{}/{vhost}", self.uri.authority.host, self.uri.authority.port)
    }

    /// Opens a connection for a purpose (`consume`, `publish`, …), which shows in its name.
    pub(crate) async fn open(&self, purpose: &str) -> Result<Connection, BrokerError> {
        let name = format!("{} {purpose}", self.name);
        let properties = ConnectionProperties::default()
            .with_client_property("product".into(), "Dateline".into())
            .with_client_property("version".into(), env!("CARGO_PKG_VERSION").into())
            .with_connection_name(name.into());
        let runtime = lapin::runtime::default_runtime().map_err(|error| self.unreachable(&error))?;
        let connecting =
            lapin::Connect::connect_with_config(self.uri.clone(), properties, self.tls.clone(), runtime);
        match timeout(self.timeout, connecting).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => Err(self.unreachable(&error)),
            Err(_) => Err(self.unreachable(&format!("no answer within {} ms", self.timeout.as_millis()))),
        }
    }

    /// Asks the server for its version.
    pub async fn version(&self) -> Result<Option<ServerVersion>, BrokerError> {
        let asking = async {
            let runtime = lapin::runtime::default_runtime().map_err(std::io::Error::other)?;
            let mut stream = self.uri.connect_with_config_async(self.tls.as_ref(), &runtime).await?;
            stream.write_all(version::PROTOCOL_HEADER).await?;
            stream.flush().await?;
            let mut header = [0; version::FRAME_HEADER];
            stream.read_exact(&mut header).await?;
            let mut payload = vec![0; version::start_length(header)?];
            stream.read_exact(&mut payload).await?;
            std::io::Result::Ok(version::in_start(&payload))
        };
        match timeout(self.timeout, asking).await {
            Ok(Ok(version)) => Ok(version),
            Ok(Err(error)) => Err(self.unreachable(&error)),
            Err(_) => Err(self.unreachable(&format!("no answer within {} ms", self.timeout.as_millis()))),
        }
    }

    fn unreachable(&self, cause: &dyn fmt::Display) -> BrokerError {
        BrokerError::Unreachable { address: self.address(), cause: cause.to_string() }
    }
}

/// A channel, or why there is none.
pub(crate) async fn channel(connection: &Connection, patience: Duration) -> Result<Channel, BrokerError> {
    within(patience, "opening a channel", connection.create_channel()).await
}

/// Waits for an answer of the broker, but not for ever: a blocked connection answers nothing.
pub(crate) async fn within<T>(
    patience: Duration,
    what: &'static str,
    answer: impl Future<Output = lapin::Result<T>>,
) -> Result<T, BrokerError> {
    match timeout(patience, answer).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(BrokerError::lost(&error)),
        Err(_) => Err(BrokerError::Silent { what, after: patience }),
    }
}

/// Closes a connection, and does not insist.
pub(crate) async fn close(connection: &Connection, patience: Duration) {
    if connection.status().connected() {
        let closing = connection.close(200, "bye".into());
        if let Err(error) = within(patience, "closing a connection", closing).await {
            tracing::debug!(%error, "closing a connection");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Secret, Settings};

    #[test]
    fn the_password_is_never_shown() {
        let mut settings = Settings::default();
        settings.broker.uri = Secret::new("amqp://dateline:geheim@broker.example:5673/%2f");
        let endpoint = Endpoint::of(&settings.broker).unwrap();
        assert_eq!(endpoint.address(), "amqp://broker.example:5673/%2f");
        assert!(!format!("{endpoint:?}").contains("geheim"));
        settings.broker.uri = Secret::new("broker.example");
        assert!(Endpoint::of(&settings.broker).is_err());
    }
}
