//! `dateline enrich`: articles from files or standard input, enriched without a broker.
//!
//! One thread reads, as many as there are cores enrich, and this one writes, in the order of the input.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::iter;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;

use clap::ValueEnum;
use dateline::article::input::{self, Rules};
use dateline::article::serialise;
use dateline::article::{Article, OutputFormat};
use dateline::enrich::{Enricher, Scratch};
use dateline::settings::Loaded;
use dateline::worker;

use super::notes::{beside_the_list, notes};
use super::progress::Progress;
use super::source::{Format, Miss, Raw, Reading};
use super::{exit, explain_input, style, view};

/// Articles that each thread may be ahead of the writer.
const AHEAD: usize = 16;
/// A thread takes at most so many waiting articles at once, and hands them on together: to wake the other threads for
/// each article took 8 to 10 % of the time (measured). It takes one where no more wait.
const HAND_OVER: usize = 16;

/// What to enrich, and how to show it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files or folders; standard input if none is given, or for "-". Names ending in .gz or .zst are decompressed; lists
    /// and feeds are split.
    files: Vec<PathBuf>,
    /// What the input is.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    from: Format,
    /// JSON lines, or a readable view; by default the view on a terminal and JSON lines elsewhere.
    #[arg(long, value_enum)]
    output: Option<OutputForm>,
    /// Show how each article is read (its form, the origin of each field, what is left unread), and enrich nothing.
    #[arg(long, conflicts_with = "output")]
    explain_input: bool,
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
  dateline enrich --explain-input feed-entry.json
  dateline enrich feed.xml inbox/ > enriched.jsonl

A list of articles (a JSON array, a response of NewsAPI.org) and a feed (RSS, Atom, a newsMessage of
NewsML-G2) are split. Of a folder every file that can be text is read; standard error names those that
are passed over, with the reason. A line or file that cannot be read is named there with its place; the
rest goes on, and the exit code is 3, as it is where no article was found.";

struct Job {
    index: usize,
    raw: Result<Raw, Miss>,
}

/// What comes of one article.
struct Done {
    bytes: Vec<u8>,
    /// What standard error says of it.
    notes: Vec<String>,
}

type Answer = (usize, Result<Done, Miss>);

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let as_text = match arguments.output {
        Some(form) => form == OutputForm::Text,
        None => io::stdout().is_terminal(),
    };
    let threads = settings.enrich.threads();
    let work = Arc::new(Work {
        rules: settings.read_options(),
        enricher: worker::enricher(&settings.enrich),
        enabled: settings.enrich.enabled,
        format: settings.output.format,
        view: as_text.then(style::coloured),
        explain_input: arguments.explain_input,
    });
    let (jobs, take_job) = flume::bounded::<Job>(threads * AHEAD);
    let (answers, take_answer) = flume::bounded::<Vec<Answer>>(threads * AHEAD);
    // What is read and not yet written is bounded, however slow one article among fast ones may be.
    let (permits, take_permit) = flume::bounded::<()>(threads * AHEAD * 4);
    for _ in 0..threads {
        let (work, take_job, answers) = (Arc::clone(&work), take_job.clone(), answers.clone());
        thread::Builder::new().name("enrich".into()).spawn(move || {
            let mut scratch = Scratch::default();
            while let Ok(job) = take_job.recv() {
                let more = (take_job.len() / threads).min(HAND_OVER - 1);
                let batch = iter::once(job).chain(take_job.try_iter().take(more));
                let done = batch.map(|Job { index, raw }| {
                    let answer = raw.and_then(|raw| work.one(&raw, &mut scratch).map_err(Miss::Unreadable));
                    (index, answer)
                });
                if answers.send(done.collect()).is_err() {
                    break;
                }
            }
        })?;
    }
    drop(answers);
    let (files, format, rules) = (arguments.files.clone(), arguments.from, settings.read_options());
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
        Reading { format, split: Some(&rules) }.each(&files, &mut take);
    })?;
    let verb = if arguments.explain_input { "explained" } else { "enriched" };
    write_in_order(&take_answer, &take_permit, verb)
}

/// State shared by all threads.
struct Work {
    rules: Rules,
    enricher: Enricher,
    enabled: bool,
    format: OutputFormat,
    /// The readable view, coloured or not.
    view: Option<bool>,
    /// Only show how the input is read.
    explain_input: bool,
}

impl Work {
    fn one(&self, raw: &Raw, scratch: &mut Scratch) -> Result<Done, String> {
        let reading = input::read_closely(&raw.bytes, &raw.hints(), &self.rules)
            .map_err(|error| format!("{}: {error} ({})", raw.label, error.reason()))?;
        if self.explain_input {
            let bytes = explain_input::account(&raw.label, &reading).into_bytes();
            return Ok(Done { bytes, notes: beside_the_list(raw).collect() });
        }
        let notes = beside_the_list(raw).chain(notes(&raw.label, &reading)).collect();
        let bytes = self.enriched(reading.article, &raw.label, scratch)?;
        Ok(Done { bytes, notes })
    }

    fn enriched(&self, article: Article, label: &str, scratch: &mut Scratch) -> Result<Vec<u8>, String> {
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
            format!("{label}: enrichment failed on this article (enrichment_panicked); please report it")
        })?;
        if let Some(coloured) = self.view {
            return Ok(view::render(&enriched, coloured).into_bytes());
        }
        let mut line = serialise::to_bytes(&enriched, self.format);
        line.push(b'\n');
        Ok(line)
    }
}

/// The totals of a run.
#[derive(Debug, Default)]
struct Tally {
    read: u64,
    unreadable: u64,
    passed_over: u64,
}

impl Tally {
    /// In words, where there is more to say than that one article went through.
    fn words(&self, verb: &str) -> Option<String> {
        let Self { read, unreadable, passed_over } = self;
        match read + unreadable + passed_over {
            0 => Some("no article was found".to_owned()),
            1 if *passed_over == 0 => None,
            _ => Some(format!(
                "{read} articles {verb}, {unreadable} could not be read, {passed_over} files passed over"
            )),
        }
    }

    /// Success only if something was enriched and nothing went wrong.
    fn code(&self) -> ExitCode {
        let is_whole = self.unreadable == 0 && self.read > 0;
        if is_whole { ExitCode::SUCCESS } else { ExitCode::from(exit::IN_PART) }
    }
}

#[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
fn write_in_order(
    answers: &flume::Receiver<Vec<Answer>>,
    permits: &flume::Receiver<()>,
    verb: &str,
) -> anyhow::Result<ExitCode> {
    let stdout = io::stdout();
    // Where the articles themselves are on the screen, they are the progress.
    let mut progress = (!stdout.is_terminal()).then(Progress::start);
    let mut out = io::BufWriter::with_capacity(1 << 16, stdout.lock());
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut tally = Tally::default();
    loop {
        if answers.is_empty() {
            // Nothing is ready: show what there is before waiting.
            out.flush()?;
        }
        let Ok(batch) = answers.recv() else { break };
        waiting.extend(batch);
        while let Some(answer) = waiting.remove(&next) {
            next += 1;
            permits.recv().ok();
            match answer {
                Ok(done) => {
                    tally.read += 1;
                    out.write_all(&done.bytes)?;
                    for note in &done.notes {
                        progress.iter().for_each(Progress::clear);
                        eprintln!("dateline: {note}");
                    }
                }
                Err(miss) => {
                    match miss {
                        Miss::Unreadable(_) => tally.unreadable += 1,
                        Miss::PassedOver(_) => tally.passed_over += 1,
                    }
                    progress.iter().for_each(Progress::clear);
                    eprintln!("dateline: {miss}");
                }
            }
        }
        if let Some(progress) = &mut progress {
            progress.update(tally.read, None);
        }
    }
    out.flush()?;
    progress.iter().for_each(Progress::clear);
    if let Some(words) = tally.words(verb) {
        eprintln!("dateline: {words}");
    }
    Ok(tally.code())
}
