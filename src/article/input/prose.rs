//! Running text and its weight: what a person reads, not addresses, code and labels, in every script.

/// Texts of this weight together are long. A character weighs one; one of Chinese, Japanese or Korean, which says as much
/// as three letters, three.
pub(super) const LONG: usize = 200;

/// The weight of a text.
pub(super) fn weight(text: &str) -> usize {
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
pub(super) fn weight_exceeds(text: &str, bound: usize) -> bool {
    text.len() > bound && weight(text) > bound
}

/// True for the characters of Chinese, Japanese and Korean.
pub(super) fn is_dense(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// True if a text is one that a person reads: several words, or a sentence in a script without blanks. Addresses, digests,
/// encoded bytes and style sheets are not.
pub(super) fn is_prose(text: &str) -> bool {
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

/// Letters and digits of a text in lower case: what two renderings of it share.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
