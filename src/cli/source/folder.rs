//! The files of a folder that can be articles, and why the others are none.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Miss;
use super::named::{Format, by_name};

/// Bytes that are looked at to tell text from other files.
const LOOK: u64 = 8192;

/// Hands the files below a folder in the order of their names to `take`, and says of each other file why it is passed
/// over.
pub(super) fn each(
    folder: &Path,
    take: &mut dyn FnMut(Result<PathBuf, Miss>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = match entries {
        Ok(paths) => paths,
        Err(error) => {
            let words = format!("{}: cannot be listed: {error}", folder.display());
            return take(Err(Miss::Unreadable(words)));
        }
    };
    paths.sort();
    for path in paths {
        let reason = match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_dir() && !is_hidden(&path) => {
                each(&path, take)?;
                continue;
            }
            Ok(metadata) => why_not(&path, &metadata),
            Err(error) => {
                let words = format!("{}: cannot be read: {error}", path.display());
                take(Err(Miss::Unreadable(words)))?;
                continue;
            }
        };
        match reason {
            Some(reason) => {
                take(Err(Miss::PassedOver(format!("{}: passed over: {reason}", path.display()))))?;
            }
            None => take(Ok(path))?,
        }
    }
    ControlFlow::Continue(())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Why a file is no article; `None` where it may be one.
fn why_not(path: &Path, link: &Metadata) -> Option<&'static str> {
    if is_hidden(path) {
        return Some("its name begins with a dot");
    }
    // A link that leads nowhere is told when the file is opened.
    let metadata = fs::metadata(path).unwrap_or_else(|_| link.clone());
    if metadata.is_dir() {
        return Some("a link to a folder, which could lead round in a circle");
    }
    if !metadata.is_file() && !metadata.is_symlink() {
        return Some("no regular file");
    }
    if metadata.is_file() && metadata.len() == 0 {
        return Some("empty");
    }
    let named = by_name(path);
    if named.format == Format::Auto && named.encoding.is_none() {
        let start = start_of(path).unwrap_or_default();
        return (!is_text(&start))
            .then_some("neither its name nor its content is that of an article in text, JSON, XML or HTML");
    }
    None
}

fn start_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(path)?.take(LOOK).read_to_end(&mut start)?;
    Ok(start)
}

/// True if bytes begin a text: UTF-8 without NUL, or UTF-16 with its mark. The last character may be cut off.
fn is_text(start: &[u8]) -> bool {
    if start.starts_with(&[0xff, 0xfe]) || start.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let is_cut = |error: &std::str::Utf8Error| error.error_len().is_none();
    !start.contains(&0)
        && !start.starts_with(b"%PDF")
        && std::str::from_utf8(start).map_or_else(|error| is_cut(&error), |_| true)
}
