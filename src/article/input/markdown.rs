//! Markdown to text: its marks are no words. The text becomes HTML by `CommonMark`, and that what a reader sees.

use pulldown_cmark::{Event, Options, Parser, html};

use super::html::{Page, page};

/// Most lines that are read as Markdown. Each of a list takes the parser 170 bytes. Chosen: a book has ten thousand.
const MOST_LINES: usize = 200_000;

/// The text of Markdown as a reader sees it. Line breaks stay. A text of too many lines is as it was.
pub(super) fn reduce(text: &str) -> Page {
    if text.bytes().filter(|&byte| byte == b'\n').count() > MOST_LINES {
        return Page { text: text.to_owned(), ..Page::default() };
    }
    let parser = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES);
    let lines = parser.map(|event| if event == Event::SoftBreak { Event::HardBreak } else { event });
    let mut markup = String::with_capacity(text.len() + text.len() / 4);
    html::push_html(&mut markup, lines);
    page(&markup)
}

/// True if a text that does not say so is Markdown: it holds a mark that nothing else means.
///
/// A link or picture with an address, a heading of two or more `#`, or words between `**`. A list with `*`, a rule of `---`
/// or a word between `_` stand in plain text too and decide nothing.
pub(super) fn is_certain(text: &str) -> bool {
    has_link(text) || text.lines().any(|line| is_heading(line) || has_strong(line))
}

/// `[words](https://…)`, `![words](…)`.
fn has_link(text: &str) -> bool {
    text.match_indices("](").any(|(at, _)| {
        let opens = text[..at].rfind(['[', '\n']).is_some_and(|start| text.as_bytes()[start] == b'[');
        let address = &text[at + 2..];
        let end = address.find([')', ' ', '\n']);
        opens && end.is_some_and(|end| end > 0) && address.starts_with(['h', '/', '#', 'm', '<'])
    })
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    (2..=6).contains(&level) && words.starts_with(' ') && words.contains(char::is_alphabetic)
}

/// `**words**`, each mark against a word and not against another mark.
fn has_strong(line: &str) -> bool {
    let Some((before, rest)) = line.split_once("**") else { return false };
    let Some((words, after)) = rest.split_once("**") else { return false };
    let in_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    words.starts_with(|c: char| !c.is_whitespace() && c != '*')
        && words.ends_with(|c: char| !c.is_whitespace())
        && words.contains(char::is_alphabetic)
        && !in_word(before.chars().next_back())
        && !in_word(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::{is_certain, reduce};

    #[test]
    fn marks_are_no_words() {
        for (markdown, text) in [
            (
                "# Floods\n\nFloods killed **14 people** in *Kenya*.",
                "Floods\n\nFloods killed 14 people in Kenya.",
            ),
            (
                "The [Red Cross](https://x.example/Paris \"London\") said ![a map](m.png)so.",
                "The Red Cross said so.",
            ),
            (
                "- 14 dead\n- 3,200 homeless\n\n> \"It rained,\" she said.",
                "14 dead\n3,200 homeless\n\n\"It rained,\" she said.",
            ),
            (
                "line one\nline two\n\n## Toll\nSome 2 * 3 * 4 and a_b_c",
                "line one\nline two\n\nToll\n\nSome 2 * 3 * 4 and a_b_c",
            ),
            ("~~12~~ 14 died &amp; more\\*<br>x <span hidden>no</span>", "14 died & more*\nx"),
            ("| A | B |\n|---|---|\n| 1 | 2 |", "A B\n1 2"),
        ] {
            assert_eq!(reduce(markdown).text, text, "{markdown}");
        }
    }

    #[test]
    fn only_marks_that_mean_nothing_else_make_markdown() {
        for text in [
            "The [Red Cross](https://x.example) said",
            "![](/map.png)",
            "Floods\n\n## Toll\n14 died",
            "**NAIROBI** (EX) - Floods",
            "Floods killed **14 people** in Kenya.",
        ] {
            assert!(is_certain(text), "{text}");
        }
        for text in [
            "Floods killed 14 people.",
            "#dam #flood\n2024-05-01",
            "# 1 seed falls",
            "* 14 dead\n* 3 hurt",
            "** CORRECTION ** The toll is 14",
            "*** 2**3 ** and 4**5",
            "said [the Red Cross] (in Geneva) and [x](y)",
            "___\n__init__.py\n-- \n====\n______",
            "a]( b",
            "f**k and s**t",
        ] {
            assert!(!is_certain(text), "{text}");
        }
    }
}
