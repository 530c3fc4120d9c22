//! Enrichment alone, on one core: the seed article, about 1,200 words.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::input::{self, Hints, Rules};
use dateline::article::wire;
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
            wire::to_json(&enricher.enrich(article, &mut scratch))
        });
    });
    group.finish();
}

criterion_group!(benches, seed);
criterion_main!(benches);
