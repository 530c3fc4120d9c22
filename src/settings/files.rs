//! Settings in files of their own: secrets, as orchestrators mount them, and the newsroom's rules.

use std::io::Read;
use std::path::{Path, PathBuf};

use toml::Value;

use super::broker::Broker;
use super::error::Problem;
use super::secret::Secret;
use super::value::{Set, problem};
use super::work::Enrich;
use crate::enrich::authority::{Authority, List};
use crate::enrich::tags::Rules;

/// Each key that can come from a file, and the key that names the file.
const PAIRS: &[(&str, &str)] = &[
    ("broker.uri", "broker.uri_file"),
    ("broker.username", "broker.username_file"),
    ("broker.password", "broker.password_file"),
    ("broker.tls.pkcs12_password", "broker.tls.pkcs12_password_file"),
    ("console.token", "console.token_file"),
];

/// Bytes of a secret; a file that never ends is no secret.
const LONGEST_SECRET: u64 = 64 * 1024;

/// Bytes of rules or of a list of names. Chosen: a million people have some 60 MB.
const LONGEST_LIST: u64 = 512 * 1024 * 1024;

/// Replaces values by what their files hold. The file wins over a value of its own layer or a lower one.
pub(super) fn read_secrets(values: &mut [Set], problems: &mut Vec<Problem>) {
    for (key, file_key) in PAIRS {
        let Some(file) = values.iter().find(|set| set.key == *file_key).cloned() else { continue };
        let Some(path) = file.value.as_str().filter(|path| !path.is_empty()) else { continue };
        let Some(target) = values.iter_mut().find(|set| set.key == *key) else { continue };
        if target.origin.layer() > file.origin.layer() {
            continue;
        }
        match read_secret(Path::new(path)) {
            Ok(text) => {
                target.value = Value::String(text);
                target.origin = file.origin;
            }
            Err(words) => problems.push(problem(&file, words)),
        }
    }
}

/// True where the key that names a file has lost to a value of a higher layer.
pub(super) fn is_overruled(values: &[Set], file_key: &str) -> bool {
    let origin = |key: &str| values.iter().find(|set| set.key == key).map(|set| set.origin.layer());
    let pair = PAIRS.iter().find(|(_, candidate)| *candidate == file_key);
    pair.is_some_and(|(key, _)| origin(key) > origin(file_key))
}

/// The secret in a file.
fn read_secret(path: &Path) -> Result<String, String> {
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LONGEST_SECRET + 1).read_to_string(&mut text))
        .map_err(|error| format!("the file cannot be read: {error}"))?;
    // Editors and `echo` end files with a line break that is not part of the secret.
    let secret = text.trim_end_matches(['\n', '\r']);
    match secret.len() as u64 {
        0 => Err("the file is empty".to_owned()),
        length if length > LONGEST_SECRET => Err(format!("the file is longer than {LONGEST_SECRET} bytes")),
        _ => Ok(secret.to_owned()),
    }
}

impl Broker {
    /// These settings with what their files hold now: passwords are rotated under a running worker.
    pub fn read_again(&self) -> Result<Self, String> {
        let mut settings = self.clone();
        let read = |path: &PathBuf| read_secret(path).map_err(|words| format!("{}: {words}", path.display()));
        if let Some(path) = &self.uri_file {
            settings.uri = Secret::new(read(path)?);
        }
        if let Some(path) = &self.username_file {
            settings.username = Some(read(path)?);
        }
        if let Some(path) = &self.password_file {
            settings.password = Some(Secret::new(read(path)?));
        }
        if let Some(path) = &self.tls.pkcs12_password_file {
            settings.tls.pkcs12_password = Some(Secret::new(read(path)?));
        }
        Ok(settings)
    }
}

/// Reads the newsroom's files into these settings; an error has the key of the file that cannot be read, and words.
pub fn read_newsroom(settings: &mut Enrich) -> Result<(), (&'static str, String)> {
    if let Some(path) = &settings.rules_file {
        settings.rules = read_rules(path).map_err(|words| ("enrich.rules_file", words))?;
    }
    let list = |key, path: &Option<PathBuf>| {
        path.as_ref().map(|path| read_list(path).map_err(|words| (key, words))).transpose()
    };
    settings.authority = Authority {
        ids_key: settings.ids_key.clone(),
        people: list("enrich.people_file", &settings.people_file)?,
        organisations: list("enrich.organisations_file", &settings.organisations_file)?,
        places: list("enrich.places_file", &settings.places_file)?,
    };
    Ok(())
}

/// The text of a file. A pipe or a device may never end, so that a reload by SIGHUP would never finish.
fn read_text(path: &Path) -> Result<String, String> {
    let unreadable = |error: std::io::Error| format!("the file cannot be read: {error}");
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err("it is no regular file".to_owned());
    }
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(LONGEST_LIST + 1).read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > LONGEST_LIST {
        return Err(format!("the file is longer than {LONGEST_LIST} bytes"));
    }
    Ok(text)
}

fn read_list(path: &Path) -> Result<List, String> {
    let text = read_text(path)?;
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    List::parse(text, is_csv).map_err(|error| error.to_string())
}

/// The newsroom's own tags in a file, or the reason why they cannot be read.
pub fn read_rules(path: &Path) -> Result<Rules, String> {
    let text = read_text(path)?;
    Rules::parse(&text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_ends_is_no_file_of_rules_or_names() {
        for path in ["/dev/zero", "/dev"] {
            let path = Path::new(path);
            assert_eq!(read_rules(path).unwrap_err(), "it is no regular file");
            assert_eq!(read_list(path).unwrap_err(), "it is no regular file");
        }
        assert!(read_rules(Path::new("/nowhere/rules.toml")).unwrap_err().contains("cannot be read"));
    }
}
