//! Errors of connection, topology and publishing, with texts that an operator can act on.

use std::time::Duration;

/// An error of the broker's side.
#[derive(Debug, Clone, thiserror::Error)]
pub enum BrokerError {
    /// The URI is not a valid AMQP address.
    #[error(
        "broker.uri: {0}. It has the form amqp://user:password@host:5672/vhost (amqps:// and 5671 with TLS); in a user \
         name or password, write / # ? @ in percent-encoding (%2F %23 %3F %40), or set broker.password"
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
        /// The cause.
        cause: String,
    },
    /// An exchange, queue or binding is missing or not as the settings ask for.
    #[error("{0}")]
    Topology(String),
    /// A file with a password or a certificate that cannot be read; it may be there at the next attempt.
    #[error("{0}")]
    File(String),
    /// The address of the management API is not valid.
    #[error("broker.management_uri: {0}")]
    ManagementAddress(String),
    /// The management API cannot be read; the worker goes on with what AMQP shows.
    #[error("{0}")]
    Management(String),
    /// The broker refuses a request: an AMQP reply code and the broker's explanation.
    #[error("the broker refused: {code} {text}")]
    Refused {
        /// The AMQP reply code, such as 404 or 406.
        code: u16,
        /// The broker's explanation, such as `NOT_FOUND - no queue 'q' in vhost '/'`.
        text: String,
    },
    /// A connection or channel that was there is gone.
    #[error("the connection was lost: {0}")]
    Lost(String),
    /// No answer in time.
    #[error("{what}: no answer within {} ms", after.as_millis())]
    Silent {
        /// The request.
        what: &'static str,
        /// The time limit.
        after: Duration,
    },
    /// The broker rejected a message.
    #[error("the broker did not take the message: {0}")]
    NotTaken(String),
}

impl BrokerError {
    /// From an error of the client library.
    pub(crate) fn lost(error: &lapin::Error) -> Self {
        match error.kind() {
            lapin::ErrorKind::ProtocolError(protocol) => {
                Self::Refused { code: protocol.get_id(), text: protocol.get_message().to_string() }
            }
            _ => Self::Lost(error.to_string()),
        }
    }

    /// From the errors of all addresses of a cluster, of which none answers.
    pub(crate) fn none_of(mut errors: Vec<Self>) -> Self {
        let parts = errors.iter().map(|error| match error {
            Self::Unreachable { address, cause } => (address.clone(), format!("{address}: {cause}")),
            other => (String::new(), other.to_string()),
        });
        let (addresses, causes): (Vec<_>, Vec<_>) = parts.unzip();
        match errors.pop() {
            Some(only) if errors.is_empty() => only,
            _ => Self::Unreachable {
                address: format!("any of {}", addresses.join(", ")),
                cause: causes.join("; "),
            },
        }
    }

    /// The AMQP reply code of a refusal.
    pub(crate) fn code(&self) -> Option<u16> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// True where the settings are wrong, whatever the broker is.
    pub fn is_about_settings(&self) -> bool {
        matches!(self, Self::Address(_) | Self::Tls(_) | Self::ManagementAddress(_))
    }

    /// True where the broker found fault with a message rather than with its destination or its sender: a
    /// precondition (406), or a syntax or frame error (501 to 505).
    pub(crate) fn is_about_the_message(&self) -> bool {
        matches!(self.code(), Some(406 | 501..=505))
    }

    /// The size limit that the broker names when it refuses a message that is too large.
    pub(crate) fn largest_message(&self) -> Option<usize> {
        let Self::Refused { text, .. } = self else { return None };
        let (_, limit) = text.split_once("larger than configured max size ")?;
        let digits = limit.find(|c: char| !c.is_ascii_digit()).unwrap_or(limit.len());
        limit[..digits].parse().ok()
    }

    /// True if trying again cannot help until somebody changes settings or broker.
    pub fn is_permanent(&self) -> bool {
        matches!(self, Self::Address(_) | Self::Tls(_) | Self::ManagementAddress(_) | Self::Topology(_))
    }
}

fn hint(cause: &str) -> &'static str {
    if cause.contains("ACCESS_REFUSED") || cause.contains("403") {
        " (user name, password and the permissions of the virtual host are worth a look)"
    } else if cause.contains("NOT_ALLOWED") {
        " (does the virtual host exist, and has the user permissions on it? `rabbitmqctl list_vhosts`, `list_user_permissions`)"
    } else if cause.contains("refused") {
        " (is the broker running, and is this its port?)"
    } else if cause.contains("certificate") || cause.contains("Certificate") {
        " (broker.tls.ca_file names the authority that signed the broker's certificate)"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_virtual_host_is_no_refused_connection() {
        for (cause, word) in [
            ("NOT_ALLOWED - access to vhost '/' refused for user 'desk'", "permissions"),
            ("NOT_ALLOWED - vhost nowhere not found", "virtual host"),
            ("Connection refused (os error 111)", "is this its port"),
        ] {
            assert!(hint(cause).contains(word), "{cause}");
        }
    }
}
