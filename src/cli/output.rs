//! Where the answer goes: standard output or a file that is whole or absent.

use std::fs;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
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
    check(Some(path))?;
    write_file(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Says before the work is done that its outcome could not be written.
pub fn check(path: Option<&Path>) -> Result<()> {
    let Some(path) = path else {
        return Ok(());
    };
    if path.is_dir() {
        bail!("cannot write {}: it is a folder", path.display());
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        bail!(
            "cannot write {}: there is no folder {}; make it first",
            path.display(),
            folder.display()
        );
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Written beside and renamed, so that a stopped run leaves no half file.
fn write_file(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let known = fs::metadata(path);
    if known.as_ref().is_ok_and(|known| !known.is_file()) {
        // A pipe or a device is written to, not replaced.
        return fs::write(path, bytes);
    }
    // What a link points at is replaced, not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cvrank-");
    match known {
        Ok(known) => builder.permissions(known.permissions()),
        #[cfg(unix)]
        Err(_) => builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)),
        #[cfg(not(unix))]
        Err(_) => &mut builder,
    };
    let mut beside = builder.tempfile_in(folder_of(&path))?;
    beside.write_all(bytes)?;
    beside.persist(&path)?;
    Ok(())
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

/// A spinner with words on standard error, for work without a count.
pub fn progress_line(words: &'static str, quiet: bool) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let line = ProgressBar::new_spinner().with_message(words);
    line.enable_steady_tick(Duration::from_millis(120));
    line
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
