//! Time against length, stage by stage: texts of ten kinds, from 1 KB to 16 MB, and for each stage the exponent of its
//! growth from 256 KB on. 1.0 is linear; a stage above 1.1 needs a reason or a remedy.
//!
//! ```sh
//! cargo bench --bench growth                 # up to 4 MB
//! cargo bench --bench growth -- 16000        # up to so many KB
//! ```

#![expect(clippy::print_stdout, reason = "a table for people")]

use std::fmt::Write;
use std::time::{Duration, Instant};

use dateline::article::Article;
use dateline::document::Document;
use dateline::enrich::tags;
use dateline::enrich::{
    Options, Scratch, figures, language, names, places, quotations, relevance, speech, summary,
};
use dateline::resources::Resources;

const KINDS: [&str; 10] = [
    "plain",
    "names",
    "new names",
    "figures",
    "competing",
    "endless",
    "quotations",
    "hashtags",
    "labels",
    "glued",
];
const STAGES: [&str; 9] =
    ["document", "language", "names", "places", "join", "speech", "figures", "summary", "tags"];
/// Length of the first text, in KB; each next is four times as long.
const FIRST: usize = 1;
const STEP: usize = 4;
/// Length of the last text, in KB, if the command line names none: the default of `limits.body_bytes`.
const LAST: usize = 4096;
/// Length from which the growth counts, in bytes: before it, tables of a fixed size fill and caches are enough.
const LONG: usize = 256 * 1024;
/// Shortest time that is compared: below it, fixed costs and the clock decide.
const MEASURABLE: Duration = Duration::from_micros(500);

/// One sentence of a kind, with fresh words in it.
fn sentence(kind: &str, random: &mut fastrand::Rng) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "ten", "sol", "bar", "lin", "do", "pre", "van", "or", "est", "gul", "ha", "zi",
        "mon",
    ];
    let syllables = if kind == "new names" { 5 } else { 3 };
    let mut name = || {
        let word: String = (0..syllables).map(|_| SYLLABLES[random.usize(..SYLLABLES.len())]).collect();
        word[..1].to_uppercase() + &word[1..]
    };
    match kind {
        "names" | "new names" => {
            format!("Mayor {} {} of {} met {} {} there. ", name(), name(), name(), name(), name())
        }
        "figures" => {
            let (hurt, lost) = (random.u32(2..99_999), random.u32(2..999));
            format!("The ministry said that {hurt} people were injured and {lost} houses were lost. ")
        }
        "competing" => {
            let (one, other) = (random.u32(2..99_999), random.u32(2..99_999));
            format!("The ministry said {one} people were killed, while the union put the toll at {other}. ")
        }
        "labels" => format!("{}: {}\n", name(), random.u32(2..99_999)),
        "glued" => format!("{}-{}_\"'\"", name(), name()),
        "endless" => {
            let (dead, hurt) = (random.u32(2..99_999), random.u32(2..99_999));
            format!("the ministry said {dead} people were killed and {hurt} were hurt and ")
        }
        "quotations" => {
            format!("\"We will stay,\" said {} {}. \"The road is closed,\" he added. ", name(), name())
        }
        "hashtags" => format!("It rained in the hills again #{} #{}. ", name(), name()),
        _ => "It rained in the hills and the farmers stayed at home while the river rose slowly. ".into(),
    }
}

/// The time of each stage.
fn measure(text: &str, options: &Options, scratch: &mut Scratch) -> [Duration; STAGES.len()] {
    let resources = Resources::embedded();
    let mut times = [Duration::ZERO; STAGES.len()];
    let mut at = Instant::now();
    let mut lap = |stage: usize| {
        times[stage] = at.elapsed();
        at = Instant::now();
    };
    let document = Document::new(None, text);
    lap(0);
    language::detect(document.text(), None, "en");
    lap(1);
    let mut mentions = names::tag(&document, resources, &mut scratch.names);
    lap(2);
    let mut places = places::find(&document, &mentions, &options.places, resources, &mut scratch.places);
    lap(3);
    let found = places.iter().flat_map(|place| place.mentions.iter().map(|mention| mention.span));
    names::settle_places(&document, &mut mentions, found);
    let marked = quotations::find(&document);
    let (mut people, mut organisations) = names::join(&document, &mentions, &marked);
    lap(4);
    let speech = speech::find(&document, &marked, &people, &organisations);
    speech.tell(&document, &mut people);
    relevance::weigh(&document, None, &mut people, &mut organisations, &mut places, &[]);
    lap(5);
    let surroundings = figures::Surroundings {
        speech: &speech,
        people: &people,
        organisations: &organisations,
        places: &places,
        published_at: None,
        published_at_raw: None,
        zone_is_given: false,
    };
    let figures = figures::read(&document, surroundings);
    lap(6);
    summary::write(&document, &figures, &people);
    lap(7);
    let article = Article { body: text.into(), ..Article::default() };
    let surroundings = tags::Surroundings {
        article: &article,
        people: &people,
        organisations: &organisations,
        places: &places,
        figures: &figures,
    };
    tags::find(&document, surroundings, resources, &mut scratch.tags);
    lap(8);
    times
}

/// The exponent of the growth between the first length that counts and the last.
fn exponent(sizes: &[usize], times: &[Duration]) -> Option<f64> {
    let counts = |at: &usize| sizes[*at] >= LONG && times[*at] >= MEASURABLE;
    let first = (0..sizes.len()).find(counts)?;
    let last = times.len() - 1;
    let growth = |from: f64, to: f64| (to / from).ln();
    (first < last).then(|| {
        growth(times[first].as_secs_f64(), times[last].as_secs_f64())
            / growth(sizes[first] as f64, sizes[last] as f64)
    })
}

fn main() {
    let last = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(LAST);
    let options = Options::default();
    let mut scratch = Scratch::default();
    for kind in KINDS {
        let mut random = fastrand::Rng::with_seed(1);
        let (mut text, mut sizes) = (String::new(), Vec::new());
        let mut times: [Vec<Duration>; STAGES.len()] = Default::default();
        let mut size = FIRST;
        while size <= last {
            while text.len() < size * 1024 {
                text.push_str(&sentence(kind, &mut random));
            }
            // Of three, since the first also warms up; long ones once.
            let runs = if size <= 256 { 3 } else { 1 };
            let measured = (0..runs).map(|_| measure(&text, &options, &mut scratch));
            let best = measured.min_by_key(|times| times.iter().sum::<Duration>()).unwrap_or_default();
            for (stage, time) in best.into_iter().enumerate() {
                times[stage].push(time);
            }
            sizes.push(text.len());
            size *= STEP;
        }
        let mut head = format!("{kind:<12}");
        for size in &sizes {
            write!(head, "{:>10} KB", size / 1024).expect("writing to a string does not fail");
        }
        println!("{head}  exponent");
        for (stage, times) in STAGES.iter().zip(&times) {
            let mut row = format!("  {stage:<10}");
            for time in times {
                write!(row, "{:>10.2} ms", time.as_secs_f64() * 1e3)
                    .expect("writing to a string does not fail");
            }
            match exponent(&sizes, times) {
                Some(exponent) => println!("{row}  {exponent:>8.2}"),
                None => println!("{row}         -"),
            }
        }
        println!();
    }
}
