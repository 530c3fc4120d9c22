//! Where sentences of a text begin and end, for the scorer alone: the program's own sentences must not judge themselves.

/// A text with single spaces, and the places where a sentence may begin and end.
pub(super) struct Flat {
    text: String,
    /// Bytes at which a sentence may begin.
    begins: Vec<usize>,
    /// Bytes at which a sentence may end.
    ends: Vec<usize>,
}

/// What may follow the mark that ends a sentence.
const CLOSERS: &[char] = &['"', '\u{201d}', '\u{2019}', ')'];
/// How far from the beginning of a paragraph a dateline may end, in bytes.
const DATELINE: usize = 120;

impl Flat {
    pub(super) fn new(text: &str) -> Self {
        let mut flat = Self { text: String::with_capacity(text.len()), begins: Vec::new(), ends: Vec::new() };
        for line in text.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if line.is_empty() {
                continue;
            }
            if !flat.text.is_empty() {
                flat.text.push(' ');
            }
            let base = flat.text.len();
            flat.begins.push(base);
            flat.text.push_str(&line);
            flat.borders(&line, base);
            flat.ends.push(flat.text.len());
        }
        flat
    }

    fn borders(&mut self, line: &str, base: usize) {
        for (at, c) in line.char_indices() {
            let next = at + c.len_utf8();
            if matches!(c, '.' | '!' | '?' | '\u{2026}') {
                let rest = &line[next..];
                let after = rest.trim_start_matches(CLOSERS);
                let end = next + rest.len() - after.len();
                self.ends.push(base + end);
                if let Some(after) = after.strip_prefix(' ') {
                    self.begins.push(base + end + 1);
                    // An opening quotation mark belongs to either side.
                    self.begins
                        .push(base + line.len() - after.trim_start_matches(['"', '\u{201c}', '(']).len());
                }
            } else if matches!(c, '-' | '\u{2013}' | '\u{2014}' | ':' | ')') && at < DATELINE {
                let rest = &line[next..];
                self.begins.push(base + line.len() - rest.trim_start_matches(['-', ' ']).len());
            }
        }
    }

    /// The ranges of bytes at which the words stand as whole sentences.
    pub(super) fn whole(&self, words: &str) -> Vec<(usize, usize)> {
        let starts = self.text.match_indices(words).map(|(at, _)| (at, at + words.len()));
        starts.filter(|(from, to)| self.begins.contains(from) && self.ends.contains(to)).collect()
    }
}

/// The words with single spaces.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A summary cut where its sentences end: at a mark that ends sentences, before a capital, a digit or a quotation mark.
pub(super) fn cut(summary: &str) -> Vec<String> {
    let summary = single_spaced(summary);
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c) in summary.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '\u{2026}') {
            continue;
        }
        let rest = &summary[at + c.len_utf8()..];
        let after = rest.trim_start_matches(CLOSERS);
        let Some(next) = after.strip_prefix(' ') else { continue };
        if next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '\u{201c}'))
        {
            let end = summary.len() - after.len();
            pieces.push(summary[from..end].to_owned());
            from = summary.len() - next.len();
        }
    }
    pieces.push(summary[from..].to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
