//! What could be a keyphrase: noun phrases of one to four words, counted by their stems.

use super::forms::{Form, Forms};
use super::named::{Mention, Named};
use super::parts::{Part, by_ending, is_comparative, is_superlative, is_title};
use super::traits::Traits;
use crate::document::furniture::Use;
use crate::document::{Case, Document, Gap, Token, TokenKind};
use crate::enrich::tags::Surroundings;
use crate::enrich::tags::keyphrases::thresholds::{LONGEST_PHRASE, MOST_WORDS};
use crate::enrich::tags::words::{Bag, Words};
use crate::resources::phrases::{Class, Entry, WordTable};
use crate::resources::topics::{extend, start};

/// A distinct word of the text, all its forms together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stem {
    /// How often.
    pub(crate) count: u32,
    /// 0 for a word of every article, 1 for a rare one.
    pub(crate) rarity: f32,
    /// What class of word its first form is.
    pub(crate) class: Class,
    /// Whether it mostly stands capitalised inside sentences.
    pub(crate) names: u32,
    /// Letters of its first form.
    pub(crate) letters: u32,
    /// True if the title has it.
    pub(crate) in_title: bool,
    /// True if the first sentence of the story has it.
    pub(crate) in_lead: bool,
}

/// A noun phrase, all its mentions together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// Index of its first word at the first mention.
    pub(crate) first: u32,
    /// Words.
    pub(crate) length: u32,
    /// Mentions, and those that are a whole noun phrase.
    pub(crate) count: u32,
    pub(crate) whole: u32,
    /// Mentions in which every word is a name.
    pub(crate) names: u32,
    /// Letters of a single word.
    pub(crate) letters: u32,
    /// Sentences that mention it, the last of them, and the word where the last mention begins.
    pub(crate) sentences: u32,
    pub(crate) last_sentence: u32,
    pub(crate) last: u32,
    /// Mentions of the most frequent longer candidate that holds it.
    pub(crate) within: u32,
    /// The entity that it names.
    pub(crate) entity: Option<Named>,
}

/// The candidates of one document, with their buffers.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// Distinct forms: an index into `forms`.
    vocabulary: Bag,
    forms: Vec<(Entry, u32, Traits)>,
    stem_keys: Bag,
    stems: Vec<Stem>,
    /// For each word of the text the index of its stem, and its part.
    pub(super) row: Vec<(u32, Part)>,
    /// The words that name an entity.
    pub(super) mentions: Vec<Mention>,
    /// What class of word each is.
    pub(super) classes: Vec<Class>,
    /// What else each can be.
    pub(super) traits: Vec<Traits>,
    /// Whether a hyphen glues each word to the one before it.
    pub(super) glued: Vec<bool>,
    pub(super) keys: Bag,
    pub(super) found: Vec<Candidate>,
    /// The first sentence of the story.
    lead: u32,
    /// True if capitals in the title mark names.
    title_speaks: bool,
    known: Forms,
}

impl Candidates {
    /// Reads the words of a document, forgetting the one before.
    pub(crate) fn read(
        &mut self,
        document: &Document,
        words: &Words,
        surroundings: Surroundings<'_>,
        table: &WordTable,
    ) {
        self.vocabulary.clear();
        self.forms.clear();
        self.stem_keys.clear();
        self.stems.clear();
        self.row.clear();
        self.glued.clear();
        self.classes.clear();
        self.traits.clear();
        self.keys.clear();
        self.found.clear();
        self.mentions.clear();
        let count = words.row().len().min(MOST_WORDS);
        table.fetch(words.row()[..count].iter().map(|word| word.key));
        self.lead = lead(document, words);
        self.title_speaks = title_speaks(document, words);
        for index in 0..count {
            let (form, stem, traits) = self.form(document, words, index, table);
            self.count_stem(document, words, index, form, stem);
            self.row.push((stem, Part::Break));
            self.classes.push(form.class);
            self.traits.push(traits);
            self.glued.push(is_glued(document, words.row()[index].token));
        }
        for index in 0..count {
            self.row[index].1 = self.part(document, words, index, table);
        }
        self.join_compounds();
        self.read_entities(document, words, surroundings);
        self.end_phrases(document, words);
        self.collect(document, words);
        self.name_entities(words);
        self.nest();
    }

    /// All candidates, in the order of first mention.
    pub(crate) fn found(&self) -> &[Candidate] {
        &self.found
    }

    /// The stems of the words from `first`.
    pub(crate) fn stems(&self, first: u32, length: u32) -> impl Iterator<Item = &Stem> {
        self.row[first as usize..(first + length) as usize]
            .iter()
            .map(|&(stem, _)| &self.stems[stem as usize])
    }

    /// How many words were read.
    pub(crate) fn len(&self) -> usize {
        self.row.len()
    }

    /// How many different stems there are.
    pub(crate) fn distinct(&self) -> usize {
        self.stems.len()
    }

    /// The number of the stem of a word.
    pub(crate) fn number(&self, word: usize) -> u32 {
        self.row[word].0
    }

    /// True if a word is or belongs to a name.
    pub(crate) fn is_name(&self, word: u32) -> bool {
        self.row[word as usize].1 == Part::Name
    }

    /// True if a hyphen glues a word to the one before it.
    pub(crate) fn is_glued(&self, word: u32) -> bool {
        self.glued[word as usize]
    }

    /// The numbers of the stems of the words from `first`.
    pub(crate) fn numbers(&self, first: u32, length: u32) -> impl Iterator<Item = u32> {
        self.row[first as usize..(first + length) as usize].iter().map(|&(stem, _)| stem)
    }

    /// The entry, the stem and the traits of a word.
    fn form(
        &mut self,
        document: &Document,
        words: &Words,
        index: usize,
        table: &WordTable,
    ) -> (Entry, u32, Traits) {
        let word = &words.row()[index];
        let number = self.vocabulary.add(word.key, 1.0);
        if number < self.forms.len() {
            return self.forms[number];
        }
        let text = document.word(&document.tokens()[word.token as usize]);
        let Form { entry, stem, traits } = self.known.get(word.key, text, table);
        let form = (entry, self.stem_keys.add(stem, 1.0) as u32, traits);
        self.forms.push(form);
        form
    }

    fn count_stem(&mut self, document: &Document, words: &Words, index: usize, entry: Entry, number: u32) {
        let word = &words.row()[index];
        let token = &document.tokens()[word.token as usize];
        if number as usize == self.stems.len() {
            self.stems.push(Stem {
                count: 0,
                rarity: entry.rarity,
                class: entry.class,
                names: 0,
                letters: token.span.len(),
                in_title: false,
                in_lead: false,
            });
        }
        let stem = &mut self.stems[number as usize];
        stem.count += 1;
        stem.rarity = stem.rarity.min(entry.rarity);
        stem.in_title |= index < words.title();
        stem.in_lead |= word.sentence == self.lead;
        let inside = is_inside(document, words, index);
        stem.names += u32::from(inside && token.is_capitalised(document.text()));
    }

    /// What part a word plays, by its class, its case and its ending.
    fn part(&self, document: &Document, words: &Words, index: usize, table: &WordTable) -> Part {
        let word = &words.row()[index];
        let token = &document.tokens()[word.token as usize];
        let furniture = document.furniture_at(token.span);
        if word.number || furniture.is_some_and(|kind| !kind.serves(Use::Tags)) {
            return Part::Break;
        }
        let (class, stem) = (self.classes[index], self.row[index].0);
        if matches!(class, Class::Stop | Class::Time) {
            return Part::Break;
        }
        if token.is_capitalised(document.text()) {
            let row = words.row();
            let inside = is_inside(document, words, index);
            let next_is_name = row.get(index + 1).is_some_and(|next| {
                next.sentence == word.sentence
                    && !next.after_break
                    && document.tokens()[next.token as usize].is_capitalised(document.text())
            });
            // `Mayor Lindqvist` is filed under her name.
            if next_is_name && is_title(word.key) {
                return Part::Break;
            }
            // In a headline in capitals, capitals say nothing.
            let is_silent = index < words.title() && !self.title_speaks;
            if !is_silent && (inside || next_is_name || self.stems[stem as usize].names > 0) {
                return Part::Name;
            }
        }
        if is_superlative(document, token, table) {
            return Part::Break;
        }
        match class {
            Class::Adjective => Part::Modifier,
            // `power cuts in Lagos`
            Class::Verb if self.is_noun_here(document, words, index) => Part::Head,
            Class::Unknown if is_comparative(document, token, table) => Part::Modifier,
            Class::Adverb | Class::Verb | Class::Stop | Class::Time => Part::Break,
            Class::Noun | Class::Weak => Part::Head,
            Class::Unknown => by_ending(document, token),
        }
    }

    /// A compound with a hyphen is one word: a modifier or head as a whole, or nothing.
    fn join_compounds(&mut self) {
        let mut at = 0;
        while at < self.row.len() {
            let mut end = at + 1;
            while end < self.row.len() && self.glued[end] {
                end += 1;
            }
            if end - at > 1 && self.row[at..end].iter().any(|&(_, part)| part == Part::Break) {
                self.row[at..end].iter_mut().for_each(|(_, part)| *part = Part::Break);
            }
            at = end;
        }
        // Where a compound may not be cut, the part says so: its first words are modifiers.
        for index in 1..self.row.len() {
            if self.glued[index] && self.row[index - 1].1 == Part::Head {
                self.row[index - 1].1 = Part::Modifier;
            }
        }
    }

    fn collect(&mut self, document: &Document, words: &Words) {
        let row = words.row();
        let after_possessive = |index: usize| {
            let before = (row[index].token as usize).checked_sub(1);
            before.is_some_and(|before| document.tokens()[before].kind == TokenKind::Possessive)
        };
        let mut at = 0;
        while at < self.row.len() {
            if self.row[at].1 == Part::Break {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < self.row.len()
                && self.row[end].1 != Part::Break
                && !row[end].after_break
                && !after_possessive(end)
                && !self.is_verb_after_plural(document, words, end)
                && !self.starts_name(end)
            {
                end += 1;
            }
            // A noun phrase ends with its head.
            let mut last = end;
            while last > at && (self.row[last - 1].1 == Part::Modifier || self.is_particle(words, last - 1)) {
                last -= 1;
            }
            let sentence = row[at].sentence;
            for first in at..last {
                let mut key = 0;
                for length in 1..=LONGEST_PHRASE.min(last - first) {
                    let (stem, part) = self.row[first + length - 1];
                    key = if length == 1 { start(u64::from(stem)) } else { extend(key, u64::from(stem)) };
                    // A compound is not cut, except that its last part stands alone: `pro-Morales`.
                    let cut = self.glued.get(first + length).is_some_and(|&glued| glued)
                        || (length > 1 && self.glued[first]);
                    if matches!(part, Part::Head | Part::Name)
                        && !cut
                        && !self.is_particle(words, first + length - 1)
                    {
                        let whole = first == at && first + length == last;
                        self.add(key, first, length, whole, sentence);
                    }
                }
            }
            at = end;
        }
    }

    /// True for a word behind a plural noun that stands in no compound: what follows is no part of the phrase, and mostly the
    /// verb (`banks drag`, `rations cut`). Words that stand before nouns in their plural are in `plurals.tsv`.
    fn is_verb_after_plural(&self, document: &Document, words: &Words, index: usize) -> bool {
        let is_plain = |index: usize| matches!(self.row[index].1, Part::Head);
        if !is_plain(index - 1) || self.row[index].1 == Part::Name || self.glued[index] {
            return false;
        }
        Self::is_plural(document, words, index - 1)
    }

    pub(super) fn add(&mut self, key: u64, first: usize, length: usize, whole: bool, sentence: u32) -> usize {
        let number = self.keys.add(key, 1.0);
        let name = self.row[first..first + length].iter().all(|&(_, part)| part == Part::Name);
        if number == self.found.len() {
            self.found.push(Candidate {
                first: first as u32,
                length: length as u32,
                count: 0,
                whole: 0,
                names: 0,
                letters: self.stems[self.row[first].0 as usize].letters,
                sentences: 0,
                last_sentence: u32::MAX,
                last: 0,
                within: 0,
                entity: None,
            });
        }
        let candidate = &mut self.found[number];
        candidate.count += 1;
        candidate.whole += u32::from(whole);
        candidate.names += u32::from(name);
        candidate.sentences += u32::from(candidate.last_sentence != sentence);
        candidate.last_sentence = sentence;
        candidate.last = candidate.last.max(first as u32);
        number
    }

    /// Finds how often the longer candidates are mentioned that hold a shorter one.
    fn nest(&mut self) {
        for index in 0..self.found.len() {
            let Candidate { first, length, count, .. } = self.found[index];
            let (first, length) = (first as usize, length as usize);
            for start in 0..length {
                let mut key = 0;
                for part in 1..=length - start {
                    let stem = u64::from(self.row[first + start + part - 1].0);
                    key = if part == 1 { self::start(stem) } else { extend(key, stem) };
                    if part == length {
                        continue;
                    }
                    if let Some(number) = self.keys.find(key) {
                        self.found[number].within = self.found[number].within.max(count);
                    }
                }
            }
        }
    }
}

/// True if a word is glued to the one before it by a hyphen.
fn is_glued(document: &Document, token: u32) -> bool {
    let token = token as usize;
    let tokens = document.tokens();
    token >= 2
        && tokens[token].gap == Gap::None
        && tokens[token - 1].kind == TokenKind::Punctuation
        && tokens[token - 1].gap == Gap::None
        && document.word(&tokens[token - 1]) == "-"
}

/// The first sentence of the story: the one after the title and what is no part of the story.
fn lead(document: &Document, words: &Words) -> u32 {
    let is_story = |token: u32| document.furniture_at(document.tokens()[token as usize].span).is_none();
    let body = &words.row()[words.title()..];
    let first = body.iter().take(MOST_WORDS).find(|word| is_story(word.token)).or(body.first());
    first.map_or(0, |word| word.sentence)
}

/// True if the title is written like a sentence: most of its longer words behind the first have a small letter.
fn title_speaks(document: &Document, words: &Words) -> bool {
    let title = words.row()[..words.title()].iter().skip(1);
    let tokens = title.map(|word| &document.tokens()[word.token as usize]);
    let long = tokens.filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let balance = |token: &Token| if token.case == Case::Lower { 1 } else { -1 };
    long.map(balance).sum::<i32>() > 0
}

/// True for a word inside a sentence: behind another word of it that is no dateline or the like, and at no opening quote.
fn is_inside(document: &Document, words: &Words, index: usize) -> bool {
    let word = &words.row()[index];
    let Some(before) = index.checked_sub(1).map(|before| &words.row()[before]) else { return false };
    let tokens = document.tokens();
    before.sentence == word.sentence
        && !(word.after_break && is_opening(document, word.token))
        && document.furniture_at(tokens[before.token as usize].span).is_none()
}

/// True for a token behind an opening quote or a colon.
fn is_opening(document: &Document, token: u32) -> bool {
    let before = (token as usize).checked_sub(1).map(|before| &document.tokens()[before]);
    before.is_some_and(|before| matches!(document.slice(before.span), "\"" | "\u{201c}" | "\u{2018}" | ":"))
}
