//! Which version of RabbitMQ is on the other side.
//!
//! The client library keeps the server's properties to itself, so they are read by a handshake of our own that goes
//! no further than the server's first frame.

use std::fmt;
use std::io;

/// A version of RabbitMQ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
}

impl ServerVersion {
    /// The first version with delivery limits by default.
    pub const FOUR: Self = Self { major: 4, minor: 0 };
    /// Assumed where the server does not tell: what this one lacks is never asked for.
    pub const UNKNOWN: Self = Self { major: 3, minor: 0 };
}

impl std::str::FromStr for ServerVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parse(text).ok_or_else(|| "expected two numbers, such as 4.0".to_owned())
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

/// The first bytes that a client sends.
pub(crate) const PROTOCOL_HEADER: &[u8; 8] = b"AMQP\x00\x00\x09\x01";
/// Type, channel and size come before the payload of a frame.
pub(crate) const FRAME_HEADER: usize = 7;
/// Properties of a server take some hundred bytes.
const LONGEST_START: usize = 64 * 1024;

/// The length of the first frame's payload.
pub(crate) fn start_length(header: [u8; FRAME_HEADER]) -> io::Result<usize> {
    let length = u32::from_be_bytes([header[3], header[4], header[5], header[6]]) as usize;
    if header[0] != 1 || length > LONGEST_START {
        let words = "the other side does not speak AMQP 0-9-1: is this the port of a RabbitMQ server?";
        return Err(io::Error::new(io::ErrorKind::InvalidData, words));
    }
    Ok(length)
}

/// The version in the payload of `connection.start`.
pub(crate) fn in_start(payload: &[u8]) -> Option<ServerVersion> {
    // Class, method, protocol version; then the table of properties.
    let table = payload.get(6..)?;
    let (length, mut entries) = take_u32(table)?;
    entries = entries.get(..length)?;
    while !entries.is_empty() {
        let (name_length, rest) = entries.split_first()?;
        let name = rest.get(..usize::from(*name_length))?;
        let rest = rest.get(usize::from(*name_length)..)?;
        let (kind, rest) = rest.split_first()?;
        let value;
        (value, entries) = match kind {
            b't' => (rest.get(..1)?, rest.get(1..)?),
            b'S' | b'F' | b'x' | b'A' => {
                let (length, rest) = take_u32(rest)?;
                (rest.get(..length)?, rest.get(length..)?)
            }
            b'I' => (rest.get(..4)?, rest.get(4..)?),
            _ => return None,
        };
        if name == b"version" && *kind == b'S' {
            return parse(std::str::from_utf8(value).ok()?);
        }
    }
    None
}

fn take_u32(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*number) as usize, rest))
}

fn parse(version: &str) -> Option<ServerVersion> {
    let mut numbers = version.split(['.', '-', '+']).map(str::parse);
    Some(ServerVersion { major: numbers.next()?.ok()?, minor: numbers.next()?.ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, kind: u8, value: &[u8]) -> Vec<u8> {
        let mut bytes = vec![name.len() as u8];
        bytes.extend(name.as_bytes());
        bytes.push(kind);
        if kind != b't' {
            bytes.extend((value.len() as u32).to_be_bytes());
        }
        bytes.extend(value);
        bytes
    }

    fn start(entries: &[Vec<u8>]) -> Vec<u8> {
        let table = entries.concat();
        let mut payload = vec![0, 10, 0, 10, 0, 9];
        payload.extend((table.len() as u32).to_be_bytes());
        payload.extend(table);
        payload
    }

    #[test]
    fn the_version_is_found_among_the_properties() {
        let capabilities = entry("publisher_confirms", b't', &[1]);
        let payload = start(&[
            entry("capabilities", b'F', &capabilities),
            entry("product", b'S', b"RabbitMQ"),
            entry("version", b'S', b"3.10.8"),
        ]);
        assert_eq!(in_start(&payload), Some(ServerVersion { major: 3, minor: 10 }));
        for length in 0..payload.len() - 6 {
            in_start(&payload[..length]);
        }
    }

    #[test]
    fn versions_compare_by_number() {
        assert_eq!(parse("4.0.5"), Some(ServerVersion::FOUR));
        assert!(parse("3.10.8").unwrap() > parse("3.9.1").unwrap());
        assert!(parse("4.3.0-rc.1").unwrap() > ServerVersion::FOUR);
        assert_eq!(parse("four"), None);
    }

    #[test]
    fn another_protocol_is_told_from_amqp() {
        assert!(start_length(*b"HTTP/1.").is_err());
        assert_eq!(start_length([1, 0, 0, 0, 0, 2, 0]).unwrap(), 512);
    }
}
