//! Keys as the spellings of different systems have them in common.

/// A key without case and marks: `embargoUntil`, `embargo_until` and `Embargo-Until` are one. Of a path of names
/// (`cms.content.publishDate`, `dc:date`) the last counts.
pub(super) fn fold(key: &str) -> String {
    let last = key.rsplit(['.', ':']).next().filter(|last| last.chars().any(char::is_alphanumeric));
    let last = last.unwrap_or(key);
    bare(last, char::is_alphanumeric)
}

/// The characters of a key that count, in lower case.
pub(super) fn bare(key: &str, counts: impl Fn(char) -> bool) -> String {
    // Nearly all keys are ASCII, and every article has many.
    let mut bare = String::with_capacity(key.len());
    if key.is_ascii() {
        bare.extend(key.bytes().map(char::from).filter(|&c| counts(c)).map(|c| c.to_ascii_lowercase()));
    } else {
        bare.extend(key.chars().filter(|&c| counts(c)).flat_map(char::to_lowercase));
    }
    bare
}

/// True if a key is a path of names.
pub(super) fn is_path(key: &str) -> bool {
    key.contains(['.', ':'])
}

/// The words of a key: `metaDescription`, `og:description` and `body_text` have two.
pub(super) fn words(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
        if c.is_alphanumeric() {
            words.last_mut().expect("one at least").extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// True if a value under a key is in UTC although it names no zone: `date_gmt`, `created_utc`.
pub(super) fn is_utc(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["_gmt", "_utc", "-gmt", "-utc", "dategmt", "dateutc"].iter().any(|end| key.ends_with(end))
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
