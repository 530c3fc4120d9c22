//! What is counted or measured, as the text words it.

use crate::article::enriched::Dimension;
use crate::enrich::figures::counted::noun::{self, NounPhrase};
use crate::enrich::figures::counted::noun_check::{Phrase, checked};
use crate::enrich::figures::draft::{Draft, Kind, Unit};
use crate::enrich::figures::impact;
use crate::enrich::figures::thresholds::{LONGEST_WORDING, OTHER_END_REACH, SUM_FACTOR};
use crate::enrich::pattern::patterns;
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::morphology;
use crate::lexicon::word_lists;
use crate::lexicon::{
    ADVERB, AUXILIARY, CHANGE, CONJUNCTION, DETERMINER, FUNCTION, FUNDS, PREPOSITION, QUALIFIER, SCALE,
    SPEECH, TIME, VERB, WEEKDAY,
};

word_lists! {
    "figures":
    COMPLEMENT_PREPOSITIONS, DEGREES_OF_CHANGE, GENERIC_NOUNS, NOUNS_IN_ING, SCALES_OF_LEVEL, SUM_JOINERS,
}

patterns! {
    "figures":
    /// `from 12.05 to 12.90 pounds`, `compared with 12`: both numbers measure the same.
    CONTINUES = ["to|from|against|than ^", "compared with ^"];
    /// `900 from Lithuania`: where those who are counted belong.
    OWN_ORIGIN = ["^ from|in|at|of the? <name>"];
    /// `put the number of dead at 31`: not of those who were counted last.
    TOLLED = ["dead|missing|toll|number at|to ^", "number|toll of <any> at|to ^"];
    /// `slips to Rs 212 crore on fuel costs`: the reason for a level.
    REACHED = ["to|at|by ^"];
    /// `in spite of`, `in the south`, `in the rain`: no thing that is measured.
    NO_OBJECT = ["^ in spite|front|addition|DIRECTION", "^ in the DIRECTION|rain|dark|sun"];
    /// `2 million for the family of each`: who gets it.
    FOR_SOMEBODY = ["^ for DETERMINER? PERSON|family|families|each|adults"];
    /// `Since 2019 the fund has lent`, `In March the same firm had`: when, before the subject.
    TIME_BEFORE_SUBJECT = ["^ <number>|WEEKDAY|MONTH&<capital> DETERMINER", "on|since|in|SPEECH ^ WEEKDAY <lower>"];
    /// `the fund has lent 45 million`: who gives money is not measured.
    TRANSFER = ["^ MONEY_VERBS"];
    /// `is more cautious and sees 24 million`: another predicate.
    SECOND_PREDICATE = ["^ and|but <lower>&*s"];
    SUM_OF = ["FUNDS of ^"];
    /// `fell to 6 million kilograms from 19 million`: the other end of a change.
    OTHER_END = ["from|to|against|than ^", "compared with|to ^"];
    /// A noun: no function word, number, verb or time.
    NOUN = ["^ <word>&!FUNCTION&!SPEECH&!NUMBER&!SCALE&!TIME&!WEEKDAY"];
    /// `wounded`, `rising`, `badly`.
    PARTICIPLE = ["^ *ed|*ing|*ly"];
    /// A verb that has its subject before it.
    SUBJECT_VERB = ["^ VERB|CHANGE|AUXILIARY|SPEECH|*ed", "^ stands|stood|totals|averages"];
    /// `in March`, `the same period`, `5 years`: when, not what.
    DATED = ["^ TIME|WEEKDAY|PERIOD|TERMS_OF_YEARS", "^ MONTH&<capital>"];
    /// `on Monday`, `since March`.
    WHEN = ["^ on|in|since|during TIME|WEEKDAY", "^ on|in|since|during MONTH&<capital>"];
    /// A word of a subject that is measured: no verb but one that measures.
    MEASURABLE = [
        "^ !PRONOUN&!AUXILIARY&!RELATIVE&!VERB",
        "^ cover|live|cost|trade",
    ];
    /// Words before which the subject of a verb begins.
    CLAUSE_BORDER = ["^ <stop>|CONJUNCTION|SPEECH|AUXILIARY"];
    /// Words at which the name of what is counted ends.
    PHRASE_END = ["^ FUNCTION&!PERSON"];
    /// `stands at`, `fell`: a level or a change.
    LEVEL_VERB = ["^ CHANGE|AUXILIARY|LEVEL_VERBS"];
    /// `2% decline`, `$5 artillery`: what follows a compound may be measured.
    MEASURED_NOUN = ["^ <word>&!FUNCTION&!VERB&!SPEECH&!TIME"];
}

const SUM: Reason =
    Reason::new("sum of money", "`22 billion in investment`: large, of funds or behind a sum");
const CONVERSION: Reason =
    Reason::new("conversion", "`C$5.2 billion ($3.8 billion)`: the same sum in US dollars");
const SHARED: Reason =
    Reason::new("shared measure", "`5, 7 and 9 percent`: the unit behind the last serves all");
const LEVEL: Reason = Reason::new("level of a scale", "`a body mass index of 25.7`: it counts nothing");

const OWN_NOUN: Reason = Reason::new("own noun", "`three smaller fires`: the noun phrase behind the number");
const CONTINUED: Reason =
    Reason::new("continued", "`from 12.05 to 12.90 pounds`: both numbers measure the same");

/// The phrase that a draft counts or measures; the tokens from `limit` on belong to the next figure.
type Finder = fn(&View<'_>, &Draft, usize) -> Option<Phrase>;

/// The wordings by which a number without a noun of its own measures a thing. The first that finds something decides: words
/// next to the number go before its subject.
const WORDINGS: &[Rule<Finder>] = &[
    Rule::new("share of", "`a turnout of 61%`: what stands before `of`", |view, draft, _| whole(view, draft)),
    Rule::new("worth", "`bonds worth 20 billion yen`", |view, draft, _| {
        let lead = lead(view, draft);
        possessor(view, lead).filter(|_| view.is(lead, "worth"))
    }),
    Rule::new("behind", "`150 tons of flour`, `$5 million in artillery`", |view, draft, limit| {
        object_of(view, draft, draft.last, limit)
    }),
    Rule::new("compound", "`a 2% decline in sales`, `44-day war`", compound),
    Rule::new("unit", "`12 goals in May and 15`: the noun that the number takes over", |view, draft, _| {
        let Unit::Noun(head) = draft.unit else { return None };
        draft.bare.then(|| (phrase_before(view, head).map_or(head, |(first, _)| first), head + 1))
    }),
    Rule::new(
        "changed",
        "`left its key rate at 6.5%`, `cut the fee from 12 to 10 pounds`",
        |view, draft, _| changed(view, draft, lead(view, draft)).filter(|_| !is_span(draft)),
    ),
    Rule::new("subject", "`the index fell 2%`: before a verb of change or of level", |view, draft, _| {
        measured_subject(view, draft).filter(|_| !is_span(draft))
    }),
];

/// Sets what each draft counts.
pub(in crate::enrich::figures) fn set(view: &View<'_>, drafts: &mut [Draft]) {
    for k in 0..drafts.len() {
        let limit = drafts.get(k + 1).map_or(view.end, |next| next.first);
        let draft = &drafts[k];
        // `fell 412 points`: the index is measured, not the points.
        let point = |noun: NounPhrase| view.any(noun.head, &["point", "points"]);
        let points = draft.dimension == Dimension::Other && draft.noun.is_some_and(point);
        let found = match draft.noun.filter(|_| !points) {
            Some(noun) => {
                let whole = (noun.first, complement(view, noun.last, limit));
                Some((checked(view, whole).unwrap_or((noun.first, noun.last)), &OWN_NOUN))
            }
            None if draft.restates.is_some()
                && !matches!(draft.dimension, Dimension::Percent | Dimension::Money) =>
            {
                continue;
            }
            None => measured(view, draft, limit),
        };
        if let Some(((first, last), reason)) = found {
            drafts[k].counted = Some(view.span(first, last));
            drafts[k].why.counted = Some(reason);
        } else if k > 0
            && !TOLLED.begin(view, impact::start(view, draft.first))
            && (draft.bare || continues(view, &drafts[k - 1], draft))
        {
            // `Two dead, 410,000 without power`: another fate, another thing.
            let fate = !draft.bare || drafts[k - 1].impact == draft.impact;
            let alike =
                drafts[k - 1].dimension == draft.dimension && drafts[k - 1].unit == draft.unit && fate;
            // `2,000 soldiers from Poland, 900 from Lithuania`: the second are from elsewhere.
            let noun = drafts[k - 1].noun.filter(|_| OWN_ORIGIN.begin(view, draft.last));
            let noun = noun.map(|noun| view.span(noun.first, noun.last));
            drafts[k].counted = drafts[k - 1].counted.filter(|_| alike).map(|whole| noun.unwrap_or(whole));
            drafts[k].why.counted = drafts[k].counted.map(|_| &CONTINUED);
        } else if points {
            drafts[k].counted = draft.noun.map(|noun| view.span(noun.first, noun.last));
            drafts[k].why.counted = Some(&OWN_NOUN);
        }
    }
}

/// The thing that a number without a noun of its own measures, with the rule that found it.
fn measured(view: &View<'_>, draft: &Draft, limit: usize) -> Option<(Phrase, &'static Reason)> {
    WORDINGS.iter().find_map(|rule| {
        let phrase = (rule.test)(view, draft, limit)?;
        Some((checked(view, phrase)?, &rule.reason))
    })
}

/// The token before a number and its qualifier.
fn lead(view: &View<'_>, draft: &Draft) -> usize {
    impact::start(view, draft.first).wrapping_sub(1)
}

/// A measure that no subject has: a span of time, a length, a score.
fn is_span(draft: &Draft) -> bool {
    matches!(draft.dimension, Dimension::Duration | Dimension::Length | Dimension::Score | Dimension::Rate)
}

/// `from 12.05 to 12.90 pounds`, `by 50 basis points to 6.5%`: both measure the same.
fn continues(view: &View<'_>, before: &Draft, draft: &Draft) -> bool {
    let start = impact::start(view, draft.first);
    draft.first - before.last < 10 && CONTINUES.around(view, start..draft.last)
}

/// A large number without a unit is a sum of money where one stands before it, or where what it is a sum of says so:
/// `$4.3 billion in April and 4.9 billion in June`, `22 billion in investment`. `currency` is the one named last.
pub(in crate::enrich::figures) fn sums(view: &View<'_>, drafts: &mut [Draft], currency: &mut &'static str) {
    for k in 0..drafts.len() {
        // What follows goes on in the currency before the brackets.
        if is_conversion(view, drafts, k) {
            if drafts[k].unit == drafts[k - 1].unit && view.text(drafts[k].first) == "$" {
                drafts[k].unit = Unit::Code("USD");
                drafts[k].why.unit = Some(&CONVERSION);
            }
            continue;
        }
        let before = k > 0
            && drafts[k - 1].dimension == Dimension::Money
            && view.any(drafts[k].first.wrapping_sub(1), &SUM_JOINERS)
            && (drafts[k - 1].last..drafts[k].first).all(|i| !view.has(i, VERB | CHANGE | AUXILIARY))
            && drafts[k].is_near(&drafts[k - 1], SUM_FACTOR);
        let spent = drafts[..k].iter().any(|draft| draft.dimension == Dimension::Money);
        let is_measured = is_other_end(view, drafts, k);
        let draft = &mut drafts[k];
        if let (Dimension::Money, Unit::Code(code)) = (draft.dimension, draft.unit) {
            *currency = code;
        }
        let large = draft.value.is_some_and(|value| value >= 1e6) && view.has(draft.last - 1, SCALE);
        if !(large && draft.bare && draft.dimension == Dimension::Count) || is_measured {
            continue;
        }
        let funds = |i: usize| view.has(i, FUNDS);
        let mut words = (draft.last + 1..draft.last + 5).take_while(|&i| view.is_word(i));
        let of = view.any(draft.last, &["in", "of", "worth"]) && words.any(funds);
        // `on sales of 140 million`, beside another sum.
        let lead = impact::start(view, draft.first);
        let sales = spent && SUM_OF.begin(view, lead);
        let subject = || subject(view, draft).is_some_and(|(first, last)| (first..last).any(funds));
        if before || of || sales || subject() {
            draft.dimension = Dimension::Money;
            draft.unit = Unit::Code(currency);
            draft.why.unit = Some(&SUM);
        }
    }
}

/// True for a sum alone in brackets, right behind another: the same sum in another currency.
fn is_conversion(view: &View<'_>, drafts: &[Draft], k: usize) -> bool {
    let Some(before) = k.checked_sub(1).map(|before| &drafts[before]) else { return false };
    let are_sums = before.dimension == Dimension::Money && drafts[k].dimension == Dimension::Money;
    let is_alone = view.text(before.last) == "(" && view.text(drafts[k].last) == ")";
    are_sums && is_alone && drafts[k].first == before.last + 1
}

/// True for the other end of the change of a physical measure: exports are sold, but told in kilograms.
fn is_other_end(view: &View<'_>, drafts: &[Draft], k: usize) -> bool {
    let mut beside = [k.wrapping_sub(1), k + 1].into_iter().filter_map(|other| drafts.get(other));
    OTHER_END.begin(view, impact::start(view, drafts[k].first)) && beside.any(Draft::is_physical)
}

/// `to 6 million kilograms in May from 19 million`: a bare number is the other end of a change of what the one before measures.
pub(in crate::enrich::figures) fn goes_on_with(view: &View<'_>, before: &Draft, draft: &Draft) -> bool {
    let start = impact::start(view, draft.first);
    let near = draft.first - before.last <= OTHER_END_REACH;
    let unbroken = || (before.last..start).all(|i| !view.stops(i) && !view.has(i, VERB | CHANGE));
    before.is_physical() && draft.is_bare_count() && near && OTHER_END.begin(view, start) && unbroken()
}

/// `5, 7 and 9 percent`, `at 1,850 and 1,880 dollars`: the unit behind the last serves all.
pub(in crate::enrich::figures) fn share(view: &View<'_>, drafts: &mut [Draft]) {
    for k in (1..drafts.len()).rev() {
        let (before, rest) = drafts.split_at_mut(k);
        let (draft, next) = (&mut before[k - 1], &rest[0]);
        let joined = next.first == draft.last + 1 && view.any(draft.last, &["and", "or", ","]);
        let measured = next.dimension != Dimension::Count && matches!(next.unit, Unit::Code(_));
        let single = next.kind == Kind::Plain && next.value_max.is_none();
        if joined && draft.is_bare_count() && measured && single {
            (draft.dimension, draft.unit) = (next.dimension, next.unit);
            draft.why.unit = Some(&SHARED);
        }
    }
}

/// A bare number on a scale counts nothing: `a body mass index of 25.7`, `a rating of 4`.
pub(in crate::enrich::figures) fn levels(view: &View<'_>, drafts: &mut [Draft]) {
    let mut scale = false;
    for draft in drafts {
        let named = |draft: &Draft| {
            let mut before = draft.first.saturating_sub(5)..draft.first;
            draft.is_below(2000.0) && before.any(|i| view.any(i, &SCALES_OF_LEVEL))
        };
        let decimal = draft.value.is_some_and(|value| value.fract() != 0.0 && value < 1000.0);
        let level = draft.is_bare_count() && (scale || decimal || named(draft));
        let points = draft.dimension == Dimension::Count && draft.counts_points(view);
        if level || scale && points {
            draft.dimension = Dimension::Other;
            draft.why.unit = Some(&LEVEL);
            scale = true;
        }
    }
}

/// Extends a noun phrase by `of …` and `in …`: `rounds of ammunition`, `Armenians in Nagorno-Karabakh`.
fn complement(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut last = from;
    if view.any(last, &COMPLEMENT_PREPOSITIONS) {
        let end = phrase(view, last + 1, limit);
        if end > last + 1 {
            last = end;
        }
    }
    last
}

/// The end of the noun phrase that starts at `from`.
fn phrase(view: &View<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    // `9% fewer cars`: the cars are counted.
    while view.has(at, DETERMINER) || view.any(at, &["fewer", "more", "less"]) {
        at += 1;
    }
    let from = at;
    let verb = |i: usize| view.has(i, SPEECH | VERB) && !noun::is_plural(view, i);
    let word = |i: usize| view.is_word(i) || i > from && view.is_possessive(i);
    let when = |i: usize| i > from && view.has(i, WEEKDAY | TIME) && !view.is_possessive(i + 1);
    let names = |i: usize| word(i) && !PHRASE_END.begin(view, i) && !verb(i) && !when(i);
    while at < limit.min(from + LONGEST_WORDING) && names(at) {
        at += 1;
        // `tie-up scheme`: a compound goes on behind its hyphen.
        if view.hyphen(at) {
            at += 2;
        }
    }
    at.min(limit)
}

/// `a turnout of 61%`; not `a glimpse of the 56 percent eclipse`, where the number belongs to what follows.
fn whole(view: &View<'_>, draft: &Draft) -> Option<Phrase> {
    let lead = lead(view, draft);
    let whose = view.has(draft.first.wrapping_sub(1), DETERMINER) || draft.dimension == Dimension::Score;
    possessor(view, lead).filter(|_| view.is(lead, "of") && !whose)
}

/// `a 2% decline in sales`, where the sales are measured; `44-day war`.
fn compound(view: &View<'_>, draft: &Draft, limit: usize) -> Option<Phrase> {
    let at = draft.last;
    let joined = view.hyphen(draft.first + 1)
        || matches!(draft.dimension, Dimension::Money | Dimension::Percent)
        || draft.kind == Kind::Weak;
    if !joined || !MEASURED_NOUN.begin(view, at) {
        return None;
    }
    let mut words = (at..at + 3).take_while(|&i| view.is_word(i) && !view.has(i, FUNCTION));
    if let Some(change) = words.find(|&i| view.has(i, CHANGE)) {
        return object_of(view, draft, change + 1, limit);
    }
    let end = phrase(view, at, limit);
    let first = at + usize::from(view.any(at, &["fewer", "more", "less"]));
    (end > first && !is_degree(view, at, end) && !is_predicate(view, draft, at, end)).then_some((first, end))
}

/// The subject of a verb of change or of level; never who has or suffers something.
fn measured_subject(view: &View<'_>, draft: &Draft) -> Option<Phrase> {
    let suffers = draft.impact.is_some() || draft.unit == Unit::Person;
    let person = suffers && draft.bare && draft.dimension == Dimension::Count;
    let (first, last) = subject(view, draft)?;
    let named = (first..last).all(|i| !view.lower(i) || view.has(i, FUNCTION));
    let known = !named || !matches!(draft.dimension, Dimension::Count | Dimension::Money);
    let clean = (first..last).all(|i| MEASURABLE.begin(view, i))
        && !SECOND_PREDICATE.within(view, last..draft.first)
        && !(draft.dimension == Dimension::Money
            && (noun::is_person(view, last - 1) || TRANSFER.within(view, last..draft.first)));
    // `The central bank sold $300 million`: who has it or does it is not measured.
    let level = (last..draft.first).any(|i| LEVEL_VERB.begin(view, i));
    (clean && known && level && !person && !view.has(last - 1, ADVERB | TIME)).then_some((first, last))
}

/// What stands behind `of`, `in`, `for` or `worth` at a token.
fn object_of(view: &View<'_>, draft: &Draft, at: usize, limit: usize) -> Option<Phrase> {
    let money = draft.dimension == Dimension::Money;
    let spent = money && view.is(at, "on") && !REACHED.begin(view, impact::start(view, draft.first));
    let for_whom = money && FOR_SOMEBODY.begin(view, at);
    let stretch = draft.dimension == Dimension::Duration && view.is(at, "in");
    if for_whom || stretch || NO_OBJECT.begin(view, at) {
        return None;
    }
    if !(view.any(at, &["of", "in", "for", "worth"]) || spent) {
        return None;
    }
    let from = at + 1 + usize::from(view.is(at + 1, "of"));
    let from = from + (from..limit).take_while(|&i| view.has(i, DETERMINER)).count();
    let end = phrase(view, from, limit);
    // `2 percent in March`, `for the same period` and `in Rome` tell when and where.
    let placed = view.any(at, &["in", "on"]) && (view.capitalised(from) || view.is_number(from));
    let dated = (from..end).any(|i| DATED.begin(view, i));
    (end > from && !dated && !placed).then_some((from, end))
}

/// What is set or changed: `left its key rate at 6.5 percent`, `cut the fee from 12 to 10 pounds`.
fn changed(view: &View<'_>, draft: &Draft, lead: usize) -> Option<Phrase> {
    let (first, last) = possessor(view, lead).filter(|_| view.any(lead, &["at", "by", "to", "from"]))?;
    let verb = (first.saturating_sub(3).max(view.start)..first).any(|i| view.has(i, CHANGE));
    let set = view.is(lead, "at") && draft.dimension != Dimension::Count;
    (set || verb).then_some((first, last))
}

/// Nouns that only tell how large a number is: `a total of`, `a record of`.
fn is_generic(view: &View<'_>, i: usize) -> bool {
    view.has(i, CHANGE | QUALIFIER) || view.any(i, &GENERIC_NOUNS)
}

/// `higher`, `overnight`: adjectives of degree behind a measure, which it does not measure.
fn is_degree(view: &View<'_>, first: usize, last: usize) -> bool {
    last == first + 1
        && (view.has(first, ADVERB | CHANGE)
            || view.text(first).ends_with("ly")
            || view.any(first, &DEGREES_OF_CHANGE))
}

/// `only 23% full`, `14% smaller than`: an adjective behind a share, of the subject before it.
fn is_predicate(view: &View<'_>, draft: &Draft, first: usize, last: usize) -> bool {
    let lead = impact::start(view, draft.first).wrapping_sub(1);
    let compared = view.is(last, "than");
    draft.dimension == Dimension::Percent
        && last == first + 1
        && !noun::is_plural(view, first)
        && (compared || view.has(lead, AUXILIARY) && (view.stops(last) || view.has(last, PREPOSITION)))
}

/// The noun phrase right before a preposition: `its key rate at 6.5 percent`, `a fine of 500 pounds`.
fn possessor(view: &View<'_>, preposition: usize) -> Option<Phrase> {
    let head = preposition.wrapping_sub(1);
    // `at a rate of 5 percent` names nothing, `its key rate at 5 percent` does.
    let bare = |first: usize| first == head && view.any(head, &["rate", "price"]);
    let verb = view.has(head, VERB) || view.any(head, &["stand", "stands", "stood", "totals"]);
    // `fell by a third to $4.2 billion`: a share of the change, which nothing is measured of.
    let verb = verb || view.any(head, &["half", "third", "quarter", "fifth"]);
    phrase_before(view, head).filter(|&(first, _)| !is_generic(view, head) && !verb && !bare(first))
}

/// The noun phrase that ends with a token.
fn phrase_before(view: &View<'_>, head: usize) -> Option<Phrase> {
    let noun = |i: usize| NOUN.begin(view, i) && !view.is_month(i);
    let participle = |i: usize| PARTICIPLE.begin(view, i) && !view.any(i, &NOUNS_IN_ING);
    if !noun(head) || participle(head) {
        return None;
    }
    let mut first = head;
    while head - first < 4 && first > view.start {
        let before = first - 1;
        let verb = view.has(before, VERB | CHANGE) || view.any(before, &["see", "sees", "saw", "expect"]);
        let modifier = noun(before) && !verb && !participle(before);
        if !modifier && !view.hyphen(before) {
            break;
        }
        first = before;
    }
    if view.hyphen(first) {
        first += 1;
    }
    Some((first, head + 1))
}

/// The noun phrase before the verb that stands before the number.
pub(in crate::enrich::figures) fn subject(view: &View<'_>, draft: &Draft) -> Option<Phrase> {
    let mut verb = draft.first;
    while verb > view.start && draft.first - verb < 12 {
        let i = verb - 1;
        if view.stops(i) {
            return None;
        }
        // `the Red Cross said 3,200 fled`: who says it is not counted.
        if view.has(i, SPEECH) && !view.has(i, CHANGE) {
            return None;
        }
        if SUBJECT_VERB.begin(view, i) && !view.has(i, PREPOSITION) {
            // `Membership has grown`: the group begins with its helper.
            let helpers = (view.start..i).rev().take_while(|&at| view.has(at, AUXILIARY | ADVERB)).count();
            let changes = view.has(i, CHANGE) || LEVEL_VERB.begin(view, i);
            let i = if changes { i - helpers } else { i };
            let lowest = i.saturating_sub(LONGEST_WORDING).max(view.start);
            let inside = |at: &usize| !CLAUSE_BORDER.begin(view, *at);
            let mut first = i - (lowest..i).rev().take_while(inside).count();
            // The head of a longer subject stands farther away.
            if first == lowest && first > view.start && inside(&(first - 1)) {
                return None;
            }
            while first < i
                && (view.has(first, DETERMINER | CONJUNCTION | PREPOSITION)
                    || TIME_BEFORE_SUBJECT.begin(view, first))
            {
                first += 1;
            }
            return (first < i).then_some((first, trimmed(view, first, i)));
        }
        verb = i;
    }
    None
}

/// The end of a subject without its adverbs and without what tells when: `The bank on Monday`, `Sales also`.
fn trimmed(view: &View<'_>, first: usize, last: usize) -> usize {
    let mut end = (first + 1..last).find(|&i| WHEN.begin(view, i)).unwrap_or(last);
    while end > first + 1 && view.has(end - 1, ADVERB | TIME | WEEKDAY) {
        end -= 1;
    }
    end
}

/// The contract's unit of a draft.
pub(in crate::enrich::figures) fn unit(view: &View<'_>, draft: &Draft) -> Option<String> {
    match draft.unit {
        Unit::Code(code) => Some(code.to_owned()),
        Unit::Person => Some("person".to_owned()),
        Unit::Points => Some("point".to_owned()),
        Unit::Noun(i) => Some(morphology::singular(view.text(i))),
        Unit::None => None,
    }
}
