//! Places of a local report of some 1,000 words: ambiguous town names, counties, roads, people, abbreviations.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::document::Document;
use dateline::enrich::names;
use dateline::enrich::places::{Options, Scratch, find};
use dateline::resources::Resources;

/// A paragraph of 100 words in the manner of local news, invented.
const PARAGRAPH: &str = "SPRINGFIELD, Ohio - Deputies from Clark County were called to Lincoln Avenue on Monday, \
    where a truck from Columbus had struck a bridge over Buck Creek. Sheriff Anna Jordan said that the driver, Paul \
    Washington of Dayton, was taken to a hospital in Cincinnati. The road between Urbana and Xenia stayed closed, and \
    traffic to Kentucky was led through Lebanon. The company, which has offices in Germany and the U.S., did not \
    answer. In Paris, a French official told reporters that trucks of the same make had failed in Marseille, Italy \
    and the Netherlands. The county commissioners meet in London on Thursday.\n\n";

fn places(criterion: &mut Criterion) {
    let text = PARAGRAPH.repeat(10);
    let document = Document::new(None, &text);
    let resources = Resources::embedded();
    let mentions = names::tag(&document, resources, &mut names::Scratch::default());
    let options = Options::default();
    let mut scratch = Scratch::default();
    let mut group = criterion.benchmark_group("places");
    group.throughput(Throughput::Elements(text.split_whitespace().count() as u64));
    group.bench_function("1000 words", |bencher| {
        bencher.iter(|| find(black_box(&document), &mentions, &options, resources, &mut scratch));
    });
    group.finish();
}

criterion_group!(benches, places);
criterion_main!(benches);
