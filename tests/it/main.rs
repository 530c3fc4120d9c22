//! The integration tests: one program, one broker, the real worker.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod asyncapi;
mod broker_start;
mod command_line;
mod console;
mod dead_letters;
mod dead_tools;
mod demo;
mod fault;
mod forms;
mod golden;
mod harness;
mod layering;
mod privileges;
mod properties;
mod resilience;
mod routing;
mod texts;
mod tls;
mod trouble;
