//! Where a figure belongs, and who says it: places, people and organisations of the article, by their mentions.

use super::{Speaker, Surroundings};
use crate::document::{Document, Span};

/// The place of a figure: named in its sentence, nearest to it, in one behind it rather than before.
pub(super) fn location(
    document: &Document,
    surroundings: &Surroundings<'_>,
    figure: Span,
    sentence: usize,
) -> Option<usize> {
    let within = document.sentences().get(sentence)?.span;
    let mut best: Option<(u32, usize)> = None;
    for (index, place) in surroundings.places.iter().enumerate() {
        for mention in &place.mentions {
            if !within.contains(mention.span) {
                continue;
            }
            let distance = if mention.span.start >= figure.end {
                mention.span.start - figure.end
            } else {
                2 * figure.start.saturating_sub(mention.span.end) + 20
            };
            if best.is_none_or(|(nearest, _)| distance < nearest) {
                best = Some((distance, index));
            }
        }
    }
    best.map(|(_, index)| index)
}

/// The person, organisation or place whose mention the words for the speaker hold.
pub(super) fn speaker(surroundings: &Surroundings<'_>, words: Span) -> Option<Speaker> {
    let named = |mentions: &[Span]| {
        mentions.iter().any(|&mention| words.contains(mention) || mention.contains(words))
    };
    let person = surroundings.people.iter().position(|person| named(&person.mentions)).map(Speaker::Person);
    let organisation = || {
        surroundings.organisations.iter().position(|body| named(&body.mentions)).map(Speaker::Organisation)
    };
    // A place speaks where it is all of the words (`Armenia says`).
    let place = || {
        surroundings
            .places
            .iter()
            .position(|place| {
                place
                    .mentions
                    .iter()
                    .any(|mention| words.contains(mention.span) && mention.span.len() + 5 > words.len())
            })
            .map(Speaker::Place)
    };
    person.or_else(organisation).or_else(place)
}
