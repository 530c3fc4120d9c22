//! Joins the mentions of organisations to organisations.

use std::collections::HashMap;

use super::agencies;
use super::thresholds::reach::{ORGANISATIONS_OF_WORD, SHORT_FORM};
use super::view::View;
use super::{NameKind, Organisation};
use crate::document::{Case, TokenKind};
use crate::lexicon::{KeyMap, WordList};

/// Agencies that report what others do. Compared by their first words.
static AGENCY_NAMES: WordList = WordList::new("organisations", "AGENCY_NAMES");
static AGENCIES: WordList = WordList::new("organisations", "AGENCIES");

/// What follows the name of a company and is no part of what tells it from others.
static FORMS: WordList = WordList::new("organisations", "FORMS");

/// Words that many organisations share, so that alone they name none.
static COMMON: WordList = WordList::new("organisations", "COMMON");

/// What may be left out of a name of several words: `Air France` for `Air France Group`.
static OPTIONAL: WordList = WordList::new("organisations", "OPTIONAL");

/// The names of parties that share no words, a list a party.
static PARTIES: [WordList; 6] = [
    WordList::new("organisations", "PARTY_CONSERVATIVES"),
    WordList::new("organisations", "PARTY_DEMOCRATS"),
    WordList::new("organisations", "PARTY_GREENS"),
    WordList::new("organisations", "PARTY_LABOUR"),
    WordList::new("organisations", "PARTY_LIBERAL_DEMOCRATS"),
    WordList::new("organisations", "PARTY_REPUBLICANS"),
];

struct Draft {
    /// Tokens that tell this organisation from others.
    words: Vec<usize>,
    initials: String,
    mentions: Vec<usize>,
}

/// Joins the mentions of organisations; also says whose each mention is.
pub(super) fn join(view: &View<'_>) -> (Vec<Organisation>, Vec<Option<usize>>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut owners = vec![None; view.mentions.len()];
    let mut by_name: KeyMap<usize> = KeyMap::default();
    let mut words = Vec::new();
    for (index, mention) in view.mentions.iter().enumerate() {
        if mention.kind != NameKind::Organisation {
            continue;
        }
        name_words(view, index, &mut words);
        let key =
            words.iter().fold(0_u64, |key, &at| key.rotate_left(7).wrapping_mul(31) ^ view.tokens[at].key);
        let number = *by_name.entry(key).or_insert(drafts.len());
        if number == drafts.len() {
            drafts.push(Draft {
                words: words.clone(),
                initials: initials(view, index),
                mentions: Vec::new(),
            });
        }
        drafts[number].mentions.push(index);
        owners[index] = Some(number);
    }
    let joined = long_forms(view, &drafts, &owners);
    for (short, &long) in joined.iter().enumerate().filter(|&(short, &long)| short != long) {
        let mut moved = std::mem::take(&mut drafts[short].mentions);
        drafts[long].mentions.append(&mut moved);
    }
    drafts.retain(|draft| !draft.mentions.is_empty());
    for draft in &mut drafts {
        draft.mentions.sort_unstable();
    }
    drafts.sort_by_key(|draft| draft.mentions[0]);
    let organisations = drafts.iter().enumerate().map(|(number, draft)| {
        for &mention in &draft.mentions {
            owners[mention] = Some(number);
        }
        organisation(view, draft)
    });
    (organisations.collect(), owners)
}

/// Of each name, the name that it is a short form of, wherever in the text either stands: an acronym, or a part of
/// the name that belongs to no other organisation. Else itself.
fn long_forms(view: &View<'_>, drafts: &[Draft], owners: &[Option<usize>]) -> Vec<usize> {
    let mut by_initials: HashMap<&str, usize> = HashMap::new();
    let mut by_word: KeyMap<Vec<usize>> = KeyMap::default();
    for (number, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.words.len() > 1) {
        by_initials.entry(&draft.initials).or_insert(number);
        if let Some(initials) = draft.initials.strip_prefix('T') {
            by_initials.entry(initials).or_insert(number);
        }
        for &at in &draft.words[..2] {
            let having = by_word.entry(view.tokens[at].key).or_default();
            if having.len() < ORGANISATIONS_OF_WORD && having.last() != Some(&number) {
                having.push(number);
            }
        }
    }
    let long_form = |short: &Draft| {
        let defined = defined_by(view, short, drafts, owners).filter(|&long| drafts[long].words.len() > 1);
        let acronym = || acronym(view, short).and_then(|letters| by_initials.get(letters.as_str()).copied());
        let part = || {
            let having = by_word.get(&view.tokens[*short.words.first()?].key)?;
            let mut parts = having.iter().copied().filter(|&long| is_part(view, short, &drafts[long]));
            if short.words.len() == 1 {
                // A first word alone is the one named most.
                return parts.min_by_key(|&long| (std::cmp::Reverse(drafts[long].mentions.len()), long));
            }
            parts.next().filter(|_| parts.next().is_none())
        };
        defined.or_else(acronym).or_else(part)
    };
    // A long form has more words than its short form, so this ends.
    let mut joined: Vec<usize> =
        drafts.iter().enumerate().map(|(number, draft)| long_form(draft).unwrap_or(number)).collect();
    for number in 0..joined.len() {
        let mut long = joined[number];
        while joined[long] != long {
            long = joined[long];
        }
        joined[number] = long;
    }
    join_parties(view, drafts, &mut joined);
    joined
}

/// Joins the names of one party that share no words: `Tories`, `Conservatives`.
fn join_parties(view: &View<'_>, drafts: &[Draft], joined: &mut [usize]) {
    let mut first: [Option<usize>; PARTIES.len()] = [None; PARTIES.len()];
    for (number, draft) in drafts.iter().enumerate() {
        let Some(party) = party(view, draft) else { continue };
        let target = *first[party].get_or_insert(joined[number]);
        let own = joined[number];
        if own != target {
            joined.iter_mut().filter(|joined| **joined == own).for_each(|joined| *joined = target);
        }
    }
}

fn organisation(view: &View<'_>, draft: &Draft) -> Organisation {
    let spans: Vec<_> = draft.mentions.iter().map(|&mention| view.mentions[mention].span).collect();
    let name = spans
        .iter()
        .map(|&span| view.document.slice(span))
        .max_by_key(|name| (name.chars().any(char::is_lowercase), name.len(), std::cmp::Reverse(*name)));
    let agency = |at: usize| AGENCIES.has_word(view.tokens[at].word);
    let first = draft.words.first().copied();
    let source = draft.words.len() <= 3 && first.is_some_and(agency)
        || name.is_some_and(|name| AGENCY_NAMES.contains(&name));
    let source = source || spans.iter().any(|&span| agencies::is_in_dateline(view.document, span));
    // `in The Daily Beast`: a capital inside a sentence says that the article is part of the name.
    let article = draft.mentions.iter().any(|&mention| {
        let start = view.mentions[mention].tokens.start as usize;
        start > 1
            && view.is(start - 1, "The")
            && view.is_word(start - 2)
            && view.sentence_of(start).is_some_and(|sentence| sentence.range().start + 1 < start)
            && Some(view.document.slice(view.mentions[mention].span)) == name
    });
    let name = name.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    Organisation {
        name: if article { format!("The {name}") } else { name },
        source,
        ids: std::collections::BTreeMap::new(),
        relevance: 0,
        score: f64::from(
            draft.mentions.iter().map(|&mention| view.mentions[mention].score).fold(0.0, f32::max),
        ),
        mentions: spans,
    }
}

/// The words that tell an organisation from others.
fn name_words(view: &View<'_>, index: usize, words: &mut Vec<usize>) {
    let tokens = &view.mentions[index].tokens;
    words.clear();
    words.extend((tokens.start as usize..tokens.end as usize).filter(|&at| view.is_word(at)));
    if words.len() > 1 && view.word(words[0]).eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    while words.len() > 1 && FORMS.has_word(view.tokens[words[words.len() - 1]].word) {
        words.pop();
    }
}

fn same_keys(view: &View<'_>, a: &[usize], b: &[usize]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(&a, &b)| view.tokens[a].key == view.tokens[b].key)
}

/// True if a shorter name is a part of a longer one by which it can be called: its first word (`Boca` of `Boca
/// Juniors`), its first and last words (`Board of Assessors`), all but a last word that many have (`Elaf` of `Elaf
/// Group`), all but where it is from, once that was said (`Border Police` after `Georgian Border Police`), or the same with the
/// last word cut short (`Tarang Semi`).
fn is_part(view: &View<'_>, short: &Draft, long: &Draft) -> bool {
    let (a, b) = (&short.words, &long.words);
    // `Tarang Semi` of `Tarang Semiconductors`.
    let cut = |a: &str, b: &str| a.len() > 3 && b.len() > a.len() && b.starts_with(a);
    if a.len() > 1 && a.len() == b.len() {
        let last = a.len() - 1;
        return same_keys(view, &a[..last], &b[..last]) && cut(view.word(a[last]), view.word(b[last]));
    }
    if a.is_empty() || a.len() >= b.len() {
        return false;
    }
    let listed = |list: &WordList, at: usize| list.has(view.tokens[at].key);
    let same = |a: usize, b: usize| view.tokens[a].key == view.tokens[b].key;
    if a.len() == 1 {
        return same(a[0], b[0]) && !listed(&COMMON, a[0]) && view.is_capitalised(a[0]);
    }
    let head = same_keys(view, a, &b[..a.len()])
        && (a.len() + 1 == b.len() || b[a.len()..].iter().all(|&at| listed(&OPTIONAL, at)));
    let tail = a.len() + 1 == b.len() && same_keys(view, a, &b[1..]) && long.mentions[0] < short.mentions[0];
    let mut rest = b.iter();
    let ends = same(a[0], b[0]) && same(a[a.len() - 1], b[b.len() - 1]);
    head || tail || ends && a.iter().all(|&at| rest.any(|&other| same(at, other)))
}

/// `Korea Trade-Investment Promotion Agency (KOTRA)`, `the National Organisation, or Umno,`: the text itself says what the
/// short form stands for.
fn defined_by(view: &View<'_>, short: &Draft, drafts: &[Draft], owners: &[Option<usize>]) -> Option<usize> {
    let (&first, &last) = (short.words.first()?, short.words.last()?);
    let glued = (first + 1..=last).all(|at| view.is_glued(at));
    let text = view.document.slice(view.span(first, last + 1));
    if !glued || text.len() > SHORT_FORM || AGENCIES.has_word(view.tokens[first].word) {
        return None;
    }
    short.mentions.iter().find_map(|&mention| {
        let tokens = &view.mentions[mention].tokens;
        let start = (tokens.start as usize).checked_sub(2)?;
        let before = mention.checked_sub(1)?;
        let end = view.mentions[before].tokens.end as usize;
        let long = owners[before]?;
        let bracketed = end == start + 1 && view.is(start + 1, "(") && view.is(tokens.end as usize, ")");
        let named = bracketed && drafts[long].words.len() > short.words.len();
        let spelled = end == start && view.is(start, ",") && view.is(start + 1, "or");
        (named || spelled && drafts[long].initials == text.to_uppercase()).then_some(long)
    })
}

/// The party of which a draft is a name: `Tories`, `Conservative`.
fn party(view: &View<'_>, draft: &Draft) -> Option<usize> {
    let (&first, &last) = (draft.words.first()?, draft.words.last()?);
    let name = view.text(view.span(first, last + 1));
    PARTIES.iter().position(|list| list.contains(&name.as_str()))
}

/// The capitals with which the words of a name begin.
fn initials(view: &View<'_>, index: usize) -> String {
    let tokens = &view.mentions[index].tokens;
    (tokens.start as usize..tokens.end as usize)
        .filter(|&at| view.tokens[at].kind == TokenKind::Word)
        .filter_map(|at| view.word(at).chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}

/// The letters of a name that is one word in capitals.
fn acronym(view: &View<'_>, short: &Draft) -> Option<String> {
    let &[word] = &short.words[..] else { return None };
    let letters: String = view.word(word).chars().filter(|&c| c != '.').collect();
    let capitals = letters.chars().count() > 1 && letters.chars().all(char::is_uppercase);
    (capitals && view.tokens[word].case == Case::Upper).then_some(letters)
}
