//! What the topic model reads in a document: hashed words and pairs of words, and the lexicon's terms.
//!
//! The trainer reads with the same code, so that what it learned is what the program sees.

use crate::enrich::tags::topics::thresholds::{
    LATER, LEAD_WORDS, LEXICAL_WORDS, LINEAR_WORDS, PAIR, SEVERAL_WORDS, TITLE,
};
use crate::enrich::tags::words::{Bag, Word, Words};
use crate::lexicon::{self, STOP};
use crate::resources::topics::{Term, TopicModel, extend, start};

/// Where a term of the lexicon stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit {
    /// Which term.
    pub(crate) term: Term<'static>,
    /// Index of its first word.
    pub(crate) first: u32,
    /// Index of its last word.
    pub(crate) last: u32,
    /// How much its place counts.
    pub(crate) weight: f32,
}

/// Features of one document, with their buffers.
#[derive(Debug, Default)]
pub(crate) struct Features {
    linear: Bag,
    lemmas: Bag,
    hits: Vec<Hit>,
}

impl Features {
    /// Reads the words of a document, forgetting the one before.
    pub(crate) fn read(&mut self, words: &Words, model: &TopicModel) {
        self.read_linear(words);
        self.read_terms(words, model);
    }

    /// Features of the linear model, each with its value; together of length 1.
    pub(crate) fn linear(&self) -> impl Iterator<Item = (u64, f32)> + '_ {
        let length = self.linear.sums().iter().map(|&(_, sum)| damp(sum).powi(2)).sum::<f32>().sqrt();
        self.linear.sums().iter().map(move |&(key, sum)| (key, damp(sum) / length))
    }

    /// The keys of [`linear`](Self::linear).
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.linear.sums().iter().map(|&(key, _)| key)
    }

    /// The lexicon's lemmas, in the order of first mention, each with its damped count.
    pub(crate) fn lemmas(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.lemmas.sums().iter().map(|&(lemma, sum)| (lemma as u32, damp(sum)))
    }

    /// Every mention of a term.
    pub(crate) fn hits(&self) -> &[Hit] {
        &self.hits
    }

    fn read_linear(&mut self, words: &Words) {
        self.linear.clear();
        let mut previous: Option<(u64, bool)> = None;
        for (index, word) in words.row().iter().enumerate().take(words.title() + LINEAR_WORDS) {
            if word.number {
                previous = None;
                continue;
            }
            let place = place(index, words);
            let stop = is_stop(word.key);
            if !stop {
                self.linear.add(word.key, place);
            }
            let pair = previous.filter(|&(_, before_stop)| !(word.after_break || stop && before_stop));
            if let Some((before, _)) = pair {
                self.linear.add(extend(before, word.key), place * PAIR);
            }
            previous = Some((word.key, stop));
        }
    }

    fn read_terms(&mut self, words: &Words, model: &TopicModel) {
        self.lemmas.clear();
        self.hits.clear();
        let row = &words.row()[..words.row().len().min(words.title() + LEXICAL_WORDS)];
        model.fetch_terms(row.iter().map(|word| start(word.key)));
        let mut at = 0;
        while at < row.len() {
            let Some((term, length)) = longest_term(&row[at..], model) else {
                at += 1;
                continue;
            };
            let weight = place(at, words) * if length > 1 { SEVERAL_WORDS } else { 1.0 };
            self.lemmas.add(u64::from(term.lemma), weight);
            self.hits.push(Hit { term, first: at as u32, last: (at + length - 1) as u32, weight });
            at += length;
        }
    }
}

/// The longest term at the start of a row, and how many words it has.
fn longest_term(row: &[Word], model: &TopicModel) -> Option<(Term<'static>, usize)> {
    let mut found = None;
    let mut key = start(row[0].key);
    let mut length = 1;
    while let Some(term) = model.term(key) {
        if !term.is_empty() {
            found = Some((term, length));
        }
        if !term.continues || length == row.len() || row[length].after_break {
            break;
        }
        key = extend(key, row[length].key);
        length += 1;
    }
    found
}

fn place(index: usize, words: &Words) -> f32 {
    let title = words.title();
    if index < title {
        // A title alone is a short text, not a title.
        if title < words.row().len() { TITLE } else { 1.0 }
    } else if index - title < LEAD_WORDS {
        1.0
    } else {
        LATER
    }
}

/// A word said twice says less than twice as much.
fn damp(sum: f32) -> f32 {
    if sum > 1.0 { 1.0 + sum.ln() } else { sum }
}

/// True for function words, which carry no topic.
pub(crate) fn is_stop(key: u64) -> bool {
    lexicon::get().flags(key).intersects(STOP)
}
