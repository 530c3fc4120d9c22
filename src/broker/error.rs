//! What can go wrong between Dateline and the broker, in words that an operator can act on.

use std::time::Duration;

/// An error of the broker's side.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BrokerError {
    /// The address is none.
    #[error(
        "broker.uri: {0}. It has the form amqp://user:password@host:5672/vhost (amqps:// and 5671 with TLS)"
    )]
    Address(String),
    /// Certificates or keys that cannot be read.
    #[error("broker.tls: {0}")]
    Tls(String),
    /// No connection.
    #[error("cannot connect to {address}: {cause}{}", hint(cause))]
    Unreachable {
        /// Host, port and virtual host, without the password.
        address: String,
        /// What went wrong.
        cause: String,
    },
    /// Something that should exist does not, or is different.
    #[error("{0}")]
    Topology(String),
    /// The broker refuses what we ask for.
    #[error("the broker refused: {0}")]
    Refused(String),
    /// A connection or channel that was there is gone.
    #[error("the connection was lost: {0}")]
    Lost(String),
    /// No answer in time.
    #[error("{what}: no answer within {} ms", after.as_millis())]
    Silent {
        /// What was waited for.
        what: &'static str,
        /// How long.
        after: Duration,
    },
    /// The broker rejected a message.
    #[error("the broker did not take the message: {0}")]
    NotTaken(String),
}

impl BrokerError {
    /// From the client library's words.
    pub(crate) fn lost(error: &lapin::Error) -> Self {
        match error.kind() {
            lapin::ErrorKind::ProtocolError(protocol) => {
                Self::Refused(format!("{} {}", protocol.get_id(), protocol.get_message()))
            }
            _ => Self::Lost(error.to_string()),
        }
    }

    /// Whether the broker found fault with a message rather than with where it was to go or who sent it: a
    /// precondition (406), or something it cannot read (501 to 505).
    pub(crate) fn is_about_the_message(&self) -> bool {
        let Self::Refused(words) = self else { return false };
        let code = words.split(' ').next().and_then(|code| code.parse::<u16>().ok());
        matches!(code, Some(406 | 501..=505))
    }

    /// The limit in the broker's words about a message that is too large.
    pub(crate) fn largest_message(&self) -> Option<usize> {
        let Self::Refused(words) = self else { return None };
        let (_, limit) = words.split_once("larger than configured max size ")?;
        let digits = limit.find(|c: char| !c.is_ascii_digit()).unwrap_or(limit.len());
        limit[..digits].parse().ok()
    }

    /// Whether trying again cannot help until somebody changes settings or broker.
    pub fn is_permanent(&self) -> bool {
        matches!(self, Self::Address(_) | Self::Tls(_) | Self::Topology(_))
    }
}

fn hint(cause: &str) -> &'static str {
    if cause.contains("ACCESS_REFUSED") || cause.contains("403") {
        " (user name, password and the permissions of the virtual host are worth a look)"
    } else if cause.contains("refused") {
        " (is the broker running, and is this its port?)"
    } else if cause.contains("certificate") || cause.contains("Certificate") {
        " (broker.tls.ca_file names the authority that signed the broker's certificate)"
    } else {
        ""
    }
}
