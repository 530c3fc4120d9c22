//! `dateline publish`: raw articles to the input exchange, each confirmed by the broker.

#![expect(clippy::print_stderr, reason = "the command line speaks to people here")]

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use dateline::amqp::raw_article::{Label, outgoing};
use dateline::amqp::{Endpoint, Outgoing, Publisher};
use dateline::article::input::{self, Rules};
use dateline::settings::Loaded;
use dateline::worker::Verdict;

use super::exit;
use super::notes::{self, beside_the_list};
use super::progress::Progress;
use super::source::{Format, Miss, Raw, Reading};

/// Articles read ahead.
const AHEAD: usize = 256;
/// How often the connection is looked at while the broker says nothing.
const GLANCE: Duration = Duration::from_secs(1);
/// Unroutable articles are reported one by one up to this number.
const TOLD: u64 = 10;

/// What to publish, and how.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files or folders; standard input if none is given, or for "-".
    files: Vec<PathBuf>,
    /// What the input is.
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    from: Format,
    /// The exchange to publish to; by default `topology.input_exchange`.
    #[arg(long)]
    exchange: Option<String>,
    /// The routing key.
    #[arg(long, default_value = "article")]
    routing_key: String,
    /// Publish this many messages in all, going through the input again and again (a load generator).
    #[arg(long)]
    count: Option<u64>,
    /// At most this many messages a second.
    #[arg(long, value_parser = rate)]
    rate: Option<f64>,
    /// Send what cannot be read as an article, too, and lists and feeds as one message: it tests dead-lettering.
    #[arg(long)]
    unchecked: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline publish seeds/                              every article below a folder
  dateline publish --from jsonl < articles.jsonl
  dateline publish article.json --count 50000 --rate 2000

A list of articles (a JSON array, a response of NewsAPI.org) and a feed (RSS, Atom, a newsMessage of
NewsML-G2) are split: a message is one article. The content type is set by the input's form, message_id to the article's id. Messages are
persistent and mandatory: the exit code is 0 only if the broker has confirmed and routed every
one. What cannot be read is named on standard error with its place and not sent (exit code 3); so are the
files of a folder that are no articles.";

fn rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate: &f64| rate.is_finite() && *rate > 0.0)
        .ok_or_else(|| "expected a number of messages a second, above 0".to_owned())
}

pub(crate) fn run(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(publish(arguments, settings))
}

/// The totals of a run.
#[derive(Debug, Default)]
struct Tally {
    confirmed: u64,
    refused: u64,
    unreadable: u64,
    /// Files of folders that are no articles.
    passed_over: u64,
}

async fn publish(arguments: &Arguments, settings: &Loaded) -> anyhow::Result<ExitCode> {
    let endpoint = Endpoint::of(&settings.broker)?;
    let patience = settings.publish.confirm_timeout;
    let mut publisher = Publisher::open(&endpoint, patience).await?;
    let exchange = arguments.exchange.as_deref().unwrap_or(&settings.topology.input_exchange);
    let messages = messages(arguments, settings, exchange)?;
    let window = settings.publish.window as usize;
    let mut pace = arguments.rate.map(Pace::new);
    let mut progress = Progress::start();
    let mut tally = Tally::default();
    let mut more = true;
    while more || publisher.in_flight() > 0 {
        let ready = pace.as_ref().map(Pace::ready_at);
        tokio::select! {
            message = next(&messages, ready), if more && publisher.in_flight() < window => match message {
                None => more = false,
                Some(Err(miss)) => {
                    progress.clear();
                    eprintln!("dateline: {miss}");
                    tally.miss(&miss);
                }
                Some(Ok((message, notes))) => {
                    for note in notes {
                        progress.clear();
                        eprintln!("dateline: {note}");
                    }
                    if let Some(pace) = &mut pace {
                        pace.step();
                    }
                    publisher.publish((), message);
                }
            },
            verdicts = publisher.verdicts(|(), verdict| tally.note(&verdict, exchange)), if publisher.in_flight() > 0 => {
                verdicts.with_context(|| stopped(&tally))?;
            }
            () = tokio::time::sleep(GLANCE) => {
                if publisher.is_overdue(Instant::now()) {
                    bail!("{}: the broker has not confirmed within {} s", stopped(&tally), patience.as_secs_f64());
                }
                if publisher.is_blocked() {
                    progress.clear();
                    eprintln!("dateline: the broker has stopped reading (memory or disk alarm); waiting");
                }
            }
        }
        progress.update(tally.confirmed, arguments.count);
    }
    publisher.close(patience).await;
    progress.clear();
    let (seconds, rate) = (progress.elapsed().as_secs_f64(), progress.rate(tally.confirmed));
    eprintln!("{} published and confirmed in {seconds:.1} s ({rate:.0} a second)", tally.confirmed);
    if tally.unreadable + tally.passed_over > 0 {
        eprintln!("{} could not be read, {} files were passed over", tally.unreadable, tally.passed_over);
    }
    Ok(match tally {
        Tally { refused: 1.., .. } => {
            eprintln!("{} were not taken by the broker", tally.refused);
            ExitCode::FAILURE
        }
        // Nothing to publish is no success either.
        Tally { unreadable: 1.., .. } | Tally { confirmed: 0, .. } => ExitCode::from(exit::IN_PART),
        _ => ExitCode::SUCCESS,
    })
}

fn stopped(tally: &Tally) -> String {
    format!("stopped after {} confirmed messages", tally.confirmed)
}

impl Tally {
    fn miss(&mut self, miss: &Miss) {
        match miss {
            Miss::Unreadable(_) => self.unreadable += 1,
            Miss::PassedOver(_) => self.passed_over += 1,
        }
    }

    fn note(&mut self, verdict: &Verdict, exchange: &str) {
        let words = match verdict {
            Verdict::Confirmed => {
                self.confirmed += 1;
                return;
            }
            Verdict::Nacked => "a queue would not take the message (is it full?)".to_owned(),
            Verdict::Returned(words) => {
                format!("no queue is bound to exchange \"{exchange}\" for this routing key ({words})")
            }
        };
        self.refused += 1;
        if self.refused <= TOLD {
            eprintln!("dateline: {words}");
        }
    }
}

/// The next message, not before `ready`.
async fn next(messages: &flume::Receiver<Message>, ready: Option<tokio::time::Instant>) -> Option<Message> {
    if let Some(ready) = ready {
        tokio::time::sleep_until(ready).await;
    }
    messages.recv_async().await.ok()
}

/// When the next message may go.
struct Pace {
    next: tokio::time::Instant,
    pause: Duration,
}

impl Pace {
    fn new(rate: f64) -> Self {
        Self { next: tokio::time::Instant::now(), pause: Duration::from_secs_f64(1.0 / rate) }
    }

    fn ready_at(&self) -> tokio::time::Instant {
        self.next
    }

    fn step(&mut self) {
        self.next += self.pause;
    }
}

/// A message, and what standard error says of it.
type Message = Result<(Arc<Outgoing>, Vec<String>), Miss>;

/// A thread that reads the input, once or again and again.
fn messages(
    arguments: &Arguments,
    settings: &Loaded,
    exchange: &str,
) -> anyhow::Result<flume::Receiver<Message>> {
    let (send, messages) = flume::bounded(AHEAD);
    let maker = Maker {
        rules: settings.read_options(),
        exchange: exchange.to_owned(),
        routing_key: arguments.routing_key.clone(),
        unchecked: arguments.unchecked,
    };
    let (files, format, count) = (arguments.files.clone(), arguments.from, arguments.count);
    thread::Builder::new().name("read".into()).spawn(move || {
        // Unchecked, a list is sent as one message.
        let reading = Reading { format, split: (!maker.unchecked).then_some(&maker.rules) };
        let Some(count) = count else {
            reading.each(&files, &mut |raw| hand_on(&send, raw.and_then(|raw| maker.make(raw, 0))));
            return;
        };
        let mut raws = Vec::new();
        reading.each(&files, &mut |raw| {
            match raw.and_then(|raw| maker.make(raw.clone(), 0).map(|_| raw)) {
                Ok(raw) => raws.push(raw),
                Err(miss) => return hand_on(&send, Err(miss)),
            }
            ControlFlow::Continue(())
        });
        let rounds = (0..).flat_map(|round| raws.iter().map(move |raw| (round, raw)));
        for (round, raw) in
            rounds.take(if raws.is_empty() { 0 } else { usize::try_from(count).unwrap_or(usize::MAX) })
        {
            if hand_on(&send, maker.make(raw.clone(), round)).is_break() {
                break;
            }
        }
    })?;
    Ok(messages)
}

fn hand_on(send: &flume::Sender<Message>, message: Message) -> ControlFlow<()> {
    if send.send(message).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

struct Maker {
    rules: Rules,
    exchange: String,
    routing_key: String,
    unchecked: bool,
}

impl Maker {
    /// The message for an article. Later rounds have ids of their own, for consumers drop what comes twice.
    fn make(&self, raw: Raw, round: u64) -> Message {
        let mut notes: Vec<String> = beside_the_list(&raw).collect();
        let mut id = match input::read_closely(&raw.bytes, &raw.hints(), &self.rules) {
            Ok(reading) => {
                notes.extend(notes::notes(&raw.label, &reading));
                reading.article.id
            }
            Err(_) if self.unchecked => raw.label.clone(),
            Err(error) => {
                return Err(Miss::Unreadable(format!("{}: {error} ({})", raw.label, error.reason())));
            }
        };
        if round > 0 {
            id = format!("{id}#{round}");
            // They were told in the first round.
            notes.clear();
        }
        let label = Label { id: &id, content_type: raw.content_type, content_encoding: raw.content_encoding };
        Ok((Arc::new(outgoing(&self.exchange, &self.routing_key, label, raw.bytes)), notes))
    }
}
