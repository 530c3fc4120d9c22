//! The integration tests: one program, one broker, the real worker.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod asyncapi;
mod broker_start;
mod command_line;
mod console;
mod dead_letters;
mod dead_tools;
mod demo;
mod documents;
mod evaluate;
mod examples;
mod existing;
mod failures;
mod fault;
mod feeds;
mod forms;
mod fuzz;
mod golden;
mod harness;
mod image;
mod input_forms;
mod large;
mod layering;
mod missing;
mod privileges;
mod properties;
mod queues;
mod resilience;
mod routing;
mod rules;
mod secrecy;
mod slow_link;
mod stuck_log;
mod surroundings;
mod texts;
mod tls;
mod trouble;
mod unreadable;
