//! Rows of tables and lists of results.

use super::lines::Line;
use super::{Furniture, Kind};

/// Fewest rows in a row.
const ROWS: usize = 3;
/// Longest row, in characters.
const WIDTH: usize = 90;
/// In a row of results at least one word in so many is a number.
const ONE_IN: usize = 4;

/// Puts runs of rows into `found`.
pub(super) fn rows(lines: &[Line<'_>], found: &mut Vec<Furniture>) {
    let mut start = 0;
    while start < lines.len() {
        let run = lines[start..].iter().take_while(|line| is_row(line)).count();
        if run >= ROWS {
            let rows = &lines[start..start + run];
            found.extend(rows.iter().map(|line| Furniture { span: line.span, kind: Kind::Table }));
        }
        start += run + 1;
    }
}

/// True if a line has columns, or is a short list of names and numbers without a sentence's end.
fn is_row(line: &Line<'_>) -> bool {
    if line.ends_sentence() || line.text.chars().count() > WIDTH {
        return false;
    }
    let columns = line.text.split(['\t', '|']).filter(|cell| !cell.trim().is_empty()).count() >= 3
        || line.text.split("  ").filter(|cell| !cell.trim().is_empty()).count() >= 3;
    let words: Vec<&str> = line
        .text
        .split(|c: char| c.is_whitespace() || c == '-' || c == '\u{2013}')
        .filter(|word| !word.is_empty())
        .collect();
    let numbers = words
        .iter()
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '$')))
        .count();
    columns && numbers > 0 || numbers >= 2 && numbers * ONE_IN >= words.len() && words.len() >= 3
}
