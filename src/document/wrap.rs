//! Line breaks inside paragraphs.
//!
//! A wire of old wraps its lines at a fixed width, so that a line break is only a blank. Such lines are as full as
//! words allow: the first word of the next line would not have had room. Lines that are paragraphs are not.

use crate::lexicon::WordList;

/// Narrowest and widest lines of wrapped text, in characters.
const NARROWEST: usize = 30;
const WIDEST: usize = 110;
/// In wrapped text, at least one in three breaks that look soft is followed by a lower-case letter: sentences run on.
const ONE_IN: usize = 3;
/// A line this long that no mark ends runs on where the next begins with a small letter, whatever the width.
const RUNS_ON: usize = 20;

struct Break {
    /// The byte of the line break.
    at: usize,
    /// The next line begins with a small letter.
    small: bool,
    /// The line before has no mark at its end.
    open: bool,
    /// The line before ends on a word that no line of its own ends on: `of the`, `San`.
    runs_on: bool,
    /// Characters of the line before.
    before: usize,
    /// The line and the first word of the next, in characters.
    needed: usize,
}

/// The bytes of the line breaks that are only blanks.
pub(super) fn soft_breaks(body: &str) -> Vec<usize> {
    if !body.contains('\n') {
        return Vec::new();
    }
    let (breaks, mut widths) = breaks(body);
    if breaks.is_empty() {
        return Vec::new();
    }
    widths.sort_unstable();
    let long = widths.iter().filter(|&&width| width > WIDEST).count();
    let width = widths.iter().rev().find(|&&width| width <= WIDEST).copied().unwrap_or(0);
    let full = |found: &&Break| found.needed > width && found.before <= width;
    let soft = breaks.iter().filter(full).count();
    let small = breaks.iter().filter(full).filter(|found| found.small && found.open).count();
    let wrapped = width >= NARROWEST
        && long * 5 < widths.len()
        && small > 0
        && small * ONE_IN >= soft
        && soft * 2 > breaks.len();
    breaks
        .iter()
        .filter(|found| {
            wrapped && full(found) || found.open && (found.runs_on || found.small && found.before >= RUNS_ON)
        })
        .map(|found| found.at)
        .collect()
}

/// The line breaks between lines of one block that is not indented, and the width of each line.
fn breaks(body: &str) -> (Vec<Break>, Vec<usize>) {
    let mut breaks = Vec::new();
    let mut widths = Vec::new();
    let mut at = 0;
    let mut previous: Option<&str> = None;
    for line in body.split('\n') {
        let plain = line.trim_end();
        if !plain.is_empty() {
            widths.push(plain.chars().count());
        }
        let indented = plain.starts_with([' ', '\t']);
        if let Some(before) = previous.filter(|before| !before.is_empty() && !plain.is_empty() && !indented) {
            let word = plain.split_whitespace().next().map_or(0, |word| word.chars().count());
            let before_width = before.chars().count();
            breaks.push(Break {
                at: at - 1,
                small: plain.starts_with(char::is_lowercase),
                open: !ends(before),
                runs_on: runs_on(before),
                before: before_width,
                needed: before_width + 1 + word,
            });
        }
        previous = Some(plain);
        at += line.len() + 1;
    }
    (breaks, widths)
}

static WORDS_THAT_RUN_ON: WordList = WordList::new("furniture", "RUNS_ON");

/// True if a line in small letters ends on a word that asks for another.
fn runs_on(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let last = words.next().unwrap_or_default().to_lowercase();
    // In a headline of capitalised words any may stand last.
    let is_running = words.take(6).filter(|word| word.starts_with(char::is_lowercase)).count() >= 2;
    is_running && WORDS_THAT_RUN_ON.binary_search(&last.as_str()).is_ok()
}

/// True if a mark ends a line: of a sentence, a heading or a list.
fn ends(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '\u{201d}', '\u{2019}', ')', ']']);
    bare.ends_with(['.', '!', '?', ':', ';', '|'])
}

#[cfg(test)]
mod tests {
    use super::soft_breaks;

    const NEWS: &str = "Flooding in western Kenya has killed 14 people and forced 3,200 from their homes, the Kenya Red Cross \
        said on Tuesday. Governor Jane Odhiambo said the county of Busia would need 450 million shillings for repairs \
        and that 1.2 million people in the region were at risk. The World Food Programme said it would send 2,500 tonnes \
        of maize to Kisumu, Siaya and Homa Bay within ten days.";

    /// Wraps words at a width, as a printer does.
    fn wrapped(text: &str, width: usize) -> String {
        let mut lines = vec![String::new()];
        for word in text.split_whitespace() {
            let line = lines.last_mut().unwrap();
            if line.is_empty() {
                line.push_str(word);
            } else if line.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        lines.join("\n")
    }

    #[test]
    fn lines_of_any_width_are_joined() {
        for width in 40..=100 {
            let text = wrapped(NEWS, width);
            assert_eq!(soft_breaks(&text).len(), text.matches('\n').count(), "width {width}:\n{text}");
        }
    }

    #[test]
    fn paragraphs_on_lines_and_lists_are_not() {
        for text in [
            "First paragraph, whole.\nSecond one.\nA heading\nThird one, whole.",
            "Floods kill 14 in western Kenya\nFlooding in western Kenya has killed 14 people, the Red Cross said.",
            "Leeds 2 Hull 1 (half-time 1-0)\nYork 0 Derby 0 (half-time 0-0)\nBath 3 Leek 1 (half-time 2-1)",
            "Rain fell on Monday in the north and the east.\nSnow fell on Tuesday in the south and the west.\nWind blew.",
        ] {
            assert_eq!(soft_breaks(text), Vec::<usize>::new(), "{text}");
        }
    }

    #[test]
    fn a_name_over_two_lines_is_joined() {
        let text = "The strike was told of by the mayor of San\nFrancisco, who met dockers at the port of\nOakland on Monday.";
        assert_eq!(soft_breaks(text).len(), 2);
        assert_eq!(soft_breaks("Ferry Service Resumes in New\nYork has new boats"), Vec::<usize>::new());
    }

    #[test]
    fn a_sentence_that_runs_on_is_joined() {
        assert_eq!(soft_breaks("A fire in a warehouse of the port\nkilled 12 people.").len(), 1);
        assert_eq!(soft_breaks("We need:\nflour\nsugar"), Vec::<usize>::new());
    }
}
