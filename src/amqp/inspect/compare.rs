//! Holds what exists on the broker against what Dateline needs. Pure: no input or output.
//!
//! Three kinds of findings: what is refused, since messages would be lost, skipped or never arrive, or since it
//! contradicts the settings; what differs and is used as it is; and what could not be seen.

use std::collections::BTreeMap;

use super::existing::{ExistingBinding, ExistingExchange, ExistingQueue};
use crate::amqp::topology::{Argument, Binding, Exchange, ExchangeKind, Queue, type_name};

/// Arguments that Dateline does not ask for and that change what becomes of messages.
const EXTRAS: &[(&str, &str)] = &[
    (
        "x-expires",
        "the broker deletes the queue, with its messages, when nothing has used it for so many milliseconds",
    ),
    ("x-message-ttl", "messages that wait longer than so many milliseconds are dead-lettered or dropped"),
    (
        "x-single-active-consumer",
        "one consumer alone gets its messages: further workers and the prefetch of others wait idle",
    ),
];

/// Limits of a queue's length.
const LENGTHS: &[(&str, &str)] = &[("x-max-length", "messages"), ("x-max-length-bytes", "bytes")];

/// The argument that decides between dropping and rejecting when a queue is full.
const OVERFLOW: &str = "x-overflow";

/// Limits of which the lower one counts, where an argument and a policy both set them.
const LOWER_COUNTS: &[&str] = &["x-delivery-limit", "x-message-ttl", "x-expires"];

/// Arguments of quorum queues alone; a classic queue ignores them.
pub(crate) const QUORUM_ONLY: &[&str] = &["x-delivery-limit", "x-dead-letter-strategy"];

/// The findings about a topology.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Reasons not to start.
    pub(crate) refused: Vec<String>,
    /// Differences with which the worker works.
    pub(crate) differences: Vec<String>,
    /// Properties that cannot be seen, each with the means to see it.
    pub(crate) unchecked: Vec<String>,
}

impl Report {
    fn refuse(&mut self, subject: &str, words: impl AsRef<str>) {
        self.refused.push(format!("{subject}: {}", words.as_ref()));
    }

    fn differs(&mut self, subject: &str, words: impl AsRef<str>) {
        self.differences.push(format!("{subject}: {}", words.as_ref()));
    }

    /// Adds an exchange that exists.
    pub(crate) fn exchange(&mut self, plan: &Exchange, found: &ExistingExchange) {
        let subject = format!("exchange {}", plan.name);
        match found.kind.as_deref() {
            None => self.unchecked.push(format!("{subject}: type and arguments")),
            Some(kind) if kind == plan.kind.name() => {}
            Some(kind) if plan.taken_as_it_is => {
                self.literal_keys(plan, kind, &subject);
            }
            Some(kind) => self.refuse(
                &subject,
                format!(
                    "it exists as a {kind} exchange, and Dateline asks for {}. {}",
                    plan.kind.name(),
                    instead(plan)
                ),
            ),
        }
        if plan.taken_as_it_is {
            return;
        }
        if found.durable == Some(false) {
            self.refuse(
                &subject,
                format!(
                    "it exists, but is gone after a restart of the broker (durable = false). {}",
                    instead(plan)
                ),
            );
        }
        if let Some(alternate) = &found.alternate
            && *alternate != plan.alternate.clone().unwrap_or_default()
        {
            let has = if alternate.is_empty() { "not set" } else { alternate };
            let asked = plan.alternate.as_deref().unwrap_or("none");
            let advice = "Set output.unroutable to what the exchange does (park: an alternate exchange; drop or fail: none), \
                          or give it the policy alternate-exchange, or give Dateline an exchange of its own \
                          (topology.output_exchange)";
            self.refuse(
                &subject,
                format!("its alternate exchange is {has}, and Dateline asks for {asked}. {advice}"),
            );
        }
    }

    /// A direct exchange takes keys literally, so that patterns match nothing.
    fn literal_keys(&mut self, plan: &Exchange, kind: &str, subject: &str) {
        let is_pattern = |key: &&String| key.split('.').any(|word| word == "#" || word == "*");
        let patterns: Vec<_> = plan.keys.iter().filter(is_pattern).map(String::as_str).collect();
        if kind != "direct" || patterns.is_empty() {
            return;
        }
        let words = format!(
            "it is a direct exchange, which takes a binding key literally: {} in topology.input_keys would match nothing. \
             List the routing keys of your publishers there",
            patterns.join(", ")
        );
        if patterns.len() == plan.keys.len() {
            self.refuse(subject, words);
        } else {
            self.differs(subject, words);
        }
    }

    /// Adds a queue that exists.
    pub(crate) fn queue(&mut self, plan: &Queue, found: &ExistingQueue) {
        let subject = format!("queue {}", plan.name);
        if found.exclusive {
            self.refuse(
                &subject,
                format!(
                    "it belongs to the connection of another program alone (exclusive). {}",
                    another_queue(plan)
                ),
            );
            return;
        }
        if !self.kind(&subject, plan, found) || !self.auto_delete(&subject, plan, found) {
            return;
        }
        self.durable(&subject, plan, found);
        match &found.arguments {
            None => self.unchecked.push(format!("{subject}: its arguments")),
            Some(arguments) => {
                self.arguments(plan, found.kind.as_deref(), arguments);
                self.policies(plan, found, arguments);
                self.lengths(plan, found, arguments);
            }
        }
    }

    /// Adds what the policies of a queue change that agrees with the plan otherwise.
    pub(crate) fn policies_of(&mut self, plan: &Queue, found: &ExistingQueue) {
        if let Some(arguments) = &found.arguments {
            self.policies(plan, found, arguments);
            self.lengths(plan, found, arguments);
            self.extras(plan, arguments);
        }
    }

    /// Adds the values of policies that replace or lower the queue's own arguments, which `arguments` has.
    fn policies(&mut self, plan: &Queue, found: &ExistingQueue, arguments: &BTreeMap<String, String>) {
        let subject = format!("queue {}", plan.name);
        let Some(policies) = &found.policies else { return };
        for (name, policy) in policies {
            let Some(own) = arguments.get(name).filter(|own| *own != policy) else { continue };
            let lower = policy.parse::<i64>().ok().zip(own.parse().ok()).is_some_and(|(policy, own)| {
                // A negative limit is none.
                policy >= 0 && (own < 0 || policy < own)
            });
            if LOWER_COUNTS.contains(&name.as_str()) && lower {
                self.differs(
                    &subject,
                    format!("a policy sets {name} to {policy}, below the queue's own {own}"),
                );
            }
        }
        if overflow(found, arguments) != arguments.get(OVERFLOW).map(String::as_str) {
            let (now, own) = (policies.get(OVERFLOW), arguments.get(OVERFLOW));
            let [now, own] = [now, own].map(|value| value.map_or("not set", String::as_str));
            self.differs(
                &subject,
                format!(
                    "a policy sets {OVERFLOW} to {now}, and it wins over the queue's own {own}. Without reject-publish \
                     dead-lettering is at most once"
                ),
            );
        }
    }

    /// A limit of length that Dateline does not ask for.
    fn lengths(&mut self, plan: &Queue, found: &ExistingQueue, arguments: &BTreeMap<String, String>) {
        let subject = format!("queue {}", plan.name);
        let refuses =
            overflow(found, arguments).is_some_and(|overflow| overflow.starts_with("reject-publish"));
        for &(name, what) in LENGTHS {
            let planned =
                plan.arguments.iter().find(|(asked, _)| *asked == name).map(|(_, value)| value.to_string());
            let policy = found.policies.as_ref().and_then(|policies| policies.get(name));
            let limits = [arguments.get(name), policy].into_iter().flatten();
            let Some(limit) = limits.filter_map(|limit| limit.parse::<u64>().ok()).min() else { continue };
            if planned.is_some_and(|planned| planned == limit.to_string()) {
                continue;
            }
            let by =
                if policy.is_some_and(|policy| *policy == limit.to_string()) { " by a policy" } else { "" };
            let effect =
                if refuses { "the broker rejects what is published to it" } else { beyond_length(plan) };
            self.differs(&subject, format!("{name} = {limit}{by}: beyond so many {what} {effect}"));
        }
    }

    /// Compares the type; false if nothing more is worth a look.
    fn kind(&mut self, subject: &str, plan: &Queue, found: &ExistingQueue) -> bool {
        let asked = type_name(plan.kind);
        match found.kind.as_deref() {
            Some("stream") => {
                self.refuse(
                    subject,
                    format!(
                        "it is a stream: a worker would start at its end, skip what was published before, and remove \
                         nothing. {}",
                        another_queue(plan)
                    ),
                );
                return false;
            }
            Some(kind) if kind != asked && !plan.taken_as_it_is => self.refuse(
                subject,
                format!(
                    "it is a {kind} queue, and Dateline asks for {asked}. Set topology.queue_type = \"{kind}\", or {}",
                    another_name(plan)
                ),
            ),
            Some(kind) if kind != asked => {
                self.differs(subject, format!("it is a {kind} queue, not {asked}: {}", without_limit(kind)));
            }
            Some(_) => {}
            None => self.unchecked.push(format!("{subject}: its type (the user may not read it)")),
        }
        true
    }

    /// Compares the deletion with the last consumer; false if nothing more is worth a look.
    fn auto_delete(&mut self, subject: &str, plan: &Queue, found: &ExistingQueue) -> bool {
        if found.auto_delete == Some(true) {
            self.refuse(
                subject,
                format!(
                    "it is deleted with its last consumer (auto_delete), and the messages in it with it. {}",
                    another_queue(plan)
                ),
            );
            return false;
        }
        if found.auto_delete.is_none()
            && found.kind.as_deref() == Some("classic")
            && plan.setting == "topology.input_queue"
        {
            self.refuse(
                subject,
                format!(
                    "the user cannot see whether it is deleted with its last consumer (auto_delete), and the messages in \
                     it with it. Give the user `configure` on this queue, set broker.management_uri, or {}",
                    another_queue(plan)
                ),
            );
            return false;
        }
        if found.auto_delete.is_none() {
            self.unchecked
                .push(format!("{subject}: auto_delete (the broker would delete it with its last consumer)"));
        }
        true
    }

    fn durable(&mut self, subject: &str, plan: &Queue, found: &ExistingQueue) {
        match found.durable {
            Some(false) if plan.taken_as_it_is => {
                self.differs(subject, "it is gone after a restart of the broker (durable = false)");
            }
            Some(false) => self.refuse(
                subject,
                format!(
                    "it is gone after a restart of the broker (durable = false). {}",
                    another_queue(plan)
                ),
            ),
            _ => {}
        }
    }

    fn arguments(&mut self, plan: &Queue, kind: Option<&str>, found: &BTreeMap<String, String>) {
        let subject = format!("queue {}", plan.name);
        // What a queue of another type cannot have is said where its type is.
        let applies = |name: &str| kind.is_none_or(|kind| kind == "quorum") || !QUORUM_ONLY.contains(&name);
        for (name, value) in &plan.arguments {
            let asked = value.to_string();
            let has = found.get(*name);
            if has == Some(&asked) || !applies(name) {
                continue;
            }
            let is_unset = has.is_none();
            let has = has.map_or("not set", String::as_str);
            let words = format!("{name} is {has}, and Dateline asks for {asked}");
            if plan.may_differ.contains(name) || plan.taken_as_it_is {
                self.differs(&subject, words);
                continue;
            }
            let mut ways = Vec::new();
            ways.extend(
                setting(name).filter(|_| !is_unset).map(|key| format!("set {key} to what the queue has")),
            );
            if is_unset {
                let policy = name.trim_start_matches("x-");
                ways.push(format!(
                    "give the queue the policy {policy} (broker.management_uri makes it visible)"
                ));
            }
            ways.push(another_name(plan));
            self.refuse(&subject, format!("{words}. Ways out: {}", ways.join("; or ")));
        }
        self.extras(plan, found);
    }

    /// Adds arguments of the queue that Dateline did not ask for.
    fn extras(&mut self, plan: &Queue, found: &BTreeMap<String, String>) {
        let subject = format!("queue {}", plan.name);
        for (name, effect) in EXTRAS {
            if let Some(value) = found.get(*name)
                && !plan.arguments.iter().any(|(asked, _)| asked == name)
            {
                self.differs(&subject, format!("{name} = {value}: {effect}"));
            }
        }
    }

    /// Adds the bindings of a queue.
    pub(crate) fn bindings(&mut self, queue: &str, plan: &[&Binding], found: &[ExistingBinding]) {
        for binding in plan {
            let from = |other: &&ExistingBinding| other.exchange == binding.exchange;
            let keys: Vec<_> = found.iter().filter(from).map(|other| other.routing_key.as_str()).collect();
            let Binding { exchange, routing_key, .. } = binding;
            let subject = format!("binding of queue {queue}");
            if keys.contains(&routing_key.as_str()) {
                continue;
            }
            if !keys.is_empty() {
                let keys = keys.join(", ");
                self.differs(
                    &subject,
                    format!("bound to exchange {exchange} for {keys}, not for {routing_key:?}"),
                );
            } else if let Some(other) = found.first() {
                let words = format!("bound to exchange {}, not to {exchange}", other.exchange);
                self.differs(&subject, words);
            } else {
                self.refuse(
                    &subject,
                    format!(
                        "no exchange leads to it, so that nothing arrives. Bind it to exchange {exchange} for \
                         {routing_key:?}, or run `dateline topology apply` as a user who may"
                    ),
                );
            }
        }
    }

    /// Adds an exchange or queue that does not exist.
    pub(crate) fn missing(&mut self, what: &str, name: &str, taken_as_it_is: bool) {
        let words = if taken_as_it_is {
            "it does not exist, and the settings say to use it as it is (topology.input_exchange_mode, \
             topology.input_queue_mode)"
        } else {
            "it does not exist. Run `dateline topology apply` as a user who may declare it (`dateline topology show` lists \
             what is needed), or let the worker declare it (topology.mode = \"declare\")"
        };
        self.refuse(&format!("{what} {name}"), words);
    }

    /// Adds an exchange or queue that does not exist and that the user may not declare.
    pub(crate) fn not_permitted(&mut self, what: &str, name: &str, answer: &str) {
        let words = format!(
            "the user may not declare it. Give it the permission, or declare the topology as an operator with `dateline \
             topology apply` and set topology.mode = \"check\" for the worker. The broker says: {answer}"
        );
        self.refuse(&format!("{what} {name}"), words);
    }
}

/// The remedy for an exchange that is not as needed; it never costs the owner of the exchange anything.
fn instead(plan: &Exchange) -> String {
    let own = format!("give Dateline an exchange of its own ({})", plan.setting);
    if plan.setting == "topology.input_exchange" {
        return format!("Take it as it is with topology.input_exchange_mode = \"use\", or {own}");
    }
    let mut words = own;
    words[..1].make_ascii_uppercase();
    words
}

fn another_queue(plan: &Queue) -> String {
    let mut words = another_name(plan);
    words[..1].make_ascii_uppercase();
    words
}

fn another_name(plan: &Queue) -> String {
    if plan.setting == "topology.input_queue" {
        return "give Dateline a queue of its own (topology.input_queue), bound to the same exchange"
            .to_owned();
    }
    format!("give Dateline a queue of its own ({})", plan.setting)
}

/// The overflow in force. On a quorum queue a policy wins, on a classic one the argument.
fn overflow<'a>(found: &'a ExistingQueue, arguments: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let policy = found.policies.as_ref().and_then(|policies| policies.get(OVERFLOW));
    let policy = policy.filter(|_| found.kind.as_deref() == Some("quorum"));
    policy.or_else(|| arguments.get(OVERFLOW)).map(String::as_str)
}

/// The effect of a full queue that rejects nothing on its oldest messages.
fn beyond_length(plan: &Queue) -> &'static str {
    let drops = |(name, value): &(&str, Argument)| *name == OVERFLOW && value.to_string() == "drop-head";
    if plan.arguments.iter().any(drops) {
        "the oldest are lost"
    } else if plan.arguments.iter().any(|(name, _)| *name == "x-dead-letter-exchange") {
        "the oldest are dead-lettered, at most once. Let the policy set overflow to reject-publish: publishers are then \
         rejected instead"
    } else {
        "the oldest are lost. Let the policy set overflow to reject-publish: publishers are then rejected instead"
    }
}

fn without_limit(kind: &str) -> &'static str {
    if kind == "classic" {
        "without a delivery limit, so that a message which kills workers comes again and again"
    } else {
        "it is used as it is"
    }
}

/// The setting that an argument of a queue follows.
fn setting(argument: &str) -> Option<&'static str> {
    match argument {
        "x-delivery-limit" => Some("topology.delivery_limit"),
        "x-dead-letter-exchange" => Some("topology.dead_exchange"),
        "x-max-length" => Some("topology.unrouted_max_length"),
        _ => None,
    }
}

impl ExchangeKind {
    /// The name of the type in AMQP.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Fanout => "fanout",
        }
    }
}

#[cfg(test)]
mod tests;
