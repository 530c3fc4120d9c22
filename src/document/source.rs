//! The text as it came, and the text that the stages read.
//!
//! Stages read composed Unicode (NFC) without invisible characters, with plain blanks and hyphens, and with the line
//! breaks of hard-wrapped paragraphs as blanks. So the same words give the same findings, however they are encoded.
//! What was changed is kept as a list of edits, by which a span is mapped back to the text as it came.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{Span, wrap};

/// A piece of the source that the text writes otherwise: byte ranges into both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Edit {
    text: Span,
    source: Span,
}

/// A source text with the text that is read, and the way back.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The text as it came; `None` where it is the text that is read.
    original: Option<String>,
    edits: Vec<Edit>,
    /// Start of the body in the source.
    body_start: u32,
}

/// Between title and body.
const BORDER: &str = "\n\n";

impl Source {
    /// Joins title and body; gives the text that is read and where its body starts.
    pub(super) fn read(title: &str, body: &str) -> (Self, String, u32) {
        let mut source = String::with_capacity(title.len() + BORDER.len() + body.len());
        if !title.is_empty() {
            source.push_str(title);
            source.push_str(BORDER);
        }
        let source_body = source.len();
        source.push_str(body);
        if !needs_cleaning(&source) {
            let breaks = wrap::soft_breaks(&source[source_body..]);
            if breaks.is_empty() {
                let start = source_body as u32;
                return (Self { original: None, edits: Vec::new(), body_start: start }, source, start);
            }
            let text = without(&source, source_body, &breaks);
            let start = source_body as u32;
            return (Self { original: Some(source), edits: Vec::new(), body_start: start }, text, start);
        }
        let mut cleaner = Cleaner { text: String::with_capacity(source.len()), edits: Vec::new() };
        cleaner.clean(&source, 0, source_body);
        let text_body = cleaner.text.len();
        cleaner.clean(&source, source_body, source.len());
        let breaks = wrap::soft_breaks(&cleaner.text[text_body..]);
        let text = without(&cleaner.text, text_body, &breaks);
        (
            Self { original: Some(source), edits: cleaner.edits, body_start: source_body as u32 },
            text,
            text_body as u32,
        )
    }

    /// The text as it came.
    pub(super) fn source<'a>(&'a self, text: &'a str) -> &'a str {
        self.original.as_deref().unwrap_or(text)
    }

    /// Start of the body in the text as it came, in bytes.
    pub(super) fn body_start(&self) -> u32 {
        self.body_start
    }

    /// The span of the source that a span of the text was read from. Invisible characters at its ends are left out.
    pub(super) fn locate(&self, span: Span) -> Span {
        if self.edits.is_empty() {
            return span;
        }
        let start = self.start(span.start);
        Span::new(start, self.end(span.end).max(start))
    }

    fn start(&self, at: u32) -> u32 {
        let before = self.edits.partition_point(|edit| edit.text.end <= at);
        // Inside an edit: its beginning.
        if let Some(edit) = self.edits.get(before).filter(|edit| edit.text.start < at) {
            return edit.source.start;
        }
        self.after(before, at)
    }

    fn end(&self, at: u32) -> u32 {
        let before = self
            .edits
            .partition_point(|edit| edit.text.end < at || edit.text.end == at && !edit.text.is_empty());
        if let Some(edit) = self.edits.get(before).filter(|edit| edit.text.start < at) {
            return edit.source.end;
        }
        self.after(before, at)
    }

    /// A place behind so many edits and before the next.
    fn after(&self, edits: usize, at: u32) -> u32 {
        match edits.checked_sub(1).map(|last| self.edits[last]) {
            Some(edit) => edit.source.end + (at - edit.text.end),
            None => at,
        }
    }
}

/// The text with blanks for the line breaks at these bytes behind `start`.
fn without(text: &str, start: usize, breaks: &[usize]) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut from = 0;
    for at in breaks.iter().map(|at| start + at) {
        clean.push_str(&text[from..at]);
        clean.push(' ');
        from = at + 1;
    }
    clean.push_str(&text[from..]);
    clean
}

fn needs_cleaning(text: &str) -> bool {
    if text.is_ascii() {
        return text.contains('\r');
    }
    text.chars().any(|c| c == '\r' || !c.is_ascii() && replacement(c).is_some())
        || is_nfc_quick(text.chars()) != IsNormalized::Yes
}

/// The replacement of a character; `Some("")` for an invisible one.
fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\u{ad}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Some(""),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{2010}' | '\u{2011}' => Some("-"),
        '\u{85}' => Some("\n"),
        _ => None,
    }
}

struct Cleaner {
    text: String,
    edits: Vec<Edit>,
}

impl Cleaner {
    /// Appends the clean form of `source[from..to]`.
    fn clean(&mut self, source: &str, from: usize, to: usize) {
        let piece = &source[from..to];
        let mut chars = piece.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let start = from + at;
            if c == '\r' {
                let line = chars.next_if(|&(_, next)| next == '\n').is_some();
                self.replace("\n", start, start + 1 + usize::from(line));
                continue;
            }
            if let Some(plain) = replacement(c) {
                // A word divided at the end of a line goes on in the next.
                let divided = c == '\u{ad}' && chars.next_if(|&(_, next)| next == '\n').is_some();
                self.replace(plain, start, start + c.len_utf8() + usize::from(divided));
                continue;
            }
            let mut end = start + c.len_utf8();
            while let Some((at, mark)) = chars.next_if(|&(_, next)| continues(next)) {
                end = from + at + mark.len_utf8();
            }
            let cluster = &source[start..end];
            if cluster.is_ascii() || is_nfc_quick(cluster.chars()) == IsNormalized::Yes {
                self.text.push_str(cluster);
            } else {
                let composed: String = cluster.nfc().collect();
                if composed == cluster {
                    self.text.push_str(cluster);
                } else {
                    self.replace(&composed, start, end);
                }
            }
        }
    }

    fn replace(&mut self, plain: &str, start: usize, end: usize) {
        let at = self.text.len() as u32;
        self.text.push_str(plain);
        let text = Span::new(at, self.text.len() as u32);
        self.edits.push(Edit { text, source: Span::new(start as u32, end as u32) });
    }
}

/// True if a character composes with the one before: a combining mark, or a vowel or final of a Korean syllable.
fn continues(c: char) -> bool {
    !c.is_ascii()
        && (canonical_combining_class(c) != 0
            || matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::Source;
    use crate::document::Span;

    fn clean(body: &str) -> String {
        Source::read("", body).1
    }

    #[test]
    fn what_no_reader_sees_is_gone() {
        for (source, text) in [
            ("Sa\u{303}o Paulo", "São Paulo"),
            ("12,\u{200b}500 hec\u{ad}tares", "12,500 hectares"),
            ("\u{feff}Nai\u{ad}robi", "Nairobi"),
            ("14\u{a0}people\u{202f}died", "14 people died"),
            ("Covid\u{2011}19", "Covid-19"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("gov\u{ad}\nernment", "government"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("\u{212b}ngström", "Ångström"),
            ("कि और 日本語", "कि और 日本語"),
        ] {
            assert_eq!(clean(source), text, "{source:?}");
        }
    }

    #[test]
    fn spans_lead_back_to_the_source() {
        let source = "Mr\u{ad} Mun\u{303}oz\u{200b} of Bogota\u{301}\u{200b}.";
        let (read, text, _) = Source::read("", source);
        assert_eq!(text, "Mr Muñoz of Bogotá.");
        for (word, expected) in [
            ("Mr", "Mr"),
            ("Muñoz", "Mun\u{303}oz"),
            ("Bogotá", "Bogota\u{301}"),
            (".", "."),
            ("ñ", "n\u{303}"),
        ] {
            let at = text.find(word).unwrap();
            let found = read.locate(Span::new(at as u32, (at + word.len()) as u32));
            assert_eq!(&source[found.range()], expected, "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_span_lies_in_the_source(source in "(\\PC|[a-z]|\u{ad}|\u{200b}|\u{301}|e\u{301}|\u{a0}|\r\n|\n| ){0,60}") {
            let (read, text, body) = Source::read("Title", &source);
            let marks: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
            let whole = read.source(&text).to_owned();
            let mut end = 0;
            for pair in marks.windows(2).filter(|pair| pair[0] >= body) {
                let found = read.locate(Span::new(pair[0], pair[1]));
                prop_assert!(whole.get(found.range()).is_some(), "{found:?}");
                prop_assert!(found.start >= end || found.start >= read.body_start());
                end = found.start;
            }
        }

        #[test]
        fn encodings_of_one_text_read_alike(text in "([a-zà-öø-ÿ ]|[à-ö]{1,3}|한글|é|ñ|[A-Z]){0,60}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(clean(&composed), clean(&decomposed));
        }
    }
}
