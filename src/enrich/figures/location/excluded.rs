//! The reasons for which a figure belongs to no place, or not to a place of its sentence.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::named_list;
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::impact;
use crate::enrich::figures::location::candidate::{ASIDE, COMMA, Candidate, Neighbour, is_finite};
use crate::enrich::figures::location::evidence::{is_bracketed, is_with_numbers, owns};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{CHANGE, SPEECH};

word_lists! {
    "figures":
    COUNTS_OF_PLAY, DESTINATION_PREPOSITIONS,
}

patterns! {
    "figures":
    /// `when a gust was measured at Mace Head, 768,000 homes …`.
    DEPENDENT = ["<edge>|, ^ DEPENDENT_OPENERS"];
    /// `112 of them in Swat`, `most of them in Japan`: the place of a part.
    PART = ["!MONTH <quantity> ^", "most|half|some|many of them|whom|which ^"];
    COUNTED_PART = ["<quantity> of them|whom|which ^"];
    /// Another number, but no day or year.
    OTHER_NUMBER = ["!MONTH&!in&!on&!since ^ <number> !MONTH"];
    /// The words that separate a figure from the next one.
    NEXT_STATEMENT = ["^ ,", "^ and|but to? VERB&!*ing|CHANGE", "^ and|but *ed"];
    /// `60 km north of Lima`, `400 km to the north`, `11 miles from the port`.
    DISTANCE = ["^ DIRECTION|from|away|inland", "^ to the DIRECTION|coast|border", "^ ( <number>"];
    /// `Fiji reported 40 cases`: its own count.
    OWN_COUNT = ["^ has? reported|recorded|registered|confirmed <quantity>|QUALIFIER"];
    /// `supporters in Graz, where his party polled 31%`: the clause is about the place.
    WHERE = ["^ ,? where"];
    /// `a patient at the Bedok clinic, said …`.
    SAYS_BEHIND_COMMA = ["^ , SPEECH"];
    /// `back to school in Arusha`, `go to the polls in Chile`: no movement.
    RETURN = ["^ to the? school|work|polls|vote"];
    /// `a 70% cut, agreed by ministers in Oslo`: where somebody decided.
    DECIDED_BY = [", ^ *ed&!followed&!trailed by", ", ^ *ed at|during"];
    /// `rose 9%, recovering from a halt at Novorossiysk`: what happened elsewhere.
    OTHER_PARTICIPLE = ["^ , *ing&!IMPACT"];
    /// `cut 600 jobs and drop plans for a park off Stavanger`: another predicate.
    OTHER_PREDICATE = ["^ and|but VERB|CHANGE&!*ing DETERMINER|plans", "^ and|but <lower>&!IMPACT&!PREPOSITION&!ADVERB a|an|its|plans"];
    GIVES_MONEY = ["^ GIVING_VERBS"];
    SECOND_GIVER = ["and|, <name> ^", "and|, <name> <name> ^"];
    /// `his best figures in Asia`, `, the largest in Spain`: the place of all that are compared.
    OWN_SUPERLATIVE = ["^ , PRONOUN|DETERMINER|his|its <any>? SUPERLATIVES|best|worst", "^ , PRONOUN|DETERMINER|his|its *est"];
    /// `one of the worst attacks in Europe`: the place of all that are compared.
    SUPERLATIVE = ["one|some of the ^ SUPERLATIVES", "one|some of the ^ *est", "one|some of the ^ most"];
    /// A word of a noun phrase.
    IN_PHRASE = ["^ <word>&!VERB&!AUXILIARY&!PRONOUN&!RELATIVE&!SUBORDINATOR&!CONJUNCTION&!PREPOSITION", "^ <hyphen>|<possessive>"];
    NUMBER_BEHIND = ["^ <quantity> !MONTH&!people", "^ it was|is <quantity>"];
    EXAMPLE = ["^ , including|among|notably"];
    LED = ["in|at|across ^"];
    AND_IN = ["^ and in|at|across"];
    BASED = ["based|headquartered|registered in ^"];
    MOVES = ["^ to|from|into|towards"];
    /// `150,000 abroad`.
    ELSEWHERE = ["^ abroad|overseas|elsewhere|worldwide", "^ nationwide|countrywide|globally", "^ across the world|globe"];
    /// `led by Colombia`; `followed by Bengo` is a list.
    AGENT = ["*ed&!followed|led|held|run by DETERMINER? ^"];
    THAT = ["^ ,|<quote>|that"];
    OTHER_STATEMENT = ["^ ;|while|whereas"];
    SPEAKER_PREPOSITION = ["^ in|from|at|of"];
}

/// The phrase behind a preposition of movement has at most so many tokens (chosen).
const PHRASE_OF_MOVEMENT: usize = 6;
/// So many tokens before a place somebody decides (chosen).
const PHRASE_OF_DECISION: usize = 8;
/// So many tokens before a place the superlative stands (chosen).
const PHRASE_OF_SUPERLATIVE: usize = 9;

/// A reason for which a figure belongs to no place.
type Placeless = fn(&View<'_>, &Draft) -> bool;

/// Any of these is enough.
pub(super) const PLACELESS: &[Rule<Placeless>] = &[
    Rule::new("age", "`Coyle, 46, of McConnelsville`: an age is nowhere", |_, draft| draft.kind == Kind::Age),
    Rule::new("span of time", "`worked for 11 years in Austin`: the work is there", |_, draft| {
        draft.dimension == Dimension::Duration
    }),
    Rule::new("size of a thing", "`a 21-string harp-lute`, `a 28 nm process`", |view, draft| {
        draft.impact.is_none() && (draft.first..draft.last).any(|i| view.hyphen(i))
    }),
    Rule::new("distance", "`60 km north of Lima`: it lies between two places", |view, draft| {
        draft.dimension == Dimension::Length && draft.impact.is_none() && DISTANCE.begin(view, draft.last)
    }),
    Rule::new("elsewhere", "`and more than 150,000 abroad`", |view, draft| ELSEWHERE.begin(view, draft.last)),
    Rule::new("score", "`lost 3-1 to Peru`: the place of a match is rarely that of its teams", |_, draft| {
        draft.dimension == Dimension::Score
    }),
];

/// A test of a place against a figure.
type Test = fn(&View<'_>, &Candidate, &Draft) -> bool;

/// A place that any of these excludes is not that of the figure.
pub(super) const EXCLUDED: &[Rule<Test>] = &[
    Rule::new("agent", "`70 countries, led by Colombia`: it acts", is_agent),
    Rule::new(
        "other name of a list",
        "`India 68, Indonesia 165`: each number belongs to the name before it",
        |view, place, draft| named_list::is_member(draft) && !owns(view, place, draft),
    ),
    Rule::new("speaker", "`officials in Nairobi said`: where the speaker is", is_of_speaker),
    Rule::new(
        "clause",
        "`…; Norway alone promised 2 billion`: the place of another statement",
        is_of_other_clause,
    ),
    Rule::new(
        "superlative",
        "`one of the stiffest fines in Europe`: the place of all that are compared",
        is_of_superlative,
    ),
    Rule::new("destination", "`by plane to cities in Parana`: where it goes or comes from", is_destination),
    Rule::new(
        "one of several",
        "`90 stores in Hull and Doncaster`: no single place is that of all",
        is_one_of_several,
    ),
    Rule::new("team", "`England made 287 in 48.2 overs`: a side, and no place", |view, place, draft| {
        let counts = match draft.unit {
            Unit::Code(code) => code == "run",
            Unit::Noun(head) => view.any(head, &COUNTS_OF_PLAY),
            _ => false,
        };
        counts && place.locative(view).is_none()
    }),
    Rule::new(
        "owner of the place",
        "`in Brazil's southernmost state of Rio Grande do Sul`: the narrower place follows",
        |_, place, _| place.neighbour == Neighbour::Owner,
    ),
    Rule::new(
        "place of the next number",
        "`5 percent, in Sydney 6 and in Hobart 7`: the number behind a place is its own",
        is_of_number_behind,
    ),
    Rule::new(
        "aside",
        "`11 objects, including one claimed by a family in Lagos, will stay in Perth`: of the example",
        is_of_example,
    ),
    Rule::new(
        "second place",
        "`in five districts and in the whole of Galicia`: two places",
        |view, place, draft| {
            let led = LED.begin(view, impact::start(view, draft.first));
            led && place.first >= draft.last && AND_IN.within(view, place.between(draft))
        },
    ),
    Rule::new(
        "words of the speaker",
        "`said Dr Khan of the Burns Institute in Karachi`",
        |_, place, draft| {
            let behind = draft.attribution.filter(|act| act.words.start >= draft.span.end);
            behind.is_some_and(|act| act.words.contains(place.span) && act.words.len() > place.span.len())
        },
    ),
    Rule::new(
        "place of a decision",
        "`a 70% cut, agreed by ministers in Oslo, will cost 800 jobs`",
        |view, place, _| {
            let lowest = place.first.saturating_sub(PHRASE_OF_DECISION).max(view.start);
            (lowest..place.first).any(|i| DECIDED_BY.begin(view, i))
        },
    ),
    Rule::new(
        "other participle",
        "`rose 9%, recovering from a halt at Novorossiysk`: what happened elsewhere",
        |view, place, draft| {
            let behind = draft.last..place.first.max(draft.last);
            // `shelve a plant in Leipzig, taking a charge of 300 million`.
            let taken = place.last..draft.first.max(place.last);
            let sum = draft.dimension == Dimension::Money && place.locative(view).is_some();
            draft.impact.is_none()
                && (OTHER_PARTICIPLE.within(view, behind) || sum && OTHER_PARTICIPLE.within(view, taken))
        },
    ),
    Rule::new(
        "other predicate",
        "`cut 600 jobs and drop plans for a park off Stavanger`: the place of the second verb",
        |view, place, draft| {
            let behind = draft.last..place.first.max(draft.last);
            draft.impact.is_none() && OTHER_PREDICATE.within(view, behind)
        },
    ),
    Rule::new(
        "other giver",
        "`Australia pledged 20 million and Norway 8 million`: the second sum is of the second name",
        |view, place, draft| {
            let sum = draft.dimension == Dimension::Money && place.last < draft.first;
            sum && SECOND_GIVER.begin(view, draft.first) && GIVES_MONEY.within(view, place.last..draft.first)
        },
    ),
    Rule::new(
        "seat",
        "`the committee, based in Guayaquil, said`: where a body has its seat",
        |view, place, _| BASED.begin(view, place.first),
    ),
    Rule::new("part", "`140 are missing, 112 of them in Swat`: the place of the part", is_of_part),
    Rule::new(
        "next figure",
        "`open 22 stores, with the loss of 190 jobs in Hull`: the place of the next number",
        is_of_next_figure,
    ),
    Rule::new(
        "dependent clause",
        "`When a gust was measured at Mace Head, 768,000 homes lost power`: the place of another clause",
        is_of_dependent_clause,
    ),
];

/// True for a count of a whole country, or of abroad: `600 people nationwide`.
pub(in crate::enrich::figures) fn is_elsewhere(view: &View<'_>, draft: &Draft) -> bool {
    ELSEWHERE.begin(view, draft.last)
}

/// The rule by which a figure belongs to no place.
pub(in crate::enrich::figures) fn placeless(view: &View<'_>, draft: &Draft) -> Option<&'static Reason> {
    PLACELESS.iter().find(|rule| (rule.test)(view, draft)).map(|rule| &rule.reason)
}

fn is_one_of_several(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.neighbour == Neighbour::Listed
        && !is_bracketed(view, place, draft)
        && !is_with_numbers(view, place, draft)
        && !named_list::is_member(draft)
}

/// Another number follows the place right behind it, and the figure stands before the place.
fn is_of_number_behind(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.first >= draft.last
        && place.locative(view).is_some()
        && NUMBER_BEHIND.begin(view, place.last)
        && draft.impact.is_none()
}

/// The place stands in an example between commas, and the figure's clause goes on behind it.
fn is_of_example(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let closes = || (place.last..place.last + 3).any(|i| COMMA.begin(view, i));
    place.first >= draft.last && EXAMPLE.within(view, place.between(draft)) && closes()
}

/// The preposition of the place stands right behind another number, or behind `most of them`.
fn is_of_part(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    place.locative(view).is_some_and(|at| {
        at > draft.last && PART.begin(view, at) || at > draft.last + 2 && COUNTED_PART.begin(view, at)
    })
}

/// The place stands behind another number that a comma or a verb parts from the figure.
fn is_of_next_figure(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let mut behind = draft.last..place.first.max(draft.last);
    let next = behind.clone().find(|&i| OTHER_NUMBER.begin(view, i));
    draft.impact.is_none()
        && next.is_some_and(|next| behind.any(|i| i < next && NEXT_STATEMENT.begin(view, i)))
}

/// The place stands in a clause before the main clause: `When …, 768,000 homes lost power`.
fn is_of_dependent_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    draft.impact.is_none()
        && place.last <= draft.first
        && (place.first.saturating_sub(ASIDE).max(view.start)..place.first)
            .rev()
            .take_while(|&i| !COMMA.begin(view, i + 1))
            .any(|i| DEPENDENT.begin(view, i))
        && COMMA.within(view, place.between(draft))
}

fn is_agent(view: &View<'_>, place: &Candidate, _: &Draft) -> bool {
    AGENT.begin(view, place.first)
}

/// A place in the words that name the speaker, by a preposition: `police in Lagos said`, `he said in Geneva`.
fn is_of_speaker(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    // `officials in neighbouring Peru said`.
    let lead = place.preposition(view).filter(|&at| at + 3 >= place.first);
    let preposition = lead.is_some_and(|at| SPEAKER_PREPOSITION.begin(view, at));
    let says = |i: usize| view.has(i, SPEECH) && !view.has(i, CHANGE);
    let behind = (place.last..(place.last + 4).min(view.end)).take_while(|&i| !view.stops(i)).any(says);
    let before = (place.first.saturating_sub(3).max(view.start)..place.first).any(says);
    let first = place.last <= draft.first;
    let parted = THAT.within(view, place.between(draft));
    if first && WHERE.begin(view, place.last) {
        return false;
    }
    // `Armenia says`: the state speaks.
    let speaks = first && says(place.last) && !OWN_COUNT.begin(view, place.last);
    let behind = behind || (place.last..place.last + 3).any(|i| SAYS_BEHIND_COMMA.begin(view, i));
    speaks || preposition && (first && behind || before && (parted || first) || !first && parted && behind)
}

fn is_of_other_clause(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    OTHER_STATEMENT.within(view, place.between(draft))
}

/// `to Africa`, `from El Geneina`, `for cities in Parana`: the phrase is governed by a preposition of movement.
fn is_destination(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let Some(at) = place.preposition(view) else { return false };
    if view.any(at, &DESTINATION_PREPOSITIONS) {
        return true;
    }
    // `flown to the Mulago hospital in Kampala`.
    let lowest = at.saturating_sub(PHRASE_OF_MOVEMENT).max(view.start);
    let Some(governor) = (lowest..at).rev().find(|&i| !IN_PHRASE.begin(view, i)) else { return false };
    // `were stolen from a farm near Kilbarchan`, `plunged into a ravine near Zhob, killing 21`: they were there.
    let taken = view.is(governor, "from") && is_finite(view, governor.wrapping_sub(1));
    let fell = view.is(governor, "into") && draft.impact.is_some();
    let named = view.is(governor, "from") && !view.lower(at.wrapping_sub(1));
    let moves = MOVES.begin(view, governor) && governor + 1 < at && !RETURN.begin(view, governor) && !named;
    !place.dateline && !taken && !fell && moves
}

/// The place stands in the phrase of a superlative, and nothing happened to those who are counted.
fn is_of_superlative(view: &View<'_>, place: &Candidate, draft: &Draft) -> bool {
    let near = place.first.saturating_sub(PHRASE_OF_SUPERLATIVE).max(view.start)..place.first;
    let own = draft.last..place.first.max(draft.last);
    // `, the biggest crowd at the Dyke Road`: of the place alone.
    let in_all = place.preposition(view).is_some_and(|at| view.is(at, "in"));
    draft.impact.is_none() && (SUPERLATIVE.within(view, near) || in_all && OWN_SUPERLATIVE.within(view, own))
}
