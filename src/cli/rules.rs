//! `dateline rules`: the newsroom's own rules, tried on articles before they are switched on.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dateline::article::input;
use dateline::enrich::tags::Rules;
use dateline::enrich::{Enricher, Scratch};
use dateline::settings::{Loaded, read_rules};
use dateline::worker;

use super::exit;
use super::source::{Format, Miss, Raw, Reading};

/// The subcommands of `dateline rules`.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Action {
    /// Compare new rules with those in force: which articles gain and lose which tag.
    #[command(after_help = EXAMPLES)]
    Try(Try),
}

/// The new rules, and the articles to try them on.
#[derive(Debug, clap::Args)]
pub(crate) struct Try {
    /// The new rules file. Its examples are run first.
    new: PathBuf,
    /// Articles: files or folders, raw or JSON lines; "-" for standard input.
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    on: Vec<PathBuf>,
    /// The rules to compare with; by default those that the settings name, else none.
    #[arg(long, value_name = "FILE")]
    old: Option<PathBuf>,
    /// What the articles are.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    from: Format,
    /// Show the counts alone.
    #[arg(long)]
    counts: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline rules try new.toml --on archive.jsonl
  dateline rules try new.toml --old old.toml --on archive/ --counts

Each line that begins with + or - is an article that gains or loses a tag, followed by tag and id of the
article; then come the counts of each tag. Hidden rules are listed like tags. The exit code is 0 whether
anything changes or not; 2 if the rules have a mistake or an example fails; 3 if an article could not be read.";

/// How many articles have a tag by the old rules and by the new ones, and how many changed.
#[derive(Debug, Default)]
struct Count {
    old: u64,
    new: u64,
    gained: u64,
    lost: u64,
}

pub(crate) fn run(action: &Action, settings: &Loaded) -> anyhow::Result<ExitCode> {
    match action {
        Action::Try(arguments) => try_rules(arguments, settings),
    }
}

#[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
fn try_rules(arguments: &Try, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let old = match &arguments.old {
        Some(file) => read(file),
        None => Ok(settings.enrich.rules.clone()),
    };
    let (old, new) = match (old, read(&arguments.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(words), _) | (_, Err(words)) => {
            eprintln!("dateline: {words}");
            return Ok(ExitCode::from(exit::MISUSED));
        }
    };
    let enricher = worker::enricher(&settings.enrich);
    let failed = enricher.failed_examples(&new);
    for example in &failed {
        eprintln!("dateline: {}: {example}", arguments.new.display());
    }
    let mut trial = Trial {
        enricher,
        options: settings.read_options(),
        sets: [&old, &new],
        scratch: Scratch::default(),
        counts: BTreeMap::new(),
        articles: 0,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let unreadable = trial.all(arguments, &mut out)?;
    trial.write_counts(&mut out)?;
    out.flush()?;
    Ok(match (failed.is_empty(), unreadable == 0 && trial.articles > 0) {
        (false, _) => ExitCode::from(exit::MISUSED),
        (true, false) => ExitCode::from(exit::IN_PART),
        (true, true) => ExitCode::SUCCESS,
    })
}

fn read(file: &Path) -> Result<Rules, String> {
    read_rules(file).map_err(|words| format!("{}: {words}", file.display()))
}

/// Old and new rules on one article after the other.
struct Trial<'r> {
    enricher: Enricher,
    options: input::Rules,
    sets: [&'r Rules; 2],
    scratch: Scratch,
    counts: BTreeMap<String, Count>,
    articles: u64,
}

impl Trial<'_> {
    /// Tries all articles, and gives the number of those that cannot be read.
    #[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
    fn all(&mut self, arguments: &Try, out: &mut impl Write) -> io::Result<u64> {
        let (mut unreadable, mut failure) = (0, None);
        let options = self.options.clone();
        let mut take = |raw: Result<Raw, Miss>| {
            let written = match raw {
                Ok(raw) => self.one(&raw, arguments.counts, out),
                Err(miss) => Ok(Err(miss.to_string())),
            };
            match written {
                Ok(Ok(())) => return ControlFlow::Continue(()),
                Ok(Err(words)) => {
                    unreadable += 1;
                    eprintln!("dateline: {words}");
                    return ControlFlow::Continue(());
                }
                Err(error) => failure = Some(error),
            }
            ControlFlow::Break(())
        };
        Reading { format: arguments.from, split: Some(&options) }.each(&arguments.on, &mut take);
        failure.map_or(Ok(unreadable), Err)
    }

    fn one(&mut self, raw: &Raw, counts: bool, out: &mut impl Write) -> io::Result<Result<(), String>> {
        let article = match input::read(&raw.bytes, &raw.hints(), &self.options) {
            Ok(article) => article,
            Err(error) => return Ok(Err(format!("{}: {error} ({})", raw.label, error.reason()))),
        };
        self.articles += 1;
        let id = article.id.clone();
        let held = self.enricher.held(article, &self.sets, &mut self.scratch);
        let labels = |index: usize| -> Vec<&str> {
            let mut labels: Vec<&str> =
                held[index].iter().map(|&rule| self.sets[index].label(rule)).collect();
            labels.sort_unstable();
            labels.dedup();
            labels
        };
        let (old, new) = (labels(0), labels(1));
        for label in &old {
            let count = self.counts.entry((*label).to_owned()).or_default();
            count.old += 1;
            if !new.contains(label) {
                count.lost += 1;
                if !counts {
                    writeln!(out, "- {label}\t{id}")?;
                }
            }
        }
        for label in &new {
            let count = self.counts.entry((*label).to_owned()).or_default();
            count.new += 1;
            if !old.contains(label) {
                count.gained += 1;
                if !counts {
                    writeln!(out, "+ {label}\t{id}")?;
                }
            }
        }
        Ok(Ok(()))
    }

    fn write_counts(&mut self, out: &mut impl Write) -> io::Result<()> {
        // A rule that no article meets is worth knowing too.
        for rules in self.sets {
            for index in 0..rules.len() {
                self.counts.entry(rules.label(index).to_owned()).or_default();
            }
        }
        writeln!(out, "{} articles", self.articles)?;
        for (label, count) in &self.counts {
            let Count { old, new, gained, lost } = count;
            writeln!(out, "{label}: {old} before, {new} now; {gained} gain it, {lost} lose it")?;
        }
        Ok(())
    }
}
