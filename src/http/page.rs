//! The page and its files, embedded in the program. A debug build reads them from the disk, so that a change shows at the next
//! reload.

use std::borrow::Cow;
use std::io::Write;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH,
    VARY,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::paths::PATHS;
use super::problem::Problem;
use super::response::{TEXT, answer};

/// Scripts, styles and pictures come from here, nothing is inline, and no text becomes markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// One file.
struct File {
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

macro_rules! files {
    ($($name:literal: $content_type:expr;)*) => {
        &[$(File { name: $name, content_type: $content_type, bytes: include_bytes!(concat!("page/", $name)) }),*]
    };
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const ICON: &str = "image/svg+xml";

const FILES: &[File] = files! {
    "index.html": HTML;
    "style.css": CSS;
    "article.css": CSS;
    "main.js": SCRIPT;
    "api.js": SCRIPT;
    "article.js": SCRIPT;
    "dead.js": SCRIPT;
    "dom.js": SCRIPT;
    "findings.js": SCRIPT;
    "flow.js": SCRIPT;
    "format.js": SCRIPT;
    "keys.js": SCRIPT;
    "map.js": SCRIPT;
    "marks.js": SCRIPT;
    "paste.js": SCRIPT;
    "sources.js": SCRIPT;
    "top.js": SCRIPT;
    "why.js": SCRIPT;
    "wire.js": SCRIPT;
    "world.js": SCRIPT;
    "outlines.json": "application/json";
    "icon-good.svg": ICON;
    "icon-warning.svg": ICON;
    "icon-bad.svg": ICON;
};

/// The article that `dateline serve` opens with.
const SEED: File = File {
    name: "seed.txt",
    content_type: "text/plain; charset=utf-8",
    bytes: include_bytes!("../../seeds/000_371c06971a596525.txt"),
};

/// `GET /`: the page for a browser, the list of paths for others.
pub(super) async fn page(headers: HeaderMap) -> Response {
    let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if !accept.contains("text/html") {
        return answer(StatusCode::OK, TEXT, PATHS);
    }
    FILES.first().map_or_else(|| Problem::not_found().into_response(), |file| send(file, &headers))
}

/// `GET /console/{name}`.
pub(super) async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let file = FILES.iter().chain([&SEED]).find(|file| file.name == name);
    file.map_or_else(|| Problem::not_found().into_response(), |file| send(file, &headers))
}

fn send(file: &File, headers: &HeaderMap) -> Response {
    let bytes = current(file);
    let digest = Sha256::digest(&bytes);
    let tag = format!(
        "\"{:02x}{:02x}{:02x}{:02x}{:02x}{:02x}\"",
        digest[0], digest[1], digest[2], digest[3], digest[4], digest[5]
    );
    let says = |name, part: &str| {
        headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains(part))
    };
    let is_known = says(IF_NONE_MATCH, &tag);
    let packed = (says(ACCEPT_ENCODING, "gzip") && !cfg!(debug_assertions)).then(|| packed(file)).flatten();
    let (body, encoding) = match packed {
        _ if is_known => (Cow::Borrowed(&b""[..]), None),
        Some(packed) => (Cow::Borrowed(packed), Some("gzip")),
        None => (bytes, None),
    };
    let status = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
    let mut response = (status, body.into_owned()).into_response();
    let out = response.headers_mut();
    out.insert(CONTENT_TYPE, HeaderValue::from_static(file.content_type));
    // Kept by the browser, and asked for again each time: a new version shows at once.
    out.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    out.insert(VARY, HeaderValue::from_static("accept, accept-encoding"));
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        out.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(ETAG, tag);
    }
    if let Some(encoding) = encoding {
        out.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The file as it is embedded; in a debug build as it is now.
fn current(file: &File) -> Cow<'static, [u8]> {
    let now = cfg!(debug_assertions)
        .then(|| std::fs::read(format!("{}/src/http/page/{}", env!("CARGO_MANIFEST_DIR"), file.name)).ok());
    now.flatten().map_or(Cow::Borrowed(file.bytes), Cow::Owned)
}

/// The file compressed, once.
fn packed(file: &File) -> Option<&'static [u8]> {
    static PACKED: LazyLock<Vec<(&'static str, Vec<u8>)>> =
        LazyLock::new(|| FILES.iter().filter_map(|file| Some((file.name, pack(file.bytes)?))).collect());
    PACKED.iter().find(|(name, _)| *name == file.name).map(|(_, bytes)| bytes.as_slice())
}

fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of the page without the map, compressed.
    const MOST: usize = 150 * 1024;

    #[test]
    fn the_page_is_small() {
        let files = FILES.iter().filter(|file| file.name != "outlines.json");
        let sum: usize = files.map(|file| pack(file.bytes).unwrap().len()).sum();
        assert!(sum < MOST, "{sum}");
    }

    #[test]
    fn no_text_becomes_markup_and_nothing_is_asked_for_elsewhere() {
        for file in FILES {
            let text = std::str::from_utf8(file.bytes).unwrap();
            for word in [
                "innerHTML",
                "outerHTML",
                "insertAdjacentHTML",
                "document.write",
                "eval(",
                "srcdoc",
                "DOMParser",
            ] {
                assert!(!text.contains(word), "{}: {word}", file.name);
            }
            for (at, _) in text.match_indices("://") {
                let address = &text[at.saturating_sub(5)..text.len().min(at + 16)];
                assert!(address.contains("www.w3.org"), "{}: {address}", file.name);
            }
            if file.content_type == HTML {
                let is_handler = |word: &str| word.starts_with("on") && word.contains('=');
                assert!(!text.split_whitespace().any(is_handler), "a handler is inline");
                assert!(!text.contains("<style") && !text.contains(" style="), "a style is inline");
                assert_eq!(
                    text.matches("<script").count(),
                    text.matches("<script type=\"module\" src=\"").count()
                );
            }
        }
    }

    #[test]
    fn every_import_is_a_file() {
        for file in FILES.iter().filter(|file| file.content_type == SCRIPT) {
            let text = std::str::from_utf8(file.bytes).unwrap();
            for part in text.split("from \"./").skip(1) {
                let name = part.split('"').next().unwrap();
                assert!(FILES.iter().any(|other| other.name == name), "{}: {name}", file.name);
            }
        }
    }
}
