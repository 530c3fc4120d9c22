//! Every output that a test sees is held to the JSON Schema that the program itself prints.

use std::sync::OnceLock;

use serde_json::Value;

use super::dateline;

/// Parses an enriched article and fails unless it follows the schema.
pub(crate) fn check(bytes: &[u8]) -> Value {
    static VALIDATOR: OnceLock<jsonschema::Validator> = OnceLock::new();
    let validator = VALIDATOR.get_or_init(|| {
        let output = dateline().arg("schema").output().expect("dateline runs");
        assert!(output.status.success(), "dateline schema: {}", String::from_utf8_lossy(&output.stderr));
        let schema = serde_json::from_slice(&output.stdout).expect("the schema is JSON");
        jsonschema::validator_for(&schema).expect("the schema is one")
    });
    let article = serde_json::from_slice(bytes).expect("an enriched article is JSON");
    let faults: Vec<String> = validator
        .iter_errors(&article)
        .map(|fault| format!("{} at {}", fault, fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "not as the schema says: {faults:#?}");
    article
}
