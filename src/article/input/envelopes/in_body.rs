//! An article as an object under `body`, beside a header of the system that sent it.

use serde_json::Value;

use super::{Contents, Envelope, take};
use crate::article::input::pointer::Fields;

pub(super) const ENVELOPE: Envelope = Envelope {
    name: "article-in-body",
    why: "`body` is an object with a title and a text, and nothing beside it identifies an article",
    is,
    open: |mut fields| Contents::One(take(&mut fields, "body")),
};

const TITLES: [&str; 2] = ["title", "headline"];
const TEXTS: [&str; 4] = ["text", "body", "content", "html"];
/// Fields that identify an article or say whether it may be published. They must not be lost with the envelope.
const OWN: [&str; 9] =
    ["id", "_id", "uri", "guid", "url", "pub_status", "pubstatus", "published_at", "embargoed_until"];

fn is(fields: &Fields) -> bool {
    let Some(Value::Object(inner)) = fields.get("body") else { return false };
    let has = |keys: &[&str]| keys.iter().any(|&key| inner.get(key).is_some_and(Value::is_string));
    let is_bare = !TITLES.iter().chain(&OWN).any(|&key| fields.contains_key(key));
    is_bare && has(&TITLES) && has(&TEXTS)
}
