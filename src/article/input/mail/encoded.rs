//! The encodings of a mail: base64, quoted-printable, and words of another charset in its head.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Base64 as mails have it: with its filling or without, and with bits behind the end.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes of a text in base64; lines do not matter.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let plain: String = text.split_ascii_whitespace().collect();
    LENIENT.decode(plain).ok()
}

/// The bytes of a text in quoted-printable. What is no escape stays as it is.
pub(super) fn quoted_printable(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = if line.ends_with("\r\n") {
            "\r\n"
        } else if line.ends_with('\n') {
            "\n"
        } else {
            ""
        };
        // Blanks before the end of a line were added on the way.
        let content = line[..line.len() - end.len()].trim_end_matches([' ', '\t', '\r']);
        let (content, end) = match content.strip_suffix('=') {
            Some(content) => (content, ""),
            None => (content, end),
        };
        unescape(content.as_bytes(), &mut bytes);
        bytes.extend_from_slice(end.as_bytes());
    }
    bytes
}

fn unescape(content: &[u8], bytes: &mut Vec<u8>) {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut rest = content;
    while let Some((&first, behind)) = rest.split_first() {
        if first == b'='
            && let [high, low, after @ ..] = behind
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(first);
            rest = behind;
        }
    }
}

/// Text of bytes in the charset that a part names; UTF-8 and windows-1252 where it names none or an unknown one.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let guessed = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    named.unwrap_or(guessed).decode(bytes).0.into_owned()
}

/// A value of the head with its encoded words (`=?utf-8?q?…?=`) as they are read.
pub(super) fn words(value: &str) -> String {
    let mut output = String::new();
    let mut rest = value;
    let mut is_behind_word = false;
    while let Some(at) = rest.find("=?") {
        let (before, start) = rest.split_at(at);
        let Some((decoded, length)) = word(start) else {
            output.push_str(before);
            output.push_str("=?");
            rest = &start[2..];
            is_behind_word = false;
            continue;
        };
        // White space between two encoded words belongs to neither.
        if !(is_behind_word && before.trim().is_empty()) {
            output.push_str(before);
        }
        output.push_str(&decoded);
        rest = &start[length..];
        is_behind_word = true;
    }
    output.push_str(rest);
    output
}

/// The encoded word that a text begins with, and its length.
fn word(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix("=?")?;
    let (charset, rest) = inner.split_once('?')?;
    let (encoding, rest) = rest.split_once('?')?;
    let (content, _) = rest.split_once("?=")?;
    if content.contains(char::is_whitespace) || charset.len() > 40 {
        return None;
    }
    let bytes = match encoding {
        "b" | "B" => base64(content)?,
        "q" | "Q" => {
            let mut bytes = Vec::new();
            unescape(content.replace('_', " ").as_bytes(), &mut bytes);
            bytes
        }
        _ => return None,
    };
    let label = charset.split('*').next().unwrap_or_default();
    let length = charset.len() + encoding.len() + content.len() + 6;
    Some((self::text(&bytes, Some(label)), length))
}

#[cfg(test)]
mod tests {
    use super::{quoted_printable, words};

    #[test]
    fn words_of_the_head_are_decoded() {
        for (value, expected) in [
            ("=?utf-8?B?RsOp?= =?utf-8?q?_and_snow?=", "Fé and snow"),
            ("Ferry =?iso-8859-1?q?F=E9?= stops", "Ferry Fé stops"),
            ("=?utf-8*en?q?Rain?=", "Rain"),
            ("=?what is?=", "=?what is?="),
            ("=?utf-8?x?Rain?= =?", "=?utf-8?x?Rain?= =?"),
            ("Rain", "Rain"),
        ] {
            assert_eq!(words(value), expected, "{value}");
        }
    }

    #[test]
    fn soft_line_ends_and_broken_escapes_are_read() {
        assert_eq!(quoted_printable("a=3Db =\r\nc  \r\n=E9=zz=4"), b"a=b c\r\n\xe9=zz=4");
    }
}
