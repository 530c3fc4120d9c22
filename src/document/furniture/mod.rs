//! Parts of an article that are not its story: datelines, bylines, credits, captions, editors' notes and the like.
//!
//! They are found once, when the document is made, as spans with a [`Kind`]; [`Kind::uses`] is the one table that says
//! what each stage does with each kind.

mod brackets;
mod dateline;
mod lines;
mod rules;
mod table;

use super::{Sentence, Span, Token};

/// The kind of a piece of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `LIMA, Jan 14 (Reuters) -`, in front of the first sentence.
    Dateline,
    /// `By Jane Doe`, `By Jane Doe in Paris`.
    Byline,
    /// `(Reporting by …; Editing by …)`, `REUTERS/Tom Gray`, `© 2024 …`.
    Credit,
    /// `FILE PHOTO: …`, the text below a picture.
    Caption,
    /// `(Adds details)`, `Editor's note: …`.
    Note,
    /// `(Corrects …)`, `An earlier version said …`.
    Correction,
    /// `(412 words)`.
    WordCount,
    /// `eom`, `ENDS`, `###`.
    EndMark,
    /// `($1 = 0.92 euros)`.
    ExchangeRate,
    /// `READ MORE: …`, a list of other stories.
    Related,
    /// Press contacts, subscriptions, addresses.
    Contact,
    /// `[+2219 chars]`: the text goes on elsewhere.
    Truncation,
    /// Rows of a table or a list of results.
    Table,
}

/// A use of furniture. No kind gives sentences of the summary or key people. Relevance asks for [`Use::Places`],
/// keyphrases for [`Use::Tags`]; topics are read from all text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Its numbers are figures.
    Figures,
    /// Its places are evidence of where the story happens.
    Places,
    /// Its words make keyphrases.
    Tags,
}

impl Kind {
    /// The table of uses.
    pub const fn uses(self) -> &'static [Use] {
        match self {
            // The place of the report; its numbers are a date.
            Kind::Dateline => &[Use::Places],
            // It names the people and places of the story, but its numbers are of another moment.
            Kind::Caption => &[Use::Places, Use::Tags],
            // The withdrawn number and the right one.
            Kind::Correction => &[Use::Figures],
            // Rows have figures where they have units; they are no prose.
            Kind::Table => &[Use::Figures, Use::Places],
            Kind::Byline
            | Kind::Credit
            | Kind::Note
            | Kind::WordCount
            | Kind::EndMark
            | Kind::ExchangeRate
            | Kind::Related
            | Kind::Contact
            | Kind::Truncation => &[],
        }
    }

    /// True if this kind serves for a use.
    pub fn serves(self, wanted: Use) -> bool {
        self.uses().contains(&wanted)
    }
}

/// A piece of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Furniture {
    /// Its place in the text.
    pub span: Span,
    /// Its kind.
    pub kind: Kind,
}

/// Finds the furniture of a body, in the order of the text and without overlaps.
pub(super) fn find(text: &str, tokens: &[Token], sentences: &[Sentence], body_start: u32) -> Vec<Furniture> {
    let lines = lines::lines(text, body_start);
    let mut found = Vec::new();
    rules::whole_lines(&lines, &mut found);
    table::rows(&lines, &mut found);
    brackets::find(text, body_start, &mut found);
    dateline::find(text, tokens, sentences, body_start, &mut found);
    found.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    let mut end = 0;
    found.retain(|piece| {
        let free = piece.span.start >= end;
        end = end.max(piece.span.end);
        free
    });
    found
}

#[cfg(test)]
mod tests;
