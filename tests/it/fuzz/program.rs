//! Targets beside the articles: settings of any form, and artefacts that are damaged.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use dateline::resources::gazetteer::{Gazetteer, format};
use dateline::resources::names::{self, NamesModel};
use dateline::settings::{DEFAULTS, Layers, load, show};

use super::{Target, run};

/// A file in the target folder with these bytes, overwritten each time.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}-{}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Any file and any environment: settings, or an error that names each problem. What is shown is TOML again.
#[test]
fn settings() {
    let seeds = [
        DEFAULTS,
        "[broker]\nuri = \"amqp://a:b@c/%2f\"\nheartbeat = \"5s\"\n",
        "limits.article_time = \"1h30m\"\nretry.delays = [\"1s\", \"2m\"]\n",
        "DATELINE__CONSUME__PREFETCH=12\nDATELINE__RETRY__DELAYS=1s,2s\nDATELINE__INPUT__TIMEZONE=Europe/Berlin\n",
    ];
    run(&Target {
        name: "settings",
        longest: 16 * 1024,
        seeds: seeds.map(|seed| seed.as_bytes().to_vec()).to_vec(),
        words: &[
            "[broker]\n",
            "[broker.tls]\n",
            "[topology]\n",
            "[limits]\n",
            "[input.fields]\n",
            "uri = ",
            "password = ",
            "prefetch = ",
            "delays = [",
            "timezone = ",
            "\"1s\"",
            "\"-1s\"",
            "\"9999999999999h\"",
            "\"64KiB\"",
            "\"99999999999GiB\"",
            "\"\"",
            "[]",
            "{}",
            "true",
            "0",
            "-1",
            "1e400",
            "nan",
            "\"\"\"",
            "'",
            "\\u0000",
            " = ",
            ".",
            "\n",
            "#",
            "DATELINE__BROKER__HEARTBEAT=",
            "DATELINE_BROKER_URI=",
            "dateline__log__level=",
        ],
        check: |input| {
            let text = String::from_utf8_lossy(input);
            let environment = text.lines().filter_map(|line| line.split_once('='));
            let environment = environment.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let flags = vec![("--set".to_owned(), "limits.body_bytes".to_owned(), text.clone().into_owned())];
            for layers in [
                Layers { file: Some(written("settings.toml", input)), ..Layers::default() },
                Layers { environment, ..Layers::default() },
                Layers { flags, ..Layers::default() },
            ] {
                match load(&layers) {
                    Ok(loaded) => assert!(show(&loaded).parse::<toml::Table>().is_ok(), "{}", show(&loaded)),
                    Err(error) => {
                        assert!(!error.problems.is_empty() && error.to_string().lines().count() > 1);
                    }
                }
            }
        },
    });
}

static GAZETTEER: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/resources/artefacts/gazetteer.bin");
    std::fs::read(path).unwrap()
});

thread_local! {
    /// Copies of the artefacts, damaged and repaired for each input.
    static COPIES: RefCell<[Vec<u8>; 2]> =
        RefCell::new([names::embedded().to_vec(), GAZETTEER.clone()]);
}

/// Opens a damaged copy: a reader, or an error that says what is wrong.
fn open_damaged(copy: &[u8], kind: [u8; 4]) {
    let opened = match kind {
        names::KIND => NamesModel::open(copy).map(drop),
        _ => Gazetteer::open(copy).map(drop),
    };
    if let Err(error) = opened {
        assert!(!error.to_string().is_empty());
    }
}

/// Damage at any place of an artefact, most of it in the header and the counts behind it: five bytes of the input are one
/// change, its last two bytes cut the end.
#[test]
fn artefacts() {
    run(&Target {
        name: "artefacts",
        longest: 1024,
        seeds: vec![
            vec![0, 0, 0, 0, 1],
            vec![64, 0, 0, 0, 255, 68, 0, 0, 0, 255],
            vec![80, 0, 1, 0, 7, 1, 0],
        ],
        words: &["\u{0}\u{0}\u{0}\u{0}", "@\u{0}\u{0}\u{0}\u{7f}", "D\u{0}\u{0}\u{0}\u{7f}", "DATELINE"],
        check: |input| {
            COPIES.with_borrow_mut(|copies| {
                for (copy, kind) in copies.iter_mut().zip([names::KIND, format::KIND]) {
                    let changes = input.as_chunks::<5>().0.iter().take(64);
                    let places = changes.map(|&[a, b, c, d, value]| {
                        // Half of the changes are near the front.
                        let at = u32::from_le_bytes([a, b, c, d]) as usize;
                        (if d.is_multiple_of(2) { at % 4096 } else { at } % copy.len(), value)
                    });
                    let places: Vec<_> = places.collect();
                    let before: Vec<u8> = places.iter().map(|(at, _)| copy[*at]).collect();
                    for (at, value) in &places {
                        copy[*at] = *value;
                    }
                    let cut = input.last().map_or(0, |&last| usize::from(last) * 997 % copy.len());
                    open_damaged(&copy[..copy.len() - cut], kind);
                    for ((at, _), before) in places.iter().zip(&before).rev() {
                        copy[*at] = *before;
                    }
                }
            });
        },
    });
}
