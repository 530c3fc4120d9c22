//! The tagger: features to scores, scores to the best sequence of labels.

use super::features::{self, OFFSETS, Place, Run};
use super::labels::{self, COUNT, Label, OUTSIDE, Part};
use super::memory::Memory;
use super::words::{self, Word, Writing};
use super::{Mention, NameKind};
use crate::document::{Document, Sentence};
use crate::resources::names::{NamesModel, ROW};

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
    rows: [Row; OFFSETS.len()],
}

/// The tagger's buffers.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    words: Vec<Word>,
    runs: Vec<Run>,
    memory: Memory,
    memo: Vec<Memo>,
    scores: Vec<Row>,
    back: Vec<[u8; ROW]>,
    path: Vec<Label>,
}

impl Buffers {
    /// Looks at all tokens, before any is tagged.
    pub(crate) fn look(&mut self, document: &Document, model: &NamesModel<'_>) {
        words::look(document, model, &mut self.words);
        features::runs(document, &self.words, &mut self.runs);
        self.memory.read(&mut self.words, document.sentences());
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

    /// Whether a token may be part of a name: it has a capital, or stands beside or between such tokens.
    pub(crate) fn is_candidate(&self, sentence: &Sentence, index: usize) -> bool {
        let range = sentence.range();
        let upper = |at: usize| range.contains(&at) && self.words[at].upper;
        self.runs[index].end > 0 || upper(index.wrapping_sub(1)) || upper(index + 1)
    }

    /// Tags the document.
    pub(crate) fn tag(&mut self, document: &Document, model: &NamesModel<'_>) -> Vec<Mention> {
        self.look(document, model);
        if self.memo.is_empty() {
            self.memo.resize(MEMO, Memo { form: 0, rows: [[0; ROW]; OFFSETS.len()] });
        }
        let mut mentions = Vec::with_capacity(self.words.len() / 16);
        for sentence in document.sentences() {
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
                self.score(document, sentence, start, end, model);
                let span =
                    |from: usize, to: usize| document.tokens()[from].span.to(document.tokens()[to - 1].span);
                self.decode(model, |kind, from, to, score| {
                    let (from, to) = (start + from, start + to);
                    mentions.push(Mention {
                        span: span(from, to),
                        tokens: from as u32..to as u32,
                        kind,
                        score,
                    });
                });
                start = end;
            }
        }
        mentions
    }

    fn score(
        &mut self,
        document: &Document,
        sentence: &Sentence,
        start: usize,
        end: usize,
        model: &NamesModel<'_>,
    ) {
        let range = sentence.range();
        let mut scores = std::mem::take(&mut self.scores);
        scores.clear();
        for index in start..end {
            let mut row: Row = [0; ROW];
            for (number, &offset) in OFFSETS.iter().enumerate() {
                let at = index.wrapping_add_signed(offset);
                if range.contains(&at) {
                    let own = self.own(document, at, model);
                    for (sum, score) in row.iter_mut().zip(own[number]) {
                        *sum = sum.wrapping_add(score);
                    }
                }
            }
            let place = self.place(document, sentence);
            features::of_context(place, index, self.runs[index], &mut |feature| model.add(feature, &mut row));
            scores.push(row);
        }
        self.scores = scores;
    }

    /// The sums of a word's own features, from the memo or made.
    fn own(&mut self, document: &Document, at: usize, model: &NamesModel<'_>) -> &[Row; OFFSETS.len()] {
        let word = self.words[at];
        let slot = crate::resources::names::spread(word.form) as usize & (MEMO - 1);
        let memo = &mut self.memo[slot];
        if memo.form != word.form {
            let text = document.word(&document.tokens()[at]);
            let mut rows = [[0; ROW]; OFFSETS.len()];
            for (number, row) in rows.iter_mut().enumerate() {
                features::of_word(text, &word, number, &mut |feature| model.add(feature, row));
            }
            *memo = Memo { form: word.form, rows };
        }
        &memo.rows
    }

    /// The best path through the scores; tells each name with its tokens and confidence.
    fn decode(&mut self, model: &NamesModel<'_>, mut tell: impl FnMut(NameKind, usize, usize, f32)) {
        let transitions = model.transitions();
        let mut best = [NEVER; ROW];
        best[usize::from(OUTSIDE)] = 0;
        self.back.clear();
        for row in &self.scores {
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
        self.path.clear();
        for back in self.back.iter().rev() {
            self.path.push(label);
            label = back[usize::from(label)];
        }
        self.path.reverse();
        let mut from = 0;
        for (index, &label) in self.path.iter().enumerate() {
            let Some((kind, part)) = labels::meaning(label) else { continue };
            if matches!(part, Part::Begin | Part::Single) {
                from = index;
            }
            if matches!(part, Part::End | Part::Single) {
                tell(kind, from, index + 1, self.confidence(model.scale(), from, index + 1));
            }
        }
    }

    /// How far the labels of a name are ahead of being none, as a probability; the weakest token decides.
    fn confidence(&self, scale: f32, from: usize, to: usize) -> f32 {
        let margin = (from..to)
            .map(|index| {
                let (row, label) = (&self.scores[index], usize::from(self.path[index]));
                let rival = (0..COUNT).filter(|&other| other != label).map(|other| row[other]).max();
                i32::from(row[label]) - i32::from(rival.unwrap_or(0))
            })
            .min()
            .unwrap_or(0);
        1.0 / (1.0 + (-scale * margin as f32).exp())
    }
}
