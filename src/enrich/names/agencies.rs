//! Agencies that datelines name: `KAMPALA, May 9 (GRNA) -`, `BISHKEK, October 28. /Tien-Shan Press/.`

use std::ops::Range;

use super::thresholds::reach::AGENCY;
use super::thresholds::scores::SHOWN;
use super::{Mention, NameKind};
use crate::document::furniture::Kind;
use crate::document::{Case, Document, Span, TokenKind};
use crate::lexicon::{self, MONTH, WEEKDAY};

/// Makes the agency of each dateline an organisation, whatever the tagger took it for.
pub(super) fn add(document: &Document, mentions: &mut Vec<Mention>) {
    let datelines = document.furniture().iter().filter(|piece| piece.kind == Kind::Dateline);
    let mut found: Vec<Mention> = datelines
        .filter_map(|dateline| {
            let tokens = agency(document, dateline.span)?;
            let span = document.tokens()[tokens.start].span.to(document.tokens()[tokens.end - 1].span);
            let tokens = tokens.start as u32..tokens.end as u32;
            Some(Mention { span, tokens, kind: NameKind::Organisation, score: SHOWN })
        })
        .collect();
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|mention| mention.span.start);
    mentions.retain(|mention| {
        let next = found.partition_point(|agency| agency.span.end <= mention.span.start);
        found.get(next).is_none_or(|agency| !mention.span.overlaps(agency.span))
    });
    mentions.append(&mut found);
    mentions.sort_by_key(|mention| mention.span.start);
}

/// True if a name stands in a dateline: an organisation there reports.
pub(super) fn is_in_dateline(document: &Document, name: Span) -> bool {
    document.furniture_at(name) == Some(Kind::Dateline)
}

/// The tokens of the agency between the last brackets or strokes of a dateline.
fn agency(document: &Document, dateline: Span) -> Option<Range<usize>> {
    let tokens = document.tokens();
    let (start, end) = (document.token_at(dateline.start), document.token_at(dateline.end));
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| document.word(token) == text);
    let close = (start..end).rev().find(|&at| is(at, ")") || is(at, "/"))?;
    let mark = if is(close, ")") { "(" } else { "/" };
    let open = (close.saturating_sub(AGENCY + 1).max(start)..close).rev().find(|&at| is(at, mark))?;
    let inside = open + 1..close;
    let is_name = !inside.is_empty() && inside.clone().all(|at| may_name(document, at));
    // `Quibdó (Colombia) -`: right behind the place and not in capitals, it is the country.
    let behind_place = (start..open).all(|at| !is(at, ",") && tokens[at].kind != TokenKind::Number);
    let shouted = inside.clone().all(|at| tokens[at].case == Case::Upper);
    (is_name && (shouted || !behind_place)).then_some(inside)
}

/// True if a token may be a part of an agency's name: a capitalised word that is no date, or a mark within.
fn may_name(document: &Document, at: usize) -> bool {
    let token = &document.tokens()[at];
    let word = document.word(token);
    if token.kind != TokenKind::Word {
        return matches!(word, "-" | "&" | ".");
    }
    token.is_capitalised(document.text()) && !lexicon::has(word, MONTH | WEEKDAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency_of(body: &str) -> Option<String> {
        let document = Document::new(None, body);
        let mut mentions = Vec::new();
        add(&document, &mut mentions);
        mentions.first().map(|mention| document.slice(mention.span).to_owned())
    }

    #[test]
    fn the_agency_of_a_dateline_is_an_organisation() {
        let rows = [
            ("KAMPALA, May 9 (GRNA) - A hillside collapsed on Thursday.", Some("GRNA")),
            ("ADRÉ, Chad, March 27 (AWS) - Refugees will have their rations cut.", Some("AWS")),
            ("WICHITA, Kan. (Prairie Wire) — Machinists voted on Thursday.", Some("Prairie Wire")),
            ("Bunia (DR Congo), July 14, 2025 (ACO) - At least 23 people died.", Some("ACO")),
            ("DHAKA (UNB) - A ferry sank on Sunday.", Some("UNB")),
            ("DAVAO CITY (June 16) -- Learners went back to school.", None),
            ("LEEDS, England, July 24 - The grocer raised its forecast.", None),
            ("The minister (Labour) said the dam held.", None),
        ];
        for (body, expected) in rows {
            assert_eq!(agency_of(body).as_deref(), expected, "{body}");
        }
    }
}
