//! Dates and places of figures, in sentences of the news.

use jiff::civil::Date;

use crate::article::Article;
use crate::article::enriched::{EnrichedArticle, Figure};
use crate::enrich::{Enricher, Options, Scratch};

const DATES: &str = include_str!("dates.txt");
const PLACES: &str = include_str!("places.txt");

/// The sentences whose figures are not as their row says: the sentence, and what came out.
fn wrong(rows: &str, fits: impl Fn(&EnrichedArticle, &str) -> bool) -> Vec<String> {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    let rows = rows.lines().filter_map(|line| line.split_once(" | "));
    let mut wrong = Vec::new();
    for (sentence, expected) in rows {
        let article = Article {
            id: "1".into(),
            body: sentence.into(),
            published_at: Some("2024-05-07T09:00:00Z".into()),
            ..Article::default()
        };
        let output = enricher.enrich(article, &mut scratch);
        if !fits(&output, expected) {
            let figures: Vec<String> = figures(&output)
                .iter()
                .map(|figure| format!("{}: {:?}, {:?}", figure.text, figure.as_of, figure.location))
                .collect();
            wrong.push(format!("{sentence} | {expected}: {figures:#?}"));
        }
    }
    wrong
}

fn figures(enriched: &EnrichedArticle) -> &[Figure] {
    &enriched.enrichment.key_figures.figures
}

/// True if each figure has what is expected in its place.
fn all_fit<'a>(
    figures: &[Figure],
    expected: impl Iterator<Item = &'a str>,
    fits: impl Fn(&Figure, &str) -> bool,
) -> bool {
    let expected: Vec<&str> = expected.collect();
    let fit = |(figure, expected): (&Figure, &&str)| *expected == "?" || fits(figure, expected);
    figures.len() == expected.len() && figures.iter().zip(&expected).all(fit)
}

/// The first and the last day of `2024`, `2024-03`, `2024-03-05` or `2024-03-05..2024-03-09`.
fn days(expected: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = expected.split_once("..") {
        return Some((from.parse().ok()?, to.parse().ok()?));
    }
    match expected.len() {
        4 => Some((format!("{expected}-01-01").parse().ok()?, format!("{expected}-12-31").parse().ok()?)),
        7 => {
            let first: Date = format!("{expected}-01").parse().ok()?;
            Some((first, first.last_of_month()))
        }
        _ => expected.parse().ok().map(|day| (day, day)),
    }
}

#[test]
fn dates_of_figures() {
    let wrong = wrong(DATES, |enriched, expected| {
        all_fit(figures(enriched), expected.split(' '), |figure, expected| {
            let found = figure.as_of.as_ref().map(|at| (at.from[..10].to_owned(), at.to[..10].to_owned()));
            found == days(expected).map(|(from, to)| (from.to_string(), to.to_string()))
        })
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn places_of_figures() {
    let wrong = wrong(PLACES, |enriched, expected| {
        all_fit(figures(enriched), expected.split("; "), |figure, expected| {
            let Some(id) = &figure.location else { return expected == "-" };
            let place = enriched.enrichment.locations.iter().find(|place| place.id == *id);
            place.is_some_and(|place| {
                place.name == expected || place.mentions.iter().any(|mention| mention.span.text == expected)
            })
        })
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_sum_in_brackets_behind_one_in_another_dollar_is_in_us_dollars() {
    let rows = "Ottawa will spend C$5.2 billion ($3.8 billion) on ships. | CAD USD\n\
                Ottawa will spend $5.2 billion on ships and $3.8 billion on docks. | CAD CAD\n\
                Shares in Ottawa cost C$40 ($39 a year ago). | CAD CAD";
    let wrong = wrong(rows, |output, expected| {
        all_fit(figures(output), expected.split(' '), |figure, unit| figure.unit.as_deref() == Some(unit))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}
