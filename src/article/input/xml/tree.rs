//! XML as a small tree: names, attributes, text. quick-xml does the reading.
//!
//! External entities are not fetched, and of those that a document defines short texts alone are read, bounded. Depth and the
//! number of elements are bounded.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};
use quick_xml::reader::NsReader;

use super::entities::Entities;
use crate::article::input::error::InputError;
use crate::article::input::html;

/// How deep elements may nest. Chosen: articles of NewsML-G2 with XHTML tables nest about twenty levels deep.
const DEPTH: usize = 128;
/// How many elements a document may have. Chosen: a feed of a hundred long articles has some ten thousand.
const ELEMENTS: usize = 200_000;

/// The vocabulary that an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// No namespace, that of RSS, or one that is not known and has no prefix.
    Plain,
    /// IPTC's `NewsML-G2`.
    NewsMl,
    Nitf,
    Xhtml,
    Atom,
    /// `content:encoded` of RSS.
    Content,
    /// Dublin Core.
    Dc,
    /// Media RSS.
    Media,
    Other,
}

/// Namespaces by a part of their names, since versions differ in the rest, and the prefixes that feeds use without a
/// declaration.
const SPACES: &[(&str, &str, Space)] = &[
    ("iptc.org/std/nar/", "nar", Space::NewsMl),
    ("iptc.org/std/NITF", "nitf", Space::Nitf),
    ("www.w3.org/1999/xhtml", "xhtml", Space::Xhtml),
    ("www.w3.org/2005/Atom", "atom", Space::Atom),
    ("purl.org/atom/ns", "atom03", Space::Atom),
    ("purl.org/rss/1.0/modules/content", "content", Space::Content),
    ("purl.org/dc/elements", "dc", Space::Dc),
    ("purl.org/dc/terms", "dcterms", Space::Dc),
    ("search.yahoo.com/mrss", "media", Space::Media),
    ("purl.org/rss/1.0/modules", "", Space::Other),
    ("purl.org/rss/1.0", "", Space::Plain),
    ("my.netscape.com/rdf", "", Space::Plain),
];

/// A part of a document.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) space: Space,
    /// Its name without a prefix.
    pub(super) name: String,
    /// Names as they are written, with their values.
    attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
    /// Its byte range in the document.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Element {
    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements in it of this name, of whatever vocabulary.
    pub(super) fn all<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first element in it of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.all(name).next()
    }

    /// The elements in it of this name and vocabulary.
    pub(super) fn all_of<'e>(&'e self, space: Space, name: &str) -> impl Iterator<Item = &'e Element> {
        self.all(name).filter(move |element| element.space == space)
    }

    /// The element at the end of a path of names.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |element, name| element.child(name))
    }

    /// The value of an attribute by its name without a prefix (`xml:lang` is `lang`); `None` where it is blank.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let local = |written: &str| written.rsplit(':').next().unwrap_or_default().to_owned();
        let (_, value) = self.attributes.iter().find(|(written, _)| local(written) == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// All text in it as it stands.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.collect(&mut text);
        text
    }

    fn collect(&self, text: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Element(element) => element.collect(text),
                Node::Text(piece) => text.push_str(piece),
            }
        }
    }

    /// All text in it on one line; `None` where there is none.
    pub(super) fn line(&self) -> Option<String> {
        let text = self.raw_text().split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Element, InputError> {
    parse_with(text, &mut Entities::of(text))
}

/// Reads a document with the entities that it defines.
pub(super) fn parse_with(text: &str, entities: &mut Entities<'_>) -> Result<Element, InputError> {
    let mut reader = NsReader::from_str(text);
    // An ampersand that stands for itself is common in feeds, and its meaning is certain.
    reader.config_mut().allow_dangling_amp = true;
    let mut builder = Builder::default();
    loop {
        let start = position(&reader);
        let read = reader.read_resolved_event();
        let Ok((space, event)) = read else { return Err(broken(text, position(&reader))) };
        match event {
            Event::Start(tag) => builder.open(element(&space, &tag, start))?,
            Event::Empty(tag) => {
                builder.open(element(&space, &tag, start))?;
                builder.close(position(&reader));
            }
            Event::End(_) => builder.close(position(&reader)),
            Event::Text(characters) => builder.write(&characters.xml10_content()),
            Event::CData(characters) => builder.write(&characters.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner();
                match entities.expand(&name) {
                    Some(text) => builder.write(text),
                    None => builder.write(&html::decode(&format!("&{};", &*name))),
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !builder.open.is_empty() {
        return Err(broken(text, text.len()));
    }
    builder.root.ok_or_else(|| InputError::UnreadableBody("the XML has no root element".into()))
}

fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn broken(text: &str, at: usize) -> InputError {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    InputError::UnreadableBody(format!("the XML is not well-formed (line {line}, column {column})"))
}

fn element(space: &ResolveResult<'_>, tag: &BytesStart<'_>, start: usize) -> Element {
    let name = tag.name();
    // Of attributes that are given twice the first counts.
    let mut written = tag.attributes();
    let attributes = written
        .with_checks(false)
        .flatten()
        .map(|attribute| (attribute.key.into_inner().to_owned(), html::decode(&attribute.value).into_owned()))
        .collect();
    Element {
        space: space_of(space, name),
        name: name.local_name().into_inner().to_owned(),
        attributes,
        nodes: Vec::new(),
        start,
        end: start,
    }
}

fn space_of(resolved: &ResolveResult<'_>, name: QName<'_>) -> Space {
    let prefix = name.prefix().map(|prefix| prefix.into_inner().to_owned());
    match resolved {
        ResolveResult::Bound(Namespace(uri)) => {
            let known = SPACES.iter().find(|(part, ..)| uri.contains(part)).map(|&(.., space)| space);
            known.unwrap_or(if prefix.is_none() { Space::Plain } else { Space::Other })
        }
        ResolveResult::Unbound => Space::Plain,
        ResolveResult::Unknown(_) => {
            let prefix = prefix.unwrap_or_default().to_ascii_lowercase();
            SPACES.iter().find(|(_, known, _)| *known == prefix).map_or(Space::Other, |&(.., space)| space)
        }
    }
}

#[derive(Default)]
struct Builder {
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Builder {
    fn open(&mut self, element: Element) -> Result<(), InputError> {
        self.elements += 1;
        if self.open.is_empty() && self.root.is_some() {
            let words = "the message holds a second document of XML behind the first: send each by itself";
            return Err(InputError::SeveralArticles(words.into()));
        }
        if self.open.len() >= DEPTH {
            return Err(InputError::UnreadableBody(format!("the XML nests deeper than {DEPTH} levels")));
        }
        if self.elements > ELEMENTS {
            return Err(InputError::UnreadableBody(format!("the XML has more than {ELEMENTS} elements")));
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let Some(mut element) = self.open.pop() else { return };
        element.end = end;
        match self.open.last_mut() {
            Some(parent) => parent.nodes.push(Node::Element(element)),
            None => self.root = self.root.take().or(Some(element)),
        }
    }

    fn write(&mut self, characters: &str) {
        let Some(element) = self.open.last_mut() else { return };
        match element.nodes.last_mut() {
            Some(Node::Text(text)) => text.push_str(characters),
            _ => element.nodes.push(Node::Text(characters.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Space, parse};

    #[test]
    fn names_text_and_attributes_are_read() {
        let root = parse(
            "<?xml version='1.0'?><!-- c --><r xmlns:dc='http://purl.org/dc/elements/1.1/' xml:lang=' en '>\
             a &amp; b &nbsp;&#8217;&custom; AT&T <dc:creator>Ann</dc:creator><![CDATA[<b>]]><media:credit/></r>",
        )
        .unwrap();
        assert_eq!(root.attribute("lang"), Some("en"));
        assert_eq!(root.raw_text(), "a & b \u{a0}’&custom; AT&T Ann<b>");
        assert_eq!(root.child("creator").unwrap().space, Space::Dc);
        assert_eq!(root.child("credit").unwrap().space, Space::Media);
    }

    #[test]
    fn entities_of_a_document_are_not_expanded() {
        let bomb = "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&b;&x;</r>";
        assert_eq!(parse(bomb).unwrap().raw_text(), "&b;&x;");
    }

    #[test]
    fn what_is_broken_too_deep_or_too_large_is_refused_without_a_word_of_it() {
        for (xml, words) in [
            ("<a>\n<b>secret</a>".to_owned(), "line 2"),
            ("<a><b>secret".to_owned(), "not well-formed"),
            ("<?xml version='1.0'?>".to_owned(), "no root"),
            (String::new(), "no root"),
            ("<secret>".repeat(100_000), "deeper than 128"),
            (format!("<a>{}</a>", "<b/>".repeat(200_001)), "more than 200000"),
        ] {
            let error = parse(&xml).unwrap_err();
            assert_eq!(error.reason(), "unreadable_body");
            let error = error.to_string();
            assert!(error.contains(words) && !error.contains("secret"), "{error}");
        }
    }
}
