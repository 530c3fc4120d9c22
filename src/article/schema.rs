//! The JSON Schema of the enriched article, made from its types.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::enriched::SCHEMA;
use super::{EnrichedArticle, ninjs};

/// The schema (draft 2020-12). `v1` only gains fields, hence it does not forbid further ones.
pub fn enriched() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<EnrichedArticle>();
    schema.insert("$id".into(), id().into());
    schema.insert("title".into(), "Enriched article".into());
    let mut value = schema.to_value();
    value["properties"]["schema"]["const"] = SCHEMA.into();
    value
}

/// The schema of the ninjs output: IPTC's 3.1 and the field `dateline`. It refers to IPTC's schema and to
/// [`enriched`] by their ids.
pub fn ninjs() -> Value {
    let part = |name: &str| format!("{}#/$defs/{name}", id());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ninjs::SCHEMA_ID,
        "title": "Enriched article as ninjs 3.1",
        "description": "IPTC's news in JSON 3.1 with one field more: what ninjs has no field for.",
        "type": "object",
        "allOf": [{"$ref": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#/$defs/ninjsType"}],
        "required": ["uri", ninjs::FIELD],
        "properties": {
            ninjs::FIELD: {
                "description": "Offsets into `title` and `body` count in the main headline and the main body.",
                "type": "object",
                "required": ["schema", "article", "enrichment"],
                "properties": {
                    "schema": {"const": SCHEMA},
                    "article": {
                        "description": "The article's fields besides title and body.",
                        "type": "object",
                        "required": ["id", "hashtags", "keywords"]
                    },
                    "enrichment": {"$ref": part("Enrichment")}
                }
            }
        },
        "unevaluatedProperties": false
    })
}

fn id() -> String {
    format!("https://dateline.invalid/schema/{SCHEMA}")
}

/// A schema as it is printed and committed in `docs/`.
pub fn text(schema: &Value) -> String {
    let mut text = serde_json::to_string_pretty(schema).expect("a schema is plain data");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jsonschema::Registry;
    use serde_json::{Value, json};

    use crate::article::OutputFormat;
    use crate::article::input::{Hints, Rules, read};
    use crate::article::serialise;
    use crate::enrich::{Enricher, Options, Scratch};

    fn outputs(format: OutputFormat) -> Vec<Value> {
        let enricher = Enricher::new(Options::default());
        let articles = [
            json!({"title": "Quake hits Lima, Peru", "body": "At least 12 people were killed in Lima, Mayor Ana Ruiz said.",
                "id": "urn:example:1", "version": 3, "author": "A. Writer", "source": "Example Press", "keywords": ["quake"],
                "hashtags": ["Peru"], "published_at": "2024-05-01 10:00", "pub_status": "usable",
                "subjects": [{"name": "disaster", "qcode": "x:1"}, {"relevance": 5}], "desk": {"a": 1}}),
            json!({"id": "no text at all", "pub_status": "canceled"}),
            json!({"body": "<p>Regen f\u{fc}hrte in Bern zu \u{dc}berschwemmungen, sagte die Polizei am Montag.</p>"}),
        ];
        let read =
            |value: &Value| read(value.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        let found = articles.iter().map(|value| enricher.enrich(read(value), &mut Scratch::default()));
        found.map(|article| serde_json::from_slice(&serialise::to_bytes(&article, format)).unwrap()).collect()
    }

    fn committed(name: &str) -> Value {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    fn assert_all_valid(validator: &jsonschema::Validator, outputs: &[Value]) {
        for output in outputs {
            let errors: Vec<_> = validator
                .iter_errors(output)
                .map(|error| format!("{} {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }

    #[test]
    fn the_committed_schemas_are_those_of_the_types() {
        for (name, schema) in [
            ("docs/enriched-article.schema.json", super::enriched()),
            ("docs/ninjs.schema.json", super::ninjs()),
        ] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            if std::env::var_os("DATELINE_UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, super::text(&schema)).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap();
            assert!(
                committed == super::text(&schema),
                "{name}: run DATELINE_UPDATE_GOLDEN=1 cargo test --lib schema"
            );
        }
    }

    #[test]
    fn outputs_follow_the_schema() {
        let validator = jsonschema::draft202012::new(&super::enriched()).unwrap();
        assert_all_valid(&validator, &outputs(OutputFormat::Dateline));
    }

    #[test]
    fn ninjs_outputs_follow_the_extended_schema() {
        let iptc = committed("tests/schemas/ninjs-schema_3.1.json");
        let geo = json!({"type": "object", "required": ["type", "coordinates"]});
        let registry = Registry::new()
            .add("http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json", iptc)
            .and_then(|registry| registry.add("https://geojson.org/schema/GeoJSON.json", geo))
            .and_then(|registry| registry.add(super::id(), super::enriched()))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .unwrap();
        let validator = jsonschema::options()
            .with_registry(&registry)
            .should_validate_formats(true)
            .build(&super::ninjs())
            .unwrap();
        let outputs = outputs(OutputFormat::Ninjs);
        assert_all_valid(&validator, &outputs);
        assert_eq!(outputs[0]["subjects"][0], json!({"name": "disaster"}));
        assert_eq!(outputs[0]["dateline"]["article"]["desk"], json!({"a": 1}));
        let mut unknown = outputs[0].clone();
        unknown["unknown"] = 1.into();
        assert!(!validator.is_valid(&unknown));
    }
}
