//! Conditions between several settings.

use std::time::Duration;

use super::broker::Authentication;
use super::sections::Settings;
use crate::article::input::is_pointer;
use crate::enrich::language::normalise;

/// AMQP's heartbeat is a number of seconds in 16 bits.
const LONGEST_HEARTBEAT: Duration = Duration::from_secs(65_535);
/// AMQP allows 255 bytes, and a worker adds to it.
const LONGEST_TAG: usize = 200;
/// Threads; far beyond any machine, and below what makes a process abort at its start.
const MOST_THREADS: usize = 1024;
/// A shorter token can be guessed.
const SHORTEST_TOKEN: usize = 16;
/// `serde_json` refuses to go deeper than 128.
const DEEPEST_JSON: usize = 120;
/// Offsets are 32 bits wide; this leaves room for a title and for growth by decoding.
const LARGEST: usize = 1 << 30;
/// The bounds of a retry's delay. RabbitMQ takes a time to live of less than 50 days.
const SHORTEST_DELAY: Duration = Duration::from_millis(1);
const LONGEST_DELAY: Duration = Duration::from_hours(30 * 24);

/// Every disagreement: the key at fault and the words for it.
pub(super) fn check(settings: &Settings) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut demand = |holds: bool, key: &'static str, words: &str| {
        if !holds {
            found.push((key, words.to_owned()));
        }
    };
    broker(settings, &mut demand);
    topology(settings, &mut demand);
    flow(settings, &mut demand);
    limits(settings, &mut demand);
    mapping(settings, &mut demand);
    demand(
        settings.enrich.workers <= MOST_THREADS,
        "enrich.workers",
        "expected 0 (one thread per core) to 1024",
    );
    console(settings, &mut demand);
    traces(settings, &mut demand);
    let key = &settings.enrich.ids_key;
    demand(
        !key.is_empty() && key != "geonames" && key != "wikidata",
        "enrich.ids_key",
        "expected a word other than \"geonames\" and \"wikidata\", which are keys already",
    );
    let language = &settings.input.default_language;
    demand(
        normalise(language).as_ref() == Some(language),
        "input.default_language",
        "expected an ISO 639 code in small letters, such as \"en\"",
    );
    found
}

fn console(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let console = &settings.console;
    demand(
        console.token.as_ref().is_none_or(|token| token.reveal().len() >= SHORTEST_TOKEN),
        if console.token_file.is_some() { "console.token_file" } else { "console.token" },
        "expected a token of at least 16 bytes, such as that of `openssl rand -hex 16`",
    );
    demand(
        !console.enrich || console.listen.is_some(),
        "console.enrich",
        "needs console.listen, the address of the HTTP server",
    );
    demand(
        !console.articles || console.listen.is_some(),
        "console.articles",
        "needs console.listen, the address of the HTTP server",
    );
    demand(
        (1..=MOST_THREADS).contains(&console.enrich_threads),
        "console.enrich_threads",
        "expected 1 to 1024 threads",
    );
}

fn traces(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let traces = &settings.traces;
    let is_address = |text: &String| {
        (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(['@', ' ', '?'])
    };
    demand(
        traces.otlp_endpoint.as_ref().is_none_or(is_address),
        "traces.otlp_endpoint",
        "expected http://host:4318 or https://host; a token goes into OTEL_EXPORTER_OTLP_HEADERS",
    );
    demand((0.0..=1.0).contains(&traces.sample), "traces.sample", "expected 0.0 (none) to 1.0 (all)");
}

fn broker(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let broker = &settings.broker;
    let uri = broker.uri.reveal();
    let scheme = |uri: &str| uri.split_once("://").map(|(scheme, _)| scheme.to_owned());
    let schemes: Vec<_> = broker.uris.iter().map(|uri| scheme(uri.reveal())).collect();
    demand(
        schemes
            .iter()
            .all(|scheme| matches!(scheme.as_deref(), Some("amqp" | "amqps")) && *scheme == schemes[0]),
        "broker.uris",
        "expected addresses that all begin with amqp:// or all with amqps://",
    );
    let encrypted = schemes.first().cloned().unwrap_or_else(|| scheme(uri)).as_deref() == Some("amqps");
    demand(
        uri.starts_with("amqps://") || uri.starts_with("amqp://"),
        "broker.uri",
        "expected amqp://user:password@host:port/vhost, or amqps:// for TLS",
    );
    let whole = broker.heartbeat.subsec_nanos() == 0;
    demand(
        whole && !broker.heartbeat.is_zero() && broker.heartbeat <= LONGEST_HEARTBEAT,
        "broker.heartbeat",
        "expected whole seconds, 1s to 65535s: without heartbeats a lost connection is noticed by nobody",
    );
    demand(!broker.connect_timeout.is_zero(), "broker.connect_timeout", "expected more than 0s");
    demand(
        !broker.backoff_first.is_zero() && broker.backoff_first <= broker.backoff_longest,
        "broker.backoff_first",
        "expected more than 0s and at most broker.backoff_longest",
    );
    let tls = &broker.tls;
    demand(
        tls.certificate_file.is_some() == tls.key_file.is_some(),
        if tls.key_file.is_some() { "broker.tls.key_file" } else { "broker.tls.certificate_file" },
        "broker.tls.certificate_file and broker.tls.key_file belong together: set both or neither",
    );
    demand(
        tls.pkcs12_file.is_none() || tls.certificate_file.is_none(),
        "broker.tls.pkcs12_file",
        "expected either this or broker.tls.certificate_file with broker.tls.key_file, not both",
    );
    let has_certificate = tls.certificate_file.is_some() || tls.pkcs12_file.is_some();
    demand(
        broker.authentication != Authentication::External || (encrypted && has_certificate),
        "broker.authentication",
        "\"external\" needs an amqps:// URI and a client certificate in [broker.tls]",
    );
}

fn topology(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let topology = &settings.topology;
    let exchanges = [
        ("topology.input_exchange", &topology.input_exchange),
        ("topology.output_exchange", &topology.output_exchange),
        ("topology.unrouted_exchange", &topology.unrouted_exchange),
        ("topology.dead_exchange", &topology.dead_exchange),
    ];
    let queues = [
        ("topology.input_queue", &topology.input_queue),
        ("topology.unrouted_queue", &topology.unrouted_queue),
        ("topology.dead_queue", &topology.dead_queue),
    ];
    for group in [&exchanges[..], &queues[..]] {
        for (index, (key, name)) in group.iter().enumerate() {
            demand(!name.is_empty() && name.len() <= 255, key, "expected a name of 1 to 255 bytes");
            let taken = group[..index].iter().any(|(_, other)| other == name);
            demand(
                !taken,
                key,
                "this name is taken by another key of [topology]: articles would go in circles",
            );
        }
    }
    demand(
        topology.delivery_limit >= 2,
        "topology.delivery_limit",
        "expected at least 2: with 1, everything in hand at a crash would be dead-lettered with the message at fault",
    );
    demand(!topology.watch_interval.is_zero(), "topology.watch_interval", "expected more than 0s");
    demand(topology.unrouted_max_length >= 1, "topology.unrouted_max_length", "expected at least 1");
}

fn flow(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let consume = &settings.consume;
    demand(consume.prefetch >= 1, "consume.prefetch", "expected 1 to 65535");
    demand(
        consume.consumer_tag.as_ref().is_none_or(|tag| tag.len() <= LONGEST_TAG),
        "consume.consumer_tag",
        "expected at most 200 bytes",
    );
    demand(consume.acknowledge_every >= 1, "consume.acknowledge_every", "expected at least 1");
    demand(settings.publish.window >= 1, "publish.window", "expected at least 1");
    demand(!settings.publish.confirm_timeout.is_zero(), "publish.confirm_timeout", "expected more than 0s");
    demand(
        consume.consumer_timeout > settings.publish.confirm_timeout,
        "consume.consumer_timeout",
        "expected more than publish.confirm_timeout, and what consumer_timeout is in rabbitmq.conf",
    );
    let delays = &settings.retry.delays;
    let distinct = delays.iter().enumerate().all(|(index, delay)| !delays[..index].contains(delay));
    demand(
        distinct && delays.iter().all(|delay| (SHORTEST_DELAY..=LONGEST_DELAY).contains(delay)),
        "retry.delays",
        "expected different delays from 1ms to 30 days",
    );
    demand(
        !settings.retry.probe_first.is_zero() && settings.retry.probe_first <= settings.retry.probe_longest,
        "retry.probe_first",
        "expected more than 0s and at most retry.probe_longest",
    );
}

fn limits(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    let limits = &settings.limits;
    for (key, size) in [
        ("limits.message_bytes", limits.message_bytes),
        ("limits.decompressed_bytes", limits.decompressed_bytes),
        ("limits.in_hand_bytes", limits.in_hand_bytes),
        ("limits.title_bytes", limits.title_bytes),
        ("limits.body_bytes", limits.body_bytes),
        ("limits.output_bytes", limits.output_bytes),
        ("limits.headers_bytes", limits.headers_bytes),
    ] {
        demand((1..=LARGEST).contains(&size), key, "expected at least 1 byte and at most 1GiB");
    }
    demand((1..=DEEPEST_JSON).contains(&limits.json_depth), "limits.json_depth", "expected 1 to 120");
    demand(limits.json_values > 0, "limits.json_values", "expected at least 1");
    demand(!limits.article_time.is_zero(), "limits.article_time", "expected more than 0s");
}

fn mapping(settings: &Settings, demand: &mut impl FnMut(bool, &'static str, &str)) {
    const KEYS: [&str; 8] = [
        "input.fields.id",
        "input.fields.title",
        "input.fields.body",
        "input.fields.published_at",
        "input.fields.updated_at",
        "input.fields.embargoed_until",
        "input.fields.language",
        "input.fields.source",
    ];
    let pointers = settings.input.fields.pointers();
    for (index, (key, (_, pointer))) in KEYS.into_iter().zip(pointers).enumerate() {
        demand(
            pointer.is_empty() || is_pointer(pointer),
            key,
            "expected a JSON Pointer such as \"/story/text\" (RFC 6901), or \"\" for none",
        );
        let is_twice = pointers[..index].iter().any(|(_, other)| !pointer.is_empty() && *other == pointer);
        demand(
            !is_twice,
            key,
            "this pointer is taken by another key of [input.fields]: a value becomes one field",
        );
    }
}
