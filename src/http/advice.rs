//! What to do about each reason and event: the sentences of docs/OPERATIONS.md, so that the console and the document say the
//! same.

use std::collections::HashMap;
use std::sync::LazyLock;

const DOCUMENT: &str = include_str!("../../docs/OPERATIONS.md");

/// The meaning of a dead letter's reason, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Advice {
    pub(super) meaning: String,
    pub(super) remedy: String,
}

/// The advice on a reason of ours; `None` for one of the broker's.
pub(super) fn on_reason(code: &str) -> Option<&'static Advice> {
    static REASONS: LazyLock<HashMap<String, Advice>> = LazyLock::new(|| {
        let rows = rows("## What to do about each reason");
        let advice = rows.filter_map(|cells| {
            let [code, meaning, remedy, ..] = cells.as_slice() else { return None };
            Some((code.clone(), Advice { meaning: meaning.clone(), remedy: remedy.clone() }))
        });
        advice.collect()
    });
    REASONS.get(code)
}

/// The advice on an event of the log.
pub(super) fn on_event(event: &str) -> Option<&'static str> {
    static EVENTS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let rows = rows("## What to do about each event");
        let advice = rows.filter_map(|cells| {
            let [event, remedy] = cells.as_slice() else { return None };
            Some((event.clone(), remedy.clone()))
        });
        advice.collect()
    });
    EVENTS.get(event).map(String::as_str)
}

/// The rows of the table below a heading, as plain text.
fn rows(heading: &str) -> impl Iterator<Item = Vec<String>> {
    let section = DOCUMENT.split_once(heading).map_or("", |(_, section)| section);
    let section = section.split("\n## ").next().unwrap_or_default();
    section.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let line = line.replace("\\|", "\u{0}");
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| plain(&cell.replace('\u{0}', "|"))).collect()
    })
}

/// Markdown without its marks.
fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown.trim();
    while let Some((before, link)) = rest.split_once('[') {
        text.push_str(before);
        let parts = link.split_once("](").and_then(|(name, target)| Some((name, target.split_once(')')?.1)));
        let (name, after) = parts.unwrap_or(("[", link));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    text.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::Reason;

    #[test]
    fn each_reason_and_each_event_of_the_flow_has_its_advice() {
        for reason in Reason::ALL {
            let advice = on_reason(reason.code()).unwrap_or_else(|| panic!("{}", reason.code()));
            assert!(advice.meaning.len() > 5 && advice.remedy.len() > 5, "{advice:?}");
        }
        for event in ["connection_failed", "surroundings_troubled", "topology_missing", "article_retried"] {
            assert!(on_event(event).is_some_and(|advice| advice.len() > 20), "{event}");
        }
        assert_eq!(on_reason("expired"), None);
    }

    #[test]
    fn advice_is_plain_text() {
        assert_eq!(
            plain(" set `limits.body_bytes` ([FEEDS.md](FEEDS.md)), then replay "),
            "set limits.body_bytes (FEEDS.md), then replay"
        );
        assert_eq!(plain("retry.delays = []"), "retry.delays = []");
        let split = on_reason("several_articles").unwrap();
        assert_eq!(split.remedy, "split it: dateline dead show --raw ID | dateline publish");
    }
}
