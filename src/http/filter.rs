//! The filter line of the wire: `country:KE topic:disaster killed>=10 source:afp words`. A row must meet every part; a minus
//! before a part turns it round.

use crate::worker::recent::findings::IMPACTS;
use crate::worker::recent::row::Row;

/// A filter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Filter(Vec<Part>);

#[derive(Debug, Clone, PartialEq)]
struct Part {
    test: Test,
    is_turned: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Country(String),
    Topic(String),
    Source(String),
    Language(String),
    Form(String),
    Place(String),
    /// `is:dead`.
    Fate(String),
    Reason(String),
    Number(Number, Comparison, f64),
    Word(String),
    /// A key that is not known: no row meets it.
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    Impact(usize),
    Figures,
    Bytes,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// Longer signs first: `>=` begins with `>`.
const SIGNS: [(&str, Comparison); 5] = [
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    (">", Comparison::More),
    ("<", Comparison::Less),
    ("=", Comparison::Equal),
];

impl Filter {
    /// Reads a filter line; every line is one.
    pub(super) fn parse(line: &str) -> Self {
        Self(words(&line.to_lowercase()).iter().map(|word| part(word)).collect())
    }

    /// True if a row meets every part.
    pub(super) fn takes(&self, row: &Row) -> bool {
        self.0.iter().all(|part| part.test.takes(row) != part.is_turned)
    }
}

/// Words, where quotation marks hold several together.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            c if c.is_whitespace() && !is_quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

fn part(word: &str) -> Part {
    let (is_turned, word) = match word.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word),
    };
    let number = || {
        let (at, sign, comparison) = SIGNS
            .iter()
            .filter_map(|&(sign, comparison)| Some((word.find(sign)?, sign, comparison)))
            .min_by_key(|&(at, sign, _)| (at, std::cmp::Reverse(sign.len())))?;
        let value = word[at + sign.len()..].replace([',', '_'], "").parse().ok()?;
        Some(Test::Number(number_named(&word[..at])?, comparison, value))
    };
    let keyed = || {
        let (key, value) = word.split_once(':')?;
        let value = value.to_owned();
        Some(match key {
            "country" => Test::Country(value),
            "topic" => Test::Topic(value),
            "source" => Test::Source(value),
            "language" | "lang" => Test::Language(value),
            "form" => Test::Form(value),
            "place" => Test::Place(value),
            "is" => Test::Fate(value),
            "reason" => Test::Reason(value),
            _ if value.starts_with("//") || key.contains('.') => return None,
            _ => Test::Never,
        })
    };
    let test = number().or_else(keyed).unwrap_or_else(|| Test::Word(word.to_owned()));
    Part { test, is_turned }
}

fn number_named(name: &str) -> Option<Number> {
    match name {
        "figures" => Some(Number::Figures),
        "bytes" => Some(Number::Bytes),
        _ => IMPACTS.iter().position(|(impact, _)| *impact == name).map(Number::Impact),
    }
}

impl Test {
    fn takes(&self, row: &Row) -> bool {
        let found = &row.findings;
        let within = |text: &str, part: &str| text.to_lowercase().contains(part);
        match self {
            Self::Country(code) => found.countries.iter().any(|country| country.eq_ignore_ascii_case(code)),
            Self::Topic(start) => found.topics.iter().any(|topic| topic.starts_with(start.as_str())),
            Self::Source(part) => within(&row.source, part),
            Self::Language(code) => found.language.as_deref() == Some(code.as_str()),
            Self::Form(start) => found.form.is_some_and(|form| form.starts_with(start.as_str())),
            Self::Place(part) => found.places.iter().any(|dot| within(&dot.name, part)),
            Self::Fate(name) => row.fate.name() == name,
            Self::Reason(start) => {
                row.failure.as_ref().is_some_and(|failure| failure.reason.code().starts_with(start.as_str()))
            }
            Self::Number(number, comparison, limit) => {
                let value = match number {
                    Number::Impact(index) => found.impacts[*index],
                    Number::Figures => Some(found.figures as f64),
                    Number::Bytes => Some(row.bytes as f64),
                };
                value.is_some_and(|value| comparison.holds(value, *limit))
            }
            Self::Word(part) => {
                let texts = [found.title.as_deref(), found.figure.as_deref(), Some(row.source.as_str())];
                texts.into_iter().flatten().any(|text| within(text, part))
                    || within(&found.id, part)
                    || found.places.iter().any(|dot| within(&dot.name, part))
            }
            Self::Never => false,
        }
    }
}

impl Comparison {
    fn holds(self, value: f64, limit: f64) -> bool {
        match self {
            Self::Less => value < limit,
            Self::AtMost => value <= limit,
            Self::Equal => (value - limit).abs() < f64::EPSILON,
            Self::AtLeast => value >= limit,
            Self::More => value > limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::worker::outcome::Fate;
    use crate::worker::recent::findings::{Dot, Findings};
    use crate::worker::{Failure, Reason};

    fn row() -> Row {
        let mut impacts = [None; IMPACTS.len()];
        impacts[0] = Some(14.0);
        let place =
            Dot { name: "Kisumu".into(), country: Some("KE".into()), latitude: -0.1, longitude: 34.7 };
        Row {
            number: 1,
            at: "2024-05-07T09:00:00Z".parse().unwrap(),
            fate: Fate::Enriched,
            failure: None,
            source: "AFP Nairobi".into(),
            findings: Arc::new(Findings {
                countries: vec!["KE".into()],
                topics: vec!["disaster"],
                language: Some("en".into()),
                form: Some("story"),
                places: vec![place],
                figures: 3,
                impacts,
                title: Some("Floods in the west".into()),
                ..Findings::default()
            }),
            bytes: 900,
            took: Duration::ZERO,
            in_hand: Duration::ZERO,
            age: None,
            kept: None,
        }
    }

    #[test]
    fn a_row_meets_every_part() {
        for (line, expected) in [
            ("", true),
            ("country:KE topic:disaster killed>=10 source:afp floods", true),
            ("country:ke", true),
            ("country:UG", false),
            ("-country:UG", true),
            ("killed>14", false),
            ("killed>13 killed<=14 killed=14", true),
            ("injured>0", false),
            ("figures>=3 bytes<1,000", true),
            ("source:\"afp nairobi\"", true),
            ("source:reuters", false),
            ("place:kisu form:story lang:en is:enriched", true),
            ("is:dead", false),
            ("colour:red", false),
            ("\"floods in\"", true),
            ("floods drought", false),
        ] {
            assert_eq!(Filter::parse(line).takes(&row()), expected, "{line}");
        }
    }

    #[test]
    fn dead_letters_are_chosen_by_their_reason() {
        let failure = Some(Failure::new(Reason::UnreadableBody, "EOF"));
        let row = Row { fate: Fate::Dead, failure, ..row() };
        assert!(Filter::parse("is:dead reason:unreadable").takes(&row));
        assert!(!Filter::parse("reason:no_article").takes(&row));
    }
}
