//! A message's bytes to an article; what cannot be read gets its reason.

use super::message::Received;
use super::outcome::{Failure, Reason};
use super::wire;
use crate::article::Article;
use crate::article::input::{Hints, InputError, Rules, read};

/// Reads the article in a message.
pub(crate) fn decode(received: &Received, rules: &Rules) -> Result<Article, Failure> {
    if let Some(words) = wire::words(&received.unreadable) {
        return Err(Failure::new(Reason::UnreadableProperties, words));
    }
    let properties = &received.properties;
    let hints = Hints {
        content_type: properties.content_type().as_ref().map(lapin::types::ShortString::as_str),
        content_encoding: properties.content_encoding().as_ref().map(lapin::types::ShortString::as_str),
        message_id: received.message_id(),
    };
    read(&received.body, &hints, rules).map_err(|error| Failure::new(reason(&error), error.to_string()))
}

fn reason(error: &InputError) -> Reason {
    match error {
        InputError::UnreadableEncoding(_) => Reason::UnreadableEncoding,
        InputError::UnreadableBody(_) => Reason::UnreadableBody,
        InputError::UnsupportedType(_) => Reason::UnsupportedType,
        InputError::TooLarge { .. } => Reason::TooLarge,
        InputError::AlreadyEnriched => Reason::AlreadyEnriched,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_have_one_code_everywhere() {
        let errors = [
            InputError::UnreadableEncoding(String::new()),
            InputError::UnreadableBody(String::new()),
            InputError::UnsupportedType(String::new()),
            InputError::TooLarge { what: "the body", size: 2, limit: 1 },
            InputError::AlreadyEnriched,
        ];
        for error in errors {
            assert_eq!(reason(&error).code(), error.reason());
        }
    }
}
