//! The scorer on cases made by hand.

mod fields;
mod format;
mod prose;

use serde_json::{Value, json};

use super::{Answer, Gold, Measure, Report};

/// A gold article of few lines: `changes` replaces its fields.
fn gold(title: Option<&str>, body: &str, changes: Value) -> Gold {
    let mut gold = json!({
        "schema": "dateline/gold/v1", "id": "a", "kind": "disaster", "region": "africa", "variety": "Kenyan",
        "article": { "title": title, "published_at": "2025-05-06T16:30:00+03:00", "source": null, "body": body },
        "form": "story", "topics": [], "keyphrases": [], "places": [], "people": [], "organisations": [],
        "figures": [], "summaries": [], "misleading": [], "furniture": [],
    });
    merge(&mut gold, changes);
    Gold::read(&gold.to_string()).expect("the case is consistent")
}

/// An answer: `changes` replaces what was found.
fn answer(changes: Value) -> Answer {
    let mut answer = json!({ "article": { "id": "a" }, "enrichment": {} });
    merge(&mut answer["enrichment"], changes);
    Answer::read(answer.to_string().as_bytes()).expect("the case is an enriched article")
}

fn merge(value: &mut Value, changes: Value) {
    let Value::Object(changes) = changes else { panic!("changes are an object") };
    for (name, change) in changes {
        value[name] = change;
    }
}

fn report(gold: &Gold, answer: &Answer) -> Report {
    let mut report = Report::default();
    report.add(gold, answer);
    report
}

/// Gold, found, said and right.
fn counts(report: &Report, measure: Measure) -> [u32; 4] {
    let tally = report.tally(measure);
    [tally.gold, tally.found, tally.said, tally.right]
}

/// The place of some words as a span's fields.
fn at(text: &str, words: &str) -> Value {
    let byte = text.find(words).expect("the text has the words");
    let start = text[..byte].chars().count();
    json!({ "field": "body", "start": start, "end": start + words.chars().count(), "text": words })
}

/// A record that stands at some words.
fn record(text: &str, words: &str, changes: Value) -> Value {
    let mut record = at(text, words);
    merge(&mut record, changes);
    record
}

/// The answer that an annotated article is to itself.
fn perfect(gold: &Gold) -> Answer {
    let mention = |field: &crate::article::enriched::Field, start: u32, end: u32, text: &str| json!({ "field": field, "start": start, "end": end, "text": text });
    let locations = gold.places.iter().map(|place| {
        json!({
            "id": place.id, "name": place.name, "kind": place.kind, "geoname_id": place.geoname_id,
            "country_code": place.country_code, "latitude": place.latitude, "longitude": place.longitude,
            "focus": place.focus, "relevance": place.relevance,
            "mentions": [mention(&place.field, place.start, place.end, &place.text)],
        })
    });
    let people = gold.people.iter().map(|person| {
        let statements = person.statements.iter().map(|statement| {
            json!({
                "field": statement.field, "start": statement.start, "end": statement.end,
                "direct": statement.direct,
            })
        });
        json!({
            "id": person.id, "name": person.name, "roles": person.roles, "key": person.key,
            "relevance": person.relevance, "statements": statements.collect::<Vec<_>>(),
            "mentions": [mention(&person.field, person.start, person.end, &person.text)],
        })
    });
    let organisations = gold.organisations.iter().map(|one| {
        json!({
            "id": one.id, "name": one.name, "role": one.role, "relevance": one.relevance,
            "mentions": [mention(&one.field, one.start, one.end, &one.text)],
        })
    });
    let answer = json!({
        "article": { "id": gold.id, "form": gold.form },
        "enrichment": {
            "tags": tags(gold),
            "locations": locations.collect::<Vec<_>>(),
            "people": people.collect::<Vec<_>>(),
            "organisations": organisations.collect::<Vec<_>>(),
            "key_figures": { "figures": figures(gold), "summary": summary(gold) },
        },
    });
    Answer::read(answer.to_string().as_bytes()).expect("an enriched article")
}

fn tags(gold: &Gold) -> Vec<Value> {
    // Scores fall, so that the main topic is the first.
    let topics = gold.topics.iter().enumerate().map(|(at, topic)| {
        json!({ "kind": "topic", "label": topic.label, "path": topic.path, "score": 1.0 / (at + 1) as f64 })
    });
    let phrases = gold.keyphrases.iter().map(|phrase| json!({ "kind": "keyphrase", "label": phrase }));
    topics.chain(phrases).collect()
}

fn figures(gold: &Gold) -> Vec<Value> {
    let figures = gold.figures.iter().map(|figure| {
        let as_of = figure.as_of.as_ref().map(
            |days| json!({ "from": format!("{}T00:00:00Z", days.from), "to": format!("{}T23:59:59Z", days.to) }),
        );
        json!({
            "id": figure.id, "field": figure.field, "start": figure.start, "end": figure.end, "text": figure.text,
            "value": figure.value, "value_max": figure.value_max, "dimension": figure.dimension,
            "unit": figure.unit, "counted": figure.counted, "impact": figure.impact,
            "qualifier": figure.qualifier, "attribution": figure.attribution, "speaker": figure.speaker,
            "as_of": as_of, "location": figure.location, "withdrawn": figure.withdrawn, "key": figure.key,
            "same_as": figure.same_as, "conflicts_with": figure.conflicts_with,
        })
    });
    figures.collect()
}

fn summary(gold: &Gold) -> String {
    let sentences = gold.summaries.first().into_iter().flatten().map(|piece| piece.text.as_str());
    sentences.collect::<Vec<_>>().join(" ")
}
