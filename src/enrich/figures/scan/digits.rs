//! Digits with their separators.

/// The value of digits with separators, whether they have any, and how many digits stand before the decimals.
/// `None` where the separators fit no number (dates, versions, addresses).
pub(in crate::enrich::figures) fn digits(text: &str) -> Option<(f64, bool, u8)> {
    let (text, fraction) = vulgar_fraction(text);
    let mut groups = [0_u8; 12];
    let mut marks = [0_u8; 12];
    let (mut count, mut mantissa, mut total) = (0, 0_u64, 0_u32);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            groups[count] = groups[count].checked_add(1)?;
            total += 1;
            if total > 18 {
                return None;
            }
            mantissa = mantissa * 10 + u64::from(digit);
        } else {
            if count + 1 == groups.len() {
                return None;
            }
            marks[count] = match c {
                ',' | '\u{66c}' => b',',
                '.' | '\u{66b}' => b'.',
                '\'' | '\u{2019}' => b'\'',
                _ => return None,
            };
            count += 1;
        }
    }
    if total == 0 {
        return fraction.map(|fraction| (fraction, true, 0));
    }
    let decimals = decimals(&groups[..=count], &marks[..count])?;
    let value = mantissa as f64 / 10_f64.powi(i32::from(decimals)) + fraction.unwrap_or(0.0);
    Some((value, count > 0 || fraction.is_some(), (total - u32::from(decimals)) as u8))
}

/// How many digits are decimals, given the lengths of the groups and the marks between them.
fn decimals(groups: &[u8], marks: &[u8]) -> Option<u8> {
    let Some((&last_mark, earlier)) = marks.split_last() else { return Some(0) };
    let last = groups[groups.len() - 1];
    // Thousands (1,234,567) or Indian lakhs (12,34,567).
    let grouped =
        |inner: &[u8]| inner.iter().all(|&group| group == 3 || group == 2) && (1..=3).contains(&groups[0]);
    if earlier.is_empty() {
        return match last_mark {
            b',' if last == 3 && groups[0] <= 3 => Some(0),
            b',' if last <= 2 => Some(last),
            b'\'' if last == 3 => Some(0),
            b'.' => Some(last),
            _ => None,
        };
    }
    let same = earlier.iter().all(|&mark| mark == last_mark);
    let inner = &groups[1..groups.len() - 1];
    if same {
        return (last == 3 && grouped(inner) && (last_mark != b'.' || inner.iter().all(|&group| group == 3)))
            .then_some(0);
    }
    // `1,234.5` or `1.234,5`: the last mark is the decimal one, all others are alike.
    let uniform = earlier.iter().all(|&mark| mark == earlier[0]);
    (uniform && inner.last() == Some(&3) && grouped(inner)).then_some(last)
}

/// Splits `2½` into `2` and a half.
fn vulgar_fraction(text: &str) -> (&str, Option<f64>) {
    let Some(last) = text.chars().next_back() else { return (text, None) };
    let value = match last {
        '\u{bd}' => 0.5,
        '\u{bc}' => 0.25,
        '\u{be}' => 0.75,
        '\u{2153}' => 1.0 / 3.0,
        '\u{2154}' => 2.0 / 3.0,
        '\u{2155}' => 0.2,
        '\u{215b}' => 0.125,
        '\u{215c}' => 0.375,
        '\u{215d}' => 0.625,
        '\u{215e}' => 0.875,
        _ => return (text, None),
    };
    (&text[..text.len() - last.len_utf8()], Some(value))
}

#[cfg(test)]
mod tests {
    use super::digits;

    fn value(text: &str) -> Option<f64> {
        digits(text).map(|(value, _, _)| value)
    }

    #[test]
    fn separators_are_read_by_their_groups() {
        for (text, expected) in [
            ("1,050", 1050.0),
            ("12,34,567", 1_234_567.0),
            ("7,123.45", 7123.45),
            ("1.050,5", 1050.5),
            ("1.234.567", 1_234_567.0),
            ("1'000", 1000.0),
            ("3.2", 3.2),
            ("3,5", 3.5),
            ("2½", 2.5),
            ("½", 0.5),
            ("0.052", 0.052),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn dates_versions_and_endless_digits_are_no_numbers() {
        for text in ["09.03.2018", "1.2.3", "192.168.0.1", "1,2,3,4", "12345678901234567890123"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
