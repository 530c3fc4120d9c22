//! A text, cut into sentences and tokens once, for every stage to read.
//!
//! Title and body stand in one string, so that stages need one coordinate space only: byte [`Span`]s into
//! [`Document::text`]. Nobody moves an offset afterwards; [`Document::locate`] turns a span into the contract's
//! code points of the field it lies in.

mod abbreviations;
mod code_points;
pub(crate) mod fold;
pub mod furniture;
mod plain_words;
mod sentences;
mod source;
mod span;
mod stop;
mod token;
mod tokenize;
mod wrap;

use std::ops::Range;

use crate::lexicon::WordList;
pub use crate::lexicon::hash_lower;
pub(crate) use crate::lexicon::{hash_start, hash_step};
use code_points::CodePoints;
use furniture::Furniture;
use source::Source;
pub use span::Span;
pub use stop::Stop;
pub(crate) use token::Marks;
pub use token::{Case, Gap, Token, TokenKind};

/// Which field of the article a piece of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// `article.title`.
    Title,
    /// `article.body`.
    Body,
}

/// A sentence: a run of tokens that never crosses from title to body or over a paragraph break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// From the first byte of its first token to the last of its last.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<u32>,
    /// The field it stands in.
    pub section: Section,
    /// Number of its paragraph, counted over title (0 if there is one) and body.
    pub paragraph: u32,
}

impl Sentence {
    /// Its tokens as an index range.
    pub fn range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}

/// A span in the contract's terms: Unicode code points into one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Located {
    /// The field.
    pub section: Section,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// The keys of the tokens of a text that is no article, such as a name of a list: composed Unicode in one line.
pub(crate) fn keys_of(text: &str) -> Vec<u64> {
    tokenize::tokenize(text, 0).iter().map(|token| token.key).collect()
}

/// A text with its tokens and sentences. Immutable once made.
#[derive(Debug, Clone)]
pub struct Document {
    text: String,
    body_start: u32,
    source: Source,
    code_points: CodePoints,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    furniture: Vec<Furniture>,
    stop: Stop,
}

impl Document {
    /// Cuts `title` and `body` into tokens and sentences. Together they must be shorter than 4 GiB, which the
    /// limits on input guarantee many times over.
    pub fn new(title: Option<&str>, body: &str) -> Self {
        let (source, text, body_start) = Source::read(title.unwrap_or_default(), body);
        let code_points = CodePoints::new(source.source(&text));
        let tokens = tokenize::tokenize(&text, body_start);
        let sentences = sentences::split(&text, &tokens, body_start);
        let furniture = furniture::find(&text, &tokens, &sentences, body_start);
        let stop = Stop::default();
        Self { text, body_start, source, code_points, tokens, sentences, furniture, stop }
    }

    /// The same document; stages give up on it once `stop` is requested, with an incomplete result.
    #[must_use]
    pub fn with_stop(mut self, stop: &Stop) -> Self {
        self.stop = stop.clone();
        self
    }

    /// True once the stages are to give up: whatever they return from then on is thrown away.
    pub fn is_stopped(&self) -> bool {
        self.stop.is_requested()
    }

    /// Adds furniture that the body's markup told, as bytes of the body as it came. It goes before what was found by its words.
    #[must_use]
    pub fn with_furniture(mut self, marks: impl IntoIterator<Item = (u32, u32, furniture::Kind)>) -> Self {
        let mut end = 0;
        for (from, to, kind) in marks {
            let base = self.source.body_start();
            let span = Span::new(self.position(base + from), self.position(base + to));
            // A credit inside a caption goes with it.
            if span.start < span.end && span.start >= end {
                self.furniture.retain(|piece| !piece.span.overlaps(span));
                let at = self.furniture.partition_point(|piece| piece.span.start < span.start);
                self.furniture.insert(at, Furniture { span, kind });
                end = span.end;
            }
        }
        self
    }

    /// The byte of the text that a byte of the text as it came was read to; the end of the text for one behind it.
    fn position(&self, source: u32) -> u32 {
        let (mut low, mut high) = (0, self.text.len() as u32);
        // The way back never goes backwards.
        while low < high {
            let middle = low + (high - low) / 2;
            if self.source.locate(Span::new(middle, middle)).start < source {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.text.floor_char_boundary(low as usize) as u32
    }

    /// Title, a blank line and body; the body alone where there is no title. Composed Unicode without invisible
    /// characters, and with blanks for the line breaks of hard-wrapped paragraphs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the body starts in [`text`](Self::text), in bytes.
    pub fn body_start(&self) -> u32 {
        self.body_start
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in order. Every token is in exactly one.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The parts of the body that are not its story, in order and without overlaps.
    pub fn furniture(&self) -> &[Furniture] {
        &self.furniture
    }

    /// The kind of furniture that a span lies in or touches.
    pub fn furniture_at(&self, span: Span) -> Option<furniture::Kind> {
        self.furniture_piece_at(span).map(|piece| piece.kind)
    }

    /// The first piece of furniture that a span lies in or touches.
    pub fn furniture_piece_at(&self, span: Span) -> Option<&Furniture> {
        let first = self.furniture.partition_point(|piece| piece.span.end <= span.start);
        self.furniture.get(first).filter(|piece| piece.span.overlaps(span))
    }

    /// The tokens of one sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.range()]
    }

    /// The text under a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text of a token.
    pub fn word(&self, token: &Token) -> &str {
        self.slice(token.span)
    }

    /// True if a list has a token as it is written, in the same case.
    pub(crate) fn is_in(&self, token: &Token, list: &WordList) -> bool {
        list.has_word(token.word) && list.contains(self.word(token))
    }

    /// The index of the sentence that holds the byte, or the nearest one before it; `None` in an empty document.
    pub fn sentence_at(&self, byte: u32) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= byte);
        if self.sentences.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The index of the first token that starts at or after the byte (`tokens().len()` if none does).
    pub fn token_at(&self, byte: u32) -> usize {
        self.tokens.partition_point(|token| token.span.start < byte)
    }

    /// Which field a span lies in.
    pub fn section(&self, span: Span) -> Section {
        if span.start < self.body_start { Section::Title } else { Section::Body }
    }

    /// A span in the contract's terms: code points of the field as it came.
    pub fn locate(&self, span: Span) -> Located {
        let section = self.section(span);
        let source = self.source.source(&self.text);
        let base = match section {
            Section::Title => 0,
            Section::Body => self.code_points.before(source, self.source.body_start()),
        };
        let found = self.source.locate(span);
        Located {
            section,
            start: self.code_points.before(source, found.start) - base,
            end: self.code_points.before(source, found.end) - base,
        }
    }

    /// The text as it came under a span of the text that is read.
    pub fn original(&self, span: Span) -> &str {
        &self.source.source(&self.text)[self.source.locate(span).range()]
    }
}

#[cfg(test)]
mod tests;
