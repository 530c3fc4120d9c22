//! From the keys of a rules file to rules that are ready to match; each mistake with its line.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};
use toml::Spanned;

use super::conditions::Conditions;
use super::entity::Entity;
use super::figures::FigureCondition;
use super::file::{File, PhraseTable, RawConditions, RawExample, RawRule};
use super::phrases::Phrases;
use super::topic::check_topic;
use super::{Example, Phrase, Rule, Rules, RulesError, Trigger};
use crate::article::enriched::Form;
use crate::article::{Article, Effects};
use crate::enrich::language::normalise;
use crate::enrich::tags::thresholds::LONGEST_KEY;

/// The beginnings of routing keys that Dateline itself writes.
const OWN_KEYS: &[&str] = &["article.", "form.", "status."];

/// One rule of the file, while it is read.
struct Reader<'t> {
    text: &'t str,
    /// Counted from 1.
    number: usize,
}

impl Rules {
    /// Reads the text of a rules file.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text).map_err(|error| RulesError {
            line: line(text, error.span().map_or(0, |span| span.start)),
            key: "file".into(),
            problem: error.message().replace('\n', " "),
        })?;
        let mut rules = Self { source: text.to_owned(), ..Self::default() };
        for (index, raw) in file.tag.into_iter().enumerate() {
            let reader = Reader { text, number: index + 1 };
            let whole = raw.span().start;
            let rule = reader.rule(raw.into_inner(), whole, &mut rules.phrases, &mut rules.examples)?;
            rules.list.push(rule);
        }
        Ok(rules)
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

impl Reader<'_> {
    fn wrong(&self, at: usize, key: &str, problem: impl Into<String>) -> RulesError {
        RulesError {
            line: line(self.text, at),
            key: format!("tag[{}].{key}", self.number),
            problem: problem.into(),
        }
    }

    /// Each value of a list, read by `read`; a mistake has the line of its value.
    fn each<R, T>(
        &self,
        key: &str,
        values: &[Spanned<R>],
        mut read: impl FnMut(&R) -> Result<T, String>,
    ) -> Result<Vec<T>, RulesError> {
        let read = |value: &Spanned<R>| {
            read(value.get_ref()).map_err(|problem| self.wrong(value.span().start, key, problem))
        };
        values.iter().map(read).collect()
    }

    fn rule(
        &self,
        raw: RawRule,
        whole: usize,
        phrases: &mut Phrases,
        examples: &mut Vec<Example>,
    ) -> Result<Rule, RulesError> {
        if raw.label.get_ref().trim().is_empty() {
            return Err(self.wrong(raw.label.span().start, "label", "is empty; give the tag a name"));
        }
        let when = self.conditions("when", &raw.when)?;
        let except = self.conditions("except", &raw.except)?;
        let mut triggers = self
            .each("phrases", &raw.phrases, |phrase| read_phrase(&phrase.0, phrases).map(Trigger::Phrase))?;
        triggers
            .extend(self.each("entities", &raw.entities, |text| Entity::parse(text).map(Trigger::Entity))?);
        triggers.extend(self.each("topics", &raw.topics, |text| check_topic(text).map(Trigger::Topic))?);
        if triggers.is_empty() && when.is_empty() {
            let problem =
                "nothing triggers it; give phrases, entities or topics, or conditions in [tag.when]";
            return Err(self.wrong(whole, "phrases", problem));
        }
        let at_least = self.at_least(raw.at_least.as_ref(), triggers.len())?;
        let with = self.each("with", &raw.with, |text| phrases.add(text))?;
        let unless = self.each("unless", &raw.unless, |text| phrases.add(text))?;
        let effects = self.effects(&raw)?;
        if raw.hidden && effects == Effects::default() {
            let problem = "the rule would do nothing; give it headers, cc or priority, or leave out hidden";
            return Err(self.wrong(whole, "hidden", problem));
        }
        for (index, example) in raw.example.into_iter().enumerate() {
            let key = format!("tag[{}].example[{}]", self.number, index + 1);
            examples.push(self::example(self.text, self.number - 1, key, example));
        }
        let label = raw.label.into_inner();
        Ok(Rule {
            label,
            code: raw.code,
            hidden: raw.hidden,
            triggers,
            at_least,
            with,
            unless,
            when,
            except,
            effects,
        })
    }

    fn at_least(&self, given: Option<&Spanned<usize>>, triggers: usize) -> Result<usize, RulesError> {
        let Some(given) = given else { return Ok(triggers.min(1)) };
        let at_least = *given.get_ref();
        if (1..=triggers).contains(&at_least) {
            return Ok(at_least);
        }
        let problem = match triggers {
            0 => "there is no trigger to count; leave it out, or give phrases, entities or topics".to_owned(),
            _ => format!("is {at_least}, but there are {triggers} triggers; give 1 to {triggers}"),
        };
        Err(self.wrong(given.span().start, "at_least", problem))
    }

    fn conditions(&self, table: &str, raw: &RawConditions) -> Result<Conditions, RulesError> {
        let key = |name: &str| format!("{table}.{name}");
        let relevance = raw.relevance.as_ref().map_or(0, |relevance| *relevance.get_ref());
        if let Some(given) = raw.relevance.as_ref().filter(|_| relevance > 100) {
            let problem = format!("is {relevance}; give 0 to 100");
            return Err(self.wrong(given.span().start, &key("relevance"), problem));
        }
        Ok(Conditions {
            countries: self.each(&key("countries"), &raw.countries, |text| country(text))?,
            languages: self.each(&key("languages"), &raw.languages, |text| language(text))?,
            sources: self.each(&key("sources"), &raw.sources, |text| Ok(text.trim().to_owned()))?,
            forms: self.each(&key("forms"), &raw.forms, |text| form(text))?,
            urgency: raw.urgency.iter().map(|urgency| *urgency.get_ref()).collect(),
            topics: self.each(&key("topics"), &raw.topics, |text| check_topic(text))?,
            people: self.each(&key("people"), &raw.people, |text| Entity::parse(text))?,
            organisations: self
                .each(&key("organisations"), &raw.organisations, |text| Entity::parse(text))?,
            places: self.each(&key("places"), &raw.places, |text| Entity::parse(text))?,
            figures: self.each(&key("figures"), &raw.figures, |text| FigureCondition::parse(text))?,
            relevance,
        })
    }

    fn effects(&self, raw: &RawRule) -> Result<Effects, RulesError> {
        let mut effects = Effects::default();
        for (name, value) in &raw.headers {
            header(name.get_ref()).map_err(|problem| self.wrong(name.span().start, "headers", problem))?;
            effects.headers.insert(name.get_ref().clone(), value.clone());
        }
        effects.keys = self.each("cc", &raw.cc, |text| routing_key(text))?;
        if let Some(priority) = &raw.priority {
            let value = u8::try_from(*priority.get_ref()).map_err(|_| {
                let problem = format!("is {}; give 0 to 255", priority.get_ref());
                self.wrong(priority.span().start, "priority", problem)
            })?;
            effects.priority = Some(value);
        }
        Ok(effects)
    }
}

fn read_phrase(raw: &PhraseTable, phrases: &mut Phrases) -> Result<Phrase, String> {
    if raw.times == 0 {
        return Err(format!("times of {:?} is 0; give 1 or more, or put it into `unless`", raw.text));
    }
    let phrase = phrases.add(&raw.text)?;
    let mut all = |list: &[String]| list.iter().map(|text| phrases.add(text)).collect::<Result<Vec<_>, _>>();
    let (with, without) = (all(&raw.with)?, all(&raw.without)?);
    Ok(Phrase { number: phrase, place: raw.place, times: raw.times, with, without })
}

fn country(code: &str) -> Result<String, String> {
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Ok(code.to_owned());
    }
    Err(format!("{code:?} is no ISO 3166-1 code; give two capitals, such as \"AM\""))
}

fn language(code: &str) -> Result<String, String> {
    normalise(code)
        .filter(|normal| normal == code)
        .ok_or_else(|| format!("{code:?} is no ISO 639 code; give small letters, such as \"en\""))
}

fn form(name: &str) -> Result<Form, String> {
    let deserializer: StrDeserializer<'_, ValueError> = name.into_deserializer();
    Form::deserialize(deserializer).map_err(|error| error.to_string().replace('`', "\""))
}

/// A header's name that neither the broker nor Dateline uses.
fn header(name: &str) -> Result<(), String> {
    let lower = name.to_ascii_lowercase();
    let is_free = !["cc", "bcc", "traceparent", "tracestate"].contains(&lower.as_str())
        && !lower.starts_with("x-")
        && !lower.starts_with("dateline.");
    match (is_free, name.is_empty() || name.len() > LONGEST_KEY) {
        (true, false) => Ok(()),
        (false, _) => Err(format!("{name:?} belongs to the broker or to Dateline; give another name")),
        (true, true) => Err(format!("a header's name has 1 to {LONGEST_KEY} bytes")),
    }
}

fn routing_key(key: &str) -> Result<String, String> {
    if key.is_empty() || key.len() > LONGEST_KEY {
        return Err(format!("a routing key has 1 to {LONGEST_KEY} bytes"));
    }
    if key.split('.').any(|word| word == "*" || word == "#") {
        return Err(format!(
            "{key:?} is a pattern; give a key without `*` and `#`, queues bind with patterns"
        ));
    }
    if let Some(own) = OWN_KEYS.iter().find(|own| key.starts_with(**own)) {
        return Err(format!("{key:?} begins as Dateline's own keys do (`{own}`); begin with another word"));
    }
    Ok(key.to_owned())
}

fn example(text: &str, rule: usize, key: String, raw: Spanned<RawExample>) -> Example {
    let line = line(text, raw.span().start);
    let raw = raw.into_inner();
    let article = Article {
        id: key.clone(),
        title: raw.title,
        body: raw.text,
        source: raw.source,
        language: raw.language,
        urgency: raw.urgency,
        published_at: raw.published_at,
        hashtags: raw.hashtags,
        ..Article::default()
    };
    Example { rule, line, key, article, expect: raw.expect }
}
