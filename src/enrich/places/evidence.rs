//! Evidence about the kind of a name from the words beside its mentions.

use super::article_context::ArticleContext;
use super::cues::Cue;
use super::scan::Candidate;
use super::thresholds::LONGEST_APPOSITION;

/// The evidence about a name, over all mentions of its group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
pub(super) struct Evidence {
    /// `Hama province`, `Lagos State`.
    pub(super) division: bool,
    /// `the Mississippi`.
    pub(super) the: bool,
    /// `the` before the name, which ends its noun phrase: towns do not stand so.
    pub(super) the_alone: bool,
    /// `Georgia's prime minister`, `the war in Lebanon`.
    pub(super) national: bool,
    /// `Georgia's governor`, `the state of Goa`.
    pub(super) governor: bool,
    /// `the city of Lebanon`, `Mayor of`, `downtown`.
    pub(super) town: bool,
}

impl Evidence {
    /// The evidence of all mentions.
    pub(super) fn of(page: &ArticleContext, mentions: &[u32]) -> Evidence {
        mentions.iter().fold(Evidence::default(), |sum, &index| {
            sum.or(Evidence::of_mention(page, &page.candidates[index as usize]))
        })
    }

    fn of_mention(page: &ArticleContext, candidate: &Candidate) -> Evidence {
        let before = page.before(candidate, 1);
        let the = page.has(before, Cue::The);
        Evidence {
            division: is_called_division(page, candidate),
            the,
            the_alone: the && ends_phrase(page, candidate),
            national: is_beside(page, candidate, Cue::National),
            governor: is_beside(page, candidate, Cue::Governor),
            town: is_beside(page, candidate, Cue::Town) || page.has(before, Cue::Town),
        }
    }

    fn or(self, other: Evidence) -> Evidence {
        Evidence {
            division: self.division || other.division,
            the: self.the || other.the,
            the_alone: self.the_alone || other.the_alone,
            national: self.national || other.national,
            governor: self.governor || other.governor,
            town: self.town || other.town,
        }
    }
}

/// `Hama province`, `Lagos State`, `the provinces of Hama and Homs`.
pub(super) fn is_called_division(page: &ArticleContext, candidate: &Candidate) -> bool {
    let last = candidate.last as usize;
    page.cues[last - 1..].iter().take(2).any(|cues| cues.has(Cue::Division))
        || is_listed_division(page, candidate)
}

/// `the provinces of Hama and Homs`: the plural of a division opens a list with the name.
fn is_listed_division(page: &ArticleContext, candidate: &Candidate) -> bool {
    let listed =
        |at: Option<usize>| page.is_capitalised(at) || page.has(at, Cue::And) || page.word(at) == ",";
    let names = (1..=LONGEST_APPOSITION).take_while(|&steps| listed(page.before(candidate, steps))).count();
    let noun = page.word(page.before(candidate, names + 2));
    page.word(page.before(candidate, names + 1)) == "of"
        && matches!(noun, "provinces" | "states" | "counties" | "governorates")
}

/// No noun follows that the name could modify: a mark, a preposition, a verb or the end of the sentence does.
fn ends_phrase(page: &ArticleContext, candidate: &Candidate) -> bool {
    let Some(next) = page.behind(candidate, 1) else { return true };
    let linked = [Cue::Into, Cue::Of, Cue::And, Cue::Said, Cue::Function];
    let mark = !page.token(Some(next)).is_some_and(crate::document::Token::is_word);
    let glued = page.word(Some(next)) == "-";
    (mark && !glued) || linked.into_iter().any(|cue| page.has(Some(next), cue))
}

/// A word with the cue directly behind the name or its possessive (`Georgia's prime minister`, `Lebanon mayor`), one
/// word farther behind the possessive, or before a preposition in front of it (`the war in Lebanon`).
fn is_beside(page: &ArticleContext, candidate: &Candidate, cue: Cue) -> bool {
    let has = |at: Option<usize>| page.has(at, cue);
    let possessive = page
        .token(page.behind(candidate, 1))
        .is_some_and(|token| token.kind == crate::document::TokenKind::Possessive);
    let step = if possessive { 2 } else { 1 };
    if has(page.behind(candidate, step)) || possessive && has(page.behind(candidate, step + 1)) {
        return true;
    }
    let before = page.before(candidate, 1);
    let link = page.has(before, Cue::Of) || page.has(before, Cue::Into) || page.has(before, Cue::Link);
    link && has(page.before(candidate, 2))
}
