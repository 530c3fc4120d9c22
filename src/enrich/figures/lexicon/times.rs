//! Words for dates and for when something was.

use super::{Lexicon, MONTH, TIME, WEEKDAY};

pub(super) fn fill(lexicon: &mut Lexicon) {
    for (flags, lists) in [(MONTH, MONTHS), (WEEKDAY, WEEKDAYS)] {
        for (index, words) in lists.iter().enumerate() {
            for word in words.split_whitespace() {
                let entry = lexicon.entry(word);
                entry.flags |= flags;
                entry.value = index as f64 + 1.0;
            }
        }
    }
    lexicon.mark(TIME, TIMES);
}

const MONTHS: &[&str] = &[
    "january jan jan.",
    "february feb feb.",
    "march mar mar.",
    "april apr apr.",
    "may",
    "june jun jun.",
    "july jul jul.",
    "august aug aug.",
    "september sept sept. sep sep.",
    "october oct oct.",
    "november nov nov.",
    "december dec dec.",
];

const WEEKDAYS: &[&str] = &[
    "monday mon mon.",
    "tuesday tue tue. tues tues.",
    "wednesday wed wed.",
    "thursday thu thu. thurs thurs.",
    "friday fri fri.",
    "saturday sat.",
    "sunday sun.",
];

const TIMES: &str = "past previous today yesterday tomorrow tonight late early earlier later last next this morning afternoon evening night \
    midnight noon midday weekend week month year recently previously currently now overnight";
