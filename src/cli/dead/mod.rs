//! `dateline dead`: dead letters and unrouted articles.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the command line speaks to people here")]

mod select;
mod show;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;
use dateline::amqp::{QueueBrowser, Received};
use dateline::dead_letters::record::record;
use dateline::dead_letters::{self, Letter, LetterQueue, Tally, Target};
use dateline::settings::Loaded;
use dateline::shutdown::Shutdown;

use super::progress::Progress;
use select::Choice;
use show::printable;

/// What to do with dead letters.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Action {
    /// List dead letters: reason, origin, attempts.
    List(List),
    /// Show dead letters with headers and body.
    Show(Show),
    /// Publish dead letters again, and remove those that the broker has confirmed.
    #[command(after_help = REPLAY)]
    Replay(Replay),
    /// Remove dead letters permanently.
    Purge(Purge),
}

/// `dead list`.
#[derive(Debug, clap::Args)]
pub(crate) struct List {
    #[command(flatten)]
    choice: Choice,
    /// Show this many letters at most.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

/// `dead show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    #[command(flatten)]
    choice: Choice,
    /// Show this many letters at most.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// One JSON object a line, with headers and body.
    #[arg(long, conflicts_with = "raw")]
    json: bool,
    /// The bytes of the body and nothing else.
    #[arg(long)]
    raw: bool,
}

/// `dead replay`.
#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    #[command(flatten)]
    choice: Choice,
    /// Destination: `work-queue` (no other consumer gets them again) or `origin` (their original exchange and key).
    #[arg(long, value_enum)]
    to: Option<To>,
    /// Every letter, where nothing else is chosen.
    #[arg(long)]
    all: bool,
    /// Replay this many letters at most, in the order of the queue.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Only say what would be replayed.
    #[arg(long)]
    dry_run: bool,
}

/// Where replayed letters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    WorkQueue,
    Origin,
}

/// `dead purge`.
#[derive(Debug, clap::Args)]
pub(crate) struct Purge {
    #[command(flatten)]
    choice: Choice,
    /// Every letter, where nothing else is chosen.
    #[arg(long)]
    all: bool,
    /// Remove this many letters at most, in the order of the queue.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Write each letter with headers and body to this file (JSON lines) before it goes.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Only say what would be removed.
    #[arg(long)]
    dry_run: bool,
}

const REPLAY: &str = "\
Dead letters go to the work queue unless --to says otherwise, articles that nobody had bound to go to the output
exchange with their own key. Their count of tries begins again. A letter is removed when the broker has confirmed
its copy: an interruption can repeat a letter and never loses one. What dies again is a new dead letter.

Examples:
  dateline dead replay --reason unroutable --dry-run
  dateline dead replay --since 2h --limit 100
  dateline dead replay --queue unrouted --all";

pub(crate) fn run(action: &Action, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match action {
            Action::List(arguments) => list(arguments, settings).await,
            Action::Show(arguments) => show(arguments, settings).await,
            Action::Replay(arguments) => replay(arguments, settings).await,
            Action::Purge(arguments) => purge(arguments, settings).await,
        }
    })
}

async fn open(choice: &Choice, settings: &Loaded) -> anyhow::Result<QueueBrowser> {
    Ok(choice.queue.which().open(settings, choice.anyway).await?)
}

async fn list(arguments: &List, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let selection = arguments.choice.selection();
    let mut browser = open(&arguments.choice, settings).await?;
    let limit = arguments.limit.unwrap_or(u32::MAX);
    let mut reasons: BTreeMap<String, u32> = BTreeMap::new();
    let mut out = std::io::stdout().lock();
    let (mut written, mut shown) = (Ok(()), 0);
    let read = dead_letters::read(&mut browser, arguments.choice.queue.which(), &selection, |letter, _| {
        *reasons.entry(letter.reason.clone()).or_default() += 1;
        if arguments.json {
            written =
                serde_json::to_string(letter).map_err(Into::into).and_then(|line| writeln!(out, "{line}"));
        } else {
            written = show::line(&mut out, letter, shown == 0);
        }
        shown += 1;
        written.is_ok() && shown < limit
    })
    .await;
    let (queue, total) = (browser.queue().to_owned(), browser.total());
    browser.close().await;
    let tally = read?;
    written?;
    if !arguments.json {
        let reasons: Vec<String> =
            reasons.iter().map(|(reason, count)| format!("{count} {}", printable(reason))).collect();
        let of = if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", ")) };
        eprintln!("{} of {total} letters in {queue}{of}", tally.selected);
    }
    Ok(ExitCode::SUCCESS)
}

async fn show(arguments: &Show, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let selection = arguments.choice.selection();
    let mut browser = open(&arguments.choice, settings).await?;
    let mut out = std::io::stdout().lock();
    let (mut written, mut shown) = (Ok(()), 0);
    let read =
        dead_letters::read(&mut browser, arguments.choice.queue.which(), &selection, |letter, received| {
            written = if arguments.raw {
                out.write_all(&received.body)
            } else if arguments.json {
                writeln!(out, "{}", record(letter, received))
            } else {
                show::whole(&mut out, letter, received)
            };
            shown += 1;
            written.is_ok() && shown < arguments.limit
        })
        .await;
    browser.close().await;
    let tally = read?;
    written?;
    if tally.selected == 0 {
        bail!("no such letter ({} looked at); `dateline dead list` shows what there is", tally.seen);
    }
    Ok(ExitCode::SUCCESS)
}

async fn replay(arguments: &Replay, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let which = arguments.choice.queue.which();
    let selection = arguments.choice.selection_or(arguments.all)?;
    let target = match (arguments.to, which) {
        (None | Some(To::WorkQueue), LetterQueue::Dead) => Target::WorkQueue,
        (Some(To::Origin), LetterQueue::Dead) | (None | Some(To::Origin), LetterQueue::Unrouted) => {
            Target::Origin
        }
        (Some(To::WorkQueue), LetterQueue::Unrouted) => {
            bail!(
                "what nobody had bound to is enriched already: it can only go to its origin, the output exchange"
            )
        }
    };
    let limit = arguments.limit.unwrap_or(u32::MAX);
    if arguments.dry_run {
        return rehearse(&arguments.choice, settings, arguments.all, limit, "replayed").await;
    }
    // A signal stops it between two letters; a second one at once.
    let shutdown = Shutdown::on_signals(None)?;
    let mut browser = open(&arguments.choice, settings).await?;
    let total = browser.total();
    let mut progress = Progress::start();
    let replayed = dead_letters::replay(settings, &mut browser, which, &selection, target, limit, |tally| {
        progress.update(tally.done.into(), Some(total.into()));
        !shutdown.is_requested()
    })
    .await;
    browser.close().await;
    progress.clear();
    let tally = replayed
        .context("interrupted; what was confirmed so far has been removed, the rest is still there")?;
    eprintln!("{} replayed, {} looked at", tally.done, tally.seen);
    ended(&tally)
}

async fn purge(arguments: &Purge, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let which = arguments.choice.queue.which();
    let selection = arguments.choice.selection_or(arguments.all)?;
    let limit = arguments.limit.unwrap_or(u32::MAX);
    if arguments.dry_run {
        return rehearse(&arguments.choice, settings, arguments.all, limit, "removed").await;
    }
    let mut copy = match &arguments.save {
        None => None,
        Some(path) => Some(
            File::options()
                .create_new(true)
                .write(true)
                .open(path)
                .with_context(|| format!("cannot make {} (it must not exist yet)", path.display()))?,
        ),
    };
    let shutdown = Shutdown::on_signals(None)?;
    let mut browser = open(&arguments.choice, settings).await?;
    let total = browser.total();
    let mut progress = Progress::start();
    let goes_on = || !shutdown.is_requested();
    let each = |letter: &Letter, received: &Received, tally: &Tally| {
        progress.update(tally.done.into(), Some(total.into()));
        match &mut copy {
            None => Ok(()),
            // One write a letter: what is removed must be in the file.
            Some(file) => file.write_all(format!("{}\n", record(letter, received)).as_bytes()),
        }
    };
    let purged = dead_letters::purge(&mut browser, which, &selection, limit, goes_on, each).await;
    browser.close().await;
    progress.clear();
    let tally = purged?;
    if let Some(file) = copy {
        file.sync_all().context("the copy may be incomplete")?;
    }
    eprintln!("{} removed, {} looked at", tally.done, tally.seen);
    ended(&tally)
}

/// Says what would be done.
async fn rehearse(
    choice: &Choice,
    settings: &Loaded,
    all: bool,
    limit: u32,
    done: &str,
) -> anyhow::Result<ExitCode> {
    let selection = choice.selection_or(all)?;
    let mut browser = open(choice, settings).await?;
    let mut out = std::io::stdout().lock();
    let (mut written, mut shown) = (Ok(()), 0);
    let read = dead_letters::read(&mut browser, choice.queue.which(), &selection, |letter, _| {
        if shown < limit {
            written = show::line(&mut out, letter, shown == 0);
            shown += 1;
        }
        written.is_ok() && shown < limit
    })
    .await;
    browser.close().await;
    read?;
    written?;
    println!("{shown} would be {done}; nothing was changed");
    Ok(ExitCode::SUCCESS)
}

fn ended(tally: &Tally) -> anyhow::Result<ExitCode> {
    match &tally.stopped {
        None => Ok(ExitCode::SUCCESS),
        Some(words) => bail!("stopped: {words}. What was not done is still there"),
    }
}
