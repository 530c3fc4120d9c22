//! The lint of the tables.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::columns::{parse_flags, parse_value};
use super::flags::{CURRENCY, DEMONYM, Flags, PERSON, SCALE};
use super::lists::RULE_TABLES;
use super::morphology::IRREGULAR_NOUNS;
use super::placeholders::PLACEHOLDERS;
use super::rows::rows;
use super::{CurrencyUnit, TABLES, WordList, get, has, hash_lower, measures};

#[test]
fn words_are_found_by_hash_and_unknown_ones_are_not() {
    let lexicon = get();
    let million = lexicon.word(lexicon.find(hash_lower("Million")));
    assert!(million.flags.intersects(SCALE) && (million.value - 1e6).abs() < 1.0);
    assert_eq!(lexicon.find(hash_lower("zzyzx")), 0);
    assert!(has("firemen", PERSON), "the plural of a countable noun has its flags");
    assert_eq!(lexicon.word(lexicon.find(hash_lower("Kenyan"))).country, *b"KE");
}

#[test]
fn units_and_currencies_are_found_by_their_words() {
    let lexicon = get();
    let unit = lexicon.word(lexicon.find(hash_lower("decades"))).unit().expect("a unit");
    assert_eq!((unit.code, unit.dimension, unit.factor as u32), ("a", "duration", 10));
    assert!(lexicon.word(lexicon.find(hash_lower("soldier"))).unit().is_none());
    let currency = |word: &str, country| match lexicon.word(lexicon.find(hash_lower(word))).currency() {
        Some(CurrencyUnit::One(currency)) => currency.code,
        Some(CurrencyUnit::Shared(shared)) => shared.code(country),
        None => "none",
    };
    assert_eq!(currency("naira", None), "NGN");
    assert_eq!((currency("dollars", None), currency("dollars", Some(*b"AU"))), ("USD", "AUD"));
    assert_eq!((currency("peso", Some(*b"PH")), currency("pencil", None)), ("PHP", "none"));
}

#[test]
fn rows_are_sorted_unique_and_free_of_blanks() {
    let files = TABLES.iter().map(|&(name, table)| (name, table));
    for (name, table) in
        files.chain([("irregular_nouns.tsv", IRREGULAR_NOUNS), ("placeholders.tsv", PLACEHOLDERS)])
    {
        let mut seen = HashSet::new();
        let mut before = "";
        for line in table.lines() {
            if line == "#" || line.starts_with("# ") {
                before = "";
                continue;
            }
            let word = line.split('\t').next().unwrap_or_default();
            assert!(!word.is_empty() && word.trim() == word, "{name}: blanks around a word: {line:?}");
            assert_eq!(word.to_lowercase(), word, "{name}: words are in lower case");
            assert!(
                line.split('\t').all(|column| !column.is_empty() && column.trim() == column),
                "{name}: {line:?}"
            );
            assert!(!line.contains("  "), "{name}: two blanks in a row: {line:?}");
            assert!(before < word, "{name}: {word:?} stands behind {before:?}; sort the section");
            assert!(seen.insert(word), "{name}: {word:?} stands twice");
            before = word;
        }
        assert!(!seen.is_empty(), "{name} has no words");
    }
}

#[test]
fn flags_are_known_and_values_can_be_read() {
    for (name, table) in TABLES {
        for row in rows(table) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert!((2..=3).contains(&columns.len()), "{name}: {row:?}: word, flags, perhaps a value");
            let mut names = HashSet::new();
            for flag in columns[1].split(' ') {
                assert!(Flags::from_name(flag).is_some(), "{name}: {row:?}: no flag is named {flag:?}");
                assert!(names.insert(flag), "{name}: {row:?}: {flag} stands twice");
            }
            if let Some(value) = columns.get(2) {
                let country = parse_flags(columns[1]).intersects(DEMONYM) && value.len() == 2;
                assert!(country || parse_value(value).is_some(), "{name}: {row:?}: no number");
            }
        }
    }
}

#[test]
fn every_file_of_words_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/en");
    let read: HashSet<&str> = TABLES.iter().map(|table| table.0).collect();
    let columns = [
        "units.tsv",
        "currencies.tsv",
        "shared_currencies.tsv",
        "currency_prefixes.tsv",
        "irregular_nouns.tsv",
        "placeholders.tsv",
    ];
    let stages: Vec<String> = RULE_TABLES.iter().map(|table| format!("{}.tsv", table.0)).collect();
    for entry in fs::read_dir(folder).expect("the folder of tables") {
        let name = entry.expect("readable").file_name().into_string().expect("plain names");
        assert!(
            read.contains(name.as_str()) || columns.contains(&name.as_str()) || stages.contains(&name),
            "nothing reads {name}"
        );
    }
}

/// A row counts as used if code outside this module names one of its flags.
#[test]
fn every_flag_of_a_row_is_named_by_a_rule() {
    let mut code = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let skipped: PathBuf = folders[0].join("lexicon");
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("readable").path();
            if path.is_dir() && path != skipped {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                code += &fs::read_to_string(&path).expect("a source file is text");
            }
        }
    }
    // Flags that the lexicon itself reads, and those that a union holds.
    code += &fs::read_to_string(skipped.join("reader.rs")).expect("the reader");
    code += &fs::read_to_string(skipped.join("flags.rs"))
        .expect("the flags")
        .split_once("};\n}")
        .map_or_else(String::new, |at| at.1.to_owned());
    let named: HashSet<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    for (name, flag) in Flags::all().iter_names() {
        assert!(named.contains(name), "no rule asks for {name}");
        let rows = TABLES
            .iter()
            .flat_map(|table| rows(table.1))
            .any(|row| row.split('\t').nth(1).is_some_and(|flags| parse_flags(flags).intersects(flag)));
        let computed = super::flags::UNIT | CURRENCY | super::flags::CURRENCY_CODE;
        assert!(rows || computed.intersects(flag), "no row has {name}");
    }
}

#[test]
fn units_are_keyed_and_their_words_are_unique() {
    let (mut keys, mut words) = (HashSet::new(), HashSet::new());
    for unit in measures::units() {
        assert!(keys.insert((unit.code, unit.words)), "{} stands twice", unit.code);
        assert!(unit.factor > 0.0 && !unit.words.is_empty() && !unit.words.contains("  "), "{unit:?}");
        assert!(
            unit.words.split(' ').all(|word| words.insert(word)),
            "a word of {} is another unit's",
            unit.code
        );
    }
}

#[test]
fn currencies_are_keyed_and_their_words_are_unique() {
    let mut words = HashSet::new();
    let currencies = measures::currencies();
    assert!(currencies.is_sorted_by(|a, b| a.code < b.code), "sorted by code");
    let shared = measures::shared_currencies();
    let codes: HashSet<&str> = currencies.iter().map(|currency| currency.code).collect();
    for list in currencies.iter().map(|currency| currency.words).chain(shared.iter().map(|row| row.words)) {
        for word in list.split_whitespace() {
            assert!(words.insert(word), "{word} names two currencies");
        }
    }
    for row in shared {
        assert!(codes.contains(row.default), "{row:?}");
        assert!(row.exceptions.iter().all(|(_, code)| codes.contains(code)), "{row:?}");
    }
}

#[test]
fn prefixes_of_currencies_are_keyed_and_name_known_currencies() {
    let mut keys = HashSet::new();
    for prefix in measures::currency_prefixes() {
        assert!(keys.insert((prefix.letters, prefix.country)), "{prefix:?} stands twice");
        let word = get().word(get().find(hash_lower(prefix.currency)));
        assert!(word.currency().is_some(), "{prefix:?} names no currency");
        assert!(prefix.letters.trim() == prefix.letters && !prefix.letters.is_empty(), "{prefix:?}");
    }
}

#[test]
fn the_table_stays_sparse() {
    let lexicon = get();
    assert!(lexicon.len() < super::table::SLOTS / 2, "more slots are needed for {} words", lexicon.len());
}

#[test]
fn a_word_has_the_lists_that_have_it() {
    let list = WordList::new("place_cues", "OF");
    let word = get().find(hash_lower("Of"));
    assert!(list.has_word(word) && list.has(hash_lower("of")));
    assert!(!list.has_word(0) && !list.has_word(get().find(hash_lower("million"))));
    // In more lists than the entry of a word has room for, and in fewer.
    for (stage, table) in RULE_TABLES {
        for (word, names) in rows(table).filter_map(|row| row.split_once('\t')) {
            let key = hash_lower(&word.replace('_', " "));
            for name in names.split(' ') {
                let list = super::word_set(stage, name).expect("a list");
                assert!(list.has(key), "{stage}.tsv: {name} has {word:?}");
            }
        }
    }
    assert!(!WordList::new("figures", "NONE").has_word(word));
}

#[test]
fn a_word_list_has_the_words_of_its_name_in_order() {
    let known = WordList::new("item_forms", "WITHDRAWALS");
    assert!(known.contains(&"should be killed") && known.is_sorted());
    assert!(WordList::new("furniture", "CORRECTIONS").contains(&"corrects "), "`_` is a blank");
    assert!(WordList::new("item_forms", "MARKET_MOVES").is_sorted());
    assert!(WordList::new("item_forms", "NONE").is_empty());
}

/// The lists that the code declares, as pairs of stage and name.
fn declared() -> HashSet<(String, String)> {
    let mut declared = HashSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path = entry.expect("readable").path();
            if path.is_dir() && !path.ends_with("lexicon") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let code = fs::read_to_string(&path).expect("a source file is text");
                let names = |text: &str| -> Vec<String> {
                    let name = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
                    text.split(name).filter(|name| !name.is_empty()).map(str::to_owned).collect()
                };
                for one in code.split("WordList::new(").skip(1) {
                    let [stage, name, ..] = &names(one)[..] else { continue };
                    declared.insert((stage.clone(), name.clone()));
                }
                for one in code.split("word_lists! {").skip(1) {
                    let inside = names(one.split('}').next().unwrap_or_default());
                    declared.extend(inside[1..].iter().map(|name| (inside[0].clone(), name.clone())));
                }
                for block in code.split("\npatterns! {").skip(1) {
                    let block = block.split("\n}").next().unwrap_or_default();
                    let lines = block.lines().filter(|line| !line.trim_start().starts_with("//"));
                    let texts: Vec<&str> =
                        lines.flat_map(|line| line.split('"').skip(1).step_by(2)).collect();
                    let lists = texts[1..].iter().flat_map(|text| names(text));
                    let lists = lists.filter(|name| name.len() > 1 && name.to_uppercase() == *name);
                    let lists = lists.filter(|name| super::flags::named(name).is_none());
                    let lists = lists.filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
                    declared.extend(lists.map(|name| (texts[0].to_owned(), name)));
                }
            }
        }
    }
    declared
}

#[test]
fn every_word_list_is_declared_and_has_words() {
    let declared = declared();
    let mut filled = HashSet::new();
    for (stage, table) in RULE_TABLES {
        for row in rows(table) {
            let (_, lists) =
                row.split_once('\t').unwrap_or_else(|| panic!("{stage}.tsv: {row:?} names no list"));
            let names: Vec<&str> = lists.split(' ').collect();
            assert!(names.is_sorted_by(|a, b| a < b), "{stage}.tsv: {row:?}: the lists are not sorted");
            filled.extend(names.iter().map(|name| ((*stage).to_owned(), (*name).to_owned())));
        }
    }
    for list in &filled {
        assert!(declared.contains(list), "no rule asks for {} of {}.tsv", list.1, list.0);
    }
    for list in &declared {
        assert!(filled.contains(list), "{}.tsv has no word of {}", list.0, list.1);
    }
    assert!(filled.len() > 200, "{}", filled.len());
}

#[test]
fn rows_of_word_lists_are_sorted_unique_and_free_of_blanks() {
    for (stage, table) in RULE_TABLES {
        let words: Vec<&str> = rows(table).filter_map(|row| row.split('\t').next()).collect();
        assert!(words.is_sorted_by(|a, b| a < b), "{stage}.tsv: sort the rows; a word stands in one row");
        for word in words {
            assert!(!word.is_empty() && word.trim() == word, "{stage}.tsv: blanks around {word:?}");
        }
    }
}
