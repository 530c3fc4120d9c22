//! Learns the second look: what the labels of the first one are worth as evidence for the same words elsewhere.
//!
//! The first look knows the texts that it was trained on by heart. So that the second learns from mistakes as they
//! will happen, the texts are dealt into hands, and each hand is looked at by a model that was trained on the others.

use std::ops::Range;

use super::corpus::Text;
use super::crf::{self, Example, Field, Plan};
use super::numbers::Numbers;
use crate::enrich::names::training;
use crate::resources::names::{NamesModel, ROW};

/// A text to learn from: where its segments start, and its examples; more than segments if there is a copy of it.
pub(super) struct Whole {
    pub text: Text,
    pub starts: Vec<usize>,
    pub examples: Range<usize>,
    /// How much it counts.
    pub weight: f32,
    /// True if it is a whole article, from which the second look can learn.
    pub article: bool,
}

/// Into how many hands the texts are dealt.
const HANDS: usize = 3;

/// The features of the second look with their weights and how often each was seen.
pub(super) fn learn(
    wholes: &[&Whole],
    examples: &[Example],
    naming: &[bool],
    plan: Plan,
    lexicon: &NamesModel<'_>,
    mut report: impl FnMut(&str, f64),
) -> Vec<(u64, [f32; ROW], u32)> {
    let mut numbers = Numbers::default();
    let mut seconds = Vec::new();
    let mut transitions = [[0.0; ROW]; ROW];
    for hand in 0..HANDS {
        let mut held = vec![false; examples.len()];
        for whole in wholes.iter().skip(hand).step_by(HANDS) {
            held[whole.examples.clone()].fill(true);
        }
        let others: Vec<&Example> =
            examples.iter().zip(&held).filter(|&(_, &held)| !held).map(|(example, _)| example).collect();
        let mut field = Field::new(naming.to_vec(), 20);
        field.train(&others, plan, |_, loss| report("hand", loss));
        for (sums, row) in transitions.iter_mut().zip(&field.transitions) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += value / HANDS as f32;
            }
        }
        for whole in wholes.iter().skip(hand).step_by(HANDS) {
            look(whole, examples, &field, lexicon, &mut numbers, &mut seconds);
        }
    }
    let kept = numbers.prune(&mut seconds);
    let mut field = Field::new(vec![false; kept.len()], 20);
    field.transitions = transitions;
    let plan = Plan { epochs: 8, rate: 0.05, dropout: 0.2, blind: 0.0, steps: false };
    field.train(&seconds.iter().collect::<Vec<_>>(), plan, |_, loss| report("second look", loss));
    kept.iter().zip(&field.cells).map(|(&(feature, count), cell)| (feature, cell.weights, count)).collect()
}

fn look(
    whole: &Whole,
    examples: &[Example],
    field: &Field,
    lexicon: &NamesModel<'_>,
    numbers: &mut Numbers,
    seconds: &mut Vec<Example>,
) {
    let mut labels = vec![training::OUTSIDE; whole.text.document.tokens().len()];
    let mut bases = Vec::new();
    for (number, &start) in whole.starts.iter().enumerate() {
        let scores = field.scores(&examples[whole.examples.start + number]);
        for (slot, label) in labels[start..].iter_mut().zip(crf::best(&scores, &field.transitions)) {
            *slot = label;
        }
        bases.push(scores);
    }
    let looked = training::second_look(&whole.text.document, lexicon, &labels);
    for ((number, &start), base) in whole.starts.iter().enumerate().zip(bases) {
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for token in &looked[start..start + base.len()] {
            features.extend(token.iter().map(|&feature| numbers.of(feature)));
            ends.push(features.len() as u32);
        }
        if !features.is_empty() {
            let allowed = examples[whole.examples.start + number].allowed.clone();
            seconds.push(Example { features, ends, allowed, weight: 1.0, base, taught: Vec::new() });
        }
    }
}
