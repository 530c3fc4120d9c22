//! Changes of a row as Hasura's events and Supabase's webhooks tell them, and calls of JSON-RPC.

use serde_json::Value;

use super::{Contents, Envelope, List, has_object, take};
use crate::article::input::pointer::Fields;

/// An event of Hasura: the row before and after under `event.data`.
pub(super) const HASURA: Envelope = Envelope {
    name: "hasura",
    why: "`event` with `op` and the row before and after stands in no other form",
    is: |fields| {
        let event = fields.get("event");
        let data = event.and_then(|event| event.get("data")?.as_object());
        let has_op = event.is_some_and(|event| event.get("op").is_some_and(Value::is_string));
        has_op && data.is_some_and(|data| data.contains_key("new") || data.contains_key("old"))
    },
    open: |mut fields| {
        let mut event = take(&mut fields, "event");
        let mut row = |key: &str| event["data"].get_mut(key).map(Value::take).unwrap_or_default();
        let (new, old) = (row("new"), row("old"));
        row_of(new, old)
    },
};

/// A webhook of Supabase: the row before and after beside the name of the table.
pub(super) const SUPABASE: Envelope = Envelope {
    name: "supabase",
    why: "`record` and `old_record` beside a `table` stand in no other form",
    is: |fields| {
        let has_row = has_object(fields, "record") || has_object(fields, "old_record");
        has_row && fields.contains_key("old_record") && fields.get("table").is_some_and(Value::is_string)
    },
    open: |mut fields| {
        let (new, old) = (take(&mut fields, "record"), take(&mut fields, "old_record"));
        row_of(new, old)
    },
};

/// A change of a row as Maxwell and Canal tell it: the row under `data`, what happened under `type`.
pub(super) const BINLOG: Envelope = Envelope {
    name: "binlog",
    why: "`data` beside `database`, `table` and the `type` of the change stands in no other form",
    is: |fields| {
        let is_text = |key: &str| fields.get(key).is_some_and(Value::is_string);
        let rows = fields.get("data");
        let has_rows = rows.is_some_and(|rows| {
            rows.is_object() || rows.as_array().is_some_and(|rows| rows.iter().all(Value::is_object))
        });
        has_rows && is_text("database") && is_text("table") && is_text("type")
    },
    open: |mut fields| {
        let is_deleted = fields
            .get("type")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("delete"));
        let row = |row: Value| match row {
            Value::Object(mut row) if is_deleted => {
                row.insert("pub_status".into(), "canceled".into());
                Value::Object(row)
            }
            row => row,
        };
        match take(&mut fields, "data") {
            Value::Array(rows) => Contents::List(List {
                values: rows.into_iter().map(row).collect(),
                pointer: "/data",
                defaults: Vec::new(),
                head: fields,
            }),
            one => Contents::One(row(one)),
        }
    },
};

/// The row after the change. A row that was deleted is a kill of the one before.
fn row_of(new: Value, old: Value) -> Contents {
    match (new, old) {
        (new @ Value::Object(_), _) => Contents::One(new),
        (_, Value::Object(mut old)) => {
            old.insert("pub_status".into(), "canceled".into());
            Contents::One(Value::Object(old))
        }
        _ => Contents::Nothing("the change holds no row"),
    }
}

/// A call of JSON-RPC, whose `id` is that of the call.
pub(super) const JSON_RPC: Envelope = Envelope {
    name: "json-rpc",
    why: "`jsonrpc` beside `params` stands in no other form",
    is: |fields| {
        fields.contains_key("jsonrpc") && fields.get("params").is_some_and(|params| one(params).is_some())
    },
    open: |mut fields| {
        let params = take(&mut fields, "params");
        one(&params).cloned().map_or(Contents::Nothing("the call has no object"), Contents::One)
    },
};

/// The one object of a call's parameters.
fn one(params: &Value) -> Option<&Value> {
    match params {
        Value::Array(values) => values.first().filter(|value| values.len() == 1 && value.is_object()),
        Value::Object(fields) if fields.len() == 1 => {
            fields.values().next().filter(|value| value.is_object()).or(Some(params))
        }
        Value::Object(_) => Some(params),
        _ => None,
    }
}

/// The table that a change names.
pub(in crate::article::input) fn table(fields: &Fields) -> Option<String> {
    match fields.get("table")? {
        Value::String(name) => Some(name.clone()),
        Value::Object(table) => {
            let part = |key: &str| table.get(key).and_then(Value::as_str);
            Some([part("schema")?, part("name")?].join("."))
        }
        _ => None,
    }
    .filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::article::input::{Hints, Rules, read_closely};

    #[test]
    fn the_row_after_a_change_is_the_article() {
        let row = json!({"id": 7, "title": "Ferry", "body": "Ferries sailed again."});
        let before = json!({"id": 7, "title": "Ferry", "body": "Ferries stay."});
        let table = json!({"schema": "public", "name": "articles"});
        for (message, id, status, body) in [
            (
                json!({"table": table, "event": {"op": "UPDATE", "data": {"old": before, "new": row}}}),
                "public.articles/7",
                None,
                "Ferries sailed again.",
            ),
            (
                json!({"table": table, "event": {"op": "DELETE", "data": {"old": row, "new": null}}}),
                "public.articles/7",
                Some("canceled"),
                "Ferries sailed again.",
            ),
            (
                json!({"type": "UPDATE", "table": "articles", "record": row, "old_record": before}),
                "articles/7",
                None,
                "Ferries sailed again.",
            ),
            (
                json!({"type": "DELETE", "table": "articles", "record": null, "old_record": before}),
                "articles/7",
                Some("canceled"),
                "Ferries stay.",
            ),
            (
                json!({"jsonrpc": "2.0", "id": 99, "method": "enrich", "params": {"article": {"id": "a-7", "title": "Ferry", "body": "Ferries stay."}}}),
                "a-7",
                None,
                "Ferries stay.",
            ),
        ] {
            let article = read_closely(message.to_string().as_bytes(), &Hints::default(), &Rules::default())
                .unwrap()
                .article;
            assert_eq!(
                (article.id.as_str(), article.pub_status.as_deref(), article.body.as_str()),
                (id, status, body),
                "{message}"
            );
        }
    }
}
