//! `dateline config`: what the settings are, and whether they are right.

#![expect(clippy::print_stdout, reason = "the command line speaks to people here")]

use std::io::Write;
use std::process::ExitCode;

use dateline::settings::{Loaded, show};

/// What to do with the settings.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Action {
    /// Show every value and where it comes from; passwords are hidden.
    ///
    /// The output is a valid settings file.
    Show,
    /// Check the settings without starting anything. Mistakes make the exit code 2.
    Check,
}

pub(crate) fn run(action: &Action, settings: &Loaded) -> anyhow::Result<ExitCode> {
    match action {
        Action::Show => std::io::stdout().lock().write_all(show(settings).as_bytes())?,
        // What is wrong has been told before any verb runs.
        Action::Check => println!("The settings are right."),
    }
    Ok(ExitCode::SUCCESS)
}
