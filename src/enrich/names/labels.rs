//! The tagger's labels: beginning, inside and end of a name, or a name of one token; and which may follow which.

use super::NameKind;

/// A label, as an index into a row of weights.
pub(crate) type Label = u8;

/// No part of a name.
pub(crate) const OUTSIDE: Label = 0;
/// Other names (peoples, events, works): predicted so that they are not mistaken for our kinds; never output.
pub(crate) const MISC_BEGIN: Label = 13;
pub(crate) const MISC_INSIDE: Label = 14;
/// How many there are.
pub(crate) const COUNT: usize = 15;

/// Position of a token in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Begin,
    Inside,
    End,
    Single,
}

/// The label of a part of a name of a kind.
pub(crate) fn label(kind: NameKind, part: Part) -> Label {
    let kind = match kind {
        NameKind::Person => 0,
        NameKind::Organisation => 1,
        NameKind::Location => 2,
    };
    1 + 4 * kind + part as u8
}

/// The kind and part that a label stands for; `None` for [`OUTSIDE`] and other names.
pub(crate) fn meaning(label: Label) -> Option<(NameKind, Part)> {
    if !(1..13).contains(&label) {
        return None;
    }
    let kind = [NameKind::Person, NameKind::Organisation, NameKind::Location][usize::from(label - 1) / 4];
    let part = [Part::Begin, Part::Inside, Part::End, Part::Single][usize::from(label - 1) % 4];
    Some((kind, part))
}

/// True if `next` may follow `label`.
pub(crate) fn may_follow(label: Label, next: Label) -> bool {
    let open = match meaning(label) {
        Some((kind, Part::Begin | Part::Inside)) => Some(kind),
        _ => None,
    };
    match (open, meaning(next)) {
        (Some(kind), Some((next, Part::Inside | Part::End))) => kind == next,
        (Some(_), _) | (None, Some((_, Part::Inside | Part::End))) => false,
        (None, _) => next != MISC_INSIDE || label == MISC_BEGIN || label == MISC_INSIDE,
    }
}

/// True if a name may end (or nothing be open) after `label`.
pub(crate) fn may_end(label: Label) -> bool {
    may_follow(label, OUTSIDE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_open_go_on_and_close() {
        let person = |part| label(NameKind::Person, part);
        assert!(may_follow(OUTSIDE, person(Part::Begin)));
        assert!(may_follow(person(Part::Begin), person(Part::End)));
        assert!(!may_follow(person(Part::Begin), OUTSIDE));
        assert!(!may_follow(OUTSIDE, person(Part::Inside)));
        assert!(!may_follow(person(Part::Begin), label(NameKind::Location, Part::End)));
        assert!(may_follow(MISC_BEGIN, MISC_INSIDE) && !may_follow(OUTSIDE, MISC_INSIDE));
        for l in 0..COUNT as Label {
            if let Some((kind, part)) = meaning(l) {
                assert_eq!(label(kind, part), l);
            }
        }
    }
}
