//! An enriched article to bytes: the one place where it is serialised, for worker and command line alike.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::{EnrichedArticle, ninjs};

/// The form in which enriched articles go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputFormat {
    /// The contract's own.
    Dateline,
    /// IPTC's news in JSON, extended.
    Ninjs,
}

/// The article in the form that the settings ask for.
pub fn to_bytes(article: &EnrichedArticle, format: OutputFormat) -> Vec<u8> {
    match format {
        OutputFormat::Dateline => to_json(article),
        OutputFormat::Ninjs => one_line(&ninjs::item(article), 2 * article.article.body.len() + 4096),
    }
}

/// The article as compact JSON on one line.
///
/// U+0085, U+2028 and U+2029 are written as escapes: they are legal in JSON strings, but many readers of JSON
/// lines (Python's `splitlines` among them) take them for line ends.
pub fn to_json(article: &EnrichedArticle) -> Vec<u8> {
    // The output is the body twice over (text and evidence) and a few kilobytes of records.
    one_line(article, 2 * article.article.body.len() + 4096)
}

fn one_line(value: &impl Serialize, expected_size: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(expected_size);
    let mut serializer = Serializer::with_formatter(&mut bytes, OneLine);
    value.serialize(&mut serializer).expect("maps have string keys and writing to memory does not fail");
    bytes
}

/// Compact JSON without any character that some reader takes for a line end.
struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = find_line_end(rest) {
            CompactFormatter.write_string_fragment(writer, &rest[..at])?;
            let Some(c) = rest[at..].chars().next() else { break };
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        CompactFormatter.write_string_fragment(writer, rest)
    }
}

/// Where the first of U+0085, U+2028 and U+2029 is. All three start with one of two bytes, which are rare in most
/// texts: looking at many bytes at once for those is several times faster than looking at characters.
fn find_line_end(text: &str) -> Option<usize> {
    const CHUNK: usize = 64;
    if text.is_ascii() {
        return None;
    }
    let bytes = text.as_bytes();
    for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
        let rare = |found, &byte: &u8| found | u8::from(byte == 0xC2) | u8::from(byte == 0xE2);
        if chunk.iter().fold(0, rare) == 0 {
            continue;
        }
        for at in number * CHUNK..number * CHUNK + chunk.len() {
            if matches!(&bytes[at..], [0xC2, 0x85, ..] | [0xE2, 0x80, 0xA8 | 0xA9, ..]) {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::enrich::{Enricher, Options, Scratch};

    #[test]
    fn one_article_is_one_line_for_every_reader() {
        let body = "One.\u{2028}Two.\u{85}Three.\u{2029}Four.\nFive.".to_owned();
        let article = Article { id: "a".into(), body: body.clone(), ..Article::default() };
        let bytes =
            super::to_json(&Enricher::new(Options::default()).enrich(article, &mut Scratch::default()));
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(['\u{85}', '\u{2028}', '\u{2029}', '\n']));
        let back: crate::article::EnrichedArticle = serde_json::from_str(&text).unwrap();
        assert_eq!(back.article.body, body);
    }
}
