//! Conditions on figures: `killed >= 10`, `key money >= 1e9 USD`, `killed >= 10 and injured >= 50`.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::article::enriched::{Dimension, Impact, Qualifier};
use crate::enrich::figures::Figure;

/// What a figure is asked for; all parts must be met, each by any figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FigureCondition(Vec<Part>);

#[derive(Debug, Clone, PartialEq)]
struct Part {
    key: bool,
    subject: Subject,
    comparison: Comparison,
    number: f64,
    unit: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Impact(Impact),
    Dimension(Dimension),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Equal,
}

/// Longer signs first: `>=` begins with `>`.
const COMPARISONS: &[(&str, Comparison)] = &[
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    (">", Comparison::MoreThan),
    ("<", Comparison::LessThan),
    ("=", Comparison::Equal),
];

const FORM: &str = "write `killed >= 10`, `money >= 1e9 USD`, `count > 500 job`, `percent >= 20`, or two of them with `and` between";

impl FigureCondition {
    /// Reads a condition.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        text.split(" and ").map(part).collect::<Result<_, _>>().map(Self)
    }

    /// True if the figures of an article meet it.
    pub(super) fn is_met(&self, figures: &[Figure]) -> bool {
        self.0.iter().all(|part| figures.iter().any(|figure| part.is_met(figure)))
    }
}

fn part(text: &str) -> Result<Part, String> {
    let found = COMPARISONS.iter().find_map(|(sign, comparison)| Some((text.split_once(sign)?, *comparison)));
    let ((left, right), comparison) = found.ok_or_else(|| format!("{text:?} compares nothing; {FORM}"))?;
    let left = left.trim();
    let (key, name) = left.strip_prefix("key ").map_or((false, left), |name| (true, name.trim()));
    let subject = subject(name)
        .ok_or_else(|| format!("{name:?} is neither an impact nor a dimension; give killed, injured, missing, displaced, detained, affected, or count, money, percent, mass, length, …"))?;
    let mut words = right.split_whitespace();
    let digits = words.next().unwrap_or_default();
    let number: f64 = digits
        .replace(['_', ','], "")
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| format!("{digits:?} is no number; {FORM}"))?;
    let unit = words.next().map(str::to_owned);
    if let Some(more) = words.next() {
        return Err(format!("{more:?} is too much: one unit stands behind the number; {FORM}"));
    }
    unit_fits(subject, unit.as_deref())?;
    Ok(Part { key, subject, comparison, number, unit })
}

fn subject(name: &str) -> Option<Subject> {
    let name = || -> StrDeserializer<'_, ValueError> { name.into_deserializer() };
    let impact = Impact::deserialize(name()).ok().map(Subject::Impact);
    impact.or_else(|| Dimension::deserialize(name()).ok().map(Subject::Dimension))
}

fn unit_fits(subject: Subject, unit: Option<&str>) -> Result<(), String> {
    let currency = |unit: &str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    match (subject, unit) {
        (Subject::Impact(_), Some(unit)) => Err(format!("{unit:?}: people need no unit; leave it out")),
        (Subject::Dimension(Dimension::Money), unit) if !unit.is_some_and(currency) => {
            Err("money needs a currency, such as `money >= 1e9 USD`; amounts are not converted".into())
        }
        (
            Subject::Dimension(
                Dimension::Mass
                | Dimension::Length
                | Dimension::Area
                | Dimension::Volume
                | Dimension::Duration
                | Dimension::Speed
                | Dimension::Temperature
                | Dimension::Energy,
            ),
            None,
        ) => Err("this needs a unit as figures have it (`unit` of the output), such as `length >= 10 km`; values are not converted".into()),
        _ => Ok(()),
    }
}

impl Part {
    fn is_met(&self, figure: &Figure) -> bool {
        let is_meant = match self.subject {
            Subject::Impact(impact) => figure.impact == Some(impact),
            Subject::Dimension(dimension) => figure.dimension == dimension,
        };
        let is_unit = self
            .unit
            .as_ref()
            .is_none_or(|unit| figure.unit.as_ref().is_some_and(|other| other.eq_ignore_ascii_case(unit)));
        if !is_meant || !is_unit || figure.withdrawn || (self.key && !figure.key) {
            return false;
        }
        let Some(value) = figure.value else { return false };
        let is_range = figure.qualifier == Qualifier::Range;
        let highest = figure.value_max.filter(|_| is_range).unwrap_or(value);
        // What the text leaves open meets no condition: `at most 20` may be 3.
        let from_below = !matches!(figure.qualifier, Qualifier::AtMost | Qualifier::LessThan);
        let from_above = !matches!(figure.qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
        match self.comparison {
            Comparison::AtLeast => from_below && value >= self.number,
            Comparison::MoreThan => {
                from_below
                    && (value > self.number
                        || (figure.qualifier == Qualifier::MoreThan && value >= self.number))
            }
            Comparison::AtMost => from_above && highest <= self.number,
            Comparison::LessThan => {
                from_above
                    && (highest < self.number
                        || (figure.qualifier == Qualifier::LessThan && highest <= self.number))
            }
            Comparison::Equal => {
                from_below
                    && from_above
                    && !is_range
                    && (value - self.number).abs() <= self.number.abs() * 1e-9
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::document::Document;
    use crate::enrich::{Enricher, Options, Scratch};

    fn figures(text: &str) -> Vec<Figure> {
        let document = Document::new(None, text);
        let article = Article { body: text.into(), ..Article::default() };
        Enricher::new(Options::default()).find(&document, &article, &mut Scratch::default()).figures
    }

    fn is_met(condition: &str, text: &str) -> bool {
        FigureCondition::parse(condition).unwrap().is_met(&figures(text))
    }

    #[test]
    fn conditions_compare_what_the_text_says_for_sure() {
        let crash = "A bus crash killed 12 people and injured 40 others near Nakuru on Sunday, police said.";
        assert!(is_met("killed >= 12", crash));
        assert!(!is_met("killed > 12", crash));
        assert!(is_met("killed >= 10 and injured >= 40", crash));
        assert!(!is_met("killed >= 10 and injured > 40", crash));
        assert!(is_met("count = 12 person", crash));
        assert!(!is_met("displaced >= 1", crash));
        let flood = "Floods killed at least 30 people in the province, officials said.";
        assert!(is_met("killed >= 30", flood));
        assert!(!is_met("killed <= 30", flood));
    }

    #[test]
    fn money_is_compared_in_its_own_currency() {
        let text = "The port operator said it would invest $1.2 billion in the new terminal over five years.";
        assert!(is_met("money >= 1e9 USD", text));
        assert!(is_met("money >= 1,000,000,000 USD", text));
        assert!(!is_met("money >= 1e9 EUR", text));
        assert!(!is_met("money >= 2e9 USD", text));
    }

    #[test]
    fn mistakes_say_what_to_write() {
        let wrong = |text: &str| FigureCondition::parse(text).unwrap_err();
        assert!(wrong("killed 10").contains("compares nothing"));
        assert!(wrong("dead >= 10").contains("\"dead\""));
        assert!(wrong("killed >= ten").contains("\"ten\" is no number"));
        assert!(wrong("money >= 1e9").contains("currency"));
        assert!(wrong("money >= 1e9 dollars").contains("currency"));
        assert!(wrong("length >= 10").contains("needs a unit"));
        assert!(wrong("killed >= 10 people").contains("leave it out"));
        assert!(wrong("percent >= 10 % more").contains("too much"));
    }
}
