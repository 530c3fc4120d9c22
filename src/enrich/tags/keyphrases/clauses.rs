//! Words that look like nouns and are verbs where they stand, and words that no phrase needs. Noun phrases end at them.

use super::candidates::Candidates;
use super::parts::Part;
use super::traits::Traits;
use crate::document::{Case, Document};
use crate::enrich::tags::words::Words;
use crate::lexicon;
use crate::lexicon::WordList;
use crate::lexicon::morphology::is_plural;
use crate::lexicon::{CURRENCY, DETERMINER, HINT, NUMBER, PRONOUN, SCALE, UNIT};
use crate::resources::phrases::Class;

/// A word that follows a noun, and no verb without an object: `power cuts in Lagos`.
static BEHIND_NOUNS: WordList = WordList::new("phrases", "BEHIND_NOUNS");

/// Words that end a noun phrase behind its noun: verbs of headlines, and adverbs.
static ENDERS: WordList = WordList::new("phrases", "ENDERS");

/// Verbs of one team against another.
static MATCH_VERBS: WordList = WordList::new("organisations", "MATCH_VERBS");

/// Small words inside names: `Maré de Março`.
static NAME_PARTICLES: WordList = WordList::new("phrases", "PARTICLES_OF_NAMES");

impl Candidates {
    /// Ends the noun phrases at verbs, at units of measure, and behind words that say nothing of a subject.
    pub(super) fn end_phrases(&mut self, document: &Document, words: &Words) {
        for index in 0..self.row.len() {
            if self.is_scale(document, words, index) {
                self.row[index].1 = Part::Break;
            }
            if !matches!(self.row[index].1, Part::Head | Part::Modifier) || self.is_compound(index) {
                continue;
            }
            let traits = self.traits[index];
            let ends = traits.contains(Traits::VAGUE)
                || self.is_ender(words, index)
                || self.is_verb(document, words, index, traits)
                || Self::is_measure(document, words, index);
            if ends {
                self.row[index].1 = Part::Break;
            }
        }
    }

    /// True for a word that most articles use as a verb, where the words beside it show the noun: behind a noun or an
    /// adjective, and before a mark, an auxiliary or a preposition that leads to time and place.
    pub(super) fn is_noun_here(&self, document: &Document, words: &Words, index: usize) -> bool {
        let row = words.row();
        if !self.traits[index].intersects(Traits::VERB | Traits::THIRD)
            || index == 0
            || row[index].after_break
        {
            return false;
        }
        let behind_noun =
            matches!(self.classes[index - 1], Class::Noun | Class::Weak | Class::Adjective | Class::Unknown)
                && self.traits[index - 1].difference(Traits::VAGUE).is_empty()
                && document.tokens()[row[index - 1].token as usize].case == Case::Lower;
        let ends = row.get(index + 1).is_none_or(|next| {
            next.after_break || next.sentence != row[index].sentence || BEHIND_NOUNS.has(next.key)
        });
        behind_noun && ends && !row[index - 1].number
    }

    /// True for a small word inside a name: no phrase ends with it.
    pub(super) fn is_particle(&self, words: &Words, index: usize) -> bool {
        self.row[index].1 == Part::Name && NAME_PARTICLES.has(words.row()[index].key)
    }

    /// True for the name of a scale of temperature.
    fn is_scale(&self, document: &Document, words: &Words, index: usize) -> bool {
        let word = document.word(&document.tokens()[words.row()[index].token as usize]);
        self.row[index].1 == Part::Name && matches!(word, "Celsius" | "Fahrenheit" | "GMT" | "UTC")
    }

    /// True for a part of a compound with a hyphen.
    fn is_compound(&self, index: usize) -> bool {
        self.glued[index] || self.glued.get(index + 1).is_some_and(|&glued| glued)
    }

    /// True for the verb of a headline behind its noun (`hope fades`, `Nkana stun Zesco`), for an adverb that stands behind one
    /// (`ward alone`), and for a scale (`lakh people`).
    fn is_ender(&self, words: &Words, index: usize) -> bool {
        let row = words.row();
        if lexicon::get().flags(row[index].key).intersects(SCALE) {
            return true;
        }
        let behind =
            index > 0 && !row[index].after_break && matches!(self.row[index - 1].1, Part::Head | Part::Name);
        let beats = || {
            self.row[index - 1].1 == Part::Name
                && MATCH_VERBS.has(row[index].key)
                && self.begins_object(words, index + 1, false)
        };
        behind && (ENDERS.has(row[index].key) || beats())
    }

    /// True if a word that can be a verb is one here, as far as the words beside it show.
    fn is_verb(&self, document: &Document, words: &Words, index: usize, traits: Traits) -> bool {
        let verbs = Traits::VERB | Traits::THIRD | Traits::PAST | Traits::GERUND;
        if !traits.intersects(verbs) || index == 0 || words.row()[index].after_break {
            return false;
        }
        let before = self.traits[index - 1];
        if traits.contains(Traits::VERB) && before.contains(Traits::BEFORE_VERB) {
            return true;
        }
        if traits.contains(Traits::GERUND) {
            return before.contains(Traits::BEFORE_GERUND);
        }
        let part = self.row[index - 1].1;
        if !matches!(part, Part::Head | Part::Name) {
            return false;
        }
        if traits.contains(Traits::PARTICIPLE) {
            return true;
        }
        let is_plural = part == Part::Head && Self::is_plural(document, words, index - 1);
        if traits.contains(Traits::VERB) && is_plural {
            return true;
        }
        let is_weak = self.classes[index] == Class::Weak;
        // `Shops that break the ban face fines`
        if traits.contains(Traits::VERB) && is_weak && self.begins_object(words, index + 1, true) {
            return true;
        }
        // A general noun behind another is the verb: `all that a chip plant needs`.
        let third = traits.contains(Traits::THIRD)
            && !is_plural
            && (is_weak || self.begins_object(words, index + 1, true));
        third || traits.contains(Traits::PAST) && self.begins_object(words, index + 1, false)
    }

    /// True for a plural noun, also at the beginning of a sentence: `Fishermen fear`.
    pub(super) fn is_plural(document: &Document, words: &Words, index: usize) -> bool {
        let token = &document.tokens()[words.row()[index].token as usize];
        is_plural(&document.word(token).to_lowercase(), lexicon::get().flags(token.key))
    }

    /// True if an object of a verb can begin with a word; also without an article, if `bare`.
    fn begins_object(&self, words: &Words, index: usize, bare: bool) -> bool {
        let Some(word) = words.row().get(index).filter(|word| !word.after_break) else { return false };
        let Some(&(_, part)) = self.row.get(index) else { return false };
        // `Power cuts lasted six hours`
        let traits = self.traits[index];
        let is_noun_phrase =
            (part != Part::Break && !traits.contains(Traits::PARTICIPLE)) || self.is_compound(index);
        word.number
            || part == Part::Name
            || bare && is_noun_phrase
            || traits.contains(Traits::VAGUE)
            || lexicon::get().flags(word.key).intersects(DETERMINER | PRONOUN | NUMBER | HINT)
    }

    /// True for a unit or currency behind a number or another unit: `47 degrees Celsius`, `cubic feet`, `4 billion euro`.
    fn is_measure(document: &Document, words: &Words, index: usize) -> bool {
        let row = words.row();
        let flags = |index: usize| lexicon::get().flags(row[index].key);
        if index == 0 || row[index].after_break {
            return false;
        }
        let word = |index: usize| document.word(&document.tokens()[row[index].token as usize]);
        let before = word(index - 1);
        // `9 per cent crime`
        if before == "per" && matches!(word(index), "cent" | "head" | "capita") {
            return true;
        }
        if !flags(index).intersects(UNIT | CURRENCY) {
            return false;
        }
        row[index - 1].number
            || matches!(before, "cubic" | "square")
            || flags(index - 1).intersects(NUMBER | SCALE | UNIT)
    }
}
