//! Each envelope in its variants, around the same article.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::article::input::{Hints, Reading, Rules, read_closely, split};

const BODY: &str = "Ferries to Ostra sailed again on Monday – 340 passengers waited.";

fn article() -> Value {
    json!({"id": "urn:x:1", "title": "Ferry", "body": BODY, "published_at": "2024-05-06T07:15:00Z"})
}

fn read(message: &Value) -> Reading {
    read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default())
        .unwrap_or_else(|error| panic!("{error}: {message}"))
}

/// Messages around the article, each with the envelopes that are opened.
fn messages() -> Vec<(Value, &'static [&'static str])> {
    let (article, text) = (article(), article().to_string());
    let (standard, url_safe) = (STANDARD.encode(&text), URL_SAFE_NO_PAD.encode(&text));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, text.as_bytes()).unwrap();
    let packed = STANDARD.encode(gzip.finish().unwrap());
    let sns = json!({"Type": "Notification", "MessageId": "m", "TopicArn": "arn:aws:sns:eu:1:news", "Subject": "s", "Message": text,
        "Timestamp": "2024-05-06T07:20:00.000Z", "SignatureVersion": "1"});
    let sqs = json!({"messageId": "m", "receiptHandle": "r", "body": text, "attributes": {}, "eventSource": "aws:sqs"});
    let change = json!({"before": null, "after": article, "source": {"connector": "postgresql"}, "op": "c", "ts_ms": 1});
    vec![
        (
            json!({"specversion": "1.0", "id": "e", "source": "/x", "type": "t", "data": article}),
            &["cloudevents"],
        ),
        (
            json!({"specversion": "1.0", "id": "e", "datacontenttype": "application/json", "data": text}),
            &["cloudevents"],
        ),
        (
            json!({"specversion": "1.0", "id": "e", "datacontenttype": "application/json", "data_base64": standard}),
            &["cloudevents"],
        ),
        (json!({"specversion": "1.0", "id": "e", "data_base64": url_safe}), &["cloudevents"]),
        (json!({"specversion": "1.0", "id": "e", "data_base64": packed}), &["cloudevents"]),
        (
            json!({"specversion": "0.3", "id": "e", "datacontentencoding": "base64", "data": standard}),
            &["cloudevents"],
        ),
        (json!([{"specversion": "1.0", "id": "e", "data": article}]), &["cloudevents"]),
        (
            json!({"header": {"msgId": "h-1", "system": "COPY"}, "body": {"id": "urn:x:1", "headline": "Ferry", "text": BODY, "published_at": "2024-05-06T07:15:00Z"}}),
            &["article-in-body"],
        ),
        (
            json!({"messageId": "m", "messageType": ["urn:message:News:Published"], "message": article, "headers": {}, "host": {}}),
            &["masstransit"],
        ),
        (
            json!({"MessageId": "m", "MessageType": ["urn:message:News:Published"], "Message": article}),
            &["masstransit"],
        ),
        (
            json!({"messageType": "urn:message:News:Published", "message": {"article": article}}),
            &["masstransit"],
        ),
        (json!({"messageType": ["urn:message:News:Published"], "message": text}), &["masstransit"]),
        (json!({"task": "t", "id": "x", "args": [article], "kwargs": {}}), &["celery-1"]),
        (json!({"task": "t", "id": "x", "args": [text], "kwargs": {"retry": true}}), &["celery-1"]),
        (
            json!({"task": "t", "id": "x", "args": json!([article]).to_string(), "kwargs": "{}"}),
            &["celery-1"],
        ),
        (
            json!({"task": "t", "id": "x", "args": ["desk", 3, article, {"retry": true}], "kwargs": null}),
            &["celery-1"],
        ),
        (json!({"task": "t", "id": "x", "args": [[article]], "kwargs": {}}), &["celery-1"]),
        (
            json!({"task": "t", "id": "x", "args": [], "kwargs": {"article": text, "priority": 3}}),
            &["celery-1"],
        ),
        (
            json!({"actor_name": "enrich", "queue_name": "q", "args": [article], "kwargs": {}, "options": {}}),
            &["celery-1"],
        ),
        (json!({"args": [article], "kwargs": {}}), &["celery-1"]),
        (
            json!([[article], {}, {"callbacks": null, "errbacks": null, "chain": null, "chord": null}]),
            &["celery-2"],
        ),
        (json!([[], {"article": article}, {"callbacks": null}]), &["celery-2"]),
        (json!([[], article, {"callbacks": null}]), &["celery-2"]),
        (json!([[text], {}, {}]), &["celery-2"]),
        (json!([json!([article]).to_string(), {}, {"callbacks": null}]), &["celery-2"]),
        (
            json!({"body": STANDARD.encode(json!([[article], {}, {}]).to_string()), "content-encoding": "utf-8",
                "content-type": "application/json", "headers": {"task": "t"}, "properties": {"body_encoding": "base64"}}),
            &["kombu", "celery-2"],
        ),
        (change.clone(), &["debezium"]),
        (json!({"schema": {"type": "struct"}, "payload": change}), &["kafka-connect", "debezium"]),
        (json!({"payload": change}), &["kafka-connect", "debezium"]),
        (json!({"schema": null, "payload": text}), &["kafka-connect"]),
        (
            json!({"before": null, "after": text, "source": {"connector": "mongodb"}, "op": "r", "ts_ms": 1}),
            &["debezium"],
        ),
        (sns.clone(), &["sns"]),
        (sqs.clone(), &["sqs"]),
        (json!({"Records": [sqs]}), &["aws-records", "sqs"]),
        (
            json!({"Messages": [{"MessageId": "m", "ReceiptHandle": "r", "MD5OfBody": "x", "Body": sns.to_string()}]}),
            &["aws-records", "sqs", "sns"],
        ),
        (
            json!({"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": sns}]}),
            &["aws-records", "sns"],
        ),
        (
            json!({"Records": [{"eventSource": "aws:kinesis", "kinesis": {"partitionKey": "1", "data": standard}}]}),
            &["aws-records", "kinesis"],
        ),
        (
            json!({"version": "0", "id": "e", "detail-type": "Published", "source": "desk", "time": "2024-05-06T07:20:00Z", "detail": article}),
            &["eventbridge"],
        ),
        (
            json!({"message": {"data": standard, "attributes": {}, "messageId": "1", "publishTime": "2024-05-06T07:20:00Z"}, "subscription": "projects/p/subscriptions/s"}),
            &["pubsub"],
        ),
        (
            json!({"receivedMessages": [{"ackId": "a", "message": {"data": url_safe, "messageId": "1"}}]}),
            &["pubsub-messages", "pubsub"],
        ),
        (
            json!({"id": "e", "eventType": "Published", "subject": "s", "eventTime": "2024-05-06T07:20:00Z", "data": article, "dataVersion": "1"}),
            &["event-grid"],
        ),
        (json!({"pattern": "article.published", "data": article}), &["nestjs"]),
        (json!({"pattern": {"cmd": "x"}, "data": text, "id": "7"}), &["nestjs"]),
    ]
}

#[test]
fn the_article_is_found_in_every_envelope() {
    let alone = read(&article()).article;
    for (message, envelopes) in messages() {
        let reading = read(&message);
        let opened: Vec<&str> = reading.envelopes.iter().map(|envelope| envelope.name).collect();
        assert_eq!(opened, envelopes, "{message}");
        assert_eq!(reading.article, alone, "{message}");
        assert_eq!(reading.unread, [], "{message}");
    }
}

/// Articles are texts too: prose in an envelope needs no form.
#[test]
fn an_envelope_may_hold_prose_or_markup() {
    let prose = "Ferries sailed again on Monday.";
    for (message, body) in [
        (json!({"specversion": "1.0", "id": "e", "data": prose}), prose),
        (
            json!({"specversion": "1.0", "id": "e", "datacontenttype": "application/json", "data": prose}),
            prose,
        ),
        (
            json!({"specversion": "1.0", "id": "e", "datacontenttype": "text/html", "data": "<p>Ferries sailed again on Monday.</p>"}),
            prose,
        ),
        (
            json!({"specversion": "1.0", "id": "e", "datacontenttype": "text/plain; charset=iso-8859-1", "data_base64": STANDARD.encode(b"F\xe4hre sailed.")}),
            "Fähre sailed.",
        ),
        (json!({"TopicArn": "arn", "Message": prose}), prose),
        (json!({"receiptHandle": "r", "body": "<p>Ferries sailed again on Monday.</p>"}), prose),
        (json!({"task": "t", "args": ["desk", prose], "kwargs": {}}), prose),
        (json!({"message": {"data": STANDARD.encode(prose), "messageId": "1"}, "subscription": "s"}), prose),
    ] {
        assert_eq!(read(&message).article.body, body, "{message}");
    }
}

/// What looks like an envelope and is an article stays one.
#[test]
fn fields_of_an_article_are_no_envelope() {
    let plain = |more: Value| {
        let mut article = article();
        article.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        article
    };
    for message in [
        plain(json!({"message": {"data": "x", "messageId": "1"}})),
        plain(json!({"pattern": "rain", "data": {"id": "other"}})),
        plain(json!({"Records": [{"year": 1921}]})),
        plain(json!({"payload": {"id": "other"}})),
        plain(json!({"properties": {"a": 1}})),
        plain(json!({"args": ["x"]})),
        plain(json!({"Message": "m", "Messages": [{"Body": "x"}]})),
        plain(json!({"detail": "x", "eventType": "x", "op": "c"})),
    ] {
        let reading = read(&message);
        assert_eq!((reading.envelopes.len(), reading.article.body.as_str()), (0, BODY), "{message}");
    }
}

#[test]
fn an_empty_envelope_is_told_without_a_word_of_it() {
    for message in [
        json!({"specversion": "1.0", "data": null}),
        json!({"specversion": "1.0", "data_base64": "Quibblethorn?"}),
        json!({"task": "Quibblethorn", "args": [1, "Quibblethorn"], "kwargs": {}}),
        json!({"op": "d", "before": {"id": "Quibblethorn"}, "after": null, "ts_ms": 1, "source": {}}),
        json!({"op": "u", "before": null, "after": null, "ts_ms": 1, "source": {"db": "Quibblethorn"}}),
        json!({"schema": {}, "payload": null}),
        json!({"detail-type": "Quibblethorn", "detail": null}),
        json!({"message": {"data": "", "messageId": "1"}, "subscription": "s"}),
    ] {
        let error =
            read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
        assert_eq!(error.reason(), "no_article", "{message}");
        assert!(!error.to_string().contains("Quibblethorn"), "{error}");
    }
}

#[test]
fn a_list_in_an_envelope_is_split() {
    let list = json!([{"id": "urn:x:1", "body": BODY}, {"id": "urn:x:2", "body": BODY}]);
    let records = |bodies: &[&str]| {
        let records: Vec<Value> = bodies
            .iter()
            .map(|id| json!({"receiptHandle": "r", "eventSource": "aws:sqs", "body": json!({"id": id, "body": BODY}).to_string()}))
            .collect();
        json!({ "Records": records })
    };
    for message in [
        json!({"specversion": "1.0", "data": list}),
        json!({"specversion": "1.0", "data_base64": STANDARD.encode(list.to_string())}),
        json!({"TopicArn": "arn", "Message": list.to_string()}),
        records(&["urn:x:1", "urn:x:2"]),
    ] {
        let parts =
            split(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap().unwrap();
        let ids: Vec<String> = parts
            .iter()
            .map(|part| read_closely(part, &Hints::default(), &Rules::default()).unwrap().article.id)
            .collect();
        assert_eq!(ids, ["urn:x:1", "urn:x:2"], "{message}");
        let error =
            read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
        assert_eq!(error.reason(), "several_articles", "{message}");
    }
}
