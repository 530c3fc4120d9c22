//! A fuzz harness on stable Rust: every reader, with inputs made by mutation of samples.
//!
//! Each target runs for `DATELINE_FUZZ_SECONDS` (one second where it is not set), from a seed that a failure prints
//! (`DATELINE_FUZZ_SEED` takes it). An input that makes a target panic is made smaller, written to `target/fuzz/` and told.
//!
//! ```sh
//! DATELINE_FUZZ_SECONDS=600 cargo test --test it -- --nocapture fuzz::json
//! ```

mod mutate;
mod program;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use mutate::Mutator;

/// What is fuzzed.
pub(crate) struct Target {
    /// Names its files.
    pub(crate) name: &'static str,
    /// Inputs to begin with.
    pub(crate) seeds: Vec<Vec<u8>>,
    /// Longest input, in bytes, at most [`LONGEST`].
    pub(crate) longest: usize,
    /// Words that mutations insert.
    pub(crate) words: &'static [&'static str],
    /// Panics where something does not hold.
    pub(crate) check: fn(&[u8]),
}

/// Longest input, in bytes.
pub(crate) const LONGEST: usize = 16 * 1024;
/// Inputs that are kept beside the seeds, because mutations of them went on well.
const KEPT: usize = 512;
/// How often a failing input is made smaller at most.
const SHRINKS: usize = 2000;

/// Runs a target until its time is over, and fails with the smallest input that it can find.
pub(crate) fn run(target: &Target) {
    let seconds = number("DATELINE_FUZZ_SECONDS").unwrap_or(1);
    let seed = number("DATELINE_FUZZ_SEED").unwrap_or_else(|| fastrand::u64(..));
    let deadline = Instant::now() + Duration::from_secs(seconds);
    let mut mutator = Mutator::new(seed, target.words);
    let mut pool = target.seeds.clone();
    let mut count = 0_u64;
    for input in &target.seeds {
        assert!(holds(target, input), "{}: a seed fails: {}", target.name, input.escape_ascii());
    }
    while Instant::now() < deadline {
        let mut input = mutator.pick(&pool).to_vec();
        for _ in 0..mutator.rounds() {
            mutator.mutate(&mut input, &pool);
        }
        input.truncate(target.longest);
        count += 1;
        if !holds(target, &input) {
            fail(target, input, seed, count);
        }
        // A random walk away from the seeds; the pool stays bounded.
        if count.is_multiple_of(64) {
            if pool.len() < target.seeds.len() + KEPT {
                pool.push(input);
            } else {
                let at = mutator.below(KEPT) + target.seeds.len();
                pool[at] = input;
            }
        }
    }
    announce(&format!("fuzz {}: {count} inputs in {seconds} s, seed {seed}", target.name));
}

fn holds(target: &Target, input: &[u8]) -> bool {
    catch_unwind(AssertUnwindSafe(|| (target.check)(input))).is_ok()
}

/// Makes the input smaller while it fails, writes it and panics.
fn fail(target: &Target, mut input: Vec<u8>, seed: u64, count: u64) -> ! {
    let mut chunk = input.len().div_ceil(2).max(1);
    let mut tries = 0;
    while chunk > 0 && tries < SHRINKS {
        let mut at = 0;
        while at < input.len() && tries < SHRINKS {
            let end = (at + chunk).min(input.len());
            let smaller = [&input[..at], &input[end..]].concat();
            tries += 1;
            if holds(target, &smaller) {
                at = end;
            } else {
                input = smaller;
            }
        }
        chunk /= 2;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let path = folder.join(format!("{}-{seed}.bin", target.name));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, &input))
        .expect("target/ is writable");
    panic!(
        "fuzz {}: input {count} of seed {seed} fails; made smaller it is in {}: {}",
        target.name,
        path.display(),
        input.escape_ascii()
    );
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[expect(clippy::print_stderr, reason = "libtest shows it with --nocapture")]
fn announce(words: &str) {
    eprintln!("{words}");
}
