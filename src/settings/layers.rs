//! The layers: defaults < file < environment < flags. Each value remembers where it came from.

use std::fs::File;
use std::io::Read;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::{Table, Value};

use super::error::{Problem, SettingsError};
use super::sections::Settings;
use super::value::{Origin, Set, is_secret, problem};
use super::{check, files, keys};

/// Prefix of the environment variables that set something.
const PREFIX: &str = "DATELINE__";
/// The longest settings file, in bytes. Chosen: all settings with their comments take a hundredth of it.
const LONGEST_FILE: u64 = 1 << 20;

/// The layers above the defaults.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// A settings file.
    pub file: Option<PathBuf>,
    /// Environment variables; those that do not start with `DATELINE__` do not matter.
    pub environment: Vec<(String, String)>,
    /// Flags: the flag's name, the key it sets, the value.
    pub flags: Vec<(String, String, String)>,
}

/// Settings, and where each came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    settings: Settings,
    pub(super) values: Vec<Set>,
}

impl Deref for Loaded {
    type Target = Settings;

    fn deref(&self) -> &Settings {
        &self.settings
    }
}

impl Loaded {
    /// True if the value of a key was given, by a file, the environment or a flag, even if it is the default.
    pub fn is_given(&self, key: &str) -> bool {
        self.values.iter().any(|set| set.key == key && set.origin != Origin::Default)
    }
}

/// Merges the layers. All problems are reported, not only the first.
pub fn load(layers: &Layers) -> Result<Loaded, SettingsError> {
    let mut problems = Vec::new();
    let mut values: Vec<Set> = keys::known()
        .iter()
        .map(|entry| Set { key: entry.key.clone(), value: entry.value.clone(), origin: Origin::Default })
        .collect();
    let given = [from_file(layers, &mut problems), from_environment(layers), from_flags(layers)];
    for set in given.into_iter().flatten() {
        let known = values.iter_mut().find(|known| known.key == set.key);
        match known {
            None => problems.push(unknown(&set)),
            Some(known) => match alone(&set) {
                Ok(()) => *known = set,
                Err(words) => problems.push(problem(&set, words)),
            },
        }
    }
    problems.extend(layers.environment.iter().filter_map(|(name, _)| misspelt(name)));
    if problems.is_empty() {
        files::read_secrets(&mut values, &mut problems);
    }
    if !problems.is_empty() {
        return Err(SettingsError { problems });
    }
    // Each value fits alone, and no key's type depends on another's.
    let mut settings = build(&values).map_err(|words| {
        let (key, place) = ("settings".to_owned(), "all layers together".to_owned());
        SettingsError { problems: vec![Problem { key, value: None, place, words }] }
    })?;
    settings.enrich.options.default_language.clone_from(&settings.input.default_language);
    let unread = files::read_newsroom(&mut settings.enrich).err();
    let problems: Vec<_> = check::check(&settings)
        .into_iter()
        .chain(unread)
        .filter_map(|(key, words)| values.iter().find(|set| set.key == key).map(|set| problem(set, words)))
        .collect();
    if problems.is_empty() { Ok(Loaded { settings, values }) } else { Err(SettingsError { problems }) }
}

fn from_file(layers: &Layers, problems: &mut Vec<Problem>) -> Vec<Set> {
    let Some(path) = &layers.file else { return Vec::new() };
    let mut fail = |place: String, words: String| {
        problems.push(Problem { key: "settings file".into(), value: None, place, words });
        Vec::new()
    };
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LONGEST_FILE + 1).read_to_string(&mut text));
    match read {
        Ok(_) if text.len() as u64 <= LONGEST_FILE => {}
        Ok(_) => {
            return fail(path.display().to_string(), format!("is longer than {LONGEST_FILE} bytes"));
        }
        Err(error) => return fail(path.display().to_string(), format!("cannot be read: {error}")),
    }
    match keys::entries(&text, |key| keys::default_of(key).is_some()) {
        Ok(entries) => entries.into_iter().map(|entry| of_file(path, entry)).collect(),
        Err((line, words)) => {
            fail(format!("{}:{line}", path.display()), format!("is not valid TOML: {words}"))
        }
    }
}

fn of_file(path: &Path, entry: keys::Entry) -> Set {
    Set { key: entry.key, value: entry.value, origin: Origin::File(path.to_owned(), entry.line) }
}

fn from_environment(layers: &Layers) -> Vec<Set> {
    let ours = layers.environment.iter().filter_map(|(name, text)| {
        let key = name.strip_prefix(PREFIX)?.to_lowercase().replace("__", ".");
        Some(Set { value: coerce(&key, text), key, origin: Origin::Environment(name.clone()) })
    });
    let mut sets: Vec<_> = ours.collect();
    // The environment has no order of its own.
    sets.sort_by(|one, other| one.key.cmp(&other.key));
    sets
}

fn from_flags(layers: &Layers) -> Vec<Set> {
    let sets = layers.flags.iter().map(|(flag, key, text)| Set {
        value: coerce(key, text),
        key: key.clone(),
        origin: Origin::Flag(flag.clone()),
    });
    sets.collect()
}

/// Text to the type that the key's default has; text that does not fit stays text, for the type itself to refuse.
fn coerce(key: &str, text: &str) -> Value {
    let as_text = || Value::String(text.to_owned());
    match keys::default_of(key) {
        Some(Value::Boolean(_)) => text.parse().map_or_else(|_| as_text(), Value::Boolean),
        Some(Value::Integer(_)) => text.parse().map_or_else(|_| as_text(), Value::Integer),
        Some(Value::Float(_)) => text.parse().map_or_else(|_| as_text(), Value::Float),
        Some(Value::Array(_)) if text.trim_start().starts_with('[') => {
            let parsed = toml::from_str::<Table>(&format!("value = {text}"));
            parsed.ok().and_then(|mut table| table.remove("value")).unwrap_or_else(as_text)
        }
        Some(Value::Array(_)) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
        _ => as_text(),
    }
}

/// An error if a value does not fit its key; it is tried alone upon the defaults, so that the error names the right key.
fn alone(set: &Set) -> Result<(), String> {
    let defaults = keys::known().iter().map(|entry| (entry.key.as_str(), &entry.value));
    let mut table = Table::new();
    for (key, value) in defaults.chain([(set.key.as_str(), &set.value)]) {
        put(&mut table, key, value.clone());
    }
    match Settings::deserialize(Value::Table(table)) {
        Ok(_) => Ok(()),
        Err(_) if is_secret(&set.key) => Err("expected text".to_owned()),
        Err(error) => Err(error.message().to_owned()),
    }
}

fn build(values: &[Set]) -> Result<Settings, String> {
    let mut table = Table::new();
    for set in values {
        // A file that lost to a value given elsewhere is not read again either.
        let overruled = files::is_overruled(values, &set.key);
        put(&mut table, &set.key, if overruled { Value::String(String::new()) } else { set.value.clone() });
    }
    Settings::deserialize(Value::Table(table)).map_err(|error| error.message().to_owned())
}

fn put(table: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value);
        }
        Some((section, rest)) => {
            let section = table.entry(section).or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(section) = section {
                put(section, rest, value);
            }
        }
    }
}

/// A variable that is a key of ours but for its underscores or its case: it would be ignored, and a default taken.
fn misspelt(name: &str) -> Option<Problem> {
    let plain = |text: &str| text.to_ascii_uppercase().replace("__", "_").replace('.', "_");
    if name.starts_with(PREFIX) && !name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let rest = plain(name).strip_prefix("DATELINE_")?.to_owned();
    let key = keys::known().iter().find(|entry| plain(&entry.key) == rest)?.key.as_str();
    let words =
        format!("this variable is not read; did you mean {PREFIX}{}?", key.to_uppercase().replace('.', "__"));
    Some(Problem { key: key.to_owned(), value: None, place: format!("environment variable {name}"), words })
}

fn unknown(set: &Set) -> Problem {
    let as_written = |key: &str| match &set.origin {
        Origin::Environment(_) => format!("{PREFIX}{}", key.to_uppercase().replace('.', "__")),
        _ => key.to_owned(),
    };
    let words = if keys::is_section(&set.key) {
        "this is a section: set the keys in it".to_owned()
    } else {
        match keys::nearest(&set.key) {
            Some(key) => format!("there is no such key; did you mean {}?", as_written(key)),
            None => "there is no such key; `dateline config show` lists all".to_owned(),
        }
    };
    // The value may be a secret under a misspelt key.
    Problem { key: set.key.clone(), value: None, place: set.origin.to_string(), words }
}
