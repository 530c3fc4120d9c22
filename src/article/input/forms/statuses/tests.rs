//! Marks that set a status, and such that say nothing certain.

use serde_json::{Value, json};

use crate::article::input::{Hints, Rules, read};

/// The status of an article with one more field, which comes back as it came.
fn status(key: &str, value: &Value) -> Option<String> {
    let mut input = json!({"id": "urn:x:1", "title": "Rain", "body": "Rain fell in the hills."});
    input[key] = value.clone();
    let article = read(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
    assert_eq!(article.extra.get(key), Some(value), "{key}");
    article.pub_status
}

#[test]
fn an_article_that_another_system_withdrew_is_canceled() {
    for (key, value) in [
        ("status", json!("killed")),
        ("Status", json!("Withdrawn")),
        ("state", json!("spiked")),
        ("workflow_state", json!("retracted")),
        ("pubStatus", json!("stat:canceled")),
        ("kill", json!(true)),
        ("is_killed", json!("yes")),
        ("retracted", json!(1)),
        ("deleted_at", json!("2024-05-07T06:30:00Z")),
        ("action", json!("delete")),
        ("event", json!("article.deleted")),
    ] {
        assert_eq!(status(key, &value).as_deref(), Some("canceled"), "{key}: {value}");
    }
}

#[test]
fn one_that_another_system_holds_back_is_withheld() {
    for (key, value) in [
        ("status", json!("draft")),
        ("publish_state", json!("EMBARGO:embargoed")),
        ("flags", json!(["embargoed"])),
        ("isDraft", json!(true)),
        ("is_published", json!([{"value": false}])),
        ("statut", json!("brouillon")),
        ("workflow", json!({"name": "In review"})),
        ("state", json!("withheld")),
    ] {
        assert_eq!(status(key, &value).as_deref(), Some("withheld"), "{key}: {value}");
    }
}

#[test]
fn what_says_nothing_certain_sets_nothing() {
    for (key, value) in [
        ("status", json!("ok")),
        ("status", json!(200)),
        ("state", json!("Kansas")),
        ("killed", json!(12)),
        ("killed", json!(false)),
        ("deleted_at", Value::Null),
        ("deleted_at", json!("")),
        ("event", json!("article.updated")),
        ("event", json!("The mayor was killed")),
        ("topic", json!("killed")),
    ] {
        assert_eq!(status(key, &value), None, "{key}: {value}");
    }
}

#[test]
fn the_own_field_comes_before_the_marks_of_others() {
    let input = json!({"id": "urn:x:1", "title": "Rain", "body": "Rain fell.", "pub_status": "usable", "status": "draft"});
    let article = read(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
    assert_eq!(article.pub_status.as_deref(), Some("usable"));
}
