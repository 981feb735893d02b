//! `cvrank evaluate`.

use anyhow::Result;

use super::Exit;
use super::arguments::EvaluateOptions;

pub fn evaluate(_options: &EvaluateOptions) -> Result<Exit> {
    Ok(Exit::Done)
}
