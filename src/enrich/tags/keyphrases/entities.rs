//! People, organisations and places among the candidates.

use super::candidates::Candidates;
use super::named::Mention;
pub(crate) use super::named::{Kind, Named};
use super::parts::Part;
use crate::article::enriched::PlaceForm;
use crate::document::furniture::Use;
use crate::document::{Document, Span};
use crate::enrich::tags::Surroundings;
use crate::enrich::tags::keyphrases::thresholds::{LONGEST_NAME, LONGEST_PHRASE};
use crate::enrich::tags::words::Words;
use crate::resources::topics::{extend, start};

impl Candidates {
    /// Finds the words that name entities. They are names, however they are written.
    pub(super) fn read_entities(
        &mut self,
        document: &Document,
        words: &Words,
        surroundings: Surroundings<'_>,
    ) {
        for person in surroundings.people {
            let about = person.relevance;
            self.read_entity(document, words, (Kind::Person, about), person.mentions.iter().copied());
        }
        for organisation in surroundings.organisations {
            let kind = if organisation.source { Kind::Source } else { Kind::Organisation };
            let about = organisation.relevance;
            self.read_entity(document, words, (kind, about), organisation.mentions.iter().copied());
        }
        for place in surroundings.places {
            let mentions = place.mentions.iter().filter(|mention| mention.form != PlaceForm::Demonym);
            let spans = mentions.map(|mention| mention.span);
            self.read_entity(document, words, (Kind::Place, place.relevance), spans);
        }
    }

    fn read_entity(
        &mut self,
        document: &Document,
        words: &Words,
        (kind, relevance): (Kind, u8),
        mentions: impl Iterator<Item = Span>,
    ) {
        let row = &words.row()[..self.row.len()];
        let span = |word: usize| document.tokens()[row[word].token as usize].span;
        let begin = self.mentions.len();
        let story =
            |mention: &Span| document.furniture_at(*mention).is_none_or(|kind| kind.serves(Use::Tags));
        for mention in mentions.filter(story) {
            let first =
                row.partition_point(|word| document.tokens()[word.token as usize].span.start < mention.start);
            let mut length = (first..row.len()).take_while(|&word| span(word).end <= mention.end).count();
            // A compound is one name, however the tagger cuts it: `Lee Sang-min`.
            while kind == Kind::Person && self.is_glued_at(first + length) {
                length += 1;
            }
            if (1..=LONGEST_NAME).contains(&length) {
                let named = Named { kind, relevance, mentions: 0, full: false };
                let compound = (first + 1..first + length).any(|word| self.is_glued_at(word));
                self.mentions.push(Mention { first, length, compound, named });
            }
        }
        let all = &mut self.mentions[begin..];
        let count = all.len() as u32;
        let longest = all.iter().map(|mention| mention.length).max().unwrap_or_default();
        for mention in all {
            mention.named.mentions = count;
            mention.named.full = mention.length == longest;
            for (_, part) in &mut self.row[mention.first..mention.first + mention.length] {
                if *part != Part::Break || mention.compound {
                    *part = Part::Name;
                }
            }
        }
    }

    fn is_glued_at(&self, word: usize) -> bool {
        self.glued.get(word).is_some_and(|&glued| glued)
    }

    /// True if a name starts here that the words before are no part of: that of a person (`Finance Minister Simeon
    /// Nyachae`, `captain Wokorach`), or any behind a common noun (`water authority Sacmex`).
    pub(super) fn starts_name(&self, word: usize) -> bool {
        self.row[word].1 == Part::Name
            && !self.glued[word]
            && (self.row[word - 1].1 == Part::Head
                || self
                    .mentions
                    .iter()
                    .any(|mention| mention.first == word && mention.named.kind == Kind::Person))
    }

    /// Marks the candidates that name an entity, and adds names that are no noun phrase: `Bank of England`.
    pub(super) fn name_entities(&mut self, words: &Words) {
        let phrases = self.found.len();
        for index in 0..self.mentions.len() {
            let Mention { first, length, named, .. } = self.mentions[index];
            let mut stems = self.row[first..first + length].iter().map(|&(stem, _)| u64::from(stem));
            let Some(head) = stems.next() else { continue };
            let key = stems.fold(start(head), extend);
            let number = match self.keys.find(key) {
                Some(number) if number < phrases && length <= LONGEST_PHRASE => number,
                _ => self.add(key, first, length, true, words.row()[first].sentence),
            };
            self.found[number].entity = Some(named);
        }
    }
}
