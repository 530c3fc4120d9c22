//! Embargoes under the names that other systems give them, where the form's own field has none.
//!
//! An article that is published too early cannot be taken back. So a value that cannot be read holds the article back too.

use serde_json::Value;

use super::general_keys::is_about_another;
use crate::article::input::draft::{Draft, below};
use crate::article::input::fields::{Field, is_blank, says_embargo};
use crate::article::input::keys::{fold, words};
use crate::article::input::pointer::{self, Fields};

/// Parts of keys that are about an embargo.
const STEMS: &[&str] = &["embargo", "sperrfrist", "эмбарго", "حظرالنشر", "解禁", "엠바고"];
/// Words of such keys that say something else of it than that it holds or how long.
const BESIDE: &[&str] = &[
    "began", "begin", "begins", "by", "count", "created", "id", "level", "lifted", "policy", "set", "start",
    "started", "starts", "tier", "timezone", "type", "tz", "user", "zone",
];
/// Keys of the time before which an article must not be published, without case and marks.
const HOLDS: &[&str] = &[
    "bloqueadoaté",
    "bloqueadohasta",
    "donotpublishbefore",
    "donotpublishuntil",
    "donotreleasebefore",
    "donotusebefore",
    "gesperrtbis",
    "heldtill",
    "helduntil",
    "holdforrelease",
    "holdforreleaseuntil",
    "holdtill",
    "holduntil",
    "nepaspublieravant",
    "nichtveröffentlichenvor",
    "nopublicarantesde",
    "notbefore",
    "notforpublicationbefore",
    "notforpublicationuntil",
    "notforreleasebefore",
    "notpublishbefore",
    "publishnotbefore",
    "retenidohasta",
    "withhelduntil",
    "withholduntil",
];
/// Keys of the time from which a system shows it. One that cannot be read may be about something else.
const STARTS: &[&str] = &[
    "availableafter",
    "availableat",
    "availablefrom",
    "availableon",
    "displayfrom",
    "freigabe",
    "freigabeab",
    "freigabedatum",
    "golive",
    "goliveat",
    "golivedate",
    "goliveon",
    "liftat",
    "liftsat",
    "livefrom",
    "publierapres",
    "publishafter",
    "publishon",
    "publishschedule",
    "releaseafter",
    "releaseat",
    "releasedatetime",
    "releaseon",
    "releasetime",
    "scheduledat",
    "scheduleddate",
    "scheduledfor",
    "scheduledpublicationdate",
    "scheduledpublishat",
    "scheduledpublishdate",
    "scheduledpublishtime",
    "scheduledtime",
    "showfrom",
    "startpublish",
    "veröffentlichenab",
    "visibleafter",
    "visiblefrom",
];
/// Deepest object that is looked into.
const DEPTH: usize = 4;

/// The meaning of a key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// It is about an embargo and nothing else.
    Embargo,
    /// It names a time before which the article is held back.
    Hold,
    /// It names a time from which the article is shown.
    Start,
}

/// Sets the end of the embargo. What says that there is one and cannot be read is noted, which withholds the article.
pub(super) fn read(fields: &Fields, draft: &mut Draft<'_>) {
    if draft.has(Field::EmbargoedUntil) {
        return;
    }
    let mut found = Vec::new();
    collect(fields, "", "", DEPTH, &mut found);
    found.sort_by_key(|(kind, ..)| *kind);
    for (kind, pointer, shown) in found {
        let Some(value) = pointer::get(fields, &pointer) else { continue };
        if kind == Key::Embargo || kind == Key::Hold {
            // The draft notes a value that it cannot read.
            let inner = end_of(value).unwrap_or(value);
            if draft.offer(Field::EmbargoedUntil, inner.clone(), shown).is_ok() {
                return;
            }
        } else if is_time(value) && draft.offer(Field::EmbargoedUntil, value.clone(), shown.clone()).is_ok() {
            // The end of the embargo is also the time of publication, unless a field of its own gives that.
            drop(draft.offer(Field::PublishedAt, value.clone(), shown));
            return;
        }
    }
}

/// Sets the end of an embargo whose day and time of day stand apart. Before all others, which take the day alone.
pub(super) fn read_parts(fields: &Fields, draft: &mut Draft<'_>) {
    if let Some((value, shown)) = day_and_clock(fields).filter(|_| !draft.has(Field::EmbargoedUntil)) {
        drop(draft.offer(Field::EmbargoedUntil, value, shown));
    }
    read_schedule(fields, draft);
}

/// Sets the time at which an article that was never published will be.
fn read_schedule(fields: &Fields, draft: &mut Draft<'_>) {
    let of = |names: &[&str]| fields.iter().find(|(key, _)| names.contains(&fold(key).as_str()));
    let is_unpublished = of(&["publishedat"]).is_some_and(|(_, value)| value.is_null());
    let planned = of(&["publishat", "publishtime", "publishdate"]).filter(|(_, value)| is_time(value));
    if let Some((key, value)) = planned.filter(|_| is_unpublished && !draft.has(Field::EmbargoedUntil)) {
        drop(draft.offer(Field::EmbargoedUntil, value.clone(), below("", key)));
    }
}

/// Finds the fields that are about an embargo.
fn collect(fields: &Fields, at: &str, shown: &str, depth: usize, found: &mut Vec<(Key, String, String)>) {
    for (key, value) in fields {
        if is_blank(value) {
            continue;
        }
        let (pointer, shown) = (format!("{at}/{}", pointer::escape(key)), below(shown, key));
        let of_typo3 = fold(key) == "starttime"
            && is_count(value)
            && ["tstamp", "crdate"].iter().any(|&key| fields.contains_key(key));
        if let Some(kind) = kind(key).or(of_typo3.then_some(Key::Start)) {
            if kind != Key::Embargo || says_embargo(value) && !is_off(value) {
                found.push((kind, pointer, shown));
            }
        } else if let Value::Object(inner) = value
            && depth > 1
            && !is_about_another(key)
        {
            collect(inner, &pointer, &shown, depth - 1, found);
        }
    }
}

/// True if a key can be of nothing else than an embargo.
pub(in crate::article::input) fn is_named(key: &str) -> bool {
    matches!(kind(key), Some(Key::Embargo | Key::Hold))
}

fn kind(key: &str) -> Option<Key> {
    let folded = fold(key);
    if STEMS.iter().any(|stem| folded.contains(stem)) {
        return (!words(key).iter().any(|word| BESIDE.contains(&word.as_str()))).then_some(Key::Embargo);
    }
    if HOLDS.contains(&folded.as_str()) {
        return Some(Key::Hold);
    }
    STARTS.contains(&folded.as_str()).then_some(Key::Start)
}

/// True for an embargo that says of itself that it is none.
fn is_off(value: &Value) -> bool {
    let fields = value.as_object();
    fields.is_some_and(|fields| {
        ["active", "enabled", "isActive"].iter().any(|&key| fields.get(key) == Some(&Value::Bool(false)))
    })
}

/// Names of the end of an embargo in an object.
const ENDS: &[&str] = &[
    "until",
    "end",
    "ends",
    "endsat",
    "endat",
    "enddate",
    "endtime",
    "to",
    "lifts",
    "liftsat",
    "release",
    "releaseat",
    "at",
    "time",
];

/// The end of an embargo that is an object with other names than those of a time.
fn end_of(value: &Value) -> Option<&Value> {
    let fields = value.as_object()?;
    // A time with its zone is read as it is.
    if ["date", "dateTime", "datetime"].iter().any(|&key| fields.contains_key(key)) {
        return None;
    }
    fields
        .iter()
        .find(|(key, value)| ENDS.contains(&fold(key).as_str()) && !is_blank(value))
        .map(|(_, value)| value)
}

/// The day and the time of day of an embargo that stand apart, beside each other or in an object.
fn day_and_clock(fields: &Fields) -> Option<(Value, String)> {
    let text = |fields: &Fields, names: &[&str]| -> Option<String> {
        let found = fields.iter().find(|(key, _)| names.contains(&fold(key).as_str()));
        found.and_then(|(_, value)| value.as_str()).map(|text| text.trim().to_owned())
    };
    let joined = |fields: &Fields, day: &[&str], clock: &[&str], zone: &[&str]| {
        let (day, clock) = (text(fields, day)?, text(fields, clock)?);
        let is_day = !day.contains(':') && day.len() >= 8;
        let is_clock = clock.len() <= 14 && clock.contains([':', '.', 'h', 'H']) && !clock.contains('-');
        let zone = text(fields, zone).unwrap_or_default();
        (is_day && is_clock).then(|| Value::from(format!("{day} {clock} {zone}").trim()))
    };
    let beside =
        joined(fields, &["embargodate"], &["embargotime"], &["embargotimezone", "embargozone", "embargotz"]);
    if let Some(value) = beside {
        return Some((value, "/embargo_date and /embargo_time".into()));
    }
    let (key, inner) = fields.iter().find(|(key, value)| fold(key) == "embargo" && value.is_object())?;
    let value = joined(inner.as_object()?, &["date", "day"], &["time", "hour"], &["timezone", "zone", "tz"])?;
    Some((value, below("", key)))
}

/// True for seconds since 1970 that are not none.
fn is_count(value: &Value) -> bool {
    let number = value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    number.is_some_and(|number| number > 0)
}

/// True for a value that is written as a time, so that a key which may mean something else is believed.
fn is_time(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.bytes().filter(u8::is_ascii_digit).count() >= 6)
        || !value.is_string()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::article::Article;
    use crate::article::input::{Hints, Reading, Rules, read_closely};

    const END: &str = "2099-01-05T10:00:00Z";

    fn reading(key: &str, value: &Value) -> Reading {
        let mut input = json!({"id": "urn:x:1", "title": "Rain", "body": "Rain fell in the hills."});
        input[key] = value.clone();
        read_closely(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap()
    }

    fn article(key: &str, value: &Value) -> Article {
        reading(key, value).article
    }

    #[test]
    fn an_embargo_has_many_names() {
        for key in [
            "embargo",
            "embargoEnds",
            "EmbargoDateTime",
            "embargo_release",
            "embargo-until",
            "EMBARGO_UNTIL",
            "embargoLiftsAt",
            "embargo_fecha",
            "sperrfrist",
            "holdUntil",
            "not_before",
            "doNotPublishBefore",
            "releaseAt",
            "goLiveAt",
            "availableFrom",
            "scheduled_for",
            "publish_on",
            "cms.embargoEnd",
            "エンバーゴ解禁日時",
        ] {
            let article = article(key, &json!(END));
            assert_eq!(article.embargoed_until.as_deref(), Some(END), "{key}");
        }
        for value in [
            json!({"until": END, "reason": "report"}),
            json!({"date": "2099-01-05", "time": "10:00", "timezone": "UTC"}),
            json!({"date": "2099-01-05T10:00:00", "timezone": "UTC"}),
        ] {
            assert_eq!(article("embargo", &value).embargoed_until.as_deref(), Some(END), "{value}");
        }
        for (key, value) in [
            ("meta", json!({"embargo": END})),
            ("publishing", json!({"rules": {"embargoUntil": END}})),
            ("rights", json!({"notBefore": END})),
        ] {
            assert_eq!(article(key, &value).embargoed_until.as_deref(), Some(END), "{key}");
        }
    }

    #[test]
    fn an_embargo_that_cannot_be_read_holds_the_article_back() {
        for (key, value) in [
            ("embargo", json!("Friday")),
            ("embargo_note", json!("until the ministry speaks")),
            ("holdUntil", json!("the vote")),
            ("embargo", json!(true)),
            ("embargoActive", json!("yes")),
            ("embargo", json!({"until": "soon"})),
        ] {
            let reading = reading(key, &value);
            assert_eq!(reading.article.pub_status.as_deref(), Some("withheld"), "{key}: {value}");
            assert_eq!(reading.unreadable.len(), 1, "{key}: {value}");
        }
    }

    #[test]
    fn what_is_about_something_else_holds_nothing_back() {
        for (key, value) in [
            ("embargo", json!(false)),
            ("embargo", json!("none")),
            ("embargo_lifted", json!(true)),
            ("embargo_type", json!("standard")),
            ("releaseAt", json!("the cinema")),
            ("image", json!({"embargo": END})),
            ("related", json!({"embargo": END})),
            ("available_from", json!("")),
        ] {
            let article = article(key, &value);
            assert_eq!((article.pub_status, article.embargoed_until), (None, None), "{key}: {value}");
        }
    }

    #[test]
    fn a_day_and_a_time_of_day_that_stand_apart_are_one_time() {
        let input = json!({"id": "urn:x:1", "body": "Rain fell.", "embargo_date": "2099-01-05", "embargo_time": "10:00"});
        let article =
            read_closely(input.to_string().as_bytes(), &Hints::default(), &Rules::default()).unwrap().article;
        assert_eq!(article.embargoed_until.as_deref(), Some(END));
    }
}
