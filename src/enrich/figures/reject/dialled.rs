//! Numbers that are dialled or quoted: telephone numbers, and the numbers of cases and documents.

use crate::enrich::figures::counted::noun;
use crate::enrich::view::View;
use crate::lexicon::word_lists;
use crate::lexicon::{DIALLED, REFERENCE, SCALE, UNIT};

word_lists! {
    "figures":
    BESIDE_SHORT_NUMBER, REFERENCE_MARKS, TELEPHONE_NOUNS,
}

/// A telephone number may stand so many tokens behind the word that says so: `call 988; in Britain, 116 123`.
const REACH: usize = 25;

/// The end of a telephone number in groups: `202 555 0143`, `(0)491 570 157`, `7946-0958`.
pub(in crate::enrich::figures) fn end(view: &View<'_>, i: usize) -> usize {
    let mut last = i + 1;
    loop {
        let next = last + usize::from(view.dash(last) || matches!(view.text(last), "(" | ")"));
        if view.is_number(next) && !view.begins_cell(next) {
            last = next + 1;
        } else if view.text(last) == ")" && view.text(last.wrapping_sub(2)) == "(" {
            last += 1;
        } else {
            return last;
        }
    }
}

/// `911 calls`, `(02) 5550 7010`, `1800 160 402`, `call or text 988`.
pub(in crate::enrich::figures) fn telephone(view: &View<'_>, i: usize) -> Option<usize> {
    let text = view.text(i);
    let before = i.wrapping_sub(1);
    let bracketed = view.text(before) == "(" && view.text(i + 1) == ")" && view.is_number(i + 2);
    if bracketed && (text.len() > 2 || text.starts_with('0')) {
        return Some(end(view, i));
    }
    let emergency = matches!(text, "911" | "999" | "112" | "000" | "111" | "101" | "311");
    let answered = view.any(i + 1, &TELEPHONE_NOUNS);
    if text == "911" && !noun::is_plural(view, i + 1) || emergency && answered {
        return Some(i + 1);
    }
    grouped(view, i).or_else(|| short(view, i))
}

/// Two groups and more: behind a freephone prefix, or in a sentence that says what to call.
fn grouped(view: &View<'_>, i: usize) -> Option<usize> {
    let last = end(view, i);
    let groups: Vec<&str> = (i..last).filter(|&at| view.is_number(at)).map(|at| view.text(at)).collect();
    let plain = |text: &&str| text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit());
    if groups.len() < 2 || !groups.iter().all(plain) {
        return None;
    }
    let freephone = matches!(groups[0], "1800" | "1300" | "1850" | "1890" | "800" | "888" | "877" | "866")
        && groups[1].len() >= 3;
    let from = view.start.max(i.saturating_sub(REACH));
    let counts = view.has(last, UNIT | SCALE) || noun::is_plural(view, last) && view.lower(last);
    let told = !counts && (from..i).any(|at| view.has(at, DIALLED));
    (freephone || told).then_some(last)
}

/// A number of one group right behind the word: `text 988`, `ring us on 101`.
fn short(view: &View<'_>, i: usize) -> Option<usize> {
    let digits = view.text(i);
    let plain = (3..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let mut at = i.wrapping_sub(1);
    for _ in 0..3 {
        if !view.any(at, &BESIDE_SHORT_NUMBER) {
            break;
        }
        at = at.wrapping_sub(1);
    }
    let counts = view.has(i + 1, UNIT | SCALE) || noun::after(view, i + 1).is_some_and(|noun| noun.plural);
    (plain && view.has(at, DIALLED) && !counts && end(view, i) == i + 1).then_some(i + 1)
}

/// `reference 4724`, `docket no. 2231`, `case number 12`.
pub(in crate::enrich::figures) fn reference(view: &View<'_>, i: usize) -> Option<usize> {
    let digits = view.text(i);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
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
    let counts = view.has(i + 1, UNIT | SCALE) || noun::after(view, i + 1).is_some_and(|noun| noun.plural);
    (view.has(at, REFERENCE) && firm && !counts).then_some(i + 1)
}
