//! Rows of CSV: several records in one text, which is no article.

/// Fewest columns, so that a sentence with commas is none.
const COLUMNS: usize = 3;
/// Longest name of a column, in bytes.
const NAME: usize = 40;
/// Columns without which rows are no articles.
const TEXTS: [&str; 4] = ["title", "headline", "body", "text"];

/// True if a text is a header of CSV that names a title or a text, and at least one row with as many fields.
pub(super) fn are_rows(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let (Some(header), Some(row)) = (lines.next(), lines.next()) else { return false };
    [',', ';', '\t'].into_iter().any(|separator| {
        let names: Vec<&str> = header.split(separator).map(|name| name.trim().trim_matches('"')).collect();
        let is_name = |name: &&str| {
            (1..=NAME).contains(&name.len())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        };
        names.len() >= COLUMNS
            && names.iter().all(is_name)
            && names.iter().any(|name| TEXTS.iter().any(|text| name.eq_ignore_ascii_case(text)))
            && row.matches(separator).count() + 1 >= names.len()
    })
}

#[cfg(test)]
mod tests {
    use super::are_rows;
    use crate::article::input::{Hints, InputError, Rules, read};

    #[test]
    fn rows_are_refused_with_what_to_do() {
        for text in [
            "id,title,body\n1,Rain,\"Rain fell in the hills, the office said.\"\n2,Snow,Snow fell.\n",
            "\u{feff}id;headline;status;published_at\r\n1;Rain;killed;2024-05-07\r\n",
            "\"id\"\t\"text\"\t\"lang\"\n7\tRain fell.\ten\n",
        ] {
            assert!(are_rows(text), "{text}");
            let error = read(text.as_bytes(), &Hints::default(), &Rules::default()).unwrap_err();
            assert!(matches!(error, InputError::UnreadableBody(_)), "{error}");
            assert!(error.to_string().contains("JSON"), "{error}");
        }
    }

    #[test]
    fn a_text_with_commas_is_an_article() {
        for text in [
            "Text, body, title: three words that sell a book\n\nThe author, 40, said so, and left, at noon.",
            "Title,body,text",
            "Paris,Rome,Madrid\nRain, sun, snow\n",
            "Rain fell in the hills.\nTitle, text, body.",
        ] {
            assert!(!are_rows(text), "{text}");
        }
    }
}
