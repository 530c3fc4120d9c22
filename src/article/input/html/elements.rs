//! Elements of HTML by what a reader sees of them.

use html5ever::Attribute;
use html5ever::tokenizer::Tag;

use super::{Meta, classes};
use crate::article::MarkKind;
use crate::article::input::redact;

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
    "dialog",
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
const LINES: &[&str] = &["br", "li", "tr", "option"];
/// Elements whose text no reader of the article reads: media, controls, navigation, the readings of ruby, and what is struck
/// through, which is withdrawn.
const UNSEEN: &[&str] = &[
    "audio", "button", "canvas", "datalist", "del", "head", "iframe", "label", "legend", "math", "menu",
    "nav", "noscript", "object", "rp", "rt", "s", "script", "select", "strike", "style", "svg", "template",
    "textarea", "video",
];
/// Further elements that distinguish HTML from text with angle brackets in it.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "img", "ins", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "time", "u", "td", "th",
];
/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Longest value of a `meta` element that is kept, in bytes.
const LONGEST_META: usize = 1000;
/// Elements that may stand in a `head`; any other ends one that was left open.
const HEAD: &[&str] = &["base", "link", "meta", "noscript", "script", "style", "template", "title"];
/// Elements whose end tag may be left out.
const OPTIONAL_END: &[&str] = &["dd", "dt", "li", "option", "p", "rp", "rt", "td", "th", "tr"];

/// The separation that an element asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Block,
    Line,
    Cell,
    Inline,
}

pub(super) fn flow(name: &str) -> Flow {
    if BLOCKS.contains(&name) {
        Flow::Block
    } else if LINES.contains(&name) {
        Flow::Line
    } else if matches!(name, "td" | "th") {
        Flow::Cell
    } else {
        Flow::Inline
    }
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

pub(super) fn has_optional_end(name: &str) -> bool {
    OPTIONAL_END.contains(&name)
}

/// True if a start tag `name` ends an element `open` whose end tag was left out (HTML standard, 13.1.2.4).
pub(super) fn ends(name: &str, open: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&name),
        "li" => name == "li",
        "dd" | "dt" => matches!(name, "dd" | "dt"),
        "option" => name == "option",
        "rt" | "rp" => matches!(name, "rt" | "rp"),
        "td" | "th" => matches!(name, "td" | "th" | "tr"),
        "tr" => name == "tr",
        "head" => !HEAD.contains(&name),
        _ => false,
    }
}

/// True if an element bounds the search for one whose end tag was left out: a list item inside an inner list does not end
/// that of the outer list.
pub(super) fn is_scope(name: &str) -> bool {
    matches!(
        name,
        "ul" | "ol"
            | "dl"
            | "table"
            | "td"
            | "th"
            | "blockquote"
            | "div"
            | "section"
            | "article"
            | "aside"
            | "figure"
    )
}

/// The known element whose name `rest` starts with, followed by what may follow a name.
pub(super) fn element(rest: &str) -> Option<&'static str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let follows = rest[end..].starts_with(['>', '/', ' ', '\n', '\t', '\r']);
    let known = [BLOCKS, LINES, UNSEEN, INLINE].into_iter().flatten();
    known.copied().find(|known| follows && known.eq_ignore_ascii_case(&rest[..end]))
}

/// How the text of an element is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is the article's.
    Text,
    /// No reader sees it.
    Unseen,
    /// A box of the page: navigation, sharing, other stories, advertising.
    Box,
    /// It is kept and marked.
    Marked(MarkKind),
    /// A container that may prove to be a box of links.
    Container,
    /// The header of a page or of a part of it.
    Header,
    /// `main`, `article` or the body of the article: where a page's text stands.
    Main(u8),
    /// A headline of the first order.
    Headline,
    /// A link.
    Link,
    /// A superscript.
    Above,
    /// A subscript.
    Below,
}

/// A rule of [`role`].
#[cfg_attr(not(test), expect(dead_code, reason = "names and reasons are read by people and by the test"))]
struct Rule {
    name: &'static str,
    /// Why it stands where it does.
    why: &'static str,
    test: fn(&Element) -> Option<Role>,
}

/// The rules by which an element gets its role; the first that fits decides.
const RULES: &[Rule] = &[
    Rule { name: "unseen", why: "nothing makes these visible", test: unseen },
    Rule { name: "hidden", why: "what is hidden stays hidden, whatever its class says", test: hidden },
    Rule {
        name: "page",
        why: "classes of the page and of its article describe the article, not a box",
        test: page,
    },
    Rule { name: "mark", why: "a caption inside a box goes with the box; a credit is no box", test: mark },
    Rule { name: "box", why: "by landmark role, then by class", test: boxed },
    Rule { name: "element", why: "what is left is told by its name", test: by_name },
];

/// A start tag with what the rules ask of it.
pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    attributes: &'t [Attribute],
}

impl<'t> Element<'t> {
    pub(super) fn of(tag: &'t Tag) -> Self {
        Self { name: &tag.name, attributes: &tag.attrs }
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| attribute.value.trim())
    }

    fn classes(&self) -> impl Iterator<Item = &str> {
        ["class", "id"]
            .into_iter()
            .filter_map(|name| self.attribute(name))
            .flat_map(str::split_ascii_whitespace)
    }

    /// The element as it is shown: its name, and what may have made it a box or hidden.
    pub(super) fn shown(&self) -> String {
        let class = self.classes().find(|class| classes::hides(class) || classes::is_box(class));
        let hidden = self.attribute("hidden").map(|_| "[hidden]").unwrap_or_default();
        let class = class.or_else(|| self.classes().next()).map(|class| format!(".{}", redact::key(class)));
        format!("{}{}{hidden}", self.name, class.unwrap_or_default())
    }

    fn attribute_is(&self, name: &str, values: &[&str]) -> bool {
        let given = self.attribute(name).unwrap_or_default();
        given.split_ascii_whitespace().any(|word| values.iter().any(|value| word.eq_ignore_ascii_case(value)))
    }
}

/// What a `meta`, a `link` or a marked `time` says of the page.
pub(super) fn meta(element: &Element) -> Option<Meta> {
    let name =
        ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| element.attribute(key));
    let (name, content) = match element.name {
        "meta" => (name?, element.attribute("content")?),
        "link" if element.attribute_is("rel", &["canonical"]) => ("canonical", element.attribute("href")?),
        "time" => (element.attribute("itemprop")?, element.attribute("datetime")?),
        _ => return None,
    };
    let fits = !content.is_empty() && content.len() <= LONGEST_META;
    fits.then(|| Meta { name: name.to_ascii_lowercase(), content: content.to_owned() })
}

/// Elements whose content is no running text, or is withdrawn.
const NEVER_TEXT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "del", "head", "label", "legend", "math", "rp", "rt", "s",
    "script", "select", "strike", "style", "svg", "video",
];

/// True for an element whose text is no loss.
pub(super) fn is_never_text(name: &str) -> bool {
    NEVER_TEXT.contains(&name)
}

/// True if the text of an element of this role may be left out.
pub(super) fn may_be_left_out(role: Role) -> bool {
    matches!(role, Role::Unseen | Role::Box | Role::Header)
}

/// The role of an element.
pub(super) fn role(element: &Element) -> Role {
    RULES.iter().find_map(|rule| (rule.test)(element)).unwrap_or(Role::Text)
}

/// The role of an element of a page that shows what it hides.
pub(super) fn role_if_shown(element: &Element) -> Role {
    if element.name == "noscript" {
        return Role::Text;
    }
    let rules = RULES.iter().filter(|rule| rule.name != "hidden");
    rules.map(|rule| rule.test).find_map(|test| test(element)).unwrap_or(Role::Text)
}

/// True for an element that its attributes hide, or that is seen only without scripts.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.name == "noscript" || hidden(element).is_some()
}

fn unseen(element: &Element) -> Option<Role> {
    // A shadow root that the document declares is seen.
    if element.name == "template" && element.attribute("shadowrootmode").is_some() {
        return Some(Role::Container);
    }
    let closed = element.name == "dialog" && element.attribute("open").is_none();
    // AMP shows it until an advertisement or a question is loaded.
    let is_frame = ["amp-ad", "amp-sticky-ad", "amp-embed", "amp-consent"].contains(&element.name);
    (UNSEEN.contains(&element.name) || closed || is_frame).then_some(Role::Unseen)
}

fn hidden(element: &Element) -> Option<Role> {
    if element.attributes.is_empty() || matches!(element.name, "html" | "body") {
        return None;
    }
    let by_attribute = element.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || element.attribute_is("aria-hidden", &["true"])
            // AMP shows it to those who may not read on.
            || element.attribute_is("subscriptions-section", &["content-not-granted"]);
    let hidden = by_attribute
        || element.attribute("style").is_some_and(classes::style_hides)
        || element.classes().any(classes::hides) && !element.classes().any(classes::shows_on_wide_screens);
    hidden.then_some(Role::Unseen)
}

fn page(element: &Element) -> Option<Role> {
    if element.attribute_is("itemprop", &["articleBody"]) {
        return Some(Role::Main(3));
    }
    if element.name == "main" || element.attribute_is("role", &["main"]) {
        return Some(Role::Main(2));
    }
    match element.name {
        "article" => Some(Role::Main(1)),
        "html" | "body" => Some(Role::Text),
        "h1" => Some(Role::Headline),
        _ => None,
    }
}

fn mark(element: &Element) -> Option<Role> {
    if matches!(element.name, "figcaption" | "caption") {
        return Some(Role::Marked(MarkKind::Caption));
    }
    if element.attributes.is_empty() || matches!(element.name, "a" | "time") {
        return None;
    }
    let byline = element.attribute_is("itemprop", &["author"]) || element.attribute_is("rel", &["author"]);
    let kind = element.classes().find_map(classes::mark);
    kind.or(byline.then_some(MarkKind::Byline)).map(Role::Marked)
}

/// Landmark roles of WAI-ARIA that hold no text of an article.
const LANDMARKS: &[&str] = &[
    "alertdialog",
    "banner",
    "contentinfo",
    "dialog",
    "form",
    "menu",
    "menubar",
    "navigation",
    "search",
    "toolbar",
];

fn boxed(element: &Element) -> Option<Role> {
    if element.attributes.is_empty() {
        return None;
    }
    let boxed = element.attribute_is("role", LANDMARKS) || element.classes().any(classes::is_box);
    boxed.then_some(Role::Box)
}

fn by_name(element: &Element) -> Option<Role> {
    Some(match element.name {
        "footer" => Role::Box,
        "header" => Role::Header,
        "table" => Role::Marked(MarkKind::Table),
        "aside" | "section" | "div" | "ul" | "ol" | "p" => Role::Container,
        "a" if element.attribute("href").is_some() => Role::Link,
        "sup" => Role::Above,
        "sub" => Role::Below,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_have_a_name_and_a_reason() {
        let mut names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
        assert!(RULES.iter().all(|rule| rule.why.len() > 10));
    }
}
