//! Enriches one article as a library, without a broker: `cargo run --release --example enrich -- ARTICLE`.
//!
//! The file may be of any form that docs/CONTRACT.md names. Prints the places, people and figures with the words of the
//! text that they rest on.

use std::error::Error;
use std::io::Write;

use dateline::article::enriched::EnrichedArticle;
use dateline::article::input::{Hints, Rules, read};
use dateline::enrich::{Enricher, Options, Scratch};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: enrich ARTICLE")?;
    let enriched = enrich(&std::fs::read(path)?)?;
    print(&enriched, &mut std::io::stdout().lock())?;
    Ok(())
}

/// Reads and enriches an article. An `Enricher` is made once and shared; each thread has a `Scratch` of its own.
pub fn enrich(bytes: &[u8]) -> Result<EnrichedArticle, Box<dyn Error>> {
    let article = read(bytes, &Hints::default(), &Rules::default())?;
    let enricher = Enricher::new(Options::default());
    Ok(enricher.enrich(article, &mut Scratch::default()))
}

/// A line for each place, person and figure.
pub fn print(enriched: &EnrichedArticle, out: &mut impl Write) -> std::io::Result<()> {
    let found = &enriched.enrichment;
    for place in &found.locations {
        writeln!(
            out,
            "place   {} ({}, {})",
            place.name,
            place.country_code.as_deref().unwrap_or("-"),
            place.score
        )?;
    }
    for person in &found.people {
        writeln!(out, "person  {} {:?}", person.name, person.roles)?;
    }
    // Offsets are code points; Rust's strings are indexed in bytes.
    let body: Vec<char> = enriched.article.body.chars().collect();
    for figure in found.key_figures.figures.iter().filter(|figure| figure.key) {
        let words: String =
            body.get(figure.start as usize..figure.end as usize).unwrap_or_default().iter().collect();
        // `dozens` has no value.
        let value = figure.value.map_or_else(|| "uncounted".to_owned(), |value| value.to_string());
        writeln!(out, "figure  {words} ({value} {})", figure.unit.as_deref().unwrap_or("-"))?;
    }
    writeln!(out, "summary {}", found.key_figures.summary)
}
