//! A conditional random field over sparse binary features, trained by `AdaGrad`.

#![expect(clippy::needless_range_loop, reason = "labels index several matrices at once")]

use crate::enrich::names::training::{LABELS, OUTSIDE, may_follow};
use crate::resources::names::ROW;

type Row = [f32; ROW];

/// A segment to learn from: for each token its features, and the labels that the annotation allows.
pub(super) struct Example {
    pub features: Vec<Vec<u32>>,
    pub allowed: Vec<u16>,
    pub weight: f32,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub epochs: u32,
    pub rate: f32,
    /// Share of features that each visit leaves out, so that none is relied on alone.
    pub dropout: f32,
}

/// Weights being learned.
pub(super) struct Field {
    pub weights: Vec<Row>,
    pub transitions: [Row; ROW],
    squares: Vec<Row>,
    transition_squares: [Row; ROW],
    /// Sums over the last epochs: their mean is steadier than any one.
    sums: Vec<Row>,
    transition_sums: [Row; ROW],
    counted: f32,
    random: fastrand::Rng,
}

impl Field {
    pub(super) fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; ROW]; features],
            transitions: [[0.0; ROW]; ROW],
            squares: vec![[1e-4; ROW]; features],
            transition_squares: [[1e-4; ROW]; ROW],
            sums: vec![[0.0; ROW]; features],
            transition_sums: [[0.0; ROW]; ROW],
            counted: 0.0,
            random: fastrand::Rng::with_seed(20),
        }
    }

    /// Trains, and leaves the mean of the last epochs as the weights. `report` hears the loss of each epoch.
    pub(super) fn train(&mut self, examples: &[Example], plan: Plan, mut report: impl FnMut(u32, f64)) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..plan.epochs {
            self.random.shuffle(&mut order);
            let rate = plan.rate * (1.0 - 0.7 * epoch as f32 / plan.epochs as f32);
            let loss: f64 = order.iter().map(|&index| self.learn(&examples[index], rate, plan.dropout)).sum();
            report(epoch, loss / examples.len() as f64);
            if epoch * 2 >= plan.epochs {
                self.counted += 1.0;
                for (sums, weights) in self.sums.iter_mut().zip(&self.weights) {
                    add(sums, weights, 1.0);
                }
                for (sums, weights) in self.transition_sums.iter_mut().zip(&self.transitions) {
                    add(sums, weights, 1.0);
                }
            }
        }
        let mean = |row: &Row| row.map(|sum| sum / self.counted.max(1.0));
        self.weights = self.sums.iter().map(mean).collect();
        self.transitions = self.transition_sums.map(|row| mean(&row));
    }

    fn learn(&mut self, example: &Example, rate: f32, dropout: f32) -> f64 {
        let length = example.features.len();
        let keep = (1.0 - dropout).max(0.1);
        let threshold = (keep * f32::from(u16::MAX)) as u16;
        let kept: Vec<Vec<u32>> = example
            .features
            .iter()
            .map(|features| features.iter().copied().filter(|_| self.random.u16(..) <= threshold).collect())
            .collect();
        let scores: Vec<Row> = kept
            .iter()
            .map(|features| {
                let mut row = [0.0; ROW];
                for &feature in features {
                    add(&mut row, &self.weights[feature as usize], 1.0 / keep);
                }
                row
            })
            .collect();
        let factors = self.factors();
        let all = vec![(1_u16 << LABELS) - 1; length];
        let (expected, expected_steps, total) = marginals(&scores, &factors, &all);
        let (wanted, wanted_steps, reached) = marginals(&scores, &factors, &example.allowed);
        if !(total.is_finite() && reached.is_finite()) {
            return 0.0;
        }
        for index in 0..length {
            let mut gradient = [0.0; ROW];
            for label in 0..LABELS {
                gradient[label] = (wanted[index][label] - expected[index][label]) * example.weight / keep;
            }
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            for &feature in &kept[index] {
                let feature = feature as usize;
                step(&mut self.weights[feature], &mut self.squares[feature], &gradient, rate);
            }
        }
        for from in 0..LABELS {
            let mut gradient = [0.0; ROW];
            for to in 0..LABELS {
                gradient[to] = (wanted_steps[from][to] - expected_steps[from][to]) * example.weight;
            }
            step(&mut self.transitions[from], &mut self.transition_squares[from], &gradient, rate);
        }
        f64::from(total - reached)
    }

    /// Exponentials of the transitions; 0 where one label may not follow the other.
    fn factors(&self) -> [Row; ROW] {
        let mut factors = [[0.0; ROW]; ROW];
        for from in 0..LABELS {
            for to in 0..LABELS {
                if may_follow(from as u8, to as u8) {
                    factors[from][to] = self.transitions[from][to].exp();
                }
            }
        }
        factors
    }
}

fn add(sum: &mut Row, row: &Row, factor: f32) {
    for (sum, value) in sum.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

fn step(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for label in 0..ROW {
        squares[label] += gradient[label] * gradient[label];
        weights[label] += rate * gradient[label] / squares[label].sqrt();
    }
}

/// Probabilities of labels and of steps between them over the paths that `allowed` leaves, and the logarithm of the
/// sum over these paths.
fn marginals(scores: &[Row], factors: &[Row; ROW], allowed: &[u16]) -> (Vec<Row>, [Row; ROW], f32) {
    let length = scores.len();
    let mut local = vec![[0.0; ROW]; length];
    let mut logarithm = 0.0;
    for index in 0..length {
        let top = scores[index][..LABELS].iter().copied().fold(f32::MIN, f32::max);
        logarithm += top;
        for label in 0..LABELS {
            if allowed[index] >> label & 1 == 1 {
                local[index][label] = (scores[index][label] - top).exp().max(1e-30);
            }
        }
    }
    let mut forward = vec![[0.0; ROW]; length];
    let mut before = [0.0; ROW];
    before[usize::from(OUTSIDE)] = 1.0;
    for index in 0..length {
        let mut row = [0.0; ROW];
        for from in 0..LABELS {
            add(&mut row, &factors[from], before[from]);
        }
        let mut total = 0.0;
        for label in 0..LABELS {
            row[label] *= local[index][label];
            total += row[label];
        }
        logarithm += total.ln();
        row = row.map(|value| value / total);
        forward[index] = row;
        before = row;
    }
    let mut after = [0.0; ROW];
    for label in 0..LABELS {
        after[label] = f32::from(u8::from(may_follow(label as u8, OUTSIDE)));
    }
    let ending: f32 = (0..LABELS).map(|label| before[label] * after[label]).sum();
    logarithm += ending.ln();
    let mut marginal = vec![[0.0; ROW]; length];
    let mut steps = [[0.0; ROW]; ROW];
    for index in (0..length).rev() {
        let mut row = [0.0; ROW];
        let mut total = 0.0;
        for label in 0..LABELS {
            row[label] = forward[index][label] * after[label];
            total += row[label];
        }
        marginal[index] = row.map(|value| value / total);
        let mut incoming = [0.0; ROW];
        for label in 0..LABELS {
            incoming[label] = local[index][label] * after[label];
        }
        let mut previous = [0.0; ROW];
        previous[usize::from(OUTSIDE)] = 1.0;
        if index > 0 {
            previous = forward[index - 1];
        }
        let mut earlier = [0.0; ROW];
        let mut whole = 0.0;
        for from in 0..LABELS {
            earlier[from] = (0..LABELS).map(|to| factors[from][to] * incoming[to]).sum();
            whole += previous[from] * earlier[from];
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                steps[from][to] += previous[from] * factors[from][to] * incoming[to] / whole;
            }
        }
        let top = earlier.iter().copied().fold(1e-30, f32::max);
        after = earlier.map(|value| value / top);
    }
    (marginal, steps, logarithm)
}
