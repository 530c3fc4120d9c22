//! `GET /v1/status`: the condition of the worker at one glance. The top line and the flow of the page show it, and so can any
//! program.

use std::sync::{Arc, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::advice;
use super::console::Console;
use super::history::{Counted, STEP, Sample};
use super::process;
use super::response::{JSON, answer};
use crate::amqp::Depths;
use crate::worker::{Condition, Monitor, Reason};

/// A queue that takes longer than this to work off is told.
const LONG_WAIT: f64 = 30.0;
/// docs/OPERATIONS.md says the same.
const MORE_WORKERS: &str = "For more speed, run more workers on the same queue.";

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Good,
    /// Something waits, or was refused and is safe.
    Warning,
    Bad,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }
}

/// `GET /v1/status`.
pub(super) async fn status(State(console): State<Arc<Console>>) -> Response {
    answer(StatusCode::OK, JSON, format!("{}\n", snapshot(&console)))
}

/// Everything that the top line and the flow show.
pub(super) fn snapshot(console: &Console) -> Value {
    let mut all = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "uptime_s": console.begun.elapsed().as_secs(),
        "memory_bytes": process::usage().map(|usage| usage.resident_bytes),
        "enriches": console.enriches,
        "shows_articles": console.monitor.is_some() && console.settings.console.articles,
    });
    if let Some(monitor) = &console.monitor {
        of_worker(&mut all, console, monitor);
    } else {
        all["mode"] = "server".into();
        all["condition"] = "serving".into();
        say(&mut all, &Finding::good("Ready to enrich"));
    }
    all
}

fn of_worker(all: &mut Value, console: &Console, monitor: &Monitor) {
    let sample = console.history.read();
    let (depths, queues_error) = match console.depths.get() {
        Ok(depths) => (depths, None),
        Err(error) => (Depths::default(), Some(error)),
    };
    let broker = monitor.broker.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let ages = monitor.recent.ages();
    let condition = monitor.condition();
    all["mode"] = "worker".into();
    all["condition"] = condition.name().into();
    all["broker"] = json!(broker.map(|(address, version)| json!({ "address": address, "version": version })));
    all["articles_per_s"] = json!(sample.rate(Counted::Enriched));
    all["age_s"] = json!(ages.map(|ages| json!({ "median": ages.median, "p99": ages.p99 })));
    all["in_hand"] = monitor.in_flight.get().into();
    all["in_hand_bytes"] = monitor.in_hand_bytes.get().into();
    all["waiting"] = json!(depths.work);
    all["retrying"] = json!(depths.retries);
    all["unrouted"] = json!(depths.unrouted);
    all["dead"] = json!(depths.dead);
    all["queues_error"] = json!(queues_error);
    let stages = stages(monitor, &condition, &sample, depths);
    let worst = stages.iter().map(|stage| &stage.finding).rev().max_by_key(|finding| finding.level);
    let finding = of_condition(monitor, &condition)
        .or_else(|| worst.filter(|finding| finding.level > Level::Good).cloned())
        .unwrap_or_else(|| Finding::good("All is well"));
    // A refused message is safe where it is: the worker itself is well.
    let level = if condition == Condition::Consuming
        && monitor.stuck().is_none()
        && monitor.topology_missing.get() == 0
    {
        finding.level.min(Level::Warning)
    } else {
        finding.level
    };
    let finding = Finding { level, ..finding };
    say(all, &finding);
    all["step_s"] = STEP.into();
    all["stages"] = stages.iter().map(Stage::json).collect();
}

/// One sentence, and what to do about it.
#[derive(Debug, Clone)]
struct Finding {
    level: Level,
    text: String,
    cause: Option<String>,
    advice: Option<String>,
}

impl Finding {
    fn good(text: &str) -> Self {
        Self { level: Level::Good, text: text.to_owned(), cause: None, advice: None }
    }

    fn new(level: Level, text: impl Into<String>, advice: Option<&str>) -> Self {
        Self { level, text: text.into(), cause: None, advice: advice.map(str::to_owned) }
    }

    fn because(self, cause: Option<&str>) -> Self {
        Self { cause: cause.map(str::to_owned), ..self }
    }
}

fn say(all: &mut Value, finding: &Finding) {
    all["level"] = finding.level.name().into();
    all["headline"] = finding.text.as_str().into();
    all["cause"] = json!(finding.cause);
    all["advice"] = json!(finding.advice);
}

/// The trouble of the worker as a whole; `None` while it consumes.
fn of_condition(monitor: &Monitor, condition: &Condition) -> Option<Finding> {
    if let Some(stuck) = monitor.stuck() {
        return Some(
            Finding::new(Level::Bad, "Nothing moves: only a restart helps", None).because(Some(&stuck)),
        );
    }
    match condition {
        Condition::Connecting(cause) => Some(
            Finding::new(Level::Bad, "No connection to the broker", advice::on_event("connection_failed"))
                .because(cause.as_deref()),
        ),
        Condition::Troubled(cause) => Some(
            Finding::new(
                Level::Bad,
                "The broker does not take what is published; nothing is lost",
                advice::on_event("surroundings_troubled"),
            )
            .because(Some(cause)),
        ),
        Condition::Draining => {
            Some(Finding::new(Level::Warning, "Stopping: what is in hand is finished", None))
        }
        Condition::Stopped => Some(Finding::new(Level::Bad, "Stopped", None)),
        Condition::Consuming => (monitor.topology_missing.get() > 0).then(|| {
            let advice = advice::on_event("topology_missing");
            Finding::new(Level::Bad, "Something was deleted on the broker", advice)
        }),
    }
}

/// A station of a message.
struct Stage {
    name: &'static str,
    finding: Finding,
    total: Option<u64>,
    rate: Option<f64>,
    /// Messages that are there now.
    now: Option<u64>,
    errors: u64,
    steps: Vec<u64>,
}

impl Stage {
    fn json(&self) -> Value {
        json!({
            "name": self.name,
            "level": self.finding.level.name(),
            "text": self.finding.text,
            "advice": self.finding.advice,
            "total": self.total,
            "per_s": self.rate,
            "now": self.now,
            "errors": self.errors,
            "steps": self.steps,
        })
    }
}

fn stages(monitor: &Monitor, condition: &Condition, sample: &Sample, depths: Depths) -> Vec<Stage> {
    let stage = |name, counted: Counted, now, errors, finding| Stage {
        name,
        finding,
        total: Some(sample.total(counted)),
        rate: Some(sample.rate(counted)),
        now,
        errors,
        steps: sample.steps(counted),
    };
    let is_connected = !matches!(condition, Condition::Connecting(_) | Condition::Stopped);
    let is_troubled = matches!(condition, Condition::Troubled(_));
    let given_up = monitor.threads_given_up.get();
    let of = |reason| monitor.dead_lettered(reason).get();
    vec![
        stage(
            "consume",
            Counted::Received,
            depths.work.map(u64::from),
            0,
            consume(is_connected, sample, depths.work),
        ),
        stage(
            "enrich",
            Counted::Enriched,
            Some(monitor.in_flight.get()),
            of(Reason::EnrichmentPanicked) + of(Reason::EnrichmentTooSlow),
            if given_up > 0 {
                let remedy = advice::on_reason(Reason::EnrichmentTooSlow.code());
                let text = format!("{given_up} articles take longer than limits.article_time");
                Finding::new(Level::Warning, text, remedy.map(|advice| advice.remedy.as_str()))
            } else {
                Finding::good("articles in hand")
            },
        ),
        stage(
            "confirm",
            Counted::Acknowledged,
            None,
            sample.total(Counted::Refused),
            if is_troubled {
                let advice = advice::on_event("surroundings_troubled");
                Finding::new(Level::Bad, "the broker does not confirm", advice)
            } else {
                Finding::good("confirmed and acknowledged")
            },
        ),
        stage("output", Counted::Enriched, None, 0, Finding::good("to the output exchange")),
        stage("retry", Counted::Retried, depths.retries.map(u64::from), 0, retry(sample, depths.retries)),
        unrouted(depths.unrouted),
        stage(
            "dead",
            Counted::Dead,
            depths.dead.map(u64::from),
            sample.total(Counted::Dead),
            dead(monitor, sample, depths.dead),
        ),
    ]
}

fn consume(is_connected: bool, sample: &Sample, waiting: Option<u32>) -> Finding {
    if !is_connected {
        return Finding::new(Level::Bad, "no connection", advice::on_event("connection_failed"));
    }
    let waiting = waiting.map_or(0.0, f64::from);
    let seconds = waiting / sample.rate(Counted::Received).max(0.1);
    if waiting > 0.0 && seconds > LONG_WAIT {
        let text = format!("{waiting} messages wait in the work queue");
        return Finding::new(Level::Warning, text, Some(MORE_WORKERS));
    }
    Finding::good("from the work queue")
}

fn retry(sample: &Sample, waiting: Option<u32>) -> Finding {
    if sample.lately(Counted::Retried) > 0 || waiting.unwrap_or(0) > 0 {
        let advice = advice::on_event("article_retried");
        return Finding::new(Level::Warning, "messages wait for another attempt", advice);
    }
    Finding::good("none")
}

fn unrouted(count: Option<u32>) -> Stage {
    let count = count.map(u64::from);
    let finding = if count.unwrap_or(0) > 0 {
        let remedy = advice::on_reason(Reason::Unroutable.code()).map(|advice| advice.remedy.as_str());
        Finding::new(Level::Warning, "articles match no binding", remedy)
    } else {
        Finding::good("none")
    };
    Stage { name: "unrouted", finding, total: None, rate: None, now: count, errors: 0, steps: Vec::new() }
}

fn dead(monitor: &Monitor, sample: &Sample, count: Option<u32>) -> Finding {
    let lately = sample.lately(Counted::Dead);
    let most = Reason::ALL.into_iter().max_by_key(|&reason| monitor.dead_lettered(reason).get());
    let reason = most.filter(|&reason| monitor.dead_lettered(reason).get() > 0);
    let remedy = reason.and_then(|reason| advice::on_reason(reason.code()));
    let advice = remedy.zip(reason).map(|(advice, reason)| format!("{}: {}", reason.code(), advice.remedy));
    if lately > 0 {
        let plural = if lately == 1 { "message was" } else { "messages were" };
        let text = format!("{lately} {plural} refused in the last ten minutes");
        return Finding::new(Level::Bad, text, advice.as_deref());
    }
    if count.unwrap_or(0) > 0 {
        return Finding::new(Level::Warning, "dead letters wait for a decision", advice.as_deref());
    }
    Finding::good("none")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::{Enricher, Options};
    use crate::http::access::Access;
    use crate::settings::Settings;

    fn console() -> Console {
        let enricher = Arc::new(Enricher::new(Options::default()));
        let settings = Settings::default();
        let access = Arc::new(Access::new("127.0.0.1:80".parse().unwrap(), &settings.console));
        Console::new(Arc::new(settings), Some(Arc::default()), enricher, false, access)
    }

    #[test]
    fn a_worker_that_consumes_is_well() {
        let console = console();
        let monitor = console.monitor.clone().unwrap();
        monitor.set(Condition::Consuming);
        monitor.enriched.add(50);
        console.history.sample(&monitor);
        let status = snapshot(&console);
        assert_eq!(
            (status["level"].as_str(), status["headline"].as_str()),
            (Some("good"), Some("All is well"))
        );
        assert_eq!(status["articles_per_s"].as_f64(), Some(50.0));
    }

    #[test]
    fn what_is_wrong_is_told_with_what_to_do() {
        let console = console();
        let monitor = console.monitor.clone().unwrap();
        monitor.set(Condition::Connecting(Some("refused".into())));
        let status = snapshot(&console);
        assert_eq!((status["level"].as_str(), status["cause"].as_str()), (Some("bad"), Some("refused")));
        assert!(status["advice"].as_str().is_some_and(|advice| advice.contains("config check --connect")));

        monitor.set(Condition::Consuming);
        monitor.dead_lettered(Reason::NoArticle).add(3);
        console.history.sample(&monitor);
        let status = snapshot(&console);
        assert_eq!(status["headline"], "3 messages were refused in the last ten minutes");
        assert!(
            status["advice"].as_str().is_some_and(|advice| advice.starts_with("no_article: name the place"))
        );
        let dead = status["stages"].as_array().unwrap().iter().find(|stage| stage["name"] == "dead").unwrap();
        assert_eq!((dead["level"].as_str(), dead["errors"].as_u64()), (Some("bad"), Some(3)));
    }

    #[test]
    fn the_advice_for_a_long_queue_is_that_of_the_document() {
        let document = include_str!("../../docs/OPERATIONS.md");
        assert!(document.contains(MORE_WORKERS));
        let sample = crate::http::history::History::default().read();
        assert_eq!(consume(true, &sample, Some(3)).level, Level::Good);
        assert_eq!(consume(true, &sample, Some(3000)).level, Level::Warning);
    }
}
