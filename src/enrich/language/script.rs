//! The script that most of a text is written in.

use crate::enrich::language::thresholds::{FEWEST_LETTERS, PER_SIGN};

/// The evidence of a text's letters about its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// The script has one language of news.
    One(&'static str),
    /// A script of many languages other than Latin.
    Other,
    Latin,
    /// No letters.
    None,
}

/// Letters of the text by script.
#[derive(Debug, Clone, Copy, Default)]
struct Letters {
    latin: usize,
    kana: usize,
    hangul: usize,
    han: usize,
    other: usize,
}

/// The writing of a text. Names in Latin letters inside Chinese, Japanese or Korean do not outweigh it.
pub(super) fn of(text: &str) -> Writing {
    if text.is_ascii() {
        let lettered = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        return if lettered { Writing::Latin } else { Writing::None };
    }
    let mut letters = Letters::default();
    // Latin letters of words that begin with a small one: no names.
    let mut small = 0;
    let mut inside = None;
    for c in text.chars() {
        if c.is_alphabetic() {
            small += usize::from(*inside.get_or_insert(c.is_lowercase()) && is_latin(c));
        } else {
            inside = None;
        }
        let slot = match c {
            c if is_latin(c) => &mut letters.latin,
            '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9d}' => &mut letters.kana,
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => &mut letters.hangul,
            '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' => &mut letters.han,
            c if !c.is_ascii() && c.is_alphabetic() => &mut letters.other,
            _ => continue,
        };
        *slot += 1;
    }
    let signs = letters.kana + letters.hangul + letters.han;
    if signs * PER_SIGN > letters.latin + letters.other {
        return Writing::One(if letters.hangul * 2 > signs {
            "ko"
        } else if letters.kana * 10 > signs {
            "ja"
        } else {
            "zh"
        });
    }
    let a_quarter = letters.other * 4 > letters.latin + letters.other;
    if letters.other > letters.latin || a_quarter && letters.other > small {
        Writing::Other
    } else if letters.latin > 0 {
        Writing::Latin
    } else {
        Writing::None
    }
}

/// True if most of a text is in another script than Latin. Its headline may have a name in Latin letters, or be one.
pub(super) fn is_mostly_other_than_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let weight =
            if matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') { PER_SIGN } else { 1 };
        *if is_latin(c) { &mut latin } else { &mut other } += weight;
    }
    other > FEWEST_LETTERS && other > 2 * latin
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Words of running text: of lines with more small words than capitalised ones, so that lists of names do not count. A
/// sign of Chinese or Japanese is half a word.
pub(super) fn running_words(text: &str) -> usize {
    let mut running = 0;
    for line in text.split('\n') {
        let (mut small, mut large, mut signs) = (0, 0, 0);
        for word in line.split_whitespace() {
            let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
            if matches!(first, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}') {
                signs += word.chars().filter(|c| c.is_alphabetic()).count();
            } else if first.is_uppercase() {
                large += 1;
            } else {
                small += 1;
            }
        }
        // German writes its nouns large: two in five words.
        if small * 3 >= large * 2 && small + large >= 4 {
            running += small + large;
        }
        running += signs / 2;
    }
    running
}
