//! An embargo that stands in the text, and its time where that is certain.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::notices;
use super::text::{Line, is_labelled, lines, opens_with};
use crate::article::input::time;
use crate::document::Document;
use crate::enrich::form::thresholds::{HEAD_LINES, LONGEST_TIME};
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    EMBARGO_NOTES,
}

/// Words before the time of an embargo.
static BEFORE_A_TIME: WordList = WordList::new("item_forms", "BEFORE_A_TIME");
/// Each of [`BEFORE_A_TIME`] has one of these: a line without them is not searched further.
const STEMS: &[&str] = &["embargo", "release", "publi", "not to be used"];

/// An embargo in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::enrich) struct Embargo {
    /// When it ends, RFC 3339; `None` where the text gives no date or no zone.
    pub(in crate::enrich) until: Option<String>,
}

/// The embargo that the title or the first lines tell. `published_at` tells the year of a date with a weekday alone.
pub(in crate::enrich) fn find(document: &Document, published_at: Option<&str>) -> Option<Embargo> {
    let head: Vec<Line<'_>> = lines(document).take(HEAD_LINES).collect();
    // A note at the end of a line stands behind slashes: `Bridge to open /// EMBARGOED 8 MAY 0001 GMT`.
    let is_noted = |line: &Line<'_>| {
        let note = line.text.rsplit_once("//").map(|(_, note)| note.trim());
        note.is_some_and(|note| note.starts_with("EMBARGO") && !note.contains(char::is_lowercase))
    };
    let until = head.iter().find_map(|line| until(line, published_at)).map(|time| time.to_string());
    (until.is_some()
        || head.iter().any(|line| is_told(line.text) || is_noted(line) || notices::holds_back(line)))
    .then_some(Embargo { until })
}

/// True if a line holds the text back.
fn is_told(line: &str) -> bool {
    let is_over = opens_with(line, &["embargo lifted", "embargo over", "embargo ended", "embargo expired"]);
    !is_over && (is_labelled(line, &["embargo", "embargoed", "withheld"]) || opens_with(line, &EMBARGO_NOTES))
}

/// The time behind the words of an embargo, wherever they stand in the line: with its date and zone it is certain.
fn until(line: &Line<'_>, published_at: Option<&str>) -> Option<Timestamp> {
    let lower: String = line.text.to_ascii_lowercase();
    if !STEMS.iter().any(|stem| lower.contains(stem)) {
        return None;
    }
    BEFORE_A_TIME.iter().find_map(|words| {
        let at = lower.find(words)? + words.len();
        time_of(line.text[at..].trim_start_matches([' ', ':', '-', '\u{a0}']), published_at)
    })
}

/// The time that a text begins with.
fn time_of(text: &str, published_at: Option<&str>) -> Option<Timestamp> {
    let published = published_at.and_then(|time| time.parse::<Timestamp>().ok());
    // `8:30 a.m. (ET) Friday` is read as without brackets.
    let plain: String = text.chars().map(|c| if matches!(c, '(' | ')' | '*') { ' ' } else { c }).collect();
    let mut words: Vec<&str> = plain.split_whitespace().take(LONGEST_TIME).collect();
    while !words.is_empty() {
        let whole = words.join(" ");
        if let Some(time) = time::read_until(&whole, &TimeZone::UTC, published) {
            return Some(time);
        }
        words.pop();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::document::Document;

    const PUBLISHED: &str = "2021-03-04T15:00:00Z";
    const NO_TIME: &str = "no time";

    /// The embargo of a line: its time, or `no time`.
    fn until(line: &str) -> Option<String> {
        let body = format!("{line}\n\nThe bridge over the Tana will open in June, the ministry said.");
        find(&Document::new(None, &body), Some(PUBLISHED))
            .map(|embargo| embargo.until.unwrap_or_else(|| NO_TIME.into()))
    }

    #[test]
    fn all_words_before_a_time_have_a_stem() {
        for words in super::BEFORE_A_TIME.iter() {
            assert!(super::STEMS.iter().any(|stem| words.contains(stem)), "{words}");
        }
    }

    #[test]
    fn the_time_of_an_embargo_is_read_where_date_and_zone_are_given() {
        for line in [
            "EMBARGOED UNTIL 0001 GMT Friday 5 March",
            "EMBARGOED UNTIL 0001 GMT Friday 5 March - not for broadcast before that time",
            "EMBARGOED until 00:01 GMT, 5 March 2021",
            "Embargo: 00.01 GMT on Friday, March 5, 2021.",
            "STRICTLY EMBARGOED UNTIL 12.01am GMT Friday 5th March 2021",
            "*** EMBARGOED TO 2021-03-05T00:01:00Z ***",
            "NOT FOR PUBLICATION BEFORE 7:01 p.m. (EST) Thursday, March 4, 2021",
            "Transmission of this release is embargoed until 7:01 p.m. (ET) Thursday, March 4, 2021",
            "HOLD FOR RELEASE UNTIL 0101 CET Friday 5 March 2021",
            "FOR RELEASE AT 0001 GMT FRIDAY MARCH 5, 2021",
        ] {
            assert_eq!(until(line), Some("2021-03-05T00:01:00Z".into()), "{line}");
        }
    }

    #[test]
    fn an_embargo_without_a_certain_time_is_told_all_the_same() {
        for line in [
            "EMBARGOED UNTIL 0001 FRIDAY MARCH 5",
            "EMBARGOED UNTIL 0001 BST Friday 5 March",
            "EMBARGOED UNTIL 0001 GMT 5 March",
            "EMBARGOED UNTIL 0001 GMT Friday 6 March",
            "EMBARGOED until midnight",
            "^ADVANCE FOR USE SUNDAY, MARCH 7, AND THEREAFTER<",
            "Under embargo",
            "Bridge over the Tana to open /// EMBARGOED 5 MARCH",
            "WITHHELD: Bridge over the Tana",
            "Please withhold this story until further notice.",
        ] {
            assert_eq!(until(line), Some(NO_TIME.into()), "{line}");
        }
    }

    #[test]
    fn a_story_about_an_embargo_is_none() {
        for line in [
            "The embargo on oil from Iran was lifted on Friday, March 5, 2021 at 0001 GMT, the ministry said.",
            "The names were withheld until relatives had been told, police said.",
            "The report was embargoed until Friday, a spokesman said.",
            "Ministers embargoed the shipment to Libya in March.",
            "EMBARGO LIFTED: Census counts 4.1 million",
        ] {
            assert_eq!(until(line), None, "{line}");
        }
    }

    #[test]
    fn the_year_is_that_of_the_next_such_day() {
        let document =
            Document::new(Some("EMBARGOED UNTIL 0900 GMT Saturday 1 January"), "The bridge will open.");
        let found = |published| find(&document, published).unwrap().until;
        assert_eq!(found(Some("2021-12-30T08:00:00Z")), Some("2022-01-01T09:00:00Z".into()));
        assert_eq!(found(Some("2024-12-30T08:00:00Z")), None, "a Wednesday");
        assert_eq!(found(None), None);
    }
}
