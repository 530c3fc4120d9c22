//! Training: softmax regression by Adam over the whole set at once, so that no order matters.

use super::BUCKETS;
use super::corpus::Example;
use crate::document::Document;
use crate::enrich::tags::topics::Features;
use crate::enrich::tags::words::Words;
use crate::resources::topics::write::Contents;
use crate::resources::topics::{TOPICS, TopicModel, bucket};

const STEPS: i32 = 100;
const RATE: f32 = 0.05;
/// How strongly linear weights are drawn to zero, and lexical ones to what the lexicon says.
const DECAY: f32 = 1e-5;
const LOYALTY: f32 = 1e-4;
/// What the model is this sure of trains it again.
const SURE: f32 = 0.6;
const SHARPER: f32 = 1.5;

/// Reads documents with the program's own code.
pub(super) struct Reader<'a> {
    model: &'a TopicModel,
    words: Words,
    features: Features,
    /// For each posting, the index of the lexical weight of its lemma and topic.
    slots: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(model: &'a TopicModel, contents: &Contents) -> Self {
        Self { model, words: Words::default(), features: Features::default(), slots: slots(contents).0 }
    }

    pub(super) fn read(&mut self, document: &Document) -> Example {
        self.words.read(document);
        self.features.read(&self.words, self.model);
        let linear =
            self.features.linear().map(|(feature, value)| (bucket(feature, BUCKETS) as u32, value)).collect();
        let mut lexical = Vec::new();
        let mut square = 1.0;
        for (lemma, count) in self.features.lemmas() {
            let mut before = None;
            for (index, (concept, _)) in self.model.lemma(lemma).enumerate() {
                let Some(top) = self.model.top(concept).filter(|&top| before != Some(top)) else { continue };
                lexical.push((self.slots[lemma as usize + index] as u32, top as u8, count));
                square += count * count;
                before = Some(top);
            }
        }
        for value in &mut lexical {
            value.2 /= square.sqrt();
        }
        Example { linear, lexical, words: self.words.row().len(), ..Example::default() }
    }
}

/// The number of the lexical weight for each posting, and the weights that the lexicon gives.
fn slots(contents: &Contents) -> (Vec<usize>, Vec<f32>) {
    let (mut slots, mut weights) = (Vec::new(), Vec::new());
    for lemma in &contents.lemmas {
        let mut before = None;
        for &(concept, weight) in lemma {
            let top = contents.concepts[usize::from(concept)].top;
            if before != Some(top) {
                weights.push(weight);
                before = Some(top);
            }
            slots.push(weights.len() - 1);
        }
    }
    (slots, weights)
}

/// What is learned.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    linear: Vec<[f32; TOPICS]>,
    lexical: Vec<f32>,
    pub(super) biases: [f32; TOPICS],
}

impl Weights {
    /// The sums without the biases.
    pub(super) fn votes(&self, example: &Example) -> [f32; TOPICS] {
        let mut sums = [0.0; TOPICS];
        for &(bucket, value) in &example.linear {
            for (sum, weight) in sums.iter_mut().zip(&self.linear[bucket as usize]) {
                *sum += value * weight;
            }
        }
        for &(slot, top, value) in &example.lexical {
            sums[usize::from(top)] += value * self.lexical[slot as usize];
        }
        sums
    }

    fn probabilities(&self, example: &Example, among: &[bool; TOPICS]) -> [f32; TOPICS] {
        let mut sums = self.votes(example);
        for (topic, sum) in sums.iter_mut().enumerate() {
            *sum = if among[topic] { *sum + self.biases[topic] } else { f32::MIN };
        }
        let largest = sums.iter().copied().fold(f32::MIN, f32::max);
        let powers = sums.map(|sum| (sum - largest).exp());
        let total: f32 = powers.iter().sum();
        powers.map(|power| power / total)
    }

    /// How likely the first topic is, and whether it counts as right.
    pub(super) fn first(&self, example: &Example) -> (f32, bool) {
        let likelihoods = self.probabilities(example, &[true; TOPICS]);
        let first =
            (0..TOPICS).max_by(|&a, &b| likelihoods[a].total_cmp(&likelihoods[b])).unwrap_or_default();
        (likelihoods[first], example.accepted[first])
    }

    /// Writes the weights over those of the contents.
    pub(super) fn put_into(&self, contents: &mut Contents) {
        contents.weights.clone_from(&self.linear);
        contents.biases = self.biases;
        let (slots, before) = slots(contents);
        for (posting, slot) in contents.lemmas.iter_mut().flatten().zip(slots) {
            // The topic's own weight may have been found to be worth nothing: it still tells concepts apart.
            posting.1 *= (self.lexical[slot] / before[slot].max(1e-6)).max(0.02);
        }
    }
}

/// Trains on examples whose labels choose among the topics they know.
pub(super) fn fit(contents: &Contents, examples: &[Example]) -> Weights {
    let lexicon = slots(contents).1;
    let mut weights =
        Weights { linear: vec![[0.0; TOPICS]; BUCKETS], lexical: lexicon.clone(), biases: [0.0; TOPICS] };
    let mut linear_state = vec![Adam::default(); BUCKETS * TOPICS];
    let mut lexical_state = vec![Adam::default(); lexicon.len()];
    let mut bias_state = vec![Adam::default(); TOPICS];
    let share = 1.0 / examples.len() as f32;
    for step in 1..=STEPS {
        let mut linear: Vec<[f32; TOPICS]> =
            weights.linear.iter().map(|row| row.map(|weight| DECAY * weight)).collect();
        let mut lexical: Vec<f32> =
            weights.lexical.iter().zip(&lexicon).map(|(weight, given)| LOYALTY * (weight - given)).collect();
        let mut biases = [0.0; TOPICS];
        for example in examples {
            let mut error = weights.probabilities(example, &example.among);
            for (error, target) in error.iter_mut().zip(example.target) {
                *error = (*error - target) * share;
            }
            for &(bucket, value) in &example.linear {
                for (gradient, error) in linear[bucket as usize].iter_mut().zip(error) {
                    *gradient += value * error;
                }
            }
            for &(slot, top, value) in &example.lexical {
                lexical[slot as usize] += value * error[usize::from(top)];
            }
            for (gradient, error) in biases.iter_mut().zip(error) {
                *gradient += error;
            }
        }
        let rate = Rate::at(step);
        for ((weight, gradient), state) in
            weights.linear.iter_mut().flatten().zip(linear.iter().flatten()).zip(&mut linear_state)
        {
            state.step(weight, *gradient, rate);
        }
        for ((weight, gradient), state) in weights.lexical.iter_mut().zip(&lexical).zip(&mut lexical_state) {
            state.step(weight, *gradient, rate);
        }
        for ((weight, gradient), state) in weights.biases.iter_mut().zip(&biases).zip(&mut bias_state) {
            state.step(weight, *gradient, rate);
        }
    }
    weights
}

/// What the model is sure of among unlabelled texts, labelled by it.
pub(super) fn sure(weights: &Weights, unlabelled: &[Example]) -> Vec<Example> {
    let all = [true; TOPICS];
    let mut examples = Vec::new();
    for example in unlabelled {
        let powers = weights.probabilities(example, &all).map(|share| share.powf(SHARPER));
        let total: f32 = powers.iter().sum();
        let target = powers.map(|power| power / total);
        if target.iter().copied().fold(0.0, f32::max) > SURE {
            examples.push(Example { target, among: all, ..example.clone() });
        }
    }
    examples
}

/// The state of one weight.
#[derive(Debug, Clone, Copy, Default)]
struct Adam {
    mean: f32,
    square: f32,
}

#[derive(Debug, Clone, Copy)]
struct Rate {
    mean: f32,
    square: f32,
}

impl Rate {
    fn at(step: i32) -> Self {
        Self { mean: 1.0 - 0.9_f32.powi(step), square: 1.0 - 0.99_f32.powi(step) }
    }
}

impl Adam {
    fn step(&mut self, weight: &mut f32, gradient: f32, rate: Rate) {
        self.mean = 0.9 * self.mean + 0.1 * gradient;
        self.square = 0.99 * self.square + 0.01 * gradient * gradient;
        *weight -= RATE * (self.mean / rate.mean) / ((self.square / rate.square).sqrt() + 1e-7);
    }
}
