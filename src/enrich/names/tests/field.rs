//! Sentences from many parts of the world, through the tagger and all rules.

use crate::article::Article;
use crate::enrich::{Enricher, Options, Scratch as AllScratch};

fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The findings in a sentence: people with their roles, and organisations, both in the order of the alphabet.
fn found(text: &str) -> (Vec<String>, Vec<String>) {
    let article = Article {
        id: "1".into(),
        body: text.into(),
        language: Some("en".into()),
        published_at: Some("2026-05-05T10:00:00Z".into()),
        ..Article::default()
    };
    let enricher = Enricher::new(Options::default());
    let found = enricher.enrich(article, &mut AllScratch::default()).enrichment;
    let people = found.people.into_iter().filter(|person| !person.roles.is_empty()).map(|person| {
        let mut roles: Vec<String> =
            person.roles.iter().map(|role| role.trim_end_matches('.').to_owned()).collect();
        roles.sort();
        format!("{}={}", person.name, roles.join("|"))
    });
    let organisations = found.organisations.into_iter().map(|one| {
        let name = one.name;
        name.strip_prefix("The ").map_or(name.clone(), str::to_owned)
    });
    let (mut people, mut organisations): (Vec<String>, Vec<String>) =
        (people.collect(), organisations.collect());
    people.sort();
    organisations.sort();
    (people, organisations)
}

#[test]
fn people_have_the_roles_that_the_sentence_gives_them() {
    let mut wrong = Vec::new();
    for (text, roles) in rows(include_str!("roles.tsv")) {
        let mut expected: Vec<&str> = roles.split(';').filter(|role| !role.is_empty()).collect();
        expected.sort_unstable();
        let (people, _) = found(text);
        if people != expected {
            wrong.push(format!("{text}: {people:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn organisations_are_those_that_the_sentence_names() {
    let mut wrong = Vec::new();
    for (text, names) in rows(include_str!("organisations.tsv")) {
        let mut expected: Vec<&str> = names.split('|').filter(|name| !name.is_empty()).collect();
        expected.sort_unstable();
        let (_, organisations) = found(text);
        if organisations != expected {
            wrong.push(format!("{text}: {organisations:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people_stay_people_beside_the_nouns_of_firms_and_matches() {
    let mut wrong = Vec::new();
    for (text, names) in rows(include_str!("people.tsv")) {
        let article =
            Article { id: "1".into(), body: text.into(), language: Some("en".into()), ..Article::default() };
        let enricher = Enricher::new(Options::default());
        let people = enricher.enrich(article, &mut AllScratch::default()).enrichment.people;
        let mut people: Vec<String> = people.into_iter().map(|person| person.name).collect();
        let mut expected: Vec<&str> = names.split(';').filter(|name| !name.is_empty()).collect();
        people.sort();
        expected.sort_unstable();
        if people != expected {
            wrong.push(format!("{text}: {people:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
