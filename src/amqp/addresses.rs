//! Addresses of a broker: one, or one for each node of a cluster, which are tried in turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lapin::uri::{AMQPScheme, AMQPUri, SASLMechanism};

use super::error::BrokerError;
use crate::settings::{Authentication, Broker};

/// One or more addresses. Clones share which of them is in use.
#[derive(Clone)]
pub(super) struct Addresses {
    list: Arc<[AMQPUri]>,
    current: Arc<AtomicUsize>,
}

impl Addresses {
    /// The addresses that the settings name.
    pub(super) fn of(settings: &Broker) -> Result<Self, BrokerError> {
        let list = if settings.uris.is_empty() {
            vec![parse(settings.uri.reveal(), None, settings)?]
        } else {
            let shared = parse(settings.uri.reveal(), None, settings)?;
            let each = settings.uris.iter().map(|uri| parse(uri.reveal(), Some(&shared), settings));
            each.collect::<Result<_, _>>()?
        };
        if list.iter().any(|uri: &AMQPUri| uri.scheme != list[0].scheme || uri.vhost != list[0].vhost) {
            let text = "the addresses of broker.uris differ in scheme or virtual host: they are those of the nodes \
                        of one cluster";
            return Err(BrokerError::Address(text.into()));
        }
        Ok(Self { list: list.into(), current: Arc::default() })
    }

    /// The same addresses as in `other`, read again: the one in use stays.
    pub(super) fn in_place_of(mut self, other: &Self) -> Self {
        self.current = Arc::clone(&other.current);
        self
    }

    /// The number of addresses.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    /// The address in use.
    pub(super) fn current(&self) -> &AMQPUri {
        &self.list[self.current.load(Ordering::Relaxed) % self.list.len()]
    }

    /// Goes on to the next address, unless another clone has left `failed` already.
    pub(super) fn leave(&self, failed: &AMQPUri) {
        if self.current() == failed {
            self.current.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// One address. What it leaves out, user and virtual host, it takes from `shared`.
fn parse(text: &str, shared: Option<&AMQPUri>, settings: &Broker) -> Result<AMQPUri, BrokerError> {
    if splits_a_password(text) {
        // Parsed, the rest of the password would be taken for the host, and be logged with it.
        return Err(BrokerError::Address("an @ follows the host".into()));
    }
    let mut uri: AMQPUri = text.parse().map_err(BrokerError::Address)?;
    if let Some(shared) = shared {
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        if !rest.contains('@') {
            uri.authority.userinfo.clone_from(&shared.authority.userinfo);
        }
        if !rest.contains('/') {
            uri.vhost.clone_from(&shared.vhost);
        }
    }
    if uri.vhost.is_empty() && settings.vhost.is_none() {
        return Err(BrokerError::Address("the virtual host is empty: write %2f for /".into()));
    }
    if let Some(username) = &settings.username {
        uri.authority.userinfo.username.clone_from(username);
    }
    if let Some(password) = &settings.password {
        password.reveal().clone_into(&mut uri.authority.userinfo.password);
    }
    if let Some(vhost) = &settings.vhost {
        uri.vhost.clone_from(vhost);
    }
    if uri.query.heartbeat == Some(0) {
        let text = "heartbeat=0 turns heartbeats off, and a lost connection would not be noticed: leave it out, \
                    broker.heartbeat sets it";
        return Err(BrokerError::Address(text.into()));
    }
    let heartbeat = u16::try_from(settings.heartbeat.as_secs()).unwrap_or(u16::MAX);
    uri.query.heartbeat.get_or_insert(heartbeat.max(1));
    if settings.authentication == Authentication::External {
        uri.query.auth_mechanism = Some(SASLMechanism::External);
    }
    Ok(uri)
}

/// True if a `/`, `?` or `#` of the user name or password ends the authority of an address too early, so that the `@` before
/// the host stands behind it: `amqp://user:p@ss/word@host`.
fn splits_a_password(uri: &str) -> bool {
    let Some((_, rest)) = uri.split_once("://") else { return false };
    rest.find(['/', '?', '#']).is_some_and(|end| rest[end..].contains('@'))
}

/// The scheme as text.
pub(super) fn scheme(uri: &AMQPUri) -> &'static str {
    match uri.scheme {
        AMQPScheme::AMQP => "amqp",
        AMQPScheme::AMQPS => "amqps",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Secret, Settings};

    fn addresses(uri: &str, uris: &[&str]) -> Result<Addresses, BrokerError> {
        let mut settings = Settings::default().broker;
        settings.uri = Secret::new(uri);
        settings.uris = uris.iter().map(|&uri| Secret::new(uri)).collect();
        Addresses::of(&settings)
    }

    #[test]
    fn what_an_address_leaves_out_comes_from_the_first() {
        let nodes = ["amqp://one", "amqp://other:word@two:5673/news", "amqp://three"];
        let addresses = addresses("amqp://desk:geheim@unused/news", &nodes).unwrap();
        let seen: Vec<_> = addresses
            .list
            .iter()
            .map(|uri| {
                let (user, host) = (&uri.authority.userinfo, &uri.authority);
                format!("{}:{}@{}:{}/{}", user.username, user.password, host.host, host.port, uri.vhost)
            })
            .collect();
        assert_eq!(
            seen,
            ["desk:geheim@one:5672/news", "other:word@two:5673/news", "desk:geheim@three:5672/news"]
        );
    }

    #[test]
    fn addresses_are_left_in_turn_and_once() {
        let addresses = addresses("amqp://unused", &["amqp://one", "amqp://two"]).unwrap();
        let first = addresses.current().clone();
        let clone = addresses.clone();
        clone.leave(&first);
        addresses.leave(&first);
        assert_eq!(addresses.current().authority.host, "two");
        addresses.leave(&addresses.current().clone());
        assert_eq!(clone.current().authority.host, "one");
    }

    #[test]
    fn addresses_of_different_brokers_are_refused() {
        let mixed = |other| addresses("amqp://unused", &["amqp://one/news", other]).map(drop);
        assert!(mixed("amqps://two/news").is_err(), "a password in the clear");
        assert!(mixed("amqp://two/sport").is_err(), "another virtual host");
        assert!(mixed("amqp://two/news").is_ok());
    }
}
