//! A publisher that speaks AMQP 0-9-1 by itself: the client library sends only what it could read.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use lapin::uri::AMQPUri;

/// A frame that came: its type and its payload.
type Frame = (u8, Vec<u8>);

/// A property's bit in the flags, and its bytes on the wire.
pub(crate) type Property = (u16, Vec<u8>);

/// A connection with one channel in confirm mode.
pub(crate) struct RawPublisher(TcpStream);

impl RawPublisher {
    pub(crate) fn connect(uri: &str) -> Self {
        let uri: AMQPUri = uri.parse().expect("an address");
        let stream = TcpStream::connect((uri.authority.host.as_str(), uri.authority.port)).expect("a broker");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        let mut this = Self(stream);
        let login = format!("\0{}\0{}", uri.authority.userinfo.username, uri.authority.userinfo.password);
        let vhost = uri.vhost.as_bytes();
        this.0.write_all(b"AMQP\0\0\x09\x01").expect("written");
        this.answer(10, 10);
        this.method(
            0,
            10,
            11,
            &[&long(b"")[..], &short(b"PLAIN"), &long(login.as_bytes()), &short(b"en_US")],
        );
        let tune = this.answer(10, 30);
        // The largest frame is the broker's.
        this.method(0, 10, 31, &[&8_u16.to_be_bytes(), &tune[6..10], &0_u16.to_be_bytes()]);
        this.method(0, 10, 40, &[&short(vhost)[..], &short(b""), &[0]]);
        this.answer(10, 41);
        this.method(1, 20, 10, &[&short(b"")]);
        this.answer(20, 11);
        this.method(1, 85, 10, &[&[0]]);
        this.answer(85, 11);
        this
    }

    /// Publishes a message and waits for the broker's confirm. `false` where the broker rejected it, or
    /// closed channel or connection.
    pub(crate) fn publish(
        &mut self,
        exchange: &str,
        key: &[u8],
        properties: &[Property],
        body: &[u8],
    ) -> bool {
        self.method(1, 60, 40, &[&0_u16.to_be_bytes(), &short(exchange.as_bytes())[..], &short(key), &[0]]);
        let mut properties = properties.to_vec();
        properties.sort_by_key(|(bit, _)| std::cmp::Reverse(*bit));
        let flags = properties.iter().fold(0_u16, |flags, (bit, _)| flags | bit);
        let list: Vec<u8> = properties.into_iter().flat_map(|(_, bytes)| bytes).collect();
        let size = u64::try_from(body.len()).expect("a length").to_be_bytes();
        self.frame(2, 1, &[&[0, 60, 0, 0], &size, &flags.to_be_bytes(), &list]);
        self.frame(3, 1, &[body]);
        loop {
            match self.read() {
                Some((1, payload)) if payload.starts_with(&[0, 60, 0, 80]) => return true,
                Some((1, payload))
                    if [[0, 60, 0, 120], [0, 20, 0, 40], [0, 10, 0, 50]]
                        .iter()
                        .any(|refusal| payload.starts_with(refusal)) =>
                {
                    return false;
                }
                None => return false,
                Some(_) => {}
            }
        }
    }

    fn method(&mut self, channel: u16, class: u16, method: u16, fields: &[&[u8]]) {
        let head = [class.to_be_bytes(), method.to_be_bytes()].concat();
        self.frame(1, channel, &[&[&head[..]], fields].concat());
    }

    fn frame(&mut self, kind: u8, channel: u16, payload: &[&[u8]]) {
        let payload = payload.concat();
        let size = u32::try_from(payload.len()).expect("a length").to_be_bytes();
        let frame = [&[kind], &channel.to_be_bytes()[..], &size, &payload, &[0xce]].concat();
        self.0.write_all(&frame).expect("written");
    }

    fn read(&mut self) -> Option<Frame> {
        let mut head = [0; 7];
        self.0.read_exact(&mut head).ok()?;
        let size = u32::from_be_bytes([head[3], head[4], head[5], head[6]]);
        let mut payload = vec![0; usize::try_from(size).expect("a length") + 1];
        self.0.read_exact(&mut payload).ok()?;
        payload.pop();
        Some((head[0], payload))
    }

    fn answer(&mut self, class: u16, method: u16) -> Vec<u8> {
        let wanted = [class.to_be_bytes(), method.to_be_bytes()].concat();
        let (_, payload) = self.read().expect("an answer");
        assert!(payload.starts_with(&wanted), "wanted {class}.{method}, got {payload:?}");
        payload
    }
}

/// A short string.
pub(crate) fn short(text: &[u8]) -> Vec<u8> {
    [&[u8::try_from(text.len()).expect("at most 255 bytes")], text].concat()
}

/// A long string, a table or an array.
pub(crate) fn long(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).expect("a length").to_be_bytes(), bytes].concat()
}
