//! `dateline schema`: the contract for machines.

use std::io::Write;
use std::process::ExitCode;

use dateline::article::schema;

/// Which schema.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The schema of the ninjs output (output.format = "ninjs") instead.
    #[arg(long)]
    ninjs: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let schema = if arguments.ninjs { schema::ninjs() } else { schema::enriched() };
    std::io::stdout().lock().write_all(schema::text(&schema).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
