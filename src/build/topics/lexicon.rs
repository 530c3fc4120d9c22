//! The lexicon: terms written for Dateline, and the names of IPTC's concepts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

use crate::document::{Document, TokenKind, hash_lower};
use crate::resources::topics::TOPICS;
use crate::resources::topics::write::{Concept, Contents};

const LEXICON: &str = include_str!("../lexicon/topics.txt");

/// What a term is worth before training, in units of the sums of the linear model.
const FULL: f32 = 6.0;
const WEAK: f32 = 0.4;
/// The name of a concept is worth less than what was written for it: many are everyday words.
const NAME_OF_SEVERAL_WORDS: f32 = 0.8;
const NAME_OF_ONE_WORD: f32 = 0.4;

#[derive(Deserialize)]
struct Taxonomy {
    concepts: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    name: String,
    path: Vec<String>,
    retired: Option<String>,
    wikidata: Vec<String>,
}

/// A line for each active concept that has a Wikidata item: code and item, in the order of codes.
pub(super) fn wikidata(folder: &Path) -> anyhow::Result<String> {
    let path = folder.join("iptc_mediatopics_2025-10-09.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let taxonomy: Taxonomy =
        serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    let active = taxonomy.concepts.iter().filter(|entry| entry.retired.is_none());
    let row = |entry: &Entry| {
        let code = entry.id.strip_prefix("medtop:")?.parse::<u32>().ok()?;
        Some((code, entry.wikidata.first()?.clone()))
    };
    let rows: BTreeMap<u32, String> = active.filter_map(row).collect();
    let lines: Vec<String> = rows.into_iter().map(|(code, item)| format!("{code}\t{item}")).collect();
    Ok(lines.join("\n") + "\n")
}

/// The taxonomy with the lexicon's terms; weights of the linear model are left out.
pub(super) fn read(folder: &Path) -> anyhow::Result<Contents> {
    let path = folder.join("iptc_mediatopics_2025-10-09.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let taxonomy: Taxonomy =
        serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    let mut contents = Contents { concepts: concepts(&taxonomy)?, full_weight: FULL, ..Contents::default() };
    let mut terms = Terms::default();
    for (number, line) in LEXICON.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        add_line(line, &contents.concepts, &mut terms)
            .with_context(|| format!("lexicon/topics.txt line {}", number + 1))?;
    }
    for (index, concept) in contents.concepts.iter().enumerate() {
        // What stands in brackets says which of several meanings, and is no name: `handball (team)`.
        let label = concept.label.split('(').next().unwrap_or_default();
        for name in label.split(',').flat_map(|part| part.split(" and ")) {
            let words = words(name);
            let weight = if words.len() > 1 { NAME_OF_SEVERAL_WORDS } else { NAME_OF_ONE_WORD };
            if concept.parent.is_some() && !words.is_empty() {
                terms.add(name, false, index as u16, weight);
            }
        }
    }
    terms.put_into(&mut contents);
    Ok(contents)
}

/// Active concepts, parents first.
fn concepts(taxonomy: &Taxonomy) -> anyhow::Result<Vec<Concept>> {
    let number = |id: &str| id.strip_prefix("medtop:").and_then(|number| number.parse::<u32>().ok());
    let mut active: Vec<&Entry> = taxonomy.concepts.iter().filter(|entry| entry.retired.is_none()).collect();
    active.sort_by_key(|entry| (entry.path.len(), &entry.id));
    let mut concepts: Vec<Concept> = Vec::new();
    for entry in active {
        let code = number(&entry.id).with_context(|| format!("no number in {}", entry.id))?;
        let find = |id: &String| concepts.iter().position(|concept| number(id) == Some(concept.code));
        let (parent, top) = match entry.path.len() {
            0 => bail!("{} has no path", entry.id),
            1 => (None, concepts.len()),
            depth => match entry.path.get(depth - 2).and_then(find) {
                Some(parent) => (Some(parent as u16), concepts[parent].top),
                // A broader concept was retired: what is below it has no way up.
                None => continue,
            },
        };
        concepts.push(Concept { code, parent, top, label: entry.name.clone() });
    }
    let tops = concepts.iter().filter(|concept| concept.parent.is_none()).count();
    ensure!(tops == TOPICS, "{tops} top-level topics instead of {TOPICS}");
    Ok(concepts)
}

fn add_line(line: &str, concepts: &[Concept], terms: &mut Terms) -> anyhow::Result<()> {
    let (head, list) = line.split_once(": ").context("no colon after the label")?;
    let (code, label) = head.split_once(' ').context("no label after the code")?;
    let code: u32 = code.parse().context("no code at the start")?;
    let index = concepts.iter().position(|concept| concept.code == code).context("no such concept")?;
    ensure!(concepts[index].label == label, "{code} is {:?}", concepts[index].label);
    for term in list.split(',').map(str::trim).filter(|term| !term.is_empty()) {
        let (term, weight) = term.strip_prefix('~').map_or((term, 1.0), |term| (term, WEAK));
        let (term, verb) = term.strip_suffix("/v").map_or((term, false), |term| (term, true));
        terms.add(term, verb, index as u16, weight);
    }
    Ok(())
}

/// Forms by their words, each with its lemma; lemmas with the concepts they speak for.
#[derive(Default)]
struct Terms {
    forms: BTreeMap<Vec<u64>, usize>,
    lemmas: Vec<BTreeMap<u16, f32>>,
}

impl Terms {
    fn add(&mut self, term: &str, verb: bool, concept: u16, weight: f32) {
        let forms = forms(term, verb);
        if forms.is_empty() {
            return;
        }
        // Another line may know the term already, in this or another form.
        let lemma = forms.iter().find_map(|form| self.forms.get(form)).copied().unwrap_or_else(|| {
            self.lemmas.push(BTreeMap::new());
            self.lemmas.len() - 1
        });
        for form in forms {
            self.forms.entry(form).or_insert(lemma);
        }
        let known = self.lemmas[lemma].entry(concept).or_default();
        *known = known.max(weight);
    }

    fn put_into(self, contents: &mut Contents) {
        contents.terms = self.forms;
        for lemma in self.lemmas {
            let mut tops: Vec<usize> =
                lemma.keys().map(|&concept| contents.concepts[usize::from(concept)].top).collect();
            tops.sort_unstable();
            tops.dedup();
            // A term that speaks for several topics speaks less for each.
            let share = FULL / (tops.len().max(1) as f32).sqrt();
            let mut postings: Vec<(u16, f32)> =
                lemma.into_iter().map(|(concept, weight)| (concept, weight * share)).collect();
            postings.sort_by(|a, b| {
                let top = |concept: u16| contents.concepts[usize::from(concept)].top;
                top(a.0).cmp(&top(b.0)).then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
            });
            contents.lemmas.push(postings);
        }
    }
}

fn words(term: &str) -> Vec<String> {
    let document = Document::new(None, term);
    let tokens = document.tokens().iter();
    tokens
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .map(|token| document.word(token).to_lowercase())
        .collect()
}

/// The forms of a term: its last word inflected.
fn forms(term: &str, verb: bool) -> Vec<Vec<u64>> {
    let words = words(term);
    let Some((last, before)) = words.split_last() else { return Vec::new() };
    let mut lasts = vec![last.clone()];
    let stem = last.strip_suffix('e').unwrap_or(last);
    let ends_in_consonant_and_y =
        last.ends_with('y') && !["ay", "ey", "oy", "uy"].iter().any(|ending| last.ends_with(ending));
    let sibilant = ["s", "x", "ch", "sh"].iter().any(|ending| last.ends_with(ending));
    if verb {
        lasts.extend([format!("{stem}ed"), format!("{stem}ing")]);
    }
    if last.len() > 2 && last.chars().all(char::is_alphabetic) {
        lasts.push(if ends_in_consonant_and_y {
            format!("{}ies", &last[..last.len() - 1])
        } else if sibilant {
            format!("{last}es")
        } else {
            format!("{last}s")
        });
    }
    let keys = |last: &String| before.iter().chain([last]).map(|word| hash_lower(word)).collect();
    lasts.iter().map(keys).collect()
}
