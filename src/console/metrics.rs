//! The worker's counters in the text format of Prometheus. docs/METRICS.md explains each; a test holds the two
//! together.

use std::fmt::Write;

use super::process;
use crate::article::input::Repair;
use crate::telemetry;
use crate::worker::histogram::{BOUNDS, Histogram};
use crate::worker::{Condition, Monitor, Reason};

/// Everything the worker counts.
pub(super) fn text(monitor: &Monitor) -> String {
    let mut text = Text(String::with_capacity(8 * 1024));
    text.head("dateline_build_info", "gauge", "Version of the program; always 1.");
    text.line("dateline_build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);

    condition(&mut text, monitor);
    gauges(&mut text, monitor);
    counters(&mut text, monitor);
    labelled(&mut text, monitor);
    text.single(
        "dateline_log_lines_dropped_total",
        "counter",
        "Lines of the log that nobody read in time.",
        telemetry::dropped_lines(),
    );
    text.histogram(
        "dateline_enrich_duration_seconds",
        "Reading and enriching one article.",
        &monitor.enrich_time,
    );
    text.histogram(
        "dateline_message_duration_seconds",
        "From taking a message until what replaces it is confirmed.",
        &monitor.message_time,
    );
    if let Some(usage) = process::usage() {
        text.single("process_resident_memory_bytes", "gauge", "Memory in use.", usage.resident_bytes);
        text.single("process_cpu_seconds_total", "counter", "Processor time used.", usage.cpu_seconds);
    }
    text.0
}

fn condition(text: &mut Text, monitor: &Monitor) {
    let condition = monitor.condition();
    text.head(
        "dateline_condition",
        "gauge",
        "What the worker is doing: 1 for one condition, 0 for the others.",
    );
    for candidate in CONDITIONS {
        let is_so = u64::from(name(&condition) == candidate);
        text.line("dateline_condition", &[("condition", candidate)], is_so);
    }
    let ready = u64::from(condition == Condition::Consuming && monitor.stuck().is_none());
    text.single("dateline_ready", "gauge", "Whether it consumes.", ready);
}

fn gauges(text: &mut Text, monitor: &Monitor) {
    let in_flight = monitor.in_flight.get();
    text.single("dateline_in_flight", "gauge", "Messages taken and not yet acknowledged.", in_flight);

    text.single(
        "dateline_topology_missing",
        "gauge",
        "Exchanges, queues and bindings that were deleted and are missing.",
        monitor.topology_missing.get(),
    );
    text.single(
        "dateline_in_hand_bytes",
        "gauge",
        "Bytes of the messages in hand, as they came and as they go.",
        monitor.in_hand_bytes.get(),
    );
    text.single(
        "dateline_threads_given_up",
        "gauge",
        "Enriching threads that were given up at limits.article_time and have not come back.",
        monitor.threads_given_up.get(),
    );
    text.single(
        "dateline_publish_window",
        "gauge",
        "Publishes that may wait for their confirms.",
        monitor.publish_window.get(),
    );
}

fn counters(text: &mut Text, monitor: &Monitor) {
    for (name, help, counter) in [
        ("dateline_messages_received_total", "Messages taken from the work queue.", &monitor.received),
        (
            "dateline_messages_redelivered_total",
            "Those that the broker had delivered before.",
            &monitor.redelivered,
        ),
        ("dateline_articles_enriched_total", "Enriched articles confirmed by the broker.", &monitor.enriched),
        ("dateline_retries_total", "Messages put into a retry queue.", &monitor.retried),
        (
            "dateline_messages_acknowledged_total",
            "Deliveries acknowledged to the broker.",
            &monitor.acknowledged,
        ),
        (
            "dateline_articles_dropped_total",
            "Enriched articles that nobody had bound to and that a setting drops.",
            &monitor.dropped,
        ),
        ("dateline_publishes_nacked_total", "Publishes that a queue would not take.", &monitor.nacked),
        ("dateline_publishes_returned_total", "Publishes that no queue was bound for.", &monitor.returned),
        ("dateline_connections_total", "Connections opened for consuming.", &monitor.connections),
        ("dateline_troubles_total", "Times that trouble in the surroundings began.", &monitor.troubles),
    ] {
        text.single(name, "counter", help, counter.get());
    }
}

/// Counters with labels.
fn labelled(text: &mut Text, monitor: &Monitor) {
    text.head("dateline_dead_letters_total", "counter", "Messages put into the dead letters, by reason.");
    for reason in Reason::ALL {
        let count = monitor.dead_lettered(reason).get();
        text.line("dateline_dead_letters_total", &[("reason", reason.code())], count);
    }
    text.head(
        "dateline_articles_repaired_total",
        "counter",
        "Articles whose broken JSON was repaired, by kind of damage.",
    );
    for repair in Repair::ALL {
        let count = monitor.repaired(repair).get();
        text.line("dateline_articles_repaired_total", &[("repair", repair.name())], count);
    }
    text.head(
        "dateline_rules_reloads_total",
        "counter",
        "Times that SIGHUP had the rules read anew, by result.",
    );
    for (result, counter) in [("reloaded", &monitor.rules_reloaded), ("refused", &monitor.rules_refused)] {
        text.line("dateline_rules_reloads_total", &[("result", result)], counter.get());
    }
}

const CONDITIONS: [&str; 5] = ["connecting", "consuming", "troubled", "draining", "stopped"];

/// A condition as health and metrics name it.
pub(super) fn name(condition: &Condition) -> &'static str {
    match condition {
        Condition::Connecting(_) => CONDITIONS[0],
        Condition::Consuming => CONDITIONS[1],
        Condition::Troubled(_) => CONDITIONS[2],
        Condition::Draining => CONDITIONS[3],
        Condition::Stopped => CONDITIONS[4],
    }
}

/// The text as it grows. Writing to a `String` cannot fail.
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}").ok();
    }

    /// Values of labels are codes of our own, in which nothing has to be escaped.
    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
        writeln!(self.0, "{name}{{{}}} {value}", labels.join(",")).ok();
    }

    fn single(&mut self, name: &str, kind: &str, help: &str, value: impl std::fmt::Display) {
        self.head(name, kind, help);
        writeln!(self.0, "{name} {value}").ok();
    }

    fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) {
        self.head(name, "histogram", help);
        let snapshot = histogram.snapshot();
        let bucket = format!("{name}_bucket");
        let bounds = BOUNDS.iter().map(ToString::to_string).chain(["+Inf".to_owned()]);
        for (bound, count) in bounds.zip(snapshot.cumulative) {
            self.line(&bucket, &[("le", &bound)], count);
        }
        let count = snapshot.cumulative[BOUNDS.len()];
        writeln!(self.0, "{name}_sum {}\n{name}_count {count}", snapshot.sum).ok();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_text_is_what_prometheus_reads() {
        let monitor = Monitor::default();
        monitor.received.add(3);
        monitor.dead_lettered(Reason::TooLarge).increment();
        monitor.enrich_time.observe(Duration::from_millis(2));
        let text = text(&monitor);
        for line in [
            "dateline_messages_received_total 3",
            "dateline_dead_letters_total{reason=\"too_large\"} 1",
            "dateline_condition{condition=\"connecting\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"0.001\"} 0",
            "dateline_enrich_duration_seconds_bucket{le=\"0.0025\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"+Inf\"} 1",
            "dateline_enrich_duration_seconds_sum 0.002",
            "dateline_enrich_duration_seconds_count 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is missing in\n{text}");
        }
        let mut seen = BTreeSet::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (series, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            assert!(seen.insert(series.to_owned()), "{series} comes twice");
        }
    }

    #[test]
    fn every_metric_is_documented() {
        const DOCUMENT: &str = include_str!("../../docs/METRICS.md");
        let text = text(&Monitor::default());
        for name in text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()) {
            assert!(DOCUMENT.contains(&format!("`{name}`")), "{name} is missing in docs/METRICS.md");
        }
    }
}
