//! Where the answer goes: standard output or a file that is whole or absent.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use cvrank::features::REGISTRY;

/// A bar appears only when the work is longer than this.
const BAR_AFTER: Duration = Duration::from_secs(1);

/// Writes `bytes` to `path`, or to standard output without one.
pub fn write(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = path else {
        let mut out = stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        return Ok(());
    };
    // Written beside and renamed, so that a stopped run leaves no half file.
    let beside = path.with_extension("cvrank-part");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .with_context(|| {
            format!(
                "cannot write {}; check that its folder is there and may be written to",
                path.display()
            )
        })
}

pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// A bar on standard error; silent when quiet, piped, or quickly done.
pub fn progress(total: usize, quiet: bool) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} CVs, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style);
    let shown = bar.clone();
    std::thread::spawn(move || {
        std::thread::sleep(BAR_AFTER);
        if !shown.is_finished() {
            shown.set_draw_target(ProgressDrawTarget::stderr());
        }
    });
    bar
}

/// Columns of the terminal, or a width that fits a page when piped.
pub fn width() -> u16 {
    const PIPED: u16 = 120;
    match comfy_table::Table::new().width() {
        Some(width) if stdout().is_terminal() => width.clamp(80, 200),
        _ => PIPED,
    }
}

/// Prints the registry.
pub fn features() -> Result<Exit> {
    let mut text = String::new();
    for info in REGISTRY {
        text.push_str(&format!(
            "{}\n  measures      {}\n  unit          {}, brought into [0, 1]\n  when missing  {}\n  known bias    {}\n\n",
            info.name, info.measures, info.unit, info.when_missing, info.known_bias
        ));
    }
    write(None, text.as_bytes())?;
    Ok(Exit::Done)
}
