//! How good the model is, and the biases that make it good on news of all kinds.

use super::corpus::Labelled;
use super::train::Weights;
use crate::build::logistic;
use crate::resources::topics::{TOPICS, calibration_features};

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

/// Fits how the likelihood of the first topic becomes its score: each set counts the same, whatever its size.
pub(super) fn calibrate(weights: &Weights, sets: &[&Labelled], takes: impl Fn(usize) -> bool) -> [f32; 3] {
    let mut rows: Vec<logistic::Row<3>> = Vec::new();
    for set in sets {
        let share = 1000.0 / set.examples.len().max(1) as f64;
        for (_, example) in set.examples.iter().enumerate().filter(|(index, _)| takes(*index)) {
            let (likelihood, right) = weights.first(example);
            rows.push((calibration_features(likelihood, example.words).map(f64::from), right, share));
        }
    }
    logistic::fit(&rows, 1.0).map(|weight| weight as f32)
}

/// Prints how often the first topic is right, by its score: fitted on one half of each set, counted on the other.
pub(super) fn report_calibration(weights: &Weights, sets: &[&Labelled]) {
    let halves = [0, 1].map(|half| calibrate(weights, sets, |index| index % 2 == half).map(f64::from));
    for set in sets {
        let mut bins = [(0.0, 0.0, 0_u32); 10];
        for (index, example) in set.examples.iter().enumerate() {
            let (likelihood, right) = weights.first(example);
            let features = calibration_features(likelihood, example.words).map(f64::from);
            let score = logistic::likelihood(&features, &halves[1 - index % 2]);
            let bin = &mut bins[((score * 10.0) as usize).min(9)];
            *bin = (bin.0 + score, bin.1 + f64::from(u8::from(right)), bin.2 + 1);
        }
        let all = set.examples.len().max(1) as f64;
        let off: f64 = bins.iter().map(|(scores, right, _)| (scores - right).abs()).sum::<f64>() / all;
        eprintln!("{}: scores off by {off:.3} on average", set.name);
        for (scores, right, count) in bins.into_iter().filter(|bin| bin.2 > 0) {
            let mean = f64::from(count);
            eprintln!("  score {:.2}, right {:.2}, {count} texts", scores / mean, right / mean);
        }
    }
}

/// Prints the macro accuracy on each set.
pub(super) fn report(weights: &Weights, sets: &[&Labelled]) {
    for set in sets {
        let votes: Vec<_> = set.examples.iter().map(|example| weights.votes(example)).collect();
        eprintln!("{}: macro accuracy {:.4}", set.name, macro_accuracy(&votes, &weights.biases, set));
    }
    eprintln!("biases {:.2?}", weights.biases);
}
