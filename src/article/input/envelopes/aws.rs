//! Amazon's messages: SNS notifications, SQS messages as a queue or a function gets them, `EventBridge` events.

use serde_json::Value;

use super::{Contents, Envelope, has_list, has_object, inner, take};
use crate::article::input::envelopes::List;
use crate::article::input::pointer::Fields;

/// A list of messages or records, of which one is a message.
pub(super) const RECORDS: Envelope = Envelope {
    name: "aws-records",
    why: "`Records` of a source at Amazon, or `Messages` with their receipts, hold the messages below",
    is: |fields| {
        let first = |key: &str| fields.get(key).and_then(Value::as_array)?.first()?.as_object();
        first("Records").is_some_and(|record| {
            record.contains_key("eventSource")
                || record.contains_key("EventSource")
                || has_object(record, "Sns")
        }) || first("Messages").is_some_and(is_of_sqs)
    },
    open: |mut fields| {
        let (key, pointer) =
            if has_list(&fields, "Records") { ("Records", "/Records") } else { ("Messages", "/Messages") };
        match take(&mut fields, key) {
            Value::Array(values) => Contents::List(List::bare(values, pointer)),
            _ => Contents::Nothing("the list of records is missing"),
        }
    },
};

/// A message of SQS, by its receipt.
pub(super) const SQS: Envelope = Envelope {
    name: "sqs",
    why: "before all that have a `body`: its receipt stands in no other form",
    is: is_of_sqs,
    open: |mut fields| {
        let body = take(&mut fields, "Body");
        inner(if body.is_null() { take(&mut fields, "body") } else { body }, None)
    },
};

/// A notification of SNS, also inside a record.
pub(super) const SNS: Envelope = Envelope {
    name: "sns",
    why: "`TopicArn` beside `Message` stands in no other form",
    is: |fields| is_of_sns(fields) || fields.get("Sns").and_then(Value::as_object).is_some_and(is_of_sns),
    open: |mut fields| match take(&mut fields, "Sns") {
        Value::Object(mut notification) => inner(take(&mut notification, "Message"), None),
        _ => inner(take(&mut fields, "Message"), None),
    },
};

/// An event of `EventBridge`.
pub(super) const EVENT_BRIDGE: Envelope = Envelope {
    name: "eventbridge",
    why: "`detail-type` beside `detail` stands in no other form",
    is: |fields| fields.contains_key("detail-type") && fields.contains_key("detail"),
    open: |mut fields| inner(take(&mut fields, "detail"), None),
};

/// A record of a Kinesis stream.
pub(super) const KINESIS: Envelope = Envelope {
    name: "kinesis",
    why: "`kinesis` with its `data` stands in no other form",
    is: |fields| fields.get("kinesis").is_some_and(|record| record.get("data").is_some_and(Value::is_string)),
    open: |mut fields| match take(&mut fields, "kinesis") {
        Value::Object(mut record) => super::encoded(&take(&mut record, "data"), None),
        _ => Contents::Nothing("the record has no data"),
    },
};

fn is_of_sqs(fields: &Fields) -> bool {
    let has = |keys: [&str; 2]| keys.iter().any(|&key| fields.get(key).is_some_and(Value::is_string));
    has(["ReceiptHandle", "receiptHandle"]) && has(["Body", "body"])
}

fn is_of_sns(fields: &Fields) -> bool {
    fields.get("TopicArn").is_some_and(Value::is_string)
        && fields.get("Message").is_some_and(Value::is_string)
}
