//! Names alone, on one core: the seed article, about 1,200 words; tokens, tagging and joining apart and together.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::document::Document;
use dateline::enrich::names::{self, Scratch};
use dateline::enrich::{quotations, speech};
use dateline::resources::Resources;

const SEED: &str = include_str!("../seeds/000_371c06971a596525.txt");

fn seed(criterion: &mut Criterion) {
    let resources = Resources::embedded();
    let document = Document::new(None, SEED);
    let mut scratch = Scratch::default();
    let mentions = names::tag(&document, resources, &mut scratch);
    let mut group = criterion.benchmark_group("names");
    group.throughput(Throughput::Elements(SEED.split_whitespace().count() as u64));
    group.bench_function("tokens", |bencher| bencher.iter(|| Document::new(None, SEED)));
    group.bench_function("tagging", |bencher| {
        bencher.iter(|| names::tag(&document, resources, &mut scratch));
    });
    let marked = quotations::find(&document);
    group.bench_function("joining", |bencher| bencher.iter(|| names::join(&document, &mentions, &marked)));
    let (people, organisations) = names::join(&document, &mentions, &marked);
    group.bench_function("speech", |bencher| {
        bencher.iter(|| speech::find(&document, &quotations::find(&document), &people, &organisations));
    });
    group.bench_function("all", |bencher| {
        bencher.iter(|| {
            let document = Document::new(None, SEED);
            let mentions = names::tag(&document, resources, &mut scratch);
            names::join(&document, &mentions, &quotations::find(&document))
        });
    });
    group.finish();
}

criterion_group!(benches, seed);
criterion_main!(benches);
