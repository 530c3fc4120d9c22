mod field;
mod organisations;
mod people;
mod roles;

use proptest::prelude::*;

use super::*;
use crate::enrich::quotations;

/// Tags by hand: each name in the text with its kind.
fn mentions(document: &Document, names: &[(&str, NameKind)]) -> Vec<Mention> {
    let mut found = Vec::new();
    for &(name, kind) in names {
        for (at, _) in document.text().match_indices(name) {
            let span = Span::new(at as u32, (at + name.len()) as u32);
            let tokens = document.token_at(span.start) as u32..document.token_at(span.end) as u32;
            let taken = found.iter().any(|other: &Mention| other.span.overlaps(span));
            if !taken {
                found.push(Mention { span, tokens, kind, score: 0.9 });
            }
        }
    }
    found.sort_by_key(|mention| mention.span.start);
    found
}

fn people(text: &str, names: &[&str]) -> Vec<Person> {
    let document = Document::new(None, text);
    let names: Vec<_> = names.iter().map(|&name| (name, NameKind::Person)).collect();
    join(&document, &mentions(&document, &names), &quotations::find(&document)).0
}

/// The roles of the first person named.
fn roles_of(text: &str, names: &[&str]) -> Vec<String> {
    people(text, names).swap_remove(0).roles
}

/// Organisations with how often each is named.
fn organisations(text: &str, names: &[&str]) -> Vec<(String, usize)> {
    let document = Document::new(None, text);
    let names: Vec<_> = names.iter().map(|&name| (name, NameKind::Organisation)).collect();
    let found = join(&document, &mentions(&document, &names), &quotations::find(&document)).1;
    found.into_iter().map(|found| (found.name, found.mentions.len())).collect()
}

proptest! {
    #[test]
    fn any_text_is_tagged_and_joined(title in ".{0,20}", text in "([A-Z]?[a-z\u{e9}]{0,6}[ .,'\"\u{201c}\u{201d}-]{1,2}|said |President |\n|\\PC){0,60}") {
        let document = Document::new(Some(&title), &text);
        let mentions = tag(&document, Resources::embedded(), &mut Scratch::default());
        let mut end = 0;
        for mention in &mentions {
            prop_assert!(mention.span.start >= end && mention.span.start < mention.span.end);
            prop_assert!(document.text().get(mention.span.range()).is_some());
            end = mention.span.end;
        }
        let (people, organisations) = join(&document, &mentions, &quotations::find(&document));
        for span in people.iter().flat_map(|person| &person.mentions).chain(organisations.iter().flat_map(|o| &o.mentions)) {
            prop_assert!(document.text().get(span.range()).is_some());
        }
    }
}
