//! Articles for the tests, invented.

use serde_json::{Value, json};

/// About Kenya, in plain words.
pub(crate) const FLOOD: &str = "Heavy rain flooded parts of Nairobi on Monday, and the government of Kenya said that \
    120 people had left their homes. Kenya has asked its neighbours for help, and schools in Nairobi stay closed.";

/// About Peru, in plain words.
pub(crate) const HARVEST: &str = "Farmers in Peru brought in 4,200 tons of potatoes this autumn, the ministry of \
    agriculture of Peru said in Lima on Friday. Peru expects to sell half of the harvest abroad.";

/// The flood as an article in JSON.
pub(crate) fn flood(id: &str) -> Value {
    json!({
        "id": id,
        "title": "Heavy rain floods Nairobi",
        "body": FLOOD,
        "published_at": "2026-03-02T08:15:00Z",
        "hashtags": ["Kenya"],
    })
}

/// The harvest as an article in JSON.
pub(crate) fn harvest(id: &str) -> Value {
    json!({ "id": id, "body": HARVEST, "published_at": "2026-05-08T10:00:00Z" })
}

/// A German article: only outlets bound to `article.de.#` get it.
pub(crate) fn hochwasser(id: &str) -> Value {
    let body = "Nach dem Hochwasser an der Elbe haben die Behörden in Dresden die Brücken gesperrt, und die Feuerwehr \
                hat mehrere Straßen geräumt. Verletzt wurde niemand.";
    json!({ "id": id, "title": "Hochwasser in Sachsen", "body": body, "language": "de" })
}
