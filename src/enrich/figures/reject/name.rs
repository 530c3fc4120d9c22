//! Numbers that are part of a name or of a phrase that counts nothing: years, `Boeing 737`, `Formula One`, addresses,
//! pronouns. Each rule looks at the words around a number without a unit.

use std::ops::Range;

use crate::document::{Case, Section};
use crate::enrich::figures::counted::noun::NounPhrase;
use crate::enrich::figures::reject::form::looks_like_year;
use crate::enrich::figures::scan::number::{Form, Number};
use crate::enrich::pattern::{Patterns, patterns};
use crate::enrich::rule::{Reason, Rule};
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{
    BRAND, FUNCTION, IMPACT, MONTH, NAMES_NUMBER, PERSON, PRONOUN, QUALIFIER, STREET, WEEKDAY,
};

word_lists! {
    "figures":
    ABBREVIATED_NOUNS, BEFORE_COUNTED_YEAR, BEFORE_PRONOUN_ONE, BEFORE_ROUND_NUMBER, BEFORE_YEAR, BEHIND_PRONOUN_ONE, EXACTNESS, MARKER_UNITS,
}

patterns! {
    "figures":
    /// `the 145 stop`, `the 46 bus`: a line is called by its number.
    LINE = ["the|number ^ stop|bus|tram|trolleybus"];
    /// `COVID-19`, `under-21`.
    HYPHENATED = ["<word> <hyphen> ^"];
    /// `plus-17`, `5-to-4`.
    COUNTED_BY_HYPHEN = ["plus|minus|to|a|NUMBER|SCALE <hyphen> ^"];
    /// `no. 127`.
    ABBREVIATED = ["ABBREVIATIONS_BEFORE_NUMBER . ^"];
    /// `by Maroon 5 fans`, of a name that no list has.
    LED_NAME = ["by|with|like !WEEKDAY&!MONTH&!FUNCTION&!PERSON ^"];
    /// `Season 3 opens` at the start of a sentence.
    OPENING_NAME = ["<edge> NAMES_NUMBER ^"];
    /// `in the last 16`, `a round of 32`.
    ROUND = ["the last ^", "round of ^"];
    /// A mark or a border that explains the capital of the word behind it.
    OPENED = ["<edge>|<quote>|OPENING_MARKS ^"];
    /// `phase two`.
    PHASE = ["NAMES_NUMBER&PHASE_NOUNS&!FUNCTION ^"];
    /// `Windows 8.1`.
    VERSION = ["NAMES_NUMBER&VERSION_NOUNS ^"];
    /// `Resolution 2231`, whatever follows.
    LEGAL_TEXT = ["resolution|article|section ^"];
    /// `the top 10 people`, `pages 3 and 4`.
    RANK = ["top|page|pages ^"];
    /// `a state 12 of us know`: words that number things, and are common without one.
    COMMON_WORD = ["COMMON_NAME_WORDS ^"];
    /// `302 and 304`.
    LISTED = ["<number> NUMBER_JOINERS ^"];
    /// `sections 302`, `U.S. 54`.
    NUMBERED_THING = ["NAMES_NUMBER|u.s.|i ^"];
    /// `per 100,000`.
    RATE = ["per ^"];
    /// `Three Mile Island`.
    NAMED_MEASURE = ["^ NUMBER UNIT !WEEKDAY&!MONTH&!PERSON"];
}

/// A number without a unit, and the noun behind it.
#[derive(Debug, Clone, Copy)]
pub(in crate::enrich::figures) struct Candidate<'a> {
    pub(in crate::enrich::figures) number: &'a Number,
    pub(in crate::enrich::figures) noun: Option<&'a NounPhrase>,
    /// A word is joined to the number by a hyphen.
    pub(in crate::enrich::figures) compound: bool,
}

impl Candidate<'_> {
    /// The token before the number.
    fn before(&self) -> usize {
        self.number.first.wrapping_sub(1)
    }

    fn two_before(&self) -> usize {
        self.number.first.wrapping_sub(2)
    }

    /// A noun follows that the number may count.
    fn counts(&self) -> bool {
        self.noun.is_some_and(|noun| noun.plural || noun.person)
    }

    fn is_plain(&self) -> bool {
        self.number.plain_digits().is_some()
    }

    /// The tokens of the number.
    fn tokens(&self) -> Range<usize> {
        self.number.first..self.number.last
    }

    /// One of these phrases stands around the number.
    fn fits(&self, view: &View<'_>, patterns: &Patterns) -> bool {
        patterns.around(view, self.tokens())
    }

    /// The number stands in a title, where capitals say nothing.
    fn is_titled(&self, view: &View<'_>) -> bool {
        view.document.section(self.number.span) == Section::Title
    }

    /// People are counted.
    fn counts_people(&self) -> bool {
        self.noun.is_some_and(|noun| noun.person && noun.plural)
    }
}

/// True if the rule takes the number for no figure.
type Test = fn(&View<'_>, &Candidate<'_>) -> bool;

/// Rules in their order. A year and a name say more about the number than the words behind it do.
pub(in crate::enrich::figures) const RULES: &[Rule<Test>] = &[
    Rule::new("year", "`in 2019`; before names, which would take `Euro 2024` too", is_year),
    Rule::new("name", "`Boeing 737`, `COVID-19`, `Formula One`: see the rules of names", is_name),
    Rule::new("address", "`10 Downing Street`", is_address),
    Rule::new("line of transport", "`the 145 stop`, `the 46 bus`", |view, it| {
        it.is_plain() && it.fits(view, &LINE)
    }),
    Rule::new("pronoun", "`one of the ministers`, `the one that got away`", is_pronoun),
    Rule::new("base of a rate", "`per 100,000`", is_base),
];

/// The first rule by which a number without a unit is no figure.
pub(in crate::enrich::figures) fn by_words(view: &View<'_>, candidate: &Candidate<'_>) -> Option<Reason> {
    let rule = RULES.iter().find(|rule| (rule.test)(view, candidate))?;
    if rule.reason.name != "name" {
        return Some(rule.reason);
    }
    NAMES.iter().find(|rule| (rule.test)(view, candidate).is_some()).map(|rule| rule.reason)
}

/// `Some(true)` if the number is part of a name, `Some(false)` if it surely is not, `None` if the next rule decides.
type NameTest = fn(&View<'_>, &Candidate<'_>) -> Option<bool>;

/// The rules of names in their order: marks and hyphens first, which leave no doubt; then words before digits, and
/// capitals last, because a count may stand behind a name by chance (`In Kenya 14 people died`).
pub(in crate::enrich::figures) const NAMES: &[Rule<NameTest>] = &[
    Rule::new("number sign", "`#4`", |view, it| yes(matches!(view.text(it.before()), "#" | "\u{2116}"))),
    Rule::new("hyphen before", "`COVID-19`, `under-21`; not `plus-17`", hyphenated),
    Rule::new("abbreviation before", "`no. 127`", |view, it| yes(it.fits(view, &ABBREVIATED))),
    Rule::new("brand", "`Maroon 5 fans`: a plural behind it does not count", branded),
    Rule::new("opening name", "`Season 3 opens` at the start of a sentence", opening),
    Rule::new("numbered thing", "`the 2400 block`, `the S&P 500 index`, `size 12`, `kilometre 40`", numbered),
    Rule::new("round of a tournament", "`in the last 16`, `a round of 32`", is_round),
    Rule::new("abbreviation that ended a sentence", "`law no. 127`", |view, it| {
        yes(is_abbreviated(view, it.number))
    }),
    Rule::new("product", "`iPad 2 tablets`", product),
    Rule::new("capitalised word for a number", "`Formula One`, `the Big Three`", spelled_name),
    Rule::new("proper name in words", "`Six Flags Hurricane Harbor`", |view, it| {
        yes(is_proper(view, it.number, it.noun))
    }),
    Rule::new("phase in words", "`phase two`; a spelled number is no name otherwise", spelled_phase),
    Rule::new(
        "version with a point",
        "`Windows 8.1`; a number with marks is no name otherwise",
        dressed_version,
    ),
    Rule::new("word that numbers", "`Resolution 2231`, `Flight 804`", named_by_word),
    Rule::new("list of numbered things", "`sections 302 and 304`", listed_names),
    Rule::new(
        "capitalised word before",
        "`Apollo 13`, if nothing follows that could be counted",
        capitalised_name,
    ),
];

fn is_name(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    NAMES.iter().find_map(|rule| (rule.test)(view, candidate)).unwrap_or(false)
}

fn yes(holds: bool) -> Option<bool> {
    holds.then_some(true)
}

fn hyphenated(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    it.fits(view, &HYPHENATED).then(|| !it.fits(view, &COUNTED_BY_HYPHEN))
}

fn branded(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let before = it.before();
    let short = view.capitalised(before) && it.number.plain_digits().is_some_and(|digits| digits < 4);
    // `by Maroon 5 fans`, of a name that no list has.
    let led = it.number.value < 100.0 && it.fits(view, &LED_NAME);
    yes(short && (view.has(before, BRAND) || led))
}

fn opening(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let people = it.noun.is_some_and(|noun| noun.person);
    yes(!people && view.capitalised(it.before()) && it.fits(view, &OPENING_NAME))
}

fn numbered(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let (value, last) = (it.number.value, it.number.last);
    let block = view.any(last, &["block", "blk"]) && value >= 100.0;
    let index = view.any(last, &["index", "average"]) && value >= 30.0;
    let size = view.any(it.before(), &["size", "sizes"]) && value < 60.0;
    let marker = view.any(it.before(), &MARKER_UNITS);
    yes(it.is_plain() && (block || index || size || marker))
}

fn is_round(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let size = [4.0, 8.0, 16.0, 32.0, 64.0].contains(&it.number.value);
    yes(size && it.noun.is_none() && it.fits(view, &ROUND))
}

fn product(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let mixed = view.token(it.before()).is_some_and(|token| token.case == Case::Mixed);
    yes(mixed && view.has(it.before(), NAMES_NUMBER) && it.is_plain())
}

/// True if a spelled number begins with a capital that no sentence, quotation or mark before it explains.
fn has_own_capital(view: &View<'_>, it: &Candidate<'_>) -> bool {
    view.capitalised(it.number.first) && !it.fits(view, &OPENED)
}

fn spelled_name(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let (before, last) = (it.before(), it.number.last);
    if it.number.form != Form::Words || it.is_titled(view) || !has_own_capital(view, it) {
        return None;
    }
    let neighbour =
        view.capitalised(before) && !view.has(before, WEEKDAY | MONTH | PRONOUN) && before > view.start;
    yes(neighbour || view.is_name(last) || view.is(before, "the"))
}

fn spelled_phase(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    if it.number.form != Form::Words {
        return None;
    }
    let several = it.number.value > 1.0 || has_own_capital(view, it);
    Some(several && !it.counts() && it.fits(view, &PHASE))
}

fn dressed_version(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    (!it.is_plain()).then(|| it.fits(view, &VERSION))
}

fn named_by_word(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let before = it.before();
    if !view.has(before, NAMES_NUMBER) {
        return None;
    }
    if view.capitalised(before) && before > view.start {
        return Some(!it.counts_people() || it.fits(view, &LEGAL_TEXT));
    }
    let free = it.counts() || it.fits(view, &COMMON_WORD);
    Some(!free || it.fits(view, &RANK))
}

fn listed_names(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    if it.counts() || !it.fits(view, &LISTED) {
        return None;
    }
    let mut first = it.two_before();
    while LISTED.at(view, first) {
        first -= 2;
    }
    yes(NUMBERED_THING.at(view, first))
}

fn capitalised_name(view: &View<'_>, it: &Candidate<'_>) -> Option<bool> {
    let before = it.before();
    let name = view.is_name(before) && before > view.start;
    let plain = name && !view.has(before, MONTH | WEEKDAY | FUNCTION);
    yes(plain && !it.is_titled(view) && !it.counts())
}

fn is_base(view: &View<'_>, it: &Candidate<'_>) -> bool {
    [100.0, 1e3, 1e4, 1e5, 1e6].contains(&it.number.value) && it.fits(view, &RATE)
}

/// True if four plain digits are a year here.
pub(in crate::enrich::figures) fn is_year(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { number, noun, .. } = *candidate;
    let people = candidate.counts_people();
    let text = view.text(number.first);
    if number.plain_digits() != Some(4) || !looks_like_year(text) {
        return false;
    }
    let before = number.first.wrapping_sub(1);
    let counts = noun.is_some_and(|noun| noun.plural && !view.capitalised(noun.head));
    let early = number.value < 1500.0;
    let dated = view.any(before, &BEFORE_YEAR) || view.is_month(before);
    if early {
        return dated && !counts && !view.any(before, &BEFORE_COUNTED_YEAR);
    }
    if counts && view.has(before, QUALIFIER) {
        return false;
    }
    if dated {
        let round = number.value % 500.0 == 0.0 || number.value < 1800.0;
        return !(counts && (people || round) && view.any(before, &BEFORE_ROUND_NUMBER));
    }
    if counts {
        let noun_is_person = noun.is_some_and(|noun| noun.person);
        return !(noun_is_person
            || number.value < 1900.0
            || number.value % 100.0 == 0.0
            || !view.capitalised(before) && number.value < 1950.0);
    }
    true
}

/// `law no. 127`, where the point ended a sentence.
fn is_abbreviated(view: &View<'_>, number: &Number) -> bool {
    if number.first != view.start || number.plain_digits().is_none() {
        return false;
    }
    let wide = view.window(view.start.saturating_sub(2), view.end);
    let dot = usize::from(wide.text(number.first.wrapping_sub(1)) == ".");
    wide.any(number.first.wrapping_sub(1 + dot), &ABBREVIATED_NOUNS)
        && (dot == 1 || wide.text(number.first.wrapping_sub(1)).ends_with('.'))
}

/// `Six Flags Hurricane Harbor`, the play “Three Sisters”.
fn is_proper(view: &View<'_>, number: &Number, noun: Option<&NounPhrase>) -> bool {
    let before = number.first.wrapping_sub(1);
    let Some(noun) = noun.filter(|noun| view.capitalised(number.first) && view.capitalised(noun.head)) else {
        return false;
    };
    let quoted = view.is_quote(before) && view.is_quote(noun.last);
    let things = noun.plural && !noun.person;
    let goes_on = things && view.is_name(noun.last) && !view.has(noun.last, FUNCTION | PERSON);
    quoted || goes_on && view.document.section(number.span) == Section::Body
}

/// The end of `Three Mile Island`: number, unit and what follows are capitalised in the body.
pub(in crate::enrich::figures) fn named_measure(view: &View<'_>, i: usize) -> Option<usize> {
    let titled = |at: usize| view.token(at).is_some_and(|token| token.case == Case::Title);
    let named = NAMED_MEASURE.begin(view, i) && (i..i + 3).all(titled);
    (named && view.document.section(view.span(i, i + 1)) == Section::Body).then_some(i + 3)
}

/// True if a street follows: `10 Downing Street`.
fn is_address(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    let number = candidate.number;
    if number.plain_digits().is_none() || !view.capitalised(number.last) {
        return false;
    }
    for at in number.last..number.last + 4 {
        if !view.is_word(at) || !view.capitalised(at) {
            return false;
        }
        if at > number.last && view.has(at, STREET) {
            return true;
        }
    }
    false
}

/// True if `one` stands for a thing named before, or in a phrase that counts nothing.
fn is_pronoun(view: &View<'_>, candidate: &Candidate<'_>) -> bool {
    let Candidate { number, noun, compound } = *candidate;
    if compound || number.value != 1.0 || number.form != Form::Words || number.last != number.first + 1 {
        return false;
    }
    if !view.is(number.first, "one") {
        return false;
    }
    let before = number.first.wrapping_sub(1);
    let exact = view.any(before, &EXACTNESS);
    if view.any(before, &BEFORE_PRONOUN_ONE) {
        return true;
    }
    if view.any(number.last, &BEHIND_PRONOUN_ONE) && !exact {
        return !(view.any(number.last, &["was", "is"]) && view.has(number.last + 1, IMPACT));
    }
    match noun {
        Some(noun) => !noun.person && !exact,
        None => !exact && !view.has(number.last, IMPACT),
    }
}
