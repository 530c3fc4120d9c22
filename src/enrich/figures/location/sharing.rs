//! The place of a figure whose own clause names none: that of another figure, of the event before it, or of the dateline.

use crate::article::enriched::{Dimension, Impact};
use crate::document::{Document, Sentence, furniture};
use crate::enrich::figures::draft::{Draft, Kind};
use crate::enrich::figures::figure::Figure;
use crate::enrich::figures::location::Locator;
use crate::enrich::figures::location::excluded::is_elsewhere;
use crate::enrich::figures::thresholds::EVENT_SENTENCES;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Rule;
use crate::enrich::view::View;

patterns! {
    "figures":
    /// `nine of the fatalities were from Camarines Sur`, `seven from Abra`: it says where itself.
    FROM_PLACE = ["^ from <capital>", "^ were|was|are|is from <capital>"];
    /// `The war, which began in 2023, has killed tens of thousands`: the whole of it, not what the article tells.
    LONG_EVENT = ["^ LONG_EVENTS , which|that", "^ LONG_EVENTS has|have"];
}

/// A round-up has so many items with a dateline at least (chosen).
const ITEMS: usize = 3;

/// A figure without a place of its own among the figures of the article.
struct Placeless<'a> {
    view: &'a View<'a>,
    locator: &'a Locator,
    drafts: &'a [Draft],
    figures: &'a [Figure],
    k: usize,
    /// The place of a later telling.
    later: Option<usize>,
    in_round_up: bool,
}

impl Placeless<'_> {
    /// `KENYA - Inflation rose to 4.4%`: an item of a round-up.
    fn is_briefing(&self) -> bool {
        let dimension = self.figures[self.k].dimension;
        self.in_round_up && !matches!(dimension, Dimension::Duration | Dimension::Score | Dimension::Length)
    }
}

/// True for a text in which several items open on the place that they are about.
fn is_round_up(document: &Document) -> bool {
    let opens = |sentence: &&Sentence| {
        let first = document.tokens().get(sentence.range().start);
        first.is_some_and(|token| document.furniture_at(token.span) == Some(furniture::Kind::Dateline))
    };
    document.sentences().iter().filter(opens).count() >= ITEMS
}

type Finder = fn(&Placeless<'_>) -> Option<usize>;

/// The first that finds a place decides: other tellings of the number say more than the sentences around it.
const SHARING: &[Rule<Finder>] = &[
    Rule::new("first telling", "`Floods kill 62 in Sindh … the 62 victims`", |it| {
        it.figures[it.k].same_as.and_then(|first| it.figures[first].location)
    }),
    Rule::new("later telling", "`Two held, R1.4m recovered`: where the body tells it again", |it| it.later),
    Rule::new("rival count", "`The mayor said 35`: of the same event", |it| {
        it.figures[it.k].conflicts_with.iter().find_map(|&rival| it.figures[rival].location)
    }),
    Rule::new("whole", "`12 of them were children`: of the count before it", |it| {
        let mut before = (0..it.k).rev().take(4).filter(|_| it.drafts[it.k].part);
        let whole = before.find(|&whole| it.figures[whole].impact.is_some());
        let own = FROM_PLACE.begin(it.view, it.drafts[it.k].last);
        whole.filter(|_| !own).and_then(|whole| it.figures[whole].location)
    }),
    Rule::new("counterpart", "`17 were reported in Perth, up from 10`: of the number before it", counterpart),
    Rule::new("event before", "`The blast injured 30 more`: where no other place is named", event),
    Rule::new(
        "dateline",
        "`GOMA, Congo (…) - A boat sank, killing 12`: an event without another place",
        |it| {
            let draft = &it.drafts[it.k];
            let event = draft.impact.is_some_and(|impact| impact != Impact::Displaced) && !draft.lasts;
            let briefing = it.is_briefing() && draft.kind == Kind::Plain;
            it.locator.dateline(it.view, draft).filter(|_| event || briefing)
        },
    ),
];

/// Gives each figure without a place that of the first rule that finds one.
pub(in crate::enrich::figures) fn share(
    view: &View<'_>,
    locator: &Locator,
    drafts: &mut [Draft],
    figures: &mut [Figure],
) {
    let mut later: Vec<Option<usize>> = vec![None; figures.len()];
    for figure in figures.iter() {
        if let Some((first, place)) = figure.same_as.zip(figure.location) {
            later[first].get_or_insert(place);
        }
    }
    let in_round_up = is_round_up(view.document);
    for k in 0..figures.len() {
        let sentence = view.sentence(drafts[k].sentence);
        let elsewhere = is_elsewhere(&sentence, &drafts[k])
            || LONG_EVENT.within(&sentence, sentence.start..drafts[k].first);
        if figures[k].location.is_some() || drafts[k].kind == Kind::Age || elsewhere {
            continue;
        }
        let it = Placeless { view, locator, drafts, figures, k, later: later[k], in_round_up };
        let found = SHARING.iter().find_map(|rule| Some(((rule.test)(&it)?, &rule.reason)));
        if let Some((place, reason)) = found {
            (figures[k].location, drafts[k].why.location) = (Some(place), Some(reason));
        }
    }
}

/// The place of the number that it is compared with, in its sentence.
fn counterpart(it: &Placeless<'_>) -> Option<usize> {
    let before = it.k.checked_sub(1)?;
    let beside = it.figures[before].sentence == it.figures[it.k].sentence;
    (beside && it.drafts[it.k].is_counterpart(it.view)).then_some(it.figures[before].location)?
}

/// The place of the event that the sentences before tell, if they tell a single one.
fn event(it: &Placeless<'_>) -> Option<usize> {
    let figure = &it.figures[it.k];
    let victims = figure.impact?;
    let told = |other: usize| {
        let impact = it.figures[other].impact;
        it.figures[other].location.is_some() && impact.is_some_and(|impact| of_one_event(impact, victims))
    };
    let near = |other: usize| figure.sentence - it.figures[other].sentence <= EVENT_SENTENCES;
    let other = (0..it.k).rev().take_while(|&other| near(other)).find(|&other| told(other))?;
    // `112 in Swat and 28 in Dir` are several events.
    let beside = |before: usize| it.figures[before].sentence == it.figures[other].sentence;
    let mut others = (0..other).rev().take_while(|&before| beside(before));
    let single =
        others.all(|before| !told(before) || it.figures[before].location == it.figures[other].location);
    // `The 2022 floods killed 600`, of another year.
    let other_time = it.drafts[it.k].lasts && !it.drafts[other].lasts;
    let own = other_time || it.locator.names_place(it.view, &it.drafts[it.k]);
    (single && !own).then_some(it.figures[other].location)?
}

/// Those who are held belong to another event than those who are hurt.
fn of_one_event(one: Impact, other: Impact) -> bool {
    (one == Impact::Detained) == (other == Impact::Detained)
}
