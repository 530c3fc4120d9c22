//! Running text that the reduction leaves out: hidden parts, boxes, what stands outside the main element. It is told where
//! it is long; navigation, teasers of other stories and notices of rights are not.

use super::part::Part;
use crate::article::input::prose::{self, LONG};

/// Running text that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The element that it stood in, as it is shown: `noscript`, `div.sidebar`, `outside main`.
    pub place: String,
    /// Its sentences.
    pub text: String,
}

/// Shortest line of running text, in weight. Chosen: a teaser or a label is shorter, a paragraph is longer.
const LINE: usize = 60;
/// Share of a line that may be links.
const LINKED: f64 = 0.5;
/// Share of a line from which on it is a link.
const LINK: f64 = 0.8;
/// Words of lines about the page and its rights.
const NOTICES: [&str; 4] = ["©", "copyright", "all rights reserved", "cookies"];

/// The running text of a part; `None` where there is too little of it. Each line that is a link may introduce a teaser of
/// usual length, so that a list of stories is none.
pub(super) fn of(text: &str, part: Part, links: &[Part]) -> Option<String> {
    let written = text.get(part.start..part.end)?;
    if prose::weight_exceeds(written, LONG) {
        let (prose, link_lines) = lines(written, part.start, links);
        return (prose::weight(&prose) > LONG * link_lines.max(1)).then_some(prose);
    }
    None
}

/// The running text of several parts together, each of which has too little; `None` where that is little too.
pub(super) fn of_all(text: &str, parts: &[Part], links: &[Part]) -> Option<String> {
    let mut all = String::new();
    let mut all_links = 0;
    for part in parts {
        let Some(written) = text.get(part.start..part.end) else { continue };
        let (prose, link_lines) = lines(written, part.start, links);
        all.push_str(&prose);
        all_links += link_lines;
    }
    (prose::weight(&all) > LONG * all_links.max(1)).then_some(all)
}

/// The lines of running text, and the number of lines that are links.
fn lines(written: &str, start: usize, links: &[Part]) -> (String, usize) {
    let mut prose = String::new();
    let mut link_lines = 0;
    let mut at = start;
    for line in written.split_inclusive('\n') {
        let end = at + line.len();
        let first = links.partition_point(|link| link.end <= at);
        let within = links[first..].iter().take_while(|link| link.start < end);
        let linked: usize = within.map(|link| link.end.min(end) - link.start.max(at)).sum();
        let text = line.trim();
        let share = linked as f64 / text.len().max(1) as f64;
        if share >= LINK {
            link_lines += 1;
        } else if share <= LINKED && is_running(text) {
            prose.push_str(text);
            prose.push('\n');
        }
        at = end;
    }
    (prose, link_lines)
}

fn is_running(line: &str) -> bool {
    let ends = |c: char| ".!?…\"”’»。！？」』।۔؟።།".contains(c);
    if !prose::weight_exceeds(line, LINE) || !line.trim_end_matches([')', ']']).ends_with(ends) {
        return false;
    }
    let lower = line.to_lowercase();
    prose::is_prose(line) && !NOTICES.iter().any(|words| lower.contains(words))
}
