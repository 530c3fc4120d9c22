//! Entities that a document defines in its own `DOCTYPE`. Those that stand for a short text are read; none is fetched, and
//! none is expanded inside another, so that a document cannot grow.

use crate::article::input::html;

/// Longest internal subset, longest value and most entities that are read, and the most that all of a document's references
/// may add, in bytes.
const SUBSET: usize = 64 * 1024;
const LONGEST: usize = 1000;
const MOST: usize = 1000;
const EXPANDED: usize = 64 * 1024;

/// The entities of a document.
#[derive(Debug, Default)]
pub(super) struct Entities<'t> {
    /// Names with the text that they stand for.
    values: Vec<(&'t str, String)>,
    /// Names of those that are not read: external ones, and those that hold markup or other entities.
    others: Vec<&'t str>,
    /// Bytes that references have added.
    added: usize,
}

impl<'t> Entities<'t> {
    /// The entities that the `DOCTYPE` of a document defines. The first definition of a name counts.
    pub(super) fn of(text: &'t str) -> Self {
        let mut entities = Self::default();
        let Some(subset) = subset(text) else { return entities };
        let mut rest = subset;
        while let Some(at) = rest.find("<!") {
            rest = &rest[at + 2..];
            if let Some(comment) = rest.strip_prefix("--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let end = end_of(rest);
            if let Some(declaration) = rest[..end].strip_prefix("ENTITY") {
                entities.declare(declaration);
            }
            rest = &rest[end..];
        }
        entities
    }

    fn declare(&mut self, declaration: &'t str) {
        let declaration = declaration.trim_start();
        let (name, rest) = declaration.split_once(char::is_whitespace).unwrap_or((declaration, ""));
        let is_known = self.others.contains(&name) || self.values.iter().any(|(known, _)| *known == name);
        if name.is_empty() || name == "%" || is_known || self.values.len() + self.others.len() >= MOST {
            return;
        }
        match value(rest.trim_start()) {
            Some(value) => self.values.push((name, value)),
            None => self.others.push(name),
        }
    }

    /// The text that a reference stands for, as long as all of them are not too much.
    pub(super) fn expand(&mut self, name: &str) -> Option<&str> {
        let (_, value) = self.values.iter().find(|(known, _)| *known == name)?;
        self.added += value.len();
        (self.added <= EXPANDED).then_some(value)
    }

    /// The name of an entity that the document defines and refers to, and that is not read.
    pub(super) fn unread(&self, text: &str) -> Option<&'t str> {
        let is_used = |name: &&&str| text.contains(&format!("&{name};"));
        let is_too_much = self.added > EXPANDED;
        let other = self.others.iter().find(is_used).copied();
        other.or_else(|| self.values.first().filter(|_| is_too_much).map(|(name, _)| *name))
    }
}

/// The text between the brackets of a `DOCTYPE`.
fn subset(text: &str) -> Option<&str> {
    let start = text.find("<!DOCTYPE")?;
    // Only a declaration, comments and instructions stand before it.
    if text[..start].contains("<!ENTITY") || start > SUBSET {
        return None;
    }
    let rest = &text[start..];
    let open = rest.find(['[', '>']).filter(|&at| rest[at..].starts_with('['))?;
    let bound = rest.floor_char_boundary(open + SUBSET);
    let inner = &rest[open + 1..bound.max(open + 1)];
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, ']') => return Some(&inner[..at]),
            _ => {}
        }
    }
    None
}

/// The end of a declaration: its `>` outside quotation marks.
fn end_of(declaration: &str) -> usize {
    let mut quote = None;
    for (at, c) in declaration.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return at,
            _ => {}
        }
    }
    declaration.len()
}

/// The text of a declaration's value; `None` for one that is external, too long, or holds more than text.
fn value(declaration: &str) -> Option<String> {
    let quote = declaration.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let text = declaration[1..].split(quote).next()?;
    let decoded = html::decode(text);
    let is_text = text.len() <= LONGEST && !text.contains(['<', '%']) && !decoded.contains(['<', '&']);
    is_text.then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::Entities;
    use crate::article::input::{Field, Hints, Rules, read_closely};

    #[test]
    fn short_texts_are_read_and_all_else_is_not() {
        let text = "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'x' [<!-- <!ENTITY no 'no'> --><!ELEMENT a (b)>\n\
            <!ENTITY port \"Tema > ]harbour\"><!ENTITY port 'other'><!ENTITY e '&#233;t&#233;'><!ENTITY % p 'x'>\
            <!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY b '&port;&port;'><!ENTITY m '<p>x</p>'>]><nitf>&x;</nitf>";
        let mut entities = Entities::of(text);
        assert_eq!(entities.expand("port"), Some("Tema > ]harbour"));
        assert_eq!(entities.expand("e"), Some("été"));
        for name in ["no", "x", "b", "m", "p", "other"] {
            assert_eq!(entities.expand(name), None, "{name}");
        }
        assert_eq!((entities.unread(text), entities.unread("&port;")), (Some("x"), None));
    }

    #[test]
    fn what_they_add_is_bounded() {
        let text = format!("<!DOCTYPE r [<!ENTITY a '{}'>]><r/>", "a".repeat(1000));
        let mut entities = Entities::of(&text);
        let expanded = (0..1000).filter(|_| entities.expand("a").is_some()).count();
        assert_eq!(expanded, 65);
        assert_eq!(entities.unread(""), Some("a"));
        for text in [
            "<!DOCTYPE r [<!ENTITY a 'b'",
            "<!DOCTYPE r [",
            "<!DOCTYPE",
            "<!DOCTYPE r><r>[<!ENTITY a 'b'>]</r>",
            "",
        ] {
            assert_eq!(Entities::of(text).expand("a"), None, "{text}");
        }
    }

    #[test]
    fn an_entity_that_is_not_read_is_told() {
        let document = |name: &str| {
            format!(
                "<!DOCTYPE nitf [<!ENTITY port 'Ostra'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><nitf><body><body.content><p>Ferries \
                 sail to &{name}; again.</p></body.content></body></nitf>"
            )
        };
        let read =
            |name| read_closely(document(name).as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        let known = read("port");
        assert_eq!(
            (known.article.body.as_str(), known.unreadable.len()),
            ("Ferries sail to Ostra again.", 0)
        );
        let external = read("x").unreadable;
        assert_eq!((external.len(), external[0].field), (1, Field::Body));
        assert_eq!(external[0].from, "the entity \"x\" of the document");
    }
}
