//! The layers of the library: enrichment is a pure function, `amqp` alone names the client library, and imports point
//! downwards, between folders and between the files of a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Rooms whose output depends on their input alone: the same article gives the same bytes.
const PURE: &[&str] = &["src/enrich", "src/document", "src/lexicon", "src/resources"];
const IMPURE: &[&str] = &["tokio", "lapin", "std::env", "SystemTime", "Instant", "std::net", "std::fs"];

#[test]
fn enrichment_knows_no_runtime_broker_clock_or_environment() {
    // The unit tests of a folder may read its data and measure time.
    let is_code = |file: &PathBuf| file.file_name().is_some_and(|name| name != "tests.rs");
    for file in PURE.iter().flat_map(|room| sources(room)).filter(is_code) {
        for word in IMPURE {
            assert_names_not(&file, word);
        }
    }
}

/// The files that ask for the time of day, each with the number of times: a header of dead letters, the choice of `--since`,
/// the rows of the console, the wait of a message, the age of an article, and the times of
/// its spans.
const ASKING: &[(&str, usize)] = &[
    ("src/worker/handler.rs", 1),
    ("src/cli/dead/select.rs", 1),
    ("src/worker/recent/mod.rs", 1),
    ("src/worker/spans.rs", 1),
    ("src/worker/in_flight/message.rs", 1),
    ("src/worker/in_flight/mod.rs", 1),
];

/// The clock may jump: nothing waits for the time of day. It is read in one place, and few ask there.
#[test]
fn the_time_of_day_is_read_in_one_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let clock = root.join("src/worker/clock.rs");
    for file in sources("src").iter().filter(|file| **file != clock) {
        for word in ["SystemTime", "Timestamp::now", "Zoned::now"] {
            assert_names_not(file, word);
        }
        let text = fs::read_to_string(file).expect("a source file is text");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let asks = code.matches("clock::now").count();
        let allowed = ASKING.iter().find(|(name, _)| root.join(name) == *file).map_or(0, |(_, count)| *count);
        assert_eq!(asks, allowed, "{} asks for the time of day", file.display());
    }
}

#[test]
fn only_amqp_names_the_client_library() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/amqp");
    for file in sources("src").iter().filter(|file| !file.starts_with(&root)) {
        for word in ["lapin::", "use lapin", "amq_protocol", "async_rs::"] {
            assert_names_not(file, word);
        }
    }
}

#[test]
fn only_telemetry_names_opentelemetry() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/telemetry");
    for file in sources("src").iter().filter(|file| !file.starts_with(&root)) {
        assert_names_not(file, "opentelemetry::");
        assert_names_not(file, "opentelemetry_");
    }
}

/// The folders of the library, from the lowest to the highest: each may use what stands before it.
const LAYERS: &[&str] = &[
    "lexicon",
    "document",
    "article",
    "resources",
    "enrich",
    "evaluate",
    "settings",
    "http_client",
    "telemetry",
    "shutdown",
    "worker",
    "amqp",
    "dead_letters",
    "http",
    "local_broker",
    "build",
];

#[test]
fn arrows_between_folders_point_downwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut used = 0;
    for file in sources("src") {
        let inside = file.strip_prefix(&root).expect("a source");
        let folder =
            inside.iter().next().and_then(|part| part.to_str()).expect("text").trim_end_matches(".rs");
        // The binaries use the library from outside; unit tests may use what stands above.
        if ["main", "lib", "cli", "bin"].contains(&folder)
            || inside.file_stem().is_some_and(|stem| stem == "tests")
        {
            continue;
        }
        let layer = |name: &str| LAYERS.iter().position(|layer| *layer == name);
        let own = layer(folder).unwrap_or_else(|| panic!("{folder} has no layer"));
        let text = fs::read_to_string(&file).expect("a source file is text");
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for line in code.lines().map(|line| line.split("//").next().unwrap_or_default()) {
            for name in line.split("crate::").skip(1) {
                let end = name.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(name.len());
                let Some(other) = layer(&name[..end]) else { continue };
                used += usize::from(other != own);
                assert!(other <= own, "{}: {folder} uses {}: {line}", file.display(), &name[..end]);
            }
        }
    }
    assert!(used > 100, "{used}");
}

/// Folders whose files import one another without a cycle.
const WITHOUT_CYCLES: &[&str] = &["worker", "amqp", "dead_letters", "settings", "http"];

/// Folders in which only a `mod.rs` and the files below it use each other: the list of steps stands there, and its types.
const WITHOUT_CYCLES_OF_FILES: &[&str] =
    &["lexicon", "article", "document", "resources", "enrich", "evaluate"];

#[test]
fn no_two_files_beside_a_mod_import_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in WITHOUT_CYCLES_OF_FILES {
        let is_file =
            |module: &Module| root.join(module.iter().collect::<PathBuf>()).with_extension("rs").is_file();
        let mut arrows = arrows(folder);
        arrows.retain(|module, _| is_file(module));
        for used in arrows.values_mut() {
            used.retain(is_file);
        }
        assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > 2, "{folder}: {arrows:?}");
        assert_eq!(cycle(&arrows), None, "src/{folder}: these files import each other in a circle");
    }
}

#[test]
fn no_two_files_of_a_folder_import_each_other() {
    for folder in WITHOUT_CYCLES {
        let arrows = arrows(folder);
        assert!(arrows.len() > 2, "{folder}: {arrows:?}");
        assert_eq!(cycle(&arrows), None, "src/{folder}: these files import each other in a circle");
    }
    let [one, two] = ["one", "two"].map(|name| vec![name.to_owned()]);
    let circle = BTreeMap::from([
        (one.clone(), BTreeSet::from([two.clone()])),
        (two.clone(), BTreeSet::from([one.clone()])),
    ]);
    assert_eq!(cycle(&circle), Some(vec![one, two]));
}

/// A module as the names that lead to it: `src/amqp/wire/mod.rs` is `["amqp", "wire"]`.
type Module = Vec<String>;

/// The imports between the files of a folder: by `crate::`, `super::` and `self::`, and in a `mod.rs` by the name of a
/// child.
fn arrows(folder: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_code = |file: &PathBuf| file.file_stem().is_some_and(|stem| stem != "tests");
    let files: BTreeMap<Module, PathBuf> = sources(&format!("src/{folder}"))
        .into_iter()
        .filter(is_code)
        .map(|file| {
            let inside = file.strip_prefix(&root).expect("a source").with_extension("");
            let names = inside.iter().map(|part| part.to_str().expect("text").to_owned());
            (names.filter(|name| name != "mod").collect(), file)
        })
        .collect();
    let mut arrows = BTreeMap::new();
    for (module, file) in &files {
        let text = fs::read_to_string(file).expect("a source file is text");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        let mut used = BTreeSet::new();
        for path in paths(&code, module) {
            let found = (1..=path.len()).rev().map(|end| &path[..end]).find(|path| files.contains_key(*path));
            let Some(found) = found.filter(|found| *found != module.as_slice()) else { continue };
            used.insert(found.to_vec());
        }
        arrows.insert(module.clone(), used);
    }
    arrows
}

/// The paths in some code, from the root of the library.
fn paths(code: &str, module: &Module) -> Vec<Module> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let start = code[..at].rfind(|c: char| !is_name(c)).map_or(0, |before| before + 1);
        // Only the first name of a path counts here: the rest is read from it.
        if start == at || code[..start].ends_with("::") {
            continue;
        }
        let base = match &code[start..at] {
            "crate" => Vec::new(),
            "super" => module[..module.len() - 1].to_vec(),
            "self" => module.clone(),
            _ if code[..start].ends_with(['{', ' ', '(', '<', '&', '!']) => {
                let mut child = module.clone();
                child.push(code[start..at].to_owned());
                child
            }
            _ => continue,
        };
        tree(&code[at + 2..], &base, &mut found);
    }
    found
}

/// Reads what follows `::` in a path: a name and more, or a group in braces.
fn tree(code: &str, base: &Module, found: &mut Vec<Module>) {
    let end = code.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(code.len());
    let (name, rest) = code.split_at(end);
    if name == "super" {
        return tree(rest.trim_start_matches("::"), &base[..base.len() - 1].to_vec(), found);
    }
    let mut path = base.clone();
    if !name.is_empty() {
        path.push(name.to_owned());
    }
    if let Some(rest) = rest.strip_prefix("::") {
        return tree(rest, &path, found);
    }
    let Some(group) = rest.strip_prefix('{').filter(|_| name.is_empty()) else { return found.push(path) };
    let (mut depth, mut start) = (0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                tree(group[start..at].trim_start(), &path, found);
                start = at + 1;
                if c == '}' {
                    return;
                }
            }
            _ => {}
        }
    }
}

/// A circle of imports, if there is one.
fn cycle(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    let mut left = arrows.clone();
    loop {
        let lowest = left.iter().find(|(_, used)| !used.iter().any(|one| left.contains_key(one)));
        let Some((module, _)) = lowest else { break };
        let module = module.clone();
        left.remove(&module);
    }
    // What is left leads to a circle: one step after another, until a module comes twice.
    let mut way = vec![left.keys().next()?.clone()];
    loop {
        let next = left[way.last()?].iter().find(|one| left.contains_key(*one))?;
        if let Some(at) = way.iter().position(|one| one == next) {
            return Some(way.split_off(at));
        }
        way.push(next.clone());
    }
}

fn assert_names_not(file: &Path, word: &str) {
    let text = fs::read_to_string(file).expect("a source file is text");
    // Unit tests at the end of a file may measure time too.
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    for (number, line) in code.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        assert!(!code.contains(word), "{}:{} names {word}: {line}", file.display(), number + 1);
    }
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "no sources in {folder}");
    found
}
