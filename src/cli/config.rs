//! `dateline config`: what the settings are, and whether they are right.

#![expect(clippy::print_stdout, reason = "the command line speaks to people here")]

use std::io::Write;
use std::process::ExitCode;

use dateline::amqp::connection_check::{TopologyReport, check_connection, check_settings};
use dateline::settings::{Loaded, show};
use dateline::worker;

use super::exit;

/// What to do with the settings.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Action {
    /// Show every value and where it comes from; passwords are hidden.
    ///
    /// The output is a valid settings file.
    Show,
    /// Check the settings without starting anything, and the examples of the rules file. Mistakes make the exit code 2.
    Check {
        /// Also connect to the broker, log in, and compare exchanges and queues with the settings; changes nothing.
        #[arg(long)]
        connect: bool,
    },
}

pub(crate) fn run(action: &Action, settings: &Loaded) -> anyhow::Result<ExitCode> {
    match action {
        Action::Show => std::io::stdout().lock().write_all(show(settings).as_bytes())?,
        // What is wrong has been told before any verb runs.
        Action::Check { connect } => {
            check_settings(settings)?;
            if !examples_hold(settings) {
                return Ok(ExitCode::from(exit::MISUSED));
            }
            println!("The settings are right.");
            if *connect {
                connect_to(settings)?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the examples of the rules file, and says which do not come out as they expect.
#[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
fn examples_hold(settings: &Loaded) -> bool {
    let Some(file) = &settings.enrich.rules_file else { return true };
    let enricher = worker::enricher(&settings.enrich);
    let failed = enricher.failed_examples(enricher.rules());
    for example in &failed {
        eprintln!("dateline: {}: {example}", file.display());
    }
    failed.is_empty()
}

fn connect_to(settings: &Loaded) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let found = runtime.block_on(check_connection(settings))?;
    let version = found.version.map_or_else(String::new, |version| format!(" (RabbitMQ {version})"));
    println!("Connected to {}{version}.", found.address);
    let Some(TopologyReport { findings, to_declare, not_permitted }) = found.topology else { return Ok(()) };
    if to_declare.is_empty() {
        println!("All exchanges and queues are there.");
    }
    for missing in &to_declare {
        println!("Missing, and declared by a worker at its start: {missing}");
    }
    for difference in &findings.differences {
        println!("Differs, and is used as it is: {difference}");
    }
    if let Some(right) = not_permitted {
        println!("Not permitted: {right}");
    }
    for what in &findings.unchecked {
        println!("Not checked: {what}");
    }
    if !findings.unchecked.is_empty() {
        println!("broker.management_uri makes all of it visible (docs/OPERATIONS.md).");
    }
    Ok(())
}
