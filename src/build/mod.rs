//! Compiling and training what the binary embeds. Never part of the worker.

#![expect(clippy::print_stderr, reason = "a builder tells the person who started it what it made")]

pub mod gazetteer;
pub mod keyphrases;
mod logistic;
pub mod names;
pub mod phrases;
pub mod places;
pub mod relevance;
pub mod topics;
