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
mod range;
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

use crate::article::enriched::Qualifier;
use crate::document::furniture::Use;
use crate::document::{Document, Sentence};
use crate::enrich::view::{Tagged, View};
use crate::lexicon::CURRENCY;

/// Reads the figures of a document, in the order of the text.
pub fn read(document: &Document, surroundings: Surroundings<'_>) -> Vec<Figure> {
    let tagged = Tagged::new(document);
    let view = View::new(document, &tagged);
    let mentions = speaker::Mentions::new(&surroundings);
    let drafts = drafts(&view, &surroundings, &mentions);
    let locator = location::Locator::new(&surroundings);
    let (_, figures) = read_drafts(&view, &surroundings, &mentions, &locator, drafts);
    figures
}

/// About so many figures of an article are read, the first ones. Chosen: the longest tables of results have a thousand, and a figure
/// takes nearly a kilobyte, here and in the output.
const MOST_FIGURES: usize = 20_000;

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
    location::share(view, locator, &mut drafts, &mut figures);
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

/// The drafts of all sentences, with what their own sentence says about them.
fn drafts(view: &View<'_>, surroundings: &Surroundings<'_>, mentions: &speaker::Mentions) -> Vec<Draft> {
    let mut countries = Countries::new(surroundings, mentions);
    let calendar = calendar(view, surroundings);
    let mut story = None;
    let mut currency = money::dollar(countries.country);
    let mut all: Vec<Draft> = Vec::new();
    let mut period = when::PeriodNamed::default();
    let mut found = Findings::default();
    for index in 0..view.document.sentences().len() {
        if view.document.is_stopped() || all.len() >= MOST_FIGURES {
            break;
        }
        let sentence = view.sentence(index);
        let country = countries.of(&view.document.sentences()[index]);
        reader::sentence(&sentence, country, &mut found);
        let drafts = &mut found.drafts;
        // A date in a dateline, a rate of exchange or a count of words is no figure of the story.
        drafts.retain(|draft| {
            view.document.furniture_at(draft.span).is_none_or(|kind| kind.serves(Use::Figures))
        });
        if drafts.is_empty() {
            if index <= when::LEAD_SENTENCES {
                when::note(&sentence, calendar, &mut period, index);
            }
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
        when::set(&sentence, drafts, calendar, &mut period, index);
        for mut draft in drafts.drain(..) {
            draft.sentence = index;
            all.push(draft);
        }
    }
    all
}

/// The countries whose money a shared word names, sentence after sentence.
struct Countries<'a> {
    surroundings: &'a Surroundings<'a>,
    mentions: &'a speaker::Mentions,
    country: money::Country,
    /// The paragraph, and where it begins.
    paragraph: (u32, u32),
}

impl<'a> Countries<'a> {
    fn new(surroundings: &'a Surroundings<'a>, mentions: &'a speaker::Mentions) -> Self {
        let country = money::Country { focus: focus(surroundings), near: None };
        Self { surroundings, mentions, country, paragraph: (u32::MAX, 0) }
    }

    /// Those of the next sentence.
    fn of(&mut self, sentence: &Sentence) -> money::Country {
        if sentence.paragraph != self.paragraph.0 {
            self.paragraph = (sentence.paragraph, sentence.span.start);
        }
        self.country.near = near(self.surroundings, self.mentions, self.paragraph.1, sentence.span.end);
        self.country
    }
}

/// The calendar of the place that the article is about.
fn calendar(view: &View<'_>, surroundings: &Surroundings<'_>) -> when::Calendar {
    let fiscal = focus(surroundings).and_then(when::Fiscal::of);
    when::Calendar { published: published(view, surroundings), fiscal }
}

/// The day of publication, by the calendar of the place that the article is about.
fn published(view: &View<'_>, surroundings: &Surroundings<'_>) -> Option<when::Published> {
    let focus = surroundings.places.iter().find(|place| place.focus == Some(1));
    // A place that only names money (`U.S. cents`) has no calendar.
    let told = |place: &&crate::enrich::places::Place| {
        place.mentions.iter().any(|mention| !view.has(view.document.token_at(mention.span.end), CURRENCY))
    };
    let point = focus.filter(told).and_then(|place| place.point).filter(|_| surroundings.zone_is_given);
    let raw = surroundings.published_at_raw;
    when::Published::parse(surroundings.published_at?, raw, point.map(|(_, longitude)| longitude))
}

/// The country of the first place that a paragraph names up to a sentence.
fn near(
    surroundings: &Surroundings<'_>,
    mentions: &speaker::Mentions,
    from: u32,
    to: u32,
) -> Option<[u8; 2]> {
    let place = mentions.first_place(from, to)?;
    surroundings.places[place].country_code.as_deref()?.as_bytes().try_into().ok()
}

/// The country that the article is about most.
fn focus(surroundings: &Surroundings<'_>) -> Option<[u8; 2]> {
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
