//! Keys as the spellings of different systems have them in common.

/// A key without case and marks: `embargoUntil`, `embargo_until` and `Embargo-Until` are one. Of a path of names
/// (`cms.content.publishDate`, `dc:date`) the last counts.
pub(super) fn fold(key: &str) -> String {
    let last = key.rsplit(['.', ':']).next().filter(|last| last.chars().any(char::is_alphanumeric));
    let last = last.unwrap_or(key);
    last.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True if a key is a path of names.
pub(super) fn is_path(key: &str) -> bool {
    key.contains(['.', ':'])
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_key_are_one() {
        for (key, folded) in [
            ("embargoUntil", "embargountil"),
            ("Embargo-Until", "embargountil"),
            ("EMBARGO_UNTIL", "embargountil"),
            ("embargo until", "embargountil"),
            ("cms.content.publishDate", "publishdate"),
            ("dc:date", "date"),
            ("Veröffentlicht", "veröffentlicht"),
            ("Story-ID:", "storyid"),
            ("发布时间", "发布时间"),
            ("", ""),
        ] {
            assert_eq!(fold(key), folded, "{key}");
        }
    }
}
