//! Form, topics and keyphrases.
//!
//! - The form is right if it is the annotated one or another that the annotator accepts.
//! - Top-level topics are compared as sets; the main one is that of the topic with the highest score. Deeper topics are compared
//!   with all topics above them below the top level, so that a topic too general or too special is right in part.
//! - Keyphrases are equal if their stems are. Near ones, of which one is part of the other, are a measure of their own.

use std::collections::BTreeSet;

use super::answer::{Answer, Tag};
use super::entities::pair_up;
use super::gold::Gold;
use super::measure::Measure;
use super::report::Report;
use super::text::{contains, stems};
use crate::article::enriched::TagKind;

pub(super) fn score(report: &mut Report, gold: &Gold, answer: &Answer) {
    form(report, gold, answer);
    let topics: Vec<&Tag> = of_kind(answer, TagKind::Topic);
    top_level(report, gold, &topics);
    deeper(report, gold, &topics);
    keyphrases(report, gold, &of_kind(answer, TagKind::Keyphrase));
}

fn of_kind(answer: &Answer, kind: TagKind) -> Vec<&Tag> {
    answer.enrichment.tags.iter().filter(|tag| tag.kind == kind).collect()
}

fn form(report: &mut Report, gold: &Gold, answer: &Answer) {
    let given = answer.article.form;
    let is_right = given.is_some_and(|form| form == gold.form || gold.form_also.contains(&form));
    report.accuracy(Measure::Form, is_right, || {
        (
            gold.id.clone(),
            gold.form.name().to_owned(),
            given.map_or_else(String::new, |form| form.name().to_owned()),
        )
    });
}

/// The labels from the top-level topic down.
fn path(tag: &Tag) -> Vec<&str> {
    if tag.path.is_empty() { vec![tag.label.as_str()] } else { tag.path.iter().map(String::as_str).collect() }
}

fn top_level(report: &mut Report, gold: &Gold, topics: &[&Tag]) {
    let optional: BTreeSet<&str> =
        gold.topics.iter().filter(|topic| topic.optional).map(|t| &*t.path[0]).collect();
    let wanted: BTreeSet<&str> =
        gold.topics.iter().filter(|topic| !topic.optional).map(|t| &*t.path[0]).collect();
    let said: BTreeSet<&str> = topics.iter().map(|tag| path(tag)[0]).collect();
    for topic in &wanted {
        report.wanted(Measure::Topics, said.contains(topic), topic);
    }
    for topic in said.iter().filter(|topic| wanted.contains(*topic) || !optional.contains(*topic)) {
        report.said(Measure::Topics, wanted.contains(topic), topic);
    }
    let Some(main) = gold.topics.first() else { return };
    let first = topics
        .iter()
        .max_by(|one, other| one.score.total_cmp(&other.score).then(std::cmp::Ordering::Greater));
    let first = first.map_or("", |tag| path(tag)[0]);
    report.accuracy(Measure::FirstTopic, first == main.path[0], || {
        (gold.id.clone(), main.path[0].clone(), first.to_owned())
    });
}

fn deeper(report: &mut Report, gold: &Gold, topics: &[&Tag]) {
    /// The topic and those above it, below the top level, each as its path.
    fn expanded<'a>(path: &[&'a str]) -> Vec<Vec<&'a str>> {
        (2..=path.len()).map(|length| path[..length].to_vec()).collect()
    }
    let of_gold = |is_optional: bool| -> BTreeSet<Vec<&str>> {
        let topics = gold.topics.iter().filter(|topic| topic.optional == is_optional);
        topics
            .flat_map(|topic| expanded(&topic.path.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect()
    };
    let (wanted, optional) = (of_gold(false), of_gold(true));
    let said: BTreeSet<Vec<&str>> = topics.iter().flat_map(|tag| expanded(&path(tag))).collect();
    for topic in &wanted {
        report.wanted(Measure::DeepTopics, said.contains(topic), &topic.join(" > "));
    }
    for topic in said.iter().filter(|topic| wanted.contains(*topic) || !optional.contains(*topic)) {
        report.said(Measure::DeepTopics, wanted.contains(topic), &topic.join(" > "));
    }
}

fn keyphrases(report: &mut Report, gold: &Gold, phrases: &[&Tag]) {
    let wanted: Vec<Vec<String>> = gold.keyphrases.iter().map(|phrase| stems(phrase)).collect();
    let said: Vec<Vec<String>> = phrases.iter().map(|tag| stems(&tag.label)).collect();
    let sizes = (wanted.len(), said.len());
    let same = |g: usize, a: usize| wanted[g] == said[a];
    let near = |g: usize, a: usize| contains(&wanted[g], &said[a]);
    let pairs = [
        (Measure::Keyphrases, pair_up(sizes, &[&same])),
        (Measure::NearKeyphrases, pair_up(sizes, &[&same, &near])),
    ];
    for (measure, pairs) in pairs {
        for (g, phrase) in gold.keyphrases.iter().enumerate() {
            report.wanted(measure, pairs.iter().any(|pair| pair.0 == g), phrase);
        }
        for (a, tag) in phrases.iter().enumerate() {
            report.said(measure, pairs.iter().any(|pair| pair.1 == a), &tag.label);
        }
    }
}
