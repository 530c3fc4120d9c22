//! Dateline: a RabbitMQ worker that enriches news articles with tags, locations and a summary of their key figures.
//!
//! The path of one message, in order:
//!
//! 1. [`article`]: the contract. What comes in, what goes out.
//! 2. [`document`]: a text, cut into sentences and tokens.
//! 3. `lexicon`: English as data, for the stages to look up.
//! 4. [`enrich`]: pure functions over a document.
//! 5. [`resources`]: what enrichment looks up, embedded in the binary.

pub mod article;
pub mod broker;
#[cfg(feature = "build-resources")]
pub mod build;
pub mod console;
pub mod document;
pub mod enrich;
mod lexicon;
pub mod local_broker;
pub mod resources;
pub mod settings;
pub mod shutdown;
pub mod telemetry;
