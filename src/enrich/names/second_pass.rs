//! The second pass: features from the first pass over the same words elsewhere in the document.

use super::features::{feature, pair};
use super::labels::{self, Label, MISC_BEGIN, MISC_INSIDE, OUTSIDE, Part};
use super::words::Word;
use super::{NameKind, memory::Memory};

/// A name, or none: 0 none, then people, organisations, places, other names.
const KINDS: usize = 5;

/// The first pass's labels of all tokens with one key.
#[derive(Debug, Clone, Copy)]
struct Facts {
    counts: [u8; KINDS],
    /// The longest name that holds the word.
    longest: Named,
    /// The kind of a name of several words whose initials the word is; 0 if there is none.
    short_for: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Named {
    start: u32,
    end: u32,
    kind: u8,
}

impl Named {
    fn length(self) -> u32 {
        self.end - self.start
    }
}

/// The names of the first pass. Reused from document to document.
#[derive(Debug, Default)]
pub(crate) struct SecondPass {
    facts: Vec<Facts>,
    /// For each token the name that it is part of.
    names: Vec<Named>,
}

fn kind_of(label: Label) -> u8 {
    match labels::meaning(label) {
        Some((NameKind::Person, _)) => 1,
        Some((NameKind::Organisation, _)) => 2,
        Some((NameKind::Location, _)) => 3,
        None if label == OUTSIDE => 0,
        None => 4,
    }
}

fn starts(label: Label) -> bool {
    label == MISC_BEGIN || matches!(labels::meaning(label), Some((_, Part::Begin | Part::Single)))
}

fn goes_on(label: Label) -> bool {
    label == MISC_INSIDE || matches!(labels::meaning(label), Some((_, Part::Inside | Part::End)))
}

impl SecondPass {
    /// Reads the labels of a document's tokens.
    pub(crate) fn read(&mut self, words: &[Word], memory: &Memory, found: &[Label]) {
        let nothing = Facts { counts: [0; KINDS], longest: Named::default(), short_for: 0 };
        self.facts.clear();
        self.facts.resize(memory.groups(), nothing);
        self.names.clear();
        self.names.resize(words.len(), Named::default());
        let mut at = 0;
        while at < words.len() {
            let mut end = at + 1;
            if starts(found[at]) {
                while end < words.len() && goes_on(found[end]) {
                    end += 1;
                }
            }
            let named = Named { start: at as u32, end: end as u32, kind: kind_of(found[at]) };
            let mut initials = (0, super::memory::Initials::default());
            for (index, word) in words.iter().enumerate().take(end).skip(at) {
                if !word.upper {
                    continue;
                }
                self.names[index] = named;
                initials.0 += 1;
                initials.1.push(word.initial);
                let Some(facts) = self.facts.get_mut(word.group as usize) else { continue };
                let count = &mut facts.counts[usize::from(named.kind)];
                *count = count.saturating_add(1);
                if named.kind != 0 && named.length() > facts.longest.length() {
                    facts.longest = named;
                }
            }
            if initials.0 > 1 && named.kind != 0 {
                let facts =
                    memory.find(initials.1.hash()).and_then(|group| self.facts.get_mut(group as usize));
                if let Some(facts) = facts {
                    facts.short_for = named.kind;
                }
            }
            at = end;
        }
    }

    /// The features of a token.
    pub(crate) fn of(&self, words: &[Word], found: &[Label], index: usize, sink: &mut impl FnMut(u64)) {
        let word = &words[index];
        let Some(facts) = self.facts.get(word.group as usize).filter(|_| word.upper) else { return };
        let own = self.names[index];
        let label = u64::from(found[index]);
        if word.acronym && facts.short_for != 0 {
            sink(feature(128, pair(label, u64::from(facts.short_for))));
        }
        let mut others = facts.counts;
        for at in own.start..own.end {
            let same = words[at as usize].group == word.group && words[at as usize].upper;
            others[usize::from(own.kind)] -= u8::from(same).min(others[usize::from(own.kind)]);
        }
        let total: u32 = others.iter().map(|&count| u32::from(count)).sum();
        if total == 0 {
            return;
        }
        let (most, count) = (0..KINDS as u8)
            .map(|kind| (kind, others[usize::from(kind)]))
            .max_by_key(|&(kind, count)| (count, std::cmp::Reverse(kind)))
            .unwrap_or_default();
        let alone = u64::from(u32::from(count) == total);
        let mine = others[usize::from(own.kind)].min(3);
        let size = own.length().min(4);
        let long = facts.longest;
        if own.kind != 1 && most != 1 && long.kind != 1 {
            return;
        }
        sink(feature(129, pair(label, pair(u64::from(most), u64::from(count.min(4)) << 1 | alone))));
        sink(feature(130, pair(pair(label, u64::from(mine)), pair(u64::from(most), u64::from(size)))));
        for (kind, &count) in others.iter().enumerate().filter(|&(_, &count)| count > 0) {
            sink(feature(131, pair(label, pair(kind as u64, u64::from(count.min(3))))));
        }
        if long == own || long.kind == 0 {
            return;
        }
        let place = |named: Named, at: usize| {
            (u64::from(at as u32 == named.start) << 1) | u64::from(at as u32 + 1 == named.end)
        };
        let there = (long.start..long.end).find(|&at| words[at as usize].group == word.group);
        let there = there.unwrap_or(long.start) as usize;
        let key = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| word.key);
        let before = key(index.checked_sub(1)) == key(there.checked_sub(1));
        let after = key(Some(index + 1)) == key(Some(there + 1));
        let long_is = pair(u64::from(long.kind), u64::from(long.length().min(4)) << 2 | place(long, there));
        sink(feature(132, pair(pair(label, u64::from(size)), long_is)));
        sink(feature(133, pair(label, pair(long_is, u64::from(before) << 1 | u64::from(after)))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::enrich::names::tagger::Buffers;
    use crate::resources::Resources;

    /// The number of features of each word, given the names of the first pass.
    fn features(text: &str, names: &[(&str, NameKind)]) -> Vec<(String, usize)> {
        let document = Document::new(None, text);
        let mut labels = vec![OUTSIDE; document.tokens().len()];
        for &(name, kind) in names {
            let (at, _) = text.match_indices(name).next().unwrap();
            let first = document.token_at(at as u32);
            let count = document.token_at((at + name.len()) as u32) - first;
            for (index, label) in labels[first..first + count].iter_mut().enumerate() {
                *label = crate::enrich::names::training::label(Some(kind), index, count);
            }
        }
        let mut buffers = Buffers::default();
        buffers.look(&document, Resources::embedded().names());
        let mut again = SecondPass::default();
        again.read(&buffers.words, &buffers.memory, &labels);
        let mut found = Vec::new();
        for (index, token) in document.tokens().iter().enumerate() {
            let mut count = 0;
            again.of(&buffers.words, &labels, index, &mut |_| count += 1);
            if count > 0 {
                found.push((document.word(token).to_string(), count));
            }
        }
        found
    }

    #[test]
    fn words_that_stand_once_are_let_be() {
        assert_eq!(features("Ana Kovac went to Brno.", &[("Ana Kovac", NameKind::Person)]), []);
    }

    #[test]
    fn a_surname_alone_hears_of_the_full_name() {
        let found = features("Ana Kovac spoke. Kovac left.", &[("Ana Kovac", NameKind::Person)]);
        let words: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["Kovac", "Kovac"]);
        assert!(found[1].1 > found[0].1, "the longer name says more than the bare word: {found:?}");
    }

    #[test]
    fn an_acronym_hears_of_its_long_form() {
        let names = [("Lake Boating Union", NameKind::Organisation)];
        let found = features("The Lake Boating Union voted, the LBU said.", &names);
        assert_eq!(found, [("LBU".to_string(), 1)]);
    }
}
