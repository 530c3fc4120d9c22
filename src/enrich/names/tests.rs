use proptest::prelude::*;

use super::*;

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
    join(&document, &mentions(&document, &names)).0
}

#[test]
fn a_surname_joins_its_full_name_and_namesakes_stay_two() {
    let text =
        "Anna Kovac met Petr Kovac in Brno. Kovac smiled. Later Dr Novak called. Jana Novak said nothing.";
    let people = people(text, &["Anna Kovac", "Petr Kovac", "Kovac", "Jana Novak", "Novak"]);
    let names: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.mentions.len())).collect();
    assert_eq!(names, [("Anna Kovac", 1), ("Petr Kovac", 2), ("Jana Novak", 2)]);
}

#[test]
fn roles_stand_before_and_after_the_name() {
    let text = "Foreign Minister Ana Lopes met Jo Berg, a spokesman for the harbour authority, on Monday.";
    let people = people(text, &["Ana Lopes", "Jo Berg"]);
    assert_eq!(people[0].roles, ["Foreign Minister"]);
    assert_eq!(people[1].roles, ["spokesman for the harbour authority"]);
}

#[test]
fn acronyms_join_their_long_form() {
    let document =
        Document::new(None, "The Lake Boating Union (LBU) voted. LBU members cheered, Reuters reported.");
    let names = [
        ("Lake Boating Union", NameKind::Organisation),
        ("LBU", NameKind::Organisation),
        ("Reuters", NameKind::Organisation),
    ];
    let (_, organisations) = join(&document, &mentions(&document, &names));
    assert_eq!(organisations.len(), 2);
    assert_eq!((organisations[0].name.as_str(), organisations[0].mentions.len()), ("Lake Boating Union", 3));
    assert!(organisations[1].source && !organisations[0].source);
}

#[test]
fn quotations_and_reports_have_their_speakers() {
    let text = "Ana Lopes said the bridge would open in May. \u{201c}We have waited long enough for it,\u{201d} she added.";
    let people = people(text, &["Ana Lopes"]);
    let said: Vec<_> = people[0].statements.iter().map(|s| (&text[s.span.range()], s.direct)).collect();
    assert_eq!(said, [("the bridge would open in May", false), ("We have waited long enough for it,", true)]);
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
        let (people, organisations) = join(&document, &mentions);
        for span in people.iter().flat_map(|person| &person.mentions).chain(organisations.iter().flat_map(|o| &o.mentions)) {
            prop_assert!(document.text().get(span.range()).is_some());
        }
        for statement in people.iter().flat_map(|person| &person.statements) {
            prop_assert!(document.text().get(statement.span.range()).is_some());
        }
    }
}
