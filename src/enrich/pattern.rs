//! Patterns: the words around a number or a word, written as they are read.
//!
//! A pattern is a phrase with `^` in the place of the tokens that it is about: `majority of ^`, `^ more|fewer than`. Its
//! words are tests of one token each:
//!
//! | Test | Token |
//! |---|---|
//! | `of`, `,` | this word in any case, or this mark |
//! | `PERSON` | a word with this flag of the lexicon, or of this list of the table of the stage |
//! | `<number>` | a kind of token: see `CLASSES` |
//! | `*ed` | a word in lower case that ends so |
//! | `!of` | any other token, also none |
//! | `a\|b` | one of several |
//! | `PERSON&!IMPACT` | all of several; `&` binds closer than `\|` |
//! | `the?` | this token, or nothing |
//!
//! The tests before `^` are read outwards, from right to left, so that a pattern ends at its first token that does not fit.

mod gate;

use std::ops::Range;
use std::sync::OnceLock;

use crate::document::{Marks, Token};
use crate::enrich::view::View;
use crate::lexicon::{self, Flags, HINT, NUMBER, SCALE, WordSet, hash_lower, word_set};
use gate::Gate;

/// Phrases with one meaning: they fit where one of them does.
#[derive(Debug)]
pub(in crate::enrich) struct Patterns {
    stage: &'static str,
    lines: &'static [&'static str],
    parsed: OnceLock<Parsed>,
}

/// Where one of several patterns may begin: one look for a reader that asks all of them at each token.
#[derive(Debug)]
pub(in crate::enrich) struct Openings {
    patterns: &'static [&'static Patterns],
    gates: OnceLock<(Gate, Gate)>,
}

impl Openings {
    pub(in crate::enrich) const fn new(patterns: &'static [&'static Patterns]) -> Self {
        Self { patterns, gates: OnceLock::new() }
    }

    /// True if one of the patterns may begin at a token; false only if none does.
    pub(in crate::enrich) fn may_begin(&self, view: &View<'_>, i: usize) -> bool {
        let (before, behind) = self.gates.get_or_init(|| self.gates());
        behind.lets(view, i) || before.lets(view, i.wrapping_sub(1))
    }

    /// The gates before and behind a token. Each pattern needs one of its own two: the one that is no open gate.
    fn gates(&self) -> (Gate, Gate) {
        let (mut before, mut behind) = (Gate::default(), Gate::default());
        for parsed in self.patterns.iter().map(|patterns| patterns.parsed()) {
            if parsed.behind.is_open() {
                before = before.or(parsed.before);
            } else {
                behind = behind.or(parsed.behind);
            }
        }
        (before, behind)
    }
}

/// The phrases of a declaration.
#[derive(Debug)]
struct Parsed {
    phrases: Vec<Pattern>,
    /// What may stand right before the tokens.
    before: Gate,
    /// What may stand right behind them.
    behind: Gate,
}

/// A phrase.
#[derive(Debug)]
struct Pattern {
    /// The tests before `^`, the nearest first.
    before: Vec<Test>,
    behind: Vec<Test>,
}

/// The tests of one token, one of which has to hold.
#[derive(Debug)]
struct Test {
    gate: Gate,
    /// The choices, each with all of its parts.
    choices: Vec<Vec<(bool, Atom)>>,
    /// The gate lets through exactly the tokens for which a choice holds.
    decided: bool,
    optional: bool,
}

/// A single question about a token.
#[derive(Debug)]
enum Atom {
    Word(u64),
    Flag(Flags),
    List(&'static WordSet),
    Class(Class),
    Ending(&'static str),
}

/// A kind of token, in a pattern in angle brackets: `<number>`.
#[derive(Debug, Clone, Copy)]
enum Class {
    /// Digits.
    Number,
    /// Digits, or a number, scale or hint in words.
    Quantity,
    /// Letters.
    Word,
    /// A word with a capital.
    Name,
    /// A word in lower case.
    Lower,
    /// Any token with a capital.
    Capital,
    /// Any token.
    Any,
    /// A quotation mark.
    Quote,
    /// The mark of a possessive.
    Possessive,
    /// A hyphen inside a word.
    Hyphen,
    /// A hyphen or dash.
    Dash,
    /// Glued to the token before it.
    Glued,
    /// A mark at which a clause ends, or the border of the sentence.
    Stop,
    /// The border of the sentence.
    Edge,
}

const CLASSES: &[(&str, Class)] = &[
    ("number", Class::Number),
    ("quantity", Class::Quantity),
    ("word", Class::Word),
    ("name", Class::Name),
    ("lower", Class::Lower),
    ("capital", Class::Capital),
    ("any", Class::Any),
    ("quote", Class::Quote),
    ("possessive", Class::Possessive),
    ("hyphen", Class::Hyphen),
    ("dash", Class::Dash),
    ("glued", Class::Glued),
    ("stop", Class::Stop),
    ("edge", Class::Edge),
];

impl Class {
    /// True if a place without a token is of this kind.
    fn holds_outside(self) -> bool {
        matches!(self, Self::Stop | Self::Edge)
    }

    /// What lets its tokens through.
    fn gate(self) -> Gate {
        match self {
            Self::Number => Gate::of_marks(Marks::NUMBER),
            Self::Quantity => Gate::of_marks(Marks::NUMBER).or(Gate::of_flags(NUMBER | SCALE | HINT)),
            Self::Word | Self::Name => Gate::of_marks(Marks::WORD),
            Self::Lower => Gate::of_marks(Marks::LOWER),
            Self::Capital => Gate::of_marks(Marks::CAPITAL),
            Self::Any => Gate::of_marks(Marks::TOKEN),
            Self::Quote => Gate::of_marks(Marks::QUOTE),
            Self::Possessive => Gate::of_marks(Marks::POSSESSIVE),
            Self::Hyphen => Gate::of_marks(Marks::HYPHEN),
            Self::Dash => Gate::of_marks(Marks::DASH),
            Self::Glued => Gate::of_marks(Marks::GLUED),
            Self::Stop => Gate::of_marks(Marks::PUNCTUATION | Marks::QUOTE),
            Self::Edge => Gate::default(),
        }
    }

    /// True if its gate lets through no other tokens.
    fn is_gate(self) -> bool {
        !matches!(self, Self::Name | Self::Hyphen | Self::Glued | Self::Stop | Self::Edge)
    }

    /// True if a token is of this kind.
    fn fits(self, view: &View<'_>, i: usize) -> bool {
        match self {
            Self::Number => view.is_number(i),
            Self::Quantity => view.is_quantity(i),
            Self::Word => view.is_word(i),
            Self::Name => view.is_name(i),
            Self::Lower => view.lower(i),
            Self::Capital => view.capitalised(i),
            Self::Any => true,
            Self::Quote => view.is_quote(i),
            Self::Possessive => view.is_possessive(i),
            Self::Hyphen => view.hyphen(i),
            Self::Dash => view.dash(i),
            Self::Glued => view.glued(i),
            Self::Stop => view.stops(i),
            Self::Edge => false,
        }
    }
}

impl Patterns {
    pub(in crate::enrich) const fn new(stage: &'static str, lines: &'static [&'static str]) -> Self {
        Self { stage, lines, parsed: OnceLock::new() }
    }

    /// True if one of the phrases stands around tokens.
    pub(in crate::enrich) fn around(&self, view: &View<'_>, tokens: Range<usize>) -> bool {
        let parsed = self.parsed();
        parsed.before.lets(view, tokens.start.wrapping_sub(1))
            && parsed.behind.lets(view, tokens.end)
            && parsed.fit(view, &tokens)
    }

    /// True if one of the phrases stands around a token.
    pub(in crate::enrich) fn at(&self, view: &View<'_>, i: usize) -> bool {
        self.around(view, i..i + 1)
    }

    /// True if one of the phrases begins at a token: `^` stands before it.
    pub(in crate::enrich) fn begin(&self, view: &View<'_>, i: usize) -> bool {
        self.around(view, i..i)
    }

    /// True if one of the phrases begins at a token of a range.
    pub(in crate::enrich) fn within(&self, view: &View<'_>, mut tokens: Range<usize>) -> bool {
        tokens.any(|i| self.begin(view, i))
    }

    fn parsed(&self) -> &Parsed {
        self.parsed.get_or_init(|| Parsed::of(self.stage, self.lines))
    }
}

impl Parsed {
    /// True if one of the phrases stands around tokens. Not inlined, so that the gates before it stay a few instructions.
    #[inline(never)]
    fn fit(&self, view: &View<'_>, tokens: &Range<usize>) -> bool {
        self.phrases.iter().any(|pattern| pattern.fits(view, tokens))
    }

    /// The phrases; one with a mistake, which a test refuses, never fits.
    fn of(stage: &'static str, lines: &'static [&'static str]) -> Self {
        let phrases: Vec<Pattern> =
            lines.iter().filter_map(|line| Pattern::parse(stage, line).ok()).collect();
        let gate = |tests: fn(&Pattern) -> &[Test]| {
            phrases.iter().map(|phrase| gate_of(tests(phrase))).fold(Gate::default(), Gate::or)
        };
        let (before, behind) = (gate(|phrase| &phrase.before), gate(|phrase| &phrase.behind));
        Self { phrases, before, behind }
    }
}

/// What lets the first token of tests through: one of the optional tests, or the first that is not.
fn gate_of(tests: &[Test]) -> Gate {
    let needed = tests.iter().position(|test| !test.optional);
    needed.map_or_else(Gate::open, |needed| {
        tests[..=needed].iter().map(|test| test.gate).fold(Gate::default(), Gate::or)
    })
}

impl Pattern {
    fn parse(stage: &'static str, line: &'static str) -> Result<Self, String> {
        let (before, behind) = line.split_once('^').ok_or_else(|| format!("{line:?} has no ^"))?;
        let tests = |words: &'static str| words.split_whitespace().map(|word| Test::parse(stage, word));
        let mut before: Vec<Test> = tests(before).collect::<Result<_, _>>()?;
        before.reverse();
        Ok(Self { before, behind: tests(behind).collect::<Result<_, _>>()? })
    }

    fn fits(&self, view: &View<'_>, tokens: &Range<usize>) -> bool {
        fits(&self.before, view, tokens.start.wrapping_sub(1), BACK)
            && fits(&self.behind, view, tokens.end, ON)
    }
}

/// The steps of a walk through the tokens. The index before the first token wraps, and no token has it.
const BACK: usize = usize::MAX;
const ON: usize = 1;

/// True if tests hold one after another from a token on.
fn fits(mut tests: &[Test], view: &View<'_>, mut at: usize, step: usize) -> bool {
    while let Some((test, rest)) = tests.split_first() {
        if test.optional && fits(rest, view, at, step) {
            return true;
        }
        if !test.fits(view, at) {
            return false;
        }
        (tests, at) = (rest, at.wrapping_add(step));
    }
    true
}

impl Test {
    fn parse(stage: &'static str, word: &'static str) -> Result<Self, String> {
        let (word, optional) = match word.strip_suffix('?') {
            Some(word) if !word.is_empty() => (word, true),
            _ => (word, false),
        };
        let choice = |choice: &'static str| -> Result<Vec<_>, String> {
            let parts = if choice == "&" { vec![choice] } else { choice.split('&').collect() };
            let part = |part: &'static str| match part.strip_prefix('!') {
                Some(denied) if !denied.is_empty() => Atom::parse(stage, denied).map(|atom| (false, atom)),
                _ => Atom::parse(stage, part).map(|atom| (true, atom)),
            };
            parts.into_iter().map(part).collect::<Result<Vec<_>, _>>().map(merged)
        };
        let choices: Vec<Vec<_>> = word.split('|').map(choice).collect::<Result<_, _>>()?;
        let gate = choices.iter().map(|parts| gate_of_parts(parts)).fold(Gate::default(), Gate::or);
        let decided = choices.iter().all(|parts| matches!(&parts[..], [(true, atom)] if atom.is_gate()));
        Ok(Self { gate, choices, decided, optional })
    }

    fn fits(&self, view: &View<'_>, at: usize) -> bool {
        let place = view.token(at).map(|token| (at, token));
        place.map_or(self.gate.lets_outside(), |(_, token)| self.gate.lets_token(view, token))
            && (self.decided || self.choices.iter().any(|parts| all_fit(parts, view, place)))
    }
}

/// What lets the tokens of a choice through: the part that asks for a word, or for a kind of token.
fn gate_of_parts(parts: &[(bool, Atom)]) -> Gate {
    let mut wanted = parts.iter().filter(|(wanted, _)| *wanted).map(|(_, atom)| atom);
    let word = wanted.clone().find(|atom| !matches!(atom, Atom::Class(_) | Atom::Ending(_)));
    let gate = word.or(wanted.next()).map_or_else(Gate::open, Atom::gate);
    gate.with_outside(parts.iter().all(|(wanted, atom)| atom.holds_outside() == *wanted))
}

/// True if all parts of a choice hold for a token.
fn all_fit(parts: &[(bool, Atom)], view: &View<'_>, place: Option<(usize, &Token)>) -> bool {
    parts.iter().all(|(wanted, atom)| atom.fits(view, place) == *wanted)
}

impl Atom {
    fn parse(stage: &'static str, text: &'static str) -> Result<Self, String> {
        if let Some(class) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            let known = CLASSES.iter().find(|known| known.0 == class);
            return known.map(|known| Self::Class(known.1)).ok_or_else(|| format!("no class <{class}>"));
        }
        if let Some(ending) = text.strip_prefix('*').filter(|ending| !ending.is_empty()) {
            return Ok(Self::Ending(ending));
        }
        if text.len() > 1 && text.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            let flag = lexicon::flags_named(text).map(Self::Flag);
            return flag
                .or_else(|| word_set(stage, text).map(Self::List))
                .ok_or_else(|| format!("no flag and no list of {stage}.tsv is named {text}"));
        }
        if text.chars().any(char::is_uppercase) {
            return Err(format!("words of patterns are in lower case: {text}"));
        }
        Ok(Self::Word(hash_lower(text)))
    }

    /// What lets its tokens through.
    fn gate(&self) -> Gate {
        match self {
            Self::Word(key) => Gate::of_word(*key),
            Self::Flag(flags) => Gate::of_flags(*flags),
            Self::List(list) => Gate::of_list(list),
            Self::Class(class) => class.gate(),
            Self::Ending(_) => Gate::of_marks(Marks::LOWER),
        }
    }

    /// True if its gate lets through no other tokens.
    fn is_gate(&self) -> bool {
        matches!(self, Self::Flag(_)) || matches!(self, Self::Class(class) if class.is_gate())
    }

    /// True if it holds at a place outside the text.
    fn holds_outside(&self) -> bool {
        matches!(self, Self::Class(class) if class.holds_outside())
    }

    /// True if it holds for a token, given with its place; `None` stands for a place outside the text.
    fn fits(&self, view: &View<'_>, place: Option<(usize, &Token)>) -> bool {
        let Some((i, token)) = place else { return self.holds_outside() };
        match self {
            Self::Word(word) => *word == token.key,
            Self::Flag(flags) => view.word_of(token).flags.intersects(*flags),
            Self::List(words) => words.has_word(token.word),
            Self::Class(class) => class.fits(view, i),
            Self::Ending(ending) => view.ends_in(i, ending),
        }
    }
}

/// The parts of a choice with the flags that are denied in one: a single look at the flags.
fn merged(mut parts: Vec<(bool, Atom)>) -> Vec<(bool, Atom)> {
    let denied = |part: &(bool, Atom)| match part {
        (false, Atom::Flag(flags)) => Some(*flags),
        _ => None,
    };
    let flags = parts.iter().filter_map(denied).fold(Flags::empty(), Flags::union);
    parts.retain(|part| denied(part).is_none());
    if !flags.is_empty() {
        parts.insert(0, (false, Atom::Flag(flags)));
    }
    parts
}

/// Declares patterns of a stage.
macro_rules! patterns {
    ($stage:literal: $($(#[doc = $doc:literal])* $visibility:vis $name:ident = [$($line:literal),+ $(,)?];)+) => {
        $(
            $(#[doc = $doc])*
            $visibility static $name: $crate::enrich::pattern::Patterns =
                $crate::enrich::pattern::Patterns::new($stage, &[$($line),+]);
        )+
    };
}
pub(in crate::enrich) use patterns;

#[cfg(test)]
mod tests;
