//! Who says a figure: the person, organisation or place that speaks.

use crate::document::Span;
use crate::enrich::figures::figure::{Speaker, Surroundings};
use crate::enrich::figures::thresholds::MENTIONS_BEFORE_SPEAKER;
use crate::enrich::speech::{self, SpeechAct};

/// All mentions of places by their place in the text.
#[derive(Debug)]
pub(super) struct Mentions {
    places: Vec<(Span, usize)>,
}

impl Mentions {
    pub(super) fn new(surroundings: &Surroundings<'_>) -> Self {
        let places = surroundings.places.iter().enumerate();
        let spans =
            places.flat_map(|(index, place)| place.mentions.iter().map(move |mention| (mention.span, index)));
        let mut places: Vec<_> = spans.collect();
        places.sort_by_key(|&(span, index)| (span.start, span.end, index));
        Self { places }
    }

    /// The first place that is mentioned between two offsets.
    pub(super) fn first_place(&self, start: u32, end: u32) -> Option<usize> {
        let at = self.places.partition_point(|&(span, _)| span.start < start);
        self.places.get(at).filter(|(span, _)| span.end <= end).map(|&(_, place)| place)
    }

    /// The person, organisation or place that speaks. A place speaks where it is all of the words (`Armenia says`).
    pub(super) fn speaker(&self, act: &SpeechAct) -> Option<Speaker> {
        match act.speaker {
            speech::Speaker::Person(person) => Some(Speaker::Person(person)),
            speech::Speaker::Organisation(body) => Some(Speaker::Organisation(body)),
            speech::Speaker::Description | speech::Speaker::Pronoun => {
                let at = self.places.partition_point(|&(span, _)| span.start < act.words.start);
                let near = self.places[at..].iter().take(MENTIONS_BEFORE_SPEAKER);
                let mut whole =
                    near.filter(|&&(span, _)| act.words.contains(span) && span.len() + 5 > act.words.len());
                whole.next().map(|&(_, index)| Speaker::Place(index))
            }
        }
    }
}
