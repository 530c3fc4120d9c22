//! Text to tokens, in one pass over the characters.
//!
//! Hyphens and dashes always cut (`Russian-brokered`, `44-day`, `Nagorno-Karabakh` are three tokens each), so that
//! demonyms, numbers and names inside compounds can be seen; what was glued is known by [`Gap::None`].

use super::abbreviations::abbreviation;
use super::plain_words::plain_word;
use super::{Case, Gap, Marks, Span, Token, TokenKind, hash_lower};
use crate::lexicon::{self, word_lists};

word_lists! {
    "furniture":
    CLITICS,
}

/// The longest name of a mailbox, in bytes (RFC 5321, 4.5.3.1.1).
const LONGEST_MAILBOX: usize = 64;

pub(super) fn tokenize(text: &str, body_start: u32) -> Vec<Token> {
    let lexicon = lexicon::get();
    // News averages a little over five bytes a token.
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    loop {
        let (gap, start) = skip_space(text, at);
        let Some(first) = text[start..].chars().next() else { break };
        let gap = if start as u32 >= body_start && (at as u32) < body_start { Gap::Paragraph } else { gap };
        let (key, kind, end, case) = if let Some(word) = plain_word(&text[start..]) {
            (word.key, TokenKind::Word, start + word.length, word.case)
        } else {
            let (kind, end, case) = cut(text, start, first, gap);
            (hash_lower(&text[start..end]), kind, end, case)
        };
        let marks = Marks::of(&text[start..end], kind, gap, case);
        let span = Span::new(start as u32, end as u32);
        tokens.push(Token { span, key, word: lexicon.find(key), marks, kind, gap, case });
        at = end;
    }
    tokens
}

/// The kind, end and case of the token that starts at `start` with `first`, by all rules.
pub(super) fn cut(text: &str, start: usize, first: char, gap: Gap) -> (TokenKind, usize, Case) {
    let (kind, end) = next(text, start, first, gap);
    let case = if kind == TokenKind::Word { case_of(&text[start..end]) } else { Case::None };
    (kind, end, case)
}

/// The gap from `at` and where the next token starts.
fn skip_space(text: &str, at: usize) -> (Gap, usize) {
    // One blank, as before most words.
    if at > 0 && matches!(text.as_bytes().get(at..), Some([b' ', next, ..]) if next.is_ascii_graphic()) {
        return (Gap::Space, at + 1);
    }
    let mut lines = 0;
    let mut end = at;
    for c in text[at..].chars() {
        // A byte order mark and zero-width characters separate nothing, but are no token either.
        if !c.is_whitespace() && !matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}') {
            break;
        }
        lines += u32::from(matches!(c, '\n' | '\u{2028}')) + 2 * u32::from(c == '\u{2029}');
        end += c.len_utf8();
    }
    let gap = match lines {
        0 if end == at && at > 0 => Gap::None,
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Paragraph,
    };
    (if at == 0 { Gap::Paragraph } else { gap }, end)
}

/// The kind and end of the token that starts at `start` with `first`.
fn next(text: &str, start: usize, first: char, gap: Gap) -> (TokenKind, usize) {
    let rest = &text[start..];
    if first.is_ascii_digit() || first.is_numeric() {
        return (TokenKind::Number, start + number(rest));
    }
    if is_letter(first) {
        if let Some(length) = url(rest) {
            return (TokenKind::Url, start + length);
        }
        return (TokenKind::Word, start + word(rest, gap));
    }
    match first {
        '\'' | '\u{2019}' => {
            if let Some(length) = possessive(rest, gap) {
                return (TokenKind::Possessive, start + length);
            }
            if rest.starts_with("''") {
                return (TokenKind::Quote, start + 2);
            }
            (TokenKind::Quote, start + first.len_utf8())
        }
        '`' => (TokenKind::Quote, start + rest.bytes().take_while(|&b| b == b'`').take(2).count()),
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2018}' | '\u{201a}' | '\u{201b}'
        | '\u{ab}' | '\u{bb}' | '\u{2039}' | '\u{203a}' => (TokenKind::Quote, start + first.len_utf8()),
        '#' | '@' => {
            let tail: usize = rest[1..]
                .chars()
                .take_while(|&c| is_letter(c) || c.is_numeric() || c == '_')
                .map(char::len_utf8)
                .sum();
            let starts_well = rest[1..].chars().next().is_some_and(|c| is_letter(c) || c == '_');
            if gap == Gap::None || !starts_well {
                (TokenKind::Symbol, start + 1)
            } else {
                (if first == '#' { TokenKind::Hashtag } else { TokenKind::Handle }, start + 1 + tail)
            }
        }
        _ => {
            let kind = if is_symbol(first) { TokenKind::Symbol } else { TokenKind::Punctuation };
            let mut length = first.len_utf8();
            if matches!(first, '.' | '-' | '!' | '?' | '*' | '_' | '=' | '~') {
                length = rest.chars().take_while(|&c| c == first).map(char::len_utf8).sum();
            }
            (kind, start + length)
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && (c.is_alphabetic() || is_mark(c)))
}

/// Combining marks that stand inside words of Latin, Cyrillic, Arabic, Hebrew and Indic texts.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{93a}'..='\u{94d}' | '\u{9bc}'..='\u{9cd}' | '\u{200c}' | '\u{200d}')
}

fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '%' | '+' | '<' | '=' | '>' | '^' | '|' | '~' | '\u{a2}'..='\u{a9}' | '\u{ac}' | '\u{ae}'..='\u{b1}'
        | '\u{d7}' | '\u{2030}' | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// Digits with separators that stand between digits. A separator is a comma, a period or an apostrophe; what
/// the separators mean is for the reader of numbers.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let between = matches!(c, ',' | '.' | '\'' | '\u{2019}' | '\u{66b}' | '\u{66c}')
            && chars.peek().is_some_and(char::is_ascii_digit);
        if !(c.is_numeric() || between) {
            break;
        }
        end += c.len_utf8();
    }
    end
}

/// The length of a URL or e-mail address at the start of `rest`, without closing punctuation.
fn url(rest: &str) -> Option<usize> {
    let is_url = ["http://", "https://", "www."].iter().any(|prefix| {
        rest.len() > prefix.len()
            && rest.as_bytes()[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
            && !rest.as_bytes()[prefix.len()].is_ascii_whitespace()
    });
    let until_space = || rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']'));
    let length = if is_url {
        until_space().unwrap_or(rest.len())
    } else {
        let name =
            rest.bytes().take_while(|&b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'));
        let at = name.take(LONGEST_MAILBOX + 1).count();
        if at > LONGEST_MAILBOX {
            return None;
        }
        let host = rest.as_bytes().get(at..).filter(|tail| tail.first() == Some(&b'@'))?;
        let host =
            host[1..].iter().take_while(|&&b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        if host < 3 || !rest[at + 1..at + 1 + host].trim_end_matches('.').contains('.') {
            return None;
        }
        at + 1 + host
    };
    Some(rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len())
}

/// `'s` after a glued word, or the apostrophe after a plural `s`; also the short forms of verbs (`'re`, `'ll`).
fn possessive(rest: &str, gap: Gap) -> Option<usize> {
    if gap != Gap::None {
        return None;
    }
    let mark = rest.chars().next()?.len_utf8();
    let tail = &rest[mark..];
    let letters: usize = tail.chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
    is_clitic(&tail[..letters]).then_some(mark + letters)
}

fn is_clitic(letters: &str) -> bool {
    CLITICS.iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// The length of the word at the start of `rest`.
fn word(rest: &str, gap: Gap) -> usize {
    // `U.S.`, `p.m.`, `J.R.R.`: letters that each have a period, two at least.
    if let Some(length) = dotted(rest) {
        return length;
    }
    let mut end = 0;
    let mut previous = ' ';
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let following = chars.peek().map(|&(_, c)| c);
        let inside = if is_letter(c) || c.is_numeric() || c == '_' {
            true
        } else if matches!(c, '\'' | '\u{2019}') {
            // `O'Brien`, `d’Ivoire`, `don't`, but neither `Russia's` nor `they'll`.
            following.is_some_and(is_letter) && {
                let tail = &rest[index + c.len_utf8()..];
                let letters: usize = tail.chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum();
                !is_clitic(&tail[..letters])
            }
        } else if c == '&' {
            following.is_some_and(is_letter) && previous.is_uppercase()
        } else if c == '.' {
            // `Amazon.com`, but not `home.The` where a space was forgotten.
            following.is_some_and(is_letter) && !following.is_some_and(char::is_uppercase)
        } else {
            false
        };
        if !inside {
            break;
        }
        previous = c;
        end = index + c.len_utf8();
    }
    if rest.as_bytes().get(end) == Some(&b'.') {
        // An initial (`John F. Kennedy`) or a known abbreviation keeps its period. `Plan B.` at the end of a
        // paragraph loses nothing by being read as an initial.
        let one_capital =
            rest[..end].chars().count() == 1 && rest.chars().next().is_some_and(char::is_uppercase);
        let followed = rest[end + 1..].chars().next().is_some_and(char::is_whitespace);
        let abbreviated = abbreviation(&rest[..end]).is_some() && !rest[end + 1..].starts_with('.');
        if (one_capital && followed && gap != Gap::None) || abbreviated {
            end += 1;
        }
    }
    end
}

/// The length of a dotted abbreviation, with its last period.
fn dotted(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut count = 0;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        if !is_letter(c) || chars.next() != Some('.') {
            break;
        }
        end += c.len_utf8() + 1;
        count += 1;
    }
    // `U.S.A` without the last period: the letter belongs to it if the word ends there.
    if count >= 2 {
        let mut tail = rest[end..].chars();
        if let Some(c) = tail.next().filter(|&c| is_letter(c)) {
            if tail.next().is_none_or(|c| !is_letter(c)) {
                return Some(end + c.len_utf8());
            }
            return None;
        }
        return Some(end);
    }
    // `U.S`: two letters with one period between them.
    if count == 1 {
        let mut tail = rest[end..].chars();
        let c = tail.next().filter(|c| c.is_uppercase())?;
        if rest.chars().next().is_some_and(char::is_uppercase)
            && tail.next().is_none_or(|c| !is_letter(c) && c != '.')
        {
            return Some(end + c.len_utf8());
        }
    }
    None
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|&c| is_letter(c));
    let Some(first) = letters.next() else { return Case::None };
    if !first.is_uppercase() && !first.is_lowercase() {
        return Case::None;
    }
    let (mut upper, mut lower) = (0, 0);
    for c in letters {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}
