//! Where a figure belongs, and who says it: places, people and organisations of the article, by their mentions.

use super::draft::Draft;
use super::lexicon::{CHANGE, DETERMINER, SPEECH};
use super::view::View;
use super::{Speaker, Surroundings};
use crate::article::enriched::PlaceForm;
use crate::document::Span;
use crate::enrich::rule::Rule;

/// At most so many mentions are looked at on each side of what is asked for.
const NEAR: usize = 24;

/// A place that a figure may belong to.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    span: Span,
    /// Its tokens.
    first: usize,
    last: usize,
    /// The tokens between it and the figure.
    between: (usize, usize),
}

impl Candidate {
    fn new(view: &View<'_>, draft: &Draft, span: Span) -> Self {
        let first = view.document.token_at(span.start);
        let last = view.document.token_at(span.end).max(first + 1);
        let between = if first >= draft.last { (draft.last, first) } else { (last, draft.first) };
        Self { span, first, last, between }
    }

    fn between(&self) -> std::ops::Range<usize> {
        self.between.0..self.between.1.max(self.between.0)
    }

    /// In bytes; one behind the figure is nearer than one before it.
    fn distance(&self, draft: &Draft) -> u32 {
        if self.span.start >= draft.span.end {
            self.span.start - draft.span.end
        } else {
            2 * draft.span.start.saturating_sub(self.span.end) + 20
        }
    }
}

/// A reason for which a place of the sentence is not that of a figure.
type Test = fn(&View<'_>, &Candidate, &Draft) -> bool;

/// A place that none of these excludes may be the figure's. Their order does not matter.
const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("agent", "`70 countries, led by Colombia`: who acts, not where", is_agent),
    Rule::new("speaker", "`officials in Nairobi said`: where the speaker is", is_of_speaker),
    Rule::new(
        "clause",
        "`…; Norway alone promised 2 billion`: the place of another statement",
        is_of_other_clause,
    ),
];

fn is_agent(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    let before = place.first.wrapping_sub(1);
    let by = if view.has(before, DETERMINER) { before.wrapping_sub(1) } else { before };
    let participle = by.wrapping_sub(1);
    view.is(by, "by")
        && (view.text(participle).ends_with("ed") || view.any(participle, &["led", "held", "run"]))
}

/// A place in the words that name the speaker, by a preposition: `police in Lagos said`, `he said in Geneva`.
fn is_of_speaker(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let preposition = view.any(place.first.wrapping_sub(1), &["in", "from", "at", "of"]);
    let says = |i: usize| view.has(i, SPEECH) && !view.has(i, CHANGE);
    let behind = (place.last..(place.last + 4).min(view.end)).take_while(|&i| !view.stops(i)).any(says);
    let before = (place.first.saturating_sub(3).max(view.start)..place.first).any(says);
    let first = place.last <= draft.first;
    let parted = place.between().any(|i| view.text(i) == "," || view.is_quote(i) || view.is(i, "that"));
    preposition && (first && behind || before && (parted || first) || !first && parted && behind)
}

fn is_of_other_clause(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    place.between().any(|i| view.text(i) == ";" || view.any(i, &["while", "whereas"]))
}

/// All mentions of an article by their place in the text.
#[derive(Debug)]
pub(super) struct Mentions {
    places: Vec<(Span, usize, PlaceForm)>,
    speakers: Vec<(Span, Speaker)>,
}

impl Mentions {
    pub(super) fn new(surroundings: &Surroundings<'_>) -> Self {
        let mut places: Vec<_> = surroundings
            .places
            .iter()
            .enumerate()
            .flat_map(|(index, place)| {
                place.mentions.iter().map(move |mention| (mention.span, index, mention.form))
            })
            .collect();
        places.sort_by_key(|&(span, index, _)| (span.start, span.end, index));
        let people = surroundings.people.iter().enumerate();
        let people = people.flat_map(|(index, person)| {
            person.mentions.iter().map(move |&mention| (mention, Speaker::Person(index)))
        });
        let bodies = surroundings.organisations.iter().enumerate();
        let bodies = bodies.flat_map(|(index, body)| {
            body.mentions.iter().map(move |&mention| (mention, Speaker::Organisation(index)))
        });
        let mut speakers: Vec<_> = people.chain(bodies).collect();
        speakers.sort_by_key(|&(span, _)| (span.start, span.end));
        Self { places, speakers }
    }

    /// The place of a figure: the one that its clause is about.
    pub(super) fn location(&self, view: &View<'_>, draft: &Draft) -> Option<usize> {
        let within = view.document.sentences().get(draft.sentence)?.span;
        let at = self.places.partition_point(|&(span, ..)| span.start < draft.span.start);
        let near = &self.places[at.saturating_sub(NEAR)..self.places.len().min(at + NEAR)];
        let sentence = view.sentence(draft.sentence);
        let named = near.iter().filter(|&&(span, ..)| within.contains(span) && !self.is_in_name(span));
        let candidates = named.filter_map(|&(span, index, form)| {
            let candidate = Candidate::new(&sentence, draft, span);
            let excluded = EXCLUDED.iter().any(|rule| (rule.test)(&sentence, &candidate, draft));
            (!excluded).then(|| (form == PlaceForm::Demonym, candidate.distance(draft), index))
        });
        candidates.min().map(|(.., index)| index)
    }

    /// True if a place is a part of the name of a person or an organisation: `the U.S. Geological Survey`.
    fn is_in_name(&self, place: Span) -> bool {
        let at = self.speakers.partition_point(|&(span, _)| span.start <= place.start);
        self.speakers[at.saturating_sub(4)..at]
            .iter()
            .any(|&(span, _)| span.contains(place) && span.len() > place.len())
    }

    /// The person, organisation or place whose mention the words for the speaker hold.
    pub(super) fn speaker(&self, words: Span) -> Option<Speaker> {
        let at = self.speakers.partition_point(|&(span, _)| span.start < words.start);
        let near = self.speakers[at.saturating_sub(NEAR)..self.speakers.len().min(at + NEAR)].iter();
        let named = || {
            near.clone()
                .filter(|&&(span, _)| words.contains(span) || span.contains(words))
                .map(|&(_, who)| who)
        };
        let person = named().find(|who| matches!(who, Speaker::Person(_)));
        // A place speaks where it is all of the words (`Armenia says`).
        let place = || {
            let at = self.places.partition_point(|&(span, ..)| span.start < words.start);
            self.places[at..]
                .iter()
                .take(NEAR)
                .find(|&&(span, ..)| words.contains(span) && span.len() + 5 > words.len())
                .map(|&(_, index, _)| Speaker::Place(index))
        };
        person.or_else(|| named().next()).or_else(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    /// The places of the figures, in the order of the text; `-` for none.
    fn located(text: &str, names: &[&str], body: &str) -> String {
        let document = Document::new(None, text);
        let tagged = super::super::view::Tagged::new(&document);
        let view = View::new(&document, &tagged);
        let spans = |word: &str| -> Vec<Span> {
            let found = document.text().match_indices(word).filter(|(_, word)| !word.is_empty());
            found.map(|(at, word)| Span::new(at as u32, (at + word.len()) as u32)).collect()
        };
        let numbered = names.iter().enumerate();
        let mut places: Vec<_> = numbered
            .flat_map(|(index, name)| spans(name).into_iter().map(move |span| (span, index, PlaceForm::Name)))
            .collect();
        places.sort_by_key(|&(span, ..)| span.start);
        let speakers = spans(body).into_iter().map(|span| (span, Speaker::Organisation(0))).collect();
        let mentions = Mentions { places, speakers };
        let mut found = super::super::Findings::default();
        super::super::reader::sentence(&view.sentence(0), None, &mut found);
        let name = |draft: &Draft| mentions.location(&view, draft).map_or("-", |index| names[index]);
        found.drafts.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_place_is_that_of_the_clause() {
        let survey = "A quake of magnitude 6.4 hit northern Chile at a depth of 12 kilometers, the U.S. Geological Survey said.";
        assert_eq!(located(survey, &["Chile", "U.S."], "U.S. Geological Survey"), "Chile Chile");
        let rows: &[(&str, &[&str], &str)] = &[
            ("More than 70 countries, led by Colombia, backed the plan.", &["Colombia"], "-"),
            (
                "Brazil's fund has raised $5 billion; Norway alone promised 2 billion crowns.",
                &["Brazil", "Norway"],
                "Brazil Norway",
            ),
            ("Floods killed 14 people in Kenya, officials in Nairobi said.", &["Kenya", "Nairobi"], "Kenya"),
            ("Officials in Geneva said 300 people had fled.", &["Geneva"], "-"),
            ("In Peru a bus crash killed 12 people.", &["Peru"], "Peru"),
            ("The blast killed 12 people in Karachi and injured 30.", &["Karachi"], "Karachi Karachi"),
            ("Kenya lost 400 hectares, while Uganda lost 90 hectares.", &["Kenya", "Uganda"], "Kenya Uganda"),
            ("A camp founded by Russia holds 40 villagers.", &["Russia"], "-"),
            ("Some 900 people left, the minister told reporters in Doha.", &["Doha"], "-"),
            ("Ghana has 16 regions.", &["Ghana"], "Ghana"),
        ];
        let wrong: Vec<String> = rows
            .iter()
            .map(|(text, names, expected)| (text, located(text, names, ""), expected))
            .filter(|(_, found, expected)| found != *expected)
            .map(|(text, found, expected)| format!("{text}: {found}, not {expected}"))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn every_rule_has_a_name_and_a_reason() {
        assert!(EXCLUDED.iter().all(|rule| !rule.reason.name.is_empty() && rule.reason.why.len() > 12));
    }
}
