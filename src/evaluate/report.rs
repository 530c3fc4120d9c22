//! The counts of all measures, and what was wrong.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::measure::{Kind, Measure, Tally};

/// The value of `schema` in the JSON of a report.
pub(super) const SCHEMA: &str = "dateline/evaluation/v1";

/// What is wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The gold has it, the answer does not.
    Missed,
    /// The answer has it, the gold does not.
    Spurious,
    /// Both have it, with different values.
    Wrong,
}

impl FaultKind {
    /// The word in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Spurious => "spurious",
            Self::Wrong => "wrong",
        }
    }
}

/// A difference between an answer and the gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The article's id.
    pub article: String,
    /// What was measured.
    pub measure: Measure,
    /// What is wrong.
    pub kind: FaultKind,
    /// The record: the words of a figure, a name.
    pub text: String,
    /// The gold's value; empty where the record is all.
    pub gold: String,
    /// The answer's value.
    pub said: String,
}

/// The measures of some articles.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many articles were compared.
    pub articles: u32,
    /// What was wrong, in the order of the articles.
    pub faults: Vec<Fault>,
    /// How often each fault of a summary was seen.
    pub summary_faults: BTreeMap<&'static str, u32>,
    tallies: BTreeMap<Measure, Tally>,
    article: String,
}

impl Report {
    /// The counts of a measure.
    pub fn tally(&self, measure: Measure) -> Tally {
        self.tallies.get(&measure).copied().unwrap_or_default()
    }

    /// True for a measure of which the answers have no field at all.
    pub fn is_not_given(&self, measure: Measure) -> bool {
        matches!(measure, Measure::Relevance | Measure::RelevanceOrder) && self.tally(measure).said == 0
    }

    /// The score of a measure; `None` where there was nothing to measure.
    pub fn score(&self, measure: Measure) -> Option<f64> {
        if self.is_not_given(measure) { None } else { self.tally(measure).score() }
    }

    pub(super) fn begin(&mut self, article: &str) {
        self.articles += 1;
        article.clone_into(&mut self.article);
    }

    pub(super) fn count(&mut self, measure: Measure, add: Tally) {
        let tally = self.tallies.entry(measure).or_default();
        tally.gold += add.gold;
        tally.found += add.found;
        tally.said += add.said;
        tally.right += add.right;
    }

    pub(super) fn fault(&mut self, measure: Measure, kind: FaultKind, words: (String, String, String)) {
        let (text, gold, said) = words;
        self.faults.push(Fault { article: self.article.clone(), measure, kind, text, gold, said });
    }

    /// One question with a right and a wrong answer; `words` is the text, the gold's value and the answer's.
    pub(super) fn accuracy(
        &mut self,
        measure: Measure,
        is_right: bool,
        words: impl FnOnce() -> (String, String, String),
    ) {
        let right = u32::from(is_right);
        self.count(measure, Tally { gold: 1, found: right, said: 1, right });
        if !is_right {
            self.fault(measure, FaultKind::Wrong, words());
        }
    }

    /// A value that most records lack: `gold` and `said` are `None` for the default.
    pub(super) fn detected(
        &mut self,
        measure: Measure,
        gold: Option<String>,
        said: Option<String>,
        is_right: bool,
        text: &str,
    ) {
        let right = u32::from(is_right && gold.is_some() && said.is_some());
        let (in_gold, in_answer) = (u32::from(gold.is_some()), u32::from(said.is_some()));
        self.count(measure, Tally { gold: in_gold, found: right, said: in_answer, right });
        if right == 0 {
            let kind = match (&gold, &said) {
                (None, None) => return,
                (Some(_), None) => FaultKind::Missed,
                (None, Some(_)) => FaultKind::Spurious,
                (Some(_), Some(_)) => FaultKind::Wrong,
            };
            let words = (text.to_owned(), gold.unwrap_or_default(), said.unwrap_or_default());
            self.fault(measure, kind, words);
        }
    }

    /// A record of the gold that has to be found.
    pub(super) fn wanted(&mut self, measure: Measure, is_found: bool, text: &str) {
        self.count(measure, Tally { gold: 1, found: u32::from(is_found), ..Tally::default() });
        if !is_found {
            self.fault(measure, FaultKind::Missed, (text.to_owned(), String::new(), String::new()));
        }
    }

    /// A record of the answer that has to be right.
    pub(super) fn said(&mut self, measure: Measure, is_right: bool, text: &str) {
        self.count(measure, Tally { said: 1, right: u32::from(is_right), ..Tally::default() });
        if !is_right {
            self.fault(measure, FaultKind::Spurious, (text.to_owned(), String::new(), String::new()));
        }
    }

    /// The report as JSON, for programs and for a later comparison.
    pub fn to_json(&self) -> Value {
        let rounded = |value: Option<f64>| value.map(|value| (value * 100.0).round() / 100.0);
        let mut fields = Map::new();
        for &measure in Measure::ALL {
            let tally = self.tally(measure);
            let mut field = json!({ "score": rounded(self.score(measure)) });
            if measure.kind() == Kind::Found {
                field["precision"] = json!(rounded(tally.precision()));
                field["recall"] = json!(rounded(tally.recall()));
            }
            for (name, count) in
                [("gold", tally.gold), ("found", tally.found), ("said", tally.said), ("right", tally.right)]
            {
                field[name] = json!(count);
            }
            fields.insert(measure.name().to_owned(), field);
        }
        json!({
            "schema": SCHEMA,
            "articles": self.articles,
            "fields": fields,
            "summary_faults": self.summary_faults,
        })
    }
}
