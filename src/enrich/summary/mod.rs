//! The summary of the key figures: one to three whole sentences of the text, the news first.
//!
//! Nothing is cut but a dateline at the beginning, and no sentence is taken that leans on one which the summary does
//! not have. One good sentence is better than three: a further one must bring a key figure.

mod lean;
mod sentence;
mod thresholds;
mod words;

use super::figures::Figure;
use super::names::Person;
use super::steps::counted;
use crate::document::{Document, Section};
use lean::Lean;
use sentence::{Candidate, Quality};
use thresholds::{
    DETAIL, LONGEST, MOST_SENTENCES, NEWS_WITHIN, OF_CONDITION, OF_KEY_FIGURE, OF_LEAD, OF_TITLE, PER_PLACE,
};

/// One to three whole sentences of at most 400 characters together: the news, then sentences with key figures that it
/// does not have. The title where no sentence of the body can stand alone; nothing where there is no sentence.
pub fn write(document: &Document, figures: &[Figure], people: &[Person]) -> String {
    let candidates = sentence::candidates(document, people);
    let Some(news) = news(document, figures, &candidates) else { return fallback(document, &candidates) };
    let mut chosen = vec![news];
    let mut length = candidates[news].length;
    for further in with_figures(document, figures, &candidates, news) {
        if chosen.len() == MOST_SENTENCES || !brings_figure(document, figures, &candidates, &chosen, further)
        {
            continue;
        }
        // A sentence that leans on the one before it comes with that one.
        let Some(run) = standing_run(&candidates, &chosen, further) else { continue };
        let more: usize = run.iter().map(|&index| candidates[index].length + 1).sum();
        if chosen.len() + run.len() <= MOST_SENTENCES && length + more <= LONGEST {
            length += more;
            chosen.extend(run);
            chosen.sort_unstable();
        }
    }
    let texts: Vec<&str> = chosen.iter().map(|&index| candidates[index].text.as_str()).collect();
    texts.join(" ")
}

/// The candidate that tells the news.
fn news(document: &Document, figures: &[Figure], candidates: &[Candidate]) -> Option<usize> {
    let title = words::content(document, Section::Title);
    let alone = (0..candidates.len()).filter(|&index| {
        let candidate = &candidates[index];
        candidate.section == Section::Body
            && candidate.quality == Quality::Good
            && candidate.lean == Lean::None
    });
    let weighed = alone.take(NEWS_WITHIN).enumerate().map(|(place, index)| {
        let candidate = &candidates[index];
        let keyed =
            figures_of(figures, candidate.sentence).any(|(_, figure)| is_key(document, figures, figure));
        let score = OF_TITLE * words::share(document, &title, candidate.span)
            + if place == 0 { OF_LEAD } else { 0.0 }
            + if keyed { OF_KEY_FIGURE } else { 0.0 }
            - if candidate.conditional { OF_CONDITION } else { 0.0 }
            - PER_PLACE * place as f64;
        (score, index)
    });
    // Of equals the first.
    weighed
        .fold(None, |best: Option<(f64, usize)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        })
        .map(|(_, index)| index)
}

/// Without a sentence that can stand alone: the title, else the first line that is no fragment, else the first sentence
/// that does not open on a pronoun.
fn fallback(document: &Document, candidates: &[Candidate]) -> String {
    let title = candidates.iter().find(|candidate| candidate.section == Section::Title);
    let line = || {
        let alone =
            |candidate: &&Candidate| candidate.quality != Quality::Fragment && candidate.lean == Lean::None;
        candidates.iter().find(alone)
    };
    let linked = || candidates.iter().find(|candidate| candidate.lean != Lean::Pronoun);
    let found = title.or_else(line).or_else(linked);
    if let Some(found) = found {
        return found.text.clone();
    }
    // A flash of two or three words.
    let whole = document.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let brief = document.sentences().len() == 1 && document.furniture().is_empty();
    if brief
        && whole.chars().count() <= LONGEST
        && !words::is_pronoun(whole.split(' ').next().unwrap_or_default())
    {
        whole
    } else {
        String::new()
    }
}

/// The sentences behind the news that have key figures, those with most of them first.
fn with_figures(
    document: &Document,
    figures: &[Figure],
    candidates: &[Candidate],
    news: usize,
) -> Vec<usize> {
    let mut counted: Vec<(usize, usize)> = (news + 1..candidates.len())
        .filter(|&index| candidates[index].quality == Quality::Good && !candidates[index].conditional)
        .map(|index| {
            let told = figures_of(figures, candidates[index].sentence);
            (index, told.filter(|(_, figure)| is_key(document, figures, figure)).count())
        })
        .filter(|&(_, count)| count > 0)
        .collect();
    counted.sort_by_key(|&(index, count)| (std::cmp::Reverse(count), index));
    counted.into_iter().map(|(index, _)| index).collect()
}

/// The figures of a sentence with their indices. Figures stand in the order of the text.
fn figures_of(figures: &[Figure], sentence: usize) -> impl Iterator<Item = (usize, &Figure)> {
    let first = figures.partition_point(|figure| figure.sentence < sentence);
    let behind = figures.iter().enumerate().skip(first);
    counted(behind).take_while(move |(_, figure)| figure.sentence == sentence)
}

/// True if a candidate tells a key figure that the chosen ones do not.
fn brings_figure(
    document: &Document,
    figures: &[Figure],
    candidates: &[Candidate],
    chosen: &[usize],
    further: usize,
) -> bool {
    let of = |index: usize| figures_of(figures, candidates[index].sentence);
    of(further).any(|(index, figure)| {
        is_key(document, figures, figure)
            && !chosen.iter().flat_map(|&other| of(other)).any(|(other_index, other)| {
                let (first, other_first) =
                    (figure.same_as.unwrap_or(index), other.same_as.unwrap_or(other_index));
                first == other_first || figure.value == other.value && figure.dimension == other.dimension
            })
    })
}

/// The candidate with those before it that it leans on; `None` where one of these cannot be told.
fn standing_run(candidates: &[Candidate], chosen: &[usize], index: usize) -> Option<Vec<usize>> {
    let mut run = vec![index];
    let mut first = index;
    while candidates[first].lean != Lean::None {
        let before = first.checked_sub(1)?;
        let follows = candidates[before].sentence + 1 == candidates[first].sentence
            && candidates[before].section == candidates[first].section;
        if !follows {
            return None;
        }
        if chosen.contains(&before) {
            break;
        }
        if candidates[before].quality != Quality::Good || run.len() == MOST_SENTENCES {
            return None;
        }
        run.insert(0, before);
        first = before;
    }
    if chosen.contains(&index) { None } else { Some(run) }
}

/// True if a figure is key, tells again in the body what is key in the title, or says near the top what happened to
/// people.
fn is_key(document: &Document, figures: &[Figure], figure: &Figure) -> bool {
    // `who lost two nephews`, beside 74 dead: a detail.
    let detail = || {
        let larger = |other: &Figure| {
            let values = figure.value.zip(other.value);
            other.impact == figure.impact && values.is_some_and(|(value, other)| value * DETAIL < other)
        };
        figures.iter().take_while(|other| other.sentence <= NEWS_WITHIN).any(larger)
    };
    figure.key
        || figure.impact.is_some() && figure.sentence <= NEWS_WITHIN && !detail()
        || figure.same_as.is_some_and(|first| {
            figures[first].key && document.section(figures[first].span) == Section::Title
        })
}

#[cfg(test)]
mod tests;
