//! Furniture in brackets, or at the end of a paragraph of the story.

use super::{Furniture, Kind};
use crate::document::Span;
use crate::lexicon::WordList;

/// Finds credits, rates of exchange and notes in brackets, and marks of truncation.
pub(super) fn find(text: &str, body_start: u32, found: &mut Vec<Furniture>) {
    let body = &text[body_start as usize..];
    for (open, _) in body.match_indices(['(', '[']) {
        let rest = &body[open..];
        let close = if rest.starts_with('(') { ')' } else { ']' };
        let reach = &rest[..rest.floor_char_boundary(LONGEST)];
        let Some(end) = reach.find(close) else { continue };
        let Some(kind) = kind_of(reach[1..end].trim()) else { continue };
        let start = body_start + open as u32;
        found.push(Furniture { span: Span::new(start, start + end as u32 + 1), kind });
    }
}

/// Longest text in brackets that is looked at, in bytes.
const LONGEST: usize = 600;

fn kind_of(inside: &str) -> Option<Kind> {
    let starts = |openings: &[&str]| {
        openings
            .iter()
            .any(|opening| inside.get(..opening.len()).is_some_and(|head| head.eq_ignore_ascii_case(opening)))
    };
    if starts(&BRACKET_CREDITS) {
        return Some(Kind::Credit);
    }
    if is_exchange_rate(inside) {
        return Some(Kind::ExchangeRate);
    }
    // `[+2219 chars]`, as NewsAPI cuts a text.
    let truncated = inside.strip_prefix('+').and_then(|rest| rest.strip_suffix(" chars"));
    if truncated.is_some_and(|count| count.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(Kind::Truncation);
    }
    None
}

static BRACKET_CREDITS: WordList = WordList::new("furniture", "BRACKET_CREDITS");

/// `$1 = 0.92 euros`, `1 euro = 1.08 dollars`: one unit of a currency, an equals sign and a number.
fn is_exchange_rate(inside: &str) -> bool {
    let Some((left, right)) = inside.split_once('=') else { return false };
    let digits: String = left.chars().filter(char::is_ascii_digit).collect();
    matches!(digits.as_str(), "1" | "10" | "100" | "1000")
        && left.trim().chars().count() <= 24
        && right.bytes().any(|byte| byte.is_ascii_digit())
}
