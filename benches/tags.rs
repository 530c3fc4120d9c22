//! Tags alone, on one core: the seed article, about 1,200 words.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::document::Document;
use dateline::enrich::tags::{self, Rules, Scratch, Surroundings};
use dateline::resources::Resources;

const SEED: &str = include_str!("../seeds/000_371c06971a596525.txt");

fn seed(criterion: &mut Criterion) {
    let document = Document::new(None, SEED);
    let article = Article { body: SEED.into(), ..Article::default() };
    let surroundings =
        Surroundings { article: &article, people: &[], organisations: &[], places: &[], figures: &[] };
    let resources = Resources::embedded();
    let rules = Rules::default();
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("tags");
    group.throughput(Throughput::Elements(SEED.split_whitespace().count() as u64));
    group.bench_function("seed", |bencher| {
        bencher.iter(|| tags::find(&document, surroundings, &rules, resources, &mut scratch));
    });
    group.finish();
}

criterion_group!(benches, seed);
criterion_main!(benches);
