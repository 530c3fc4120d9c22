//! Units: sentences, with those joined that one quotation runs over, so that a quotation and its speaker are read
//! together.

use super::text::Text;
use crate::document::furniture::Kind;
use crate::document::{Section, Sentence};
use crate::enrich::quotations::quotation_at;

/// A run of sentences that quotations join. Indices of tokens.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) paragraph: u32,
    pub(super) title: bool,
    /// The row of a table.
    pub(super) table: bool,
}

/// The units of a document in order. Bylines, credits, captions and the like give none, since they are not the
/// story; a dateline is cut off, since it never speaks.
pub(super) fn find(text: &Text<'_>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(text.document.sentences().len());
    for sentence in text.document.sentences() {
        let Some(unit) = unit(text, sentence) else { continue };
        match units.last_mut() {
            Some(last) if last.paragraph == unit.paragraph && is_joined(text, last.end, unit.start) => {
                last.end = unit.end;
            }
            _ => units.push(unit),
        }
    }
    units
}

/// True if one quotation stands on both sides of a border.
fn is_joined(text: &Text<'_>, end: usize, start: usize) -> bool {
    let before = end.checked_sub(1).and_then(|at| quotation_at(text.quotations, at));
    before.is_some() && before == quotation_at(text.quotations, start)
}

fn unit(text: &Text<'_>, sentence: &Sentence) -> Option<Unit> {
    let range = sentence.range();
    let mut start = range.start;
    let mut table = false;
    let furniture = text.document.furniture();
    let first = furniture.partition_point(|piece| piece.span.end <= sentence.span.start);
    for piece in furniture[first..].iter().take_while(|piece| piece.span.start < sentence.span.end) {
        match piece.kind {
            Kind::Dateline => start = text.document.token_at(piece.span.end).max(start),
            Kind::Table => table = true,
            Kind::Correction => {}
            _ if piece.span.start <= sentence.span.start => return None,
            _ => {}
        }
    }
    (start < range.end).then_some(Unit {
        start,
        end: range.end,
        paragraph: sentence.paragraph,
        title: sentence.section == Section::Title,
        table,
    })
}
