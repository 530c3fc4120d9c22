//! `dateline topology`: the exchanges, queues and bindings on the broker.

#![expect(clippy::print_stdout, reason = "the command line speaks to people here")]

use std::process::ExitCode;

use dateline::amqp::topology::{Argument, Queue, Topology, type_name};
use dateline::amqp::{Endpoint, ServerVersion, topology_admin};
use dateline::settings::{Loaded, Settings};

/// What to do with the topology.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Action {
    /// Show what Dateline needs, without changing anything.
    ///
    /// Some arguments depend on the broker's version; it is asked, unless --for says it.
    Show {
        /// As JSON, for scripts.
        #[arg(long)]
        json: bool,
        /// For this version of RabbitMQ, without asking a broker.
        #[arg(long = "for", value_name = "MAJOR.MINOR", value_parser = version)]
        version: Option<ServerVersion>,
    },
    /// Declare what is missing; what exists and differs is an error.
    ///
    /// For a worker that may not declare itself: run this as an operator and set topology.mode = "check".
    Apply,
}

fn version(text: &str) -> Result<ServerVersion, String> {
    text.parse()
}

pub(crate) fn run(action: &Action, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match action {
            Action::Show { json, version } => show(settings, *json, *version).await,
            Action::Apply => apply(settings).await,
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

async fn show(settings: &Settings, json: bool, version: Option<ServerVersion>) -> anyhow::Result<()> {
    let version = match version {
        Some(version) => version,
        None => Endpoint::of(&settings.broker)?.version().await?.unwrap_or(ServerVersion::UNKNOWN),
    };
    let topology = Topology::of(settings, version);
    if json {
        println!("{}", serde_json::to_string_pretty(&topology)?);
    } else {
        print!("{}", text(&topology));
    }
    Ok(())
}

async fn apply(settings: &Settings) -> anyhow::Result<()> {
    let applied = topology_admin::apply_topology(settings).await?;
    print!("{}", text(&applied.topology));
    for difference in &applied.findings.differences {
        println!("used as it is: {difference}");
    }
    println!("Everything is in place.");
    Ok(())
}

fn text(topology: &Topology) -> String {
    let mut lines = Vec::new();
    for exchange in &topology.exchanges {
        let kind = serde_json::to_value(exchange.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default();
        lines.push(format!("exchange {} ({kind}, durable): {}", exchange.name, exchange.purpose));
        if let Some(alternate) = &exchange.alternate {
            lines.push(format!("    alternate-exchange = {alternate}"));
        }
    }
    for queue in &topology.queues {
        lines.push(format!("queue {} ({}, durable): {}", queue.name, type_name(queue.kind), queue.purpose));
        lines.extend(arguments(queue));
    }
    for binding in &topology.bindings {
        lines
            .push(format!("binding {} -> {} for {:?}", binding.exchange, binding.queue, binding.routing_key));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn arguments(queue: &Queue) -> impl Iterator<Item = String> {
    queue.arguments.iter().map(|(name, value)| match value {
        Argument::Text(text) => format!("    {name} = {text:?}"),
        Argument::Number(number) => format!("    {name} = {number}"),
    })
}
