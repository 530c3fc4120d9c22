//! Copies of texts with sentences written as headlines are: in capitals, or with a capital on each word. The annotated
//! texts have next to none of either, and a reader knows a name in them all the same.

use std::ops::Range;

use crate::document::Document;

/// Words that stay small in a headline.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "over", "the",
    "to", "with",
];

/// Shares of sentences to write in capitals, and with a capital on each word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shares {
    pub capitals: f32,
    pub titles: f32,
}

/// A document's text with some sentences rewritten, and where those are, in bytes; nothing if none was chosen. No
/// character comes or goes, so that an annotation counted in characters holds for the copy.
pub(super) fn copy(
    document: &Document,
    shares: &dyn Fn(usize) -> Shares,
    random: &mut fastrand::Rng,
) -> Option<(String, Vec<Range<usize>>)> {
    let text = document.text();
    let mut copy = String::with_capacity(text.len());
    let (mut rewritten, mut done) = (Vec::new(), 0);
    for (number, sentence) in document.sentences().iter().enumerate() {
        let (start, end) = (sentence.span.start as usize, sentence.span.end as usize);
        copy.push_str(&text[done..start]);
        let (from, sentence) = (copy.len(), &text[start..end]);
        let (Shares { capitals, titles }, draw) = (shares(number), random.f32());
        if draw < capitals {
            copy.extend(sentence.chars().map(upper));
        } else if draw < capitals + titles {
            title(sentence, &mut copy);
        } else {
            copy.push_str(sentence);
        }
        if draw < capitals + titles {
            rewritten.push(from..copy.len());
        }
        done = end;
    }
    copy.push_str(&text[done..]);
    (!rewritten.is_empty()).then_some((copy, rewritten))
}

/// The capital of a letter, where it is one character.
fn upper(letter: char) -> char {
    let mut capital = letter.to_uppercase();
    if capital.len() == 1 { capital.next().unwrap_or(letter) } else { letter }
}

fn title(sentence: &str, copy: &mut String) {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
    for (number, word) in sentence.split_inclusive(|c: char| !inner(c)).enumerate() {
        let small = number > 0 && SMALL.contains(&word.trim_end_matches(|c: char| !inner(c)));
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            copy.push(if small { first } else { upper(first) });
        }
        copy.push_str(letters.as_str());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_rewritten_in_place() {
        let document = Document::new(None, "Ana Kovac's boat sank off Brno, the Straße. She swam.");
        let copied = |capitals, titles| {
            let shares = |number| Shares { capitals: if number == 0 { capitals } else { 0.0 }, titles };
            copy(&document, &shares, &mut fastrand::Rng::with_seed(1))
        };
        assert_eq!(copied(0.0, 0.0), None);
        let (text, rewritten) = copied(1.0, 0.0).unwrap();
        assert_eq!(text, "ANA KOVAC'S BOAT SANK OFF BRNO, THE STRAßE. She swam.");
        let first = 0..text.find(" She").unwrap();
        assert_eq!(rewritten, std::slice::from_ref(&first));
        let (text, _) = copied(0.0, 1.0).unwrap();
        assert_eq!(text, "Ana Kovac's Boat Sank Off Brno, the Straße. She Swam.");
    }
}
