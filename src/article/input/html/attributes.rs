//! Tags of more attributes than anybody writes, cut before the tokenizer reads them.
//!
//! html5ever compares each attribute of a tag with all those before it: a tag of a million attributes takes minutes.

use std::borrow::Cow;

/// Most marks between the attributes of a tag: white space, slashes and equals signs. Chosen: components of large frameworks
/// have some fifty attributes, and a tag of these many takes the tokenizer a tenth of a millisecond.
const MOST_MARKS: usize = 1000;

/// HTML whose tags have a bounded number of attributes: those after it are left out.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut kept = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        at += open + 1;
        if !bytes.get(at).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'/') {
            continue;
        }
        let tag = Tag::read(&bytes[at..]);
        if let Some(cut) = tag.cut {
            kept.push_str(&html[copied..at + cut]);
            copied = at + tag.end;
        }
        at += tag.end;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// Offsets from the name of a tag on, in bytes.
struct Tag {
    /// Its `>`, or the end of the text.
    end: usize,
    /// The mark before the first attribute to leave out.
    cut: Option<usize>,
}

impl Tag {
    fn read(bytes: &[u8]) -> Self {
        let mut tag = Self { end: 0, cut: None };
        let mut marks = 0;
        while let Some(&byte) = bytes.get(tag.end) {
            match byte {
                b'>' => break,
                b'=' | b'/' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c => marks += 1,
                _ => {}
            }
            if marks > MOST_MARKS && byte != b'=' && tag.cut.is_none() {
                tag.cut = Some(tag.end);
            }
            tag.end += 1;
            if byte == b'=' {
                tag.end += quoted(&bytes[tag.end..]);
            }
        }
        tag.end = tag.end.min(bytes.len());
        tag
    }
}

/// The length of a value in quotation marks and of the white space before it; 0 for any other value.
fn quoted(bytes: &[u8]) -> usize {
    let space = bytes.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    match bytes.get(space) {
        Some(&mark @ (b'"' | b'\'')) => {
            let value = &bytes[space + 1..];
            space + 1 + value.iter().position(|&byte| byte == mark).map_or(value.len(), |end| end + 1)
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::bounded;
    use crate::article::input::html::to_text;

    #[test]
    fn a_page_as_people_write_them_is_unchanged() {
        let picture = format!("<img src=\"data:image/png;base64,{}\" alt='a > b'>", "A b=/".repeat(5000));
        let script = "<script>for (i=0;i<n;i++) { say(\"don't\") }</script>".repeat(300);
        for html in [
            "<p class=\"a\">x < y</p>".repeat(2000),
            format!("<p>Rain fell.</p>{picture}<p>It stopped.</p>"),
            format!("{script}<p>Rain fell.</p>"),
            "5 < 6 and é <".to_owned(),
        ] {
            assert!(matches!(bounded(&html), Cow::Borrowed(_)), "{html:.80}");
        }
    }

    #[test]
    fn a_tag_of_a_hundred_thousand_attributes_is_read_without_most_of_them() {
        for marks in [" a{}=\"1\"", " é{}", "a{}='1'", "/a{}", " a{}=1"] {
            let attributes: String =
                (0..100_000).map(|index| marks.replace("{}", &index.to_string())).collect();
            let html = format!("<p>Rain fell.</p><p {attributes}>It stopped.</p><p>Sun</p>");
            let kept = bounded(&html);
            assert!(kept.len() < 30_000, "{}", kept.len());
            assert_eq!(to_text(&html), "Rain fell.\n\nIt stopped.\n\nSun", "{marks}");
        }
        let unclosed = format!("<p>Rain fell.</p><p{}", " <a".repeat(100_000));
        assert_eq!(to_text(&unclosed), "Rain fell.");
    }
}
