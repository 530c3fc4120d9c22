//! A conditional random field over sparse binary features, trained by `AdaGrad`.

#![expect(clippy::needless_range_loop, reason = "labels index several matrices at once")]

use crate::enrich::names::training::{LABELS, OUTSIDE, may_end, may_follow};
use crate::resources::names::ROW;

pub(super) type Row = [f32; ROW];

/// A segment to learn from: for each token its features, and the labels that the annotation allows.
pub(super) struct Example {
    /// Of all tokens, one after the other.
    pub features: Vec<u32>,
    /// For each token where its features end.
    pub ends: Vec<u32>,
    pub allowed: Vec<u16>,
    pub weight: f32,
    /// Scores to start from; none if empty.
    pub base: Vec<Row>,
    /// How likely a teacher finds each label of each token; none if empty.
    pub taught: Vec<Row>,
}

impl Example {
    /// The features of each token.
    pub(super) fn tokens(&self) -> impl Iterator<Item = &[u32]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let token = &self.features[start..end as usize];
            start = end as usize;
            token
        })
    }
}

/// The weights of a feature and the sums of their squared gradients: always touched together.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Cell {
    pub weights: Row,
    squares: Row,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub epochs: u32,
    pub rate: f32,
    /// Share of features that each visit leaves out, so that none is relied on alone.
    pub dropout: f32,
    /// Share of tokens that are looked at without the features that name the word, as if it were a new one.
    pub blind: f32,
    /// True if the transitions are learned too.
    pub steps: bool,
}

/// Weights being learned.
pub(super) struct Field {
    pub cells: Vec<Cell>,
    pub transitions: [Row; ROW],
    transition_squares: [Row; ROW],
    /// Sums over the last epochs: their mean is steadier than any one.
    sums: Vec<Row>,
    transition_sums: [Row; ROW],
    counted: f32,
    random: fastrand::Rng,
    /// For each feature whether it names the word.
    naming: Vec<bool>,
    /// Of the segment at hand: the features kept, where those of each token end, the scores.
    kept: Vec<u32>,
    ends: Vec<usize>,
    scores: Vec<Row>,
}

impl Field {
    /// A field of features, each of which names the word that it belongs to or not.
    pub(super) fn new(naming: Vec<bool>, seed: u64) -> Self {
        let features = naming.len();
        Self {
            cells: vec![Cell { weights: [0.0; ROW], squares: [1e-4; ROW] }; features],
            transitions: [[0.0; ROW]; ROW],
            transition_squares: [[1e-4; ROW]; ROW],
            sums: vec![[0.0; ROW]; features],
            transition_sums: [[0.0; ROW]; ROW],
            counted: 0.0,
            random: fastrand::Rng::with_seed(seed),
            naming,
            kept: Vec::new(),
            ends: Vec::new(),
            scores: Vec::new(),
        }
    }

    /// Trains, and leaves the mean of the last epochs as the weights. `report` hears the loss of each epoch.
    pub(super) fn train(&mut self, examples: &[&Example], plan: Plan, mut report: impl FnMut(u32, f64)) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for epoch in 0..plan.epochs {
            self.random.shuffle(&mut order);
            let rate = plan.rate * (1.0 - 0.7 * epoch as f32 / plan.epochs as f32);
            let loss: f64 = order.iter().map(|&index| self.learn(examples[index], rate, plan)).sum();
            report(epoch, loss / examples.len() as f64);
            if epoch * 2 >= plan.epochs {
                self.counted += 1.0;
                for (sums, cell) in self.sums.iter_mut().zip(&self.cells) {
                    add(sums, &cell.weights, 1.0);
                }
                for (sums, weights) in self.transition_sums.iter_mut().zip(&self.transitions) {
                    add(sums, weights, 1.0);
                }
            }
        }
        let mean = |row: &Row| row.map(|sum| sum / self.counted.max(1.0));
        for (cell, sums) in self.cells.iter_mut().zip(&self.sums) {
            cell.weights = mean(sums);
        }
        self.transitions = self.transition_sums.map(|row| mean(&row));
    }

    fn learn(&mut self, example: &Example, rate: f32, plan: Plan) -> f64 {
        let length = example.ends.len();
        let keep = (1.0 - plan.dropout).max(0.1);
        let threshold = (keep * f32::from(u16::MAX)) as u16;
        self.kept.clear();
        self.ends.clear();
        self.scores.clear();
        for (index, features) in example.tokens().enumerate() {
            let mut row = example.base.get(index).copied().unwrap_or([0.0; ROW]);
            let blind = self.random.f32() < plan.blind;
            for &feature in features {
                if blind && self.naming[feature as usize] {
                    continue;
                }
                if self.random.u16(..) <= threshold {
                    add(&mut row, &self.cells[feature as usize].weights, 1.0 / keep);
                    self.kept.push(feature);
                }
            }
            self.ends.push(self.kept.len());
            self.scores.push(row);
        }
        let scores = std::mem::take(&mut self.scores);
        let factors = self.factors();
        let all = vec![(1_u16 << LABELS) - 1; length];
        let (expected, expected_steps, total) = marginals(&scores, &factors, &all);
        let (mut wanted, mut wanted_steps, mut reached) = marginals(&scores, &factors, &example.allowed);
        if !example.taught.is_empty() {
            // The teacher tells labels, not steps between them: these stay as they are.
            wanted.clone_from(&example.taught);
            wanted_steps = expected_steps;
            reached = total + cross_entropy(&wanted, &expected);
        }
        if !(total.is_finite() && reached.is_finite()) {
            self.scores = scores;
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
            let start = if index == 0 { 0 } else { self.ends[index - 1] };
            for &feature in &self.kept[start..self.ends[index]] {
                let cell = &mut self.cells[feature as usize];
                step(&mut cell.weights, &mut cell.squares, &gradient, rate);
            }
        }
        for from in 0..if plan.steps { LABELS } else { 0 } {
            let mut gradient = [0.0; ROW];
            for to in 0..LABELS {
                gradient[to] = (wanted_steps[from][to] - expected_steps[from][to]) * example.weight;
            }
            step(&mut self.transitions[from], &mut self.transition_squares[from], &gradient, rate);
        }
        self.scores = scores;
        f64::from(total - reached)
    }

    /// Adds a share of another field's weights.
    pub(super) fn add(&mut self, other: &Self, share: f32) {
        for (cell, more) in self.cells.iter_mut().zip(&other.cells) {
            add(&mut cell.weights, &more.weights, share);
        }
        for (row, more) in self.transitions.iter_mut().zip(&other.transitions) {
            add(row, more, share);
        }
    }

    /// The scores of a segment.
    pub(super) fn scores(&self, example: &Example) -> Vec<Row> {
        let score = |features: &[u32]| {
            let mut row = [0.0; ROW];
            for &feature in features {
                add(&mut row, &self.cells[feature as usize].weights, 1.0);
            }
            row
        };
        example.tokens().map(score).collect()
    }

    /// How likely each label is for each token of a segment.
    pub(super) fn likelihoods(&self, example: &Example) -> Vec<Row> {
        let all = vec![(1_u16 << LABELS) - 1; example.ends.len()];
        marginals(&self.scores(example), &self.factors(), &all).0
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

/// The best labels for these scores.
pub(super) fn best(scores: &[Row], transitions: &[Row; ROW]) -> Vec<u8> {
    let mut before = [f32::MIN; LABELS];
    before[usize::from(OUTSIDE)] = 0.0;
    let mut steps = Vec::with_capacity(scores.len());
    for row in scores {
        let (mut next, mut back) = ([f32::MIN; LABELS], [0; LABELS]);
        for from in 0..LABELS {
            for to in 0..LABELS {
                let reached = before[from] + transitions[from][to];
                if may_follow(from as u8, to as u8) && before[from] > f32::MIN && reached > next[to] {
                    (next[to], back[to]) = (reached, from as u8);
                }
            }
        }
        for (value, score) in next.iter_mut().zip(row) {
            *value = if *value > f32::MIN { *value + score } else { f32::MIN };
        }
        before = next;
        steps.push(back);
    }
    let ends = (0..LABELS as u8).filter(|&label| may_end(label));
    let mut label =
        ends.max_by(|&a, &b| before[usize::from(a)].total_cmp(&before[usize::from(b)])).unwrap_or(OUTSIDE);
    let mut labels = vec![OUTSIDE; scores.len()];
    for (slot, back) in labels.iter_mut().zip(&steps).rev() {
        *slot = label;
        label = back[usize::from(label)];
    }
    labels
}

/// The logarithm of what is thought likely, in the mean over what is wanted.
fn cross_entropy(wanted: &[Row], thought: &[Row]) -> f32 {
    let of = |(wanted, thought): (&Row, &Row)| -> f32 {
        wanted.iter().zip(thought).map(|(share, likely)| share * likely.max(1e-9).ln()).sum()
    };
    wanted.iter().zip(thought).map(of).sum()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::names::NameKind;
    use crate::enrich::names::training::label;

    fn example(words: &[(u32, u8)]) -> Example {
        Example {
            features: words.iter().map(|word| word.0).collect(),
            ends: (1..=words.len() as u32).collect(),
            allowed: words.iter().map(|word| 1 << word.1).collect(),
            weight: 1.0,
            base: Vec::new(),
            taught: Vec::new(),
        }
    }

    #[test]
    fn what_was_taught_is_found_again() {
        let part = |index, length| label(Some(NameKind::Person), index, length);
        let taught = [
            example(&[(0, OUTSIDE), (1, part(0, 2)), (2, part(1, 2))]),
            example(&[(2, part(0, 1)), (0, OUTSIDE)]),
        ];
        let mut field = Field::new(vec![false; 3], 1);
        let plan = Plan { epochs: 30, rate: 0.3, dropout: 0.0, blind: 0.0, steps: true };
        field.train(&taught.iter().collect::<Vec<_>>(), plan, |_, _| {});
        for example in &taught {
            let labels = best(&field.scores(example), &field.transitions);
            let allowed: Vec<u16> = labels.iter().map(|&label| 1 << label).collect();
            assert_eq!(allowed, example.allowed);
        }
    }

    #[test]
    fn a_teacher_s_doubt_is_learned() {
        let name = usize::from(label(Some(NameKind::Location), 0, 1));
        let mut row = [0.0; ROW];
        (row[0], row[name]) = (0.25, 0.75);
        let taught = Example { taught: vec![row], ..example(&[(0, OUTSIDE)]) };
        let mut field = Field::new(vec![false], 1);
        let plan = Plan { epochs: 60, rate: 0.3, dropout: 0.0, blind: 0.0, steps: true };
        field.train(&[&taught], plan, |_, _| {});
        let found = field.likelihoods(&taught)[0];
        assert!((found[name] - 0.75).abs() < 0.05, "{found:?}");
    }
}
