//! The same words give the same findings, however they are encoded.

mod figures;

use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::{Enricher, Options, Scratch, steps};
use crate::article::Article;
use crate::document::Stop;

/// News of our own, with names in many letters.
const ARTICLES: &[(&str, &str)] = &[
    (
        "Floods kill 14 in São Paulo and Bogotá",
        "SÃO PAULO, March 3 (Wire) - Floods hit São Paulo, Bogotá and Córdoba on Monday, killing at least 14 people and driving \
         3,200 from their homes, officials said. José Muñoz, mayor of Medellín, told reporters that the city needed 450 million \
         pesos for repairs.\n\n“We have lost the bridge,” said Zoë Ångström, an engineer at the University of Malmö. The river rose \
         by 2.5 metres within 12 hours, the highest since 1954.\n\n(Reporting by Añes Pérez; Editing by Łukasz Żak)",
    ),
    (
        "Škoda to hire 1,500 engineers",
        "Carmaker Škoda will hire 1,500 engineers in Plzeň by the end of 2027, chief executive Zdeněk Dvořák said on Tuesday. Sales \
         rose 12.5% to 3.4 billion euros in the first quarter, helped by demand from Türkiye and Côte d’Ivoire.\n\nThe plant near \
         Gdańsk will close, and 340 jobs will go, the union Solidarność said. “It is a hard day for the region,” said its leader \
         Małgorzata Wójcik.",
    ),
];

/// The enrichment without offsets, and with the texts of spans written plainly. Fails where a span is not its text.
fn findings(title: &str, body: &str) -> Value {
    let article =
        Article { id: "1".into(), title: Some(title.into()), body: body.into(), ..Article::default() };
    let enriched = Enricher::new(Options::default()).enrich(article, &mut Scratch::default());
    let mut value = serde_json::to_value(enriched.enrichment).unwrap();
    plain(&mut value, title, body);
    value
}

fn plain(value: &mut Value, title: &str, body: &str) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| plain(value, title, body)),
        Value::Object(fields) => {
            let (start, end) = (fields.remove("start"), fields.remove("end"));
            if let (Some(start), Some(end), Some(Value::String(text))) = (start, end, fields.get("text")) {
                let field = if fields["field"] == "title" { title } else { body };
                let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
                let there: String = field.chars().skip(start).take(end - start).collect();
                assert_eq!(there, *text);
            }
            if let Some(Value::String(text)) = fields.get_mut("text") {
                let visible: String =
                    text.nfc().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}')).collect();
                *text = visible.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            fields.values_mut().for_each(|value| plain(value, title, body));
        }
        _ => {}
    }
}

/// Puts `mark` behind the letters at which `at` is true; never at the edge of a word.
fn inside_words(text: &str, mark: char, at: impl Fn(usize) -> bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut marked = String::new();
    for (index, &c) in letters.iter().enumerate() {
        marked.push(c);
        if c.is_alphabetic() && letters.get(index + 1).is_some_and(|next| next.is_alphabetic()) && at(index) {
            marked.push(mark);
        }
    }
    marked
}

/// Wraps each paragraph at a width.
fn wrapped(text: &str, width: usize) -> String {
    let paragraph = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().unwrap();
            if line.is_empty() {
                line.push_str(word);
            } else if line.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        lines.join("\n")
    };
    text.split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn encodings_of_a_text_give_the_same_findings() {
    for (title, body) in ARTICLES {
        let expected = findings(title, body);
        assert!(
            expected["locations"].as_array().unwrap().len() > 1
                && expected["people"].as_array().unwrap().len() > 1
        );
        let decomposed = |text: &str| text.nfd().collect::<String>();
        assert_eq!(findings(&decomposed(title), &decomposed(body)), expected, "decomposed");
        assert_eq!(findings(title, &body.replace(' ', "\u{a0}")), expected, "hard blanks");
        assert_eq!(findings(title, &body.replace('\n', "\r\n")), expected, "line ends");
        assert_eq!(findings(title, &format!("\u{feff}{body}")), expected, "byte order mark");
        for width in [45, 60, 72, 80, 100] {
            assert_eq!(findings(title, &wrapped(body, width)), expected, "wrapped at {width}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn invisible_characters_change_nothing(which in 0_usize..2, every in 2_usize..9, mark in prop_oneof![Just('\u{ad}'), Just('\u{200b}'), Just('\u{2060}')]) {
        let (title, body) = ARTICLES[which];
        let marked = inside_words(body, mark, |index| index % every == 0);
        prop_assert_eq!(findings(title, &marked), findings(title, body));
    }
}

#[test]
fn an_enrichment_that_is_stopped_finds_nothing_more() {
    let enricher = Enricher::new(Options::default());
    let article = || Article {
        body: "Floods killed 14 people in Nairobi, Kenya, President William Ruto said.".into(),
        ..Article::default()
    };
    let stop = Stop::default();
    let whole = enricher.enrich_until(article(), &mut Scratch::default(), &stop).enrichment;
    assert!(!whole.people.is_empty() && !whole.key_figures.figures.is_empty());
    stop.request();
    let stopped = enricher.enrich_until(article(), &mut Scratch::default(), &stop).enrichment;
    assert!(stopped.people.is_empty() && stopped.locations.is_empty());
    assert!(stopped.key_figures.figures.is_empty() && stopped.tags.is_empty());
}

/// A text of so many sentences, each with names and numbers of its own.
fn long_text(kind: &str, sentences: usize) -> String {
    const SYLLABLES: [&str; 8] = ["Kar", "Mol", "Ten", "Bar", "Lin", "Van", "Gul", "Zim"];
    const ENDS: [&str; 8] = ["ova", "ello", "ari", "enko", "uzzi", "ander", "imov", "ston"];
    let name = |number: usize| {
        format!(
            "{}{}{}",
            SYLLABLES[number % 8],
            SYLLABLES[number / 8 % 8].to_lowercase(),
            ENDS[number / 64 % 8]
        )
    };
    let sentence = |at: usize| {
        let (one, other) = (name(at), name(at * 7 + 3));
        match kind {
            "names" => format!("Mayor {one} {other} of {} met {other} {one} there. ", name(at + 5)),
            "figures" => format!(
                "The ministry said that {} people were injured and {} houses were lost. ",
                at * 13 + 40,
                at * 17 % 900 + 20
            ),
            "quotations" => {
                format!("\"We will stay in {one},\" said {one} {other}. \"The road is closed,\" he added. ")
            }
            "titles" => format!("Prices rose, {one} {other} said, and the deal, he said, was good. "),
            "corrections" => {
                let number = 12 + at % 40;
                format!("The ministry said {number} people were killed, not {}. ", number + 9)
            }
            _ => format!("It rained in van {one} and in Lyon #{one} #{other}. "),
        }
    };
    (0..sentences).map(sentence).collect()
}

/// Four times the text has about four times the steps; a loop over all pairs would have sixteen times as many.
#[test]
fn steps_grow_with_the_length_of_the_text() {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    for kind in ["names", "figures", "quotations", "titles", "corrections", "hashtags"] {
        let mut steps = |sentences: usize| {
            let article = Article {
                id: "1".into(),
                language: Some("en".into()),
                body: long_text(kind, sentences),
                ..Article::default()
            };
            steps::of(|| enricher.enrich(article, &mut scratch))
        };
        let (short, long) = (steps(120), steps(480));
        assert!(short > 0, "{kind}: nothing is counted");
        assert!(long <= 5 * short, "{kind}: {short} steps become {long} in a text of four times the length");
    }
}
