//! The fate of a message, without any type of the broker's client library.
//!
//! 1. [`handler`] turns a delivery into the message that replaces it: [`decode`], enrich, [`routing`]; the
//!    [`enrich_threads`] call it.
//! 2. [`in_flight`] tracks the messages in hand from delivery to settlement and handles outages; [`retry_policy`] decides
//!    which messages are retried, put off or given up, and [`outcome`] maps each outcome to a replacement.
//! 3. [`events`] logs and counts; [`monitor`] holds the counters and the condition of the worker, [`delays`] how late
//!    articles are; [`liveness`] notices a worker in which nothing moves, and [`recent`] keeps for the console what passed
//!    last. [`clock`] alone reads the time of day. [`timeline`] notes the steps of a sampled message, [`spans`] makes its trace of
//!    them.
//! 4. [`transport`] is what all of this needs from a broker; `amqp` implements it.

pub mod clock;
pub mod delays;
pub mod enricher;
pub mod handler;
pub mod histogram;
pub mod monitor;
pub mod outcome;
pub mod recent;
pub mod rules_reload;
pub mod transport;

pub(crate) mod article_summary;
pub(crate) mod backoff;
pub(crate) mod byte_budget;
pub(crate) mod decode;
pub(crate) mod enrich_threads;
pub(crate) mod events;
pub(crate) mod in_flight;
pub(crate) mod liveness;
pub(crate) mod pause;
pub(crate) mod retry_policy;
pub(crate) mod routing;
pub(crate) mod source_name;
pub(crate) mod spans;
pub(crate) mod timeline;
pub(crate) mod trace;

pub use enricher::enricher;
pub use handler::Enrich;
pub use monitor::{Condition, Monitor};
pub use outcome::{Failure, Outcome, Reason};
pub use transport::Verdict;
