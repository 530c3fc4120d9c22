//! The stem of an English word, by which forms of one word are known to be one.
//!
//! M. F. Porter, An algorithm for suffix stripping, Program 14 (1980) no. 3, as he published it.

/// Writes the stem of a lower-case word into `stem`; a word with letters outside `a` to `z` stays as it is.
pub(crate) fn stem(word: &str, stem: &mut Vec<u8>) {
    stem.clear();
    stem.extend(word.bytes());
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    plurals(stem);
    past_and_participle(stem);
    if ends(stem, b"y") && has_vowel(&stem[..stem.len() - 1]) {
        replace(stem, 1, b"i");
    }
    strip_first(stem, DOUBLE_SUFFIXES, 0);
    strip_first(stem, ADJECTIVE_SUFFIXES, 0);
    last_suffixes(stem);
    final_e(stem);
}

const DOUBLE_SUFFIXES: &[(&[u8], &[u8])] = &[
    (b"ational", b"ate"),
    (b"tional", b"tion"),
    (b"enci", b"ence"),
    (b"anci", b"ance"),
    (b"izer", b"ize"),
    (b"abli", b"able"),
    (b"alli", b"al"),
    (b"entli", b"ent"),
    (b"eli", b"e"),
    (b"ousli", b"ous"),
    (b"ization", b"ize"),
    (b"ation", b"ate"),
    (b"ator", b"ate"),
    (b"alism", b"al"),
    (b"iveness", b"ive"),
    (b"fulness", b"ful"),
    (b"ousness", b"ous"),
    (b"aliti", b"al"),
    (b"iviti", b"ive"),
    (b"biliti", b"ble"),
];
const ADJECTIVE_SUFFIXES: &[(&[u8], &[u8])] = &[
    (b"icate", b"ic"),
    (b"ative", b""),
    (b"alize", b"al"),
    (b"iciti", b"ic"),
    (b"ical", b"ic"),
    (b"ful", b""),
    (b"ness", b""),
];
const LAST_SUFFIXES: &[&[u8]] = &[
    b"al", b"ance", b"ence", b"er", b"ic", b"able", b"ible", b"ant", b"ement", b"ment", b"ent", b"ion",
    b"ou", b"ism", b"ate", b"iti", b"ous", b"ive", b"ize",
];

fn plurals(stem: &mut Vec<u8>) {
    if ends(stem, b"sses") || ends(stem, b"ies") {
        stem.truncate(stem.len() - 2);
    } else if ends(stem, b"s") && !ends(stem, b"ss") {
        stem.pop();
    }
}

fn past_and_participle(stem: &mut Vec<u8>) {
    if ends(stem, b"eed") {
        if measure(&stem[..stem.len() - 3]) > 0 {
            stem.pop();
        }
        return;
    }
    let cut = [&b"ed"[..], b"ing"].into_iter().find(|suffix| ends(stem, suffix)).map_or(0, <[u8]>::len);
    if cut == 0 || !has_vowel(&stem[..stem.len() - cut]) {
        return;
    }
    stem.truncate(stem.len() - cut);
    if ends(stem, b"at") || ends(stem, b"bl") || ends(stem, b"iz") {
        stem.push(b'e');
    } else if doubles(stem) && !matches!(stem.last(), Some(b'l' | b's' | b'z')) {
        stem.pop();
    } else if measure(stem) == 1 && is_short(stem) {
        stem.push(b'e');
    }
}

/// Replaces the first suffix of the list that the word ends with, if enough stays before it.
fn strip_first(stem: &mut Vec<u8>, suffixes: &[(&[u8], &[u8])], more_than: usize) {
    // The longest suffix that fits decides, whether or not it can be stripped.
    let fitting =
        suffixes.iter().filter(|(suffix, _)| ends(stem, suffix)).max_by_key(|(suffix, _)| suffix.len());
    if let Some((suffix, with)) =
        fitting.filter(|(suffix, _)| measure(&stem[..stem.len() - suffix.len()]) > more_than)
    {
        replace(stem, suffix.len(), with);
    }
}

fn last_suffixes(stem: &mut Vec<u8>) {
    let fitting = LAST_SUFFIXES.iter().filter(|suffix| ends(stem, suffix)).max_by_key(|suffix| suffix.len());
    let Some(suffix) = fitting else { return };
    let rest = &stem[..stem.len() - suffix.len()];
    if measure(rest) > 1 && (*suffix != b"ion" || matches!(rest.last(), Some(b's' | b't'))) {
        let length = rest.len();
        stem.truncate(length);
    }
}

fn final_e(stem: &mut Vec<u8>) {
    if ends(stem, b"e") {
        let rest = &stem[..stem.len() - 1];
        if measure(rest) > 1 || (measure(rest) == 1 && !is_short(rest)) {
            stem.pop();
        }
    }
    if ends(stem, b"ll") && measure(&stem[..stem.len() - 1]) > 1 {
        stem.pop();
    }
}

/// True if a stem ends with a suffix. Nearly none does, which one letter tells sooner than a comparison of all.
#[inline]
fn ends(stem: &[u8], suffix: &[u8]) -> bool {
    let [.., before, last] = stem else { return stem == suffix };
    match suffix {
        [.., other, end] => last == end && before == other && stem.ends_with(suffix),
        [end] => last == end,
        [] => true,
    }
}

fn replace(stem: &mut Vec<u8>, cut: usize, with: &[u8]) {
    stem.truncate(stem.len() - cut);
    stem.extend_from_slice(with);
}

fn is_vowel(stem: &[u8], at: usize) -> bool {
    match stem[at] {
        b'a' | b'e' | b'i' | b'o' | b'u' => true,
        b'y' => at > 0 && !is_vowel(stem, at - 1),
        _ => false,
    }
}

fn has_vowel(stem: &[u8]) -> bool {
    (0..stem.len()).any(|at| is_vowel(stem, at))
}

/// How many times a vowel is followed by a consonant.
fn measure(stem: &[u8]) -> usize {
    let (mut count, mut after_vowel) = (0, false);
    let mut vowel_before = false;
    for (at, &letter) in stem.iter().enumerate() {
        let vowel = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => true,
            b'y' => at > 0 && !vowel_before,
            _ => false,
        };
        if !vowel && after_vowel {
            count += 1;
        }
        after_vowel = vowel;
        vowel_before = vowel;
    }
    count
}

fn doubles(stem: &[u8]) -> bool {
    let length = stem.len();
    length > 1 && stem[length - 1] == stem[length - 2] && !is_vowel(stem, length - 1)
}

/// True if the word ends consonant, vowel, consonant, the last not `w`, `x` or `y`.
fn is_short(stem: &[u8]) -> bool {
    let length = stem.len();
    length > 2
        && !is_vowel(stem, length - 3)
        && is_vowel(stem, length - 2)
        && !is_vowel(stem, length - 1)
        && !matches!(stem[length - 1], b'w' | b'x' | b'y')
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn the_examples_of_the_paper() {
        let mut buffer = Vec::new();
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("digitizer", "digit"),
            ("triplicate", "triplic"),
            ("hopefulness", "hope"),
            ("revival", "reviv"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("probate", "probat"),
            ("controller", "control"),
            ("roll", "roll"),
            ("sky", "sky"),
            ("café", "café"),
        ] {
            stem(word, &mut buffer);
            assert_eq!(std::str::from_utf8(&buffer), Ok(expected), "{word}");
        }
    }
}
