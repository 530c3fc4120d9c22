//! Throw-away RabbitMQ brokers for `dateline demo`, the tests and the benches.
//!
//! Two kinds: [`PrivateBroker`], the `rabbitmq-server` of this machine run as a process of one's own, and
//! [`BrokerContainer`], a container by the `docker` command. Whatever was started is taken away again by a
//! [`cleanup_guard::CleanupGuard`], also when the program that started it is killed. Nothing here is part of the worker.

pub mod cleanup_guard;
pub mod container;
pub mod ports;
pub mod process;

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

pub use container::BrokerContainer;
pub use process::PrivateBroker;

/// Time that a broker may take from its start to its first answer; a busy machine of two cores needs 10 to 20 s.
const START_LIMIT: Duration = Duration::from_secs(90);

/// Why no broker came up, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Error {
    #[error(
        "no RabbitMQ on this machine: {path} is missing. Install Debian's package rabbitmq-server \
         (`apt-get install rabbitmq-server`), or start a container engine, or name a broker by its URI"
    )]
    NotInstalled { path: &'static str },
    #[error(
        "no container engine answers: {reason}. Install and start one (Debian: `apt-get install docker.io`), \
         or install rabbitmq-server, or name a broker by its URI"
    )]
    NoEngine { reason: String },
    #[error(
        "the image {image} is not on this machine and could not be had: {reason}. \
         Build it with `scripts/broker-image`, or name another image"
    )]
    NoImage { image: String, reason: String },
    #[error("cannot {what}: {source}")]
    Io { what: String, source: io::Error },
    #[error("the broker on port {port} gave no answer within {seconds} s; its last words:\n{log}")]
    Silent { port: u16, seconds: u64, log: String },
    #[error("`{command}` failed: {output}")]
    Command { command: String, output: String },
    #[error("no twenty free ports in a row between 20000 and 32000")]
    NoPorts,
}

/// Adds to an input or output error what was being done.
fn doing(what: impl Into<String>) -> impl FnOnce(io::Error) -> Error {
    let what = what.into();
    move |source| Error::Io { what, source }
}

/// True if an AMQP 0-9-1 broker answers on this port of this machine: it is sent the protocol header and must reply
/// with `connection.start`. An open port alone says nothing, a container's port is open before its broker is up.
pub fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let patience = Duration::from_secs(1);
    let Ok(mut stream) = TcpStream::connect_timeout(&address, patience) else { return false };
    let mut frame = [0; 11];
    stream.set_read_timeout(Some(patience)).is_ok()
        && stream.write_all(b"AMQP\x00\x00\x09\x01").is_ok()
        && stream.read_exact(&mut frame).is_ok()
        // A method frame (1), class connection (10), method start (10).
        && frame[0] == 1
        && frame[7..] == [0, 10, 0, 10]
}

/// Waits until a broker answers on `port`; `gone` tells that it never will.
fn wait_until_ready(
    port: u16,
    mut gone: impl FnMut() -> bool,
    log: impl FnOnce() -> String,
) -> Result<(), Error> {
    let start = Instant::now();
    while !answers(port) {
        if gone() || start.elapsed() > START_LIMIT {
            return Err(Error::Silent { port, seconds: start.elapsed().as_secs(), log: log() });
        }
        std::thread::park_timeout(Duration::from_millis(100));
    }
    Ok(())
}

/// The last lines of a log, for an error message.
fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(15)..].join("\n")
}
