//! The rows of a table.

/// The rows of a table: lines that are neither empty nor comments. The word `#` is a row: a tab follows it.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && *line != "#" && !line.starts_with("# "))
}
