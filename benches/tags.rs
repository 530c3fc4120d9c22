//! Tags alone, on one core: the seed article, about 1,200 words, with the people, organisations, places and figures that
//! the stages before found in it.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::article::Article;
use dateline::document::Document;
use dateline::enrich::tags::{self, Surroundings};
use dateline::enrich::{Enricher, Options, Scratch};
use dateline::resources::Resources;

const SEED: &str = include_str!("../seeds/000_371c06971a596525.txt");

fn seed(criterion: &mut Criterion) {
    let document = Document::new(None, SEED);
    let article = Article { body: SEED.into(), ..Article::default() };
    let mut scratch = Scratch::default();
    let found = Enricher::new(Options::default()).find(&document, &article, &mut scratch);
    let surroundings = Surroundings {
        article: &article,
        people: &found.people,
        organisations: &found.organisations,
        places: &found.places,
        figures: &found.figures,
    };
    let resources = Resources::embedded();
    let mut group = criterion.benchmark_group("tags");
    group.throughput(Throughput::Elements(SEED.split_whitespace().count() as u64));
    group.bench_function("seed", |bencher| {
        bencher.iter(|| tags::find(&document, surroundings, resources, &mut scratch.tags));
    });
    group.finish();
}

criterion_group!(benches, seed);
criterion_main!(benches);
