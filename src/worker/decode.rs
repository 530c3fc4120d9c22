//! A message's bytes to an article; what cannot be read gets its reason.

use super::outcome::{Failure, Reason};
use super::transport::Delivery;
use crate::article::input::{Hints, InputError, Reading, Rules, read_closely};

/// Reads the article in a message.
pub(crate) fn decode(delivery: &(impl Delivery + ?Sized), rules: &Rules) -> Result<Reading, Failure> {
    if let Some(text) = delivery.unreadable_properties() {
        return Err(Failure::new(Reason::UnreadableProperties, text));
    }
    if let Some(text) = delivery.headers_without_room() {
        return Err(Failure::new(Reason::HeadersTooLarge, format!("left out: {text} (frame_max)")));
    }
    let hints = Hints {
        // CloudEvents in binary mode name the type of their data in a header too.
        content_type: delivery
            .content_type()
            .or_else(|| DATA_TYPES.iter().find_map(|name| delivery.text_header(name))),
        content_encoding: delivery.content_encoding(),
        compression: delivery.text_header(COMPRESSION),
        message_id: delivery.message_id(),
    };
    read_closely(delivery.body(), &hints, rules)
        .map_err(|error| Failure::new(reason(&error), error.to_string()))
}

/// The header in which kombu names its compression.
const COMPRESSION: &str = "compression";
/// Headers in which CloudEvents name the type of their data.
const DATA_TYPES: [&str; 3] =
    ["cloudEvents:datacontenttype", "cloudEvents_datacontenttype", "ce-datacontenttype"];

fn reason(error: &InputError) -> Reason {
    match error {
        InputError::UnreadableEncoding(_) => Reason::UnreadableEncoding,
        InputError::UnreadableBody(_) => Reason::UnreadableBody,
        InputError::NoArticle(_) => Reason::NoArticle,
        InputError::SeveralArticles(_) => Reason::SeveralArticles,
        InputError::UnsupportedType(_) => Reason::UnsupportedType,
        InputError::TooLarge { .. } | InputError::TooManyValues { .. } => Reason::TooLarge,
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
            InputError::NoArticle(String::new()),
            InputError::SeveralArticles(String::new()),
            InputError::UnsupportedType(String::new()),
            InputError::TooLarge { what: "the body", size: 2, limit: 1 },
            InputError::TooManyValues { limit: 1 },
            InputError::AlreadyEnriched,
        ];
        for error in errors {
            assert_eq!(reason(&error).code(), error.reason());
        }
    }
}
