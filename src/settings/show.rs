//! Settings as a person may see them: TOML, each value with its origin, secrets hidden.

use std::fmt::Write;

use super::layers::Loaded;
use super::value::value;

/// The first column of the origins.
const ORIGIN_COLUMN: usize = 44;

/// All settings as TOML.
pub fn show(loaded: &Loaded) -> String {
    let mut text = String::new();
    let mut current = "";
    for set in &loaded.values {
        let (section, name) = set.key.rsplit_once('.').unwrap_or(("", &set.key));
        if section != current {
            let gap = if text.is_empty() { "" } else { "\n" };
            writeln!(text, "{gap}[{section}]").expect("writing to a string does not fail");
            current = section;
        }
        let line = format!("{name} = {}", value(set));
        writeln!(text, "{line:<ORIGIN_COLUMN$} # {}", set.origin).expect("writing to a string does not fail");
    }
    text
}
