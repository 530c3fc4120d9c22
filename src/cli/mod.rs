//! The command line: one file per verb.

mod config;
mod dead;
mod demo;
mod enrich;
mod evaluate;
mod exit;
mod explain;
mod explain_input;
mod notes;
mod progress;
mod publish;
mod rules;
mod run;
mod schema;
mod serve;
mod source;
mod style;
mod tail;
mod top;
mod topology;
mod view;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use dateline::settings::{Layers, Loaded, load};

/// Enriches news articles with tags, locations and a summary of their key figures.
///
/// Dateline takes raw articles from RabbitMQ and publishes the same articles, enriched. Everything it knows is inside
/// this program: it needs no network besides the broker.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_long_help = EXAMPLES)]
struct Cli {
    /// Settings file (TOML); only the keys that differ from the defaults.
    #[arg(long, global = true, value_name = "FILE", env = "DATELINE_CONFIG", help_heading = "Settings")]
    config: Option<PathBuf>,
    /// Set one key, e.g. --set consume.prefetch=100. Repeatable; wins over file and environment.
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = key_and_value, help_heading = "Settings")]
    set: Vec<(String, String)>,
    /// Where RabbitMQ is; short for --set broker.uri=URI.
    #[arg(long, global = true, value_name = "URI", help_heading = "Settings")]
    uri: Option<String>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Run the worker: take raw articles from the broker and publish them enriched, until SIGTERM or SIGINT.
    ///
    /// The first signal finishes the messages in hand (shutdown.grace), the second ends the worker at once.
    Run(run::Arguments),
    /// Enrich articles over HTTP, without a broker, until SIGTERM or SIGINT.
    Serve(serve::Arguments),
    /// Enrich articles from files or standard input, without a broker.
    Enrich(enrich::Arguments),
    /// Show why each finding of an article is as it is: the rules that decided, and the candidates that lost.
    Explain(explain::Arguments),
    /// Publish raw articles to the input exchange, and wait until the broker has confirmed them.
    Publish(publish::Arguments),
    /// Show enriched articles as they come.
    Tail(tail::Arguments),
    /// Show in a terminal how a worker is: condition, rates, ages, queues, stages.
    Top(top::Arguments),
    /// List, show, replay or remove dead letters and unrouted articles.
    #[command(subcommand)]
    Dead(dead::Action),
    /// Show or check the settings.
    #[command(subcommand)]
    Config(config::Action),
    /// Try the newsroom's own rules on articles before they are switched on.
    #[command(subcommand)]
    Rules(rules::Action),
    /// Show or apply what Dateline needs on the broker: exchanges, queues, bindings.
    #[command(subcommand)]
    Topology(topology::Action),
    /// Start a broker and the worker, publish an article, show it enriched, and clean up.
    Demo(demo::Arguments),
    /// Measure enrichment on annotated articles.
    Evaluate(evaluate::Arguments),
    /// Print the JSON Schema of the enriched article.
    Schema(schema::Arguments),
}

const EXAMPLES: &str = "\
Examples:
  dateline demo                                   see it work, on a broker of its own
  dateline enrich article.txt                     one article, readable on a terminal
  dateline enrich --from jsonl < articles.jsonl   JSON lines in, JSON lines out
  dateline explain article.json                   why it found what it found
  dateline serve                                  enrich over HTTP: POST /v1/enrich
  dateline publish article.json                   a raw article to RabbitMQ
  dateline tail --binding 'article.en.US.#'       enriched articles as they come
  dateline top                                    how the worker is, in a terminal
  dateline --uri amqp://user@broker/news config check --connect

Settings come from the defaults, then the file given by --config, then environment variables
such as DATELINE__BROKER__URI, then flags. `dateline config show` lists all of them.

Exit codes:
  0  everything was done
  1  it failed: the words on standard error say why
  2  the command line or the settings are not right
  3  done in part: some input could not be read; the rest was done";

fn key_and_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE, such as consume.prefetch=100")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

/// Parses, dispatches and returns the exit code.
pub(crate) fn main() -> ExitCode {
    let cli = Cli::parse();
    let loaded = match load(&cli.layers()) {
        Ok(loaded) => loaded,
        Err(error) => return exit::misused(&error),
    };
    exit::report(cli.verb.run(&loaded))
}

impl Cli {
    fn layers(&self) -> Layers {
        let set = self.set.iter().map(|(key, value)| ("--set".to_owned(), key.clone(), value.clone()));
        let uri = self.uri.iter().map(|uri| ("--uri".to_owned(), "broker.uri".to_owned(), uri.clone()));
        // Variables that are not Unicode cannot be ours.
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
        Layers {
            file: self.config.clone(),
            environment: environment.collect(),
            flags: set.chain(uri).collect(),
        }
    }
}

impl Verb {
    fn run(self, settings: &Loaded) -> anyhow::Result<ExitCode> {
        match self {
            Self::Run(arguments) => run::run(&arguments, settings),
            Self::Serve(arguments) => serve::run(&arguments, settings),
            Self::Topology(action) => topology::run(&action, settings),
            Self::Enrich(arguments) => enrich::run(&arguments, settings),
            Self::Explain(arguments) => explain::run(&arguments, settings),
            Self::Publish(arguments) => publish::run(&arguments, settings),
            Self::Tail(arguments) => tail::run(&arguments, settings),
            Self::Top(arguments) => top::run(&arguments, settings),
            Self::Dead(action) => dead::run(&action, settings),
            Self::Config(action) => config::run(&action, settings),
            Self::Rules(action) => rules::run(&action, settings),
            Self::Demo(arguments) => demo::run(&arguments, settings),
            Self::Evaluate(arguments) => evaluate::run(&arguments, settings),
            Self::Schema(arguments) => schema::run(&arguments),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
