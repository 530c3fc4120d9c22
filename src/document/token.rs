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

/// One token. 24 bytes, plain data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// A stable 64-bit hash of the lower-cased text ([`super::hash_lower`]), for lexicon look-ups without allocating.
    pub key: u64,
    /// The index of its word in the lexicon, looked up once for all stages; 0 for a word that the lexicon does not have.
    pub(crate) word: u16,
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
