//! Runs of capitalised words.

use super::words::Word;
use crate::document::{Document, Gap, TokenKind};
use crate::lexicon::WordList;

/// Capitalised words in a row, also over `of`, `the`, `and` and hyphens; `start..core` has no such small word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Run {
    pub start: u32,
    pub core: u32,
    pub end: u32,
}

/// Finds the run that each token stands in; tokens outside of any have an empty one.
pub(crate) fn runs(document: &Document, words: &[Word], runs: &mut Vec<Run>) {
    runs.clear();
    runs.resize(words.len(), Run::default());
    for sentence in document.sentences() {
        let range = sentence.range();
        let mut at = range.start;
        while at < range.end {
            if !words[at].upper {
                at += 1;
                continue;
            }
            let start = at;
            let (mut end, mut core) = (at + 1, 0);
            while end < range.end {
                if words[end].upper {
                    end += 1;
                    continue;
                }
                let Some(next) = link(document, words, end, range.end) else { break };
                core = if core == 0 { end } else { core };
                end = next;
            }
            let run =
                Run { start: start as u32, core: if core == 0 { end } else { core } as u32, end: end as u32 };
            runs[start..end].fill(run);
            at = end;
        }
    }
}

static ORGANISATION_LINKS: WordList = WordList::new("roles", "ORGANISATION_LINKS");

/// The end of a link (`of the`, `and`, `de`, `-`) that starts at `at` and has a capital behind it.
fn link(document: &Document, words: &[Word], at: usize, limit: usize) -> Option<usize> {
    let tokens = document.tokens();
    let mut end = at;
    while end < limit && end - at < 2 && !words[end].upper {
        let text = document.word(&tokens[end]);
        let small = match tokens[end].kind {
            TokenKind::Word => ORGANISATION_LINKS.contains(&text),
            TokenKind::Punctuation => {
                matches!(text, "-" | "\u{2013}" | "\u{2011}") && tokens[end].gap == Gap::None
            }
            TokenKind::Symbol => text == "&",
            _ => false,
        };
        if !small {
            return None;
        }
        end += 1;
    }
    (end < limit && words[end].upper).then_some(end)
}
