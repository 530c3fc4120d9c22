//! The only module that uses the broker's client library.
//!
//! The path of a message:
//!
//! 1. [`supervisor`] connects ([`connection`], [`version`]), declares or checks the [`topology`], and rebuilds
//!    everything after a loss;
//! 2. `session` owns both sides: `intake` consumes, `workers` enrich on their own threads with `handler`
//!    (`decode`, enrich, `routing`, [`headers`]), [`publisher`] sends the replacements, `acks` acknowledges;
//! 3. `flight` tracks the messages in hand, with `outbox` and `trouble`; [`outcome`] maps each to its replacement;
//! 4. `wire` reads ahead of the client library and removes properties that it cannot parse;
//! 5. [`monitor`] counts and `events` logs; [`reload`] reads the newsroom's rules again; [`operate`] declares the
//!    topology for the other commands.

pub mod connection;
pub mod dead;
pub mod error;
pub mod headers;
pub mod histogram;
pub mod message;
pub mod monitor;
pub mod operate;
pub mod outcome;
pub mod publisher;
pub mod raw;
pub mod reload;
pub mod supervisor;
pub mod tail;
pub mod topology;
pub mod tryout;
pub mod version;

mod acks;
mod backoff;
mod declare;
mod decode;
mod entry;
mod events;
mod flight;
mod handler;
mod inspect;
mod intake;
mod outbox;
mod pace;
mod pulse;
mod routing;
mod session;
mod tls;
mod topology_watch;
mod trace;
mod trouble;
mod window;
mod wire;
mod workers;

pub use connection::Endpoint;
pub use declare::Findings;
pub use error::BrokerError;
pub use handler::Enrich;
pub use message::{Body, Outgoing, Properties, Received};
pub use monitor::{Condition, Monitor};
pub use outcome::{Failure, Outcome, Reason};
pub use publisher::Publisher;
pub use session::FAREWELLS;
pub use supervisor::run;
pub use tail::Tail;
pub use topology::Topology;
pub use version::ServerVersion;
pub use window::Verdict;
pub use wire::{Fault, Unreadable};
