//! A window on the tokens of one sentence, with what the lexicon knows about each.

use crate::document::{Document, Marks, Span, Token, TokenKind};
use crate::lexicon::{
    self, Flags, HINT, INNINGS, Lexicon, MARKET, MONTH, NUMBER, SCALE, Unit, Word, WordList, hash_lower,
};

/// The theme of a document.
#[derive(Debug)]
pub(in crate::enrich) struct Tagged {
    theme: Theme,
}

/// Subjects of a whole article on which the meaning of a bare number depends.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::enrich) struct Theme {
    /// The prices of a market: bare numbers are points.
    pub(in crate::enrich) market: bool,
    /// A game of cricket: bare numbers are runs.
    pub(in crate::enrich) cricket: bool,
}

/// An article has a theme if it has so many of its words (chosen).
const THEME: usize = 5;

impl Tagged {
    pub(in crate::enrich) fn new(document: &Document) -> Self {
        let lexicon = lexicon::get();
        let (mut market, mut cricket) = (0, 0);
        for token in document.tokens() {
            let flags = lexicon.word(token.word).flags;
            market += usize::from(flags.intersects(MARKET));
            cricket += usize::from(flags.intersects(INNINGS));
        }
        Self { theme: Theme { market: market >= THEME, cricket: cricket >= THEME } }
    }
}

/// Words that a rule asks for, in any case.
pub(in crate::enrich) trait Words {
    fn contain(&self, document: &Document, token: &Token) -> bool;
}

/// A list of the lexicon compares hashes.
impl Words for WordList {
    fn contain(&self, _: &Document, token: &Token) -> bool {
        self.has_word(token.word)
    }
}

/// The few words of a single rule.
impl Words for [&str] {
    fn contain(&self, document: &Document, token: &Token) -> bool {
        // Most words have another length or another first letter: the others are not compared.
        let length = token.span.len() as usize;
        self.iter().any(|word| word.len() == length && is_text(word.as_bytes(), document, token))
    }
}

/// True if a token is a word of the same length, in any case.
fn is_text(word: &[u8], document: &Document, token: &Token) -> bool {
    let text = document.text().as_bytes().get(token.span.range()).unwrap_or_default();
    let same_start = word.first().zip(text.first()).is_some_and(|(a, b)| a | CASE == b | CASE);
    same_start && word.eq_ignore_ascii_case(text)
}

/// The bit by which a small letter of ASCII differs from the same capital.
const CASE: u8 = 0x20;

impl<const N: usize> Words for [&str; N] {
    fn contain(&self, document: &Document, token: &Token) -> bool {
        self.as_slice().contain(document, token)
    }
}

/// Rules that look at a whole sentence look no further than this, so that the cost stays linear.
pub(in crate::enrich) const WIDE: usize = 150;

/// Tokens `start..end` of a document. Every look outside finds nothing, so that rules need no bounds of their own;
/// indices run over the whole document, and `i - 1` at 0 is written [`usize::wrapping_sub`].
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich) struct View<'a> {
    pub(in crate::enrich) document: &'a Document,
    tokens: &'a [Token],
    lexicon: &'static Lexicon,
    /// The subject of the article.
    pub(in crate::enrich) theme: Theme,
    /// First token of the window.
    pub(in crate::enrich) start: usize,
    /// One past its last token.
    pub(in crate::enrich) end: usize,
}

impl<'a> View<'a> {
    pub(in crate::enrich) fn new(document: &'a Document, tagged: &Tagged) -> Self {
        let end = document.tokens().len();
        let tokens = document.tokens();
        Self { document, tokens, theme: tagged.theme, lexicon: lexicon::get(), start: 0, end }
    }

    /// A view for rules that do not ask for the theme.
    pub(in crate::enrich) fn without_theme(document: &'a Document) -> Self {
        Self::new(document, &Tagged { theme: Theme::default() })
    }

    /// The same document through another window.
    pub(in crate::enrich) fn window(self, start: usize, end: usize) -> Self {
        Self { start, end, ..self }
    }

    /// What stands near a token: all of a sentence, save one without end.
    pub(in crate::enrich) fn around(self, i: usize) -> Self {
        self.window(self.start.max(i.saturating_sub(WIDE)), self.end.min(i + WIDE))
    }

    /// The window of a sentence.
    pub(in crate::enrich) fn sentence(self, index: usize) -> Self {
        let range = self.document.sentences()[index].range();
        self.window(range.start, range.end)
    }

    pub(in crate::enrich) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.start || i >= self.end { None } else { self.tokens.get(i) }
    }

    /// The text of a token; empty outside the window.
    pub(in crate::enrich) fn text(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |token| self.document.word(token))
    }

    /// What the lexicon knows about a token.
    pub(in crate::enrich) fn word(&self, i: usize) -> &'static Word {
        self.lexicon.word(self.token(i).map_or(0, |token| token.word))
    }

    /// The lexicon's entry of a token, in the window or not.
    pub(in crate::enrich) fn word_of(&self, token: &Token) -> &'static Word {
        self.lexicon.word(token.word)
    }

    /// True if one of some lists may have a word, by the union of their bits.
    pub(in crate::enrich) fn may_list(word: &Word, mask: u64) -> bool {
        Lexicon::may_be_listed(word, mask)
    }

    /// What the lexicon knows about any text.
    pub(in crate::enrich) fn look_up(&self, text: &str) -> &'static Word {
        self.lexicon.word(self.lexicon.find(hash_lower(text)))
    }

    /// The unit of measure that a token names.
    pub(in crate::enrich) fn unit(&self, i: usize) -> Option<&'static Unit> {
        self.word(i).unit()
    }

    /// True if a token has one of the flags.
    pub(in crate::enrich) fn has(&self, i: usize, flags: Flags) -> bool {
        self.word(i).flags.intersects(flags)
    }

    /// True if a token is this word, in any case.
    pub(in crate::enrich) fn is(&self, i: usize, word: &str) -> bool {
        self.any(i, &[word])
    }

    /// True if a token is one of these words, in any case.
    pub(in crate::enrich) fn any<W: Words + ?Sized>(&self, i: usize, words: &W) -> bool {
        self.token(i).is_some_and(|token| words.contain(self.document, token))
    }

    /// True if tokens from `i` on are these words.
    pub(in crate::enrich) fn phrase(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.is(i.wrapping_add(offset), word))
    }

    pub(in crate::enrich) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.token(i).map(|token| token.kind)
    }

    /// True if a token has one of the marks.
    fn marked(&self, i: usize, marks: Marks) -> bool {
        self.token(i).is_some_and(|token| token.marks.intersects(marks))
    }

    pub(in crate::enrich) fn is_word(&self, i: usize) -> bool {
        self.marked(i, Marks::WORD)
    }

    pub(in crate::enrich) fn is_number(&self, i: usize) -> bool {
        self.marked(i, Marks::NUMBER)
    }

    /// True if a token is a number in digits or in words.
    pub(in crate::enrich) fn is_numeral(&self, i: usize) -> bool {
        self.is_number(i) || self.has(i, NUMBER)
    }

    /// True if a token is a part of a number, however it is written: `12`, `twelve`, `million`, `dozens`.
    pub(in crate::enrich) fn is_quantity(&self, i: usize) -> bool {
        self.is_number(i) || self.has(i, NUMBER | SCALE | HINT)
    }

    /// True if a token is a word with a capital.
    pub(in crate::enrich) fn is_name(&self, i: usize) -> bool {
        self.token(i).is_some_and(|token| token.marks.contains(Marks::WORD | Marks::CAPITAL))
    }

    /// True if a token is a month: `May`, not `may`.
    pub(in crate::enrich) fn is_month(&self, i: usize) -> bool {
        self.has(i, MONTH) && self.capitalised(i)
    }

    /// True if a token is the mark of a possessive.
    pub(in crate::enrich) fn is_possessive(&self, i: usize) -> bool {
        self.marked(i, Marks::POSSESSIVE)
    }

    /// True if a token is a word in lower case that has an ending: `ed`, `ing`.
    pub(in crate::enrich) fn ends_in(&self, i: usize, ending: &str) -> bool {
        self.lower(i) && self.text(i).ends_with(ending)
    }

    pub(in crate::enrich) fn is_quote(&self, i: usize) -> bool {
        self.marked(i, Marks::QUOTE)
    }

    /// True if nothing stands between a token and the one before it.
    pub(in crate::enrich) fn glued(&self, i: usize) -> bool {
        self.marked(i, Marks::GLUED) && i > self.start
    }

    /// True if a token is a hyphen with something glued to both sides.
    pub(in crate::enrich) fn hyphen(&self, i: usize) -> bool {
        self.marked(i, Marks::HYPHEN) && self.glued(i) && self.glued(i + 1)
    }

    /// True if a token is a hyphen or a dash.
    pub(in crate::enrich) fn dash(&self, i: usize) -> bool {
        self.marked(i, Marks::DASH)
    }

    /// True if the first letter of a token is upper case.
    pub(in crate::enrich) fn capitalised(&self, i: usize) -> bool {
        self.marked(i, Marks::CAPITAL)
    }

    /// True if a token is a word in lower case.
    pub(in crate::enrich) fn lower(&self, i: usize) -> bool {
        self.marked(i, Marks::LOWER)
    }

    /// True if a clause ends at a token: outside the window, or a mark other than a hyphen inside a word.
    pub(in crate::enrich) fn stops(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|token| token.marks.intersects(Marks::QUOTE | Marks::PUNCTUATION) && !self.hyphen(i))
    }

    /// True if a token begins a cell of a table: a tab stands before it.
    pub(in crate::enrich) fn begins_cell(&self, i: usize) -> bool {
        let end_before = i.checked_sub(1).and_then(|before| self.token(before)).map(|token| token.span.end);
        end_before
            .zip(self.token(i))
            .and_then(|(end, token)| self.document.text().get(end as usize..token.span.start as usize))
            .is_some_and(|between| between.contains('\t'))
    }

    /// The span of tokens `first..last`; empty ranges give the span of `first`.
    pub(in crate::enrich) fn span(&self, first: usize, last: usize) -> Span {
        let tokens = self.document.tokens();
        tokens[first].span.to(tokens[last.max(first + 1) - 1].span)
    }
}
