//! Frames as a broker sends them, with what publishers may put into them, read by the client library's own parser.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use amq_protocol::frame::parsing::parse_frame;
use amq_protocol::frame::{AMQPContentHeader, AMQPFrame};
use amq_protocol::protocol::{AMQPClass, basic};
use futures_util::io::AsyncRead;
use futures_util::task::noop_waker_ref;
use lapin::types::AMQPValue;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::properties::DEEPEST;
use super::*;

/// A stream that gives its pieces one at a time, with a wait before each.
struct Pieces {
    pieces: VecDeque<Vec<u8>>,
    waited: bool,
}

impl AsyncRead for Pieces {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        self.waited = !self.waited;
        if self.waited {
            return Poll::Pending;
        }
        let Some(mut piece) = self.pieces.pop_front() else { return Poll::Ready(Ok(0)) };
        let count = piece.len().min(buffer.len());
        buffer[..count].copy_from_slice(&piece[..count]);
        piece.drain(..count);
        if !piece.is_empty() {
            self.pieces.push_front(piece);
        }
        Poll::Ready(Ok(count))
    }
}

/// Reads everything through a [`Wire`], in pieces of these sizes in turn, into a buffer of `size` bytes.
fn through(bytes: &[u8], sizes: &[usize], size: usize) -> (Vec<u8>, Arc<Registry>) {
    let registry = Arc::new(Registry::default());
    let (mut pieces, mut rest) = (VecDeque::new(), bytes);
    for &size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, after) = rest.split_at(size.clamp(1, rest.len()));
        pieces.push_back(piece.to_vec());
        rest = after;
    }
    let mut wire = Wire::new(Pieces { pieces, waited: false }, Arc::clone(&registry));
    let (mut out, mut buffer) = (Vec::new(), vec![0; size]);
    let mut context = Context::from_waker(noop_waker_ref());
    loop {
        match Pin::new(&mut wire).poll_read(&mut context, &mut buffer) {
            Poll::Pending => {}
            Poll::Ready(Ok(0)) => return (out, registry),
            Poll::Ready(Ok(count)) => out.extend_from_slice(&buffer[..count]),
            Poll::Ready(Err(error)) => panic!("{error}"),
        }
    }
}

fn whole(bytes: &[u8]) -> (Vec<u8>, Arc<Registry>) {
    through(bytes, &[usize::MAX], 1 << 20)
}

/// All frames, by the client library's parser.
fn parsed(mut bytes: &[u8]) -> Vec<AMQPFrame> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let (rest, frame) = parse_frame(bytes).expect("the client library can parse it");
        frames.push(frame);
        bytes = rest;
    }
    frames
}

fn frame(kind: u8, channel: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![kind];
    frame.extend(channel.to_be_bytes());
    frame.extend(u32::try_from(payload.len()).unwrap().to_be_bytes());
    frame.extend(payload);
    frame.push(0xce);
    frame
}

fn short(text: &[u8]) -> Vec<u8> {
    [&[u8::try_from(text.len()).unwrap()], text].concat()
}

fn long(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

fn deliver(channel: u16, tag: u64, key: &[u8]) -> Vec<u8> {
    let payload = [
        &[0, 60, 0, 60],
        &short(b"consumer")[..],
        &tag.to_be_bytes(),
        &[0],
        &short(b"news.raw"),
        &short(key),
    ];
    frame(1, channel, &payload.concat())
}

fn content_header(channel: u16, flags: u16, list: &[u8]) -> Vec<u8> {
    let payload = [&[0, 60, 0, 0][..], &3_u64.to_be_bytes(), &flags.to_be_bytes(), list].concat();
    frame(2, channel, &payload)
}

/// A delivery with this list of properties and three bytes of body.
fn delivery(channel: u16, tag: u64, flags: u16, list: &[u8]) -> Vec<u8> {
    [deliver(channel, tag, b"wire.ap"), content_header(channel, flags, list), frame(3, channel, b"abc")]
        .concat()
}

/// connection.tune with this largest frame.
fn tune(frame_max: u32) -> Vec<u8> {
    let payload =
        [&[0, 10, 0, 30][..], &2047_u16.to_be_bytes(), &frame_max.to_be_bytes(), &60_u16.to_be_bytes()];
    frame(1, 0, &payload.concat())
}

/// A broker adds headers to a message that it delivers again, and its frame may then be larger than the client library takes.
#[test]
fn headers_that_do_not_fit_into_a_frame_are_left_out_the_largest_first() {
    let entry = |name: &[u8], size: usize| [&short(name)[..], b"S", &long(&vec![b'v'; size])].concat();
    let entries = [entry(b"small", 20), entry(b"large", 200), entry(b"x-death", 210), entry(b"middle", 100)];
    let list = [&short(b"text/plain")[..], &long(&entries.concat()), &short(b"the-id")].concat();
    let message = delivery(1, 7, 1 << 15 | 1 << 13 | 1 << 7, &list);
    for (largest, left_out) in [
        (4096, &[][..]),
        (621, &[]),
        (620, &["large"]),
        (410, &["large"]),
        (320, &["large", "middle"]),
        (90, &["large", "middle", "x-death", "small"]),
    ] {
        let tune = tune(largest);
        let (out, registry) = whole(&[&tune[..], &message].concat());
        let frames = parsed(&out[tune.len()..]);
        let properties = &header_of(&frames).properties;
        let headers = properties.headers().as_ref().unwrap().inner();
        for name in ["small", "large", "x-death", "middle"] {
            assert_eq!(headers.contains_key(name), !left_out.contains(&name), "{largest}: {name}");
        }
        assert_eq!(properties.content_type().as_ref().unwrap().as_str(), "text/plain");
        assert_eq!(properties.message_id().as_ref().unwrap().as_str(), "the-id");
        let unreadable = registry.take(1, 7);
        assert_eq!(unreadable.len(), left_out.len(), "{largest}");
        assert!(unreadable.iter().all(|one| one.fault == Fault::NoRoom));
        let header = out.len() - tune.len() - deliver(1, 7, b"wire.ap").len() - frame(3, 1, b"abc").len();
        assert!(header <= largest as usize || left_out.len() == 4, "{largest}: {header}");
    }
}

fn header_of(frames: &[AMQPFrame]) -> &AMQPContentHeader {
    let header = frames.iter().find_map(|frame| match frame {
        AMQPFrame::Header(_, header) => Some(header),
        _ => None,
    });
    header.expect("a content header")
}

#[test]
fn each_short_string_that_is_not_utf8_is_taken_out_and_kept() {
    let bits = [(15, "content_type"), (14, "content_encoding"), (10, "correlation_id"), (9, "reply_to")];
    let more =
        [(8, "expiration"), (7, "message_id"), (5, "type"), (4, "user_id"), (3, "app_id"), (2, "cluster_id")];
    for (bit, property) in bits.into_iter().chain(more) {
        // Latin-1, and a priority beside it that stays.
        let text = short("Agence T\u{e9}l\u{e9}".chars().map(|c| c as u8).collect::<Vec<_>>().as_slice());
        let list = if bit > 11 { [&text[..], &[7]].concat() } else { [&[7][..], &text].concat() };
        let (out, registry) = whole(&delivery(4, 9, 1 << bit | 1 << 11, &list));
        let frames = parsed(&out);
        let header = header_of(&frames);
        assert_eq!(header.properties, lapin::BasicProperties::default().with_priority(7), "{property}");
        assert_eq!(header.body_size, 3);
        assert_eq!(frames[2], AMQPFrame::Body(4, b"abc".to_vec()));
        let unreadable = registry.take(4, 9);
        assert_eq!(
            unreadable,
            [Unreadable { property, fault: Fault::NotUtf8, bytes: b"Agence T\xe9l\xe9".to_vec() }]
        );
    }
}

#[test]
fn a_routing_key_and_names_of_headers_keep_their_length() {
    let inner = [short(b"in\xffner"), vec![b't', 1]].concat();
    let table = [short(b"desk"), vec![b'V'], short(b"\xc3"), [&b"F"[..], &long(&inner)].concat()].concat();
    let header = content_header(1, 1 << 13, &long(&table));
    let (out, registry) = whole(&[deliver(1, 1, b"wire.\xe9.ap"), header].concat());
    let frames = parsed(&out);
    let AMQPFrame::Method(_, AMQPClass::Basic(basic::AMQPMethod::Deliver(deliver))) = &frames[0] else {
        panic!("{frames:?}")
    };
    assert_eq!(deliver.routing_key.as_str(), "wire.?.ap");
    let headers = header_of(&frames).properties.headers().clone().unwrap();
    assert!(headers.inner().contains_key("desk"));
    let Some(AMQPValue::FieldTable(inner)) = headers.inner().get("?") else { panic!("{headers:?}") };
    assert!(inner.inner().contains_key("in?ner"));
    let list = registry.take(1, 1);
    let words = summary(&list).unwrap();
    assert_eq!(words, "routing key: not UTF-8; header name: not UTF-8 (2 times)");
    let bytes: Vec<&[u8]> = list.iter().map(|one| one.bytes.as_slice()).collect();
    assert_eq!(bytes, [&b"wire.\xe9.ap"[..], b"\xc3", b"in\xffner"]);
}

#[test]
fn nesting_that_would_overflow_a_stack_becomes_bytes() {
    for kind in [b'A', b'F'] {
        for depth in [DEEPEST - 2, DEEPEST - 1, DEEPEST, 15_000] {
            let mut value = vec![b'V'];
            for _ in 0..depth {
                let named = if kind == b'F' { [&[0][..], &value].concat() } else { value };
                value = [&[kind][..], &long(&named)].concat();
            }
            let table = long(&[short(b"deep"), value].concat());
            let (out, registry) = whole(&delivery(1, 1, 1 << 13, &table));
            let frames = parsed(&out);
            assert!(header_of(&frames).properties.headers().as_ref().unwrap().inner().contains_key("deep"));
            let words = summary(&registry.take(1, 1));
            assert_eq!(words.is_some(), depth >= DEEPEST, "{depth}: {words:?}");
        }
    }
}

#[test]
fn what_cannot_be_followed_is_taken_out_alone_where_its_length_is_known() {
    let unknown = [short(b"odd"), vec![b'?', 1, 2]].concat();
    let list = [long(&unknown), vec![2], short(b"id-1")].concat();
    let (out, registry) = whole(&delivery(1, 1, 1 << 13 | 1 << 12 | 1 << 7, &list));
    let frames = parsed(&out);
    let properties = &header_of(&frames).properties;
    assert_eq!(properties.message_id().as_ref().unwrap().as_str(), "id-1");
    assert_eq!((properties.headers(), properties.delivery_mode()), (&None, &Some(2)));
    assert_eq!(
        registry.take(1, 1),
        [Unreadable { property: "headers", fault: Fault::Malformed, bytes: unknown }]
    );
    for list in [&b"\xffab"[..], b"\x02abc", b""] {
        let (out, registry) = whole(&delivery(1, 2, 1 << 7, list));
        assert_eq!(header_of(&parsed(&out)).properties, lapin::BasicProperties::default());
        assert_eq!(registry.take(1, 2)[0].bytes, list);
    }
}

#[test]
fn returned_messages_and_last_words_are_made_readable() {
    let closing = frame(1, 3, &[&[0, 20, 0, 40, 1, 150][..], &short(b"no \xc3"), &[0, 60, 0, 40]].concat());
    let payload =
        [&[0, 60, 0, 50, 1, 56][..], &short(b"NO_ROUTE"), &short(b"x"), &short(b"\xffkey")].concat();
    let returned = [frame(1, 3, &payload), content_header(3, 1 << 7, &short(b"\xff"))].concat();
    let (out, registry) = whole(&[closing, returned].concat());
    assert_eq!(parsed(&out).len(), 3);
    assert!(registry.take(3, 0).is_empty());
}

#[test]
fn reading_pauses_between_messages_while_too_many_bytes_are_in_hand() {
    let body = vec![b'x'; 200_000];
    let message = |tag: u64| {
        let payload = [&[0, 60, 0, 0][..], &200_000_u64.to_be_bytes(), &[0, 0]].concat();
        let frames = body.chunks(100_000).flat_map(|part| frame(3, 1, part));
        [deliver(1, tag, b"k"), frame(2, 1, &payload), frames.collect()].concat()
    };
    let bytes: Vec<u8> = (1..=5).flat_map(message).collect();
    let registry = Arc::new(Registry::with_budget(100));
    let pieces = VecDeque::from([bytes.clone()]);
    let mut wire = Wire::new(Pieces { pieces, waited: false }, Arc::clone(&registry));
    let (mut out, mut buffer) = (Vec::new(), vec![0; 1 << 20]);
    let mut context = Context::from_waker(noop_waker_ref());
    for number in 1..=5 {
        // The source is asked twice for each piece that it gives.
        for _ in 0..40 {
            if let Poll::Ready(Ok(count)) = Pin::new(&mut wire).poll_read(&mut context, &mut buffer) {
                out.extend_from_slice(&buffer[..count]);
            }
        }
        let bodies: usize = parsed_so_far(&out).iter().map(body_size).sum();
        assert_eq!(bodies, number * 200_000, "one message more, and it is whole");
        assert!(registry.budget.is_full());
        registry.budget.give_back(200_000);
    }
    assert!(out == bytes);
}

/// The frames that are complete.
fn parsed_so_far(mut bytes: &[u8]) -> Vec<AMQPFrame> {
    let mut frames = Vec::new();
    while let Ok((rest, frame)) = parse_frame(bytes) {
        frames.push(frame);
        bytes = rest;
    }
    frames
}

fn body_size(frame: &AMQPFrame) -> usize {
    if let AMQPFrame::Body(_, body) = frame { body.len() } else { 0 }
}

#[test]
fn a_channel_that_is_opened_again_starts_clean() {
    let bad = delivery(1, 1, 1 << 7, &short(b"\xff"));
    let good = delivery(1, 1, 1 << 7, &short(b"ok"));
    assert_eq!(whole(&bad).1.take(1, 1).len(), 1);
    assert!(whole(&[bad, good].concat()).1.take(1, 1).is_empty());
}

fn value() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        Just(vec![b'V']),
        any::<u8>().prop_map(|byte| vec![b't', byte]),
        any::<[u8; 2]>().prop_map(|bytes| [&b"s"[..], &bytes].concat()),
        any::<[u8; 4]>().prop_map(|bytes| [&b"I"[..], &bytes].concat()),
        any::<[u8; 5]>().prop_map(|bytes| [&b"D"[..], &bytes].concat()),
        any::<[u8; 8]>().prop_map(|bytes| [&b"l"[..], &bytes].concat()),
        vec(any::<u8>(), 0..12).prop_map(|bytes| [&b"S"[..], &long(&bytes)].concat()),
    ];
    leaf.prop_recursive(20, 60, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|values| [&b"A"[..], &long(&values.concat())].concat()),
            vec((text(), inner), 0..3).prop_map(|entries| {
                let entries: Vec<u8> =
                    entries.iter().flat_map(|(name, value)| [short(name), value.clone()].concat()).collect();
                [&b"F"[..], &long(&entries)].concat()
            }),
        ]
    })
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![3 => "[a-z\u{e9}\u{4e2d}]{0,6}".prop_map(String::into_bytes), 1 => vec(any::<u8>(), 0..9)]
}

/// A delivery with any properties.
fn any_delivery() -> impl Strategy<Value = Vec<u8>> {
    let texts = vec(option::of(text()), 14);
    let headers = option::of(vec((text(), value()), 0..4));
    (1..4_u16, 1..5_u64, text(), texts, headers, vec(any::<u8>(), 0..40)).prop_map(
        |(channel, tag, key, texts, headers, body)| {
            let (mut flags, mut list) = (0, Vec::new());
            for (place, text) in texts.iter().enumerate() {
                let part = match (place, text) {
                    (2, _) => headers.as_ref().map(|entries| {
                        let bytes: Vec<u8> = entries
                            .iter()
                            .flat_map(|(name, value)| [short(name), value.clone()].concat())
                            .collect();
                        long(&bytes)
                    }),
                    (3 | 4, Some(text)) => Some(vec![text.len() as u8]),
                    (9, Some(_)) => Some(vec![0; 8]),
                    (_, Some(text)) => Some(short(text)),
                    (_, None) => None,
                };
                if let Some(part) = part {
                    flags |= 1 << (15 - place);
                    list.extend(part);
                }
            }
            let frames = [deliver(channel, tag, &key), content_header(channel, flags, &list)];
            [&frames.concat()[..], &frame(3, channel, &body), &frame(8, 0, b"")].concat()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_a_publisher_sends_can_be_parsed(deliveries in vec(any_delivery(), 1..5)) {
        let bytes = deliveries.concat();
        let (out, _) = whole(&bytes);
        prop_assert_eq!(parsed(&out).len(), deliveries.len() * 4);
        prop_assert!(out.len() <= bytes.len());
        // What can be parsed stays as it is.
        prop_assert_eq!(&whole(&out).0, &out);
    }

    #[test]
    fn where_the_stream_is_cut_makes_no_difference(
        deliveries in vec(any_delivery(), 1..4),
        sizes in vec(1..60_usize, 1..20),
        size in 1..200_usize,
    ) {
        let bytes = deliveries.concat();
        prop_assert_eq!(through(&bytes, &sizes, size).0, whole(&bytes).0);
    }

    #[test]
    fn content_headers_of_any_bytes_can_be_parsed(flags: u16, list in vec(any::<u8>(), 0..200)) {
        let (out, registry) = whole(&delivery(1, 1, flags, &list));
        let frames = parsed(&out);
        prop_assert_eq!(frames.len(), 3);
        let unchanged = out == delivery(1, 1, flags, &list);
        prop_assert_eq!(unchanged, registry.take(1, 1).is_empty());
    }

    #[test]
    fn a_stream_of_any_bytes_ends(bytes in vec(any::<u8>(), 0..300), cut: u16, delivery in any_delivery()) {
        whole(&bytes);
        let mut broken = delivery;
        let place = usize::from(cut) % broken.len();
        broken[place] ^= 0x41;
        through(&broken, &[3, 70], 64);
        broken.truncate(place);
        prop_assert_eq!(through(&broken, &[5], 7).0, whole(&broken).0);
    }
}
