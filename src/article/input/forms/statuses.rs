//! Marks by which other systems withdraw an article or hold it back, where the form's own field for the status has none.
//!
//! An article that was killed must not pass as usable because its system has another name for that. Only words that are
//! certain count; all others, and the fields themselves, come back unchanged.

use serde_json::Value;

use super::times::is_named;
use crate::article::input::draft::Draft;
use crate::article::input::fields::{Field, is_blank};
use crate::article::input::pointer::Fields;

/// Keys of a state, in lower case without `_` and `-`.
const STATES: &[&str] = &[
    "articlestate",
    "articlestatus",
    "editorialstatus",
    "itemstatus",
    "lifecyclestate",
    "lifecyclestatus",
    "publicationstate",
    "publicationstatus",
    "publishingstatus",
    "publishstate",
    "publishstatus",
    "pubstate",
    "pubstatus",
    "state",
    "status",
    "storystatus",
    "workflowstate",
    "workflowstatus",
];
/// Keys that say by `true` that the article is withdrawn.
const WITHDRAWN: &[&str] = &[
    "deleted",
    "isdeleted",
    "iskilled",
    "isrecalled",
    "isretracted",
    "iswithdrawn",
    "kill",
    "killed",
    "recalled",
    "retracted",
    "withdrawn",
];
/// Keys of the time at which it was withdrawn.
const WITHDRAWN_AT: &[&str] = &["deletedat", "killedat", "recalledat", "retractedat", "withdrawnat"];
/// Keys of what the message does to the article.
const ACTIONS: &[&str] = &["action", "event", "eventtype", "operation"];

/// Words of a state for an article that must not be published any more.
const CANCELED: &[&str] =
    &["canceled", "cancelled", "deleted", "killed", "recalled", "retracted", "spiked", "withdrawn"];
/// Words of a state for one that must not be published yet.
const WITHHELD: &[&str] = &["draft", "embargoed", "withheld"];
/// Words for an action that withdraws it.
const WITHDRAWS: &[&str] = &["delete", "kill", "recall", "retract", "spike", "withdraw"];

/// Sets the status from a mark that withdraws the article, or else from one that holds it back.
pub(super) fn read(fields: &Fields, draft: &mut Draft<'_>) {
    let marks = || fields.iter().filter_map(|(key, value)| Some((key, status(key, value)?)));
    let withdrawn = marks().find(|(_, status)| *status == "canceled");
    if let Some((key, status)) = withdrawn.or_else(|| marks().next())
        && !draft.has(Field::PubStatus)
    {
        let key = key.clone();
        draft.set(Field::PubStatus, status, format!("/{key}"));
    }
}

/// The status that a field means; `None` where that is not certain.
fn status(key: &str, value: &Value) -> Option<&'static str> {
    let is_one_of = |names: &[&str]| names.iter().any(|name| is_named(key, name));
    if is_one_of(WITHDRAWN) {
        return says_yes(value).then_some("canceled");
    }
    if is_one_of(WITHDRAWN_AT) {
        let is_time = value.is_string() && !is_blank(value) || value.as_f64().is_some_and(|time| time > 0.0);
        return is_time.then_some("canceled");
    }
    let text = value.as_str()?.trim().to_ascii_lowercase();
    let word = text.rsplit([':', '/', '.']).next()?;
    if is_one_of(STATES) {
        return if CANCELED.contains(&word) {
            Some("canceled")
        } else {
            WITHHELD.contains(&word).then_some("withheld")
        };
    }
    let withdraws = CANCELED.contains(&word) || WITHDRAWS.contains(&word);
    (is_one_of(ACTIONS) && withdraws).then_some("canceled")
}

fn says_yes(value: &Value) -> bool {
    let yes = |text: &str| ["true", "yes", "1"].iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    match value {
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() == Some(1.0),
        Value::String(text) => yes(text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
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
}
