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
    "reviewstate",
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
    "tombstone",
    "trashed",
    "withdrawn",
];
/// Keys of the time at which it was withdrawn.
const WITHDRAWN_AT: &[&str] = &[
    "canceledat",
    "cancelledat",
    "deletedat",
    "deletedon",
    "deletiondate",
    "killedat",
    "recalledat",
    "removedat",
    "retractedat",
    "retractiondate",
    "revokedat",
    "trashedat",
    "withdrawnat",
    "withdrawndate",
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
    "suppressed",
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
    "notificationtype",
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
    "additionalproperties",
    "admin",
    "administrativemetadata",
    "control",
    "editorial",
    "head",
    "header",
    "info",
    "lifecycle",
    "management",
    "meta",
    "metadata",
    "newsmanagement",
    "properties",
    "publication",
    "publishing",
    "publishinginfo",
    "publish",
    "release",
    "revision",
    "sys",
    "system",
    "workflow",
    "workflowmetadata",
];
/// How many of these may stand in each other.
const DEPTH: usize = 2;
/// Names of a word in an object that stands for a state.
const LABELS: &[&str] = &["code", "qcode", "name", "value", "key", "id", "label", "state", "status", "slug"];

/// Sets the status from a mark that withdraws the article, or else from one that holds it back. `at` shows where the fields
/// stand.
pub(super) fn read(fields: &Fields, at: &str, draft: &mut Draft<'_>) {
    if !may_be_stricter(draft) {
        return;
    }
    let mut found = Vec::new();
    let is_of_drupal = fields.keys().any(|key| key.starts_with("drupal_internal") || key == "langcode")
        || fields.contains_key("nid") && fields.contains_key("vid");
    for (key, value) in fields {
        let folded = fold(key);
        let pointer = below(at, key);
        look(&folded, value, is_of_drupal, &pointer, &mut found, draft);
        look_around(&folded, value, &pointer, DEPTH, &mut found, draft);
    }
    if is_unpublished(fields) || is_id_of_a_draft(&draft.article.id) {
        found.push((at.to_owned(), "withheld"));
    }
    let withdrawn = found.iter().position(|(_, status)| *status == "canceled");
    if let Some((pointer, status)) = found.into_iter().nth(withdrawn.unwrap_or(0)) {
        draft.hold_back(status, pointer);
    }
}

/// True where a mark may still change the status: of several states the strictest counts. What the contract's own field says
/// stands.
fn may_be_stricter(draft: &Draft<'_>) -> bool {
    let is_own = draft.used.iter().any(|used| used.field == Field::PubStatus && used.from == "/pub_status");
    !is_own && matches!(draft.article.pub_status.as_deref(), None | Some("usable"))
}

/// Looks into an object in which systems keep the state of the article, and into such an object inside it.
fn look_around(
    folded: &str,
    value: &Value,
    at: &str,
    depth: usize,
    found: &mut Vec<(String, &'static str)>,
    draft: &mut Draft<'_>,
) {
    let Value::Object(inner) = value else { return };
    if depth == 0 || !AROUND.contains(&folded) {
        return;
    }
    for (key, value) in inner {
        let (folded, pointer) = (fold(key), below(at, key));
        look(&folded, value, false, &pointer, found, draft);
        look_around(&folded, value, &pointer, depth - 1, found, draft);
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
    // An object tells when and why.
    let is_told = |value: &Value| value.as_object().is_some_and(|fields| fields.values().any(says_something));
    if is_one_of(WITHDRAWN) && (is_true(value) || key == "retraction" && is_told(value)) {
        return Some("canceled");
    }
    if is_one_of(WITHDRAWN_AT) {
        return is_some_day(value).then_some("canceled");
    }
    if key == "archivedat" && is_some_day(value) {
        return Some("withheld");
    }
    if is_one_of(HELD) && is_true(value) {
        return Some("withheld");
    }
    // In Drupal the status says by itself whether a node is published.
    if is_one_of(RELEASED) && is_false(key, value)
        || key == "status"
            && is_of_drupal
            && (value == &Value::Bool(false) || value.as_str() == Some("0") || value.as_i64() == Some(0))
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
    // The topic of an event is a path; that of an article is a word.
    let is_path = |text: &str| !text.contains(' ') && words(text).len() > 1;
    let is_action =
        is_one_of(ACTIONS) || ["topic", "kind"].contains(&key) && value.as_str().is_some_and(is_path);
    (is_action && withdraws(value.as_str()?)).then_some("canceled")
}

/// True for a time that is not the zero of a program, which is written where nothing has happened.
fn is_some_day(value: &Value) -> bool {
    value.is_string() && says_something(value) || value.as_f64().is_some_and(|time| time > 0.0)
}

/// Words behind an action on the article: `unpublish-story`.
const ARTICLES: [&str; 9] =
    ["article", "content", "document", "entry", "item", "news", "page", "post", "story"];
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
    words.pop_if(|word| ARTICLES.contains(&word.as_str()));
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
        Value::Object(fields) => LABELS.iter().find_map(|&label| {
            let found = fields.iter().find(|(key, _)| fold(key) == label);
            found.and_then(|(_, value)| value.as_str())
        }),
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
/// of Sanity's drafts or releases, an entry of Contentful without a published version, an unpublished article of Joomla.
fn is_unpublished(fields: &Fields) -> bool {
    let at = |name: &str| fields.iter().find(|(key, _)| fold(key) == name).map(|(_, value)| value);
    let is_time = |name: &str| at(name).is_some_and(|value| !is_blank(value));
    let is_empty = |name: &str| at(name) == Some(&Value::Null);
    let is_new = is_empty("publishedat")
        && is_time("createdat")
        && (is_time("updatedat") || is_empty("firstpublishedat"));
    let is_draft = fields.get("_id").and_then(Value::as_str).is_some_and(is_id_of_a_draft);
    let is_of_joomla = ["introtext", "catid", "publish_up"].iter().any(|&key| fields.contains_key(key));
    let state = at("state").and_then(|state| state.as_i64().or_else(|| state.as_str()?.parse().ok()));
    is_new || is_draft || is_draft_of_contentful(fields) || is_of_joomla && matches!(state, Some(0 | 2 | -2))
}

/// True for the id of a draft of Sanity's, or of a version in a release that is not published.
fn is_id_of_a_draft(id: &str) -> bool {
    id.starts_with("drafts.") || id.starts_with("versions.")
}

/// True for an entry of Contentful's management interface that was never published.
fn is_draft_of_contentful(fields: &Fields) -> bool {
    let Some(sys) = fields.get("sys").and_then(Value::as_object) else { return false };
    let is_never = sys.get("publishedCounter").and_then(Value::as_u64) == Some(0);
    is_never && !sys.contains_key("publishedVersion") && !sys.contains_key("publishedAt")
}

fn is_true(value: &Value) -> bool {
    let yes = |text: &str| {
        ["true", "yes", "y", "1", "on"].iter().any(|word| text.trim().eq_ignore_ascii_case(word))
    };
    match value {
        Value::Bool(is) => *is,
        Value::Number(number) => number.as_f64() == Some(1.0),
        Value::String(text) => yes(text),
        _ => false,
    }
}

/// True for what denies.
fn is_false(key: &str, value: &Value) -> bool {
    match value {
        Value::Bool(is) => !is,
        Value::Number(number) => {
            (key.starts_with("is") || key == "published") && number.as_f64() == Some(0.0)
        }
        Value::String(text) => ["false", "no", "n"].iter().any(|word| text.trim().eq_ignore_ascii_case(word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
