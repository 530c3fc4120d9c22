//! Superscripts and subscripts as characters that do not run into their base.

/// Signs that refer to a note.
const NOTE_SIGNS: [char; 6] = ['*', '†', '‡', '§', '¶', '#'];

/// The text that a superscript adds to `before`; `None` where it only refers to a note.
///
/// A power is written in superscript digits, an ordinal (`21st`) or abbreviation (`Mme`) joins its base, and a digit
/// behind a number, a longer word or a sign refers to a note: `14<sup>1</sup> people` are 14.
pub(super) fn superscript(before: &str, content: &str, is_link: bool) -> Option<String> {
    let content = content.trim();
    let bracketed = content.starts_with(['[', '(']) && content.ends_with([']', ')']);
    if content.is_empty() || bracketed || content.chars().all(|c| NOTE_SIGNS.contains(&c)) {
        return None;
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | ',' | ' ');
    if content.chars().all(is_number) {
        return (!is_link && is_base_of_power(before)).then(|| raised(content));
    }
    if matches!(content.to_ascii_uppercase().as_str(), "TM" | "SM") {
        return Some("™".into());
    }
    let letters = before.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let is_word = content.chars().all(char::is_alphabetic);
    match (letters, content.chars().count()) {
        // A letter behind a word refers to a note; behind a number or one or two letters it is their ending.
        (3.., 1) if is_word => None,
        (3.., _) if is_word => Some(format!(" {content}")),
        _ if is_link && is_word && content.len() == 1 => None,
        _ => Some(content.to_owned()),
    }
}

/// The text that a subscript adds to `before`: digits behind a digit are written in subscript.
pub(super) fn subscript(before: &str, content: &str) -> String {
    if before.ends_with(|c: char| c.is_ascii_digit()) && content.chars().all(|c| c.is_ascii_digit()) {
        return content.chars().map(lowered_digit).collect();
    }
    content.to_owned()
}

/// True if a number above the end of `before` is a power: of ten, of a unit or of a letter.
fn is_base_of_power(before: &str) -> bool {
    let letters: String = before.chars().rev().take_while(|c| c.is_alphabetic()).collect();
    if !letters.is_empty() {
        // Units have at most three letters: m, km, cm, ft, mi, sec.
        return letters.chars().count() <= 3;
    }
    let digits: String =
        before.chars().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    digits == "01"
}

fn raised(content: &str) -> String {
    content
        .chars()
        .map(|c| match c {
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4'..='9' => char::from_u32(u32::from('⁰') + (u32::from(c) - u32::from('0'))).unwrap_or(c),
            '-' | '−' => '⁻',
            '+' => '⁺',
            other => other,
        })
        .collect()
}

fn lowered_digit(digit: char) -> char {
    char::from_u32(u32::from('₀') + (u32::from(digit) - u32::from('0'))).unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::{subscript, superscript};

    #[test]
    fn superscripts_do_not_run_into_their_base() {
        for (before, content, link, text) in [
            ("120 km", "2", false, Some("²")),
            ("9.8 m/s", "-2", false, Some("⁻²")),
            ("3 x 10", "6", false, Some("⁶")),
            ("the 21", "st", false, Some("st")),
            ("M", "me", false, Some("me")),
            ("n", "o", false, Some("o")),
            ("Widget", "TM", false, Some("™")),
            ("Widget", "®", false, Some("®")),
            ("killed 14", "1", false, None),
            ("rose 210", "3", false, None),
            ("two people.", "12", false, None),
            ("in Kenya", "3", false, None),
            ("in Kenya", "[3]", true, None),
            ("40 km", "2", true, None),
            ("Odhiambo", "a", false, None),
            ("said", "*", false, None),
            ("Budget", "new", false, Some(" new")),
        ] {
            assert_eq!(superscript(before, content, link).as_deref(), text, "{before}^{content}");
        }
        assert_eq!(subscript("CO", "2") + &subscript("PM", "2.5") + &subscript("10", "2"), "22.5₂");
    }
}
