//! Which texts count: running text, not addresses, code and labels; by the key and by a look at the text.

use super::{Known, LONG};

/// The part that a text plays, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::article::input) enum Role {
    /// Any.
    Text,
    /// A title, a name, a caption: what stands beside a text and is short.
    Label,
    /// A summary: no loss beside a body that is longer.
    Summary,
    /// A notice to editors: no loss beside a body.
    Notice,
    /// A notice of rights: never the story.
    Rights,
}

/// Words of keys, with the part that a text under such a key plays. The first word of this list that a key has decides.
const WORDS: &[(&str, Role)] = &[
    ("copyright", Role::Rights),
    ("copyrightnotice", Role::Rights),
    ("rights", Role::Rights),
    ("usageterms", Role::Rights),
    ("usage", Role::Rights),
    ("license", Role::Rights),
    ("licence", Role::Rights),
    ("disclaimer", Role::Rights),
    ("legal", Role::Rights),
    ("ednote", Role::Notice),
    ("editornote", Role::Notice),
    ("editorsnote", Role::Notice),
    ("editorialnote", Role::Notice),
    ("advisory", Role::Notice),
    ("instructions", Role::Notice),
    ("description", Role::Summary),
    ("summary", Role::Summary),
    ("excerpt", Role::Summary),
    ("abstract", Role::Summary),
    ("teaser", Role::Summary),
    ("dek", Role::Summary),
    ("deck", Role::Summary),
    ("standfirst", Role::Summary),
    ("subtitle", Role::Summary),
    ("trail", Role::Summary),
    ("blurb", Role::Summary),
    ("snippet", Role::Summary),
    ("synopsis", Role::Summary),
    ("highlights", Role::Summary),
    ("bio", Role::Summary),
    ("biography", Role::Summary),
    ("caption", Role::Summary),
    ("alt", Role::Summary),
    ("tldr", Role::Summary),
    ("desc", Role::Summary),
    ("title", Role::Label),
    ("headline", Role::Label),
    ("subheadline", Role::Label),
    ("name", Role::Label),
    ("slugline", Role::Label),
    ("slug", Role::Label),
    ("kicker", Role::Label),
    ("byline", Role::Label),
    ("credit", Role::Label),
    ("tag", Role::Label),
    ("tags", Role::Label),
    ("keyword", Role::Label),
    ("keywords", Role::Label),
    ("category", Role::Label),
    ("categories", Role::Label),
    ("topics", Role::Label),
    ("entities", Role::Label),
    ("authors", Role::Label),
    ("author", Role::Label),
    ("label", Role::Label),
    ("dateline", Role::Label),
];

/// The part that a text under a key plays.
pub(in crate::article::input) fn role(key: &str) -> Role {
    let words = words(key);
    let whole = words.concat();
    let is = |found: &str, word: &str| found == word || found.strip_suffix('s') == Some(word);
    let of = |word: &str| is(&whole, word) || words.iter().any(|found| is(found, word));
    WORDS.iter().find(|(word, _)| of(word)).map_or(Role::Text, |&(_, role)| role)
}

/// The words of a key: `metaDescription`, `og:description` and `body_text` have two.
pub(in crate::article::input) fn words(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
        if c.is_alphanumeric() {
            words.last_mut().expect("one at least").extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Longest summary and notice that does not count, in weight.
const LONGEST_SUMMARY: usize = 1000;
const LONGEST_NOTICE: usize = 2000;

/// True if a text of this part and weight is plainly not the story. `body` is the weight of the body that was read.
pub(super) fn is_aside(role: Role, weight: usize, known: &Known) -> bool {
    let body = known.body;
    if known.is_alone && role != Role::Text {
        return true;
    }
    match role {
        Role::Text => false,
        Role::Label => weight <= LONG,
        Role::Summary => body > 0 && weight <= LONGEST_SUMMARY.min(body.max(LONG)),
        Role::Notice => weight <= LONGEST_NOTICE && body > 0,
        Role::Rights => weight <= LONGEST_NOTICE,
    }
}

/// The weight of a text.
pub(in crate::article::input) fn weight(text: &str) -> usize {
    text.chars().map(weight_of).sum()
}

/// The weight of a character: three where it is a syllable or a word, two in scripts that write no short vowels or write
/// syllables, one else.
pub(super) fn weight_of(c: char) -> usize {
    match u32::from(c) {
        ..0x590 => 1,
        0x590..=0x8ff
        | 0x900..=0x109f
        | 0x1200..=0x139f
        | 0x1780..=0x17ff
        | 0xfb1d..=0xfdff
        | 0xfe70..=0xfefc => 2,
        _ if is_dense(c) => 3,
        _ => 1,
    }
}

/// True if a text weighs more than a bound.
pub(in crate::article::input) fn weight_exceeds(text: &str, bound: usize) -> bool {
    text.len() > bound && weight(text) > bound
}

/// True for the characters of Chinese, Japanese and Korean.
pub(super) fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// True if a text is one that a person reads: several words, or a sentence in a script without blanks. Addresses, digests,
/// encoded bytes and style sheets are not.
pub(in crate::article::input) fn is_prose(text: &str) -> bool {
    let dense = text.chars().filter(|&c| is_dense(c)).count();
    if dense >= 6 {
        return true;
    }
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let characters = text.chars().filter(|c| !c.is_whitespace()).count();
    // Thai, Lao, Khmer and Burmese write sentences without blanks.
    let is_unspaced = !text.is_ascii() && letters > 40 && letters * 10 > characters * 6;
    let is_sentence = words >= 3
        && text.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '’', '۔', '।', '։', '።', ':', ';']);
    let marks = text.chars().filter(|c| "{}<>=;|\\".contains(*c)).count();
    (words >= 5 || is_sentence || is_unspaced)
        && marks * 16 <= characters
        && letters * 10 >= characters * 6
        && (characters <= words * 20 || is_unspaced)
}
