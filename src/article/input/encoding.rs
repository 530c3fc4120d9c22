//! Bytes to text: decompression, bounded, and charsets.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::Hints;
use super::error::{InputError, within};
use super::redact;

/// The bytes of a message without its compression.
pub(super) struct Decompressed<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// The bytes were compressed, and neither property nor header said so.
    pub(super) is_undeclared: bool,
}

/// Undoes the compression that `content_encoding` or a header names, or that the bytes show by their magic number. A
/// charset in `content_encoding` is no compression and left to [`decode`].
pub(super) fn decompress<'a>(
    bytes: &'a [u8],
    hints: &Hints<'_>,
    limit: usize,
) -> Result<Decompressed<'a>, InputError> {
    let mut current = Cow::Borrowed(bytes);
    let mut was_compressed = false;
    let header = hints.compression.filter(|_| hints.content_encoding.is_none_or(is_charset));
    // Several encodings stand in the order in which they were applied.
    let names = hints.content_encoding.unwrap_or_default().rsplit(',').chain(header).map(str::trim);
    for name in names {
        if let Some(unpacked) = unpack(&current, name, limit)? {
            current = Cow::Owned(unpacked);
            was_compressed = true;
        }
    }
    let magic = match &*current {
        [0x1f, 0x8b, ..] => Some("gzip"),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => Some("zstd"),
        _ => None,
    };
    if let Some(name) = magic.filter(|_| !was_compressed)
        && let Some(unpacked) = unpack(&current, name, limit)?
    {
        return Ok(Decompressed { bytes: Cow::Owned(unpacked), is_undeclared: true });
    }
    Ok(Decompressed { bytes: current, is_undeclared: false })
}

/// True if all that stands in a `content_encoding` are names of charsets.
fn is_charset(content_encoding: &str) -> bool {
    content_encoding.split(',').all(|name| Encoding::for_label(name.trim().as_bytes()).is_some())
}

/// The bytes in one compression; `None` for a name that stands for none.
fn unpack(bytes: &[u8], name: &str, limit: usize) -> Result<Option<Vec<u8>>, InputError> {
    let reader: Box<dyn Read + '_> = match name.to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" | "application/x-gzip" | "application/gzip" => {
            Box::new(flate2::read::MultiGzDecoder::new(bytes))
        }
        "deflate" | "zlib" | "application/zlib" if is_zlib(bytes) => {
            Box::new(flate2::read::ZlibDecoder::new(bytes))
        }
        "deflate" | "zlib" | "application/zlib" => Box::new(flate2::read::DeflateDecoder::new(bytes)),
        "zstd" | "application/zstd" => Box::new(
            ruzstd::decoding::StreamingDecoder::new(bytes).map_err(|_| broken("zstd", "no frame header"))?,
        ),
        "" | "identity" | "binary" | "7bit" | "8bit" | "none" => return Ok(None),
        label if Encoding::for_label(label.as_bytes()).is_some() => return Ok(None),
        other => {
            return Err(InputError::UnreadableEncoding(format!(
                "content encoding \"{}\" is not known: send gzip, deflate, zstd or none",
                redact::name(other)
            )));
        }
    };
    let mut output = Vec::with_capacity(bytes.len().saturating_mul(4).min(limit));
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    reader
        .take(bound)
        .read_to_end(&mut output)
        .map_err(|error| broken(redact::name(name), damage(&error)))?;
    within("the decompressed message", output.len(), limit)?;
    Ok(Some(output))
}

fn broken(name: &str, damage: &str) -> InputError {
    InputError::UnreadableEncoding(format!("the message is not valid {name}: {damage}"))
}

/// The kind of damage, without the decoder's own words, which may show bytes of the message.
fn damage(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "it is cut off",
        _ => "its data is damaged",
    }
}

/// True if a `deflate` stream has the header that the standard asks for; some senders leave it out.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// The charset that the properties name: as a parameter of the content type, or in place of a content encoding.
fn charset<'a>(hints: &Hints<'a>) -> Option<&'a str> {
    let parameter = hints.content_type.and_then(|content_type| {
        content_type.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
        })
    });
    let misplaced = || {
        let names = hints.content_encoding.unwrap_or_default().split(',').map(str::trim);
        names.into_iter().find(|name| Encoding::for_label(name.as_bytes()).is_some())
    };
    parameter.or_else(misplaced)
}

/// How far into the bytes a declaration of XML is looked for.
const DECLARATION: usize = 200;

/// The charset that XML declares: `<?xml version="1.0" encoding="ISO-8859-1"?>`.
fn declared_in_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(DECLARATION))?;
    let start = start.strip_prefix(b"<?xml")?;
    let end = start.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let found = Encoding::for_label(value[1..].split(quote).next()?.as_bytes())?;
    // What could be read as ASCII is not UTF-16, whatever it says.
    (found != encoding_rs::UTF_16BE && found != encoding_rs::UTF_16LE).then_some(found)
}

/// How far into the bytes a page names its charset, as browsers look for it.
const HEAD: usize = 1024;

/// The charset that a page of HTML names in a `meta` element. Pages that were converted keep the name of their old one, so
/// that it counts only where the bytes are no UTF-8.
fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?.to_ascii_lowercase();
    let find = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).position(|window| window == part);
    let mut rest = head.as_slice();
    if rest.trim_ascii_start().first() != Some(&b'<') || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    while let Some(at) = find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let element = &rest[..find(rest, b">").unwrap_or(rest.len())];
        let Some(value) = find(element, b"charset").map(|at| &element[at + 7..]) else { continue };
        let value = value.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
        let length = value.iter().position(|byte| !is_part(byte)).unwrap_or(value.len());
        if let Some(found) = Encoding::for_label(&value[..length]) {
            return (found != encoding_rs::UTF_16BE && found != encoding_rs::UTF_16LE).then_some(found);
        }
    }
    None
}

/// Text of bytes: a byte order mark says most, then the charset named, then that of an XML declaration or of a page's head,
/// then UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], hints: &Hints<'_>) -> Result<Cow<'a, str>, InputError> {
    let (encoding, mark) = match (Encoding::for_bom(bytes), charset(hints)) {
        (Some(found), _) => found,
        (None, None) => (declared_in_xml(bytes).or_else(|| declared_in_html(bytes)).unwrap_or(UTF_8), 0),
        (None, Some(label)) => match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => (encoding, 0),
            None => {
                return Err(InputError::UnreadableEncoding(format!(
                    "charset \"{}\" is not known",
                    redact::name(label)
                )));
            }
        },
    };
    let bytes = &bytes[mark..];
    // A text in windows-1252 that can be read as UTF-8 all the same was converted and kept the name of its old charset.
    let is_converted = encoding == WINDOWS_1252 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    if encoding == UTF_8 || is_converted {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
            InputError::UnreadableEncoding(format!(
                "the message is not valid UTF-8 (byte {}): name its charset in the content type, e.g. \
                 \"text/plain; charset=windows-1252\"",
                mark + error.valid_up_to()
            ))
        });
    }
    encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(|| {
        InputError::UnreadableEncoding(format!("the message is not valid {}", encoding.name()))
    })
}
