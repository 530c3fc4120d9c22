//! The text of an article in NITF or XHTML as HTML, which [`html`](crate::article::input::html) reduces.

use super::tree::{Element, Node, Space};

/// Elements of NITF by the element and class of HTML that a reader would see in their place. Others of its elements
/// (`person`, `money`, `chron`, …) stand in a line of text and need none.
const NITF: &[(&str, &str)] = &[
    ("abstract", "div"),
    ("block", "div"),
    ("bq", "blockquote"),
    ("byline", "div class=\"byline\""),
    ("credit", "p class=\"credit\""),
    ("datasource", "p class=\"credit\""),
    ("distributor", "p"),
    ("em", "em"),
    ("fn", "p"),
    ("hedline", "div"),
    ("hl1", "h2"),
    ("hl2", "h2"),
    ("media", "figure"),
    ("media-caption", "figcaption"),
    ("media-metadata", "template"),
    ("media-object", "template"),
    ("media-producer", "p class=\"credit\""),
    ("media-reference", "template"),
    ("nitf-table", "div"),
    ("nitf-table-metadata", "template"),
    ("note", "div"),
    ("title", "h2"),
];
/// Elements of HTML without content.
const VOID: &[&str] = &["br", "hr", "img", "wbr"];

/// The content of an element as HTML.
pub(super) fn to_html(element: &Element) -> String {
    let mut html = String::new();
    write_content(element, &mut html);
    html
}

fn write_content(element: &Element, html: &mut String) {
    for node in &element.nodes {
        match node {
            Node::Text(text) => escape(text, html),
            Node::Element(element) => write(element, html),
        }
    }
}

fn write(element: &Element, html: &mut String) {
    let known = NITF.iter().find(|(name, _)| *name == element.name);
    match known {
        Some((_, tag)) if element.space != Space::Xhtml => {
            push(html, ["<", tag, ">"]);
            write_content(element, html);
            let name = tag.split(' ').next().unwrap_or_default();
            push(html, ["</", name, ">"]);
        }
        // A name that could break out of its tag is written as text alone.
        _ if !is_plain(&element.name) => write_content(element, html),
        _ => {
            html.push('<');
            html.push_str(&element.name);
            for (name, value) in element.attributes().filter(|(name, _)| is_plain(name)) {
                push(html, [" ", name, "=\""]);
                escape(value, html);
                html.push('"');
            }
            html.push('>');
            if !VOID.contains(&element.name.as_str()) {
                write_content(element, html);
                push(html, ["</", &element.name, ">"]);
            }
        }
    }
}

fn push(html: &mut String, pieces: [&str; 3]) {
    html.extend(pieces);
}

fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Double escaping in XML is text that a reader sees, hence the ampersand is escaped with the rest.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_html;
    use crate::article::input::html;
    use crate::article::input::xml::tree::parse;

    #[test]
    fn nitf_and_xhtml_become_html() {
        let root = parse(
            "<body.content><block><p>A <person>Ann Lee</person> of <money>R5</money> &lt; &amp;c.</p><hl2>Sub</hl2>\
             <media><media-reference source='x.jpg'/><media-caption>Cap</media-caption></media><p lang='x' hidden='hidden'>no</p>\
             <table><tr><td>1</td><td>2<br/>3</td></tr></table></block></body.content>",
        )
        .unwrap();
        assert_eq!(html::to_text(&to_html(&root)), "A Ann Lee of R5 < &c.\n\nSub\n\nCap\n\n1 2\n3");
    }
}
