//! RabbitMQ: the only module that names the broker's client library.
//!
//! 1. [`supervisor`] connects ([`connection`], `addresses`, `socket`, [`version`], `tls`), declares or checks the [`topology`]
//!    (`declare`, `inspect`), and rebuilds everything after a loss; `topology_watch` repeats the check while the worker runs.
//! 2. `session` lasts until a connection is lost: `consumer` consumes, the worker's threads enrich, [`publisher`] sends
//!    the replacements with `window` and `window_size`, `acks` acknowledges.
//! 3. [`message`] is a message as it came and as it goes, [`headers`] builds its properties, and `transport` gives both
//!    to the worker.
//! 4. `wire` reads ahead of the client library and removes properties that it cannot parse.
//! 5. The other commands use [`connection_check`], [`topology_admin`], [`queue_browser`], [`raw_article`] and [`tail`].

pub mod connection;
pub mod connection_check;
pub mod error;
pub mod header_json;
pub mod headers;
pub mod message;
pub mod publisher;
pub mod queue_browser;
pub mod queue_depths;
pub mod raw_article;
pub mod supervisor;
pub mod tail;
pub mod topology;
pub mod topology_admin;
pub mod version;

mod acks;
mod addresses;
mod consumer;
mod declare;
mod inspect;
mod session;
mod socket;
mod tls;
mod topology_watch;
mod transport;
mod window;
mod window_size;
mod wire;

pub use connection::Endpoint;
pub use declare::Findings;
pub use error::BrokerError;
pub use message::{Body, HeaderTable, HeaderValue, Outgoing, Properties, Received};
pub use publisher::Publisher;
pub use queue_browser::QueueBrowser;
pub use queue_depths::{Depths, QueueDepths};
pub use session::CLOSE_ALLOWANCE;
pub use supervisor::run;
pub use tail::Tail;
pub use topology::Topology;
pub use version::ServerVersion;
pub use wire::{Fault, Unreadable};
