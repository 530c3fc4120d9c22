//! What stands in files of its own: secrets, as orchestrators mount them, and the newsroom's rules.

use std::path::Path;

use toml::Value;

use super::error::Problem;
use super::layers::{self, Set};
use super::work::Enrich;
use crate::enrich::tags::Rules;

/// Each key that can come from a file, and the key that names the file.
const PAIRS: &[(&str, &str)] = &[
    ("broker.uri", "broker.uri_file"),
    ("broker.username", "broker.username_file"),
    ("broker.password", "broker.password_file"),
    ("broker.tls.pkcs12_password", "broker.tls.pkcs12_password_file"),
];

/// Replaces values by what their files hold. The file wins over a value of its own layer or a lower one.
pub(super) fn read_secrets(values: &mut [Set], problems: &mut Vec<Problem>) {
    for (key, file_key) in PAIRS {
        let Some(file) = values.iter().find(|set| set.key == *file_key).cloned() else { continue };
        let Some(path) = file.value.as_str().filter(|path| !path.is_empty()) else { continue };
        let Some(target) = values.iter_mut().find(|set| set.key == *key) else { continue };
        if target.origin.layer() > file.origin.layer() {
            continue;
        }
        match std::fs::read_to_string(Path::new(path)) {
            // Editors and `echo` end files with a line break that is not part of the secret.
            Ok(text) => {
                target.value = Value::String(text.trim_end_matches(['\n', '\r']).to_owned());
                target.origin = file.origin;
            }
            Err(error) => problems.push(layers::problem(&file, format!("the file cannot be read: {error}"))),
        }
    }
}

/// Reads the newsroom's own tags.
pub(super) fn read_rules(enrich: &mut Enrich) -> Result<(), String> {
    let Some(path) = &enrich.rules_file else { return Ok(()) };
    let text = std::fs::read_to_string(path).map_err(|error| format!("the file cannot be read: {error}"))?;
    enrich.rules = Rules::parse(&text).map_err(|error| error.to_string())?;
    Ok(())
}
