//! Nobody's file is overwritten: what a command writes is nothing that it reads.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use cvrank::evaluate::benchmark::Parts;
use cvrank::run::folder::absolute;
use same_file::Handle;
use walkdir::WalkDir;

use super::arguments::{CommonOptions, LabelledArguments};
use super::labelled::dated;
use super::score::piped;

impl CommonOptions {
    /// The files that the options name.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Path> {
        let files = self.model.iter().chain(&self.background);
        files.chain(&self.lexicon).map(PathBuf::as_path)
    }
}

impl LabelledArguments {
    /// The files and folders that the arguments name.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = PathBuf> {
        let parts = [
            &self.jobs,
            &self.cvs,
            &self.labels,
            &self.export,
            &self.grades,
        ];
        let maps = self
            .map
            .iter()
            .map(PathBuf::from)
            .filter(|path| path.is_file());
        let folders = self.benchmarks.iter().map(|named| dated(named).0);
        let of_folders = folders.filter_map(|folder| Parts::of(&folder));
        let of_folders = of_folders.flat_map(|parts| [parts.jobs, parts.cvs, parts.labels]);
        of_folders
            .chain(parts.into_iter().flatten().cloned())
            .chain(maps)
    }
}

/// Refuses each of `outputs` that is one of `inputs`, lies as a file in a folder among them, or
/// is another of `outputs`.
///
/// Files are told by what they are, not by how they are named: through links of either kind, and
/// as standard input, too.
pub(crate) fn protect<'a>(
    outputs: impl IntoIterator<Item = &'a Path>,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<()> {
    let outputs: Vec<&Path> = outputs.into_iter().collect();
    for (index, output) in outputs.iter().enumerate() {
        if let Some(other) = outputs[..index].iter().find(|other| is_same(output, other)) {
            bail!(
                "cannot write {} and {}: they are one file; name two",
                other.display(),
                output.display()
            );
        }
    }
    // What is not there yet is no input.
    let known: Vec<(&Path, Handle)> = outputs
        .into_iter()
        .filter_map(|output| Some((output, plain(output)?)))
        .collect();
    if known.is_empty() {
        return Ok(());
    }
    for input in inputs {
        let refuse = |handle: Handle, read: &Path| match known
            .iter()
            .find(|(_, output)| *output == handle)
        {
            Some((output, _)) => bail!(
                "cannot write {}: this command reads it, as {}; name another file",
                output.display(),
                read.display()
            ),
            None => Ok(()),
        };
        if piped(input) {
            if let Ok(handle) = Handle::stdin() {
                refuse(handle, input)?;
            }
        } else if input.is_dir() {
            let entries = WalkDir::new(input).sort_by_file_name().into_iter();
            for entry in entries.filter_map(Result::ok) {
                if let Some(handle) = plain(entry.path()) {
                    refuse(handle, entry.path())?;
                }
            }
        } else if let Some(handle) = plain(input) {
            refuse(handle, input)?;
        }
    }
    Ok(())
}

/// Refuses a run folder that lies among the inputs, or that holds one of them or of `files`.
pub(crate) fn protect_folder<'a>(
    place: &Path,
    files: impl IntoIterator<Item = &'a Path>,
    inputs: impl IntoIterator<Item = &'a Path>,
) -> Result<()> {
    let run = absolute(place)?;
    for file in files {
        if absolute(file).is_ok_and(|file| file.starts_with(&run)) {
            bail!(
                "cannot write {}: it would lie in the run folder {}, which holds nothing but the run; name another file",
                file.display(),
                place.display()
            );
        }
    }
    for input in inputs.into_iter().filter(|input| !piped(input)) {
        let Ok(read) = fs::canonicalize(input) else {
            continue;
        };
        if read.starts_with(&run) {
            bail!(
                "cannot write {}: this command reads {}, which lies in it; name another folder",
                place.display(),
                input.display()
            );
        }
        if read.is_dir() && run.starts_with(&read) {
            bail!(
                "cannot write {}: it would lie in {}, which this command reads, and so be read as a CV the next time; name a folder elsewhere",
                place.display(),
                input.display()
            );
        }
    }
    Ok(())
}

/// The file at `path`, through links; nothing for what is no plain file, which is never opened.
fn plain(path: &Path) -> Option<Handle> {
    let is_file = fs::metadata(path).is_ok_and(|known| known.is_file());
    is_file.then(|| Handle::from_path(path).ok()).flatten()
}

/// Whether two outputs, which need not be there yet, are one.
fn is_same(one: &Path, other: &Path) -> bool {
    match (plain(one), plain(other)) {
        (Some(one), Some(other)) => one == other,
        // Whoever names a device twice wants both thrown away, or both seen.
        (None, None) if !one.exists() => {
            let both = absolute(one).ok().zip(absolute(other).ok());
            both.is_some_and(|(one, other)| one == other)
        }
        _ => false,
    }
}
