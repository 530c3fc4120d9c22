//! Links between figures: `same_as` and `conflicts_with`.
//!
//! Figures that tell the same are a group. `same_as` is measured on pairs of one group, `conflicts_with` on pairs of groups, so
//! that neither depends on which telling a link points at. Only figures count that were found and are not optional.

use std::collections::{BTreeSet, HashMap};

use super::answer;
use super::gold;
use super::measure::Measure;
use super::report::Report;

/// The group of each figure: the position of its first telling.
pub(super) struct Groups(Vec<usize>);

impl Groups {
    pub(super) fn of_gold(figures: &[gold::Figure]) -> Self {
        Self::new(figures.iter().map(|figure| (figure.id.as_str(), figure.same_as.as_deref())))
    }

    fn of_answer(figures: &[answer::Figure]) -> Self {
        Self::new(figures.iter().map(|figure| (figure.id.as_str(), figure.same_as.as_deref())))
    }

    fn new<'a>(figures: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone) -> Self {
        let positions: HashMap<&str, usize> =
            figures.clone().enumerate().map(|(at, (id, _))| (id, at)).collect();
        let mut groups: Vec<usize> = Vec::new();
        for (at, (_, same_as)) in figures.enumerate() {
            // A link points at an earlier figure.
            let first =
                same_as.and_then(|id| positions.get(id)).and_then(|&first| groups.get(first)).copied();
            groups.push(first.unwrap_or(at));
        }
        Self(groups)
    }

    /// The group of a figure.
    pub(super) fn of(&self, figure: usize) -> usize {
        self.0[figure]
    }
}

type Link = (usize, usize);

fn ordered(one: usize, other: usize) -> Link {
    (one.min(other), one.max(other))
}

pub(super) fn score(
    report: &mut Report,
    gold: &[gold::Figure],
    said: &[answer::Figure],
    pairs: &[(usize, usize)],
) {
    let (groups, said_groups) = (Groups::of_gold(gold), Groups::of_answer(said));
    let counts = |g: usize, field: &str| !gold[g].optional && gold[g].is_sure(field);
    let found: Vec<(usize, usize)> = pairs.iter().copied().filter(|&(g, _)| counts(g, "same_as")).collect();
    let (mut in_gold, mut in_answer) = (BTreeSet::new(), BTreeSet::new());
    for (at, &(g, a)) in found.iter().enumerate() {
        for &(other_g, other_a) in &found[at + 1..] {
            if groups.of(g) == groups.of(other_g) {
                in_gold.insert(ordered(g, other_g));
            }
            if said_groups.of(a) == said_groups.of(other_a) {
                in_answer.insert(ordered(g, other_g));
            }
        }
    }
    let words = |link: Link| format!("{} = {}", gold[link.0].text, gold[link.1].text);
    compare(report, Measure::SameAs, &in_gold, &in_answer, &words);

    let positions: HashMap<&str, usize> =
        gold.iter().enumerate().map(|(at, figure)| (figure.id.as_str(), at)).collect();
    let gold_of: HashMap<&str, usize> = pairs.iter().map(|&(g, a)| (said[a].id.as_str(), g)).collect();
    let found: Vec<(usize, usize)> =
        pairs.iter().copied().filter(|&(g, _)| counts(g, "conflicts_with")).collect();
    let is_found: BTreeSet<usize> = found.iter().map(|&(g, _)| groups.of(g)).collect();
    let (mut in_gold, mut in_answer) = (BTreeSet::new(), BTreeSet::new());
    for &(g, a) in &found {
        let others = gold[g].conflicts_with.iter().filter_map(|id| positions.get(id.as_str()));
        for &other in others.filter(|other| is_found.contains(&groups.of(**other))) {
            in_gold.insert(ordered(groups.of(g), groups.of(other)));
        }
        let others = said[a].conflicts_with.iter().filter_map(|id| gold_of.get(id.as_str()));
        for &other in others.filter(|other| is_found.contains(&groups.of(**other))) {
            in_answer.insert(ordered(groups.of(g), groups.of(other)));
        }
    }
    let words = |link: Link| format!("{} against {}", gold[link.0].text, gold[link.1].text);
    compare(report, Measure::ConflictsWith, &in_gold, &in_answer, &words);
}

fn compare(
    report: &mut Report,
    measure: Measure,
    gold: &BTreeSet<Link>,
    said: &BTreeSet<Link>,
    words: &dyn Fn(Link) -> String,
) {
    for &link in gold {
        report.wanted(measure, said.contains(&link), &words(link));
    }
    for &link in said {
        report.said(measure, gold.contains(&link), &words(link));
    }
}
