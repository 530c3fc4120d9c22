//! Figures and their fields.
//!
//! - A figure is found if the answer has one in the same field whose span overlaps, whose values are equal within 0.1 %, and
//!   which is at most 40 characters longer. A value that the annotator doubted is not compared. Any other figure of the answer is spurious, rates too.
//! - The fields are compared on figures that were found and are not optional. `counted` is right if half of all words of
//!   both are in both, or one stands in the other; `attribution` if one stands in the other, or if both have the same
//!   speaker; `location` also if it is another place that the annotator accepts.
//! - `as_of` is right if half of all days of both are in both. The days of an answer are counted as they are written, and in
//!   the zone of the publication: one of the two has to fit.
//! - A key figure is right if any telling of it is one that the editor chose.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

use super::answer;
use super::entities::Entities;
use super::gold::{self, Gold};
use super::links::{self, Groups};
use super::measure::Measure;
use super::report::Report;
use super::text::{contains, half_shared, stems, words};
use crate::article::enriched::{Dimension, Qualifier};

/// How much longer than in the gold a span may be.
const LONGER: u32 = 40;
/// The part by which equal values may differ.
const TOLERANCE: f64 = 1e-3;

pub(super) fn score(report: &mut Report, entities: &Entities<'_>) {
    let (gold, said) = (&entities.gold.figures, &entities.answer.enrichment.key_figures.figures);
    let pairs = pair(gold, said);
    let is_optional = |g: usize| gold[g].optional;
    let texts = (gold.iter().map(|f| f.text.as_str()), &is_optional as &dyn Fn(usize) -> bool);
    let said_texts = said.iter().map(|figure| figure.text.as_str());
    super::entities::detect(report, Measure::Figures, texts, (said_texts, &|_| false), &pairs);
    for &(g, a) in pairs.iter().filter(|(g, _)| !is_optional(*g)) {
        let fields = Fields { gold: &gold[g], said: &said[a], entities };
        fields.always_given(report);
        fields.detected(report);
        fields.references(report);
    }
    key(report, entities.gold, said, &pairs);
    links::score(report, gold, said, &pairs);
}

/// Pairs one to one, most overlap first.
fn pair(gold: &[gold::Figure], said: &[answer::Figure]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        for (a, other) in said.iter().enumerate() {
            let overlap = one.end.min(other.end).saturating_sub(one.start.max(other.start));
            let is_short = other.end.saturating_sub(other.start) <= one.end - one.start + LONGER;
            let same_value = (!one.is_sure("value") || equal(one.value, other.value))
                && (!one.is_sure("value_max") || equal(one.value_max, other.value_max));
            if one.field == other.field && overlap > 0 && is_short && same_value {
                candidates.push((overlap, g, a));
            }
        }
    }
    candidates.sort_by_key(|&(overlap, g, a)| (std::cmp::Reverse(overlap), g, a));
    let (mut taken, mut given) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, g, a) in candidates {
        if !taken.contains(&g) && !given.contains(&a) {
            taken.insert(g);
            given.insert(a);
            pairs.push((g, a));
        }
    }
    pairs.sort_unstable();
    pairs
}

fn equal(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// A figure that was found, beside the gold.
struct Fields<'a> {
    gold: &'a gold::Figure,
    said: &'a answer::Figure,
    entities: &'a Entities<'a>,
}

impl Fields<'_> {
    fn always_given(&self, report: &mut Report) {
        let (gold, said) = (self.gold, self.said);
        if gold.is_sure("dimension") {
            report.accuracy(Measure::Dimension, gold.dimension == said.dimension, || {
                (gold.text.clone(), format!("{:?}", gold.dimension), format!("{:?}", said.dimension))
            });
        }
        if gold.is_sure("unit") {
            let is_noun = matches!(gold.dimension, Dimension::Count | Dimension::Score | Dimension::Other);
            let unit = |unit: &Option<String>| unit.clone().unwrap_or_default();
            let (one, other) = (unit(&gold.unit), unit(&said.unit));
            let is_right = one == other || is_noun && stems(&one) == stems(&other);
            report.accuracy(Measure::Unit, is_right, || (gold.text.clone(), one.clone(), other.clone()));
        }
    }

    fn detected(&self, report: &mut Report) {
        let (gold, said) = (self.gold, self.said);
        if gold.is_sure("counted") {
            let is_right = gold.counted.as_ref().zip(said.counted.as_ref()).is_some_and(|(one, other)| {
                let (one, other) = (stems(one), stems(other));
                contains(&one, &other) || half_shared(&one, &other)
            });
            report.detected(
                Measure::Counted,
                gold.counted.clone(),
                said.counted.clone(),
                is_right,
                &gold.text,
            );
        }
        if gold.is_sure("impact") {
            let name = |impact| format!("{impact:?}").to_lowercase();
            let (one, other) = (gold.impact.map(name), said.impact.map(name));
            report.detected(Measure::Impact, one, other, gold.impact == said.impact, &gold.text);
        }
        if gold.is_sure("qualifier") {
            let name = |qualifier| (qualifier != Qualifier::Exact).then(|| format!("{qualifier:?}"));
            let is_right = gold.qualifier == said.qualifier;
            let (one, other) = (name(gold.qualifier), name(said.qualifier));
            report.detected(Measure::Qualifier, one, other, is_right, &gold.text);
        }
        if gold.is_sure("withdrawn") {
            let name = |withdrawn: bool| withdrawn.then(|| "withdrawn".to_owned());
            let (one, other) = (name(gold.withdrawn), name(said.withdrawn));
            report.detected(Measure::Withdrawn, one, other, true, &gold.text);
        }
        if gold.is_sure("as_of") {
            let name = |from: &str, to: &str| format!("{from}/{to}");
            let one = gold.as_of.as_ref().map(|days| name(&days.from, &days.to));
            let other = said.as_of.as_ref().map(|interval| name(&interval.from, &interval.to));
            let published = &self.entities.gold.article.published_at;
            let is_right = gold.as_of.as_ref().zip(said.as_of.as_ref());
            let is_right = is_right.is_some_and(|(days, interval)| same_days(days, interval, published));
            report.detected(Measure::AsOf, one, other, is_right, &gold.text);
        }
    }

    fn references(&self, report: &mut Report) {
        let (gold, said) = (self.gold, self.said);
        let speaker = said.speaker.as_deref().and_then(|id| self.entities.gold_id(id));
        let same_speaker = gold.speaker.is_some() && speaker == gold.speaker.as_deref();
        if gold.is_sure("attribution") {
            let is_right = gold.attribution.as_ref().zip(said.attribution.as_ref());
            let is_right =
                is_right.is_some_and(|(one, other)| same_speaker || contains(&words(one), &words(other)));
            let (one, other) = (gold.attribution.clone(), said.attribution.clone());
            report.detected(Measure::Attribution, one, other, is_right, &gold.text);
        }
        if gold.is_sure("speaker") {
            let (one, other) = (gold.speaker.clone(), said.speaker.clone());
            report.detected(
                Measure::Speaker,
                one.map(|id| self.gold_name(&id)),
                other.map(|id| self.said_name(&id)),
                same_speaker,
                &gold.text,
            );
        }
        if gold.is_sure("location") {
            let place = said.location.as_deref().and_then(|id| self.entities.gold_id(id));
            let is_right = place.is_some_and(|place| {
                gold.location.iter().chain(&gold.location_also).any(|accepted| accepted == place)
            });
            let (one, other) = (gold.location.clone(), said.location.clone());
            report.detected(
                Measure::FigureLocation,
                one.map(|id| self.gold_name(&id)),
                other.map(|id| self.said_name(&id)),
                is_right,
                &gold.text,
            );
        }
    }

    fn gold_name(&self, id: &str) -> String {
        let gold = self.entities.gold;
        let people = gold.people.iter().map(|person| (&person.id, &person.name));
        let organisations = gold.organisations.iter().map(|one| (&one.id, &one.name));
        let places = gold.places.iter().map(|place| (&place.id, &place.name));
        let name = people.chain(organisations).chain(places).find(|(other, _)| *other == id);
        name.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    fn said_name(&self, id: &str) -> String {
        let found = &self.entities.answer.enrichment;
        let people = found.people.iter().map(|person| (&person.id, &person.name));
        let organisations = found.organisations.iter().map(|one| (&one.id, &one.name));
        let places = found.locations.iter().map(|place| (&place.id, &place.name));
        let name = people.chain(organisations).chain(places).find(|(other, _)| *other == id);
        name.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }
}

/// True if half of all days of both are in both.
fn same_days(gold: &gold::Days, said: &answer::Interval, published_at: &str) -> bool {
    let Some(days) = date(&gold.from).zip(date(&gold.to)) else { return false };
    let written = date(&said.from).zip(date(&said.to));
    let offset = Pieces::parse(published_at).ok().and_then(|pieces| pieces.to_numeric_offset());
    let local = offset.and_then(|offset| local_date(&said.from, offset).zip(local_date(&said.to, offset)));
    [written, local].into_iter().flatten().any(|other| {
        let common = days.1.min(other.1) - days.0.max(other.0) + 1;
        let all = days.1.max(other.1) - days.0.min(other.0) + 1;
        common > 0 && 2 * common >= all
    })
}

/// The number of a written date; what follows it is not read.
fn date(text: &str) -> Option<i64> {
    Date::from_str(text.get(..10)?).ok().and_then(number)
}

fn local_date(text: &str, offset: Offset) -> Option<i64> {
    let time: Timestamp = text.parse().ok()?;
    number(offset.to_datetime(time).date())
}

fn number(date: Date) -> Option<i64> {
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(midnight.as_second().div_euclid(86_400))
}

fn key(report: &mut Report, gold: &Gold, said: &[answer::Figure], pairs: &[(usize, usize)]) {
    let groups = Groups::of_gold(&gold.figures);
    let gold_of: HashMap<usize, usize> = pairs.iter().map(|&(g, a)| (a, g)).collect();
    let wanted: HashMap<usize, usize> =
        (0..gold.figures.len()).filter(|&g| gold.figures[g].key).map(|g| (groups.of(g), g)).collect();
    let mut found = HashSet::new();
    for (a, figure) in said.iter().enumerate().filter(|(_, figure)| figure.key) {
        let group = gold_of.get(&a).map(|&g| groups.of(g));
        let is_right = group.is_some_and(|group| wanted.contains_key(&group));
        found.extend(group.filter(|_| is_right));
        report.said(Measure::Key, is_right, &figure.text);
    }
    let mut wanted: Vec<_> = wanted.into_iter().map(|(group, g)| (g, group)).collect();
    wanted.sort_unstable();
    for &(g, group) in &wanted {
        report.wanted(Measure::Key, found.contains(&group), &gold.figures[g].text);
    }
    if let Some(&(g, _)) = wanted.first() {
        report.accuracy(Measure::Headline, !found.is_empty(), || {
            (gold.id.clone(), gold.figures[g].text.clone(), String::new())
        });
    }
}
