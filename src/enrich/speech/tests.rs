//! Who says what in sentences of many newspapers: `statements.txt` and `attributions.txt`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::enrich::names::{self, Mention, NameKind};
use crate::enrich::quotations;

/// A text with the names that it has, and what is expected of it.
#[derive(Debug, Default)]
struct Snippet {
    people: Vec<String>,
    bodies: Vec<String>,
    text: String,
    expected: Vec<String>,
}

fn snippets(file: &str) -> Vec<Snippet> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/enrich/speech/tests").join(file);
    let table = fs::read_to_string(path).expect("the file of snippets");
    let mut found = vec![Snippet::default()];
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let snippet = found.last_mut().expect("never empty");
        let names = |list: &str| list.split(';').map(|name| name.trim().to_owned()).collect();
        match line.split_once(' ') {
            Some(("people:", list)) => snippet.people = names(list),
            Some(("bodies:", list)) => snippet.bodies = names(list),
            Some((">", text)) => snippet.text = text.replace('⏎', "\n"),
            Some(("-" | "@", expected)) => snippet.expected.push(expected.to_owned()),
            _ if line.is_empty() => found.push(Snippet::default()),
            _ => panic!("{file}: {line}"),
        }
    }
    found.retain(|snippet| !snippet.text.is_empty());
    found
}

impl Snippet {
    fn read(&self) -> (Document, Vec<Person>, Speech) {
        let (title, body) = match self.text.split_once("\n====\n") {
            Some((title, body)) => (Some(title), body),
            None => (None, self.text.as_str()),
        };
        let document = Document::new(title, body);
        let mut mentions: Vec<Mention> = Vec::new();
        let people = self.people.iter().map(|name| (name, NameKind::Person));
        for (name, kind) in people.chain(self.bodies.iter().map(|name| (name, NameKind::Organisation))) {
            // A surname alone is a mention too.
            for name in [name, name.rsplit(' ').next().unwrap_or(name)] {
                for (at, _) in document.text().match_indices(name) {
                    let span = Span::new(at as u32, (at + name.len()) as u32);
                    let tokens = document.token_at(span.start) as u32..document.token_at(span.end) as u32;
                    if !mentions.iter().any(|other| other.span.overlaps(span)) {
                        mentions.push(Mention { span, tokens, kind, score: 0.9 });
                    }
                }
            }
        }
        mentions.sort_by_key(|mention| mention.span.start);
        let marked = quotations::find(&document);
        let (mut people, organisations) = names::join(&document, &mentions, &marked);
        let speech = find(&document, &marked, &people, &organisations);
        speech.tell(&document, &mut people);
        (document, people, speech)
    }

    /// `Lopes: words` for each statement in the order of the text, direct ones in marks.
    fn statements(&self) -> Vec<String> {
        let (document, people, _) = self.read();
        let mut said: Vec<(u32, String)> = Vec::new();
        for person in &people {
            let surname = person.name.rsplit(' ').next().unwrap_or_default();
            for statement in &person.statements {
                let words = document.slice(statement.span);
                let words = if statement.direct { format!("«{words}»") } else { words.to_owned() };
                said.push((statement.span.start, format!("{surname}: {words}")));
            }
        }
        said.sort();
        if said.is_empty() { vec!["none".into()] } else { said.into_iter().map(|(_, line)| line).collect() }
    }

    /// `38 = the ministry` for each number that is asked for.
    fn attributions(&self) -> Vec<String> {
        let (document, _, speech) = self.read();
        let attribution = |expected: &String| {
            let number = expected.split(" = ").next().unwrap_or_default();
            let token = document.tokens().iter().find(|token| document.word(token) == number);
            let act = token.and_then(|token| speech.act_at(token.span));
            format!("{number} = {}", act.map_or("-", |act| document.slice(act.words)))
        };
        self.expected.iter().map(attribution).collect()
    }
}

fn check(file: &str, found: fn(&Snippet) -> Vec<String>) {
    let snippets = snippets(file);
    let mut wrong = String::new();
    let mut count = 0;
    for snippet in &snippets {
        let found = found(snippet);
        if found != snippet.expected {
            count += 1;
            writeln!(wrong, "{}\n  expected {:?}\n  found    {found:?}", snippet.text, snippet.expected)
                .expect("a string takes it");
        }
    }
    assert!(count == 0, "{file}: {count} of {} wrong\n{wrong}", snippets.len());
    assert!(snippets.len() > 30, "{file} has been lost");
}

#[test]
fn people_say_what_the_text_tells() {
    check("statements.txt", Snippet::statements);
}

#[test]
fn numbers_have_their_speakers() {
    check("attributions.txt", Snippet::attributions);
}

#[test]
fn rules_have_unique_names_and_reasons() {
    let mut names: Vec<&str> = rules::ALL.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
    assert!(rules::ALL.iter().all(|rule| rule.why.len() > 20));
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(title in proptest::option::of("\\PC{0,40}"), body in "([A-Z]?[a-z]{0,6}[ .,;:?'\"“”‘’–()-]{1,2}|said |told |he |she |that |according to |by |and |but |who |Ana Lopes |Q: |A: |\n|\\PC){0,90}") {
        let text = format!("{}{body}", title.map_or_else(String::new, |title| title + "\n====\n"));
        let snippet = Snippet { people: vec!["Ana Lopes".into()], text, ..Snippet::default() };
        let (document, people, speech) = snippet.read();
        for act in speech.acts() {
            for span in [act.words, act.content].into_iter().chain(act.verb) {
                prop_assert!(!span.is_empty() && document.text().get(span.range()).is_some());
            }
        }
        for statement in people.iter().flat_map(|person| &person.statements) {
            prop_assert!(document.text().get(statement.span.range()).is_some());
        }
    }
}

#[test]
fn the_first_word_of_a_text_has_nothing_before_it() {
    for text in
        ["Opinion, the dam held.", "View, 12 said.", "Estimate of 38.", "Said the mayor.", "According to."]
    {
        let document = Document::new(None, text);
        assert!(super::without_names(&document).acts().len() < 3, "{text}");
    }
}
