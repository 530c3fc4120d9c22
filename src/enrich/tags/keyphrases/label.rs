//! How a keyphrase is written: as the text writes it, in the singular if the text has it, names with their capitals and
//! other words without. So no label is a form that nobody wrote.

use super::candidates::{Candidate, Candidates};
use crate::document::{Case, Document, TokenKind};
use crate::enrich::tags::words::Words;
use crate::lexicon;
use crate::lexicon::DEMONYM;

/// The label of a candidate, from the best of its mentions, which begin at the words `mentions`.
pub(crate) fn label(
    document: &Document,
    words: &Words,
    candidates: &Candidates,
    candidate: &Candidate,
    mentions: &[u32],
) -> String {
    let letters = |first: u32| {
        let last = words.row()[(first + candidate.length - 1) as usize];
        document.tokens()[last.token as usize].span.len()
    };
    let in_title = |first: u32| (first as usize) < words.title();
    let begins = |first: u32| {
        first == 0 || words.row()[first as usize - 1].sentence != words.row()[first as usize].sentence
    };
    // Of singular and plural the singular is shorter; titles and the beginnings of sentences have capitals of their own.
    let best =
        mentions.iter().copied().min_by_key(|&first| (letters(first), in_title(first), begins(first), first));
    let first = best.unwrap_or(candidate.first);
    let is_entity = candidate.entity.is_some();
    let mut label = String::new();
    for index in first..first + candidate.length {
        let token = &document.tokens()[words.row()[index as usize].token as usize];
        let word = document.word(token);
        if index > first {
            // `Owners' Association`
            let before = words.row()[index as usize - 1].token as usize + 1;
            let between = &document.tokens()[before..words.row()[index as usize].token as usize];
            if let [mark] = between
                && (mark.kind == TokenKind::Possessive
                    || matches!(document.slice(mark.span), "'" | "\u{2019}"))
            {
                label.push_str(document.slice(mark.span));
            }
            label.push(if candidates.is_glued(index) { '-' } else { ' ' });
        }
        let name = is_entity || candidates.is_name(index) || matches!(token.case, Case::Upper | Case::Mixed);
        let shouted = token.case == Case::Upper && word.chars().count() >= 6;
        if name && !shouted {
            label.push_str(word);
        } else if candidates.is_name(index)
            || is_demonym(document, words, candidates, index, first + candidate.length)
        {
            let mut letters = word.chars();
            label.extend(letters.next());
            label.extend(letters.flat_map(char::to_lowercase));
        } else {
            label.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    // A period that only ends an abbreviation stays; a typographic apostrophe becomes the plain one.
    label.replace('\u{2019}', "'")
}

/// True for the adjective of a country, and for `south` before one.
fn is_demonym(document: &Document, words: &Words, candidates: &Candidates, index: u32, end: u32) -> bool {
    let key = |index: u32| document.tokens()[words.row()[index as usize].token as usize].key;
    let is = |index: u32| lexicon::get().flags(key(index)).intersects(DEMONYM);
    let word = document.word(&document.tokens()[words.row()[index as usize].token as usize]);
    let is_direction = ["north", "south"].iter().any(|direction| word.eq_ignore_ascii_case(direction));
    is(index) || is_direction && index + 1 < end && !candidates.is_glued(index + 1) && is(index + 1)
}
