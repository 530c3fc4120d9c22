//! Where a figure belongs: the place that its clause is about.
//!
//! A place is that of a figure only by evidence: it stands in the phrase of the counted, behind a preposition of place in
//! the same clause, or as the subject of the clause. The nearest name alone is none.

mod candidate;
mod evidence;
mod excluded;
mod sharing;
#[cfg(test)]
mod tests;

use crate::article::enriched::{PlaceForm, PlaceKind};
use crate::document::furniture;
use crate::document::{Sentence, Span};
use crate::enrich::figures::draft::Draft;
use crate::enrich::figures::figure::Surroundings;
use crate::enrich::pattern::patterns;
use crate::enrich::rule::Reason;
use crate::enrich::view::View;
use crate::lexicon::{CITY_NOUN, COUNTRY_NOUN, DISTRICT_NOUN, DIVISION_NOUN, LOCATIVE};
use candidate::{Candidate, Neighbour, may_modify};
use evidence::EVIDENCE;
use excluded::EXCLUDED;
pub(super) use excluded::placeless;
pub(super) use sharing::share;

/// At most so many mentions are looked at on each side of a figure.
const NEAR: usize = 24;
/// At most so many tokens stand between places that are told together (chosen).
const GAP: usize = 6;
/// At most so many tokens stand between a preposition and the name of its place (chosen).
const UNKNOWN_REACH: usize = 8;
/// A place behind the next number is farther away by so many bytes (chosen: longer than most clauses).
const NEXT_NUMBER: u32 = 200;

/// A mention of a place, or of a kind of place that was named before (`the city`).
#[derive(Debug, Clone, Copy)]
struct Mention {
    span: Span,
    /// Index of the place.
    place: usize,
    form: PlaceForm,
}

/// A place of the sentence of a figure, for `dateline explain`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Considered {
    /// Index of the place.
    pub(super) place: usize,
    /// The mention.
    pub(super) span: Span,
    /// The rule by which it is that of the figure, with its rank; or the rule by which it is not.
    pub(super) verdict: Result<(usize, &'static Reason), &'static Reason>,
    /// In bytes between place and figure.
    distance: u32,
}

const NO_EVIDENCE: Reason = Reason::new("no evidence", "the place is named for another reason");
const IN_NAME: Reason =
    Reason::new("name", "`the U.S. Geological Survey`: a part of the name of a person or an organisation");

/// The mentions of places of an article.
#[derive(Debug)]
pub(super) struct Locator {
    mentions: Vec<Mention>,
    /// The kind of each place.
    kinds: Vec<PlaceKind>,
    /// How often each place is mentioned.
    mentioned: Vec<usize>,
    /// Names of persons and organisations, by their beginning.
    names: Vec<Span>,
}

impl Locator {
    pub(super) fn new(surroundings: &Surroundings<'_>) -> Self {
        let places = surroundings.places.iter().enumerate();
        let mut mentions: Vec<_> = places
            .flat_map(|(place, found)| {
                let mention = move |mention: &crate::enrich::places::PlaceMention| Mention {
                    span: mention.span,
                    place,
                    form: mention.form,
                };
                found.mentions.iter().map(mention)
            })
            .collect();
        mentions.sort_by_key(|mention| (mention.span.start, mention.span.end, mention.place));
        let people = surroundings.people.iter().flat_map(|person| person.mentions.iter().copied());
        let bodies = surroundings.organisations.iter().flat_map(|body| body.mentions.iter().copied());
        let mut names: Vec<Span> = people.chain(bodies).collect();
        names.sort();
        let kinds = surroundings.places.iter().map(|place| place.kind).collect();
        let mentioned = surroundings.places.iter().map(|place| place.mentions.len()).collect();
        Self { mentions, kinds, mentioned, names }
    }

    /// The place of a figure, and the evidence for it.
    pub(super) fn location(&self, view: &View<'_>, draft: &Draft) -> Option<(usize, &'static Reason)> {
        if self.mentions.is_empty() || placeless(view, draft).is_some() {
            return None;
        }
        if self.is_at_unknown(view, draft) {
            return None;
        }
        let found = self.considered(view, draft);
        let found = found
            .filter_map(|one| one.verdict.ok().map(|(rank, rule)| (rank, one.distance, one.place, rule)));
        found
            .min_by_key(|&(rank, distance, place, _)| (rank, distance, place))
            .map(|(.., place, rule)| (place, rule))
    }

    /// The places of a figure's sentence, in the order of the text.
    pub(super) fn considered<'a>(
        &'a self,
        view: &View<'a>,
        draft: &'a Draft,
    ) -> impl Iterator<Item = Considered> + 'a {
        let within = view.document.sentences().get(draft.sentence).map(|sentence| sentence.span);
        let at = self.mentions.partition_point(|mention| mention.span.start < draft.span.start);
        let near = &self.mentions[at.saturating_sub(NEAR)..self.mentions.len().min(at + NEAR)];
        let sentence = view.sentence(draft.sentence);
        let inside = move |mention: &Mention| within.is_some_and(|within| within.contains(mention.span));
        let named = near.iter().enumerate().filter(move |(_, mention)| inside(mention));
        let named = named.map(move |(k, mention)| {
            let (first, last) = tokens_of(&sentence, mention.span);
            Candidate {
                place: mention.place,
                span: mention.span,
                demonym: mention.form == PlaceForm::Demonym,
                first,
                last,
                dateline: sentence.document.furniture_at(mention.span) == Some(furniture::Kind::Dateline),
                neighbour: neighbour(&sentence, near, k),
            }
        });
        let generic = self.generic(sentence, draft);
        named.chain(generic).map(move |candidate| self.judge(&sentence, &candidate, draft))
    }

    /// `36°C in Phalaborwa`: right behind the figure stands a place of which nothing is known.
    fn is_at_unknown(&self, view: &View<'_>, draft: &Draft) -> bool {
        let name = draft.last + 1;
        let known = |mention: &Mention| mention.span.contains(view.span(name, name + 1));
        AT_NAME.begin(view, draft.last) && !self.mentions.iter().any(known)
    }

    /// The first place of the dateline of a figure's sentence, where the sentence names no other.
    fn dateline(&self, view: &View<'_>, draft: &Draft) -> Option<usize> {
        let sentence = view.document.sentences().get(draft.sentence)?;
        let at = self.mentions.partition_point(|mention| mention.span.start < sentence.span.start);
        let first = self.mentions.get(at).filter(|mention| sentence.span.contains(mention.span))?;
        let inside = view.document.furniture_at(first.span) == Some(furniture::Kind::Dateline);
        let near = view.sentence(draft.sentence).around(draft.first);
        let another = self.names_another(sentence, draft);
        (inside && !self.names_unknown(&near) && !another).then_some(first.place)
    }

    /// `34 were hurt as the storm cut across Bicol and Quezon`: behind the figure stand places, none of which is sure.
    fn names_another(&self, sentence: &Sentence, draft: &Draft) -> bool {
        let at = self.mentions.partition_point(|mention| mention.span.start < draft.span.end);
        let near =
            |mention: &Mention| sentence.span.contains(mention.span) && mention.form == PlaceForm::Name;
        self.mentions[at..].iter().take(2).filter(|mention| near(mention)).count() > 1
    }

    /// `near the village of Mtoa`: a preposition of place before a name that is no mention of a place.
    fn names_unknown(&self, sentence: &View<'_>) -> bool {
        let named = |i: usize| {
            let behind =
                (i + 1..sentence.end.min(i + UNKNOWN_REACH)).find(|&at| !UNKNOWN_LINK.begin(sentence, at));
            behind.filter(|&at| UNKNOWN.begin(sentence, at))
        };
        let known = |at: usize| {
            let span = sentence.span(at, at + 1);
            let near = self.mentions.partition_point(|mention| mention.span.start <= span.start);
            near.checked_sub(1).is_some_and(|near| self.mentions[near].span.contains(span))
        };
        (sentence.start..sentence.end)
            .filter(|&i| sentence.has(i, LOCATIVE))
            .filter_map(named)
            .any(|at| !known(at) && sentence.document.furniture_at(sentence.span(at, at + 1)).is_none())
    }

    /// `across the city`, `in the province`: places of that kind that were named last.
    fn generic<'a>(&'a self, sentence: View<'a>, draft: &Draft) -> impl Iterator<Item = Candidate> + 'a {
        let near = sentence.around(draft.first);
        (near.start..near.end).filter_map(move |i| {
            let flags = sentence.word(i).flags;
            let kind = flags.intersects(CITY_NOUN | COUNTRY_NOUN | DIVISION_NOUN | DISTRICT_NOUN);
            let owner = kind && GENERIC_OWNER.begin(&sentence, i);
            let subject = owner || GENERIC_SUBJECT.begin(&sentence, i);
            if !(kind && GENERIC.begin(&sentence, i)) && !subject {
                return None;
            }
            let span = sentence.span(i, i + 1);
            let at = self.mentions.partition_point(|mention| mention.span.start < span.start);
            let before = self.mentions[at.saturating_sub(NEAR)..at].iter().rev();
            let before = || before.clone().filter(|mention| mention.form != PlaceForm::Demonym);
            // `Davao Region … in the region`: the name says it.
            let noun = sentence.text(i);
            let named = before().find(|mention| {
                let last = sentence.document.slice(mention.span).rsplit(' ').next();
                last.is_some_and(|word| word.eq_ignore_ascii_case(noun))
            });
            let fits = |mention: &&Mention| match self.kinds[mention.place] {
                PlaceKind::City | PlaceKind::District => flags.intersects(CITY_NOUN),
                PlaceKind::Country => flags.intersects(COUNTRY_NOUN),
                PlaceKind::Admin1 | PlaceKind::Region => flags.intersects(DIVISION_NOUN),
                PlaceKind::Admin2 => flags.intersects(DISTRICT_NOUN),
                _ => false,
            };
            let most = || before().filter(fits).max_by_key(|mention| self.mentioned[mention.place]);
            let fitting = || match (owner, subject) {
                // `2% of the country's output`: where one country alone is named.
                (true, _) => single(before().filter(fits)),
                (_, true) => most(),
                _ => before().find(fits),
            };
            let place = named.or_else(fitting)?;
            Some(Candidate {
                place: place.place,
                span,
                demonym: false,
                first: i,
                last: i + 1,
                dateline: false,
                neighbour: Neighbour::None,
            })
        })
    }

    /// True if a sentence names a place, also one that nothing is known of.
    fn names_place(&self, view: &View<'_>, draft: &Draft) -> bool {
        let within = view.document.sentences()[draft.sentence].span;
        let at = self.mentions.partition_point(|mention| mention.span.start < within.start);
        let named = self.mentions.get(at).is_some_and(|mention| within.contains(mention.span));
        named || self.names_unknown(&view.sentence(draft.sentence).around(draft.first))
    }

    fn judge(&self, view: &View<'_>, candidate: &Candidate, draft: &Draft) -> Considered {
        let excluded = || EXCLUDED.iter().find(|rule| (rule.test)(view, candidate, draft));
        let verdict = if self.is_in_name(candidate.span) {
            Err(&IN_NAME)
        } else if let Some(rule) = excluded() {
            Err(&rule.reason)
        } else {
            let evidence = EVIDENCE.iter().position(|rule| (rule.test)(view, candidate, draft));
            evidence.map(|rank| (rank, &EVIDENCE[rank].reason)).ok_or(&NO_EVIDENCE)
        };
        let span = candidate.span;
        let distance = if span.start >= draft.span.end {
            span.start - draft.span.end
        } else {
            2 * draft.span.start.saturating_sub(span.end) + 20
        };
        // `displaced 30,000 people and killed 12 in Meghalaya`: the place behind the next number is nearer to that one.
        let passed =
            candidate.first >= draft.last && (draft.last..candidate.first).any(|i| view.is_number(i));
        let distance = distance + if passed { NEXT_NUMBER } else { 0 };
        Considered { place: candidate.place, span, verdict, distance }
    }

    /// True if a place is a part of the name of a person or an organisation: `the U.S. Geological Survey`.
    fn is_in_name(&self, place: Span) -> bool {
        let at = self.names.partition_point(|span| span.start <= place.start);
        self.names[at.saturating_sub(4)..at]
            .iter()
            .any(|span| span.contains(place) && span.len() > place.len())
    }
}

/// The mention of the place that all of them name.
fn single<'a>(mut mentions: impl Iterator<Item = &'a Mention>) -> Option<&'a Mention> {
    let first = mentions.next()?;
    mentions.all(|other| other.place == first.place).then_some(first)
}

patterns! {
    "figures":
    /// `across the city`, `the country has …`: a place that was named before.
    GENERIC = ["LOCATIVE the|this ^"];
    /// `The city has …`, `said that the country would …`: the place that the article names most.
    GENERIC_SUBJECT = ["<stop>|that|SPEECH the ^ <any> VERB|AUXILIARY|CHANGE&!*ing"];
    /// `35% of the county's voters`, `in the city's schools`.
    GENERIC_OWNER = ["of|LOCATIVE the ^ <any> <possessive>"];
    /// Words between a preposition and the name of a place: `near the small village of Mtoa`.
    UNKNOWN_LINK = ["^ <lower>&!PREPOSITION&!VERB&!CONJUNCTION|of", "^ <hyphen>"];
    /// `in Phalaborwa`: a name without an article.
    AT_NAME = ["^ in|at|near <name>&!MONTH&!WEEKDAY&!TIME <stop>|and|on|last"];
    /// A name that may be that of a place: no date.
    UNKNOWN = ["^ <name>&!MONTH&!WEEKDAY&!TIME"];
    /// `Hull and Doncaster`, `Spain, Italy and Malta`, `Peru and the Andes`.
    JOINED_BEHIND = [
        "^ and|or <capital>",
        "^ and|or the <capital>",
        "^ and|or the? <lower>&!NUMBER&!PREPOSITION&!LOCATIVE <capital>",
    ];
    LISTED_BEHIND = ["^ ,"];
    /// `North and South Kivu`: the first of them is no mention of its own.
    SHARED_NAME = ["LOCATIVE the? <name> and ^"];
}

/// The first token of a mention, and one past its last.
fn tokens_of(view: &View<'_>, span: Span) -> (usize, usize) {
    let first = view.document.token_at(span.start);
    (first, view.document.token_at(span.end).max(first + 1))
}

/// A mention among the mentions next to it.
fn neighbour(view: &View<'_>, mentions: &[Mention], k: usize) -> Neighbour {
    let at = |k: usize| mentions.get(k).map(|mention| (mention, tokens_of(view, mention.span)));
    let Some((mention, (first, last))) = at(k) else { return Neighbour::None };
    // Tokens between two mentions of different places; none where they are far apart.
    let gap = |one: usize, other: usize| {
        let ((one, (_, end)), (other, (start, _))) = (at(one)?, at(other)?);
        (one.place != other.place && end <= start && start - end <= GAP).then_some(end..start)
    };
    let owns = |gap: std::ops::Range<usize>| {
        view.is_possessive(gap.start) && gap.skip(1).all(|i| may_modify(view, i) || view.is(i, "of"))
    };
    if mention.form == PlaceForm::Name && gap(k, k + 1).is_some_and(owns) {
        return Neighbour::Owner;
    }
    let joins = |gap: std::ops::Range<usize>| JOINED_BEHIND.begin(view, gap.start) && gap.len() <= 3;
    let lists = |gap: std::ops::Range<usize>| LISTED_BEHIND.begin(view, gap.start) && gap.len() == 1;
    let behind = gap(k, k + 1);
    let before = k.checked_sub(1).and_then(|before| gap(before, k));
    let joined = behind.clone().is_some_and(joins) || before.clone().is_some_and(joins);
    // `Spain, Italy and Malta`: a comma lists where the place behind it is joined.
    let listed = behind.is_some_and(lists) && gap(k + 1, k + 2).is_some_and(joins);
    let shared = SHARED_NAME.begin(view, first) && last > first + 1;
    if joined || listed || shared { Neighbour::Listed } else { Neighbour::None }
}
