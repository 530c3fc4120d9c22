//! The summary of the key figures: clauses of the text itself, shortened and never invented.
//!
//! A sentence with key figures is cut into clauses; what holds the figures and fits is kept. A clause with a number
//! that is no figure (a date, a road, a year) loses the phrase around that number or is not taken, so that every
//! number of the summary is the number of a record.

mod clause;
mod render;
mod words;

use super::figures::Figure;
use super::names::Person;
use crate::document::{Document, Section};
use clause::Piece;

/// Longest summary, in characters.
const LONGEST: usize = 400;
/// Most sentences in it.
const MOST: usize = 3;
/// A sentence longer than this is cut to the clause of its figure even if there is room.
const COMFORTABLE: usize = 240;

/// One to three sentences of at most 400 characters, made of the text's own clauses. Without figures: the lead, or
/// the people; of an empty document: nothing.
pub fn write(document: &Document, figures: &[Figure], people: &[Person]) -> String {
    let mut chosen: Vec<(usize, String)> = Vec::new();
    let mut spare: Option<(usize, String)> = None;
    let mut length = 0;
    for sentence in ranked(document, figures) {
        let room = LONGEST - length - usize::from(length > 0);
        let titled = document.sentences()[sentence].section == Section::Title;
        if titled && !chosen.is_empty() {
            continue;
        }
        let wanted: Vec<&Figure> = figures
            .iter()
            .filter(|figure| figure.sentence == sentence && is_key(document, figures, figure))
            .collect();
        if let Some(text) = told(document, figures, sentence, &wanted, room) {
            let follows = chosen.iter().any(|&(other, _)| other + 1 == sentence);
            if words::points_back(&text) && !follows {
                spare.get_or_insert((sentence, text));
                continue;
            }
            length += text.chars().count() + usize::from(length > 0);
            chosen.push((sentence, text));
        }
        if chosen.len() == MOST || LONGEST - length < 40 {
            break;
        }
    }
    if let Some((sentence, text)) = spare.filter(|_| chosen.is_empty()) {
        // `They deny …`: the lead tells who they are.
        let room = LONGEST - text.chars().count() - 1;
        if let Some((first, lead)) = lead(document, figures, room).filter(|&(first, _)| first < sentence) {
            chosen.push((first, lead));
        }
        chosen.push((sentence, text));
    }
    if chosen.is_empty() {
        let lead = lead(document, figures, LONGEST).map(|(_, text)| text);
        return lead.or_else(|| actors(document, people)).unwrap_or_default();
    }
    chosen.sort_by_key(|&(sentence, _)| sentence);
    chosen.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Whether a figure is key, or tells again in the body what is key in the title.
fn is_key(document: &Document, figures: &[Figure], figure: &Figure) -> bool {
    figure.key
        || figure.same_as.is_some_and(|first| {
            figures[first].key && document.section(figures[first].span) == Section::Title
        })
}

/// The sentences with key figures: those with most of them first, of the body before the title.
fn ranked(document: &Document, figures: &[Figure]) -> Vec<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for figure in figures.iter().filter(|figure| is_key(document, figures, figure)) {
        match counts.iter_mut().find(|(sentence, _)| *sentence == figure.sentence) {
            Some((_, count)) => *count += 1,
            None => counts.push((figure.sentence, 1)),
        }
    }
    let titled = |sentence: usize| document.sentences()[sentence].section == Section::Title;
    counts.sort_by_key(|&(sentence, count)| (titled(sentence), std::cmp::Reverse(count), sentence));
    counts.into_iter().map(|(sentence, _)| sentence).collect()
}

/// The clauses of a sentence that hold the wanted figures, in at most `room` characters.
fn told(
    document: &Document,
    figures: &[Figure],
    sentence: usize,
    wanted: &[&Figure],
    room: usize,
) -> Option<String> {
    let pieces = clause::pieces(document, figures, sentence);
    let holds = |piece: &Piece| wanted.iter().any(|figure| piece.contains(document, figure.span));
    let first = pieces.iter().position(holds)?;
    let last = pieces.iter().rposition(holds)?;
    // The whole sentence, else from the first figure to the last, else the first figure's clause alone.
    for (from, until, limit) in [
        (0, pieces.len(), COMFORTABLE),
        (first, last + 1, room),
        (first, first + 1, room),
        (0, pieces.len(), room),
    ] {
        let Some((from, until)) = clause::grounded(document, &pieces, from, until) else { continue };
        let Some(text) = render::sentence(document, &pieces[from..until]) else { continue };
        let text = attributed(document, wanted, &pieces[from..until], text);
        if text.chars().count() <= limit.min(room) {
            return Some(text);
        }
    }
    None
}

/// Puts the speaker before words of theirs that do not name them: `Mayor Ann Lee: 300 families lost their homes.`
fn attributed(document: &Document, wanted: &[&Figure], pieces: &[Piece], text: String) -> String {
    let Some(speaker) = wanted.iter().find_map(|figure| figure.attribution) else { return text };
    let inside = pieces.iter().any(|piece| piece.contains(document, speaker));
    let name = document.slice(speaker);
    if inside || name.bytes().any(|byte| byte.is_ascii_digit()) || name.contains('\n') {
        return text;
    }
    format!("{}: {}", render::capitalised(name), words::without_pronoun(&text))
}

/// The first sentence of the body that can stand without the numbers that are no figures.
fn lead(document: &Document, figures: &[Figure], room: usize) -> Option<(usize, String)> {
    let sentences = document.sentences();
    let body = (0..sentences.len())
        .filter(|&index| sentences[index].section == Section::Body && sentences[index].tokens.len() >= 5);
    let title = (0..sentences.len()).filter(|&index| sentences[index].section == Section::Title);
    body.take(12).chain(title).find_map(|index| {
        let pieces = clause::pieces(document, figures, index);
        [pieces.len(), 1].into_iter().find_map(|until| {
            let (from, until) = clause::grounded(document, &pieces, 0, until)?;
            let text = render::sentence(document, &pieces[from..until])?;
            (text.chars().count() <= room).then_some((index, text))
        })
    })
}

/// The people that the story turns on, with their roles.
fn actors(document: &Document, people: &[Person]) -> Option<String> {
    let mut text = String::new();
    for person in people.iter().filter(|person| person.key).chain(people).take(MOST) {
        let role = person.roles.first().map_or(String::new(), |role| format!(", {role}"));
        let entry = format!("{}{role}", person.name);
        if entry.bytes().any(|byte| byte.is_ascii_digit())
            || text.contains(&person.name)
            || text.chars().count() + entry.chars().count() + 3 > LONGEST
        {
            continue;
        }
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&entry);
    }
    if text.is_empty() {
        let whole = document.text().trim();
        let short =
            whole.chars().count() <= LONGEST && !whole.chars().any(char::is_numeric) && !whole.contains('\n');
        return short.then(|| whole.to_owned());
    }
    text.push('.');
    Some(text)
}

#[cfg(test)]
mod tests;
