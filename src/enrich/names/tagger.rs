//! The tagger: features to scores, scores to the best sequence of labels.

use std::ops::Range;

use super::Mention;
use super::features::{self, OFFSETS, Place};
use super::labels::{self, COUNT, Label, OUTSIDE, Part};
use super::memory::Memory;
use super::runs::{self, Run};
use super::second_pass::SecondPass;
use super::words::{self, Word, Writing};
use crate::document::{Document, Sentence};
use crate::resources::fetch;
use crate::resources::names::{NamesModel, ROW, spread};

/// Scores of labels.
type Row = [i16; ROW];

/// Scores of what cannot be.
const NEVER: i32 = -1_000_000;
/// Slots of the memo, a power of two. 176 bytes each.
const MEMO: usize = 1 << 13;

/// The sums of a word's own features at each offset. The same for every article, so it is kept between articles.
#[derive(Debug, Clone, Copy)]
struct Memo {
    form: u64,
    /// Which of the rows are made, a bit each: most words never stand at every offset of a name.
    made: u8,
    rows: [Row; OFFSETS.len()],
}

/// Which slot of the memo a form has.
fn slot_of(form: u64) -> usize {
    spread(form) as usize & (MEMO - 1)
}

/// The tagger's buffers.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    pub(super) words: Vec<Word>,
    seen: words::Seen,
    runs: Vec<Run>,
    pub(super) memory: Memory,
    memo: Vec<Memo>,
    /// For each token its scores, where it may be part of a name.
    scores: Vec<Row>,
    /// For each token its label.
    labels: Vec<Label>,
    segments: Vec<Range<usize>>,
    again: SecondPass,
    /// Features of one token, to be looked up together.
    batch: Vec<u64>,
    back: Vec<[u8; ROW]>,
    /// The labels of the first look.
    found: Vec<Label>,
}

impl Buffers {
    /// Looks at all tokens, before any is tagged.
    pub(crate) fn look(&mut self, document: &Document, model: &NamesModel<'_>) {
        words::look(document, model, &mut self.seen, &mut self.words);
        runs::runs(document, &self.words, &mut self.runs);
        self.memory.read(&mut self.words, document.sentences());
        self.memory.read_initials(&self.words, &self.runs);
    }

    /// The features of one token, for training.
    pub(crate) fn features(
        &self,
        document: &Document,
        sentence: &Sentence,
        index: usize,
        sink: &mut impl FnMut(u64),
    ) {
        let range = sentence.range();
        for (number, &offset) in OFFSETS.iter().enumerate() {
            let at = index.wrapping_add_signed(offset);
            if range.contains(&at) {
                let text = document.word(&document.tokens()[at]);
                features::of_word(text, &self.words[at], number, sink);
            }
        }
        features::of_context(self.place(document, sentence), index, self.runs[index], sink);
    }

    fn place<'a>(&'a self, document: &'a Document, sentence: &'a Sentence) -> Place<'a> {
        let writing = match words::writing(document.tokens_of(sentence)) {
            Writing::Normal => 0,
            Writing::Headline => 1,
            Writing::Capitals => 2,
        };
        let early = sentence.paragraph < 2;
        Place { sentence, words: &self.words, memory: &self.memory, writing, early }
    }

    /// True if a token may be part of a name: it has a capital, or stands beside or between such tokens.
    pub(crate) fn is_candidate(&self, sentence: &Sentence, index: usize) -> bool {
        let range = sentence.range();
        let upper = |at: usize| range.contains(&at) && self.words[at].upper;
        // `Suk-yeol`: the second half of a name with a hyphen is small in some countries.
        let half = |at: usize| range.contains(&at) && self.words[at].lettered && self.words[at - 1].hyphen;
        self.runs[index].end > 0
            || upper(index.wrapping_sub(1))
            || upper(index + 1)
            || index > range.start + 1 && half(index) && upper(index - 2)
    }

    /// Tags the document.
    pub(crate) fn tag(&mut self, document: &Document, model: &NamesModel<'_>) -> Vec<Mention> {
        self.look(document, model);
        if self.memo.is_empty() {
            self.memo.resize(MEMO, Memo { form: 0, made: 0, rows: [[0; ROW]; OFFSETS.len()] });
        }
        self.scores.clear();
        self.scores.resize(self.words.len(), [0; ROW]);
        self.labels.clear();
        self.labels.resize(self.words.len(), OUTSIDE);
        self.segments.clear();
        for sentence in document.sentences() {
            if document.is_stopped() {
                return Vec::new();
            }
            let range = sentence.range();
            let mut start = range.start;
            while start < range.end {
                if !self.is_candidate(sentence, start) {
                    start += 1;
                    continue;
                }
                let mut end = start + 1;
                while end < range.end && self.is_candidate(sentence, end) {
                    end += 1;
                }
                self.score(document, sentence, start..end, model);
                self.decode(model, start..end);
                self.segments.push(start..end);
                start = end;
            }
        }
        self.look_again(model);
        self.mentions(document, model)
    }

    /// Scores and decodes anew what other places in the document shed light on.
    fn look_again(&mut self, model: &NamesModel<'_>) {
        let mut again = std::mem::take(&mut self.again);
        again.read(&self.words, &self.memory, &self.labels);
        let mut found = std::mem::take(&mut self.found);
        found.clone_from(&self.labels);
        for number in 0..self.segments.len() {
            let segment = self.segments[number].clone();
            let mut any = false;
            for index in segment.clone() {
                self.batch.clear();
                again.of(&self.words, &found, index, &mut |feature| self.batch.push(feature));
                any |= !self.batch.is_empty();
                model.add(&self.batch, &mut self.scores[index]);
            }
            if any {
                self.decode(model, segment);
            }
        }
        self.found = found;
        self.again = again;
    }

    fn mentions(&self, document: &Document, model: &NamesModel<'_>) -> Vec<Mention> {
        let mut mentions = Vec::with_capacity(self.words.len() / 16);
        let span = |from: usize, to: usize| document.tokens()[from].span.to(document.tokens()[to - 1].span);
        let mut from = 0;
        for (index, &label) in self.labels.iter().enumerate() {
            let Some((kind, part)) = labels::meaning(label) else { continue };
            if matches!(part, Part::Begin | Part::Single) {
                from = index;
            }
            if matches!(part, Part::End | Part::Single) {
                let to = index + 1;
                let score = self.confidence(model.scale(), from, to);
                mentions.push(Mention { span: span(from, to), tokens: from as u32..to as u32, kind, score });
            }
        }
        mentions
    }

    fn score(
        &mut self,
        document: &Document,
        sentence: &Sentence,
        tokens: Range<usize>,
        model: &NamesModel<'_>,
    ) {
        let range = sentence.range();
        let writing = self.place(document, sentence).writing;
        let reach = OFFSETS.len() / 2;
        let seen = tokens.start.saturating_sub(reach).max(range.start)..(tokens.end + reach).min(range.end);
        fetch(self.words[seen].iter().flat_map(|word| {
            let memo = &self.memo[slot_of(word.form)];
            [memo.form as u8, memo.rows[1][0] as u8, memo.rows[OFFSETS.len() - 1][0] as u8]
        }));
        for index in tokens {
            let mut row: Row = [0; ROW];
            for (number, &offset) in OFFSETS.iter().enumerate() {
                let at = index.wrapping_add_signed(offset);
                if range.contains(&at) {
                    let own = self.own(document, at, number, model);
                    for (sum, score) in row.iter_mut().zip(own) {
                        *sum = sum.wrapping_add(*score);
                    }
                }
            }
            let early = sentence.paragraph < 2;
            let place = Place { sentence, words: &self.words, memory: &self.memory, writing, early };
            self.batch.clear();
            features::of_context(place, index, self.runs[index], &mut |feature| self.batch.push(feature));
            model.add(&self.batch, &mut row);
            self.scores[index] = row;
        }
    }

    /// The sum of a word's own features at an offset, from the memo or made.
    fn own(&mut self, document: &Document, at: usize, number: usize, model: &NamesModel<'_>) -> &Row {
        let word = &self.words[at];
        let memo = &mut self.memo[slot_of(word.form)];
        if memo.form != word.form {
            (memo.form, memo.made) = (word.form, 0);
        }
        let row = &mut memo.rows[number];
        if memo.made >> number & 1 == 0 {
            memo.made |= 1 << number;
            let text = document.word(&document.tokens()[at]);
            self.batch.clear();
            features::of_word(text, word, number, &mut |feature| self.batch.push(feature));
            *row = [0; ROW];
            model.add(&self.batch, row);
        }
        row
    }

    /// The best path through the scores of a segment, as its labels.
    fn decode(&mut self, model: &NamesModel<'_>, tokens: Range<usize>) {
        let transitions = model.transitions();
        let mut best = [NEVER; ROW];
        best[usize::from(OUTSIDE)] = 0;
        self.back.clear();
        for row in &self.scores[tokens.clone()] {
            let (mut next, mut back) = ([NEVER; ROW], [0; ROW]);
            for (from, &score) in best.iter().enumerate().take(COUNT) {
                if score == NEVER {
                    continue;
                }
                for to in 0..ROW {
                    let reached = score + i32::from(transitions[from][to]);
                    let better = reached > next[to];
                    next[to] = if better { reached } else { next[to] };
                    back[to] = if better { from as u8 } else { back[to] };
                }
            }
            for (to, score) in next.iter_mut().enumerate() {
                *score = (*score + i32::from(row[to])).max(NEVER);
            }
            best = next;
            self.back.push(back);
        }
        let mut label = (0..COUNT as Label)
            .filter(|&label| labels::may_end(label))
            .max_by_key(|&label| (best[usize::from(label)], std::cmp::Reverse(label)))
            .unwrap_or(OUTSIDE);
        for (index, back) in tokens.zip(&self.back).rev() {
            self.labels[index] = label;
            label = back[usize::from(label)];
        }
    }

    /// How far the labels of a name are ahead of being none, as a probability; the weakest token decides.
    fn confidence(&self, scale: f32, from: usize, to: usize) -> f32 {
        let margin = (from..to)
            .map(|index| {
                let (row, label) = (&self.scores[index], usize::from(self.labels[index]));
                let rival = (0..COUNT).filter(|&other| other != label).map(|other| row[other]).max();
                i32::from(row[label]) - i32::from(rival.unwrap_or(0))
            })
            .min()
            .unwrap_or(0);
        1.0 / (1.0 + (-scale * margin as f32).exp())
    }
}
