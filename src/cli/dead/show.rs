//! Letters for people.

use std::io::{self, Write};

use dateline::amqp::Received;
use dateline::dead_letters::Letter;
use dateline::dead_letters::record::headers;
use serde_json::Value;

use crate::cli::style::{Style, coloured};

/// Bytes of a body that is no text, at most.
const LONGEST_DUMP: usize = 512;

/// One letter in one line; `first` puts the head above it.
pub(super) fn line(out: &mut impl Write, letter: &Letter, first: bool) -> io::Result<()> {
    if first {
        let head = format!(
            "{:<12}  {:<20}  {:>5}  {:>9}  {:<20}  {}",
            "id", "failed at", "tries", "bytes", "reason", "from"
        );
        writeln!(out, "{}", Style::Faint.paint(&head, coloured()))?;
    }
    writeln!(
        out,
        "{}  {:<20}  {:>5}  {:>9}  {:<20}  {}",
        letter.id,
        letter.failed_at.map_or_else(|| "-".into(), |time| time.to_string()),
        letter.attempts.map_or_else(|| "-".into(), |count| count.to_string()),
        letter.bytes,
        printable(&letter.reason),
        origin(letter),
    )
}

/// Everything about one letter.
pub(super) fn whole(out: &mut impl Write, letter: &Letter, received: &Received) -> io::Result<()> {
    let coloured = coloured();
    writeln!(
        out,
        "{}",
        Style::Title.paint(&format!("{}  {}", letter.id, printable(&letter.reason)), coloured)
    )?;
    let mut entry = |name: &str, value: Option<String>| match value {
        None => Ok(()),
        Some(value) => {
            let name = Style::Faint.paint(&format!("{name:<10}"), coloured);
            writeln!(out, "  {name} {}", printable(&value))
        }
    };
    entry("why", letter.error.clone())?;
    entry("from", Some(origin(letter)))?;
    entry("tries", letter.attempts.map(|count| count.to_string()))?;
    entry("failed at", letter.failed_at.map(|time| time.to_string()))?;
    entry("message id", letter.message_id.clone())?;
    for one in &letter.unreadable {
        entry("unreadable", Some(format!("{}: {}", one.property, one.bytes)))?;
    }
    let encoding =
        letter.content_encoding.as_ref().map_or_else(String::new, |encoding| format!(", {encoding}"));
    let content_type = letter.content_type.as_deref().unwrap_or("no content type");
    entry("body", Some(format!("{} bytes, {content_type}{encoding}", letter.bytes)))?;
    if let Value::Object(headers) = headers(received) {
        for (name, value) in headers.iter().filter(|(name, _)| !name.starts_with("dateline.")) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            entry("header", Some(format!("{name}: {value}")))?;
        }
    }
    writeln!(out)?;
    body(out, &received.body)?;
    writeln!(out)
}

/// JSON is laid out, text is shown, anything else is dumped in part.
fn body(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
        let text = format!("{value:#}");
        return text.lines().try_for_each(|line| writeln!(out, "{}", printable(line)));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.lines().try_for_each(|line| writeln!(out, "{}", printable(line)));
    }
    for chunk in bytes[..bytes.len().min(LONGEST_DUMP)].chunks(16) {
        let hex: Vec<String> = chunk.iter().map(|byte| format!("{byte:02x}")).collect();
        let shown = chunk.iter().map(|&byte| if byte.is_ascii_graphic() { char::from(byte) } else { '.' });
        writeln!(out, "{:<47}  {}", hex.join(" "), shown.collect::<String>())?;
    }
    if bytes.len() > LONGEST_DUMP {
        writeln!(out, "… {} bytes in all; --raw writes them", bytes.len())?;
    }
    Ok(())
}

fn origin(letter: &Letter) -> String {
    let key = letter.routing_key.as_deref().unwrap_or_default();
    match &letter.exchange {
        None => "unknown".into(),
        Some(exchange) => printable(&format!("{exchange} {key}")).trim_end().to_owned(),
    }
}

/// Control characters of a stranger's message must not reach the terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_stranger_writes_to_the_terminal() {
        let mut out = Vec::new();
        body(&mut out, b"\x1b[2J").unwrap();
        body(&mut out, "{\"body\": \"\u{9b}2J\"}".as_bytes()).unwrap();
        let text = String::from_utf8_lossy(&out);
        assert!(!text.contains(['\u{1b}', '\u{9b}']), "{text:?}");
        body(&mut out, &[0xff; 600]).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("600 bytes in all"));
    }
}
