//! Repairs of the tagger's mentions by the whole document: names cut in two, names whose kind the rest of the document
//! shows, names that stop short.

use super::thresholds::scores::{DOUBTED, SURE, UNSURE};
use super::{Mention, NameKind, acronyms, bodies, by_context, no_bodies, no_people, whole_names};
use crate::document::{Case, Document, Gap, Token, TokenKind};
use crate::lexicon::word_lists;
use crate::lexicon::{self, KeyMap, KeySet, MARKET, WordList};

word_lists! {
    "roles":
    ARTICLES_OF_DEMONYM, BEHIND_LONE_PERSON,
}

/// A repair of all mentions of a document.
enum Repair {
    /// Changes mentions in place.
    Each(fn(&Document, &mut [Mention])),
    /// Adds, joins or removes mentions.
    All(fn(&Document, &mut Vec<Mention>)),
}

/// The repairs in their order.
const REPAIRS: &[Repair] = &[
    // First: later repairs read whole names.
    Repair::All(join_hyphenated),
    // Before all that reads organisations: a dash ends a name, two names are two.
    Repair::Each(no_bodies::dashes),
    Repair::Each(no_bodies::labels),
    Repair::All(no_bodies::storms),
    Repair::Each(no_bodies::streets),
    Repair::All(bodies::split),
    // What the form of the text shows, before votes spread it.
    Repair::All(bodies::known),
    Repair::All(acronyms::acronyms),
    Repair::All(bodies::joined_places),
    Repair::All(bodies::parties),
    Repair::All(bodies::foreign),
    Repair::All(bodies::businesses),
    Repair::All(bodies::endings),
    Repair::All(bodies::ampersands),
    Repair::All(bodies::firms),
    Repair::Each(bodies::named_as_firms),
    Repair::Each(no_bodies::counties),
    Repair::All(no_people::named_things),
    Repair::Each(no_people::capitals),
    Repair::Each(no_bodies::people),
    Repair::Each(no_bodies::compatriots),
    Repair::Each(no_bodies::trades),
    // Before votes: a byline's place in capitals and the place of an office are no part of a name.
    Repair::Each(bylines),
    Repair::All(offices),
    // Before votes: the words around a name show its kind.
    Repair::Each(ampersands),
    Repair::Each(near),
    Repair::Each(teams),
    Repair::All(by_context::settle),
    Repair::Each(no_people::listed_places),
    Repair::Each(no_people::clubs),
    Repair::Each(by_context::opening_nouns),
    // After the repairs that know the kind from the words around a name.
    Repair::Each(vote),
    // After votes: `the Dane` is a person without a name; only organisations have the form of a company.
    Repair::All(demonyms),
    Repair::Each(company_forms),
    // Before whole names: an index or an amount has none.
    Repair::All(indices),
    Repair::All(amounts),
    Repair::All(no_bodies::things),
    Repair::All(no_bodies::doubtful),
    // Last: it needs the final kinds.
    Repair::All(whole_names::complete),
    // A list is part of a whole name.
    Repair::All(bodies::lists),
];

/// Repairs the mentions of a document.
pub(super) fn repair(document: &Document, mentions: &mut Vec<Mention>) {
    for repair in REPAIRS {
        match repair {
            Repair::Each(apply) => apply(document, mentions),
            Repair::All(apply) => apply(document, mentions),
        }
    }
}

/// `Mayor of Bergen Ole Dahl`: behind `of` and an office, the first of three words is the place of the office.
fn offices(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let mut places = Vec::new();
    for mention in mentions.iter_mut() {
        let start = mention.tokens.start as usize;
        let office = start > 1
            && document.word(&tokens[start - 1]) == "of"
            && matches!(document.word(&tokens[start - 2]), "Mayor" | "Governor" | "President" | "Bishop");
        let words = tokens[range(mention)]
            .iter()
            .all(|token| token.kind == TokenKind::Word && token.gap == Gap::Space);
        if office && words && mention.kind == NameKind::Person && mention.tokens.len() == 3 {
            let mut place = mention.clone();
            place.kind = NameKind::Location;
            place.tokens.end = start as u32 + 1;
            place.span = tokens[start].span;
            mention.tokens.start += 1;
            mention.span = tokens[start + 1].span.to(tokens[start + 2].span);
            places.push(place);
        }
    }
    if !places.is_empty() {
        mentions.append(&mut places);
        mentions.sort_by_key(|mention| mention.tokens.start);
    }
}

/// `Pell & Marsh`: an ampersand stands in the names of firms.
fn ampersands(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind == NameKind::Person) {
        if tokens[range(mention)].iter().any(|token| document.word(token) == "&") {
            mention.kind = NameKind::Organisation;
        }
    }
}

/// The tokens of a mention.
fn range(mention: &Mention) -> std::ops::Range<usize> {
    mention.tokens.start as usize..mention.tokens.end as usize
}

/// The people of one word in a document that no person of several words has in the name.
struct LonePeople<'a> {
    document: &'a Document,
    /// Keys of the words of fuller names.
    in_full_names: KeySet,
    /// How many mentions begin with a word.
    counts: KeyMap<usize>,
}

impl<'a> LonePeople<'a> {
    fn new(document: &'a Document, mentions: &[Mention]) -> Self {
        let mut found = Self { document, in_full_names: KeySet::default(), counts: KeyMap::default() };
        for mention in mentions {
            *found.counts.entry(found.key(mention)).or_default() += 1;
            if mention.kind == NameKind::Person && mention.tokens.len() > 1 {
                found.in_full_names.extend(document.tokens()[range(mention)].iter().map(|token| token.key));
            }
        }
        found
    }

    /// The key of a mention's first word.
    fn key(&self, mention: &Mention) -> u64 {
        self.document.tokens()[mention.tokens.start as usize].key
    }

    fn has(&self, mention: &Mention) -> bool {
        mention.kind == NameKind::Person
            && mention.tokens.len() == 1
            && !self.in_full_names.contains(&self.key(mention))
    }

    /// The word before a mention; empty at the beginning of the text.
    fn word_before(&self, mention: &Mention) -> &'a str {
        let before = mention.tokens.start.checked_sub(1);
        before.map_or("", |at| self.document.word(&self.document.tokens()[at as usize]))
    }

    /// The token behind a mention.
    fn behind(&self, mention: &Mention) -> Option<&'a Token> {
        self.document.tokens().get(mention.tokens.end as usize)
    }

    /// Gives a kind to every mention of the lone people of whom one mention proves it.
    fn set_kind(&self, mentions: &mut [Mention], kind: NameKind, proof: impl Fn(&Mention) -> bool) {
        let proven: KeySet =
            mentions.iter().filter(|m| self.has(m) && proof(m)).map(|m| self.key(m)).collect();
        if proven.is_empty() {
            return;
        }
        for mention in mentions.iter_mut() {
            if self.has(mention) && proven.contains(&self.key(mention)) {
                mention.kind = kind;
            }
        }
    }
}

/// `near Tyler`, `outside Jackson`: a single word after a preposition of place is no person, unless a fuller name in the
/// document has it. `from Hull` and `in Hull` are proof only where the tagger doubts the name and it stands once.
fn near(document: &Document, mentions: &mut [Mention]) {
    let lone = LonePeople::new(document, mentions);
    lone.set_kind(mentions, NameKind::Location, |mention| {
        let owns = lone.behind(mention).is_some_and(|next| next.kind == TokenKind::Possessive);
        !owns
            && match lone.word_before(mention) {
                "near" | "outside" | "throughout" => true,
                "from" | "in" | "around" => mention.score < SURE && lone.counts[&lone.key(mention)] == 1,
                _ => false,
            }
    });
}

/// `Bolton are second`: a doubtful person of one word that begins a sentence with a verb in the plural is a team or a band.
fn teams(document: &Document, mentions: &mut [Mention]) {
    let lone = LonePeople::new(document, mentions);
    lone.set_kind(mentions, NameKind::Organisation, |mention| {
        let sentence = document.sentence_at(mention.span.start);
        let subject = sentence
            .is_some_and(|at| document.sentences()[at].range().start == mention.tokens.start as usize);
        let behind = lone.behind(mention).map_or("", |next| document.word(next));
        mention.score < DOUBTED && subject && matches!(behind, "are" | "were" | "have")
    });
}

/// `The Dane retired`: a doubtful person of one word with an article before it and a verb or a stop behind it is no name.
/// `the Pinochet era` is one.
fn demonyms(document: &Document, mentions: &mut Vec<Mention>) {
    let lone = LonePeople::new(document, mentions);
    let alone = |mention: &Mention| {
        lone.behind(mention).is_none_or(|next| {
            let word = document.word(next);
            next.kind != TokenKind::Word && next.kind != TokenKind::Possessive
                || BEHIND_LONE_PERSON.contains(&word)
                || word.ends_with("ed")
        })
    };
    mentions.retain(|mention| {
        let article = ARTICLES_OF_DEMONYM.contains(&lone.word_before(mention));
        !(article && alone(mention) && mention.score < DOUBTED && lone.has(mention))
    });
}

/// `Austin Jay-Jay Okocha`: two names with nothing but a hyphen between them are one.
fn join_hyphenated(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    mentions.dedup_by(|next, kept| {
        let (hyphen, start) = (kept.tokens.end as usize, next.tokens.start as usize);
        let joined = kept.kind == NameKind::Person
            && next.kind == NameKind::Person
            && hyphen + 1 == start
            && document.word(&tokens[hyphen]) == "-"
            && tokens[hyphen].gap == Gap::None
            && tokens[start].gap == Gap::None
            && (document.word(&tokens[hyphen - 1]) == document.word(&tokens[start])
                || (kept.tokens.len() == 1) != (next.tokens.len() == 1));
        if joined {
            kept.tokens.end = next.tokens.end;
            kept.span = kept.span.to(next.span);
            kept.score = kept.score.max(next.score);
        }
        joined
    });
}

/// `By Ana Lopes LISBON (Reuters)`: the place in capitals is no part of the name, and the name is a person's.
fn bylines(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for mention in mentions.iter_mut().filter(|mention| mention.kind != NameKind::Location) {
        let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
        let by = start > 0 && matches!(document.word(&tokens[start - 1]), "By" | "BY");
        if !by {
            continue;
        }
        let shouted = |at: usize| tokens[at].case == Case::Upper && tokens[at].span.len() > 2;
        let mut last = end;
        while last > start + 2 && shouted(last - 1) {
            last -= 1;
        }
        let names =
            (start..last).all(|at| tokens[at].kind == TokenKind::Word && tokens[at].case != Case::Upper);
        if last < end && names {
            mention.kind = NameKind::Person;
            mention.tokens.end = last as u32;
            mention.span = tokens[start].span.to(tokens[last - 1].span);
        }
    }
}

/// `the Sensex`, `NSE Nifty`: an index is no organisation; `Nasdaq` alone is an exchange too.
fn indices(document: &Document, mentions: &mut Vec<Mention>) {
    let tokens = document.tokens();
    let market = |token: &Token| lexicon::has(document.word(token), MARKET);
    mentions.retain(|mention| {
        let words = &tokens[range(mention)];
        let (last, rest) = words.split_last().map_or((false, words), |(last, rest)| (market(last), rest));
        let exchange = |token: &Token| market(token) || token.case == Case::Upper;
        let nasdaq = rest.is_empty() && words.iter().all(|token| document.word(token) == "Nasdaq");
        mention.kind != NameKind::Organisation || !last || nasdaq || !rest.iter().all(exchange)
    });
}

/// `N2.8bn`, `P1.84 billion`: the sign of a currency with the whole part of an amount is no name.
fn amounts(document: &Document, mentions: &mut Vec<Mention>) {
    let is_sign_and_digits = |name: &str| {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
        (1..=3).contains(&(name.len() - digits.len()))
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    mentions.retain(|mention| {
        let behind = document.text().as_bytes().get(mention.span.end as usize..).unwrap_or_default();
        let goes_on = matches!(behind, [b'.' | b',', digit, ..] if digit.is_ascii_digit());
        !(goes_on && is_sign_and_digits(document.slice(mention.span)))
    });
}

/// The forms of companies.
static COMPANY_FORMS: WordList = WordList::new("organisations", "COMPANY_FORMS");

/// `RS2 Software plc`: the form of a company goes with its name.
fn company_forms(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    for index in 0..mentions.len() {
        let end = mentions[index].tokens.end as usize;
        let taken = mentions.get(index + 1).is_some_and(|next| next.tokens.start as usize <= end);
        let Some(next) = tokens.get(end).filter(|token| !taken && token.gap == Gap::Space) else { continue };
        let form = COMPANY_FORMS.contains(&document.word(next));
        if form && mentions[index].kind == NameKind::Organisation {
            mentions[index].tokens.end += 1;
            mentions[index].span = mentions[index].span.to(next.span);
        }
    }
}

/// All mentions of the same words in a document.
#[derive(Debug, Default, Clone, Copy)]
struct Votes {
    /// The scores of all mentions, by kind.
    sum: [f32; 3],
    /// Mentions believed, by kind.
    sure: [u32; 3],
}

/// A mention that the tagger doubts takes the kind that the same words have elsewhere in the document, and a
/// doubtful single word that is a sure person's surname is that person.
fn vote(document: &Document, mentions: &mut [Mention]) {
    let tokens = document.tokens();
    let key = |mention: &Mention| {
        let words = &tokens[mention.tokens.start as usize..mention.tokens.end as usize];
        words
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .fold(0_u64, |key, token| key.rotate_left(7).wrapping_mul(31) ^ token.key)
    };
    if mentions.iter().all(|mention| mention.score >= DOUBTED) {
        return;
    }
    let mut votes: KeyMap<Votes> = KeyMap::default();
    let mut count = |key: u64, mention: &Mention| {
        let votes = votes.entry(key).or_default();
        votes.sum[mention.kind as usize] += mention.score;
        votes.sure[mention.kind as usize] += u32::from(mention.score >= SURE);
    };
    for mention in &*mentions {
        count(key(mention), mention);
        let surname = mention.kind == NameKind::Person && mention.tokens.len() > 1 && mention.score >= SURE;
        if surname && let Some(last) = tokens.get(mention.tokens.end as usize - 1) {
            // As `key` has it for a single word.
            count(last.key, mention);
        }
    }
    for mention in mentions.iter_mut().filter(|mention| mention.score < DOUBTED) {
        let Some(votes) = votes.get(&key(mention)) else { continue };
        let own = mention.kind as usize;
        let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Location];
        let best = kinds.into_iter().max_by(|&a, &b| votes.sum[a as usize].total_cmp(&votes.sum[b as usize]));
        let Some(best) = best.filter(|&best| best != mention.kind) else { continue };
        let (mine, theirs) = (votes.sum[own], votes.sum[best as usize]);
        let others = kinds.into_iter().any(|kind| kind != mention.kind && votes.sure[kind as usize] > 0);
        if mention.score < UNSURE && others && theirs > mine || theirs > 2.0 * mine {
            mention.kind = best;
        }
    }
}
