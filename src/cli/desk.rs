//! `cvrank desk`.

use std::path::Path;

use anyhow::Result;

use super::Exit;
use super::arguments::DeskOptions;
use super::output::show;
use super::resolved::Resolved;
use crate::desk::{Options, serve};

pub(crate) fn desk(options: &DeskOptions) -> Result<Exit> {
    let common = &options.common;
    let resolved = Resolved::new(common)?;
    let mut again = Vec::new();
    let mut pass = |option: &str, value: String| again.extend([option.to_owned(), value]);
    for lexicon in &common.lexicon {
        pass("--lexicon", shown(lexicon)?);
    }
    if let Some(background) = &common.background {
        pass("--background", shown(background)?);
    }
    let model = match resolved.model_file() {
        Some(path) => vec!["--model".to_owned(), shown(path)?],
        None => Vec::new(),
    };
    let wanted = Options {
        folder: options.folder.clone(),
        port: options.port,
        opens_browser: !options.no_open,
        common: again,
        model,
    };
    // Who started it may have gone, and the desk stays.
    serve(&wanted, resolved.into_loaded(), &|text| {
        drop(show(None, text))
    })?;
    Ok(Exit::Done)
}

/// Absolute, since the desk's own calls may be made from elsewhere.
fn shown(path: &Path) -> Result<String> {
    Ok(std::path::absolute(path)?.display().to_string())
}
