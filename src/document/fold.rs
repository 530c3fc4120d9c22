//! Latin letters without their marks: the one folding of the project.

use unicode_normalization::UnicodeNormalization;

/// The name as a typewriter without accents writes it; `None` where that is the name itself.
pub(crate) fn fold(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let folded: String = letters(name).collect();
    (folded != name).then_some(folded)
}

/// The letters of a name, folded: Latin letters lose their marks (canonical decomposition, or [`plain`]), other scripts
/// stay as they are.
pub(crate) fn letters(name: &str) -> impl Iterator<Item = char> {
    name.nfc().flat_map(|c| {
        let (known, base) = match c {
            c if c.is_ascii() => ("", Some(c)),
            // Marks of letters that have no composed form, and signs for sounds that are no letters.
            '\u{300}'..='\u{36f}'
            | '\u{2b9}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2be}'
            | '\u{2bf}'
            | '\u{2018}' => ("", None),
            '\u{2019}' => ("", Some('\'')),
            c if is_latin_letter(c) => match plain(c) {
                Some(known) => (known, None),
                None => ("", std::iter::once(c).nfd().next()),
            },
            c => ("", Some(c)),
        };
        known.chars().chain(base)
    })
}

fn is_latin_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{259}' | '\u{1e00}'..='\u{1eff}')
}

/// Latin letters that Unicode does not decompose.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ə' | 'ǝ' => "a",
        'Ə' => "E",
        'Æ' | 'Ǽ' => "Ae",
        'æ' | 'ǽ' => "ae",
        'Đ' | 'Ð' => "D",
        'đ' | 'ð' => "d",
        'Ħ' => "H",
        'ħ' => "h",
        'ı' => "i",
        'ĸ' => "k",
        'Ł' => "L",
        'ł' => "l",
        'Ø' | 'Ǿ' => "O",
        'ø' | 'ǿ' => "o",
        'Œ' => "Oe",
        'œ' => "oe",
        'ß' => "ss",
        'Ŧ' => "T",
        'ŧ' => "t",
        'Þ' => "Th",
        'þ' => "th",
        'Ŋ' => "N",
        'ŋ' => "n",
        _ => return None,
    })
}

/// True if a name is written in Latin letters.
#[cfg(any(test, feature = "build-resources"))]
pub(crate) fn is_latin(name: &str) -> bool {
    name.chars().all(|c| {
        !c.is_alphabetic() || c.is_ascii() || matches!(c, '\u{aa}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}')
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, is_latin};

    #[test]
    fn marks_go_and_letters_stay() {
        assert_eq!(fold("Xankəndi").as_deref(), Some("Xankandi"));
        assert_eq!(fold("Zürich").as_deref(), Some("Zurich"));
        assert_eq!(fold("Łódź").as_deref(), Some("Lodz"));
        assert_eq!(fold("Ko\u{308}ln").as_deref(), Some("Koln"));
        assert_eq!(fold("Þórshöfn á Ægir").as_deref(), Some("Thorshofn a Aegir"));
        assert_eq!(fold("Nukuʻalofa").as_deref(), Some("Nukualofa"));
        assert_eq!(fold("Йошкар-Ола"), None, "only Latin letters are folded");
        assert_eq!(fold("서울"), None);
        assert_eq!(fold("Paris"), None);
        assert!(is_latin("Đà Nẵng") && is_latin("Xankəndi") && !is_latin("Баку"));
    }
}
