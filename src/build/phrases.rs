//! `dateline-build phrases`: in how many articles a word stands, and what class of word it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};

use super::topics::corpus;
use crate::document::{Document, TokenKind, hash_lower};
use crate::resources::phrases::{Class, Entry, write};

const CLASSES: &str = include_str!("lexicon/classes.txt");

/// News whose words are counted.
const NEWS: [(&str, usize); 4] = [
    ("figures/numhg_headlines.jsonl", usize::MAX),
    ("names/worldwide_train.jsonl", usize::MAX),
    ("figures/muc34_terror.jsonl", usize::MAX),
    ("figures/casie_cyber.jsonl", 150),
];
/// A word of fewer articles is as rare as one of none.
const RARE: u32 = 2;

/// Builds `words.bin` in `out` from the sources in `data`.
pub fn run(data: &Path, out: &Path) -> anyhow::Result<()> {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    let mut articles = 0_u32;
    for (file, most) in NEWS {
        for text in corpus::texts(&data.join(file), most)? {
            let document = Document::new(None, &text);
            let words = document.tokens().iter().filter(|token| token.kind == TokenKind::Word);
            let distinct: BTreeSet<u64> = words.map(|token| token.key).collect();
            for key in distinct {
                *counts.entry(key).or_default() += 1;
            }
            articles += 1;
        }
    }
    let full = (f64::from(articles) / f64::from(RARE)).ln();
    let rarity = |count: u32| ((f64::from(articles) / f64::from(count.max(RARE))).ln() / full) as f32;
    let mut words: BTreeMap<u64, Entry> = counts
        .iter()
        .filter(|&(_, &count)| count > RARE)
        .map(|(&key, &count)| (key, Entry { rarity: rarity(count), class: Class::Unknown }))
        .collect();
    for (word, class) in classes()? {
        let key = hash_lower(&word);
        let count = counts.get(&key).copied().unwrap_or_default();
        words.insert(key, Entry { rarity: rarity(count), class });
    }
    let path = out.join("words.bin");
    let bytes = write(&words);
    std::fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
    std::fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    eprintln!("{}: {} words of {articles} articles, {} bytes", path.display(), words.len(), bytes.len());
    Ok(())
}

/// Words with their class. What stands in several lists has the class of the last: nouns come last.
fn classes() -> anyhow::Result<BTreeMap<String, Class>> {
    let mut classes = BTreeMap::new();
    for (number, line) in CLASSES.lines().enumerate() {
        let Some((name, words)) = line.split_once(' ').filter(|_| !line.starts_with('#')) else { continue };
        let class = match name {
            "stop" => Class::Stop,
            "time" => Class::Time,
            "weak" => Class::Weak,
            "adj" => Class::Adjective,
            "adv" => Class::Adverb,
            "verb" | "form" => Class::Verb,
            "noun" => Class::Noun,
            _ => bail!("lexicon/classes.txt line {}: {name:?} is no class", number + 1),
        };
        for word in words.split_whitespace() {
            let forms = if name == "verb" { verb_forms(word) } else { vec![word.to_owned()] };
            for form in forms {
                // A stop word stays one: `may`, `will`.
                if classes.get(&form) != Some(&Class::Stop) {
                    classes.insert(form, class);
                }
            }
        }
    }
    Ok(classes)
}

fn verb_forms(verb: &str) -> Vec<String> {
    let stem = verb.strip_suffix('e').unwrap_or(verb);
    let mut forms = vec![verb.to_owned(), format!("{verb}s"), format!("{stem}ed"), format!("{stem}ing")];
    let bytes = verb.as_bytes();
    if let [.., before, vowel, last] = bytes {
        let is_vowel = |b: &u8| b"aeiou".contains(b);
        if is_vowel(vowel) && !is_vowel(before) && !is_vowel(last) && !b"wxy".contains(last) {
            let last = char::from(*last);
            forms.extend([format!("{verb}{last}ed"), format!("{verb}{last}ing")]);
        }
    }
    if let Some(stem) = verb.strip_suffix('y') {
        forms.extend([format!("{stem}ies"), format!("{stem}ied")]);
    }
    if ["s", "x", "ch", "sh"].iter().any(|ending| verb.ends_with(ending)) {
        forms.push(format!("{verb}es"));
    }
    forms
}
