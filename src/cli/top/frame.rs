//! The lines of one look at a worker.

use serde_json::Value;

/// Stands for a number that is not known.
const UNKNOWN: &str = "?";

/// The lines, none longer than `width` characters.
pub(super) fn frame(status: &Value, address: &str, width: usize, coloured: bool) -> Vec<String> {
    let text = |key: &str| clean(status[key].as_str().unwrap_or_default());
    let mut lines = vec![
        format!(
            "dateline {}  {}  {}  up {}",
            text("version"),
            clean(address),
            text("condition"),
            uptime(status["uptime_s"].as_u64())
        ),
        text("headline"),
    ];
    let state = lines.len() - 1;
    lines.extend(["cause", "advice"].map(text).into_iter().filter(|line| !line.is_empty()));
    if status["mode"] == "worker" {
        let broker = &status["broker"];
        let of_broker = |key: &str| broker[key].as_str().map_or_else(|| UNKNOWN.to_owned(), clean);
        lines.push(format!("broker {}  RabbitMQ {}", of_broker("address"), of_broker("version")));
        let seconds = |key: &str| {
            status["age_s"][key]
                .as_f64()
                .map_or_else(|| UNKNOWN.to_owned(), |age| format!("{} s", short(age)))
        };
        lines.push(format!(
            "articles/s {}  age p50 {}  p99 {}  in hand {}  waiting {}  dead {}",
            status["articles_per_s"].as_f64().map_or_else(|| UNKNOWN.to_owned(), short),
            seconds("median"),
            seconds("p99"),
            count(&status["in_hand"]),
            count(&status["waiting"]),
            count(&status["dead"]),
        ));
        if let Some(error) = status["queues_error"].as_str() {
            lines.push(format!("the queues cannot be counted: {}", clean(error)));
        }
        let stages = status["stages"].as_array().map_or(&[][..], Vec::as_slice);
        if !stages.is_empty() {
            lines.push(format!("{:<10}{:>10}{:>14}{:>12}{:>10}", "stage", "per s", "total", "now", "errors"));
        }
        lines.extend(stages.iter().map(stage));
    }
    let mut lines: Vec<String> =
        lines.into_iter().map(|line| line.chars().take(width.max(1)).collect()).collect();
    if coloured {
        let code = match status["level"].as_str() {
            Some("good") => "1;32",
            Some("warning") => "1;33",
            _ => "1;31",
        };
        lines[state] = format!("\x1b[{code}m{}\x1b[0m", lines[state]);
    }
    lines
}

fn stage(stage: &Value) -> String {
    let rate = stage["per_s"].as_f64().map_or_else(|| "-".to_owned(), short);
    let optional = |key: &str| if stage[key].is_null() { "-".to_owned() } else { count(&stage[key]) };
    let name = clean(stage["name"].as_str().unwrap_or_default());
    let waits = match stage["level"].as_str() {
        Some("good") | None => String::new(),
        _ => format!("  {}", clean(stage["text"].as_str().unwrap_or_default())),
    };
    let (total, now, errors) = (optional("total"), optional("now"), optional("errors"));
    format!("{name:<10}{rate:>10}{total:>14}{now:>12}{errors:>10}{waits}")
}

/// A whole number in groups of three digits.
fn count(value: &Value) -> String {
    let Some(number) = value.as_u64() else { return UNKNOWN.to_owned() };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number as exact as a glance needs.
fn short(number: f64) -> String {
    if number >= 100.0 { format!("{number:.0}") } else { format!("{number:.1}") }
}

fn uptime(seconds: Option<u64>) -> String {
    let Some(seconds) = seconds else { return UNKNOWN.to_owned() };
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, _) => format!("{minutes} min"),
        (0, ..) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}

/// One line without control characters: what a broker says must not steer the terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn worker() -> Value {
        json!({
            "version": "1.2.3", "uptime_s": 93_780, "mode": "worker", "condition": "troubled", "level": "bad",
            "headline": "The broker does not take what is published", "cause": "queue \u{1b}[31mfull",
            "advice": null, "broker": { "address": "rabbit-1:5672", "version": "4.0.5" },
            "articles_per_s": 412.25, "age_s": { "median": 0.42, "p99": 120.0 }, "in_hand": 512,
            "waiting": 1_234_567, "dead": null, "queues_error": null,
            "stages": [
                { "name": "consume", "level": "good", "text": "", "total": 10_000, "per_s": 412.25, "now": 3, "errors": 0 },
                { "name": "dead", "level": "bad", "text": "2 messages were refused", "total": 2, "per_s": 0.0,
                  "now": null, "errors": 2 },
            ],
        })
    }

    #[test]
    fn a_frame_says_in_a_few_lines_how_a_worker_is() {
        assert_eq!(
            frame(&worker(), "news-1:9464", 100, false),
            [
                "dateline 1.2.3  news-1:9464  troubled  up 1 d 2 h",
                "The broker does not take what is published",
                "queue  [31mfull",
                "broker rabbit-1:5672  RabbitMQ 4.0.5",
                "articles/s 412  age p50 0.4 s  p99 120 s  in hand 512  waiting 1,234,567  dead ?",
                "stage          per s         total         now    errors",
                "consume          412        10,000           3         0",
                "dead             0.0             2           -         2  2 messages were refused",
            ]
        );
    }

    #[test]
    fn lines_fit_the_terminal_and_colour_only_the_state() {
        let lines = frame(&worker(), "news-1:9464", 20, true);
        assert_eq!(lines[1], "\u{1b}[1;31mThe broker does not \u{1b}[0m");
        assert!(
            lines.iter().enumerate().all(|(at, line)| at == 1 || line.chars().count() <= 20),
            "{lines:?}"
        );
        assert!(frame(&worker(), "", 0, false).iter().all(|line| line.chars().count() <= 1));
    }

    #[test]
    fn a_server_without_a_worker_has_no_flow() {
        let status = json!({ "version": "1.2.3", "uptime_s": 59, "mode": "server", "condition": "serving",
            "level": "good", "headline": "Ready to enrich", "cause": null, "advice": null });
        assert_eq!(
            frame(&status, "127.0.0.1:9464", 80, false),
            ["dateline 1.2.3  127.0.0.1:9464  serving  up 59 s", "Ready to enrich"]
        );
    }
}
