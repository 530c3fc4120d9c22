//! The exit code of a command, and the message of its error.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

use std::io;
use std::process::ExitCode;

use dateline::amqp::BrokerError;
use dateline::settings::SettingsError;

/// The command line, the settings or the rules are not right.
pub(crate) const MISUSED: u8 = 2;
/// Some input could not be read; the rest was done.
pub(crate) const IN_PART: u8 = 3;

/// A command line that cannot be followed, found only when its command runs.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Misused(pub(crate) &'static str);

/// The command line or the settings are invalid.
pub(crate) fn misused(error: &SettingsError) -> ExitCode {
    eprintln!("dateline: {error}");
    ExitCode::from(MISUSED)
}

/// The exit code of a result; prints an error.
pub(crate) fn report(result: anyhow::Result<ExitCode>) -> ExitCode {
    match result {
        Ok(code) => code,
        // Whoever reads our output has seen enough (`| head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            let broker = error.downcast_ref::<BrokerError>();
            if error.is::<Misused>() || broker.is_some_and(BrokerError::is_about_settings) {
                ExitCode::from(MISUSED)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
