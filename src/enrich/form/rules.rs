//! The form of a text, by an ordered list of rules.

use super::conversation;
use super::markets;
use super::text::{Line, count, holds, is_labelled, lines, opens_with};
use super::{Found, notices};
use crate::article::enriched::Form;
use crate::document::furniture::Kind;
use crate::document::{Document, Section, Span};
use crate::enrich::form::thresholds::{HEAD_LINES, SNAP_WORDS};
use crate::lexicon::WordList;
use crate::lexicon::word_lists;

word_lists! {
    "item_forms":
    ADVISORY_LABELS, ADVISORY_OPENINGS, CLOCK_SUFFIXES, CORRECTION_LABELS, DEATH_HEADLINES, DEATH_NOTICE_PHRASES, KILL_LABELS, KILL_NOTES, LIVE_LABELS, MARKET_LABELS, MARKET_PREFIXES, OPINION_DISCLAIMERS, OPINION_LABELS, PRESS_LABELS, RESULT_LABELS, SNAP_LABELS, UPDATE_LABELS, UPDATE_NOTES, VIOLENT_DEATH_WORDS, WEATHER_HEADLINES, WITHDRAWALS,
}

/// A rule; the first that fits decides.
struct Rule {
    form: Form,
    /// The reason for the rule, and for its place in the list.
    why: &'static str,
    test: fn(&Item<'_>) -> Option<Vec<Span>>,
}

const RULES: &[Rule] = &[
    Rule {
        form: Form::Kill,
        why: "first: nothing else matters about a text that must not be used",
        test: kill,
    },
    Rule { form: Form::Correction, why: "before updates, which often say both", test: correction },
    Rule { form: Form::Advisory, why: "notes to editors are no report, whatever they list", test: advisory },
    Rule { form: Form::Live, why: "before updates: each of its entries is one", test: live },
    Rule { form: Form::Results, why: "before snaps: a short table is no snap", test: results },
    Rule { form: Form::Obituary, why: "by title or lead alone", test: obituary },
    Rule { form: Form::Opinion, why: "by a label or a disclaimer", test: opinion },
    Rule { form: Form::Interview, why: "by a label or its questions and answers", test: interview },
    Rule { form: Form::PressRelease, why: "by the wire that carries it or its label", test: press_release },
    Rule {
        form: Form::MarketReport,
        why: "before updates: agencies number their market reports",
        test: market_report,
    },
    Rule { form: Form::Weather, why: "by a label or the words of forecasts", test: weather },
    Rule { form: Form::Update, why: "behind the forms that are updated too", test: update },
    Rule { form: Form::Snap, why: "last: short texts of other forms are those", test: snap },
];

/// The form of a document; a story where no rule fits.
pub(super) fn read(document: &Document) -> Found {
    let item = Item::new(document);
    let fits = RULES.iter().find_map(|rule| {
        debug_assert!(!rule.why.is_empty());
        (rule.test)(&item).map(|evidence| Found { form: rule.form, evidence })
    });
    fits.unwrap_or(Found { form: Form::Story, evidence: Vec::new() })
}

/// A document as the rules read it.
struct Item<'d> {
    document: &'d Document,
    lines: Vec<Line<'d>>,
}

impl<'d> Item<'d> {
    fn new(document: &'d Document) -> Self {
        Self { document, lines: lines(document).collect() }
    }

    /// The title and the first lines of the body.
    fn head(&self) -> &[Line<'d>] {
        &self.lines[..self.lines.len().min(HEAD_LINES)]
    }

    /// The first line: the title where there is one.
    fn first(&self) -> &[Line<'d>] {
        &self.lines[..self.lines.len().min(1)]
    }

    /// The first of these lines that passes.
    fn find(lines: &[Line<'d>], test: impl Fn(&Line<'d>) -> bool) -> Option<Vec<Span>> {
        lines.iter().find(|line| test(line)).map(|line| vec![line.span])
    }

    /// The first sentence of the body behind its furniture.
    fn lead(&self) -> Option<Span> {
        let sentences = self.document.sentences().iter();
        let mut of_body =
            sentences.filter(|sentence| sentence.section == Section::Body && sentence.tokens.len() >= 5);
        let furniture = |span| self.document.furniture_at(span);
        of_body
            .find(|sentence| matches!(furniture(sentence.span), None | Some(Kind::Dateline)))
            .map(|sentence| sentence.span)
    }

    fn furniture(&self, kind: Kind) -> impl Iterator<Item = Span> + '_ {
        self.document.furniture().iter().filter(move |piece| piece.kind == kind).map(|piece| piece.span)
    }
}

fn kill(item: &Item<'_>) -> Option<Vec<Span>> {
    Item::find(item.head(), |line| {
        is_labelled(line.text, &KILL_LABELS) && !is_headline_about(line.text)
            || opens_with(line.text, &KILL_NOTES)
            || WITHDRAWALS.is_within(&line.lower)
            || notices::withdraws(line)
    })
}

/// True for a headline that is news about a withdrawal (`Withdrawn: Maker pulls 40,000 cots from shops`): an agency writes the
/// label of its kill in capitals.
fn is_headline_about(line: &str) -> bool {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (label, rest) = bare.split_once(':').unwrap_or((bare, ""));
    let is_ambiguous = ["withdrawn", "withdrawal", "retracted", "retraction"]
        .iter()
        .any(|word| label.trim().eq_ignore_ascii_case(word));
    is_ambiguous && label.contains(char::is_lowercase) && rest.contains(char::is_alphanumeric)
}

fn correction(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| is_labelled(line.text, &CORRECTION_LABELS));
    // A note at the end corrects what was published before, and the item stays what it is.
    let lead = item.lead().map_or(u32::MAX, |lead| lead.start);
    labelled
        .or_else(|| item.furniture(Kind::Correction).find(|span| span.start < lead).map(|span| vec![span]))
}

fn advisory(item: &Item<'_>) -> Option<Vec<Span>> {
    Item::find(&item.lines[..item.lines.len().min(2)], |line| {
        is_labelled(line.text, &ADVISORY_LABELS) || opens_with(line.text, &ADVISORY_OPENINGS)
    })
}

fn live(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &LIVE_LABELS)
            || opens_with(line.text, &["the latest:", "live updates", "live blog", "live:"])
            || holds(&line.lower, &["live updates", "as it happened", "live blog"])
    });
    labelled.or_else(|| {
        let entries: Vec<Span> =
            item.lines.iter().filter(|line| opens_with_clock(line.text)).map(|line| line.span).collect();
        (entries.len() >= 3).then(|| entries[..3].to_vec())
    })
}

/// True for `14:05 GMT - …` and `10:15 a.m.`: a clock time, then a zone, a mark or the end.
fn opens_with_clock(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let minutes = rest
        .strip_prefix([':', '.'])
        .filter(|rest| rest.get(..2).is_some_and(|two| two.bytes().all(|byte| byte.is_ascii_digit())));
    let Some(rest) = minutes.filter(|_| (1..=2).contains(&digits)) else { return false };
    let rest = rest[2..].trim_start();
    rest.is_empty()
        || rest.starts_with(['-', '\u{2013}', '\u{2014}', ':', '|'])
        || CLOCK_SUFFIXES
            .iter()
            .any(|zone| rest.get(..zone.len()).is_some_and(|head| head.eq_ignore_ascii_case(zone)))
}

fn results(item: &Item<'_>) -> Option<Vec<Span>> {
    let rows: Vec<Span> = item.furniture(Kind::Table).collect();
    let body = item.lines.iter().filter(|line| line.span.start >= item.document.body_start()).count();
    let titled = item.lines.first().is_some_and(|line| RESULT_LABELS.is_within(&line.lower));
    let share = if titled { 3 } else { 2 };
    (rows.len() >= 3 && rows.len() * share > body).then(|| rows[..3].to_vec())
}

fn obituary(item: &Item<'_>) -> Option<Vec<Span>> {
    let by_title = Item::find(item.first(), |line| {
        is_labelled(line.text, &["obituary", "obit", "obituaries"]) || DEATH_HEADLINES.is_within(&line.lower)
    });
    by_title.or_else(|| {
        let lead = item.lead()?;
        let text = item.document.slice(lead);
        let lower = &*text.to_lowercase();
        let dies = holds(lower, &[" has died", " died "])
            && (DEATH_NOTICE_PHRASES.is_within(lower) || told_age(text));
        let violent = VIOLENT_DEATH_WORDS.is_within(lower);
        (dies && !violent).then(|| vec![lead])
    })
}

/// True for `died on Friday at 87`.
fn told_age(text: &str) -> bool {
    text.split(" at ").skip(1).any(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (2..=3).contains(&digits)
            && rest[digits..].trim_start_matches(['.', ',']).chars().next().is_none_or(|c| c == ' ')
            && !rest[digits..].starts_with(':')
    })
}

fn opinion(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &OPINION_LABELS)
            || line.text.ends_with("| Opinion")
            || line.text.ends_with("- Opinion")
    });
    labelled.or_else(|| {
        Item::find(&item.lines, |line| line.text.len() < 400 && OPINION_DISCLAIMERS.is_within(&line.lower))
    })
}

fn interview(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &["interview", "q&a", "q and a"])
            || opens_with(line.text, &["interview with", "q&a with"])
    });
    labelled.or_else(|| conversation::questions(&item.lines))
}

fn press_release(item: &Item<'_>) -> Option<Vec<Span>> {
    static NEWS_WIRES: WordList = WordList::new("item_forms", "NEWS_WIRES");
    let labelled = Item::find(item.head(), |line| opens_with(line.text, &PRESS_LABELS));
    labelled
        .or_else(|| {
            item.furniture(Kind::Dateline)
                .find(|&span| NEWS_WIRES.is_within(&item.document.slice(span).to_lowercase()))
                .map(|span| vec![span])
        })
        .or_else(|| {
            let contact = item.lines.iter().find(|line| {
                holds(
                    &line.lower,
                    &["media contact", "press contact", "media enquiries:", "media inquiries:"],
                )
            });
            let about = item
                .lines
                .iter()
                .find(|line| line.text.starts_with("About ") && line.text.split_whitespace().count() <= 6);
            contact.zip(about).map(|(contact, about)| vec![about.span, contact.span])
        })
}

fn market_report(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &MARKET_LABELS) || MARKET_PREFIXES.is_within(&line.lower)
    });
    labelled.or_else(|| {
        let lead = item.lead()?;
        markets::is_report(item.document.slice(lead), item.document.text()).then(|| vec![lead])
    })
}

fn weather(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &["weather", "weather forecast", "forecast", "weather outlook"])
            || opens_with(
                line.text,
                &["weather forecast", "today's weather", "weather for", "the weather for"],
            )
    });
    labelled.or_else(|| {
        static WEATHER_WORDS: WordList = WordList::new("item_forms", "WEATHER_WORDS");
        let lead = item.lead()?;
        let forecast = WEATHER_HEADLINES.is_within(&item.document.slice(lead).to_lowercase());
        (forecast && count(item.document.text(), &WEATHER_WORDS) >= 4).then(|| vec![lead])
    })
}

fn update(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| {
        is_labelled(line.text, &UPDATE_LABELS)
            || holds(&line.lower, &["ld-writethru", "1st ld-", "2nd ld-", "3rd ld-"])
    });
    labelled.or_else(|| {
        let note = |span: &Span| {
            let text = item.document.slice(*span);
            opens_with(text, &UPDATE_NOTES)
        };
        item.furniture(Kind::Note).find(note).map(|span| vec![span])
    })
}

fn snap(item: &Item<'_>) -> Option<Vec<Span>> {
    let labelled = Item::find(item.first(), |line| is_labelled(line.text, &SNAP_LABELS));
    let words = item.document.tokens().iter().filter(|token| token.is_word()).count();
    let sentences = item.document.sentences().len();
    if words <= SNAP_WORDS * 2 && labelled.is_some() {
        return labelled;
    }
    let untitled = item.document.body_start() == 0 && sentences == 1;
    let most = if untitled { SNAP_WORDS * 3 / 2 } else { SNAP_WORDS };
    let short = words <= most && sentences <= 2 && item.lines.len() <= 2;
    short.then(|| item.lines.iter().map(|line| line.span).collect())
}
