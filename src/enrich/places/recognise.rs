//! Which candidates are places: a weighted sum of what the gazetteer, the words around and the rest of the article
//! say.

use super::article_context::ArticleContext;
use super::cues::{CUES, Cue};
use super::dot;
use super::question::Question;
use super::rules::decide;
use super::scan::Candidate;
use super::thresholds::{RECOGNISED, RULE_NO_PLACE, RULE_PLACE};
use crate::article::enriched::PlaceKind;
use crate::document::{Case, Gap, Token, TokenKind};
use crate::enrich::names::{Mention, NameKind};
use crate::resources::gazetteer::Gazetteer;
use crate::resources::gazetteer::format::NameForm;

/// Number of features.
pub(crate) const FEATURES: usize = 144;
/// What the features are, in the order of the weights.
pub(crate) type Features = [f32; FEATURES];

// Where each block of features starts.
const FORM: usize = 1;
const KIND: usize = 8;
const SIZE: usize = 20;
const HABIT: usize = 26;
const CASE: usize = 40;
const BEFORE: usize = 50;
const AFTER: usize = BEFORE + CUES + 3;
const LAST: usize = AFTER + CUES + 3;
const NEAR: usize = LAST + 6;
const TAGGER: usize = NEAR + 12;
const ARTICLE: usize = TAGGER + 10;
const MORE: usize = ARTICLE + 3;

/// The tokens beside a candidate in its sentence.
#[derive(Debug, Clone, Copy)]
struct Sides {
    before: Option<usize>,
    after: Option<usize>,
}

/// Features of one candidate, apart from those that look at the rest of the article.
fn local(page: &ArticleContext, index: usize, features: &mut Features) {
    *features = [0.0; FEATURES];
    features[0] = 1.0;
    let ArticleContext { document, cues, candidates, mentions } = *page;
    let candidate = &candidates[index];
    let tokens = document.tokens();
    let (first, last) = (candidate.first as usize, candidate.last as usize);
    let sentence = &document.sentences()[candidate.sentence as usize];
    let range = sentence.range();
    known(candidate, features);
    // Case and length.
    let words = &tokens[first..last];
    let parts = words.iter().filter(|token| token.is_word()).count();
    features[CASE] = f32::from(parts == 1);
    features[CASE + 1] = f32::from(parts >= 3);
    let upper = words.iter().all(|token| !token.is_word() || token.case == Case::Upper);
    features[CASE + 2] = f32::from(upper);
    features[CASE + 3] = f32::from(upper && candidate.span.len() <= 4);
    let starts =
        first == range.start || first == range.start + 1 && tokens[range.start].kind == TokenKind::Quote;
    features[CASE + 4] = f32::from(starts);
    features[CASE + 5] = f32::from(starts && candidate.habits.lower > 1);
    features[CASE + 6] = f32::from(words[0].case == Case::Lower);
    features[CASE + 7] = f32::from(words.iter().any(|token| token.kind == TokenKind::Number));
    let shouting = upper
        && tokens[range.clone()]
            .iter()
            .filter(|token| token.is_word())
            .all(|token| token.case == Case::Upper || token.span.len() == 1);
    features[CASE + 8] = f32::from(shouting);
    // Words before and after, with whether they belong to the same run of capitals.
    let sides =
        Sides { before: (first > range.start).then(|| first - 1), after: (last < range.end).then_some(last) };
    side(page, sides.before, words[0].gap, BEFORE, features);
    side(page, sides.after, page.token(sides.after).map_or(Gap::Space, |token| token.gap), AFTER, features);
    let tail = cues[last - 1];
    for (offset, cue) in [Cue::Head, Cue::Institution, Cue::Business, Cue::Authority, Cue::Sport, Cue::Title]
        .into_iter()
        .enumerate()
    {
        features[LAST + offset] = f32::from(parts > 1 && tail.has(cue));
    }
    // `Parkway`, `North` by themselves; `Western Massachusetts`; a list before its plural: `Cooke and Love counties`.
    let common = [Cue::Head, Cue::Direction, Cue::Noun, Cue::Institution, Cue::Authority];
    features[MORE] = f32::from(parts == 1 && common.into_iter().any(|cue| tail.has(cue)));
    features[MORE + 1] = f32::from(candidate.part);
    features[MORE + 2] = f32::from(candidate.part && words[0].case == Case::Lower);
    let listed = last + 2 < range.end && cues[last].has(Cue::And) && cues[last + 2].has(Cue::Noun);
    features[MORE + 3] = f32::from(listed);
    let direction = first > range.start && cues[first - 1].has(Cue::Direction);
    features[MORE + 4] = f32::from(direction && tokens[first - 1].case == Case::Title);
    near(page, index, sides, features);
    alone(page, candidate, sides, features);
    tagger(candidate, mentions, features);
}

/// Names that are nothing but places, standing by themselves.
fn alone(
    page: &ArticleContext,
    candidate: &Candidate,
    Sides { before, after }: Sides,
    features: &mut Features,
) {
    let text = page.document.text();
    let habits = candidate.habits;
    let clean = habits.lower == 0 && !habits.given && !habits.family && habits.place != 1;
    let primary = candidate.best.is_some_and(|(_, form, _)| form == NameForm::Primary);
    let joined =
        |at: Option<usize>| page.token(at).is_some_and(|token| token.is_word() && token.is_capitalised(text));
    let isolated = !joined(before) && !joined(after);
    features[HABIT + 11] = f32::from(clean && primary);
    features[HABIT + 12] = f32::from(clean && isolated && before.is_some());
    let led = page.cues(before).has(Cue::Into);
    features[HABIT + 13] = f32::from((habits.given || habits.family) && !led);
    // `the village of`, `north of`, `known as`.
    let first = candidate.first as usize;
    let opened = first >= 2 && page.cues(before).has(Cue::Of) && {
        let cues = page.cues(Some(first - 2));
        cues.has(Cue::Noun) || cues.has(Cue::Direction)
    };
    features[CASE + 9] = f32::from(opened || page.word(before) == "as");
    features[SIZE + 5] =
        f32::from(isolated && candidate.best.is_some_and(|(_, _, record)| record.size >= 125));
}

/// What the gazetteer says.
fn known(candidate: &Candidate, features: &mut Features) {
    let habits = candidate.habits;
    features[HABIT + usize::from(habits.lower)] = 1.0;
    features[HABIT + 4 + usize::from(habits.place)] = 1.0;
    features[HABIT + 8] = f32::from(habits.given);
    features[HABIT + 9] = f32::from(habits.family);
    features[HABIT + 10] = f32::from(habits.given && habits.family);
    let Some((_, form, record)) = candidate.best else {
        features[FORM + 6] = 1.0;
        return;
    };
    features[FORM + form as usize] = 1.0;
    let kind = match record.kind {
        PlaceKind::Country => 0,
        PlaceKind::Admin1 => 1,
        PlaceKind::Admin2 => 2,
        PlaceKind::City => 3,
        PlaceKind::District => 4,
        PlaceKind::Water => 5,
        PlaceKind::Landform => 6,
        PlaceKind::Facility => 7,
        PlaceKind::Continent | PlaceKind::Region => 8,
        PlaceKind::Other => 9,
    };
    features[KIND + kind] = 1.0;
    features[KIND + 10] = f32::from(record.ours);
    features[KIND + 11] = f32::from(record.capital || record.seat);
    features[SIZE] = f32::from(record.size) / 100.0;
    features[SIZE + 1] = (1.0 + f32::from(record.fame)).ln() / 4.0;
    let count = candidate.named.map_or(0, |named| named.places().count());
    features[SIZE + 2] = (count as f32).ln_1p() / 3.0;
    features[SIZE + 3] = f32::from(record.kind == PlaceKind::City && record.size < 85);
    features[SIZE + 4] =
        f32::from(form == NameForm::Alternate && record.kind == PlaceKind::City && record.fame < 20);
}

/// The token before or after.
fn side(page: &ArticleContext, at: Option<usize>, gap: Gap, block: usize, features: &mut Features) {
    let Some(token) = page.token(at).filter(|_| gap <= Gap::Line) else {
        features[block + CUES] = 1.0;
        return;
    };
    let cues = page.cues(at).bits();
    let mut left = cues;
    while left != 0 {
        features[block + left.trailing_zeros() as usize] = 1.0;
        left &= left - 1;
    }
    // A capitalised word that says nothing by itself: the span is probably part of a longer name.
    let capitalised = token.is_word() && token.is_capitalised(page.document.text());
    features[block + CUES + 1] = f32::from(capitalised && cues == 0);
    features[block + CUES + 2] = f32::from(capitalised);
}

/// Lists, containers, parts of persons' names, datelines.
fn near(page: &ArticleContext, index: usize, Sides { before, after }: Sides, features: &mut Features) {
    let ArticleContext { document, candidates, .. } = *page;
    let candidate = &candidates[index];
    let tokens = document.tokens();
    let (word_before, word_after) = (page.word(before), page.word(after));
    let comma_after = word_after == ",";
    let comma_before = word_before == ",";
    if comma_after || word_after == "(" {
        let follower = candidates[index + 1..].iter().take(8).find(|other| other.first == candidate.last + 1);
        if let Some((_, _, record)) = follower.and_then(|other| other.best) {
            let large = matches!(record.kind, PlaceKind::Country | PlaceKind::Admin1);
            features[NEAR] = f32::from(large);
            features[NEAR + 1] = f32::from(!large);
        }
    }
    if comma_before {
        let leader = candidates[..index].iter().rev().take(8).find(|other| other.last + 1 == candidate.first);
        if leader.is_some() {
            let large = candidate
                .best
                .is_some_and(|(_, _, record)| matches!(record.kind, PlaceKind::Country | PlaceKind::Admin1));
            features[NEAR + 2] = f32::from(large);
            features[NEAR + 3] = f32::from(!large);
        }
    }
    features[NEAR + 4] = f32::from(comma_after);
    features[NEAR + 5] = f32::from(comma_before);
    // `(Reuters) -`, ` -- ` after the first words of a text.
    let sentence = &document.sentences()[candidate.sentence as usize];
    let opening = candidate.first - sentence.tokens.start <= 4 && sentence.paragraph <= 3;
    let last = candidate.last as usize;
    let dash = |token: &Token| {
        matches!(document.word(token), "-" | "--" | "\u{2013}" | "\u{2014}") && token.gap != Gap::None
    };
    let dateline = opening && tokens[last..(last + 8).min(sentence.tokens.end as usize)].iter().any(dash);
    features[NEAR + 6] = f32::from(dateline);
    let (token_before, token_after) = (page.token(before), page.token(after));
    features[NEAR + 7] = f32::from(token_after.is_some_and(|token| {
        token.gap == Gap::None && token.kind == TokenKind::Punctuation && word_after == "-"
    }));
    let glued_before = tokens[candidate.first as usize].gap == Gap::None && word_before == "-";
    features[NEAR + 8] = f32::from(glued_before);
    features[NEAR + 9] = f32::from(token_after.is_some_and(|token| token.kind == TokenKind::Possessive));
    features[NEAR + 10] = f32::from(token_before.is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.case == Case::Title
            && token.span.len() == 2
            && word_before.ends_with('.')
    }));
    features[NEAR + 11] = f32::from(word_after == ".");
}

/// What the tagger says of the span.
fn tagger(candidate: &Candidate, mentions: &[Mention], features: &mut Features) {
    let at = mentions.partition_point(|mention| mention.span.end <= candidate.span.start);
    let Some(mention) = mentions.get(at).filter(|mention| mention.span.overlaps(candidate.span)) else {
        features[TAGGER] = f32::from(!mentions.is_empty());
        return;
    };
    let exact = mention.span == candidate.span;
    let inside = mention.span.contains(candidate.span);
    let kind = match mention.kind {
        NameKind::Location => 0,
        NameKind::Organisation => 1,
        NameKind::Person => 2,
    };
    let place = usize::from(!exact);
    features[TAGGER + 1 + kind * 2 + place] = mention.score;
    features[TAGGER + 7] =
        f32::from(!exact && inside && mention.span.start == candidate.span.start && kind == 1);
    features[TAGGER + 8] = f32::from(!inside);
}

/// What the rest of the article says: the same name elsewhere, alone or as a part of persons' names.
#[derive(Debug, Default, Clone, Copy)]
struct Elsewhere {
    key: u64,
    best: f32,
    second: f32,
    count: u32,
    named_so: bool,
}

/// The article's names by their keys, each in the first free slot from its own on.
#[derive(Debug, Default)]
pub(crate) struct Names {
    slots: Vec<Elsewhere>,
}

impl Names {
    fn clear(&mut self, candidates: usize) {
        self.slots.clear();
        self.slots.resize((candidates * 2).next_power_of_two(), Elsewhere::default());
    }

    /// The entry of a name, a free one if it has none yet. Half of the slots are always free.
    fn entry(&mut self, key: u64) -> &mut Elsewhere {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        while self.slots[at].count > 0 && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        let entry = &mut self.slots[at];
        entry.key = key;
        entry
    }
}

/// Scores all candidates; `scores` are the weighted sums, above 0 for a place. Who asks gets the features, too.
pub(crate) fn score(
    page: &ArticleContext,
    weights: &Features,
    names: &mut Names,
    scores: &mut Vec<f32>,
    mut rows: Option<&mut Vec<Features>>,
) {
    scores.clear();
    names.clear(page.candidates.len());
    let mut row = [0.0; FEATURES];
    for (index, candidate) in page.candidates.iter().enumerate() {
        local(page, index, &mut row);
        let score = dot(&row, weights);
        scores.push(score);
        let known = names.entry(candidate.key.bits());
        if score > known.best || known.count == 0 {
            known.second = if known.count == 0 { -9.0 } else { known.best };
            known.best = score;
        } else {
            known.second = known.second.max(score);
        }
        known.count += 1;
        known.named_so |=
            row[BEFORE + Cue::Title as usize] > 0.0 || row[TAGGER + 5] > 0.0 || row[TAGGER + 6] > 0.0;
        if let Some(rows) = &mut rows {
            rows.push(row);
        }
    }
    for (index, (candidate, score)) in page.candidates.iter().zip(scores).enumerate() {
        let known = names.entry(candidate.key.bits());
        let mut article = [f32::from(known.named_so), 0.0, 0.0];
        if known.count > 1 {
            let other = if *score >= known.best { known.second } else { known.best };
            article[1] = other.clamp(-4.0, 4.0) / 4.0;
            article[2] = 1.0;
        }
        for (feature, weight) in article.iter().zip(&weights[ARTICLE..]) {
            *score += feature * weight;
        }
        if let Some(row) = rows.as_mut().and_then(|rows| rows.get_mut(index)) {
            row[ARTICLE..ARTICLE + article.len()].copy_from_slice(&article);
        }
    }
}

/// Lets the rules decide where they hold.
pub(crate) fn apply_rules(page: &ArticleContext, gazetteer: &Gazetteer<'static>, scores: &mut [f32]) {
    for (candidate, score) in page.candidates.iter().zip(scores) {
        match decide(&Question { page, candidate, gazetteer }) {
            Some(rule) if rule.is_place => *score = score.max(RULE_PLACE),
            Some(_) => *score = RULE_NO_PLACE,
            None => {}
        }
    }
}

/// Chooses the places among overlapping candidates: what starts first and reaches farthest wins, if its score lets
/// it; then what starts later.
pub(crate) fn choose(candidates: &[Candidate], scores: &[f32], chosen: &mut Vec<u32>) {
    chosen.clear();
    let mut end = 0;
    let mut index = 0;
    while index < candidates.len() {
        let first = candidates[index].first;
        let together = candidates[index..].iter().take_while(|other| other.first == first).count();
        if first >= end {
            let good = (index..index + together).find(|&at| scores[at] > RECOGNISED);
            if let Some(at) = good {
                chosen.push(at as u32);
                end = candidates[at].last;
            }
        }
        index += together;
    }
}
