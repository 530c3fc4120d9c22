//! Broken JSON that agencies really send, mended where only one reading is possible.
//!
//! Valid JSON never comes here. The structure is not touched: only what stands inside strings, and the words `NaN` and
//! `Infinity` that Python writes for numbers JSON does not have.

/// A kind of damage that was repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repair {
    /// Line ends, tabs and other control characters stood raw in a string.
    ControlCharacters,
    /// A backslash stood before a character that JSON does not escape; it is taken for a backslash.
    BadEscapes,
    /// Half of a pair of surrogates; it became U+FFFD.
    LoneSurrogates,
    /// `NaN` or `Infinity`; it became `null`.
    NonFiniteNumbers,
    /// A key stood twice in one object with different values; the last that says something counts, others have a key of
    /// their own.
    RepeatedKeys,
}

impl Repair {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::ControlCharacters,
        Self::BadEscapes,
        Self::LoneSurrogates,
        Self::NonFiniteNumbers,
        Self::RepeatedKeys,
    ];

    /// Its name in `article.repaired` and in the metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ControlCharacters => "control_characters",
            Self::BadEscapes => "bad_escapes",
            Self::LoneSurrogates => "lone_surrogates",
            Self::NonFiniteNumbers => "non_finite_numbers",
            Self::RepeatedKeys => "repeated_keys",
        }
    }
}

/// The text with its damage repaired, and the kinds of damage; `None` where there is none of these kinds.
pub(super) fn repair(text: &str) -> Option<(String, Vec<Repair>)> {
    let mut writer = Writer { out: String::with_capacity(text.len() + 64), found: Vec::new() };
    let mut rest = text;
    let mut in_string = false;
    while let Some(c) = rest.chars().next() {
        let used = match (in_string, c) {
            (true, '\\') => writer.escape(rest),
            (true, '\0'..='\u{1f}') => writer.control(c),
            (_, '"') => {
                in_string = !in_string;
                writer.copy(&rest[..1])
            }
            (false, 'N' | 'I' | '-') => writer.number(rest),
            _ => writer.copy(&rest[..c.len_utf8()]),
        };
        rest = &rest[used..];
    }
    writer.found.sort_unstable();
    writer.found.dedup();
    (!writer.found.is_empty()).then_some((writer.out, writer.found))
}

/// Writes the repaired text. Each method gives the number of bytes that it has read.
struct Writer {
    out: String,
    found: Vec<Repair>,
}

impl Writer {
    fn copy(&mut self, text: &str) -> usize {
        self.out.push_str(text);
        text.len()
    }

    fn repaired(&mut self, repair: Repair, text: &str) {
        self.found.push(repair);
        self.out.push_str(text);
    }

    fn control(&mut self, c: char) -> usize {
        match c {
            '\n' => self.repaired(Repair::ControlCharacters, "\\n"),
            '\r' => self.repaired(Repair::ControlCharacters, "\\r"),
            '\t' => self.repaired(Repair::ControlCharacters, "\\t"),
            c => self.repaired(Repair::ControlCharacters, &format!("\\u{:04x}", u32::from(c))),
        }
        c.len_utf8()
    }

    /// `rest` starts with a backslash inside a string.
    fn escape(&mut self, rest: &str) -> usize {
        match rest[1..].chars().next() {
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => self.copy(&rest[..2]),
            Some('u') => self.unicode(rest),
            // JavaScript escapes an apostrophe, which needs none.
            Some('\'') => {
                self.repaired(Repair::BadEscapes, "'");
                2
            }
            _ => {
                self.repaired(Repair::BadEscapes, "\\\\");
                1
            }
        }
    }

    /// `rest` starts with `\u` inside a string.
    fn unicode(&mut self, rest: &str) -> usize {
        let Some(unit) = unit(rest) else {
            self.repaired(Repair::BadEscapes, "\\\\");
            return 1;
        };
        let is_pair = matches!(unit, 0xD800..=0xDBFF)
            && rest.get(6..).and_then(self::unit).is_some_and(|next| matches!(next, 0xDC00..=0xDFFF));
        if is_pair {
            self.copy(&rest[..12])
        } else if matches!(unit, 0xD800..=0xDFFF) {
            self.repaired(Repair::LoneSurrogates, "\\ufffd");
            6
        } else {
            self.copy(&rest[..6])
        }
    }

    /// `rest` starts outside a string with a character that `NaN`, `Infinity` or `-Infinity` start with.
    fn number(&mut self, rest: &str) -> usize {
        for word in ["NaN", "Infinity", "-Infinity"] {
            if rest.starts_with(word) {
                self.repaired(Repair::NonFiniteNumbers, "null");
                return word.len();
            }
        }
        self.copy(&rest[..1])
    }
}

/// The code unit of an escape `\uXXXX` that a text starts with.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_damage_is_repaired_and_told() {
        for (broken, mended, repairs) in [
            ("{\"a\":\"x\ny\tz\u{1}\"}", r#"{"a":"x\ny\tz\u0001"}"#, &[Repair::ControlCharacters][..]),
            (r#"{"a":"C:\data\q \'s"}"#, r#"{"a":"C:\\data\\q 's"}"#, &[Repair::BadEscapes]),
            (r#"{"a":"\u12 \x"}"#, r#"{"a":"\\u12 \\x"}"#, &[Repair::BadEscapes]),
            (r#"{"a":"lol \ud83d \udc00!"}"#, r#"{"a":"lol \ufffd \ufffd!"}"#, &[Repair::LoneSurrogates]),
            (
                r#"{"a":"\ud83d\ude00 \ud83d\n"}"#,
                r#"{"a":"\ud83d\ude00 \ufffd\n"}"#,
                &[Repair::LoneSurrogates],
            ),
            (
                r#"{"a":NaN,"b":[-Infinity,Infinity,-1]}"#,
                r#"{"a":null,"b":[null,null,-1]}"#,
                &[Repair::NonFiniteNumbers],
            ),
            (
                "{\"a\":\"\\ud800\r\n\\d\"}",
                r#"{"a":"\ufffd\r\n\\d"}"#,
                &[Repair::ControlCharacters, Repair::BadEscapes, Repair::LoneSurrogates],
            ),
        ] {
            let (text, found) = repair(broken).unwrap_or_else(|| panic!("{broken}"));
            assert_eq!((text.as_str(), found.as_slice()), (mended, repairs), "{broken}");
            assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        }
    }

    #[test]
    fn other_damage_is_left_alone() {
        for text in ["{\"a\":\"NaN\"}", "{'a': 1}", "{\"a\": 1,}", "{\"a\": \"b", "", "\\", "// x\n{}"] {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
