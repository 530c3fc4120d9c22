//! What a person is, as the text says it: before the name (`Prime Minister Nikol Pashinyan`), after it
//! (`David Babayan, advisor to the president`), or with a verb (`was appointed director of the fund`).

mod after;
mod before;
mod described;
pub(super) mod lexicon;
mod nouns;
mod parts;

use super::view::View;
use crate::document::{Case, Gap, Span, TokenKind};
use crate::enrich::names::Person;
use crate::enrich::rule::Reason;
use lexicon::{ARTICLE, END, Flags, LINK, MODIFIER, NOUN, PLURAL, SMALL, TITLE, flags};

use crate::lexicon::WordList;
use crate::lexicon::word_lists;
pub(super) use before::name_start;
pub(super) use described::{add_described, is_other};
use nouns::{is_adjective, is_agent_noun, is_noun_for_a_person, is_open_agent, is_verb_form};
pub(super) use nouns::{is_mostly_small, is_trade_before_name};

word_lists! {
    "roles":
    BEFORE_HYPHEN, BEHIND_HYPHEN, COUNTS, STYLES,
}

/// Portfolios of ministers.
static PORTFOLIOS: WordList = WordList::new("organisations", "PORTFOLIO_NOUNS");

/// The roles that the text gives a person at these mentions, each once, in the order of the text.
pub(super) fn of(view: &View<'_>, mine: &[usize]) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for &index in mine {
        if view.document.is_stopped() {
            break;
        }
        let before = before::find(view, index);
        let after = after::find(view, index);
        let title = before.and_then(|span| before::before_title(view, index, span));
        for span in [title, before, after].into_iter().flatten() {
            for part in parts::of(view, span) {
                add(&mut roles, view.text(part));
            }
        }
        for title in parts::titles(view, index).into_iter().flatten() {
            add(&mut roles, view.text(title));
        }
    }
    roles
}

/// The reason for a role of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleReason {
    /// Index of the person.
    pub person: usize,
    /// The role.
    pub role: String,
    /// The phrase that it comes from; `None` for a description.
    pub span: Option<Span>,
    /// The rule.
    pub reason: &'static Reason,
}

const BEFORE: Reason = Reason::new("before the name", "`Prime Minister Nikol Pashinyan`");
const TITLED: Reason =
    Reason::new("title", "`Dr Lena Obi`, `Judge Amara Whitcombe KC`: a title that somebody bears");
const AFTER: Reason =
    Reason::new("after the name", "`David Babayan, advisor to the president`, `X was appointed director`");
const DESCRIBED: Reason = Reason::new(
    "later description",
    "`Rooney scored. The England striker then …`: one person alone was named",
);

/// The phrase or the description that each role comes from.
pub(super) fn explain(view: &View<'_>, owners: &[Option<usize>], people: &[Person]) -> Vec<RoleReason> {
    let mut found = Vec::new();
    for (person, known) in people.iter().enumerate() {
        let mine: Vec<usize> = (0..owners.len()).filter(|&index| owners[index] == Some(person)).collect();
        let phrases = mine.iter().flat_map(|&index| {
            let before = before::find(view, index).map(|span| (span, &BEFORE));
            let after = after::find(view, index).map(|span| (span, &AFTER));
            let title =
                before.and_then(|(span, reason)| Some((before::before_title(view, index, span)?, reason)));
            title.into_iter().chain(before).chain(after)
        });
        let phrases = phrases
            .flat_map(|(span, reason)| parts::of(view, span).into_iter().map(move |part| (part, reason)));
        let titles = mine.iter().flat_map(|&index| {
            parts::titles(view, index).into_iter().flatten().map(|title| (title, &TITLED))
        });
        let titles: Vec<(Span, &'static Reason)> = titles.collect();
        let mut phrases: Vec<(Span, &'static Reason)> = phrases.collect();
        phrases.extend(titles);
        for role in &known.roles {
            let phrase = phrases.iter().find(|(span, _)| view.text(*span) == *role);
            let (span, reason) = phrase.map_or((None, &DESCRIBED), |&(span, reason)| (Some(span), reason));
            found.push(RoleReason { person, role: role.clone(), span, reason });
        }
    }
    found
}

/// Adds a role unless a longer telling of the same is there; a shorter one makes way.
fn add(roles: &mut Vec<String>, role: String) {
    static NO_ROLES: WordList = WordList::new("roles", "NO_ROLES");
    if NO_ROLES.contains(&&*role.to_lowercase()) {
        return;
    }
    if role.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return;
    }
    if roles.iter().any(|known| tells(known, &role)) {
        return;
    }
    match roles.iter().position(|known| tells(&role, known)) {
        Some(at) => roles[at] = role,
        None => roles.push(role),
    }
}

/// True if all words of one role stand in another, as its beginning or its end.
fn tells(long: &str, short: &str) -> bool {
    let plain = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let same = |(a, b): (&str, &str)| plain(a) == plain(b);
    let (count, all) = (short.split(' ').count(), long.split(' ').count());
    count <= all
        && (long.split(' ').zip(short.split(' ')).all(same)
            || long.split(' ').skip(all - count).zip(short.split(' ')).all(same))
}

impl View<'_> {
    fn flags(&self, at: usize) -> Flags {
        if !self.is_word(at) {
            return 0;
        }
        let own = flags(self.tokens[at].key);
        if own == 0 && is_noun_for_a_person(self.word(at), self.tokens[at].key) { NOUN } else { own }
    }

    fn has(&self, at: usize, mask: Flags) -> bool {
        self.flags(at) & mask != 0
    }

    /// True for a number, in digits or words.
    fn is_count(&self, at: usize) -> bool {
        let counts = self.tokens[at].kind == TokenKind::Number || COUNTS.contains(&self.word(at));
        counts && !(at + 1 < self.tokens.len() && self.is_hyphen(at + 1))
    }

    /// True for the apostrophe of a plural that owns what follows: `the Trawlers' Association`, `farmers' leader`.
    fn is_plural_owner(&self, at: usize) -> bool {
        at > 0
            && matches!(self.word(at), "'" | "\u{2019}")
            && self.is_glued(at)
            && self.word(at - 1).ends_with('s')
            && self.tokens.get(at + 1).is_some_and(|next| next.gap == Gap::Space && next.is_word())
    }

    /// True if a token may stand before the noun of a role, in its phrase. `initial` where a sentence begins.
    fn fits(&self, at: usize, initial: bool) -> bool {
        use crate::document::TokenKind as Kind;
        if self.is_person(at) {
            return false;
        }
        if self.mention_at(at).is_some() && !self.has(at, SMALL) || self.is_hyphen(at) {
            return true;
        }
        match self.tokens[at].kind {
            Kind::Word if initial && self.has(at, SMALL) => self.is_compound(at),
            Kind::Word if self.has(at, NOUN | PLURAL | MODIFIER) || self.is_portfolio(at) => true,
            Kind::Word if self.is_compound(at) => !self.has(at, END),
            Kind::Word if self.is_capitalised(at) => {
                !(self.has(at, SMALL | END) || initial && is_verb_form(self.word(at)))
            }
            Kind::Word => !self.has(at, END | LINK | ARTICLE | SMALL) && is_adjective(self.word(at)),
            Kind::Possessive => at > 0 && (self.is_possessor(at - 1) || self.is_plural_owner(at)),
            // `NewsChannel 7 reporter`; the age of a person is part of a compound.
            Kind::Number => self.is_compound(at) || at > 0 && self.is_capitalised(at - 1),
            _ if self.is_plural_owner(at) => self.is_possessor(at - 1) || self.has(at - 1, PLURAL),
            // `Dozhd (Rain) TV producer`.
            _ if self.is(at, ")") => at > 2 && self.is(at - 2, "(") && self.is_capitalised(at - 3),
            _ if self.is(at, "(") => self.is(at + 2, ")"),
            _ => self.is(at, "&"),
        }
    }

    /// `mines minister`: what an office is for, right before it.
    fn is_portfolio(&self, at: usize) -> bool {
        let office =
            |at: usize| matches!(self.word(at), "minister" | "secretary" | "commissioner" | "ministry");
        self.tokens[at].case == Case::Lower
            && PORTFOLIOS.has_word(self.tokens[at].word)
            && !self.has(at, LINK | SMALL)
            && at + 1 < self.tokens.len()
            && office(at + 1)
    }

    /// True if what owns a role is told with it: `Russia's foreign minister`, `the sheriff's spokesman`.
    fn is_possessor(&self, at: usize) -> bool {
        !self.is_person(at)
            && (self.mention_at(at).is_some()
                || self.is_capitalised(at) && !self.has(at, SMALL)
                || self.has(at, NOUN | MODIFIER))
    }

    /// True if a word is part of a compound with a hyphen.
    fn is_compound(&self, at: usize) -> bool {
        at + 1 < self.tokens.len() && self.is_hyphen(at + 1) || at > 0 && self.is_hyphen(at - 1)
    }

    /// True if a word is the noun of a role, alone or as the end of a compound (`brother-in-law`, `runner-up`).
    fn is_head(&self, at: usize, mask: Flags) -> bool {
        if self.is_person(at) {
            return false;
        }
        // `DFL-Cook` is a party and a place.
        if at > 1 && self.is_hyphen(at - 1) && self.tokens[at - 2].case == Case::Upper {
            return false;
        }
        if self.has(at, mask) {
            return self.tokens[at].case != Case::Upper
                || self.word(at).len() <= 4
                || self.has(at, TITLE | NOUN);
        }
        if mask & NOUN != 0 && self.is_word(at) && is_agent_noun(self.word(at)) {
            return true;
        }
        // `all-rounder`, `pole-sitter`.
        if mask & NOUN != 0 && self.is_word(at) && at > 1 && self.is_hyphen(at - 1) {
            let key = self.tokens[at].key;
            if self.flags(at) == 0 && is_open_agent(self.word(at), key) {
                return true;
            }
        }
        let Some(first) = at.checked_sub(2).filter(|_| self.is_word(at) && self.is_hyphen(at - 1)) else {
            return false;
        };
        self.is_word(at)
            && BEHIND_HYPHEN.has_word(self.tokens[at].word)
            && (self.has(first, mask) || BEFORE_HYPHEN.has_word(self.tokens[first].word))
    }
}

/// A span of tokens that is a role.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    from: usize,
    to: usize,
}

impl Phrase {
    /// The phrase without what may stand at its edges and is no part of it.
    fn trimmed(self, view: &View<'_>) -> Option<Span> {
        let Self { mut from, mut to } = self;
        loop {
            let before = from;
            // `32-year-old heir`, `month-old son`, `Shanghai-based trader` without the place.
            let unit = from + 2 * usize::from(from + 1 < to && view.is_hyphen(from + 1));
            for unit in [from, unit] {
                let aged = unit + 2 < to
                    && matches!(view.word(unit), "year" | "month" | "week" | "day")
                    && view.is_hyphen(unit + 1)
                    && view.is(unit + 2, "old");
                if aged {
                    from = unit + 3;
                }
            }
            if from + 1 < to && matches!(view.word(from), "based" | "born") {
                from += 1;
            }
            // `so-called Emir`: the rest of a compound is no role.
            if from > 0 && from + 1 < to && view.is_hyphen(from - 1) {
                from += 1;
            }
            if from < to
                && (view.has(from, LINK | ARTICLE | lexicon::COURTESY)
                    || view.has(from, lexicon::ADVERB) && !view.has(from, MODIFIER)
                    || STYLES.contains(&view.word(from))
                    || !view.is_word(from) && view.mention_at(from).is_none()
                    || view.has(from, SMALL)
                        && view.mention_at(from).is_none()
                        && !view.has(from, MODIFIER)
                        && (!view.is_compound(from) || view.word(from).eq_ignore_ascii_case("then")))
            {
                from += 1;
            }
            if from == before {
                break;
            }
        }
        while to > from
            && (view.has(to - 1, LINK | ARTICLE)
                || view.has(to - 1, lexicon::ADVERB)
                || !view.is_word(to - 1) && !view.is(to - 1, ")"))
        {
            to -= 1;
        }
        (from < to).then(|| view.span(from, to))
    }
}
