//! How long the figures of an article take: the seed, whole, with and without the summary.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::document::Document;
use dateline::enrich::{figures, quotations, speech, summary};

const SEED: &str = include_str!("../seeds/000_371c06971a596525.txt");

fn read(criterion: &mut Criterion) {
    let document = Document::new(None, SEED);
    let speech = speech::find(&document, &quotations::find(&document), &[], &[]);
    let surroundings = figures::Surroundings {
        speech: &speech,
        people: &[],
        organisations: &[],
        places: &[],
        published_at: Some("2023-09-24T23:46:11Z"),
        published_at_raw: None,
        zone_is_given: true,
    };
    let mut group = criterion.benchmark_group("figures");
    group.throughput(Throughput::Elements(SEED.split_whitespace().count() as u64));
    group.bench_function("read", |bencher| bencher.iter(|| figures::read(&document, surroundings)));
    let found = figures::read(&document, surroundings);
    group.bench_function("summary", |bencher| bencher.iter(|| summary::write(&document, &found, &[])));
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
