//! Measures enriched articles against annotated ones: `dateline evaluate`.
//!
//! [`Gold`] is an annotated article (the format is described in tests/gold/GUIDE.md), [`Answer`] what an enriched article
//! says about it, read from the output's JSON, so that the output of any version can be measured. [`Report::add`] compares the
//! two field by field.
//!
//! # Rules
//!
//! A [`Measure`] counts, over all articles: `gold` records that an answer should have, those of them that are `found`,
//! records that the answers `said`, and those of them that are `right`. Precision is right / said, recall found / gold. A
//! measure that asks one question of each record (the dimension of a figure that was found, the form of an article) is an
//! accuracy; there the four counts are two.
//!
//! - First a record has to be found, then its fields are compared. Fields of records that were missed do not count again.
//! - Where most records have the same default (`impact` null, `qualifier` exact, `as_of` null), only other values count, so that
//!   the default as the answer to everything scores 0.
//! - An optional record costs nothing if it is missed and earns nothing if it is found. A field that the annotator doubted
//!   (`doubtful`) is not compared.
//! - No answer is an answer: it has a recall of 0.
//!
//! Each file says its own rules at the top.

mod answer;
mod entities;
mod figures;
mod gold;
mod guard;
mod links;
mod measure;
mod places;
mod relevance;
mod report;
mod sentences;
mod statements;
mod summary;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod text;

pub use answer::Answer;
pub use gold::Gold;
pub use guard::{Guard, Limit};
pub use measure::{Measure, Tally};
#[cfg(feature = "build-resources")]
pub(crate) use relevance::{key_people, wanted};
pub use report::{Fault, FaultKind, Report};
pub use table::{comparison, table};

use entities::Entities;

impl Report {
    /// Compares an answer with the gold of its article, in every field.
    pub fn add(&mut self, gold: &Gold, answer: &Answer) {
        self.begin(&gold.id);
        self.offsets(gold, answer);
        let entities = Entities::pair(gold, answer);
        entities.score(self);
        places::score(self, &entities);
        statements::score(self, &entities);
        figures::score(self, &entities);
        tags::score(self, gold, answer);
        summary::score(self, gold, answer);
        relevance::score(self, &entities);
    }

    /// Every span of an answer must be the text that it says.
    fn offsets(&mut self, gold: &Gold, answer: &Answer) {
        for span in answer.spans() {
            let is_right = gold.slice(span.field, span.start, span.end) == Some(span.text);
            self.accuracy(Measure::Offsets, is_right, || {
                (span.text.to_owned(), format!("{}..{}", span.start, span.end), String::new())
            });
        }
    }
}
