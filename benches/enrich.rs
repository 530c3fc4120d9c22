//! Enrichment alone, on one core: the seed article, about 1,050 words; and texts of growing length, whose cost has to grow
//! no faster than they do.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::input::{self, Hints, Rules};
use dateline::article::serialise;
use dateline::enrich::{Enricher, Options, Scratch};

const SEED: &[u8] = include_bytes!("../seeds/000_371c06971a596525.txt");

fn seed(criterion: &mut Criterion) {
    let enricher = Enricher::new(Options::default());
    let rules = Rules::default();
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("seed");
    group.throughput(Throughput::Bytes(SEED.len() as u64)).sample_size(50);
    group.bench_function("read", |bencher| {
        bencher.iter(|| input::read(SEED, &Hints::default(), &rules).expect("the seed is an article"));
    });
    group.bench_function("read, enrich and write", |bencher| {
        bencher.iter(|| {
            let article = input::read(SEED, &Hints::default(), &rules).expect("the seed is an article");
            serialise::to_json(&enricher.enrich(article, &mut scratch))
        });
    });
    group.finish();
}

/// A sentence of plain words, of names, of figures: each kind costs something else.
fn sentence(kind: &str, random: &mut fastrand::Rng) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "ten", "sol", "bar", "lin", "do", "pre", "van", "or", "est", "gul", "ha", "zi",
        "mon",
    ];
    let mut name = || {
        let word: String = (0..3).map(|_| SYLLABLES[random.usize(..SYLLABLES.len())]).collect();
        word[..1].to_uppercase() + &word[1..]
    };
    match kind {
        "names" => format!("\"We met {} {} in {},\" said {} {}. ", name(), name(), name(), name(), name()),
        "figures" => {
            let (hurt, lost) = (random.u32(2..99_999), random.u32(2..999));
            format!("The ministry said that {hurt} people were injured and {lost} houses were lost. ")
        }
        _ => "It rained in the hills and the farmers stayed at home while the river rose slowly. ".into(),
    }
}

fn length(criterion: &mut Criterion) {
    let enricher = Enricher::new(Options::default());
    let rules = Rules::default();
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("length");
    for kind in ["plain", "names", "figures"] {
        let mut random = fastrand::Rng::with_seed(1);
        let mut body = String::new();
        for kilobytes in [10, 100, 1000, 4000] {
            while body.len() < kilobytes * 1000 {
                body.push_str(&sentence(kind, &mut random));
            }
            let input = serde_json::to_vec(&serde_json::json!({ "id": kind, "body": body })).expect("JSON");
            group.throughput(Throughput::Bytes(input.len() as u64)).sample_size(10);
            group.bench_function(format!("{kind}, {kilobytes} KB"), |bencher| {
                bencher.iter(|| {
                    let article = input::read(&input, &Hints::default(), &rules).expect("an article");
                    serialise::to_json(&enricher.enrich(article, &mut scratch))
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, seed, length);
criterion_main!(benches);
