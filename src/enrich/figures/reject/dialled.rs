//! Numbers that are dialled or quoted: telephone numbers, and the numbers of cases and documents.

use crate::enrich::figures::counted::noun;
use crate::enrich::figures::thresholds::DIALLED_REACH;
use crate::enrich::pattern::patterns;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{DIALLED, REFERENCE, SCALE, UNIT};

word_lists! {
    "figures":
    BESIDE_SHORT_NUMBER, EMERGENCY_NUMBERS, FREEPHONE_PREFIXES, REFERENCE_MARKS, TELEPHONE_NOUNS,
}

patterns! {
    "figures":
    /// `(02) 5550 7010`.
    AREA_CODE = ["( ^ ) <number>"];
    /// The bracket that closes `(0)491`.
    CLOSED_GROUP = ["( <any> ^ )"];
}

/// The end of a telephone number in groups: `202 555 0143`, `(0)491 570 157`, `7946-0958`.
pub(in crate::enrich::figures) fn end(view: &View<'_>, i: usize) -> usize {
    let mut last = i + 1;
    loop {
        let next = last + usize::from(view.dash(last) || matches!(view.text(last), "(" | ")"));
        if view.is_number(next) && !view.begins_cell(next) {
            last = next + 1;
        } else if CLOSED_GROUP.begin(view, last) {
            last += 1;
        } else {
            return last;
        }
    }
}

/// `911 calls`, `(02) 5550 7010`, `1800 160 402`, `call or text 988`.
pub(in crate::enrich::figures) fn telephone(view: &View<'_>, i: usize) -> Option<usize> {
    let text = view.text(i);
    let code = text.len() > 2 || text.starts_with('0');
    if code && AREA_CODE.at(view, i) {
        return Some(end(view, i));
    }
    let emergency = view.any(i, &EMERGENCY_NUMBERS) && view.any(i + 1, &TELEPHONE_NOUNS);
    if emergency || text == "911" && !noun::is_plural(view, i + 1) {
        return Some(i + 1);
    }
    grouped(view, i).or_else(|| short(view, i))
}

/// Two groups and more: behind a freephone prefix, or in a sentence that says what to call.
fn grouped(view: &View<'_>, i: usize) -> Option<usize> {
    let last = end(view, i);
    let groups: Vec<&str> = (i..last).filter(|&at| view.is_number(at)).map(|at| view.text(at)).collect();
    let plain = |text: &&str| text.len() <= 7 && is_digits(text);
    if groups.len() < 2 || !groups.iter().all(plain) {
        return None;
    }
    let freephone = view.any(i, &FREEPHONE_PREFIXES) && groups[1].len() >= 3;
    let from = view.start.max(i.saturating_sub(DIALLED_REACH));
    let noun = view.lower(last) && noun::is_plural(view, last);
    let counts = noun || view.has(last, UNIT | SCALE);
    let told = (from..i).any(|at| view.has(at, DIALLED));
    (freephone || told && !counts).then_some(last)
}

/// A number of one group right behind the word: `text 988`, `ring us on 101`.
fn short(view: &View<'_>, i: usize) -> Option<usize> {
    let digits = view.text(i);
    let plain = (3..=6).contains(&digits.len()) && is_digits(digits);
    let mut at = i.wrapping_sub(1);
    for _ in 0..3 {
        if !view.any(at, &BESIDE_SHORT_NUMBER) {
            break;
        }
        at = at.wrapping_sub(1);
    }
    let dialled = plain && view.has(at, DIALLED);
    (dialled && !counts(view, i) && end(view, i) == i + 1).then_some(i + 1)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True if a number measures or counts what follows it.
fn counts(view: &View<'_>, i: usize) -> bool {
    view.has(i + 1, UNIT | SCALE) || noun::after(view, i + 1).is_some_and(|noun| noun.plural)
}

/// `reference 4724`, `docket no. 2231`, `case number 12`.
pub(in crate::enrich::figures) fn reference(view: &View<'_>, i: usize) -> Option<usize> {
    let digits = view.text(i);
    if !is_digits(digits) {
        return None;
    }
    let mut at = i.wrapping_sub(1);
    let mut numbered = false;
    for _ in 0..3 {
        if !view.any(at, &REFERENCE_MARKS) {
            break;
        }
        numbered = true;
        at = at.wrapping_sub(1);
    }
    let firm = numbered || digits.len() >= 4 || view.any(at, &["reference", "ref", "ref.", "docket"]);
    (firm && view.has(at, REFERENCE) && !counts(view, i)).then_some(i + 1)
}
