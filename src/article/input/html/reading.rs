//! The article's part of a page: its main element, without boxes, with the marks where they stand then.

use super::Page;
use super::sink::{Part, Reading};
use crate::article::Mark;

/// A main element is trusted if it holds so many bytes of text …
const ENOUGH: usize = 200;
/// … or such a share of the page. Chosen: a front page's first teaser holds less.
const SHARE: f64 = 0.4;
/// A paragraph of so many bytes is running text. Boxes that hold one are not taken out if all that remains is shorter.
const PARAGRAPH: usize = 200;
/// The longest name of a site behind a headline in a title, in bytes.
const LONGEST_SITE: usize = 60;

/// Makes a page of what was read.
pub(super) fn finish(reading: Reading) -> Page {
    let title = reading.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title = (!title.is_empty()).then_some(title);
    let kept = main_part(&reading);
    let mut taken_out: Vec<Part> = reading
        .boxes
        .iter()
        .copied()
        .filter(|part| part.start >= kept.start && part.end <= kept.end)
        .collect();
    if swallows(&reading.text, kept, &taken_out) {
        taken_out.clear();
    }
    if let Some((part, headline)) = headline(&reading, title.as_deref()) {
        title = Some(headline);
        let start = reading.text[..part.start].trim_end().len();
        if part.start >= kept.start
            && part.end <= kept.end
            && !taken_out.iter().any(|other| overlap(part, *other))
        {
            taken_out.push(Part { start: start.max(kept.start), end: part.end });
            taken_out.sort_unstable_by_key(|part| part.start);
        }
    }
    let segments = segments(kept, &taken_out);
    let (text, marks) = render(&reading, &segments);
    Page { title, language: reading.language, text, marks, metas: reading.metas }
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
        // A page of many articles is a front page.
        if enough && length * 2 >= all {
            return longest;
        }
    }
    whole
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

/// The rest of `kept`.
fn segments(kept: Part, taken_out: &[Part]) -> Vec<Part> {
    let mut segments = Vec::with_capacity(taken_out.len() + 1);
    let mut start = kept.start;
    for part in taken_out {
        if part.start > start {
            segments.push(Part { start, end: part.start });
        }
        start = start.max(part.end);
    }
    if start < kept.end {
        segments.push(Part { start, end: kept.end });
    }
    segments
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
