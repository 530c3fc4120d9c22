//! Times in JSON: texts, numbers, and the objects and lists that programs make of them.

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{Time, of_number, read};

/// Reads the value of a field.
pub(in crate::article::input) fn read_value(value: &Value, zone: &TimeZone) -> Option<Time> {
    match value {
        Value::String(text) => read(text, zone),
        Value::Number(number) => of_number(number.as_f64()?, zone),
        // Drupal writes each field as a list.
        Value::Array(parts) if parts.len() == 1 && !parts[0].is_number() => read_value(&parts[0], zone),
        Value::Array(parts) => of_parts(parts, zone),
        Value::Object(fields) => of_fields(fields, zone),
        Value::Null | Value::Bool(_) => None,
    }
}

/// Year, month, day, and as many parts of the time of day as there are: nine in UTC are Python's `struct_time`, as feed entries
/// have it; three to seven without a zone are Java's.
fn of_parts(parts: &[Value], zone: &TimeZone) -> Option<Time> {
    let part = |index: usize| match parts.get(index) {
        None => Some(0),
        Some(part) => part.as_i64().filter(|part| (0..1_000_000_000).contains(part)),
    };
    let is_utc = parts.len() == 9;
    if !is_utc && !matches!(parts.len(), 3 | 5 | 6 | 7) {
        return None;
    }
    let nanosecond = if is_utc { 0 } else { part(6)? };
    let text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{nanosecond:09}{}",
        part(0)?,
        part(1)?,
        part(2)?,
        part(3)?,
        part(4)?,
        part(5)?,
        if is_utc { "Z" } else { "" }
    );
    read(&text, zone)
}

/// Keys of a time inside an object, and of its zone.
const TIMES: [&str; 8] = ["date", "dateTime", "datetime", "iso", "value", "@value", "#text", "$t"];
const ZONES: [&str; 3] = ["timezone", "timeZone", "tz"];

/// PHP's `{"date": …, "timezone": …}` and its kind, and seconds with their fraction (`{"seconds": …, "nanos": …}`).
fn of_fields(fields: &Map<String, Value>, zone: &TimeZone) -> Option<Time> {
    if let Some(seconds) = ["seconds", "_seconds"].iter().find_map(|key| fields.get(*key)) {
        return of_number(seconds.as_f64()?, zone);
    }
    let text = TIMES.iter().find_map(|key| fields.get(*key)?.as_str())?;
    let named = ZONES.iter().find_map(|key| fields.get(*key)?.as_str());
    let Some(named) = named else { return read(text, zone) };
    // A zone that is not known leaves the time unread.
    let both = read(&format!("{text} {named}"), zone).or_else(|| read(&format!("{text}{named}"), zone));
    both.or_else(|| read(text, zone).filter(|time| time.zone_given))
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use serde_json::json;

    use super::read_value;

    #[test]
    fn objects_and_lists_are_times_too() {
        for (value, expected) in [
            (json!([2024, 5, 7, 6, 30, 0, 1, 128, 0]), Some(("2024-05-07T06:30:00Z", true))),
            (json!([2024, 5, 7]), Some(("2024-05-07T00:00:00Z", false))),
            (json!([2024, 5, 7, 6, 30]), Some(("2024-05-07T06:30:00Z", false))),
            (json!([2024, 5, 7, 6, 30, 0, 250_000_000]), Some(("2024-05-07T06:30:00.25Z", false))),
            (
                json!({"date": "2024-05-07 08:30:00.000000", "timezone_type": 3, "timezone": "Europe/Berlin"}),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (
                json!({"date": "2024-05-07 08:30:00.000000", "timezone_type": 1, "timezone": "+02:00"}),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (
                json!({"dateTime": "2024-05-07T06:30:00.0000000", "timeZone": "UTC"}),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (
                json!({"__type": "Date", "iso": "2024-05-07T06:30:00.000Z"}),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (json!({"_seconds": 1_715_063_400, "_nanoseconds": 0}), Some(("2024-05-07T06:30:00Z", true))),
            (json!({"seconds": 1_715_063_400}), Some(("2024-05-07T06:30:00Z", true))),
            (
                json!({"@type": "xsd:dateTime", "@value": "2024-05-07T06:30:00Z"}),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (json!({"date": "2024-05-07 08:30:00", "timezone": "BST"}), None),
            (json!({"date": "2024-05-07 08:30:00", "timezone": "Mars/Olympus"}), None),
            (
                json!([{"value": "2024-05-07T06:30:00+00:00", "format": "Y-m-d"}]),
                Some(("2024-05-07T06:30:00Z", true)),
            ),
            (json!([[[7]]]), None),
            (json!([2024, 5]), None),
            (json!([2024, 13, 7]), None),
            (json!([5, 7, 2024]), None),
            (json!([2024, 5, 7, 6]), None),
            (json!(["2024", "5", "7"]), None),
            (json!([1.5, 2, 3]), None),
            (json!([2024, 5, -7]), None),
            (json!({"seconds": 12}), None),
            (json!({"name": "soon"}), None),
            (json!(true), None),
        ] {
            let found =
                read_value(&value, &TimeZone::UTC).map(|time| (time.timestamp.to_string(), time.zone_given));
            let expected = expected.map(|(time, given)| (time.to_owned(), given));
            assert_eq!(found, expected, "{value}");
        }
    }
}
