//! Who says a figure: people, organisations and places of the article, by their mentions.

use super::{Speaker, Surroundings};
use crate::article::enriched::PlaceForm;
use crate::document::Span;

/// At most so many mentions are looked at on each side of what is asked for.
const NEAR: usize = 24;

/// All mentions of an article by their place in the text.
#[derive(Debug)]
pub(super) struct Mentions {
    places: Vec<(Span, usize, PlaceForm)>,
    speakers: Vec<(Span, Speaker)>,
}

impl Mentions {
    pub(super) fn new(surroundings: &Surroundings<'_>) -> Self {
        let mut places: Vec<_> = surroundings
            .places
            .iter()
            .enumerate()
            .flat_map(|(index, place)| {
                place.mentions.iter().map(move |mention| (mention.span, index, mention.form))
            })
            .collect();
        places.sort_by_key(|&(span, index, _)| (span.start, span.end, index));
        let people = surroundings.people.iter().enumerate();
        let people = people.flat_map(|(index, person)| {
            person.mentions.iter().map(move |&mention| (mention, Speaker::Person(index)))
        });
        let bodies = surroundings.organisations.iter().enumerate();
        let bodies = bodies.flat_map(|(index, body)| {
            body.mentions.iter().map(move |&mention| (mention, Speaker::Organisation(index)))
        });
        let mut speakers: Vec<_> = people.chain(bodies).collect();
        speakers.sort_by_key(|&(span, _)| (span.start, span.end));
        Self { places, speakers }
    }

    /// The person, organisation or place whose mention the words for the speaker hold.
    pub(super) fn speaker(&self, words: Span) -> Option<Speaker> {
        let at = self.speakers.partition_point(|&(span, _)| span.start < words.start);
        let near = self.speakers[at.saturating_sub(NEAR)..self.speakers.len().min(at + NEAR)].iter();
        let named = || {
            near.clone()
                .filter(|&&(span, _)| words.contains(span) || span.contains(words))
                .map(|&(_, who)| who)
        };
        let person = named().find(|who| matches!(who, Speaker::Person(_)));
        // A place speaks where it is all of the words (`Armenia says`).
        let place = || {
            let at = self.places.partition_point(|&(span, ..)| span.start < words.start);
            self.places[at..]
                .iter()
                .take(NEAR)
                .find(|&&(span, ..)| words.contains(span) && span.len() + 5 > words.len())
                .map(|&(_, index, _)| Speaker::Place(index))
        };
        person.or_else(|| named().next()).or_else(place)
    }
}
