//! A written time to numbers, words and marks.

/// One piece of a written time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Digits, as written.
    Number(String),
    /// Letters in lower case, without periods (`a.m.` is `am`).
    Word(String),
    /// Any other character.
    Mark(char),
    /// White space.
    Space,
}

impl Token {
    pub(super) fn number(&self) -> Option<&str> {
        match self {
            Token::Number(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        *self == Token::Mark(mark)
    }
}

/// The tokens of a text; runs of white space are one, and there is none at either end.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            tokens.push(Token::Number(digits));
        } else if is_letter(c) {
            let mut word: String = c.to_lowercase().collect();
            while let Some(letter) = chars.next_if(|&c| is_letter(c) || c == '.') {
                if letter != '.' {
                    word.extend(letter.to_lowercase());
                }
            }
            tokens.push(Token::Word(word));
        } else if c.is_whitespace() {
            if tokens.last().is_some_and(|last| *last != Token::Space) {
                tokens.push(Token::Space);
            }
        } else if !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        {
            // Directional marks stand around dates that a browser formatted.
            tokens.push(Token::Mark(match c {
                '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
                '\u{2013}' | '\u{2014}' | '\u{b7}' | '\u{2022}' | '|' | ';' | '@' => ',',
                c => c,
            }));
        }
    }
    tokens.pop_if(|last| *last == Token::Space);
    tokens
}

/// Marks inside words of India that are no letters by themselves: virama and nukta.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{bcd}')
}
