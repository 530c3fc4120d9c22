//! What of a message is read already, so that another rendering of it does not count as unread.

use std::cell::{OnceCell, RefCell};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::article::input::prose;

/// So many words in a row are told again elsewhere only by copying.
const RUN: usize = 4;

/// The texts that were read, as runs of words.
#[derive(Debug, Default)]
pub(in crate::article::input) struct Known {
    /// Title and body.
    texts: [String; 2],
    /// Their runs of words, made when the first text is compared: most messages have none.
    runs: OnceCell<HashSet<u64>>,
    /// Summaries that were looked at, so that the same one in two fields counts once.
    seen: RefCell<HashSet<u64>>,
    /// The weight of the body.
    pub(super) body: usize,
    /// There is a title and no body: a text of one sentence may be the story then.
    pub(super) is_alone: bool,
}

impl Known {
    pub(super) fn new(texts: [&str; 2], body: &str) -> Self {
        let body = if crate::lexicon::is_placeholder(body) { 0 } else { prose::weight(body) };
        Self { texts: texts.map(str::to_owned), body, ..Self::default() }
    }

    /// All of a text, down to its single words.
    pub(super) fn words_of(text: &str) -> Self {
        let words: Vec<(u64, usize)> = words(text).collect();
        let runs: HashSet<u64> = (1..=RUN).flat_map(|length| words.windows(length).map(run)).collect();
        Self { runs: OnceCell::from(runs), body: prose::weight(text), ..Self::default() }
    }

    /// The same beside a body than which no summary is longer.
    pub(super) fn beside_a_long_body(&self) -> Self {
        Self { texts: self.texts.clone(), runs: self.runs.clone(), body: usize::MAX, ..Self::default() }
    }

    /// The same beside a title alone.
    pub(in crate::article::input) fn alone(&self) -> Self {
        Self { runs: self.runs.clone(), is_alone: true, ..Self::default() }
    }

    /// Nothing read, but the body's weight.
    pub(super) fn nothing(of: &Self) -> Self {
        Self { body: of.body, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs().is_empty()
    }

    fn runs(&self) -> &HashSet<u64> {
        self.runs.get_or_init(|| {
            let mut runs = HashSet::new();
            for text in &self.texts {
                let words: Vec<(u64, usize)> = words(text).collect();
                runs.extend(words.windows(RUN).map(run));
                // A short text is known as a whole.
                if (1..RUN).contains(&words.len()) {
                    runs.insert(run(&words));
                }
            }
            runs
        })
    }

    /// True if the same text was looked at before.
    pub(super) fn is_repeated(&self, text: &str) -> bool {
        let words: Vec<(u64, usize)> = words(text).collect();
        !self.seen.borrow_mut().insert(run(&words))
    }

    /// The share of a text that is not known, from 0 to 1.
    pub(super) fn share_unknown(&self, text: &str) -> f64 {
        let words: Vec<(u64, usize)> = words(text).collect();
        let all: usize = words.iter().map(|(_, weight)| weight).sum();
        if self.is_empty() || all == 0 {
            return 1.0;
        }
        if words.len() < RUN {
            return if self.runs().contains(&run(&words)) { 0.0 } else { 1.0 };
        }
        let mut covered = vec![false; words.len()];
        for (start, window) in words.windows(RUN).enumerate() {
            if self.runs().contains(&run(window)) {
                covered[start..start + RUN].fill(true);
            }
        }
        let unknown: usize =
            words.iter().zip(&covered).filter(|(_, covered)| !**covered).map(|((_, weight), _)| weight).sum();
        unknown as f64 / all as f64
    }
}

fn run(words: &[(u64, usize)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (word, _) in words {
        word.hash(&mut hasher);
    }
    hasher.finish()
}

/// The words of a text, each as a hash with its weight. A character of a script without blanks is a word.
fn words(text: &str) -> impl Iterator<Item = (u64, usize)> + '_ {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        while characters.next_if(|c| !c.is_alphanumeric()).is_some() {}
        let first = characters.next()?;
        let mut hasher = DefaultHasher::new();
        let mut weight = prose::weight_of(first);
        first.to_lowercase().for_each(|c| c.hash(&mut hasher));
        if prose::is_dense(first) {
            return Some((hasher.finish(), 3));
        }
        while let Some(c) = characters.next_if(|c| c.is_alphanumeric() && !prose::is_dense(*c)) {
            c.to_lowercase().for_each(|c| c.hash(&mut hasher));
            weight += prose::weight_of(c);
        }
        Some((hasher.finish(), weight))
    })
}
