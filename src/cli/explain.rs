//! `dateline explain`: why each finding of an article is as it is, and which candidates lost.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use dateline::article::input;
use dateline::enrich::Scratch;
use dateline::enrich::explain::{Candidate, Explanation, FigureReasons, PlaceReasons, Quote};
use dateline::enrich::rule::Reason;
use dateline::settings::Loaded;
use dateline::worker;

use super::exit;
use super::source::{Format, Reading};

/// Candidates of a place that are shown.
const PLACES: usize = 3;
/// Topics that are shown.
const TOPICS: usize = 5;

/// The articles to explain.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files or folders; standard input if none is given, or for "-".
    files: Vec<PathBuf>,
    /// What the input is.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    from: Format,
    /// Print one JSON object on each line: the enriched article with all reasons.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline explain article.json
  dateline explain --json article.json | jq '.figures[] | select(.id == \"F2\")'

For a figure it shows the rules that decided its fields, the dates and places of its sentence with the
rule for or against each, and its weight as a headline figure; for a place the candidates of its name; for
a role the phrase that it comes from; for a topic its sum and the words that speak for it. `dateline enrich --explain-input` shows how the
input is read.";

#[expect(clippy::print_stderr, reason = "the command line speaks to people here")]
pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let (rules, enricher) = (settings.read_options(), worker::enricher(&settings.enrich));
    let mut scratch = Scratch::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let (mut explained, mut missed) = (0_u64, 0_u64);
    let mut failure = None;
    let mut take = |raw: Result<super::source::Raw, super::source::Miss>| {
        let article = raw.map_err(|miss| miss.to_string()).and_then(|raw| {
            input::read(&raw.bytes, &raw.hints(), &rules)
                .map_err(|error| format!("{}: {error} ({})", raw.label, error.reason()))
        });
        let written = match article {
            Ok(article) => {
                explained += 1;
                write(&mut out, &enricher.explain(article, &mut scratch), arguments.json)
            }
            Err(words) => {
                missed += 1;
                eprintln!("dateline: {words}");
                Ok(())
            }
        };
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    };
    Reading { format: arguments.from, split: Some(&rules) }.each(&arguments.files, &mut take);
    if let Some(error) = failure {
        return Err(error.into());
    }
    out.flush()?;
    let is_whole = missed == 0 && explained > 0;
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(exit::IN_PART) })
}

fn write(out: &mut impl io::Write, explanation: &Explanation, json: bool) -> io::Result<()> {
    if json {
        serde_json::to_writer(&mut *out, explanation)?;
        return out.write_all(b"\n");
    }
    out.write_all(render(explanation).as_bytes())
}

/// The whole account of an article, ending with a blank line.
fn render(explanation: &Explanation) -> String {
    let mut account = Account::default();
    let article = &explanation.article;
    account.line(0, article.article.title.as_deref().unwrap_or(&article.article.id));
    for skipped in &article.enrichment.skipped {
        account.line(1, &format!("{} skipped: {}", skipped.stage, skipped.reason));
    }
    account.heading("Figures");
    explanation.figures.iter().for_each(|figure| account.figure(figure));
    account.heading("Numbers that are no figures");
    for rejected in &explanation.rejected {
        account.line(1, &format!("{}: {}", named(&rejected.quote), because(&rejected.rule)));
    }
    account.heading("Places");
    explanation.places.iter().for_each(|place| account.place(place));
    account.heading("Roles");
    for role in &explanation.roles {
        let from = role.quote.as_ref().map_or(String::new(), |quote| format!(", from {}", named(quote)));
        account.line(1, &format!("{} \"{}\"{from}: {}", role.person, role.role, because(&role.rule)));
    }
    account.heading("Topics");
    for topic in explanation.topics.iter().take(TOPICS) {
        let tag = topic.tag.as_deref().unwrap_or("no tag");
        account.line(1, &format!("{:6.2}  {} ({tag})", topic.sum, topic.label));
        let words = topic.words.iter().map(|word| format!("\"{}\" {:+.2}", word.quote.text, word.part));
        let figures = (topic.figures > 0.0).then(|| format!("figures {:+.2}", topic.figures));
        let spoken: Vec<String> = words.chain(figures).collect();
        if !spoken.is_empty() {
            account.line(2, &spoken.join(", "));
        }
    }
    account.text.push('\n');
    account.text
}

/// A quote with its place: `"14 people" (body 14-23)`.
fn named(quote: &Quote) -> String {
    let field = serde_json::to_value(quote.field).ok();
    let field = field.as_ref().and_then(|field| field.as_str()).unwrap_or_default();
    format!("\"{}\" ({field} {}-{})", quote.text, quote.start, quote.end)
}

fn because(rule: &Reason) -> String {
    format!("{} [{}]", rule.name, rule.why)
}

#[derive(Default)]
struct Account {
    text: String,
}

impl Account {
    fn line(&mut self, depth: usize, words: &str) {
        writeln!(self.text, "{:indent$}{words}", "", indent = 2 * depth)
            .expect("writing to a string does not fail");
    }

    fn heading(&mut self, words: &str) {
        self.line(0, "");
        self.line(0, words);
    }

    fn figure(&mut self, figure: &FigureReasons) {
        self.line(1, &format!("{} {}", figure.id, named(&figure.quote)));
        for decided in &figure.decided {
            self.line(2, &format!("{} = {}: {}", decided.field, decided.value, because(&decided.rule)));
        }
        for (field, rule) in [("as_of", &figure.timeless), ("location", &figure.placeless)] {
            if let Some(rule) = rule {
                self.line(2, &format!("no {field}: {}", because(rule)));
            }
        }
        self.candidates("date", &figure.dates);
        self.candidates("place", &figure.places);
        for rival in &figure.rivals {
            self.line(2, &format!("conflicts with {}: {}", rival.value, because(&rival.rule)));
        }
        if let Some(weight) = &figure.weight {
            self.line(
                2,
                &format!(
                    "headline weight {:.2}: meaning {:+.2}, wording {:+.2}, position {:+.2}, repeats {:+.2}",
                    weight.sum, weight.meaning, weight.wording, weight.position, weight.repeats
                ),
            );
        }
    }

    fn candidates(&mut self, kind: &str, candidates: &[Candidate]) {
        for candidate in candidates {
            let verdict = if candidate.fits { "fits" } else { "excluded" };
            let rule = candidate.rule.as_ref().map_or(String::new(), |rule| format!(": {}", because(rule)));
            self.line(2, &format!("{kind} {} {verdict}{rule}", named(&candidate.quote)));
        }
    }

    fn place(&mut self, place: &PlaceReasons) {
        let Some(first) = place.mentions.first() else { return };
        let more = place.mentions.len() - 1;
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let recognised =
            place.rule.as_ref().map_or_else(|| format!("recognised with {:+.2}", place.sum), because);
        self.line(1, &format!("{}{more}: {recognised}", named(first)));
        if let Some(container) = &place.container {
            self.line(2, &format!("lies in {}: {}", container.value, because(&container.rule)));
        }
        for candidate in place.candidates.iter().take(PLACES) {
            let within = [candidate.admin1.as_deref(), candidate.country_code.as_deref()];
            let within = within.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let features = candidate.features.iter().map(|(name, part)| format!("{name} {part:+.2}"));
            let features = features.collect::<Vec<_>>().join(", ");
            self.line(2, &format!("{:.2}  {} ({within}): {features}", candidate.share, candidate.name));
        }
    }
}
