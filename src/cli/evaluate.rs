//! `dateline evaluate`: enrichment measured on annotated articles.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use dateline::article::input::{self, Hints};
use dateline::article::serialise;
use dateline::enrich::Scratch;
use dateline::evaluate::{Answer, Fault, Gold, Guard, Measure, Report, comparison, table};
use dateline::settings::Loaded;
use dateline::worker;
use serde_json::json;

/// What to measure, and how to show it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Annotated articles (tests/gold/GUIDE.md describes the format), or folders of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print the counts of every field as JSON instead of a table.
    #[arg(long)]
    json: bool,
    /// List what is wrong, in all fields or in those named, such as figures.unit,people.
    #[arg(long, value_name = "FIELDS", num_args = 0..=1, require_equals = true, value_delimiter = ',', default_missing_value = "")]
    errors: Option<Vec<String>>,
    /// Show the fields whose score differs from an earlier report (the output of --json).
    #[arg(long, value_name = "FILE")]
    compare: Option<PathBuf>,
    /// Fail if a field has fallen by more than the margin beside it in this file.
    #[arg(long, value_name = "FILE")]
    guard: Option<PathBuf>,
    /// Write the scores to this file, for --guard. Margins that it has are kept.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Measure these enriched articles (JSON lines) instead of enriching: the output of another version.
    #[arg(long, value_name = "FILE")]
    outputs: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline evaluate tests/gold/dev                            a table of all fields
  dateline evaluate tests/gold/dev --errors=figures,people    what is wrong in them
  dateline evaluate tests/gold/dev --json > before.json       ... change something ...
  dateline evaluate tests/gold/dev --compare before.json
  jq -c '.article + {id}' tests/gold/dev/*.json | dateline-0.1 enrich --from jsonl > old.jsonl
  dateline evaluate tests/gold/dev --outputs old.jsonl

docs/EVALUATION.md explains the fields and how each is scored.";

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> Result<ExitCode> {
    let fields = wanted_fields(arguments)?;
    let gold = Gold::read_all(&arguments.files)?;
    let report = match &arguments.outputs {
        Some(file) => of_outputs(&gold, file)?,
        None => of_this_program(&gold, settings)?,
    };
    let mut out = std::io::stdout().lock();
    if arguments.json {
        writeln!(out, "{:#}", report.to_json())?;
    } else if let Some(file) = &arguments.compare {
        let earlier = read(file)?;
        let shown = comparison(&report, &earlier).with_context(|| file.display().to_string())?;
        out.write_all(shown.as_bytes())?;
    } else {
        out.write_all(table(&report).as_bytes())?;
    }
    if let Some(fields) = &fields {
        let faults =
            report.faults.iter().filter(|fault| fields.is_empty() || fields.contains(&fault.measure));
        for fault in faults {
            writeln!(out, "{}", line(fault))?;
        }
    }
    if let Some(file) = &arguments.record {
        let before = if file.exists() { guard(file)? } else { Guard::default() };
        fs::write(file, before.record(&report)).with_context(|| file.display().to_string())?;
    }
    let Some(file) = &arguments.guard else { return Ok(ExitCode::SUCCESS) };
    let complaints = guard(file)?.complaints(&report);
    if complaints.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    bail!("{}:\n  {}", file.display(), complaints.join("\n  "))
}

/// The fields named after `--errors`; empty for all, `None` without the option.
fn wanted_fields(arguments: &Arguments) -> Result<Option<Vec<Measure>>> {
    let Some(names) = &arguments.errors else { return Ok(None) };
    let names = names.iter().filter(|name| !name.is_empty());
    let by_name = |name: &String| {
        Measure::by_name(name).with_context(|| {
            let all: Vec<_> = Measure::ALL.iter().map(|measure| measure.name()).collect();
            format!("--errors: {name} is no field; fields are {}", all.join(", "))
        })
    };
    names.map(by_name).collect::<Result<_>>().map(Some)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| file.display().to_string())
}

fn guard(file: &Path) -> Result<Guard> {
    Guard::read(&read(file)?).with_context(|| file.display().to_string())
}

/// Enriches each article as a message would be, and measures the bytes that would go out.
fn of_this_program(gold: &[Gold], settings: &Loaded) -> Result<Report> {
    let (rules, enricher) = (settings.read_options(), worker::enricher(&settings.enrich));
    let (mut report, mut scratch) = (Report::default(), Scratch::default());
    for one in gold {
        let message = json!({
            "id": one.id,
            "title": one.article.title,
            "body": one.article.body,
            "published_at": one.article.published_at,
            "source": one.article.source,
        });
        let article = input::read(message.to_string().as_bytes(), &Hints::default(), &rules)
            .with_context(|| one.id.clone())?;
        let bytes = serialise::to_json(&enricher.enrich(article, &mut scratch));
        let answer = Answer::read(&bytes).with_context(|| one.id.clone())?;
        report.add(one, &answer);
    }
    Ok(report)
}

/// An article that the file lacks has an empty answer.
fn of_outputs(gold: &[Gold], file: &Path) -> Result<Report> {
    let mut answers = HashMap::new();
    for (number, line) in read(file)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let answer = Answer::read(line.as_bytes())
            .with_context(|| format!("{}:{}: not an enriched article", file.display(), number + 1))?;
        answers.insert(answer.id().to_owned(), answer);
    }
    let mut report = Report::default();
    for one in gold {
        report.add(one, &answers.remove(&one.id).unwrap_or_default());
    }
    Ok(report)
}

/// A fault on one line.
fn line(fault: &Fault) -> String {
    let quoted = |text: &str| text.replace('\n', " ");
    let values = if fault.gold.is_empty() && fault.said.is_empty() {
        String::new()
    } else {
        format!(" [gold: {}; output: {}]", quoted(&fault.gold), quoted(&fault.said))
    };
    let (measure, kind) = (fault.measure.name(), fault.kind.name());
    format!("{} {measure} {kind}: {}{values}", fault.article, quoted(&fault.text))
}
