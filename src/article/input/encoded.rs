//! Texts that stand for other texts: in base64, compressed, as in an address, escaped for JSON twice.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::html;
use super::prose::is_prose;

/// Shortest text in base64 that is decoded, in bytes.
const SHORTEST_ENCODED: usize = 80;

/// The text that a body in base64 stands for. A text of one word this long is no other.
pub(super) fn decoded(text: &str) -> Option<String> {
    let is_encoded = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=\r\n".contains(&byte);
    let text = text.trim();
    if let Some(plain) = percent_decoded(text).or_else(|| unescaped(text)) {
        return Some(plain);
    }
    let text = match text.strip_prefix("data:text/").and_then(|data| data.split_once(";base64,")) {
        Some((_, data)) => data,
        None => text,
    };
    if text.len() < SHORTEST_ENCODED || !text.bytes().all(is_encoded) {
        return None;
    }
    let encoded: String = text.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(encoded).ok()?;
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) { gunzipped(&bytes)? } else { bytes };
    let decoded = String::from_utf8(bytes).ok()?;
    is_prose(&html::to_text(&decoded)).then_some(decoded)
}

/// Most bytes that a compressed body may have.
const LARGEST: u64 = 16 << 20;

fn gunzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes).take(LARGEST).read_to_end(&mut plain).ok()?;
    ((read as u64) < LARGEST).then_some(plain)
}

/// The text that was written for an address: `%3Cp%3ERain%20fell`.
fn percent_decoded(text: &str) -> Option<String> {
    let is_encoded = text.len() >= SHORTEST_ENCODED
        && text.is_ascii()
        && !text.contains(|c: char| c.is_whitespace() || c == '<')
        && text.matches("%20").count() + text.matches('+').count() >= 5;
    let plain = is_encoded.then(|| percent_decode_str(text).decode_utf8().ok())??;
    let plain = if plain.contains(' ') { plain.into_owned() } else { plain.replace('+', " ") };
    is_prose(&html::to_text(&plain)).then_some(plain)
}

/// The text that was escaped for JSON twice: `\\u003cp\\u003e`, `\\n\\n` as characters.
fn unescaped(text: &str) -> Option<String> {
    let has_escapes = text.contains("\\u003c") || text.contains("\\n\\n") || text.contains("\\r\\n");
    let is_line = !text.contains(['\n', '\r']);
    if !has_escapes || !is_line {
        return None;
    }
    let quoted = format!("\"{}\"", text.replace("\\\"", "\"").replace('"', "\\\""));
    serde_json::from_str(&quoted).ok()
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::decoded;

    #[test]
    fn a_text_that_stands_for_another_is_decoded() {
        let story = "Ferries sailed again on Monday after a storm had kept 340 passengers ashore.\n\nNo one was hurt.";
        let encoded = STANDARD.encode(story);
        let percent: String = story.replace(' ', "%20").replace('\n', "%0A");
        for text in [
            encoded.clone(),
            format!("data:text/plain;charset=utf-8;base64,{encoded}"),
            percent,
            story.replace('\n', "\\n"),
        ] {
            assert_eq!(decoded(&text).as_deref(), Some(story), "{text}");
        }
        for text in [story, "QUJD".repeat(80).as_str(), "100%25_of_all", "C:\\new\\names", ""] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
