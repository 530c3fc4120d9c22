//! How a keyphrase is written: as the text writes it, in the singular if the text has it, names with their capitals and
//! other words without. So no label is a form that nobody wrote.

use super::candidates::{Candidate, Candidates};
use crate::document::{Case, Document};
use crate::enrich::tags::words::Words;

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
            label.push(if candidates.is_glued(index) { '-' } else { ' ' });
        }
        let name = is_entity || candidates.is_name(index) || matches!(token.case, Case::Upper | Case::Mixed);
        let shouted = token.case == Case::Upper && word.chars().count() >= 6;
        if name && !shouted {
            label.push_str(word);
        } else if candidates.is_name(index) {
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
