//! Tokens: the words, numbers and marks of a text.

use super::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Starts with a letter; may hold digits, inner apostrophes, `&`, and the period of an abbreviation
    /// (`Mr.`, `U.S.`, `O'Brien`, `AT&T`, `G20`).
    Word,
    /// Digits with their separators (`1,050`, `3.2`). Letters glued to it are a token of their own (`30` `k`).
    Number,
    /// `'s`, `’s`, or the bare apostrophe of a plural possessive.
    Possessive,
    /// An opening or closing quotation mark.
    Quote,
    /// One mark, or a run of the same mark (`...`, `--`).
    Punctuation,
    /// Currency and other symbols (`$`, `%`, `€`, `°`).
    Symbol,
    /// A URL or an e-mail address, whole.
    Url,
    /// `#word`.
    Hashtag,
    /// `@name`.
    Handle,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Nothing: the token is glued to the one before it.
    None,
    /// White space without a line break.
    Space,
    /// One line break.
    Line,
    /// A blank line, or the border between title and body.
    Paragraph,
}

/// The letter case of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letters with case (numbers, marks, many scripts).
    None,
    /// No upper-case letter.
    Lower,
    /// The first letter only.
    Title,
    /// All letters upper case, at least two of them (or a dotted abbreviation such as `U.S.`).
    Upper,
    /// Anything else (`iPhone`, `McDonald`, `NATOs`).
    Mixed,
}

bitflags::bitflags! {
    /// What rules ask most often about the writing of a token, each a bit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Marks: u16 {
        /// Every token.
        const TOKEN = 1;
        /// A word.
        const WORD = 1 << 1;
        /// A number in digits.
        const NUMBER = 1 << 2;
        /// A mark of punctuation.
        const PUNCTUATION = 1 << 3;
        /// A quotation mark.
        const QUOTE = 1 << 4;
        /// The mark of a possessive.
        const POSSESSIVE = 1 << 5;
        /// The first letter is upper case.
        const CAPITAL = 1 << 6;
        /// A word in lower case.
        const LOWER = 1 << 7;
        /// Glued to the token before it.
        const GLUED = 1 << 8;
        /// A hyphen.
        const HYPHEN = 1 << 9;
        /// A hyphen or a dash.
        const DASH = 1 << 10;
    }
}

impl Marks {
    /// The marks of a token with its text.
    pub(super) fn of(text: &str, kind: TokenKind, gap: Gap, case: Case) -> Self {
        let kind = match kind {
            TokenKind::Word => Self::WORD,
            TokenKind::Number => Self::NUMBER,
            TokenKind::Punctuation => Self::PUNCTUATION,
            TokenKind::Quote => Self::QUOTE,
            TokenKind::Possessive => Self::POSSESSIVE,
            TokenKind::Symbol | TokenKind::Url | TokenKind::Hashtag | TokenKind::Handle => Self::empty(),
        };
        let case = match case {
            Case::Title | Case::Upper => Self::CAPITAL,
            Case::Mixed if text.starts_with(char::is_uppercase) => Self::CAPITAL,
            Case::Lower => Self::LOWER,
            Case::Mixed | Case::None => Self::empty(),
        };
        let glued = if gap == Gap::None { Self::GLUED } else { Self::empty() };
        let dash = match text {
            "-" | "\u{2010}" | "\u{2011}" => Self::HYPHEN | Self::DASH,
            "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}" => Self::DASH,
            _ => Self::empty(),
        };
        Self::TOKEN | kind | case | glued | dash
    }
}

/// One token. 24 bytes, plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// A stable 64-bit hash of the lower-cased text ([`super::hash_lower`]), for lexicon look-ups without allocating.
    pub key: u64,
    /// The index of its word in the lexicon, looked up once for all stages; 0 for a word that the lexicon does not have.
    pub(crate) word: u16,
    /// Its marks.
    pub(crate) marks: Marks,
    /// What it is made of.
    pub kind: TokenKind,
    /// What stands before it.
    pub gap: Gap,
    /// Its letter case. A single upper-case letter is [`Case::Title`].
    pub case: Case,
}

impl Token {
    /// True if the first letter is upper case.
    pub fn is_capitalised(&self, text: &str) -> bool {
        match self.case {
            Case::Title | Case::Upper => true,
            Case::Mixed => text[self.span.range()].chars().next().is_some_and(char::is_uppercase),
            Case::None | Case::Lower => false,
        }
    }

    /// True if the token is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}
