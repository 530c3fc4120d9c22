//! Hashtags and tags given in the input: kept as they came, linked to what they name. Needs no language.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::thresholds::PLACES;
use super::{Evidence, Surroundings, Tag};
use crate::article::Article;
use crate::article::enriched::{PlaceForm, TagKind};
use crate::document::fold::fold;
use crate::document::{Document, hash_lower};
use crate::enrich::figures::Speaker;
use crate::enrich::tags::words::{Word, Words};
use crate::lexicon::KeyMap;

/// The article's hashtags, then its keywords and the subjects that editors gave, each once.
pub(super) fn find(document: &Document, words: &Words, surroundings: Surroundings<'_>) -> Vec<Tag> {
    let article = surroundings.article;
    let mut tags: Vec<Tag> = Vec::new();
    if !has_any(article) {
        return tags;
    }
    let names = Names::of(document, surroundings);
    let places = Places::of(words);
    let mut seen = HashMap::new();
    for (index, hashtag) in article.hashtags.iter().enumerate() {
        let label = hashtag.trim_start_matches('#');
        let squashed = squash(label);
        if squashed.is_empty() || seen.contains_key(&squashed) {
            continue;
        }
        let parts = split_hashtag(label);
        // `#Armenia2023` is about Armenia.
        let undated = squashed.trim_end_matches(char::is_numeric);
        let entity = names.find(&squashed).or_else(|| names.find(undated));
        let said = places.mention(document, words, parts.into_iter().map(hash_lower));
        let evidence = std::iter::once(Evidence::Hashtag(index)).chain(said).collect();
        seen.insert(squashed, tags.len());
        tags.push(tag(TagKind::Hashtag, label, evidence, entity));
    }
    seen.clear();
    let keywords = article.keywords.iter().map(|label| (label.as_str(), None));
    for (label, code) in keywords.chain(subjects(article)) {
        let squashed = squash(label);
        if squashed.is_empty() {
            continue;
        }
        if let Some(&index) = seen.get(&squashed) {
            // A subject may repeat a keyword, and has the code.
            let tag: &mut Tag = &mut tags[index];
            tag.code = tag.code.take().or(code);
            continue;
        }
        // `Tbilisi, Georgia` is Tbilisi.
        let short = || label.split_once(',').map(|(short, _)| squash(short));
        let entity = names.find(&squashed).or_else(|| names.find(&short()?));
        let parts =
            label.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|part| !part.is_empty());
        let said = places.mention(document, words, parts.map(hash_lower));
        seen.insert(squashed, tags.len());
        tags.push(Tag { code, ..tag(TagKind::Given, label.trim(), said.into_iter().collect(), entity) });
    }
    tags
}

fn tag(kind: TagKind, label: &str, evidence: Vec<Evidence>, entity: Option<Speaker>) -> Tag {
    Tag {
        kind,
        label: label.to_owned(),
        code: None,
        path: Vec::new(),
        score: 1.0,
        relevance: None,
        evidence,
        entity,
    }
}

/// True if the input gives any hashtag or tag.
fn has_any(article: &Article) -> bool {
    !article.hashtags.is_empty() || !article.keywords.is_empty() || subjects(article).next().is_some()
}

/// The text's words by their places, so that a tag costs the same in a long text as in a short one.
struct Places {
    /// The first place of each word.
    words: KeyMap<u32>,
    /// The first places of each pair of words, [`PLACES`] at most.
    pairs: HashMap<(u64, u64), Vec<u32>>,
}

impl Places {
    fn of(words: &Words) -> Self {
        let mut places = Self { words: KeyMap::default(), pairs: HashMap::new() };
        let row = words.row();
        for (place, word) in (0..).zip(row) {
            places.words.entry(word.key).or_insert(place);
        }
        for (place, pair) in (0..).zip(row.windows(2)) {
            let at: &mut Vec<u32> = places.pairs.entry((pair[0].key, pair[1].key)).or_default();
            if at.len() < PLACES {
                at.push(place);
            }
        }
        places
    }

    /// The first mention of these words in the text.
    fn mention(
        &self,
        document: &Document,
        words: &Words,
        keys: impl Iterator<Item = u64>,
    ) -> Option<Evidence> {
        let keys: Vec<u64> = keys.collect();
        let said = |place: u32| {
            let row = words.row().get(place as usize..place as usize + keys.len())?;
            row.iter().zip(&keys).all(|(word, key)| word.key == *key).then_some(row)
        };
        let found = match keys.as_slice() {
            [] => None,
            [only] => said(*self.words.get(only)?),
            [first, second, ..] => self.pairs.get(&(*first, *second))?.iter().find_map(|&place| said(place)),
        }?;
        let span = |word: &Word| document.tokens()[word.token as usize].span;
        Some(Evidence::Text(span(found.first()?).to(span(found.last()?))))
    }
}

/// Names of the subjects that an item of ninjs or NewsML-G2 carries (`subject` in ninjs 1, `subjects` later), with their
/// codes among IPTC's Media Topics.
fn subjects(article: &Article) -> impl Iterator<Item = (&str, Option<String>)> {
    ["subject", "subjects"]
        .into_iter()
        .filter_map(|key| article.extra.get(key)?.as_array())
        .flatten()
        .filter_map(|subject| {
            let name = subject.as_str().or_else(|| subject.get("name")?.as_str())?;
            let mut codes = ["uri", "code", "qcode"].into_iter().filter_map(|key| subject.get(key)?.as_str());
            Some((name, codes.find_map(media_topic)))
        })
}

/// `medtop:…` of a code or URI of a Media Topic.
fn media_topic(code: &str) -> Option<String> {
    let number = code.strip_prefix("medtop:").or_else(|| Some(code.split_once("/mediatopic/")?.1))?;
    (number.len() == 8 && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("medtop:{number}"))
}

/// The names that entities go by in the text, without anything but letters and digits: `#NagornoKarabakh` and
/// `#nagornokarabakh` both name Nagorno-Karabakh.
struct Names(HashMap<String, Speaker>);

impl Names {
    fn of(document: &Document, surroundings: Surroundings<'_>) -> Self {
        let mut names = HashMap::new();
        // The first that goes by a name keeps it.
        let mut add = |name: &str, speaker| {
            if let Entry::Vacant(free) = names.entry(squash(name)) {
                free.insert(speaker);
            }
        };
        for (index, place) in surroundings.places.iter().enumerate() {
            add(&place.name, Speaker::Place(index));
            // A demonym names the people, not the place.
            for mention in place.mentions.iter().filter(|mention| mention.form != PlaceForm::Demonym) {
                add(document.slice(mention.span), Speaker::Place(index));
            }
        }
        for (index, person) in surroundings.people.iter().enumerate() {
            add(&person.name, Speaker::Person(index));
            person.mentions.iter().for_each(|&span| add(document.slice(span), Speaker::Person(index)));
        }
        for (index, organisation) in surroundings.organisations.iter().enumerate() {
            add(&organisation.name, Speaker::Organisation(index));
            organisation
                .mentions
                .iter()
                .for_each(|&span| add(document.slice(span), Speaker::Organisation(index)));
        }
        Self(names)
    }

    fn find(&self, squashed: &str) -> Option<Speaker> {
        self.0.get(squashed).copied()
    }
}

/// Letters and digits only, in lower case and without accents: `#SaoPaulo` is São Paulo.
pub(super) fn squash(name: &str) -> String {
    let folded = fold(name);
    let name = folded.as_deref().unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A hashtag's words: cut where a capital follows a small letter, where a capital starts a word after capitals, where
/// digits begin or end, and at `_`.
fn split_hashtag(hashtag: &str) -> Vec<&str> {
    let hashtag = hashtag.trim_start_matches('#');
    let mut words = Vec::new();
    let mut start = 0;
    let characters: Vec<(usize, char)> = hashtag.char_indices().collect();
    for index in 1..characters.len() {
        let (at, c) = characters[index];
        let before = characters[index - 1].1;
        let next_is_small = characters.get(index + 1).is_some_and(|(_, next)| next.is_lowercase());
        let border = c == '_'
            || before == '_'
            || (c.is_uppercase() && !before.is_uppercase())
            || (c.is_uppercase() && before.is_uppercase() && next_is_small)
            || c.is_numeric() != before.is_numeric();
        if border {
            words.push(&hashtag[start..at]);
            start = at;
        }
    }
    words.push(&hashtag[start..]);
    words.retain(|word| word.chars().any(char::is_alphanumeric));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::names::Person;

    #[test]
    fn hashtags_split_into_their_words() {
        assert_eq!(split_hashtag("NagornoKarabakh"), ["Nagorno", "Karabakh"]);
        assert_eq!(split_hashtag("#COP28"), ["COP", "28"]);
        assert_eq!(split_hashtag("USElections2024"), ["US", "Elections", "2024"]);
        assert_eq!(split_hashtag("climate_action"), ["climate", "action"]);
        assert_eq!(split_hashtag("ÉlectionsÎle"), ["Élections", "Île"]);
        assert!(split_hashtag("#").is_empty());
    }

    #[test]
    fn codes_of_media_topics_are_kept() {
        let subjects = serde_json::json!([
            {"name": "Flood", "uri": "http://cv.iptc.org/newscodes/mediatopic/20000151"},
            {"name": "drought", "code": "medtop:20000150"},
            {"name": "dam", "uri": "http://cv.iptc.org/newscodes/subjectcode/03000000"},
            {"name": "rain", "qcode": "medtop:2"}, {"uri": "medtop:20000151"}, "wind"
        ]);
        let extra = [("subjects".to_owned(), subjects)].into_iter().collect();
        let article = Article { keywords: vec!["flood".into()], extra, ..Article::default() };
        let document = Document::new(None, "");
        let surroundings =
            Surroundings { article: &article, places: &[], people: &[], organisations: &[], figures: &[] };
        let mut words = Words::default();
        words.read(&document);
        let tags = find(&document, &words, surroundings);
        let found: Vec<_> = tags.iter().map(|tag| (tag.label.as_str(), tag.code.as_deref())).collect();
        assert_eq!(
            found,
            [
                ("flood", Some("medtop:20000151")),
                ("drought", Some("medtop:20000150")),
                ("dam", None),
                ("rain", None),
                ("wind", None)
            ]
        );
    }

    #[test]
    fn a_hashtag_and_a_keyword_link_to_whom_they_name() {
        let body = "Ana Belmonté opened the new bridge. Belmonté praised the builders.";
        let document = Document::new(None, body);
        let article = Article {
            body: body.into(),
            hashtags: ["AnaBelmonte", "anabelmonté", "bridge", "Belmonte2026"].map(String::from).into(),
            keywords: vec!["Belmonté, Ana".into(), " ".into()],
            ..Article::default()
        };
        let span = |text: &str| {
            let start = body.find(text).unwrap() as u32;
            crate::document::Span::new(start, start + text.len() as u32)
        };
        let people = [Person {
            name: "Ana Belmonté".into(),
            roles: Vec::new(),
            ids: std::collections::BTreeMap::new(),
            key: true,
            relevance: 100,
            score: 1.0,
            mentions: vec![span("Ana Belmonté"), span("Belmonté")],
            statements: Vec::new(),
        }];
        let surroundings = Surroundings {
            article: &article,
            people: &people,
            organisations: &[],
            places: &[],
            figures: &[],
        };
        let mut words = Words::default();
        words.read(&document);
        let tags = find(&document, &words, surroundings);
        assert_eq!(tags[1].evidence, [Evidence::Hashtag(2), Evidence::Text(span("bridge"))]);
        let seen: Vec<_> = tags.iter().map(|tag| (tag.kind, tag.label.as_str(), tag.entity)).collect();
        assert_eq!(
            seen,
            [
                (TagKind::Hashtag, "AnaBelmonte", Some(Speaker::Person(0))),
                (TagKind::Hashtag, "bridge", None),
                (TagKind::Hashtag, "Belmonte2026", Some(Speaker::Person(0))),
                (TagKind::Given, "Belmonté, Ana", Some(Speaker::Person(0))),
            ]
        );
    }
    #[test]
    fn a_tag_of_several_words_is_found_where_the_text_says_all_of_them() {
        let body = format!("{}The river dam wall broke.", "The river dam held. ".repeat(40));
        let document = Document::new(None, &body);
        let mut words = Words::default();
        words.read(&document);
        let places = Places::of(&words);
        let said = |tag: &str| {
            let evidence = places.mention(&document, &words, tag.split(' ').map(hash_lower))?;
            let Evidence::Text(span) = evidence else { panic!("{evidence:?}") };
            Some((span.start, document.slice(span).to_owned()))
        };
        assert_eq!(said("river"), Some((4, "river".into())));
        assert_eq!(said("river dam"), Some((4, "river dam".into())));
        assert_eq!(said("river dam wall"), Some((804, "river dam wall".into())));
        assert_eq!(said("dam river"), None);
        assert_eq!(said("bridge"), None);
    }

    /// Four times as many tags in a text of four times the length take about four times as long; code that compares each
    /// tag with every other, or with every word, takes sixteen times as long.
    #[test]
    fn many_hashtags_take_time_by_their_number() {
        let took = |count: usize| {
            let labels: Vec<String> = (0..count).map(|number| format!("Tag{number}x")).collect();
            let body = labels.join(" fell. ");
            let article = Article { body: body.clone(), hashtags: labels, ..Article::default() };
            let document = Document::new(None, &body);
            let mut words = Words::default();
            words.read(&document);
            let surroundings = Surroundings {
                article: &article,
                people: &[],
                organisations: &[],
                places: &[],
                figures: &[],
            };
            let times = (0..3).map(|_| {
                let begun = std::time::Instant::now();
                assert_eq!(find(&document, &words, surroundings).len(), count);
                begun.elapsed()
            });
            times.min().expect("three times")
        };
        let (few, many) = (took(4_000), took(16_000));
        assert!(many < few * 10, "{few:?}, {many:?}");
    }
}
