//! Parses the reply texts of RabbitMQ, which say more than the reply code.
//!
//! AMQP has no field for the name of a property that differs: RabbitMQ names it in the text, in the same form since 3.x.
//! A reply text is at most 255 bytes, so that one with a long queue name may be cut; it then parses as nothing.

/// The value of a property as the broker names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Current {
    /// The property is not set.
    Unset,
    /// Its value; with its AMQP type where the broker names one.
    Value(String, Option<String>),
}

/// The first property in which a declaration differs from what exists: its name and its present value.
pub(crate) fn difference(text: &str) -> Option<(&str, Current)> {
    let (_, rest) = text.split_once("inequivalent arg '")?;
    let (name, rest) = rest.split_once('\'')?;
    let (_, current) = rest.rsplit_once("but current is ")?;
    if current == "none" {
        return Some((name, Current::Unset));
    }
    if let Some(value) = current.strip_prefix("the value '") {
        let (value, kind) = value.rsplit_once("' of type '")?;
        return Some((name, Current::Value(value.to_owned(), Some(kind.strip_suffix('\'')?.to_owned()))));
    }
    let value = current.strip_prefix('\'')?.strip_suffix('\'')?;
    Some((name, Current::Value(value.to_owned(), None)))
}

/// True where a declaration was refused for its own sake: nothing of that name exists, and nothing was created.
pub(crate) fn is_invalid_declaration(text: &str) -> bool {
    text.contains("invalid arg '") && !text.contains("inequivalent arg '") || text.contains("invalid type '")
}

/// The type of a queue that refused a consumer with a stream's argument and no prefetch.
pub(crate) fn queue_type(text: &str) -> Option<&str> {
    if text.contains("consumer prefetch count is not set") {
        return Some("stream");
    }
    text.rsplit_once("of queue type rabbit_")?.1.strip_suffix("_queue")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, kind: Option<&str>) -> Current {
        Current::Value(text.into(), kind.map(Into::into))
    }

    /// Texts of RabbitMQ 3.10.8 and 4.0.5.
    #[test]
    fn the_property_that_differs_is_named() {
        for (text, name, current) in [
            (
                "PRECONDITION_FAILED - inequivalent arg 'x-delivery-limit' for queue 'q' in vhost '/': received '20' but \
                 current is '7'",
                "x-delivery-limit",
                value("7", None),
            ),
            (
                "PRECONDITION_FAILED - inequivalent arg 'x-max-length-bytes' for queue 's' in vhost '/': received none but \
                 current is the value '1000000' of type 'signedint'",
                "x-max-length-bytes",
                value("1000000", Some("signedint")),
            ),
            (
                "PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'cl' in vhost '/': received the value '5' \
                 of type 'signedint' but current is none",
                "x-queue-type",
                Current::Unset,
            ),
            (
                "PRECONDITION_FAILED - inequivalent arg 'type' for exchange 'e1' in vhost '/': received 'topic' but current \
                 is 'direct'",
                "type",
                value("direct", None),
            ),
            (
                "PRECONDITION_FAILED - inequivalent arg 'x-dead-letter-exchange' for queue 'it's' in vhost '/': received \
                 none but current is the value 'it's ours' of type 'longstr'",
                "x-dead-letter-exchange",
                value("it's ours", Some("longstr")),
            ),
        ] {
            assert_eq!(difference(text), Some((name, current)), "{text}");
            assert!(!is_invalid_declaration(text), "{text}");
        }
    }

    #[test]
    fn a_text_that_was_cut_parses_as_nothing() {
        let text = "PRECONDITION_FAILED - inequivalent arg 'x-max-length' for queue 'q' in vhost '/': received none but curr";
        assert_eq!(difference(text), None);
        assert_eq!(difference("PRECONDITION_FAILED - inequivalent arg 'x-max"), None);
        assert_eq!(
            queue_type(
                "PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'q' in vhost '/' of queue ty"
            ),
            None
        );
    }

    #[test]
    fn a_declaration_of_what_is_missing_is_refused_for_its_own_sake() {
        for text in [
            "PRECONDITION_FAILED - invalid arg 'x-queue-type' for queue 'absent' in vhost '/': {unacceptable_type,signedint}",
            "PRECONDITION_FAILED - invalid type 'signedint' for arg 'alternate-exchange' in exchange 'eabs' in vhost '/'",
        ] {
            assert!(is_invalid_declaration(text), "{text}");
            assert_eq!(difference(text), None, "{text}");
        }
    }

    #[test]
    fn a_refused_consumer_tells_the_type() {
        for (text, kind) in [
            (
                "PRECONDITION_FAILED - consumer prefetch count is not set for stream queue 's' in vhost '/'",
                "stream",
            ),
            (
                "PRECONDITION_FAILED - consumer prefetch count is not set for 'queue 's' in vhost '/''",
                "stream",
            ),
            (
                "PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'qq' in vhost '/' of queue type \
                 rabbit_quorum_queue",
                "quorum",
            ),
            (
                "PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'cl' in vhost '/' of queue type \
                 rabbit_classic_queue",
                "classic",
            ),
        ] {
            assert_eq!(queue_type(text), Some(kind), "{text}");
        }
    }
}
