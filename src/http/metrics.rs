//! The metrics of the process, by the registry of `prometheus-client`. docs/METRICS.md explains each; a test holds the
//! two together.

use std::fmt;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::prometheus_text::{CONTENT_TYPE, encode};
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric, NoLabelSet};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;

use super::process;
use super::response::answer;
use super::statistics::Statistics;
use crate::article::input::Repair;
use crate::telemetry;
use crate::worker::delays::{self, Delay};
use crate::worker::histogram::{BOUNDS, Histogram};
use crate::worker::{Condition, Monitor, Reason};

/// All metrics.
#[derive(Debug)]
pub(super) struct Metrics(Registry);

impl Metrics {
    /// Those of the process, of the server and, with a worker, of the worker.
    pub(super) fn new(monitor: Option<Arc<Monitor>>, statistics: &Statistics) -> Self {
        let mut registry = Registry::default();
        registry.register_collector(Box::new(Process));
        statistics.register(&mut registry);
        if let Some(monitor) = monitor {
            registry.register_collector(Box::new(Worker(monitor)));
        }
        Self(registry)
    }

    fn render(&self) -> String {
        let mut text = String::with_capacity(16 * 1024);
        // Writing to memory does not fail, and no collector of ours does.
        encode(&mut text, &self.0).ok();
        text
    }
}

/// `GET /metrics`.
pub(super) async fn text(State(metrics): State<Arc<Metrics>>) -> Response {
    answer(StatusCode::OK, HeaderValue::from_static(CONTENT_TYPE), metrics.render())
}

/// Version, log, memory and processor time.
#[derive(Debug)]
struct Process;

impl Collector for Process {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut out = Out(encoder);
        let version = [("version", env!("CARGO_PKG_VERSION"))];
        out.labelled("dateline_build_info", "Version of the program; always 1.", GAUGE, [(version, 1)])?;
        out.counter(
            "dateline_log_lines_dropped",
            "Lines of the log that nobody read in time.",
            telemetry::dropped_lines(),
        )?;
        let Some(usage) = process::usage() else { return Ok(()) };
        out.gauge("process_resident_memory_bytes", "Memory in use.", usage.resident_bytes)?;
        let seconds = ConstCounter::new(usage.cpu_seconds);
        out.single("process_cpu_seconds", "Processor time used.", &seconds)
    }
}

/// Condition and counters of the worker.
#[derive(Debug)]
struct Worker(Arc<Monitor>);

impl Collector for Worker {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let (mut out, monitor) = (Out(encoder), &*self.0);
        condition(&mut out, monitor)?;
        gauges(&mut out, monitor)?;
        counters(&mut out, monitor)?;
        labelled(&mut out, monitor)?;
        out.histogram(
            "dateline_enrich_duration_seconds",
            "Reading and enriching one article.",
            &monitor.enrich_time,
        )?;
        out.histogram(
            "dateline_message_duration_seconds",
            "From taking a message until what replaces it is confirmed.",
            &monitor.message_time,
        )?;
        out.delays(
            "dateline_article_age_seconds",
            "From the publication of an article until what replaces its message is confirmed.",
            &monitor.delays.rows(Delay::Age),
        )?;
        out.delays(
            "dateline_message_wait_seconds",
            "From the AMQP timestamp of a message until it is taken.",
            &monitor.delays.rows(Delay::Wait),
        )
    }
}

fn condition(out: &mut Out<'_>, monitor: &Monitor) -> fmt::Result {
    let condition = monitor.condition();
    let rows = Condition::NAMES.map(|name| ([("condition", name)], u64::from(condition.name() == name)));
    let help = "What the worker is doing: 1 for one condition, 0 for the others.";
    out.labelled("dateline_condition", help, GAUGE, rows)?;
    let ready = u64::from(condition == Condition::Consuming && monitor.stuck().is_none());
    out.gauge("dateline_ready", "Whether it consumes.", ready)
}

fn gauges(out: &mut Out<'_>, monitor: &Monitor) -> fmt::Result {
    for (name, help, gauge) in [
        ("dateline_in_flight", "Messages taken and not yet acknowledged.", &monitor.in_flight),
        (
            "dateline_topology_missing",
            "Exchanges, queues and bindings that were deleted and are missing.",
            &monitor.topology_missing,
        ),
        (
            "dateline_in_hand_bytes",
            "Bytes of the messages in hand, as they came and as they go.",
            &monitor.in_hand_bytes,
        ),
        (
            "dateline_threads_given_up",
            "Enriching threads that were given up at limits.article_time and have not come back.",
            &monitor.threads_given_up,
        ),
        ("dateline_publish_window", "Publishes that may wait for their confirms.", &monitor.publish_window),
    ] {
        out.gauge(name, help, gauge.get())?;
    }
    Ok(())
}

/// The registry adds `_total` to the name of a counter.
fn counters(out: &mut Out<'_>, monitor: &Monitor) -> fmt::Result {
    for (name, help, counter) in [
        ("dateline_pauses", "Times for which the process did not run.", &monitor.pauses),
        ("dateline_messages_received", "Messages taken from the work queue.", &monitor.received),
        (
            "dateline_messages_redelivered",
            "Those that the broker had delivered before.",
            &monitor.redelivered,
        ),
        ("dateline_articles_enriched", "Enriched articles confirmed by the broker.", &monitor.enriched),
        ("dateline_retries", "Messages put into a retry queue.", &monitor.retried),
        ("dateline_messages_acknowledged", "Deliveries acknowledged to the broker.", &monitor.acknowledged),
        (
            "dateline_articles_dropped",
            "Enriched articles that matched no binding and that a setting drops.",
            &monitor.dropped,
        ),
        ("dateline_publishes_nacked", "Publishes that a queue would not take.", &monitor.nacked),
        ("dateline_publishes_returned", "Publishes that no queue was bound for.", &monitor.returned),
        ("dateline_connections", "Connections opened for consuming.", &monitor.connections),
        ("dateline_troubles", "Outages that began.", &monitor.troubles),
    ] {
        out.counter(name, help, counter.get())?;
    }
    Ok(())
}

/// Counters with labels. The values of the labels are codes of our own.
fn labelled(out: &mut Out<'_>, monitor: &Monitor) -> fmt::Result {
    let rows = Reason::ALL.map(|reason| ([("reason", reason.code())], monitor.dead_lettered(reason).get()));
    let help = "Messages put into the dead letters, by reason.";
    out.labelled("dateline_dead_letters", help, COUNTER, rows)?;

    let rows = Repair::ALL.map(|repair| ([("repair", repair.name())], monitor.repaired(repair).get()));
    let help = "Articles whose broken JSON was repaired, by kind of damage.";
    out.labelled("dateline_articles_repaired", help, COUNTER, rows)?;

    let rows = [("reloaded", &monitor.rules_reloaded), ("refused", &monitor.rules_refused)];
    let rows = rows.map(|(result, counter)| ([("result", result)], counter.get()));
    let help = "Times that SIGHUP made the worker read the rules again, by result.";
    out.labelled("dateline_rules_reloads", help, COUNTER, rows)
}

const GAUGE: MetricType = MetricType::Gauge;
const COUNTER: MetricType = MetricType::Counter;

/// The metrics as they are written.
struct Out<'a>(DescriptorEncoder<'a>);

impl Out<'_> {
    fn single(&mut self, name: &str, help: &str, metric: &impl EncodeMetric) -> fmt::Result {
        metric.encode(self.0.encode_descriptor(name, help, None, metric.metric_type())?)
    }

    fn counter(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        self.single(name, help, &ConstCounter::new(value))
    }

    fn gauge(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        self.single(name, help, &ConstGauge::new(value))
    }

    /// One metric with a label: a row for each value of the label.
    fn labelled<const N: usize>(
        &mut self,
        name: &str,
        help: &str,
        kind: MetricType,
        rows: [([(&'static str, &'static str); 1], u64); N],
    ) -> fmt::Result {
        let mut metric = self.0.encode_descriptor(name, help, None, kind)?;
        for (label, value) in rows {
            let row = metric.encode_family(&label)?;
            match kind {
                MetricType::Counter => ConstCounter::new(value).encode(row)?,
                _ => ConstGauge::new(value).encode(row)?,
            }
        }
        Ok(())
    }

    fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) -> fmt::Result {
        let snapshot = histogram.snapshot();
        let before = std::iter::once(0).chain(snapshot.cumulative);
        let counts = snapshot.cumulative.iter().zip(before).map(|(count, before)| count - before);
        let buckets: Vec<(f64, u64)> = BOUNDS.into_iter().zip(counts).collect();
        let all = snapshot.cumulative[BOUNDS.len()];
        let mut metric = self.0.encode_descriptor(name, help, None, MetricType::Histogram)?;
        metric.encode_histogram::<NoLabelSet>(snapshot.sum, all, &buckets, None)
    }

    fn delays(&mut self, name: &str, help: &str, rows: &[delays::Row]) -> fmt::Result {
        let mut metric = self.0.encode_descriptor(name, help, None, MetricType::Histogram)?;
        for row in rows {
            let counts = row.durations.counts;
            let buckets: Vec<(f64, u64)> = delays::BOUNDS.into_iter().zip(counts).collect();
            let labels = [("source", row.source.as_str()), ("outcome", row.fate.name())];
            let (sum, all) = (row.durations.sum, counts.iter().sum());
            metric.encode_family(&labels)?.encode_histogram::<NoLabelSet>(sum, all, &buckets, None)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use super::*;
    use crate::article::Article;
    use crate::worker::delays::Provenance;
    use crate::worker::outcome::Fate;

    #[test]
    fn the_text_is_what_prometheus_reads() {
        let monitor = Arc::new(Monitor::default());
        monitor.received.add(3);
        monitor.dead_lettered(Reason::TooLarge).increment();
        monitor.enrich_time.observe(Duration::from_millis(2));
        let article = Article { source: Some("A \"quoted\" desk".into()), ..Article::default() };
        let age = Some(Duration::from_secs(90));
        monitor.delays.observe(&Provenance::of(&article), Fate::Enriched, age, None);
        let text = Metrics::new(Some(monitor), &Statistics::default()).render();
        for line in [
            "dateline_messages_received_total 3",
            "dateline_dead_letters_total{reason=\"too_large\"} 1",
            "dateline_condition{condition=\"connecting\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"0.001\"} 0",
            "dateline_enrich_duration_seconds_bucket{le=\"0.0025\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"0.005\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"10\"} 1",
            "dateline_enrich_duration_seconds_bucket{le=\"+Inf\"} 1",
            "dateline_enrich_duration_seconds_sum 0.002",
            "dateline_enrich_duration_seconds_count 1",
            r#"dateline_article_age_seconds_bucket{source="A \"quoted\" desk",outcome="enriched",le="60"} 0"#,
            r#"dateline_article_age_seconds_bucket{source="A \"quoted\" desk",outcome="enriched",le="120"} 1"#,
            r#"dateline_article_age_seconds_count{source="A \"quoted\" desk",outcome="enriched"} 1"#,
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
        let text = Metrics::new(Some(Arc::default()), &Statistics::default()).render();
        for name in text.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next()) {
            assert!(DOCUMENT.contains(&format!("`{name}`")), "{name} is missing in docs/METRICS.md");
        }
    }
}
