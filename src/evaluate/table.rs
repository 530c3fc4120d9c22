//! A report for people, and the comparison with an earlier one.

use std::fmt::Write as _;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::measure::{Kind, Measure};
use super::report::{Report, SCHEMA};

/// The table of all measures.
pub fn table(report: &Report) -> String {
    let mut out = format!(
        "{} articles\n\n{:<24} {:>7} {:>9} {:>7} {:>7} {:>7}\n",
        report.articles, "field", "score", "precision", "recall", "gold", "said"
    );
    for &measure in Measure::ALL {
        let tally = report.tally(measure);
        let score = match report.score(measure) {
            _ if report.is_not_given(measure) => "not given".to_owned(),
            score => percent(score),
        };
        let (precision, recall) = match measure.kind() {
            Kind::Found => (percent(tally.precision()), percent(tally.recall())),
            Kind::Accuracy => (String::new(), String::new()),
        };
        let said = if measure.kind() == Kind::Found { tally.said.to_string() } else { String::new() };
        let row = format!(
            "{:<22} {score:>9} {precision:>9} {recall:>7} {:>7} {said:>7}",
            measure.name(),
            tally.gold
        );
        out.push_str(row.trim_end());
        out.push('\n');
    }
    if !report.summary_faults.is_empty() {
        let faults: Vec<String> =
            report.summary_faults.iter().map(|(fault, count)| format!("{fault} {count}")).collect();
        writeln!(out, "\nfaults of summaries: {}", faults.join(", "))
            .expect("writing to a string does not fail");
    }
    out
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.1}"))
}

/// The measures whose score differs from an earlier report's JSON.
pub fn comparison(report: &Report, earlier: &str) -> Result<String> {
    let earlier: Value = serde_json::from_str(earlier).context("not JSON")?;
    if earlier["schema"] != SCHEMA {
        bail!("not a report of `dateline evaluate --json` ({SCHEMA})");
    }
    let mut out = format!("{:<24} {:>7} {:>7} {:>7}\n", "field", "before", "now", "change");
    let mut same = 0;
    for &measure in Measure::ALL {
        let before = earlier["fields"][measure.name()]["score"].as_f64();
        // Both are rounded as the earlier one was.
        let now = report.score(measure).map(|score| (score * 100.0).round() / 100.0);
        if before == now {
            same += 1;
            continue;
        }
        let change =
            before.zip(now).map_or_else(String::new, |(before, now)| format!("{:+.2}", now - before));
        let two = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
        let row = format!("{:<24} {:>7} {:>7} {change:>7}", measure.name(), two(before), two(now));
        out.push_str(row.trim_end());
        out.push('\n');
    }
    if earlier["articles"].as_u64() != Some(u64::from(report.articles)) {
        writeln!(
            out,
            "the earlier report is of {} articles, this one of {}",
            earlier["articles"], report.articles
        )
        .expect("writing to a string does not fail");
    }
    writeln!(out, "{same} fields are the same").expect("writing to a string does not fail");
    Ok(out)
}
