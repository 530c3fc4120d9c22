//! The integration tests: one program, one broker, the real worker.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod asyncapi;
mod broker_start;
mod command_line;
mod dead_letters;
mod demo;
mod forms;
mod golden;
mod harness;
mod layering;
mod properties;
mod resilience;
mod routing;
mod texts;
