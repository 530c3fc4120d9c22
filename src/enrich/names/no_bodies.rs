//! Mentions that the tagger took for organisations and that are none.

use std::cell::OnceCell;

use super::roles::lexicon::{COURTESY, NOUN, TITLE, flags};
use super::roles::{is_mostly_small, is_trade_before_name};
use super::thresholds::scores::{NO_BODY, NO_BODY_OF_HEADLINE, NO_OFFICE, NO_PERSON, SHOWN, SURE_BODY};
use super::words::{self, Writing};
use super::{Mention, NameKind, is_given_name};
use crate::document::{Case, Document, Gap, Section, Token, TokenKind};
use crate::lexicon::{self, DEMONYM, KeyMap, KeySet, WordList, word_lists};

word_lists! {
    "organisations":
    BUILDING_ENDINGS, DUEL_WORDS, EVENT_HEADS, FAITHFUL, FEASTS, FIRM_NOUNS, INSIDE_BUILDING, INSTITUTION_WORDS, NOT_PEOPLE_BEFORE,
    NO_ORGANISATIONS, OFFICES_OF_STATE, OFFICE_LETTERS, PORTFOLIO_NOUNS, STREET_HEADS, TEAM_CODES,
}

/// The last words of the names of laws, plans, awards, events and days.
static LAST_OF_LAWS: WordList = WordList::new("organisations", "LAST_OF_LAWS");

/// The first words of the names of texts: `Declaration of Human Rights`.
static LAW_HEADS: WordList = WordList::new("organisations", "LAW_HEADS");

/// Nouns of storms, right before the name of one.
static STORM_NOUNS: WordList = WordList::new("place_rules", "STORM_NOUNS");

/// Nouns of ships, right before the name of one.
static SHIP_NOUNS: WordList = WordList::new("place_rules", "SHIP_NOUNS");

/// A mention of an organisation, with its tokens.
struct Body<'a> {
    document: &'a Document,
    mention: &'a Mention,
    tokens: &'a [Token],
    start: usize,
    end: usize,
    /// True if the story has the words of a sport that people play for themselves.
    duels: &'a OnceCell<bool>,
}

impl<'a> Body<'a> {
    fn new(document: &'a Document, mention: &'a Mention, duels: &'a OnceCell<bool>) -> Self {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        Self { document, mention, tokens: document.tokens(), start, end, duels }
    }

    /// The text of a token; empty outside the text.
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| self.document.word(token))
    }

    fn len(&self) -> usize {
        self.end - self.start
    }

    /// True if its last word, in any case, is one of a list.
    fn ends_in(&self, list: &WordList) -> bool {
        list.has(self.tokens[self.end - 1].key)
    }

    /// True if it has the noun of an institution.
    fn has_institution(&self) -> bool {
        (self.start..self.end).any(|at| INSTITUTION_WORDS.contains(&self.word(at)))
    }
}

/// A kind of thing that the tagger takes for an organisation.
struct Thing {
    /// The reason for the rule.
    why: &'static str,
    test: fn(&Body<'_>) -> bool,
}

/// Their order says nothing: a mention goes where one of them holds.
const THINGS: &[Thing] = &[
    Thing { why: "`the GDP`, `an MBA`, `Parliament` alone: short forms of things", test: is_short_form },
    Thing { why: "`Group C`: a part of a tournament", test: is_group },
    Thing { why: "`UPDATE 2-Bus and tanker collide`: the number of a version", test: is_version },
    Thing { why: "`Copa Libertadores`: the noun of an event comes first", test: is_event },
    Thing { why: "`outside the Civic Offices`: a building", test: is_building },
    Thing { why: "`the Minister for Industries`: what an office is for", test: is_portfolio },
    Thing {
        why: "`Human Security Minister Chuti`: what an office is for, before it",
        test: is_portfolio_before,
    },
    Thing {
        why: "`the Anti-Doping Act`, `the Africa Prize`: laws, plans, awards and days",
        test: is_law_or_event,
    },
    Thing { why: "`South African` shares: an adjective of a country", test: is_demonym },
    Thing { why: "`(Nasdaq Copenhagen: NFLOW)`: the ticker of a share", test: is_ticker },
    Thing { why: "`1 Kebede (ETH)`: the country of an athlete", test: is_team_code },
    Thing { why: "`Ethiopian Orthodox Christians`: people of a faith", test: is_faithful },
    Thing { why: "`MLA for Kollam`: an office in letters", test: is_office_in_letters },
    Thing { why: "`Nowruz`, `Timkat`: a feast", test: is_feast },
    Thing { why: "`Storm Leonor`: the name of a storm", test: is_storm },
    Thing { why: "`the Hobart International` in a story of tennis: a tournament", test: is_tournament },
    Thing { why: "`Nunavut Language Commissioner`: an office that the tagger doubts", test: is_office },
];

/// Drops the organisations that are things, and ships and storms among people.
pub(super) fn things(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let duels = OnceCell::new();
    mentions.retain(|mention| {
        let start = mention.tokens.start as usize;
        // `the tanker Sola hit the ferry Marella`.
        let is_ship = start > 0
            && tokens[start - 1].case == Case::Lower
            && SHIP_NOUNS.has_word(tokens[start - 1].word)
            && tokens[start].gap == Gap::Space;
        if is_ship {
            return false;
        }
        let body = Body::new(document, mention, &duels);
        match mention.kind {
            // `Cyclone Winston`, `the MV Princesa Lorena`.
            NameKind::Person => !is_storm(&body) && !is_feast(&body),
            // `the Valencia Marathon`; the town in it is one.
            NameKind::Location => !(body.len() > 1 && body.ends_in(&LAST_OF_LAWS)),
            NameKind::Organisation => {
                let thing = THINGS.iter().find(|thing| (thing.test)(&body));
                thing.inspect(|thing| debug_assert!(!thing.why.is_empty())).is_none()
            }
        }
    });
}

fn is_short_form(body: &Body<'_>) -> bool {
    body.len() == 1 && NO_ORGANISATIONS.contains(&body.word(body.start))
}

fn is_group(body: &Body<'_>) -> bool {
    body.len() >= 2
        && body.word(body.start) == "Group"
        && body.word(body.start + 1).trim_end_matches('.').chars().count() == 1
}

fn is_version(body: &Body<'_>) -> bool {
    let labelled =
        body.start > 0 && matches!(body.word(body.start - 1), "UPDATE" | "WRAPUP" | "REFILE" | "CORRECTED");
    labelled && body.tokens[body.start].kind == TokenKind::Number
}

fn is_event(body: &Body<'_>) -> bool {
    body.len() > 1 && EVENT_HEADS.has_word(body.tokens[body.start].word)
}

/// `Social Development and Human Security Minister Chuti Krairiksh`, `Swiss Federal Prosecutor Carla del Ponte`.
fn is_portfolio_before(body: &Body<'_>) -> bool {
    let office = body.tokens.get(body.end).filter(|token| token.gap == Gap::Space);
    let office = office.is_some_and(|token| OFFICES_OF_STATE.contains(&body.document.word(token)));
    office
        && body.mention.score < SURE_BODY
        && body.tokens.get(body.end + 1).is_some_and(|next| next.is_capitalised(body.document.text()))
        && !body.has_institution()
}

/// `the Special Powers Act`, `the Africa Prize`, `the Declaration of Human Rights`: not what the world knows as a body.
fn is_law_or_event(body: &Body<'_>) -> bool {
    let opens = body.len() > 2
        && LAW_HEADS.has_word(body.tokens[body.start].word)
        && body.word(body.start + 1) == "of";
    // `the Labour Force Survey`; the Geological Survey is a body.
    let survey = body.len() > 2
        && body.word(body.end - 1) == "Survey"
        && matches!(body.word(body.end - 2), "Force" | "Household" | "Population" | "Health");
    body.len() > 1 && body.mention.score < SHOWN && (body.ends_in(&LAST_OF_LAWS) || opens || survey)
}

/// `the Hobart International`, where the story has the words of a sport that people play for themselves.
fn is_tournament(body: &Body<'_>) -> bool {
    body.len() > 1
        && matches!(body.word(body.end - 1), "International" | "Classic" | "Masters" | "Invitational")
        && body.start > 0
        && matches!(body.word(body.start - 1), "the" | "The")
        && *body.duels.get_or_init(|| body.tokens.iter().any(|token| DUEL_WORDS.has_word(token.word)))
}

/// `South African`, `Kenyan`.
fn is_demonym(body: &Body<'_>) -> bool {
    let words = &body.tokens[body.start..body.end];
    let direction = |at: usize| matches!(body.word(at), "South" | "North" | "East" | "West");
    let adjective = |token: &Token| lexicon::get().flags(token.key).intersects(DEMONYM);
    match words {
        [one] => adjective(one),
        [_, last] => direction(body.start) && adjective(last),
        _ => false,
    }
}

/// Capitals between a colon and a bracket.
fn is_ticker(body: &Body<'_>) -> bool {
    body.len() == 1
        && body.tokens[body.start].case == Case::Upper
        && body.start > 0
        && body.word(body.start - 1) == ":"
        && body.word(body.end) == ")"
}

/// The code of a country in brackets behind a name.
fn is_team_code(body: &Body<'_>) -> bool {
    body.len() == 1
        && TEAM_CODES.contains(&body.word(body.start))
        && body.start > 0
        && body.word(body.start - 1) == "("
        && body.word(body.end) == ")"
}

/// `Ethiopian Orthodox Christians`; the Union of Catholics is a body.
fn is_faithful(body: &Body<'_>) -> bool {
    body.ends_in(&FAITHFUL) && !body.has_institution()
}

/// `MLA for Kollam`.
fn is_office_in_letters(body: &Body<'_>) -> bool {
    body.len() > 2 && OFFICE_LETTERS.contains(&body.word(body.start)) && body.word(body.start + 1) == "for"
}

/// `Thousands celebrated Genna`.
fn is_feast(body: &Body<'_>) -> bool {
    body.len() == 1 && FEASTS.contains(&body.word(body.start))
}

fn is_storm(body: &Body<'_>) -> bool {
    NOT_PEOPLE_BEFORE.contains(&body.word(body.start))
        || body.start > 0 && NOT_PEOPLE_BEFORE.contains(&body.word(body.start - 1))
}

/// `Trade Representative`, `Language Commissioner`.
fn is_office(body: &Body<'_>) -> bool {
    body.len() > 1
        && body.mention.score < NO_OFFICE
        && flags(body.tokens[body.end - 1].key) & NOUN != 0
        // `The Economist`, `The Daily Star`.
        && body.word(body.start) != "The"
        && !body.has_institution()
}

/// A word that the tagger doubts, named once (`an Orange Level 8 warning`), and what a headline in capitals makes of its
/// nouns where the body has no such name.
pub(super) fn doubtful(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let key = |mention: &Mention| tokens[mention.tokens.start as usize].key;
    let bracketed = |at: usize| at > 0 && document.word(&tokens[at - 1]) == "(";
    let mut named: KeyMap<u32> = KeyMap::default();
    for mention in mentions.iter() {
        *named.entry(key(mention)).or_default() += 1;
    }
    mentions.retain(|mention| {
        if mention.kind != NameKind::Organisation || named[&key(mention)] > 1 {
            return true;
        }
        let words = &tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        // `G20` has no small letter.
        let small = |token: &Token| document.word(token).contains(char::is_lowercase);
        let plain = words.iter().all(|token| token.case == Case::Title && small(token))
            && !words.iter().any(|token| INSTITUTION_WORDS.contains(&document.word(token)));
        let headline = || {
            let sentence = document.sentence_at(mention.span.start).map(|at| &document.sentences()[at]);
            sentence.is_some_and(|one| {
                one.section == Section::Title && words::writing(document.tokens_of(one)) == Writing::Headline
            })
        };
        let least = match words.len() {
            // `Andy Najar (Anderlecht)`: a list says whose somebody is.
            1 if !bracketed(mention.tokens.start as usize) => NO_BODY,
            1 => 0.0,
            _ if headline() => NO_BODY_OF_HEADLINE,
            _ => 0.0,
        };
        !plain || mention.score >= least
    });
}

/// `outside the Civic Offices`: a building, behind a preposition of place.
fn is_building(body: &Body<'_>) -> bool {
    let place = body.start > 1
        && body.word(body.start - 1) == "the"
        && INSIDE_BUILDING.contains(&body.word(body.start - 2));
    let justice = body.document.slice(body.mention.span) == "Palace of Justice";
    place && (justice || BUILDING_ENDINGS.contains(&body.word(body.end - 1)))
}

/// `the Director of Public Health`, `the Minister for Industries`: what an office is for.
fn is_portfolio(body: &Body<'_>) -> bool {
    let Some(office) = body.start.checked_sub(2) else { return false };
    let held = matches!(body.word(body.start - 1), "of" | "for")
        && body.tokens[office].is_capitalised(body.document.text())
        && flags(body.tokens[office].key) & NOUN != 0;
    // `Minister for Industries of Telangana`.
    let mut words = (body.start..body.end).take_while(|&at| body.word(at) != "of");
    held && words.all(|at| PORTFOLIO_NOUNS.has_word(body.tokens[at].word))
}

/// `SIERRA LEONE: Eleven miners`: a colon ends a label, which is a place if it stands in capitals.
pub(super) fn labels(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let colon = (start + 1..end).find(|&at| {
            document.word(&tokens[at]) == ":" && tokens.get(at + 1).is_some_and(|next| next.gap != Gap::None)
        });
        let shouted = |colon: &usize| tokens[start..*colon].iter().all(|token| token.case == Case::Upper);
        if let Some(colon) = colon.filter(shouted) {
            mention.tokens.end = colon as u32;
            mention.span = tokens[start].span.to(tokens[colon - 1].span);
            mention.kind = NameKind::Location;
        }
    }
}

/// The storms of a document (`Hurricane Imelda`). A mention with one of their names is dropped everywhere.
pub(super) fn storms(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let storms: KeySet = (1..tokens.len())
        .filter(|&at| STORM_NOUNS.has_word(tokens[at - 1].word))
        .filter(|&at| tokens[at - 1].case == Case::Title && tokens[at].case == Case::Title)
        .filter(|&at| tokens[at].gap == Gap::Space)
        .map(|at| tokens[at].key)
        .collect();
    if storms.is_empty() {
        return;
    }
    mentions.retain(|mention| {
        let last = tokens[mention.tokens.end as usize - 1].key;
        let alone = mention.tokens.len() == 1
            || STORM_NOUNS.contains(&document.word(&tokens[mention.tokens.start as usize]));
        !(alone && storms.contains(&last))
    });
}

/// `Avenida Errázuriz`, `Rue Lepic`: a street comes first in other languages.
pub(super) fn streets(document: &Document, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Person) {
        let first = document.word(&document.tokens()[mention.tokens.start as usize]);
        if mention.tokens.len() > 1 && STREET_HEADS.contains(&first) {
            mention.kind = NameKind::Location;
        }
    }
}

/// `BISHKEK - Miners at the pit`: a dash between blanks stands in no name.
pub(super) fn dashes(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let dash = (start + 1..end.saturating_sub(1)).find(|&at| {
            matches!(document.word(&tokens[at]), "-" | "--" | "\u{2013}" | "\u{2014}")
                && tokens[at].gap != Gap::None
                && tokens[at + 1].gap != Gap::None
        });
        // `Korea Trade - Investment Agency` is a matter of type-setting.
        let shouted = |dash: &usize| tokens[start..*dash].iter().all(|token| token.case == Case::Upper);
        if let Some(dash) = dash.filter(shouted) {
            mention.tokens.end = dash as u32;
            mention.span = tokens[start].span.to(tokens[dash - 1].span);
            mention.kind = NameKind::Location;
        }
    }
}

/// `Det Sgt Deon Jantjies`, `wicketkeeper Junior Alleyne`: a rank before two names, or a role in small letters.
pub(super) fn people(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Organisation) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let words = &tokens[start..end];
        let names = |from: usize| {
            words[from..].len() == 2
                && words[from..].iter().all(|token| {
                    token.kind == TokenKind::Word
                        && token.case == Case::Title
                        && !INSTITUTION_WORDS.contains(&document.word(token))
                })
        };
        let titles = words.iter().take_while(|token| flags(token.key) & (TITLE | COURTESY) != 0).count();
        let noun = |token: &Token| INSTITUTION_WORDS.contains(&document.word(token));
        // `King Kusae Edu XV`, `Bishop TD Jakes`.
        let doubted = mention.score < NO_OFFICE
            && (2..=4).contains(&(words.len() - titles))
            && words[titles..].iter().all(|token| token.is_capitalised(document.text()) && !noun(token));
        let ranked = titles > 0 && (names(titles) || doubted);
        let behind_role = names(0)
            && mention.score < NO_PERSON
            && start > 0
            && tokens[start].gap == Gap::Space
            && tokens[start - 1].case == Case::Lower
            && flags(tokens[start - 1].key) & NOUN != 0
            && !FIRM_NOUNS.contains(&document.word(&tokens[start - 1]));
        if ranked || behind_role {
            mention.kind = NameKind::Person;
        }
    }
}

/// `Co Donegal`, `Co. Kerry`: a county of Ireland.
pub(super) fn counties(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind != NameKind::Location) {
        let first = document.word(&tokens[mention.tokens.start as usize]);
        if mention.tokens.len() == 2 && matches!(first, "Co" | "Co.") {
            mention.kind = NameKind::Location;
        }
    }
}

/// `beat American Taylor Voss`, `faces Briton Katie Swan`: what country somebody is from is no part of the name.
pub(super) fn compatriots(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let is_from = |token: &Token| lexicon::get().flags(token.key).intersects(DEMONYM);
    for mention in mentions.iter_mut().filter(|mention| mention.kind != NameKind::Location) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let words = &tokens[start..end];
        let is_name = |token: &Token| {
            let noun = INSTITUTION_WORDS.contains(&document.word(token));
            let form = token.kind == TokenKind::Word && token.case == Case::Title && token.gap == Gap::Space;
            form && !noun
        };
        let named = (3..=4).contains(&words.len())
            && is_from(&words[0])
            && is_given_name(words[1].key)
            && !is_mostly_small(words[1].key)
            && words[1..].iter().all(is_name);
        if named {
            mention.kind = NameKind::Person;
            mention.tokens.start += 1;
            mention.span = words[1].span.to(words[words.len() - 1].span);
        }
    }
}

/// `Survivor Abena Frimpomaa`, `Commuter Ellie Tan`: the trade with which a sentence begins is no part of the name.
pub(super) fn trades(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Person) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let words = &tokens[start..end];
        let rest_is_name = words.len() > 2
            && words[1..].iter().all(|token| token.kind == TokenKind::Word && token.gap == Gap::Space)
            && words[1].is_capitalised(document.text());
        let opens = document
            .sentence_at(mention.span.start)
            .is_some_and(|at| document.sentences()[at].range().start == start)
            || start > 0 && tokens[start - 1].kind == TokenKind::Quote;
        if rest_is_name && opens && is_trade_before_name(document, &words[0]) {
            mention.tokens.start += 1;
            mention.span = words[1].span.to(words[words.len() - 1].span);
        }
    }
}
