//! Where the answer goes: standard output or a file that is whole or absent.

use std::io::{BufWriter, ErrorKind, IsTerminal, Write, stderr, stdout};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use super::arguments::CheckFormat;
use cvrank::features::REGISTRY;
use cvrank::report::terminal::{PAGE_WIDTH, lines};
use cvrank::report::{languages_json, languages_table};
use cvrank::whole_file::{folder_of, write_whole};

/// A bar appears only when the work is longer than this.
const BAR_AFTER: Duration = Duration::from_secs(1);

/// Writes text for people to `path`, or to standard output without one; nothing that stands in
/// it commands a terminal.
pub(crate) fn show(path: Option<&Path>, text: &str) -> Result<()> {
    write_with(path, &mut |out| out.write_all(lines(text).as_bytes()))
}

/// Writes data for programs to `path`, or to standard output without one: as it is, unless
/// standard output is a terminal.
pub(crate) fn write(path: Option<&Path>, data: &[u8]) -> Result<()> {
    if path.is_none() && stdout().is_terminal() {
        return show(None, &String::from_utf8_lossy(data));
    }
    write_with(path, &mut |out| out.write_all(data))
}

/// Writes what `make` writes as [`write`] does, without holding it where it goes to a file.
pub(crate) fn write_data(
    path: Option<&Path>,
    make: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    if path.is_none() && stdout().is_terminal() {
        let mut data = Vec::new();
        make(&mut data)?;
        return show(None, &String::from_utf8_lossy(&data));
    }
    write_with(path, make)
}

/// Writes what `make` writes, as it is, to `path`, or to standard output without one.
pub(crate) fn write_with(
    path: Option<&Path>,
    make: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>,
) -> Result<()> {
    let Some(path) = path else {
        let mut out = BufWriter::new(stdout().lock());
        make(&mut out)?;
        out.flush()?;
        return Ok(());
    };
    check(Some(path))?;
    write_whole(path, make).with_context(|| format!("cannot write {}", path.display()))
}

/// A line for people on standard error, which may be closed.
pub(crate) fn say(text: &str) {
    let _ = writeln!(stderr(), "{}", lines(text));
}

/// Says before the work is done that its outcome could not be written.
pub(crate) fn check(path: Option<&Path>) -> Result<()> {
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

pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

/// A bar on standard error; silent when quiet, piped, or quickly done.
pub(crate) fn progress(total: usize, quiet: bool) -> ProgressBar {
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

/// A bar that starts again where another count begins.
pub(crate) fn told(quiet: bool) -> impl FnMut(usize, usize) {
    let mut bar = progress(0, quiet);
    let mut length = 0;
    move |done, all| {
        if all != length {
            bar.finish_and_clear();
            bar = progress(all, quiet);
            length = all;
        }
        bar.set_position(done as u64);
        if done == all {
            bar.finish_and_clear();
        }
    }
}

/// A spinner with words on standard error, for work without a count.
pub(crate) fn progress_line(words: &'static str, quiet: bool) -> ProgressBar {
    if quiet || !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let line = ProgressBar::new_spinner().with_message(words);
    line.enable_steady_tick(Duration::from_millis(120));
    line
}

/// Columns of the terminal, or a width that fits a page when piped.
pub(crate) fn width() -> u16 {
    match comfy_table::Table::new().width() {
        Some(width) if stdout().is_terminal() => width.clamp(80, 200),
        _ => PAGE_WIDTH,
    }
}

/// Prints the registry.
pub(crate) fn languages(format: CheckFormat) -> Result<Exit> {
    let text = match format {
        CheckFormat::Table => languages_table(width()),
        CheckFormat::Json => format!("{:#}\n", languages_json()),
    };
    show(None, &text)?;
    Ok(Exit::Done)
}

pub(crate) fn features() -> Result<Exit> {
    let mut text = String::new();
    for info in REGISTRY {
        text.push_str(&format!(
            "{}\n  measures      {}\n  unit          {}, brought into [0, 1]\n  when missing  {}\n  known bias    {}\n\n",
            info.name, info.measures, info.unit, info.when_missing, info.known_bias
        ));
    }
    show(None, &text)?;
    Ok(Exit::Done)
}
