//! Compiling and training what the binary embeds. Never part of the worker.

pub mod gazetteer;
pub mod names;
pub mod places;
