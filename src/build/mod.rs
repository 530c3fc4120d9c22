//! Compiling and training what the binary embeds. Never part of the worker.

pub mod gazetteer;
pub mod names;
pub mod phrases;
pub mod places;
pub mod topics;
