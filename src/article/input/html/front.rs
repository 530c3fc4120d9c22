//! Pages of several stories: front pages, which tell none of them in full, pages that go on with the next story, and cards
//! of other stories below one.

use super::dropped;
use super::part::{Part, segments};
use super::related;
use super::sink::{Box, Reading};
use crate::article::input::prose::weight;

/// Fewest headlines that lead to stories on a front page. Chosen: an article has up to three or four boxes beside its text.
const FEWEST: usize = 5;
/// Most running text below one of them, in weight. A teaser has one or two sentences; a letter that tells the news of a day
/// has paragraphs.
const TEASER: usize = 320;

/// The number of stories that a page leads to, where it tells none of them.
pub(super) fn stories(reading: &Reading, kept: Part, taken_out: &[Part]) -> Option<usize> {
    let is_seen =
        |teaser: &&Part| is_within(teaser, &kept) && !taken_out.iter().any(|boxed| is_within(teaser, boxed));
    let teasers: Vec<Part> = reading.teasers.iter().filter(is_seen).copied().collect();
    if !reading.is_page || teasers.len() < FEWEST {
        return None;
    }
    let mut apart: Vec<Part> = teasers.iter().chain(taken_out).copied().collect();
    apart.sort_unstable_by_key(|part| part.start);
    let is_teaser = |part: &Part| prose(reading, *part) <= TEASER;
    segments(kept, &apart).iter().all(is_teaser).then_some(teasers.len())
}

/// Shortest text of a story that is told in full, in weight.
const STORY: usize = 400;

/// The number of stories on a page that tells several in full, one below the other.
pub(super) fn whole(reading: &Reading) -> Option<usize> {
    let articles: Vec<Part> =
        reading.mains.iter().filter(|(_, rank)| *rank == 1).map(|(part, _)| *part).collect();
    let is_story = |part: &&Part| {
        let is_inside = articles.iter().any(|other| other != *part && is_within(part, other));
        let has_title = reading.titles.iter().any(|title| is_within(title, part));
        !is_inside && has_title && prose(reading, **part) > STORY
    };
    let stories = articles.iter().filter(is_story).count();
    (stories > 1).then_some(stories)
}

/// Makes boxes of the cards that lead to other stories, where the story itself stands beside them.
pub(super) fn take_out_cards(reading: &mut Reading, kept: Part) {
    let is_card = |part: &Part| {
        *part != kept
            && is_within(part, &kept)
            && reading.teasers.iter().any(|teaser| is_within(teaser, part))
            && prose(reading, *part) <= TEASER
    };
    let articles = reading.mains.iter().filter(|(_, rank)| *rank == 1).map(|(part, _)| *part);
    let cards: Vec<Part> = articles.filter(is_card).collect();
    let inside: usize = cards.iter().map(|card| prose(reading, *card)).sum();
    if cards.is_empty() || prose(reading, kept) <= inside + STORY {
        return;
    }
    reading.boxes.retain(|boxed| !cards.iter().any(|card| is_within(&boxed.part, card)));
    let free = cards.into_iter().filter(|card| {
        !reading.boxes.iter().any(|boxed| boxed.part.start < card.end && card.start < boxed.part.end)
    });
    let start = |card: Part| related::introduced(&reading.text[..card.start]).unwrap_or(card.start);
    let boxed =
        |card: Part| Box { part: Part { start: start(card), end: card.end }, place: "article".into() };
    let cards: Vec<Box> = free.map(boxed).collect();
    reading.boxes.extend(cards);
    reading.boxes.sort_by_key(|boxed| boxed.part.start);
}

fn is_within(part: &Part, around: &Part) -> bool {
    part.start >= around.start && part.end <= around.end
}

/// The weight of the running text in a part.
fn prose(reading: &Reading, part: Part) -> usize {
    dropped::of(&reading.text, part, &reading.links).map_or(0, |prose| weight(&prose))
}

#[cfg(test)]
mod tests {
    use crate::article::input::{Hints, Rules, read_closely};

    const TEASER: &str =
        "Curators have found drawings in an attic that had been locked for most of a century, they said.";

    fn page(stories: usize, below: &str) -> String {
        let story = |number: usize| {
            format!(
                "<article><h2><a href='/{number}'>Story number {number} of the day</a></h2><p>{TEASER}</p></article>"
            )
        };
        let stories = (0..stories).map(story).collect::<Vec<_>>().concat();
        format!(
            "<html><head><title>Coast Wire</title></head><body><main>{below}{stories}</main></body></html>"
        )
    }

    #[test]
    fn a_page_that_only_leads_to_stories_is_no_article() {
        let read = |page: &str| read_closely(page.as_bytes(), &Hints::default(), &Rules::default());
        assert_eq!(read(&page(8, "")).unwrap_err().reason(), "several_articles");
        assert_eq!(
            read(&page(8, "<h1>News of the coast</h1><p>All of today.</p>")).unwrap_err().reason(),
            "several_articles"
        );
        assert!(read(&page(2, "")).is_ok());
        let story = format!("<h1>Drawings</h1><p>{}</p>", [TEASER; 6].join(" "));
        assert!(read(&page(8, &story)).unwrap().article.body.contains("Curators"));
        let card = format!("<article class='card'><h3><a href='/1'>Snow</a></h3><p>{TEASER}</p></article>");
        let cards = read(&format!(
            "<html><body><main><article>{story}</article><h2>More from the coast</h2>{card}{card}</main></body></html>"
        ));
        let body = cards.unwrap().article.body;
        assert!(!body.contains("Snow") && !body.contains("More from"), "{body}");
        let two = format!("<html><body><article>{story}</article><article>{story}</article></body></html>");
        assert_eq!(read(&two).unwrap_err().reason(), "several_articles");
        // A letter of news tells each of its stories.
        let letter = (0..6)
            .map(|number| {
                format!("<h3><a href='/{number}'>Story {number}</a></h3><p>{}</p>", [TEASER; 4].join(" "))
            })
            .collect::<Vec<_>>()
            .concat();
        assert!(read(&format!("<html><body>{letter}</body></html>")).is_ok());
    }
}
