//! A place of a figure's sentence, and the words between the two.

use crate::document::Span;
use crate::enrich::figures::draft::Draft;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::{LOCATIVE, PREPOSITION};

patterns! {
    "figures":
    /// `for more than 31`, `officials in Peru`: a word that may stand between a preposition and a place.
    pub(super) MODIFIER = ["^ <word>&!VERB&!AUXILIARY&!PRONOUN&!RELATIVE&!SUBORDINATOR&!SPEECH", "^ <hyphen>"];
    /// A clause of its own begins.
    pub(super) CLAUSE = [
        "^ ;|:|<quote>|RELATIVE|SUBORDINATOR",
        "^ and|but PRONOUN",
        "^ , and|but|so <name>|DETERMINER|PRONOUN|there",
    ];
    /// `and was lowest in Lima`: a second predicate.
    pub(super) SECOND_PREDICATE = ["^ and|but AUXILIARY|was|were"];
    /// `two flats in Positano and a yacht`: what follows is somewhere else.
    pub(super) SECOND_OBJECT = ["^ and a|an|another"];
    pub(super) COMMA = ["^ ,"];
    /// `its refinery, in Cienfuegos, processed …`: an aside that is the place.
    PLACE_ASIDE = [", LOCATIVE the? ^"];
    /// `outside the embassy of Israel`: it is elsewhere.
    ABROAD = ["embassy|consulate|border ^ of"];
    pub(super) RELATIVE_ASIDE = ["^ , who|which|whose|where"];
    /// A finite verb, as far as the lexicon and its form say.
    pub(super) FINITE = ["^ VERB&!*ing|AUXILIARY|CHANGE&!*ing", "^ *ed"];
    /// `north of Tokyo`.
    pub(super) OF_DIRECTION = ["DIRECTION of ^"];
}

/// At most so many tokens stand between a preposition and its place: `in the mountainous north of Peru`.
const PHRASE: usize = 6;
/// At most so many tokens stand between the opener of an aside and its end.
pub(super) const ASIDE: usize = 25;

/// At most so many tokens stand between a comma and the figure of an aside without a verb (chosen).
const VERBLESS: usize = 6;

/// A place that a figure may belong to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) place: usize,
    pub(super) span: Span,
    pub(super) demonym: bool,
    /// Its tokens.
    pub(super) first: usize,
    pub(super) last: usize,
    /// It stands in the dateline.
    pub(super) dateline: bool,
    /// Its place among the places next to it.
    pub(super) neighbour: Neighbour,
}

/// A place among the places next to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Neighbour {
    None,
    /// `in Hull and Doncaster`: one of several.
    Listed,
    /// `Brazil's southernmost state of Rio Grande do Sul`: the narrower place follows.
    Owner,
}

impl Candidate {
    /// The tokens between the place and the figure.
    pub(super) fn between(&self, draft: &Draft) -> std::ops::Range<usize> {
        if self.first >= draft.last { draft.last..self.first } else { self.last..draft.first.max(self.last) }
    }

    /// The preposition that governs the place, over a determiner, adjectives and names: `in northern Peru`.
    pub(super) fn preposition(&self, view: &View<'_>) -> Option<usize> {
        let lowest = self.first.saturating_sub(PHRASE).max(view.start);
        let at = (lowest..self.first)
            .rev()
            .find(|&i| view.has(i, PREPOSITION | LOCATIVE) || !may_modify(view, i))?;
        view.has(at, PREPOSITION | LOCATIVE).then_some(at)
    }

    /// The preposition of place: `in`, `near`; `of` behind a noun of place or a direction: `north of Tokyo`.
    pub(super) fn locative(&self, view: &View<'_>) -> Option<usize> {
        let at = self.preposition(view)?;
        if view.has(at, LOCATIVE) {
            return Some(at);
        }
        let noun = at.wrapping_sub(1);
        if !view.is(at, "of") || ABROAD.begin(view, at) {
            return None;
        }
        if OF_DIRECTION.begin(view, at + 1) && !view.has(noun, LOCATIVE | PREPOSITION) {
            return Some(noun);
        }
        // `in the city of Homs`, `near the port of Haifa`, `south of the island of El Hierro`.
        let opens = (noun.saturating_sub(PHRASE).max(view.start)..noun)
            .rev()
            .take_while(|&i| may_modify(view, i) || view.has(i, LOCATIVE) || view.is(i, "of"))
            .find(|&i| view.has(i, LOCATIVE) || OF_DIRECTION.begin(view, i + 1));
        opens.filter(|_| !view.has(noun, PREPOSITION))
    }

    /// True if a clause of its own begins between the place and the figure.
    pub(super) fn is_parted(&self, view: &View<'_>, draft: &Draft) -> bool {
        let between = self.between(draft);
        let before = self.last <= draft.first;
        // `recorded in Paris, sold 400,000 copies`, `, which began in Paris in 1980, is …`: an aside holds the place.
        let place_aside = before
            && !PLACE_ASIDE.begin(view, self.first)
            && (COMMA.begin(view, self.last) && FINITE.begin(view, self.last + 1)
                || is_in_aside(view, self.first) && ends_aside(view, between.clone()));
        let aside =
            || is_in_aside(view, draft.first) || draft.impact.is_none() && is_in_verbless(view, draft.first);
        let figure_aside = !before && aside() && ends_aside(view, between.clone());
        let other_predicate = draft.impact.is_none()
            && if before {
                SECOND_OBJECT.within(view, between.clone())
            } else {
                SECOND_PREDICATE.within(view, between.clone())
            };
        place_aside || figure_aside || other_predicate || CLAUSE.within(view, between)
    }
}

/// True if a token may stand between a preposition and a place: `the`, `northern`, `Kajiado`.
pub(super) fn may_modify(view: &View<'_>, i: usize) -> bool {
    MODIFIER.begin(view, i)
}

/// True if a clause of its own begins at a token.
pub(super) fn begins_clause(view: &View<'_>, i: usize) -> bool {
    CLAUSE.begin(view, i)
}

/// True if a comma and a finite verb stand among tokens: an aside ends there.
fn ends_aside(view: &View<'_>, tokens: std::ops::Range<usize>) -> bool {
    tokens.into_iter().any(|i| COMMA.begin(view, i) && FINITE.begin(view, i + 1))
}

/// True if a relative clause opens at the last comma before a token.
fn is_in_aside(view: &View<'_>, at: usize) -> bool {
    let mut before = (view.start.max(at.saturating_sub(ASIDE))..at).rev();
    before.find(|&i| COMMA.begin(view, i)).is_some_and(|comma| RELATIVE_ASIDE.begin(view, comma))
}

/// `a plant, enough for 75,000 homes, is to be built near Sweetwater`: no verb stands between a comma and the figure.
fn is_in_verbless(view: &View<'_>, at: usize) -> bool {
    let comma = (view.start.max(at.saturating_sub(VERBLESS))..at).rev().find(|&i| COMMA.begin(view, i));
    comma.is_some_and(|comma| comma + 1 < at && !FINITE.within(view, comma + 1..at))
}

/// True if a token is a finite verb, as far as the lexicon and its form say.
pub(super) fn is_finite(view: &View<'_>, i: usize) -> bool {
    FINITE.begin(view, i)
}
