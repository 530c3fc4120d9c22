//! `dateline schema`: the contract for machines.

use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    std::io::stdout().lock().write_all(dateline::article::schema::text().as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
