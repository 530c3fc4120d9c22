//! RabbitMQ's management API over HTTP: the properties, policies and bindings that AMQP does not show. It only reads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use hyper::{Request, Response, StatusCode, Uri};
use percent_encoding::{percent_decode_str, utf8_percent_encode};
use rustls::ClientConfig;
use serde_json::Value;
use tokio::time::timeout;

use super::existing::{ExistingBinding, ExistingExchange, ExistingQueue};
use crate::amqp::connection::{Endpoint, SEGMENT};
use crate::amqp::error::BrokerError;
use crate::amqp::tls;
use crate::http_client::{self, Server};
use crate::settings;

/// Answers are some kilobytes; a queue with ten thousand bindings has two megabytes of them.
const LONGEST_ANSWER: usize = 16 << 20;

/// The address of the management API, and the user.
#[derive(Clone)]
pub(crate) struct Management {
    server: Server,
    /// The path before `/api`, where a proxy adds one.
    prefix: String,
    vhost: String,
    authorization: HeaderValue,
    tls: Option<Arc<ClientConfig>>,
    timeout: Duration,
    /// Until when no request is sent, because the last one had no answer: the worker asks a dozen, one after the other.
    silent_until: Arc<Mutex<Option<Instant>>>,
}

/// The pause after a request without an answer.
const SILENCE: Duration = Duration::from_secs(30);

impl std::fmt::Debug for Management {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Management").field(&self.address()).finish()
    }
}

impl Management {
    /// The API that `broker.management_uri` names; `None` where it is not set. User and password are those of the URI,
    /// else those of the broker.
    pub(crate) fn new(settings: &settings::Broker, endpoint: &Endpoint) -> Result<Option<Self>, BrokerError> {
        let Some(uri) = &settings.management_uri else { return Ok(None) };
        let invalid = |words: &str| BrokerError::ManagementAddress(words.to_owned());
        let uri: Uri = uri.reveal().parse().map_err(|_| {
            invalid(
                "expected http://host:15672 or https://user:password@host:15671; in a password, write / # ? @ in \
                 percent-encoding",
            )
        })?;
        let (encrypted, usual_port) = match uri.scheme_str() {
            Some("http") => (false, 15672),
            Some("https") => (true, 15671),
            _ => return Err(invalid("expected http:// or https://")),
        };
        let server = Server::of(&uri, usual_port).ok_or_else(|| invalid("expected a host"))?;
        let given = uri.authority().and_then(|authority| authority.as_str().rsplit_once('@'));
        let (user, password) = match given.map(|(user, _)| user.split_once(':').unwrap_or((user, ""))) {
            Some((user, password)) => (decoded(user), decoded(password)),
            None => endpoint.credentials(),
        };
        let mut authorization =
            HeaderValue::try_from(format!("Basic {}", base64(&format!("{user}:{password}"))))
                .map_err(|_| invalid("user or password cannot be sent"))?;
        authorization.set_sensitive(true);
        Ok(Some(Self {
            server,
            prefix: uri.path().trim_end_matches('/').to_owned(),
            vhost: endpoint.vhost().to_owned(),
            authorization,
            tls: if encrypted { Some(tls::config(&settings.tls)?) } else { None },
            timeout: settings.connect_timeout,
            silent_until: Arc::default(),
        }))
    }

    /// The address without user and password.
    pub(crate) fn address(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}{}", self.server.authority(), self.prefix)
    }

    /// Fails where the API does not answer this user.
    pub(crate) async fn try_out(&self) -> Result<(), BrokerError> {
        match self.get("whoami", &[]).await? {
            Some(_) => Ok(()),
            None => Err(self.error("there is no /api/whoami: is this the port of the management API?")),
        }
    }

    /// An exchange; `None` where it does not exist.
    pub(crate) async fn exchange(&self, name: &str) -> Result<Option<ExistingExchange>, BrokerError> {
        let Some(found) = self.get("exchanges", &[&self.vhost, name]).await? else { return Ok(None) };
        let mut alternate = text(&found["arguments"]["alternate-exchange"]);
        if alternate.is_none()
            && let Some(policy) = found["policy"].as_str()
        {
            let policy =
                self.get("policies", &[&self.vhost, policy]).await.ok().flatten().unwrap_or_default();
            alternate = text(&policy["definition"]["alternate-exchange"]);
        }
        Ok(Some(ExistingExchange {
            kind: text(&found["type"]),
            durable: found["durable"].as_bool(),
            alternate: Some(alternate.unwrap_or_default()),
        }))
    }

    /// A queue; `None` where it does not exist.
    pub(crate) async fn queue(&self, name: &str) -> Result<Option<ExistingQueue>, BrokerError> {
        Ok(self.get("queues", &[&self.vhost, name]).await?.as_ref().map(queue))
    }

    /// The bindings of a queue, without the one to the default exchange.
    pub(crate) async fn bindings(&self, name: &str) -> Result<Vec<ExistingBinding>, BrokerError> {
        let found = self.get("queues", &[&self.vhost, name, "bindings"]).await?.unwrap_or_default();
        let bindings = found.as_array().into_iter().flatten().filter_map(|binding| {
            let exchange = text(&binding["source"]).filter(|source| !source.is_empty())?;
            Some(ExistingBinding { exchange, routing_key: text(&binding["routing_key"])? })
        });
        Ok(bindings.collect())
    }

    /// `GET /api/<kind>/<segments>`; `None` for 404.
    async fn get(&self, kind: &str, segments: &[&str]) -> Result<Option<Value>, BrokerError> {
        let mut path = format!("{}/api/{kind}", self.prefix);
        for segment in segments {
            path.push('/');
            path.extend(utf8_percent_encode(segment, SEGMENT));
        }
        let silent = || self.error(&format!("no answer within {} ms", self.timeout.as_millis()));
        let now = Instant::now();
        if self.silent_until.lock().is_ok_and(|until| until.is_some_and(|until| now < until)) {
            return Err(silent());
        }
        let answer = match timeout(self.timeout, self.request(&path)).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Err(self.error(&error.to_string())),
            Err(_) => {
                if let Ok(mut until) = self.silent_until.lock() {
                    *until = Some(Instant::now() + SILENCE);
                }
                return Err(silent());
            }
        };
        match answer.status() {
            StatusCode::OK => serde_json::from_slice(answer.body())
                .map(Some)
                .map_err(|_| self.error("the answer is not JSON: is this the port of the management API?")),
            StatusCode::NOT_FOUND => Ok(None),
            status @ (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => Err(self.error(&format!(
                "{status}. The user needs the tag `management` (rabbitmqctl set_user_tags USER management) and permissions \
                 on the virtual host"
            ))),
            status => Err(self.error(&status.to_string())),
        }
    }

    async fn request(&self, path: &str) -> Result<Response<Bytes>, http_client::Error> {
        let request = Request::get(path)
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, self.authorization.clone())
            .body(Bytes::new())?;
        http_client::exchange(&self.server, self.tls.as_ref(), request, LONGEST_ANSWER).await
    }

    fn error(&self, words: &str) -> BrokerError {
        BrokerError::Management(format!("the management API at {}: {words}", self.address()))
    }
}

fn queue(found: &Value) -> ExistingQueue {
    // A policy's key is the argument's name without its `x-`. An operator's policy is among them.
    let policies = found["effective_policy_definition"].as_object().into_iter().flatten();
    let policies: BTreeMap<_, _> =
        policies.filter_map(|(name, value)| Some((format!("x-{name}"), text(value)?))).collect();
    let mut arguments = policies.clone();
    let own = found["arguments"].as_object().into_iter().flatten();
    arguments.extend(own.filter_map(|(name, value)| Some((name.clone(), text(value)?))));
    arguments.remove("x-queue-type");
    ExistingQueue {
        kind: text(&found["type"]),
        durable: found["durable"].as_bool(),
        auto_delete: found["auto_delete"].as_bool(),
        exclusive: found["exclusive"].as_bool().unwrap_or_default(),
        arguments: Some(arguments),
        policies: Some(policies),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Secret, Settings};

    fn management(uri: &str) -> Result<Option<Management>, BrokerError> {
        let mut settings = Settings::default().broker;
        settings.uri = Secret::new("amqp://worker:s%2Fecret@broker.example/news%2Fprod");
        settings.management_uri = Some(Secret::new(uri));
        Management::new(&settings, &Endpoint::of(&settings).unwrap())
    }

    #[test]
    fn user_and_password_are_those_of_the_broker_or_of_the_address() {
        let api = management("http://broker.example/").unwrap().unwrap();
        assert_eq!(api.address(), "http://broker.example:15672");
        assert_eq!(api.vhost, "news/prod");
        assert_eq!(api.authorization, format!("Basic {}", base64("worker:s/ecret")));
        let api = management("http://reader:p%40ss@[::1]:8080/rabbit/").unwrap().unwrap();
        assert_eq!(api.address(), "http://[::1]:8080/rabbit");
        assert_eq!(api.authorization, format!("Basic {}", base64("reader:p@ss")));
        assert!(!format!("{api:?}").contains("p@ss") && !format!("{api:?}").contains("p%40ss"));
    }

    #[tokio::test]
    async fn an_api_that_does_not_answer_is_waited_for_once() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let api = Management { timeout: Duration::from_millis(50), ..management(&address).unwrap().unwrap() };
        for queue in ["one", "two", "three"] {
            let error = api.queue(queue).await.unwrap_err().to_string();
            assert!(error.contains("no answer within 50 ms"), "{error}");
        }
        listener.set_nonblocking(true).unwrap();
        let asked = std::iter::from_fn(|| listener.accept().ok()).count();
        assert_eq!(asked, 1, "the others did not wait");
    }

    #[test]
    fn an_address_that_cannot_be_used_is_refused_without_showing_it() {
        for uri in ["broker.example:15672", "amqp://u:geheim@broker.example", "http://u:ge heim@host"] {
            let error = management(uri).unwrap_err().to_string();
            assert!(error.contains("broker.management_uri") && !error.contains("heim"), "{error}");
        }
    }

    #[test]
    fn what_a_policy_sets_counts_beside_the_arguments() {
        let found = serde_json::json!({
            "type": "quorum", "durable": true, "auto_delete": false, "exclusive": false,
            "arguments": { "x-queue-type": "quorum", "x-delivery-limit": 7 },
            "effective_policy_definition": { "delivery-limit": 9, "dead-letter-exchange": "dlx" },
        });
        let found = queue(&found);
        let (arguments, policies) = (found.arguments.unwrap(), found.policies.unwrap());
        assert_eq!(arguments["x-delivery-limit"], "7");
        assert_eq!(arguments["x-dead-letter-exchange"], "dlx");
        assert_eq!(policies["x-delivery-limit"], "9");
        // Brokers before 3.8 write an empty object as an empty list.
        let found = serde_json::json!({ "arguments": [], "effective_policy_definition": [] });
        assert_eq!(queue(&found).arguments, Some(BTreeMap::new()));
    }
}
