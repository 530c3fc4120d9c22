//! Roles before the name.

use super::lexicon::{ARTICLE, COPULA, COURTESY, END, KIN, LINK, NOUN, PLURAL, SMALL, TITLE, VAGUE, flags};
use super::nouns::{is_mostly_small, is_open_agent, is_small_noun};
use super::{Phrase, View};
use crate::document::{Span, TokenKind};
use crate::enrich::names::thresholds::reach::{LONGEST_LIST, ROLE_BEFORE};
use crate::enrich::names::{Mention, NameKind};
use crate::lexicon::{self, DEMONYM, PREPOSITION, word_lists};

word_lists! {
    "roles":
    BARE_PLACES, COUNCIL_RANKS, NOT_ALONE, OWNERS, RETIRED, ROLE_LINKS,
}

/// The first token of a person's name, behind the titles that the tagger took into it.
pub(in super::super) fn name_start(view: &View<'_>, mention: &Mention) -> usize {
    let (start, end) = (mention.tokens.start as usize, mention.tokens.end as usize);
    let mut at = start;
    while at + 1 < end && view.is_word(at) && is_title(view, at, end) {
        at += 1;
    }
    at
}

fn is_title(view: &View<'_>, at: usize, end: usize) -> bool {
    let sheikh = matches!(view.word(at), "Sheikh" | "Shah" | "Sultan" | "Imam") && at + 2 == end;
    flags(view.tokens[at].key) & TITLE != 0 && !sheikh
}

/// The role before a mention; for the second of `Ministers Lopes and Berg`, that of the first.
pub(super) fn find(view: &View<'_>, index: usize) -> Option<Span> {
    let mut index = index;
    let mut several = follows_list(view, index);
    for _ in 0..LONGEST_LIST {
        let first = name_start(view, &view.mentions[index]);
        if let Some(found) = phrase(view, first, several) {
            return found.trimmed(view);
        }
        // `Ministers Ana Lopes, Jo Berg and Max Orth`.
        index = listed_before(view, index)?;
        several = true;
        let first = name_start(view, &view.mentions[index]);
        let head = first.checked_sub(1)?;
        if !view.has(head, PLURAL) && listed_before(view, index).is_none() {
            return None;
        }
    }
    None
}

/// The role before a title and its comma: `the coordinator of the operation, Colonel Wagner Teixeira`.
pub(super) fn before_title(view: &View<'_>, index: usize, title: Span) -> Option<Span> {
    let first = view.document.token_at(title.start);
    let name = name_start(view, &view.mentions[index]);
    let apposed = first > 1 && first < name && view.is(first - 1, ",");
    let found = apposed.then(|| phrase(view, first, false)).flatten()?.trimmed(view)?;
    let comma = view.tokens.get(view.mentions[index].tokens.end as usize).is_some();
    (comma && found.end < title.start).then_some(found)
}

/// True if a person is the first or a middle one of a list of people.
fn follows_list(view: &View<'_>, index: usize) -> bool {
    let end = view.mentions[index].tokens.end as usize;
    view.mentions
        .get(index + 1)
        .is_some_and(|next| next.kind == NameKind::Person && joins(view, end, next.tokens.start as usize))
}

/// The person named before this one in a list.
fn listed_before(view: &View<'_>, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let (previous, start) = (&view.mentions[before], view.mentions[index].tokens.start as usize);
    (previous.kind == NameKind::Person && joins(view, previous.tokens.end as usize, start)).then_some(before)
}

fn joins(view: &View<'_>, from: usize, to: usize) -> bool {
    from < to && to - from <= 2 && (from..to).all(|at| matches!(view.word(at), "," | "and" | "&"))
}

/// The phrase before the name that starts at a token.
fn phrase(view: &View<'_>, name: usize, several: bool) -> Option<Phrase> {
    let sentence = view.sentence_of(name)?.range().start;
    let mut end = behind_retired(view, sentence, name);
    while end > sentence && view.has(end - 1, COURTESY) {
        end -= 1;
    }
    // `the team's coach, Australian Mick Dunphy`.
    if end > sentence + 2
        && view.is(end - 2, ",")
        && lexicon::get().flags(view.tokens[end - 1].key).intersects(DEMONYM)
    {
        end -= 1;
    }
    let comma = end > sentence + 1 && view.is(end - 1, ",");
    if comma {
        end -= 1;
    }
    // `For more information contact Lisa Reed`.
    if end <= sentence || view.is(end - 1, "contact") {
        return None;
    }
    if let Some(found) = before_rank(view, sentence, end) {
        return Some(found);
    }
    let mask = if several && !comma { NOUN | PLURAL } else { NOUN };
    let lowest = reach(view, sentence, end, comma);
    let open = !comma && is_open_trade(view, sentence, end, name);
    let direct = (open || view.is_head(end - 1, mask)).then(|| direct(view, lowest, end, mask)).flatten();
    let linked = linked(view, lowest, end, comma);
    let found = match (direct, linked) {
        (Some(direct), Some(linked)) if comma => {
            Some(if linked.from < direct.from { linked } else { direct })
        }
        (Some(direct), _) => Some(direct),
        (None, linked) => linked,
    }?;
    let apposed = !belongs_before(view, found.from, sentence)
        && is_apposed(view, found.from, name)
        && !is_aside(view, name);
    (!comma || apposed).then(|| behind_place(view, sentence, found))
}

/// `Cabinet member for finance Coun Helen Marsden`: a councillor's rank ends what the role is for.
fn before_rank(view: &View<'_>, sentence: usize, end: usize) -> Option<Phrase> {
    let rank = end.checked_sub(1).filter(|&at| at > sentence && COUNCIL_RANKS.contains(&view.word(at)))?;
    linked(view, reach(view, sentence, rank, false), rank, false)
}

/// `Outside court victim Joan Petrie`: the place behind the preposition that opens the sentence is no part of the role.
fn behind_place(view: &View<'_>, sentence: usize, found: Phrase) -> Phrase {
    let opens = lexicon::get().flags(view.tokens[sentence].key).intersects(PREPOSITION)
        && BARE_PLACES.contains(&view.word(sentence + 1));
    let behind = sentence + 2;
    let from = if opens && found.from < behind && found.to > behind { behind } else { found.from };
    Phrase { from, ..found }
}

/// The end of a rank that a bracket says is no longer held: `Wing Commander (retired) Anil Deshpande`.
fn behind_retired(view: &View<'_>, sentence: usize, name: usize) -> usize {
    if name < sentence + 3 || !view.is(name - 1, ")") {
        return name;
    }
    let open = (sentence.max(name.saturating_sub(4))..name - 1).rev().find(|&at| view.is(at, "("));
    open.filter(|&open| RETIRED.contains(&view.word(open + 1))).unwrap_or(name)
}

/// True if the word before a full name is the noun of an agent that no list has, in small letters or where the sentence
/// begins: `said fishmonger Idris Bell`.
fn is_open_trade(view: &View<'_>, sentence: usize, end: usize, name: usize) -> bool {
    let at = end - 1;
    let full = view.mention_at(name).is_some_and(|mention| {
        let words = name..view.mentions[mention].tokens.end as usize;
        words.filter(|&at| view.is_word(at)).count() > 1
    });
    full && view.is_word(at)
        && (!view.is_capitalised(at) || at == sentence && is_mostly_small(view.tokens[at].key))
        && view.flags(at) == 0
        && view.mention_at(at).is_none()
        && is_open_agent(view.word(at), view.tokens[at].key)
}

/// True for a noun before the noun of a role that no list has, where the phrase begins with it: `said oyster grower Ana
/// Lopes`. Behind an article it may end the phrase before: `after the match striker Ana Lopes said`.
fn is_adjunct(view: &View<'_>, at: usize, sentence: usize) -> bool {
    let begins = at == sentence
        || matches!(view.word(at - 1), "," | "and" | "said" | "says")
        || lexicon::get().flags(view.tokens[at - 1].key).intersects(DEMONYM)
        || view.tokens[at - 1].kind == TokenKind::Quote;
    let word = view.word(at);
    let plain = !word.ends_with('s') && !super::is_verb_form(word);
    // A noun that means other things too says less still: `the vote count Morales disputed`.
    let head = at + 1;
    begins
        && plain
        && !view.is_capitalised(head)
        && !view.has(head, VAGUE)
        && view.is_word(at)
        && (at == sentence || !view.is_capitalised(at))
        && view.flags(at) == 0
        && view.mention_at(at).is_none()
        && is_small_noun(view.tokens[at].key)
}

/// How far to the left the words fit into a role.
fn reach(view: &View<'_>, sentence: usize, end: usize, apposed: bool) -> usize {
    let mut at = end;
    let (mut comma, mut unknown) = (false, 0);
    while at > sentence && end - at < ROLE_BEFORE {
        let next = at - 1;
        // `Deputy Minister, Economic Development and Trade, Ana Lopes`.
        let inner = view.is(next, ",")
            && !comma
            && at < end
            && next > sentence
            && view.is_capitalised(at)
            && view.is_capitalised(next - 1)
            && view.has(next - 1, NOUN)
            && !view.has(at, NOUN);
        // `the minister of labour, trade and housing, Ana Lopes`.
        let listed = apposed
            && !comma
            && view.is(next, ",")
            && at < end
            && (at..end).any(|at| view.is(at, "and"))
            && !(at..end).any(|at| view.has(at, NOUN));
        let inner = inner || listed;
        let article = view.has(next, ARTICLE) && next > sentence && view.has(next - 1, LINK) && at < end;
        let linking = view.has(next, LINK) && (!view.is_capitalised(next) || view.is(next, "Of")) && at < end;
        let counted =
            next > sentence + 1 && view.is_count(next) && view.is(next - 1, "of") && view.has(next - 2, KIN);
        let adjunct = at + 1 == end && is_adjunct(view, next, sentence);
        if !(view.fits(next, next == sentence) || linking || article || inner || counted || adjunct) {
            // What a role is a role in may be any words: `head of opinion`, `a spokesman for the harbour master,`.
            let plain = view.is_word(next)
                && !view.has(next, END | SMALL | ARTICLE | COPULA)
                && !view.is_person(next);
            let near = next > sentence && view.has(next - 1, LINK) && (at == end || view.has(at, LINK));
            unknown += 1;
            if !plain || unknown > 4 || !(apposed || near) || super::is_verb_form(view.word(next)) {
                break;
            }
        }
        comma |= inner;
        at = next;
    }
    at
}

/// `former Deputy Minister`: the noun stands right before the name.
fn direct(view: &View<'_>, lowest: usize, end: usize, mask: u16) -> Option<Phrase> {
    let mut from = end - 1;
    while from > lowest {
        let next = from - 1;
        // `Bureau of Meteorology forecaster`: the link stands inside a name.
        let named = view.mention_at(next).is_some() && view.mention_at(next) == view.mention_at(next + 1);
        let link = view.has(next, LINK) && !view.is_capitalised(next) && !named;
        // `founder and president`; but `X and President Y` are two.
        let two = view.is(next, "and")
            && next > lowest
            && (view.is_head(next - 1, mask) && !view.has(next - 1, KIN) || is_one_name(view, next, end));
        let adjunct = from + 1 == end && is_adjunct(view, next, lowest);
        let fits = named || view.fits(next, next == 0);
        if link && !view.is_compound(next) && !two || !link && !fits && !adjunct {
            break;
        }
        from = next;
    }
    // `moved forward Smith`: a word that means other things too needs company.
    let alone = from + 1 == end && view.has(from, VAGUE) && !view.is_capitalised(from);
    let adverb = alone && NOT_ALONE.contains(&view.word(from));
    let owned = from > 0 && view.has(from - 1, ARTICLE);
    (!adverb || owned).then_some(Phrase { from, to: end })
}

/// True if `and` stands inside a name of an office: `Human Rights and Justice Minister`; not in `Utah and Gov. X`.
fn is_one_name(view: &View<'_>, and: usize, end: usize) -> bool {
    and + 2 < end
        && view.is_capitalised(and - 1)
        && view.is_capitalised(and + 1)
        && view.is_capitalised(end - 1)
        && !view.has(and - 1, TITLE)
        && !view.has(and + 1, NOUN)
        && (view.mention_at(and - 1).is_none()
            || view.mention_at(and + 1).is_none()
            || view.mention_at(and - 1) == view.mention_at(and + 1))
}

/// `a spokesman for the ministry, X`: a role with what it is a role in. Before a comma the widest such phrase,
/// right before a name the nearest noun: `an envoy of President of Ukraine X`.
fn linked(view: &View<'_>, lowest: usize, end: usize, comma: bool) -> Option<Phrase> {
    let mut best: Option<usize> = None;
    for at in (lowest..end.saturating_sub(1)).rev() {
        let link = ROLE_LINKS.contains(&view.word(at + 1))
            || comma && view.is(at + 1, ",") && view.is_capitalised(at);
        let counted = || view.is(at + 1, "of") && view.is_count(at + 2);
        if link && at + 2 < end && view.is_head(at, NOUN) && (!view.has(at, KIN) || counted()) {
            best = Some(at);
            if !comma {
                break;
            }
        }
    }
    // What follows the link must be a name or a noun of its own: no `officer in Smith`.
    let head = best?;
    let mut from = head;
    while from > lowest {
        let next = from - 1;
        let two = view.is(next, "and") && next > lowest && view.is_head(next - 1, NOUN);
        let link = view.has(next, LINK) && !view.is_capitalised(next) && !view.is_compound(next) && !two;
        if link || !two && !view.fits(next, false) {
            break;
        }
        from = next;
    }
    Some(Phrase { from, to: end })
}

/// True if a name behind a comma can stand for the phrase before it: `after an attack on a guard, Smith fled` has
/// no second comma.
fn is_apposed(view: &View<'_>, from: usize, name: usize) -> bool {
    let open = from > 0 && matches!(view.word(from - 1), "a" | "an" | "another" | "one");
    let end = view.mention_at(name).map_or(name, |mention| view.mentions[mention].tokens.end as usize);
    !open || view.tokens.get(end).is_none_or(|_| !view.is_word(end) || view.is(end, "who"))
}

/// `The authority, Mr Chen said, had no choice`: the name and its verb are an aside in a sentence about something else.
fn is_aside(view: &View<'_>, name: usize) -> bool {
    let end = view.mention_at(name).map_or(name, |mention| view.mentions[mention].tokens.end as usize);
    let said =
        view.tokens.get(end).is_some_and(|_| matches!(view.word(end), "said" | "says" | "added" | "argued"));
    said && view.is(end + 1, ",")
}

/// True if a phrase before a comma says what the person before it is: `Ana Lopes, a lawyer, Jo Berg and …`.
fn belongs_before(view: &View<'_>, from: usize, sentence: usize) -> bool {
    let mut at = from;
    let mut owned = false;
    while at > sentence && view.has(at - 1, ARTICLE | SMALL) {
        owned |= OWNERS.contains(&view.word(at - 1));
        at -= 1;
    }
    if owned || at <= sentence + 1 || !view.is(at - 1, ",") {
        return false;
    }
    at -= 1;
    // An age between the name and the role.
    while at > sentence && (view.is(at - 1, ",") || view.tokens[at - 1].kind == TokenKind::Number) {
        at -= 1;
    }
    at > sentence && view.is_person(at - 1)
}
