//! A post as WordPress's REST interface gives it.

use serde_json::Value;

use super::{Form, none};
use crate::article::input::draft::Draft;
use crate::article::input::fields::Field;
use crate::article::input::id;
use crate::article::input::pointer::{self, Fields};

pub(super) const FORM: Form = Form {
    name: "wordpress",
    why: "`title.rendered` and `content.rendered` stand in no other form",
    is: |fields| has_object(fields, "content") || has_object(fields, "title"),
    first,
    bodies: none,
    table: &[
        (Field::Id, &["/guid/rendered", "/guid/raw", "/guid", "/id"]),
        (Field::Title, &["/title/rendered", "/title/raw"]),
        (Field::Body, &["/content/rendered", "/content/raw", "/excerpt/rendered"]),
        (Field::PublishedAt, &["/date_gmt", "/date"]),
        (Field::UpdatedAt, &["/modified_gmt", "/modified"]),
        (Field::PubStatus, &["/status"]),
        (Field::Type, &["/type"]),
        (Field::Language, &["/lang", "/language", "/locale"]),
        (Field::Source, &["/yoast_head_json/og_site_name", "/source"]),
        (Field::Url, &["/link", "/url"]),
        (Field::Author, &["/_embedded/author/0/name", "/yoast_head_json/author", "/author_name"]),
        (Field::Keywords, &["/tag_names", "/keywords"]),
    ],
    html: &["/title/rendered", "/content/rendered", "/content/raw", "/excerpt/rendered"],
};

/// True if a key holds the object that WordPress makes of a text.
fn has_object(fields: &Fields, key: &str) -> bool {
    fields
        .get(key)
        .is_some_and(|value| value.get("rendered").or_else(|| value.get("raw")).is_some_and(Value::is_string))
}

/// True if the `guid` names the machine that the site was made on (`http://localhost/?p=1`), as many sites' do.
fn is_of_a_machine(fields: &Fields) -> bool {
    let rendered = ["/guid/rendered", "/guid/raw", "/guid"];
    let guid = rendered.iter().find_map(|at| pointer::get(fields, at)?.as_str());
    guid.and_then(id::host).is_some_and(|host| {
        let name = host.split(':').next().unwrap_or_default();
        name == "localhost"
            || name.to_ascii_lowercase().strip_suffix(".local").is_some()
            || name.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })
}

/// The names of tags stand with what is embedded.
fn first(fields: &mut Fields, draft: &mut Draft<'_>) {
    if let Some(id) = fields.get("id").filter(|_| is_of_a_machine(fields)).cloned()
        && draft.set(Field::Id, id, "/id")
    {
        fields.shift_remove("id");
    }
    let terms = fields.get("_embedded").and_then(|embedded| embedded.get("wp:term")?.as_array());
    let terms = terms.into_iter().flatten().filter_map(Value::as_array).flatten();
    let names: Vec<Value> =
        terms.filter_map(|term| term.get("name").filter(|name| name.is_string()).cloned()).collect();
    draft.set(Field::Keywords, names, "/_embedded/wp:term");
}
