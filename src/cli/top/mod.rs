//! `dateline top`: the top line and the flow of the console in a terminal.

mod client;
mod frame;
mod screen;

use std::io::{IsTerminal, Write, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use dateline::settings::Loaded;
use serde_json::Value;
use tokio::signal::unix::{SignalKind, signal};
use tokio::time::{Interval, MissedTickBehavior, interval, sleep};

use self::client::Client;
use self::frame::frame;
use self::screen::{Key, Screen};
use crate::cli::exit::Misused;
use crate::cli::style::coloured;

/// The address where neither the flag nor a setting names one.
const DEFAULT: &str = "127.0.0.1:9464";
/// Attempts of `--once` until the queues have been counted: the first question starts the counting.
const ATTEMPTS: usize = 10;
const BETWEEN: Duration = Duration::from_millis(300);
/// The width where there is no terminal.
const WIDTH: usize = 100;

/// The server to look at, and the interval.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The worker's console; console.listen if it is not given, else 127.0.0.1:9464.
    #[arg(long, value_name = "ADDRESS:PORT")]
    address: Option<String>,
    /// The file that holds the console's token; that of the settings if it is not given.
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Seconds between two looks.
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = clap::value_parser!(u16).range(1..))]
    every: u16,
    /// Print one frame as text, and end.
    #[arg(long)]
    once: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline top                                  the worker of this machine
  dateline top --address 10.0.3.7:9464 --token-file token
  ssh news-1 dateline top --once                one look, as text

Keys: q ends it. A worker behind TLS is reached through `ssh -L 9464:localhost:9464 news-1`.";

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let client = Client::new(&address(arguments, settings)?, token(arguments, settings)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    if arguments.once || !stdout().is_terminal() {
        let status = runtime.block_on(counted(&client))?;
        let mut out = stdout().lock();
        for line in frame(&status, client.address(), WIDTH, coloured()) {
            writeln!(out, "{line}")?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    // A mistake in address or token is told before the screen changes.
    let first = runtime.block_on(client.status())?;
    let every = Duration::from_secs(arguments.every.into());
    runtime.block_on(watch(&client, first, every))?;
    Ok(ExitCode::SUCCESS)
}

fn address(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<String> {
    let set = settings.console.listen.map(|address| {
        // A server on all addresses is on this machine's loopback too.
        let ip = address.ip();
        let host = match ip {
            _ if !ip.is_unspecified() => ip,
            std::net::IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            std::net::IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        };
        std::net::SocketAddr::new(host, address.port()).to_string()
    });
    let given = arguments.address.clone().or(set).unwrap_or_else(|| DEFAULT.to_owned());
    if given.starts_with("https://") {
        return Err(Misused("top speaks HTTP without TLS: use `ssh -L 9464:localhost:9464 HOST`").into());
    }
    Ok(given.trim_start_matches("http://").trim_end_matches('/').to_owned())
}

fn token(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<Option<String>> {
    let Some(file) = &arguments.token_file else {
        return Ok(settings.console.token.as_ref().map(|token| token.reveal().to_owned()));
    };
    let text = std::fs::read_to_string(file).with_context(|| format!("--token-file {}", file.display()))?;
    Ok(Some(text.trim().to_owned()))
}

/// The status, once the queues have been counted, if they can be.
async fn counted(client: &Client) -> anyhow::Result<Value> {
    let mut status = client.status().await?;
    for _ in 1..ATTEMPTS {
        if status["mode"] != "worker" || !status["waiting"].is_null() || !status["queues_error"].is_null() {
            break;
        }
        sleep(BETWEEN).await;
        status = client.status().await?;
    }
    Ok(status)
}

/// The status at the next tick. A key that comes before the answer drops the question.
async fn ask(client: &Client, ticks: &mut Interval) -> anyhow::Result<Value> {
    ticks.tick().await;
    client.status().await
}

/// Draws until a key or a signal ends it.
async fn watch(client: &Client, first: Value, every: Duration) -> anyhow::Result<()> {
    let (mut terminate, mut hangup) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (mut screen, mut keys) = Screen::open()?;
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks.tick().await;
    let mut latest = first;
    let mut lost: Option<anyhow::Error> = None;
    loop {
        let draw = |width| {
            let mut lines = frame(&latest, client.address(), width, coloured());
            let told = lost.as_ref().map(|error| format!("no answer since: {error:#}"));
            lines.extend(told.map(|line| line.chars().take(width).collect()));
            lines
        };
        screen.draw(draw)?;
        tokio::select! {
            key = keys.recv() => match key {
                Some(Key::Redraw) => {}
                Some(Key::Quit) | None => return Ok(()),
            },
            _ = terminate.recv() => return Ok(()),
            _ = hangup.recv() => return Ok(()),
            _ = interrupt.recv() => return Ok(()),
            answer = ask(client, &mut ticks) => match answer {
                Ok(status) => (latest, lost) = (status, None),
                Err(error) => lost = Some(error),
            },
        }
    }
}
