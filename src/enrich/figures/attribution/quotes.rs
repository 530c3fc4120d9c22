//! Quotations: where they open and close, and whose they are.

use super::super::lexicon::{DETERMINER, PRONOUN, SOURCE};
use super::super::view::View;
use super::Frame;
use crate::document::{Gap, TokenKind};

/// At most so many tokens of a name in marks.
const NAME: usize = 8;
/// Longer quotations than this have lost their end.
const LONGEST: usize = 180;

/// A quotation: tokens between the marks, both excluded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    pub(super) open: usize,
    pub(super) close: usize,
    pub(super) speaker: Option<(usize, usize)>,
}

/// All quotations of a document in order. A quotation that a paragraph leaves open ends with it.
pub(super) fn find(view: &View<'_>) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut inner: Option<usize> = None;
    for i in view.start..view.end {
        let Some(token) = view.token(i) else { break };
        if token.gap >= Gap::Line
            && let Some(start) = open
        {
            let continues = token.gap == Gap::Line
                && token.kind != TokenKind::Quote
                && !matches!(view.text(start - 1), "\u{201c}");
            if !continues || view.capitalised(i) {
                quotes.push(Quote { open: start, close: i, speaker: None });
                open = None;
            }
        }
        if let Some(start) = open.filter(|start| i > start + LONGEST) {
            // Its end was forgotten: it ends with its first sentence.
            let sentences = view.document.sentences();
            let end = sentences
                .iter()
                .map(|sentence| sentence.range().end)
                .find(|&end| end > start)
                .unwrap_or(i)
                .min(i);
            quotes.push(Quote { open: start, close: end, speaker: None });
            open = None;
        }
        if token.kind != TokenKind::Quote {
            continue;
        }
        let text = view.text(i);
        // Two marks together close a quotation in a quotation.
        if text == "\"" && open.is_none() && view.glued(i) && view.is_quote(i.wrapping_sub(1)) {
            continue;
        }
        // A straight mark with a space before and none behind opens anew, whatever was left open.
        if let Some(start) = open
            && text == "\""
            && token.gap != Gap::None
            && view.glued(i + 1)
            && (view.is_word(i + 1) || view.is_number(i + 1))
            && i > start
        {
            quotes.push(Quote { open: start, close: i, speaker: None });
            open = Some(i + 1);
            continue;
        }
        let closes = match text {
            "\u{201c}" | "\u{201e}" | "\u{ab}" | "``" | "\u{2018}" => false,
            "\u{201d}" | "\u{bb}" | "''" | "\u{2019}" => true,
            "\"" => open.is_some(),
            _ => continue,
        };
        match (closes, open) {
            (false, None) => (open, inner) = (Some(i + 1), None),
            // A name in marks inside a quotation.
            (false, Some(_)) => inner = Some(i),
            (true, Some(_)) if inner.is_some_and(|from| i - from <= NAME) => inner = None,
            (true, Some(start)) if text != "\u{2019}" || view.text(start - 1) == "\u{2018}" => {
                if i > start {
                    quotes.push(Quote { open: start, close: i, speaker: None });
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open.filter(|&start| start < view.end) {
        quotes.push(Quote { open: start, close: view.end, speaker: None });
    }
    quotes
}

/// True if a token stands inside a quotation.
pub(super) fn is_inside(quotes: &[Quote], i: usize) -> bool {
    let after = quotes.partition_point(|quote| quote.open <= i);
    after > 0 && i < quotes[after - 1].close
}

/// Gives the quotations that touch a sentence the speaker of its frames; those without one that of the quotation
/// before.
pub(super) fn assign(
    view: &View<'_>,
    quotes: &mut [Quote],
    frames: &[Frame],
    last_speaker: Option<(usize, usize)>,
) {
    let first = quotes.partition_point(|quote| quote.close < view.start);
    for k in first..quotes.len() {
        let quote = quotes[k];
        if quote.open >= view.end {
            break;
        }
        let at = frames.partition_point(|frame| frame.verb < quote.open);
        let close = &frames[at.saturating_sub(8)..frames.len().min(at + 8)];
        let nearest = close.iter().min_by_key(|frame| {
            // Who speaks comes before the paper that has it: `X says “…”, according to the agency`.
            let source = 100 * usize::from(view.has(frame.verb, SOURCE));
            source
                + if frame.verb >= quote.close {
                    frame.verb - quote.close
                } else {
                    quote.open.saturating_sub(frame.verb)
                }
        });
        if let Some(frame) = nearest {
            // A later sentence of the quotation may hold the frame: the first stays unless it was only guessed.
            if quote.speaker.is_none() || quote.close <= view.end {
                quotes[k].speaker = Some(frame.speaker);
            }
        } else if quote.speaker.is_none() && quote.open <= view.start + 1 {
            // Whoever is named right behind it said it, in whatever words.
            let name = quote.close + 1;
            let run = (name..(name + 5).min(view.end))
                .take_while(|&i| view.is_word(i) && view.capitalised(i))
                .count();
            let ended = matches!(view.text(quote.close - 1), "," | "." | "!" | "?");
            if run > 0 && ended && quote.close - quote.open > 4 && !view.has(name, PRONOUN | DETERMINER) {
                quotes[k].speaker = Some((name, name + run));
                continue;
            }
            // A quotation that starts a sentence goes on from the one before, if that is near.
            let near = k > 0 && quote.open - quotes[k - 1].close < 40;
            quotes[k].speaker = if near { quotes[k - 1].speaker.or(last_speaker) } else { last_speaker };
        }
    }
}
