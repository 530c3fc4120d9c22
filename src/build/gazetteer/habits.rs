//! What else a place's name is: a common word, a given name, a family name; and how often it is a place.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::document::{Case, Document};
use crate::resources::gazetteer::format::Habits;
use crate::resources::gazetteer::key::NameKey;

/// Annotated texts: names, and words in their usual case.
const ANNOTATED: &[&str] = &[
    "worldwide_train",
    "wikigold",
    "btc_tweets",
    "uner_ewt",
    "uner_pud",
    "crossner",
    "re_docred",
    "men_malaysia_news",
    "gum_names_derived",
];

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    lower: u32,
    capitalised: u32,
    place: u32,
    other: u32,
    given: u32,
    family: u32,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    #[serde(default)]
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "type")]
    kind: String,
    surface: String,
}

pub(super) fn count(packages: &Path, data: &Path) -> Result<HashMap<u64, Habits>> {
    let mut counts: HashMap<u64, Counts> = HashMap::new();
    let names =
        ANNOTATED.iter().map(|name| (data.join(format!("names/{name}.jsonl")), *name != "btc_tweets"));
    let plain = [(data.join("figures/numhg_headlines.jsonl"), true)];
    for (path, cased) in names.chain(plain) {
        let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        for line in text.lines() {
            let text: Text = serde_json::from_str(line)?;
            if cased {
                words(&text.text, &mut counts);
            }
            text.entities.iter().for_each(|entity| name(entity, &mut counts));
        }
    }
    person_lists(packages, &mut counts)?;
    Ok(counts.into_iter().map(|(key, counts)| (key, counts.habits())).collect())
}

impl Counts {
    fn habits(self) -> Habits {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        let lower = match share(self.lower, self.lower + self.capitalised) {
            _ if self.lower < 3 => 0,
            share if share > 0.9 => 3,
            share if share > 0.5 => 2,
            share if share > 0.05 => 1,
            _ => 0,
        };
        let place = match share(self.place, self.place + self.other) {
            _ if self.place + self.other == 0 => 0,
            share if share < 0.2 => 1,
            share if share < 0.7 => 2,
            _ => 3,
        };
        Habits { lower, given: self.given > 0, family: self.family > 0, place }
    }
}

fn words(text: &str, counts: &mut HashMap<u64, Counts>) {
    let document = Document::new(None, text);
    for sentence in document.sentences() {
        for token in document.tokens_of(sentence).iter().skip(1).filter(|token| token.is_word()) {
            let counts = counts.entry(NameKey::EMPTY.with(token).bits()).or_default();
            match token.case {
                Case::Lower => counts.lower += 1,
                Case::Title => counts.capitalised += 1,
                _ => {}
            }
        }
    }
}

fn name(entity: &Entity, counts: &mut HashMap<u64, Counts>) {
    let surface = entity.surface.strip_prefix("the ").unwrap_or(&entity.surface);
    let Some(key) = NameKey::of(surface) else { return };
    match entity.kind.as_str() {
        "LOC" | "GPE" | "FAC" => counts.entry(key.bits()).or_default().place += 1,
        "PER" => {
            counts.entry(key.bits()).or_default().other += 1;
            let document = Document::new(None, surface);
            let words: Vec<_> = document.tokens().iter().filter(|token| token.is_word()).collect();
            if let [first, .., last] = words[..] {
                counts.entry(NameKey::EMPTY.with(first).bits()).or_default().given += 1;
                counts.entry(NameKey::EMPTY.with(last).bits()).or_default().family += 1;
            }
        }
        "ORG" | "MISC" | "PRODUCT" | "EVENT" => counts.entry(key.bits()).or_default().other += 1,
        _ => {}
    }
}

/// Given and family names of `faker`'s lists, read off its source files: quoted strings below the assignments.
fn person_lists(packages: &Path, counts: &mut HashMap<u64, Counts>) -> Result<()> {
    let folder = packages.join("faker/providers/person");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path().join("__init__.py");
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let mut list = None;
        for line in source.lines() {
            if let Some((variable, _)) = line.split_once('=').filter(|(name, _)| !name.contains('"')) {
                let variable = variable.trim();
                list = if variable.contains("first_name") {
                    Some(true)
                } else if variable.contains("last_name") {
                    Some(false)
                } else {
                    None
                };
            }
            let Some(given) = list else { continue };
            for quoted in line.split('"').skip(1).step_by(2).filter(|name| name.len() > 2) {
                let Some(key) = NameKey::of(quoted) else { continue };
                let counts = counts.entry(key.bits()).or_default();
                if given {
                    counts.given += 1;
                } else {
                    counts.family += 1;
                }
            }
        }
    }
    Ok(())
}
