//! Annotated texts to examples.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::Range;

use anyhow::Context;

use super::copies::{self, Shares};
use super::corpus::{self, Line, Scheme, Text};
use super::crf::Example;
use super::lexicon::rows;
use super::numbers::Numbers;
use super::second_pass::Whole;
use super::{From, agency_lines};
use crate::enrich::names::NameKind;
use crate::enrich::names::features::{GROUPS, group_of};
use crate::enrich::names::training;
use crate::resources::names::NamesModel;

/// What to learn from.
pub(super) struct Material {
    pub examples: Vec<Example>,
    pub texts: Vec<Whole>,
    /// Features by number, with how often each was seen.
    pub features: Vec<(u64, u32)>,
}

/// How many sentences of a text are copied in another writing: of an article's first two, which are its headline or
/// first line, and of all others.
const FIRST: Shares = Shares { capitals: 0.3, titles: 0.2 };
const OTHERS: Shares = Shares { capitals: 0.06, titles: 0.03 };

/// How many texts of made lines there are, and how much their gradients count.
const WIRE: usize = 600;
const WIRE_WEIGHT: f32 = 0.4;

/// Reads everything that is trained on.
#[expect(clippy::print_stderr, reason = "a command that takes minutes says what it does")]
pub(super) fn gather(from: &From, lexicon: &NamesModel<'_>) -> anyhow::Result<Material> {
    let left_out = |name: &String| {
        GROUPS
            .iter()
            .position(|group| group == name)
            .with_context(|| format!("--without {name}: no such group; the groups are {}", GROUPS.join(", ")))
    };
    let mut gathering = Gathering {
        lexicon,
        left_out: from.without.iter().map(left_out).collect::<anyhow::Result<_>>()?,
        places: places(from)?,
        numbers: Numbers::default(),
        examples: Vec::new(),
        texts: Vec::new(),
        names: agency_lines::Names::default(),
        random: fastrand::Rng::with_seed(20),
    };
    let peoples = peoples(from)?;
    let peoples = |word: &str| peoples.contains(&word.to_lowercase());
    let gold = corpus::SOURCES.iter().filter(|source| {
        !(from.licensed && !source.licensed || from.without_corpus.iter().any(|c| c == source.file))
    });
    let gold = gold.map(|source| {
        let path = from.data.join("names").join(source.file).with_extension("jsonl");
        (path, Kind { scheme: source.scheme, weight: source.weight, article: source.articles })
    });
    let silver = Kind { scheme: Scheme::Whole, weight: from.silver_weight, article: false };
    for (path, kind) in gold.chain(from.silver.iter().map(|path| (path.clone(), silver))) {
        let lines = corpus::read(&path)?;
        let (before, count) = (gathering.examples.len(), lines.len());
        for line in lines {
            gathering.read(line, kind, &peoples).with_context(|| format!("in {}", path.display()))?;
        }
        eprintln!("{}: {count} texts, {} segments", path.display(), gathering.examples.len() - before);
    }
    gathering.read_wire()?;
    let Gathering { numbers, mut examples, texts, .. } = gathering;
    let features = numbers.prune(&mut examples);
    Ok(Material { examples, texts, features })
}

/// What sort of texts a file holds.
#[derive(Clone, Copy)]
struct Kind {
    scheme: Scheme,
    weight: f32,
    article: bool,
}

struct Gathering<'a> {
    lexicon: &'a NamesModel<'a>,
    /// Groups of features to leave out.
    left_out: Vec<usize>,
    /// Names of countries (true) and of large towns (false).
    places: HashMap<String, bool>,
    numbers: Numbers,
    examples: Vec<Example>,
    texts: Vec<Whole>,
    /// Names met so far that made lines can use.
    names: agency_lines::Names,
    random: fastrand::Rng,
}

impl Gathering<'_> {
    /// Reads an annotated text, and a copy of it.
    fn read(&mut self, mut line: Line, kind: Kind, peoples: &dyn Fn(&str) -> bool) -> anyhow::Result<()> {
        let text = corpus::project(&line, kind.scheme, peoples);
        let same = |text: &Text| text.taught.is_empty() || text.taught.len() == text.allowed.len();
        anyhow::ensure!(same(&text), "a teacher labelled other tokens; make --teach and --silver anew");
        self.note(&text);
        let start = self.examples.len();
        let starts = self.learn(&text, None, kind.weight);
        let shares = |number| if kind.article && number < 2 { FIRST } else { OTHERS };
        if let Some((copy, rewritten)) = copies::copy(&text.document, &shares, &mut self.random) {
            line.text = copy;
            let copy = corpus::project(&line, kind.scheme, peoples);
            if same(&copy) {
                self.learn(&copy, Some(&rewritten), kind.weight);
            }
        }
        let (examples, Kind { weight, article, .. }) = (start..self.examples.len(), kind);
        self.texts.push(Whole { text, starts, examples, weight, article });
        Ok(())
    }

    /// Makes examples of the segments of a text, or of those that start in some spans of it; where each starts.
    fn learn(&mut self, text: &Text, within: Option<&[Range<usize>]>, weight: f32) -> Vec<usize> {
        let mut starts = Vec::new();
        for segment in training::segments(&text.document, self.lexicon) {
            let at = text.document.tokens()[segment.start].span.start as usize;
            if within.is_some_and(|spans| !spans.iter().any(|span| span.contains(&at))) {
                continue;
            }
            let (mut features, mut ends) = (Vec::new(), Vec::new());
            for token in &segment.features {
                let wanted = token.iter().filter(|&&feature| !self.left_out.contains(&group_of(feature)));
                features.extend(wanted.map(|&feature| self.numbers.of(feature)));
                ends.push(features.len() as u32);
            }
            let allowed = text.allowed[segment.start..segment.start + ends.len()].to_vec();
            let taught = text.taught.get(segment.start..segment.start + ends.len());
            let taught = taught.unwrap_or_default().to_vec();
            self.examples.push(Example { features, ends, allowed, weight, base: Vec::new(), taught });
            starts.push(segment.start);
        }
        starts
    }

    /// Notes the names of a text that made lines can use.
    fn note(&mut self, text: &Text) {
        for &(start, end, kind) in &text.names {
            let name = &text.document.text()[start..end];
            let lettered = name.chars().all(|c| c.is_alphabetic() || c == ' ');
            match kind {
                NameKind::Person if lettered && (2..=3).contains(&name.split(' ').count()) => {
                    self.names.people.push(name.to_string());
                }
                NameKind::Organisation
                    if (2..=5).contains(&name.len()) && name.chars().all(char::is_uppercase) =>
                {
                    self.names.agencies.push(name.to_string());
                }
                NameKind::Location => match self.places.get(name) {
                    Some(true) => self.names.countries.push(name.to_string()),
                    Some(false) => self.names.towns.push(name.to_string()),
                    None => {}
                },
                _ => {}
            }
        }
    }

    /// Reads made lines: half of their towns are those of the texts, as often as there, half any of the list.
    fn read_wire(&mut self) -> anyhow::Result<()> {
        let mut towns: Vec<&String> =
            self.places.iter().filter(|&(_, &country)| !country).map(|(name, _)| name).collect();
        towns.sort();
        for _ in 0..if towns.is_empty() { 0 } else { self.names.towns.len() } {
            self.names.towns.push(towns[self.random.usize(..towns.len())].clone());
        }
        let kind = Kind { scheme: Scheme::Whole, weight: WIRE_WEIGHT, article: false };
        let names = std::mem::take(&mut self.names);
        for line in agency_lines::lines(&names, WIRE, &mut self.random) {
            self.read(line, kind, &|_| false)?;
        }
        Ok(())
    }
}

/// Names of countries (true) and of large towns (false).
fn places(from: &From) -> anyhow::Result<HashMap<String, bool>> {
    let mut places = HashMap::new();
    for row in rows(&from.lists, "places.tsv")? {
        let [kind, name] = row.as_slice() else { continue };
        match kind.as_str() {
            "country" => drop(places.entry(name.clone()).or_insert(true)),
            "large" => drop(places.insert(name.clone(), false)),
            _ => {}
        }
    }
    Ok(places)
}

/// Words that the training data calls peoples, in lower case.
fn peoples(from: &From) -> anyhow::Result<HashSet<String>> {
    let path = from.data.join("names/crossner.jsonl");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut found = HashSet::new();
    for line in text.lines() {
        let line: serde_json::Value = serde_json::from_str(line)?;
        for name in line["entities"].as_array().into_iter().flatten() {
            if name["type"] == "MISC" {
                found.extend(name["surface"].as_str().map(str::to_lowercase));
            }
        }
    }
    Ok(found)
}
