//! Secrets, which are never shown.

use std::fmt;

use serde::Deserialize;
use serde::de::Deserializer;

/// Text that neither `Debug` nor a log line shows.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself: to be handed on, never to be shown.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

/// The text that is shown instead of a secret.
pub(super) const HIDDEN: &str = "***";

/// A secret, or nothing for the empty string.
pub(super) fn optional_secret<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Secret>, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok((!text.is_empty()).then_some(Secret(text)))
}

/// The URI with its password and any query value that could hold one replaced: fit for logs.
///
/// Whatever stands between the scheme and the last `@` counts as credentials, so that a password with an unescaped
/// `/` or `@` stays hidden too.
pub fn redact_uri(uri: &str) -> String {
    let scheme = uri.find("://").map_or(0, |at| at + 3);
    let Some(at) = uri.rfind('@').filter(|&at| at >= scheme) else { return uri.to_owned() };
    let credentials = &uri[scheme..at];
    match credentials.find(':') {
        Some(colon) => format!("{}{}:{HIDDEN}{}", &uri[..scheme], &credentials[..colon], &uri[at..]),
        None => uri.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Secret, redact_uri};

    #[test]
    fn a_secret_is_never_shown() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "***");
        assert_eq!(redact_uri("amqp://u:p@host/%2f"), "amqp://u:***@host/%2f");
        assert_eq!(redact_uri("amqp://u:p@/s@host/%2f"), "amqp://u:***@host/%2f");
        assert_eq!(redact_uri("amqp://host/%2f"), "amqp://host/%2f");
        assert_eq!(redact_uri("u:p@host"), "u:***@host");
    }
}
