//! A newsroom's own rules: tags of kind `rule`, headers, routing keys and priorities, and what triggers them.
//!
//! docs/RULES.md describes the file. A rule holds if enough of its triggers (`phrases`, `entities`, `topics`) are there,
//! a phrase of `with` is there, none of `unless` is, all of `[tag.when]` is met and nothing of `[tag.except]`.

mod conditions;
mod entity;
mod figures;
mod file;
mod parse;
mod phrases;
mod topic;

use std::fmt;

use super::words::Words;
use super::{Evidence, Surroundings, Tag};
use crate::article::enriched::TagKind;
use crate::article::{Article, Effects};
use crate::document::{Document, Span};
use crate::enrich::figures::Speaker;
use crate::enrich::tags::thresholds::MOST_SPANS;
use conditions::Conditions;
use entity::Entity;
use file::Where;
use phrases::{Hit, Phrases};

/// Why the rules cannot be read: what is wrong, and where.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}, {key}: {problem}")]
pub struct RulesError {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// The key that is wrong (`tag[2].topics`), `file` where the TOML itself is.
    pub key: String,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// A newsroom's rules, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    list: Vec<Rule>,
    phrases: Phrases,
    examples: Vec<Example>,
    source: String,
}

#[derive(Debug, Clone)]
struct Rule {
    label: String,
    code: Option<String>,
    /// No tag, only the effects.
    hidden: bool,
    triggers: Vec<Trigger>,
    at_least: usize,
    /// Numbers of phrases, one of which the text must have.
    with: Vec<usize>,
    /// Numbers of phrases that forbid the tag.
    unless: Vec<usize>,
    when: Conditions,
    except: Conditions,
    effects: Effects,
}

#[derive(Debug, Clone)]
enum Trigger {
    Phrase(Phrase),
    Entity(Entity),
    Topic(String),
}

#[derive(Debug, Clone)]
struct Phrase {
    number: usize,
    place: Where,
    times: usize,
    /// Numbers of phrases, one of which the same sentence must have.
    with: Vec<usize>,
    /// Numbers of phrases that the same sentence must not have.
    without: Vec<usize>,
}

/// An article of the rules file, and whether it gets the tag.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Index of the rule.
    pub(crate) rule: usize,
    pub(crate) line: usize,
    pub(crate) key: String,
    pub(crate) article: Article,
    pub(crate) expect: bool,
}

/// What rules look at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) document: &'a Document,
    pub(crate) surroundings: Surroundings<'a>,
    /// ISO 639 code of the text.
    pub(crate) language: Option<&'a str>,
    pub(crate) topics: &'a [Tag],
}

/// Why a rule does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Of so many triggers so few are there.
    Triggers { found: usize, needed: usize },
    /// No phrase of `with`.
    With,
    /// A phrase of `unless`.
    Unless,
    /// This key of `[tag.when]` is not met.
    When(&'static str),
    /// This key of `[tag.except]` is met.
    Except(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Triggers { found, needed } => {
                write!(formatter, "{found} of its triggers are there, and {needed} are needed")
            }
            Self::With => formatter.write_str("no phrase of `with` is there"),
            Self::Unless => formatter.write_str("a phrase of `unless` is there"),
            Self::When(key) => write!(formatter, "`when.{key}` is not met"),
            Self::Except(key) => write!(formatter, "`except.{key}` is met"),
        }
    }
}

/// What the rules make of an article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ruling {
    /// The tags of rules that are not hidden.
    pub(crate) tags: Vec<Tag>,
    /// All other effects.
    pub(crate) effects: Effects,
    /// Indices of the rules that hold.
    pub(crate) held: Vec<usize>,
}

/// What speaks for a rule.
#[derive(Default)]
struct Support {
    count: usize,
    spans: Vec<Span>,
    entity: Option<Speaker>,
}

impl Rules {
    /// The text that they were read from: part of the fingerprint of the settings.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The label of a rule.
    pub fn label(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |rule| &rule.label)
    }

    /// The examples of the file, in its order.
    pub(crate) fn examples(&self) -> &[Example] {
        &self.examples
    }

    /// Judges an article by all rules.
    pub(crate) fn judge(&self, facts: &Facts<'_>, words: &Words) -> Ruling {
        let hits = self.phrases.find(facts.document, words);
        let mut ruling = Ruling::default();
        for (index, rule) in self.list.iter().enumerate() {
            let Ok(support) = rule.judge(facts, &hits) else { continue };
            ruling.held.push(index);
            ruling.effects.add(&rule.effects);
            if !rule.hidden {
                ruling.tags.push(rule.tag(support));
            }
        }
        ruling
    }

    /// Why a rule does not hold; `None` if it does.
    pub(crate) fn fault(&self, index: usize, facts: &Facts<'_>, words: &Words) -> Option<Fault> {
        let hits = self.phrases.find(facts.document, words);
        self.list.get(index)?.judge(facts, &hits).err()
    }
}

impl Rule {
    fn judge(&self, facts: &Facts<'_>, hits: &[Hit]) -> Result<Support, Fault> {
        let is_there = |phrase: &usize| !phrases::of(hits, *phrase).is_empty();
        if self.unless.iter().any(is_there) {
            return Err(Fault::Unless);
        }
        let mut support = Support::default();
        for trigger in &self.triggers {
            trigger.count(facts, hits, &mut support);
        }
        if support.count < self.at_least {
            return Err(Fault::Triggers { found: support.count, needed: self.at_least });
        }
        if !self.with.is_empty() && !self.with.iter().any(is_there) {
            return Err(Fault::With);
        }
        if let Some(key) = self.when.unmet(facts) {
            return Err(Fault::When(key));
        }
        self.except.met(facts).map_or(Ok(support), |key| Err(Fault::Except(key)))
    }

    fn tag(&self, mut support: Support) -> Tag {
        support.spans.sort_unstable();
        support.spans.dedup();
        Tag {
            kind: TagKind::Rule,
            label: self.label.clone(),
            code: self.code.clone(),
            path: Vec::new(),
            score: 1.0,
            evidence: support.spans.into_iter().take(MOST_SPANS).map(Evidence::Text).collect(),
            relevance: None,
            entity: support.entity,
        }
    }
}

impl Trigger {
    /// Adds to the support of its rule if it is there.
    fn count(&self, facts: &Facts<'_>, hits: &[Hit], support: &mut Support) {
        match self {
            Self::Phrase(phrase) => {
                let found: Vec<Span> = phrase.find(hits).collect();
                if found.len() >= phrase.times {
                    support.count += 1;
                    support.spans.extend(found);
                }
            }
            Self::Entity(entity) => {
                if let Some((speaker, span)) = entity.find(facts.document, facts.surroundings) {
                    support.count += 1;
                    support.entity = support.entity.or(Some(speaker));
                    support.spans.extend(span);
                }
            }
            Self::Topic(wanted) => {
                if let Some(topic) = facts.topics.iter().find(|topic| topic::is_within(topic, wanted)) {
                    support.count += 1;
                    support.spans.extend(topic.evidence.iter().filter_map(|evidence| match evidence {
                        Evidence::Text(span) => Some(*span),
                        Evidence::Hashtag(_) => None,
                    }));
                }
            }
        }
    }
}

impl Phrase {
    /// Where it stands as the rule asks for it.
    fn find<'h>(&'h self, hits: &'h [Hit]) -> impl Iterator<Item = Span> + 'h {
        let stands_by = |hit: &Hit, phrases: &[usize]| {
            phrases
                .iter()
                .any(|&phrase| phrases::of(hits, phrase).iter().any(|other| other.sentence == hit.sentence))
        };
        let fits = move |hit: &&Hit| {
            let is_in_place = match self.place {
                Where::Anywhere => true,
                Where::Title => hit.in_title,
                Where::Lead => hit.in_lead,
            };
            is_in_place
                && (self.with.is_empty() || stands_by(hit, &self.with))
                && !stands_by(hit, &self.without)
        };
        phrases::of(hits, self.number).iter().filter(fits).map(|hit| hit.span)
    }
}

#[cfg(test)]
mod tests;
