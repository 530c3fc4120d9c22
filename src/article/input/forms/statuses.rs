//! Marks by which other systems withdraw an article or hold it back, where the form's own field for the status has none.
//!
//! An article that was killed must not pass as usable because its system has another name for that. Only words that are
//! certain count; all others, and the fields themselves, come back unchanged.

use serde_json::Value;

use super::general_keys::is_about_another;
use crate::article::input::draft::{Draft, below};
use crate::article::input::fields::{Field, is_blank, says_something};
use crate::article::input::keys::{fold, words};
use crate::article::input::pointer::Fields;
use crate::article::input::status;

/// Keys of a state, without case and marks.
const STATES: &[&str] = &[
    "articlestate",
    "articlestatus",
    "availability",
    "estado",
    "itemstatus",
    "lifecycle",
    "lifecyclestate",
    "lifecyclestatus",
    "poststatus",
    "situacao",
    "moderationstate",
    "stage",
    "state",
    "stato",
    "status",
    "statut",
    "storystate",
    "storystatus",
    "visibility",
    "workflow",
    "workflowstate",
    "workflowstatus",
    "workflowstep",
    "zustand",
    "состояние",
    "статус",
    "حالة",
    "状态",
    "狀態",
    "状態",
    "상태",
];
/// Keys of a state that can be of nothing else than the publication: a word under them that is not known is told.
const PUBLICATION_STATES: &[&str] = &[
    "contentstatus",
    "editorialstate",
    "editorialstatus",
    "embargostatus",
    "publicationstate",
    "publicationstatus",
    "publishingstate",
    "publishingstatus",
    "publishstate",
    "publishstatus",
    "pubstate",
    "pubstatus",
];
/// Keys of marks in a list.
const FLAGS: &[&str] = &["flags", "markers", "marks", "publishingflags", "restrictions", "statuses"];
/// Keys that say by `true` that the article is withdrawn.
const WITHDRAWN: &[&str] = &[
    "cancelled",
    "canceled",
    "deleted",
    "iscancelled",
    "iscanceled",
    "isdeleted",
    "iskilled",
    "isrecalled",
    "isremoved",
    "isretracted",
    "isspiked",
    "istrashed",
    "iswithdrawn",
    "kill",
    "killed",
    "mandatorykill",
    "recalled",
    "removed",
    "retracted",
    "retraction",
    "revoked",
    "spiked",
    "takedown",
    "trashed",
    "withdrawn",
];
/// Keys of the time at which it was withdrawn.
const WITHDRAWN_AT: &[&str] = &[
    "canceledat",
    "cancelledat",
    "deletedat",
    "deletedon",
    "killedat",
    "recalledat",
    "removedat",
    "retractedat",
    "revokedat",
    "trashedat",
    "withdrawnat",
];
/// Keys that say by `true` that it is held back.
const HELD: &[&str] = &[
    "donotpublish",
    "donotuse",
    "draft",
    "gesperrt",
    "hasembargo",
    "hidden",
    "hold",
    "isarchived",
    "isdraft",
    "ishidden",
    "isembargoed",
    "isheld",
    "isonhold",
    "isprivate",
    "isunpublished",
    "notforpublication",
    "onhold",
    "underembargo",
    "unpublished",
    "withheld",
];
/// Keys that say by `false` that it is held back.
const RELEASED: &[&str] = &[
    "enabled",
    "isenabled",
    "ispublic",
    "ispublishable",
    "ispublished",
    "isreleased",
    "isusable",
    "publicado",
    "publié",
    "publishable",
    "published",
    "usable",
    "veröffentlicht",
];
/// Keys of what the message does to the article.
const ACTIONS: &[&str] = &[
    "action",
    "activity",
    "changetype",
    "command",
    "event",
    "eventname",
    "eventtype",
    "instruction",
    "operation",
    "signal",
    "trigger",
    "triggertype",
    "verb",
    "webhookevent",
];
/// Words for an action that withdraws it, besides those of a state.
const WITHDRAWS: &[&str] = &["destroy", "destroyed", "remove", "unpublish", "unpublished", "withdrawal"];
/// Objects in which systems keep the state of the article that they stand in.
const AROUND: &[&str] = &[
    "admin",
    "control",
    "editorial",
    "head",
    "header",
    "info",
    "lifecycle",
    "meta",
    "metadata",
    "properties",
    "publication",
    "publishing",
    "publishinginfo",
    "publish",
    "release",
    "sys",
    "system",
    "workflow",
];
/// Names of a word in an object that stands for a state.
const LABELS: &[&str] = &["code", "qcode", "name", "value", "key", "id", "label", "state", "status", "slug"];

/// Sets the status from a mark that withdraws the article, or else from one that holds it back. `at` shows where the fields
/// stand.
pub(super) fn read(fields: &Fields, at: &str, draft: &mut Draft<'_>) {
    if draft.has(Field::PubStatus) {
        return;
    }
    let mut found = Vec::new();
    let is_of_drupal = fields.keys().any(|key| key.starts_with("drupal_internal") || key == "langcode");
    for (key, value) in fields {
        let folded = fold(key);
        let pointer = below(at, key);
        look(&folded, value, is_of_drupal, &pointer, &mut found, draft);
        if AROUND.contains(&folded.as_str())
            && let Value::Object(inner) = value
        {
            for (key, value) in inner {
                look(&fold(key), value, false, &below(&pointer, key), &mut found, draft);
            }
        }
    }
    if is_unpublished(fields) {
        found.push((at.to_owned(), "withheld"));
    }
    let withdrawn = found.iter().position(|(_, status)| *status == "canceled");
    if let Some((pointer, status)) = found.into_iter().nth(withdrawn.unwrap_or(0)) {
        draft.set(Field::PubStatus, status, pointer);
    }
}

/// Notes what a field says of the state of the article; a word that is not known is told where the field is of nothing else.
fn look(
    key: &str,
    value: &Value,
    is_of_drupal: bool,
    pointer: &str,
    found: &mut Vec<(String, &'static str)>,
    draft: &mut Draft<'_>,
) {
    if is_blank(value) {
        return;
    }
    match status(key, value, is_of_drupal) {
        Some(status) => found.push((pointer.to_owned(), status)),
        None if PUBLICATION_STATES.contains(&key) && says_something(value) => {
            let is_known = word_of(value).is_some_and(|word| status::of(word).is_some());
            let is_word = value.is_string() && !is_known;
            if is_word {
                draft.note_unreadable(Field::PubStatus, value, pointer.to_owned());
            }
        }
        None => {}
    }
}

/// The status that a field means; `None` where that is not certain.
fn status(key: &str, value: &Value, is_of_drupal: bool) -> Option<&'static str> {
    let (listed, value) = (value, plain(value));
    let is_one_of = |names: &[&str]| names.contains(&key);
    if is_one_of(WITHDRAWN) && is_true(value) {
        return Some("canceled");
    }
    if is_one_of(WITHDRAWN_AT) {
        let is_time = value.is_string() && !is_blank(value) || value.as_f64().is_some_and(|time| time > 0.0);
        return is_time.then_some("canceled");
    }
    if key == "archivedat" && !is_blank(value) {
        return Some("withheld");
    }
    if is_one_of(HELD) && is_true(value) {
        return Some("withheld");
    }
    // In Drupal the status says by itself whether a node is published.
    if is_one_of(RELEASED) && is_false(key, value)
        || key == "status" && is_of_drupal && value == &Value::Bool(false)
    {
        return Some("withheld");
    }
    if is_one_of(STATES) || is_one_of(PUBLICATION_STATES) {
        return word_of(value).and_then(status::of).filter(|status| *status != "usable");
    }
    if is_one_of(FLAGS) {
        let words = listed.as_array()?.iter().filter_map(word_of).filter_map(status::of);
        let states: Vec<&str> = words.collect();
        return ["canceled", "withheld"].into_iter().find(|state| states.contains(state));
    }
    (is_one_of(ACTIONS) && withdraws(value.as_str()?)).then_some("canceled")
}

/// Words before an action that is on something else than the article.
const OF_ANOTHER: &[&str] = &[
    "asset",
    "attachment",
    "block",
    "draft",
    "file",
    "folder",
    "lock",
    "profile",
    "schedule",
    "subscription",
    "user",
    "version",
];

/// True if the name of an event says that the article is withdrawn: `delete`, `article.deleted`, `MANDATORY KILL`.
pub(in crate::article::input) fn withdraws(event: &str) -> bool {
    let mut words = words(event.trim());
    // `article.deleted.v1`.
    let is_version = |word: &mut String| {
        word.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
    };
    words.pop_if(is_version);
    let Some((last, before)) = words.split_last() else { return false };
    let is_sentence = event.trim().contains(' ') && words.len() > 2;
    let is_of_another =
        before.iter().any(|word| OF_ANOTHER.contains(&word.as_str()) || is_about_another(word));
    let is_withdrawal = WITHDRAWS.contains(&last.as_str()) || status::of(last) == Some("canceled");
    is_withdrawal && !is_sentence && !is_of_another
}

/// The word of a state: a text, or that of an object that stands for one.
fn word_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(fields) => LABELS.iter().find_map(|&key| fields.get(key)?.as_str()),
        Value::Array(values) => values.first().filter(|_| values.len() == 1).and_then(word_of),
        _ => None,
    }
}

/// A value without the list and the object that Drupal writes around it.
fn plain(value: &Value) -> &Value {
    match value {
        Value::Array(values) if values.len() == 1 => plain(&values[0]),
        Value::Object(fields) => fields.get("value").filter(|value| value.is_boolean()).unwrap_or(value),
        _ => value,
    }
}

/// True for an article that its system does not show yet: a time of publication that is empty beside those of its making, a row
/// of Sanity's drafts, an unpublished article of Joomla.
fn is_unpublished(fields: &Fields) -> bool {
    let at = |name: &str| fields.iter().find(|(key, _)| fold(key) == name).map(|(_, value)| value);
    let is_time = |name: &str| at(name).is_some_and(|value| !is_blank(value));
    let is_empty = |name: &str| at(name) == Some(&Value::Null);
    let is_new = is_empty("publishedat")
        && is_time("createdat")
        && (is_time("updatedat") || is_empty("firstpublishedat"));
    let is_draft = fields.get("_id").and_then(Value::as_str).is_some_and(|id| id.starts_with("drafts."));
    let is_of_joomla = ["introtext", "catid", "publish_up"].iter().any(|&key| fields.contains_key(key));
    let state = at("state").and_then(|state| state.as_i64().or_else(|| state.as_str()?.parse().ok()));
    is_new || is_draft || is_of_joomla && matches!(state, Some(0 | 2 | -2))
}

fn is_true(value: &Value) -> bool {
    let yes =
        |text: &str| ["true", "yes", "1", "on"].iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    match value {
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() == Some(1.0),
        Value::String(text) => yes(text),
        _ => false,
    }
}

/// True for what denies; `published: 0` may be a time.
fn is_false(key: &str, value: &Value) -> bool {
    match value {
        Value::Bool(is) => !is,
        Value::Number(number) => key.starts_with("is") && number.as_f64() == Some(0.0),
        Value::String(text) => ["false", "no"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
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
}
