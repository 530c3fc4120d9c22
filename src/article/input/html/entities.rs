//! Character references in text that has no elements, and references that were escaped twice.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Longest name of a reference, in bytes (`CounterClockwiseContourIntegral` has 31).
const LONGEST: usize = 34;
/// How many times a text is taken to have been escaped; chosen: feeds that escape in each of three systems are known.
const ROUNDS: usize = 3;

/// The text with its character references decoded, also those that were escaped more than once.
///
/// Only references with a semicolon count: `AT&T` and `a & b` stay as they are, and so does an unknown name.
pub fn decode(text: &str) -> Cow<'_, str> {
    let mut decoded = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        match decode_once(&decoded) {
            Some(once) => decoded = Cow::Owned(once),
            None => break,
        }
    }
    decoded
}

/// HTML in which references that were escaped twice (`&amp;#8217;`, `&amp;nbsp;`) are escaped once.
///
/// `&amp;lt;` is left where it opens no element: it may be an angle bracket that a reader is to see.
pub(super) fn unescape_twice(html: &str) -> Cow<'_, str> {
    let mut current = with_elements(html);
    for _ in 1..ROUNDS {
        let mut output = String::new();
        let mut copied = 0;
        for (at, matched) in current.match_indices("&amp;") {
            let after = at + matched.len();
            if reference(&current[after - 1..]).is_some_and(|(decoded, _)| !decoded.starts_with(['<', '>'])) {
                // The one `&` before, the rest of the reference next time.
                output.push_str(&current[copied..=at]);
                copied = after;
            }
        }
        if copied == 0 {
            break;
        }
        output.push_str(&current[copied..]);
        current = Cow::Owned(output);
    }
    current
}

/// Longest element that was escaped twice, in bytes.
const LONGEST_ELEMENT: usize = 400;

/// HTML in which elements that were escaped twice (`&amp;lt;em&amp;gt;`) are elements, where one of them is closed.
fn with_elements(html: &str) -> Cow<'_, str> {
    const OPEN: &str = "&amp;lt;";
    const CLOSE: &str = "&amp;gt;";
    if !html.contains("&amp;lt;/") {
        return Cow::Borrowed(html);
    }
    let mut output = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(OPEN) {
        let behind = &rest[at + OPEN.len()..];
        let bound = behind.floor_char_boundary(LONGEST_ELEMENT);
        let tag = behind[..bound].find(CLOSE).map(|end| &behind[..end]).filter(|tag| {
            let name = tag.strip_prefix('/').unwrap_or(tag);
            super::elements::element(&format!("{name}>")).is_some() && !tag.contains('<')
        });
        output.push_str(&rest[..at]);
        if let Some(tag) = tag {
            output.push('<');
            output.push_str(&tag.replace("&amp;quot;", "\""));
            output.push('>');
            rest = &behind[tag.len() + CLOSE.len()..];
        } else {
            output.push_str(OPEN);
            rest = behind;
        }
    }
    output.push_str(rest);
    Cow::Owned(output)
}

fn decode_once(text: &str) -> Option<String> {
    let mut output = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices('&') {
        if at < copied {
            continue;
        }
        if let Some((decoded, length)) = reference(&text[at..]) {
            output.push_str(&text[copied..at]);
            output.push_str(&decoded);
            copied = at + length;
        }
    }
    if copied == 0 {
        return None;
    }
    output.push_str(&text[copied..]);
    Some(output)
}

/// The character reference that `text` starts with: its text and its length in bytes.
///
/// Reads `text` from its `&`, or from the `;` of an `&amp;` that stands for it.
fn reference(text: &str) -> Option<(String, usize)> {
    let rest = &text[1..];
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let decoded = match name.strip_prefix('#') {
        Some(digits) => numeric(digits)?.to_string(),
        None => named(&rest[..=end])?,
    };
    Some((decoded, end + 2))
}

fn named(name: &str) -> Option<String> {
    let &(first, second) = NAMED_ENTITIES.get(name)?;
    let text: String =
        [first, second].into_iter().filter(|&code| code != 0).filter_map(char::from_u32).collect();
    (!text.is_empty()).then_some(text)
}

/// A character by its number; numbers of the C1 controls mean characters of windows-1252, as in HTML.
fn numeric(digits: &str) -> Option<char> {
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let code = u32::from_str_radix(digits, radix).ok()?;
    let replaced = code.checked_sub(0x80).and_then(|at| *C1_REPLACEMENTS.get(at as usize)?);
    let character = replaced.or_else(|| char::from_u32(code))?;
    (!character.is_control() || matches!(character, '\n' | '\t')).then_some(character)
}

#[cfg(test)]
mod tests {
    use super::{decode, unescape_twice};

    #[test]
    fn references_are_decoded_where_they_are_certain() {
        for (text, decoded) in [
            ("Kenya&#8217;s floods &amp; fires", "Kenya’s floods & fires"),
            ("the county&rsquo;s KSh450&nbsp;million", "the county’s KSh450\u{a0}million"),
            ("Zürich &#xfc;ber &#150; &#x96; alles", "Zürich über – – alles"),
            ("Kenya&amp;#8217;s &amp;amp; Uganda&amp;amp;rsquo;s", "Kenya’s & Uganda’s"),
            (
                "AT&T and Q&A; R&D, a && b; &unknown; &; &#; &#x; &#xzz; &#0;",
                "AT&T and Q&A; R&D, a && b; &unknown; &; &#; &#x; &#xzz; &#0;",
            ),
            ("&copy 2024 &euro;5 &lt;b&gt;", "&copy 2024 €5 <b>"),
            ("&#99999999999;&#xd800;&#+65;", "&#99999999999;&#xd800;&#+65;"),
            ("line one\r\n  line&nbsp;two\n", "line one\r\n  line\u{a0}two\n"),
            ("é&é;", "é&é;"),
        ] {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }

    #[test]
    fn html_that_was_escaped_twice_is_escaped_once() {
        assert_eq!(
            unescape_twice("<p>Kenya&amp;#8217;s &amp;amp;nbsp; &amp; x</p>"),
            "<p>Kenya&#8217;s &nbsp; &amp; x</p>"
        );
        assert_eq!(
            unescape_twice("<p>&amp;lt;b&amp;gt; R&amp;D; &amp;</p>"),
            "<p>&amp;lt;b&amp;gt; R&amp;D; &amp;</p>"
        );
        assert_eq!(
            unescape_twice(
                "<p>&amp;lt;a href=&amp;quot;/x&amp;quot;&amp;gt;Rain&amp;lt;/a&amp;gt; &amp;lt; 5</p>"
            ),
            "<p><a href=\"/x\">Rain</a> &amp;lt; 5</p>"
        );
    }
}
