//! Interviews and transcripts: turns with a label (`Q:`, `A:`, `LOPES:`), and questions that stand alone.

use std::collections::HashMap;
use std::ops::Range;

use super::Speaker;
use super::rules;
use super::text::Text;
use super::unit::Unit;
use crate::document::furniture::Kind;
use crate::enrich::rule::Reason;
use crate::enrich::speech::thresholds::{
    FEWEST_QUESTIONS, FEWEST_TURNS, LONGEST_INITIALS, LONGEST_QUESTION, TURN_PARAGRAPHS,
};
use crate::lexicon::word_lists;

word_lists! {
    "attribution":
    FIRST_PERSON,
}

/// A paragraph that somebody speaks.
pub(super) struct Turn {
    pub(super) who: Speaker,
    pub(super) words: Range<usize>,
    pub(super) tokens: Range<usize>,
    pub(super) rule: Reason,
}

/// The label of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Label {
    Question,
    Answer(usize),
    Person { person: usize, words: Range<usize>, content: usize },
    None,
}

/// The turns of the article in which somebody named speaks.
pub(super) fn turns(text: &Text<'_>, units: &[Unit]) -> Vec<Turn> {
    let paragraphs = paragraphs(units);
    let labels: Vec<Label> = paragraphs.iter().map(|range| label(text, range)).collect();
    let count = |wanted: fn(&Label) -> bool| labels.iter().filter(|label| wanted(label)).count();
    let answers = count(|label| matches!(label, Label::Answer(_)));
    let questions = count(|label| matches!(label, Label::Question));
    if answers > 0 && questions > 0 {
        return answered(text, &paragraphs, &labels);
    }
    if count(|label| matches!(label, Label::Person { .. })) >= FEWEST_TURNS {
        return transcript(text, &paragraphs, &labels);
    }
    unlabelled(text, &paragraphs)
}

/// The paragraphs of the body as ranges of tokens.
fn paragraphs(units: &[Unit]) -> Vec<Range<usize>> {
    let mut found: Vec<(u32, Range<usize>)> = Vec::new();
    for unit in units.iter().filter(|unit| !unit.title && !unit.table) {
        match found.last_mut() {
            Some((paragraph, range)) if *paragraph == unit.paragraph => range.end = unit.end,
            _ => found.push((unit.paragraph, unit.start..unit.end)),
        }
    }
    found.into_iter().map(|(_, range)| range).collect()
}

fn label(text: &Text<'_>, range: &Range<usize>) -> Label {
    let view = &text.view;
    let first = range.start;
    let mark = |at: usize| matches!(view.text(at), ":" | ".") && view.glued(at);
    if mark(first + 1) && first + 2 < range.end {
        match view.text(first) {
            "Q" | "Question" | "Interviewer" | "Reporter" => return Label::Question,
            "A" | "Answer" => return Label::Answer(first + 2),
            _ => {}
        }
    }
    if matches!(view.text(first), "Q." | "Q:") {
        return Label::Question;
    }
    if view.text(first) == "A." && first + 1 < range.end {
        return Label::Answer(first + 1);
    }
    let colon = (first + 1..range.end.min(first + 6)).find(|&i| view.text(i) == ":");
    let Some(colon) = colon.filter(|&colon| colon + 2 < range.end && !view.is_quote(colon + 1)) else {
        return Label::None;
    };
    if let Some(label) = initials(text, first..colon) {
        return label;
    }
    match text.name_at(colon - 1) {
        Some(name) if name.tokens.end == colon && name.tokens.start >= first => match name.person() {
            Some(person) => Label::Person { person, words: name.tokens.clone(), content: colon + 1 },
            None => Label::Question,
        },
        _ => Label::None,
    }
}

/// `K.L.:`, `HT:`: the one person with these initials, or somebody who asks.
fn initials(text: &Text<'_>, words: Range<usize>) -> Option<Label> {
    let mut letters = String::new();
    for c in text.document.slice(text.span(&words)).chars().filter(|&c| c != '.' && c != ' ') {
        if !c.is_uppercase() || letters.chars().count() == LONGEST_INITIALS {
            return None;
        }
        letters.push(c);
    }
    if letters.chars().count() < 2 {
        return None;
    }
    let of = |name: &str| name.split([' ', '-']).filter_map(|word| word.chars().next()).collect::<String>();
    let mut persons = text.people.iter().enumerate().filter(|(_, person)| of(&person.name) == letters);
    Some(match (persons.next(), persons.next()) {
        (Some((person, _)), None) => Label::Person { person, content: words.end + 1, words },
        _ => Label::Question,
    })
}

/// `Q: … A: …`: the answers are those of the one person whom the introduction names most.
fn answered(text: &Text<'_>, paragraphs: &[Range<usize>], labels: &[Label]) -> Vec<Turn> {
    let first = labels.iter().position(|label| *label != Label::None).map_or(0, |at| paragraphs[at].start);
    let Some((person, words)) = interviewee(text, first) else { return Vec::new() };
    let mut found = Vec::new();
    let mut answering = 0;
    for (range, label) in paragraphs.iter().zip(labels) {
        let from = match label {
            Label::Answer(from) => {
                answering = TURN_PARAGRAPHS;
                *from
            }
            Label::None if answering > 1 && is_first_person(text, range) => {
                answering -= 1;
                range.start
            }
            _ => {
                answering = 0;
                continue;
            }
        };
        found.push(Turn {
            who: Speaker::Person(person),
            words: words.clone(),
            tokens: from..range.end,
            rule: rules::INTERVIEW,
        });
    }
    let first_person = found.iter().filter(|turn| is_first_person(text, &turn.tokens)).count();
    if is_explainer(text, person, &found) || first_person == 0 && found.len() > 1 {
        return Vec::new();
    }
    found
}

fn transcript(text: &Text<'_>, paragraphs: &[Range<usize>], labels: &[Label]) -> Vec<Turn> {
    let mut found: Vec<Turn> = Vec::new();
    let mut last: Option<(usize, Range<usize>, usize)> = None;
    for (at, (range, label)) in paragraphs.iter().zip(labels).enumerate() {
        match label {
            Label::Person { person, words, content } => {
                last = Some((*person, words.clone(), TURN_PARAGRAPHS));
                found.push(Turn {
                    who: Speaker::Person(*person),
                    words: words.clone(),
                    tokens: *content..range.end,
                    rule: rules::TRANSCRIPT,
                });
            }
            // A note of the editors closes many a talk.
            Label::None if at + 1 == paragraphs.len() && !says_i(text, range) => {}
            Label::None => {
                if let Some((person, words, left)) =
                    last.as_mut().filter(|last| last.2 > 1 && is_first_person(text, range))
                {
                    *left -= 1;
                    found.push(Turn {
                        who: Speaker::Person(*person),
                        words: words.clone(),
                        tokens: range.clone(),
                        rule: rules::TRANSCRIPT,
                    });
                } else {
                    last = None;
                }
            }
            Label::Question | Label::Answer(_) => last = None,
        }
    }
    found
}

/// Questions that stand as paragraphs of their own, each with an answer in the first person behind it.
fn unlabelled(text: &Text<'_>, paragraphs: &[Range<usize>]) -> Vec<Turn> {
    let question = |range: &Range<usize>| {
        text.view.text(range.end - 1) == "?"
            && range.len() <= LONGEST_QUESTION
            && !text.is_quoted(range.end - 1)
    };
    let plain = |range: &Range<usize>| text.quotations_in(range.clone()).is_empty();
    let pairs: Vec<usize> = (1..paragraphs.len())
        .filter(|&at| question(&paragraphs[at - 1]) && !question(&paragraphs[at]) && plain(&paragraphs[at]))
        .collect();
    let first_person = pairs.iter().filter(|&&at| is_first_person(text, &paragraphs[at])).count();
    if pairs.len() < FEWEST_QUESTIONS || first_person * 2 < pairs.len() {
        return Vec::new();
    }
    let Some((person, words)) = interviewee(text, paragraphs[pairs[0] - 1].start) else { return Vec::new() };
    let turn = |&at: &usize| Turn {
        who: Speaker::Person(person),
        words: words.clone(),
        tokens: paragraphs[at].clone(),
        rule: rules::INTERVIEW,
    };
    let turns: Vec<Turn> = pairs.iter().map(turn).collect();
    if is_explainer(text, person, &turns) { Vec::new() } else { turns }
}

/// True where the answers speak of the person: the paper answers, and nobody is interviewed.
fn is_explainer(text: &Text<'_>, person: usize, turns: &[Turn]) -> bool {
    turns.iter().any(|turn| {
        let mut names = text.names_in(turn.tokens.clone()).iter();
        names.any(|name| name.person() == Some(person) && !text.is_quoted(name.tokens.start))
    })
}

fn says_i(text: &Text<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| text.view.any(i, &["i", "i'm", "i've"]))
}

fn is_first_person(text: &Text<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| text.view.any(i, &FIRST_PERSON))
}

/// The person whom title and introduction name most, who wrote them aside; `None` for a draw.
fn interviewee(text: &Text<'_>, end: usize) -> Option<(usize, Range<usize>)> {
    let mut counts: HashMap<usize, (usize, Range<usize>)> = HashMap::new();
    for name in text.names.iter().take_while(|name| name.tokens.start < end) {
        let outside = matches!(
            text.document.furniture_at(text.span(&name.tokens)),
            Some(Kind::Byline | Kind::Credit | Kind::Contact | Kind::Caption)
        );
        if let Some(person) = name.person().filter(|_| !outside) {
            let count = counts.entry(person).or_insert_with(|| (0, name.tokens.clone()));
            *count = (count.0 + 1, name.tokens.clone());
        }
    }
    // Somebody with a role goes before one without.
    let weight = |person: usize, count: usize| (count, !text.people[person].roles.is_empty());
    let top = counts.iter().map(|(&person, count)| weight(person, count.0)).max()?;
    let mut best = counts.into_iter().filter(|(person, count)| weight(*person, count.0) == top);
    let (person, (_, words)) = best.next()?;
    best.next().is_none().then_some((person, words))
}
