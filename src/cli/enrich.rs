//! `dateline enrich`: articles from files or standard input, enriched without a broker.
//!
//! One thread reads, as many as there are cores enrich, and this one writes, in the order of the input.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use clap::ValueEnum;
use dateline::article::input::{self, Rules};
use dateline::article::wire;
use dateline::enrich::{Enricher, Scratch};
use dateline::settings::{Loaded, OutputFormat};

use super::source::{self, Format, Raw};
use super::{exit, style, view};

/// Articles that each thread may be ahead of the writer.
const AHEAD: usize = 16;

/// What to enrich, and how to show it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files or folders; standard input if none is given, or for "-". Names ending in .gz or .zst are decompressed.
    files: Vec<PathBuf>,
    /// What the input is.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    from: Format,
    /// JSON lines, or a readable view; by default the view on a terminal and JSON lines elsewhere.
    #[arg(long, value_enum)]
    output: Option<OutputForm>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OutputForm {
    /// One enriched article on each line.
    Json,
    /// The text with its entities marked, then places, people, figures, tags and the summary.
    Text,
}

const EXAMPLES: &str = "\
Examples:
  dateline enrich article.txt
  dateline enrich --output json seeds/*.txt | jq .enrichment.key_figures.summary
  dateline enrich --from jsonl < articles.jsonl > enriched.jsonl

A line or file that cannot be read is told on standard error with its place; the rest goes on,
and the exit code is 3.";

struct Job {
    index: usize,
    raw: Result<Raw, String>,
}

type Answer = (usize, Result<Vec<u8>, String>);

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let as_text = match arguments.output {
        Some(form) => form == OutputForm::Text,
        None => io::stdout().is_terminal(),
    };
    let threads = settings.enrich.threads();
    let work = Arc::new(Work {
        rules: Rules::of(settings),
        enricher: settings.enrich.enricher(),
        enabled: settings.enrich.enabled,
        format: settings.output.format,
        view: as_text.then(style::coloured),
    });
    let (jobs, take_job) = flume::bounded::<Job>(threads * AHEAD);
    let (answers, take_answer) = flume::bounded::<Answer>(threads * AHEAD);
    // What is read and not yet written is bounded, however slow one article among fast ones may be.
    let (permits, take_permit) = flume::bounded::<()>(threads * AHEAD * 4);
    for _ in 0..threads {
        let (work, take_job, answers) = (Arc::clone(&work), take_job.clone(), answers.clone());
        thread::Builder::new().name("enrich".into()).spawn(move || {
            let mut scratch = Scratch::default();
            for Job { index, raw } in take_job {
                let answer = raw.and_then(|raw| work.one(&raw, &mut scratch));
                if answers.send((index, answer)).is_err() {
                    break;
                }
            }
        })?;
    }
    drop(answers);
    let (files, format) = (arguments.files.clone(), arguments.from);
    thread::Builder::new().name("read".into()).spawn(move || {
        let mut index = 0;
        let mut take = |raw| {
            let job = Job { index, raw };
            index += 1;
            // A writer that is gone ends the reading.
            if permits.send(()).is_err() || jobs.send(job).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        };
        source::each(&files, format, &mut take);
    })?;
    write_in_order(&take_answer, &take_permit)
}

/// What all threads share.
struct Work {
    rules: Rules,
    enricher: Enricher,
    enabled: bool,
    format: OutputFormat,
    /// The readable view, coloured or not.
    view: Option<bool>,
}

impl Work {
    fn one(&self, raw: &Raw, scratch: &mut Scratch) -> Result<Vec<u8>, String> {
        let article = input::read(&raw.bytes, &raw.hints(), &self.rules)
            .map_err(|error| format!("{}: {error} ({})", raw.label, error.reason()))?;
        let enriched = catch_unwind(AssertUnwindSafe(|| {
            if self.enabled {
                self.enricher.enrich(article, scratch)
            } else {
                self.enricher.pass_through(article)
            }
        }));
        let enriched = enriched.map_err(|_| {
            // What a broken-off stage left behind is not trusted.
            *scratch = Scratch::default();
            format!(
                "{}: enrichment failed on this article (enrichment_panicked); please report it",
                raw.label
            )
        })?;
        if let Some(coloured) = self.view {
            return Ok(view::render(&enriched, coloured).into_bytes());
        }
        let mut line = wire::to_bytes(&enriched, self.format);
        line.push(b'\n');
        Ok(line)
    }
}

#[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
fn write_in_order(
    answers: &flume::Receiver<Answer>,
    permits: &flume::Receiver<()>,
) -> anyhow::Result<ExitCode> {
    let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut failed = false;
    loop {
        if answers.is_empty() {
            // Nothing is ready: show what there is before waiting.
            out.flush()?;
        }
        let Ok((index, answer)) = answers.recv() else { break };
        waiting.insert(index, answer);
        while let Some(answer) = waiting.remove(&next) {
            next += 1;
            permits.recv().ok();
            match answer {
                Ok(bytes) => out.write_all(&bytes)?,
                Err(words) => {
                    failed = true;
                    eprintln!("dateline: {words}");
                }
            }
        }
    }
    out.flush()?;
    Ok(if failed { ExitCode::from(exit::IN_PART) } else { ExitCode::SUCCESS })
}
