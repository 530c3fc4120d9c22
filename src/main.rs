//! Dispatch; each verb lives in its own file of `cli/`.

use std::io::{BufRead, Write};

use dateline::article::Article;
use dateline::enrich::{Enricher, Options, Scratch};

fn main() -> anyhow::Result<()> {
    let enricher = Enricher::new(Options::default());
    let mut scratch = Scratch::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let article: Article = serde_json::from_value({
            let mut value: serde_json::Value = serde_json::from_str(&line?)?;
            let object = value.as_object_mut().expect("an object");
            object.entry("hashtags").or_insert(serde_json::json!([]));
            object.entry("keywords").or_insert(serde_json::json!([]));
            value
        })?;
        out.write_all(&dateline::article::wire::to_json(&enricher.enrich(article, &mut scratch)))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
