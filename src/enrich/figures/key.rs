//! Which figures an editor would put on top: those whose weights (`weights`) add up to the most.

use crate::document::Section;
use crate::enrich::figures::draft::{Draft, Standing};
use crate::enrich::figures::figure::Figure;
use crate::enrich::figures::impact;
use crate::enrich::figures::reject::looks_like_year;
use crate::enrich::figures::thresholds::{MOST_KEY, NEAR_TITLE};
use crate::enrich::figures::weights;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::CHANGE;

patterns! {
    "figures":
    /// `from 12`, `compared with 40`: what the news is compared with.
    COMPARED = ["from|against|versus ^", "!more&!less&!fewer than ^", "compared with|to ^"];
}

/// The parts of the weight by which a figure may be a headline figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// By what it measures, and how much of it.
    pub meaning: f64,
    /// By the words around it.
    pub wording: f64,
    /// By its place in the text and in its sentence.
    pub position: f64,
    /// By how often it is told.
    pub repeats: f64,
}

impl Weight {
    /// The weight; one is `exp` of the difference times as likely to be the headline figure as another.
    pub fn sum(&self) -> f64 {
        self.meaning + self.wording + self.position + self.repeats
    }
}

/// Marks the key figures.
pub(super) fn set(view: &View<'_>, drafts: &[Draft], figures: &mut [Figure]) {
    let weighed = weigh(view, drafts, figures);
    let best = weighed.first().map_or(0.0, |first| first.0.sum());
    for (weight, k) in weighed.iter().take(MOST_KEY) {
        figures[*k].key = weight.sum() >= best - weights::BEHIND;
    }
}

/// The first tellings with their weights, the heaviest first.
pub(super) fn weigh(view: &View<'_>, drafts: &[Draft], figures: &[Figure]) -> Vec<(Weight, usize)> {
    let sentences = view.document.sentences();
    let lead = sentences.iter().position(|sentence| sentence.section == Section::Body).unwrap_or(0);
    let mut told = vec![0_usize; figures.len()];
    for first in figures.iter().filter_map(|figure| figure.same_as) {
        told[first] += 1;
    }
    let rounded: Vec<usize> = (0..figures.len()).filter_map(|k| told_exactly(view, figures, k)).collect();
    let mut weighed: Vec<(Weight, usize)> = Vec::new();
    // The sentence of the figure before, and how many figures it has so far.
    let mut before = (usize::MAX, 0_usize);
    // First tellings that were told again so far.
    let mut retold = vec![false; figures.len()];
    for k in 0..figures.len() {
        // The numbers of a correction note or a table are not the news, nor do they tell it first.
        let furniture = |k: usize| view.document.furniture_at(figures[k].span).is_some();
        let told_before = figures[k].same_as.is_some_and(|first| {
            let again = std::mem::replace(&mut retold[first], true);
            again || !furniture(first)
        });
        if told_before || furniture(k) || figures[k].withdrawn || told_exactly(view, figures, k).is_some() {
            continue;
        }
        before =
            if before.0 == figures[k].sentence { (before.0, before.1 + 1) } else { (figures[k].sentence, 0) };
        let position = place(view, &figures[k], lead);
        let position = if rounded.contains(&k) { position.max(weights::IN_TITLE) } else { position };
        let weight = Weight {
            meaning: meaning(&drafts[k], &figures[k]),
            wording: wording(view, &drafts[k], &figures[k]),
            position: position + weights::PER_FIGURE_BEFORE * before.1.min(4) as f64,
            repeats: weights::PER_REPEAT * (told[k] + usize::from(rounded.contains(&k))).min(3) as f64,
        };
        weighed.push((weight, k));
    }
    weighed.sort_by(|a, b| b.0.sum().total_cmp(&a.0.sum()).then(a.1.cmp(&b.1)));
    weighed
}

/// The figure of the lead that tells a number of the title exactly: `412 points` in the title, `412.35 points` in the lead.
fn told_exactly(view: &View<'_>, figures: &[Figure], k: usize) -> Option<usize> {
    let title = &figures[k];
    let value = title.value.filter(|_| view.document.section(title.span) == Section::Title)?;
    let rounds = |exact: f64| {
        let unit = 10_f64.powf((value.abs().log10() - 2.0).floor()).max(f64::MIN_POSITIVE);
        exact != value && (exact - value).abs() <= 0.5 * unit
    };
    (k + 1..figures.len()).take(NEAR_TITLE).find(|&other| {
        let other = &figures[other];
        other.dimension == title.dimension && other.unit == title.unit && other.value.is_some_and(rounds)
    })
}

/// By what the number measures, and how much of it.
fn meaning(draft: &Draft, figure: &Figure) -> f64 {
    weights::of_kind(draft.kind)
        + weights::of_measure(figure.impact, figure.dimension)
        + weights::of_size(figure.value)
}

/// By the words around it.
fn wording(view: &View<'_>, draft: &Draft, figure: &Figure) -> f64 {
    let sentence = view.sentence(figure.sentence);
    let bracketed = sentence.text(draft.first.wrapping_sub(1)) == "(";
    let changes = (draft.first.saturating_sub(3)..draft.first).any(|i| sentence.has(i, CHANGE));
    // The history of it.
    let around = sentence.around(draft.first);
    let dated =
        (around.start..around.end).any(|i| sentence.is_number(i) && looks_like_year(sentence.text(i)));
    let signs = [
        (bracketed, weights::IN_BRACKETS),
        (changes, weights::BEHIND_CHANGE),
        (figure.attribution.is_some(), weights::ATTRIBUTED),
        (draft.small, weights::SMALL),
        (draft.bare, weights::WITHOUT_UNIT),
        (dated, weights::BESIDE_YEAR),
        (COMPARED.begin(&sentence, impact::start(&sentence, draft.first)), weights::COMPARED),
        (draft.standing == Standing::Earlier, weights::SUPERSEDED),
    ];
    let shown = signs.iter().filter(|sign| sign.0).map(|sign| sign.1);
    shown.fold(weights::of_qualifier(figure.qualifier), |sum, weight| sum + weight)
}

/// By its place in the text: the lead tells the news.
fn place(view: &View<'_>, figure: &Figure, lead: usize) -> f64 {
    if view.document.section(figure.span) == Section::Title {
        return weights::IN_TITLE;
    }
    weights::of_sentence(figure.sentence.saturating_sub(lead))
}
