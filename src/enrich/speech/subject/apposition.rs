//! Appositions: `Jo Berg, a farmer in Brno, said`, `his lawyer, Nina Reeve, said`.

use std::ops::Range;

use super::Part;
use crate::document::TokenKind;
use crate::enrich::speech::thresholds::APPOSED_PIECES;
use crate::lexicon::word_lists;
use crate::lexicon::{ADVERB, AUXILIARY, PERSON, PREPOSITION, RELATIVE, SPEAKER, TIME};

word_lists! {
    "attribution":
    NAME_BOUNDARIES, NAME_TAIL_OPENERS,
}

impl Part<'_> {
    /// The subject before an apposition that ends with a comma at `comma`: `Jo Berg, a farmer in Brno, said`.
    pub(super) fn apposed(&self, comma: usize) -> Option<Range<usize>> {
        let pieces = self.pieces_before(comma);
        let (last, rest) = pieces.split_first()?;
        // `His lawyer, Nina Reeve, said`: the name explains the role.
        if let Some(name) = self.name_piece(last)
            && rest.first().is_none_or(|before| self.name_piece(before).is_none())
        {
            return Some(name);
        }
        let mut found = None;
        for piece in rest {
            if let Some(name) = self.name_piece(piece) {
                return Some(name);
            }
            if found.is_some() {
                break;
            }
            if !self.is_apposition(piece) {
                found = self.trim(piece.start, piece.end).filter(|range| !self.has_verb(range));
                // `Jo Berg, adviser to the king, who …, said`: a role may stand behind its name.
                let role = piece.clone().any(|i| self.text.is_role(i));
                if !self.view.lower(piece.start) && !role {
                    break;
                }
            }
        }
        found.or_else(|| if rest.is_empty() { self.trim(last.start, last.end) } else { None })
    }

    /// The start of a role that the name of a speaker explains: `A spokesman for the union, Terrence Ogden, said`.
    pub(in crate::enrich::speech) fn open_of(&self, speaker: &Range<usize>) -> usize {
        let view = &self.view;
        let comma = speaker.start.wrapping_sub(1);
        if view.text(comma) != "," || view.text(speaker.end) != "," {
            return speaker.start;
        }
        let pieces = self.pieces_before(comma);
        let role = pieces.first().filter(|piece| {
            let described = (*piece).clone().any(|i| self.text.is_role(i) || view.has(i, PERSON));
            described && !self.has_verb(piece) && !self.is_apposition(piece)
        });
        role.map_or(speaker.start, |piece| piece.start)
    }

    /// The pieces between commas before a comma, the nearest first.
    fn pieces_before(&self, comma: usize) -> Vec<Range<usize>> {
        let view = &self.view;
        let mut pieces = Vec::new();
        let mut end = comma;
        let mut at = comma;
        let lowest = view.start.max(comma.saturating_sub(60));
        while pieces.len() < APPOSED_PIECES {
            if at == lowest || self.parts(at - 1) {
                if at < end {
                    pieces.push(at..end);
                }
                let quote = at > lowest && view.is_quote(at - 1) && !self.text.is_possessive(at - 1);
                let hard = at == lowest || quote || matches!(view.text(at - 1), ";" | ":");
                if hard {
                    break;
                }
                end = at - 1;
            }
            at -= 1;
        }
        pieces
    }

    pub(super) fn parts(&self, i: usize) -> bool {
        matches!(self.view.text(i), "," | "\u{2014}" | "\u{2013}" | "--" | "(" | ")" | ":" | ";")
            && !self.in_name(i)
            || self.view.text(i) == "-" && !self.view.hyphen(i)
            || self.view.is_quote(i) && !self.text.is_possessive(i)
    }

    /// The name of a person that is a piece, with its titles and nothing that makes it another's (`of X`, `X's`).
    fn name_piece(&self, piece: &Range<usize>) -> Option<Range<usize>> {
        let view = &self.view;
        let names = self.text.names_in(piece.clone());
        let name = names.iter().rev().find(|name| name.person().is_some())?;
        let tail = name.tokens.end..piece.end;
        let first = self.title_start(name.tokens.start).max(piece.start);
        let before = first.wrapping_sub(1);
        let led = first > piece.start && !view.any(before, &NAME_BOUNDARIES);
        let plain_tail = tail.clone().all(|i| view.kind(i) == Some(TokenKind::Punctuation))
            || view.any(tail.start, &NAME_TAIL_OPENERS) && !self.has_verb(&tail);
        (!led && plain_tail && self.view.start <= first).then_some(first..name.tokens.end)
    }

    /// True for a piece that only explains: `who resigned`, `from Leeds`, `34`, `speaking in Rome`.
    fn is_apposition(&self, piece: &Range<usize>) -> bool {
        let view = &self.view;
        let first = piece.start;
        view.has(first, RELATIVE | PREPOSITION | ADVERB | AUXILIARY | TIME)
            || view.is_number(first)
            || view.lower(first)
                && (view.text(first).ends_with("ing") || view.text(first).ends_with("ed"))
                && !view.has(first, PERSON | SPEAKER)
    }
}
