//! A part of the text that a page is reduced to.

/// A part of the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The rest of `kept` without the parts that are taken out, which stand in order.
pub(super) fn segments(kept: Part, taken_out: &[Part]) -> Vec<Part> {
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
