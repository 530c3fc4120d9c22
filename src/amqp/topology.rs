//! The exchanges, queues and bindings that Dateline needs, as data.
//!
//! Declaring, checking, `dateline topology show` and the test against the AsyncAPI document all read this one list.

use std::time::Duration;

use serde::Serialize;

use super::version::ServerVersion;
use crate::settings::{self, OriginMode, QueueType, Settings, Unroutable};
use crate::worker::Reason;

/// Everything that has to exist on the broker, in the order of declaring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topology {
    /// Exchanges.
    pub exchanges: Vec<Exchange>,
    /// Queues.
    pub queues: Vec<Queue>,
    /// Bindings.
    pub bindings: Vec<Binding>,
}

/// The type of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// By patterns over the words of the key.
    Topic,
    /// To every queue.
    Fanout,
}

/// An exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ExchangeKind,
    /// The exchange for messages that no binding matches.
    pub alternate: Option<String>,
    /// It is the newsroom's: it must exist, is used whatever its type is, and is never declared.
    pub taken_as_it_is: bool,
    /// Its purpose.
    pub purpose: &'static str,
    /// The key of the settings that names it.
    #[serde(skip)]
    pub setting: &'static str,
    /// The binding keys towards our own queues.
    #[serde(skip)]
    pub keys: Vec<String>,
}

/// The value of a queue's argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A word.
    Text(String),
    /// A number.
    Number(i64),
}

impl std::fmt::Display for Argument {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(number) => number.fmt(formatter),
        }
    }
}

/// A queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Queue {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(serialize_with = "kind_name")]
    pub kind: QueueType,
    /// Arguments besides the kind.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Arguments that may differ on a queue that exists: they came with a later version of the broker, and a policy
    /// can set them.
    pub may_differ: Vec<&'static str>,
    /// It is the newsroom's: it must exist, is used as it is, and is neither declared nor bound.
    pub taken_as_it_is: bool,
    /// Its purpose.
    pub purpose: &'static str,
    /// The key of the settings that names it.
    #[serde(skip)]
    pub setting: &'static str,
}

/// A binding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Binding {
    /// From this exchange
    pub exchange: String,
    /// to this queue
    pub queue: String,
    /// for this pattern.
    pub routing_key: String,
}

/// The name of the retry queue for a delay.
pub fn retry_queue(work_queue: &str, after: Duration) -> String {
    format!("{work_queue}.retry.{}", after.as_millis())
}

/// The name of a queue's type in its arguments.
pub fn type_name(kind: QueueType) -> &'static str {
    match kind {
        QueueType::Quorum => "quorum",
        QueueType::Classic => "classic",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn kind_name<S: serde::Serializer>(kind: &QueueType, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(type_name(*kind))
}

fn text(value: &str) -> Argument {
    Argument::Text(value.to_owned())
}

fn is_used(origin: OriginMode) -> bool {
    origin == OriginMode::Use
}

fn is_quorum(plan: &settings::Topology) -> bool {
    plan.queue_type == QueueType::Quorum
}

/// Reading a quorum queue and giving the message back counts as a delivery: with the default limit of 4.x a dead letter is
/// gone after being looked at some twenty times. Brokers before 4.0 have no limit by default and take -1 for zero.
fn no_delivery_limit(plan: &settings::Topology, version: ServerVersion) -> Vec<(&'static str, Argument)> {
    if is_quorum(plan) && version >= ServerVersion::FOUR {
        vec![("x-delivery-limit", Argument::Number(-1))]
    } else {
        Vec::new()
    }
}

impl Topology {
    /// The topology that the settings ask for, on a broker of this version.
    pub fn of(settings: &Settings, version: ServerVersion) -> Self {
        let mut topology = Self { exchanges: Vec::new(), queues: Vec::new(), bindings: Vec::new() };
        let parks = settings.output.unroutable == Unroutable::Park;
        topology.add_exchanges(&settings.topology, parks);
        topology.add_dead_queue(&settings.topology, version);
        if parks {
            topology.add_unrouted_queue(&settings.topology, version);
        }
        topology.add_input_queue(&settings.topology);
        topology.add_retry_queues(settings);
        topology
    }

    fn add_exchanges(&mut self, plan: &settings::Topology, parks: bool) {
        self.exchanges.push(Exchange {
            taken_as_it_is: is_used(plan.input_exchange_mode),
            keys: if is_used(plan.input_queue_mode) { Vec::new() } else { plan.input_keys.clone() },
            ..exchange(
                "topology.input_exchange",
                &plan.input_exchange,
                ExchangeKind::Topic,
                "raw articles come in here",
            )
        });
        if parks {
            self.exchanges.push(exchange(
                "topology.unrouted_exchange",
                &plan.unrouted_exchange,
                ExchangeKind::Fanout,
                "takes the enriched articles that no binding matches",
            ));
        }
        self.exchanges.push(Exchange {
            alternate: parks.then(|| plan.unrouted_exchange.clone()),
            ..exchange(
                "topology.output_exchange",
                &plan.output_exchange,
                ExchangeKind::Topic,
                "enriched articles go out here, as article.<language>.<country>.<topic>",
            )
        });
        self.exchanges.push(exchange(
            "topology.dead_exchange",
            &plan.dead_exchange,
            ExchangeKind::Topic,
            "articles that cannot be enriched",
        ));
    }

    fn add_dead_queue(&mut self, plan: &settings::Topology, version: ServerVersion) {
        let mut dead = no_delivery_limit(plan, version);
        if is_quorum(plan) {
            dead.push(("x-overflow", text("reject-publish")));
        }
        let purpose = "dead letters, kept until an operator acts";
        self.queues.push(Queue {
            may_differ: vec!["x-delivery-limit"],
            ..queue("topology.dead_queue", &plan.dead_queue, plan.queue_type, dead, purpose)
        });
        self.bind(&plan.dead_exchange, &plan.dead_queue, "#");
    }

    fn add_unrouted_queue(&mut self, plan: &settings::Topology, version: ServerVersion) {
        let mut arguments = no_delivery_limit(plan, version);
        arguments.push(("x-max-length", Argument::Number(plan.unrouted_max_length.into())));
        // Never `reject-publish`: an article without a binding must not stop one that a consumer waits for.
        arguments.push(("x-overflow", text("drop-head")));
        let purpose = "enriched articles that no binding matched; the oldest give way";
        self.queues.push(Queue {
            may_differ: vec!["x-delivery-limit"],
            ..queue("topology.unrouted_queue", &plan.unrouted_queue, plan.queue_type, arguments, purpose)
        });
        self.bind(&plan.unrouted_exchange, &plan.unrouted_queue, "");
    }

    fn add_input_queue(&mut self, plan: &settings::Topology) {
        // Dead letters have their reason as their key, those of the broker too.
        let mut work = vec![
            ("x-dead-letter-exchange", text(&plan.dead_exchange)),
            ("x-dead-letter-routing-key", text(Reason::DeliveryLimit.code())),
        ];
        if is_quorum(plan) {
            work.push(("x-delivery-limit", Argument::Number(plan.delivery_limit.into())));
            work.push(("x-dead-letter-strategy", text("at-least-once")));
            work.push(("x-overflow", text("reject-publish")));
        }
        let purpose = "raw articles to be enriched";
        self.queues.push(Queue {
            taken_as_it_is: is_used(plan.input_queue_mode),
            ..queue("topology.input_queue", &plan.input_queue, plan.queue_type, work, purpose)
        });
        if !is_used(plan.input_queue_mode) {
            for key in &plan.input_keys {
                self.bind(&plan.input_exchange, &plan.input_queue, key);
            }
        }
    }

    fn add_retry_queues(&mut self, settings: &Settings) {
        let plan = &settings.topology;
        for &after in &settings.retry.delays {
            let ttl = i64::try_from(after.as_millis()).unwrap_or(i64::MAX);
            let mut arguments = vec![
                ("x-message-ttl", Argument::Number(ttl)),
                ("x-dead-letter-exchange", text("")),
                ("x-dead-letter-routing-key", text(&plan.input_queue)),
            ];
            if is_quorum(plan) {
                arguments.push(("x-dead-letter-strategy", text("at-least-once")));
                arguments.push(("x-overflow", text("reject-publish")));
            }
            let purpose = "articles that failed while others succeeded, until their next try; another delay makes another \
                           queue, and the old one empties itself";
            let name = retry_queue(&plan.input_queue, after);
            self.queues.push(queue("retry.delays", &name, plan.queue_type, arguments, purpose));
        }
    }

    fn bind(&mut self, exchange: &str, queue: &str, routing_key: &str) {
        self.bindings.push(Binding {
            exchange: exchange.to_owned(),
            queue: queue.to_owned(),
            routing_key: routing_key.to_owned(),
        });
    }
}

fn exchange(setting: &'static str, name: &str, kind: ExchangeKind, purpose: &'static str) -> Exchange {
    let name = name.to_owned();
    Exchange { name, kind, alternate: None, taken_as_it_is: false, purpose, setting, keys: Vec::new() }
}

fn queue(
    setting: &'static str,
    name: &str,
    kind: QueueType,
    arguments: Vec<(&'static str, Argument)>,
    purpose: &'static str,
) -> Queue {
    let (name, may_differ) = (name.to_owned(), Vec::new());
    Queue { name, kind, arguments, may_differ, taken_as_it_is: false, purpose, setting }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THREE: ServerVersion = ServerVersion { major: 3, minor: 10 };

    fn argument<'a>(topology: &'a Topology, queue: &str, name: &str) -> Option<&'a Argument> {
        let queue = topology.queues.iter().find(|candidate| candidate.name == queue)?;
        queue.arguments.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    #[test]
    fn dead_letters_have_no_delivery_limit_on_any_version() {
        let four = Topology::of(&Settings::default(), ServerVersion::FOUR);
        assert_eq!(argument(&four, "dateline.dead", "x-delivery-limit"), Some(&Argument::Number(-1)));
        let three = Topology::of(&Settings::default(), THREE);
        assert_eq!(argument(&three, "dateline.dead", "x-delivery-limit"), None);
    }

    #[test]
    fn every_queue_that_dead_letters_does_so_at_least_once() {
        let topology = Topology::of(&Settings::default(), ServerVersion::FOUR);
        for queue in &topology.queues {
            if argument(&topology, &queue.name, "x-dead-letter-exchange").is_some() {
                let strategy = argument(&topology, &queue.name, "x-dead-letter-strategy");
                assert_eq!(strategy, Some(&Argument::Text("at-least-once".into())), "{}", queue.name);
                let overflow = argument(&topology, &queue.name, "x-overflow");
                assert_eq!(overflow, Some(&Argument::Text("reject-publish".into())), "{}", queue.name);
            }
        }
    }

    #[test]
    fn every_binding_joins_what_is_declared() {
        let topology = Topology::of(&Settings::default(), ServerVersion::FOUR);
        for binding in &topology.bindings {
            assert!(topology.exchanges.iter().any(|exchange| exchange.name == binding.exchange));
            assert!(topology.queues.iter().any(|queue| queue.name == binding.queue));
        }
        assert_eq!(retry_queue("dateline.raw", Duration::from_secs(5)), "dateline.raw.retry.5000");
    }

    #[test]
    fn classic_queues_have_no_argument_that_they_would_refuse() {
        let mut settings = Settings::default();
        settings.topology.queue_type = QueueType::Classic;
        let topology = Topology::of(&settings, ServerVersion::FOUR);
        for name in ["x-delivery-limit", "x-dead-letter-strategy"] {
            assert!(topology.queues.iter().all(|queue| argument(&topology, &queue.name, name).is_none()));
        }
    }
}
