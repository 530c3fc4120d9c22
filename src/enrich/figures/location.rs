//! Where a figure belongs: the place that its clause is about.
//!
//! A place is that of a figure only by evidence: it stands in the phrase of the counted, behind a preposition of place in
//! the same clause, or as the subject of the clause. The nearest name alone is none.

use super::Surroundings;
use super::draft::{Draft, Kind};
use super::lexicon::{
    AUXILIARY, CHANGE, CITY_NOUN, COUNTRY_NOUN, DETERMINER, DIRECTION, DISTRICT_NOUN, DIVISION_NOUN,
    LOCATIVE, PREPOSITION, PRONOUN, RELATIVE, SPEECH, STRIKES, SUBORDINATOR, VERB,
};
use super::view::View;
use crate::article::enriched::{Dimension, PlaceForm, PlaceKind};
use crate::document::Span;
use crate::document::furniture;
use crate::enrich::rule::{Reason, Rule};

/// At most so many mentions are looked at on each side of a figure.
const NEAR: usize = 24;
/// At most so many tokens stand between a preposition and its place: `in the mountainous north of Peru`.
const PHRASE: usize = 6;
/// At most so many tokens stand between a subject and its verb.
const SUBJECT: usize = 8;

/// A mention of a place, or of a kind of place that was named before (`the city`).
#[derive(Debug, Clone, Copy)]
struct Mention {
    span: Span,
    /// Index of the place.
    place: usize,
    form: PlaceForm,
}

/// A place that a figure may belong to.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: usize,
    span: Span,
    demonym: bool,
    /// Its tokens.
    first: usize,
    last: usize,
    /// It stands in the dateline.
    dateline: bool,
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

/// A reason for which a figure belongs to no place.
type Placeless = fn(&View<'_>, &Draft) -> bool;

/// Any of these is enough.
const PLACELESS: &[Rule<Placeless>] = &[
    Rule::new("age", "`Coyle, 46, of McConnelsville`: an age is nowhere", |_, draft| draft.kind == Kind::Age),
    Rule::new("span of time", "`worked for 11 years in Austin`: the work is there", |_, draft| {
        draft.dimension == Dimension::Duration
    }),
    Rule::new("size of a thing", "`a 21-string harp-lute`, `a 28 nm process`", |view, draft| {
        draft.impact.is_none() && (draft.first..draft.last).any(|i| view.hyphen(i))
    }),
    Rule::new("score", "`lost 3-1 to Peru`: the place of a match is rarely that of its teams", |_, draft| {
        draft.dimension == Dimension::Score
    }),
];

/// A test of a place against a figure.
type Test = fn(&View<'_>, &Candidate, &Draft) -> bool;

/// A place that any of these excludes is not that of the figure.
const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("agent", "`70 countries, led by Colombia`: it acts", is_agent),
    Rule::new("speaker", "`officials in Nairobi said`: where the speaker is", is_of_speaker),
    Rule::new(
        "clause",
        "`…; Norway alone promised 2 billion`: the place of another statement",
        is_of_other_clause,
    ),
    Rule::new("destination", "`by plane to cities in Parana`: where it goes or comes from", is_destination),
];

/// Evidence that a place is that of a figure, the strongest first. Of two places with the same evidence the nearer wins,
/// and one behind the figure is nearer than one before it.
const EVIDENCE: &[Rule<Test>] = &[
    Rule::new(
        "brackets",
        "`in Kwale (49 per cent)`: the figure stands in brackets behind the place",
        is_bracketed,
    ),
    Rule::new("phrase of the counted", "`31,000 vehicles in Leeds`, `the people of Goma`", is_in_counted),
    Rule::new("here", "`27 clinics here and six in Johor Bahru`: the place of the dateline", is_here),
    Rule::new("place of the clause", "`were arrested in Kariega`, `near the port of Haifa`", is_in_clause),
    Rule::new("relative clause", "`Toril, which has 62 rooms`: the clause is about the place", is_antecedent),
    Rule::new("opener", "`In Peru, 12 people …`: a phrase of place opens the sentence", opens_sentence),
    Rule::new("subject", "`Chad has taken in 760,000`, `Brazil's fund has raised …`", is_subject),
    Rule::new(
        "economy of a country",
        "`Kenyan inflation rose to 4%`, `the output of Peru grew by 2%`",
        is_economy,
    ),
    Rule::new("struck place", "`a quake hit western Turkey, killing 26 people`", is_struck),
    Rule::new("place of the event", "`killed 12 people when a bus fell off a bridge in Kisumu`", is_in_event),
    Rule::new("modifier of the event", "`Kisumu floods kill 12`", modifies_event),
    Rule::new(
        "dateline",
        "`GOMA, Congo (…) - A boat sank, killing 12`: an event without another place",
        is_dateline,
    ),
];

const NO_EVIDENCE: Reason = Reason::new("no evidence", "the place is named for another reason");
const IN_NAME: Reason =
    Reason::new("name", "`the U.S. Geological Survey`: a part of the name of a person or an organisation");

/// The mentions of places of an article.
#[derive(Debug)]
pub(super) struct Locator {
    mentions: Vec<Mention>,
    /// The kind of each place.
    kinds: Vec<PlaceKind>,
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
        Self { mentions, kinds, names }
    }

    /// The place of a figure, and the evidence for it.
    pub(super) fn location(&self, view: &View<'_>, draft: &Draft) -> Option<(usize, &'static Reason)> {
        if self.mentions.is_empty() || placeless(view, draft).is_some() {
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
        let named =
            near.iter().filter(move |mention| within.is_some_and(|within| within.contains(mention.span)));
        let named = named.map(move |mention| Candidate {
            place: mention.place,
            span: mention.span,
            demonym: mention.form == PlaceForm::Demonym,
            first: sentence.document.token_at(mention.span.start),
            last: sentence
                .document
                .token_at(mention.span.end)
                .max(sentence.document.token_at(mention.span.start) + 1),
            dateline: sentence.document.furniture_at(mention.span) == Some(furniture::Kind::Dateline),
        });
        let generic = self.generic(sentence, draft);
        named.chain(generic).map(move |candidate| self.judge(&sentence, &candidate, draft))
    }

    /// `across the city`, `in the province`: places of that kind that were named last.
    fn generic<'a>(&'a self, sentence: View<'a>, draft: &Draft) -> impl Iterator<Item = Candidate> + 'a {
        let near = sentence.around(draft.first);
        (near.start..near.end).filter_map(move |i| {
            let flags = sentence.word(i).flags;
            if !flags.intersects(CITY_NOUN | COUNTRY_NOUN | DIVISION_NOUN | DISTRICT_NOUN)
                || !sentence.any(i.wrapping_sub(1), &["the", "this"])
                || !sentence.has(i.wrapping_sub(2), LOCATIVE)
            {
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
            let place = named.or_else(|| before().find(fits))?;
            Some(Candidate {
                place: place.place,
                span,
                demonym: false,
                first: i,
                last: i + 1,
                dateline: false,
            })
        })
    }

    /// True if a sentence names a place.
    pub(super) fn names_place(&self, view: &View<'_>, sentence: usize) -> bool {
        let within = view.document.sentences()[sentence].span;
        let at = self.mentions.partition_point(|mention| mention.span.start < within.start);
        self.mentions.get(at).is_some_and(|mention| within.contains(mention.span))
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

/// The rule by which a figure belongs to no place.
pub(super) fn placeless(view: &View<'_>, draft: &Draft) -> Option<&'static Reason> {
    PLACELESS.iter().find(|rule| (rule.test)(view, draft)).map(|rule| &rule.reason)
}

impl Candidate {
    /// The tokens between the place and the figure.
    fn between(&self, draft: &Draft) -> std::ops::Range<usize> {
        if self.first >= draft.last { draft.last..self.first } else { self.last..draft.first.max(self.last) }
    }

    /// The preposition that governs the place, over a determiner, adjectives and names: `in northern Peru`.
    fn preposition(&self, view: &View<'_>) -> Option<usize> {
        let lowest = self.first.saturating_sub(PHRASE).max(view.start);
        let at = (lowest..self.first)
            .rev()
            .find(|&i| view.has(i, PREPOSITION | LOCATIVE) || !may_modify(view, i))?;
        view.has(at, PREPOSITION | LOCATIVE).then_some(at)
    }

    /// The preposition of place: `in`, `near`; `of` behind a noun of place or a direction: `north of Tokyo`.
    fn locative(&self, view: &View<'_>) -> Option<usize> {
        let at = self.preposition(view)?;
        if view.has(at, LOCATIVE) {
            return Some(at);
        }
        let noun = at.wrapping_sub(1);
        if !view.is(at, "of") {
            return None;
        }
        if view.has(noun, DIRECTION) && !view.has(noun, LOCATIVE | PREPOSITION) {
            return Some(noun);
        }
        // `in the city of Homs`, `near the port of Haifa`.
        let phrase = noun.saturating_sub(PHRASE).max(view.start)..noun;
        let opens = phrase
            .rev()
            .take_while(|&i| may_modify(view, i) || view.has(i, LOCATIVE))
            .find(|&i| view.has(i, LOCATIVE));
        opens.filter(|_| !view.has(noun, PREPOSITION))
    }

    /// True if a clause of its own begins between the place and the figure.
    fn is_parted(&self, view: &View<'_>, draft: &Draft) -> bool {
        // `recorded in Paris, sold 400,000 copies`: an aside that ends with the place.
        let ends_aside =
            self.last <= draft.first && view.text(self.last) == "," && is_finite(view, self.last + 1);
        ends_aside
            || self.between(draft).any(|i| begins_clause(view, i))
            || self.first >= draft.last && is_aside_before(view, draft, self.first)
    }
}

/// True if a token may stand between a preposition and a place: `the`, `northern`, `Kajiado`.
fn may_modify(view: &View<'_>, i: usize) -> bool {
    view.is_word(i) && !view.has(i, VERB | AUXILIARY | PRONOUN | RELATIVE | SUBORDINATOR | SPEECH)
        || view.hyphen(i)
}

/// True if a clause of its own begins at a token.
fn begins_clause(view: &View<'_>, i: usize) -> bool {
    matches!(view.text(i), ";" | ":")
        || view.is_quote(i)
        || view.has(i, RELATIVE | SUBORDINATOR)
        || view.any(i, &["and", "but"]) && view.has(i + 1, PRONOUN)
}

/// True if a figure stands in a relative clause that a comma ends before a token.
fn is_aside_before(view: &View<'_>, draft: &Draft, at: usize) -> bool {
    let mut before = (view.start.max(draft.first.saturating_sub(25))..draft.first).rev();
    let opens = before.find(|&i| view.text(i) == ",");
    opens.is_some_and(|comma| view.has(comma + 1, RELATIVE))
        && (draft.last..at).any(|i| view.text(i) == "," && is_finite(view, i + 1))
}

/// True if a token is a finite verb, as far as the lexicon and its form say.
fn is_finite(view: &View<'_>, i: usize) -> bool {
    view.has(i, VERB | AUXILIARY | CHANGE) && !view.text(i).ends_with("ing")
        || view.lower(i) && view.text(i).ends_with("ed")
}

fn is_bracketed(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let open = draft.first.wrapping_sub(1);
    view.text(open) == "(" && place.last == open && !place.demonym && !place.dateline
}

/// The place of the dateline, where the clause says `here`.
fn is_here(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let near = view.around(draft.first);
    let mut behind =
        (draft.last..near.end).take(6).take_while(|&i| !begins_clause(view, i) && !view.is_number(i));
    place.dateline && behind.any(|i| view.is(i, "here"))
}

fn is_antecedent(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let pronoun = place.last + usize::from(view.text(place.last) == ",");
    !place.demonym
        && place.last < draft.first
        && view.any(pronoun, &["which", "where"])
        && (pronoun + 1..draft.first).all(|i| view.text(i) != "," && !begins_clause(view, i))
}

/// The place is what a disaster or an attack hits, and the figure tells its victims or its damage.
fn is_struck(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let verb =
        (place.first.saturating_sub(4).max(view.start)..place.first).rev().find(|&i| !may_modify(view, i));
    !place.demonym
        && !place.dateline
        && verb.is_some_and(|verb| view.has(verb, STRIKES))
        && (draft.impact.is_some() || draft.dimension != Dimension::Count)
        && !place.is_parted(view, draft)
}

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
    let parted = place.between(draft).any(|i| view.text(i) == "," || view.is_quote(i) || view.is(i, "that"));
    // `Armenia says`: the state speaks.
    let speaks = first && says(place.last);
    speaks || preposition && (first && behind || before && (parted || first) || !first && parted && behind)
}

fn is_of_other_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.between(draft).any(|i| view.text(i) == ";" || view.any(i, &["while", "whereas"]))
}

/// `to Africa`, `from El Geneina`, `for cities in Parana`: the phrase is governed by a preposition of movement.
fn is_destination(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    let Some(at) = place.preposition(view) else { return false };
    if view.any(at, &["to", "from", "into", "for", "towards"]) {
        return true;
    }
    let noun = at.wrapping_sub(1);
    let governor = noun.wrapping_sub(1 + usize::from(view.has(noun.wrapping_sub(1), DETERMINER)));
    // `were stolen from a farm near Kilbarchan`: they were there.
    let taken = view.is(governor, "from") && is_finite(view, governor.wrapping_sub(1));
    !place.dateline && !taken && view.lower(noun) && view.any(governor, &["to", "from", "into", "towards"])
}

fn is_in_counted(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let last = draft.counted.map_or(draft.last, |counted| view.document.token_at(counted.end));
    let last = last.max(draft.last);
    let inside = place.first >= draft.first && place.last <= last;
    let behind = place.first > last
        && place.locative(view).is_some_and(|at| at == last || at == last + 1 && !view.stops(last))
        || place.first > last && view.is(last, "of") && place.preposition(view) == Some(last);
    (inside || behind) && !place.demonym && !place.dateline
}

fn is_in_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    !place.demonym && !place.dateline && place.locative(view).is_some() && !place.is_parted(view, draft)
}

fn opens_sentence(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let opens = place.locative(view).is_some_and(|at| at == view.start || at == view.start + 1);
    opens && !place.demonym && place.last <= draft.first
}

/// The place, or what it owns, is the subject of the figure's clause.
fn is_subject(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    if place.demonym || place.dateline || place.last > draft.first || place.preposition(view).is_some() {
        return false;
    }
    let before = place.first.wrapping_sub(1);
    let opens = place.first == view.start
        || view.stops(before)
        || view.has(before, DETERMINER | SUBORDINATOR)
        || view.any(before, &["and", "but", "that"]);
    // `Brazil closes two shelters`, `Davao City accounts for 398,000`.
    let present = |i: usize| {
        view.lower(i)
            && view.text(i).ends_with('s')
            && (view.is_number(i + 1) || view.has(i + 1, super::lexicon::NUMBER | PREPOSITION | DETERMINER))
    };
    let verb = |i: usize| is_finite(view, i) || present(i);
    let owns = view.kind(place.last) == Some(crate::document::TokenKind::Possessive);
    let behind = if owns {
        let mut phrase =
            (place.last + 1..(place.last + SUBJECT).min(draft.first)).take_while(|&i| !view.stops(i));
        view.lower(place.last + 1) && phrase.any(verb)
    } else {
        let comma = view.text(place.last) == ",";
        let next = if comma {
            let close = (place.last + 1..draft.first).take(12).find(|&i| view.text(i) == ",");
            close.map_or(place.last, |close| close + 1)
        } else {
            place.last
        };
        verb(next) || view.has(next, super::lexicon::ADVERB) && verb(next + 1)
    };
    opens && behind && !place.is_parted(view, draft)
}

fn is_economy(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // `rose to 4%`, `grew by 2%`: the verb of the change stands right before the figure.
    let changes = || (draft.first.saturating_sub(3)..draft.first).any(|i| view.has(i, CHANGE | AUXILIARY));
    let opens = place.first <= view.start + 1 || view.stops(place.first.wrapping_sub(1));
    let modifies = opens
        && view.lower(place.last)
        && !view.has(place.last, super::lexicon::PERSON | VERB | AUXILIARY)
        && !view.has(place.last, super::lexicon::CURRENCY);
    let owns = !place.demonym
        && place.preposition(view).is_some_and(|at| view.is(at, "of"))
        && is_finite(view, place.last);
    (modifies || owns)
        && place.last < draft.first
        && !place.dateline
        && (draft.dimension == Dimension::Percent || owns && draft.dimension == Dimension::Money)
        && changes()
        && !place.is_parted(view, draft)
}

fn is_in_event(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let event = place.between(draft).filter(|&i| begins_clause(view, i));
    let mut boundaries = event.map(|i| view.any(i, &["when", "after", "as", "where", "that", "which"]));
    draft.impact.is_some()
        && !place.demonym
        && !place.dateline
        && place.locative(view).is_some()
        && boundaries.all(|joins| joins)
}

fn modifies_event(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    draft.impact.is_some()
        && !place.demonym
        && !place.dateline
        && place.last <= draft.first
        && place.preposition(view).is_none()
        && view.lower(place.last)
        && !place.is_parted(view, draft)
}

fn is_dateline(_: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.dateline && draft.impact.is_some()
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
        let mention = |(place, name): (usize, &&str)| {
            let found = spans(name).into_iter();
            found.map(move |span| Mention { span, place, form: PlaceForm::Name }).collect::<Vec<_>>()
        };
        let mut mentions: Vec<_> = numbered.flat_map(mention).collect();
        mentions.sort_by_key(|mention| mention.span.start);
        let kinds = vec![PlaceKind::Country; names.len()];
        let locator = Locator { mentions, kinds, names: spans(body) };
        let mut found = super::super::Findings::default();
        for sentence in 0..document.sentences().len() {
            let from = found.drafts.len();
            super::super::reader::sentence(&view.sentence(sentence), None, &mut found);
            super::super::impact::set(
                &view.sentence(sentence),
                &mut found.drafts[from..],
                super::super::impact::Story::new(&view),
            );
            found.drafts[from..].iter_mut().for_each(|draft| draft.sentence = sentence);
        }
        let name = |draft: &Draft| locator.location(&view, draft).map_or("-", |(place, _)| names[place]);
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
            ("Chad has taken in 760,000 people since war broke out in Sudan.", &["Chad", "Sudan"], "Chad"),
            ("Amina Saleh walked with 40 others from Geneina.", &["Geneina"], "-"),
            ("More than 70% of the output is exported to Africa.", &["Africa"], "-"),
            ("Tarang, a firm from Pune, raised $62 million.", &["Pune"], "-"),
            ("The som rose against the US dollar by 4.1 percent.", &["US"], "-"),
            ("Twelve people died when a bus plunged off a bridge in Kisumu.", &["Kisumu"], "Kisumu"),
            ("Some 31,000 vehicles in Leeds use the road.", &["Leeds"], "Leeds"),
            (
                "A boat sank 20 km north of Lampedusa, killing 12 people.",
                &["Lampedusa"],
                "Lampedusa Lampedusa",
            ),
            ("Pedro Ruiz, 31, of Lima, was fined 200 soles.", &["Lima"], "- -"),
            ("Lima floods kill 12.", &["Lima"], "Lima"),
            ("Floods hit Peru. In the country 12 people died.", &["Peru"], "Peru"),
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
        let rules = EXCLUDED.iter().chain(EVIDENCE).map(|rule| rule.reason);
        let rules = rules.chain(PLACELESS.iter().map(|rule| rule.reason));
        assert!(rules.into_iter().all(|reason| !reason.name.is_empty() && reason.why.len() > 12));
    }
}
