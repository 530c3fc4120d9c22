//! What the tagger sees of each token: computed once, read by the features of its neighbours too.

use super::thresholds::SEEN;
use crate::document::{Case, Document, Gap, Token, TokenKind};
use crate::resources::names::{EmbeddingCluster, Entry, NamesModel, spread};

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As sentences are.
    Normal,
    /// Most words capitalised, as in headlines.
    Headline,
    /// In capitals.
    Capitals,
}

/// One token as the tagger sees it.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent of each other")]
pub(crate) struct Word {
    /// [`Token::key`].
    pub key: u64,
    /// Key, shape and writing together: all that the token's own features depend on.
    pub form: u64,
    /// Case, length, and which kinds of characters there are.
    pub shape: u16,
    /// Path of the cluster, by the way the word is written; 0 where unknown.
    pub cluster: u16,
    /// What words it is used like.
    pub embedding: EmbeddingCluster,
    /// [`Entry::capital`].
    pub capital: u8,
    /// [`Entry::lists`].
    pub lists: u16,
    /// True if it starts with a capital.
    pub upper: bool,
    /// True if it is two to six capitals.
    pub acronym: bool,
    /// Its first letter in lower case.
    pub initial: char,
    /// True if it is a word.
    pub lettered: bool,
    /// True if it is a hyphen.
    pub hyphen: bool,
    /// True if it is glued to the token before it.
    pub glued: bool,
    /// Index of the word group (same key) in the [`super::memory::Memory`]; `u32::MAX` for others than words.
    pub group: u32,
}

/// How the sentence is written.
pub(crate) fn writing(tokens: &[Token]) -> Writing {
    let (mut words, mut capitals, mut titles, mut lower) = (0, 0, 0, 0);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        words += 1;
        match token.case {
            Case::Upper => capitals += 1,
            Case::Title | Case::Mixed => titles += 1,
            // `of`, `and`, `the` are small in headlines too.
            Case::Lower => lower += u32::from(token.span.len() > 3),
            Case::None => {}
        }
    }
    if words >= 3 && capitals * 5 >= words * 4 {
        Writing::Capitals
    } else if words >= 4 && (capitals + titles) * 2 > words && lower * 6 <= words {
        Writing::Headline
    } else {
        Writing::Normal
    }
}

/// True for a word behind an elided article or preposition: `d'Urgence`, `l'Étoile`.
pub(crate) fn is_elided(word: &str) -> bool {
    let rest = word.strip_prefix(['d', 'l']).and_then(|rest| rest.strip_prefix(['\'', '\u{2019}']));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Words that were seen before, by all that they depend on. They are the same for every article, and kept between articles.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    slots: Vec<(u64, Word)>,
}

impl Seen {
    /// The tagger's view of a token.
    fn word(&mut self, document: &Document, token: &Token, writing: Writing, model: &NamesModel<'_>) -> Word {
        let glued = token.gap == Gap::None;
        if token.kind != TokenKind::Word {
            return Word { glued, ..word(document, token, writing, model) };
        }
        let upper = token.is_capitalised(document.text());
        let written = u64::from(token.span.len()) << 8
            | (token.case as u64) << 4
            | (writing as u64) << 1
            | u64::from(upper);
        let sign = token.key ^ written.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if self.slots.is_empty() {
            let none = word(document, token, writing, model);
            self.slots.resize(SEEN, (!sign, none));
        }
        let slot = &mut self.slots[spread(sign) as usize & (SEEN - 1)];
        if slot.0 != sign {
            *slot = (sign, word(document, token, writing, model));
        }
        Word { glued, ..slot.1 }
    }
}

/// Looks at every token of the document.
pub(crate) fn look(document: &Document, model: &NamesModel<'_>, seen: &mut Seen, words: &mut Vec<Word>) {
    words.clear();
    // Grown by doubling, it would take twice the memory in a long article.
    words.reserve_exact(document.tokens().len());
    for sentence in document.sentences() {
        let tokens = document.tokens_of(sentence);
        let writing = writing(tokens);
        model.fetch(tokens.iter().filter(|token| token.is_word()).map(|token| token.key));
        words.extend(tokens.iter().map(|token| seen.word(document, token, writing, model)));
    }
}

fn word(document: &Document, token: &Token, writing: Writing, model: &NamesModel<'_>) -> Word {
    let text = document.word(token);
    let is_word = token.kind == TokenKind::Word;
    let entry = if is_word { model.look_up(token.key) } else { Entry::default() };
    let shape = shape(text, token);
    let upper = is_word && token.is_capitalised(document.text());
    // In capitals a word looks like its capitalised self; an acronym has a cluster of its own.
    let forms: [u32; 3] = match token.case {
        Case::Upper if writing == Writing::Normal => [2, 1, 0],
        Case::Upper | Case::Title | Case::Mixed => [1, 2, 0],
        Case::Lower | Case::None => [0, 1, 2],
    };
    let cluster = forms.iter().map(|&form| entry.cluster(form)).find(|&cluster| cluster != 0).unwrap_or(0);
    Word {
        key: token.key,
        form: token.key ^ (u64::from(shape) << 2 | writing as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15),
        shape,
        cluster: if cluster == 0 { 0 } else { model.path(cluster) },
        embedding: if is_word { model.embedding(token.key) } else { EmbeddingCluster::default() },
        capital: entry.capital(),
        lists: entry.lists(),
        upper,
        acronym: upper && token.case == Case::Upper && (2..=6).contains(&text.len()),
        initial: text.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or(' '),
        lettered: is_word,
        hyphen: matches!(text, "-" | "\u{2010}" | "\u{2011}"),
        glued: token.gap == Gap::None,
        group: u32::MAX,
    }
}

/// Kind, case, length class and characters of a token, in 14 bits.
fn shape(text: &str, token: &Token) -> u16 {
    let kind = token.kind as u16;
    if token.kind != TokenKind::Word {
        let first = u16::from(text.as_bytes().first().copied().unwrap_or(0));
        return if token.kind == TokenKind::Number {
            kind << 10 | text.len().min(5) as u16
        } else {
            kind << 10 | first
        };
    }
    let length = match text.len() {
        short @ 0..=3 => short as u16,
        4..=5 => 4,
        6..=8 => 5,
        _ => 6,
    };
    let (mut period, mut digit, mut mark) = (0, 0, 0);
    for byte in text.bytes() {
        period |= u16::from(byte == b'.');
        digit |= u16::from(byte.is_ascii_digit());
        mark |= u16::from(matches!(byte, b'\'' | b'&'));
    }
    kind << 10 | (token.case as u16) << 6 | length << 3 | period << 2 | digit << 1 | mark
}
