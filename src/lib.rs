//! Dateline: a RabbitMQ worker that enriches news articles with tags, locations and a summary of their key figures.
//!
//! The path of one message, in order:
//!
//! 1. [`article`]: the contract. What comes in, what goes out.
//! 2. [`document`]: a text, cut into sentences and tokens.
//! 3. `lexicon`: English as data, for the stages to look up.
//! 4. [`enrich`]: pure functions over a document.
//! 5. [`resources`]: what enrichment looks up, embedded in the binary.
//!
//! Without a broker, an article is read and enriched by two calls:
//!
//! ```
//! use dateline::article::input::{Hints, InputError, Rules, read};
//! use dateline::enrich::{Enricher, Options, Scratch};
//!
//! # fn main() -> Result<(), InputError> {
//! let article = read(b"Floods killed 14 people in Kenya.", &Hints::default(), &Rules::default())?;
//! // Made once and shared by all threads; each thread has a `Scratch` of its own.
//! let enricher = Enricher::new(Options::default());
//! let enriched = enricher.enrich(article, &mut Scratch::default());
//!
//! let figure = &enriched.enrichment.key_figures.figures[0];
//! assert_eq!((figure.text.as_str(), figure.value), ("14 people", Some(14.0)));
//! assert_eq!(enriched.enrichment.locations[0].country_code.as_deref(), Some("KE"));
//! # Ok(())
//! # }
//! ```

pub mod amqp;
pub mod article;
#[cfg(feature = "build-resources")]
pub mod build;
pub mod dead_letters;
pub mod document;
pub mod enrich;
pub mod evaluate;
pub mod http;
pub mod http_client;
mod lexicon;
pub mod local_broker;
pub mod resources;
pub mod settings;
pub mod shutdown;
pub mod telemetry;
pub mod worker;
