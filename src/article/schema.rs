//! The JSON Schema of the enriched article, made from its types.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::EnrichedArticle;
use super::enriched::SCHEMA;

/// The schema (draft 2020-12). `v1` only gains fields, hence it does not forbid further ones.
pub fn enriched() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<EnrichedArticle>();
    schema.insert("$id".into(), format!("https://dateline.invalid/schema/{SCHEMA}").into());
    schema.insert("title".into(), "Enriched article".into());
    let mut value = schema.to_value();
    value["properties"]["schema"]["const"] = SCHEMA.into();
    value
}

/// The schema as it is printed and committed: `docs/enriched-article.schema.json`.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&enriched()).expect("a schema is plain data");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_schema_is_that_of_the_types() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/enriched-article.schema.json");
        if std::env::var_os("DATELINE_UPDATE_GOLDEN").is_some() {
            std::fs::write(path, super::text()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap();
        assert!(committed == super::text(), "run: dateline schema > docs/enriched-article.schema.json");
    }
}
