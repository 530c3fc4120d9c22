//! The only room that knows the broker's client library.
//!
//! A message's way through it:
//!
//! 1. [`supervisor`] connects ([`connection`], [`version`]), declares or checks the [`topology`], and rebuilds
//!    everything after a loss;
//! 2. `session` owns both sides: `intake` takes deliveries, `workers` enrich on threads of their own with `handler`
//!    (`decode`, enrich, `routing`, [`headers`]), [`publisher`] sends what replaces them, `acks` answers;
//! 3. `flight` keeps the books in between, with `outbox` and `trouble`; [`outcome`] says what becomes of a delivery;
//! 4. `wire` reads ahead of the client library, and takes out what it cannot parse;
//! 5. [`monitor`] and `events` tell the world; [`reload`] reads the newsroom's rules anew; [`operate`] is what the other
//!    commands need.

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
