//! The rules by which two mentions tell one figure.

use super::Pair;
use crate::article::enriched::Dimension;
use crate::enrich::figures::draft::{Draft, Kind, Standing};
use crate::lexicon::word_lists;

word_lists! {
    "figures":
    DEFINITE_DETERMINERS,
}

impl Pair<'_> {
    pub(super) fn is_same(&self) -> bool {
        let (one, other) = (self.one(), self.other());
        let (first, second) = (&self.drafts[self.a], &self.drafts[self.b]);
        if one.value.is_none() || one.value != other.value || one.value_max != other.value_max {
            return false;
        }
        let stands = (first.standing == Standing::Withdrawn) == (second.standing == Standing::Withdrawn);
        if one.dimension != other.dimension || one.unit != other.unit || !stands || !same_kind(first, second)
        {
            return false;
        }
        if one.impact.is_some() && other.impact.is_some() && one.impact != other.impact {
            return false;
        }
        if second.restates == Some(self.a) {
            return true;
        }
        // `killed 14 people … 14 people attended`: only one of them suffers.
        if one.impact != other.impact
            && first.noun.is_some()
            && second.noun.is_some()
            && !self.is_title_and_body()
            && !self.is_definite()
        {
            return false;
        }
        let large = one.value.is_some_and(|value| value.abs() >= 12.0 && value != 100.0);
        let same_noun = match (one.counted, other.counted) {
            (Some(a), Some(b)) => {
                self.view.document.slice(a).eq_ignore_ascii_case(self.view.document.slice(b))
            }
            _ => false,
        };
        let people = one.impact.is_some() && one.impact == other.impact;
        match one.dimension {
            Dimension::Count | Dimension::Money => large || same_noun || people,
            Dimension::Score => true,
            _ => same_noun || self.is_telling() || self.is_near_measure(),
        }
    }

    /// `the 14 people`, `those 14 workers`.
    fn is_definite(&self) -> bool {
        let before = self.drafts[self.b].first.wrapping_sub(1);
        self.view.any(before, &DEFINITE_DETERMINERS)
    }

    fn is_telling(&self) -> bool {
        self.one().value.is_some_and(|value| {
            value.abs() >= 12.0 && value != 100.0 && (value.fract() != 0.0 || value >= 40.0)
        })
    }

    /// `jailed for 14 years` in the title and the body; `six-week deadline … the six weeks`.
    fn is_near_measure(&self) -> bool {
        let measured = matches!(
            self.one().dimension,
            Dimension::Duration
                | Dimension::Length
                | Dimension::Mass
                | Dimension::Area
                | Dimension::Percent
                | Dimension::Other
        );
        let ages = self.drafts[self.a].kind == Kind::Age;
        let far = if self.is_title_and_body() { 6 } else { 1 };
        measured
            && !ages
            && self.one().value.is_some_and(|value| value > 2.0)
            && self.sentences_apart() <= far
            && self.sentences_apart() > 0
    }
}

/// A hyphen between a number and its unit changes nothing: `six-week`, `six weeks`.
fn same_kind(one: &Draft, other: &Draft) -> bool {
    let compound =
        |draft: &Draft| matches!(draft.kind, Kind::Plain | Kind::Weak) && draft.dimension != Dimension::Count;
    one.kind == other.kind || compound(one) && compound(other)
}
