//! A newsroom's own taxonomy: tags of kind `rule`, and what triggers them.
//!
//! ```toml
//! [[tag]]
//! label = "Water desk"
//! code = "desk:water"                        # optional
//! phrases = ["water rights", "dam"]          # words of the text, in any case
//! entities = ["Aral Sea", "country:UZ"]      # names of places, people, organisations; country:XX; geonames:NNN
//! topics = ["environment", "medtop:20000428"] # slug, IPTC label or code, and everything below it
//! at_least = 2                               # how many different triggers it takes; 1 if left out
//! unless = ["dam square"]                    # phrases that forbid the tag
//! ```

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::given::squash;
use super::topics::slug;
use super::words::Words;
use super::{Evidence, Surroundings, Tag};
use crate::article::enriched::TagKind;
use crate::document::{Document, Span, TokenKind, hash_lower};
use crate::enrich::figures::Speaker;
use crate::resources::Resources;

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
    /// Phrases by the key of their first word: the words after it, and what it triggers.
    phrases: HashMap<u64, Vec<Phrase>>,
    source: String,
}

#[derive(Debug, Clone)]
struct Rule {
    label: String,
    code: Option<String>,
    entities: Vec<Entity>,
    topics: Vec<String>,
    at_least: usize,
}

#[derive(Debug, Clone)]
struct Phrase {
    rest: Vec<u64>,
    rule: usize,
    trigger: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entity {
    Name(String),
    Country(String),
    GeoName(u32),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    tag: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    label: Spanned<String>,
    code: Option<String>,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    entities: Vec<Spanned<String>>,
    #[serde(default)]
    topics: Vec<Spanned<String>>,
    at_least: Option<Spanned<usize>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
}

impl Rules {
    /// Reads the text of a rules file.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(text).map_err(|error| RulesError {
            line: line(error.span().map_or(0, |span| span.start)),
            key: "file".into(),
            problem: error.message().replace('\n', " "),
        })?;
        let mut rules = Self { source: text.to_owned(), ..Self::default() };
        for (index, raw) in file.tag.into_iter().enumerate() {
            let whole = raw.span().start;
            let wrong = |at: usize, key: &str, problem: String| RulesError {
                line: line(at),
                key: format!("tag[{}].{key}", index + 1),
                problem,
            };
            let raw = raw.into_inner();
            if raw.label.get_ref().trim().is_empty() {
                return Err(wrong(raw.label.span().start, "label", "is empty; give the tag a name".into()));
            }
            let triggers = raw.phrases.len() + raw.entities.len() + raw.topics.len();
            if triggers == 0 {
                let problem = "nothing triggers it; give phrases, entities or topics";
                return Err(wrong(whole, "phrases", problem.into()));
            }
            let at_least = raw.at_least.as_ref().map_or(1, |at_least| *at_least.get_ref());
            if !(1..=triggers).contains(&at_least) {
                let at = raw.at_least.as_ref().map_or(whole, |at_least| at_least.span().start);
                let problem =
                    format!("is {at_least}, but there are {triggers} triggers; give 1 to {triggers}");
                return Err(wrong(at, "at_least", problem));
            }
            for (key, list, triggers) in [("phrases", &raw.phrases, true), ("unless", &raw.unless, false)] {
                for (number, phrase) in list.iter().enumerate() {
                    rules.add_phrase(phrase.get_ref(), index, triggers.then_some(number)).ok_or_else(
                        || {
                            let problem = format!("{:?} holds no word", phrase.get_ref());
                            wrong(phrase.span().start, key, problem)
                        },
                    )?;
                }
            }
            let mut entities = Vec::new();
            for entity in &raw.entities {
                let parsed = self::entity(entity.get_ref())
                    .map_err(|problem| wrong(entity.span().start, "entities", problem))?;
                entities.push(parsed);
            }
            for topic in &raw.topics {
                if !is_topic(topic.get_ref()) {
                    let problem = format!(
                        "{:?} is no topic; give a slug (`sport`), an IPTC label or a code (`medtop:20001065`)",
                        topic.get_ref()
                    );
                    return Err(wrong(topic.span().start, "topics", problem));
                }
            }
            rules.list.push(Rule {
                label: raw.label.into_inner(),
                code: raw.code,
                entities,
                topics: raw.topics.into_iter().map(Spanned::into_inner).collect(),
                at_least,
            });
        }
        Ok(rules)
    }

    /// The text that they were read from: part of the fingerprint of the settings.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How many tags there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True if there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    fn add_phrase(&mut self, phrase: &str, rule: usize, trigger: Option<usize>) -> Option<()> {
        let document = Document::new(None, phrase);
        let words =
            document.tokens().iter().filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
        let mut keys = words.map(|token| hash_lower(document.word(token)));
        let first = keys.next()?;
        self.phrases.entry(first).or_default().push(Phrase { rest: keys.collect(), rule, trigger });
        Some(())
    }

    /// The tags whose triggers the article has.
    pub(super) fn find(
        &self,
        document: &Document,
        words: &Words,
        surroundings: Surroundings<'_>,
        topics: &[Tag],
    ) -> Vec<Tag> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut states: Vec<State> = vec![State::default(); self.list.len()];
        self.read_phrases(document, words, &mut states);
        let mut tags = Vec::new();
        for (rule, mut state) in self.list.iter().zip(states) {
            if state.forbidden {
                continue;
            }
            let mut count = state.phrases.len();
            for entity in &rule.entities {
                if let Some((speaker, span)) = entity.find(document, surroundings) {
                    count += 1;
                    state.entity = state.entity.or(Some(speaker));
                    state.spans.extend(span);
                }
            }
            for wanted in &rule.topics {
                if let Some(topic) = topics.iter().find(|topic| is_within(topic, wanted)) {
                    count += 1;
                    state.spans.extend(topic.evidence.iter().filter_map(|evidence| match evidence {
                        Evidence::Text(span) => Some(*span),
                        Evidence::Hashtag(_) => None,
                    }));
                }
            }
            if count < rule.at_least {
                continue;
            }
            state.spans.sort_unstable();
            state.spans.dedup();
            tags.push(Tag {
                kind: TagKind::Rule,
                label: rule.label.clone(),
                code: rule.code.clone(),
                path: Vec::new(),
                score: 1.0,
                evidence: state.spans.into_iter().take(MOST_SPANS).map(Evidence::Text).collect(),
                relevance: None,
                entity: state.entity,
            });
        }
        tags
    }

    fn read_phrases(&self, document: &Document, words: &Words, states: &mut [State]) {
        if self.phrases.is_empty() {
            return;
        }
        let row = words.row();
        for (at, word) in row.iter().enumerate() {
            for phrase in self.phrases.get(&word.key).into_iter().flatten() {
                let rest = row.get(at + 1..=at + phrase.rest.len()).unwrap_or_default();
                let fits = rest.len() == phrase.rest.len()
                    && rest.iter().zip(&phrase.rest).all(|(word, key)| word.key == *key && !word.after_break);
                if !fits {
                    continue;
                }
                let state = &mut states[phrase.rule];
                match phrase.trigger {
                    None => state.forbidden = true,
                    Some(trigger) if !state.phrases.contains(&trigger) => {
                        state.phrases.push(trigger);
                        let tokens = document.tokens();
                        let last = rest.last().unwrap_or(word);
                        state
                            .spans
                            .push(tokens[word.token as usize].span.to(tokens[last.token as usize].span));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

/// No more evidence than this is given.
const MOST_SPANS: usize = 8;

#[derive(Debug, Clone, Default)]
struct State {
    forbidden: bool,
    phrases: Vec<usize>,
    spans: Vec<Span>,
    entity: Option<Speaker>,
}

fn entity(text: &str) -> Result<Entity, String> {
    if let Some(code) = text.strip_prefix("country:") {
        return if code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Entity::Country(code.into()))
        } else {
            Err(format!("{code:?} is no ISO 3166-1 code; give two capitals (`country:AM`)"))
        };
    }
    if let Some(id) = text.strip_prefix("geonames:") {
        return id.parse().map(Entity::GeoName).map_err(|_| format!("{id:?} is no GeoNames number"));
    }
    let name = squash(text);
    if name.is_empty() { Err(format!("{text:?} holds no letter")) } else { Ok(Entity::Name(name)) }
}

impl Entity {
    /// The first entity of the article that is meant, and where it is first mentioned.
    fn find(&self, document: &Document, surroundings: Surroundings<'_>) -> Option<(Speaker, Option<Span>)> {
        for (index, place) in surroundings.places.iter().enumerate() {
            let meant = match self {
                Self::Country(code) => place.country_code.as_ref() == Some(code),
                Self::GeoName(id) => place.geoname_id == Some(*id),
                Self::Name(name) => {
                    squash(&place.name) == *name
                        || place.mentions.iter().any(|mention| squash(document.slice(mention.span)) == *name)
                }
            };
            if meant {
                return Some((Speaker::Place(index), place.mentions.first().map(|mention| mention.span)));
            }
        }
        let Self::Name(wanted) = self else { return None };
        let is_meant = |name: &str, mentions: &[Span]| {
            squash(name) == *wanted || mentions.iter().any(|&span| squash(document.slice(span)) == *wanted)
        };
        let person = surroundings.people.iter().position(|person| is_meant(&person.name, &person.mentions));
        if let Some(index) = person {
            return Some((Speaker::Person(index), surroundings.people[index].mentions.first().copied()));
        }
        let index = surroundings
            .organisations
            .iter()
            .position(|organisation| is_meant(&organisation.name, &organisation.mentions))?;
        Some((Speaker::Organisation(index), surroundings.organisations[index].mentions.first().copied()))
    }
}

/// True if a topic is the wanted one or lies below it.
fn is_within(topic: &Tag, wanted: &str) -> bool {
    topic.code.as_deref() == Some(wanted)
        || topic.path.iter().any(|label| label == wanted)
        || topic.path.first().is_some_and(|top| {
            slug(top) == wanted || (wanted.starts_with("medtop:") && slug(top) == slug(wanted))
        })
        || wanted
            .strip_prefix("medtop:")
            .and_then(|number| number.parse().ok())
            .and_then(|code| {
                let model = Resources::embedded().topics();
                model.concept(model.concept_by_code(code)?)
            })
            .is_some_and(|concept| {
                concept.parent.is_some() && topic.path.iter().any(|label| label == concept.label)
            })
}

fn is_topic(wanted: &str) -> bool {
    let model = Resources::embedded().topics();
    if let Some(number) = wanted.strip_prefix("medtop:") {
        return number.parse().is_ok_and(|code| model.concept_by_code(code).is_some());
    }
    (0..model.len() as u16)
        .filter_map(|index| model.concept(index))
        .any(|concept| concept.label == wanted || (concept.parent.is_none() && slug(concept.label) == wanted))
}

#[cfg(test)]
mod tests;
