//! Key figures: the numbers that measure the story.
//!
//! A document is read sentence by sentence. `reader` finds numbers with their units and the things they
//! count, and drops what measures nothing (`reject`); the rest says what the sentence tells about them, each in a
//! file of its own; links and the selection of key figures look at all figures together. docs/FIGURES.md defines what
//! a figure is.

#![expect(
    clippy::nonminimal_bool,
    clippy::float_cmp,
    reason = "rules read as they are thought; small whole numbers are exact"
)]

mod counted;
mod draft;
mod explain;
mod figure;
mod findings;
mod impact;
mod key;
mod links;
mod location;
mod qualifier;
mod quantity;
mod reader;
mod reject;
mod scan;
mod speaker;
mod thresholds;
mod weights;
mod when;

use counted::{borrow, named_list, recount, wording};
use draft::Draft;
pub use draft::Why;
pub use explain::{Dates, Explained, Explanation, PlaceConsidered, Places, explain};
pub use figure::{Figure, Speaker, Surroundings};
use findings::Findings;
pub use findings::Rejection;
pub use key::Weight;
use links::revision;
use quantity::{bare_units, money};
use reject::actors;
use thresholds::EVENT_SENTENCES;

use crate::article::enriched::Qualifier;
use crate::document::Document;
use crate::document::furniture::Use;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Reason;
use crate::enrich::view::{Tagged, View};
use crate::lexicon::CURRENCY;

/// Reads the figures of a document, in the order of the text.
pub fn read(document: &Document, surroundings: Surroundings<'_>) -> Vec<Figure> {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mentions = speaker::Mentions::new(&surroundings);
    let drafts = drafts(&view, &surroundings);
    let locator = location::Locator::new(&surroundings);
    let (_, figures) = read_drafts(&view, &surroundings, &mentions, &locator, drafts);
    figures
}

/// Drafts to figures: what the whole article says about them.
fn read_drafts(
    view: &View<'_>,
    surroundings: &Surroundings<'_>,
    mentions: &speaker::Mentions,
    locator: &location::Locator,
    mut drafts: Vec<Draft>,
) -> (Vec<Draft>, Vec<Figure>) {
    for k in 0..drafts.len() {
        let act = surroundings.speech.act_at(drafts[k].span).copied();
        drafts[k].attribution = act.filter(|act| !named_list::is_reporter(view, &drafts, k, act.words));
    }
    let mut figures: Vec<Figure> = drafts.iter().map(|draft| figure(view, draft, mentions)).collect();
    locate(view, locator, &mut drafts, &mut figures);
    links::set(view, &drafts, surroundings.places, &mut figures);
    share_locations(view, locator, &mut drafts, &mut figures);
    key::set(view, &drafts, &mut figures);
    (drafts, figures)
}

/// Sets the place of each figure by its own clause.
fn locate(view: &View<'_>, locator: &location::Locator, drafts: &mut [Draft], figures: &mut [Figure]) {
    for (draft, figure) in drafts.iter_mut().zip(figures) {
        if let Some((place, reason)) = locator.location(view, draft) {
            (figure.location, draft.why.location) = (Some(place), Some(reason));
        }
    }
}

patterns! {
    "figures":
    /// `up from 10`, `compared with 40`; not `more than 40`.
    COUNTERPART = ["from|against|versus ^", "!more&!less&!fewer than ^", "compared|against with|to ^"];
}

const SAME_EVENT: Reason =
    Reason::new("same event", "the place of the first telling, of a rival count, or of the whole");

/// A figure whose clause names no place has that of its first telling, of a rival count, of its whole, of the figure that
/// it is compared with, or of the event that the sentences before tell.
fn share_locations(
    view: &View<'_>,
    locator: &location::Locator,
    drafts: &mut [Draft],
    figures: &mut [Figure],
) {
    for k in 0..figures.len() {
        if figures[k].location.is_some() || drafts[k].kind == draft::Kind::Age {
            continue;
        }
        let whole = || {
            let mut before = (0..k).rev().take(4);
            before.find(|&other| drafts[k].part && figures[other].impact.is_some())
        };
        // `17 were reported in Perth, up from 10`: the counterpart of the figure before it.
        let counterpart = k.checked_sub(1).filter(|&before| {
            let compared = COUNTERPART.begin(view, drafts[k].first);
            figures[before].sentence == figures[k].sentence && compared
        });
        // `The blast injured 30 more`: the event of a sentence before, where no other place is named.
        let event = || {
            let near = |other: usize| figures[k].sentence - figures[other].sentence <= EVENT_SENTENCES;
            let mut before = (0..k).rev().take_while(|&other| near(other));
            let told = |other: usize| figures[other].impact.is_some() && figures[other].location.is_some();
            let located = before.find(|&other| told(other));
            // `112 in Swat and 28 in Dir` are several events.
            let of_one = |other: usize| {
                let same = |before: usize| figures[before].sentence == figures[other].sentence;
                (0..other)
                    .rev()
                    .take_while(|&before| same(before))
                    .all(|before| !told(before) || figures[before].location == figures[other].location)
            };
            let alone = |other: &usize| figures[k].impact.is_some() && of_one(*other);
            located.filter(alone).filter(|_| !locator.names_place(view, figures[k].sentence))
        };
        let others = figures[k].same_as.into_iter().chain(figures[k].conflicts_with.iter().copied());
        let shared =
            others.chain(whole()).chain(counterpart).chain(event()).find_map(|other| figures[other].location);
        if shared.is_some() {
            (figures[k].location, drafts[k].why.location) = (shared, Some(&SAME_EVENT));
        }
    }
}

/// The drafts of all sentences, with what their own sentence says about them.
fn drafts(view: &View<'_>, surroundings: &Surroundings<'_>) -> Vec<Draft> {
    let country = focus(surroundings);
    let published = published(view, surroundings);
    let mut story = None;
    let mut currency = money::dollar(country);
    let mut all: Vec<Draft> = Vec::new();
    let mut period = when::PeriodNamed::default();
    let mut found = Findings::default();
    for index in 0..view.document.sentences().len() {
        if view.document.is_stopped() {
            break;
        }
        let sentence = view.sentence(index);
        reader::sentence(&sentence, country, &mut found);
        let drafts = &mut found.drafts;
        // A date in a dateline, a rate of exchange or a count of words is no figure of the story.
        drafts.retain(|draft| {
            view.document.furniture_at(draft.span).is_none_or(|kind| kind.serves(Use::Figures))
        });
        if drafts.is_empty() {
            continue;
        }
        qualifier::set(&sentence, drafts);
        wording::share(&sentence, drafts);
        wording::sums(&sentence, drafts, &mut currency);
        bare_units::set(&sentence, drafts);
        borrow::set(&sentence, drafts);
        wording::levels(&sentence, drafts);
        let story = *story.get_or_insert_with(|| impact::Story::new(view));
        impact::set(&sentence, drafts, story);
        recount::set(&sentence, drafts, &all, index);
        actors::prune(&sentence, drafts);
        wording::set(&sentence, drafts);
        revision::set(&sentence, drafts);
        when::set(&sentence, drafts, published, &mut period, index);
        for mut draft in drafts.drain(..) {
            draft.sentence = index;
            all.push(draft);
        }
    }
    all
}

/// The day of publication, by the calendar of the place that the article is about.
fn published(view: &View<'_>, surroundings: &Surroundings<'_>) -> Option<when::Published> {
    let focus = surroundings.places.iter().find(|place| place.focus == Some(1));
    // A place that only names money (`U.S. cents`) has no calendar.
    let told = |place: &&crate::enrich::places::Place| {
        place.mentions.iter().any(|mention| !view.has(view.document.token_at(mention.span.end), CURRENCY))
    };
    let point = focus.filter(told).and_then(|place| place.point).filter(|_| surroundings.zone_is_given);
    when::Published::parse(surroundings.published_at?, point.map(|(_, longitude)| longitude))
}

/// The country that the article is about most.
fn focus(surroundings: &Surroundings<'_>) -> money::Country {
    let first = surroundings.places.iter().find(|place| place.focus == Some(1))?;
    first.country_code.as_deref()?.as_bytes().try_into().ok()
}

fn figure(view: &View<'_>, draft: &Draft, mentions: &speaker::Mentions) -> Figure {
    Figure {
        span: draft.span,
        value: draft.value,
        value_max: draft.value_max,
        approximate_words: draft.hint,
        withdrawn: draft.standing == draft::Standing::Withdrawn,
        dimension: draft.dimension,
        unit: wording::unit(view, draft),
        counted: draft.counted,
        impact: draft.impact,
        qualifier: draft.qualifier.unwrap_or(Qualifier::Exact),
        attribution: draft.attribution.map(|act| act.words),
        speaker: draft.attribution.and_then(|act| mentions.speaker(&act)),
        as_of: draft.as_of.clone(),
        location: None,
        sentence: draft.sentence,
        key: false,
        same_as: None,
        conflicts_with: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
