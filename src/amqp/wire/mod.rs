//! The bytes between the socket and the client library.
//!
//! An AMQP short string holds any bytes, and a publisher chooses most of them: properties, names of headers, the routing
//! key. The client library takes UTF-8 alone and closes the connection at anything else, so that one message would stop
//! every worker of its queue. [`stream::Wire`] reads ahead of the library: [`frames`] follows the frames, [`properties`] takes
//! out what the library cannot parse, and [`registry`] keeps it beside the delivery it belongs to, which the worker then
//! dead-letters as `unreadable_properties`. Bodies and everything that is written pass through as they are.

mod frames;
mod properties;
mod registry;
mod runtime;
mod stream;

pub use registry::{Fault, Unreadable};
pub(crate) use registry::{HEADER_NAME, Registry, left_out, summary};
pub(crate) use runtime::Kit;
pub(crate) use stream::Wire;

#[cfg(test)]
mod tests;
