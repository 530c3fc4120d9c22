//! The newsroom's rules over what the stages found, the examples of a rules file, and rules that are tried.

use super::tags::{self, Facts, Rules, Ruling, Surroundings};
use super::{Enricher, Findings, Reading, Scratch};
use crate::article::Article;
use crate::document::{Document, Stop};

/// An example of a rules file that does not come out as it expects.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, {key}: {problem}")]
pub struct FailedExample {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// `tag[1].example[2]`.
    pub key: String,
    /// What came out, and why.
    pub problem: String,
}

/// What the rules make of an article.
pub(super) fn judge(
    rules: &Rules,
    document: &Document,
    article: &Article,
    language: Option<&str>,
    findings: &Findings,
    scratch: &mut tags::Scratch,
) -> Ruling {
    tags::judge(rules, &facts(document, article, language, findings), scratch)
}

fn facts<'a>(
    document: &'a Document,
    article: &'a Article,
    language: Option<&'a str>,
    findings: &'a Findings,
) -> Facts<'a> {
    let surroundings = Surroundings {
        article,
        people: &findings.people,
        organisations: &findings.organisations,
        places: &findings.places,
        figures: &findings.figures,
    };
    Facts { document, surroundings, language, topics: &findings.tags }
}

impl Enricher {
    /// For each set of rules the indices of those that hold for an article. The article is enriched once.
    pub fn held(&self, mut article: Article, sets: &[&Rules], scratch: &mut Scratch) -> Vec<Vec<usize>> {
        let Reading { document, language, findings, .. } =
            self.read(&mut article, scratch, &Stop::default(), &mut ());
        let facts = facts(&document, &article, language.code.as_deref(), &findings);
        sets.iter().map(|rules| tags::judge(rules, &facts, &mut scratch.tags).held).collect()
    }

    /// The examples of a rules file that do not come out as they expect.
    pub fn failed_examples(&self, rules: &Rules) -> Vec<FailedExample> {
        let mut scratch = Scratch::default();
        let examples = rules.examples().iter();
        examples.filter_map(|example| self.failed_example(rules, example, &mut scratch)).collect()
    }

    fn failed_example(
        &self,
        rules: &Rules,
        example: &tags::Example,
        scratch: &mut Scratch,
    ) -> Option<FailedExample> {
        let mut article = example.article.clone();
        let Reading { document, language, findings, .. } =
            self.read(&mut article, scratch, &Stop::default(), &mut ());
        let facts = facts(&document, &article, language.code.as_deref(), &findings);
        let fault = tags::fault(rules, example.rule, &facts, &mut scratch.tags);
        let label = rules.label(example.rule);
        let problem = match (fault, example.expect) {
            (Some(fault), true) => format!("the article does not get {label:?}: {fault}"),
            (None, false) => format!("the article gets {label:?}, and should not"),
            _ => return None,
        };
        Some(FailedExample { line: example.line, key: example.key.clone(), problem })
    }
}
