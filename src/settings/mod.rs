//! Settings: the defaults of `config/default.toml`, then a file, then the environment, then flags.
//!
//! `config/default.toml` is the list of all keys: a key that does not stand there is an error. [`load`] merges the
//! layers and names the place of whatever is wrong; the structs here are what the rest of the program sees.

mod broker;
mod check;
mod error;
mod files;
mod keys;
mod layers;
mod scalars;
mod secret;
mod sections;
mod show;
mod value;
mod work;

pub use broker::{
    Authentication, Broker, Consume, OriginMode, Publish, QueueType, Retry, Tls, Topology, TopologyMode,
    Unroutable,
};
pub use error::{Problem, SettingsError};
pub use files::{read_newsroom, read_rules};
pub use keys::DEFAULTS;
pub use layers::{Layers, Loaded, load};
pub use secret::{Secret, redact_uri};
pub use sections::Settings;
pub use show::show;
pub use value::Origin;
pub use work::{Console, Enrich, Input, Limits, Log, LogFormat, Output, Shutdown, Traces};

#[cfg(test)]
mod tests;
