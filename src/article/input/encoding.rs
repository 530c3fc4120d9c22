//! Bytes to text: decompression, bounded, and charsets.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use super::Hints;
use super::error::{InputError, within};
use super::redact;

/// Undoes `content_encoding`. A charset there is no compression and left to [`charset`].
pub(super) fn decompress<'a>(
    bytes: &'a [u8],
    content_encoding: Option<&str>,
    limit: usize,
) -> Result<Cow<'a, [u8]>, InputError> {
    let mut current = Cow::Borrowed(bytes);
    // Several encodings stand in the order in which they were applied.
    for name in content_encoding.unwrap_or_default().rsplit(',').map(str::trim) {
        let input = &*current;
        let reader: Box<dyn Read + '_> = match name.to_ascii_lowercase().as_str() {
            "gzip" | "x-gzip" => Box::new(flate2::read::MultiGzDecoder::new(input)),
            "deflate" if is_zlib(input) => Box::new(flate2::read::ZlibDecoder::new(input)),
            "deflate" => Box::new(flate2::read::DeflateDecoder::new(input)),
            "zstd" => Box::new(
                ruzstd::decoding::StreamingDecoder::new(input)
                    .map_err(|_| broken("zstd", "no frame header"))?,
            ),
            "" | "identity" | "binary" | "7bit" | "8bit" => continue,
            label if Encoding::for_label(label.as_bytes()).is_some() => continue,
            other => {
                return Err(InputError::UnreadableEncoding(format!(
                    "content encoding \"{}\" is not known: send gzip, deflate, zstd or none",
                    redact::name(other)
                )));
            }
        };
        let mut output = Vec::with_capacity(input.len().saturating_mul(4).min(limit));
        let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        reader.take(bound).read_to_end(&mut output).map_err(|error| broken(name, damage(&error)))?;
        within("the decompressed message", output.len(), limit)?;
        current = Cow::Owned(output);
    }
    Ok(current)
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

/// Whether a `deflate` stream has the header that the standard asks for; some senders leave it out.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..]
        if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// The charset that the properties name: as a parameter of the content type, or in place of a content encoding.
pub(super) fn charset<'a>(hints: &Hints<'a>) -> Option<&'a str> {
    let parameter = hints.content_type.and_then(|content_type| {
        content_type.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
        })
    });
    let misplaced = || {
        let names = hints.content_encoding.unwrap_or_default().split(',').map(str::trim);
        names.into_iter().find(|name| Encoding::for_label(name.as_bytes()).is_some())
    };
    parameter.or_else(misplaced)
}

/// Text of bytes: a byte order mark says most, then the charset named, then UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Result<Cow<'a, str>, InputError> {
    let (encoding, mark) = match (Encoding::for_bom(bytes), charset) {
        (Some(found), _) => found,
        (None, None) => (UTF_8, 0),
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
    if encoding == UTF_8 {
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
