//! HTML to text: what a reader would see, paragraphs on lines of their own, entities decoded.
//!
//! html5ever's tokenizer does the reading; no tree is built, so that neither depth nor unclosed elements can hurt.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A page of HTML, reduced.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Of its `title` element.
    pub title: Option<String>,
    /// Of its `html` element.
    pub language: Option<String>,
    /// What a reader would see.
    pub text: String,
}

/// Elements that stand in a paragraph of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];
/// Elements that stand on a line of their own.
const LINES: &[&str] = &["br", "li", "tr", "option", "legend"];
/// Elements whose text no reader of the article sees.
const UNSEEN: &[&str] = &[
    "audio", "button", "canvas", "datalist", "head", "iframe", "math", "nav", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
];
/// Further elements that tell HTML from text with angle brackets in it.
const INLINE: &[&str] =
    &["a", "b", "em", "i", "img", "small", "span", "strong", "sub", "sup", "u", "td", "th"];

/// The text of a fragment or page.
pub fn to_text(html: &str) -> String {
    page(html).text
}

/// The text of a fragment on one line; `None` where nothing is left.
pub fn to_line(html: &str) -> Option<String> {
    let text = to_text(html).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// Text, title and language of a fragment or page.
pub fn page(html: &str) -> Page {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    // The sink never stops the tokenizer to run a script, so that one call reads all.
    drop(tokenizer.feed(&input));
    tokenizer.end();
    let writer = tokenizer.sink.0.into_inner();
    let title = writer.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Page { title: (!title.is_empty()).then_some(title), language: writer.language, text: writer.text }
}

/// Whether a text has at least one element of HTML in it, closed or void.
pub fn looks_like_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        match rest.strip_prefix('/') {
            Some(rest) => element(rest).is_some(),
            None => element(rest).is_some_and(|name| matches!(name, "br" | "p" | "img" | "hr")),
        }
    })
}

/// Whether a text that starts with `<` starts as HTML does.
pub fn starts_as_html(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('<') else { return false };
    rest.starts_with("!--")
        || rest.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("!doctype"))
        || element(rest).is_some()
}

/// The known element whose name `rest` starts with, followed by what may follow a name.
fn element(rest: &str) -> Option<&'static str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let follows = rest[end..].starts_with(['>', '/', ' ', '\n', '\t', '\r']);
    let known = [BLOCKS, LINES, UNSEEN, INLINE].into_iter().flatten();
    known.copied().find(|known| follows && known.eq_ignore_ascii_case(&rest[..end]))
}

/// What separates the text so far from the text to come.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Sink(RefCell<Writer>);

#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
    /// Inside `pre`, where white space counts.
    preformatted: u32,
    /// The unseen element that we are in, how deep it is nested in itself, and where the text stood before it.
    unseen: Option<(String, u32, usize, Gap)>,
    title: String,
    in_title: bool,
    language: Option<String>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut writer = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(characters) => writer.write(&characters),
            Token::TagToken(tag) => return writer.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Writer {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if name == "title" && self.unseen.as_ref().is_none_or(|(unseen, ..)| unseen == "head") {
            self.in_title = opens;
            return if opens { TokenSinkResult::RawData(RawKind::Rcdata) } else { TokenSinkResult::Continue };
        }
        self.step_unseen(name, opens && !tag.self_closing, !opens);
        if BLOCKS.contains(&name) {
            self.gap = self.gap.max(Gap::Paragraph);
        } else if LINES.contains(&name) {
            // Two line breaks make a paragraph, as they do for the eye.
            let twice = name == "br" && opens && self.gap >= Gap::Line;
            self.gap = self.gap.max(if twice { Gap::Paragraph } else { Gap::Line });
        } else if matches!(name, "td" | "th") {
            self.gap = self.gap.max(Gap::Space);
        }
        match (name, opens) {
            ("pre", true) => self.preformatted += 1,
            ("pre", false) => self.preformatted = self.preformatted.saturating_sub(1),
            ("html", true) => {
                let language = tag.attrs.iter().find(|attribute| &*attribute.name.local == "lang");
                self.language = language.map(|attribute| attribute.value.trim().to_owned());
                self.language.take_if(|language| language.is_empty());
            }
            ("script", true) => return TokenSinkResult::RawData(RawKind::ScriptData),
            ("style" | "iframe" | "noframes" | "noembed" | "xmp", true) => {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            ("textarea", true) => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Text inside an unseen element is written all the same and taken back when the element closes: one that never
    /// closes must not swallow the article.
    fn step_unseen(&mut self, name: &str, opens: bool, closes: bool) {
        match &mut self.unseen {
            Some((unseen, depth, ..)) if unseen == name => {
                if opens {
                    *depth += 1;
                } else if closes {
                    *depth -= 1;
                    if *depth == 0
                        && let Some((_, _, length, gap)) = self.unseen.take()
                    {
                        self.text.truncate(length);
                        self.gap = gap;
                    }
                }
            }
            // A body ends a head that was left open.
            Some((unseen, ..)) if unseen == "head" && name == "body" && opens => self.unseen = None,
            None if opens && UNSEEN.contains(&name) => {
                self.unseen = Some((name.to_owned(), 1, self.text.len(), self.gap));
            }
            _ => {}
        }
    }

    fn write(&mut self, characters: &str) {
        if self.in_title {
            self.title.push_str(characters);
            return;
        }
        if self.preformatted > 0 {
            self.flush_gap();
            self.text.push_str(characters);
            return;
        }
        let mut rest = characters;
        loop {
            let word = rest.trim_start_matches(SPACE);
            if word.len() < rest.len() {
                self.gap = self.gap.max(Gap::Space);
            }
            if word.is_empty() {
                return;
            }
            self.flush_gap();
            let end = word.find(SPACE).unwrap_or(word.len());
            self.text.push_str(&word[..end]);
            rest = &word[end..];
        }
    }

    fn flush_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
    }
}

/// White space that HTML collapses. A no-break space is not among it.
const SPACE: [char; 5] = [' ', '\n', '\t', '\r', '\u{c}'];

#[cfg(test)]
mod tests {
    use super::{looks_like_html, page, to_line, to_text};

    #[test]
    fn paragraphs_become_lines_and_entities_characters() {
        let html = "<p>Floods hit <b>Lower</b>\n  Valley.</p><p>Mayor&nbsp;Ann O&#39;Neil &amp; staff</p>one<br>two<br><br>three";
        assert_eq!(
            to_text(html),
            "Floods hit Lower Valley.\n\nMayor\u{a0}Ann O'Neil & staff\n\none\ntwo\n\nthree"
        );
        assert_eq!(
            to_text("<ul><li>a</li><li>b</li></ul><table><tr><td>1</td><td>2</td></tr></table>"),
            "a\nb\n\n1 2"
        );
        assert_eq!(to_line("Storm <em>Ida</em>\nhits").as_deref(), Some("Storm Ida hits"));
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let html = "<style>p{}</style><script>if (a</b) x('</p>')</script>Seen<svg><title>x</title><text>y</text></svg><!-- no -->.";
        assert_eq!(to_text(html), "Seen.");
        assert_eq!(to_text("<nav>Menu<p>The article goes on"), "Menu\n\nThe article goes on");
    }

    #[test]
    fn a_page_has_title_and_language() {
        let page = page(
            "<!doctype html><html lang=en><head><title>A &amp; B</title><meta x></head><body><p>Text</body>",
        );
        assert_eq!(page.title.as_deref(), Some("A & B"));
        assert_eq!(page.language.as_deref(), Some("en"));
        assert_eq!(page.text, "Text");
    }

    #[test]
    fn angle_brackets_alone_are_no_html() {
        assert!(looks_like_html("one<br/>two"));
        assert!(looks_like_html("an <em>x</em>"));
        assert!(!looks_like_html("1 < 2 and 3 > 2; <unknown> </nothing>; a<b"));
    }
}
