//! Where things happen: round-ups have no single scene; a next fixture and a coming trip are none; what title and lead both
//! place somewhere happens there, wherever its people come from.

use std::ops::Range;

use super::thresholds::{ROUND_UP, SURE_SCENE};
use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::furniture::Kind as Furniture;
use crate::document::{Document, Gap, Section, Span, Token};
use crate::enrich::pattern::patterns;
use crate::enrich::places::{Place, PlaceMention};
use crate::enrich::view::View;

patterns! {
    "item_forms":
    /// What is to come: `travel to Mendoza on Saturday`, `will run in Berlin in September`.
    COMING = [
        "travel|travels|head|heads to ^ COMING_LINKS",
        "will|to TRAVEL_VERBS to ^",
        "COMING_GAMES at ^ on|next WEEKDAY|week|weekend|month",
        "COMING_GAMES <name> <name>? <name>? in|at ^ on|next WEEKDAY|week|weekend|month",
        "COMING_GAMES away? to|against|with? <name> <name>? in|at ^ on|next WEEKDAY|week|weekend|month",
        "will COMING_GAMES <any>? <any>? in|at ^",
        "next|upcoming <lower> <lower>? <possessive>? in|at ^",
        "next week|month|year|weekend <possessive>? <lower>? <lower>? in|at ^",
    ];
    /// Somebody is elsewhere while things happen: `who was at a summit in Lisbon`.
    ABSENT = [
        "who|, is|was|were|are at|attending a|an|the <lower>? MEETINGS in ^",
        "on an? <lower>? visit|trip to ^",
    ];
    /// Words by which a name says where things happen: `in Kathmandu`, `at the Thessaloniki film festival`.
    SCENE = [
        "SCENE_WORDS ^",
        "SCENE_WORDS SCENE_MODIFIERS ^",
        "^ <lower>? EVENT_NOUNS",
    ];
    /// Somebody who is called after a country: `The Uruguayan, 24, has`, `Kenyan Daniel Kiptoo`.
    ORIGIN = [
        "the|a ^ ,|who|ORIGIN_VERBS",
        "^ <name> <name>",
        "^ PRIVATE_PEOPLE",
        "^ <lower> PRIVATE_PEOPLE",
        "^ <hyphen> <lower> PRIVATE_PEOPLE",
    ];
    /// Where somebody comes from: `Kenya's Kiptoo`.
    HOME = ["^ <possessive> <lower>? <name>"];
}

/// True for a place that its sentence names as that of what is to come, or where somebody is meanwhile.
pub(super) fn is_elsewhere(sentence: &View<'_>, span: Span) -> bool {
    let document = sentence.document;
    let tokens = document.token_at(span.start)..document.token_at(span.end);
    let here = sentence.around(tokens.start);
    COMING.around(&here, tokens.clone()) || ABSENT.around(&here, tokens)
}

/// True for a text of several items, each headed by another country: `KENYA - …`, `France: …`.
pub(super) fn is_round_up(document: &Document, places: &[Place]) -> bool {
    let mut heads: Vec<&str> = Vec::new();
    let starts = paragraphs(document);
    for place in places {
        let Some(country) = place.country_code.as_deref() else { continue };
        let heads_item = |span: Span| {
            starts.binary_search(&(document.token_at(span.start) as u32)).is_ok() && is_head(document, span)
        };
        if !heads.contains(&country) && place.mentions.iter().any(|mention| heads_item(mention.span)) {
            heads.push(country);
        }
    }
    heads.len() >= ROUND_UP
}

/// The first tokens of the paragraphs of the body.
fn paragraphs(document: &Document) -> Vec<u32> {
    let body = document.sentences().iter().filter(|sentence| sentence.section == Section::Body);
    let mut last = None;
    let starts = body.filter(|sentence| last.replace(sentence.paragraph) != Some(sentence.paragraph));
    starts.map(|sentence| sentence.tokens.start).collect()
}

/// True for a name at the head of an item: a dateline, or a colon, a bar or a dash behind it, or nothing.
fn is_head(document: &Document, span: Span) -> bool {
    let next = document.tokens().get(document.token_at(span.end));
    let ends = |token: &Token| {
        let mark = matches!(document.word(token), ":" | "|" | "-" | "--" | "\u{2013}" | "\u{2014}");
        let spaced = token.gap != Gap::None || document.word(token) == ":";
        mark && spaced || token.gap > Gap::Line
    };
    document.furniture_at(span) == Some(Furniture::Dateline) || next.is_none_or(ends)
}

/// For each place: true if mostly people from there are named, and no officials: `the Uruguayan defender`.
pub(super) fn of_people(document: &Document, places: &[Place]) -> Vec<bool> {
    let view = View::without_theme(document);
    let of_somebody = |mention: &PlaceMention| {
        let tokens = document.token_at(mention.span.start)..document.token_at(mention.span.end);
        mention.form == PlaceForm::Demonym && ORIGIN.around(&view, tokens)
    };
    let mostly = |place: &Place| {
        place.mentions.iter().filter(|mention| of_somebody(mention)).count() * 2 >= place.mentions.len()
    };
    places.iter().map(mostly).collect()
}

/// The index of the place where title and lead put the events, if they name no other country but for the people from there:
/// `Georgian director wins at Thessaloniki festival`. A continent, where they name no country at all.
pub(super) fn of_title_and_lead(
    document: &Document,
    lead: usize,
    places: &[Place],
    inner: &[bool],
) -> Option<usize> {
    let sentences = document.sentences();
    let title = sentences.iter().position(|sentence| sentence.section == Section::Title)?;
    let view = View::without_theme(document);
    let heads = [title, lead].map(|at| Head { document, view: view.sentence(at), span: sentences[at].span });
    let named = |at: &usize| heads.iter().any(|head| head.names(&places[*at]));
    let named: Vec<usize> = (0..places.len()).filter(named).collect();
    let country = |at: usize| places[at].country_code.as_deref();
    let is_sure = |at: usize| places[at].score >= SURE_SCENE && !inner[at];
    let scene = named.iter().copied().find(|&at| {
        let place = &places[at];
        let both = heads.iter().all(|head| head.names(place));
        is_sure(at) && country(at).is_some() && both && heads.iter().any(|head| head.is_scene(place))
    });
    let is_wide = |at: usize| {
        let place = &places[at];
        place.kind == PlaceKind::Continent && heads[0].mentions(place) && heads[1].names(place) && is_sure(at)
    };
    let wide = || named.iter().copied().find(|&at| is_wide(at));
    let allowed = scene.and_then(country);
    let agree = named.iter().all(|&at| {
        let other = country(at).is_some() && country(at) != allowed;
        // The lead may name where people come from or what a film tells of.
        !other || scene.is_some() && !heads[0].names(&places[at])
    });
    scene.or_else(wide).filter(|_| agree)
}

/// Title or lead.
struct Head<'a> {
    document: &'a Document,
    view: View<'a>,
    span: Span,
}

impl Head<'_> {
    /// True if one of the place's mentions by name passes.
    fn any(&self, place: &Place, test: impl Fn(Range<usize>) -> bool) -> bool {
        let tokens = |span: Span| self.document.token_at(span.start)..self.document.token_at(span.end);
        place.mentions.iter().any(|mention| {
            mention.form != PlaceForm::Demonym
                && self.span.contains(mention.span)
                && test(tokens(mention.span))
        })
    }

    /// True for a place that it names in any form.
    fn mentions(&self, place: &Place) -> bool {
        place.mentions.iter().any(|mention| self.span.contains(mention.span))
    }

    /// True for a place that it names, and not as the home of somebody (`Kenya's Kiptoo`).
    fn names(&self, place: &Place) -> bool {
        self.any(place, |tokens| !HOME.around(&self.view, tokens))
    }

    /// True for a place that it names as where things happen.
    fn is_scene(&self, place: &Place) -> bool {
        self.any(place, |tokens| SCENE.around(&self.view, tokens))
    }
}
