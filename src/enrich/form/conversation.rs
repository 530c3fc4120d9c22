//! Questions and answers: with `Q:` and `A:`, with the speakers' names, or each question as a line of its own.

use std::collections::HashMap;

use super::text::{Line, holds};
use super::thresholds::{INTRODUCTION, LABEL_BYTES, LABEL_WORDS, LONGEST_QUESTION, QUESTIONS};
use crate::document::Span;
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    FIRST_PERSON_WORDS, TALK_PHRASES,
}

/// The first question and answer of a conversation.
pub(super) fn questions(lines: &[Line<'_>]) -> Option<Vec<Span>> {
    if lines.iter().any(|line| spoken(line.text, 'Q')) {
        return lettered(lines);
    }
    named(lines).or_else(|| unlabelled(lines))
}

/// `Q: …`, `A. …`, `Q – …`: a line that a letter opens.
fn spoken(line: &str, letter: char) -> bool {
    let rest = line.strip_prefix(letter).unwrap_or_default();
    [":", ".", " –", " -"].iter().any(|mark| rest.starts_with(mark))
}

/// `Q: …`, `A: …`.
fn lettered(lines: &[Line<'_>]) -> Option<Vec<Span>> {
    let spans = |letter: char| -> Vec<Span> {
        lines.iter().filter(|line| spoken(line.text, letter)).map(|line| line.span).collect()
    };
    let (questions, answers) = (spans('Q'), spans('A'));
    // `A: Not without help, Yazzie said.`: an explainer, whose answers are told.
    let told = lines.iter().any(|line| spoken(line.text, 'A') && holds(&line.lower, &[" said", " says "]));
    let talk = questions.len() >= 2 && answers.len() >= 2 && !told;
    let short = questions.len() == 1 && answers.len() == 1 && lines.len() <= 4;
    (talk || short).then(|| vec![questions[0], answers[0]])
}

/// `Daily Levant: Who should pay?`, `Saab: The state.`: a name before the words, twice, and questions among the lines.
fn named(lines: &[Line<'_>]) -> Option<Vec<Span>> {
    let labelled: Vec<(&str, &Line<'_>)> =
        lines.iter().filter_map(|line| Some((label(line.text)?, line))).collect();
    let mut turns_of: HashMap<&str, usize> = HashMap::new();
    for (name, _) in &labelled {
        *turns_of.entry(name).or_default() += 1;
    }
    let turns: Vec<&Line<'_>> =
        labelled.iter().filter(|(name, _)| turns_of[name] >= 2).map(|&(_, line)| line).collect();
    let asked: Vec<&Line<'_>> = lines.iter().filter(|line| is_question(line)).collect();
    let answer = turns.iter().find(|line| !is_question(line))?;
    (turns.len() >= 2 && asked.len() >= QUESTIONS).then(|| vec![asked[0].span, answer.span])
}

/// The name before a colon at the start of a line.
fn label(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(": ")?;
    let words = name.split(' ').count();
    let named = name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (named && words <= LABEL_WORDS && name.len() <= LABEL_BYTES && !rest.is_empty()).then_some(name)
}

/// Lines that are questions, each with an answer behind it. The introduction says that somebody was spoken to, or the
/// answers say `I` and `we`: an explainer (`What is dengue?`) has neither.
fn unlabelled(lines: &[Line<'_>]) -> Option<Vec<Span>> {
    let asked: Vec<usize> = (1..lines.len().saturating_sub(1))
        .filter(|&at| is_question(&lines[at]) && !is_question(&lines[at + 1]))
        .collect();
    let first = *asked.first()?;
    let introduced = lines[..first.min(INTRODUCTION)].iter().any(|line| TALK_PHRASES.is_within(&line.lower));
    let personal = asked
        .iter()
        .filter(|&&at| FIRST_PERSON_WORDS.is_within(&format!(" {}", lines[at + 1].lower)))
        .count();
    let told = introduced && personal > 0 || personal * 2 > asked.len();
    (asked.len() >= QUESTIONS && told).then(|| vec![lines[first].span, lines[first + 1].span])
}

/// A line that ends in a question mark and is no quotation.
fn is_question(line: &Line<'_>) -> bool {
    line.text.ends_with('?')
        && line.text.len() <= LONGEST_QUESTION
        && !line.text.starts_with(['"', '\u{201c}', '\u{2018}', '\''])
}
