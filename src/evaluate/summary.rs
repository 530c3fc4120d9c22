//! Summaries: the faults that a program can see, and the sentences that an editor chose.
//!
//! | fault | meaning |
//! |---|---|
//! | `empty` | no summary |
//! | `too_long` | more than 400 characters |
//! | `cut` | a sentence that does not stand in title or body, whole and word for word; a dateline may be left off |
//! | `foreign` | a number or a name that the text does not have |
//! | `pronoun` | it opens on `he`, `she`, `it` or `they` |
//! | `furniture` | it has text that is no part of the story |
//! | `misleading` | it has a sentence that would mislead |

use super::answer::Answer;
use super::gold::{Gold, Piece};
use super::measure::{Measure, Tally};
use super::report::Report;
use super::sentences::{Flat, cut, single_spaced};

const LONGEST: usize = 400;
const PRONOUNS: &[&str] = &["he", "she", "it", "they"];

pub(super) fn score(report: &mut Report, gold: &Gold, answer: &Answer) {
    let summary = single_spaced(&answer.enrichment.key_figures.summary);
    let faults = faults(&summary, gold);
    for fault in &faults {
        *report.summary_faults.entry(fault).or_default() += 1;
    }
    report.accuracy(Measure::SummaryFaultless, faults.is_empty(), || {
        (summary.clone(), String::new(), faults.join(", "))
    });
    if gold.summaries.is_empty() {
        return;
    }
    let has = |piece: &Piece| summary.contains(&single_spaced(&piece.text));
    let is_chosen = gold.summaries.iter().flatten().any(has);
    let first = gold.summaries[0].iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
    report.accuracy(Measure::SummaryChosen, is_chosen, || (gold.id.clone(), first, summary.clone()));
    nearest(report, gold, &summary);
}

/// The alternative with the best share of sentences.
fn nearest(report: &mut Report, gold: &Gold, summary: &str) {
    let sentences = cut(summary);
    let tallies = gold.summaries.iter().map(|alternative| {
        let pieces: Vec<String> = alternative.iter().flat_map(|piece| cut(&piece.text)).collect();
        let right = sentences.iter().filter(|sentence| pieces.contains(sentence)).count() as u32;
        let found = pieces.iter().filter(|piece| sentences.contains(piece)).count() as u32;
        Tally { gold: pieces.len() as u32, found, said: sentences.len() as u32, right }
    });
    let score = |tally: &Tally| tally.score().unwrap_or(0.0);
    if let Some(best) = tallies.max_by(|one, other| score(one).total_cmp(&score(other))) {
        report.count(Measure::SummarySentences, best);
    }
}

/// The faults of a summary, by name.
pub(super) fn faults(summary: &str, gold: &Gold) -> Vec<&'static str> {
    if summary.is_empty() {
        return vec!["empty"];
    }
    let mut faults = Vec::new();
    if summary.chars().count() > LONGEST {
        faults.push("too_long");
    }
    let text = format!("{}\n{}", gold.article.title.as_deref().unwrap_or_default(), gold.article.body);
    let flat = Flat::new(&text);
    if cut(summary).iter().any(|sentence| flat.whole(sentence).is_empty()) {
        faults.push("cut");
    }
    if has_foreign_words(summary, &text) {
        faults.push("foreign");
    }
    if opens_on_pronoun(summary) {
        faults.push("pronoun");
    }
    if gold.furniture.iter().any(|piece| shares_sentence(summary, &piece.text)) {
        faults.push("furniture");
    }
    let misleads = |piece: &Piece| summary.contains(&single_spaced(&piece.text));
    if gold.misleading.iter().any(misleads) {
        faults.push("misleading");
    }
    faults
}

/// Numbers and capitalised words of a text.
fn names_and_numbers(text: &str) -> impl Iterator<Item = &str> {
    let words =
        text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | ',' | '\'' | '\u{2019}' | '-')));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| word.starts_with(char::is_uppercase) || word.contains(|c: char| c.is_ascii_digit()))
}

fn has_foreign_words(summary: &str, text: &str) -> bool {
    let known: std::collections::HashSet<String> = names_and_numbers(text).map(str::to_lowercase).collect();
    let text = text.to_lowercase();
    names_and_numbers(summary).any(|word| {
        let word = word.to_lowercase();
        // The first word of a sentence may be any word of the text.
        let is_number = word.contains(|c: char| c.is_ascii_digit());
        !known.contains(&word) && (is_number || !text.contains(&word))
    })
}

fn opens_on_pronoun(summary: &str) -> bool {
    let first = summary.split_whitespace().next().unwrap_or_default();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let first = first.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    PRONOUNS.contains(&first)
}

/// True if a sentence of the summary stands in the furniture, or the furniture in the summary.
fn shares_sentence(summary: &str, furniture: &str) -> bool {
    let furniture = single_spaced(furniture);
    summary.contains(&furniture) || cut(summary).iter().any(|sentence| furniture.contains(sentence.as_str()))
}
