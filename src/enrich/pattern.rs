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

use std::ops::Range;
use std::sync::OnceLock;

use crate::enrich::view::View;
use crate::lexicon::{self, Flags, WordSet, hash_lower, word_set};

/// Phrases with one meaning: they fit where one of them does.
#[derive(Debug)]
pub(in crate::enrich) struct Patterns {
    stage: &'static str,
    lines: &'static [&'static str],
    parsed: OnceLock<Vec<Pattern>>,
}

/// A phrase.
#[derive(Debug)]
struct Pattern {
    /// The tests before `^`, the nearest first.
    before: Vec<Test>,
    behind: Vec<Test>,
}

/// The tests of one token.
#[derive(Debug)]
struct Test {
    /// One of these has to hold, with all of its parts.
    choices: Vec<Vec<(bool, Atom)>>,
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
    /// True if a token is of this kind; `None` stands for a place before the text.
    fn fits(self, view: &View<'_>, at: Option<usize>) -> bool {
        let Some(i) = at.filter(|&i| view.token(i).is_some()) else {
            return matches!(self, Self::Stop | Self::Edge);
        };
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
        self.parsed().iter().any(|pattern| pattern.fits(view, &tokens))
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

    /// The phrases; one with a mistake, which a test refuses, never fits.
    fn parsed(&self) -> &[Pattern] {
        self.parsed.get_or_init(|| {
            self.lines.iter().filter_map(|line| Pattern::parse(self.stage, line).ok()).collect()
        })
    }
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
        let back = |at: usize| at.checked_sub(1);
        fits(&self.before, view, back(tokens.start), |at| at.and_then(back))
            && fits(&self.behind, view, Some(tokens.end), |at| at.map(|at| at + 1))
    }
}

/// True if tests hold one after another from a token on.
fn fits(
    tests: &[Test],
    view: &View<'_>,
    at: Option<usize>,
    step: impl Fn(Option<usize>) -> Option<usize> + Copy,
) -> bool {
    let Some((test, rest)) = tests.split_first() else { return true };
    test.fits(view, at) && fits(rest, view, step(at), step) || test.optional && fits(rest, view, at, step)
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
        let mut choices: Vec<Vec<_>> = word.split('|').map(choice).collect::<Result<_, _>>()?;
        // Choices of one flag each are one look at the flags.
        let single = |choice: &[(bool, Atom)]| match choice {
            [(true, Atom::Flag(flags))] => Some(*flags),
            _ => None,
        };
        let flags = choices.iter().filter_map(|choice| single(choice)).fold(Flags::empty(), Flags::union);
        choices.retain(|choice| single(choice).is_none());
        if !flags.is_empty() {
            choices.insert(0, vec![(true, Atom::Flag(flags))]);
        }
        Ok(Self { choices, optional })
    }

    fn fits(&self, view: &View<'_>, at: Option<usize>) -> bool {
        self.choices.iter().any(|parts| parts.iter().all(|(wanted, atom)| atom.fits(view, at) == *wanted))
    }
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

    fn fits(&self, view: &View<'_>, at: Option<usize>) -> bool {
        if let Self::Class(class) = self {
            return class.fits(view, at);
        }
        at.and_then(|i| Some((i, view.token(i)?.key))).is_some_and(|(i, key)| match self {
            Self::Word(word) => *word == key,
            Self::Flag(flags) => view.has(i, *flags),
            Self::List(words) => words.has(key),
            Self::Class(_) => false,
            Self::Ending(ending) => view.ends_in(i, ending),
        })
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
