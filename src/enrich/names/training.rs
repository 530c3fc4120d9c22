//! What training needs of the tagger: the same features, the same labels.

use super::NameKind;
use super::labels::{self, Part};
use super::second_pass::SecondPass;
use super::tagger::Buffers;
use crate::document::Document;
use crate::resources::names::NamesModel;

/// Number of labels.
pub const LABELS: usize = labels::COUNT;
/// No name.
pub const OUTSIDE: u8 = labels::OUTSIDE;
/// First token of another name, and the others.
pub const OTHER: [u8; 2] = [labels::MISC_BEGIN, labels::MISC_INSIDE];

/// The label of token `index` of a name of `length` tokens.
pub fn label(kind: Option<NameKind>, index: usize, length: usize) -> u8 {
    let Some(kind) = kind else { return OTHER[usize::from(index > 0)] };
    let part = match (index, length) {
        (_, 1) => Part::Single,
        (0, _) => Part::Begin,
        _ if index + 1 == length => Part::End,
        _ => Part::Inside,
    };
    labels::label(kind, part)
}

/// True if `next` may follow `label`.
pub fn may_follow(label: u8, next: u8) -> bool {
    labels::may_follow(label, next)
}

/// Tokens that are decided together, with the features of each.
#[derive(Debug, Default)]
pub struct Segment {
    /// Index of the first token.
    pub start: usize,
    /// For each token its features.
    pub features: Vec<Vec<u64>>,
}

/// All segments of a document, as the tagger would cut them.
pub fn segments(document: &Document, lexicon: &NamesModel<'_>) -> Vec<Segment> {
    let mut buffers = Buffers::default();
    buffers.look(document, lexicon);
    let mut segments = Vec::new();
    for sentence in document.sentences() {
        let mut open = false;
        for index in sentence.range() {
            let candidate = buffers.is_candidate(sentence, index);
            if candidate && !open {
                segments.push(Segment { start: index, features: Vec::new() });
            }
            if let Some(segment) = segments.last_mut().filter(|_| candidate) {
                let mut features = Vec::with_capacity(80);
                buffers.features(document, sentence, index, &mut |feature| features.push(feature));
                segment.features.push(features);
            }
            open = candidate;
        }
    }
    segments
}

/// For each token of a document the features of the second look, given the labels of the first.
pub fn second_look(document: &Document, lexicon: &NamesModel<'_>, labels: &[u8]) -> Vec<Vec<u64>> {
    let mut buffers = Buffers::default();
    buffers.look(document, lexicon);
    let mut again = SecondPass::default();
    again.read(&buffers.words, &buffers.memory, labels);
    let of = |index| {
        let mut features = Vec::new();
        again.of(&buffers.words, labels, index, &mut |feature| features.push(feature));
        features
    };
    (0..labels.len()).map(of).collect()
}

/// True if a document may end after `label`.
pub fn may_end(label: u8) -> bool {
    labels::may_end(label)
}
