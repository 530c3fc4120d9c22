//! How good the model is, and the biases that make it good on news of all kinds.

use super::corpus::Labelled;
use super::train::Weights;
use crate::resources::topics::TOPICS;

/// The mean over the labels of the share of texts whose first topic counts as right.
fn macro_accuracy(votes: &[[f32; TOPICS]], biases: &[f32; TOPICS], set: &Labelled) -> f32 {
    let labels = set.examples.iter().map(|example| example.label + 1).max().unwrap_or_default();
    let mut counts = vec![(0.0_f32, 0.0_f32); labels];
    for (votes, example) in votes.iter().zip(&set.examples) {
        let first = (0..TOPICS)
            .max_by(|&a, &b| (votes[a] + biases[a]).total_cmp(&(votes[b] + biases[b])))
            .unwrap_or_default();
        let count = &mut counts[example.label];
        count.0 += f32::from(u8::from(example.accepted[first]));
        count.1 += 1.0;
    }
    counts.retain(|count| count.1 > 0.0);
    counts.iter().map(|(right, all)| right / all).sum::<f32>() / counts.len().max(1) as f32
}

/// Sets the biases by ascending one after the other in ever smaller steps; large ones are held back, since the sets
/// do not know every topic.
pub(super) fn set_biases(weights: &mut Weights, sets: &[&Labelled]) {
    let votes: Vec<Vec<_>> =
        sets.iter().map(|set| set.examples.iter().map(|example| weights.votes(example)).collect()).collect();
    let objective = |biases: &[f32; TOPICS]| {
        let accuracy: f32 =
            sets.iter().zip(&votes).map(|(set, votes)| macro_accuracy(votes, biases, set)).sum();
        accuracy - 0.004 * biases.iter().map(|bias| bias * bias).sum::<f32>()
    };
    let mut biases = weights.biases.map(|bias| 0.3 * bias);
    let mut best = objective(&biases);
    for step in [1.0, 0.5, 0.25] {
        for topic in 0..TOPICS {
            for change in [-step, step] {
                let mut changed = biases;
                changed[topic] += change;
                let value = objective(&changed);
                if value > best {
                    (best, biases) = (value, changed);
                }
            }
        }
    }
    weights.biases = biases;
}

/// Prints the macro accuracy on each set.
pub(super) fn report(weights: &Weights, sets: &[&Labelled]) {
    for set in sets {
        let votes: Vec<_> = set.examples.iter().map(|example| weights.votes(example)).collect();
        eprintln!("{}: macro accuracy {:.4}", set.name, macro_accuracy(&votes, &weights.biases, set));
    }
    eprintln!("biases {:.2?}", weights.biases);
}
