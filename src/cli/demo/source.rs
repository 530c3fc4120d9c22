//! The articles of the demo.

use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::bail;
use dateline::article::input::Rules;

use crate::cli::source::{Format, Miss, Raw, Reading};

/// The article that is part of the program.
const SEED: &[u8] = include_bytes!("../../../seeds/000_371c06971a596525.txt");

/// Those of the files, else the program's own.
pub(super) fn articles(files: &[PathBuf], rules: &Rules) -> anyhow::Result<Vec<Raw>> {
    if files.is_empty() {
        return Ok(vec![Raw {
            label: "seed".into(),
            bytes: SEED.to_vec(),
            content_type: Some("text/plain"),
            content_encoding: None,
            beside: Vec::new(),
        }]);
    }
    let mut articles = Vec::new();
    let mut fault = None;
    let reading = Reading { format: Format::Auto, split: Some(rules) };
    reading.each(files, &mut |raw| match raw {
        Ok(raw) => {
            articles.push(raw);
            ControlFlow::Continue(())
        }
        Err(Miss::PassedOver(_)) => ControlFlow::Continue(()),
        Err(Miss::Unreadable(words)) => {
            fault = Some(words);
            ControlFlow::Break(())
        }
    });
    match fault {
        Some(words) => bail!("{words}"),
        None if articles.is_empty() => bail!("no articles there"),
        None => Ok(articles),
    }
}
