//! Places that the gazetteer lacks: what kind the text says they are, and the country in which the places around them lie.

use super::Place;
use super::thresholds::{AGREED_SHARE, LEAST_AGREEING};
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::{Document, Gap, Span, Token};
use crate::lexicon::{WordList, word_lists};

word_lists! {
    "place_rules":
    PLANETS,
}

/// Nouns that say what kind of place a name is of, inside it (`Rewa River`) or beside it (`the village of Mtoa`).
static KIND_NOUNS: [(PlaceKind, WordList); 5] = [
    (PlaceKind::Water, WordList::new("place_rules", "WATER_KINDS")),
    (PlaceKind::Landform, WordList::new("place_rules", "LAND_KINDS")),
    (PlaceKind::Facility, WordList::new("place_rules", "SITE_KINDS")),
    (PlaceKind::City, WordList::new("place_rules", "TOWN_KINDS")),
    (PlaceKind::District, WordList::new("place_rules", "QUARTER_KINDS")),
];

/// Gives the places without a record the kind that the text names, and the country of the places in their sentence or, if
/// those disagree or there are none, of nearly all places of the article.
pub fn describe_unrecorded(document: &Document, places: &mut [Place]) {
    let is_open =
        |place: &Place| place.geoname_id.is_none() && place.point.is_none() && place.kind == PlaceKind::Other;
    if !places.iter().any(|place| is_open(place) && place.country_code.is_none()) {
        return;
    }
    let known = Countries::of(document, places);
    for place in places.iter_mut().filter(|place| is_open(place)) {
        let span = place.mentions[0].span;
        place.kind = kind(document, span).unwrap_or(PlaceKind::Other);
        let planet = PLANETS.contains(&document.slice(span));
        if place.country_code.is_none() && !planet {
            place.country_code = known.around(document, span).map(str::to_owned);
        }
    }
}

/// The kind that a noun in the name or beside it says.
fn kind(document: &Document, span: Span) -> Option<PlaceKind> {
    let tokens = document.tokens();
    let (first, end) = (document.token_at(span.start), document.token_at(span.end));
    let noun = |at: Option<usize>| {
        let token = at.and_then(|at| tokens.get(at)).filter(|token| token.is_word())?;
        KIND_NOUNS.iter().find(|(_, words)| words.has(token.key)).map(|(kind, _)| *kind)
    };
    let inside = || match end - first {
        0 | 1 => None,
        _ => noun(Some(end - 1)).or_else(|| noun(Some(first))),
    };
    let beside = |token: &Token| token.gap == Gap::Space && !token.is_capitalised(document.text());
    let behind = || noun(Some(end).filter(|&end| tokens.get(end).is_some_and(beside)));
    let of = first.checked_sub(1).filter(|&at| document.word(&tokens[at]) == "of");
    let before = || noun(of.and_then(|of| of.checked_sub(1)));
    inside().or_else(before).or_else(behind)
}

/// The countries of the places whose country is known.
struct Countries {
    /// Sentence, country and weight of each mention, in the order of the sentences.
    mentions: Vec<(usize, String, u32)>,
    /// The country of nearly all mentions.
    agreed: Option<String>,
}

impl Countries {
    fn of(document: &Document, places: &[Place]) -> Self {
        let mut mentions = Vec::new();
        for place in places {
            let Some(country) = &place.country_code else { continue };
            for mention in &place.mentions {
                let Some(sentence) = document.sentence_at(mention.span.start) else { continue };
                let weight = if mention.form == PlaceForm::Demonym { 1 } else { 2 };
                mentions.push((sentence, country.clone(), weight));
            }
        }
        mentions.sort_unstable();
        let agreed = agreed(&mentions).map(str::to_owned);
        Self { mentions, agreed }
    }

    /// The country around a mention.
    fn around(&self, document: &Document, span: Span) -> Option<&str> {
        let own = document.sentence_at(span.start)?;
        let from = self.mentions.partition_point(|(sentence, ..)| *sentence < own);
        let mut here = self.mentions[from..].iter().take_while(|(sentence, ..)| *sentence == own);
        let first = here.next().map(|(_, country, _)| country.as_str());
        // Within a sentence they stand in the order of their codes.
        let last = here.last().map(|(_, country, _)| country.as_str());
        match first {
            Some(first) if last.is_none_or(|last| last == first) => Some(first),
            _ => self.agreed.as_deref(),
        }
    }
}

/// The country of nearly all mentions.
fn agreed(mentions: &[(usize, String, u32)]) -> Option<&str> {
    let all: u32 = mentions.iter().map(|(.., weight)| weight).sum();
    let mut countries: Vec<(&str, u32)> = Vec::new();
    for (_, country, weight) in mentions {
        match countries.iter_mut().find(|(known, _)| known == country) {
            Some((_, sum)) => *sum += weight,
            None => countries.push((country, *weight)),
        }
    }
    let (country, sum) = countries.into_iter().max_by_key(|(_, sum)| *sum)?;
    let agreed = sum >= LEAST_AGREEING && f64::from(sum) >= AGREED_SHARE * f64::from(all);
    agreed.then_some(country)
}
