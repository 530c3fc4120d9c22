//! Addresses of a broker: one, or one for each node of a cluster, which are tried in turn.

use std::net::Ipv6Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lapin::uri::{AMQPScheme, AMQPUri, SASLMechanism};

use super::error::BrokerError;
use crate::settings::{Authentication, Broker};

/// The largest frame that is asked for, unless the address names one: the default of RabbitMQ.
const FRAME_MAX: u32 = 128 * 1024;
/// AMQP's own lower bound.
const SMALLEST_FRAME_MAX: u32 = 4096;
/// Chosen: the client library keeps a multiple of it in memory for each connection.
const LARGEST_FRAME_MAX: u32 = 1024 * 1024;

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
    let mut uri = read(text)?;
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
    // Zero is no limit, and the client library then takes memory for the largest frame that there could be.
    let frame_max = uri.query.frame_max.filter(|&largest| largest > 0).unwrap_or(FRAME_MAX);
    uri.query.frame_max = Some(frame_max.clamp(SMALLEST_FRAME_MAX, LARGEST_FRAME_MAX));
    if settings.authentication == Authentication::External {
        uri.query.auth_mechanism = Some(SASLMechanism::External);
    }
    Ok(uri)
}

/// An address as the client library reads it, and IPv6 addresses, which it does not: it would connect to `localhost` in their
/// place. Between brackets stands an address with or without its zone: `[fe80::1%eth0]`, or `%25` for the `%`.
fn read(text: &str) -> Result<AMQPUri, BrokerError> {
    let Some((before, address, behind)) = bracketed(text) else {
        return text.parse().map_err(|words: String| {
            let hint = if has_bare_ipv6(text) {
                ": an IPv6 address stands in brackets, amqp://[::1]:5672"
            } else {
                ""
            };
            BrokerError::Address(words + hint)
        });
    };
    let (plain, zone) = address.split_once('%').map_or((address, None), |(plain, zone)| (plain, Some(zone)));
    let zone = zone.map(|zone| zone.strip_prefix("25").unwrap_or(zone));
    let ends = behind.is_empty() || behind.starts_with([':', '/', '?', '#']);
    if plain.parse::<Ipv6Addr>().is_err() || zone.is_some_and(str::is_empty) || !ends {
        let text = "expected an IPv6 address between the brackets, with or without its zone: [2001:db8::1], [fe80::1%eth0]";
        return Err(BrokerError::Address(text.into()));
    }
    let mut uri: AMQPUri = format!("{before}localhost{behind}").parse().map_err(BrokerError::Address)?;
    uri.authority.host = zone.map_or_else(|| plain.to_owned(), |zone| format!("{plain}%{zone}"));
    Ok(uri)
}

/// The host of an address between brackets, with the text before and behind them.
fn bracketed(uri: &str) -> Option<(&str, &str, &str)> {
    let start = uri.find("://")? + 3;
    let end = uri[start..].find(['/', '?', '#']).map_or(uri.len(), |end| start + end);
    let host = uri[start..end].rfind('@').map_or(start, |at| start + at + 1);
    let inner = uri[host..end].strip_prefix('[')?;
    let (address, _) = inner.split_once(']')?;
    Some((&uri[..host], address, &uri[host + address.len() + 2..]))
}

/// True if the host has several colons: an IPv6 address without brackets.
fn has_bare_ipv6(uri: &str) -> bool {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    host.matches(':').count() > 1
}

/// The host of an address as a certificate names it: an IPv6 address without its zone.
pub(super) fn certified(host: &str) -> &str {
    if host.contains(':') { host.split('%').next().unwrap_or(host) } else { host }
}

/// A host as it stands in an address: an IPv6 address in brackets.
pub(super) fn in_address(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
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
    fn an_ipv6_address_is_the_host_and_not_localhost() {
        let hosts = [
            ("amqp://[::1]", "::1", 5672),
            ("amqp://desk:a%40b@[2001:db8::7]:5673/news?heartbeat=7", "2001:db8::7", 5673),
            ("amqps://[fe80::1%25eth0]/%2f", "fe80::1%eth0", 5671),
            ("amqp://[fe80::1%2]:5672", "fe80::1%2", 5672),
            ("amqp://desk:[1]@broker.example", "broker.example", 5672),
            ("amqp://192.0.2.7", "192.0.2.7", 5672),
        ];
        for (uri, host, port) in hosts {
            let addresses = addresses(uri, &[]).unwrap_or_else(|error| panic!("{uri}: {error}"));
            let authority = &addresses.current().authority;
            assert_eq!((authority.host.as_str(), authority.port), (host, port), "{uri}");
        }
        assert_eq!(addresses("amqp://x", &["amqp://[::1]:1", "amqp://[::1]:2/%2f"]).unwrap().count(), 2);
        for uri in ["amqp://[::g]", "amqp://[]", "amqp://[::1]x", "amqp://[fe80::1%25]", "amqp://[10.0.0.1]"]
        {
            let error = addresses(uri, &[]).map(drop).unwrap_err().to_string();
            assert!(error.contains("IPv6"), "{uri}: {error}");
        }
        for uri in ["amqp://::1", "amqp://desk:geheim@2001:db8::1:5672/news"] {
            let error = addresses(uri, &[]).map(drop).unwrap_err().to_string();
            assert!(error.contains("in brackets") && !error.contains("geheim"), "{uri}: {error}");
        }
    }

    #[test]
    fn frames_have_a_bound_whatever_the_address_says() {
        for (query, expected) in [
            ("", 131_072),
            ("?frame_max=0", 131_072),
            ("?frame_max=64", 4096),
            ("?frame_max=8192", 8192),
            ("?frame_max=4294967295", 1_048_576),
        ] {
            let addresses = addresses(&format!("amqp://broker.example/%2f{query}"), &[]).unwrap();
            assert_eq!(addresses.current().query.frame_max, Some(expected), "{query}");
        }
    }

    #[test]
    fn hosts_are_shown_and_compared_with_certificates_in_their_own_forms() {
        assert_eq!(
            (in_address("fe80::1%eth0").as_str(), certified("fe80::1%eth0")),
            ("[fe80::1%eth0]", "fe80::1")
        );
        assert_eq!((in_address("broker.example").as_str(), certified("a%b")), ("broker.example", "a%b"));
    }

    #[test]
    fn addresses_of_different_brokers_are_refused() {
        let mixed = |other| addresses("amqp://unused", &["amqp://one/news", other]).map(drop);
        assert!(mixed("amqps://two/news").is_err(), "a password in the clear");
        assert!(mixed("amqp://two/sport").is_err(), "another virtual host");
        assert!(mixed("amqp://two/news").is_ok());
    }
}
