//! The integration tests: one program, one broker, the real worker.

#![expect(clippy::unwrap_used, reason = "a test fails by a panic")]

mod asyncapi;
mod broker_start;
mod cluster;
mod command_line;
mod console;
mod dead_letters;
mod dead_tools;
mod demo;
mod documents;
mod evaluate;
mod examples;
mod existing_topology;
mod failures;
mod fault;
mod feeds;
mod fuzz;
mod golden;
mod harness;
mod image;
mod input_forms;
mod large_articles;
mod layering;
mod missing_topology;
mod newsroom_names;
mod newsroom_rules;
mod outages;
mod privileges;
mod properties;
mod queues;
mod rejections;
mod resilience;
mod routing;
mod rules;
mod scaling;
mod secrecy;
mod slow_link;
mod soak;
mod stuck_log;
mod test_articles;
mod tls;
mod unreadable;
mod word_lists;
mod worker_forms;
