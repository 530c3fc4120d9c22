//! The article's part of a page: its main element, without boxes, with the marks where they stand then.

use super::dropped::{self, Dropped};
use super::part::{Part, segments};
use super::sink::{Box, Reading};
use super::{Page, classes, front};
use crate::article::Mark;
use crate::article::input::prose;

/// A main element is trusted if it holds so many bytes of text …
const ENOUGH: usize = 200;
/// … or such a share of the page. Chosen: a front page's first teaser holds less.
const SHARE: f64 = 0.4;
/// A paragraph of so many bytes is running text. Boxes that hold one are not taken out if all that remains is shorter.
const PARAGRAPH: usize = 200;
/// So many times the running text that remains is most of it.
const MOST: usize = 2;
/// The longest name of a site behind a headline in a title, in bytes.
const LONGEST_SITE: usize = 60;

/// Makes a page of what was read.
pub(super) fn finish(mut reading: Reading) -> Page {
    let title = reading.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title = (!title.is_empty()).then_some(title);
    let kept = main_part(&reading);
    front::take_out_cards(&mut reading, kept);
    let mut boxes: Vec<&Box> = reading.boxes.iter().filter(|boxed| is_within(boxed.part, kept)).collect();
    keep_the_story(&reading, kept, &mut boxes);
    let mut taken_out: Vec<Part> = boxes.iter().map(|boxed| boxed.part).collect();
    let left_out = left_out(&reading, kept, &boxes);
    let stories = front::whole(&reading).or_else(|| front::stories(&reading, kept, &taken_out));
    if let Some((part, headline)) = headline(&reading, title.as_deref()) {
        title = Some(headline);
        let start = reading.text[..part.start].trim_end().len();
        if is_within(part, kept) && !taken_out.iter().any(|other| overlap(part, *other)) {
            taken_out.push(Part { start: start.max(kept.start), end: part.end });
            taken_out.sort_unstable_by_key(|part| part.start);
        }
    }
    let segments = segments(kept, &taken_out);
    let (text, marks) = render(&reading, &segments);
    reading.dropped.extend(left_out);
    let Reading { language, metas, dropped, .. } = reading;
    Page { title, language, text, marks, metas, dropped, stories }
}

fn is_within(part: Part, kept: Part) -> bool {
    part.start >= kept.start && part.end <= kept.end
}

/// Leaves boxes in the article that are most of it: the class of a box stands on the story where a site builds its pages in
/// another way than most.
fn keep_the_story(reading: &Reading, kept: Part, boxes: &mut Vec<&Box>) {
    let parts: Vec<Part> = boxes.iter().map(|boxed| boxed.part).collect();
    if swallows(&reading.text, kept, &parts) {
        boxes.clear();
        return;
    }
    let is_story = |boxed: &Box| !classes::is_never_the_story(&boxed.place);
    let weight: usize =
        boxes.iter().filter(|boxed| is_story(boxed)).map(|boxed| prose_of(reading, boxed.part)).sum();
    if weight == 0 {
        return;
    }
    let rest: usize = segments(kept, &parts).iter().map(|part| prose_of(reading, *part)).sum();
    if weight > MOST * rest {
        boxes.retain(|boxed| !is_story(boxed) || prose_of(reading, boxed.part) == 0);
    }
}

/// The weight of the running text in a part.
fn prose_of(reading: &Reading, part: Part) -> usize {
    dropped::of(&reading.text, part, &reading.links).map_or(0, |text| prose::weight(&text))
}

/// The running text outside the article's part and in its boxes.
fn left_out(reading: &Reading, kept: Part, boxes: &[&Box]) -> Vec<Dropped> {
    let whole = Part { start: 0, end: reading.text.len() };
    let outside: Vec<&Box> = reading.boxes.iter().filter(|boxed| !is_within(boxed.part, kept)).collect();
    let parts: Vec<Part> = outside.iter().map(|boxed| boxed.part).chain([kept]).collect();
    let named = boxes.iter().chain(&outside).map(|boxed| (boxed.part, boxed.place.clone()));
    let around = if reading.is_page { segments(whole, &sorted(parts)) } else { Vec::new() };
    let named: Vec<(Part, String)> = named.filter(|(_, place)| !classes::is_never_the_story(place)).collect();
    // Paragraphs that stand in boxes of their own each.
    let short: Vec<Part> = named
        .iter()
        .map(|(part, _)| *part)
        .filter(|part| dropped::of(&reading.text, *part, &reading.links).is_none())
        .collect();
    let together = dropped::of_all(&reading.text, &short, &reading.links).map(|text| {
        let first = named.iter().find(|(part, _)| Some(part) == short.first());
        Dropped { place: first.map(|(_, place)| place.clone()).unwrap_or_default(), text }
    });
    named
        .into_iter()
        .chain(around.into_iter().map(|part| (part, "outside main".to_owned())))
        .filter_map(|(part, place)| {
            Some(Dropped { place, text: dropped::of(&reading.text, part, &reading.links)? })
        })
        .chain(together)
        .collect()
}

fn sorted(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_unstable_by_key(|part| part.start);
    parts
}

fn overlap(a: Part, b: Part) -> bool {
    a.start < b.end && b.start < a.end
}

/// The part of a page that holds the article: by `articleBody`, `main` or `article`, else all of it.
fn main_part(reading: &Reading) -> Part {
    let whole = Part { start: 0, end: reading.text.len() };
    if !reading.is_page {
        return whole;
    }
    let of_rank =
        |rank: u8| reading.mains.iter().filter(move |(_, found)| *found == rank).map(|(part, _)| *part);
    for rank in [3, 2, 1] {
        let Some(longest) = of_rank(rank).max_by_key(|part| part.end - part.start) else { continue };
        let length = longest.end - longest.start;
        let all: usize = of_rank(rank).map(|part| part.end - part.start).sum();
        let enough = length >= ENOUGH || length as f64 >= SHARE * whole.end as f64;
        let part = if rank == 3 { all_parts(reading, longest) } else { longest };
        // A page of many articles is a front page.
        if enough && (length * 2 >= all || part != longest) && !is_elsewhere(reading, part) {
            return part;
        }
    }
    whole
}

/// The text from the first to the last `articleBody`, where all of them belong to one article: an advertisement between two
/// paragraphs divides it.
fn all_parts(reading: &Reading, longest: Part) -> Part {
    let bodies: Vec<Part> =
        reading.mains.iter().filter(|(_, rank)| *rank == 3).map(|(part, _)| *part).collect();
    let (Some(start), Some(end)) =
        (bodies.iter().map(|part| part.start).min(), bodies.iter().map(|part| part.end).max())
    else {
        return longest;
    };
    let all = Part { start, end };
    let mut articles = reading.mains.iter().filter(|(_, rank)| *rank == 1).map(|(part, _)| *part).peekable();
    let is_one = articles.peek().is_none() || articles.any(|article| is_within(all, article));
    if is_one { all } else { longest }
}

/// True if most of the running text stands outside a part that says that it is the main one.
fn is_elsewhere(reading: &Reading, part: Part) -> bool {
    let whole = Part { start: 0, end: reading.text.len() };
    let boxes = reading.boxes.iter().map(|boxed| boxed.part).filter(|boxed| !is_within(*boxed, part));
    let around = segments(whole, &sorted(boxes.chain([part]).collect()));
    let outside: usize = around.iter().map(|part| prose_of(reading, *part)).sum();
    outside > MOST * prose_of(reading, part).max(part.end - part.start)
}

/// True if boxes hold the article itself, because a site uses their classes for it.
fn swallows(text: &str, kept: Part, boxes: &[Part]) -> bool {
    let length = |part: &Part| text[part.start..part.end].trim().len();
    let taken: usize = boxes.iter().map(length).sum();
    let remaining = (kept.end - kept.start).saturating_sub(taken);
    let longest_line =
        boxes.iter().flat_map(|part| text[part.start..part.end].lines()).map(str::len).max().unwrap_or(0);
    longest_line >= PARAGRAPH && remaining < longest_line
}

/// The headline of a page whose title says the same, alone or before the name of the site; also where there is no title.
fn headline(reading: &Reading, title: Option<&str>) -> Option<(Part, String)> {
    let part = reading.headline.filter(|part| reading.is_page && part.end <= reading.text.len())?;
    let headline = reading.text.get(part.start..part.end)?.split_whitespace().collect::<Vec<_>>().join(" ");
    let repeats = title.is_none_or(|title| {
        title.strip_prefix(headline.as_str()).is_some_and(|site| {
            let site = site.trim_start();
            site.is_empty()
                || site.len() <= LONGEST_SITE && site.starts_with(['-', '|', '–', '—', ':', '·', '•', '«'])
        })
    });
    (repeats && !headline.is_empty()).then_some((part, headline))
}

/// Writes the segments one after the other, and moves the marks to where their text stands.
fn render(reading: &Reading, segments: &[Part]) -> (String, Vec<Mark>) {
    let mut text = String::with_capacity(reading.text.len());
    // Positions of the reading that are kept, with their place in the text.
    let mut places = Vec::with_capacity(segments.len());
    for segment in segments {
        let Some(mut piece) = reading.text.get(segment.start..segment.end) else { continue };
        if text.is_empty() {
            piece = piece.trim_start();
        }
        places.push((segment.end - piece.len(), segment.end, text.len()));
        text.push_str(piece);
    }
    text.truncate(text.trim_end().len());
    let mut marks: Vec<_> = reading
        .marks
        .iter()
        .filter_map(|&(part, kind)| {
            // A mark reaches as far as the segment that it starts in.
            let at = places.partition_point(|&(_, end, _)| end <= part.start);
            let &(start, end, place) = places.get(at)?;
            let from = place + part.start.max(start) - start;
            let to = (place + part.end.min(end).saturating_sub(start)).min(text.len());
            (from < to && text.is_char_boundary(from) && text.is_char_boundary(to)).then_some(Mark {
                start: from as u32,
                end: to as u32,
                kind,
            })
        })
        .collect();
    marks.sort_unstable_by_key(|mark: &Mark| (mark.start, std::cmp::Reverse(mark.end)));
    (text, marks)
}
