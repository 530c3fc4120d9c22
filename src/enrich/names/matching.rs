//! Whether two names can be one person's.

use super::view::View;
use crate::document::fold::letters;
use crate::document::hash_lower;

/// What may end a name and is no surname.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "II" | "III" | "IV") || is_generation(word)
}

/// Tells a father from a son.
fn is_generation(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Jnr" | "Sr" | "Snr")
}

/// True if two words of names are the same: letter by letter, without accents, or an initial and its name.
pub(super) fn same_word(view: &View<'_>, a: usize, b: usize) -> bool {
    view.tokens[a].key == view.tokens[b].key || {
        let (a, b) = (view.word(a), view.word(b));
        is_initial_of(a, b)
            || is_initial_of(b, a)
            || (!a.is_ascii() || !b.is_ascii()) && plain_letters(a).eq(plain_letters(b))
    }
}

/// True if the shorter name's words stand in the longer in the same order, or the two are one another's reverse
/// (`Xi Jinping`, `Jinping Xi`).
pub(super) fn is_part(view: &View<'_>, short: &[usize], long: &[usize]) -> bool {
    if let (&[a, b], &[c, d]) = (short, long)
        && a != c
        && view.tokens[a].key == view.tokens[d].key
        && view.tokens[b].key == view.tokens[c].key
    {
        return true;
    }
    let mut rest = long.iter();
    let inside = short.iter().all(|&word| rest.any(|&other| same_word(view, word, other)));
    // At least one word in full, and no initial alone at the end: `J. K.` is nobody.
    inside
        && short.iter().any(|&word| view.word(word).trim_end_matches('.').chars().count() > 1)
        && (short.len() == long.len() || !is_other_generation(view, short, long))
}

/// `Ivan Petrov Jr.` after `Ivan Petrov` is another person.
fn is_other_generation(view: &View<'_>, short: &[usize], long: &[usize]) -> bool {
    let last = long[long.len() - 1];
    is_generation(view.word(last)) && short.last() < long.first() && short.len() + 1 == long.len()
}

/// True if two names of as many words differ by one letter in one long word, as misspellings do.
pub(super) fn is_misspelt(view: &View<'_>, a: &[usize], b: &[usize]) -> bool {
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let mut differing =
        a.iter().zip(b).enumerate().filter(|(_, (a, b))| view.tokens[**a].key != view.tokens[**b].key);
    let Some((place, (&one, &other))) = differing.next() else { return true };
    differing.next().is_none() && one_letter_apart(view.word(one), view.word(other), place + 1 == a.len())
}

/// True if two long words differ by one letter. Grammar changes the last letters (`Ivanov`, `Ivanova`; `Antonio`,
/// `Antonia`), so there they may differ only where the rest of the name (`last`) says that it is the same person.
fn one_letter_apart(a: &str, b: &str, last: bool) -> bool {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let (count, more) = (short.chars().count(), long.chars().count());
    if count < 6 || more > count + 1 {
        return false;
    }
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<String>();
    let (short, long) = (lower(short), lower(long));
    let head = short.chars().zip(long.chars()).take_while(|(a, b)| a == b).count();
    let skip = usize::from(more == count);
    let same = short.chars().skip(head + skip).eq(long.chars().skip(head + 1));
    same && head > 0 && (head + 1 < more || last && more == count)
}

fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.trim_end_matches('.').chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter.is_uppercase() && long.starts_with(letter),
        _ => false,
    }
}

/// A key that a word shares with its spellings without accents.
pub(super) fn plain_key(view: &View<'_>, at: usize) -> u64 {
    let word = view.word(at);
    if word.is_ascii() {
        return view.tokens[at].key;
    }
    hash_lower(&plain_letters(word).collect::<String>())
}

/// The letters with which words begin, as a set: that of a name which [`is_part`] of another holds no other letters, and
/// those of names that [`is_misspelt`] joins are the same.
pub(super) fn first_letters(view: &View<'_>, words: &[usize]) -> u64 {
    let first = words.iter().filter_map(|&at| plain_letters(view.word(at)).next());
    first.fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS))
}

/// The letters of a word, small and without accents.
fn plain_letters(word: &str) -> impl Iterator<Item = char> {
    letters(word).flat_map(char::to_lowercase)
}
