//! Exchanges, queues and bindings that exist on the broker.

use std::collections::BTreeMap;

/// An exchange that exists. `None` means: not visible with the means at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExistingExchange {
    /// `topic`, `direct`, `fanout`, `headers`, or the type of a plugin.
    pub(crate) kind: Option<String>,
    pub(crate) durable: Option<bool>,
    /// The alternate exchange, by argument or by policy; empty where it has none.
    pub(crate) alternate: Option<String>,
}

/// A queue that exists. `None` means: not visible with the means at hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ExistingQueue {
    /// `quorum`, `classic` or `stream`.
    pub(crate) kind: Option<String>,
    pub(crate) durable: Option<bool>,
    pub(crate) auto_delete: Option<bool>,
    /// It belongs to a connection of somebody else.
    pub(crate) exclusive: bool,
    /// Arguments and, where the management API shows them, what policies set beside them, under the name of the argument.
    pub(crate) arguments: Option<BTreeMap<String, String>>,
    /// Values of policies, also where the queue has the argument itself, under the name of the argument.
    pub(crate) policies: Option<BTreeMap<String, String>>,
}

/// A binding that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExistingBinding {
    pub(crate) exchange: String,
    pub(crate) routing_key: String,
}
