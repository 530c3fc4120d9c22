//! Date, clock time and zone of a written time, in whatever order they stand.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;

use super::clock::{self, Clock};
use super::scan::{Token, tokens};
use super::{date, zone};

/// A time as written; the zone is `None` where the text names none.
pub(super) struct Written {
    pub(super) civil: DateTime,
    pub(super) zone: Option<TimeZone>,
    /// False where the year is not written.
    pub(super) has_year: bool,
}

/// Words that may stand before a time.
const LABELS: &[&str] = &[
    "created",
    "date",
    "first",
    "issued",
    "last",
    "modified",
    "on",
    "posted",
    "published",
    "release",
    "released",
    "updated",
];
/// Words that may stand between its parts.
const FILLERS: &[&str] = &["at", "of", "on", "the"];

/// Reads a whole text as one time.
pub(super) fn read(text: &str, assumed: &TimeZone) -> Option<Written> {
    parts(text, assumed)?.finish()
}

/// Reads a whole text as one time whose year may be missing: `0001 GMT Friday 5 March`. A year is taken from `years`, the
/// first whose weekday fits; without a weekday none does.
pub(super) fn read_without_year(text: &str, assumed: &TimeZone, years: [i16; 2]) -> Option<Written> {
    let mut parts = parts(text, assumed)?;
    if parts.year.is_none() {
        let (month, day, weekday) = (parts.month?, parts.day?, parts.weekday?);
        let fits = |year: &i16| Date::new(*year, month, day).is_ok_and(|date| date.weekday() == weekday);
        parts.year = Some(years.into_iter().find(fits)?);
        return parts.finish().map(|written| Written { has_year: false, ..written });
    }
    parts.finish()
}

/// The parts of a text that is a time as a whole.
fn parts<'a>(text: &str, assumed: &'a TimeZone) -> Option<Parts<'a>> {
    let (text, comment) = split_comment(bare(text));
    let tokens = tokens(text);
    let mut parts = Parts::new(assumed);
    let mut at = label(&tokens);
    while at < tokens.len() {
        at = parts.take(&tokens, at)?;
    }
    let Some(comment) = comment.map(super::scan::tokens) else { return Some(parts) };
    if let [super::scan::Token::Word(word)] = comment.as_slice()
        && let Some(weekday) = date::weekday(word)
    {
        let same = parts.weekday.replace(weekday).is_none_or(|other| other == weekday);
        return same.then_some(parts);
    }
    if parts.zone.is_none() {
        let (zone, used) = zone::read(&comment, assumed)?;
        if used != comment.len() {
            return None;
        }
        parts.zone = Some(zone);
    }
    Some(parts)
}

/// The text without brackets around it and a period at its end.
fn bare(text: &str) -> &str {
    let inside = |open, close| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let inner = inside('(', ')').or_else(|| inside('[', ']')).filter(|inner| !inner.contains(['(', '[']));
    let text = inner.unwrap_or(text);
    // The period of `a.m.` and of an abbreviation is the word's.
    text.strip_suffix('.').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

/// The text, and what stands in brackets at its end: a time zone, or a comment on one.
fn split_comment(text: &str) -> (&str, Option<&str>) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some(rest) = text.strip_suffix(close)
            && let Some((before, comment)) = rest.split_once(open)
            && !before.is_empty()
        {
            return (before.trim_end(), Some(comment));
        }
    }
    (text, None)
}

/// The index behind the label (`Published:`, `Last updated on`).
fn label(tokens: &[Token]) -> usize {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let known = match token {
            Token::Word(word) => {
                LABELS.contains(&word.as_str()) || date::is_label(word) || at > 0 && date::is_filler(word)
            }
            Token::Mark(':' | '-' | ',') | Token::Space => at > 0,
            _ => false,
        };
        if !known {
            break;
        }
        at += 1;
    }
    at
}

/// The parts found so far.
struct Parts<'a> {
    assumed: &'a TimeZone,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<Weekday>,
    clock: Option<Clock>,
    zone: Option<TimeZone>,
    /// An offset, which may be followed by the abbreviation of its zone (`+0200 CEST`).
    offset_given: bool,
    /// The month is written `mar`, which may be a weekday.
    day_is_abbreviated: bool,
}

impl<'a> Parts<'a> {
    fn new(assumed: &'a TimeZone) -> Self {
        Self {
            assumed,
            year: None,
            month: None,
            day: None,
            weekday: None,
            clock: None,
            zone: None,
            offset_given: false,
            day_is_abbreviated: false,
        }
    }

    /// Reads the part at `at`; the index behind it, or `None` where nothing known stands there.
    fn take(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        match &tokens[at] {
            Token::Space | Token::Mark(',') => Some(at + 1),
            Token::Number(digits) => self.number(tokens, at, digits),
            Token::Word(word) => self.word(tokens, at, word),
            Token::Mark(mark) => self.mark(tokens, at, *mark),
        }
    }

    fn set_date(&mut self, date: Date) -> Option<()> {
        if self.year.is_some() || self.month.is_some() || self.day.is_some() {
            return None;
        }
        (self.year, self.month, self.day) = (Some(date.year()), Some(date.month()), Some(date.day()));
        Some(())
    }

    fn set_clock(&mut self, clock: Clock) -> Option<()> {
        if self.clock.is_some() {
            return None;
        }
        self.clock = Some(clock);
        Some(())
    }

    fn number(&mut self, tokens: &[Token], at: usize, digits: &str) -> Option<usize> {
        let rest = &tokens[at..];
        if let Some((date, used)) = date::in_figures(rest) {
            self.set_date(date)?;
            return Some(at + used);
        }
        // `20240507T063000Z`, `20240507 06:30`, `20240507063000Z`.
        if matches!(digits.len(), 8 | 12 | 14) {
            let civil = date::compact(digits)?;
            self.set_date(civil.date())?;
            if digits.len() > 8 {
                let time = civil.time();
                self.set_clock(Clock {
                    hour: time.hour(),
                    minute: time.minute(),
                    second: time.second(),
                    nanosecond: 0,
                })?;
            }
            return Some(at + 1);
        }
        if digits.len() == 6 {
            return self.date_time_group(tokens, at, digits);
        }
        if let Some((clock, used)) = clock::read(rest) {
            self.set_clock(clock)?;
            return Some(at + used);
        }
        if digits.len() == 4 {
            return self.four_digits(tokens, at, digits);
        }
        self.day(tokens, at, digits)
    }

    /// A year, or a time without a colon (`1430 GMT`, `0630 hrs`) where the year stands elsewhere.
    fn four_digits(&mut self, tokens: &[Token], at: usize, digits: &str) -> Option<usize> {
        let next = at + 1 + usize::from(tokens.get(at + 1) == Some(&Token::Space));
        let hours = matches!(tokens.get(next).and_then(Token::word), Some("h" | "hrs" | "hours"));
        let zoned = tokens.get(next..).is_some_and(|rest| zone::read(rest, self.assumed).is_some());
        let behind = &tokens[at + 1..];
        let other_year = behind.iter().any(|token| token.number().is_some_and(|d| d.len() == 4))
            || behind.windows(3).any(is_short_date)
            || self.month.is_none() && behind.iter().all(|token| token.number().is_none_or(|d| d.len() < 3));
        if self.year.is_none() && !hours && !(zoned && other_year) {
            self.year = Some(date::year(digits)?);
            return Some(at + 1);
        }
        if !hours && !zoned {
            return None;
        }
        let (clock, _) = clock::compact(&tokens[at..])?;
        self.set_clock(clock)?;
        Some(if hours { next + 1 } else { at + 1 })
    }

    /// A group of date and time as armed forces and weather services write it: `070630Z MAY 24`, always in UTC.
    fn date_time_group(&mut self, tokens: &[Token], at: usize, digits: &str) -> Option<usize> {
        let next = at + 1;
        let universal = tokens.get(next).and_then(Token::word)?;
        let behind = next + 1 + usize::from(tokens.get(next + 1) == Some(&Token::Space));
        let (month, end) = match universal.strip_prefix('z')? {
            "" => (tokens.get(behind)?.word()?, behind),
            month => (month, next),
        };
        let month = date::month(month)?;
        let year = end + 1 + usize::from(tokens.get(end + 1) == Some(&Token::Space));
        let digits_of_year = tokens.get(year)?.number()?;
        let full = match digits_of_year.len() {
            2 => format!("20{digits_of_year}"),
            _ => digits_of_year.to_owned(),
        };
        self.set_date(Date::new(date::year(&full)?, month, digits.get(..2)?.parse().ok()?).ok()?)?;
        let (clock, _) = clock::compact(&[Token::Number(digits.get(2..)?.to_owned())])?;
        self.set_clock(clock)?;
        self.zone = Some(TimeZone::UTC);
        Some(year + 1)
    }

    /// A day of the month, with or without the ending of an ordinal; or the year of `07-May-24`.
    fn day(&mut self, tokens: &[Token], at: usize, digits: &str) -> Option<usize> {
        if digits.len() > 2 {
            return None;
        }
        let value: i8 = digits.parse().ok()?;
        if self.day.is_some() {
            // RFC 822 has years of two digits, behind day and month; RFC 2822, section 4.3, says which century.
            let behind_month =
                tokens[..at].iter().rev().find(|token| token.word().is_some() || token.number().is_some());
            let is_year = digits.len() == 2
                && self.year.is_none()
                && behind_month.and_then(Token::word).is_some_and(|word| date::month(word).is_some());
            if !is_year {
                return None;
            }
            self.year = Some(if value < 50 { 2000 } else { 1900 } + i16::from(value));
            return Some(at + 1);
        }
        self.day = Some(value);
        let ordinal = matches!(
            tokens.get(at + 1).and_then(Token::word),
            Some("st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "o")
        );
        // `7. May 2024`.
        let period = tokens.get(at + 1).is_some_and(|token| token.is_mark('.'));
        Some(at + 1 + usize::from(ordinal || period))
    }

    fn word(&mut self, tokens: &[Token], at: usize, word: &str) -> Option<usize> {
        let rest = &tokens[at..];
        if word == "t" && self.day.is_some() && self.clock.is_none() {
            let (clock, used) = clock::read(&rest[1..]).or_else(|| clock::compact(&rest[1..]))?;
            self.set_clock(clock)?;
            return Some(at + 1 + used);
        }
        if let Some(month) = date::month(word) {
            let before = self.month.replace(month);
            // `mar` is a Tuesday in French, Spanish and Italian, and behind it stands the month.
            let is_tuesday = before == Some(3) && self.weekday.is_none() && self.day_is_abbreviated;
            if before.is_some() && !is_tuesday {
                return None;
            }
            if is_tuesday {
                self.weekday = Some(Weekday::Tuesday);
            }
            self.day_is_abbreviated = word == "mar" && self.day.is_none();
            return Some(at + 1);
        }
        if let Some(weekday) = date::weekday(word) {
            if self.weekday.replace(weekday).is_some() {
                return None;
            }
            return Some(at + 1);
        }
        if let Some((clock, used)) = clock::read(rest) {
            self.set_clock(clock)?;
            return Some(at + used);
        }
        if let Some(end) = self.zone(tokens, at) {
            return Some(end);
        }
        (FILLERS.contains(&word) || date::is_filler(word)).then_some(at + 1)
    }

    /// `GMT`, `Europe/Berlin`, `UTC+3`; behind an offset any abbreviation, which only repeats it.
    fn zone(&mut self, tokens: &[Token], at: usize) -> Option<usize> {
        if self.offset_given {
            let short = tokens[at].word().is_some_and(|word| (1..=5).contains(&word.len()));
            self.offset_given = false;
            return short.then_some(at + 1);
        }
        let (zone, used) = zone::read(&tokens[at..], self.assumed)?;
        let behind = at + used;
        let universal = tokens[at].word().is_some_and(|word| matches!(word, "utc" | "gmt"));
        let gap = usize::from(tokens.get(behind) == Some(&Token::Space));
        let shifted = tokens.get(behind + gap..).filter(|_| universal).and_then(clock::offset);
        let (zone, end) = match shifted {
            Some((shifted, used)) => (shifted, behind + gap + used),
            None => (zone, behind),
        };
        if self.zone.replace(zone).is_some() {
            return None;
        }
        Some(end)
    }

    fn mark(&mut self, tokens: &[Token], at: usize, mark: char) -> Option<usize> {
        // An offset stands behind a clock time, or with a colon directly behind a date (XML Schema's `date`).
        let behind_date = self.day.is_some()
            && self.year.is_some()
            && at > 0
            && tokens[at - 1].number().is_some()
            && tokens.get(at + 2).is_some_and(|token| token.is_mark(':'));
        if (self.clock.is_some() || behind_date)
            && self.zone.is_none()
            && let Some((zone, used)) = clock::offset(&tokens[at..])
        {
            self.zone = Some(zone);
            self.offset_given = true;
            return Some(at + used);
        }
        // `07-May-2024`, `07/May/2024:06:30:00`, `May 7, 2024 / 2:30 PM`, `7 May 2024 - 14:30`.
        let between_parts = match mark {
            '-' | '/' => self.has_part() && at + 1 < tokens.len(),
            '.' => self.year.is_some() && matches!(tokens.get(at + 1), Some(Token::Space) | None),
            ':' => self.year.is_some() && self.clock.is_none() && at + 1 < tokens.len(),
            _ => false,
        };
        between_parts.then_some(at + 1)
    }

    fn has_part(&self) -> bool {
        self.day.is_some() || self.month.is_some() || self.year.is_some() || self.clock.is_some()
    }

    fn finish(self) -> Option<Written> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        if self.weekday.is_some_and(|weekday| weekday != date.weekday()) {
            return None;
        }
        let civil = match self.clock {
            None => date.to_datetime(jiff::civil::Time::midnight()),
            Some(Clock { hour: 24, .. }) => {
                date.checked_add(1.day()).ok()?.to_datetime(jiff::civil::Time::midnight())
            }
            Some(Clock { hour, minute, second, nanosecond }) => date.at(hour, minute, second, nanosecond),
        };
        Some(Written { civil, zone: self.zone, has_year: true })
    }
}

/// True for `07MAY24` and `7 May 24`: a day, a month by its name, and a year of two digits.
fn is_short_date(three: &[Token]) -> bool {
    let two = |token: &Token| token.number().is_some_and(|digits| digits.len() <= 2);
    two(&three[0]) && three[1].word().is_some_and(|word| date::month(word).is_some()) && two(&three[2])
}
