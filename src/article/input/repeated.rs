//! Keys that stand twice in one object. JSON allows them and leaves open which value counts; parsers take the last, so that an
//! empty second `body` would hide the first in silence.

use std::ops::Range;

use serde_json::Value;

use super::fields;
use super::html;
use crate::lexicon::is_placeholder;

/// A key of an object with its value, as byte ranges of the text. The key's range has its quotes.
struct Member {
    key: Range<usize>,
    value: Range<usize>,
}

/// An object or a list that is being read.
struct Frame {
    is_object: bool,
    members: Vec<Member>,
    /// The key whose value is being read.
    key: Option<Range<usize>>,
    /// The start of that value.
    start: usize,
}

/// A part of the text with what stands there instead.
type Edit = (Range<usize>, String);

/// The text of valid JSON with one value for each key of an object: the last that says something. Others that say something
/// go under a key of their own (`body_repeated`), so that none is lost. `None` where no value has to give way.
pub(super) fn separate(text: &str) -> Option<String> {
    let mut edits = edits(text);
    if edits.is_empty() {
        return None;
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut separated = String::with_capacity(text.len() + 64);
    let mut end = 0;
    for (range, replacement) in edits.into_iter().filter(|(range, _)| range.end <= text.len()) {
        if range.start >= end {
            separated.push_str(&text[end..range.start]);
            separated.push_str(&replacement);
            end = range.end;
        }
    }
    separated.push_str(&text[end..]);
    Some(separated)
}

fn edits(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let (mut frames, mut edits): (Vec<Frame>, Vec<Edit>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at);
                if let Some(frame) = frames.last_mut().filter(|frame| frame.is_object && frame.key.is_none())
                {
                    frame.key = Some(at..end);
                }
                at = end;
                continue;
            }
            b'{' | b'[' => {
                frames.push(Frame { is_object: byte == b'{', members: Vec::new(), key: None, start: at });
            }
            b':' => frames.iter_mut().next_back().into_iter().for_each(|frame| frame.start = at + 1),
            b',' => frames.iter_mut().next_back().into_iter().for_each(|frame| frame.close(at)),
            b'}' | b']' => {
                if let Some(mut frame) = frames.pop() {
                    frame.close(at);
                    repeated(text, &frame.members, &mut edits);
                }
            }
            _ => {}
        }
        at += 1;
    }
    edits
}

/// The position behind a string that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

impl Frame {
    /// Ends the member that is being read.
    fn close(&mut self, end: usize) {
        if let Some(key) = self.key.take() {
            self.members.push(Member { key, value: self.start..end });
        }
    }
}

/// Adds the edits for the keys of an object that stand in it more than once.
fn repeated(text: &str, members: &[Member], edits: &mut Vec<Edit>) {
    let key = |member: &Member| &text[member.key.clone()];
    let mut sorted: Vec<&Member> = members.iter().collect();
    // Members of one key stay in their order.
    sorted.sort_by(|a, b| key(a).cmp(key(b)));
    for group in sorted.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1) {
        let value = |member: &Member| text[member.value.clone()].trim();
        let last = group.iter().rposition(|member| says_something(value(member))).unwrap_or(group.len() - 1);
        for (index, member) in group.iter().enumerate().filter(|(index, _)| *index != last) {
            if !says_something(value(member)) {
                if index > last {
                    edits.push((member.value.clone(), value(group[last]).to_owned()));
                }
            } else if value(member) != value(group[last]) {
                let end = member.key.end - 1;
                let number = if index == 0 { String::new() } else { format!("_{}", index + 1) };
                edits.push((end..end, format!("_repeated{number}")));
            }
        }
    }
}

fn says_something(value: &str) -> bool {
    match serde_json::from_str::<Value>(value) {
        Ok(Value::String(text)) => !is_placeholder(&html::to_text(&text)),
        Ok(value) => !fields::is_blank(&value),
        Err(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::separate;
    use crate::article::input::{Hints, Rules, read, read_closely};

    #[test]
    fn the_last_value_that_says_something_counts_and_none_is_lost() {
        for (text, expected) in [
            (r#"{"a": "x", "a": ""}"#, Some(r#"{"a": "x", "a":"x"}"#)),
            (
                r#"{"a": "x", "b": 1, "a": null, "a": "<p> </p>"}"#,
                Some(r#"{"a": "x", "b": 1, "a":"x", "a":"x"}"#),
            ),
            (r#"{"a": "x", "a": "y"}"#, Some(r#"{"a_repeated": "x", "a": "y"}"#)),
            (
                r#"{"a": [1], "a": {"b": 2, "b": 3}}"#,
                Some(r#"{"a_repeated": [1], "a": {"b_repeated": 2, "b": 3}}"#),
            ),
            (
                r#"{"a": "x", "a": "z", "a": "y"}"#,
                Some(r#"{"a_repeated": "x", "a_repeated_2": "z", "a": "y"}"#),
            ),
            (r#"[{"a": "\"a\": {", "b": "}"}, {"a": 1}]"#, None),
            (r#"{"a": "", "a": "x"}"#, None),
            (r#"{"a": "x", "a": "x"}"#, None),
            (r#"{"a": null, "a": ""}"#, None),
            (r#"{"a": {"a": 1}, "b": ["a", "a"]}"#, None),
        ] {
            assert_eq!(separate(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_second_body_is_told_and_does_not_hide_the_first() {
        let sentences: Vec<String> =
            (0..9).map(|number| format!("Bridge {number} was closed on day {number}. ")).collect();
        let long = sentences.concat();
        for second in ["\"\"", "null", "[]", "\"[Removed]\""] {
            let text = format!(r#"{{"title": "Ferry", "body": {}, "body": {second}}}"#, json!(long));
            let article = read(text.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
            assert_eq!(
                (article.body.as_str(), article.repaired.join(" ").as_str()),
                (long.as_str(), "repeated_keys")
            );
            let strict = Rules { strict: true, ..Rules::default() };
            let error = read(text.as_bytes(), &Hints::default(), &strict).unwrap_err();
            assert_eq!(error.reason(), "unreadable_body");
        }
        let text = format!(r#"{{"title": "Ferry", "body": {}, "body": "Another."}}"#, json!(long));
        let reading = read_closely(text.as_bytes(), &Hints::default(), &Rules::default()).unwrap();
        assert_eq!(reading.article.extra["body_repeated"], long);
        assert_eq!(
            (reading.article.body.as_str(), reading.unread[0].pointer.as_str()),
            ("Another.", "/body_repeated")
        );
    }
}
