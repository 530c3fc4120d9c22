//! The Wikidata items of IPTC's concepts. `dateline-build topic-wikidata` writes the table.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each concept: its code and its item.
pub(in crate::resources) const TABLE: &str = include_str!("../artefacts/topic_wikidata.tsv");

/// The Wikidata item of the concept with this code.
pub fn wikidata(code: u32) -> Option<&'static str> {
    static ITEMS: LazyLock<HashMap<u32, &'static str>> = LazyLock::new(|| {
        let rows = TABLE.lines().filter_map(|line| line.split_once('\t'));
        rows.filter_map(|(code, item)| Some((code.parse().ok()?, item))).collect()
    });
    ITEMS.get(&code).copied()
}

#[cfg(test)]
mod tests {
    use super::{TABLE, wikidata};

    #[test]
    fn every_line_of_the_table_is_read() {
        let is_item = |item: &str| item.strip_prefix('Q').is_some_and(|number| number.parse::<u64>().is_ok());
        for line in TABLE.lines() {
            let (code, item) = line.split_once('\t').unwrap();
            assert!(is_item(item), "{line}");
            assert_eq!(wikidata(code.parse().unwrap()), Some(item));
        }
        assert_eq!(wikidata(1), None);
    }
}
